"""What the components are given: small frozen records that a view fills and a macro draws.

Every word in them was chosen by the caller; nothing here knows what a child, a talk or a council is. The macros read
attributes, so a dictionary with the same keys draws as well; these records only add the defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Act:
    """A link or a button. `about` is read out after the words, so that no two links of a page sound the same."""

    words: str
    url: str
    about: str = ""
    posts: dict[str, str] | None = None
    """Hidden fields; None means a plain link, a dictionary means a form that posts them."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One item of the navigation; the view says which is current."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """The bar under the header. Without a `url` to ask it only says when the page was made."""

    at: str
    """The time of day this page was made, as words: 08:55."""
    url: str = ""
    etag: str = ""
    every: int = 4
    news: str = ""
    show: str = ""
    state: str = "as_at"
    """as_at (as the server sends it), live, lost, plain (only words)."""
    words: str = ""
    """Instead of "As at 08:55", for a page that is not live."""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What a staff page needs around its work: whose system, which pages, who is signed in."""

    home: str = "/"
    authority: str = ""
    navigation: tuple[NavItem, ...] = ()
    person: str = ""
    sign_out: str = ""
    practice: bool = False
    leave_practice: str = ""
    filling: int | None = None
    live: Live | None = None
    footer: tuple[Act, ...] = ()
    languages: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach someone, in one line with its shape: phone, do-not, or check."""

    words: str
    shape: str = "phone"


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a worklist, in the order that it is read out."""

    who: str
    url: str
    ref: str
    clock: object
    """A `Clock`, or anything with `look`, `first` and `second`."""
    about: str = ""
    what: str = ""
    """What has not happened yet; may be safe markup."""
    reach: Reach | None = None
    holder: str = ""
    act: Act | None = None
    links: tuple[Act, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class SafeContact:
    """The card that travels with every page from which someone can be contacted."""

    title: str
    lines: tuple[tuple[str, str], ...]
    checked: str = ""
    check: Act | None = None


@dataclass(frozen=True, slots=True)
class SafetyItem:
    """One line of the block that stands above every list."""

    words: str
    act: Act | None = None
    shape: str = "diamond"
    tone: str = "plum"


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says: half of a two-source box."""

    says: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a timeline. `gone` is the old belief, shown struck through before the title that replaced it."""

    title: str
    when: str
    by: str = ""
    detail: str = ""
    gone: str = ""
    accounts: tuple[Account, Account] | None = None
    after: str = ""
    act: Act | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A link with its count; a zero is shown, None is a filter without a count."""

    words: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of two versions. Equal lines ask nothing; `name` is the name of the two radios otherwise."""

    label: str
    yours: str
    theirs: str
    name: str = ""

    @property
    def same(self) -> bool:
        return self.yours == self.theirs


@dataclass(frozen=True, slots=True)
class Stale:
    """Someone else saved first: both versions, line by line, nothing chosen beforehand."""

    about: str
    """Whose record, and what of it: "How to reach Aisha Karim, 14"."""
    person: str
    when: str
    lines: tuple[Difference, ...]
    button: str
    """The words of the button, which name the person: "Save my choices for Aisha Karim, 14"."""
    keep_theirs: Act


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the clock's line: a ring for an event, a stem for a note."""

    at: datetime
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The clock's line, in instants. Everything it draws was decided by the rules; here it is only placed."""

    start: datetime
    mark: datetime
    """The last moment that is in time (the earlier one, if it cannot be said which)."""
    now: datetime | None = None
    """None once the clock has stopped."""
    stopped: datetime | None = None
    doubt: tuple[datetime, datetime] | None = None
    events: tuple[Mark, ...] = ()
    notes: tuple[Mark, ...] = ()
    start_words: Mark | None = None
    mark_words: Mark | None = None
    now_words: Mark | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock as words and, where there is room, as a line. `look` is one of LOOKS."""

    look: str
    first: str
    second: str = ""
    line: Line | None = None
    why: str = ""
    """The paragraph that explains it; may be safe markup."""
    other: Act | None = None


LOOKS = {
    "running": "clock",
    "last_day": "clock",
    "may_be_overdue": "clock-dashed",
    "overdue": "clock-solid",
    "in_time": "tick",
    "late": "half",
    "cannot_be_said": "hatched",
    "stand_in": "hatched",
    "paused": "paused",
    "none": "hatched",
}
"""Each state of a clock and the shape it is known by without its colour."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; numbers stand right."""

    words: str
    number: bool = False
    share: int = 0
    """Its part of the width in percent, in fives; 0 leaves it to the browser."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words. Cells may be safe markup; the first of a row is its name."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...] = field(default=())
