"""Figures are put together only when both say in full that they count the same thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.benchmarking.comparable import Clock, Declared, Offered, Undertaken, Unit, beside, may_compare
from wayhome.indicators.catalogue import BY_ID, INDICATORS

D3, D1, R3, R1 = BY_ID["D3"], BY_ID["D1"], BY_ID["R3"], BY_ID["R1"]
NORTHBY = Declared(
    whose="Northby",
    indicator=D3,
    first_day=date(2025, 1, 1),
    last_day=date(2025, 3, 31),
    unit=Unit.ELIGIBLE_RETURNS,
    offered=Offered.CHILD_TOLD,
    undertaken=Undertaken.TALK_HELD,
    clock=Clock.FROM_RETURN,
    definition_version=1,
)
SOUTHBY = replace(NORTHBY, whose="Southby")

declared = st.builds(
    Declared,
    whose=st.sampled_from(["Northby", "Southby"]),
    indicator=st.sampled_from(INDICATORS),
    first_day=st.sampled_from([date(2025, 1, 1), date(2025, 4, 1)]),
    last_day=st.sampled_from([date(2025, 6, 30), date(2025, 9, 30)]),
    unit=st.sampled_from(Unit),
    offered=st.sampled_from(Offered),
    undertaken=st.sampled_from(Undertaken),
    clock=st.sampled_from(Clock),
    definition_version=st.sampled_from([None, 1, 2]),
    breaks=st.lists(st.sampled_from([date(2025, 4, 1), date(2025, 8, 1)]), max_size=2).map(tuple),
)


def test_it_puts_together_what_counts_the_same_thing():
    assert may_compare(NORTHBY, SOUTHBY) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit": Unit.INCIDENTS}, "Northby counts eligible returns; Southby all incidents, ended or not."),
        ({"unit": Unit.UNSTATED}, "Southby does not say what it counts."),
        (
            {"undertaken": Undertaken.OFFER_ACCEPTED},
            "Northby counts a talk when a talk was held, in full or in part; Southby when the offer was accepted.",
        ),
        ({"undertaken": Undertaken.UNSTATED}, "Southby does not say what it calls undertaken."),
        (
            {"clock": Clock.WORKING_DAYS},
            "Northby counts 72 hours in elapsed hours from the return; Southby in working days.",
        ),
        ({"clock": Clock.UNSTATED}, "Southby does not say how it counts the 72 hours."),
        ({"definition_version": 2}, "The definition changed: version 1 here, version 2 there."),
        ({"definition_version": None}, "It is not said by which version of the definition each was counted."),
        ({"first_day": date(2024, 10, 1), "last_day": date(2024, 12, 31)}, "They are of different periods."),
        ({"breaks": (date(2025, 2, 1),)}, "Southby changed how it counts on 1 February 2025."),
    ],
)
def test_it_says_in_words_why_two_figures_are_kept_apart(change, words):
    assert may_compare(NORTHBY, replace(SOUTHBY, **change)) == (words,)


def test_it_never_puts_two_meanings_together_that_nobody_stated():
    assert may_compare(replace(NORTHBY, clock=Clock.UNSTATED), replace(SOUTHBY, clock=Clock.UNSTATED)) == (
        "Northby does not say how it counts the 72 hours. Southby does not say how it counts the 72 hours.",
    )


def test_it_keeps_a_letter_apart_from_telling_the_child():
    letter = replace(SOUTHBY, indicator=R3, offered=Offered.LETTER_SENT)
    assert may_compare(replace(NORTHBY, indicator=R3), letter) == (
        "Northby counts an offer when the child was told; Southby when a letter or message was sent.",
    )


def test_it_asks_only_about_what_the_indicator_rests_on():
    unsaid = {"offered": Offered.UNSTATED, "clock": Clock.UNSTATED}
    assert may_compare(replace(NORTHBY, indicator=D1), replace(SOUTHBY, indicator=D1, **unsaid)) == ()
    nothing = unsaid | {"undertaken": Undertaken.UNSTATED}
    assert may_compare(replace(NORTHBY, indicator=R1), replace(SOUTHBY, indicator=R1, **nothing)) == ()
    assert len(may_compare(replace(NORTHBY, indicator=D3), replace(SOUTHBY, **nothing))) == 2


def test_it_keeps_two_indicators_apart_and_asks_nothing_more():
    assert may_compare(NORTHBY, replace(SOUTHBY, indicator=D1, unit=Unit.UNSTATED)) == (
        "D3 and D1 measure different things.",
    )


def test_it_compares_an_authority_with_its_own_equally_long_periods():
    quarter = replace(NORTHBY, first_day=date(2024, 10, 1), last_day=date(2024, 12, 31))
    assert may_compare(NORTHBY, quarter) == ()
    assert may_compare(NORTHBY, replace(NORTHBY, first_day=date(2024, 4, 1))) == (
        "Their periods are not equally long.",
    )
    odd = replace(NORTHBY, first_day=date(2025, 1, 2), last_day=date(2025, 4, 1))
    assert may_compare(NORTHBY, odd) == ("Their periods are not equally long.",)
    assert may_compare(odd, replace(odd, first_day=date(2025, 1, 3), last_day=date(2025, 4, 2))) == ()


def test_it_finds_a_break_between_two_periods_of_one_authority_only_there():
    earlier = replace(NORTHBY, first_day=date(2024, 1, 1), last_day=date(2024, 3, 31))
    between = (date(2024, 9, 1),)
    assert may_compare(replace(NORTHBY, breaks=between), earlier) == (
        "Northby changed how it counts on 1 September 2024.",
    )
    assert may_compare(replace(NORTHBY, breaks=between), SOUTHBY) == ()
    assert may_compare(replace(NORTHBY, breaks=(NORTHBY.first_day,)), SOUTHBY) == ()
    assert may_compare(SOUTHBY, replace(NORTHBY, breaks=(NORTHBY.last_day,))) != ()


def test_it_refuses_a_period_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="on or after"):
        replace(NORTHBY, last_day=date(2024, 12, 31))


def test_it_sorts_figures_by_name_into_those_that_may_stand_beside_one_and_those_that_may_not():
    westby = replace(NORTHBY, whose="Westby", clock=Clock.UNSTATED)
    eastby = replace(NORTHBY, whose="Eastby")
    found = beside(NORTHBY, [westby, SOUTHBY, eastby])
    assert found.together == (eastby, SOUTHBY)
    assert found.apart == ((westby, ("Westby does not say how it counts the 72 hours.",)),)


@given(declared, declared)
def test_it_answers_the_same_whichever_is_named_first(one, other):
    assert bool(may_compare(one, other)) == bool(may_compare(other, one))


near_alike = st.builds(
    lambda whose, unit, undertaken, clock, version: replace(
        NORTHBY, whose=whose, unit=unit, undertaken=undertaken, clock=clock, definition_version=version
    ),
    st.sampled_from(["Northby", "Southby", "Westby"]),
    st.sampled_from([Unit.ELIGIBLE_RETURNS] * 3 + [Unit.UNSTATED]),
    st.sampled_from([Undertaken.TALK_HELD] * 3 + [Undertaken.FORM_COMPLETED]),
    st.sampled_from([Clock.FROM_RETURN] * 3 + [Clock.UNSTATED]),
    st.sampled_from([1, 1, 1, 2]),
)


@given(near_alike, near_alike, near_alike)
def test_it_puts_together_any_two_that_may_both_stand_beside_a_third(one, other, third):
    if not may_compare(one, third) and not may_compare(third, other):
        assert may_compare(one, other) == ()
