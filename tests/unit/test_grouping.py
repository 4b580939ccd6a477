"""What a child is to an authority, as it was when the episode started."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wayhome.domain.grouping import (
    NOT_KNOWN_WHERE,
    Area,
    Living,
    NothingToDoWith,
    group_for,
    living_at,
    placed_elsewhere,
    responsible_authority,
)
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Group

US, THEM, OTHERS = "E10000001", "E10000002", "W06000001"
AT_HOME = Living(looked_after=False, area=US)
PLACED_HERE = Living(looked_after=True, looked_after_by=US, area=US)
PLACED_THERE = Living(looked_after=True, looked_after_by=US, area=THEM)
DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("authority", "living", "group"),
    [
        (US, AT_HOME, Group.HOME),
        (US, PLACED_HERE, Group.CARE_IN),
        (US, PLACED_THERE, Group.CARE_OUT),
        (THEM, PLACED_THERE, Group.HOSTED),
    ],
)
def test_it_groups_a_child_by_where_they_live_and_who_looks_after_them(authority, living, group):
    assert group_for(authority, living) is group


def test_it_calls_a_child_who_lives_elsewhere_a_visitor_where_they_went_missing_or_were_found():
    assert group_for(THEM, AT_HOME, missing_from_area=THEM) is Group.VISITOR
    assert group_for(THEM, AT_HOME, missing_from_area=US, found_in_area=THEM) is Group.VISITOR
    assert group_for(US, AT_HOME, missing_from_area=THEM, found_in_area=OTHERS) is Group.HOME


def test_it_gives_one_episode_one_group_per_authority():
    assert [group_for(a, PLACED_THERE) for a in (US, THEM)] == [Group.CARE_OUT, Group.HOSTED]
    assert [group_for(a, AT_HOME, found_in_area=THEM) for a in (US, THEM)] == [Group.HOME, Group.VISITOR]


@pytest.mark.parametrize(
    "living",
    [
        NOT_KNOWN_WHERE,
        Living(looked_after=None, area=US),
        Living(looked_after=False, area=None),
        Living(looked_after=True, looked_after_by=None, area=US),
        Living(looked_after=True, looked_after_by=US, area=None),
    ],
)
def test_it_leaves_the_group_not_recorded_where_a_fact_is_missing(living):
    assert group_for(US, living) is None


def test_it_does_not_guess_between_home_and_visitor():
    nowhere = Living(looked_after=False, area=None)
    assert group_for(US, nowhere, missing_from_area=US, found_in_area=US) is None
    assert group_for(THEM, AT_HOME) is None
    assert group_for(THEM, AT_HOME, missing_from_area=US) is None
    assert group_for(THEM, Living(looked_after=True, looked_after_by=US)) is None


def test_it_refuses_an_authority_that_has_nothing_to_do_with_the_child():
    with pytest.raises(NothingToDoWith, match=OTHERS):
        group_for(OTHERS, AT_HOME, missing_from_area=US, found_in_area=THEM)
    with pytest.raises(NothingToDoWith, match="placed in"):
        group_for(OTHERS, PLACED_THERE)


def test_it_names_one_responsible_authority_for_the_nation():
    assert responsible_authority(AT_HOME) == US
    assert responsible_authority(PLACED_THERE) == US
    assert responsible_authority(NOT_KNOWN_WHERE) is None
    assert responsible_authority(Living(looked_after=False)) is None


def test_it_takes_where_the_child_lived_when_the_episode_started_and_ignores_a_later_move():
    moved = datetime(2026, 3, 12, tzinfo=UTC)
    history = [
        Living(until=moved, looked_after=True, looked_after_by=US, area=US),
        Living(since=moved, looked_after=True, looked_after_by=US, area=THEM),
    ]
    assert group_for(US, living_at(Moment.exactly(NOON), history)) is Group.CARE_IN
    assert group_for(US, living_at(Moment.exactly(moved), history)) is Group.CARE_OUT


def test_it_says_only_what_holds_all_day_when_only_the_day_is_known():
    history = [
        Living(until=NOON, looked_after=True, looked_after_by=US, area=US),
        Living(since=NOON, looked_after=True, looked_after_by=US, area=THEM),
    ]
    found = living_at(Moment.on(DAY), history)
    assert (found.looked_after, found.looked_after_by, found.area) == (True, US, None)
    assert group_for(US, found) is None
    assert responsible_authority(found) == US


def test_it_says_nothing_for_a_time_no_record_covers():
    before = Living(until=datetime(2026, 3, 10, 9, tzinfo=UTC), looked_after=False, area=US)
    after = Living(since=NOON, looked_after=False, area=US)
    assert living_at(Moment.on(DAY), [before, after]) == NOT_KNOWN_WHERE
    assert living_at(Moment.on(DAY), [after]) == NOT_KNOWN_WHERE
    assert living_at(Moment.on(DAY), [before]) == NOT_KNOWN_WHERE
    assert living_at(Moment.exactly(NOON), []) == NOT_KNOWN_WHERE
    assert living_at(NOT_RECORDED, [AT_HOME]) == NOT_KNOWN_WHERE
    assert living_at(Moment.exactly(NOON), [before, after]).area == US


def test_it_says_only_what_two_overlapping_records_agree_on():
    found = living_at(Moment.exactly(NOON), [PLACED_HERE, PLACED_THERE])
    assert (found.looked_after_by, found.area) == (US, None)


def test_it_compares_local_times_as_instants():
    # 01:30 happened twice that night: the second time is after the first although the wall shows the same.
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    history = [Living(until=second, looked_after=False, area=US), Living(since=second, looked_after=False, area=THEM)]
    assert living_at(Moment.exactly(first), history).area == US
    assert living_at(Moment.exactly(second), history).area == THEM
    with pytest.raises(ValueError, match="time zone"):
        Living(since=NOON.replace(tzinfo=None))


AREAS = {
    US: Area("England", frozenset({THEM})),
    THEM: Area("England", frozenset({US})),
    OTHERS: Area("Wales", frozenset()),
}


@pytest.mark.parametrize(
    ("area", "areas", "adjoining", "at_a_distance", "other_nation"),
    [
        (THEM, AREAS, True, False, False),
        (OTHERS, AREAS, False, True, True),
        (THEM, {}, None, None, None),
        (THEM, {THEM: Area(adjoining=frozenset({US}))}, True, False, None),
        (THEM, {THEM: Area("England", frozenset())}, False, True, None),
        (THEM, {US: Area("England"), THEM: Area("England")}, None, None, False),
    ],
)
def test_it_flags_a_placement_elsewhere_as_far_as_the_map_can_say(area, areas, adjoining, at_a_distance, other_nation):
    flags = placed_elsewhere(Living(looked_after=True, looked_after_by=US, area=area), areas)
    assert (flags.adjoining, flags.at_a_distance, flags.other_nation) == (adjoining, at_a_distance, other_nation)


@pytest.mark.parametrize("living", [AT_HOME, PLACED_HERE, NOT_KNOWN_WHERE, Living(looked_after=True, area=THEM)])
def test_it_flags_nothing_for_a_child_not_known_to_be_placed_elsewhere(living):
    assert placed_elsewhere(living, AREAS) is None
