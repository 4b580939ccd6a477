"""The attacker: what it gets out of figures that were made safe badly, and that it agrees with counting out every table."""

from __future__ import annotations

import itertools

import pytest

from prove._suppression_brute import compare
from tests.unit.benchmarking.disclosure_examples import RETURNS, Counts, by_group, frame, one_place
from wayhome.benchmarking.disclosure.attacker import ContradictoryFigures, Secrets, Verdict, attack
from wayhome.benchmarking.disclosure.attacker.acyclic import tree_of
from wayhome.benchmarking.disclosure.frame import Cell, Unit
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.printing import Sheet, publish
from wayhome.benchmarking.disclosure.profiles import DFE, WALES, Sign
from wayhome.benchmarking.disclosure.reading import Known
from wayhome.benchmarking.disclosure.statements import Difference, Publication, Said, SaidRate

HIDDEN = Sign.HIDDEN


def returns(where, unit=Unit.EPISODES):
    return Cell(RETURNS, unit, tuple(sorted(where.items())))


def said(number=None, sign=None, *, step=1, of=None, unit=Unit.EPISODES, **where):
    cell = returns({name: value.replace("_", " ") for name, value in where.items()}, unit)
    return Said(cell, number, sign if number is None else None, step, of)


def published(*counts, rates=(), profile="dfe"):
    return Publication("a release", profile, tuple(counts), tuple(rates))


def found_in(place, publications, target, **secrets):
    return attack(place, publications, profile=DFE, secrets=Secrets(**secrets)).found[target]


def test_it_subtracts_what_is_printed_from_the_total():
    counts = said(44), said(23, group="home"), said(18, group="care_in"), said(sign=HIDDEN, group="care_out")
    answer = found_in(frame("A", "B"), [published(*counts)], returns({"group": "care out"}))
    assert (answer.low, answer.high, answer.verdict) == (3, 3, Verdict.EXACT)


def test_it_finds_the_few_who_are_missing_from_nearly_all():
    of = returns({"group": "home"})
    everyone_else = returns({"group": "home", "offered": "no"})
    answer = found_in(
        frame("A"),
        [published(said(60, group="home"), said(58, group="home", offered="yes", of=of))],
        everyone_else,
        unprinted=(everyone_else,),
    )
    assert (answer.low, answer.high, answer.verdict) == (2, 2, Verdict.EXACT)


def test_it_reads_a_hidden_number_beside_a_printed_denominator_as_more_than_nothing():
    """Two hidden numbers that come to two are one each: a zero would have been printed."""
    counts = (
        said(40, group="home"),
        said(30, group="care_in"),
        said(20, group="care_out"),
        said(sign=HIDDEN, group="home", offered="yes", of=returns({"group": "home"})),
        said(sign=HIDDEN, group="care_in", offered="yes", of=returns({"group": "care in"})),
        said(9, group="care_out", offered="yes", of=returns({"group": "care out"})),
        said(11, offered="yes"),
    )
    answer = found_in(frame("A"), [published(*counts)], returns({"group": "home", "offered": "yes"}))
    assert (answer.low, answer.high, answer.verdict) == (1, 1, Verdict.EXACT)


def test_it_undoes_the_rounding_of_a_force():
    where = frame("A", "B", forces={"F": ("A", "B")})
    answer = found_in(
        where,
        [published(said(41, place="A"), said(sign=HIDDEN, place="B"), said(40, step=10))],
        returns({"place": "B"}),
    )
    assert (answer.low, answer.high, answer.verdict) == (1, 3, Verdict.SMALL)


def test_it_takes_a_percentage_of_a_printed_denominator_apart():
    """Nobody printed how many of the two places together; 60% of 100 says it."""
    where = frame("A", "B")
    of = {place: returns({"place": place}) for place in "AB"}
    counts = (
        said(20, place="A"),
        said(80, place="B"),
        said(sign=HIDDEN, place="A", offered="yes", of=of["A"]),
        said(57, place="B", offered="yes", of=of["B"]),
    )
    hidden = returns({"place": "A", "offered": "yes"})
    assert found_in(where, [published(*counts)], hidden).verdict is Verdict.SAFE
    rate = SaidRate(returns({"offered": "yes"}), returns({}), 100, 0, 60)
    answer = found_in(where, [published(*counts, rates=(rate,))], hidden)
    assert (answer.low, answer.high, answer.verdict) == (3, 3, Verdict.EXACT)


