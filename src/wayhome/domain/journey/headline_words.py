"""What a headline is made of: its code, what fills its gaps, and how times are said to staff and to a child (§6.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.policy import Policy
from wayhome.domain.vocabulary import Word
from wayhome.domain.wallclock import day_words, local, local_day, time_of_day, when


class HeadlineCode(Word):
    """The code of a headline: for programs and exports, never for a screen."""

    VOID = ("void", "Closed: recorded in error")
    MERGED = ("merged", "Closed: entered twice")
    DECEASED = ("deceased", "Closed: the child has died")
    SUSPENDED_MISSING_AGAIN = ("suspended_missing_again", "Missing again")
    CLOSED_NOT_UNDERTAKEN = ("closed_not_undertaken", "Closed, not undertaken")
    FOLLOW_UP = ("follow_up", "Help under way")
    CLOSED_UNDERTAKEN = ("closed_undertaken", "Closed, undertaken")
    APPROVED = ("approved", "Decide who is told")
    SHARED = ("shared", "Everybody decided")
    SUBMITTED = ("submitted", "Ready to check")
    RETURNED = ("returned", "Back with its author")
    HELD = ("held", "Talked")
    DRAFT = ("draft", "Being written up")
    SUSPENDED_NOT_FIT = ("suspended_not_fit", "Not well enough yet")
    SUSPENDED_POLICE = ("suspended_police", "Police asked us to wait")
    SUSPENDED_OTHER_LA = ("suspended_other_la", "Waiting for another authority")
    SCHEDULED = ("scheduled", "Booked")
    PARENT_REFUSED = ("parent_refused", "Parent said no")
    ANSWER_BY_PHONE = ("answer_by_phone", "An answer came by phone")
    ASK_AGAIN_ALONE = ("ask_again_alone", "Ask again alone")
    DECLINED = ("declined", "Said no this time")
    ACCEPTED = ("accepted", "Said yes")
    OFFERED = ("offered", "Offered")
    CARER_TOLD = ("carer_told", "Carer told, child not yet asked")
    NO_RESPONSE = ("no_response", "Offered, no answer")
    NO_CONTACT = ("no_contact", "Not reached")
    CONTACTING = ("contacting", "Trying to reach")
    ALLOCATED = ("allocated", "Not started")
    DUE = ("due", "To allocate")
    TRIAGE = ("triage", "New")


@dataclass(frozen=True, slots=True)
class Names:
    """What fills the gaps: names and dates that no event of the journey holds. Each is left out of the line if unknown."""

    interviewer: str | None = None
    organisation: str | None = None
    author: str | None = None
    authority: str | None = None
    write_up_due: datetime | None = None
    ask_again_by: datetime | None = None
    decide_by: datetime | None = None
    time_shared_with_parent: bool = False
    """The child agreed that the parent or carer is told the time of the talk."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One state in words for each reader. None: that reader sees no line."""

    row: int
    code: HeadlineCode
    staff: str
    parent: str | None
    child: str | None
    past_72_hours: bool = False
    worry_waits: bool = False

    @property
    def beside(self) -> tuple[str, ...]:
        """The two facts for staff that stand beside the line, as far as they are true."""
        facts = (
            (self.past_72_hours, "Past 72 hours, still not heard"),
            (self.worry_waits, "Nobody has picked this up yet"),
        )
        return tuple(words for holds, words in facts if holds)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as it is read at one moment, with the names that fill the lines."""

    case: CaseSoFar
    names: Names
    at: datetime
    policy: Policy

    @property
    def sam(self) -> str:
        """The interviewer as everybody calls them."""
        return self.names.interviewer or "Someone"

    def day(self, before: str, instant: datetime | None) -> str:
        """ "by Fri", or nothing when the day is not known."""
        return "" if instant is None else f"{before} {day_words(local_day(instant), local_day(self.at))}"

    def time(self, before: str, instant: datetime | None) -> str:
        """ "by 15:00" today, "by Tue 15:00" on another day, or nothing when the time is not known."""
        if instant is None:
            return ""
        today = local_day(instant) == local_day(self.at)
        return f"{before} {time_of_day(instant) if today else when(instant, self.at)}"

    def childs_time(self, instant: datetime | None) -> str:
        """ "Tue 4pm" or "Tue 4:30pm", as people say it."""
        if instant is None:
            return "time to be said"
        shown = local(instant)
        minutes = f":{shown:%M}" if shown.minute else ""
        return f"{shown:%a} {shown.hour % 12 or 12}{minutes}{'am' if shown.hour < 12 else 'pm'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an example of it for the reference, and how its gaps are filled."""

    example: str
    fill: Callable[[Seen], str]

    def __call__(self, seen: Seen) -> str:
        """The line as this case reads now."""
        return self.fill(seen)


def fixed(words: str) -> Line:
    """A line that has nothing to fill in."""
    return Line(words, lambda seen: words)


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One row of the table: when it holds, its code, and its line for each reader."""

    number: int
    when: str
    holds: Callable[[Seen], bool]
    codes: tuple[HeadlineCode, ...]
    staff: Line
    parent: Line | None = None
    child: Line | None = None
    which: Callable[[CaseSoFar], HeadlineCode] | None = None

    def code_of(self, case: CaseSoFar) -> HeadlineCode:
        """The code; by what the case says, where a row has more than one."""
        return self.which(case) if self.which else self.codes[0]
