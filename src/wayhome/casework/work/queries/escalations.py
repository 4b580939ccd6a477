"""What went up because its time was over: to whom, about whom, and who sees to it; and where to look next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Case, CaseNow
from wayhome.casework.work.models import Escalation, LookedAt
from wayhome.casework.work.queries.scope import of_reachable
from wayhome.domain.clock import Rung
from wayhome.domain.journey.climbing import WHOLE_LADDER

RUNGS: dict[str, Rung] = {rung.key: rung for rung in WHOLE_LADDER}


@dataclass(frozen=True, slots=True)
class GoneUp:
    """One thing that went up: about whom, what is owed, since when, and who sees to it."""

    id: UUID
    case: UUID
    reference: str
    person: Person
    rung: Rung
    due_at: datetime
    with_whom: str | None
    version: int


def owed_to(viewer: Viewer) -> QuerySet[Escalation]:
    """What is still owed and went up to a role of the viewer, about whatever child: never read on its own."""
    mine = Q(to__overlap=[role.value for role in viewer.roles])
    return Escalation.objects.filter(mine, over_at__isnull=True, rung__in=RUNGS)


def gone_up(viewer: Viewer) -> list[GoneUp]:
    """What went up to the viewer and is still owed, the longest ago first; each is journalled as shown."""
    rows = list(of_reachable(viewer, owed_to(viewer)).order_by("due_at", "rung", "id"))
    people = who(viewer, {row.child_id for row in rows})
    seen = [row for row in rows if row.child_id in people]
    references = dict(Case.objects.filter(pk__in=[row.case_id for row in seen]).values_list("id", "reference"))
    staff = names(viewer, [row.taken_up_by for row in seen])
    for organisation in {row.organisation_id for row in seen}:
        journal.shows(viewer, "escalation", [r.pk for r in seen if r.organisation_id == organisation], of=organisation)
    return [
        GoneUp(
            row.pk, row.case_id, references.get(row.case_id, ""), people[row.child_id], RUNGS[row.rung], row.due_at,
            staff[row.taken_up_by].beside(viewer) if row.taken_up_by in staff else None, row.version,
        )
        for row in seen
    ]  # fmt: skip


def to_look_at(viewer: Viewer) -> list[dict[str, UUID]]:
    """Cases of the viewer's authority that changed since they were looked at, or in which a time is over: for the job alone."""
    standing = Escalation.objects.filter(case_id=OuterRef("pk"), over_at__isnull=True)
    owing = Q(is_open=True) | Q(needs_open__gt=0) | Exists(standing)
    looked = LookedAt.objects.filter(
        Q(look_again_at__isnull=True) | Q(look_again_at__gt=viewer.at),
        pk=OuterRef("pk"),
        case_version=OuterRef("version"),
    )
    rows = CaseNow.objects.filter(owing, organisation_id=viewer.organisation).exclude(Exists(looked))
    return [{"case": id} for id in rows.order_by(F("deadline").asc(nulls_last=True), "id").values_list("id", flat=True)]
