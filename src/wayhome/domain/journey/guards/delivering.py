"""Rules of allocation, the talk and its record (domain reference §4.11, §4.13, §6.3.2 to 6.3.4)."""

from __future__ import annotations

from wayhome.domain.journey.guards.asking import surely_before
from wayhome.domain.journey.rows import Ask, guard, when_written
from wayhome.domain.journey.states import Allocation, Contact, TalkState
from wayhome.domain.vocabulary import Completeness, DataClass, MissedReason, Role

MAY_GO_TO_A_PROVIDER = frozenset({DataClass.IDENTITY, DataClass.EPISODE, DataClass.WISHES_AND_SAFETY, "risk_flags"})


@when_written
def live_agreement(ask: Ask) -> str | None:
    """A case goes only to a provider with whom an agreement is in force."""
    if ask.event.says("agreement"):
        return None
    return "There is no agreement in force with this provider. Choose another, or ask who keeps the agreements."


@when_written
def conflict_checked(ask: Ask) -> str | None:
    """Somebody checked that nobody there is related to the child, the carers, or someone alleged to have done harm."""
    if ask.event.holds("conflict") is not None:
        return None
    return "Check first whether anyone there is related to the child or the carers, and record the answer."


@when_written
def only_what_a_provider_needs(ask: Ask) -> str | None:
    """Who, when, how to reach safely, and risk flags go to a provider; nothing else."""
    too_much = set(ask.event.lists("classes")) - MAY_GO_TO_A_PROVIDER
    if not too_much:
        return None
    return "A provider gets who the child is, when, how to reach them safely, and risk flags. Take the rest out."


@when_written
def a_question(ask: Ask) -> str | None:
    """The question is written down."""
    return None if ask.event.says("question") else "Write the question, so that the coordinator can answer it."


@when_written
def relation_is_stored(ask: Ask) -> str | None:
    """What the interviewer is to the child and the case is stored, so that independence can be worked out."""
    if ask.event.says("interviewer") and ask.event.says("relation"):
        return None
    return "Name the interviewer, and say what they are to the child. Independence is worked out from that."


@when_written
def no_silent_exception(ask: Ask) -> str | None:
    """Not trained, or a conflict: warned of, and never silent."""
    untrained = ask.event.holds("trained") is False
    conflict = ask.event.holds("conflict") is True
    if not (untrained or conflict) or ask.event.says("reason"):
        return None
    what = "is not trained" if untrained else "has a conflict"
    return f"This interviewer {what}. Choose somebody else, or record why it is still right for this child."


@when_written
def where_it_goes(ask: Ask) -> str | None:
    """A change of interviewer says who comes next: another by name, nobody yet, or the provider's manager."""
    to = ask.event.says("to")
    if to in ("unallocated", "accepted") or (to == "allocated" and ask.event.says("interviewer")):
        return None
    return "Say who comes next: another interviewer by name, nobody yet, or back to the provider's manager."


@guard
def with_a_provider(ask: Ask) -> str | None:
    """A case is taken back from a provider that has it, and from nobody else."""
    if ask.case.is_with_provider or ask.case.allocation.state is Allocation.HANDED_BACK:
        return None
    return "This case is with nobody outside the authority. Name another interviewer instead."


@guard
def talk_not_held(ask: Ask) -> str | None:
    """Who held a talk stays in the record: a case is taken back before its talk."""
    if ask.case.talk.state is not TalkState.HELD:
        return None
    return "The talk has been held, and whoever held it stays in the record. End their access instead."


@when_written
def a_host_worker_by_name(ask: Ask) -> str | None:
    """The host authority names its worker."""
    return None if ask.event.says("interviewer") else "Name the worker who will hold the talk."


@guard
def child_said_yes(ask: Ask) -> str | None:
    """A talk is booked once the child has said yes."""
    if ask.case.contact.state is Contact.ACCEPTED:
        return None
    return "The child has not said yes yet. Ask the child first; then book."


