"""What disclosure control is made of: covering, cells, counts, what earlier releases leave known, and solvers that give up."""

from __future__ import annotations

import itertools
import random
from types import SimpleNamespace

import numpy as np
import pytest

from tests.unit.benchmarking.disclosure_examples import COUNTS_ONLY, GROUPS, RETURNS, Counts, by_group, frame, one_place
from wayhome.benchmarking.disclosure import covering, differences, programmes, secondary
from wayhome.benchmarking.disclosure.account import account
from wayhome.benchmarking.disclosure.attacker import (
    NoSuchFigures,
    Secrets,
    TooManyPieces,
    Verdict,
    atoms,
    attack,
    proof,
    puzzle,
)
from wayhome.benchmarking.disclosure.attacker.acyclic import tree_of
from wayhome.benchmarking.disclosure.clock import Clock
from wayhome.benchmarking.disclosure.counting import Counted, Rows
from wayhome.benchmarking.disclosure.covering import Cover, greedy
from wayhome.benchmarking.disclosure.frame import Cell, Dimension, Frame, NotInFrame, Unit
from wayhome.benchmarking.disclosure.linking import Linking
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.printing import Sheet
from wayhome.benchmarking.disclosure.profiles import DFE, INTERNAL, Sign
from wayhome.benchmarking.disclosure.programmes import CannotProtect, Loosening
from wayhome.benchmarking.disclosure.reading import read, told
from wayhome.benchmarking.disclosure.release import Refused, prepare
from wayhome.benchmarking.disclosure.revisions import as_now
from wayhome.benchmarking.disclosure.statements import Difference, Publication, Said, SaidRate
from wayhome.benchmarking.disclosure.tables import CannotPrint, Show, Table

SMALL = one_place(home=(25, 15), care_in=(20, 10), care_out=(3, 12))


def returns(unit=Unit.EPISODES, **where):
    return Cell(RETURNS, unit, tuple(sorted((name, value.replace("_", " ")) for name, value in where.items())))


def published(*counts, rates=(), profile="dfe"):
    return Publication("a release", profile, counts, tuple(rates))


def area(places, seed, sizes=(0, 1, 2, 3, 4, 6, 9, 14)):
    """Some places with small and middling numbers, and the table to print of them."""
    dice = random.Random(seed)
    where = frame(*places, forces={"F": ("A", "B"), "G": ("C",)} if len(places) == 3 else None)
    numbers = {
        (place, group, answer): dice.choice(sizes) for place in places for group in GROUPS for answer in ("yes", "no")
    }
    wide = {1: (), 2: ("all",), 3: ("F", "G", "all")}[len(places)]
    return Counts(where, numbers), by_group(*places, *wide, shows=COUNTS_ONLY)


def released(counts, table, **how):
    return prepare("a release", counts.frame, [table], counts, **how)


@pytest.mark.parametrize("seed", range(4))
def test_it_covers_cuts_at_the_least_price_and_cheaply_where_there_is_no_time(seed):
    dice = random.Random(seed)
    weight = {column: dice.choice((1.0, 1.2, 1.5)) for column in range(8)}
    cuts = [{column: dice.choice((0.5, 1.0)) for column in dice.sample(range(8), 4)} for _ in range(5)]

    def meets(choice):
        return all(sum(gain for column, gain in cut.items() if column in choice) >= 1 for cut in cuts)

    def price(choice):
        return sum(weight[column] for column in choice)

    choices = [set(c) for size in range(9) for c in itertools.combinations(range(8), size) if meets(set(c))]
    least = min(map(price, choices))
    cover = Cover(weight)
    for cut in cuts:
        cover.add(cut)
    found = cover.cheapest(Clock.of(10))
    assert meets(found)
    assert price(found) == pytest.approx(least)
    assert (cover.solved_all, cover.least) == (True, pytest.approx(least))
    quick = greedy(cuts, weight)
    assert meets(quick)
    assert not any(meets(quick - {column}) for column in quick)


