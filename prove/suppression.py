"""Small numbers in published figures: linked national releases, every hidden figure attacked, and weak rules broken.

    python3 dev.py prove suppression [--json] [--seed N] [--releases N] [--areas N] [--country N]

Each invented country of 150 authorities prints twice about the same children, and the second release is attacked together
with the first: by arithmetic, linear and integer programmes, knowing the rules. Small areas are also tried choice by choice
for the fewest figures that could be hidden, requests are answered one after another, and rules that have been in use are
planted. Exits 1 when anything is recovered, more than 1.10 times the fewest is hidden, or a weak rule is not broken.
`--country` releases twice in one country alone, by the number that a refusal names.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count as counting_from
from typing import Any

from prove._suppression_brute import compare
from prove._suppression_least import Least, try_area
from prove._suppression_replies import Replies, ask_and_attack
from prove._suppression_weak import WEAK_RULES, Broken, break_rule, few_among, printed_though_few
from prove._suppression_world import World, first_tables, later_tables, world
from wayhome.benchmarking.disclosure.attacker import Secrets, attack
from wayhome.benchmarking.disclosure.frame import Cell, Unit
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import Refused, Release, prepare
from wayhome.benchmarking.disclosure.statements import Publication

RELEASES, CELLS, AREAS = 100, 20_000, 40
AUTHORITIES = 150
ALLOWED = 1.10
SECONDS = 600
AGAIN = 25
"""Every so manyth country is attacked once more: from its records alone, and for exact ranges."""


@dataclass
class Figures:
    """What was released, what was attacked, and what came of it."""

    seed: int
    releases: int = 0
    refused: list[str] = field(default_factory=list)
    printed: int = 0
    hidden: int = 0
    few: int = 0
    attacked: int = 0
    exact_ranges: int = 0
    linear: int = 0
    integer: int = 0
    recovered: list[str] = field(default_factory=list)
    printed_though_few: int = 0
    again: int = 0
    needed: int = 0
    """Further figures hidden in national releases, and"""
    at_least: int = 0
    """how many of them no choice can do without."""
    areas: list[Least] = field(default_factory=list)
    replies: list[Replies] = field(default_factory=list)
    weak: dict[str, Broken] = field(default_factory=dict)
    counted_out: int = 0
    counted_out_differ: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    @property
    def ratio(self) -> float:
        """Figures hidden in the small areas, the larger of both ways, to the fewest there can be."""
        most = sum(each.primary + max(each.exactly, each.quickly) for each in self.areas)
        return most / max(1, sum(each.primary + each.least for each in self.areas))

    def short(self, releases: int, cells: int, areas: int) -> list[str]:
        """In words, everything that falls short; empty when the proof holds."""
        words = [f"recovered: {each}" for each in self.recovered]
        words += [f"refused: {each}" for each in self.refused]
        words += [f"the attacker differs from counting out: {each}" for each in self.counted_out_differ]
        words += [f"a weak rule was not broken: {rule}" for rule, each in self.weak.items() if not each.recovered]
        words += [f"replies gave away {each.recovered} figures" for each in self.replies if each.recovered]
        if self.printed_though_few:
            words.append(f"{self.printed_though_few} small numbers were printed")
        for what, number, wanted in (
            ("releases were made", self.releases, releases),
            ("figures were attacked", self.attacked, cells),
            ("small areas were solved", len(self.areas), areas),
        ):
            if number < wanted:
                words.append(f"{number:,} {what}, {wanted:,} were wanted")
        if self.ratio > ALLOWED:
            words.append(f"{self.ratio:.3f} times the fewest figures are hidden, {ALLOWED:.2f} are allowed")
        return words


def prove(
    *, seed: int, releases: int, areas: int, authorities: int = AUTHORITIES, size: float = 260, planted: bool = True
) -> Figures:
    """Release, attack, try, ask and plant; the figures."""
    started = time.perf_counter()
    figures = Figures(seed)
    for number in range(-(-releases // 2)):
        country = world(seed * 1000 + number, authorities=authorities, size=size)
        _release_twice(country, figures, f"country {seed * 1000 + number}", again=number % AGAIN == 0)
        if planted and not number:
            figures.weak = {rule: break_rule(rule, country) for rule in WEAK_RULES}
        if planted and number < 5:
            figures.replies.append(ask_and_attack(country, seed + number))
        print(
            f"\r{figures.releases} releases, {figures.attacked:,} figures attacked", end="", file=sys.stderr, flush=True
        )
    print(file=sys.stderr)
    figures.areas = list(_solved(seed, areas))
    compared = compare(counting_from(seed * 1000), areas)
    figures.counted_out, figures.counted_out_differ = compared.cells, list(compared.differ)
    figures.seconds = round(time.perf_counter() - started, 1)
    return figures


def prove_one(seed: int) -> Figures:
    """Release twice in one country and attack both once more: to look at what a whole proof found there."""
    started, figures = time.perf_counter(), Figures(seed)
    _release_twice(world(seed), figures, f"country {seed}", again=True)
    figures.seconds = round(time.perf_counter() - started, 1)
    return figures


def _release_twice(country: World, figures: Figures, called: str, *, again: bool) -> None:
    earlier: list[Publication] = []
    for name, tables in (("first", first_tables(country)), ("later", later_tables(country))):
        started = time.perf_counter()
        try:
            release = prepare(name, country.frame, tables, country.count, earlier=earlier, seconds=SECONDS)
        except Refused as refusal:
            figures.refused.append(f"{called}: {refusal}")
            return
        figures.slowest = max(figures.slowest, round(time.perf_counter() - started, 1))
        _note(release, country, figures)
        earlier.append(Publication.from_json(release.record()))
    figures.printed_though_few += printed_though_few(earlier, country.count)
    if again:
        _attack_again(earlier, country, figures)


def _note(release: Release, country: World, figures: Figures) -> None:
    assert release.attack is not None
    assert release.pattern is not None
    figures.releases += 1
    figures.printed += sum(said.number is not None for said in release.publication.counts)
    figures.hidden += len(release.reasons)
    figures.few += len(few_among([release.publication], country.count))
    figures.attacked += len(release.attack.found)
    figures.exact_ranges += sum(not found.is_shown for found in release.attack.found.values())
    figures.linear += release.attack.linear
    figures.integer += release.attack.integer
    figures.recovered += [f"{leak.target}: {leak.interval}" for leak in release.attack.leaks]
    figures.needed += len(release.pattern.hidden) + len(release.pattern.hidden_rates)
    figures.at_least += release.pattern.fewest


def _solved(seed: int, areas: int) -> Iterator[Least]:
    found = 0
    for each in counting_from(seed * 1000):
        if found == areas:
            return
        area = try_area(each)
        if area is not None:
            found += 1
            yield area


def _attack_again(said: Sequence[Publication], country: World, figures: Figures) -> None:
    """From the records alone, in one go; every range that comes out has to contain the truth."""
    few = few_among(said, country.count)
    hidden = {each.cell for publication in said for each in publication.counts if each.is_hidden}
    secrets = Secrets(sensitive=few, not_sensitive=frozenset(hidden - few))
    answer = attack(country.frame, said, profile=DFE, secrets=secrets, seconds=SECONDS)
    figures.recovered += [f"{leak.target}: {leak.interval}, by its records" for leak in answer.leaks]
    if answer.out_of_time:
        figures.recovered.append("an attack on the records did not end in its time")
    for cell, found in answer.found.items():
        assert isinstance(cell, Cell)
        counted = country.count(cell)
        true = counted.episodes if cell.unit is Unit.EPISODES else counted.children
        assert true is not None
        figures.again += 1
        if not found.low <= true <= (true if found.high is None else found.high):
            figures.recovered.append(f"{cell} is {true}, and the attacker says {found.interval}: it is wrong")


def report(figures: Figures) -> str:
    """The figures in lines of words."""
    given, shown = len(figures.recovered), figures.attacked - figures.exact_ranges
    lines = [
        ("releases", f"{figures.releases} linked releases in pairs, {len(figures.refused)} refused"),
        ("figures", f"{figures.printed:,} printed, {figures.hidden:,} hidden, {figures.few:,} of those about few"),
        (
            "attacked",
            f"{figures.attacked:,} figures: {shown:,} shown to be safe by example, the rest worked out exactly",
        ),
        ("", f"{figures.linear:,} linear and {figures.integer:,} integer programmes"),
        ("recovered", f"{given} exactly, within 1 to 5 or too closely; {figures.printed_though_few} small and printed"),
        ("from the records", f"{figures.again:,} figures attacked again for exact ranges, compared with the truth"),
        (
            "hidden besides",
            f"{figures.needed:,} figures in all releases; {figures.at_least:,} at the least, by its cuts",
        ),
        *_of_areas(figures),
        *_of_replies(figures.replies),
        *_of_weak_rules(figures.weak),
        ("", f"seed {figures.seed}, slowest release {figures.slowest} s, {figures.seconds} s in all"),
    ]
    return "\n".join(f"{name:<18} {words}" for name, words in lines)


def _of_areas(figures: Figures) -> list[tuple[str, str]]:
    areas = figures.areas
    if not areas:
        return []
    worst = max(area.ratio for area in areas)
    least, exactly, quickly = (sum(getattr(area, name) for area in areas) for name in ("least", "exactly", "quickly"))
    return [
        (
            "the fewest",
            f"{len(areas)} small areas solved by trying: {figures.ratio:.3f} of the fewest hidden, at worst {worst:.2f}",
        ),
        ("", f"further figures: {least} the fewest, {exactly} as in small releases, {quickly} as in large ones"),
        ("counted out", f"{figures.counted_out:,} ranges in tiny worlds, {len(figures.counted_out_differ)} differ"),
    ]


def _of_replies(replies: Sequence[Replies]) -> list[tuple[str, str]]:
    if not replies:
        return []
    answered, refused, attacked, recovered = (
        sum(getattr(each, name) for each in replies) for name in ("answered", "refused", "attacked", "recovered")
    )
    words = f"{answered} answered, {refused} refused; {attacked} figures attacked, {recovered} recovered"
    return [("requests", words)]


def _of_weak_rules(weak: Mapping[str, Broken]) -> list[tuple[str, str]]:
    if not weak:
        return []
    lines = [("weak rules", f"{sum(bool(each.recovered) for each in weak.values())} of {len(weak)} broken")]
    for rule, each in weak.items():
        given = f"{each.exactly:,} exactly, {each.small:,} closely, {each.printed:,} printed"
        lines.append(("", f"{rule}: of {each.hidden + each.printed:,} about few, {given}"))
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proof, print its figures, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(
        prog="python3 dev.py prove suppression", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--seed", type=int, default=72, help="seed of the invented countries")
    parser.add_argument("--releases", type=int, default=RELEASES, metavar="N", help="how many releases, in pairs")
    parser.add_argument("--areas", type=int, default=AREAS, metavar="N", help="how many small areas to solve by trying")
    parser.add_argument("--country", type=int, metavar="N", help="only the country of this number, and nothing planted")
    given = parser.parse_args(arguments)
    if given.releases < 1 or given.areas < 1:
        parser.error("--releases and --areas take a number from 1")
    if given.country is not None:
        figures = prove_one(given.country)
        short = figures.short(2, 2 * CELLS // RELEASES, 0)
    else:
        figures = prove(seed=given.seed, releases=given.releases, areas=given.areas)
        short = figures.short(given.releases, CELLS * given.releases // RELEASES, given.areas)
    if given.json:
        plain: dict[str, Any] = asdict(figures) | {"short": short}
        print(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print(report(figures))
        falls = "\nThe proof falls short:\n" + "\n".join(f"- {line}" for line in short)
        print(falls if short else "\nThe proof holds.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
