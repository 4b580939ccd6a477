"""Who decides whether a child is spoken to: the procedure, step by step, and what is never skipped."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from wayhome.domain.consent import (
    AgeDefaults,
    AgePrompt,
    ConsentFacts,
    Decider,
    LegalStatus,
    ParentView,
    age_prompt,
    consent,
)

KNOWN = ConsentFacts(
    immediate_risk=False,
    parent_may_be_source_of_harm=False,
    legal_status=LegalStatus.NOT_LOOKED_AFTER,
    age=14,
    competent=False,
    parent=ParentView.AGREES,
    risk_indicators=False,
)


@pytest.mark.parametrize(
    ("changes", "step", "decides", "may_go_ahead"),
    [
        ({"immediate_risk": True}, "1", Decider.SAFEGUARDING, True),
        ({"parent_may_be_source_of_harm": True}, "5", Decider.SAFEGUARDING, None),
        ({"legal_status": LegalStatus.CARE_ORDER}, "2", Decider.AUTHORITY, True),
        ({"legal_status": LegalStatus.ACCOMMODATED}, "2", Decider.AUTHORITY, True),
        ({"age": 16, "competent": None}, "3", Decider.CHILD, True),
        ({"age": 16}, "4", Decider.PARENT, True),
        ({"competent": True}, "3", Decider.CHILD, True),
        ({"age": 11, "competent": True, "parent": ParentView.REFUSES}, "3", Decider.CHILD, True),
        ({}, "4", Decider.PARENT, True),
        ({"parent": ParentView.REFUSES}, "4b", Decider.TEAM_MANAGER, False),
        ({"parent": ParentView.REFUSES, "risk_indicators": True}, "4a", Decider.TEAM_MANAGER, None),
        ({"parent": ParentView.REFUSES, "risk_indicators": None}, "4", Decider.TEAM_MANAGER, None),
        ({"parent": ParentView.UNREACHABLE}, "4", Decider.TEAM_MANAGER, None),
        ({"parent": ParentView.NOT_ASKED}, "4", Decider.PARENT, None),
    ],
)
def test_it_finds_the_step_who_decides_and_whether_the_talk_may_go_ahead(changes, step, decides, may_go_ahead):
    found = consent(replace(KNOWN, **changes))
    assert (found.step, found.decides, found.may_go_ahead) == (step, decides, may_go_ahead)
    assert found.still_to_ask == ()


def test_it_never_asks_a_parent_who_may_be_the_source_of_harm():
    for status, view, age in product([*LegalStatus, None], ParentView, [8, 12, 14, 17, None]):
        facts = replace(KNOWN, parent_may_be_source_of_harm=True, legal_status=status, parent=view, age=age)
        found = consent(facts)
        assert found.decides is Decider.SAFEGUARDING
        assert "do not ask that parent" in found.words
        assert "Do not tell the parent" in found.parents_are_told


def test_it_lets_immediate_risk_go_before_everything_else():
    for harm, status, age in product([True, False, None], [*LegalStatus, None], [8, 14, 17, None]):
        facts = ConsentFacts(immediate_risk=True, parent_may_be_source_of_harm=harm, legal_status=status, age=age)
        found = consent(facts)
        assert (found.step, found.may_go_ahead, found.still_to_ask) == ("1", True, ())


def test_it_does_not_make_a_parent_s_permission_a_gate_for_a_looked_after_child():
    for status, view in product([LegalStatus.CARE_ORDER, LegalStatus.ACCOMMODATED], ParentView):
        assert consent(replace(KNOWN, legal_status=status, parent=view)).may_go_ahead is True


def test_it_records_a_parent_s_refusal_and_never_as_the_child_s_no():
    found = consent(replace(KNOWN, parent=ParentView.REFUSES))
    assert "never the child's no" in found.next_step
    assert "again through school" in found.next_step
    assert "within one working day" in found.words
    assert "what the carer told you" in found.to_record


def test_it_does_not_let_an_unreachable_parent_outlast_the_72_hours():
    assert "Do not wait past the 72 hours" in consent(replace(KNOWN, parent=ParentView.UNREACHABLE)).next_step


def test_it_always_asks_who_decided_when_and_what_the_parent_was_told():
    for risk, harm, status, view in product([True, False, None], [True, False], LegalStatus, ParentView):
        changes = {"immediate_risk": risk, "parent_may_be_source_of_harm": harm, "legal_status": status, "parent": view}
        found = consent(replace(KNOWN, **changes))
        assert found.to_record[:3] == ("who decided", "when", "what the parent was told, or why not")


def test_it_asks_for_the_manager_s_view_of_a_child_under_ten_whoever_decides():
    young = replace(KNOWN, age=9)
    for changes in ({}, {"legal_status": LegalStatus.CARE_ORDER}, {"competent": True}):
        found = consent(replace(young, **changes))
        assert found.may_go_ahead is None
        assert found.next_step.startswith("Ask the team manager's view first")
        assert any("team manager's view" in item for item in found.to_record)
    assert consent(replace(young, parent=ParentView.REFUSES)).may_go_ahead is False
    assert consent(replace(young, immediate_risk=True)).may_go_ahead is True


def test_it_lists_what_is_not_known_and_still_says_what_to_do():
    found = consent(ConsentFacts())
    assert len(found.still_to_ask) == 4
    assert found.may_go_ahead is None
    assert found.age_prompt is AgePrompt.AGE_NOT_KNOWN
    assert found.next_step


@pytest.mark.parametrize(
    ("age", "prompt"),
    [
        (0, AgePrompt.MANAGER_VIEW),
        (9, AgePrompt.MANAGER_VIEW),
        (10, AgePrompt.PROMPT),
        (12, AgePrompt.PROMPT),
        (13, AgePrompt.COMPETENCE),
        (15, AgePrompt.COMPETENCE),
        (16, AgePrompt.NONE),
        (17, AgePrompt.NONE),
        (None, AgePrompt.AGE_NOT_KNOWN),
    ],
)
def test_it_prompts_by_age(age, prompt):
    assert age_prompt(age) is prompt


def test_it_lets_an_authority_set_its_own_ages():
    assert age_prompt(11, AgeDefaults(prompt_from=12)) is AgePrompt.MANAGER_VIEW
    assert consent(replace(KNOWN, age=16, competent=None), AgeDefaults(presumed_able_from=17)).step == "4"