def test_it_covers_greedily_what_is_too_large_or_takes_too_long(monkeypatch):
    cover = Cover(dict.fromkeys(range(4), 1.0))
    for cut in ({0: 1.0, 1: 1.0}, {1: 1.0, 2: 0.5, 3: 0.5}):
        cover.add(cut)
    monkeypatch.setattr(covering, "milp", lambda *_, **__: SimpleNamespace(status=1, x=None, mip_dual_bound=None))
    assert cover.cheapest(Clock.of(10)) == {1}
    assert (cover.solved_all, cover.least) == (False, 0)
    cover.not_alone(0, [])
    monkeypatch.setattr(covering, "MOST_TO_SOLVE", 1)
    assert cover.cheapest(Clock.of(10)) == {1}
    cover.not_alone(1, [2])
    assert cover.cheapest(Clock.of(10)) == {1, 2}
    cover.not_alone(2, [])
    with pytest.raises(CannotProtect, match="needed to protect something else"):
        cover.cheapest(Clock.of(10))


def test_it_covers_by_two_where_one_alone_helps_nothing():
    cover = Cover({0: 1.0, 1: 1.1, 2: 1.2, 3: 4.0})
    cover.add({0: 1.0, 3: 1.0})
    assert cover.cheapest(Clock.of(10)) == {0}
    cover.not_alone(0, [1, 2])
    assert cover.cheapest(Clock.of(10)) == {0, 1}
    cover.not_alone(1, [])
    assert cover.cheapest(Clock.of(10)) == {0, 2}
    cover.not_alone(2, [])
    assert cover.cheapest(Clock.of(10)) == {3}
    cover.not_alone(3, [])
    with pytest.raises(CannotProtect, match="needed to protect something else"):
        cover.cheapest(Clock.of(10))


@pytest.mark.parametrize(
    ("exactly", "places", "seed"),
    [
        (True, "A", 37),
        (True, "A", 38),
        (True, "AB", 3),
        (True, "AB", 313),
        (True, "ABC", 29),
        (False, "AB", 6),
        (False, "AB", 97),
        (False, "ABC", 19),
        (False, "ABC", 29),
    ],
)
def test_it_hides_more_until_the_attacker_gets_nothing(exactly, places, seed):
    """Areas where linear programmes think that less is enough."""
    counts, table = area(tuple(places), seed)
    made = released(counts, table, exactly=exactly)
    assert made.attack.holds
    hidden = frozenset(made.reasons)
    few = frozenset(cell for cell in hidden if 0 < counts(cell).episodes < 6)
    again = attack(
        counts.frame, [made.publication], profile=DFE, secrets=Secrets(sensitive=few, not_sensitive=hidden - few)
    )
    assert again.holds


def test_it_hides_what_says_that_a_hidden_denominator_leaves_nobody_or_not_few():
    """19 of the hidden number at home were offered: it is 19, or at least 25, and so one is in care out of area."""
    counts = Counts(frame("A"), one_place(home=(19, 6), care_in=(40, 1), care_out=(0, 1)))
    made = released(counts, by_group("A"))
    assert made.reasons[returns(group="home", offered="yes")] is Reason.PROTECTS


@pytest.mark.parametrize("is_answered", [True, False])
def test_it_refuses_when_there_is_nothing_left_to_hide_or_the_same_is_hidden_again(monkeypatch, is_answered):
    monkeypatch.setattr(secondary.Protection, "must_hide_one_of", lambda *_: is_answered)
    with pytest.raises(Refused, match=r"whatever else is hidden. So can 2 more") as refused:
        released(*area(("A", "B"), 3))
    assert len(refused.value.leaks) == 3


def solver(status):
    return lambda *_, **__: SimpleNamespace(status=status, x=None, message="no", mip_dual_bound=None)


