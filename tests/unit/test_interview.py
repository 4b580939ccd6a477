"""The form of the interview: short enough to use, complete enough to help, and nothing in it blocks."""

from __future__ import annotations

import pytest

from wayhome.domain import interview
from wayhome.domain.vocabulary import DataClass


@pytest.mark.parametrize(("repeat", "most"), [(False, interview.MOST_AT_FIRST), (True, interview.MOST_AT_A_REPEAT)])
def test_it_asks_no_more_than_a_tired_person_can_answer(repeat, most):
    assert interview.inputs(repeat=repeat) <= most


def test_it_asks_nothing_twice():
    names = [q.name for section in interview.SECTIONS for q in section.questions]
    assert len(names) == len(set(names)) == len(interview.QUESTIONS)


def test_it_asks_a_repeat_only_what_is_different_and_what_is_about_now():
    first = {q.name for _, questions in interview.asked(repeat=False) for q in questions}
    again = {q.name for _, questions in interview.asked(repeat=True) for q in questions}
    assert again - first == {"different_this_time"}
    assert {"harm", "self_harm", "in_danger_now", "safe_where_they_are", "would_help"} <= again
    assert "people" not in again


def test_it_keeps_safe_places_and_what_searchers_may_know_apart():
    assert interview.QUESTIONS["safe_places"].data_class is DataClass.WISHES_AND_SAFETY
    assert interview.QUESTIONS["searchers_may_know"].data_class is DataClass.EPISODE


def test_it_gives_what_a_child_was_made_to_do_a_class_of_its_own():
    assert interview.QUESTIONS["made_to_do"].data_class is DataClass.MADE_TO_DO


def test_it_lists_what_is_open_and_lets_a_section_be_left_with_one_answer():
    nothing = interview.unanswered({}, repeat=True)
    assert {"harm", "worry_now"} <= {q.name for q in nothing}
    left = interview.unanswered({"left_harm": "not_asked", "worry_now": "some"}, repeat=True)
    assert {"harm", "worry_now"}.isdisjoint(q.name for q in left)


def test_it_takes_a_given_answer_for_an_answer_whatever_it_is():
    assert "needs" not in {q.name for q in interview.unanswered({"needs": ["none"]}, repeat=False)}
