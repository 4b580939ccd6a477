"""The area of the journeys, made in a process of its own: python -m tests.journeys.making"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from uuid import uuid4

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


if __name__ == "__main__":
    with case_system():
        print(json.dumps(make()))
