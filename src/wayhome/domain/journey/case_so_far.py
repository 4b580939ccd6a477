"""One case as its events tell it: the container, six parallel tracks, the overlay, and the worries beside them (§6.2).

Nothing here is stored. Each answer is worked out from the steps of the tracks, so a correction changes it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wayhome.domain.holidays import Holidays
from wayhome.domain.journey.coverage import Coverage, Covers
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Policy
from wayhome.domain.journey.proposals import waiting_proposal
from wayhome.domain.journey.states import (
    Allocation,
    CaseState,
    Contact,
    Record,
    Request,
    Sharing,
    Support,
    Suspension,
    TalkState,
    Transfer,
    Worry,
)
from wayhome.domain.journey.track import Track
from wayhome.domain.vocabulary import InterviewerRelation, Role

TRIES = (EventKind.ATTEMPT_MADE, EventKind.CARER_TOLD, EventKind.MESSAGE_SENT)
WITH_A_PROVIDER = (Allocation.SENT, Allocation.OPENED, Allocation.QUERIED, Allocation.ACCEPTED)
OFFERS = (EventKind.CHILD_TOLD, EventKind.OFFER_RECONFIRMED, EventKind.OFFERED_AGAIN)
NOT_RUNNING = frozenset({Support.DECLINED, Support.NO_SERVICE, Support.ENDED})
DO_NOT_ASK_AGAIN = "not_about_this_one"


@dataclass(frozen=True, slots=True)
class CaseSoFar:
    """Where everything stands in one case. `episodes` and `worries` are all of the child's, not only this case's."""

    case: str
    container: Track[CaseState] = field(default=Track(CaseState.NOT_OPENED))
    contact: Track[Contact] = field(default=Track(Contact.NOT_STARTED))
    allocation: Track[Allocation] = field(default=Track(Allocation.UNALLOCATED))
    talk: Track[TalkState] = field(default=Track(TalkState.NONE))
    record: Track[Record] = field(default=Track(Record.NONE))
    missing_again: Track[Suspension] = field(default=Track(Suspension.OFF))
    not_fit: Track[Suspension] = field(default=Track(Suspension.OFF))
    police_request: Track[Suspension] = field(default=Track(Suspension.OFF))
    other_authority: Track[Suspension] = field(default=Track(Suspension.OFF))
    shares: Mapping[str, Track[Sharing]] = field(default_factory=dict)
    needs: Mapping[str, Track[Support]] = field(default_factory=dict)
    requests: Mapping[str, Track[Request]] = field(default_factory=dict)
    transfers: Mapping[str, Track[Transfer]] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    episodes: Mapping[str, EpisodeSoFar] = field(default_factory=dict)
    worries: Mapping[str, Track[Worry]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.container.state is CaseState.OPEN

    @property
    def proposal(self) -> Event | None:
        """The proposal to merge it into another case, while nobody has decided."""
        return waiting_proposal(self.container)

    @property
    def responsible_authority(self) -> str | None:
        """The authority that answers for it: as opened, or as put right when it was checked."""
        opened = self.container.events(EventKind.CASE_OPENED, EventKind.CASE_CHECKED, EventKind.TALK_HELD)
        said = [e.says("authority") for e in opened if e.says("authority")]
        return said[-1] if said else None

    @property
    def covered(self) -> tuple[EpisodeSoFar, ...]:
        """The absences this case answers for: attached to it and not moved on."""
        return tuple(
            self.episodes.get(each.episode, EpisodeSoFar(each.episode))
            for each in self.coverage
            if each.role is not Covers.MOVED_OUT
        )

    def answers_for(self, episode: str) -> bool:
        """Whether this is the case that an absence stands in now: not moved on, and not merged into another."""
        merged = self.container.state is CaseState.MERGED
        return not merged and any(absence.episode == episode for absence in self.covered)

    @property
    def discussed(self) -> frozenset[str]:
        """The absences that a held talk of this case was about."""
        return frozenset(each.episode for each in self.coverage if each.discussed)

    @property
    def child_has_died(self) -> bool:
        """All contact stops at once, whatever the case's own state (§6.1, EP19)."""
        return self.container.state is CaseState.DECEASED or any(e.has_died for e in self.episodes.values())

    # Asking

    @property
    def tries(self) -> tuple[Event, ...]:
        """Every try to reach the child or a carer, a meeting without a talk included (§4.8)."""
        steps = [(step.order, step.event) for step in self.contact.steps if step.event.kind in TRIES]
        met = [
            (step.order, step.event) for step in self.talk.steps if step.event.kind is EventKind.SEEN_WITHOUT_TALKING
        ]
        return tuple(event for _, event in sorted([*steps, *met], key=lambda pair: pair[0]))

    def tried_enough(self, policy: Policy) -> bool:
        """The close rule of CT1: enough tries, channels and days, and a visit or the reason why there was none."""
        tries = self.tries
        channels = {_channel(e) for e in tries} - {None}
        days = {e.happened.local_date() for e in tries} - {None}
        visits = sum(_channel(e) == "visit" for e in tries)
        return (
            len(tries) >= policy.tries
            and len(channels) >= policy.channels
            and len(days) >= policy.days
            and (visits >= policy.visits or any(e.says("no_visit_because") for e in tries))
        )

    @property
    def child_was_told(self) -> bool:
        """Somebody told the child at some time in this case; a checked phone answer or a talk says so too."""
        answered = any(step.after is Contact.ACCEPTED for step in self.contact.steps)
        return answered or self.contact.has_been(Contact.OFFERED) or self.contact.has_been(Contact.DECLINED)

    @property
    def carer_was_told(self) -> bool:
        return self.contact.last(EventKind.CARER_TOLD) is not None

    @property
    def child_said_yes(self) -> bool:
        """The child said yes in so many words; a talk that simply took place is not counted here."""
        return any(
            step.after is Contact.ACCEPTED and step.event.kind is not EventKind.TALK_HELD for step in self.contact.steps
        )

    @property
    def parent_refused(self) -> bool:
        """A parent or carer refused at some time. It stays known after the child has said yes (§8.5)."""
        return self.contact.last(EventKind.PARENT_REFUSED) is not None

    @property
    def unconfirmed_answers(self) -> tuple[Event, ...]:
        """Answers that came by phone and that nobody has checked: each stops all messages (§4.9)."""
        waiting: list[Event] = []
        for event in self.contact.events(EventKind.ANSWER_CAME_BY_PHONE, EventKind.PHONE_ANSWER_CONFIRMED):
            if event.kind is EventKind.ANSWER_CAME_BY_PHONE:
                waiting.append(event)
                continue
            named = [w for w in waiting if w.id == event.subject]
            for settled in named or waiting[:1]:
                waiting.remove(settled)
        return tuple(waiting)

    @property
    def ask_again_alone(self) -> bool:
        """The child said no and could not talk freely, and has not been asked alone since (§4.10)."""
        open_since = False
        for step in self.contact.steps:
            if _is_no_while_not_free(step.event):
                open_since = True
            elif _was_asked_alone(step.event):
                open_since = False
        return open_since

    @property
    def may_be_asked_again(self) -> bool:
        """The child has not said: please do not ask about this one again (§7.4)."""
        noes = self.contact.events(EventKind.CHILD_SAID_NO, EventKind.PHONE_ANSWER_CONFIRMED)
        return not any(e.says("ask_again") == DO_NOT_ASK_AGAIN for e in noes)

    def answer_due(self, working_days: int, holidays: Holidays) -> datetime | None:
        """When the time to answer the last offer is over (CT13); None while nobody waits for an answer."""
        if self.contact.state is not Contact.OFFERED:
            return None
        offer = self.contact.events(*OFFERS)[-1]
        return holidays.end_of_working_day_after(offer.happened.latest or offer.recorded_at, working_days).at

    # The talk and the record

    @property
    def talks(self) -> tuple[Event, ...]:
        """The talks held in this case, first to last."""
        return self.talk.events(EventKind.TALK_HELD)

    @property
    def interviewer(self) -> str | None:
        """The allocated interviewer, a host's worker included; None when nobody is."""
        if self.allocation.state is not Allocation.ALLOCATED:
            return None
        named = self.allocation.last(
            EventKind.INTERVIEWER_ALLOCATED, EventKind.ALLOCATION_CHANGED, EventKind.REQUEST_ACCEPTED
        )
        return None if named is None else named.says("interviewer")

    @property
    def is_with_provider(self) -> bool:
        """A provider has the case: it was sent to them and given to nobody yet, or somebody of theirs is to listen."""
        if self.allocation.state is not Allocation.ALLOCATED:
            return self.allocation.state in WITH_A_PROVIDER
        sent = self.allocation.last(
            EventKind.REFERRED_TO_PROVIDER, EventKind.HANDED_BACK, EventKind.RECALLED_FROM_PROVIDER
        )
        if sent is None or sent.kind is not EventKind.REFERRED_TO_PROVIDER:
            return False
        named = self.allocation.last(EventKind.INTERVIEWER_ALLOCATED, EventKind.ALLOCATION_CHANGED)
        return named is not None and (
            named.by_role is Role.PROVIDER_MANAGER
            or named.says("relation") in (None, InterviewerRelation.COMMISSIONED_PROVIDER.value)
        )

    @property
    def missed(self) -> int:
        """How many booked talks were missed since the child last said yes."""
        yes = [
            step.order for step in self.contact.steps if step.after is Contact.ACCEPTED and step.before != step.after
        ]
        since = max(yes, default=0)
        return sum(step.order > since for step in self.talk.steps if step.event.kind is EventKind.APPOINTMENT_MISSED)

    @property
    def version(self) -> int:
        """The number of the approved version in force; 0 when none is, or when the record was moved away."""
        version = 0
        for step in self.record.steps:
            version += step.event.kind is EventKind.RECORD_APPROVED
            version *= step.event.kind is not EventKind.RECORD_MOVED
        return version

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who wrote any part of the record. None of them may approve it (§6.3.4)."""
        writing = self.record.events(
            EventKind.RECORD_STARTED,
            EventKind.RECORD_SUBMITTED,
            EventKind.RECORD_AUTHOR_CHANGED,
            EventKind.RECORD_ADDED_TO,
        )
        wrote = {e.says("author") if e.kind is EventKind.RECORD_AUTHOR_CHANGED else e.by for e in writing}
        return frozenset(person for person in wrote if person is not None)

    # Telling others and help

    @property
    def default_recipients(self) -> tuple[str, ...]:
        """Those about whom a decision is due, as fixed when the record was approved (§12.2)."""
        approvals = self.record.events(EventKind.RECORD_APPROVED)
        return tuple(dict.fromkeys(each for e in approvals for each in e.lists("recipients")))

    @property
    def undecided(self) -> tuple[str, ...]:
        """Default recipients for whom nobody has decided whether they are told."""
        start = Track(Sharing.UNDECIDED)
        return tuple(r for r in self.default_recipients if self.shares.get(r, start).state is Sharing.UNDECIDED)

    def owner_of(self, need: str) -> str | None:
        """The named person who owns a need; None before anybody does and after they have gone."""
        kinds = (EventKind.OWNER_NAMED, EventKind.NOBODY_TO_OWN_IT, EventKind.OWNER_GONE)
        latest = self.needs[need].last(*kinds) if need in self.needs else None
        return latest.says("owner") if latest is not None and latest.kind is EventKind.OWNER_NAMED else None

    def escalated_to(self, need: str) -> str | None:
        """The team manager by name to whom an unowned need was taken; None when nobody took it anywhere."""
        latest = self.needs[need].last(EventKind.NOBODY_TO_OWN_IT, EventKind.OWNER_GONE) if need in self.needs else None
        return None if latest is None else latest.says("escalated_to")

    @property
    def running(self) -> tuple[str, ...]:
        """Needs for which something is still to come."""
        return tuple(need for need, track in self.needs.items() if track.state not in NOT_RUNNING)

    @property
    def started(self) -> tuple[str, ...]:
        """Needs for which help has started, whether it goes on or is over."""
        return tuple(need for need, track in self.needs.items() if track.has_been(Support.STARTED))

    # Worries

    @property
    def unreceived_worries(self) -> tuple[str, ...]:
        """Worries about this child that nobody has picked up. They wait for nothing and block only closing (§6.5)."""
        return tuple(worry for worry, track in self.worries.items() if track.state is Worry.RAISED)


def _channel(event: Event) -> str | None:
    """How a try was made. Meeting the child is a visit."""
    return "visit" if event.kind is EventKind.SEEN_WITHOUT_TALKING else event.says("channel")


def _is_no_while_not_free(event: Event) -> bool:
    said_no = event.kind is EventKind.CHILD_SAID_NO
    checked_no = event.kind is EventKind.PHONE_ANSWER_CONFIRMED and event.says("answer") == "no"
    return (said_no or checked_no) and not event.is_their_own_free_word


def _was_asked_alone(event: Event) -> bool:
    """An answer given freely, a talk, or being told while free: the child has been asked alone."""
    if event.kind in (EventKind.CHILD_SAID_YES, EventKind.TALK_HELD):
        return True
    told_or_answered = (*OFFERS, EventKind.CHILD_SAID_NO, EventKind.PHONE_ANSWER_CONFIRMED)
    return event.kind in told_or_answered and event.is_their_own_free_word
