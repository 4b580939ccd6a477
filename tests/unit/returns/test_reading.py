"""Cells, headers, sorting and the XML reader, one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from defusedxml.ElementTree import fromstring

from wayhome.domain.moment import NOT_RECORDED, Moment, PartOfDay, Precision
from wayhome.returns.cells import Form, day_of, when_of
from wayhome.returns.columns import match, plain
from wayhome.returns.fault import shown
from wayhome.returns.profiles import episodes, ssda903
from wayhome.returns.records import names_of
from wayhome.returns.reporting_year import ReportingYear
from wayhome.returns.sorting import Sorter
from wayhome.returns.writing import Period, for_year, misfits, xml_text


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("10/06/2024", date(2024, 6, 10), Form.DAY),
        (" 1/6/2024 ", date(2024, 6, 1), Form.DAY),
        ("2024-06-10", date(2024, 6, 10), Form.ISO),
        ("2024-06-10 00:00:00", date(2024, 6, 10), Form.ISO),
        ("", None, Form.BLANK),
        ("31/02/2024", None, Form.NOT_A_DATE),
        ("10/06/24", None, Form.NOT_A_DATE),
        ("2024-13-01", None, Form.NOT_A_DATE),
        ("45453", None, Form.SERIAL),
        ("99999", None, Form.NOT_A_DATE),
        ("١٠/٠٦/٢٠٢٤", None, Form.NOT_A_DATE),
        ("x" * 500, None, Form.NOT_A_DATE),
    ],
)
def test_it_reads_a_day_or_says_what_stands_there(text, day, form):
    cell = day_of(text)
    assert (cell.day, cell.form) == (day, form)


def test_it_names_the_day_of_an_excel_number_without_reading_it():
    assert day_of("45453").likely == date(2024, 6, 10) and day_of("45453").day is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-06-10 21:30:00", Moment.exactly(datetime(2024, 6, 10, 20, 30, tzinfo=UTC))),
        ("2024-06-10T21:30", Moment.exactly(datetime(2024, 6, 10, 20, 30, tzinfo=UTC))),
        ("2024-06-10T21:30:00Z", Moment.exactly(datetime(2024, 6, 10, 21, 30, tzinfo=UTC))),
        ("2024-06-10T21:30:00+02:00", Moment.exactly(datetime(2024, 6, 10, 19, 30, tzinfo=UTC))),
        ("10/12/2024 21:30", Moment.exactly(datetime(2024, 12, 10, 21, 30, tzinfo=UTC))),
        ("10/06/2024", Moment.on(date(2024, 6, 10))),
        ("2024-06-10 00:00:00", Moment.on(date(2024, 6, 10))),
        ("10/06/2024 00:00", Moment.on(date(2024, 6, 10))),
        ("2024-06-10 evening", Moment.part_of_day(date(2024, 6, 10), PartOfDay.EVENING)),
        ("", NOT_RECORDED),
    ],
)
def test_it_reads_a_time_as_exactly_as_it_is_written(text, moment):
    assert when_of(text).moment == moment and when_of(text).trouble is None


@pytest.mark.parametrize("text", ["45453", "soon", "2024-06-10 25:00", "10/13/2024 10:00", "9" * 60, "2024-06-10 noon"])
def test_it_records_no_time_for_what_cannot_be_read(text):
    assert when_of(text).moment == NOT_RECORDED and when_of(text).trouble


def test_it_says_that_a_time_the_clocks_skipped_does_not_exist():
    assert "does not exist" in when_of("2024-03-31 01:30").trouble


def test_it_keeps_both_hours_of_a_time_that_happened_twice():
    moment = when_of("2024-10-27 01:30").moment
    assert moment.earliest == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert moment.latest > datetime(2024, 10, 27, 1, 30, tzinfo=UTC) and moment.precision is Precision.HOUR


@pytest.mark.parametrize("header", ["MIS_START", "mis start", "‘MIS-START’", "\ufeffMis.Start ", '"MIS_START"'])
def test_it_takes_no_notice_of_case_quotes_and_spaces_in_a_header(header):
    assert plain(header) == "mis start"


def test_it_tells_renamed_missing_extra_and_double_columns_apart():
    found = match(ssda903.MISSING, ["CHILD", "Date of Birth", "MIS_START", "MIS_START", "NOTES"], more=episodes.COLUMNS)
    assert found.at == {"CHILD": 0, "DOB": 1, "MIS_START": 2}
    assert found.renamed == (("Date of Birth", "DOB"),)
    assert [c.name for c in found.missing] == ["MISSING", "MIS_END"]
    assert (found.extra, found.twice, found.fits) == (("NOTES",), ("MIS_START",), True)


def test_it_takes_the_word_of_the_person_for_what_a_column_means():
    found = match(
        ssda903.MISSING, ["CHILD", "MIS_START", "Home again"], more=episodes.COLUMNS, called={"Home again": "returned"}
    )
    assert found.at["returned"] == 2


def test_it_sorts_more_rows_than_it_holds():
    with Sorter[tuple[int, str]](key=lambda row: row[0], rows_in_memory=10) as sorter:
        for number in range(95, 0, -1):
            sorter.add((number, "x" * number))
        assert [row[0] for row in sorter] == list(range(1, 96)) and sorter.count == 95


def test_it_shows_a_value_short_and_without_control_characters():
    assert shown("\x1b[31m" + "x" * 100) == "\N{REPLACEMENT CHARACTER}[31m" + "x" * 55 + "…"


def test_it_names_files_by_what_tells_them_apart(tmp_path):
    same = [tmp_path / "a" / "missing.csv", tmp_path / "b" / "missing.csv", tmp_path / "b" / "other.csv"]
    assert list(names_of(same).values()) == ["a/missing.csv", "b/missing.csv", "other.csv"]


@pytest.mark.parametrize("text", ["2024-25", "2024/25", "2024-2025"])
def test_it_reads_a_collection_year(text):
    assert ReportingYear.of(text) == ReportingYear(date(2024, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize("text", ["2024", "2024-26", "24-25", ""])
def test_it_refuses_what_is_no_collection_year(text):
    with pytest.raises(ValueError, match="not a reporting year"):
        ReportingYear.of(text)


def period(start: date, end: date | None) -> Period:
    return Period("1", date(2010, 1, 1), "M", start, end)


def test_it_cuts_periods_to_the_year_and_leaves_overlaps_out():
    year = ReportingYear.of("2024-25")
    kept = for_year(
        [
            period(date(2024, 3, 1), date(2024, 3, 20)),
            period(date(2024, 3, 30), date(2024, 4, 3)),
            period(date(2024, 4, 2), date(2024, 4, 6)),
            period(date(2025, 3, 30), date(2025, 4, 3)),
            period(date(2025, 4, 2), None),
        ],
        year,
    )
    assert [(p.start, p.end) for p in kept] == [
        (date(2024, 3, 30), date(2024, 4, 3)),
        (date(2024, 4, 3), date(2024, 4, 6)),
        (date(2025, 3, 30), None),
    ]


def test_it_writes_xml_that_follows_the_table_of_elements():
    from wayhome.returns.example.council import council
    from wayhome.returns.example.tables import children_of_return, tables_of

    assert misfits(fromstring(xml_text(children_of_return(tables_of(council(3)))))) == []


def test_it_says_where_xml_does_not_follow_the_table():
    wrong = "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><DOB>1/1/2010</DOB></HEADER><EXTRA/></CHILD></EXPSSDA903>"
    words = " ".join(misfits(fromstring(wrong)))
    assert "lacks <UPN>" in words and "<DOB> holds '1/1/2010'" in words and "<EXTRA> is not expected" in words
