"""Which published figures give a hidden one away: those that the shortest argument for its bounds uses."""

from __future__ import annotations

from math import inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import vstack

from wayhome.benchmarking.disclosure.attacker.atoms import Pieces, Sum
from wayhome.benchmarking.disclosure.attacker.puzzle import NEAR, matrix_of
from wayhome.benchmarking.disclosure.clock import Clock, OutOfTime
from wayhome.benchmarking.disclosure.frame import Cell


def because(pieces: Pieces, total: Sum, clock: Clock) -> frozenset[Cell]:
    """The figures with a price in the dual of either bound: change none of them and the bound stays."""
    rows = pieces.rows
    matrix = matrix_of(rows.sums, pieces.size)
    low, high = np.array(rows.low), np.array(rows.high)
    equal = low == high
    upper, lower = np.flatnonzero(~equal & (high < inf)), np.flatnonzero(~equal & (low > -inf))
    found: set[Cell] = set()
    for sign in (1.0, -1.0):
        cost = np.zeros(pieces.size)
        cost[total.which] = -sign * total.weight
        answer = linprog(
            cost,
            A_ub=vstack([matrix[upper], -matrix[lower]]).tocsr(),
            b_ub=np.concatenate((high[upper], -low[lower])),
            A_eq=matrix[equal],
            b_eq=low[equal],
            bounds=(0, None),
            method="highs",
            options={"time_limit": clock.left()},
        )
        if answer.status != 0:
            raise OutOfTime
        priced = [*np.flatnonzero(equal)[np.abs(answer.eqlin.marginals) > NEAR]]
        priced += [*np.concatenate((upper, lower))[np.abs(answer.ineqlin.marginals) > NEAR]]
        found.update(cell for cell in (rows.said_by[row] for row in priced) if cell is not None)
    return frozenset(found)
