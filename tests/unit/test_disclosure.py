"""Which fields of a record somebody is shown: by class of each value alone, absent and not blanked."""

from __future__ import annotations

import pytest

from wayhome.domain.access import Extent
from wayhome.domain.disclosure import (
    AT_HOME,
    NEVER_OUT,
    Field,
    by_heading,
    class_of_answer,
    fields_of,
    granted_to,
    may_also_get,
    visible,
)
from wayhome.domain.interview import QUESTIONS
from wayhome.domain.sharing import DEFAULT_SHARES, Recipient
from wayhome.domain.vocabulary import DataClass as C

NOTE = Field("note", "Now", "Note", C.HARM, text="he followed her")
TICK = Field("tick", "Now", "Harm", C.HARM, values=("Threats",))


def test_it_shows_a_class_that_is_granted_in_full_or_as_ones_own():
    for extent in (Extent.FULL, Extent.OWN):
        assert visible([NOTE, TICK], {C.HARM: extent}) == (NOTE, TICK)


def test_it_shows_of_a_summary_the_values_without_what_anybody_wrote():
    both = Field("both", "Now", "Harm", C.HARM, text="he followed her", values=("Threats",))
    assert visible([NOTE, both], {C.HARM: Extent.SUMMARY}) == (
        Field("both", "Now", "Harm", C.HARM, values=("Threats",)),
    )


@pytest.mark.parametrize("extent", [Extent.NONE, Extent.SHARED])
def test_it_leaves_a_class_out_that_is_not_granted_or_only_shared(extent):
    assert visible([NOTE, TICK], {C.HARM: extent, C.REASONS: Extent.FULL}) == ()
    assert visible([NOTE, TICK], {}) == ()


def test_it_keeps_from_home_what_is_not_agreed_whatever_was_granted():
    no = Field("outcome", "What happened", "Outcome", C.EPISODE, values=("Declined",), kept_from_home=True)
    assert visible([no], {C.EPISODE: Extent.FULL}) == (no,)
    assert visible([no], {C.EPISODE: Extent.FULL}, at_home=True) == ()


def test_it_takes_each_value_of_a_list_in_its_own_class():
    fields = fields_of({"reasons": ["boredom", "pregnancy"], "harm": ["threats", "medical_need_missed_medication"]})
    assert [(f.name, f.data_class, f.values) for f in fields] == [
        ("reasons", C.REASONS, ("Boredom",)), ("reasons", C.SENSITIVE, ("Pregnancy",)), ("harm", C.HARM, ("Threats",)),
        ("harm", C.SENSITIVE, ("Medical need or missed medication",)),
    ]  # fmt: skip


def test_it_takes_a_value_that_nobody_has_classed_as_sensitive():
    assert class_of_answer(QUESTIONS["reasons"], "something_an_authority_added") is C.SENSITIVE
    assert class_of_answer(QUESTIONS["harm"], "hate_incident") is C.SENSITIVE
    assert class_of_answer(QUESTIONS["in_danger_now"], "yes") is C.HARM
    assert class_of_answer(QUESTIONS["reasons"], "not_asked") is C.REASONS


def test_it_says_nothing_of_a_question_nobody_answered_and_says_that_a_section_was_left():
    assert fields_of({"before": "", "reasons": [], "harm": None}) == ()
    (left,) = fields_of({"left_made_to_do": "not_asked"})
    assert left.data_class is C.MADE_TO_DO and left.values == ("We did not talk about this",)


def test_it_lets_nobody_add_safe_places_wishes_or_who_looked_for_anyone():
    for recipient in Recipient:
        assert not may_also_get(recipient) & NEVER_OUT, recipient
        for never in NEVER_OUT - set(DEFAULT_SHARES[recipient].gives):
            with pytest.raises(ValueError, match="never given"):
                granted_to(recipient, [never])


def test_it_adds_what_the_child_was_made_to_do_to_the_part_for_the_police_only_where_chosen():
    assert C.MADE_TO_DO not in granted_to(Recipient.POLICE)
    assert granted_to(Recipient.POLICE, [C.MADE_TO_DO])[C.MADE_TO_DO] is Extent.FULL


def test_it_adds_nothing_sensitive_for_those_at_home_hosts_and_schools():
    for recipient in (*AT_HOME, Recipient.HOST_LA, Recipient.SCHOOL, Recipient.POLICE):
        assert C.SENSITIVE not in may_also_get(recipient), recipient


def test_it_puts_fields_under_their_headings_in_order():
    other = Field("x", "Then", "X", C.HARM)
    assert by_heading([NOTE, other, TICK]) == (("Now", (NOTE, TICK)), ("Then", (other,)))
