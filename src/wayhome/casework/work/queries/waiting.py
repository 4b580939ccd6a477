"""Questions that wait for an answer, across all cases."""

from __future__ import annotations

from wayhome.casework.children.access import accesses
from wayhome.casework.children.keys import open_keys
from wayhome.casework.children.queries import who
from wayhome.casework.journal.context import Viewer
from wayhome.casework.work.models import Asked
from wayhome.casework.work.queries.case import AskedSeen, asked_seen
from wayhome.casework.work.queries.scope import of_reachable
from wayhome.casework.work.words import AskedOf
from wayhome.domain.vocabulary import DataClass


def waiting_for_answers(viewer: Viewer, of: AskedOf | None = None) -> list[tuple[AskedSeen, str]]:
    """What was asked and not answered, with the child's name, the earliest due first."""
    rows = of_reachable(viewer, Asked.objects.filter(answered_at__isnull=True)).order_by("due_at", "id")
    found = list(rows.filter(of=of.value) if of else rows)
    access = {i: a for i, a in accesses(viewer, {r.child_id for r in found}).items() if a.may_read(DataClass.EPISODE)}
    open_keys(access)
    people = who(viewer, access)
    kept = [r for r in found if r.child_id in access]
    readable = {i for i, a in access.items() if a.may_read(DataClass.OWN_WORDS)}
    seen = {s.id: s for s in asked_seen(viewer, [r for r in kept if r.child_id in readable], readable=True)}
    seen |= {s.id: s for s in asked_seen(viewer, [r for r in kept if r.child_id not in readable], readable=False)}
    return [(seen[r.pk], f"{people[r.child_id].name}, {people[r.child_id].age(viewer.at)}") for r in kept]
