"""What is printed once it is decided what is hidden: the statements for the public, and the same as lines to read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import Cell, Frame
from wayhome.benchmarking.disclosure.primary import Judged, Reason, judge
from wayhome.benchmarking.disclosure.profiles import Percentages, Profile, Sign
from wayhome.benchmarking.disclosure.statements import Publication, Said, SaidRate, meanings
from wayhome.benchmarking.disclosure.tables import Count, Line, Rate, Show, Table


@dataclass(frozen=True)
class Sheet:
    """Everything a release is asked to print: its lines by table, each count once, and what is hidden from the start."""

    name: str
    frame: Frame
    profile: Profile
    tables: tuple[tuple[Table, tuple[Line, ...]], ...]
    counts: Mapping[Cell, Count]
    judged: Mapping[Cell, Judged | None]
    rates: tuple[Rate, ...]

    @classmethod
    def of(cls, name: str, frame: Frame, profile: Profile, tables: Iterable[Table], counting: Counting) -> Sheet:
        """Lay the tables out and judge every count."""
        laid = tuple((table, tuple(table.lines(frame))) for table in tables)
        figures = [figure for _, lines in laid for line in lines for _, figure in line.figures]
        counts: dict[Cell, Count] = {}
        for figure in figures:
            if isinstance(figure, Count) and (figure.cell not in counts or counts[figure.cell].of is None):
                counts[figure.cell] = figure
        rates = tuple(dict.fromkeys(figure for figure in figures if isinstance(figure, Rate)))
        behind = {each.cell: each for rate in rates for each in _behind(rate)} | counts
        judged = {cell: judge(count, counting, profile) for cell, count in behind.items()}
        return cls(name, frame, profile, laid, counts, judged, rates)

    @cached_property
    def primary(self) -> dict[Cell, Reason]:
        """What is hidden for its own sake, printed or only behind a rate."""
        return {cell: each.reason for cell, each in self.judged.items() if each is not None and each.reason is not None}

    def step(self, cell: Cell) -> int:
        """What a cell is rounded to."""
        return self.profile.step(wide=self.frame.is_wide(cell))


def publish(sheet: Sheet, hidden: Collection[Cell], hidden_rates: Collection[Rate] = ()) -> Publication:
    """The statements of a release in which these cells are hidden."""
    counts = tuple(said(sheet, cell, hidden) for cell in sheet.counts)
    rates = []
    for rate in sheet.rates:
        value = rate_value(sheet, rate)
        if (
            value is not None
            and says_more(sheet, rate)
            and rate_sign(sheet, rate, hidden, hidden_rates) in (None, Sign.LOW)
        ):
            low = value == 0 and bool(_number(sheet, rate.number))
            rates.append(SaidRate(rate.number, rate.of, rate.scale, rate.decimals, value, low))
    return Publication(sheet.name, sheet.profile.name, counts, tuple(rates), meanings(sheet.frame, sheet.judged))


def said(sheet: Sheet, cell: Cell, hidden: Collection[Cell]) -> Said:
    """One count as printed."""
    count, each, step = sheet.counts[cell], sheet.judged[cell], sheet.step(cell)
    if each is None:
        return Said(cell, None, Sign.NOT_AVAILABLE, step, count.of)
    if cell in hidden:
        return Said(cell, None, sheet.profile.hidden, step, count.of)
    of = sheet.judged.get(count.of) if count.of else None
    if of is not None and of.number == 0 and of.cell not in hidden:
        return Said(cell, None, Sign.NOT_APPLICABLE, step, count.of)
    return Said(cell, sheet.profile.printed(each.number, wide=sheet.frame.is_wide(cell)), None, step, count.of)


def says_more(sheet: Sheet, rate: Rate) -> bool:
    """Whether a rate says anything that the counts beside it do not."""
    if sheet.profile.percentages is Percentages.FROM_PRINTED:
        return False
    return any(cell not in sheet.counts or sheet.step(cell) > 1 for cell in cells_of(rate))


def rate_value(sheet: Sheet, rate: Rate) -> int | None:
    """A rate in units of its last decimal, halves rounded up; None where there is nothing to divide, or nothing is known."""
    number = _number(sheet, rate.number)
    of: int | None = rate.of if isinstance(rate.of, int) else _number(sheet, rate.of)
    if number is None or not of:
        return None
    value: int = (2 * rate.scale * 10**rate.decimals * number + of) // (2 * of)
    return value


def _number(sheet: Sheet, cell: Cell) -> int | None:
    each = sheet.judged.get(cell)
    if each is None:
        return None
    if sheet.profile.percentages is Percentages.FROM_PRINTED:
        return sheet.profile.printed(each.number, wide=sheet.frame.is_wide(cell))
    return each.number


def cells_of(rate: Rate) -> list[Cell]:
    """The counts that a rate is worked out from."""
    return [rate.number, *([rate.of] if isinstance(rate.of, Cell) else [])]


def _behind(rate: Rate) -> list[Count]:
    """The counts a rate is worked out from, to be judged even where they are not printed."""
    if isinstance(rate.of, int):
        return [Count(rate.number)]
    return [Count(rate.number, rate.of if rate.complement else None, rate.complement), Count(rate.of)]


def rate_sign(sheet: Sheet, rate: Rate, hidden: Collection[Cell], hidden_rates: Collection[Rate] = ()) -> Sign | None:
    """What stands in the place of a rate, or None where its value does."""
    cells = cells_of(rate)
    if any(sheet.judged[cell] is None for cell in cells):
        return Sign.NOT_AVAILABLE
    if rate in hidden_rates or any(cell in hidden or cell in sheet.primary for cell in cells):
        return sheet.profile.hidden
    value = rate_value(sheet, rate)
    if value is None:
        return Sign.NOT_APPLICABLE
    return Sign.LOW if value == 0 and _number(sheet, rate.number) else None


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as it is read: its heading, its text, and for a hidden one why, and what can be worked out of it."""

    heading: str
    text: str
    reason: Reason | None = None
    interval: str | None = None
    figure: Count | Rate | None = None


def text_of(sheet: Sheet, figure: Count | Rate, hidden: Collection[Cell], hidden_rates: Collection[Rate] = ()) -> str:
    """One figure as text: a number, a percentage to the whole, or a sign."""
    if isinstance(figure, Count):
        each = said(sheet, figure.cell, hidden)
        return str(each.sign) if each.sign else f"{each.number:,}"
    sign = rate_sign(sheet, figure, hidden, hidden_rates)
    if sign is not None:
        return sign
    value = rate_value(sheet, figure) or 0
    whole = f"{value / 10**figure.decimals:.{figure.decimals}f}"
    return whole + ("%" if figure.show is Show.PERCENTAGE else "")
