"""The first paragraph, as a manager would say it: the same sentences on the page, where each number opens, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.oversight.board import Paragraph
from wayhome.casework.oversight.numbers import Numbered


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it stands in a sentence; markup on a page, a word where it is withheld."""

    counted: object
    share: object
    unknown: object


def whole(found: Numbered) -> Shown:
    """All of it, as its own staff see it."""
    return Shown(found.count.numerator, found.share, found.count.not_known)


def sentences(
    said: Paragraph,
    period: str,
    *,
    shown: Callable[[Numbered], Shown],
    no_talk: Callable[[int, str], object],
    kind: Callable[[str], Any] = str,
) -> Iterator[object]:
    """The sentences in order. `kind` makes text of a sentence before its numbers are put in: markup escapes them.

    `no_talk` is given the number of returns with no talk and the clause that says so.
    """
    if not said.returns.count.numerator:
        yield kind(_("%(period)s: no return is old enough to judge.")) % {"period": period}
        return
    returns, asked, talked, in_time = (shown(n) for n in (said.returns, said.asked, said.talked, said.in_time))
    yield kind(_("%(period)s: %(returns)s returns old enough to judge.")) % {
        "period": period,
        "returns": returns.counted,
    }
    yield kind(_("The child was asked after %(asked)s (%(share)s of those known; %(unknown)s not recorded).")) % {
        "asked": asked.counted, "share": asked.share, "unknown": asked.unknown,
    }  # fmt: skip
    yield kind(_("%(talked)s led to a talk (%(share)s).")) % {"talked": talked.counted, "share": talked.share}
    yield kind(_("%(in_time)s within 72 hours (%(share)s; %(unknown)s cannot be said).")) % {
        "in_time": in_time.counted, "share": in_time.share, "unknown": in_time.unknown,
    }  # fmt: skip
    if said.in_time_of_talks.count.denominator and not said.in_time_of_talks.is_too_few:
        yield kind(_("Of talks held, %(share)s were in time:")) % {"share": shown(said.in_time_of_talks).share}
        clause = ngettext(
            "this ignores the %(number)s return with no talk.", "this ignores the %(number)s returns with no talk.", said.no_talk
        )  # fmt: skip
        yield no_talk(said.no_talk, clause)


def terms() -> str:
    """What the short words mean."""
    return _(
        "“Asked” is offered, “talk” is undertaken, and “heard within 72 hours” counts every return, as the common set defines them."
    )


def unplaced(found: Numbered) -> str:
    """How many may belong to the period or not; empty for none."""
    number = found.count.unplaced
    if not number:
        return ""
    return ngettext(
        "For %(number)s more return it is not recorded when it was, so it may belong here or not.",
        "For %(number)s more returns it is not recorded when they were, so they may belong here or not.",
        number,
    ) % {"number": number}  # fmt: skip
