"""Reading Reach: an absence with every time that was given, and a notice with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework import journal
from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children.access import open_child
from wayhome.casework.children.ages import age_on
from wayhome.casework.children.finding import Candidate, find
from wayhome.casework.children.models import Child, Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.events import history, id_of
from wayhome.casework.journey.models import CaseNow, Episode, EpisodeNow
from wayhome.casework.journey.projection import version_of_episode
from wayhome.casework.organisations.queries import organisation, policy_at
from wayhome.casework.reach.intake import NoticeKind, SetAside, Told, read
from wayhome.casework.reach.models import Notice
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.holidays import Nation, published
from wayhome.domain.journey.episode_so_far import STRUCK_OUT
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.states import Contact, Whereabouts
from wayhome.domain.moment import LONDON, Moment

NOT_BACK = tuple(w.value for w in (Whereabouts.SUSPECTED, Whereabouts.MISSING, Whereabouts.AWAY, Whereabouts.LOCATED))
A_MOMENT = timedelta(minutes=1)
WAITING = ("received", "needs_person", "with_a_person")
WHY: Mapping[str, Any] = {
    "no_such_absence": gettext_lazy("No absence here has this police reference."),
    "several_children_alike": gettext_lazy("More than one child here may be meant, or no date of birth was sent."),
    "not_reported_here": gettext_lazy(
        "Nobody reported this child missing here, and the notice does not say since when. Record that first, then this."
    ),
    "several_absences": gettext_lazy(
        "More than one absence of this child is open. Record it by hand on the right one."
    ),
    "other_content": gettext_lazy("Its number came again with something else in it. What came first stands as it was."),
    "before_what_it_follows": gettext_lazy("It is dated before what it follows."),
    "before_the_child_went": gettext_lazy("It is dated before the child went missing."),
    "one_source_says_both": gettext_lazy("Its times cannot all be right."),
    "not_in_the_future": gettext_lazy("It is dated in the future."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word on when a child was back."""

    event: UUID
    source: str
    happened: Moment


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence: whose, which case answers for it, and every time of return that was given."""

    id: UUID
    child: UUID
    case: UUID | None
    version: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """A notice, and what became of it."""

    id: UUID
    organisation: UUID
    kind: NoticeKind
    name: str
    police_reference: str
    state: str
    why: str
    received_at: datetime
    version: int
    with_whom: str | None = None
    episode: UUID | None = None

    @property
    def because(self) -> str:
        """Why it needs a person, or why nothing was recorded, in words."""
        said = {reason.value: reason.label for reason in SetAside} | WHY
        return str(
            said.get(
                self.why, _("It does not fit what is recorded here. Look, and record it by hand.") if self.why else ""
            )
        )


@dataclass(frozen=True, slots=True)
class NoticeInFull:
    """A notice with everything it says, who sent it, and the children who may be meant."""

    notice: NoticeSeen
    sender: str
    told: Told
    alike: tuple[Candidate, ...]
    waits: bool


def absence(viewer: Viewer, episode: UUID) -> Absence:
    """One absence that is open to the viewer. Raises NotFound."""
    row = Episode.objects.filter(pk=episode).first()
    if row is None:
        raise NotFound()
    open_child(viewer, row.child_id)
    events = history(row.organisation_id, row.child_id)
    so_far = fold_child(events)
    covering = so_far.cases_covering(str(episode))
    said = tuple(
        Said(id_of(e.id), e.source.label if e.source else "", e.happened)
        for e in so_far.episode(str(episode)).said("returned")
    )
    case = UUID(covering[-1].case) if covering else None
    return Absence(row.pk, row.child_id, case, version_of_episode(str(episode), events), said)


@dataclass(frozen=True, slots=True)
class OtherAbsence:
    """Another absence of the same child that goes on."""

    id: UUID
    reference: str
    missing_from: Moment


def other_absences(viewer: Viewer, episode: UUID) -> list[OtherAbsence]:
    """The other absences of the child that go on, under any of the child's identities, the latest first. Raises NotFound."""
    row = Episode.objects.filter(pk=episode).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    rows = list(
        EpisodeNow.objects.filter(child_id__in=access.identities)
        .exclude(pk=episode)
        .exclude(whereabouts__in=[state.value for state in STRUCK_OUT])
        .order_by(F("missing_from_earliest").desc(nulls_last=True), "id")
    )
    references = dict(Episode.objects.filter(pk__in=[r.pk for r in rows]).values_list("id", "reference"))
    journal.shows(viewer, "episode", [r.pk for r in rows], of=access.organisation)
    return [OtherAbsence(r.pk, references.get(r.pk, ""), r.missing_from) for r in rows]


