"""What holds for every journey, however it was recorded (domain reference §4.18)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.generative.journeys import FIRST, eligible_journeys, instants, journeys
from wayhome.domain.moment import Moment
from wayhome.domain.outcome import Reading, outcome
from wayhome.domain.vocabulary import Group, Outcome
from wayhome.engines import memory
from wayhome.indicators.catalogue import BY_ID, INDICATORS
from wayhome.indicators.definition import Count, numbers_of, total
from wayhome.indicators.derive import facts_of

ORDER = {False: 0, None: 1, True: 2}
AS_OF = FIRST + timedelta(days=40)


def rows_of(told, as_of=AS_OF):
    return [facts_of(journey, as_of=as_of) for journey in told]


@given(journeys())
def test_it_keeps_each_step_within_the_one_before(journey):
    """In time, undertaken, accepted, offered, offered broadly: never more known of a later step than of an earlier."""
    row = facts_of(journey, as_of=AS_OF)
    steps = [row.within_72_hours, row.undertaken, row.accepted, row.offered, row.offered_broad]
    assert [ORDER[step] for step in steps] == sorted(ORDER[step] for step in steps)
    assert not (row.accepted and row.declined_by_child)
    assert row.offer_implied is not True or (row.undertaken and row.offered and row.offered_within_72h is False)


@given(journeys(), instants)
def test_it_gives_one_outcome_or_says_that_the_source_cannot(journey, as_of):
    reading, found = Reading(journey), outcome(journey, as_of=as_of)
    if found is None:
        assert reading.undertaken is None or journey.closing is not None or not journey.case_opened.is_known
    elif found.is_undertaken:
        assert reading.undertaken is True
        partial = {talk.completeness.value for talk in reading.talks} == {"partial"}
        assert (found is Outcome.UNDERTAKEN_PARTIAL) == partial
    elif found.is_open:
        assert reading.undertaken is False and journey.closing is None
    elif found is not Outcome.NOT_ELIGIBLE:
        assert journey.closing is not None and journey.closing.outcome is found


@given(st.lists(eligible_journeys(), max_size=8), instants)
def test_it_gives_outcomes_that_add_up_to_eligible_returns(told, as_of):
    rows = rows_of(told, as_of)
    composition = BY_ID["R9"]
    counts = memory.count(rows, [composition])
    assert (
        sum(counts[part, ()].numerator for part in composition.parts())
        == sum(row.eligible is True for row in rows)
        == len(told)
    )
    assert {counts[part, ()].not_known for part in composition.parts()} == {0}
    assert Counter(row.outcome for row in rows)[Outcome.NOT_ELIGIBLE] == 0


@given(eligible_journeys(), st.integers(-200, 200))
def test_it_never_resets_the_28_days_or_the_clock_when_a_case_moves(journey, hours):
    """The first case that covered the episode opens the 28 days; a later one changes nothing, so nothing here can."""
    row = facts_of(journey, as_of=AS_OF)
    renamed = facts_of(replace(journey, episode="moved"), as_of=AS_OF)
    assert replace(renamed, episode=row.episode, interview=row.interview) == row
    later = facts_of(journey, as_of=AS_OF + timedelta(hours=abs(hours)))
    assert (later.clock, later.within_72_hours, later.undertaken) == (row.clock, row.within_72_hours, row.undertaken)
    if row.outcome is Outcome.UNRESOLVED:
        assert later.outcome is Outcome.UNRESOLVED


@given(st.lists(journeys(), max_size=8))
def test_it_adds_groups_up_to_the_total_and_never_adds_the_host(told):
    """For one authority the figures by group add up to its total; hosted children and visitors stand in none of them."""
    rows = rows_of(told)
    by_group, together = memory.count(rows, INDICATORS, ("group",)), memory.count(rows, INDICATORS)
    for number in numbers_of(INDICATORS):
        if number.distinct:
            continue
        assert total(by_group, number, ("group",)) == together[number, ()]
        for group in (Group.HOSTED, Group.VISITOR):
            hosted = by_group.get((number, (group,)), together[number, ()])
            assert (number, (group,)) not in by_group or hosted.numerator + (
                hosted.denominator or 0
            ) + hosted.unplaced == 0


@given(st.lists(journeys(), max_size=8))
def test_it_keeps_every_count_within_its_bound(told):
    for count in memory.count(rows_of(told), INDICATORS).values():
        assert isinstance(count, Count)
        if count.share is not None:
            least, most = count.bound
            assert 0 <= least <= count.share <= most <= 1 or count.share_known < 1
            assert least <= count.share


@given(st.lists(journeys(), max_size=8))
def test_it_divides_the_comparator_by_undertaken_talks_whose_clock_can_be_read(told):
    """D3b's denominator: undertaken, and the clock determinable."""
    rows = rows_of(told)
    found = memory.count(rows, [BY_ID["D3b"]])[BY_ID["D3b"], ()]
    readable = [row for row in rows if row.eligible and row.undertaken and row.clock in ("yes", "no")]
    assert found.known == len(readable)
    assert found.numerator == sum(row.clock == "yes" for row in readable)


@given(st.lists(journeys(), min_size=1, max_size=8), st.data())
def test_it_changes_no_other_episode_when_one_is_void(told, data):
    chosen = data.draw(st.integers(0, len(told) - 1))
    before = rows_of(told)
    after = rows_of([replace(journey, void=journey.void or number == chosen) for number, journey in enumerate(told)])
    assert [row for number, row in enumerate(before) if number != chosen] == [
        row for number, row in enumerate(after) if number != chosen
    ]
    assert after[chosen].outcome is Outcome.NOT_ELIGIBLE


@given(eligible_journeys(), instants)
def test_it_reads_an_edited_return_afresh(journey, returned):
    """Editing the return re-derives everything from the new one: as if it had been recorded so at first."""
    edited = replace(journey, returned=Moment.exactly(returned))
    assert facts_of(edited, as_of=AS_OF) == facts_of(replace(edited), as_of=AS_OF)
    assert facts_of(edited, as_of=AS_OF).returned_on == edited.returned.local_date()


@given(journeys())
def test_it_never_calls_a_stand_in_in_time(journey):
    row = facts_of(journey, as_of=AS_OF)
    if row.return_proxy is not None or row.unplaced:
        assert row.within_72_hours is not True
        assert row.offered_within_72h is not True
