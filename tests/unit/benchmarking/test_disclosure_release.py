"""The release: what is hidden and why, what is refused, what is remembered, and nothing that can be worked out."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from tests.unit.benchmarking.disclosure_examples import COUNTS_ONLY, GROUPS, RETURNS, Counts, by_group, frame, one_place
from wayhome.benchmarking.disclosure.account import account, to_json
from wayhome.benchmarking.disclosure.attacker import Verdict, attack
from wayhome.benchmarking.disclosure.attributes import Says
from wayhome.benchmarking.disclosure.auditor import Auditor
from wayhome.benchmarking.disclosure.counting import Counted, Rows
from wayhome.benchmarking.disclosure.frame import Cell, Dimension, Frame, NotInFrame, Unit
from wayhome.benchmarking.disclosure.primary import ChildrenNotCounted, Reason
from wayhome.benchmarking.disclosure.profiles import DFE, INTERNAL, TRE10, WALES
from wayhome.benchmarking.disclosure.release import Refused, prepare
from wayhome.benchmarking.disclosure.statements import NotARecord, Publication
from wayhome.benchmarking.disclosure.tables import CannotPrint, Show, Table

PLAIN = one_place(home=(25, 15), care_in=(20, 10), care_out=(3, 12))
"""One small number: three in care out of area were offered an interview."""


def cell(**where):
    return Cell(RETURNS, Unit.EPISODES, tuple(sorted((name, value.replace("_", " ")) for name, value in where.items())))


def released(episodes, *tables, children=None, profile=DFE, earlier=(), places=("A",), seconds=120):
    counts = Counts(frame(*places), episodes, children=children)
    return prepare(
        "a release", counts.frame, tables or [by_group("A")], counts, profile=profile, earlier=earlier, seconds=seconds
    )


def texts(release):
    return {about: [figure.text for figure in row] for about, row in release.rows(release.sheet.tables[0][0])}


def test_it_hides_a_small_number_and_as_little_besides_as_protects_it():
    release = released(PLAIN)
    assert release.reasons == {
        cell(group="care_out", offered="yes"): Reason.SMALL,
        cell(group="care_in", offered="yes"): Reason.PROTECTS,
    }
    assert texts(release) == {
        ("A", "home"): ["40", "25"],
        ("A", "care in"): ["30", "c"],
        ("A", "care out"): ["15", "c"],
        ("A", "all"): ["85", "48"],
    }
    assert release.pattern.proved
    assert release.pattern.fewest == 1


def test_it_prints_of_each_hidden_figure_why_and_what_can_be_worked_out():
    release = released(PLAIN)
    shown = {about: row[1] for about, row in release.rows(release.sheet.tables[0][0])}
    assert (shown["A", "care out"].reason, shown["A", "care out"].interval) == (Reason.SMALL, "1 to 15")
    assert (shown["A", "care in"].reason, shown["A", "care in"].interval) == (Reason.PROTECTS, "8 to 22")
    assert shown["A", "home"].reason is None
    assert release.signs == {"c": "Hidden, to protect a small number here or elsewhere"}


def test_it_accounts_for_each_hidden_figure_to_whoever_signs_it_off():
    written = json.loads(to_json(released(PLAIN, by_group("A", shows=frozenset({Show.NUMBER, Show.PERCENTAGE})))))
    assert {name: written[name] for name in ("profile", "recovered")} == {"profile": "dfe", "recovered": 0}
    assert written["reasons"]["small"] == Reason.SMALL.value
    found = {(each["about"][1], each["figure"]): each for each in written["hidden"]}
    number = found["care out", "number"]
    of = "episodes of eligible returns: group care out, offered yes"
    assert (number["sign"], number["reason"], number["of"]) == ("c", "small", of)
    assert number["least"] == 0
    assert number["most"] >= 6
    share = found["care out", "percentage"]
    assert (share["reason"], share["of"], share["least"]) == ("part_hidden", of, number["least"])


@pytest.mark.parametrize("exactly", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_it_gives_a_reason_and_a_range_of_every_hidden_count(seed, exactly):
    dice = random.Random(seed)
    numbers = {("A", group, yes): dice.choice((1, 3, 6, 9, 14, 30)) for group in GROUPS for yes in ("yes", "no")}
    counts = Counts(frame("A"), numbers)
    release = prepare("random", counts.frame, [by_group("A", shows=COUNTS_ONLY)], counts, exactly=exactly)
    listed = account(release)["hidden"]
    assert {each["of"] for each in listed} == {str(said.cell) for said in release.publication.counts if said.is_hidden}
    assert all(each["reason"] and each["least"] is not None for each in listed)
    assert not json.loads(release.record()).keys() & {"hidden", "reasons"}


def test_it_accounts_for_nothing_where_nothing_is_hidden():
    written = account(released(PLAIN, profile=INTERNAL))
    assert (written["hidden"], written["attacked"], written["recovered"]) == ([], None, None)


def test_it_hides_few_children_however_many_episodes():
    children = {("A", "care out", "yes"): 1}
    release = released(one_place(home=(25, 15), care_in=(20, 10), care_out=(10, 12)), children=children)
    assert release.reasons[cell(group="care_out", offered="yes")] is Reason.FEW_CHILDREN


def test_it_hides_nearly_everybody():
    release = released(one_place(home=(58, 2), care_in=(20, 10), care_out=(12, 12)))
    assert release.reasons[cell(group="home", offered="yes")] is Reason.SMALL_COMPLEMENT
    assert release.attack.found[cell(group="home", offered="no")].verdict is Verdict.SAFE


def test_it_shows_nothing_of_a_small_denominator_and_a_zero_of_another():
    release = released(one_place(home=(25, 15), care_in=(0, 10), care_out=(0, 4)))
    assert release.reasons[cell(group="care_out", offered="yes")] is Reason.SMALL_DENOMINATOR
    assert texts(release)["A", "care in"][1] == "0"
    assert [(each.about, each.says) for each in release.says_of_all] == [(("A", "care in"), Says.NOBODY)]


def test_it_flags_a_row_that_says_the_same_of_everybody():
    release = released(one_place(home=(25, 0), care_in=(20, 10), care_out=(0, 12)))
    assert {(each.about, each.says) for each in release.says_of_all} == {
        (("A", "home"), Says.EVERYBODY),
        (("A", "care out"), Says.NOBODY),
    }
    assert release.says_of_all[0].words == "Offered, A, home: all of 25 (number)."


def test_it_prints_signs_for_nobody_to_count_for_a_low_share_and_for_what_was_not_supplied():
    numbers = one_place(home=(6, 2994), care_in=(0, 0), care_out=(30, 12))
    counts = Counts(frame("A", "B"), numbers)

    def partly(each):
        return None if each.value("place") == "B" else counts(each)

    table = by_group("A", "B", shows=frozenset({Show.OF, Show.NUMBER, Show.PERCENTAGE}))
    release = prepare("signs", counts.frame, [table], partly)
    assert texts(release)["A", "home"] == ["3,000", "6", "k"]
    assert texts(release)["A", "care in"] == ["0", "z", "z"]
    assert texts(release)["B", "home"] == ["x", "x", "x"]
    assert set(release.signs) == {"k", "z", "x"}


def test_it_rounds_regional_figures_and_not_those_of_a_force_that_is_one_authority():
    where = frame("A", "B", "C", forces={"F": ("A", "B"), "G": ("C",)})
    counts = Counts(where, {(place, "home", answer): 33 for place in "ABC" for answer in ("yes", "no")})
    release = prepare("rounded", where, [by_group("A", "F", "G", "all", groups=("home",))], counts)
    assert {about[0]: row for about, row in texts(release).items()} == {
        "A": ["66", "33"],
        "F": ["130", "70"],
        "G": ["66", "33"],
        "all": ["200", "100"],
    }


def test_it_rounds_to_five_in_wales_and_stars_zeros_too():
    release = released(one_place(home=(52, 40), care_in=(0, 31), care_out=(47, 20)), profile=WALES)
    assert texts(release)["A", "home"][0] == "90"
    assert texts(release)["A", "care in"] == ["30", "*"]


def test_it_hides_whatever_is_below_ten_in_research_settings():
    release = released(one_place(home=(52, 40), care_in=(9, 31), care_out=(47, 20)), profile=TRE10)
    assert release.reasons[cell(group="care_in", offered="yes")] is Reason.SMALL
    assert release.attack.found[cell(group="care_in", offered="yes")].high >= 10


def test_it_shows_an_authority_its_own_figures_and_attacks_nothing():
    release = released(PLAIN, profile=INTERNAL)
    assert texts(release)["A", "care out"] == ["15", "3"]
    assert release.attack is None


def test_it_gives_no_percentage_whose_number_is_hidden():
    table = by_group("A", shows=frozenset({Show.PERCENTAGE}))
    release = released(PLAIN, table)
    shown = {about: row[0] for about, row in release.rows(table)}
    assert shown["A", "care out"].text == "c"
    assert shown["A", "care out"].reason is Reason.PART_HIDDEN
    assert shown["A", "home"].text == "63%"


def test_it_is_not_released_when_the_attack_does_not_end_in_time():
    with pytest.raises(Refused, match="could not be worked out in 1e-06 seconds"):
        released(PLAIN, seconds=0.000001)


def test_it_is_not_released_when_what_was_said_before_gives_it_away():
    """The earlier release printed what is hidden now: nothing can protect it any more."""
    numbers = one_place(home=(25, 15), care_in=(20, 10), care_out=(7, 8))
    first = released(numbers)
    with pytest.raises(Refused, match="can be worked out, whatever else is hidden"):
        released(numbers, children={("A", "care out", "yes"): 1}, earlier=[first.publication])


def test_it_protects_beside_an_earlier_release_what_it_would_give_away_alone():
    joined = by_group("A", groups=("home + care out", "all"))
    first = released(PLAIN, by_group("A", groups=(*GROUPS, "all")))
    alone = released(PLAIN, joined)
    where = frame("A")
    assert attack(where, [first.publication, alone.publication], profile=DFE).leaks
    beside = released(PLAIN, joined, earlier=[first.publication])
    assert not attack(where, [first.publication, beside.publication], profile=DFE).leaks


def test_it_remembers_only_what_was_published():
    release = released(PLAIN)
    again = Publication.from_json(release.record())
    assert again == release.publication
    assert [each["number"] for each in json.loads(release.record())["counts"] if each["sign"]] == [None, None]
    assert not any(reason in release.record() for reason in Reason)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda plain: plain.update(layout="something else"), "not a record of a release"),
        (lambda plain: plain.update(profile="ofsted"), "the profile ofsted"),
        (lambda plain: plain["counts"][0].update(number=-3), "damaged"),
        (lambda plain: plain["counts"][0].update(sign="c"), "either a number or a sign"),
        (lambda plain: plain.pop("rates"), "damaged"),
    ],
)
def test_it_says_what_is_wrong_with_a_record(change, words):
    plain = json.loads(released(PLAIN).record())
    change(plain)
    with pytest.raises(NotARecord, match=words):
        Publication.from_json(json.dumps(plain))


def test_it_says_that_a_record_is_not_json():
    with pytest.raises(NotARecord, match="not JSON"):
        Publication.from_json("c,c,c")


def test_it_refuses_an_earlier_record_whose_groups_meant_something_else():
    def grouped(*inside):
        return Frame((Dimension("age", ("12", "13", "14"), groups={"younger": frozenset(inside)}),))

    def released_for(where, earlier=()):
        table = Table(title="Ages", population=RETURNS, by=(("age", ("younger", "all")),), shows=frozenset({Show.OF}))
        return prepare(
            "ages", where, [table], Rows(where, range(30), {"age": ["12", "13", "14"] * 10}), earlier=earlier
        )

    first = released_for(grouped("12", "13"))
    with pytest.raises(NotInFrame, match="younger meant other values of age"):
        released_for(grouped("13", "14"), earlier=[first.publication])


def test_it_takes_an_earlier_figure_that_was_corrected_as_known_up_to_the_correction():
    first = released(one_place(home=(25, 15), care_in=(20, 10), care_out=(3, 12)))
    second = released(one_place(home=(26, 15), care_in=(20, 10), care_out=(3, 12)), earlier=[first.publication])
    assert second.attack.holds
    assert texts(second)["A", "home"] == ["41", "26"]


def test_it_attacks_what_it_hides_now_and_printed_before_it_was_corrected():
    """19 of 30 in care in area were printed; 25 of 30 are true now, and the other 5 are few."""
    first = released(one_place(home=(25, 15), care_in=(19, 11), care_out=(20, 12)))
    second = released(one_place(home=(25, 15), care_in=(25, 5), care_out=(20, 12)), earlier=[first.publication])
    corrected = cell(group="care_in", offered="yes")
    assert second.reasons[corrected] is Reason.SMALL_COMPLEMENT
    found = second.attack.found[corrected]
    assert found.verdict is Verdict.SAFE
    assert found.low < 25 <= found.high


def test_it_asks_for_the_number_of_children():
    counts = Counts(frame("A"), PLAIN)
    with pytest.raises(ChildrenNotCounted, match="supply both"):
        prepare("no children", counts.frame, [by_group("A")], lambda each: Counted(counts(each).episodes, None))


JUST_HOW_MANY = frozenset({Show.OF})


@pytest.mark.parametrize(
    ("table", "fault", "words"),
    [
        ({"by": (("colour", ("red",)),), "shows": JUST_HOW_MANY}, NotInFrame, "no dimension called colour"),
        ({"by": (("group", ("abroad",)),), "shows": JUST_HOW_MANY}, NotInFrame, "no value or group called abroad"),
        (
            {"by": (("group", GROUPS),), "within": {"group": "home"}, "shows": JUST_HOW_MANY},
            CannotPrint,
            "group is used twice",
        ),
        ({"shows": frozenset({Show.NUMBER})}, CannotPrint, "need an answer to count"),
        ({"shows": frozenset({Show.OF, Show.RATE})}, CannotPrint, "the population of each place"),
    ],
    ids=["dimension", "value", "twice", "no answer", "no population"],
)
def test_it_says_what_is_wrong_with_a_table(table, fault, words):
    with pytest.raises(fault, match=words):
        released(PLAIN, Table(title="T", population=RETURNS, **table))


def test_it_gives_rates_and_averages_only_of_what_is_shown():
    table = Table(
        title="Returns",
        population=RETURNS,
        by=(("place", ("A", "B")),),
        shows=frozenset({Show.OF, Show.CHILDREN, Show.AVERAGE, Show.RATE}),
        residents={"A": 21_000, "B": 9_000},
    )
    numbers = {("A", "home", "yes"): 42, ("B", "home", "yes"): 12}
    release = released(numbers, table, children={("A", "home", "yes"): 20, ("B", "home", "yes"): 2}, places=("A", "B"))
    assert texts(release) == {("A",): ["42", "20", "2.1", "20.0"], ("B",): ["c", "c", "c", "c"]}


def test_it_answers_one_request_after_another_and_hides_what_they_say_together():
    where = Frame((Dimension("age", ("12", "13", "14", "15", "16")),))
    ages = ["12"] * 9 + ["13"] * 11 + ["14"] * 8 + ["15"] * 2 + ["16"] * 12
    rows = Rows(where, range(len(ages)), {"age": ages})
    auditor = Auditor(where, rows)

    def up_to(age):
        named = " + ".join(value for value in where["age"].values if value <= age)
        return Table(title="Ages", population=RETURNS, within={"age": named}, shows=frozenset({Show.OF}))

    assert auditor.answer("up to 14", [up_to("14")]).publication.counts[0].number == 28
    assert auditor.answer("up to 15", [up_to("15")]).publication.counts[0].is_hidden
    again = Auditor.from_records(where, rows, [each.to_json() for each in auditor.said])
    assert again.said == auditor.said


@pytest.mark.parametrize("seed", range(3))
def test_it_lets_nothing_be_worked_out_of_random_areas(seed):
    dice = random.Random(seed)
    places = ("A", "B", "C")
    where = frame(*places, forces={"F": ("A", "B"), "G": ("C",)})
    numbers = {
        (place, group, answer): dice.choice((0, 1, 2, 3, 4, 6, 9, 14, 30, 55))
        for place in places
        for group in GROUPS
        for answer in ("yes", "no")
    }
    counts = Counts(where, numbers)
    release = prepare("random", where, [by_group(*places, "F", "G", "all", shows=COUNTS_ONLY)], counts)
    assert release.attack.holds
    for said in release.publication.counts:
        small = DFE.is_small(counts(said.cell).episodes)
        assert not (small and said.number is not None), f"{said.cell} should be hidden"
    for target, found in release.attack.found.items():
        if isinstance(target, Cell):
            true = counts(target).episodes
            assert found.low <= true <= (true if found.high is None else found.high)


def test_it_accounts_for_a_figure_of_which_nothing_was_attacked():
    release = released(PLAIN)
    (first, *_) = account(replace(release, attack=None))["hidden"]
    assert {first[name] for name in ("of", "least", "most", "may_be_wider")} == {None}


def test_it_withholds_the_few_children_that_one_number_of_children_less_another_would_say():
    """Forty children went missing until February, and three others in March: nobody printed those, and 43 less 40 says them."""
    months = Frame((Dimension("month", ("January", "March")),))
    rows = Rows(months, range(43), {"month": ["January"] * 40 + ["March"] * 3})

    def children(month, *earlier):
        table = Table(title=month, population=RETURNS, by=(("month", (month,)),), shows=frozenset({Show.CHILDREN}))
        made = prepare(month, months, [table], rows, earlier=earlier)
        return made, [row[0].text for _about, row in made.rows(table)]

    first, said = children("January")
    assert said == ["40"]
    assert children("all")[1] == ["43"]
    assert children("all", first.publication)[1] == ["c"]
