"""The area of the journeys, made in a process of its own: python -m tests.journeys.making"""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
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
    with transaction.atomic():
        some_months_ago(area)
    return {
        "key": str(key),
        "eastmere": str(area.organisation["eastmere"]),
        **{name: str(child) for name, child in area.children.items()},
    }


def some_months_ago(area: Any) -> None:
    """Eight returns of five months ago, each settled then: a figure that may leave the building is about more than a few."""
    from wayhome.casework.children.actions import register_child
    from wayhome.casework.followup.actions.closing import close_not_required
    from wayhome.casework.reach.actions.absence import record_return, report_missing
    from wayhome.domain.moment import Moment
    from wayhome.domain.vocabulary import Group, Source

    for place, given in enumerate(("Ada", "Bryn", "Cleo", "Dev", "Elin", "Farah", "Glyn", "Hope")):
        back = area.ago(days=150 + place)
        with area.acting("rosa", back + timedelta(hours=1)) as rosa:
            child = register_child(given=given, family="Ashdown", born=date(back.year - 14, 2, 3), by=rosa, at=rosa.at)
            absence = report_missing(
                child=child, missing_from=Moment.exactly(back - timedelta(hours=9)), source=Source.POLICE, group=Group.HOME,
                by=rosa, at=rosa.at,
            )  # fmt: skip
            case = record_return(
                episode=absence, happened=Moment.exactly(back), source=Source.POLICE, by=rosa, at=rosa.at
            )
        with area.acting("tess", back + timedelta(days=3)) as tess:
            close_not_required(case=case, reason="Settled at the time.", by=tess, at=tess.at, seen_version=None)


if __name__ == "__main__":
    with case_system():
        print(json.dumps(make()))
