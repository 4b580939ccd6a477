"""Dates become facts here and nowhere else: one pure function from a journey to its flat row.

Periods are Europe/London calendar dates; durations and the 72 hours are elapsed time. Every figure after this is
counting, without a date in it (decision 0001).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from wayhome.domain import other_clocks, write_up
from wayhome.domain import outcome as rules
from wayhome.domain.clock import InTime, Proxy, came_within, notice_within, slowest_part
from wayhome.domain.ending import first_ending
from wayhome.domain.episode import Journey, Need, Talk
from wayhome.domain.holidays import Nation, published
from wayhome.domain.independence import delivery_model, independence
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment, Precision, start_of_local_day
from wayhome.domain.not_offered import reason_not_offered
from wayhome.domain.outcome import Answer, both, either, opposite
from wayhome.domain.support import Help, offered
from wayhome.domain.told import Account
from wayhome.domain.vocabulary import DeliveryModel, Group, InterviewerRelation, ProviderType
from wayhome.indicators.facts import AgeBand, EpisodeFacts, ReturnDay, answered, several

NOTHING_RECORDED = Account()
AN_HOUR = timedelta(hours=1)
SOON_TOLD, SOON_OFFERED, SOON_HELD = timedelta(hours=24), timedelta(hours=24), timedelta(hours=48)
"""How soon notice of the return, the offer after it and the talk after that are asked to come (T1, T2, T3)."""
TO_THE_HOUR = (Precision.EXACT, Precision.HOUR)
CARE_GROUPS = (Group.CARE_IN, Group.CARE_OUT, Group.HOSTED)
BANDS = (
    (5, AgeBand.UNDER_5),
    (10, AgeBand.FROM_5_TO_9),
    (13, AgeBand.FROM_10_TO_12),
    (16, AgeBand.FROM_13_TO_15),
    (18, AgeBand.FROM_16_TO_17),
)


def facts_of(journey: Journey, *, as_of: datetime) -> EpisodeFacts:
    """The row of one (episode, authority) as things stood at `as_of`, the time of extraction (aware).

    Nothing is guessed: what the journey does not say is None in the row.
    """
    reading = rules.Reading(journey)
    talk = reading.talk
    held_at = NOT_RECORDED if talk is None else talk.held
    back, proxy = rules.placed_by(journey)
    started_on, returned_on = journey.missing_from.local_date(), back.local_date()
    returned_under_18, ours, hosted = rules.returned_under_18(journey), rules.ours(journey), rules.hosted(journey)
    eligible, looked_after = both(returned_under_18, ours), _looked_after(journey)
    independent, strict, exception = _independence(journey, talk, looked_after)
    age, support = _age(journey.born, returned_on), Help(journey.needs)
    outcome = rules.outcome_of(reading, eligible=eligible, as_of=as_of)
    return EpisodeFacts(
        episode=journey.episode,
        authority=journey.authority,
        child=journey.child,
        group=journey.group,
        ours=ours,
        hosted=hosted,
        looked_after=looked_after,
        kind=journey.kind,
        away_planned=journey.away_planned,
        void=journey.void,
        started_on=started_on,
        started_month=month(started_on),
        start_unplaced=started_on is None,
        **_returned(back, proxy),
        unplaced=returned_on is None and rules.came_back(journey) is True,
        eligible=eligible,
        eligible_hosted=both(returned_under_18, hosted),
        age_at_return=age,
        age_band=None if age is None else _band(age),
        sex=journey.sex,
        ethnicity=journey.ethnicity,
        disabled=journey.disabled,
        unaccompanied=journey.unaccompanied,
        risk=journey.risk,
        first_episode=None if journey.earlier_episodes is None else journey.earlier_episodes == 0,
        source=journey.source,
        notice_held=True if journey.notified.is_known else journey.notice_recorded,
        reason_not_offered=reason_not_offered(reading.offered, outcome, journey.reason_not_offered),
        undertaken=reading.undertaken,
        mature_72h=_mature(reading, as_of),
        clock=reading.in_time_result,
        within_72_hours=reading.in_time,
        held_month=month(held_at.local_date()),
        interview=None if talk is None else talk.talk_id or journey.episode,
        episodes_discussed=None if talk is None else talk.episodes_discussed,
        relation=None if talk is None else talk.relation,
        provider_type=None if talk is None else talk.provider_type,
        delivery_model=None if talk is None else _model(talk.relation, talk.provider_type),
        independent=independent,
        independent_strict=strict,
        preference_exception=exception,
        need_identified=support.needed,
        **_needs(journey.needs),
        **_told(talk),
        **_written_up(talk, as_of=as_of),
        support_offered=support.offered,
        support_answer_pending=support.answer_pending,
        support_accepted=support.accepted,
        support_mature_28d=support.old_enough(as_of),
        support_started_28d=support.started_in_time,
        outcome=outcome,
        hours_missing=hours_between(journey.missing_from, journey.returned),
        **_asked(reading),
        **_waits(reading, held=held_at),
        **_by_other_clocks(reading, held=held_at, as_of=as_of),
        **_ended(reading, as_of=as_of),
    )


def stands_until(journey: Journey, *, as_of: datetime) -> datetime | None:
    """Until when the row of `as_of` stays as it is while nothing is recorded; None: it does not change by itself.

    At the instant itself the row may read either way, so from then on it is derived again.
    """
    reading = rules.Reading(journey)
    clock, talk = reading.clock, reading.talk
    turns = [] if clock is None else [clock.deadline, clock.latest_deadline]
    if talk is not None:
        for days in (write_up.HANDED_IN_DAYS, write_up.APPROVED_DAYS):
            turns += write_up.due(talk.held, days) or ()
    turns += other_clocks.turns(journey.returned, journey.notified)
    waits = (rules.placed_by(journey)[0].earliest, journey.case_opened.earliest)
    turns += [since + rules.OVERDUE_AND_UNRESOLVED_AFTER for since in waits if since is not None]
    if journey.born is not None:
        turns.append(start_of_local_day(rules.eighteenth_birthday(journey.born)))
    return min((turn for turn in (*turns, *Help(journey.needs).turns_at) if turn >= as_of), default=None)


@cache
def day_of_return(day: date) -> ReturnDay:
    """The day of the week, or that it is a bank holiday of England and Wales."""
    if day in published(Nation.ENGLAND_AND_WALES).names:
        return ReturnDay.BANK_HOLIDAY
    return list(ReturnDay)[day.weekday()]


def _hour(back: Moment) -> str | None:
    """The local hour in which a time known to the hour or better begins."""
    if back.earliest is None or back.precision not in TO_THE_HOUR:
        return None
    return f"{back.earliest.astimezone(LONDON):%H}"


@cache
def month(day: date | None) -> str | None:
    """The month of a date, as 2025-06."""
    return None if day is None else f"{day.year:04d}-{day.month:02d}"


@cache
def quarter(day: date | None) -> str | None:
    """The quarter of the reporting year, as 2025-26 Q1 for April to June 2025."""
    return None if day is None else f"{reporting_year(day)} Q{(day.month + 8) // 3 % 4 + 1}"


@cache
def reporting_year(day: date | None) -> str | None:
    """The reporting year, 1 April to 31 March, as 2025-26."""
    if day is None:
        return None
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first:04d}-{(first + 1) % 100:02d}"


def hours_between(start: Moment, end: Moment) -> float | None:
    """Elapsed hours between two times known to the hour or better; None when either is coarser or not recorded."""
    if start.earliest is None or end.earliest is None:
        return None
    if start.precision not in TO_THE_HOUR or end.precision not in TO_THE_HOUR:
        return None
    return (end.earliest - start.earliest) / AN_HOUR


def _returned(back: Moment, proxy: Proxy | None) -> dict[str, Any]:
    """When the child came back, in every period; the hour of a stand-in is not that of the return."""
    day = back.local_date()
    return {
        "returned_on": day,
        "returned_month": month(day),
        "returned_quarter": quarter(day),
        "returned_year": reporting_year(day),
        "returned_day": None if day is None else day_of_return(day),
        "returned_hour": None if proxy is not None else _hour(back),
        "return_proxy": proxy,
    }


def _asked(reading: rules.Reading) -> dict[str, Any]:
    """Who was told, and what they answered."""
    return {
        "offered": reading.offered,
        "offered_broad": reading.offered_broad,
        "offer_implied": reading.offer_implied,
        "offered_within_72h": reading.offered_within_72_hours,
        "accepted": reading.accepted,
        "declined_by_child": reading.declined_by_child,
        "parent_refused": reading.parent_refused,
        "answer_pending": reading.answer_pending,
    }


def _needs(found: tuple[Need, ...] | None) -> dict[str, Any]:
    """The kinds of need, and what came of each: yes where it is yes for any need of the kind."""
    if found is None:
        return {"needs": None, "needs_offered": None, "needs_started": None}
    kinds: dict[str, list[Need]] = {}
    for need in found:
        if need.kind is not None:
            kinds.setdefault(need.kind.value, []).append(need)
    unnamed = any(need.kind is None for need in found)
    return {
        "needs": None if unnamed else several(kinds),
        "needs_offered": answered({kind: either(*map(offered, of)) for kind, of in kinds.items()}),
        "needs_started": answered({kind: either(*(need.started for need in of)) for kind, of in kinds.items()}),
    }


def _told(talk: Talk | None) -> dict[str, Any]:
    """What the record of the talk holds in codes."""
    account = NOTHING_RECORDED if talk is None or talk.account is None else talk.account
    return {
        "reasons": None if account.reasons is None else several(account.reasons),
        "harm": None if account.harm is None else several(account.harm),
        "read_back": account.read_back,
    }


def _written_up(talk: Talk | None, *, as_of: datetime) -> dict[str, Any]:
    """Whether the record of the talk was handed in and approved in time, and who held it."""
    held = NOT_RECORDED if talk is None else talk.held
    handed_in, approved = (None, None) if talk is None else (talk.handed_in, talk.approved)
    return {
        "interviewer_trained": None if talk is None else talk.trained,
        "record_due": write_up.is_over(held, write_up.APPROVED_DAYS, as_of=as_of),
        "handed_in_2_days": write_up.in_time(held, handed_in, write_up.HANDED_IN_DAYS, as_of=as_of),
        "approved_4_days": write_up.in_time(held, approved, write_up.APPROVED_DAYS, as_of=as_of),
    }


def _waits(reading: rules.Reading, *, held: Moment) -> dict[str, Any]:
    """How long each part of the way from return to talk took, whether it was soon enough, and what made a late talk late."""
    journey, told = reading.journey, reading.first_offer
    back, heard_of, late = journey.returned, journey.notified, reading.in_time_result is InTime.NO
    return {
        "notified_within_24h": notice_within(SOON_TOLD, returned=back, located=journey.located, notified=heard_of),
        "notice_sent_within_24h": notice_within(
            SOON_TOLD, returned=back, located=journey.located, notified=journey.notice_sent
        ),
        "notice_opened_within_24h": notice_within(
            SOON_TOLD, returned=back, located=journey.located, notified=journey.notice_opened
        ),
        "offered_within_24h_of_notice": came_within(SOON_OFFERED, heard_of, told),
        "held_within_48h_of_offer": came_within(SOON_HELD, told, held),
        "slowest_part": slowest_part(returned=back, notified=heard_of, told=told, held=held) if late else None,
        "hours_to_notice": _hours_to_notice(journey),
        "hours_to_offer": hours_between(back, told),
        "hours_to_interview": hours_between(back, held),
        "hours_notice_to_offer": _hours_after(heard_of, told),
        "hours_offer_to_interview": _hours_after(told, held),
    }


def _by_other_clocks(reading: rules.Reading, *, held: Moment, as_of: datetime) -> dict[str, Any]:
    """Whether the talk was in time by clocks that others use."""
    journey, undertaken = reading.journey, reading.undertaken
    return {
        "within_3_working_days": other_clocks.within_working_days(
            journey.returned, held, undertaken=undertaken, as_of=as_of
        ),
        "within_72h_of_notice": other_clocks.within_hours_of_notice(
            journey.returned, journey.notified, held, undertaken=undertaken, as_of=as_of
        ),
    }


def _ended(reading: rules.Reading, *, as_of: datetime) -> dict[str, Any]:
    """What came first after the return, and how long after; a talk held before the return came at once."""
    ending, when = first_ending(reading, as_of=as_of)
    hours = hours_between(reading.journey.returned, when)
    return {"ending": ending, "hours_to_ending": None if hours is None else max(hours, 0.0)}


def _hours_after(start: Moment, end: Moment) -> float | None:
    """The hours between two steps; none where the later step is recorded before the earlier one."""
    hours = hours_between(start, end)
    return None if hours is None or hours < 0 else hours


def _hours_to_notice(journey: Journey) -> float | None:
    """As the answer of T1: nobody waited for notice that the child was found, and a notice before that is a fault."""
    if journey.notified.is_before(journey.returned):
        return 0.0 if journey.notified.is_not_before(journey.located) else None
    return _hours_after(journey.returned, journey.notified)


def _age(born: date | None, day: date | None) -> int | None:
    if born is None or day is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _band(age: int) -> AgeBand:
    return next((band for below, band in BANDS if age < below), AgeBand.ADULT)


def _looked_after(journey: Journey) -> Answer:
    return journey.looked_after if journey.group is None else journey.group in CARE_GROUPS


def _mature(reading: rules.Reading, as_of: datetime) -> Answer:
    """Mature when the 72-hour clock, were nothing held, would be overdue: the same instant, the same doubt."""
    clock = reading.clock
    if clock is None:
        return None
    if as_of <= clock.deadline:
        return False
    return True if as_of >= clock.latest_deadline else None


def _independence(journey: Journey, talk: Talk | None, looked_after: Answer) -> tuple[Answer, Answer, Answer]:
    """The test for the child's group, the strict test, and the exception for the person the child asked for (§4.13)."""
    if talk is None or talk.relation is None:
        return None, None, None
    group = journey.group
    if group is None and looked_after is not None:
        group = Group.CARE_IN if looked_after else Group.HOME  # only whether the child is looked after decides the test
    test, strict = _tests(talk.relation, group, talk.provider_type)
    return test, strict, both(opposite(test), talk.preference_exception)


@cache
def _model(relation: InterviewerRelation | None, provider: ProviderType | None) -> DeliveryModel | None:
    found = delivery_model(relation, provider)
    return None if found is DeliveryModel.NOT_KNOWN else found


@cache
def _tests(relation: InterviewerRelation, group: Group | None, provider: ProviderType | None) -> tuple[Answer, Answer]:
    found = independence(relation, group, provider)
    return found.test, found.strict_test
