"""What the answers of a record say in codes."""

from __future__ import annotations

import pytest

from wayhome.domain.interview import QUESTIONS
from wayhome.domain.told import HARMS, REASONS, Account, ReadBack, account_of
from wayhome.indicators.facts import EPISODE_COLUMNS, answered, several
from wayhome.returns.profiles.facts import value_of

COLUMNS = {column.name: column for column in EPISODE_COLUMNS}


def test_it_reads_the_codes_of_the_form_and_no_words():
    found = account_of(
        {"reasons": ["debt", "pet", "debt", "no such code"], "harm": ["threats", "nothing_told"], "read_back": "declined",
         "before": "debt", "made_to_do": ["county_lines"]}
    )  # fmt: skip
    assert found == Account(("debt", "pet"), ("threats",), ReadBack.DECLINED)


def test_it_tells_nothing_told_from_not_talked_about():
    assert account_of({"harm": ["nothing_told"]}).harm == ()
    assert account_of({"harm": [], "left_harm": "not_asked"}).harm is None
    assert account_of({}) == Account() == account_of({"reasons": [], "harm": "threats", "read_back": "no such answer"})


def test_it_knows_the_codes_that_the_form_offers():
    offered = {name: {value for value, _ in QUESTIONS[name].answers} for name in ("reasons", "harm", "read_back")}
    assert offered == {
        "reasons": set(REASONS), "harm": {*HARMS, "nothing_told"}, "read_back": {each.value for each in ReadBack},
    }  # fmt: skip


def test_it_writes_several_codes_between_bars_in_order():
    assert (several(["b", "a", "b"]), several([])) == ("|a|b|", "|")
    assert answered({"b": True, "a": False, "c": None}) == "|a=no|b=yes|"


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("reasons", " |pet| debt | ", "|debt|pet|"),
        ("reasons", "|", "|"),
        ("reasons", "  ", None),
        ("needs_offered", "|mentoring=yes|advocacy=no|", "|advocacy=no|mentoring=yes|"),
    ],
)
def test_it_reads_several_codes_from_a_cell(column, text, value):
    assert value_of(COLUMNS[column], text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [("reasons", "debt"), ("reasons", "|no such code|"), ("needs_offered", "|advocacy|"), ("needs", "|advocacy=yes|"),
     ("needs_offered", "|advocacy=yes|advocacy=no|")],
)  # fmt: skip
def test_it_refuses_a_cell_that_holds_anything_else(column, text):
    with pytest.raises(ValueError, match="bars|both yes and no"):
        value_of(COLUMNS[column], text)