@pytest.mark.parametrize(
    ("module", "name", "status", "words"),
    [
        (programmes, "linprog", 1, "could not be worked out"),
        (programmes, "linprog", 2, "do not agree with each other"),
        (puzzle, "milp", 1, "could not be worked out"),
        (puzzle, "milp", 2, "No whole numbers agree"),
    ],
)
def test_it_is_not_released_when_a_solver_gives_up(monkeypatch, module, name, status, words):
    counts, table = area(("A", "B"), 3)
    monkeypatch.setattr(module, name, solver(status))
    with pytest.raises(Refused, match=words):
        released(counts, table)


def test_it_has_no_reason_without_time_to_find_it(monkeypatch):
    monkeypatch.setattr(proof, "linprog", solver(1))
    counts = Said(returns(), 44), Said(returns(group="home"), 23), Said(returns(group="care_in"), 18)
    last = Said(returns(group="care_out"), None, Sign.HIDDEN)
    assert attack(frame("A"), [published(*counts, last)], profile=DFE, explain=True).out_of_time


def test_it_stops_arithmetic_that_goes_on_and_leaves_the_rest_to_the_solver(monkeypatch):
    monkeypatch.setattr(puzzle, "ROUNDS_OF_ARITHMETIC", 1)
    counts = Said(returns(), 44), Said(returns(group="home"), 23), Said(returns(group="care_in"), 18)
    found = attack(frame("A"), [published(*counts, Said(returns(group="care_out"), None, Sign.HIDDEN))], profile=DFE)
    assert found.found[returns(group="care_out")].interval == "3 to 3"


def test_it_refuses_figures_that_do_not_add_up():
    with pytest.raises(NoSuchFigures, match="No numbers agree"):
        attack(frame("A"), [published(Said(returns(), 20), Said(returns(group="home"), 30))], profile=DFE)


def test_it_refuses_tables_that_cut_people_too_finely(monkeypatch):
    monkeypatch.setattr(atoms, "MOST_PIECES", 3)
    counts, table = area(("A",), 0)
    with pytest.raises(Refused, match="Release fewer crossings"):
        released(counts, table)
    assert issubclass(TooManyPieces, ValueError)


def test_it_sets_aside_what_is_in_no_ring():
    scopes = {frozenset(pair) for pair in ("ab", "bc", "cd", "da", "dx")}
    tables, links = tree_of(scopes)
    assert frozenset("dx") in tables
    assert len(links) == len(tables) - 1


def test_it_shows_by_example_what_nothing_limits():
    answer = attack(
        frame("A", "B"),
        [published(Said(returns(place="A"), None, Sign.HIDDEN))],
        profile=DFE,
        secrets=Secrets(sensitive=frozenset({returns(place="A")})),
        closely=False,
    )
    found = answer.found[returns(place="A")]
    assert (found.verdict, found.is_shown, found.interval) == (Verdict.SAFE, True, "1 or more, if not wider")


def test_it_reads_a_share_of_nothing_and_takes_an_authoritys_own_figures_as_they_are():
    number, of = returns(offered="yes"), returns()
    assert read([published(rates=[SaidRate(number, of, 100, 0, 0)])]).low == {of: 6}
    assert read([published(Said(of, 2), rates=[SaidRate(number, of, 100, 0, 50)], profile="internal")]).high == {of: 2}


def test_it_is_told_nothing_about_a_figure_that_was_printed_elsewhere():
    known = read([published(Said(returns(), 20))])
    assert told({returns(): Reason.SMALL}, known).high == {returns(): 20}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Dimension("age", ()), "at least one value"),
        (lambda: Dimension("age", ("1", "2"), groups={"1": frozenset("2")}), "the name of something else"),
        (lambda: Dimension("age", ("1", "2"), groups={"old": frozenset("9")}), "contains 9"),
        (lambda: Dimension("age", ("1", "2"), levels=(("1", "all"),)), "overlaps"),
        (lambda: Frame((Dimension("age", ("1",)), Dimension("age", ("2",)))), "the same name"),
        (lambda: frame("A").complement(returns(), "group"), "nobody is outside"),
    ],
)
def test_it_says_what_is_wrong_with_a_frame(make, words):
    with pytest.raises(NotInFrame, match=words):
        make()


