"""The proof from generated rounds, in small: a sound command passes it, and a planted fault does not."""

from __future__ import annotations

import pytest

from prove import rounds
from prove._rounds_checks import PICTURES, POOR, RANDOM, SENT, SIZED, Outcome, try_round
from prove._rounds_faults import BOTH, FAULTS, LOT, Fault, find


@pytest.mark.parametrize("kind", [RANDOM, SIZED, POOR, SENT, PICTURES])
def test_it_finds_that_the_command_says_what_the_replies_allow_and_no_more(kind):
    outcome = Outcome()
    try_round(3, 1, kind, outcome)
    assert not outcome.failed + outcome.wrong + outcome.missed
    assert outcome.tallies[kind].unsized == outcome.tallies[kind].figures == 3


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.kinds in (LOT, BOTH)])
def test_it_finds_a_planted_fault_in_one_round(name):
    fault = FAULTS[name]
    found = find(Fault(fault.plant, dict.fromkeys(fault.kinds, 1)), seed=5)
    assert found.is_caught, found


def test_it_fails_where_the_interval_covers_too_little_or_a_fault_is_not_found():
    figures = rounds.Figures(1)
    for kind in rounds.PLAN:
        figures.outcome.tallies[kind] = rounds.Tally(rounds=80, figures=240, intervals=240, cluster=228)
    assert not figures.short()
    assert "The proof" not in rounds.report(figures) and "95.0%" in rounds.report(figures)
    figures.outcome.tallies[RANDOM].cluster = 200
    assert "holds the truth in 89.2%" in figures.short()[0]
    figures.outcome.tallies[RANDOM].cluster = 228
    figures.faults["two periods are merged"] = rounds.Found(0, 0, 0.95, 0)
    assert figures.short() == ["a planted fault was not found: two periods are merged"]
