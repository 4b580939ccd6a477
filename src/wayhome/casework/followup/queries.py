"""Reading follow-up: each need of a child, who owns it, what was offered and wanted, and what may be recorded next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.journey.events import id_of
from wayhome.casework.journey.steps import Opened, opened
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.access import Extent
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.may import why_not
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.states import CaseState, Support
from wayhome.domain.journey.track import Track
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Answerer, DataClass, NeedKind, Role, class_of
from wayhome.domain.wallclock import day_words, local_day

STEPS = (
    E.OWNER_NAMED, E.NOBODY_TO_OWN_IT, E.SUPPORT_OFFERED, E.SUPPORT_ACCEPTED, E.SUPPORT_DECLINED, E.NO_SERVICE_FOUND,
    E.SUPPORT_STARTED, E.SUPPORT_ENDED, E.OWNER_GONE, E.NEED_MET_OTHERWISE,
)  # fmt: skip
"""What may be recorded about a need, in the order in which a page offers it."""

ONLY_WHAT_WAS_AGREED = frozenset({Role.CARER_HOME, Role.YOUNG_PERSON, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT})
"""Roles that see the agreed plan, never what was only thought of (domain reference §10.3)."""


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """One need as the viewer may see it. What was written is None where nobody wrote anything, or they may not read it."""

    id: UUID
    case: UUID
    kind: NeedKind
    state: Support
    recorded_at: datetime
    recorded_by: str | None = None
    words: str | None = None
    childs_view: str | None = None
    owner: UUID | None = None
    owner_name: str | None = None
    escalated_to: str | None = None
    service: str | None = None
    offered: Moment = NOT_RECORDED
    accepted: Moment = NOT_RECORDED
    said_by: Answerer | None = None
    started: Moment = NOT_RECORDED
    ended: Moment = NOT_RECORDED
    ended_how: str | None = None
    why_not: str | None = None
    area: str | None = None
    next: tuple[E, ...] = ()

    @property
    def has_no_owner(self) -> bool:
        """Somebody has to be named: nobody owns it, and it is not over."""
        over = (Support.ENDED, Support.DECLINED, Support.NO_SERVICE)
        return self.owner is None and self.state not in over

    @property
    def summary(self) -> str:
        """Who owns it and where it stands, in a sentence: "Tess Hall. Offered: Open Door, 2 April"."""
        if self.owner_name:
            who = self.owner_name
        elif self.escalated_to:
            who = _("Nobody yet; %s knows") % self.escalated_to
        else:
            who = _("Nobody yet")
        return f"{who}. {self.state.label}" + (f": {self.service}" if self.service else "")


def needs(viewer: Viewer, case: UUID, *, about: Opened | None = None) -> tuple[NeedSeen, ...]:
    """Every need of a case that the viewer may see, in the order recorded. Raises NotFound. `about`: the case, opened already.

    A need whose value is sensitive is absent for those who may not read that class, and leaves no gap (§10.4).
    """
    about = about or opened(viewer, case, show=False)
    access, so_far = open_child(viewer, about.child), about.so_far
    readable = [(need, track) for need, track in so_far.needs.items() if track.steps and may_see(access, track)]
    journal.shows(viewer, "need", [UUID(need) for need, _track in readable], of=about.organisation)
    written = _written(viewer, [track for _need, track in readable], access)
    people = names(viewer, _people(so_far, readable))
    return tuple(_need(viewer, case, so_far, need, track, about.known, written, people) for need, track in readable)


def need_of(viewer: Viewer, case: UUID, need: UUID) -> NeedSeen:
    """One need. Raises NotFound when it is not of this case, or not the viewer's to see."""
    found = next((each for each in needs(viewer, case) if each.id == need), None)
    if found is None:
        raise NotFound()
    return found


def may_see(access: Access, track: Track[Support]) -> bool:
    """Whether the viewer sees this need at all: by the class of its value, and, at home, only once it was agreed."""
    if not access.may_read(DataClass.NEEDS):
        return False
    if class_of(_kind(track)) is DataClass.SENSITIVE and not access.may_read(DataClass.SENSITIVE):
        return False
    agreed = track.has_been(Support.ACCEPTED)
    return agreed or not access.viewer.roles <= ONLY_WHAT_WAS_AGREED


def _kind(track: Track[Support]) -> NeedKind:
    said = track.steps[0].event.says("need")
    return NeedKind(said) if said in {kind.value for kind in NeedKind} else NeedKind.OTHER


def _people(so_far: CaseSoFar, readable: Iterable[tuple[str, Track[Support]]]) -> list[UUID | None]:
    return [
        _uuid(person)
        for need, track in readable
        for person in (so_far.owner_of(need), so_far.escalated_to(need), track.steps[0].event.by)
    ]


