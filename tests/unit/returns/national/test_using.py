"""Every line has one use: nothing is counted twice, and a council's own figures are held against each other."""

from __future__ import annotations

import pytest

from tests.unit.returns.national.invented import EASTMERE, NORTHBY, answer, bands, sound
from wayhome.returns.national.agreeing import bands_of, checks
from wayhome.returns.national.folder import Round
from wayhome.returns.national.reading import Read
from wayhome.returns.national.site import picture_of
from wayhome.returns.national.using import Use, uses

LATER = {"url": "https://council.example/answers/2", "published_wording": "later we said", "note": ""}
USES = [
    ([answer(), answer(**LATER)], [Use.ALONE, Use.SAME_AGAIN]),
    ([answer(), answer(value=130, **LATER)], [Use.TWO_FIGURES, Use.TWO_FIGURES]),
    ([answer(), answer(), answer(value=130, **LATER)], [Use.TWO_FIGURES, Use.SAME_AGAIN, Use.TWO_FIGURES]),
    ([answer(value=v, raw="4 and 9 days", unit="days") for v in (4, 9)], [Use.LISTED, Use.LISTED]),
    ([answer(), answer(value=20, group="looked_after")], [Use.ALONE, Use.PART]),
    ([answer(), answer(value=5, group="lac_out_of_area")], [Use.ALONE, Use.PART]),
    ([answer(), answer(period_end="2022-09-30", value=60)], [Use.OVERLAPS, Use.OVERLAPS]),
    ([answer(), answer(code=NORTHBY)], [Use.ALONE, Use.ALONE]),
    ([answer(value=None, qualifier="not held"), answer(value=0)], [Use.NO_ANSWER, Use.ALONE]),
    ([answer("provider_in_house", 1, unit="flag")], [Use.PRACTICE]),
    ([answer(authority="Cleveland Police", area_type="police force", ons_code="")], [Use.FORCE]),
    ([answer(group="all_ages")], [Use.ALONE]),
    ([answer(period_start="", period_end="")], [Use.ALONE]),
    (bands("looked_after", [1, 2, 3, 4]), [Use.BAND] * 4),
]


@pytest.mark.parametrize(
    ("lines", "expected"), USES, ids=lambda each: "-".join(each) if isinstance(each[0], str) else ""
)
def test_it_gives_each_line_the_one_use_that_counts_nothing_twice(lines, expected, tmp_path):
    used = uses(sound(tmp_path, *lines))
    assert [each.use for each in used] == expected
    assert all(each.says for each in used)


def test_it_names_the_councils_whose_children_a_force_counts_too(tmp_path):
    (used,) = uses(sound(tmp_path, answer(authority="Cleveland Police", area_type="police force", ons_code="")))
    assert "Hartlepool" in used.says and "Middlesbrough" in used.says


def says(lines, folder):
    return {check.says: check.agrees for check in checks(sound(folder, *lines))}


def test_it_adds_up_bands_and_holds_them_against_the_published_total(tmp_path):
    lines = [
        answer("children_missing", 100), answer("children_missing", 40, group="looked_after"),
        *bands("not_looked_after", [30, 20, 10, 0]), *bands("looked_after", [10, 10, 15, 5]),
    ]  # fmt: skip
    found = says(lines, tmp_path)
    assert (
        found["The bands of looked-after children add up: 10 + 10 + 15 + 5 = 40. That is the published total."] is True
    )
    assert (
        found[
            "The bands of children not looked after add up: 30 + 20 + 10 + 0 = 60. No total of them alone is published."
        ]
        is None
    )
    (whole,) = [words for words in found if "60 + 40 = 100" in words]
    assert found[whole] is True and "That is the published total of all children." in whole


def test_it_says_when_bands_and_total_do_not_agree(tmp_path):
    lines = [answer("children_missing", 41, group="looked_after"), *bands("looked_after", [10, 10, 15, 5])]
    assert {
        "The published total is 41. Neither is used." in words: agrees
        for words, agrees in says(lines, tmp_path).items()
    } == {True: False}


@pytest.mark.parametrize(
    "spoil", [lambda b: b[1:], lambda b: b[:-1], lambda b: [b[0], *b[2:]]], ids=["first", "last", "gap"]
)
def test_it_adds_up_no_bands_that_leave_children_out(spoil, tmp_path):
    (banded,) = bands_of(sound(tmp_path, *spoil(bands("looked_after", [1, 2, 3, 4]))))
    assert banded.adds_to is None


def test_it_adds_up_no_bands_of_which_one_is_hidden(tmp_path):
    hidden = bands("looked_after", [10, None, 3, 4])
    hidden[1] |= {"qualifier": "suppressed"}
    assert [banded.adds_to for banded in bands_of(sound(tmp_path, *hidden))] == [None]
    assert set(says([*hidden, answer("children_missing", 17, group="looked_after")], tmp_path).values()) == {None}


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        (("children_missing", 30), ("missing_incidents", 90), True),
        (("children_missing", 91), ("missing_incidents", 90), False),
        (("rhi_completed", 12), ("rhi_offered", 11), False),
        (("rhi_completed_72h", 5), ("rhi_completed", 5), True),
    ],
)
def test_it_holds_the_less_against_the_more(one, other, agrees, tmp_path):
    assert list(says([answer(*one), answer(*other)], tmp_path).values()) == [agrees]


def test_it_compares_nothing_with_a_figure_in_dispute(tmp_path):
    lines = [answer("children_missing", 30), answer("children_missing", 300, **LATER), answer("missing_incidents", 90)]
    assert says(lines, tmp_path) == {}


def test_it_gives_every_line_of_the_picture_a_use(tmp_path):
    lines = sound(tmp_path, *(answer(code=code) for code in (EASTMERE, NORTHBY)), *bands("all", [1, 2, 3, 4]))
    picture = picture_of(Round(Read("answers.jsonl", lines, (), (), len(lines))))
    assert [used.line.number for used in picture.used] == [line.number for line in lines]
