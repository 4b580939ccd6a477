"""What repeat episodes and other signs ask of the people around a child: the rule table (domain reference §13).

Every number is a default an authority may change. A rule answers met, not met, or not known; nothing is added up, and
nothing happens by itself: each trigger names who has to act and by when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from types import MappingProxyType

from wayhome.domain.outcome import Answer, both, either
from wayhome.domain.vocabulary import RiskGrade, Role
from wayhome.domain.vocabulary.word import Word

A_DAY = timedelta(hours=24)
DAYS_FROM = 4
"""Lengths below this many days are said in hours, as the rules of the field are."""


class RepeatRule(Word):
    """What a rule asks for; its label is what is to be done."""

    SUPPORT_DISCUSSION = ("support_discussion", "Talk with the child and family about support; review earlier actions")
    STRATEGY_MEETING = ("strategy_meeting", "Hold a strategy meeting")
    NOT_TRACED_STRATEGY_MEETING = ("not_traced_strategy_meeting", "Hold a strategy meeting: the child is not found")
    REPORT_TO_MANAGER = ("report_to_manager", "Report to the team manager; consider a strategy discussion")
    STRATEGY_DISCUSSION_SAME_DAY = ("strategy_discussion_same_day", "Hold a strategy discussion")
    PANEL = ("panel", "Put the child on the missing or exploitation panel's list")
    CARE_PLAN_REVIEW = ("care_plan_review", "Review the placement and care plan; tell the reviewing officer")
    HARM_TOLD = ("harm_told", "Refer to the front door and tell the police")
    SEXUAL_FACTOR_UNDER_13 = ("sexual_factor_under_13", "Raise a worry")
    ENGAGEMENT_PLAN = ("engagement_plan", "Plan a change of approach, such as a person the child trusts")
    STILL_MISSING = ("still_missing", "Escalate to the director; the police contact the national unit")
    AWAY_PLAN = ("away_plan", "Make a plan with an owner and a review while the child is away")
    CROSS_BORDER = ("cross_border", "Hold a joint meeting of the host and responsible authorities")


@dataclass(frozen=True, slots=True)
class RepeatDefaults:
    """The numbers of the table."""

    episodes_ever: int = 2
    strategy_in_30_days: int = 3
    long_absence: timedelta = A_DAY
    panel_in_90_days: int = 3
    panel_with_sign_in_90_days: int = 2
    review_episodes: int = 2
    declined_in_a_row: int = 2
    young: int = 13
    still_missing_after: tuple[timedelta, ...] = (timedelta(hours=72), timedelta(days=7), timedelta(days=28))


@dataclass(frozen=True, slots=True)
class RepeatFacts:
    """What is known of a child when an episode changes. None: not known. Counts include this episode."""

    episodes_ever: int | None = None
    episodes_in_30_days: int | None = None
    episodes_in_90_days: int | None = None
    missing_now: Answer = None
    missing_for: timedelta | None = None
    """How long this episode has lasted, or lasted."""
    looked_after: Answer = None
    child_protection_plan: Answer = None
    risk: RiskGrade | None = None
    exploitation_sign: Answer = None
    harm_or_exploitation_told: Answer = None
    """Told in a return home interview."""
    sexual_factor_recorded: Answer = None
    age: int | None = None
    declined_in_a_row: int | None = None
    away_and_at_risk: Answer = None
    cross_border_pattern: Answer = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    rule: RepeatRule
    when: str
    reads: tuple[str, ...]
    """The facts that decide it."""
    who: tuple[Role, ...]
    within: str
    source: str
    test: Callable[[RepeatFacts, RepeatDefaults], Answer]

    def words(self, numbers: RepeatDefaults) -> str:
        """When the rule is met, with the authority's own numbers."""
        return self.when.format_map({name: _words(value) for name, value in asdict(numbers).items()})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule asked of one child. `met` None: what decides it is not known, so a person has to look."""

    rule: RepeatRule
    met: Answer
    because: str
    who: tuple[Role, ...]
    within: str


def _reaches(count: int | None, limit: int) -> Answer:
    return None if count is None else count >= limit


def _lasts(length: timedelta | None, limit: timedelta) -> Answer:
    return None if length is None else length >= limit


def _panel(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    often = _reaches(facts.episodes_in_90_days, numbers.panel_in_90_days)
    with_sign = _reaches(facts.episodes_in_90_days, numbers.panel_with_sign_in_90_days)
    return either(often, both(with_sign, facts.exploitation_sign))


def _same_day(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    known_to_us = either(facts.child_protection_plan, facts.looked_after)
    high = None if facts.risk is None else facts.risk is RiskGrade.HIGH
    return either(high, both(known_to_us, _lasts(facts.missing_for, numbers.long_absence)))


def _care_plan_review(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    longer = None if facts.missing_for is None else facts.missing_for > numbers.long_absence
    return both(facts.looked_after, either(_reaches(facts.episodes_ever, numbers.review_episodes), longer))


def _engagement_plan(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    often = _reaches(facts.episodes_in_30_days, numbers.strategy_in_30_days)
    return both(often, _reaches(facts.declined_in_a_row, numbers.declined_in_a_row))


def _under_13(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    young = None if facts.age is None else facts.age < numbers.young
    return both(facts.sexual_factor_recorded, young)


def _still_missing(facts: RepeatFacts, numbers: RepeatDefaults) -> Answer:
    return both(facts.missing_now, _lasts(facts.missing_for, numbers.still_missing_after[0]))


NO_TIME_SET = "no time set"
SAME_DAY = "same day"

RULES: tuple[Rule, ...] = (
    Rule(
        RepeatRule.SUPPORT_DISCUSSION,
        "{episodes_ever} or more episodes ever",
        ("episodes_ever",),
        (Role.SOCIAL_WORKER,),
        NO_TIME_SET,
        "statutory guidance",
        lambda facts, numbers: _reaches(facts.episodes_ever, numbers.episodes_ever),
    ),
    Rule(
        RepeatRule.STRATEGY_MEETING,
        "{strategy_in_30_days} or more episodes in 30 days",
        ("episodes_in_30_days",),
        (Role.TEAM_MANAGER,),
        NO_TIME_SET,
        "Derbyshire",
        lambda facts, numbers: _reaches(facts.episodes_in_30_days, numbers.strategy_in_30_days),
    ),
    Rule(
        RepeatRule.NOT_TRACED_STRATEGY_MEETING,
        "The child is not traced",
        ("missing_now",),
        (Role.TEAM_MANAGER,),
        "5 working days",
        "Southwark, 2011",
        lambda facts, numbers: facts.missing_now,
    ),
    Rule(
        RepeatRule.REPORT_TO_MANAGER,
        "Absent for {long_absence} or more",
        ("missing_for",),
        (Role.SOCIAL_WORKER, Role.TEAM_MANAGER),
        NO_TIME_SET,
        "Southwark, 2011; a protocol of October 2016",
        lambda facts, numbers: _lasts(facts.missing_for, numbers.long_absence),
    ),
    Rule(
        RepeatRule.STRATEGY_DISCUSSION_SAME_DAY,
        "A child with a child protection plan or looked after, missing for {long_absence} or more; or high risk",
        ("child_protection_plan", "looked_after", "missing_for", "risk"),
        (Role.TEAM_MANAGER, Role.POLICE_MPC),
        SAME_DAY,
        "our proposal",
        _same_day,
    ),
    Rule(
        RepeatRule.PANEL,
        "{panel_in_90_days} or more episodes in 90 days, or {panel_with_sign_in_90_days} with a sign of exploitation",
        ("episodes_in_90_days", "exploitation_sign"),
        (Role.RHI_COORDINATOR,),
        NO_TIME_SET,
        "our proposal",
        _panel,
    ),
    Rule(
        RepeatRule.CARE_PLAN_REVIEW,
        "A looked-after child with {review_episodes} or more episodes, or one longer than {long_absence}",
        ("looked_after", "episodes_ever", "missing_for"),
        (Role.SOCIAL_WORKER, Role.IRO),
        NO_TIME_SET,
        "our proposal",
        _care_plan_review,
    ),
    Rule(
        RepeatRule.HARM_TOLD,
        "Harm or exploitation told in a return home interview",
        ("harm_or_exploitation_told",),
        (Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER),
        SAME_DAY,
        "our proposal",
        lambda facts, numbers: facts.harm_or_exploitation_told,
    ),
    Rule(
        RepeatRule.SEXUAL_FACTOR_UNDER_13,
        "A sexual factor recorded for a child under {young}",
        ("sexual_factor_recorded", "age"),
        (Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER),
        "at once",
        "our proposal",
        _under_13,
    ),
    Rule(
        RepeatRule.ENGAGEMENT_PLAN,
        "{declined_in_a_row} interviews declined in a row, and {strategy_in_30_days} or more episodes in 30 days",
        ("declined_in_a_row", "episodes_in_30_days"),
        (Role.TEAM_MANAGER,),
        NO_TIME_SET,
        "our proposal",
        _engagement_plan,
    ),
    Rule(
        RepeatRule.STILL_MISSING,
        "Still missing after {still_missing_after}",
        ("missing_now", "missing_for"),
        (Role.DCS, Role.POLICE_MPC),
        "at once",
        "our proposal",
        _still_missing,
    ),
    Rule(
        RepeatRule.AWAY_PLAN,
        "Whereabouts known, and someone sees a risk",
        ("away_and_at_risk",),
        (Role.SOCIAL_WORKER, Role.TEAM_MANAGER),
        "4 hours",
        "First Step",
        lambda facts, numbers: facts.away_and_at_risk,
    ),
    Rule(
        RepeatRule.CROSS_BORDER,
        "A pattern across a border",
        ("cross_border_pattern",),
        (Role.RHI_COORDINATOR, Role.HOST_LA_MISSING_LEAD),
        NO_TIME_SET,
        "North-West cross-border protocol",
        lambda facts, numbers: facts.cross_border_pattern,
    ),
)
"""The table. `source` names who asks for it; our own proposals have no authority behind them."""

FACT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "episodes_ever": "episodes ever",
        "episodes_in_30_days": "episodes in 30 days",
        "episodes_in_90_days": "episodes in 90 days",
        "missing_now": "missing now",
        "missing_for": "length of the absence",
        "looked_after": "looked after",
        "child_protection_plan": "child protection plan",
        "risk": "police risk grade",
        "exploitation_sign": "sign of exploitation",
        "harm_or_exploitation_told": "harm or exploitation told",
        "sexual_factor_recorded": "sexual factor recorded",
        "age": "age",
        "declined_in_a_row": "interviews declined in a row",
        "away_and_at_risk": "away and at risk",
        "cross_border_pattern": "pattern across a border",
    }
)


def ask_all(facts: RepeatFacts, numbers: RepeatDefaults | None = None) -> tuple[Trigger, ...]:
    """Every rule of the table asked of one child, in the order of the table."""
    defaults = numbers or RepeatDefaults()
    return tuple(
        Trigger(rule.rule, rule.test(facts, defaults), _because(rule, facts, defaults), rule.who, rule.within)
        for rule in RULES
    )


def triggers_met(facts: RepeatFacts, numbers: RepeatDefaults | None = None) -> tuple[Trigger, ...]:
    """The rules that are met, each with the facts that met it."""
    return tuple(trigger for trigger in ask_all(facts, numbers) if trigger.met)


def triggers_not_known(facts: RepeatFacts, numbers: RepeatDefaults | None = None) -> tuple[Trigger, ...]:
    """The rules nobody can answer yet, each with the facts that are missing."""
    return tuple(trigger for trigger in ask_all(facts, numbers) if trigger.met is None)


def still_missing_steps(missing_for: timedelta, numbers: RepeatDefaults | None = None) -> tuple[timedelta, ...]:
    """The lengths of absence at which a child still missing is escalated, as far as they have passed."""
    return tuple(step for step in (numbers or RepeatDefaults()).still_missing_after if missing_for >= step)


def _because(rule: Rule, facts: RepeatFacts, numbers: RepeatDefaults) -> str:
    shown = [f"{FACT_WORDS[name]}: {_words(getattr(facts, name))}" for name in rule.reads]
    return f"{rule.words(numbers)} ({'; '.join(shown)})"


def _words(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, RiskGrade):
        return value.label.lower()
    if isinstance(value, timedelta):
        days, rest = divmod(value, timedelta(days=1))
        return f"{value // timedelta(hours=1)} hours" if days < DAYS_FROM or rest else f"{days} days"
    if isinstance(value, tuple):
        return ", ".join(_words(one) for one in value)
    return str(value)


SEXUAL_FACTORS = frozenset(
    {
        "abuse_sexual",
        "sexual_assault",
        "sexual_exploitation",
        "online_sexual_abuse_images",
        "given_things_in_return_for_sexual_acts",
        "pregnancy",
        "pregnancy_sti",
        "sexual_health",
    }
)
"""Values, on whatever list, that raise a worry when recorded for a child under 13. They never block."""


def sexual_factor_among(values: Iterable[str]) -> bool:
    """Whether any recorded value is a sexual factor (domain reference §8.11)."""
    return any(str(value) in SEXUAL_FACTORS for value in values)
