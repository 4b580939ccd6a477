"""Reading the journey: what happened in one case, in order, with what was believed before and what was written of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wayhome.casework.accounts.queries import PersonNamed, names
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.journey.events import id_of
from wayhome.casework.journey.projection import WORRYING
from wayhome.casework.journey.steps import Opened
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import DataClass, Role


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One event of a case as a timeline shows it.

    `words` is what a person wrote; None when nobody did, or when this viewer may not read it (`hidden` says which).
    `gone` is what was believed before this event corrected it. `struck_by` says who took it away altogether, and when.
    """

    id: UUID
    event: Event
    by: str | None
    words: str | None = None
    hidden: bool = False
    gone: Event | None = None
    struck_by: str | None = None
    struck_at: datetime | None = None
    struck_words: str | None = None

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


def timeline(viewer: Viewer, about: Opened) -> list[EventSeen]:
    """Everything that was recorded of a case and of the returns it covers, the latest first; worries stand apart.

    What was struck out stays, marked. The case itself was opened, and journalled, by whoever gives `about`.
    """
    access = open_child(viewer, about.child)
    ledger = about.ledger
    replaced = {s.by.id: s.event for s in ledger.struck if s.by.corrects}
    taken = [s for s in ledger.struck if s.by.recorded_in_error_of]
    covered = {e.episode for e in about.so_far.covered}
    standing = [e for e in ledger.standing if _is_of(e, about, covered)]
    gone = [s for s in taken if _is_of(s.event, about, covered)]
    asked = [e.id for e in standing] + [s.event.id for s in gone] + [s.by.id for s in gone]
    written = words_of(viewer, access, [id_of(i) for i in asked])
    people = names(viewer, [UUID(e.by) for e in (*standing, *(s.event for s in gone), *(s.by for s in gone)) if e.by])
    seen = [_seen(e, viewer, people, written, access, gone=replaced.get(e.id)) for e in standing]
    for struck in gone:
        one = _seen(struck.event, viewer, people, written, access)
        seen.append(
            EventSeen(
                one.id, one.event, one.by, one.words, one.hidden, None, name_of(struck.by, viewer, people) or str(struck.by.by_role.label),
                struck.by.recorded_at, written.get(id_of(struck.by.id)),
            )
        )  # fmt: skip
    return sorted(seen, key=_order, reverse=True)


def wishes(seen: Iterable[EventSeen]) -> EventSeen | None:
    """The latest yes or no with the child's own words."""
    return next(
        (
            s
            for s in seen
            if s.event.kind in (EventKind.CHILD_SAID_YES, EventKind.CHILD_SAID_NO) and s.words and not s.is_struck
        ),
        None,
    )


def words_of(viewer: Viewer, access: Access, ids: list[UUID]) -> Mapping[UUID, str]:
    """What people wrote with the given events of a child, as far as the viewer may read the child's and others' words."""
    if not access.may_read(DataClass.OWN_WORDS):
        return {}
    rows = models.Event.objects.filter(pk__among=ids, words__isnull=False).only("words")
    return {row.pk: row.words for row in rows}


def name_of(event: Event, viewer: Viewer, people: Mapping[UUID, PersonNamed]) -> str | None:
    """Who recorded an event, by name; None for the system and for somebody who is not known here."""
    person = people.get(UUID(event.by)) if event.by else None
    return person.beside(viewer) if person else None


def holds_words(viewer: Viewer) -> bool:
    """Whether a reader of this kind is told that there is more than they may see: professionals only."""
    return not viewer.has(Role.CARER_HOME, Role.YOUNG_PERSON)


def _is_of(event: Event, about: Opened, covered: set[str]) -> bool:
    return event.kind not in WORRYING and (
        event.case == str(about.case)
        or (not covered.isdisjoint(event.episodes) and event.case in (None, str(about.case)))
    )


def _seen(
    event: Event,
    viewer: Viewer,
    people: Mapping[UUID, PersonNamed],
    written: Mapping[UUID, str],
    access: Access,
    *,
    gone: Event | None = None,
) -> EventSeen:
    id = id_of(event.id)
    return EventSeen(
        id, event, name_of(event, viewer, people), written.get(id), not access.may_read(DataClass.OWN_WORDS), gone
    )


def _order(seen: EventSeen) -> tuple[datetime, datetime, str]:
    event = seen.event
    return event.happened.earliest or event.recorded_at, event.recorded_at, event.id


MACHINE_PARTS = {
    "whereabouts": "missing", "police_report": "missing", "prevention": "missing", "notice": "missing",
    "contact": "tries", "allocation": "talk", "talk": "talk", "record": "talk", "sharing": "told", "support": "help",
}  # fmt: skip
"""Which part of the timeline an event belongs to, by the machine it moves."""

PARTS_BY_KIND: Mapping[EventKind, str] = {
    EventKind.CARER_INFORMATION_ASKED: "tries",
    EventKind.SEEN_WITHOUT_TALKING: "talk",
    EventKind.TALK_HELD: "talk",
    EventKind.APPOINTMENT_BOOKED: "talk",
}
"""Kinds that move two machines, or none: where people look for them."""
