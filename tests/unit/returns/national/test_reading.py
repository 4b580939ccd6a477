"""Published answers as they are read: each kind of no answer by itself, and a line that cannot be read said by field and remedy."""

from __future__ import annotations

import json

import pytest

from tests.unit.returns.national.invented import EASTMERE, answer, read, sound, written
from wayhome.returns.fault import Unreadable, Weight
from wayhome.returns.national.reading import read_answers
from wayhome.returns.national.words import Answer

KINDS = [
    (12, "", "12", Answer.NUMBER),
    (0, "", "0", Answer.ZERO),
    (12, "proxy: letters sent", "12", Answer.INEXACT),
    (12, "minimum; s.12 cost limit", "12", Answer.INEXACT),
    (1000, ">1000", "more than 1,000", Answer.INEXACT),
    (None, "not held", "we do not hold this", Answer.NOT_HELD),
    (None, "s.12 cost limit", "too long to find", Answer.COST_LIMIT),
    (None, "exempt s.40(2)", "personal data", Answer.REFUSED),
    (None, "s.22 future publication (asterisk)", "*", Answer.TO_COME),
    (None, "", "*", Answer.SUPPRESSED),
    (None, "suppressed", "<5", Answer.SUPPRESSED),
    (None, "not recorded", "never noted", Answer.NOT_RECORDED),
    (None, "not reportable", "no way to report it", Answer.NOT_REPORTABLE),
    (None, "range 70-80", "70-80%", Answer.RANGE),
    (None, "not held", "This is no[t held ... excerpt ends]", Answer.CUT),
    (None, "", "", Answer.LEFT_BLANK),
    (None, "", "see the other answer", Answer.NOT_SAID),
]


@pytest.mark.parametrize(("value", "qualifier", "raw", "kind"), KINDS)
def test_it_keeps_every_kind_of_answer_apart(value, qualifier, raw, kind, tmp_path):
    (line,) = sound(tmp_path, answer(value=value, qualifier=qualifier, raw=raw))
    assert line.answer is kind


def test_it_keeps_both_reasons_where_two_are_given(tmp_path):
    (line,) = sound(
        tmp_path, answer(value=None, qualifier="not held; s.12 cost limit", raw="we hold no central record")
    )
    assert line.answers == (Answer.NOT_HELD, Answer.COST_LIMIT)


FAULTS = [
    ({"value": "12"}, "value", "12", "Write a number"),
    ({"value": True}, "value", "true", "Write a number"),
    ({"value": -1}, "value", "-1", "write null"),
    ({"value": 1.5}, "value", "1.5", "unit"),
    ({"value": 140, "unit": "percent"}, "value", "140", "unit"),
    ({"value": 2, "unit": "flag"}, "value", "2", "Write 1, 0"),
    ({"value": 1e300}, "value", "1e+300", "right"),
    ({"value": 0, "qualifier": "not held"}, "value", "0", "Write null"),
    ({"period_start": "2022-13-01"}, "period_start", "2022-13-01", "Write it as"),
    ({"period_start": "01/04/2022"}, "period_start", "01/04/2022", "Write it as"),
    ({"period_end": "2021-03-31"}, "period_end", "2021-03-31", "two days"),
    ({"ons_code": "E99999999"}, "ons_code", "E99999999", "Look the code up"),
    ({"ons_code": ""}, "ons_code", "", "GSS code"),
    ({"authority": "Devon"}, "ons_code", EASTMERE, "E10000008"),
    ({"area_type": "planet"}, "area_type", "planet", "authority or police force"),
    ({"unit": "bananas"}, "unit", "bananas", "count or percent"),
    ({"url": "javascript:alert(1)"}, "url", "javascript:alert(1)", "https://"),
    ({"url": "http://[bad"}, "url", "http://[bad", "https://"),
    ({"published_wording": " "}, "published_wording", "", "what the source says"),
    ({"note": 7}, "note", "7", "quotation marks"),
    ({"raw": "x" * 3000}, "raw", "x" * 60 + "…", "few words"),
    ({"counts": "bananas"}, "counts", "bananas", "eligible_returns or"),
]


@pytest.mark.parametrize(("wrong", "field", "value", "remedy"), FAULTS, ids=lambda each: str(each)[:30])
def test_it_says_what_is_wrong_by_line_field_value_and_remedy_and_uses_the_rest(wrong, field, value, remedy, tmp_path):
    found = read(tmp_path, answer(), answer(**wrong), answer("children_missing", 30))
    assert [line.number for line in found.lines] == [1, 3]
    (fault,) = found.faults
    assert (fault.row, fault.column, fault.value, fault.weight) == (2, field, value, Weight.FAULT)
    assert remedy in fault.remedy


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        '["a list"]',
        '{"authority": "A", "authority": "B"}',
        json.dumps(answer()).replace("120,", "NaN,", 1),
        '{"value": ' + "9" * 5000 + "}",
        "[" * 100_000,
        "{}",
    ],
    ids=["words", "list", "twice", "nan", "long number", "deep", "empty"],
)
def test_it_never_trips_over_a_line_that_is_no_answer(text, tmp_path):
    found = read(tmp_path, text, answer())
    assert [line.number for line in found.lines] == [2]
    assert found.faults[0].row == 1 and found.faults[0].remedy


def test_it_names_each_field_that_is_not_there(tmp_path):
    for field in answer():
        short = {key: value for key, value in answer().items() if key != field}
        assert read(tmp_path, short).faults[0].column == field


def test_it_remarks_on_what_it_uses_all_the_same(tmp_path):
    found = read(
        tmp_path, answer("a_measure_of_theirs"), answer(group="a_group_of_theirs"), answer(raw="12", published_wording="12"),
        answer(authority="Eastmere"),
    )  # fmt: skip
    assert [(each.row, each.column) for each in found.remarks] == [
        (1, "measure"),
        (2, "group"),
        (3, "value"),
        (4, "authority"),
    ]
    assert not found.faults and len(found.lines) == 4


def test_it_cannot_read_a_file_without_lines(tmp_path):
    with pytest.raises(Unreadable):
        read_answers(written(tmp_path, "", " "))
