"""The 72-hour promise: starts, due, kept, broken, cannot be said; the other two clocks; who is told when (§7).

Import from here, whatever the file.
"""

from wayhome.domain.clock.away import AwayCall, AwayTimer, Review
from wayhome.domain.clock.ladder import LADDER, TRANSFER_LADDER, Delay, Rung, Since, Unit, due_at, with_values
from wayhome.domain.clock.lateness import (
    Lag,
    Lateness,
    Part,
    Stage,
    Stamps,
    came_within,
    lateness,
    notice_was_late,
    notice_within,
    slowest_part,
)
from wayhome.domain.clock.others import ServiceClock, WorkingDaysClock, service_clock, working_days_clock
from wayhome.domain.clock.statutory import (
    PROMISE,
    ClockState,
    InTime,
    Proxy,
    ReturnTimes,
    StatutoryClock,
    combined_clocks,
    offered_within_72h,
    result_of,
    statutory_clock,
)
from wayhome.domain.clock.words import ListLine, Shape, account_words, explain, on_a_list, what_changed
from wayhome.domain.holidays import Due, Holidays, Nation, WorkTime, published

__all__ = [
    "LADDER",
    "TRANSFER_LADDER",
    "PROMISE",
    "AwayCall",
    "AwayTimer",
    "ClockState",
    "Delay",
    "Due",
    "Holidays",
    "InTime",
    "Lag",
    "Lateness",
    "ListLine",
    "Nation",
    "Part",
    "Proxy",
    "ReturnTimes",
    "Review",
    "Rung",
    "ServiceClock",
    "Shape",
    "Since",
    "Stage",
    "Stamps",
    "StatutoryClock",
    "Unit",
    "WorkTime",
    "WorkingDaysClock",
    "account_words",
    "came_within",
    "combined_clocks",
    "due_at",
    "explain",
    "lateness",
    "notice_was_late",
    "notice_within",
    "offered_within_72h",
    "on_a_list",
    "published",
    "result_of",
    "service_clock",
    "slowest_part",
    "statutory_clock",
    "what_changed",
    "with_values",
    "working_days_clock",
]
