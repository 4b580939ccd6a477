"""The flat rows everything is counted from: one per (episode, authority), and one per (child, authority, period).

Each field carries its meaning; `columns` reads them, and the documented fact layout, its schema for files and the SQL
tables are all made from there. A yes-or-no column has three values: yes, no, and empty for not known.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from wayhome.domain.clock import InTime, Part, Proxy
from wayhome.domain.ending import Ending
from wayhome.domain.told import HARMS, REASONS, ReadBack
from wayhome.domain.vocabulary import (
    DeliveryModel,
    EpisodeKind,
    Group,
    InterviewerRelation,
    NeedKind,
    Outcome,
    ProviderType,
    ReasonNotOffered,
    RiskGrade,
    Source,
)


@dataclass(frozen=True, slots=True)
class Several:
    """A text column that holds several codes: `|bullying_peers|friends_peers|`, and `|` where none was told.

    With `answered`, each code has an answer: `|advocacy=yes|mentoring=no|`; a code that is not there has none.
    """

    codes: tuple[str, ...]
    answered: bool = False


def several(codes: Iterable[str]) -> str:
    """Codes as a column that holds several writes them: each once, in order."""
    return "|" + "".join(f"{code}|" for code in sorted(set(codes)))


def answered(answers: Mapping[str, bool | None]) -> str:
    """Codes with their answers; one whose answer is not known is left out."""
    return several(f"{code}={'yes' if said else 'no'}" for code, said in answers.items() if said is not None)


NEEDS = tuple(kind.value for kind in NeedKind if kind is not NeedKind.NONE)


class AgeBand(StrEnum):
    """Age in years on the day of return. 5-9 and 10-12 with 13-15 nest the bands of the national statistics."""

    UNDER_5 = "0-4"
    FROM_5_TO_9 = "5-9"
    FROM_10_TO_12 = "10-12"
    FROM_13_TO_15 = "13-15"
    FROM_16_TO_17 = "16-17"
    ADULT = "18 and over"


class ReturnDay(StrEnum):
    """The day on which a child came back, as whoever staffs the week sees it. A bank holiday is no day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    BANK_HOLIDAY = "bank_holiday"


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """One missing episode as one authority counts it. Derived in one place, `wayhome.indicators.derive`, and nowhere else."""

    episode: Annotated[str, "The authority's own reference of the episode."]
    authority: Annotated[str, "The authority whose figures the row belongs to (GSS code)."]
    child: Annotated[
        str, "A reference of the child, the same for all episodes of one child in one authority; not a name."
    ]
    group: Annotated[
        Group | None,
        "Where the child lived at the start of the episode, as this authority sees it; never changed later.",
    ]
    ours: Annotated[
        bool | None,
        "This authority answers for the child: home, care_in or care_out. National totals add these rows only.",
    ]
    hosted: Annotated[
        bool | None, "The host's mirror of another authority's care_out row. Shown to the host, added to no total."
    ]
    looked_after: Annotated[bool | None, "Looked after at the start of the episode, by any authority."]
    kind: Annotated[EpisodeKind, "Missing, away, hidden, or absent as recorded before 2017."]
    away_planned: Annotated[
        bool | None,
        "While the child was away and known to be, somebody by name owned a plan; empty for other absences.",
    ]
    void: Annotated[bool, "Recorded in error, entered twice or merged into another record."]
    started_on: Annotated[date | None, "Europe/London date the child went missing."]
    started_month: Annotated[str | None, "Month the child went missing, as 2025-06."]
    start_unplaced: Annotated[bool, "The start has no date, so the episode is in no period by start."]
    returned_on: Annotated[date | None, "Europe/London date of return, or of the proxy where the return has no date."]
    returned_month: Annotated[str | None, "Month of return, as 2025-06."]
    returned_quarter: Annotated[
        str | None, "Quarter of the reporting year of return, as 2025-26 Q1 for April to June 2025."
    ]
    returned_year: Annotated[str | None, "Reporting year of return, 1 April to 31 March, as 2025-26."]
    returned_day: Annotated[
        ReturnDay | None, "Day of the week of the return, or that it was a bank holiday of England and Wales."
    ]
    returned_hour: Annotated[
        str | None,
        "Hour of the Europe/London day in which the return began, 00 to 23; empty where it is known to the day only.",
    ]
    return_proxy: Annotated[
        Proxy | None, "What stands in for the time of return; empty where the return itself is dated."
    ]
    unplaced: Annotated[bool, "The child returned, but no date says when: counted as unplaced and in no period."]
    eligible: Annotated[
        bool | None,
        "An eligible return: a missing episode, not void, ended by return, child under 18 then, this authority's child. "
        "Local criteria never exclude.",
    ]
    eligible_hosted: Annotated[bool | None, "The same return seen by the host: eligible but for whose child it is."]
    age_at_return: Annotated[int | None, "Whole years on the date of return."]
    age_band: Annotated[AgeBand | None, "Age band on the date of return."]
    sex: Annotated[str | None, "As recorded."]
    ethnicity: Annotated[str | None, "As recorded."]
    disabled: Annotated[bool | None, "Recorded as disabled."]
    unaccompanied: Annotated[bool | None, "Recorded as an unaccompanied asylum-seeking child."]
    risk: Annotated[RiskGrade | None, "Risk grade given by police."]
    first_episode: Annotated[bool | None, "No earlier missing episode of the child is known to this authority."]
    source: Annotated[Source | None, "Who told the authority first."]
    notice_held: Annotated[
        bool | None,
        "The authority holds a notice of the return. Empty where the source does not say that there was none.",
    ]
    offered: Annotated[
        bool | None, "The child was told they can have a talk, at or after being located (strict offer)."
    ]
    offered_broad: Annotated[
        bool | None, "Offered, or only the carer was told, or a letter or message went unconfirmed."
    ]
    offer_implied: Annotated[
        bool | None, "Offered only in that a talk was held with no earlier offer: in no figure about when."
    ]
    offered_within_72h: Annotated[bool | None, "The first offer came within 72 elapsed hours of the return."]
    notified_within_24h: Annotated[
        bool | None,
        "The first notice of the return reached the authority within 24 elapsed hours of it, or the child was found first.",
    ]
    notice_sent_within_24h: Annotated[
        bool | None,
        "The first notice of the return was sent within 24 elapsed hours of it, or the child was found first.",
    ]
    notice_opened_within_24h: Annotated[
        bool | None,
        "A person opened a notice of the return within 24 elapsed hours of it, or the child was found first.",
    ]
    offered_within_24h_of_notice: Annotated[
        bool | None,
        "The first offer to the child came within 24 elapsed hours of the notice; empty where it is implied.",
    ]
    accepted: Annotated[bool | None, "The child said yes, or the talk was undertaken."]
    declined_by_child: Annotated[bool | None, "The child, able to talk freely, said no and never yes."]
    parent_refused: Annotated[bool | None, "Someone with parental responsibility or a carer refused."]
    reason_not_offered: Annotated[
        ReasonNotOffered | None, "Why the child was not told; empty where the child was, and where nobody has said why."
    ]
    answer_pending: Annotated[bool | None, "No answer yet, the case not closed, and the rule on attempts not met."]
    undertaken: Annotated[bool | None, "A talk that discussed this episode was held, in full or in part."]
    mature_72h: Annotated[bool | None, "72 hours have passed since the return at the time of extraction."]
    clock: Annotated[
        InTime | None,
        "The 72-hour promise of an undertaken talk: yes, no, or indeterminate. Empty: no talk, or no clock.",
    ]
    within_72_hours: Annotated[
        bool | None, "Undertaken within 72 elapsed hours of the return. Indeterminate is empty, never yes."
    ]
    within_3_working_days: Annotated[
        bool | None,
        "Undertaken by the end of the third working day after the day of return, in England and Wales. For comparison only.",
    ]
    within_72h_of_notice: Annotated[
        bool | None,
        "Undertaken within 72 elapsed hours of the authority's first notice of the return. For comparison only.",
    ]
    held_within_48h_of_offer: Annotated[
        bool | None, "The talk was held within 48 elapsed hours of the first offer; empty where the offer is implied."
    ]
    slowest_part: Annotated[
        Part | None,
        "The part of the way from return to talk that took longest, of a talk later than 72 hours; empty where the times do not say.",
    ]
    held_month: Annotated[str | None, "Month the first talk was held, as 2025-06."]
    interview: Annotated[str | None, "A reference of the first talk; the same for every episode it discussed."]
    episodes_discussed: Annotated[int | None, "Episodes the first talk discussed, this one included."]
    relation: Annotated[InterviewerRelation | None, "What the interviewer was to the child and the case."]
    provider_type: Annotated[ProviderType | None, "The kind of organisation the interviewer worked for."]
    delivery_model: Annotated[
        DeliveryModel | None, "How the talk was delivered, by the interviewer's relation and kind of organisation."
    ]
    independent: Annotated[
        bool | None, "Independent by the test for the child's group: home test or looked-after test."
    ]
    independent_strict: Annotated[
        bool | None, "Independent of placement, case and responsible authority: the strict looked-after test."
    ]
    preference_exception: Annotated[bool | None, "Not independent, and the child asked for this person."]
    need_identified: Annotated[
        bool | None,
        "The talk found at least one need; empty until somebody says so, or hands in the record of the talk.",
    ]
    needs: Annotated[str | None, "The kinds of need that the talk found.", Several(NEEDS)]
    needs_offered: Annotated[
        str | None, "Kinds of need found, and whether help was offered for each.", Several(NEEDS, answered=True)
    ]
    needs_started: Annotated[
        str | None, "Kinds of need found, and whether help began for each, however late.", Several(NEEDS, answered=True)
    ]
    reasons: Annotated[
        str | None,
        "Why the child went, as the interviewer read it, from the record of the first talk; empty where it was not talked about.",
        Several(tuple(REASONS)),
    ]
    harm: Annotated[
        str | None,
        "Harm or danger told in the first talk, coded afterwards; empty where it was not talked about.",
        Several(tuple(HARMS)),
    ]
    interviewer_trained: Annotated[
        bool | None, "The interviewer was trained for these talks when they were named for this one."
    ]
    record_due: Annotated[bool | None, "Four working days have passed since the first talk at the time of extraction."]
    handed_in_2_days: Annotated[bool | None, "Its record was handed in by the end of the second working day after it."]
    approved_4_days: Annotated[bool | None, "Its record was approved by the end of the fourth working day after it."]
    read_back: Annotated[
        ReadBack | None, "What came of reading back to the child what was written; empty where nobody says."
    ]
    support_offered: Annotated[bool | None, "Help was offered for a need: a named service, with a date."]
    support_answer_pending: Annotated[bool | None, "Help was offered, and the answer is still to come."]
    support_accepted: Annotated[bool | None, "The child said yes to help, or a parent to a service of their own."]
    support_mature_28d: Annotated[bool | None, "28 days have passed since the yes to help at the time of extraction."]
    support_started_28d: Annotated[
        bool | None, "A first session took place within 28 days of the yes. What nobody recorded is empty, never no."
    ]
    outcome: Annotated[Outcome | None, "The one outcome of the offer of a talk; empty where the source cannot say."]
    hours_missing: Annotated[float | None, "Elapsed hours from missing to return, where both are known to the hour."]
    hours_to_notice: Annotated[
        float | None,
        "Elapsed hours from return to the authority's notice of it; 0 where notice that the child was found came first.",
    ]
    hours_to_offer: Annotated[
        float | None, "Elapsed hours from return to the first offer to the child; none where implied."
    ]
    hours_to_interview: Annotated[float | None, "Elapsed hours from return to the first talk."]
    ending: Annotated[
        Ending | None,
        "What came first after the return: the talk, or what left no talk to be held for it; empty where the source cannot say.",
    ]
    hours_to_ending: Annotated[
        float | None,
        "Elapsed hours from return to what came first; empty while open, and where either is not known to the hour.",
    ]
    hours_notice_to_offer: Annotated[float | None, "Elapsed hours from the notice to the first offer; none before it."]
    hours_offer_to_interview: Annotated[
        float | None, "Elapsed hours from the first offer to the first talk; none before it."
    ]


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """One child in one authority and one period, from that child's missing episodes that started in it."""

    child: Annotated[str, "A reference of the child; not a name."]
    authority: Annotated[str, "The authority whose figures the row belongs to (GSS code)."]
    period: Annotated[str, "The period: a month as 2025-06, a quarter as 2025-26 Q1, or a reporting year as 2025-26."]
    group: Annotated[Group | None, "The group at the child's first episode of the period."]
    ours: Annotated[bool | None, "This authority answers for the child in at least one of the episodes."]
    episodes: Annotated[int, "Missing episodes that started in the period."]
    first_started_on: Annotated[date, "Date the first of them started."]
    last_started_on: Annotated[date, "Date the last of them started."]
    eligible_returns: Annotated[int, "How many of them ended in an eligible return."]
    undertaken: Annotated[int, "How many of those returns a talk covered."]
    frequent: Annotated[
        bool | None,
        "An episode of the period was the third or a later one to start within 90 days; both numbers can be set. "
        "Empty where a start with no day could make it so.",
    ]


