"""What is done beside the server, each in a process of its own: making the area, and the jobs that nobody clicks.

python -m tests.journeys.making make | send CONTENT
"""

from __future__ import annotations

import base64
import json
import sys
from datetime import UTC, datetime
from uuid import UUID, uuid4

from wayhome.cli.organisation import case_system

SECRET = b"thirty-two bytes that are secret"
SEED = "for journeys"


def make() -> dict[str, str]:
    """The practice area, a worry of forty minutes ago, and a key with which the police sign what their system sends."""
    from django.db import transaction

    from wayhome.casework.accounts.secrets import sealed_secret
    from wayhome.casework.journey.worries import raise_worry
    from wayhome.casework.reach.api import PLACE
    from wayhome.casework.reach.models import SigningKey
    from wayhome.cli.demonstration.area import make as make_area

    area, key = make_area(secret=SEED, now=datetime.now(UTC)), uuid4()
    assert area is not None
    with transaction.atomic(), area.acting("ada of police", area.now):
        SigningKey.objects.create(
            id=key, organisation_id=area.organisation["police"], name="Control room", starts_at=area.now,
            secret=sealed_secret(base64.b64encode(SECRET).decode(), place=f"{PLACE}.{key}"),
        )  # fmt: skip
    with transaction.atomic(), area.acting("omar", area.ago(minutes=40)) as omar:
        raise_worry(
            child=area.children["Maya Reid"], words="She was seen with the same car again.", by=omar, at=omar.at
        )
    return {
        "key": str(key),
        "eastmere": str(area.organisation["eastmere"]),
        **{name: str(child) for name, child in area.children.items()},
    }


def escalate(authority: str) -> int:
    """Take every worry that nobody has received to the rungs it has reached by now. How many rungs."""
    from django.db import transaction

    from wayhome.casework.accounts.viewers import system_of
    from wayhome.casework.journal.writing import acting_as
    from wayhome.casework.journey.worries import escalate_due

    at = datetime.now(UTC)
    with transaction.atomic(), acting_as(system_of(UUID(authority), at=at), doing="worries") as system:
        return escalate_due(by=system, at=at)


if __name__ == "__main__":
    with case_system():
        print(json.dumps({"make": make, "escalate": escalate}[sys.argv[1]](*sys.argv[2:])))
