"""Writing the journey: lock, then guard, then write. Every later stage appends its events here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from wayhome.casework.children.access import open_child
from wayhome.casework.children.models import Identity
from wayhome.casework.children.queries import person
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models, projection
from wayhome.casework.journey.events import as_row, history, id_of, named
from wayhome.casework.journey.known import circumstances
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import SYSTEM, Actor, Event
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.may import may
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.rows import Refusal
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Source


@dataclass(slots=True)
class Writing:
    """One child's journey, locked until the transaction ends, with everything known so far."""

    organisation: UUID
    child: UUID
    by: Viewer
    events: list[Event]
    so_far: ChildSoFar
    known: Circumstances
    case_id: UUID | None = None
    added: list[models.Event] = field(default_factory=list)

    @property
    def case(self) -> CaseSoFar:
        """The case that was locked. Raises LookupError when only a child was."""
        if self.case_id is None:
            raise LookupError("no case was named")
        return self.so_far.case(str(self.case_id))

    def episode(self, episode: UUID) -> EpisodeSoFar:
        return self.so_far.episode(str(episode))

    def append(
        self,
        kind: EventKind,
        *,
        at: datetime,
        happened: Moment = NOT_RECORDED,
        source: Source | None = None,
        as_role: Actor | None = None,
        case: UUID | None = None,
        episode: UUID | None = None,
        subject: UUID | str | None = None,
        words: str | None = None,
        corrects: UUID | None = None,
        in_error: UUID | None = None,
        detail: Mapping[str, object] | None = None,
    ) -> UUID:
        """Try the rules, then add the event, fold again, and note it in the journal. The id of the new event.

        `words` is what a person wrote; it is sealed for the child and never reaches a rule, a list or the journal.
        Raises Refused with the words of the first rule that says no.
        """
        id, number = fresh_id(), len(self.events) + 1
        event = Event(
            id=named(number, id), kind=kind, happened=happened, recorded_at=at, source=source, by_role=SYSTEM,
            by=_text(self.by.user), detail=dict(detail or {}),
            corrects=self._named(corrects), recorded_in_error_of=self._named(in_error),
            episode=_text(episode), case=_text(case), subject=_text(subject),
        )  # fmt: skip
        event = self._let_through(event, as_role)
        row = as_row(
            event, number=number, child=self.child, organisation=self.organisation, id=id, words=words, by=self.by
        )
        row.save(force_insert=True)
        self.added.append(row)
        self.events.append(event)
        self.so_far = projection.written_down(self.organisation, self.child, self.events)
        wrote(
            self.by, f"journey.{kind.value}", "event", id, of=self.organisation, child=str(self.child), case=event.case
        )
        return id

    def _let_through(self, event: Event, as_role: Actor | None) -> Event:
        """The event under the first of the person's roles that may record it; else the refusal in its own words."""
        actors = [as_role] if as_role is not None else sorted(self.by.roles)
        refused: list[list[Refusal]] = []
        for actor in actors or [SYSTEM]:
            found = may(
                event.kind, self._asked_of(event), by_role=actor, by=event.by, at=event.recorded_at,
                happened=event.happened, detail=event.detail, episode=event.episode, subject=event.subject,
                target=event.strikes, known=self.known,
            )  # fmt: skip
            if not found:
                return replace(event, by_role=actor)
            refused.append(found)
        others = [found for found in refused if found[0].rule != "role"]
        first = (others or refused)[0]
        raise Refused(" ".join(dict.fromkeys(each.words for each in first)), rule=first[0].rule)

    def _asked_of(self, event: Event) -> EpisodeSoFar | CaseSoFar | ChildSoFar:
        """What the rules look at: the case where one is named, else the absence, else everything about the child."""
        if event.case is not None:
            return self.so_far.case(event.case)
        return self.so_far if event.episode is None else self.so_far.episode(event.episode)

    def named(self, id: UUID) -> str:
        """The name by which the rules know an event of this child. Raises NotFound for any other."""
        for event in self.events:
            if id_of(event.id) == id:
                return event.id
        raise NotFound()

    def _named(self, id: UUID | None) -> str | None:
        return None if id is None else self.named(id)

    def must_be_at(self, *, episode: UUID, seen_version: int | None) -> None:
        """Raise Stale when the absence changed after the person opened it; None skips the check."""
        now = projection.version_of_episode(str(episode), self.events)
        if seen_version is not None and seen_version != now:
            raise Stale(seen=seen_version, now=now)


