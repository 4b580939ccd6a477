"""What can be said of one return: offered, accepted, undertaken, in time, and its one outcome (domain reference §4.18).

Every answer is yes (True), no (False) or not known (None), and not known survives: `either` and `both` are the
three-valued logic that SQL uses. For every journey, reading no < not known < yes,
in time <= undertaken <= accepted <= offered <= offered broadly.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from wayhome.domain.clock import InTime, Proxy, StatutoryClock, result_of, statutory_clock
from wayhome.domain.episode import Journey, Offer, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    OfferLevel,
    Outcome,
    ResponseToOffer,
)

Answer = bool | None
"""Yes, no, or not known."""

OUR_GROUPS = (Group.HOME, Group.CARE_IN, Group.CARE_OUT)
"""Children this authority answers for; hosted children and visitors are counted by another (§4.5)."""

TOLD_THE_CHILD = (OfferLevel.CHILD_DIRECT, OfferLevel.CHILD_VIA_CARER_CONFIRMED)
IN_FULL_OR_PART = (Completeness.FULL, Completeness.PARTIAL)
OVERDUE_AND_UNRESOLVED_AFTER = timedelta(days=28)
FAR_OFF = datetime.max.replace(tzinfo=UTC)


def either(*answers: Answer) -> Answer:
    """Yes if any is yes, no if all are no, otherwise not known. Of nothing at all: no."""
    if True in answers:
        return True
    return None if None in answers else False


def both(*answers: Answer) -> Answer:
    """No if any is no, yes if all are yes, otherwise not known. Of nothing at all: yes."""
    if False in answers:
        return False
    return None if None in answers else True


def opposite(answer: Answer) -> Answer:
    """Yes for no, no for yes; the opposite of not known is not known."""
    return None if answer is None else not answer


def after_found(happened: Moment, journey: Journey) -> Answer:
    """Whether `happened` came at or after the child was located; not known when what was recorded allows both.

    Located comes after the child went missing and before the return and the notice of it, so those bound it too.
    """
    if not happened.is_known:
        return None
    if happened.is_not_before(journey.located):
        return True
    if happened.is_before(journey.located):
        return False
    if journey.located.is_known:
        return None
    if happened.is_not_before(journey.returned) or happened.is_not_before(journey.notified):
        return True
    return False if happened.is_before(journey.missing_from) else None


class Reading:
    """Everything §4.18 says of one journey, each answer worked out once, in the order in which one rests on another."""

    __slots__ = (
        "accepted",
        "clock",
        "closed_as",
        "declined_by_child",
        "journey",
        "offer_implied",
        "offer_made",
        "offered",
        "offered_broad",
        "offered_for_timing",
        "parent_refused",
        "said_yes",
        "talk",
        "talks",
        "told",
        "undertaken",
    )

    def __init__(self, journey: Journey):
        self.journey = journey
        self.closed_as = None if journey.closing is None else journey.closing.outcome
        self.talks: list[Talk] = [talk for talk in journey.talks or () if self._counts(talk)]
        """The talks that make it undertaken: full or partial, and not from before the child was located (§7.2)."""
        self.undertaken: Answer = None if journey.talks is None and self.closed_as is None else bool(self.talks)
        """A talk that discussed this episode was held, in full or in part (§4.11)."""
        self.talk: Talk | None = first_of(self.talks)
        """The first of them: its time keeps the clock. A dated one before an undated one."""
        self.clock: StatutoryClock | None = statutory_clock(
            returned=journey.returned,
            located=journey.located,
            notified=journey.notified,
            held=NOT_RECORDED if self.talk is None else self.talk.held,
            was_held=self.talk is not None,
        )
        """The 72-hour clock of this return; None when the return has no date at all (§7.2)."""
        self.said_yes, said_no, refused = self._answers()
        """The child said yes, in any form; an answer by phone counts once a person has confirmed it (§4.10)."""
        self.accepted: Answer = either(self.said_yes, self.undertaken)
        """The child said yes, or the talk was undertaken."""
        self.declined_by_child: Answer = both(
            self.closed_as is Outcome.DECLINED_BY_CHILD or said_no, opposite(self.accepted)
        )
        """The child, able to talk freely, said no and never yes (§4.10)."""
        self.parent_refused: Answer = self.closed_as is Outcome.PARENT_OR_CARER_REFUSED or refused
        """Someone with parental responsibility or a carer refused, whatever the child said later. Never a decline."""
        told = [(offer, *self._told(offer)) for offer in journey.offers or ()]
        self.told: list[tuple[Offer, Answer]] = [(offer, child) for offer, child, _ in told]
        """Each offer, and whether it told the child, for this episode."""
        self.offer_made: Answer = None if journey.offers is None else either(*[child for _, child in self.told])
        """An offer at child level was recorded, made or reconfirmed at or after the child was located (§4.9)."""
        self.offered: Answer = either(self.offer_made, self.accepted)
        """The child was told: an offer was made, or the child's own yes came back, or a held talk implies it (§4.9)."""
        self.offer_implied: Answer = self._implied()
        """The talk was held with no earlier offer and no yes: offered, but in no figure about when (§4.9)."""
        self.offered_for_timing: Answer = both(self.offered, opposite(self.offer_implied))
        """Offered, and not only implied by the talk: what R10, T2 and T3 count."""
        anyone = None if journey.offers is None else any(somebody for _, _, somebody in told)
        self.offered_broad: Answer = either(anyone, self.offered)
        """Offered, or only the carer was told, or a letter or message went unconfirmed: others' looser count (R3b)."""

    def _counts(self, talk: Talk) -> bool:
        return talk.completeness in IN_FULL_OR_PART and after_found(talk.held, self.journey) is not False

    def _answers(self) -> tuple[Answer, Answer, Answer]:
        """Whether the child said yes, the child said no, a parent refused: confirmed, not from before being located."""
        if self.journey.responses is None:
            return None, None, None
        yes: Answer = False
        no: Answer = False
        refused = False
        for said in self.journey.responses:
            if not said.confirmed or after_found(said.happened, self.journey) is False:
                continue
            by_the_child = None if said.by is None else said.by is Answerer.CHILD
            if said.answer is ResponseToOffer.ACCEPTED:
                yes = either(yes, by_the_child)
            elif said.answer is ResponseToOffer.DECLINED:
                no = either(no, both(by_the_child, said.could_talk_freely))
            elif said.answer is ResponseToOffer.PARENT_REFUSED:
                refused = True
        return yes, no, refused

    def _told(self, offer: Offer) -> tuple[Answer, bool]:
        """Whether the offer told the child, for this episode; and whether it told anybody, by others' looser count.

        At child level, at or after the child was located. A reconfirmation is for this episode, so it needs no date.
        """
        timely = after_found(offer.happened, self.journey)
        anyone = offer.level is not OfferLevel.NOT_OFFERED and timely is not False
        if timely is None and offer.reconfirms:
            timely = True
        return both(None if offer.level is None else offer.level in TOLD_THE_CHILD, timely), anyone

    def _implied(self) -> Answer:
        if self.talk is None:
            return self.undertaken
        if self.journey.offers is None:
            return None if self.said_yes is not True else False
        held = self.talk.held
        earlier = either(*[both(told, not held.is_before(offer.happened)) for offer, told in self.told])
        return opposite(either(earlier, self.said_yes))

    @property
    def in_time_result(self) -> InTime | None:
        """Whether the talk kept the 72 hours (§4.12). None without a talk, or without a clock."""
        return None if self.talk is None or self.clock is None else self.clock.result

    @property
    def in_time(self) -> Answer:
        """Undertaken, and within 72 elapsed hours of the return. Indeterminate is not known, never yes (§4.12)."""
        return yes_or_no(self.in_time_result) if self.undertaken else self.undertaken

    @property
    def answer_pending(self) -> Answer:
        """No answer yet, the case not closed and the rule on attempts not met: R5, R6 and D2 wait for it.

        A "no" said where the child could not talk freely leads to asking again alone, so it is not yet an answer.
        """
        if self.closed_as is not None:
            return False
        answered = either(self.accepted, self.declined_by_child, self.parent_refused)
        return both(opposite(answered), opposite(self.journey.close_rule_met))

    @property
    def offered_within_72_hours(self) -> Answer:
        """The child was first told within 72 elapsed hours of the return, by the clock's own arithmetic."""
        when: Answer = None if self.journey.offers is None else False
        for offer, told in self.told:
            if told is not False:
                when = either(when, both(told, self._within(offer.happened)))
        if self.offer_made is not True and self.said_yes is not False:
            when = either(when, None)  # the child was told, at a time that nobody wrote down
        return both(self.offered_for_timing, when)

    def _within(self, happened: Moment) -> Answer:
        if self.clock is None or self.clock.proxy is not None:
            return None
        return yes_or_no(result_of(self.clock.start, self.clock.latest_start, happened))

    @property
    def first_offer(self) -> Moment:
        """When the child was first told for this episode: the first dated offer, unless a talk already implied it."""
        if self.offered_for_timing is not True:
            return NOT_RECORDED
        dated = [offer.happened for offer, told in self.told if told and offer.happened.is_known]
        return min(dated, key=lambda happened: happened.earliest or FAR_OFF, default=NOT_RECORDED)

    @property
    def kind_of_talk(self) -> Outcome:
        """Which undertaken outcome: partial before combined, combined before individual."""
        full = [talk for talk in self.talks if talk.completeness is Completeness.FULL]
        if not full:
            return Outcome.UNDERTAKEN_PARTIAL
        combined = any(talk.episodes_discussed > 1 for talk in full)
        return Outcome.UNDERTAKEN_COMBINED if combined else Outcome.UNDERTAKEN_INDIVIDUAL


