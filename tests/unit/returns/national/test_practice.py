"""Practice as counts of councils: every council counted once in each question, and what was not said never read as no."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from tests.unit.returns.national.invented import EASTMERE, NORTHBY, SOUTHAM, WELSH, answer, written
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.returns.national.country import figures
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.practice import practices
from wayhome.returns.national.site import picture_of, site_of

LATER = datetime(2025, 1, 1, tzinfo=UTC)
HEAD = (
    "authority,period,answered_on,source,counts,offered_means,undertaken_means,clock_means,changed_on,wording,"
    "parental_consent_home,parental_consent_placed_away,offer_policy_home,provider_home,told_home,afterwards_all\n"
)
SOURCE = "https://council.example/definitions"


def flag(measure, value, code, group="all"):
    return answer(measure, value, code, unit="flag", group=group)


def definitions(folder, *rows, head=HEAD):
    (folder / "definitions.csv").write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")


def asked(folder, *lines):
    if lines:
        written(folder, *lines)
    return read_round(folder, LATER)


def one(found, question, group):
    (wanted,) = [
        each
        for each in practices(found.read.lines, found.definitions)
        if (each.question.key, each.group) == (question, group)
    ]
    return wanted


def name(code):
    return authorities()[code].name


def test_it_counts_every_council_of_england_once_in_each_answer_and_reads_no_blank_as_no(tmp_path):
    definitions(
        tmp_path, f"{EASTMERE},2023-24,2024-06-01,{SOURCE},,,,,,,always,never,all,la_social_worker;commissioned_voluntary,police,",
        f"{SOUTHAM},2023-24,2024-06-01,{SOURCE},,,,,,,sometimes,,case_by_case,,nobody,post_missing_support",
    )  # fmt: skip
    found = asked(
        tmp_path, flag("provider_third_sector", 0, NORTHBY, "not_looked_after"),
        flag("provider_third_sector", 1, SOUTHAM, "not_looked_after"), flag("provider_third_sector", 0, SOUTHAM, "not_looked_after"),
        flag("provider_in_house", 1, WELSH, "not_looked_after"), flag("provider_in_house", None, NORTHBY, "not_looked_after"),
    )  # fmt: skip
    assert not found.read.faults
    delivers = {each.option: each for each in one(found, "provider", "not_looked_after").counted}
    voluntary = delivers["commissioned_voluntary"]
    assert (voluntary.yes, voluntary.no, voluntary.both) == ((name(EASTMERE),), (name(NORTHBY),), (name(SOUTHAM),))
    assert voluntary.not_said == 150
    assert delivers["council_staff"].yes == (name(EASTMERE),) and delivers["la_youth_worker"].no == (name(EASTMERE),)
    told = {each.option: each for each in one(found, "told", "not_looked_after").counted}
    assert told["police"].yes == (name(EASTMERE),) and told["police"].no == (name(SOUTHAM),)
    assert told["social_care"].no == tuple(sorted((name(EASTMERE), name(SOUTHAM))))
    for each in practices(found.read.lines, found.definitions):
        for counted in each.counted:
            assert len(counted.yes) + len(counted.no) + len(counted.both) + counted.not_said == len(children_of())


def test_it_puts_a_council_that_gives_several_answers_where_one_is_wanted_under_none(tmp_path):
    found = asked(
        tmp_path, flag("parental_consent_always", 1, EASTMERE), flag("parental_consent_sometimes", 1, EASTMERE),
        flag("parental_consent_never", 1, NORTHBY), flag("parental_consent_always", 0, SOUTHAM),
    )  # fmt: skip
    consent = one(found, "parental_consent", "all")
    assert consent.several == (name(EASTMERE),) and consent.not_said == 150
    counted = {each.option: each.yes for each in consent.counted}
    assert counted == {"always": (), "sometimes": (), "never": (name(NORTHBY),)}
    assert not one(found, "parental_consent", "lac_out_of_area").anybody


def test_it_takes_a_meaning_from_the_questionnaire_where_the_figure_of_those_days_states_none(tmp_path):
    days = {"period_start": "2023-04-01", "period_end": "2024-03-31"}
    lines = [
        each
        for code in (EASTMERE, NORTHBY, SOUTHAM)
        for each in (answer("eligible_returns", 50, code, **days), answer("rhi_offered", 40, code, **days))
    ]
    lines[-1]["offered_means"] = "letter_sent"
    definitions(
        tmp_path, *(f"{code},2023-04-01/2025-03-31,,,eligible_returns,child_told,talk_held,from_return,,," for code in (EASTMERE, SOUTHAM)),
        f"{NORTHBY},2024-25,,,eligible_returns,child_told,talk_held,from_return,,,",
    )  # fmt: skip
    found = asked(tmp_path, *lines)
    figure = figures(found.read.lines)[0]
    assert set(figure.published) == {EASTMERE}
    apart = {line.ons_code: " ".join(reasons) for line, reasons in figure.apart}
    assert "does not say what it calls offered" in apart[NORTHBY]
    assert "when a letter or message was sent" in apart[SOUTHAM]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (f"X1,2023-24,,{SOURCE},,,,,,,,,,,,", "authority"),
        (f"{EASTMERE},2023,,{SOURCE},,,,,,,,,,,,", "period"),
        (f"{EASTMERE},2023-24,soon,{SOURCE},,,,,,,,,,,,", "answered_on"),
        (f"{EASTMERE},2023-24,,page 3,,,,,,,,,,,,", "source"),
        (f"{EASTMERE},2023-24,,http://[::1,,,,,,,,,,,,", "source"),
        (f"{EASTMERE},2023-24,,{SOURCE},,letters,,,,,,,,,,", "offered_means"),
        (f"{EASTMERE},2023-24,,{SOURCE},,,,,,{'x' * 2001},,,,,,", "wording"),
        (f"{EASTMERE},2023-24,,{SOURCE},,,,,,,perhaps,,,,,", "parental_consent_home"),
        (f"{EASTMERE},2023-24,,{SOURCE},,,,,,,,,all;case_by_case,,,", "offer_policy_home"),
        (f"{EASTMERE},2023-24,,{SOURCE},,,,,,,,,,council_staff,,", "provider_home"),
    ],
)
def test_it_names_the_cell_that_cannot_be_read_and_uses_the_other_rows(row, column, tmp_path):
    definitions(tmp_path, row, f"{NORTHBY},2023-24,,,,,,,,,,,all,,,", "", f"{NORTHBY},2023-24,,,,,,,,,,,,,,")
    found = asked(tmp_path)
    first, second = found.read.faults
    assert (first.file, first.row, first.column) == ("definitions.csv", 2, column) and first.remedy
    assert (second.row, second.column) == (5, "authority") and "twice" in second.says
    assert [each.code for each in found.definitions] == [NORTHBY]


def test_it_names_a_column_that_is_not_there_and_a_table_that_is_none(tmp_path):
    definitions(tmp_path, head="authority,period,answered_on,offered_means\n")
    (tmp_path / "counts.csv").write_text(f'authority,indicator,numerator\n"{"x" * 140_000}",1,1\n', "utf-8")
    says = {each.file: each.says for each in asked(tmp_path).read.faults}
    assert says["definitions.csv"] == "has no column source" and "no column period" in says["counts.csv"]


def test_it_prints_practice_and_definitions_with_those_who_did_not_say(tmp_path):
    definitions(
        tmp_path, f'{EASTMERE},2023-24,2024-06-01,{SOURCE},interviews,carer_told,talk_held,working_days,2023-10-01,"We count letters, too.",'
        "always,,,,,",
    )  # fmt: skip
    site = site_of(picture_of(asked(tmp_path, flag("provider_in_house", 1, NORTHBY))))
    rows = list(csv.DictReader(site["data/practice.csv"].splitlines()))
    consent = {
        row["option"]: row
        for row in rows
        if (row["question"], row["group"]) == ("parental_consent", "not_looked_after")
    }
    assert (consent["always"]["yes"], consent["always"]["not_said"]) == ("1", "152") and consent["never"]["yes"] == "0"
    page = site["practice.html"]
    assert "Is a parent’s yes required?" in page and "152" in page and "No council answered this for" in page
    own = site[f"of-{name(EASTMERE).lower().replace(' ', '-')}.html"]
    assert (
        "We count letters, too." in own
        and "in working days" in own
        and "It counted in a new way from 1 October 2023." in own
    )
    assert next(csv.DictReader(site["data/definitions.csv"].splitlines()))["clock_means"] == "working_days"
