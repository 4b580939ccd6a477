"""What can be said about the country: only from answers that count what the measure counts, and never without bounds."""

from __future__ import annotations

import pytest

from tests.unit.returns.national.invented import (
    COUNTS_RETURNS,
    EASTMERE,
    NORTHBY,
    SOUTHAM,
    WELSH,
    a_round,
    answer,
    sound,
)
from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import children_of
from wayhome.returns.national.country import NO_LINE, UNCLEAR, figures


def test_it_cannot_say_where_nobody_counts_what_the_measure_counts(tmp_path):
    for figure in figures(sound(tmp_path, answer("rhi_offered", 40), answer("rhi_completed", 30), answer())):
        assert not figure.can_say and figure.ladder.respondents is None
        assert (figure.ladder.worst.low, figure.ladder.worst.high) == (0, 1)
        assert sum(map(len, figure.silent.values())) == figure.ladder.coverage.of == 153


def test_it_says_what_those_who_answered_can_say_and_what_holds_whatever_the_others_would_say(tmp_path):
    offered, heard, in_time, _ = figures(sound(tmp_path, *a_round()))
    assert offered.ladder.respondents.pooled == pytest.approx(70 / 150)
    assert offered.ladder.respondents.median == pytest.approx((0.8 + 0.3) / 2)
    children = children_of()
    covered = (children[EASTMERE] + children[NORTHBY]) / sum(children.values())
    assert offered.ladder.worst.low == pytest.approx(covered * 70 / 150)
    assert offered.ladder.worst.high == pytest.approx(covered * 70 / 150 + 1 - covered)
    assert offered.alike.low == offered.ladder.worst.low and offered.alike.high == offered.ladder.worst.high
    assert heard.alike is None and heard.ladder.respondents.pooled == 0.6 and heard.ladder.alike is None
    assert not in_time.can_say


def test_it_names_why_each_council_is_not_in_the_figure(tmp_path):
    offered, heard, *_ = figures(sound(tmp_path, *a_round()))
    assert offered.silent["Counts something else"] == ("Redcar and Cleveland",)
    assert heard.silent["Refused on cost"] == ("Redcar and Cleveland",)
    assert heard.ladder.coverage.silent[Silence.COST_LIMIT] == (SOUTHAM,)
    assert len(heard.silent[NO_LINE]) == 151


GOOD = answer("rhi_offered", 40, **COUNTS_RETURNS)
RETURNS = answer("eligible_returns", 50)
APART = [
    ({"counts": "interviews"}, "returns; Hartlepool interviews"),
    ({"counts": "children"}, "returns; Hartlepool children"),
    ({"offered_means": "carer_told"}, "the child or the carer was told"),
    ({"counts": "unstated"}, "does not say what it counts"),
    ({"group": "looked_after"}, "looked-after children alone"),
    ({"qualifier": "estimate"}, "not the number that was asked for"),
    ({"unit": "percent"}, "It is a percentage"),
    ({"value": 60, "raw": "60"}, "does not agree with it"),
    ({"period_start": "2021-04-01"}, "is not published beside it"),
    ({"period_start": "", "period_end": ""}, "does not say of which days"),
]


@pytest.mark.parametrize(("change", "because"), APART)
def test_it_puts_no_two_meanings_together_and_says_why(change, because, tmp_path):
    offered, *_ = figures(sound(tmp_path, GOOD | change, RETURNS))
    assert not offered.can_say
    ((line, reasons),) = offered.apart
    assert because in " ".join(reasons)


def test_it_never_puts_hours_from_notice_with_hours_from_return(tmp_path):
    lines = [
        answer("rhi_completed_72h", 9, code, **COUNTS_RETURNS | {"clock_means": clock})
        for code, clock in ((EASTMERE, "from_return"), (NORTHBY, "from_notice"))
    ]
    *_, in_time, _ = figures(sound(tmp_path, *lines, RETURNS, answer("eligible_returns", 80, NORTHBY)))
    assert in_time.ladder.coverage.answered == 1 and in_time.ladder.respondents.pooled == 9 / 50
    ((line, reasons),) = in_time.apart
    assert line.ons_code == NORTHBY and "notice" in " ".join(reasons)


def test_it_uses_no_figure_that_was_published_twice_with_different_numbers(tmp_path):
    other = GOOD | {"value": 41, "raw": "41", "url": "https://council.example/revised"}
    assert not figures(sound(tmp_path, GOOD, other, RETURNS))[0].can_say