@pytest.mark.parametrize(("episodes", "children"), [(3, 4), (-1, None), (3, 0)])
def test_it_counts_no_more_children_than_episodes_and_at_least_one(episodes, children):
    with pytest.raises(ValueError, match="child"):
        Counted(episodes, children)


def test_it_counts_only_what_fits_its_frame():
    with pytest.raises(ValueError, match="The column age does not fit: 99"):
        Rows(Frame((Dimension("age", ("12",)),)), ["a"], {"age": ["99"]})


def test_it_names_those_in_one_cell_and_not_in_another():
    assert str(Difference(returns(), returns(group="home"))) == (
        "those in (episodes of eligible returns: everything) and not in (episodes of eligible returns: group home)"
    )


def test_it_says_that_children_were_not_supplied():
    counts, _ = area(("A",), 0)
    made = released(
        lambda_counting(counts),
        by_group("A", shows=frozenset({Show.OF, Show.CHILDREN}), groups=("home",)),
        profile=INTERNAL,
    )
    assert {said.sign for said in made.publication.counts if said.cell.unit is Unit.CHILDREN} == {Sign.NOT_AVAILABLE}


def lambda_counting(counts):
    class Without:
        frame = counts.frame

        def __call__(self, cell):
            return Counted(counts(cell).episodes, None)

    return Without()


def test_it_keeps_numbers_of_children_alone_in_order():
    """Children by group do not add up, and a child of a group is a child of the whole."""
    numbers = one_place(home=(25, 0), care_in=(20, 0), care_out=(3, 0))
    counts = Counts(frame("A", "B"), numbers | {("B", "home", "yes"): 30})
    table = Table(
        title="Children",
        population=RETURNS,
        by=(("place", ("A", "B", "all")), ("group", (*GROUPS, "all"))),
        shows=frozenset({Show.CHILDREN}),
    )
    made = released(counts, table)
    assert made.attack.holds
    assert made.reasons[returns(Unit.CHILDREN, place="A", group="care_out")] is Reason.SMALL


def test_it_protects_a_number_that_only_a_rate_would_say():
    table = Table(
        title="Rates",
        population=RETURNS,
        by=(("place", ("A", "B", "all")),),
        shows=frozenset({Show.RATE}),
        residents={"A": 20_000, "B": 10_000, "all": 30_000},
    )
    counts = Counts(frame("A", "B"), {("A", "home", "yes"): 40, ("B", "home", "yes"): 4})
    made = released(counts, table)
    shown = {about[0]: row[0] for about, row in made.rows(table)}
    assert shown["B"].reason is Reason.PART_HIDDEN
    assert "c" in {shown["A"].text, shown["all"].text}
    listed = {each["about"][0]: (each["reason"], each["of"], each["least"]) for each in account(made)["hidden"]}
    assert listed["B"] == ("part_hidden", "episodes of eligible returns: place B", 0)
    assert ("protects", None, None) in listed.values()
    with pytest.raises(CannotPrint, match="no population for B"):
        released(counts, Table(title="T", population=RETURNS, by=table.by, shows=table.shows, residents={"A": 1}))


def test_it_looks_only_at_neighbours_in_a_release_with_many_figures(monkeypatch):
    counts, table = area(("A",), 38)
    monkeypatch.setattr(differences, "MOST_TO_PAIR", 1)
    assert released(counts, table).attack.holds


