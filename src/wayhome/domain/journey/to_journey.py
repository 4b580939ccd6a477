"""From events to the one shape that the measures read: a `Journey` for each (absence, authority) (domain reference §4.18).

What the events say is copied; nothing is derived here. What no event says about the child is given by the caller, and
None where the caller does not know it either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from wayhome.domain.episode import Closing, Journey, Need, Offer, Response, Talk
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.coverage import Covers
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Policy
from wayhome.domain.journey.states import CaseState, Contact, Record, Support
from wayhome.domain.journey.track import Step, Track
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.told import Account
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    NeedKind,
    OfferLevel,
    Outcome,
    ProviderType,
    ResponseToOffer,
    Source,
    Word,
)

W = TypeVar("W", bound=Word)

LEVELS: Mapping[EventKind, OfferLevel] = {
    EventKind.CHILD_TOLD: OfferLevel.CHILD_DIRECT,
    EventKind.OFFER_RECONFIRMED: OfferLevel.CHILD_DIRECT,
    EventKind.OFFERED_AGAIN: OfferLevel.CHILD_DIRECT,
    EventKind.CARER_TOLD: OfferLevel.CARER_ONLY,
    EventKind.MESSAGE_SENT: OfferLevel.LETTER_OR_MESSAGE_UNCONFIRMED,
}
CLOSED_AS: Mapping[CaseState, Outcome] = {
    CaseState.NOT_REQUIRED: Outcome.SERVICE_DECISION,
    CaseState.TRANSFERRED: Outcome.MOVED_OR_TRANSFERRED,
    CaseState.TURNED_18: Outcome.TURNED_18_OR_DIED,
    CaseState.DECEASED: Outcome.TURNED_18_OR_DIED,
}
"""The outcome of closings that choose none for themselves (§8.5)."""


NO_ACCOUNTS: Mapping[str, Account] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AboutTheChild:
    """What the authority knows of the child at this absence, from outside the journey. None: not recorded."""

    child: str
    authority: str
    group: Group | None = None
    born: date | None = None
    sex: str | None = None
    ethnicity: str | None = None
    disabled: bool | None = None
    unaccompanied: bool | None = None
    earlier_episodes: int | None = None
    source: Source | None = None
    responsible: bool | None = None
    looked_after: bool | None = None
    missing_again: Moment | None = None
    """Start of the next missing episode after the return of this one; NOT_RECORDED: there was none."""


def to_journey(
    so_far: ChildSoFar,
    episode: str,
    about: AboutTheChild,
    *,
    policy: Policy | None = None,
    accounts: Mapping[str, Account] = NO_ACCOUNTS,
) -> Journey:
    """Everything that happened in one absence and in every case that has covered it, for one authority.

    `accounts` are what the records of cases hold in codes, by case.
    """
    absence = so_far.episode(episode)
    cases = so_far.cases_covering(episode)
    answering = so_far.answering_case(episode)
    return Journey(
        episode=episode,
        child=about.child,
        authority=about.authority,
        group=about.group,
        kind=absence.kind,
        missing_from=absence.missing_from,
        reported=absence.reported,
        located=absence.located,
        returned=absence.returned,
        return_recorded=absence.came_back,
        notified=absence.notified,
        notice_recorded=absence.notice_received,
        notice_sent=absence.notice_sent,
        notice_opened=absence.notice_opened,
        away_planned=absence.plan_owner is not None if absence.kind is EpisodeKind.AWAY and absence.phases else None,
        missing_again=about.missing_again,
        void=absence.is_void or (answering is not None and answering.container.state is CaseState.VOID),
        born=about.born,
        sex=about.sex,
        ethnicity=about.ethnicity,
        disabled=about.disabled,
        unaccompanied=about.unaccompanied,
        risk=absence.risk,
        earlier_episodes=about.earlier_episodes,
        source=about.source,
        responsible=about.responsible,
        looked_after=about.looked_after,
        case_opened=cases[0].container.steps[0].event.happened if cases else NOT_RECORDED,
        offers=tuple(offer for case in cases for offer in _offers(case, episode)),
        responses=tuple(response for case in cases for response in _responses(case, episode)),
        talks=tuple(talk for case in cases for talk in _talks(case, episode, accounts.get(case.case))),
        needs=_needs(cases, episode),
        closing=None if answering is None else _closing(answering, episode),
        close_rule_met=None if answering is None else answering.tried_enough(policy or Policy()),
    )


def _was_here(case: CaseSoFar, episode: str, step: Step[Contact]) -> bool:
    """Whether what was said in the case was said about this absence: unless it names others, or came after it left.

    Whether an offer came in time for a return that joined later is for the measures to say: they compare the times.
    """
    named = step.event.episodes
    if named and episode not in named:
        return False
    left = [s.order for s in case.talk.steps if s.event.kind is EventKind.TALK_HELD]
    return not _has_left(case, episode) or step.order < min(left)


def _has_left(case: CaseSoFar, episode: str) -> bool:
    return any(each.episode == episode and each.role is Covers.MOVED_OUT for each in case.coverage)


def _offers(case: CaseSoFar, episode: str) -> Iterable[Offer]:
    """Who was told, and how: the child, only the carer, or nobody for certain."""
    for step in case.contact.steps:
        event = step.event
        if not _was_here(case, episode, step):
            continue
        if event.kind in LEVELS:
            level = _word(OfferLevel, event.says("level")) or LEVELS[event.kind]
            yield Offer(event.happened, level, reconfirms=event.kind is EventKind.OFFER_RECONFIRMED)
        elif event.kind is EventKind.PHONE_ANSWER_CONFIRMED and _told_nobody_before(step):
            yield Offer(event.happened, OfferLevel.CHILD_DIRECT)


def _told_nobody_before(step: Step[Contact]) -> bool:
    """A checked answer of a child whom nobody is known to have told records the offer too (CT9)."""
    return step.before in (Contact.NOT_STARTED, Contact.TRYING) and step.event.says("answer") in ("yes", "no")


def _responses(case: CaseSoFar, episode: str) -> Iterable[Response]:
    """What was answered, by whom, how freely. An unchecked answer by phone is here too, and says that it is unchecked."""
    unchecked = {event.id for event in case.unconfirmed_answers}
    for step in case.contact.steps:
        response = _response(step, unchecked)
        if response is not None and _was_here(case, episode, step):
            yield response


def _response(step: Step[Contact], unchecked: set[str]) -> Response | None:
    event = step.event
    if event.kind is EventKind.PARENT_REFUSED:
        by = _word(Answerer, event.says("refused_by")) or Answerer.PARENT
        return Response(event.happened, ResponseToOffer.PARENT_REFUSED, by)
    if event.kind is EventKind.CHILD_SAID_YES:
        return Response(event.happened, ResponseToOffer.ACCEPTED, Answerer.CHILD, event.talked_freely)
    if event.kind is EventKind.CHILD_SAID_NO:
        by = _word(Answerer, event.says("conveyed_by")) or Answerer.CHILD
        return Response(event.happened, _no(step), by, event.talked_freely)
    if event.kind is EventKind.PHONE_ANSWER_CONFIRMED and event.says("answer") in ("yes", "no"):
        return Response(event.happened, _yes_or_no(step), Answerer.CHILD, event.talked_freely)
    if event.kind is EventKind.ANSWER_CAME_BY_PHONE and event.id in unchecked and event.says("answer") in ("yes", "no"):
        return Response(event.happened, _yes_or_no(step), None, confirmed=False)
    return None


def _yes_or_no(step: Step[Contact]) -> ResponseToOffer:
    return ResponseToOffer.ACCEPTED if step.event.says("answer") == "yes" else _no(step)


def _no(step: Step[Contact]) -> ResponseToOffer:
    """A no after a yes is withdrawn, where it was free."""
    withdrawn = step.before is Contact.ACCEPTED and step.after is Contact.DECLINED
    return ResponseToOffer.WITHDRAWN if withdrawn else ResponseToOffer.DECLINED


def _talks(case: CaseSoFar, episode: str, account: Account | None) -> Iterable[Talk]:
    """The held talks that were about this absence, those of another authority as far as they told us."""
    told = [(event, event.lists("discussed") or tuple(case.discussed)) for event in case.talks]
    yield from (_talk(event, len(discussed), case, account) for event, discussed in told if episode in discussed)
    yield from _talk_elsewhere(case)


def _talk(event: Event, discussed: int, case: CaseSoFar, account: Account | None) -> Talk:
    return Talk(
        held=event.happened,
        completeness=_word(Completeness, event.says("completeness")) or Completeness.PARTIAL,
        relation=_word(InterviewerRelation, event.says("relation")) or _allocated_relation(case),
        provider_type=_word(ProviderType, event.says("provider_type")),
        preference_exception=event.holds("preference_exception"),
        episodes_discussed=discussed,
        talk_id=event.id,
        account=account,
        trained=_trained(event, case),
        handed_in=_first(case, EventKind.RECORD_SUBMITTED),
        approved=_first(case, EventKind.RECORD_APPROVED),
    )


def _first(case: CaseSoFar, kind: EventKind) -> Moment:
    """When the record first took this step; not recorded, where it has not."""
    return next((event.happened for event in case.record.events(kind)), NOT_RECORDED)


def _trained(talk: Event, case: CaseSoFar) -> bool | None:
    """Whether the interviewer was trained when they were named; None where another held the talk, or nobody said."""
    named = case.allocation.last(EventKind.INTERVIEWER_ALLOCATED, EventKind.ALLOCATION_CHANGED)
    if named is None or talk.says("interviewer") not in (None, named.says("interviewer")):
        return None
    return named.holds("trained")


def _allocated_relation(case: CaseSoFar) -> InterviewerRelation | None:
    """What the allocated interviewer is to the child, where the talk does not say who held it."""
    named = case.allocation.last(EventKind.INTERVIEWER_ALLOCATED, EventKind.ALLOCATION_CHANGED)
    return None if named is None else _word(InterviewerRelation, named.says("relation"))


WRITTEN_UP = (Record.SUBMITTED, Record.APPROVED)


def _needs(cases: Iterable[CaseSoFar], episode: str) -> tuple[Need, ...] | None:
    """The needs found in the cases that stand for this absence: in a talk about it or, before any talk, where it stands.

    None until somebody records a need, says that there is none, or hands in the record of the talk.
    """
    cases = tuple(cases)
    about = [case for case in cases if episode in case.discussed] or [c for c in cases if c.answers_for(episode)]
    tracks = [track for case in about for track in case.needs.values() if track.steps]
    found = tuple(_need(track) for track in tracks if track.steps[0].event.says("need") != NeedKind.NONE.value)
    said = tracks or any(case.record.state in WRITTEN_UP for case in about)
    return found if said else None


def _need(track: Track[Support]) -> Need:
    """One need: what was said of it, and None for what nobody has said yet."""
    said_yes, began = track.events(EventKind.SUPPORT_ACCEPTED), track.events(EventKind.SUPPORT_STARTED)
    was_offered = track.has_been(Support.OFFERED)
    over = track.state in (Support.ENDED, Support.NO_SERVICE)
    accepted = True if said_yes else False if track.state is Support.DECLINED or (over and not began) else None
    return Need(
        offered=True if was_offered else False if over else None,
        accepted=accepted,
        accepted_at=said_yes[0].happened if said_yes else NOT_RECORDED,
        started=True if began else False if over or track.state is Support.DECLINED else None,
        started_at=began[0].happened if began else NOT_RECORDED,
        pending=track.state is Support.OFFERED and not said_yes,
        kind=_word(NeedKind, track.steps[0].event.says("need")),
    )


def _closing(case: CaseSoFar, episode: str) -> Closing | None:
    """How the case that answers for the absence closed without a talk about it; None while it is open."""
    state = case.container.state
    told = _outcome_came_back(case)
    if state is CaseState.TRANSFERRED and told is not None:
        return None if told.is_undertaken else Closing(case.container.since, told)
    if state in CLOSED_AS:
        return Closing(case.container.since, CLOSED_AS[state])
    event = case.container.last(EventKind.CLOSED_NOT_UNDERTAKEN)
    if state is not CaseState.CLOSED_NOT_UNDERTAKEN or event is None:
        return None
    chosen = _word(Outcome, event.pairs("outcomes").get(episode))
    return None if chosen is None else Closing(event.happened, chosen)


def _outcome_came_back(case: CaseSoFar) -> Outcome | None:
    """How the authority that the return was handed to says it ended (§8.5, note on N9)."""
    for track in case.transfers.values():
        event = track.last(EventKind.TRANSFER_OUTCOME_CAME_BACK)
        if event is not None:
            return _word(Outcome, event.says("outcome"))
    return None


def _talk_elsewhere(case: CaseSoFar) -> Iterable[Talk]:
    """A talk held by the authority that the return was handed to, as far as they told us."""
    told = _outcome_came_back(case)
    if told is None or not told.is_undertaken:
        return
    events = [track.last(EventKind.TRANSFER_OUTCOME_CAME_BACK) for track in case.transfers.values()]
    held_at = next((event.instant("held_at") for event in events if event is not None), None)
    partial = told is Outcome.UNDERTAKEN_PARTIAL
    yield Talk(
        held=NOT_RECORDED if held_at is None else Moment.exactly(held_at),
        completeness=Completeness.PARTIAL if partial else Completeness.FULL,
        episodes_discussed=2 if told is Outcome.UNDERTAKEN_COMBINED else 1,
    )


def _word(words: type[W], value: str | None) -> W | None:
    """The word of a list by its value; None when there is none such."""
    return next((word for word in words if word.value == value), None)
