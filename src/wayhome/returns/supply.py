"""Which indicators a source can say, and what it lacks for the others: found by asking the derivation itself.

A handful of made-up returns, complete in every column, are read once whole and once with only the columns the source has.
An indicator can be said when the columns it has still tell its yes from its no. No format is named here, and no indicator.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from wayhome.indicators.definition import Breakdown, Indicator
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.journeys import facts_from, journey_of
from wayhome.returns.profiles.episodes import BY_NAME, NAMES

COUNTED = "counted"
LONG_AFTER = datetime(2024, 12, 31, tzinfo=UTC)

_WHOLE = {
    "episode": "1", "authority": "A", "child": "1", "kind": "missing", "missing_from": "2024-03-01 10:00", "born": "2010-05-05",
    "group": "care_out", "responsible": "Y", "looked_after": "Y", "reported": "2024-03-01 11:00", "located": "2024-03-02 09:00",
    "returned": "2024-03-02 10:00", "return_recorded": "Y", "notified": "2024-03-02 10:30", "notice_held": "Y", "void": "N", "sex": "F",
    "ethnicity": "WBRI", "disabled": "N", "unaccompanied": "N", "risk": "medium", "earlier_episodes": "0", "source": "police",
    "case_opened": "2024-03-02 11:00", "close_rule_met": "Y",
}  # fmt: skip
_TOLD = {"offered": "Y", "offer_level": "child_direct", "offered_at": "2024-03-02 12:00"}
_YES = {"answer": "accepted", "answered_by": "child", "could_talk_freely": "Y", "answered_at": "2024-03-02 12:30"}
_NO = _YES | {"answer": "declined"}
_HEARD = {
    "undertaken": "Y", "held": "2024-03-03 10:00", "completeness": "full", "relation": "commissioned_provider",
    "provider_type": "voluntary_organisation", "preference_exception": "N", "episodes_discussed": "1", "talk": "T1",
    "outcome": "undertaken_individual", "closed_at": "2024-03-10 10:00",
}  # fmt: skip
_IN_NEED = {"need_identified": "Y", "support_offered": "N"}
_HELPED = _IN_NEED | {
    "support_offered": "Y", "support_accepted": "Y", "support_accepted_at": "2024-03-05", "support_started": "Y",
    "support_started_at": "2024-03-20",
}  # fmt: skip
_NOT_HEARD = {"undertaken": "N", "closed_at": "2024-03-20 10:00"}
_UNTOLD = {"offered": "N", "offer_level": "not_offered"}
_REFUSED = {
    "offered": "Y", "offer_level": "carer_only", "offered_at": "2024-03-02 12:00", "answer": "parent_refused",
    "answered_by": "parent", "answered_at": "2024-03-02 12:30", "reason_not_offered": "parent_refused_first",
    "outcome": "parent_or_carer_refused",
}  # fmt: skip

PROBES: tuple[dict[str, str], ...] = (
    _WHOLE | _TOLD | _YES | _HEARD | _HELPED,
    _WHOLE | _TOLD | _YES | _HEARD | _HELPED | {"support_started_at": "2024-05-20"},
    _WHOLE | _TOLD | _YES | _HEARD | _HELPED | {"support_accepted": "N", "support_accepted_at": "", "support_started": "N",
                                                "support_started_at": ""},
    _WHOLE | _TOLD | _YES | _HEARD | _IN_NEED,
    _WHOLE | _TOLD | _YES | _HEARD | {"group": "home", "looked_after": "N", "held": "2024-03-09 10:00",
                                       "relation": "allocated_social_worker"},
    _WHOLE | _TOLD | _YES | _HEARD | {"relation": "placement_staff", "preference_exception": "Y", "completeness": "partial",
                                       "outcome": "undertaken_partial"},
    _WHOLE | _TOLD | _YES | _HEARD | {"episodes_discussed": "2", "outcome": "undertaken_combined", "relation": "la_dedicated_rhi"},
    _WHOLE | _TOLD | _YES | _HEARD | {"notified": "2024-03-06 11:00", "offered_at": "2024-03-06 12:00", "held": "2024-03-07 10:00"},
    _WHOLE | _TOLD | _YES | _HEARD | {"offered_at": "2024-03-08 12:00", "held": "2024-03-09 10:00"},
    _WHOLE | _TOLD | _NO | _NOT_HEARD | {"outcome": "declined_by_child"},
    _WHOLE | _TOLD | _YES | _NOT_HEARD | {"offered_at": "2024-03-09 12:00", "outcome": "withdrew_or_repeatedly_missed"},
    _WHOLE | _NOT_HEARD | _REFUSED,
    _WHOLE | _NOT_HEARD | _REFUSED | {"group": "home", "responsible": "Y", "looked_after": "N", "source": "school"},
    _WHOLE | _NOT_HEARD | _UNTOLD | {"reason_not_offered": "service_decision", "outcome": "service_decision"},
    _WHOLE | _NOT_HEARD | _UNTOLD | {"reason_not_offered": "no_capacity", "outcome": "no_capacity", "notified": "", "notice_held": "N"},
    _WHOLE | {"kind": "hidden"},
)  # fmt: skip


Told = Callable[[Mapping[str, str]], Mapping[str, str]]


class Supply:
    """What a source can tell of a complete row of the episode list."""

    def __init__(self, told: Told):
        """`told` writes a complete row into the source's own columns and reads it back: what is lost, the source lacks."""
        self._told = told
        self._seen: dict[frozenset[str], list[Any]] = {}

    def can_say(self, indicator: Indicator) -> bool:
        """Whether the source's own columns tell every answer of the indicator from the others."""
        return self._says(indicator, frozenset())

    def lacks(self, indicator: Indicator) -> tuple[str, ...] | None:
        """The columns that are missing before the indicator can be said: none when it can, None when no column would help."""
        if self.can_say(indicator):
            return ()
        might, needed = self._may_be_added(indicator), list[str]()
        if not self._says(indicator, frozenset(might)):
            return None
        while not self._says(indicator, frozenset(needed)):
            fewest = bisect(range(len(might)), 0, key=lambda n: self._says(indicator, frozenset([*might[:n], *needed])))
            might, needed = might[: fewest - 1], [might[fewest - 1], *needed]
        return tuple(needed)

    def cannot_say(self, lacking: tuple[str, ...] | None) -> str:
        """The sentence for an indicator that cannot be said."""
        if lacking is None:
            return "cannot say: no column of this layout would help"
        return "cannot say, because no column says " + ", nor ".join(BY_NAME[name].says for name in lacking)

    def _may_be_added(self, indicator: Indicator) -> list[str]:
        return list(NAMES)

    def _says(self, indicator: Indicator, more: frozenset[str]) -> bool:
        rows = self._rows(more)
        return all(any(_answer(indicator, row) == wanted for row in rows) for wanted in _answers(indicator))

    def _rows(self, more: frozenset[str]) -> list[Any]:
        if more not in self._seen:
            self._seen[more] = [row for probe in PROBES if (row := self._row(probe, more)) is not None]
        return self._seen[more]

    def _row(self, probe: Mapping[str, str], more: frozenset[str]) -> Any:
        """The facts of a complete row as this source would give it, with `more` columns added; None where it cannot be read."""
        told = {**self._told(probe), **{name: probe[name] for name in more if name in probe}}
        return _read(frozenset(told.items()))


