"""Where everything on a clock's line stands. Drawn twice: for a wide column, and for 288 px; text is never scaled.

Places along the line are percentages, so one drawing fits every width of its kind; `reference` is the narrowest width it
is used at, for which labels are moved apart. A label that would touch another goes to the other side, then further out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from wayhome.casework.design.components import Clock, Line, Mark

WIDE, NARROW = 560, 240
BOLD, PLAIN = 8.3, 7.7
"""Pixels that one letter takes at 13 px in the widest font that a machine may fall back to."""

TIER, TIERS = 36, 12
NEAR = 28
BAR = 12
EDGE = 16
"""How far words may stand out over the end of the line: the card's own padding."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line: left (still to come), elapsed, doubt (hatched) or tail (past the mark)."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """Two lines of words, and the stem that ties them to the line."""

    x: float
    anchor: str
    title: str
    words: str
    title_y: float
    words_y: float
    stem: tuple[float, float] | None
    now: bool = False
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Face:
    """A drawn line. `x` values and widths are percentages of the line; `y` values are pixels."""

    height: float
    bar_y: float
    bar: float
    parts: tuple[Part, ...]
    gaps: tuple[float, ...]
    rings: tuple[float, ...]
    ticks: tuple[float, ...]
    labels: tuple[Label, ...]
    overdue: bool
    text: str


@dataclass(slots=True)
class Wanted:
    """A label looking for a place."""

    at: float
    mark: Mark
    above: bool
    stem: bool
    now: bool = False
    strong: bool = True

    def anchors(self) -> tuple[str, ...]:
        """Which way the words may stand to their place, best first; near an end there is one way only."""
        return ("start",) if self.at < 12 else ("end",) if self.at > 88 else ("middle", "start", "end")

    def span(self, reference: float, anchor: str) -> tuple[float, float]:
        """The pixels it covers from left to right."""
        width = max(len(self.mark.title) * BOLD, len(self.mark.words) * PLAIN)
        x = self.at / 100 * reference
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        return left, left + width


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label found room."""

    label: Wanted
    above: bool
    tier: int
    anchor: str
    left: float
    right: float
    stem: float

    def touches(self, other: Place) -> bool:
        """Two labels on one tier that would run into each other."""
        same = self.above is other.above and self.tier == other.tier
        return same and self.left - 1 < other.right and self.right + 1 > other.left

    def crosses(self, other: Place) -> bool:
        """A stem that would run through a label that stands nearer the line."""
        far, near = (self, other) if self.tier > other.tier else (other, self)
        return self.above is other.above and far.tier != near.tier and near.left - 3 < far.stem < near.right + 3


def in_utc(line: Line) -> Line:
    """The same line in UTC. Two wall times in one zone subtract as wall times, an hour wrong over a change of the clocks."""

    def mark(m: Mark | None) -> Mark | None:
        return m and replace(m, at=m.at.astimezone(UTC))

    return Line(
        start=line.start.astimezone(UTC),
        mark=line.mark.astimezone(UTC),
        now=line.now and line.now.astimezone(UTC),
        stopped=line.stopped and line.stopped.astimezone(UTC),
        doubt=line.doubt and (line.doubt[0].astimezone(UTC), line.doubt[1].astimezone(UTC)),
        events=tuple(replace(m, at=m.at.astimezone(UTC)) for m in line.events),
        notes=tuple(replace(m, at=m.at.astimezone(UTC)) for m in line.notes),
        start_words=mark(line.start_words),
        mark_words=mark(line.mark_words),
        now_words=mark(line.now_words),
    )


def end_of(line: Line) -> datetime:
    """The right end: the mark, or as far past it as anything is known, with room for a ring that stands there."""
    ends = [line.mark, *(m.at for m in line.events)]
    if line.now:
        ends.append(line.now)
    if line.doubt:
        ends.append(line.doubt[1])
    last = max(ends)
    if line.stopped and line.stopped >= last:
        last = line.stopped + (line.stopped - line.start) * 0.08
    return last


def stretches(clock: Clock, line: Line, at: Scale) -> tuple[Part, ...]:
    """The parts of the bar from left to right."""
    reached = line.stopped or line.now or line.mark
    parts = [Part("left", 0, 100)]
    if clock.look == "stand_in":
        return (*parts, Part("doubt", 0, at(reached)))
    if line.doubt:
        filled = min(reached, line.doubt[0])
        doubt = Part("doubt", at(line.doubt[0]), at(line.doubt[1]) - at(line.doubt[0]))
        return (*parts, Part("elapsed", 0, at(filled)), doubt)
    parts.append(Part("elapsed", 0, at(min(reached, line.mark))))
    if reached > line.mark:
        return (parts[1], Part("tail", at(line.mark), 100 - at(line.mark)))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Scale:
    """Instant to percentage of the line."""

    start: datetime
    end: datetime

    def __call__(self, instant: datetime) -> float:
        share = (instant - self.start) / (self.end - self.start)
        return round(100 * min(max(share, 0.0), 1.0), 3)


def days_between(line: Line, at: Scale) -> tuple[float, ...]:
    """A gap for every 24 hours that pass after the start, not at the ends."""
    length = at.end - at.start
    return tuple(at(line.start + timedelta(days=n)) for n in range(1, length.days + 1) if timedelta(days=n) < length)


def wanted(line: Line, at: Scale, reference: int) -> list[Wanted]:
    """Every label, in the order in which places are given out. Notes need a wide line; the paragraph below says them too."""
    first = [Wanted(at(m.at), m, above=True, stem=True) for m in (line.start_words, line.mark_words) if m]
    now = [Wanted(at(line.now_words.at), line.now_words, above=False, stem=True, now=True)] if line.now_words else []
    notes = [Wanted(at(m.at), m, above=False, stem=True, strong=False) for m in line.notes if reference >= WIDE]
    events = [Wanted(at(m.at), m, above=True, stem=False) for m in line.events]
    return [*first, *now, *notes, *events]


def placed(labels: list[Wanted], reference: int) -> list[Place]:
    """A place for each label: nearest first, its own side first. None is left out, however crowded the line."""
    done: list[Place] = []
    for label in labels:
        free = (p for p in places(label, reference) if not any(p.touches(o) for o in done))
        first = next(free)
        done.append(next((p for p in chain([first], free) if not any(p.crosses(o) for o in done)), first))
    return done


def places(label: Wanted, reference: int) -> Iterator[Place]:
    """Everywhere that one label could stand; the outermost tier is always free."""
    stem = label.at / 100 * reference
    spans = {anchor: label.span(reference, anchor) for anchor in label.anchors()}
    inside = {anchor: s for anchor, s in spans.items() if s[0] > -EDGE and s[1] < reference + EDGE} or spans
    return (
        Place(label, above, tier, anchor, left, right, stem)
        for tier in range(TIERS)
        for anchor, (left, right) in inside.items()
        for above in (label.above, not label.above)
    )


def face(clock: Clock, reference: int = WIDE) -> Face | None:
    """The clock's line ready to draw, or None if it has no line."""
    if clock.line is None:
        return None
    line = in_utc(clock.line)
    at = Scale(line.start, end_of(line))
    found = placed(wanted(line, at, reference), reference)
    above = max((p.tier + 1 for p in found if p.above), default=0)
    below = max((p.tier + 1 for p in found if not p.above), default=0)
    bar_y = above * TIER + (NEAR - 8 if above else 0) + 4
    parts = stretches(clock, line, at)
    labels = tuple(drawn(place, bar_y) for place in found)
    rings = [at(m.at) for m in line.events] + ([at(line.stopped)] if line.stopped else [])
    ticks = [at(line.mark)] if (line.now or line.stopped) and at(line.mark) < 100 and not line.doubt else []
    return Face(
        height=bar_y + BAR + 4 + (below * TIER + NEAR - 8 if below else 0),
        bar_y=bar_y,
        bar=BAR,
        parts=parts,
        gaps=tuple(
            x
            for x in days_between(line, at)
            if not any(p.kind in ("doubt", "tail") and p.x <= x <= p.x + p.width for p in parts)
        ),
        rings=tuple(rings),
        ticks=tuple(ticks),
        labels=labels,
        overdue=clock.look == "overdue",
        text=in_words(line),
    )


