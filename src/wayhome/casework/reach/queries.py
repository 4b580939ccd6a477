"""Reading Reach: an absence with every time that was given, and a notice with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from wayhome.casework import journal
from wayhome.casework.children.access import open_child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.events import history, id_of
from wayhome.casework.journey.models import Episode, EpisodeNow
from wayhome.casework.journey.projection import version_of_episode
from wayhome.casework.reach.intake import NoticeKind
from wayhome.casework.reach.models import Notice
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.journey.episode_so_far import STRUCK_OUT
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.moment import Moment


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
    """Notices to the viewer's authority that nobody has seen to: not applied, or not yet tried."""
    rows = Notice.objects.filter(organisation_id=viewer.organisation, state__in=("received", "needs_person")).order_by(
        "recorded_at"
    )
    seen = [_seen(row) for row in rows]
    journal.shows(viewer, "notice", [n.id for n in seen])
    return seen


def _seen(row: Notice) -> NoticeSeen:
    name = f"{row.given} {row.family}".strip()
    return NoticeSeen(
        row.pk,
        row.organisation_id,
        NoticeKind(row.kind),
        name,
        row.police_reference,
        row.state,
        row.why,
        row.recorded_at,
        row.version,
    )
