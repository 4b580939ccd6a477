"""Which events stand, and in which order: corrections and strikes resolved before anything is folded.

The rules (domain reference §4.0, §13.3):

1. An event that another, later recorded one corrects or marks recorded in error does not stand. It is kept, struck out.
2. A correction or strike that is itself recorded in error strikes nothing: what it had taken away stands again. One
   that is corrected in its turn still strikes, because the last of the chain takes the place of all before it.
3. Of several corrections of one event, the last recorded stands.
4. A correction stands in the place of the event it corrects: same absence, case and subject unless it names others,
   and for kind *corrected* also the same kind, with its own time and its own detail laid over the earlier one.
5. Events are ordered by the earliest minute they can have happened, because people tell times to the minute and
   machines to the second; then by when they were recorded, where a correction takes the recording time of the first
   event in its chain; then by id. An event with no time stands where it was recorded, because nothing is recorded
   before it happens.

Nothing is lost: an event whose target is not here is an anomaly, and stays.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import CHANGES, EventKind


@dataclass(frozen=True, slots=True)
class Anomaly:
    """An event that could not take effect, and why in words. It is kept, and moves nothing."""

    event: Event
    words: str


@dataclass(frozen=True, slots=True)
class Struck:
    """An event that does not stand any more, and the later event that struck it."""

    event: Event
    by: Event


Place = tuple[datetime, datetime, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every event once: those that stand, in order; those struck out; and those whose target is not here."""

    standing: tuple[Event, ...]
    struck: tuple[Struck, ...]
    anomalies: tuple[Anomaly, ...]
    places: tuple[Place, ...] = ()
    """Of each event that stands what it is ordered by, in order."""


def ledger_of(events: Iterable[Event]) -> Ledger:
    """Resolve corrections and strikes and put what stands in order. The order of `events` does not matter."""
    by_id = {event.id: event for event in events}
    recorded = sorted(by_id.values(), key=_as_recorded)
    struck_by = _struck_by(recorded, by_id)
    anomalies = tuple(
        Anomaly(event, "It corrects or strikes an event that is not here, or that was recorded after it.")
        for event in recorded
        if (event.strikes is not None or event.kind in CHANGES) and not _strikes_an_earlier(event, by_id)
    )
    at_fault = {anomaly.event.id for anomaly in anomalies}
    standing = [
        (_place(event, by_id), _resolved(event, by_id))
        for event in recorded
        if event.id not in struck_by
        and event.id not in at_fault
        and _chain(event, by_id)[-1].recorded_in_error_of is None
    ]
    standing.sort(key=lambda pair: pair[0])
    return Ledger(
        standing=tuple(event for _, event in standing),
        struck=tuple(Struck(event, struck_by[event.id]) for event in recorded if event.id in struck_by),
        anomalies=anomalies,
        places=tuple(place for place, _ in standing),
    )


def joined_by(ledger: Ledger, event: Event) -> tuple[Ledger, int] | None:
    """The ledger with one more event that strikes none, and where among those that stand it came to stand.

    None where it corrects or strikes, or where one that is here already waited to correct or strike it: then all must
    be resolved anew.
    """
    waited_for = any(anomaly.event.strikes == event.id for anomaly in ledger.anomalies)
    if waited_for or event.strikes is not None or event.kind in CHANGES:
        return None
    place = _place(event, {})
    at = bisect(ledger.places, place)
    standing = (*ledger.standing[:at], event, *ledger.standing[at:])
    return replace(ledger, standing=standing, places=(*ledger.places[:at], place, *ledger.places[at:])), at


def _as_recorded(event: Event) -> tuple[datetime, str]:
    return event.recorded_at, event.id


def _strikes_an_earlier(event: Event, by_id: Mapping[str, Event]) -> bool:
    target = by_id.get(event.strikes or "")
    return target is not None and _as_recorded(target) < _as_recorded(event)


def _struck_by(recorded: list[Event], by_id: Mapping[str, Event]) -> dict[str, Event]:
    """Which event struck which. Last recorded first: only a later event can take away an earlier one's effect."""
    found: dict[str, Event] = {}
    taken_away: set[str] = set()
    last_correction: dict[str, Event] = {}
    for event in reversed(recorded):
        if event.id in taken_away or not _strikes_an_earlier(event, by_id):
            continue
        if event.recorded_in_error_of is not None:
            taken_away.add(event.recorded_in_error_of)
            found.setdefault(event.recorded_in_error_of, event)
            continue
        for replaced in _chain(event, by_id)[1:]:
            found.setdefault(replaced.id, event)
        latest = last_correction.setdefault(event.strikes or "", event)
        if latest is not event:
            found.setdefault(event.id, latest)
    return found


def _chain(event: Event, by_id: Mapping[str, Event]) -> list[Event]:
    """The event, what it corrects, and so on back to the first."""
    chain = [event]
    while chain[-1].corrects is not None and _strikes_an_earlier(chain[-1], by_id):
        chain.append(by_id[chain[-1].corrects])
    return chain


def _place(event: Event, by_id: Mapping[str, Event]) -> Place:
    first = _chain(event, by_id)[-1]
    instant = event.happened.earliest or first.recorded_at
    return instant.replace(second=0, microsecond=0), first.recorded_at, first.id


def _resolved(event: Event, by_id: Mapping[str, Event]) -> Event:
    """The event with what it left unsaid taken from the one it corrects."""
    for earlier in _chain(event, by_id)[1:]:
        generic = event.kind is EventKind.CORRECTED
        event = replace(
            event,
            kind=earlier.kind if generic else event.kind,
            happened=event.happened if event.happened.is_known or not generic else earlier.happened,
            detail={**earlier.detail, **event.detail} if generic else event.detail,
            episode=event.episode or earlier.episode,
            case=event.case or earlier.case,
            subject=event.subject or earlier.subject,
        )
    return event
