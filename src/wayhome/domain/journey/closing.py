"""One closing guard, over all tracks (domain reference §6.5). No track's own state closes a case.

Each way of closing asks for what would otherwise be lost: an outcome for each return, a decision for each recipient, an
answer for each need, a person who has each worry. Every closing has an actor, a time and a reason, and can be reopened.
"""

from __future__ import annotations

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.rows import Ask, guard, when_written
from wayhome.domain.journey.states import Contact, Record, Support, TalkState, Transfer
from wayhome.domain.vocabulary import Outcome, RiskGrade, Role

ACKNOWLEDGED = frozenset({Transfer.ACKNOWLEDGED, Transfer.OUTCOME_CAME_BACK})
CARER_ANSWERS = frozenset({"yes", "no", "unsafe"})
NEEDS_SIGN_OFF = "This closing needs a team manager's sign-off"
OWN_CLOSING = frozenset({Outcome.TURNED_18_OR_DIED, Outcome.NOT_ELIGIBLE})
"""Outcomes that belong to another way of closing."""


@guard
def no_worry_waits(ask: Ask) -> str | None:
    """No case closes while a worry is raised and nobody has received it."""
    if not ask.case.unreceived_worries:
        return None
    return "A worry about this child has not been picked up by anyone. Ring, and have it received by name; then close."


@guard
def record_is_approved(ask: Ask) -> str | None:
    """The talk is written up, and the record approved."""
    if ask.case.talk.state is TalkState.HELD and ask.case.record.state is Record.APPROVED:
        return None
    return "The record is not approved yet. A talk closes as undertaken once its record is approved."


@guard
def everybody_is_decided(ask: Ask) -> str | None:
    """For every default recipient somebody decided: told, or not told because."""
    waiting = len(ask.case.undecided)
    if not waiting:
        return None
    return f"Decide who is told: {waiting} still open. “Not told, because” is a decision."


@guard
def every_need_is_answered(ask: Ask) -> str | None:
    """Every need is owned, ended or otherwise answered, or nobody owns it yet and a team manager knows by name."""
    unanswered = sum(_is_unanswered(ask.case, need) for need in ask.case.needs)
    if not unanswered:
        return None
    return f"{unanswered} of the child's needs has no owner and no answer. Name an owner, or take it to a team manager."


def _is_unanswered(case: CaseSoFar, need: str) -> bool:
    state = case.needs[need].state
    if state is Support.IDENTIFIED:
        return True
    ownerless = state is Support.NOBODY_YET or (state in _WITH_AN_OWNER and case.owner_of(need) is None)
    return ownerless and case.escalated_to(need) is None


_WITH_AN_OWNER = frozenset({Support.OWNED, Support.OFFERED, Support.ACCEPTED, Support.STARTED})


@when_written
def child_told_what_next(ask: Ask) -> str | None:
    """It is asked whether the child was told what happens next. Both answers are allowed."""
    if ask.event.holds("child_told_what_next") is not None:
        return None
    return "Say whether the child was told what happens next: yes or no."


@guard
def no_talk_was_held(ask: Ask) -> str | None:
    """A case with a talk closes as undertaken."""
    if ask.case.talk.state is not TalkState.HELD:
        return None
    return "A talk was held, so this case closes as undertaken."


@when_written
def one_outcome_each(ask: Ask) -> str | None:
    """Every return that the case covers has one outcome that says why no talk was held."""
    outcomes = ask.event.pairs("outcomes")
    missing = [e.episode for e in ask.case.covered if outcomes.get(e.episode) not in _CHOOSABLE]
    return f"Choose an outcome for each return: {len(missing)} still open." if missing else None


_CHOOSABLE = frozenset(o.value for o in Outcome if not (o.is_undertaken or o.is_open or o in OWN_CLOSING))


@when_written
def outcomes_are_true(ask: Ask) -> str | None:
    """An outcome says what happened: no decline without the child's free no, no “not reached” once they were told."""
    for outcome in dict.fromkeys(ask.event.pairs("outcomes").values()):
        if words := _untrue(outcome, ask.case):
            return words
    return None


def _untrue(outcome: str, case: CaseSoFar) -> str | None:
    """Why an outcome cannot stand on what is recorded; None when it can."""
    declined = case.contact.state is Contact.DECLINED
    unsupported = {
        Outcome.DECLINED_BY_CHILD: (
            not declined or case.child_said_yes,
            "“Said no” needs the child's own no, given while free to speak, and no yes before it.",
        ),
        Outcome.WITHDREW_OR_REPEATEDLY_MISSED: (not case.child_said_yes, "The child has not said yes in this case."),
        Outcome.OFFERED_NO_RESPONSE: (
            not case.child_was_told or declined or case.child_said_yes,
            "“Offered, no answer” needs a child who was told and has not answered.",
        ),
        Outcome.PARENT_OR_CARER_REFUSED: (not case.parent_refused, "No parent's or carer's refusal is recorded."),
        Outcome.COULD_NOT_BE_CONTACTED: (case.child_was_told, "The child was told, so they could be reached."),
        Outcome.OFFERED_TO_CARER_ONLY: (
            case.child_was_told or not case.carer_was_told,
            "“Only the carer was told” needs a carer who was told and a child who was not.",
        ),
    }
    untrue, words = unsupported.get(Outcome(outcome), (False, "")) if outcome in _CHOOSABLE else (False, "")
    return f"{words} Choose the outcome that fits." if untrue else None


