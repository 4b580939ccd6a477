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
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer, turns
from wayhome.casework.journal.notes import Note, stands
from wayhome.casework.journey import models, projection
from wayhome.casework.journey.events import as_row, history, id_of, named
from wayhome.casework.journey.known import circumstances
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused, Stale, raise_if
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import SYSTEM, Actor, Event
from wayhome.domain.journey.fold import GrowingFold
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.may import may
from wayhome.domain.journey.order import out_of_order
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.rows import Refusal
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Source


@dataclass(slots=True)
class Writing:
    """One child's journey, locked until the transaction ends, with everything known so far.

    What is appended is written to the database when the block ends without a refusal, all of it at once.
    """

    organisation: UUID
    child: UUID
    by: Viewer
    fold: GrowingFold
    known: Circumstances
    case_id: UUID | None = None
    added: list[models.Event] = field(default_factory=list)
    note: Note | None = None

    @property
    def events(self) -> list[Event]:
        """Everything recorded so far, in the order in which it was."""
        return self.fold.events

    @property
    def so_far(self) -> ChildSoFar:
        """Where that leaves the child."""
        return self.fold.so_far

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
        Raises Refused with the words of the first rule that says no: of its row, or about the order of things.
        """
        id, number = fresh_id(), len(self.events) + 1
        event = Event(
            id=named(number, id), kind=kind, happened=happened, recorded_at=at, source=source, by_role=SYSTEM,
            by=_text(self.by.user), detail=dict(detail or {}),
            corrects=self._named(corrects), recorded_in_error_of=self._named(in_error),
            episode=_text(episode), case=_text(case), subject=_text(subject),
        )  # fmt: skip
        event = self._let_through(event, as_role)
        self._in_order(event)
        row = as_row(
            event, number=number, child=self.child, organisation=self.organisation, id=id, words=words, by=self.by
        )
        self.added.append(row)
        self.note = wrote(
            self.by, f"journey.{kind.value}", "event", id, of=self.organisation, child=str(self.child), case=event.case
        )
        return id

    def _in_order(self, event: Event) -> None:
        """Add the event to what is known, unless it cannot have happened when it is dated. Raises Refused."""
        before = list(self.events)
        refusal = out_of_order(event, before, self.fold.add(event))
        if refusal is not None:
            self.fold = GrowingFold(before)
            raise_if(refusal)

    def write_down(self, before: ChildSoFar) -> None:
        """Write the added events, and where they leave what they moved since `before`."""
        if self.added:
            models.Event.objects.bulk_create(self.added)
            projection.written_down(
                self.organisation, self.child, self.events, self.so_far, before=before, added=len(self.added)
            )

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
    access = open_child(by, child, show=False)  # the database keeps organisations apart; this keeps people apart
    kept = _kept(child)
    if kept is None:
        _lock(child)
    fold = kept.fold if kept else GrowingFold(history(access.organisation, child))
    before = fold.so_far
    writing = Writing(
        organisation=access.organisation, child=child, by=by, fold=fold,
        known=circumstances(by, child, organisation=access.organisation, events=fold.events),
    )  # fmt: skip
    yield writing
    writing.write_down(before)
    _keep(child, writing.fold, writing.note or (kept.note if kept else None))


def _lock(child: UUID) -> None:
    """Not a row lock: a charity's interviewer may write events, and never the child's own row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(child)])


@dataclass(frozen=True, slots=True)
class Kept:
    """The journey of a child that this transaction holds locked, and the note of its last event."""

    fold: GrowingFold
    note: Note


def _kept(child: UUID) -> Kept | None:
    """The journey as the turn before left it; None where there was none, or where that was taken back.

    Taken out while somebody writes, so that what was refused half-way is never gone on with.
    """
    taking_turns = turns()
    kept = taking_turns.remembered.pop(("journey", child), None) if taking_turns else None
    return kept if kept is not None and stands(kept.note) else None


def _keep(child: UUID, fold: GrowingFold, note: Note | None) -> None:
    """Where several people take turns in one transaction, the next goes on from here: the lock lasts until its end."""
    taking_turns = turns()
    if taking_turns is not None and note is not None:
        taking_turns.remembered["journey", child] = Kept(fold, note)


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
    """The child's own reference for the first of a kind, then numbered: EM-2041, EM-2041-2.

    Counted over every record that is the same child, and never one that is taken: records are put together and apart again.
    """
    current, own = Identity.objects.values_list("current_id", "current__reference").get(pk=writing.child)
    ours = table.objects.filter(organisation_id=writing.organisation)
    number = ours.filter(child_id__in=Identity.objects.filter(current_id=current).values("id")).count() + 1
    while ours.filter(reference=(reference := own if number == 1 else f"{own}{mark}{number}")).exists():
        number += 1
    row = table(
        organisation_id=writing.organisation, child_id=writing.child, reference=reference, **recorded(writing.by, at)
    )
    row.save(force_insert=True)
    wrote(writing.by, f"journey.{what}_opened", what, row.pk, of=writing.organisation)
    return row.pk


def _text(id: UUID | str | None) -> str | None:
    return None if id is None else str(id)
