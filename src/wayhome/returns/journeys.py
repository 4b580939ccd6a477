"""From a row of the episode list to a Journey. What is blank or cannot be read is not recorded, and nothing is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from wayhome.domain.episode import Closing, Journey, Need, Offer, Response, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    OfferLevel,
    Outcome,
    ProviderType,
    ReasonNotOffered,
    ResponseToOffer,
    RiskGrade,
    Source,
    Word,
)
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.cells import day_of, when_of
from wayhome.returns.columns import Kind, plain
from wayhome.returns.profiles.episodes import BY_NAME, MEANS

Cells = Mapping[str, str]
E = TypeVar("E", bound=Word)

CELLS_REMEMBERED = 50_000
"""The same words and dates stand in many rows: each is read once."""

SAYS_OF_A_TALK = frozenset(
    {
        *("offered", "offer_level", "offered_at", "answer", "answered_by", "answered_at", "could_talk_freely"),
        *("undertaken", "held", "completeness", "relation", "provider_type", "preference_exception"),
        *("episodes_discussed", "talk", "outcome", "closed_at"),
    }
)
"""Columns of the offer, the answer, the talk and the closing: with none of them a row says nothing of any."""

YES = frozenset({"y", "yes", "true", "t", "1"})
NO = frozenset({"n", "no", "false", "f", "0"})
NOT_SAID = frozenset({"", "na", "n a", "null", "none", "not known", "unknown", "not recorded", "not applicable"})


def yes_no(text: str) -> bool | None:
    """Yes, no, or None for a blank, not applicable, not known, or what cannot be read."""
    if not text:
        return None
    said = plain(text)
    return True if said in YES else False if said in NO else None


def _by_plain(of: type[Word]) -> dict[str, Word]:
    return {plain(name): member for member in of for name in (member.value, member.label)}


CODE_LISTS: dict[str, type[Word]] = {
    "kind": EpisodeKind, "group": Group, "offer_level": OfferLevel, "answer": ResponseToOffer, "answered_by": Answerer,
    "outcome": Outcome, "relation": InterviewerRelation, "provider_type": ProviderType, "completeness": Completeness,
    "risk": RiskGrade, "source": Source, "reason_not_offered": ReasonNotOffered,
}  # fmt: skip
CODES = {column: _by_plain(of) for column, of in CODE_LISTS.items()}


@lru_cache(maxsize=CELLS_REMEMBERED)
def word(column: str, text: str) -> Word | None:
    """The member of the column's code list, read by its value, its label or another word for it."""
    said = plain(text)
    said = plain(MEANS.get(column, {}).get(said, said))
    return CODES[column].get(said)


@lru_cache(maxsize=CELLS_REMEMBERED)
def trouble(column: str, text: str) -> str | None:
    """What is wrong with a cell, or None. A blank is never wrong here."""
    said = plain(text)
    if said in NOT_SAID:
        return None
    kind = BY_NAME[column].kind
    if kind is Kind.YES_NO:
        return None if said in YES or said in NO else "neither yes nor no"
    if kind is Kind.CODE:
        return None if said in MEANS.get(column, {}) or word(column, text) else "not a value of this column"
    if kind is Kind.DAY:
        return "not a date" if day_of(text).is_wrong else None
    if kind is Kind.WHEN:
        return when_of(text).trouble
    if kind is Kind.WHOLE:
        return None if text.strip().isdecimal() and len(text.strip()) < 6 else "not a whole number"
    return None


@dataclass(frozen=True, slots=True)
class Read:
    """A row as read: the journey, and what the journey has no place for."""

    journey: Journey
    kind_of_talk_recorded: bool
    """Whether completeness and the number of episodes discussed are written down, so that U1, U2 and U3 can be told apart."""


def journey_of(cells: Cells, *, episode: str, authority: str) -> Read | None:
    """Read a row. None when it does not say whether the child was missing or away: such a row can be counted nowhere."""
    say = cells.get
    kind = _code(cells, "kind", EpisodeKind)
    if kind is None:
        return None
    silent = SAYS_OF_A_TALK.isdisjoint(cells)
    talks, told_apart = (None, True) if silent else _talks(cells)
    return Read(
        Journey(
            episode=say("episode", "").strip() or episode,
            child=say("child", "").strip(),
            authority=say("authority", "").strip() or authority,
            group=_code(cells, "group", Group),
            kind=kind,
            missing_from=_when(cells, "missing_from"),
            reported=_when(cells, "reported"),
            located=_when(cells, "located"),
            returned=_when(cells, "returned"),
            return_recorded=yes_no(say("return_recorded", "")),
            notified=_when(cells, "notified"),
            notice_recorded=yes_no(say("notice_held", "")),
            void=yes_no(say("void", "")) is True,
            born=day_of(say("born", "")).day,
            sex=say("sex", "").strip() or None,
            ethnicity=say("ethnicity", "").strip() or None,
            disabled=yes_no(say("disabled", "")),
            unaccompanied=yes_no(say("unaccompanied", "")),
            risk=_code(cells, "risk", RiskGrade),
            earlier_episodes=_whole(say("earlier_episodes", "")),
            source=_code(cells, "source", Source),
            case_opened=_when(cells, "case_opened"),
            offers=None if silent else _offers(cells),
            responses=None if silent else _responses(cells),
            talks=talks,
            needs=_needs(cells),
            closing=None if silent else _closing(cells),
            reason_not_offered=_code(cells, "reason_not_offered", ReasonNotOffered),
            close_rule_met=yes_no(say("close_rule_met", "")),
            responsible=yes_no(say("responsible", "")),
            looked_after=yes_no(say("looked_after", "")),
        ),
        told_apart,
    )


