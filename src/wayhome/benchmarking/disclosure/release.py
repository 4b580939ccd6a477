"""The Release: the only way by which figures become public. Specification, counts, suppression, attack, and then print.

A release that the attacker gets anything out of is not made, nor one that the attacker could not finish with. Replies to
requests for information are releases like any other: each is remembered as a record of what it said, and whatever comes
later is attacked together with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wayhome.benchmarking.disclosure.attacker import (
    Attack,
    ContradictoryFigures,
    Found,
    NoSuchFigures,
    Secrets,
    TooManyPieces,
    Verdict,
    attack,
)
from wayhome.benchmarking.disclosure.attributes import SaysOfAll, say_of_all
from wayhome.benchmarking.disclosure.clock import Clock, OutOfTime
from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.differences import unprinted
from wayhome.benchmarking.disclosure.frame import Cell, Frame
from wayhome.benchmarking.disclosure.linking import Linking
from wayhome.benchmarking.disclosure.primary import Reason, small
from wayhome.benchmarking.disclosure.printing import Printed, Sheet, cells_of, publish, text_of
from wayhome.benchmarking.disclosure.profiles import DFE, Profile, Sign, profile_called
from wayhome.benchmarking.disclosure.programmes import CannotProtect
from wayhome.benchmarking.disclosure.reading import read
from wayhome.benchmarking.disclosure.revisions import as_now
from wayhome.benchmarking.disclosure.secondary import Pattern, Protection
from wayhome.benchmarking.disclosure.statements import Publication, reread
from wayhome.benchmarking.disclosure.tables import Count, Rate, Table


class Refused(ValueError):
    """The figures are not released, and why, in words."""

    def __init__(self, words: str, leaks: Sequence[Found] = ()) -> None:
        super().__init__(words)
        self.leaks = tuple(leaks)


@dataclass(frozen=True)
class Release:
    """Figures that may be printed."""

    sheet: Sheet
    publication: Publication
    reasons: dict[Cell, Reason]
    hidden_rates: frozenset[Rate]
    attack: Attack | None
    says_of_all: tuple[SaysOfAll, ...]
    pattern: Pattern | None

    @property
    def signs(self) -> dict[Sign, str]:
        """The key: each sign that is used, and what it means."""
        used = {text_of(self.sheet, figure, self.reasons, self.hidden_rates) for figure in self._figures()}
        return {sign: sign.words for sign in Sign if sign in used}

    def rows(self, table: Table) -> Iterator[tuple[tuple[str, ...], tuple[Printed, ...]]]:
        """The lines of one table as they are read. Why a figure is hidden is for those who release, never for print."""
        lines = next(lines for known, lines in self.sheet.tables if known is table)
        for line in lines:
            yield line.about, tuple(self._printed(heading, figure) for heading, figure in line.figures)

    def record(self) -> str:
        """What was published, to be kept and attacked together with whatever comes later."""
        return self.publication.to_json()

    def _figures(self) -> Iterator[Count | Rate]:
        for _, lines in self.sheet.tables:
            for line in lines:
                for _, figure in line.figures:
                    yield figure

    def _printed(self, heading: str, figure: Count | Rate) -> Printed:
        text = text_of(self.sheet, figure, self.reasons, self.hidden_rates)
        if text != self.sheet.profile.hidden or not self.sheet.profile.hides:
            return Printed(heading, text, figure=figure)
        if isinstance(figure, Count):
            found = self.attack.found.get(figure.cell) if self.attack else None
            return Printed(heading, text, self.reasons[figure.cell], found.interval if found else None, figure)
        is_part = any(cell in self.reasons or cell in self.sheet.primary for cell in cells_of(figure))
        return Printed(heading, text, Reason.PART_HIDDEN if is_part else Reason.PROTECTS, None, figure)


def prepare(
    name: str,
    frame: Frame,
    tables: Iterable[Table],
    counting: Counting,
    *,
    profile: Profile = DFE,
    earlier: Iterable[Publication] = (),
    seconds: float = 120,
    exactly: bool = True,
) -> Release:
    """Make tables safe and attack them. Raises Refused, in words; and for tables that cannot be: CannotPrint, NotInFrame."""
    clock = Clock.of(seconds)
    sheet = Sheet.of(name, frame, profile, tables, counting)
    if not profile.hides:
        publication = publish(sheet, ())
        return Release(sheet, publication, {}, frozenset(), None, tuple(say_of_all(sheet, publication, counting)), None)
    before = [as_now(reread(each, frame), frame, counting) for each in earlier if profile_called(each.profile).hides]
    try:
        return _Preparation(sheet, counting, before, clock, exactly=exactly).release()
    except OutOfTime:
        raise Refused(
            f"“{name}” is not released: whether it is safe could not be worked out in {seconds:g} seconds. "
            "Release fewer tables at once, or give it longer."
        ) from None
    except (CannotProtect, ContradictoryFigures, NoSuchFigures, TooManyPieces) as fault:
        raise Refused(f"“{name}” is not released: {fault}") from fault


class _Preparation:
    """Hide, attack, and hide more, until nothing is recovered."""

    def __init__(
        self, sheet: Sheet, counting: Counting, before: list[Publication], clock: Clock, *, exactly: bool
    ) -> None:
        self.sheet, self.counting, self.before, self.clock = sheet, counting, before, clock
        known = read(before)
        self.unprinted = unprinted(sheet, known.low, counting)
        linked = Linking(sheet, counting, known, self.unprinted).lay()
        self.protection = Protection(linked, clock, exactly=exactly)

    def release(self) -> Release:
        """The release. Raises Refused, CannotProtect, OutOfTime."""
        tried: set[frozenset[Cell | Rate]] = set()
        while True:
            pattern = self.protection.protect()
            reasons = self.sheet.primary | dict.fromkeys(sorted(pattern.hidden), Reason.PROTECTS)
            reasons = {cell: reason for cell, reason in reasons.items() if cell in self.sheet.counts}
            publication = publish(self.sheet, reasons, pattern.hidden_rates)
            result = attack(
                self.sheet.frame,
                [*self.before, publication],
                profile=self.sheet.profile,
                secrets=self._secrets(reasons, publication),
                seconds=self.clock.left(),
                explain=True,
                closely=self.protection.small,
            )
            if result.out_of_time:
                raise OutOfTime
            if result.holds:
                flags = tuple(say_of_all(self.sheet, publication, self.counting))
                return Release(self.sheet, publication, reasons, pattern.hidden_rates, result, flags, pattern)
            if pattern.everything in tried or not self._feed_back(result.leaks, pattern):
                raise self._refusal(result.leaks)
            tried.add(pattern.everything)

    def _feed_back(self, leaks: Sequence[Found], pattern: Pattern) -> bool:
        """What was recovered is to be hidden better. False: nothing is left to hide."""
        more = False
        for leak in leaks:
            if leak.verdict is Verdict.EXACT and leak.target in pattern.hidden:
                assert isinstance(leak.target, Cell)
                self.protection.must_not_hide_alone(leak.target, leak.by)
                more = True
            else:
                more |= self.protection.must_hide_one_of(leak.by, leak.chiefly)
        return more

    def _refusal(self, leaks: Sequence[Found]) -> Refused:
        first = leaks[0]
        others = f" So can {len(leaks) - 1} more." if len(leaks) > 1 else ""
        return Refused(
            f"“{self.sheet.name}” is not released: {first.target} can be {first.verdict.value} ({first.interval}), "
            f"whatever else is hidden.{others}",
            leaks,
        )

    def _secrets(self, reasons: dict[Cell, Reason], publication: Publication) -> Secrets:
        hidden = {said.cell for each in (*self.before, publication) for said in each.counts if said.is_hidden}
        counted = {cell: self.counting(cell) for cell in hidden}
        sensitive = {
            cell
            for cell, each in counted.items()
            if each is not None and small(each, self.sheet.profile, cell) is not None
        }
        known = {cell for cell, each in counted.items() if each is not None}
        return Secrets(
            sensitive=frozenset(sensitive),
            not_sensitive=frozenset(known - sensitive),
            unprinted=self.unprinted,
            reasons=reasons,
        )
