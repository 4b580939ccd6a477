"""Who is told when, where the time went, and the review timer of a child who is away at risk."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wayhome.domain.clock import (
    LADDER,
    AwayCall,
    AwayTimer,
    Delay,
    Due,
    Lag,
    Nation,
    Part,
    Review,
    Since,
    Stage,
    Stamps,
    Unit,
    WorkTime,
    came_within,
    due_at,
    lateness,
    published,
    slowest_part,
    with_values,
)
from wayhome.domain.clock.away import CALLED
from wayhome.domain.moment import NOT_RECORDED, Moment, Precision, instant_of
from wayhome.domain.vocabulary import Role

ENGLAND = published(Nation.ENGLAND_AND_WALES)
BACK = instant_of(datetime(2026, 6, 10, 10))
"""A Wednesday at ten."""
H = timedelta(hours=1)
RUNGS = {rung.key: rung for rung in LADDER}


def local(day, hour, minute=0):
    return instant_of(datetime(2026, 6, day, hour, minute))


def due(key, start=BACK, **how):
    return due_at(RUNGS[key], Moment.exactly(start), holidays=ENGLAND, **how)


# The ladder


@pytest.mark.parametrize(
    ("key", "since", "at", "to"),
    [
        ("returned", Since.RETURNED, BACK, {Role.RHI_COORDINATOR}),
        ("not_checked", Since.RETURNED, BACK + 4 * H, {Role.RHI_COORDINATOR}),
        ("not_allocated", Since.RETURNED, BACK + 24 * H, {Role.TEAM_MANAGER}),
        (
            "no_attempt",
            Since.RETURNED,
            BACK + 24 * H,
            {Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER},
        ),
        ("not_asked", Since.RETURNED, BACK + 48 * H, {Role.TEAM_MANAGER}),
        ("not_booked", Since.RETURNED, BACK + 60 * H, {Role.SERVICE_MANAGER}),
        ("not_held", Since.RETURNED, BACK + 72 * H, {Role.SERVICE_MANAGER}),
        ("no_decision", Since.RETURNED, local(18, 0), {Role.NAMED_SENIOR_MANAGER}),
        ("unresolved", Since.CASE_OPENED, BACK + 28 * 24 * H, {Role.NAMED_SENIOR_MANAGER}),
        ("parent_refused", Since.PARENT_REFUSED, local(12, 0), {Role.SERVICE_MANAGER}),
        ("phone_answer", Since.PHONE_ANSWER, BACK + 4 * H, {Role.RHI_COORDINATOR}),
        ("not_submitted", Since.HELD, local(13, 0), {Role.PROVIDER_MANAGER, Role.TEAM_MANAGER}),
        ("not_approved", Since.SUBMITTED, local(13, 0), {Role.SERVICE_MANAGER}),
        ("not_shared", Since.APPROVED, local(12, 0), {Role.RHI_COORDINATOR}),
        ("nobody_yet", Since.NEED_FOUND, BACK, {Role.TEAM_MANAGER}),
        ("support_not_offered", Since.NEED_FOUND, local(25, 0), {Role.TEAM_MANAGER}),
    ],
)
def test_it_reaches_each_rung_at_its_time(key, since, at, to):
    assert due(key) == Due(at)
    assert RUNGS[key].since is since
    assert set(RUNGS[key].to) == to
    assert RUNGS[key].condition


def test_it_has_no_rung_but_those_of_the_ladder():
    assert len(LADDER) == len(RUNGS) == 16


@pytest.mark.parametrize(
    ("key", "hours"),
    [
        ("returned", 0),
        ("not_checked", 2),
        ("not_allocated", 12),
        ("no_attempt", 12),
        ("not_asked", 24),
        ("not_booked", 60),
        ("not_held", 72),
        ("phone_answer", 4),
    ],
)
def test_it_halves_the_first_five_values_for_a_child_at_high_risk(key, hours):
    assert due(key, high_risk=True) == Due(BACK + hours * H)


def test_it_counts_work_time_over_the_night_and_weekend_and_elapsed_time_through_them():
    friday = local(12, 16)
    assert due("not_checked", friday) == Due(local(15, 12))
    assert due("not_checked", friday, work_time=WorkTime(datetime.min.time(), datetime.max.time())) == Due(
        friday + 4 * H
    )
    assert due("not_allocated", friday) == Due(local(13, 16))


def test_it_counts_from_the_earliest_time_and_from_nothing_not_recorded():
    rung = RUNGS["not_held"]
    assert due_at(rung, Moment(BACK, BACK + H, Precision.HOUR), holidays=ENGLAND) == Due(BACK + 72 * H)
    assert due_at(rung, NOT_RECORDED, holidays=ENGLAND) is None


def test_it_is_provisional_beyond_the_published_holidays():
    late = datetime(2028, 12, 22, 10, tzinfo=UTC)
    assert due("parent_refused", late).provisional
    assert not due("not_held", late).provisional


def test_it_takes_an_authoritys_own_values():
    own = with_values({"not_asked": Delay(36), "no_decision": Delay(7, Unit.WORKING_DAYS)})
    changed = {rung.key: rung for rung in own}
    assert changed["not_asked"].after == Delay(36)
    assert changed["not_asked"].to == RUNGS["not_asked"].to
    assert changed["no_decision"].after == Delay(7, Unit.WORKING_DAYS)
    assert changed["not_held"] == RUNGS["not_held"]
    assert RUNGS["not_asked"].after == Delay(48)


def test_it_refuses_a_value_for_no_rung_and_a_delay_that_makes_no_sense():
    with pytest.raises(KeyError, match="no rung is called nobody, none"):
        with_values({"none": Delay(1), "nobody": Delay(1), "not_held": Delay(72)})
    with pytest.raises(ValueError, match="not negative"):
        Delay(-1)
    for unit in (Unit.WORKING_DAYS, Unit.DAYS):
        with pytest.raises(ValueError, match="in hours"):
            Delay(2, unit).halved()
    assert Delay(3, Unit.WORK_HOURS).halved() == Delay(1.5, Unit.WORK_HOURS)


# Where the time went


def exact(hours):
    return Moment.exactly(BACK + hours * H)


ALL = Stamps(
    returned=exact(0),
    notice_sent=exact(1),
    notice_received=exact(3),
    notice_opened=exact(6),
    allocated=exact(10),
    told=exact(15),
    first_booked=exact(21),
    held=exact(28),
    moved_by_child=True,
)


def stamped(**changed):
    return lateness(Stamps(**{**{name: getattr(ALL, name) for name in Stamps.__dataclass_fields__}, **changed}))


def lag(hours):
    return Lag(hours * H, hours * H)


def test_it_splits_the_way_from_return_to_talk_into_stages():
    way = lateness(ALL)
    assert way.stages == {
        Stage.SENDING: lag(1),
        Stage.ON_THE_WAY: lag(2),
        Stage.UNOPENED: lag(3),
        Stage.ALLOCATION: lag(4),
        Stage.CONTACT: lag(5),
        Stage.APPOINTMENT: lag(6),
        Stage.CHILD_DELAY: lag(7),
    }
    assert way.notification_lag == lag(6)
    assert (way.allocation_lag, way.contact_lag, way.appointment_lag, way.child_delay) == (
        lag(4),
        lag(5),
        lag(6),
        lag(7),
    )
    assert way.longest is Stage.CHILD_DELAY


def test_it_adds_up_to_the_whole_way():
    assert sum((part.shortest for part in lateness(ALL).stages.values()), timedelta()) == 28 * H


@pytest.mark.parametrize(
    ("moved_by_child", "booked", "appointment", "child"),
    [
        (True, exact(21), lag(6), lag(7)),
        (False, exact(21), lag(13), lag(0)),
        (None, exact(21), None, None),
        (None, exact(28), lag(13), lag(0)),
        (True, NOT_RECORDED, None, None),
        (False, NOT_RECORDED, lag(13), lag(0)),
    ],
)
def test_it_gives_the_child_only_the_delay_the_child_asked_for(moved_by_child, booked, appointment, child):
    way = stamped(moved_by_child=moved_by_child, first_booked=booked)
    assert way.appointment_lag == appointment
    assert way.child_delay == child


def test_it_has_no_length_beside_a_missing_time_and_then_no_longest_stage():
    way = stamped(notice_opened=NOT_RECORDED)
    assert way.stages[Stage.ON_THE_WAY] == lag(2)
    assert way.stages[Stage.UNOPENED] is None
    assert way.allocation_lag is None
    assert way.contact_lag == lag(5)
    assert way.notification_lag is None
    assert way.longest is None


@pytest.mark.parametrize(
    ("notified", "told", "held", "slowest"),
    [
        (exact(5), exact(8), exact(12), Part.NOTIFICATION),
        (exact(1), exact(8), exact(12), Part.OFFER),
        (exact(1), exact(2), exact(12), Part.ARRANGING),
        (exact(9), exact(2), exact(12), Part.NOTIFICATION),
        (exact(2), exact(4), exact(6), None),
        (NOT_RECORDED, exact(4), exact(12), None),
    ],
)
def test_it_says_which_of_three_parts_took_longest_where_records_hold_no_more(notified, told, held, slowest):
    assert slowest_part(returned=exact(0), notified=notified, told=told, held=held) is slowest


@pytest.mark.parametrize(
    ("start", "end", "within"),
    [
        (exact(0), exact(24), True),
        (exact(0), exact(24.1), False),
        (exact(1), exact(0), None),
        (exact(0), NOT_RECORDED, None),
        (NOT_RECORDED, exact(0), None),
        (Moment(BACK, BACK + 2 * H, Precision.PART_OF_DAY), exact(25), None),
        (Moment(BACK, BACK + 2 * H, Precision.PART_OF_DAY), exact(26), False),
        (Moment(BACK, BACK + 2 * H, Precision.PART_OF_DAY), exact(1), True),
    ],
)
def test_it_says_whether_one_time_came_soon_after_another_and_nothing_where_it_came_first(start, end, within):
    assert came_within(24 * H, start, end) is within


def test_it_gives_no_time_to_work_done_before_its_turn():
    way = stamped(allocated=exact(2))
    assert way.allocation_lag == lag(0)
    assert way.contact_lag == lag(9)
    assert sum((part.shortest for part in way.stages.values()), timedelta()) == 28 * H


def test_it_keeps_the_doubt_in_a_length_and_in_which_was_longest():
    doubtful = Moment(BACK + 20 * H, BACK + 23 * H, Precision.PART_OF_DAY)
    way = stamped(first_booked=doubtful)
    assert way.appointment_lag == Lag(5 * H, 8 * H)
    assert way.child_delay == Lag(5 * H, 8 * H)
    assert way.longest is None
    overlapping = stamped(told=Moment(BACK + 9 * H, BACK + 11 * H, Precision.PART_OF_DAY))
    assert overlapping.contact_lag == Lag(timedelta(), H)


def test_it_names_no_longest_stage_when_two_took_as_long():
    assert stamped(held=exact(27)).longest is None
    assert stamped(held=exact(27.5)).longest is Stage.CHILD_DELAY


# Away, whereabouts known, at risk


def timer(**how):
    return AwayTimer(risk_seen=BACK, **how)


def test_it_wants_an_owner_and_a_plan_within_four_hours():
    assert timer().plan_due == BACK + 4 * H
    assert timer().calls(BACK + 4 * H - timedelta(seconds=1)) == ()
    assert timer().calls(BACK + 4 * H) == (AwayCall.NO_OWNER, AwayCall.NO_PLAN)
    assert timer(owner_named_at=BACK).calls(BACK + 4 * H) == (AwayCall.NO_PLAN,)
    assert timer(plan_made_at=BACK).calls(BACK + 4 * H) == (AwayCall.NO_OWNER,)


OWNED = {"owner_named_at": BACK, "plan_made_at": BACK}


@pytest.mark.parametrize(("high_risk", "every"), [(False, 24), (True, 12)])
def test_it_wants_a_review_every_day_and_every_half_day_at_high_risk(high_risk, every):
    quiet = timer(high_risk=high_risk, **OWNED)
    assert quiet.review_due == BACK + every * H
    assert quiet.calls(BACK + every * H - timedelta(seconds=1)) == ()
    assert quiet.calls(BACK + every * H) == (AwayCall.REVIEW_DUE,)
    assert quiet.calls(BACK + (every + 4) * H - timedelta(seconds=1)) == (AwayCall.REVIEW_DUE,)
    assert quiet.calls(BACK + (every + 4) * H) == (AwayCall.REVIEW_OVERDUE,)


def reviews(*changed):
    return tuple(Review(BACK + number * 20 * H, what) for number, what in enumerate(changed, start=1))


def test_it_counts_the_next_review_from_the_last():
    reviewed = timer(reviews=tuple(reversed(reviews(True, False))), **OWNED)
    assert reviewed.review_due == BACK + 64 * H


@pytest.mark.parametrize(
    ("changed", "called"),
    [
        ((False, False), False),
        ((False, False, False), True),
        ((False, False, False, False), True),
        ((True, False, False), False),
        ((False, False, True, False), False),
        ((False, False, True), False),
        ((False, True, False, False, False), True),
    ],
)
def test_it_calls_a_strategy_discussion_at_the_third_review_without_change(changed, called):
    held = tuple(reversed(reviews(*changed)))
    now = held[0].at + H
    assert timer(reviews=held, **OWNED).calls(now) == ((AwayCall.STRATEGY_DISCUSSION,) if called else ())


def test_it_ends_when_the_child_is_back_or_missing_again():
    ended = timer(ended_at=BACK + 30 * H)
    assert ended.runs_at(BACK + 30 * H - timedelta(seconds=1))
    assert not ended.runs_at(BACK + 30 * H)
    assert ended.calls(BACK + 30 * H) == ()
    assert AwayCall.REVIEW_OVERDUE in ended.calls(BACK + 29 * H)


def test_it_calls_the_managers_the_procedure_names():
    assert CALLED[AwayCall.NO_OWNER] is CALLED[AwayCall.REVIEW_OVERDUE] is Role.TEAM_MANAGER
    assert CALLED[AwayCall.STRATEGY_DISCUSSION] is Role.SERVICE_MANAGER
    assert set(CALLED) == set(AwayCall)