def facts_from(read: Read, *, as_of: datetime) -> EpisodeFacts:
    """The facts of a row as read. Where the kind of talk was not written down, its outcome is not known either."""
    facts = facts_of(read.journey, as_of=as_of)
    if facts.undertaken and not read.kind_of_talk_recorded:
        return replace(facts, outcome=None, episodes_discussed=None)
    return facts


def _when(cells: Cells, column: str) -> Moment:
    text = cells.get(column)
    return when_of(text).moment if text else NOT_RECORDED


def _code(cells: Cells, column: str, of: type[E]) -> E | None:
    text = cells.get(column)
    found = word(column, text) if text else None
    return found if isinstance(found, of) else None


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _offers(cells: Cells) -> tuple[Offer, ...] | None:
    """An offer where one is recorded, none where it says so, and None where nothing is said."""
    if _nobody_told(cells):
        return ()
    level, at = _code(cells, "offer_level", OfferLevel), _when(cells, "offered_at")
    if yes_no(cells.get("offered", "")) or level is not None or at.is_known:
        return (Offer(at, level),)
    return None


def _responses(cells: Cells) -> tuple[Response, ...] | None:
    answer = _code(cells, "answer", ResponseToOffer)
    if answer is not None:
        by = _code(cells, "answered_by", Answerer)
        freely = yes_no(cells.get("could_talk_freely", ""))
        return (Response(_when(cells, "answered_at"), answer, by, freely),)
    said_none = plain(cells.get("answer", "")) in ("none", "no answer")
    return () if said_none or _nobody_told(cells) else None


def _nobody_told(cells: Cells) -> bool:
    level = _code(cells, "offer_level", OfferLevel)
    return level is OfferLevel.NOT_OFFERED or (level is None and yes_no(cells.get("offered", "")) is False)


def _talks(cells: Cells) -> tuple[tuple[Talk, ...] | None, bool]:
    """The talk where one is recorded, none where it says so, None where nothing is said; and whether its kind is written down."""
    undertaken, held = yes_no(cells.get("undertaken", "")), _when(cells, "held")
    completeness, discussed = _code(cells, "completeness", Completeness), _whole(cells.get("episodes_discussed", ""))
    outcome = _code(cells, "outcome", Outcome)
    if undertaken is False or completeness is Completeness.NOT_UNDERTAKEN:
        return (), True
    if _nobody_told(cells) and not (undertaken or held.is_known or completeness):
        return (), True  # a held talk implies an offer (§4.9), so where nobody was told no talk was held
    if outcome is not None and outcome.is_undertaken:
        completeness = completeness or (
            Completeness.PARTIAL if outcome is Outcome.UNDERTAKEN_PARTIAL else Completeness.FULL
        )
        discussed = discussed or (2 if outcome is Outcome.UNDERTAKEN_COMBINED else 1)
    if not (undertaken or held.is_known or completeness):
        return None, True
    talk = Talk(
        held,
        completeness or Completeness.FULL,
        _code(cells, "relation", InterviewerRelation),
        _code(cells, "provider_type", ProviderType),
        yes_no(cells.get("preference_exception", "")),
        discussed or 1,
        cells.get("talk", "").strip() or None,
    )
    return (talk,), completeness is Completeness.PARTIAL or (completeness is not None and discussed is not None)


def _needs(cells: Cells) -> tuple[Need, ...] | None:
    """One need where one is recorded or something came of it, none where it says so, None where nothing is said."""
    offered, accepted, started = (
        yes_no(cells.get(f"support_{step}", "")) for step in ("offered", "accepted", "started")
    )
    accepted_at, started_at = _when(cells, "support_accepted_at"), _when(cells, "support_started_at")
    accepted, started = accepted_at.is_known or accepted, started_at.is_known or started
    needed = yes_no(cells.get("need_identified", ""))
    if not (needed or offered or accepted or started):
        return () if needed is False else None
    return (Need(offered, accepted, accepted_at, started, started_at, pending=False if accepted is not None else None),)


def _closing(cells: Cells) -> Closing | None:
    outcome = _code(cells, "outcome", Outcome)
    if outcome is None or outcome.is_undertaken or outcome.is_open:
        return None
    return Closing(_when(cells, "closed_at"), outcome)
