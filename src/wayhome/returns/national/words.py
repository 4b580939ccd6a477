"""The words of published answers: what a line can be instead of a number, what measures count, whom they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.benchmarking.comparable import Unit
from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.rates import Interval
from wayhome.domain.vocabulary.word import Word


class Answer(Word):
    """What was published where a number was asked for. No two of these are ever put together."""

    NUMBER = ("number", "A number", "A number, published as it stands.")
    ZERO = ("zero", "Nought", "The number 0, published as 0. Nobody has put it in the place of a blank.")
    INEXACT = (
        "inexact",
        "A number that is not exact",
        "An estimate, a least number, or a number in the place of the one asked for.",
    )
    YES_NO = ("yes_no", "Yes or no", "An answer about practice.")
    RANGE = ("range", "Only a range", "A least and a most, with no number between them.")
    NOT_HELD = ("not_held", "Does not hold it", "The answer says that it is not held, or not held in one place.")
    NOT_RECORDED = ("not_recorded", "Not recorded", "The answer says that this was not recorded.")
    NOT_REPORTABLE = ("not_reportable", "Cannot be reported", "It may be on file, and there is no way to report it.")
    COST_LIMIT = ("cost_limit", "Refused on cost", "Finding it would cost more than the limit of section 12.")
    REFUSED = ("refused", "Refused, other", "Held and refused for another reason than cost, such as personal data.")
    TO_COME = ("to_come", "To be published later", "Refused because it is to be published.")
    WAITING = ("waiting", "Asked, answer not yet due", "The council was asked, and still has time to answer.")
    NO_ANSWER = ("no_answer", "Did not answer", "The answer was due, and none has come.")
    SOMETHING_ELSE = ("something_else", "Answered something else", "What came back does not answer what was asked.")
    SUPPRESSED = ("suppressed", "Hidden as too small", "A small number, hidden so that nobody can be recognised.")
    CUT = ("cut", "The excerpt is cut", "The words we hold end before the answer does. Nothing is read into the rest.")
    LEFT_BLANK = ("left_blank", "Left blank", "The place for the answer is empty, and nothing is said.")
    NOT_SAID = ("not_said", "No figure, reason not clear", "There is no figure, and the reason given is none we know.")


WITH_A_VALUE = frozenset({Answer.NUMBER, Answer.ZERO, Answer.INEXACT, Answer.YES_NO})

SILENT: Mapping[Answer, Silence] = MappingProxyType(
    {
        Answer.NOT_HELD: Silence.NOT_HELD,
        Answer.NOT_RECORDED: Silence.NOT_RECORDED,
        Answer.NOT_REPORTABLE: Silence.NOT_HELD,
        Answer.COST_LIMIT: Silence.COST_LIMIT,
        Answer.REFUSED: Silence.REFUSED,
        Answer.SUPPRESSED: Silence.REFUSED,
        Answer.TO_COME: Silence.WAITING,
        Answer.WAITING: Silence.WAITING,
        Answer.NO_ANSWER: Silence.NO_ANSWER,
        Answer.SOMETHING_ELSE: Silence.SOMETHING_ELSE,
    }
)
"""What silence each kind is in a national figure; a kind that is not here gives no reason."""

REASONS: tuple[tuple[Answer, str], ...] = (
    (Answer.CUT, r"excerpt (?:ends|is cut)|sentence cut"),
    (Answer.SUPPRESSED, r"suppress|fewer than|less than|^<\s*\d+$|small number"),
    (Answer.NOT_HELD, r"not held|does not hold"),
    (Answer.NOT_RECORDED, r"not recorded"),
    (Answer.NOT_REPORTABLE, r"not reportable"),
    (Answer.COST_LIMIT, r"s\.? ?12\b|cost limit"),
    (Answer.TO_COME, r"s\.? ?22\b|future publication"),
    (Answer.WAITING, r"not yet due|awaiting an answer"),
    (Answer.NO_ANSWER, r"no answer|overdue"),
    (Answer.SOMETHING_ELSE, r"answer(?:s|ed)? something else|does not answer"),
    (Answer.REFUSED, r"exempt|refus|s\.? ?\d{2}\b"),
    (Answer.LEFT_BLANK, r"left blank|^blank$"),
    (Answer.RANGE, r"^range\b"),
)
"""How a reason is known by its words, the surest first."""

INEXACT = re.compile(r"proxy|approximate|estimate|minimum|unclear|^[<>]|ambiguous", re.IGNORECASE)


def reasons_in(words: str) -> tuple[Answer, ...]:
    """The kinds of no answer named in a qualifier, each once, the surest first."""
    parts = [part.strip() for part in words.split(";")]
    return tuple(
        kind
        for kind, pattern in REASONS
        if any(re.search(pattern, part, re.IGNORECASE) and not _other_first(kind, part) for part in parts)
    )


def _other_first(kind: Answer, part: str) -> bool:
    """Whether a surer kind has already taken these words: section 12 is no other refusal."""
    for earlier, pattern in REASONS:
        if earlier is kind:
            return False
        if re.search(pattern, part, re.IGNORECASE):
            return True
    raise ValueError(kind)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure of a published answer counts. `stage` is the national figure it was asked for."""

    title: str
    counts: str
    unit: Unit = Unit.UNSTATED
    stage: str | None = None


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "missing_incidents": Measure("Missing episodes", "episodes", Unit.INCIDENTS),
        "missing_reports": Measure("Reports of somebody missing", "reports"),
        "eligible_returns": Measure("Returns of children under 18", "returns", Unit.ELIGIBLE_RETURNS),
        "children_missing": Measure("Children who went missing", "children", Unit.CHILDREN),
        "children_repeat_missing": Measure("Children missing more than once", "children", Unit.CHILDREN),
        "children_missing_over_24h": Measure("Children missing for over 24 hours", "children", Unit.CHILDREN),
        "children_still_missing": Measure("Children still missing", "children", Unit.CHILDREN),
        "children_currently_missing_by_duration": Measure(
            "Children missing on the day, by how long", "children", Unit.CHILDREN
        ),
        "rhi_offered": Measure("Interviews offered", "interviews offered", stage="R3"),
        "rhi_completed": Measure("Interviews completed", "interviews", stage="D1"),
        "rhi_undertaken": Measure("Interviews undertaken", "interviews", stage="D1"),
        "pct_rhi_completed": Measure("Interviews completed, percent", "percent of interviews", stage="D1"),
        "pct_children_interviewed": Measure("Children interviewed, percent", "percent of children", stage="D1"),
        "rhi_completed_72h": Measure("Interviews within 72 hours", "interviews", stage="D3"),
        "rhi_records_held": Measure("Interview records held", "records"),
        "rhi_cce_raised": Measure("Interviews that raised exploitation", "interviews", Unit.INTERVIEWS),
        "provider_in_house": Measure("A team of the council holds the talk", "yes or no"),
        "provider_third_sector": Measure("A voluntary organisation holds the talk", "yes or no"),
        "follow_up_support": Measure("Support is offered after the talk", "yes or no"),
        "post_missing_support": Measure("Help is offered afterwards", "yes or no"),
        "provider_dedicated_team": Measure("A team for these talks alone holds them", "yes or no"),
        "provider_social_worker": Measure("The social worker holds the talk", "yes or no"),
        "provider_youth_worker": Measure("A youth worker holds the talk", "yes or no"),
        "shared_with_social_services": Measure("What was said is passed to social care", "yes or no"),
        "shared_with_police": Measure("What was said is passed to the police", "yes or no"),
        "shared_with_multi_agency_forum": Measure("What was said is passed to a multi-agency forum", "yes or no"),
        "parental_consent_always": Measure("A parent’s yes is always required", "yes or no"),
        "parental_consent_sometimes": Measure("A parent’s yes is sometimes required", "yes or no"),
        "parental_consent_never": Measure("A parent’s yes is never required", "yes or no"),
        "offer_policy_all": Measure("Every child who comes back is offered a talk", "yes or no"),
        "offer_policy_case_by_case": Measure("A talk is offered case by case", "yes or no"),
        "offer_policy_not_offered": Measure("No talk is offered", "yes or no"),
        "full_notes": Measure("Full notes of the talk are kept", "yes or no"),
        "follow_up_recorded": Measure("It is recorded whether help followed", "yes or no"),
        "cla_during_year": Measure("Children looked after in the year", "children", Unit.CHILDREN),
        "cla_at_31_march": Measure("Children looked after on 31 March", "children", Unit.CHILDREN),
        "cla_total": Measure("Children looked after", "children", Unit.CHILDREN),
        "cla_uasc": Measure("Unaccompanied children looked after", "children", Unit.CHILDREN),
        "cla_trafficked": Measure("Looked-after children who were trafficked", "children", Unit.CHILDREN),
        "individuals_placed": Measure("People placed", "people"),
        "longest_missing_days": Measure("Longest times missing, in days", "days"),
        "pct_children_looked_after": Measure("Missing children who are looked after, percent", "percent of children"),
        "pct_children_repeat_4plus": Measure("Children missing four times or more, percent", "percent of children"),
    }
)