def first_of(talks: Sequence[Talk]) -> Talk | None:
    """The earliest of some talks; a dated one before an undated one. None of none."""
    if len(talks) < 2:
        return talks[0] if talks else None
    return min(talks, key=lambda talk: talk.held.earliest or FAR_OFF)


def yes_or_no(result: InTime | None) -> Answer:
    """The clock's result as an answer: indeterminate, and no clock at all, are not known."""
    if result is InTime.YES:
        return True
    return False if result is InTime.NO else None


def undertaken(journey: Journey) -> Answer:
    """A talk that discussed this episode was held, in full or in part (§4.11)."""
    return Reading(journey).undertaken


def in_time(journey: Journey) -> Answer:
    """Undertaken, and within 72 elapsed hours of the return (§4.12)."""
    return Reading(journey).in_time


def accepted(journey: Journey) -> Answer:
    """The child said yes, or the talk was undertaken (§4.10)."""
    return Reading(journey).accepted


def offered(journey: Journey) -> Answer:
    """The child was told (§4.9)."""
    return Reading(journey).offered


def offered_for_timing(journey: Journey) -> Answer:
    """The child was told, and not only by the talk itself (§4.9)."""
    return Reading(journey).offered_for_timing


def offered_broad(journey: Journey) -> Answer:
    """The child was told, or somebody else was, or a letter or message went out unconfirmed (§4.9)."""
    return Reading(journey).offered_broad


