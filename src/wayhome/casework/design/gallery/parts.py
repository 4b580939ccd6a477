"""What the gallery shows: each component in each of its states."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from markupsafe import Markup

from wayhome.casework.design.components import (
    Account,
    Clock,
    Column,
    Difference,
    Filter,
    Happened,
    Line,
    Live,
    Mark,
    Reach,
    Row,
    SafetyItem,
    Stale,
    Table,
)
from wayhome.casework.design.gallery.forms import asked_badly, asked_well
from wayhome.casework.design.gallery.people import BACK, DUE, HERE, NOW, SAFE, act, london, running, shell

HOUR = timedelta(hours=1)


def small_clocks() -> tuple[Clock, ...]:
    """The clock in every state, as mock-up 08 has it."""
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format
    sunday = london(3, 29, 16, 20)
    return (
        Clock("running", "Due tomorrow 21:00", "1 day 12 hours left", Line(BACK, DUE, NOW), "Running. 72 hours from Sat 28 March 20:00."),
        Clock(
            "last_day", "Due today 16:20", "5 hours left", Line(NOW - 67 * HOUR, NOW + 5 * HOUR, NOW),
            "Running, last day. The words change; the colour does not.",
        ),
        Clock(
            "may_be_overdue", "May be overdue", "Due today between 06:00 and 12:00",
            Line(NOW - 60 * HOUR, NOW, NOW, doubt=(NOW, NOW + 13 * HOUR)),
            Markup("Back “in the morning”. {}").format(link(HERE, "Ask police for the exact time")),
        ),
        Clock(
            "overdue", "Past 72 hours, still not heard", "Due Sun 16:20. 1 day 2 hours ago",
            Line(sunday - 72 * HOUR, sunday, sunday + 26 * HOUR), "Overdue. The child is still owed a talk.",
        ),
        Clock(
            "in_time", "Talked in time", "Mon 16:10, after 43 hours 10 minutes", Line(BACK, DUE, stopped=london(3, 30, 16, 10)),
            "Held within 72 hours of coming back.",
        ),
        Clock(
            "late", "Talked after 72 hours", "Wed 11:00, after 3 days 6 hours", Line(BACK, DUE, stopped=DUE + 6 * HOUR),
            "Held late. Still heard, and still counts as heard.",
        ),
        Clock(
            "cannot_be_said", "Cannot be said", "Talked Tue 20:45; back “Saturday evening”",
            Line(london(3, 28, 18), london(3, 31, 19), stopped=london(3, 31, 20, 45), doubt=(london(3, 31, 8), london(4, 1, 1))),
            "In time or not depends on when she was back. Counted apart.",
        ),
        Clock(
            "stand_in", "Due about Thu 09:40", "72 hours from when police told us",
            Line(NOW - 27 * HOUR, NOW + 45 * HOUR, NOW), Markup("Stand-in: nobody knows when he was back. {}").format(link(HERE, "Ask")),
        ),
    )  # fmt: skip


def full_clocks() -> tuple[Clock, ...]:
    """The full clock where it is hardest to draw: crowded, doubtful, long past, settled."""
    late = BACK + timedelta(days=9)
    back, due = Mark(BACK, "Back", "Sat 20:00"), Mark(DUE, "72 hours", "Tue 21:00")
    return (
        running(),
        Clock(
            "may_be_overdue", "May be overdue: due today between 06:00 and 12:00", "",
            Line(
                NOW - 71 * HOUR, NOW - 3 * HOUR, NOW, doubt=(NOW - 3 * HOUR, NOW + 3 * HOUR),
                events=(Mark(NOW - 40 * HOUR, "Carer told", "Sat 17:00"), Mark(NOW - 38 * HOUR, "Tried", "Sat 19:00"),
                        Mark(NOW - 20 * HOUR, "Tried", "Sun 12:55"), Mark(NOW - 1 * HOUR, "Asked", "today 07:55")),
                start_words=Mark(NOW - 71 * HOUR, "Back", "Fri morning"),
                now_words=Mark(NOW, "Now, Mon 08:55", "may be past"),
            ),
            "Back “in the morning”: some time from 06:00 to 12:00 on Friday. 72 hours from the earlier is past; from the later it is not.",
        ),
        Clock(
            "overdue", "Past 72 hours, still not heard", "Due Tue 31 March 21:00, 6 days ago",
            Line(BACK, DUE, late, events=(Mark(DUE + 30 * HOUR, "Tried", "Thu 03:00"),), start_words=back, mark_words=due,
                 now_words=Mark(late, "Now, Mon 6 April 20:00", "still owed a talk")),
            "72 hours after she was back, counted as time passed. She is still owed a talk.",
        ),
        Clock(
            "in_time", "Talked in time, after 43 hours 10 minutes", "",
            Line(BACK, DUE, stopped=london(3, 30, 16, 10), start_words=back, mark_words=due,
                 events=(Mark(london(3, 30, 16, 10), "Talked", "Mon 16:10"),)),
            "The clock stopped when the talk was held.",
        ),
    )  # fmt: skip


STATUSES = (
    {"shape": "ring", "words": "To allocate"},
    {"shape": "half", "words": "Trying to reach (3 tries)"},
    {"shape": "half", "words": "Offered, waiting for an answer"},
    {"shape": "tick", "words": "Booked Tue 16:00"},
    {"shape": "speech", "words": "Said no this time. Ask again by Fri"},
    {"shape": "speech", "words": "Said no, could not talk freely. Ask again alone"},
    {"shape": "house", "words": "Parent said no. Manager decides by 15:00", "tint": "parent-no"},
    {"shape": "triangle", "words": "Not checked yet: no text, no letter"},
    {"shape": "clock-solid", "words": "Past 72 hours, still not heard", "tint": "overdue"},
    {"shape": "diamond", "words": "Nobody has picked this up yet", "tint": "worry"},
    {"shape": "paused", "words": "Not well enough yet: look again Wed"},
    {"shape": "hatched", "words": "Not recorded"},
    {"shape": "clock-dashed", "words": "May be overdue", "tint": "may-be"},
    {"shape": "clock", "words": "Due today 16:20"},
    {"shape": "square", "words": "Past 72 hours"},
    {"shape": "barred", "words": "No texts"},
    {"shape": "phone", "words": "Ring her own phone"},
    {"shape": "lock", "words": "More that you cannot see"},
    {"shape": "shield", "words": "How to reach her safely"},
)

TIMELINE = (
    Happened("Asked Aisha. She said yes", "Sun 29 March, 14:10", "by Sam Reed",
             Markup("On a walk. <strong>Could talk freely: yes.</strong>")),
    Happened(
        "Came back: two times on record", "Sat 28 March", "not settled",
        accounts=(
            Account("Police: 20:00", "Officer saw her at the door. Sent 20:40, reached us 21:12."),
            Account("Carer: about 20:30", "Said by phone, Sun 09:30. Would make it due about 21:30."),
        ),
        after="We work to the earlier, 20:00.", act=act("Settle the time", "came back"),
    ),
    Happened(
        "recorded in error", "Sat 28 March", "corrected by D. Hall, Sun 09:10",
        "Typed from the wrong report. Kept here so the change can be seen.", gone="Back at 22:00",
    ),
)  # fmt: skip

STALE = Stale(
    about="How to reach Aisha Karim, 14",
    person="D. Hall",
    when="09:02",
    lines=(
        Difference("Use", "Ms Patel, after 15:00", "Ms Patel, before 15:00 on Mondays", "use"),
        Difference("Never", "Texts. Letters home.", "Texts. Letters home."),
    ),
    button="Save my choices for Aisha Karim, 14",
    keep_theirs=act("Keep D. Hall’s"),
)


def everything() -> dict[str, Any]:
    """The whole gallery."""
    return {
        "shell": shell("Today", practice=True),
        "small_clocks": small_clocks(),
        "full_clocks": full_clocks(),
        "statuses": STATUSES,
        "lives": (
            Live(at="08:55", news="3 new since 08:41", show=HERE, state="live"),
            Live(at="09:14", state="lost"),
            Live(at="08:55"),
        ),
        "stale": STALE,
        "well": asked_well(),
        "badly": asked_badly(),
        "first": act("Record: Aisha said yes"),
        "second": act("Log a try"),
        "worried": act("Worried about this child?"),
        "plain": act("A link"),
        "filters": (
            Filter("My team", HERE, 40, True), Filter("Mine", HERE, 12), Filter("To allocate", HERE, 0), Filter("All", HERE),
        ),
        "safe": SAFE,
        "safety": (
            SafetyItem(Markup("<strong>Aisha Karim, 14 · EM-2041.</strong> A new phone. Nobody has picked this up yet."), act("Ring now")),
            SafetyItem(Markup("<strong>Past 72 hours and never asked:</strong> Jo Bennett, 13."), act("Go to row"),
                       "clock-solid", "indigo"),
        ),
        "rows": (
            Row("Marek Dudek, 15", HERE, "EM-2036", Clock("running", "Due today 16:20", "7 hours 25 minutes left"),
                "Placed by us in Northby, 120 miles", Markup("<strong>Not yet asked.</strong> Carer told Saturday."),
                Reach("No texts. Go through Mr Adeyemi, key worker.", "barred"), "With nobody",
                act("Log a try", "Marek Dudek"), (act("Allocate", "Marek Dudek"), act("Open", "Marek Dudek"))),
        ),
        "timeline": TIMELINE,
        "table": Table(
            "Returns by month", (Column("Month"), Column("Returns", True), Column("Heard", True)),
            (("January", "71", "40"), ("February", "66", "38"), ("March", "75", "not recorded")),
        ),
        "summary": (
            {"label": "Born", "words": "12 June 2011", "act": act("Change", "date of birth")},
            {"label": "School", "words": None, "act": act("Add", "school")},
            {"label": "Language", "words": "English and Urdu"},
        ),
        "earlier": act("Earlier: 2025"),
        "later": act("Later: April 2026"),
        "samples": tuple(
            (page, words) for page, words in (
                ("today", "Today"), ("case", "A case"), ("before", "Before the talk"), ("talk", "The talk"), ("write-up", "Write up"),
                ("sign-in", "Front door"), ("brief", "Brief on paper"), ("child", "The child’s page"), ("child-pick", "Pick"),
                ("child-no-thanks", "No thanks"), ("403", "May not open"),
                ("404", "Nothing here"), ("409", "Changed first"), ("500", "Gone wrong"),
            )
        ),
    }  # fmt: skip
