"""The 72-hour clock as the design system draws it. What it says was decided by the rules; here it is only placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from wayhome.casework.design.components import Act, Clock, Line, Mark
from wayhome.casework.design.times import near, short, short_moment, span
from wayhome.domain.assertions import Account
from wayhome.domain.clock import ClockState, ListLine, Shape, StatutoryClock, explain, on_a_list
from wayhome.domain.moment import LONDON
from wayhome.domain.wallclock import clock_change_between

LAST_DAY = timedelta(hours=24)
LOOKS = {
    Shape.ROUND_CLOCK: "running",
    Shape.DASHED_SQUARE_CLOCK: "may_be_overdue",
    Shape.SOLID_SQUARE_CLOCK: "overdue",
    Shape.TICK_IN_A_DISC: "in_time",
    Shape.HALF_DISC: "late",
    Shape.HATCHED_SQUARE: "cannot_be_said",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that stands on the clock's line: when, what it is called, and what more is said."""

    at: datetime
    title: str
    words: str = ""


def look_of(clock: StatutoryClock, line: ListLine, now: datetime) -> str:
    """The state by which the clock is drawn."""
    if clock.proxy is not None and clock.result is None:
        return "stand_in"
    if line.shape is Shape.ROUND_CLOCK and clock.deadline - now <= LAST_DAY:
        return "last_day"
    return LOOKS[line.shape]


def on_list(
    clock: StatutoryClock | None,
    now: datetime,
    *,
    unsettled: bool = False,
    is_out: bool = False,
    died: bool = False,
) -> Clock:
    """The clock of a row: its shape and two lines of words."""
    if clock is None and died:
        return Clock("none", _("No clock runs"), _("the child has died"))
    if clock is None and is_out:
        return Clock("none", _("The 72 hours have not started"), _("not back yet"))
    if clock is None:
        return Clock("none", _("No time recorded"), _("ask when they came back"))
    line = on_a_list(clock, now, disputed=unsettled)
    second = f"{line.second}. {line.beside}" if line.beside else line.second
    return Clock(look_of(clock, line, now), line.first, second)


def in_full(
    clock: StatutoryClock | None,
    now: datetime,
    *,
    events: Sequence[Shown] = (),
    account: Account | None = None,
    is_out: bool = False,
    settle: Act | None = None,
    other: Act | None = None,
    died: bool = False,
) -> Clock:
    """The clock that explains itself: the line with its events, and the paragraph below it."""
    if clock is None:
        return on_list(None, now, is_out=is_out, died=died)
    unsettled = bool(account and account.is_disputed)
    line = on_a_list(clock, now, disputed=unsettled)
    look = look_of(clock, line, now)
    why = explained(clock, now, account, settle if unsettled else None)
    return Clock(look, line.first, line.second, drawn(clock, now, events), why, other)


def explained(clock: StatutoryClock, now: datetime, account: Account | None, settle: Act | None) -> str:
    """How the clock is worked out, as one paragraph."""
    sentences = format_html_join(" ", "{}", ((s,) for s in explain(clock, now, account=account)))
    said = format_html("<strong>{}</strong> {}", _("How this is worked out:"), sentences)
    return format_html('{} <a class="govuk-link" href="{}">{}</a>', said, settle.url, settle.words) if settle else said


def drawn(clock: StatutoryClock, now: datetime, events: Sequence[Shown]) -> Line:
    """The clock's line. After the talk it ends there; before, it is filled to now."""
    held = clock.talk.earliest if clock.result is not None else None
    marks = [Mark(e.at, e.title, e.words) for e in events if e.at >= clock.start and (held is None or e.at <= held)]
    doubt = (clock.deadline, clock.latest_deadline) if clock.deadline < clock.latest_deadline else None
    running = held is None
    left = span(clock.deadline - now) if now <= clock.deadline else ""
    said = _("%s left") % left if left else ""
    back = (_("Back"), short_moment(clock.returned)) if clock.proxy is None else (_("Counted from"), short(clock.start))
    return Line(
        start=clock.start,
        mark=clock.deadline,
        now=now if running else None,
        stopped=held,
        doubt=doubt,
        events=tuple(marks),
        notes=change_of_clocks(clock),
        start_words=Mark(clock.start, *back),
        mark_words=Mark(clock.deadline, _("Due"), short(clock.deadline)),
        now_words=Mark(now, _("Now, %s") % short(now), said) if running else None,
    )


def change_of_clocks(clock: StatutoryClock) -> tuple[Mark, ...]:
    """A note where the clocks change within the 72 hours."""
    change = clock_change_between(clock.start, clock.latest_deadline)
    if change is None:
        return ()
    day, shift = change
    at = datetime(day.year, day.month, day.day, 1, tzinfo=LONDON)
    forward = shift > timedelta()
    words = _("01:00 became 02:00") if forward else _("02:00 became 01:00")
    return (Mark(at, _("Clocks forward") if forward else _("Clocks back"), words),)


def due_in_words(clock: StatutoryClock, now: datetime) -> str:
    """ "today 16:20" or "Tue 31 March 21:00"."""
    return near(clock.deadline, now)


def since(clock: StatutoryClock, now: datetime) -> str:
    """How long the child has waited since they came back: "4 days 2 hours"."""
    return span(now - clock.latest_start)


def is_past(clock: StatutoryClock | None, now: datetime) -> bool:
    """Past 72 hours for certain, and not heard."""
    return clock is not None and clock.state(now) is ClockState.OVERDUE
