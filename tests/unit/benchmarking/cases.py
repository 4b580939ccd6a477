"""Random cases, the same in every run, and what is near enough to call equal."""

from __future__ import annotations

import numpy as np

CASES = 1000
NEAR = 1e-9


def rng(seed: int = 20260101) -> np.random.Generator:
    """A source of chance that gives the same cases again."""
    return np.random.default_rng(seed)


def shares(seed: int = 1, most: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """A thousand counts and their denominators, none and all among them."""
    chance = rng(seed)
    n = chance.integers(1, most, CASES)
    x = chance.binomial(n, chance.uniform(0, 1, CASES))
    x[:50], x[50:100] = 0, n[50:100]
    return x, n
