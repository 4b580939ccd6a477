"""Finding cases and children among those that are open to the viewer: by stage, by name, by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from wayhome.casework import journal
from wayhome.casework.children.access import accesses, open_child
from wayhome.casework.children.keys import open_keys
from wayhome.casework.children.models import Adult, Child, ContactSafety, Name
from wayhome.casework.children.queries import who
from wayhome.casework.children.seen import Person
from wayhome.casework.children.sounds import initials, plain, sound
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Case, CaseNow, Episode, EpisodeNow
from wayhome.casework.work.queries.listed import listed
from wayhome.casework.work.queries.scope import in_sight, of_reachable, on_lists
from wayhome.casework.work.queries.seen import Listed
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import DataClass, EpisodeKind

MOST = 50
PHONE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """One absence of a child, as their page lists it."""

    id: UUID
    reference: str
    kind: EpisodeKind
    missing_from: Moment
    returned: Moment
    whereabouts: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class OneChild:
    """A child with their absences and cases, open or closed, the latest first; and how many there are in all."""

    person: Person
    absences: tuple[AbsenceSeen, ...]
    cases: tuple[Listed, ...]
    all_absences: int = 0
    all_cases: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A child that was looked for, and why it was found."""

    person: Person
    because: str


def closed_cases(viewer: Viewer, *, after: int = 0, most: int = MOST) -> tuple[list[Listed], bool]:
    """Closed cases of children open to the viewer, the last opened first, a page of them; whether there are more."""
    rows = of_reachable(viewer, CaseNow.objects.filter(is_open=False)).order_by("-opened_at", "id")
    page = list(rows.values_list("id", flat=True)[after : after + most + 1])
    by_opening = {case: n for n, case in enumerate(page)}
    found = listed(viewer, page[:most])
    return sorted(found, key=lambda r: by_opening[r.case]), len(page) > most


def of_child(viewer: Viewer, child: UUID, *, most: int | None = None) -> OneChild:
    """One child's absences and cases: all of them, or the latest, and whatever is open. Raises NotFound."""
    access = open_child(viewer, child)
    person = who(viewer, [child])[child]
    if not access.may_read(DataClass.EPISODE):
        return OneChild(person, (), ())
    rows = CaseNow.objects.filter(child_id__in=access.identities).order_by("-is_open", "-opened_at", "id")
    cases = list(rows.values_list("id", "is_open"))
    is_open = sum(is_open for _, is_open in cases)
    shown = cases if most is None else cases[: max(most, is_open)]
    found = listed(viewer, [case for case, _ in shown], dict.fromkeys(access.identities, person))
    every = EpisodeNow.objects.filter(child_id__in=access.identities).order_by(
        "-is_out", F("missing_from_earliest").desc(nulls_first=True), "id"
    )
    latest = list(every[:most])
    absences_in_all = every.count() if len(latest) == most else len(latest)
    references = dict(Episode.objects.filter(pk__in=[r.pk for r in latest]).values_list("id", "reference"))
    journal.shows(viewer, "episode", [r.pk for r in latest], of=access.organisation)
    absences = tuple(
        AbsenceSeen(
            r.pk, references.get(r.pk, ""), EpisodeKind(r.kind), r.missing_from, r.returned, r.whereabouts, r.is_out
        )
        for r in latest
    )
    newest_first = tuple(sorted(found, key=lambda c: c.opened_at, reverse=True))
    return OneChild(person, absences, newest_first, absences_in_all, len(cases))


def search(viewer: Viewer, wanted: str) -> list[Found]:
    """Children open to the viewer who may be meant: by reference, police number, name as it sounds, or phone number."""
    said = wanted.strip()
    why: dict[UUID, str] = {}
    for because, children in (
        ("reference", _by_reference(viewer, said)),
        ("police", _by_police_number(viewer, said)),
        ("phone", _by_phone(viewer, said)),
        ("name", _by_name(viewer, said)),
    ):
        for child in children:
            why.setdefault(child, because)
    people = who(viewer, list(why)[:MOST])
    unique = {p.id: Found(p, why[i]) for i, p in people.items()}
    order = ("reference", "police", "phone", "name")
    return sorted(
        unique.values(), key=lambda f: (order.index(f.because), f.person.family.casefold(), f.person.given.casefold())
    )


def _by_reference(viewer: Viewer, said: str) -> Sequence[UUID]:
    wanted = said.upper()
    own = Q(reference=wanted) | Q(local_id=said) | Q(upn=wanted)
    files = set(in_sight(viewer, Child.objects.filter(own), "id").values_list("id", flat=True))
    found = {i for i, access in accesses(viewer, files).items() if access.child == i}
    for table in (Case, Episode):
        found |= set(in_sight(viewer, table.objects.filter(reference=wanted)).values_list("child_id", flat=True))
    return sorted(on_lists(viewer, found))


def _by_police_number(viewer: Viewer, said: str) -> Sequence[UUID]:
    if not any(c.isdigit() for c in said):
        return []
    rows = in_sight(viewer, EpisodeNow.objects.filter(police_reference__iexact=said))
    return sorted(on_lists(viewer, rows.values_list("child_id", flat=True)))


def _by_name(viewer: Viewer, said: str) -> Sequence[UUID]:
    parts = [p for p in said.split() if plain(p)]
    if not parts:
        return []
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        keys = Q(sound_given=sound(first)) | Q(sound_family=sound(first))
    else:
        keys = Q(sound_given=sound(first), sound_family=sound(last)) | Q(
            sound_given=sound(last), sound_family=sound(first)
        )
        keys |= Q(sound_family=sound(last), initials=initials(first, last))
    rows = in_sight(viewer, Name.objects.filter(keys, ended_at__isnull=True))
    return sorted(on_lists(viewer, rows.values_list("child_id", flat=True)))[:MOST]


def _by_phone(viewer: Viewer, said: str) -> Sequence[UUID]:
    """By the end of a phone number. Numbers are sealed, so those of the children open to the viewer are opened and compared."""
    digits = "".join(c for c in said if c.isdigit())[-9:]
    if len(digits) < PHONE_DIGITS:
        return []
    rows = in_sight(viewer, CaseNow.objects.filter(is_open=True))
    ids = on_lists(viewer, rows.values_list("child_id", flat=True))
    access = {i: a for i, a in accesses(viewer, ids).items() if a.may_read(DataClass.WISHES_AND_SAFETY)}
    open_keys(access)
    found = set()
    for table, columns in (
        (ContactSafety, ("named_adult_reached_by", "whose_phone", "notes")),
        (Adult, ("reached_by",)),
    ):
        for row in table.objects.filter(child_id__in=access):
            text = " ".join(getattr(row, c) or "" for c in columns)
            if digits in "".join(c for c in text if c.isdigit()):
                found.add(row.child_id)
    return sorted(found)
