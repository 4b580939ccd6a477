"""What a row of a list says, from the columns of where things stand: the same words as the headline of the case itself.

The one table of headlines is in the domain. Folding every case of a list to ask it would be slow, so the words that need
nothing but a column are said here; a test folds the cases and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from wayhome.casework.children.show import ways
from wayhome.casework.design.components import Reach
from wayhome.casework.work.queries.seen import Listed
from wayhome.domain.holidays import Nation, published
from wayhome.domain.journey.headline_words import HeadlineCode as H
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Allocation
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import ContactPermission, Group
from wayhome.domain.wallclock import day_words, local_day, time_of_day, when

WRITE_UP_DAYS, DECIDE_DAYS, ASK_AGAIN_DAYS = 2, 1, 5
INSTANT = timedelta.resolution


def tries(row: Listed) -> str:
    return ngettext("%(n)d try", "%(n)d tries", row.tries) % {"n": row.tries}


def on_day(instant: datetime, now: datetime) -> str:
    """ "today", "Thu", "Tue 31 Mar"."""
    return day_words(local_day(instant), local_day(now))


def at_time(instant: datetime, now: datetime) -> str:
    """ "16:20" today, "tomorrow 16:20" or "Tue 16:20" on another day."""
    return time_of_day(instant) if local_day(instant) == local_day(now) else when(instant, now)


def working_days_after(moment: Moment, number: int) -> datetime | None:
    """The last instant of the given working day after a moment; None when nobody recorded the moment."""
    if moment.earliest is None:
        return None
    return published(Nation.ENGLAND_AND_WALES).end_of_working_day_after(moment.earliest, number).at - INSTANT


def by_day(row: Listed, kind: EventKind, number: int, now: datetime) -> str:
    """ " by Fri": counted in working days from the latest event of a kind; nothing when that is not known."""
    said = row.said.get(kind)
    due = working_days_after(said.happened, number) if said else None
    return _(" by %s") % on_day(due, now) if due else ""


def with_whom(row: Listed) -> str:
    """Who holds the case: "With Sam Reed (Harbour)", "With Harbour", "With nobody"."""
    if row.holder is not None:
        where = row.holder.organisation_name if row.provider else ""
        return _("With %s") % (f"{row.holder.name} ({where})" if where else row.holder.name)
    if row.provider:
        return _("With %s") % row.provider
    return _("With nobody")


def _allocated(row: Listed, now: datetime) -> str:
    waits = {
        Allocation.SENT: _("Sent to %s, not opened yet"),
        Allocation.QUERIED: _("%s has a question"),
    }.get(row.allocation)
    if waits:
        return waits % (row.provider or _("a provider"))
    return _("%s, not started") % with_whom(row)


def _declined(row: Listed, now: datetime) -> str:
    return _("Said no this time. Ask again%s") % by_day(row, EventKind.CHILD_SAID_NO, ASK_AGAIN_DAYS, now)


def _refused(row: Listed, now: datetime) -> str:
    said = row.said.get(EventKind.PARENT_REFUSED)
    due = working_days_after(said.happened, DECIDE_DAYS) if said else None
    return _("Parent said no. Manager decides%s") % (_(" by %s") % at_time(due, now) if due else "")


def _booked(row: Listed, now: datetime) -> str:
    return _("Booked %s") % at_time(row.booked_for, now) if row.booked_for else _("Booked")


def _talked(row: Listed, now: datetime) -> str:
    said = row.said.get(EventKind.TALK_HELD)
    held = said.happened if said else None
    if held is None or held.earliest is None:
        return _("Talked")
    day = at_time(held.earliest, now) if held.is_exact else on_day(held.earliest, now)
    due = working_days_after(held, WRITE_UP_DAYS)
    late = _(". Write-up due %s") % on_day(due, now) if due else ""
    return _("Talked %s") % day + late


def _review(words: Any) -> Callable[[Listed, datetime], str]:
    def line(row: Listed, now: datetime) -> str:
        return f"{words} {on_day(row.review_due, now)}" if row.review_due else str(words).partition(":")[0]

    return line


def _trying(row: Listed, now: datetime) -> str:
    return _("Trying to reach (%s)") % tries(row)


def _help(row: Listed, now: datetime) -> str:
    if not row.needs_open and not row.needs_started:
        return _("All decided. No help is needed")
    said = {"started": row.needs_started, "open": row.needs_open}
    return _("Help: %(started)d started, %(open)d going on or still to come") % said


def _back_with(row: Listed, now: datetime) -> str:
    return _("Back with %s") % (row.author.name if row.author else _("its author"))


def fixed(words: Any) -> Callable[[Listed, datetime], str]:
    """A line that needs no column."""
    return lambda row, now: str(words)


LINES: Mapping[H, Callable[[Listed, datetime], str]] = {
    H.VOID: fixed(lazy("Closed: recorded in error")),
    H.MERGED: fixed(lazy("Closed: entered twice")),
    H.DECEASED: fixed(lazy("The child has died")),
    H.SUSPENDED_MISSING_AGAIN: fixed(lazy("Missing again. Finding comes first")),
    H.CLOSED_NOT_UNDERTAKEN: fixed(lazy("Closed, not undertaken")),
    H.FOLLOW_UP: _help,
    H.CLOSED_UNDERTAKEN: fixed(lazy("Closed, undertaken")),
    H.APPROVED: fixed(lazy("Decide who is told")),
    H.SHARED: _help,
    H.SUBMITTED: fixed(lazy("Ready to check")),
    H.RETURNED: _back_with,
    H.HELD: _talked,
    H.DRAFT: _talked,
    H.SUSPENDED_NOT_FIT: _review(lazy("Not well enough yet: look again")),
    H.SUSPENDED_POLICE: _review(lazy("Police asked us to wait: review")),
    H.SUSPENDED_OTHER_LA: fixed(lazy("Waiting for another authority")),
    H.SCHEDULED: _booked,
    H.PARENT_REFUSED: _refused,
    H.ANSWER_BY_PHONE: fixed(lazy("An answer came by phone. Check it was them")),
    H.ASK_AGAIN_ALONE: fixed(lazy("Said no this time, could not talk freely. Ask again alone")),
    H.DECLINED: _declined,
    H.ACCEPTED: fixed(lazy("Said yes: arrange a time")),
    H.OFFERED: fixed(lazy("Offered, waiting for an answer")),
    H.CARER_TOLD: fixed(lazy("Carer told. Child not yet asked")),
    H.NO_RESPONSE: fixed(lazy("Offered, no answer yet")),
    H.NO_CONTACT: lambda row, now: _("Not reached, %s") % tries(row),
    H.CONTACTING: _trying,
    H.ALLOCATED: _allocated,
    H.DUE: fixed(lazy("To allocate")),
    H.TRIAGE: fixed(lazy("New: check who and where")),
}


PLAN, HELD, NOT_YET, CLOSED = (
    lazy("The plan you hold (agreed items only)"),
    lazy("Held"),
    lazy("Not yet"),
    lazy("Closed"),
)
CARER_LINES: Mapping[H, Any] = dict.fromkeys(H) | {
    H.CLOSED_NOT_UNDERTAKEN: CLOSED,
    H.CLOSED_UNDERTAKEN: CLOSED,
    H.FOLLOW_UP: PLAN,
    H.APPROVED: PLAN,
    H.SHARED: PLAN,
    H.SUBMITTED: HELD,
    H.RETURNED: HELD,
    H.HELD: HELD,
    H.DRAFT: HELD,
    H.SUSPENDED_NOT_FIT: NOT_YET,
    H.SUSPENDED_POLICE: NOT_YET,
    H.SUSPENDED_OTHER_LA: NOT_YET,
    H.SCHEDULED: lazy("Booked"),
    H.PARENT_REFUSED: lazy("You asked us not to. We will be in touch"),
    H.OFFERED: lazy("Offered"),
    H.CARER_TOLD: lazy("Thank you. We still need to ask them"),
    H.CONTACTING: lazy("Someone is trying to get in touch"),
    H.ALLOCATED: lazy("Someone will be in touch"),
    H.DUE: lazy("Someone will be in touch"),
}
"""What a parent or carer sees; None is nothing at all. A child's no is never told at home by a list (§6.6)."""


