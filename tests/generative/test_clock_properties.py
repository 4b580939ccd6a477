"""What holds of every clock, whatever the dates, and the long proof of the clock in short form."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prove import clock
from prove._clock_checks import Rules
from prove._clock_faults import FAULTS, caught_by
from prove._ticking import TickingClock
from wayhome.domain.assertions import Account, Assertion
from wayhome.domain.clock import (
    ClockState,
    InTime,
    Nation,
    Stamps,
    lateness,
    on_a_list,
    published,
    service_clock,
    statutory_clock,
    working_days_clock,
)
from wayhome.domain.holidays import WorkTime
from wayhome.domain.moment import (
    LONDON,
    NOT_RECORDED,
    LocalTimeHappenedTwice,
    Moment,
    NoSuchLocalTime,
    PartOfDay,
    hull,
    instant_of,
)
from wayhome.domain.vocabulary import Source

H72 = timedelta(hours=72)
ENGLAND = published(Nation.ENGLAND_AND_WALES)

instants = st.datetimes(datetime(2014, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)).map(
    lambda instant: instant.replace(microsecond=0)
)
dates = st.dates(date(2014, 1, 1), date(2027, 12, 1))


@st.composite
def close_instants(draw):
    """Times within a fortnight of one another, so that every answer is likely."""
    anchor = draw(st.sampled_from([datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)]))
    return anchor + timedelta(minutes=draw(st.integers(0, 14 * 1440)))


@st.composite
def moments(draw):
    """A time as people record it, or not at all."""
    instant = draw(close_instants())
    day = instant.astimezone(LONDON).date()
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return Moment.exactly(instant)
    if kind == 1:
        return Moment.within_hour(instant)
    if kind == 2:
        return Moment.part_of_day(day, draw(st.sampled_from(PartOfDay)))
    return Moment.on(day) if kind == 3 else NOT_RECORDED


@st.composite
def known_as(draw, instant):
    """The instant as someone may have recorded it: exactly, or as an hour, part of a day or day that holds it."""
    local = instant.astimezone(LONDON)
    return draw(
        st.sampled_from(
            [
                Moment.exactly(instant),
                Moment.within_hour(instant),
                Moment.part_of_day(local.date(), tuple(PartOfDay)[local.hour // 6]),
                Moment.on(local.date()),
            ]
        )
    )


@given(instants)
def test_it_is_due_exactly_seventy_two_hours_on_whatever_the_wall_clock_says(back):
    assert statutory_clock(returned=Moment.exactly(back.astimezone(LONDON))).deadline - back == H72


@given(st.data(), close_instants(), close_instants())
def test_it_never_contradicts_the_truth(data, back, talked):
    """However roughly both times were recorded, a yes or a no is what the true times give."""
    truth = statutory_clock(returned=Moment.exactly(back), located=Moment.exactly(back), held=Moment.exactly(talked))
    rough = statutory_clock(
        returned=data.draw(known_as(back)),
        located=Moment.exactly(back),
        held=data.draw(known_as(talked)),
    )
    if rough.result in (InTime.YES, InTime.NO) and truth.result is not None:
        assert rough.result is truth.result


@given(st.data(), close_instants(), st.integers(0, 40), close_instants())
def test_it_never_contradicts_the_truth_when_notice_narrows_a_date(data, back, hours, talked):
    notified = back + timedelta(hours=hours, minutes=1)
    if talked < back:
        talked = back + (back - talked)
    told = data.draw(known_as(notified).filter(lambda moment: moment.latest > back))
    rough = statutory_clock(
        returned=Moment.on(back.astimezone(LONDON).date()), notified=told, held=Moment.exactly(talked)
    )
    assert rough.start <= back <= rough.latest_start
    if rough.result is not InTime.INDETERMINATE:
        assert (rough.result is InTime.YES) is (talked - back <= H72)


@given(moments(), moments(), moments(), moments(), close_instants())
def test_it_keeps_its_promises_for_any_times(returned, located, notified, held, now):
    found = statutory_clock(returned=returned, located=located, notified=notified, held=held)
    if found is None:
        assert not (returned.is_known or located.is_known or notified.is_known)
        return
    assert found.deadline <= found.latest_deadline
    assert (found.proxy is None) is returned.is_known
    assert (found.result is None) is (found.state(now) is not ClockState.STOPPED)
    if found.proxy is not None:
        assert found.result in (None, InTime.INDETERMINATE)
    assert str(on_a_list(found, now)).count(" · ") == 1


@given(moments().filter(lambda moment: moment.is_known), close_instants(), st.integers(0, 10_000))
def test_it_only_ever_moves_from_running_to_overdue(returned, now, minutes):
    order = [ClockState.RUNNING, ClockState.MAY_BE_OVERDUE, ClockState.OVERDUE]
    found = statutory_clock(returned=returned)
    later = found.state(now + timedelta(minutes=minutes))
    assert order.index(found.state(now)) <= order.index(later)


@given(st.lists(moments(), min_size=1, max_size=4), moments())
def test_it_never_turns_a_yes_into_a_no_by_settling(said, held):
    account = Account()
    for number, moment in enumerate(said):
        recorded = datetime(2026, 1, 1, tzinfo=UTC)
        account = account.adding(Assertion(str(number), moment, Source.POLICE, recorded))
    before = statutory_clock(returned=account.working(), located=Moment.on(date(2026, 3, 1)), held=held)
    assert account.working() == hull(said)
    for number, moment in enumerate(said):
        settled = account.settled(chosen=str(number), why="seen", by="R", at=datetime(2026, 1, 2, tzinfo=UTC))
        after = statutory_clock(returned=settled.working(), located=Moment.on(date(2026, 3, 1)), held=held)
        if before is None or not moment.is_known or before.proxy is not None:
            continue
        last_instant = held.is_exact and held.earliest == before.latest_deadline
        if InTime.INDETERMINATE not in (before.result, after.result) and not last_instant:
            assert after.result is before.result


@given(moments(), moments())
def test_it_says_the_same_of_the_service_as_of_a_return_at_the_same_time(notified, held):
    service = service_clock(notified=notified, held=held)
    if service is not None and notified.precision != "date":
        promise = statutory_clock(returned=notified, located=Moment.on(date(2014, 1, 1)), held=held)
        assert (service.deadline, service.result) == (promise.deadline, promise.result)


@given(dates)
def test_it_never_ends_the_working_days_before_the_third_day(day):
    found = working_days_clock(returned=Moment.on(day), holidays=ENGLAND)
    assert found.due_day >= day + timedelta(days=3)
    assert ENGLAND.is_working_day(found.due_day)
    between = [day + timedelta(days=n) for n in range(1, (found.due_day - day).days + 1)]
    assert sum(map(ENGLAND.is_working_day, between)) == 3


@given(instants, st.integers(1, 60 * 12))
def test_it_counts_work_time_minute_by_minute(start, minutes):
    """As an impatient person would: look at every minute and count those that are work."""
    due = WorkTime().after(start, timedelta(minutes=minutes), ENGLAND).at
    assert minutes_worked(start, due) == minutes
    assert is_work(due - timedelta(seconds=1))


def is_work(instant):
    local = instant.astimezone(LONDON)
    return 9 <= local.hour < 17 and ENGLAND.is_working_day(local.date())


def minutes_worked(start, end):
    worked, now = timedelta(), start
    while now < end:
        step = min(timedelta(minutes=1) - timedelta(seconds=now.second), end - now)
        worked += step * is_work(now)
        now += step
    return round(worked / timedelta(minutes=1))


@given(st.lists(st.integers(0, 2000), min_size=8, max_size=8), st.sampled_from([True, False]))
def test_it_splits_lateness_into_stages_that_add_up(minutes, moved):
    start = datetime(2026, 6, 1, tzinfo=UTC)
    times = [Moment.exactly(start + timedelta(minutes=m)) for m in [min(minutes), *minutes[1:7], max(minutes)]]
    stamps = Stamps(*times, moved_by_child=moved)
    parts = lateness(stamps).stages.values()
    assert sum((part.shortest for part in parts), timedelta()) == timedelta(minutes=max(minutes) - min(minutes))


@given(st.datetimes(datetime(2014, 1, 1), datetime(2035, 12, 31)))
def test_it_reads_a_wall_time_back_as_it_was_or_says_why_not(wall):
    try:
        assert instant_of(wall).astimezone(LONDON).replace(tzinfo=None) == wall
    except LocalTimeHappenedTwice as twice:
        for instant in (twice.earlier, twice.later):
            assert instant.astimezone(LONDON).replace(tzinfo=None) == wall
    except NoSuchLocalTime:
        assert (wall.month, wall.hour) == (3, 1)


# The long proof in short form: `python3 dev.py prove clock` asks all of it


@pytest.fixture(scope="module")
def figures(postgres):
    return clock.prove(seed=72, part=1, parts=500, randoms=500_000, every=37, address=postgres.dsn("owner"))


def test_it_agrees_with_a_clock_that_ticks_minute_by_minute(figures):
    assert figures.changes == 44
    assert figures.around_changes.asked > 1000
    assert figures.random_instants.asked == 1000
    assert figures.rough_times.asked > 60
    assert figures.around_changes.examples + figures.random_instants.examples + figures.rough_times.examples == []


def test_it_refuses_or_asks_about_every_wall_time_of_the_days_on_which_the_clocks_change(figures):
    counts = figures.wall_times
    assert (counts.refused, counts.asked_about, counts.taken) == (22 * 60, 22 * 60, 44 * 23 * 60)
    assert figures.change_days.disagreements == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_it_finds_a_planted_fault(fault, figures):
    assert figures.faults[fault]


def test_it_finds_no_fault_where_none_is_planted():
    assert caught_by(Rules(), TickingClock(), seed=72, every=37) == {}


def test_it_reads_the_same_hours_from_the_machines_zone_files_and_the_packages(figures):
    assert (figures.zone_hours, figures.zone_hours_that_differ) == (192_840, 0)
    assert figures.zones_in_use
    assert figures.zones_packaged[:4].isdigit()


def test_it_agrees_with_postgresql(figures):
    assert figures.short() == []
    assert figures.postgres.rows == figures.around_changes.asked + figures.random_instants.asked
    assert figures.postgres.three_days_differ > 0


def test_it_puts_the_figures_in_words(figures):
    words = clock.report(figures)
    assert f"planted faults         {len(FAULTS)} of {len(FAULTS)} found" in words
    assert "1,320 wall times refused" in words
    assert figures.zones_in_use in words


def test_it_says_how_the_proof_falls_short():
    nothing = clock.Figures(seed=1, shard="1/1", changes=44, faults={"a slip": {}})
    assert nothing.short() == [
        "1320 wall times were to be refused and as many asked about: Refusals(refused=0, asked_about=0, taken=0)",
        "PostgreSQL was not asked",
        "planted fault not found: a slip",
    ]
    assert "a slip: NOT FOUND" in clock.report(nothing)
