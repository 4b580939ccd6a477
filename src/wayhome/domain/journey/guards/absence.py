"""Rules of the absence: what counts as back, as closed, as nothing left to do (domain reference §6.1)."""

from __future__ import annotations

from wayhome.domain.journey.rows import Ask, guard, when_written
from wayhome.domain.journey.states import PoliceReport, Prevention, Whereabouts

SETTLED_CHECKS = frozenset({Prevention.DONE, Prevention.NOT_DONE})


@when_written
def somebody_saw_the_child(ask: Ask) -> str | None:
    """A return counts when a responsible adult or the police have seen the child."""
    if ask.event.holds("seen") is not False:
        return None
    return "Nobody responsible has seen the child yet. Record “Found” until somebody has; then record the return."


@when_written
def seen_or_a_reason(ask: Ask) -> str | None:
    """The police close when the child was seen, or say why not; never because the child was only found."""
    if ask.event.holds("child_seen") or ask.event.says("reason"):
        return None
    return "Say that the child was seen, or why the report is closed without that. Being found is not enough."


@guard
def police_check_is_settled(ask: Ask) -> str | None:
    """The police check was done, was decided against, or was never due because nobody reported it."""
    never_due = ask.absence.police_report.state is PoliceReport.NOT_REPORTED
    if never_due or ask.absence.prevention.state in SETTLED_CHECKS:
        return None
    return "The police check is not recorded yet: done, or not done and why."


@when_written
def times_are_settled(ask: Ask) -> str | None:
    """The sources agree on the times, somebody settled them, or it is marked that nobody can."""
    agreed = not any(ask.absence.account(what).is_disputed for what in ("returned", "located"))
    if agreed or ask.event.holds("times_marked"):
        return None
    return "Two sources give different times. Settle which one we go by, or mark that it cannot be settled."


@when_written
def one_of_the_times_given(ask: Ask) -> str | None:
    """A settlement chooses one of the times that a source gave."""
    what = ask.event.says("of") or ""
    if ask.event.says("event") in {e.id for e in ask.absence.said(what)}:
        return None
    return "Choose one of the times that were given. If none is right, record the right one first, with who says so."


@when_written
def what_the_time_is_of(ask: Ask) -> str | None:
    """A time says what it is the time of."""
    return None if ask.event.says("of") else "Say what this is the time of: left, last seen, reported, found or back."


@when_written
def found_or_back(ask: Ask) -> str | None:
    """A case opens when a child was found or came back, or for a past absence when somebody decides to offer a talk."""
    named = [ask.case.episodes.get(e) for e in ask.event.episodes]
    ready = {Whereabouts.LOCATED, Whereabouts.AWAY, Whereabouts.RETURNED, Whereabouts.CLOSED}
    if named and all(e is not None and e.whereabouts.state in ready for e in named):
        return None
    return "The child has not been found yet. A case opens when they are found or come back."