class FactSupply(Supply):
    """What a source of fact rows can tell: the fact columns it holds."""

    def __init__(self, columns: Iterable[str]):
        super().__init__(lambda row: row)
        self._columns = frozenset(columns)

    def cannot_say(self, lacking: tuple[str, ...] | None) -> str:
        return "cannot say, because there is no column " + ", nor ".join(lacking or ())

    def _may_be_added(self, indicator: Indicator) -> list[str]:
        return sorted(indicator.columns() - self._columns)

    def _row(self, probe: Mapping[str, str], more: frozenset[str]) -> Any:
        return _Partial(_facts(probe), self._columns | more)


class _Partial:
    """A fact row of which only some columns are held; the others are not known."""

    def __init__(self, facts: EpisodeFacts, columns: frozenset[str]):
        self._facts = facts
        self._columns = columns

    def __getattr__(self, name: str) -> object:
        return getattr(self._facts, name) if name in self._columns else None


@lru_cache(maxsize=10_000)
def _read(told: frozenset[tuple[str, str]]) -> EpisodeFacts | None:
    """The facts of one row, by its columns and cells: most columns more change nothing, and most files have the same."""
    read = journey_of(dict(told), episode="", authority="A")
    return None if read is None else facts_from(read, as_of=LONG_AFTER)


def _facts(probe: Mapping[str, str]) -> EpisodeFacts:
    read = journey_of(probe, episode="1", authority="A")
    assert read is not None
    return facts_from(read, as_of=LONG_AFTER)


def _answer(indicator: Indicator, row: Any) -> object:
    """What the row answers: yes or no, the value of a composition, or who is counted; None where it is not known."""
    if indicator.of.answer(row) is not True:
        return None
    if isinstance(indicator, Breakdown):
        return getattr(row, indicator.column)
    if indicator.counting is not None:
        return indicator.counting.answer(row)
    return None if any(not getattr(row, name) for name in indicator.distinct) else COUNTED


@cache
def _answers(indicator: Indicator) -> frozenset[object]:
    """Every answer that the complete rows give: what a source must be able to tell apart."""
    return frozenset(answer for probe in PROBES if (answer := _answer(indicator, _facts(probe))) is not None)