def test_it_takes_an_average_apart():
    """Fourteen episodes, two to a child: seven children."""
    children = returns({"place": "A"}, Unit.CHILDREN)
    rate = SaidRate(returns({"place": "A"}), children, 1, 1, 20)
    counts = said(14, place="A"), said(sign=HIDDEN, place="A", unit=Unit.CHILDREN)
    answer = found_in(frame("A", "B"), [published(*counts, rates=(rate,))], children)
    assert (answer.low, answer.high, answer.verdict) == (7, 7, Verdict.EXACT)


def test_it_divides_a_rate_by_the_population_that_everybody_can_look_up():
    """1.8 per 10,000 of 200,000 is 36; four of them are not in the other place."""
    rate = SaidRate(returns({}), 200_000, 10_000, 1, 18)
    counts = said(32, place="A"), said(sign=HIDDEN, place="B")
    answer = found_in(frame("A", "B"), [published(*counts, rates=(rate,))], returns({"place": "B"}))
    assert (answer.low, answer.high, answer.verdict) == (3, 4, Verdict.SMALL)


def test_it_lays_releases_side_by_side():
    """Neither says it: one hides care in beside care out, the other home beside care out."""
    one = published(
        said(44), said(23, group="home"), said(sign=HIDDEN, group="care_in"), said(sign=HIDDEN, group="care_out")
    )
    two = published(
        said(44), said(sign=HIDDEN, group="home"), said(18, group="care_in"), said(sign=HIDDEN, group="care_out")
    )
    target = returns({"group": "care out"})
    assert [found_in(frame("A"), [each], target).verdict for each in (one, two)] == [Verdict.SAFE] * 2
    assert found_in(frame("A"), [one, two], target).verdict is Verdict.EXACT


def test_it_lays_two_profiles_of_one_table_side_by_side():
    england = published(
        said(44), said(30, group="home"), said(sign=HIDDEN, group="care_in"), said(sign=HIDDEN, group="care_out")
    )
    wales = published(
        said(10, group="care_in", step=5), said(sign=Sign.HIDDEN_IN_WALES, group="care_out"), profile="wales"
    )
    answer = found_in(frame("A"), [england, wales], returns({"group": "care out"}))
    assert (answer.low, answer.high, answer.verdict) == (2, 6, Verdict.NARROW)


def test_it_finds_the_age_between_two_replies():
    where = frame("A", age=("12", "13", "14", "15"))
    aged_15 = returns({"age": "15"})
    replies = [published(said(20)), published(said(18, age="12 + 13 + 14"))]
    answer = found_in(where, replies, aged_15, unprinted=(aged_15,))
    assert (answer.low, answer.high, answer.verdict) == (2, 2, Verdict.EXACT)


def test_it_finds_who_is_in_one_figure_and_not_in_another():
    where = frame("A", age=("12", "13"))
    target = Difference(returns({}), returns({"group": "home", "age": "12"}))
    answer = found_in(where, [published(said(20), said(17, group="home", age="12"))], target, unprinted=(target,))
    assert (answer.low, answer.high, answer.verdict) == (3, 3, Verdict.EXACT)


def test_it_knows_that_different_children_do_not_add_up_over_groups_and_do_over_places():
    kind = Unit.CHILDREN
    places = published(said(30, place="A", unit=kind), said(sign=HIDDEN, place="B", unit=kind), said(34, unit=kind))
    groups = published(
        said(30, group="home", unit=kind),
        said(sign=HIDDEN, group="care_in", unit=kind),
        said(0, group="care_out", unit=kind),
        said(34, unit=kind),
    )
    where = frame("A", "B")
    assert found_in(where, [places], returns({"place": "B"}, kind)).interval == "4 to 4"
    assert found_in(where, [groups], returns({"group": "care in"}, kind)).interval == "4 to 34"