def notice(viewer: Viewer, id: UUID) -> NoticeSeen:
    """One notice, for the authority it is for and for its sender. Raises NotFound."""
    row = Notice.objects.filter(pk=id).first()
    if row is None:
        raise NotFound()
    journal.shows(viewer, "notice", [row.pk], of=row.organisation_id)
    return _seen(row)


def waiting(viewer: Viewer) -> list[NoticeSeen]:
    """Notices to the viewer's authority from which nothing came yet: not tried, not clear, or with a person; oldest first."""
    rows = list(
        Notice.objects.filter(organisation_id=viewer.organisation, state__in=WAITING).order_by("recorded_at", "id")
    )
    journal.shows(viewer, "notice", [row.pk for row in rows])
    people = names(viewer, [row.taken_up_by for row in rows])
    return [_seen(row, people) for row in rows]


def to_match(viewer: Viewer, id: UUID) -> NoticeInFull:
    """One notice to the viewer's own authority in full, with the children who may be meant. Raises NotFound."""
    row = Notice.objects.filter(pk=id, organisation_id=viewer.organisation).first()
    if row is None:
        raise NotFound()
    journal.shows(viewer, "notice", [row.pk])
    people = names(viewer, [row.taken_up_by])
    told = read(row.content)
    sender = organisation(viewer, row.from_organisation_id).name
    alike = find(viewer, given=told.given, family=told.family, born=told.born) if row.state in WAITING else []
    return NoticeInFull(_seen(row, people), sender, told, tuple(alike), row.state in WAITING)


def _seen(row: Notice, people: Mapping[UUID, PersonNamed] | None = None) -> NoticeSeen:
    taken_up = (people or {}).get(row.taken_up_by) if row.taken_up_by else None
    return NoticeSeen(
        id=row.pk,
        organisation=row.organisation_id,
        kind=NoticeKind(row.kind),
        name=f"{row.given} {row.family}".strip(),
        police_reference=row.police_reference,
        state=row.state,
        why=row.why,
        received_at=row.recorded_at,
        version=row.version,
        with_whom=taken_up.name if taken_up and row.state == "with_a_person" else None,
        episode=row.episode_id,
    )


def answers_due(viewer: Viewer) -> list[dict[str, UUID]]:
    """Open cases of the viewer's authority in which the time to answer an offer is over: for the job alone."""
    days = int(str(policy_at(viewer, "answer_period_working_days", viewer.at).value))
    rows = CaseNow.objects.filter(organisation_id=viewer.organisation, is_open=True, contact=Contact.OFFERED.value)
    holidays = published(Nation.ENGLAND_AND_WALES)
    found = []
    for case, child in rows.order_by("id").values_list("id", "child_id"):
        due = fold_child(history(viewer.organisation, child)).case(str(case)).answer_due(days, holidays)
        if due is not None and due <= viewer.at:
            found.append({"case": case})
    return found


def kept_only(viewer: Viewer) -> list[dict[str, UUID]]:
    """Notices to the viewer's authority that were kept and, for whatever reason, never tried: for the job alone."""
    rows = Notice.objects.filter(
        organisation_id=viewer.organisation, state="received", recorded_at__lt=viewer.at - A_MOMENT
    )
    return [{"notice": id} for id in rows.order_by("recorded_at", "id").values_list("id", flat=True)]


def grown_up(viewer: Viewer) -> list[dict[str, UUID]]:
    """Absences of the viewer's authority whose child has turned 18 and is not back: for the job alone."""
    today = viewer.at.astimezone(LONDON).date()
    rows = EpisodeNow.objects.filter(organisation_id=viewer.organisation, whereabouts__in=NOT_BACK)
    away = dict(rows.order_by("id").values_list("id", "child_id"))
    born = births(viewer, away.values())
    return [{"episode": e} for e, child in away.items() if child in born and age_on(born[child], today) >= 18]


def births(viewer: Viewer, identities: Iterable[UUID]) -> dict[UUID, date]:
    """The latest day on which each child can have been born, where anything is recorded."""
    current = dict(Identity.objects.filter(pk__in=set(identities)).values_list("id", "current_id"))
    known = Child.objects.filter(pk__in=current.values(), born_latest__isnull=False)
    days = dict(known.values_list("id", "born_latest"))
    return {identity: days[child] for identity, child in current.items() if child in days}
