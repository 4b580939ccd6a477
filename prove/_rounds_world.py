"""An invented country: what every council truly did, kept apart from what it answers when it is asked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources

import numpy as np

FIGURES = ("R3", "D1", "D3")
SPREAD = 0.20
"""How far the shares of councils lie apart, as a standard deviation."""
USUAL = {"R3": (0.66, SPREAD), "D1": (0.74, 0.18), "D3": (0.62, 0.27)}
"""The mean and the spread of each share: of returns, of those offered, of those heard."""
RETURNS_PER_CHILD, BUSY = 0.012, 0.4
"""A middling council's returns for each child in a year, and the spread of its logarithm."""


@dataclass(frozen=True)
class Children:
    """Returns of one group of children, and how many of them were told of a talk, heard, and heard within 72 hours."""

    returns: int
    counted: dict[str, int]


@dataclass(frozen=True)
class Council:
    """One council as it truly is."""

    code: str
    name: str
    children: int
    own: Children
    """Its own children, wherever they are placed: what a national figure is of."""
    looked_after: Children
    """Those of its own children who are looked after."""
    hosted: Children
    """Children of other councils who are placed with it: they are in the figures of those others."""

    def share(self, figure: str) -> float:
        """The share of its own returns; nought where it had none."""
        return self.own.counted[figure] / self.own.returns if self.own.returns else 0.0


@dataclass(frozen=True)
class Country:
    """Every council with children's services, in the order of codes."""

    councils: tuple[Council, ...]

    def truth(self, figure: str) -> float:
        """The share of all returns in the country."""
        returns = sum(each.own.returns for each in self.councils)
        return sum(each.own.counted[figure] for each in self.councils) / returns

    def spread(self, figure: str) -> float:
        """How far the shares of councils lie apart."""
        return float(np.std([each.share(figure) for each in self.councils if each.own.returns]))


def country(chance: np.random.Generator) -> Country:
    """A country by chance, with the councils, and the numbers of children, of the real list."""
    text = resources.files("wayhome.benchmarking").joinpath("authorities.csv").read_text("utf-8")
    real = [row for row in csv.DictReader(text.splitlines()) if row["nation"] == "England"]
    return Country(tuple(_council(chance, row["code"], row["name"], int(row["children_2024"])) for row in real))


def _council(chance: np.random.Generator, code: str, name: str, children: int) -> Council:
    rates = {figure: _share(chance, *usual) for figure, usual in USUAL.items()}
    expected = children * RETURNS_PER_CHILD * float(np.exp(chance.normal(0, BUSY)))
    part = chance.uniform(0.2, 0.6)
    looked_after = _children(chance, int(chance.poisson(expected * part)), rates)
    others = _children(chance, int(chance.poisson(expected * (1 - part))), rates)
    own = Children(
        looked_after.returns + others.returns,
        {figure: looked_after.counted[figure] + others.counted[figure] for figure in FIGURES},
    )
    hosted_rates = rates | {"R3": _share(chance, 0.3, 0.15)}
    hosted = _children(chance, int(chance.poisson(expected * chance.uniform(0.05, 0.5))), hosted_rates)
    return Council(code, name, children, own, looked_after, hosted)


def _children(chance: np.random.Generator, returns: int, rates: dict[str, float]) -> Children:
    """Who was heard had been told, and who was heard within 72 hours was heard."""
    counted, of = {}, returns
    for figure in FIGURES:
        of = counted[figure] = int(chance.binomial(of, rates[figure]))
    return Children(returns, counted)


def _share(chance: np.random.Generator, mean: float, spread: float) -> float:
    both = mean * (1 - mean) / spread**2 - 1
    return float(chance.beta(mean * both, (1 - mean) * both))