def test_it_pins_down_two_fives_only_for_somebody_who_is_told_that_both_are_small():
    counts = Counts(frame("A"), one_place(home=(25, 15), care_in=(5, 15), care_out=(5, 15)))
    sheet = Sheet.of("fives", counts.frame, DFE, [by_group("A")], counts)
    publication, sensitive = publish(sheet, sheet.primary), frozenset(sheet.primary)
    assert not attack(counts.frame, [publication], profile=DFE, secrets=Secrets(sensitive=sensitive)).leaks
    told = attack(counts.frame, [publication], profile=DFE, secrets=Secrets(sensitive=sensitive, reasons=sheet.primary))
    assert {leak.verdict for leak in told.leaks} == {Verdict.PINNED_WHEN_TOLD}
    assert [leak.low for leak in told.leaks] == [5, 5]
    assert set(sheet.primary.values()) == {Reason.SMALL}


def test_it_says_which_figures_give_one_away():
    counts = said(44), said(23, group="home"), said(18, group="care_in"), said(sign=HIDDEN, group="care_out")
    leak = attack(frame("A"), [published(*counts)], profile=DFE, explain=True).leaks[0]
    assert leak.by == {returns({}), returns({"group": "home"}), returns({"group": "care in"})}


def test_it_says_which_printed_number_shows_that_a_hidden_denominator_leaves_nobody_or_not_few():
    """19 of those at home were offered, so 19 or at least 25 are at home; of the 26 somebody is in care out of area."""
    home, out = returns({"group": "home"}), returns({"group": "care out"})
    offered = said(19, group="home", offered="yes", of=home)
    shown = said(67), said(41, group="care_in"), said(59, offered="yes"), offered
    publication = published(*shown, said(sign=HIDDEN, group="home"), said(sign=HIDDEN, group="care_out"))
    secrets = Secrets(sensitive=frozenset({out}), reasons={home: Reason.PROTECTS, out: Reason.SMALL})
    leak = attack(frame("A"), [publication], profile=DFE, secrets=secrets, explain=True).found[out]
    assert (leak.verdict, leak.interval) == (Verdict.PINNED_WHEN_TOLD, "1 to 1")
    assert leak.chiefly == {offered.cell}
    assert offered.cell in leak.by


def test_it_counts_what_it_could_not_look_at_as_recovered():
    counts = Counts(frame("A"), one_place(home=(25, 15), care_in=(11, 15), care_out=(5, 15)))
    sheet = Sheet.of("slow", counts.frame, DFE, [by_group("A")], counts)
    answer = attack(counts.frame, [publish(sheet, sheet.primary)], profile=DFE, seconds=0)
    assert answer.out_of_time
    assert not answer.holds


def test_it_refuses_figures_that_cannot_all_be_true():
    with pytest.raises(ContradictoryFigures, match="cannot all be true"):
        attack(frame("A"), [published(said(20)), published(said(21))], profile=DFE)


def test_it_joins_only_tables_that_go_round_in_a_ring():
    scopes = {frozenset("ab"), frozenset("bc"), frozenset("cd")}
    tables, links = tree_of(scopes)
    assert (set(tables), len(links)) == (scopes, 2)
    tables, links = tree_of(scopes | {frozenset("da")})
    assert max(map(len, tables)) == 3
    assert len(links) == len(tables) - 1


@pytest.mark.parametrize("first", [1, 1001, 2001])
def test_it_agrees_with_counting_out_every_table_there_can_be(first):
    compared = compare(itertools.count(first), 6)
    assert compared.releases == 6
    assert not compared.differ


def test_it_would_be_caught_by_counting_out_if_it_forgot_a_rule(monkeypatch):
    """Teeth: an attacker that does not know that a hidden number is no zero disagrees."""
    narrow = Known.narrow
    monkeypatch.setattr(
        Known, "narrow", lambda self, cell, low, high: narrow(self, cell, 0 if high > 1000 else low, high)
    )
    assert compare(itertools.count(1), 12).differ


def test_it_reads_a_welsh_star_as_perhaps_nothing():
    star = said(sign=Sign.HIDDEN_IN_WALES, group="home")
    answer = attack(frame("A"), [published(star, said(45, step=5), profile="wales")], profile=WALES).found[star.cell]
    assert (answer.low, answer.high) == (0, 47)


def test_it_reads_not_available_as_saying_nothing():
    said_so = published(said(20, place="A"), said(sign=Sign.NOT_AVAILABLE, place="B"))
    assert attack(frame("A", "B"), [said_so], profile=DFE).found == {}
