"""What repeat episodes ask for: each rule at its edge, and what is not known said as such."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from wayhome.domain.repeats import (
    FACT_WORDS,
    RULES,
    SEXUAL_FACTORS,
    RepeatDefaults,
    RepeatFacts,
    RepeatRule,
    ask_all,
    sexual_factor_among,
    still_missing_steps,
    triggers_met,
    triggers_not_known,
)
from wayhome.domain.vocabulary import CODE_LISTS, Harm, PullFactor, PushFactor, RiskGrade, Role

HOURS = timedelta(hours=1)


def answer(rule, **facts):
    return next(trigger.met for trigger in ask_all(RepeatFacts(**facts)) if trigger.rule is rule)


@pytest.mark.parametrize(
    ("rule", "facts", "met"),
    [
        (RepeatRule.SUPPORT_DISCUSSION, {"episodes_ever": 1}, False),
        (RepeatRule.SUPPORT_DISCUSSION, {"episodes_ever": 2}, True),
        (RepeatRule.SUPPORT_DISCUSSION, {}, None),
        (RepeatRule.STRATEGY_MEETING, {"episodes_in_30_days": 2}, False),
        (RepeatRule.STRATEGY_MEETING, {"episodes_in_30_days": 3}, True),
        (RepeatRule.NOT_TRACED_STRATEGY_MEETING, {"missing_now": True}, True),
        (RepeatRule.NOT_TRACED_STRATEGY_MEETING, {"missing_now": False}, False),
        (RepeatRule.REPORT_TO_MANAGER, {"missing_for": 24 * HOURS - timedelta(seconds=1)}, False),
        (RepeatRule.REPORT_TO_MANAGER, {"missing_for": 24 * HOURS}, True),
        (RepeatRule.STRATEGY_DISCUSSION_SAME_DAY, {"risk": RiskGrade.HIGH}, True),
        (RepeatRule.STRATEGY_DISCUSSION_SAME_DAY, {"looked_after": True, "missing_for": 24 * HOURS}, True),
        (RepeatRule.STRATEGY_DISCUSSION_SAME_DAY, {"child_protection_plan": True, "missing_for": 25 * HOURS}, True),
        (
            RepeatRule.STRATEGY_DISCUSSION_SAME_DAY,
            {"risk": RiskGrade.MEDIUM, "looked_after": False, "child_protection_plan": False},
            False,
        ),
        (RepeatRule.STRATEGY_DISCUSSION_SAME_DAY, {"risk": RiskGrade.LOW, "missing_for": 2 * HOURS}, False),
        (RepeatRule.STRATEGY_DISCUSSION_SAME_DAY, {"missing_for": 2 * HOURS}, None),
        (RepeatRule.PANEL, {"episodes_in_90_days": 3}, True),
        (RepeatRule.PANEL, {"episodes_in_90_days": 2, "exploitation_sign": True}, True),
        (RepeatRule.PANEL, {"episodes_in_90_days": 2, "exploitation_sign": False}, False),
        (RepeatRule.PANEL, {"episodes_in_90_days": 2}, None),
        (RepeatRule.PANEL, {"episodes_in_90_days": 1}, False),
        (RepeatRule.CARE_PLAN_REVIEW, {"looked_after": True, "episodes_ever": 2}, True),
        (RepeatRule.CARE_PLAN_REVIEW, {"looked_after": True, "episodes_ever": 1, "missing_for": 24 * HOURS}, False),
        (RepeatRule.CARE_PLAN_REVIEW, {"looked_after": True, "missing_for": 24 * HOURS + timedelta(seconds=1)}, True),
        (RepeatRule.CARE_PLAN_REVIEW, {"looked_after": False, "episodes_ever": 9}, False),
        (RepeatRule.HARM_TOLD, {"harm_or_exploitation_told": True}, True),
        (RepeatRule.SEXUAL_FACTOR_UNDER_13, {"sexual_factor_recorded": True, "age": 12}, True),
        (RepeatRule.SEXUAL_FACTOR_UNDER_13, {"sexual_factor_recorded": True, "age": 13}, False),
        (RepeatRule.SEXUAL_FACTOR_UNDER_13, {"sexual_factor_recorded": True}, None),
        (RepeatRule.ENGAGEMENT_PLAN, {"declined_in_a_row": 2, "episodes_in_30_days": 3}, True),
        (RepeatRule.ENGAGEMENT_PLAN, {"declined_in_a_row": 2, "episodes_in_30_days": 2}, False),
        (RepeatRule.ENGAGEMENT_PLAN, {"declined_in_a_row": 1, "episodes_in_30_days": 3}, False),
        (RepeatRule.STILL_MISSING, {"missing_now": True, "missing_for": 72 * HOURS}, True),
        (RepeatRule.STILL_MISSING, {"missing_now": True, "missing_for": 71 * HOURS}, False),
        (RepeatRule.STILL_MISSING, {"missing_now": False, "missing_for": 200 * HOURS}, False),
        (RepeatRule.AWAY_PLAN, {"away_and_at_risk": True}, True),
        (RepeatRule.CROSS_BORDER, {"cross_border_pattern": True}, True),
    ],
)
def test_it_answers_each_rule_at_its_edge(rule, facts, met):
    assert answer(rule, **facts) is met


def test_it_has_one_row_for_every_rule_and_reads_only_facts_there_are():
    assert [rule.rule for rule in RULES] == list(RepeatRule)
    names = {field.name for field in fields(RepeatFacts)}
    assert set(FACT_WORDS) == names
    assert {name for rule in RULES for name in rule.reads} == names
    assert all(rule.who for rule in RULES)


def test_it_says_of_a_child_nobody_knows_anything_about_that_nothing_can_be_said():
    assert triggers_met(RepeatFacts()) == ()
    assert [trigger.rule for trigger in triggers_not_known(RepeatFacts())] == list(RepeatRule)


def test_it_gives_the_facts_that_met_a_rule_and_who_has_to_act():
    found = triggers_met(RepeatFacts(episodes_in_90_days=2, exploitation_sign=True, episodes_in_30_days=1))
    assert [trigger.rule for trigger in found] == [RepeatRule.PANEL]
    assert found[0].because == (
        "3 or more episodes in 90 days, or 2 with a sign of exploitation "
        "(episodes in 90 days: 2; sign of exploitation: yes)"
    )
    assert found[0].who == (Role.RHI_COORDINATOR,)


def test_it_says_the_authority_s_own_numbers():
    strict = RepeatDefaults(strategy_in_30_days=2)
    found = triggers_met(RepeatFacts(episodes_in_30_days=2), strict)
    assert [trigger.rule for trigger in found] == [RepeatRule.STRATEGY_MEETING]
    assert found[0].because == "2 or more episodes in 30 days (episodes in 30 days: 2)"


def test_it_says_lengths_grades_and_noes_in_words():
    facts = RepeatFacts(missing_now=True, missing_for=7 * 24 * HOURS, looked_after=False, risk=RiskGrade.NAR)
    because = {trigger.rule: trigger.because for trigger in ask_all(facts)}
    assert because[RepeatRule.STILL_MISSING].startswith("Still missing after 72 hours, 7 days, 28 days")
    assert "length of the absence: 7 days" in because[RepeatRule.STILL_MISSING]
    same_day = because[RepeatRule.STRATEGY_DISCUSSION_SAME_DAY]
    assert "looked after: no" in same_day and "no apparent risk" in same_day and "plan: not known" in same_day
    later = RepeatFacts(missing_for=100 * HOURS)
    assert "100 hours" in {t.rule: t.because for t in ask_all(later)}[RepeatRule.REPORT_TO_MANAGER]


def test_it_escalates_a_child_still_missing_again_after_a_week_and_four():
    assert still_missing_steps(71 * HOURS) == ()
    assert still_missing_steps(72 * HOURS) == (72 * HOURS,)
    assert len(still_missing_steps(timedelta(days=28))) == 3


def test_it_finds_a_sexual_factor_on_whatever_list_it_stands():
    assert sexual_factor_among([PushFactor.BOREDOM, Harm.SEXUAL_EXPLOITATION])
    assert sexual_factor_among(["pregnancy"])
    assert not sexual_factor_among([PullFactor.FRIENDS_PEERS, PushFactor.OTHER])
    carried = {word.value for one in CODE_LISTS.values() for word in one.words}
    assert carried >= SEXUAL_FACTORS
    named_sexual = {word for word in carried if "sexual" in word}
    assert named_sexual <= SEXUAL_FACTORS
