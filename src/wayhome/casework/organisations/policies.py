"""Local choices: their names, their defaults, and which values are allowed (domain reference §18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wayhome.casework.records.refusals import Refused


@dataclass(frozen=True, slots=True)
class Choice:
    """One local choice: what it is called, what it is when nobody chose, and what may be chosen."""

    label: Any
    default: Any
    allows: Callable[[Any], bool]
    hint: Any = ""
    options: tuple[tuple[str, Any], ...] = ()
    unit: Any = ""


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _rising(count: int) -> Callable[[Any], bool]:
    return lambda v: (
        isinstance(v, list) and len(v) == count and all(type(n) is int and n >= 0 for n in v) and v == sorted(v)
    )


def _whole_list(count: int) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, list) and len(v) == count and all(type(n) is int and 0 < n <= 1000 for n in v)


def _flag(value: Any) -> bool:
    return type(value) is bool


CHOICES: dict[str, Choice] = {
    "offer_policy": Choice(
        _("Who is offered a talk"),
        "every_episode",
        _one_of("every_episode", "criteria", "after_n"),
        _("The common measures always count every return, whatever is chosen here."),
        (
            ("every_episode", _("Every child after every return")),
            ("criteria", _("By criteria, decided and recorded each time")),
            ("after_n", _("After a number of returns")),
        ),
    ),
    "offer_for_away": Choice(
        _("Offer a talk after a child was away, whereabouts known"),
        "ask_manager",
        _one_of("ask_manager", "always", "never"),
        "",
        (("ask_manager", _("A manager decides")), ("always", _("Always")), ("never", _("No"))),
    ),
    "after_n": Choice(_("Number of returns before a talk is offered"), 3, _whole(1, 10)),
    "late_notification_hours": Choice(_("A notice is late after"), 24, _whole(1, 168), unit=_("hours")),
    "attempt_close_rule": Choice(_("Tries before closing: in all, ways of reaching, days"), [3, 2, 1], _whole_list(3)),
    "re_offer_days": Choice(_("Ask again after a no"), 5, _whole(1, 60), unit=_("days")),
    "independence_test": Choice(
        _("Which test of independence is shown first"),
        "home_and_looked_after",
        _one_of("home_and_looked_after", "strict"),
        "",
        (("home_and_looked_after", _("Home test and looked-after test")), ("strict", _("Strict looked-after test"))),
    ),
    "provider_approval": Choice(_("The provider's manager may approve records"), False, _flag),
    "worry_ladder_minutes": Choice(
        _("A worry nobody has received goes up after"), [0, 15, 30, 60], _rising(4), unit=_("minutes")
    ),
    "away_review_hours": Choice(
        _("Review of a child who is away, first and then"), [24, 12], _whole_list(2), unit=_("hours")
    ),
    "answer_period_working_days": Choice(_("Time to answer an offer"), 5, _whole(1, 20), unit=_("working days")),
    "parental_permission": Choice(
        _("When a parent is asked"),
        "under_16_unless_competent",
        _one_of("under_16_unless_competent", "never_needed", "always_told"),
        "",
        (
            ("under_16_unless_competent", _("Under 16, unless the child understands and decides")),
            ("always_told", _("Parents are told, the child decides")),
            ("never_needed", _("Not needed")),
        ),
    ),
    "term_for_talk": Choice(
        _("What the talk is called in letters"),
        "return_home_interview",
        _one_of("return_home_interview", "independent_return_interview", "debrief", "return_conversation"),
        "",
        (
            ("return_home_interview", _("Return home interview")),
            ("independent_return_interview", _("Independent return interview")),
            ("debrief", _("Debrief")),
            ("return_conversation", _("Return conversation")),
        ),
    ),
    "second_step": Choice(
        _("Second step at sign-in"),
        "everyone",
        _one_of("everyone", "not_single_sign_on"),
        "",
        (("everyone", _("Everyone")), ("not_single_sign_on", _("Everyone except those who come by single sign-on"))),
    ),
}


def may_set(name: str, value: Any) -> Refused | None:
    """Why this choice may not have this value, or None."""
    choice = CHOICES.get(name)
    if choice is None:
        return Refused(str(_("There is no such setting.")), rule="no_such_setting")
    if not choice.allows(value):
        return Refused(str(_("Choose one of the values offered for “%s”.") % choice.label), rule="value_not_allowed")
    return None
