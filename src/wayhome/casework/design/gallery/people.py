"""The invented area that every sample shares: its header, its times and its one busy Monday."""

from __future__ import annotations

from datetime import UTC, datetime

from wayhome.casework.design.components import Act, Clock, Line, Live, Mark, NavItem, SafeContact, Shell
from wayhome.domain.moment import LONDON

HERE = "#sample"


def london(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time on the wall in the spring of the samples."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


NOW = london(3, 30, 8, 55)
BACK = london(3, 28, 20)
DUE = london(3, 31, 21)


def act(words: str, about: str = "", posts: dict[str, str] | None = None) -> Act:
    """A link that goes nowhere."""
    return Act(words, HERE, about, posts)


def shell(current: str, live: Live | None = None, practice: bool = False) -> Shell:
    """A coordinator's header with one page of the navigation current."""
    pages = ("Today", "Call list", "Cases", "How are we doing?", "Search")
    return Shell(
        home="#home",
        authority="Eastmere",
        navigation=tuple(NavItem(p, HERE, p == current) for p in pages),
        person="R. Okoro, coordinator",
        sign_out=HERE,
        practice=practice,
        leave_practice=HERE,
        live=live,
        footer=(act("Privacy"), act("Accessibility"), act("Help")),
    )


def running(other: bool = True) -> Clock:
    """The clock of mock-up 02: over the night on which the clocks went forward."""
    return Clock(
        look="running",
        first="Due tomorrow, Tue 31 March 21:00",
        line=Line(
            start=BACK,
            mark=DUE,
            now=NOW,
            events=(
                Mark(london(3, 29, 14, 10), "Asked, said yes", "Sun 14:10"),
                Mark(london(3, 30, 16), "Booked", "today 16:00"),
            ),
            notes=(Mark(london(3, 29, 2), "Clocks forward", "01:00 became 02:00"),),
            start_words=Mark(BACK, "Back", "Sat 20:00"),
            mark_words=Mark(DUE, "Due", "Tue 21:00"),
            now_words=Mark(NOW, "Now, Mon 08:55", "36 hours left"),
        ),
        other=act("Other clocks") if other else None,
    )


SAFE = SafeContact(
    title="How to reach her safely",
    lines=(
        ("Use", "School: Ms Patel, after 15:00, 01632 960155"),
        ("Never", "Texts. Letters home. Her old number."),
        ("Address", "Protected. Town only: Eastmere"),
    ),
    checked="Checked by R. Okoro, Sat 10:20",
    check=act("Check again"),
)