def drawn(place: Place, bar_y: float) -> Label:
    """A placed label in pixels."""
    label, away = place.label, NEAR + place.tier * TIER
    if place.above:
        words_y = bar_y - away + 4
        title_y, stem = words_y - 17, (bar_y - 3, words_y + 6)
    else:
        title_y = bar_y + BAR + away
        words_y, stem = title_y + 17, (bar_y + BAR + 4, title_y - 13)
    tied = label.stem or place.tier > 0 or place.above is not label.above
    return Label(
        label.at,
        place.anchor,
        label.mark.title,
        label.mark.words,
        title_y,
        words_y,
        stem if tied else None,
        label.now,
        label.strong,
    )


def in_words(line: Line) -> str:
    """The line for someone who does not see it: every mark in order of time."""
    marks = [m for m in (line.start_words, line.mark_words, line.now_words, *line.events, *line.notes) if m]
    return "; ".join(f"{m.title} {m.words}".strip() for m in sorted(marks, key=lambda m: m.at))


def small(clock: Clock) -> Face | None:
    """The short line under a card: no labels, a thinner bar, a tick at now on the last day."""
    if clock.line is None:
        return None
    line = in_utc(clock.line)
    at = Scale(line.start, end_of(line))
    ticks = [at(line.mark)] if at(line.mark) < 100 and not line.doubt else []
    if clock.look == "last_day" and line.now:
        ticks.append(at(line.now))
    rings = (at(line.stopped),) if line.stopped and not line.doubt else ()
    return Face(18, 5, 8, stretches(clock, line, at), (), rings, tuple(ticks), (), clock.look == "overdue", "")
