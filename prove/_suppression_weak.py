"""Weak rules that have been in use, planted one at a time: the attacker has to break each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from prove._suppression_world import World, first_tables, later_tables
from wayhome.benchmarking.disclosure.attacker import Secrets, Verdict, attack
from wayhome.benchmarking.disclosure.counting import Counted, Counting
from wayhome.benchmarking.disclosure.frame import Cell
from wayhome.benchmarking.disclosure.printing import Sheet, publish
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import prepare
from wayhome.benchmarking.disclosure.statements import Publication


@dataclass(frozen=True)
class Broken:
    """What came of one weak rule: how many small figures it hides, and what of them was recovered."""

    hidden: int
    exactly: int
    small: int
    printed: int = 0
    """About few children, and printed."""

    @property
    def recovered(self) -> int:
        """Everything given away."""
        return self.exactly + self.small + self.printed


def is_few(counted: Counted | None) -> bool:
    """One to five episodes, or one to five different children: written out here once more, apart from the profiles."""
    return counted is not None and (0 < counted.episodes < 6 or 0 < (counted.children or 0) < 6)


def few_among(publications: Collection[Publication], count: Counting) -> frozenset[Cell]:
    """The hidden cells that are really small, or about few children."""
    hidden = {said.cell for each in publications for said in each.counts if said.is_hidden}
    return frozenset(cell for cell in hidden if is_few(count(cell)))


def printed_though_few(publications: Collection[Publication], count: Counting) -> int:
    """How many numbers are printed about one to five episodes or children. Rounded ones too: they should be hidden."""
    return sum(said.number is not None and is_few(count(said.cell)) for each in publications for said in each.counts)


def _only_primary(country: World) -> list[Publication]:
    sheet = Sheet.of("only what is small", country.frame, DFE, first_tables(country), country.count)
    return [publish(sheet, sheet.primary.keys() & sheet.counts.keys())]


def _one_more_in_each_row(country: World) -> list[Publication]:
    """In each place and column the smallest of the other groups is hidden too, where only one is hidden."""
    sheet = Sheet.of("one more in each row", country.frame, DFE, first_tables(country), country.count)
    hidden = set(sheet.primary.keys() & sheet.counts.keys())
    for table, lines in sheet.tables:
        rows: dict[tuple[str, str], list[Cell]] = {}
        for line in lines:
            for heading, figure in line.figures:
                if figure in sheet.counts.values() and len(table.by) == 2:
                    rows.setdefault((line.about[0], heading), []).append(figure.cell)  # type: ignore[union-attr]
        for cells in rows.values():
            others = [cell for cell in cells if cell not in hidden and sheet.judged[cell].number]  # type: ignore[union-attr]
            if len(cells) - len(others) == 1 and hidden.intersection(cells) and others:
                hidden.add(min(others, key=lambda cell: (sheet.judged[cell].number, cell)))  # type: ignore[union-attr]
    return [publish(sheet, hidden)]


def _forgets_earlier(country: World) -> list[Publication]:
    """Each release is safe by itself."""
    tables = (first_tables(country), later_tables(country))
    return [prepare("by itself", country.frame, each, country.count).publication for each in tables]


def _counts_episodes_only(country: World) -> list[Publication]:
    """Ten episodes of one child are taken for ten people."""

    def of_many(cell: Cell) -> Counted:
        return Counted(*[country.count(cell).episodes] * 2)

    return [prepare("episodes only", country.frame, first_tables(country)[:1], of_many).publication]


WEAK_RULES: dict[str, Callable[[World], list[Publication]]] = {
    "only the small numbers are hidden": _only_primary,
    "one more number is hidden in each row": _one_more_in_each_row,
    "the earlier release is forgotten": _forgets_earlier,
    "episodes are counted and children are not": _counts_episodes_only,
}


def break_rule(rule: str, country: World) -> Broken:
    """Publish by a weak rule, and attack what was published."""
    publications = WEAK_RULES[rule](country)
    few = few_among(publications, country.count)
    all_hidden = {said.cell for each in publications for said in each.counts if said.is_hidden}
    secrets = Secrets(sensitive=few, not_sensitive=frozenset(all_hidden - few))
    answer = attack(country.frame, publications, profile=DFE, secrets=secrets, seconds=600, closely=False)
    leaks = [leak for leak in answer.leaks if leak.target in few]
    exactly = sum(leak.verdict is Verdict.EXACT for leak in leaks)
    return Broken(len(few), exactly, len(leaks) - exactly, printed_though_few(publications, country.count))
