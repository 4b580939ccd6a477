"""What an authority owes: the offer by local policy, and notices of a placement (domain reference §4.7, §2.1.4).

Statutory indicators never read the offer policy: they count every eligible episode. For repeats see `repeats`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wayhome.domain.holidays import Holidays
from wayhome.domain.outcome import Answer, either
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.domain.vocabulary.word import Word

A_DAY = timedelta(hours=24)


class OfferRule(Word):
    """When a talk is offered (domain reference §4.7)."""

    EVERY_EPISODE = ("every_episode", "After every episode", "What the guidance for England says.")
    CRITERIA = ("criteria", "By local criteria", "A decision not to offer is recorded on the child's file.")
    AFTER_N = ("after_n", "After a number of episodes", "What is expected in Wales, after three.")


class Away(Word):
    """Whether a talk is offered after an absence with whereabouts known (domain reference §2.1.4)."""

    ASK_MANAGER = ("ask_manager", "Ask the manager each time")
    ALWAYS = ("always", "Always")
    NEVER = ("never", "Never")


@dataclass(frozen=True, slots=True)
class OfferPolicy:
    """One authority's policy. Raises ValueError for a number of episodes below one."""

    rule: OfferRule = OfferRule.EVERY_EPISODE
    after: int = 3
    """For AFTER_N: the episode from which on a talk is offered."""
    away: Away = Away.ASK_MANAGER

    def __post_init__(self) -> None:
        if self.after < 1:
            raise ValueError("an offer after a number of episodes needs a number of at least one")


ENGLAND = OfferPolicy()
WALES = OfferPolicy(rule=OfferRule.AFTER_N, after=3)
"""The expectation in Wales. Better practice is after every episode: OfferPolicy(AFTER_N, after=1)."""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What the policy looks at. None: not known."""

    kind: EpisodeKind = EpisodeKind.MISSING
    episodes_so_far: int | None = None
    """Episodes of this child, this one included."""
    absent_for: timedelta | None = None
    crime_believed: Answer = None
    mental_health_known: Answer = None
    exploitation_or_contact_posing_risk: Answer = None


@dataclass(frozen=True, slots=True)
class OfferDuty:
    """Whether the local policy asks for an offer, in words. `due` None: a person has to decide, or find out first."""

    due: Answer
    because: str
    record_on_file: bool = False
    """A decision not to offer has to be recorded on the child's file."""


def offer_duty(policy: OfferPolicy, facts: OfferFacts) -> OfferDuty:
    """Whether the local policy asks for an offer after this episode, and why (domain reference §4.7)."""
    if facts.kind is EpisodeKind.HIDDEN:
        return OfferDuty(None, "The absence was learnt of later. Decide whether to offer a talk, and write down why.")
    if facts.kind is not EpisodeKind.MISSING:
        return _after_away(policy.away)
    if policy.rule is OfferRule.EVERY_EPISODE:
        return OfferDuty(True, "A talk is offered after every episode, however short.")
    if policy.rule is OfferRule.AFTER_N:
        return _after_a_number(policy.after, facts.episodes_so_far)
    return _by_criteria(facts)


def _after_away(away: Away) -> OfferDuty:
    if away is Away.ALWAYS:
        return OfferDuty(True, "A talk is offered after every absence with whereabouts known.")
    if away is Away.NEVER:
        return OfferDuty(False, "No talk is offered after an absence with whereabouts known.")
    return OfferDuty(None, "Whereabouts were known. The manager decides whether a talk is right.", record_on_file=True)


def _after_a_number(number: int, so_far: int | None) -> OfferDuty:
    if so_far is None:
        return OfferDuty(None, "How often the child has been missing is not known. Find out, or offer a talk.")
    if so_far >= number:
        return OfferDuty(True, f"Episode {so_far}: a talk is offered from episode {number} on.")
    return OfferDuty(
        False, f"Episode {so_far}: a talk is expected from episode {number} on. It may be offered.", record_on_file=True
    )


def _by_criteria(facts: OfferFacts) -> OfferDuty:
    """More than 24 hours, a second episode, believed crime, known mental health issues, exploitation or contact with
    people who pose a risk: any one is enough."""
    criteria = {
        "away for more than 24 hours": None if facts.absent_for is None else facts.absent_for > A_DAY,
        "missing before": None if facts.episodes_so_far is None else facts.episodes_so_far >= 2,
        "believed to have been part of a crime": facts.crime_believed,
        "known mental health issues": facts.mental_health_known,
        "exploitation, or contact with people who pose a risk": facts.exploitation_or_contact_posing_risk,
    }
    met = [words for words, answer in criteria.items() if answer]
    if met:
        return OfferDuty(True, f"Criteria met: {'; '.join(met)}.")
    unknown = [words for words, answer in criteria.items() if answer is None]
    if either(*criteria.values()) is None:
        return OfferDuty(None, f"Not known yet: {'; '.join(unknown)}. Find out, or offer a talk.")
    return OfferDuty(False, "No local criterion is met. Record the decision on the child's file.", record_on_file=True)


@dataclass(frozen=True, slots=True)
class PlacementNotice:
    """What a placement outside the responsible authority asks for.

    Source: regulations 11 and 13 of the Care Planning, Placement and Case Review (England) Regulations 2010.
    """

    notify_by: date
    """The last day to tell the area authority in writing: before the placement starts, so the day before it."""
    provisional: bool
    """The day depends on bank holidays beyond the published list."""
    must_hold: tuple[str, ...]
    approver: str
    consult_area_authority: Answer
    words: str


_NOTICE_HOLDS = (
    "the responsible authority's assessment of the child's needs",
    "why the placement is the most suitable",
    "a copy of the care plan, where not already given",
)
WORKING_DAYS_IN_AN_EMERGENCY = 5


def placement_notice(starts: date, *, emergency: bool, at_a_distance: Answer, holidays: Holidays) -> PlacementNotice:
    """When the area authority must be told of a placement, by whom it is approved, and what the notice holds.

    `at_a_distance` not known is treated as at a distance for the approval, which is the stricter, and said so.
    """
    if emergency:
        due = holidays.working_day_after(starts, WORKING_DAYS_IN_AN_EMERGENCY)
        provisional = holidays.is_provisional(starts) or holidays.is_provisional(due)
        words = "Placed in an emergency: tell the area authority in writing within 5 working days of the start."
    else:
        due, provisional = starts - timedelta(days=1), False
        words = "Tell the area authority in writing before the placement starts."
    if at_a_distance is False:
        approver = "nominated officer"
    else:
        approver = "director of children's services"
        words += (
            " At a distance: the director approves, and the area authority is consulted and given the care plan."
            if at_a_distance
            else " Whether it is at a distance is not known: until it is, treat it as if it were."
        )
    return PlacementNotice(due, provisional, _NOTICE_HOLDS, approver, at_a_distance, words)
