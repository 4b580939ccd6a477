"""Rules of putting right (domain reference §13.3)."""

from __future__ import annotations

from wayhome.domain.journey.holding import event_of
from wayhome.domain.journey.rows import Ask, guard


@guard
def own_entry_of_today(ask: Ask) -> str | None:
    """Whoever wrote an entry may put it right on the same day."""
    event = event_of(ask.so_far, ask.event.corrects)
    if event is not None and event.by == ask.event.by and event.recorded_on == ask.event.recorded_on:
        return None
    return "Only the person who wrote this can put it right, on the same day. After that, ask the coordinator."