@when_written
def why_it_was_missed(ask: Ask) -> str | None:
    """A missed talk has a typed reason, so that our own miss is never counted as the child's."""
    if ask.event.says("reason") in {reason.value for reason in MissedReason}:
        return None
    return "Choose why the talk was missed. “Not known” is an answer."


@when_written
def held_at_a_time(ask: Ask) -> str | None:
    """A talk without a time would be untrue."""
    return None if ask.event.happened.is_known else "Say when the talk was held. The day alone is enough to begin with."


@when_written
def held_after_found(ask: Ask) -> str | None:
    """A talk before the child was found belongs to an earlier return."""
    covered = ask.case.covered
    if not covered or not all(surely_before(ask.event.happened, absence) for absence in covered):
        return None
    return "The child had not been found by then, so this talk cannot be about this return. Check the time."


@when_written
def interviewer_of_record(ask: Ask) -> str | None:
    """The talk is recorded by the interviewer of record: the one allocated, or the one this record names."""
    allocated = ask.case.interviewer
    if ask.event.says("interviewer") or (allocated is not None and ask.event.by in (None, allocated)):
        return None
    return "Say who held the talk. It may be somebody other than the allocated interviewer."


@when_written
def something_was_covered(ask: Ask) -> str | None:
    """Met but nothing talked about is a try, not a talk."""
    if ask.event.says("completeness") in (Completeness.FULL, Completeness.PARTIAL):
        return None
    return "Say whether the talk was full or stopped early. If nothing was covered, record “Met, nothing talked about”."


@when_written
def what_it_was_about(ask: Ask) -> str | None:
    """It is said which returns of this case were talked about."""
    covered = {absence.episode for absence in ask.case.covered}
    discussed = set(ask.event.lists("discussed"))
    if discussed and discussed <= covered:
        return None
    if not discussed and len(covered) == 1:
        return None
    return "Tick which returns were talked about. At least one; the others move to a case of their own."


@when_written
def undiscussed_have_a_case(ask: Ask) -> str | None:
    """A return that was not talked about moves to a case of its own, which the event names."""
    covered = {absence.episode for absence in ask.case.covered}
    discussed = set(ask.event.lists("discussed"))
    if not discussed or covered <= discussed or ask.event.says("moved_to"):
        return None
    return "A return that was not talked about needs a case of its own. Name the case it moves to."


@when_written
def about_the_same_returns(ask: Ask) -> str | None:
    """A further talk in this case is about returns that were already talked about."""
    discussed = set(ask.event.lists("discussed"))
    if discussed <= ask.case.discussed:
        return None
    return "A further talk here is about the returns already talked about. Record another return in its own case."


@guard
def a_talk_was_held(ask: Ask) -> str | None:
    """A record is written about a talk that was held. Notes may be older."""
    if ask.case.talk.state is TalkState.HELD:
        return None
    return "No talk has been recorded. Record that it was held, then write it up."


@guard
def talk_not_held_yet(ask: Ask) -> str | None:
    """A return joins an open case only while its talk is still to come."""
    if ask.case.talk.state is not TalkState.HELD:
        return None
    return "The talk of this case has been held. The new return needs a case of its own."


@guard
def by_whoever_held_it(ask: Ask) -> str | None:
    """The person who held the talk writes it up."""
    held_by = {e.says("interviewer") or e.by for e in ask.case.talks}
    if ask.event.by is None or ask.event.by in held_by:
        return None
    return "The person who held the talk writes it up. If they cannot, the coordinator can name another author."


@when_written
def a_comment(ask: Ask) -> str | None:
    """A record goes back with a comment."""
    return None if ask.event.number("comments") > 0 else "Write what should be looked at again."


@guard
def approver_is_allowed(ask: Ask) -> str | None:
    """A provider's manager approves only where the agreement says so; else checks first and passes it on."""
    if ask.event.by_role is not Role.PROVIDER_MANAGER or ask.known.provider_may_approve:
        return None
    return "By the agreement the authority approves this record. Check it and pass it on to the coordinator."


@when_written
def has_been_read(ask: Ask) -> str | None:
    """Whoever approves a record has read it."""
    return None if ask.event.holds("read") else "Confirm that you have read the record."