def test_it_counts_a_figure_that_was_published_twice_once(tmp_path):
    again = GOOD | {"url": "https://council.example/again"}
    assert figures(sound(tmp_path, GOOD, again, RETURNS))[0].ladder.coverage.answered == 1


@pytest.mark.parametrize(("second", "answered"), [(30, 1), (31, 0)], ids=["the same number", "another number"])
def test_it_counts_a_council_once_under_two_measures_of_one_thing(second, answered, tmp_path):
    lines = [answer("rhi_undertaken", 30, **COUNTS_RETURNS), answer("rhi_completed", second, **COUNTS_RETURNS), RETURNS]
    _, heard, *_ = figures(sound(tmp_path, *lines))
    assert heard.ladder.coverage.answered == answered
    assert len(heard.apart) == 2 - answered


def test_it_keeps_wales_and_other_days_out_of_the_figure(tmp_path):
    old = {"period_start": "2020-04-01", "period_end": "2021-03-31"}
    lines = [
        GOOD, RETURNS, GOOD | {"ons_code": WELSH, "authority": "Cardiff"}, RETURNS | {"ons_code": WELSH, "authority": "Cardiff"},
        answer("rhi_offered", 70, NORTHBY, **COUNTS_RETURNS, **old), answer("eligible_returns", 90, NORTHBY, **old),
    ]  # fmt: skip
    offered, *_ = figures(sound(tmp_path, *lines))
    assert offered.ladder.coverage.answered == 1
    assert {line.authority: " ".join(reasons) for line, reasons in offered.apart} == {
        "Cardiff": "It is not of a council in England.", "Middlesbrough": "It is of other days than the figure.",
    }  # fmt: skip


def test_it_calls_a_cut_answer_neither_not_held_nor_nought(tmp_path):
    cut = answer("rhi_offered", None, qualifier="not held", raw="This is no[t held ... excerpt ends]")
    offered, *_ = figures(sound(tmp_path, cut))
    assert offered.silent[UNCLEAR] == ("Hartlepool",)
    assert EASTMERE in offered.ladder.coverage.silent[Silence.NOT_SAID]


def test_it_weighs_by_returns_where_every_other_council_says_how_many_it_had(tmp_path):
    told = [answer("eligible_returns", 50), answer("rhi_offered", 40, **COUNTS_RETURNS)]
    others = [answer("eligible_returns", 10, code) for code in children_of() if code != EASTMERE]
    some, *_ = figures(sound(tmp_path, *told, *others[1:]))
    assert not some.sized
    every, *_ = figures(sound(tmp_path, *told, *others))
    assert every.sized and every.ladder.covered == pytest.approx(50 / (50 + 1520))
    assert every.ladder.unsized == every.ladder.worst == pytest.approx((40 / 1570, 1560 / 1570))


def test_it_holds_no_percentage_against_a_number(tmp_path):
    """A council that gives its offers as a percentage may still give its talks as a number, and they are more than 100."""
    lines = [
        answer("eligible_returns", 400), answer("rhi_undertaken", 300, **COUNTS_RETURNS),
        answer("rhi_offered", 90, unit="percent", **COUNTS_RETURNS),
    ]  # fmt: skip
    offered, heard, *_ = figures(sound(tmp_path, *lines))
    assert not offered.can_say and heard.ladder.respondents.pooled == 0.75


def test_it_says_of_whom_it_knows_an_answer_for_other_days_and_of_whom_it_was_asked_in_vain(tmp_path):
    days = {"period_start": "2017-04-01", "period_end": "2018-03-31"}
    earlier = [
        answer("eligible_returns", 60, NORTHBY, **days),
        answer("rhi_offered", 50, NORTHBY, **days, **COUNTS_RETURNS),
    ]
    third, fourth, fifth = [code for code in children_of() if code not in (EASTMERE, NORTHBY)][:3]
    lines = [
        answer("eligible_returns", 50), answer("rhi_offered", 40, **COUNTS_RETURNS), *earlier,
        answer("rhi_offered", None, third, qualifier="no answer; overdue", raw=""),
        answer("rhi_offered", None, fourth, qualifier="answer not yet due", raw=""),
        answer("rhi_offered", None, fifth, qualifier="answered something else", raw=""),
    ]  # fmt: skip
    offered, *_ = figures(sound(tmp_path, *lines))
    assert offered.ladder.coverage.answered == 1
    for silence, code in (
        (Silence.OTHER_DAYS, NORTHBY), (Silence.NO_ANSWER, third), (Silence.WAITING, fourth), (Silence.SOMETHING_ELSE, fifth),
    ):  # fmt: skip
        assert offered.ladder.coverage.silent[silence] == (code,)