def stands(row: Listed, now: datetime) -> str:
    """Where a case stands, in the words of its headline."""
    return LINES[row.headline](row, now)


NOT_ASKED_ANYWAY = frozenset({H.CARER_TOLD, H.SUSPENDED_MISSING_AGAIN, H.PARENT_REFUSED, H.ANSWER_BY_PHONE})


def what(row: Listed, now: datetime) -> str:
    """What has not happened yet, first in the row: never asked, and what stands in its way."""
    more = _(" Next try %s.") % at_time(row.next_try_at, now) if row.next_try_at and row.next_try_at > now else ""
    line = stands(row, now)
    if row.asked or row.is_held:
        if row.headline is H.ASK_AGAIN_ALONE:
            return format_html(
                "{} <strong>{}</strong>{}", _("Said no this time, could not talk freely."), _("Ask again alone."), more
            )
        return f"{line}.{more}"
    told = row.said.get(EventKind.CARER_TOLD)
    if row.headline is H.CARER_TOLD:
        day = on_day(told.happened.earliest, now) if told and told.happened.earliest else ""
        line = _("Carer told %s") % day if day else _("Carer told")
    return format_html("<strong>{}</strong> {}.{}", _("Not yet asked."), line, more)


def about(row: Listed, now: datetime) -> str:
    """Under the name: where the child is placed, two times that differ, another child of the same name."""
    parts = [placed(row), _("Placed here by %s") % row.authority if row.group is Group.HOSTED and row.authority else ""]
    if row.is_unsettled:
        parts.append(_("Two times for coming back: not settled"))
    if row.namesake:
        parts.append(_("Not the same as %s") % row.namesake)
    return ". ".join(p for p in parts if p)


def placed(row: Listed) -> str:
    """ "Placed by us in Northby, 120 miles"."""
    if row.group is not Group.CARE_OUT:
        return ""
    where = row.placed.authority if row.placed else None
    words = _("Placed by us in %s") % where if where else _("Placed by us outside our area")
    miles = row.placed.miles if row.placed else None
    return f"{words}, {ngettext('%(n)d mile', '%(n)d miles', miles) % {'n': miles}}" if miles is not None else words


def reach(row: Listed) -> Reach:
    """How to reach the child safely, in one line. Nobody checked: nothing but the named adult is safe."""
    card = row.card
    if card is None or card.checked_at is None:
        adult = card.named_adult if card else None
        through = _("Go through %s.") % adult if adult else _("Go through the named adult.")
        return Reach(_("Not checked yet. No text, no letter, no home phone. %s") % through, "barred")
    never = ways(card, ContactPermission.NEVER)
    times = f"{card.times.rstrip('.')}." if card.times else ""
    through = _("Through %s.") % card.named_adult if card.named_adult else ""
    fine = "" if never or through else ways(card, ContactPermission.YES)
    first = _("Never: %s.") % never if never else _("Use %s.") % fine if fine else ""
    if not never and not fine and not through:
        return Reach(_("Nothing is marked as safe. Go through the named adult."), "barred")
    return Reach(" ".join(part for part in (first, through, times) if part), "barred" if never else "phone")
