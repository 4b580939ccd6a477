"""Finding a child of one's own authority: candidates by plain equality of stored keys, then scored by likeness.

Only keys that row security can use an index for are compared in the database (security reference §3, hole 10).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from uuid import UUID

from django.db.models import Q

from wayhome.casework import journal
from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.children.access import accesses, conflicts_now
from wayhome.casework.children.models import Child, Identity, Name
from wayhome.casework.children.queries import birth_of
from wayhome.casework.children.seen import Person
from wayhome.casework.children.sounds import initials, plain, sound
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import NotAllowed
from wayhome.domain.vocabulary import Role

FINDERS = (Role.RHI_COORDINATOR, Role.FRONT_DOOR, Role.TEAM_MANAGER)
LIKELY = 0.62
MOST = 25
SAME_DAY, SAME_MONTH_OR_DAY, OTHER_DAY = 0.3, 0.12, -0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child who may be the one looked for, how alike (0 to 1), and whether the record is open to whoever looks."""

    person: Person
    likeness: float
    same_day_of_birth: bool
    is_open: bool = False


def find(
    viewer: Viewer, *, given: str = "", family: str = "", born: date | None = None, reference: str = ""
) -> list[Candidate]:
    """Children of the viewer's authority who may be meant, likest first; each one shown is journalled.

    For coordinators, the front door and managers, who must know whether a child is known before a record is made twice.
    Raises NotAllowed for everybody else.
    """
    if not (viewer.has(*FINDERS) or is_system(viewer)):
        raise NotAllowed()
    ours = Identity.objects.filter(organisation_id=viewer.organisation)
    found = set(ours.filter(pk__in=_by_name(viewer, given, family)).values_list("current_id", flat=True))
    found |= _by_file(viewer, born, reference)
    identities = dict(ours.filter(current_id__in=found).values_list("id", "current_id"))
    walled = {identities[i] for i in conflicts_now(viewer, identities)}
    scored = _scored(identities, found - walled, given, family, born, reference)
    best = sorted(scored, key=lambda c: (-c.likeness, c.person.reference))[:MOST]
    journal.shows(viewer, "child", [c.person.id for c in best])
    opened = accesses(viewer, [c.person.id for c in best])
    return [replace(c, is_open=c.person.id in opened) for c in best]


def _by_name(viewer: Viewer, given: str, family: str) -> set[UUID]:
    if not plain(given) and not plain(family):
        return set()
    keys = Q()
    if plain(given) and plain(family):
        keys = Q(sound_given=sound(given), sound_family=sound(family)) | Q(initials=initials(given, family))
        keys |= Q(sound_given=sound(family), sound_family=sound(given))
    elif plain(given):
        keys = Q(sound_given=sound(given))
    else:
        keys = Q(sound_family=sound(family))
    return set(Name.objects.filter(keys, organisation_id=viewer.organisation).values_list("child_id", flat=True))


def _by_file(viewer: Viewer, born: date | None, reference: str) -> set[UUID]:
    keys = Q(pk__in=[])
    if born is not None:
        keys |= Q(born_year=born.year, born_month=born.month, born_day=born.day)
    if reference.strip():
        keys |= (
            Q(reference=reference.strip().upper()) | Q(local_id=reference.strip()) | Q(upn=reference.strip().upper())
        )
    return set(Child.objects.filter(keys, organisation_id=viewer.organisation).values_list("id", flat=True))


def _scored(
    identities: dict[UUID, UUID], children: set[UUID], given: str, family: str, born: date | None, reference: str
) -> list[Candidate]:
    names: dict[UUID, list[Name]] = {}
    for name in Name.objects.filter(child_id__in=identities).order_by("recorded_at", "id"):
        names.setdefault(identities[name.child_id], []).append(name)
    found = []
    for row in Child.objects.filter(pk__in=children).order_by("id"):
        known = names.get(row.id, [])
        likest = max(known, key=lambda n: _alike(given, family, n), default=None)
        score = _alike(given, family, likest) if likest is not None else 0.0
        same_day = born is not None and row.born_earliest == row.born_latest == born
        score += _by_birth(row, born) + (1.0 if _is_reference(row, reference) else 0.0)
        if score >= LIKELY or same_day:
            found.append(Candidate(_person(row, likest), round(min(score, 1.0), 2), same_day))
    return found


def _alike(given: str, family: str, name: Name) -> float:
    """How alike two names read, the better of both orders; by letters, after they already sound alike."""
    asked, other = [plain(given), plain(family)], [plain(name.given), plain(name.family)]
    pairs = [(a, b) for a, b in zip(asked, other, strict=True) if a]
    swapped = [(a, b) for a, b in zip(asked, reversed(other), strict=True) if a]
    return max(_ratio(pairs), _ratio(swapped) - 0.1)


def _ratio(pairs: list[tuple[str, str]]) -> float:
    if not pairs:
        return 0.0
    return sum(SequenceMatcher(None, a, b).ratio() for a, b in pairs) / len(pairs)


def _by_birth(row: Child, born: date | None) -> float:
    if born is None or row.born_earliest is None:
        return 0.0
    if row.born_earliest <= born <= (row.born_latest or row.born_earliest):
        return SAME_DAY
    near = (row.born_year, row.born_month) == (born.year, born.month) or (row.born_month, row.born_day) == (
        born.day,
        born.month,
    )
    return SAME_MONTH_OR_DAY if near else OTHER_DAY


def _is_reference(row: Child, reference: str) -> bool:
    wanted = reference.strip().upper()
    return bool(wanted) and wanted in {row.reference.upper(), (row.local_id or "").upper(), (row.upn or "").upper()}


def _person(row: Child, name: Name | None) -> Person:
    given, family = (name.given, name.family) if name else ("", "")
    return Person(
        row.id,
        row.organisation_id,
        row.reference,
        given,
        family,
        row.likes_to_be_called,
        birth_of(row),
        row.deceased_at,
    )