@when_written
def tries_are_listed(ask: Ask) -> str | None:
    """The tries are listed, or it is recorded that the child was told or refused for."""
    case = ask.case
    if case.tries or case.child_was_told or case.parent_refused or ask.event.says("no_tries_because"):
        return None
    return "No try to reach the child is recorded. Log the tries, or say why there were none."


@guard
def carer_was_asked(ask: Ask) -> str | None:
    """It is recorded whether the carer was asked what they know: yes, no, or not safe to ask."""
    asked = ask.case.container.last(EventKind.CARER_INFORMATION_ASKED)
    if asked is not None and asked.says("answer") in CARER_ANSWERS:
        return None
    return "Record whether the carer was asked what they know: yes, no, or not safe to ask."


@guard
def risk_was_reviewed(ask: Ask) -> str | None:
    """A social worker or team manager reviewed the risk, because nobody heard the child."""
    if ask.case.container.last(EventKind.RISK_REVIEWED) is not None:
        return None
    return "Nobody heard this child, so the risk needs a review first. Ask the social worker or the team manager."


@when_written
def leaflet_and_next_offer(ask: Ask) -> str | None:
    """It is asked whether leaflet and helplines were given, and decided whether to offer again."""
    if ask.event.holds("leaflet_given") is not None and ask.event.says("offer_again"):
        return None
    return "Say whether leaflet and helplines were given, and whether the child will be offered a talk again."


@guard
def nobody_to_ask_alone(ask: Ask) -> str | None:
    """A “no” that was not free leads to asking again alone, never to closing."""
    if not ask.case.ask_again_alone:
        return None
    return "The child said no and could not talk freely. Ask again alone; then close."


@when_written
def signed_off_where_due(ask: Ask) -> str | None:
    """A team manager signs off: high risk, three or more absences in 90 days, looked after, or under 13."""
    signed_by = ask.event.says("second") if ask.event.says("second_role") == Role.TEAM_MANAGER else None
    if signed_by is not None and signed_by != ask.event.by:
        return None
    because = sign_off_because(ask.case, ask.known)
    return f"{NEEDS_SIGN_OFF}: {because}." if because else None


def sign_off_because(case: CaseSoFar, known: Circumstances) -> str | None:
    """Why a team manager signs off a closing without a talk; None when nobody need. Not recorded counts as yes."""
    policy = known.policy
    checks: tuple[tuple[str, bool | None], ...] = (
        ("high risk", any(e.risk is RiskGrade.HIGH for e in case.covered)),
        (f"{policy.sign_off_episodes} or more absences in 90 days", _at_least(known, policy.sign_off_episodes)),
        ("looked after", known.looked_after),
        (f"under {policy.sign_off_under}", None if known.age is None else known.age < policy.sign_off_under),
    )
    for words, applies in checks:
        if applies:
            return words
    for words, applies in checks:
        if applies is None:
            return f"it is not recorded whether this applies: {words}"
    return None


def _at_least(known: Circumstances, number: int) -> bool | None:
    return None if known.episodes_in_90_days is None else known.episodes_in_90_days >= number


@guard
def transfer_is_acknowledged(ask: Ask) -> str | None:
    """The authority that is responsible has acknowledged the transfer."""
    if any(track.state in ACKNOWLEDGED for track in ask.case.transfers.values()):
        return None
    return "The responsible authority has not acknowledged it. Sending is not the same as telling: ring them."


@when_written
def responsible_is_another(ask: Ask) -> str | None:
    """Only a return that another authority answers for is transferred."""
    to = ask.event.says("to_authority")
    if to and to != ask.known.responsible_authority:
        return None
    return "Name the responsible authority. A return of your own cannot be transferred."


@when_written
def offered_before_18(ask: Ask) -> str | None:
    """A young person who turns 18 was offered a talk or an adult service before the case closes."""
    if ask.case.child_was_told or ask.event.says("offered") in ("talk", "adult_service"):
        return None
    return "Offer a talk, or an adult service, before closing; and say which it was."


@guard
def has_turned_18(ask: Ask) -> str | None:
    """The young person has turned 18."""
    if ask.known.age is None or ask.known.age >= 18:
        return None
    return f"The child is {ask.known.age}. Close it in another way, or correct the date of birth."


@when_written
def head_of_service_told(ask: Ask) -> str | None:
    """The head of service was told."""
    if ask.event.says("head_of_service"):
        return None
    return "Say which head of service was told, by name."


@guard
def death_is_recorded(ask: Ask) -> str | None:
    """The death itself is recorded first, because that stops all contact."""
    if ask.case.child_has_died:
        return None
    return "Record the death first. That stops every message and reminder at once."
