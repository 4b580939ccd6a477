"""Rules of telling others, of help, of waiting and of worries (domain reference §6.3.5 to 6.3.8, §12)."""

from __future__ import annotations

from datetime import datetime, timedelta

from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.rows import Ask, when_written
from wayhome.domain.sharing import SendWithoutAgreement
from wayhome.domain.vocabulary import ReasonWithheld, Role

ONE_FACT, HEADLINE_NOTE, THE_RECORD = "one_fact", "headline_note", "record"
WAITS = {
    EventKind.NOT_FIT_TO_TALK: "not_fit",
    EventKind.POLICE_ASKED_TO_WAIT: "police_request",
    EventKind.WAITING_FOR_AUTHORITY: "other_authority",
}
NOT_YET_CHECKED = frozenset({ONE_FACT, HEADLINE_NOTE})
MAY_OVERRIDE = frozenset(each.value for each in SendWithoutAgreement)


@when_written
def approved_before_shared(ask: Ask) -> str | None:
    """Content of the record waits for approval. One fact and the headline note do not: they go at any time."""
    if ask.event.says("what") in NOT_YET_CHECKED or ask.case.version > 0:
        return None
    return "The record is not approved yet. If it cannot wait, send the one fact, or the headline note."


@when_written
def one_fact_only(ask: Ask) -> str | None:
    """An interviewer or a social worker sends one fact or the note; the coordinator sends the record."""
    if ask.event.by_role is Role.RHI_COORDINATOR or ask.event.says("what") in NOT_YET_CHECKED:
        return None
    return "You can send one fact, or the headline note. Ask the coordinator to send the record."


@when_written
def agreement_or_override(ask: Ask) -> str | None:
    """Sending needs an agreement in force, or danger or a legal duty with a reason and a second person told."""
    event = ask.event
    if event.says("agreement"):
        return None
    if event.says("override") not in MAY_OVERRIDE:
        return (
            "There is no agreement with them. If a child is in danger, or the law requires it, send it all the same "
            "and say which; otherwise ask who keeps the agreements."
        )
    if event.says("reason") and event.says("second_person"):
        return None
    return "Say why it must go without an agreement, and which second person knows or will be told."


@when_written
def why_not_told(ask: Ask) -> str | None:
    """A decision not to tell a default recipient has a reason from the list."""
    if ask.event.says("reason") in {reason.value for reason in ReasonWithheld}:
        return None
    return "Choose why they are not told. Professionals will see that something is withheld, never what."


@when_written
def service_and_date(ask: Ask) -> str | None:
    """Help offered is a named service with a date; being told where to look is something else."""
    if ask.event.says("service") and ask.event.happened.is_known:
        return None
    return "Name the service and the date it was offered. Being told where to look is not an offer."


@when_written
def who_said_so(ask: Ask) -> str | None:
    """Who said yes is kept: the child, or a parent for the parent's own service."""
    return None if ask.event.says("said_by") else "Say who said yes: the child, or a parent for their own service."


@when_written
def kind_and_area(ask: Ask) -> str | None:
    """A missing service is counted by kind and area."""
    if ask.event.says("service") and ask.event.says("area"):
        return None
    return "Say what kind of service is missing, and where. That is how the gap gets counted."


@when_written
def how_it_ended(ask: Ask) -> str | None:
    """Help that is over says how it ended."""
    return None if ask.event.says("ended_how") else "Say how it ended: as planned, broken off, moved, or turned 18."


@when_written
def a_review_date(ask: Ask) -> str | None:
    """A wait without a date to look again cannot exist."""
    review = ask.event.instant("review_at")
    if review is None or review <= ask.at:
        return "Say when somebody looks at this again. A wait without a date cannot be recorded."
    latest, words = _longest_wait(ask)
    if review <= latest:
        return None
    return f"Look at this again sooner: within {words}. It can be renewed then."


def _longest_wait(ask: Ask) -> tuple[datetime, str]:
    """Until when a wait may last before somebody looks at it again, and the limit in words."""
    policy = ask.known.policy
    kind = WAITS.get(ask.event.kind) or ask.event.subject
    if kind == "other_authority":
        days = policy.authority_review_days
        return ask.known.holidays.end_of_working_day_after(ask.at, days).at, f"{days} working days"
    hours = policy.police_review_hours if kind == "police_request" else policy.not_fit_review_hours
    return ask.at + timedelta(hours=hours), f"{hours} hours"


@when_written
def officer_and_reference(ask: Ask) -> str | None:
    """A request of the police names the officer and the reference."""
    if ask.event.says("officer") and ask.event.says("reference"):
        return None
    return "Name the officer who asked, and the reference, so that somebody can ring them."


@when_written
def by_a_named_person(ask: Ask) -> str | None:
    """Only a person by name can receive a worry; sending is not the same as telling."""
    return None if ask.event.by else "Say who has it, by name. Only that stops it from going to the next person."


@when_written
def a_new_worry(ask: Ask) -> str | None:
    """Handing a worry on starts a new one, linked to it."""
    return None if ask.event.says("new_worry") else "The worry that goes on needs a number of its own."
