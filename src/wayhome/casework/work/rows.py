"""A case as one row of a list: who, what has not happened, how to reach safely, the clock, who holds it, one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.casework.design.components import Act, Row
from wayhome.casework.journal.context import Viewer
from wayhome.casework.work import lines
from wayhome.casework.work.clocks import on_list
from wayhome.casework.work.links import link_if, present
from wayhome.casework.work.queries.seen import Listed
from wayhome.domain.journey.headline_words import HeadlineCode as H
from wayhome.domain.journey.states import Allocation
from wayhome.domain.vocabulary import Role

CHECK, TRY, AGAIN, YES, NO, PHONE = (
    "case_check",
    "try_new",
    "offer_again",
    "answer_yes",
    "answer_no",
    "phone_answer_check",
)
ALLOCATE, BOOK, MOVE, TALK, WRITE, APPROVE = (
    "allocate",
    "book_talk",
    "rearrange_talk",
    "talk_new",
    "write_up",
    "record_check",
)
OPENED, ACCEPT, REPLY, ANYWAY = "referral_open", "referral_accept", "referral_answer", "ask_anyway"
DECIDE, CLOSE, SETTLE = "share_decide", "case_close", "settle_time"
CLOSE_DECEASED = "case_deceased"

NEXT: Mapping[H, str] = {
    H.TRIAGE: CHECK,
    H.DUE: TRY,
    H.ALLOCATED: TRY,
    H.CONTACTING: TRY,
    H.CARER_TOLD: TRY,
    H.NO_CONTACT: TRY,
    H.NO_RESPONSE: TRY,
    H.OFFERED: YES,
    H.ANSWER_BY_PHONE: PHONE,
    H.PARENT_REFUSED: ANYWAY,
    H.ASK_AGAIN_ALONE: TRY,
    H.DECLINED: AGAIN,
    H.ACCEPTED: BOOK,
    H.SUBMITTED: APPROVE,
    H.APPROVED: DECIDE,
    H.SHARED: CLOSE,
    H.DECEASED: CLOSE_DECEASED,
}
"""The one likely next act by headline; nothing else than opening the case for the rest."""


WORDS: Mapping[str, Any] = {
    CHECK: lazy("Check"), TRY: lazy("Log a try"), AGAIN: lazy("Offer again"), YES: lazy("Record a yes"), NO: lazy("Record a no"),
    PHONE: lazy("Check who answered"), ALLOCATE: lazy("Allocate"), BOOK: lazy("Arrange a time"), MOVE: lazy("Rearrange"),
    TALK: lazy("Record the talk"), WRITE: lazy("Write up"), APPROVE: lazy("Check the record"), OPENED: lazy("Open the referral"),
    ACCEPT: lazy("Accept"), REPLY: lazy("Answer them"), ANYWAY: lazy("Decide"), DECIDE: lazy("Decide who is told"), CLOSE: lazy("Close"),
    SETTLE: lazy("Settle time"), CLOSE_DECEASED: lazy("Close after their death"),
}  # fmt: skip
"""The words of the act behind each page."""


REFERRAL = {Allocation.SENT: OPENED, Allocation.OPENED: ACCEPT, Allocation.ACCEPTED: ALLOCATE}
"""What a provider's manager does next with a case that was sent to them."""


def words_of(name: str) -> str:
    """The words of the act behind a page."""
    return str(WORDS[name])


def next_act(row: Listed, viewer: Viewer) -> str | None:
    """The name of the page that is likely to be next for this person; None to open the case."""
    if viewer.has(Role.PROVIDER_MANAGER) and row.holder is None and (step := REFERRAL.get(row.allocation)):
        return step
    if row.headline is H.SCHEDULED and row.holder is None:
        return ALLOCATE
    if row.headline is H.SCHEDULED:
        return TALK if row.booked_for and row.booked_for <= viewer.at else None
    if row.headline in (H.HELD, H.DRAFT, H.RETURNED):
        return WRITE if row.mine(viewer.user) else None
    if row.headline is H.SUBMITTED and row.author and row.author.id == viewer.user:
        return None
    if row.headline is H.ACCEPTED and row.holder is None:
        return REPLY if row.allocation is Allocation.QUERIED else None if row.allocation in REFERRAL else ALLOCATE
    if row.allocation is Allocation.QUERIED and row.holder is None and not row.asked:
        return REPLY
    return NEXT.get(row.headline)


OVER = frozenset({H.DECEASED, H.CLOSED_NOT_UNDERTAKEN, H.CLOSED_UNDERTAKEN, H.MERGED, H.VOID})
"""Closed: nobody is asked to try again from the row of such a case."""


def other_acts(row: Listed) -> tuple[str, ...]:
    """What else may be done from the row, as links."""
    if row.is_held or row.headline in OVER:
        return ()
    found = [TRY]
    if row.holder is None and row.provider is None:
        found.append(ALLOCATE)
    if row.headline is H.SCHEDULED:
        found.append(MOVE)
    if row.headline is H.OFFERED:
        found.append(NO)
    if row.is_unsettled:
        found.append(SETTLE)
    return tuple(found)


def named(row: Listed, now: datetime) -> str:
    """The child as every row names them: "Aisha Karim, 14"."""
    return row.person.name if row.person.masked else f"{row.person.name}, {row.person.age(now)}"


def row_of(row: Listed, viewer: Viewer, *, back: str = "") -> Row:
    """The row as it is drawn. `back` is the address to return to, so that the same row keeps the place."""
    now = viewer.at
    who = named(row, now)
    whose = f"{who}, {row.reference}"
    id = f"case-{row.reference}"
    after = f"?{urlencode({'next': f'{back}#{id}'})}" if back else ""

    def act(name: str) -> Act | None:
        subject = next((r.episode for r in row.returns if r.is_unsettled), row.case) if name == SETTLE else row.case
        return link_if(viewer, name, words_of(name), subject, about=whose, after=after)

    opened = link_if(viewer, "case", _("Open"), row.case, about=whose)
    wanted = next_act(row, viewer)
    first = (act(wanted) if wanted else None) or opened
    links = [
        a
        for a in present(*(act(n) for n in other_acts(row)), _ask(row, viewer, whose), opened)
        if first is None or a.url != first.url
    ]
    return Row(
        who=who,
        url=opened.url if opened else "",
        ref=row.reference,
        clock=on_list(row.clock, now, unsettled=row.is_unsettled, is_out=row.is_out, died=row.headline is H.DECEASED),
        about=lines.about(row, now),
        what=lines.what(row, now),
        reach=None if row.is_held or row.headline is H.DECEASED else lines.reach(row),
        holder=lines.with_whom(row),
        act=first,
        links=tuple(links),
        id=id,
    )


def _ask(row: Listed, viewer: Viewer, whose: str) -> Act | None:
    return None if row.headline is H.DECEASED else link_if(viewer, "ask_new", _("Ask"), row.case, about=whose)


def rows_of(
    rows: list[Listed], viewer: Viewer, *, back: str = "", only: Callable[[Listed], bool] | None = None
) -> list[Row]:
    """The rows as they are drawn, in the order given."""
    return [row_of(r, viewer, back=back) for r in rows if only is None or only(r)]