Facts = EpisodeFacts | ChildFacts
"""A row that indicators are counted over."""

Kind = Literal["string", "boolean", "date", "integer", "number"]
KINDS: dict[type, Kind] = {bool: "boolean", int: "integer", float: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact row as the layout documents it. `kind` is its type in a tabular data package."""

    name: str
    kind: Kind
    meaning: str
    may_be_empty: bool
    values: tuple[str, ...] = ()
    """The only values a coded column may hold; empty for a column that is not coded."""
    code_list: type[StrEnum] | None = None
    several: Several | None = None
    """The codes of a text column that may hold several."""


@cache
def columns(of: type) -> tuple[Column, ...]:
    """The columns of EpisodeFacts or ChildFacts, in order."""
    hints = get_type_hints(of, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(of))


def _column(name: str, hint: Any) -> Column:
    declared, meaning, *more = get_args(hint)
    optional = get_origin(declared) in (Union, types.UnionType)
    python = next(t for t in get_args(declared) if t is not type(None)) if optional else declared
    if issubclass(python, StrEnum):
        return Column(name, "string", meaning, optional, tuple(member.value for member in python), python)
    return Column(name, KINDS.get(python, "string"), meaning, optional, several=more[0] if more else None)


def _fill_slots_directly(of: type) -> None:
    """Give a frozen row an `__init__` that fills each slot by its own setter.

    The one that dataclasses writes looks every field up by name and took a fifth of the time of deriving a row.
    """
    names = [field.name for field in fields(of)]
    setters = {f"set_{name}": getattr(of, name).__set__ for name in names}
    lines = "".join(f"    set_{name}(self, {name})\n" for name in names)
    made: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(names)}):\n{lines}", setters, made)
    setattr(of, "__init__", made["__init__"])  # noqa: B010 - mypy has no word for giving a class another __init__


_fill_slots_directly(EpisodeFacts)

EPISODE_COLUMNS = columns(EpisodeFacts)
CHILD_COLUMNS = columns(ChildFacts)