def placed_by(journey: Journey) -> tuple[Moment, Proxy | None]:
    """The time that places the return in a period, and the proxy it comes from, None for the return itself.

    NOT_RECORDED when the return has no date at all: it is unplaced, counted as such, and in no period (§4.7).
    """
    if journey.returned.is_known:
        return journey.returned, None
    if journey.located.is_known:
        return journey.located, Proxy.LOCATED
    if journey.notified.is_known:
        return journey.notified, Proxy.NOTIFIED
    return NOT_RECORDED, None


def came_back(journey: Journey) -> Answer:
    """Whether the child returned. A time of return, or a notice of it, says so; being located alone does not."""
    if journey.returned.is_known:
        return True
    if journey.return_recorded is None and journey.notified.is_known:
        return True
    return journey.return_recorded


@cache
def eighteenth_birthday(born: date) -> date:
    """The day the child turns 18. Someone born on 29 February turns 18 on 1 March."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def under_18_at_return(journey: Journey) -> Answer:
    """Whether the child was 17 or younger on the Europe/London day of return; not known when that may be either."""
    when, _ = placed_by(journey)
    first, last = when.local_date(), when.last_local_date()
    if journey.born is None or first is None or last is None:
        return None
    birthday = eighteenth_birthday(journey.born)
    return last < birthday if (last < birthday) == (first < birthday) else None


def ours(journey: Journey) -> Answer:
    """Whether this authority answers for the child: by its group or, where that is not recorded, as the source says."""
    return journey.responsible if journey.group is None else journey.group in OUR_GROUPS


def hosted(journey: Journey) -> Answer:
    """Whether this row is the host's mirror of another authority's care_out row, which no total adds (§4.5)."""
    if journey.group is not None:
        return journey.group is Group.HOSTED
    return both(journey.looked_after, opposite(journey.responsible))


def returned_under_18(journey: Journey) -> Answer:
    """A missing episode, not void, that ended with the child back and under 18, whoever answers for the child."""
    if journey.void or journey.kind is not EpisodeKind.MISSING:
        return False
    if journey.closing is not None and journey.closing.outcome is Outcome.NOT_ELIGIBLE:
        return False
    return both(came_back(journey), under_18_at_return(journey))


def eligible(journey: Journey) -> Answer:
    """Whether the return stands in the statutory denominators, whatever the local offer policy (§4.7).

    Not known for a return with no date at all, and where age or group is not recorded: such a return is unplaced.
    """
    return both(returned_under_18(journey), ours(journey))


def outcome(journey: Journey, *, as_of: datetime) -> Outcome | None:
    """The one outcome of the offer of a talk for this episode and authority, first match of §4.18.

    None only where the source cannot say: whether a talk was held, or since when the case has been open.
    """
    return outcome_of(Reading(journey), eligible=eligible(journey), as_of=as_of)


def outcome_of(reading: Reading, *, eligible: Answer, as_of: datetime) -> Outcome | None:
    """The same from a journey already read."""
    if eligible is False:
        return Outcome.NOT_ELIGIBLE
    if reading.undertaken:
        return reading.kind_of_talk
    if reading.closed_as is not None:
        closed_without_a_talk = not (reading.closed_as.is_undertaken or reading.closed_as.is_open)
        return reading.closed_as if closed_without_a_talk else None
    return None if reading.undertaken is None else _open_case(reading.journey, as_of)


def _open_case(journey: Journey, as_of: datetime) -> Outcome | None:
    """Pending for 28 days, counted from the first case or the return if later; then overdue and unresolved, by name."""
    back = placed_by(journey)[0].earliest
    opened = journey.case_opened.earliest
    if back is not None and as_of - back <= OVERDUE_AND_UNRESOLVED_AFTER:
        return Outcome.PENDING
    if opened is None:
        return None
    return Outcome.PENDING if as_of - opened <= OVERDUE_AND_UNRESOLVED_AFTER else Outcome.UNRESOLVED
