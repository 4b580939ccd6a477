"""One round against the truth: what the command said, beside what was true and what could be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from prove._rounds_arithmetic import Allowed, allowed
from prove._rounds_command import Site, Spoken, run
from prove._rounds_replies import MEASURES, YEAR, Period, Round, ask
from prove._rounds_sent import Sent, send
from prove._rounds_world import FIGURES, Council, Country, country

NEAR = 1e-8
HALF_A_TENTH = 0.000501
"""How exactly a share is given where unpublished counts are in it."""
CAVEAT = "right only if who answers has nothing to do with the figure"
SIZES = (24, 40, 60, 90, 120)
"""How many councils answer the first question: of the others at least 21 and 14, as in 2018."""
A_FEW = 8
NEARLY_ALL = (120, 145, 149, 151)
PART = {"R3": 1.0, "D1": 21 / 24, "D3": 14 / 24}
"""How many answer each question, of those who answer the first: as in the survey of 2018."""
PERIOD_2018: Period = ("2017-04-01", "2018-03-31")
IN_2018 = {"R3": 24, "D1": 21, "D3": 14}
IN_2023 = {"R3": 15, "D1": 21, "D3": 61}
"""The later picture: fewer, as many and more than in the earlier, so that either may be the one that is shown."""

RANDOM, FEW, BETTER, POOR, BUSY, SIZED, SENT, PICTURES = (
    "silence by lot", "eight councils answer, by lot", "better councils answer more", "the poorest are silent", "the busiest are silent",
    "all say their returns",
    "records and counts are sent too", "two pictures",
)  # fmt: skip
PLAN = {RANDOM: 300, FEW: 40, BETTER: 40, POOR: 30, BUSY: 30, SIZED: 20, SENT: 20, PICTURES: 12}
BY_LOT = (RANDOM, SIZED)
ORDINARY = (RANDOM, FEW, BETTER, SIZED, SENT, PICTURES)
"""Where the bounds that put children in the place of returns must hold as well."""


@dataclass
class Tally:
    """What came of the rounds of one kind, a figure at a time."""

    rounds: int = 0
    figures: int = 0
    worst: int = 0
    unsized: int = 0
    intervals: int = 0
    cluster: int = 0
    by_figure: dict[str, list[int]] = field(default_factory=lambda: {figure: [0, 0] for figure in FIGURES})
    """For each figure, how many of how many intervals hold the truth."""


@dataclass
class Outcome:
    """What came of all rounds."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """Where the command said what the returns do not allow."""
    missed: list[str] = field(default_factory=list)
    """Where the truth lies outside a bound that has to hold."""
    failed: list[str] = field(default_factory=list)
    """Where the command did not come to its end."""
    spread: dict[str, list[float]] = field(default_factory=lambda: {figure: [] for figure in FIGURES})
    lines: int = 0
    processes: int = 0


def try_round(seed: int, number: int, kind: str, outcome: Outcome, *, as_process: bool = False) -> None:
    """Invent a country, ask it, run the command on the replies, and compare."""
    chance = np.random.default_rng([seed, number])
    where = f"round {number} ({kind})"
    truth = country(chance)
    asked = list(_asked(kind, truth, chance))
    sent = None
    if kind == SENT:
        asked[0], sent = send(truth, asked[0], chance)
    for each in FIGURES:
        outcome.spread[each].append(truth.spread(each))
    lines = [line for each in asked for line in each.lines]
    outcome.lines += len(lines)
    outcome.processes += as_process
    tally = outcome.tallies.setdefault(kind, Tally())
    try:
        with TemporaryDirectory() as folder:
            site = run(lines, Path(folder), as_process=as_process, files=sent.files if sent else None)
    except (RuntimeError, ValueError, KeyError) as problem:
        outcome.failed.append(f"{where}: {type(problem).__name__} {problem}")
        return
    tally.rounds += 1
    for figure in FIGURES:
        shown = max(asked, key=lambda each: (len(each.told[figure]), each.period))
        wrong = list(_wrong(site, shown, asked, truth, figure, sent))
        outcome.wrong += [f"{where}, {figure}: {each}" for each in wrong]
        if said := site.figures.get(figure):
            _hold(said, truth.truth(figure), figure, kind, where, outcome)


def _asked(kind: str, truth: Country, chance: np.random.Generator) -> Iterator[Round]:
    if kind == PICTURES:
        for period, sizes in ((PERIOD_2018, IN_2018), (YEAR, IN_2023)):
            told = {figure: _by_lot(truth, size, chance) for figure, size in sizes.items()}
            yield ask(truth, told, chance, period=period, other_days=False)
        return
    size = int(chance.choice(NEARLY_ALL if kind in (POOR, BUSY) else SIZES))
    told = dict.fromkeys(FIGURES, _by_lot(truth, size, chance)) if kind == SENT else {}
    for figure in FIGURES if kind != SENT else ():
        tell = A_FEW if kind == FEW else size if kind in (POOR, BUSY) else round(size * PART[figure])
        lot = kind in (FEW, *BY_LOT)
        told[figure] = _by_lot(truth, tell, chance) if lot else _chosen(kind, truth, figure, tell, chance)
    yield ask(truth, told, chance, sized={SIZED: 1.0, BUSY: 0.0, POOR: 0.0}.get(kind, 0.3))


def _by_lot(truth: Country, size: int, chance: np.random.Generator) -> frozenset[str]:
    return frozenset(truth.councils[at].code for at in chance.permutation(len(truth.councils))[:size])


def _chosen(kind: str, truth: Country, figure: str, size: int, chance: np.random.Generator) -> frozenset[str]:
    def better(each: Council) -> float:
        return float(each.share(figure) / truth.spread(figure) + chance.gumbel())

    def richest(each: Council) -> float:
        return each.share(figure)

    def quietest(each: Council) -> float:
        return -each.own.returns / each.children

    of = {BETTER: better, POOR: richest, BUSY: quietest}[kind]
    return frozenset(each.code for each in sorted(truth.councils, key=of, reverse=True)[:size])


def _wrong(
    site: Site, shown: Round, asked: Sequence[Round], truth: Country, figure: str, sent: Sent | None
) -> Iterator[str]:
    """Everything the command said of a figure that the returns of its period do not allow, and what it kept to itself."""
    said, may = site.figures.get(figure), allowed(truth, shown, figure)
    if said is None:
        yield "it is not in the open data"
        return
    if said.period != shown.period:
        yield f"it is of {said.period}, not of {shown.period}"
    near = NEAR if sent is None else HALF_A_TENTH
    for each in fields(Allowed):
        if each.name in ("silent", "never_asked"):
            continue
        here, there = getattr(said, each.name), getattr(may, each.name)
        if (here is None) != (there is None) or (there is not None and not np.allclose(here, there, rtol=0, atol=near)):
            yield f"{each.name} is {here}, and the returns say {there}"
    yield from _silences(said, may, shown, asked, figure)
    yield from _lines_used(site, shown, figure, sent)
    if site.slider.get(figure, {}).get(10) != said.ten_points:
        yield "the steps of points do not agree with the ten points"
    if CAVEAT not in site.front:
        yield "the page does not say when the interval is right"
    if f"{may.answered} of {may.of} councils" not in site.front:
        yield "the page gives a figure without its coverage"


def _silences(said: Spoken, may: Allowed, shown: Round, asked: Sequence[Round], figure: str) -> Iterator[str]:
    """Every way of giving no answer is kept apart from the others, council by council."""
    expected = dict(may.silent)
    others = [each for each in asked if each is not shown]
    for code in expected.keys() & {code for each in others for code in each.told[figure]}:
        expected[code] = "other_days"
    if said.silent.keys() != expected.keys():
        yield f"{len(said.silent)} councils are named as silent, {len(expected)} are"
    if not others:
        mixed = sorted(code for code, word in expected.items() if said.silent.get(code) not in (word, None))
        for code in mixed[:2]:
            yield f"{code} is said to be {said.silent[code]} and is {expected[code]}"
        named = {code for code, why in said.reasons.items() if why == "No published answer in this file"}
        if named != may.never_asked:
            yield f"{len(named)} councils are said to have no answer, {len(may.never_asked)} have none"
    elif wrong := [code for code, word in expected.items() if word == "other_days" and said.silent.get(code) != word]:
        yield f"{len(wrong)} councils that answered for other days are not said to have"


def _lines_used(site: Site, shown: Round, figure: str, sent: Sent | None) -> Iterator[str]:
    used = {code for code, lines in site.used.items() if any(measure == MEASURES[figure] for measure, _, _ in lines)}
    sources = dict.fromkeys(shown.told[figure], "answer") | (dict(sent.sources) if sent else {})
    if site.sources.get(figure) != sources:
        yield "a council's count is from another source than the richest"
    published = {code for code, source in sources.items() if source == "answer"}
    if used != published:
        yield f"the lines of {len(used)} councils are in it, not those of the {len(published)} that only answered"
    for code in used:
        for measure, group, last in site.used[code]:
            if measure == MEASURES[figure] and (group, last) != ("all", shown.period[1]):
                yield f"a line of {code} about {group} to {last} is in it"


def _hold(said: Spoken, truth: float, figure: str, kind: str, where: str, outcome: Outcome) -> None:
    """Count which bounds hold the truth."""
    tally = outcome.tallies[kind]
    tally.figures += 1
    near = HALF_A_TENTH if kind == SENT else NEAR
    for name in ("worst", "unsized"):
        low, high = getattr(said, name)
        holds = low - near <= truth <= high + near
        setattr(tally, name, getattr(tally, name) + holds)
        if not holds and (name == "unsized" or kind in ORDINARY or said.weighed_by == "returns"):
            outcome.missed.append(
                f"{where}, {figure}: the truth {truth:.4f} is outside {name}, {low:.4f} to {high:.4f}"
            )
    if said.cluster is not None:
        holds = said.cluster[0] - NEAR <= truth <= said.cluster[1] + NEAR
        tally.intervals += 1
        tally.cluster += holds
        tally.by_figure[figure][0] += holds
        tally.by_figure[figure][1] += 1