@contextmanager
def locked_child(child: UUID, *, by: Viewer) -> Iterator[Writing]:
    """The journey of one child, locked until the transaction ends. Raises NotFound for a child the viewer may not reach."""
    identity = Identity.objects.filter(pk=child).first()
    if identity is None:
        raise NotFound()
    open_child(by, child, show=False)  # the database keeps organisations apart; this keeps people apart
    with connection.cursor() as cursor:  # not a row lock: a charity's interviewer may write events, and never this row
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(child)])
    events = history(identity.organisation_id, child)
    yield Writing(
        organisation=identity.organisation_id,
        child=child,
        by=by,
        events=events,
        so_far=fold_child(events),
        known=circumstances(by, child, organisation=identity.organisation_id, events=events),
    )


@contextmanager
def locked(case: UUID, *, by: Viewer, seen_version: int | None) -> Iterator[Writing]:
    """The journey that a case belongs to, locked. `seen_version` is the version the person saw; None skips the check.

    Raises Stale when somebody changed the case, or a return it covers, after the person opened it.
    """
    child = models.Case.objects.filter(pk=case).values_list("child_id", flat=True).first()
    if child is None:
        raise NotFound()
    with locked_child(child, by=by) as writing:
        writing.case_id = case
        now = projection.version_of_case(writing.case, writing.events)
        if seen_version is not None and seen_version != now:
            raise Stale(seen=seen_version, now=now)
        yield writing


@contextmanager
def locked_episode(episode: UUID, *, by: Viewer, seen_version: int | None) -> Iterator[Writing]:
    """The journey that an absence belongs to, locked. Raises NotFound, and Stale when the absence changed meanwhile."""
    child = models.Episode.objects.filter(pk=episode).values_list("child_id", flat=True).first()
    if child is None:
        raise NotFound()
    with locked_child(child, by=by) as writing:
        writing.must_be_at(episode=episode, seen_version=seen_version)
        yield writing


def record(
    *,
    kind: EventKind,
    case: UUID,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None,
    subject: UUID | str | None = None,
    **detail: object,
) -> UUID:
    """Lock, guard, write: one event of one case. What was not said is left out, so that unknown stays unknown."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        said = {name: value for name, value in detail.items() if value is not None}
        return writing.append(
            kind, case=case, happened=happened, at=at, subject=subject, words=words or None, detail=said
        )


def new_episode(writing: Writing, *, at: datetime) -> UUID:
    """A new, empty absence of the child. Its first event says what it is."""
    return _new(models.Episode, "episode", "/", writing, at)


def new_case(writing: Writing, *, at: datetime) -> UUID:
    """A new, empty case of the child. Its first event says which return opened it."""
    return _new(models.Case, "case", "-", writing, at)


def _new(table: type[models.Case] | type[models.Episode], what: str, mark: str, writing: Writing, at: datetime) -> UUID:
    """The child's own reference for the first of a kind, then numbered: EM-2041, EM-2041-2."""
    others = table.objects.filter(organisation_id=writing.organisation, child_id=writing.child).count()
    own = person(writing.by, writing.child).reference
    row = table(
        organisation_id=writing.organisation, child_id=writing.child,
        reference=own if not others else f"{own}{mark}{others + 1}", **recorded(writing.by, at),
    )  # fmt: skip
    row.save(force_insert=True)
    wrote(writing.by, f"journey.{what}_opened", what, row.pk, of=writing.organisation)
    return row.pk


def _text(id: UUID | str | None) -> str | None:
    return None if id is None else str(id)