def test_it_forgets_of_an_earlier_release_what_is_not_so_any_more():
    """A zero that nobody could count became a number, a share changed, and one place is not supplied any more."""
    shares = by_group("A", "B", shows=frozenset({Show.OF, Show.NUMBER, Show.PERCENTAGE}))
    before = one_place(home=(25, 15), care_in=(0, 12), care_out=(0, 0))
    first = released(Counts(frame("A", "B"), before | {("B", "home", "yes"): 30, ("B", "home", "no"): 20}), shares)
    now = Counts(frame("A", "B"), one_place(home=(29, 15), care_in=(0, 12), care_out=(20, 14)))

    class Partly:
        frame = now.frame

        def __call__(self, cell):
            return now(cell) if cell.value("place") == "A" else None

    made = released(Partly(), shares, earlier=[first.publication])
    assert made.attack.holds
    assert made.publication.counts[0].number == 44


def test_it_flags_a_number_of_everybody_whose_denominator_is_not_printed():
    counts = Counts(frame("A"), one_place(home=(25, 0), care_in=(20, 10), care_out=(12, 12)))
    made = released(counts, by_group("A", shows=frozenset({Show.NUMBER}), groups=GROUPS))
    assert [(each.about, each.of) for each in made.says_of_all] == [(("A", "home"), 25)]


def test_it_knows_values_of_an_earlier_release_by_what_its_groups_meant():
    """The earlier frame called two ages together "younger"; the later one has no name for them."""
    ages = {"age": ["12", "13", "14"] * 10}

    def made(dimension, value, earlier=()):
        where = Frame((dimension,))
        table = Table(title="Ages", population=RETURNS, by=(("age", (value,)),), shows=frozenset({Show.OF}))
        return prepare("ages", where, [table], Rows(where, range(30), ages), earlier=earlier)

    first = made(Dimension("age", ("12", "13", "14"), groups={"younger": frozenset({"12", "13"})}), "younger")
    later = made(Dimension("age", ("12", "13", "14")), "14", [first.publication])
    assert later.attack.holds


def test_it_forgets_a_share_that_became_none():
    rate = SaidRate(returns(offered="yes"), returns(), 100, 0, 60)
    none_left = Counts(frame("A"), {("A", "home", "no"): 40})
    assert not as_now(published(rates=[rate]), none_left.frame, none_left).rates
    nobody = SaidRate(returns(offered="yes"), returns(), 100, 0, 0)
    assert as_now(published(rates=[nobody]), none_left.frame, none_left).rates == (nobody,)


@pytest.mark.parametrize("seed", [0, 12])
def test_it_mends_what_a_search_that_is_broken_off_leaves_open(monkeypatch, seed):
    monkeypatch.setattr(secondary, "MOST_ROUNDS", 1)
    counts, table = area(("A", "B"), seed)
    made = released(counts, table)
    assert made.attack.holds
    assert not made.pattern.proved


def test_it_shows_again_what_was_hidden_for_nothing():
    counts = Counts(frame("A"), SMALL)
    sheet = Sheet.of("too much", counts.frame, DFE, [by_group("A")], counts)
    linked = Linking(sheet, counts, read([])).lay()
    protection = secondary.Protection(linked, Clock.of(30))
    protection.hidden[linked.may_hide] = True
    protection._mend(np.arange(linked.matrix.shape[0]))
    assert (protection.hidden & linked.may_hide).sum() == 1


def test_it_has_no_answer_to_a_leak_by_what_cannot_be_hidden():
    counts = Counts(frame("A"), SMALL)
    sheet = Sheet.of("nothing to hide", counts.frame, DFE, [by_group("A")], counts)
    protection = secondary.Protection(Linking(sheet, counts, read([])).lay(), Clock.of(30))
    assert not protection.must_hide_one_of([returns(group="care_out", offered="yes"), returns(place="B")])


def test_it_says_when_neither_way_can_be_met():
    with pytest.raises(CannotProtect, match="neither up nor down"):
        secondary._any_of(
            [(6.0, Loosening(3.0, {})), (0.0, Loosening(-1.0, {}))], np.zeros(1, bool), "neither up nor down"
        )
