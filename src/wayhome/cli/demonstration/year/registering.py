"""Starting the file of an invented child: who they are, who they live with, who works with them, how to reach them safely."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from wayhome.casework.children import actions as children
from wayhome.casework.children.words import Part, PlacementKind, Relation, StatusKind
from wayhome.casework.journal.context import Viewer
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.year.children import Life
from wayhome.cli.demonstration.year.hours import at_work
from wayhome.cli.demonstration.year.quotas import NORTHBY
from wayhome.domain.vocabulary import Channel, ContactPermission, Group

YES, NEVER = ContactPermission.YES, ContactPermission.NEVER
SPOKEN = (Channel.VISIT, Channel.VIA_CARER, Channel.VIA_SCHOOL, Channel.CALL)
BEFORE = timedelta(days=9)
CARERS = ("Ros, key worker", "Dev, key worker", "Mo, night staff", "the foster carer", "the key worker on shift")
SCHOOLS = ("Larkrise School", "Saltby High", "The Orchard College", "Northby Academy", "Reedham Cross School")


def on_file(area: Area, life: Life) -> UUID:
    """Start the file some days before the first absence, in one sitting of the coordinator's."""
    rng = Random(f"file {life.key}")
    at = at_work(max(life.deeds[0].at - BEFORE, area.ago(days=380)), rng)
    facts: dict[str, Any] = {
        "local_id": life.key,
        "sex": life.sex,
        "ethnicity": life.ethnicity,
        "unaccompanied": life.came_alone,
    }
    with area.acting(life.crew.coordinator, at) as by:
        child = children.register_child(
            given=life.given,
            family=life.family,
            born=life.born,
            by=by,
            at=at,
            **{n: v for n, v in facts.items() if v is not None},
        )
        children.allocate_worker(child=child, part=Part.SOCIAL_WORKER, user=_user(area, life.crew.worker), by=by, at=at)
        if life.home is not None:
            _looked_after(area, life, child, by=by, at=at)
        else:
            children.record_adult(
                child=child, relation=rng.choice((Relation.MOTHER, Relation.MOTHER, Relation.FATHER, Relation.GRANDPARENT)), name=life.parent,
                reached_by=f"07700 900{rng.randrange(200, 999)}", has_parental_responsibility=True, may_be_contacted=YES, by=by, at=at,
            )  # fmt: skip
        _safe_contact(life, child, rng, by=by, at=at)
    return child


def _looked_after(area: Area, life: Life, child: UUID, *, by: Viewer, at: datetime) -> None:
    assert life.home is not None
    name, kind, where = life.home
    since = area.ago(days=420 + sum(map(ord, life.key)) % 700).date()
    children.record_status(child=child, kind=StatusKind.LOOKED_AFTER, code="c2", starts_on=since, by=by, at=at)
    away = life.group in (Group.CARE_OUT, Group.HOSTED)
    children.record_placement(
        child=child, kind=PlacementKind(kind), starts_on=since, provider_name=name, area_code=area.area_codes[where],
        distance_miles=(40 if where == NORTHBY else 26) if away else 4, by=by, at=at,
    )  # fmt: skip


def _safe_contact(life: Life, child: UUID, rng: Random, *, by: Viewer, at: datetime) -> None:
    """Speaking is safe, texts mostly not; the rest nobody has checked."""
    adult = rng.choice(CARERS) if life.home else life.parent
    text = YES if rng.random() < 0.4 else NEVER
    permissions = {**dict.fromkeys(SPOKEN, YES), Channel.TEXT: text}
    children.check_contact_safety(
        child=child, permissions=permissions, named_adult=f"{adult}; {rng.choice(SCHOOLS)}" if rng.random() < 0.3 else adult,
        named_adult_reached_by=f"01632 960{rng.randrange(700, 999)}", times=rng.choice(("After school", "Evenings", "Any time", "School days")),
        by=by, at=at,
    )  # fmt: skip


def _user(area: Area, who: str) -> UUID:
    user = area.viewers[who].user
    assert user is not None
    return user