def _written(viewer: Viewer, tracks: Iterable[Track[Support]], access: Access) -> Mapping[str, str | None]:
    """What people wrote, by event, for those who read more than the values."""
    whole = (Extent.FULL, Extent.OWN)
    tracks = [
        t for t in tracks if access.grant(_class(t)).extent in whole and access.grant(DataClass.NEEDS).extent in whole
    ]
    ids = {id_of(step.event.id): step.event.id for track in tracks for step in track.steps}
    rows = models.Event.objects.filter(pk__in=ids, words__isnull=False) if ids else ()
    return {ids[row.pk]: row.words for row in rows}


def _class(track: Track[Support]) -> DataClass:
    return DataClass.SENSITIVE if class_of(_kind(track)) is DataClass.SENSITIVE else DataClass.NEEDS


def _need(
    viewer: Viewer,
    case: UUID,
    so_far: CaseSoFar,
    need: str,
    track: Track[Support],
    known: Circumstances,
    written: Mapping[str, str | None],
    people: Mapping[UUID, PersonNamed],
) -> NeedSeen:
    first = track.steps[0].event
    offered, said_yes, ended = (track.last(k) for k in (E.SUPPORT_OFFERED, E.SUPPORT_ACCEPTED, E.SUPPORT_ENDED))
    said_no = track.last(E.SUPPORT_DECLINED, E.NEED_MET_OTHERWISE)
    nowhere = track.last(E.NO_SERVICE_FOUND)
    owner = _uuid(so_far.owner_of(need))
    told = _uuid(so_far.escalated_to(need))
    said_by = said_yes.says("said_by") if said_yes else None
    return NeedSeen(
        id=UUID(need), case=case, kind=_kind(track), state=track.state, recorded_at=first.recorded_at,
        recorded_by=_name(viewer, people, _uuid(first.by)), words=written.get(first.id), childs_view=first.says("childs_view"),
        owner=owner, owner_name=_name(viewer, people, owner), escalated_to=None if owner else _name(viewer, people, told),
        service=_first_line(written.get(offered.id)) if offered else (nowhere.says("service") if nowhere else None),
        offered=_when(offered), accepted=_when(said_yes), said_by=Answerer(said_by) if said_by else None,
        started=_when(track.last(E.SUPPORT_STARTED)), ended=_when(ended), ended_how=ended.says("ended_how") if ended else None,
        why_not=written.get(said_no.id) if said_no else None, area=nowhere.says("area") if nowhere else None,
        next=steps_open(viewer, so_far, need, known),
    )  # fmt: skip


def steps_open(viewer: Viewer, so_far: CaseSoFar, need: str, known: Circumstances) -> tuple[E, ...]:
    """What the viewer may record next about a need, under any of their roles."""
    by = None if viewer.user is None else str(viewer.user)

    def is_open(kind: E) -> bool:
        return any(
            not why_not(kind, so_far, by_role=role, at=viewer.at, by=by, subject=need, known=known)
            for role in viewer.roles
        )

    return tuple(kind for kind in STEPS if is_open(kind))


def _when(event: Event | None) -> Moment:
    return NOT_RECORDED if event is None else event.happened


def _first_line(text: str | None) -> str | None:
    return text.splitlines()[0] if text else None


def _name(viewer: Viewer, people: Mapping[UUID, PersonNamed], person: UUID | None) -> str | None:
    return people[person].beside(viewer) if person is not None and person in people else None


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case of the same child that goes on: its reference, where it stands, and the day it was opened."""

    id: UUID
    words: str


def other_cases(viewer: Viewer, case: UUID) -> list[OtherCase]:
    """The other cases of the child that were neither voided nor merged, the last opened first. Raises NotFound."""
    row = models.Case.objects.filter(pk=case).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    gone = (CaseState.VOID.value, CaseState.MERGED.value)
    rows = models.CaseNow.objects.filter(child_id__in=access.identities).exclude(pk=case).exclude(container__in=gone)
    found = list(rows.order_by("-opened_at", "id"))
    references = dict(models.Case.objects.filter(pk__in=[r.pk for r in found]).values_list("id", "reference"))
    journal.shows(viewer, "case", [r.pk for r in found], of=access.organisation)
    labels = {state.value: state.label for state in CaseState}
    return [
        OtherCase(
            r.pk,
            f"{references[r.pk]}: {labels[r.container]}, {day_words(local_day(r.opened_at), local_day(viewer.at))}",
        )
        for r in found
    ]