BANDS = re.compile(r"children_by_episode_count\[(?P<band>[^\]]+)\]")

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "all": "all children",
        "all_ages": "people of all ages",
        "looked_after": "looked-after children",
        "not_looked_after": "children not looked after",
        "lac_in_area": "looked-after children placed in the area",
        "lac_out_of_area": "looked-after children placed out of the area",
        "hosted": "children placed here by another council",
        "semi_independent": "young people in semi-independent places",
        "semi_independent_out_of_area": "those in semi-independent places out of the area",
        "semi_independent_cse_risk": "those in semi-independent places noted as at risk of exploitation",
    }
)

PART_OF: Mapping[str, str] = MappingProxyType(
    {
        "looked_after": "all",
        "not_looked_after": "all",
        "lac_in_area": "looked_after",
        "lac_out_of_area": "looked_after",
        "semi_independent_out_of_area": "semi_independent",
        "semi_independent_cse_risk": "semi_independent",
    }
)


def measure_of(name: str) -> Measure:
    """What a measure counts; one that we do not know keeps its own name."""
    if banded := BANDS.fullmatch(name):
        band = banded["band"]
        times = "once" if band == "1" else f"{band.replace('-', ' to ').replace('>', 'more than ')} times"
        return Measure(f"Children missing {times}", "children", Unit.CHILDREN)
    return MEASURES.get(name, Measure(name.replace("_", " "), "not known"))


def group_of(name: str) -> str:
    """Whom a figure is about, in words."""
    return GROUPS.get(name, name.replace("_", " "))


def within_group(part: str, whole: str) -> bool:
    """Whether everybody of one group is of the other."""
    up = PART_OF.get(part)
    return up is not None and (up == whole or within_group(up, whole))


def beside_chance(difference: Interval, more: str, less: str) -> str:
    """What a difference says once chance is allowed for: nothing where what chance allows holds no difference at all."""
    if difference.low <= 0 <= difference.high:
        return "No different from what chance would give."
    return f"{more if difference.low > 0 else less}, by more than chance."
