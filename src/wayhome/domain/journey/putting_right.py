"""May an event be corrected, or marked recorded in error? (domain reference §13.3)

Nothing is deleted and no state is patched: the event is struck out, kept, and everything is folded again.
"""

from __future__ import annotations

from wayhome.domain.journey.asked import least_in_the_way
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.holding import all_tracks, event_of
from wayhome.domain.journey.rows import Ask, Refusal, Row
from wayhome.domain.journey.tables import BY_NAME, PUTTING_RIGHT

NOT_HERE = "There is no such entry here, or it was put right already."


def may_put_right(ask: Ask) -> list[Refusal]:
    """Every reason why the event that `ask.event` corrects may not be put right by this person now."""
    target = event_of(ask.so_far, ask.event.corrects)
    if target is None:
        return [Refusal("nothing_to_put_right", NOT_HERE)]
    return least_in_the_way(rows_for(target, ask), ask, asked=True)


def rows_for(target: Event, ask: Ask) -> tuple[Row, ...]:
    """The rows by which an event may be put right. A machine's own row goes first, and alone where it takes two people."""
    own = tuple(row for row in _rows_of_machines(ask) if target.kind in row.about)
    if any(row.second for row in own):
        return own
    return own + tuple(row for row in PUTTING_RIGHT if row.on is ask.event.kind and target.kind in row.about)


def _rows_of_machines(ask: Ask) -> tuple[Row, ...]:
    """The rows about changes, of every machine in the state it is in; each once, though there may be many needs."""
    rows = [
        row for name, track in all_tracks(ask.so_far) for row in BY_NAME[name].rows_from(track.state, ask.event.kind)
    ]
    return tuple(dict.fromkeys(rows))
