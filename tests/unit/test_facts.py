"""Facts: what one row says, the columns and their meaning, counts that refuse a rate, and the engines' small print."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.spec.episodes import AS_OF, draw, journey
from wayhome import engines
from wayhome.domain.clock import Part, Proxy
from wayhome.domain.episode import Talk
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import (
    Completeness,
    DeliveryModel,
    EpisodeKind,
    Group,
    InterviewerRelation,
    Outcome,
    ProviderType,
    RiskGrade,
)
from wayhome.engines import duckdb, memory, sql
from wayhome.indicators import derive, reference
from wayhome.indicators.catalogue import (
    BY_ID,
    EVERY,
    INDICATORS,
    children,
    delivery,
    followup,
    named,
    reach,
    timeliness,
)
from wayhome.indicators.definition import (
    Better,
    Composition,
    Count,
    Indicator,
    NoRate,
    nothing_counted,
    numbers_of,
    total,
)
from wayhome.indicators.derive import facts_of, hours_between, month, quarter, reporting_year
from wayhome.indicators.derive_children import children_of
from wayhome.indicators.facts import CHILD_COLUMNS, EPISODE_COLUMNS, AgeBand, EpisodeFacts, columns
from wayhome.indicators.questions import Is, Yes

HOUR = timedelta(hours=1)
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def facts(**cells: str) -> EpisodeFacts:
    return facts_of(journey({name.replace("_", " "): cell for name, cell in cells.items()}, 1), as_of=AS_OF)


def changed(**fields: object) -> EpisodeFacts:
    return facts_of(dataclasses.replace(journey({"returned": "1 Mar 10:00"}, 1), **fields), as_of=AS_OF)


class TestPeriods:
    def test_it_counts_a_return_in_the_london_month(self):
        """1 July 00:30 in London is still June in UTC."""
        row = facts(returned="1 Jul 00:30")
        assert (row.returned_on, row.returned_month) == (date(2025, 7, 1), "2025-07")
        assert (row.returned_quarter, row.returned_year) == ("2025-26 Q2", "2025-26")

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2025, 3, 31), ("2025-03", "2024-25 Q4", "2024-25")),
            (date(2025, 4, 1), ("2025-04", "2025-26 Q1", "2025-26")),
            (date(2025, 6, 30), ("2025-06", "2025-26 Q1", "2025-26")),
            (date(2025, 9, 30), ("2025-09", "2025-26 Q2", "2025-26")),
            (date(2025, 12, 31), ("2025-12", "2025-26 Q3", "2025-26")),
            (date(2000, 1, 1), ("2000-01", "1999-00 Q4", "1999-00")),
        ],
    )
    def test_it_names_the_month_the_quarter_and_the_reporting_year(self, day, expected):
        assert (month(day), quarter(day), reporting_year(day)) == expected

    def test_it_names_no_period_for_no_date(self):
        assert (month(None), quarter(None), reporting_year(None)) == (None, None, None)
        row = facts(back="yes")
        assert (row.returned_month, row.unplaced, row.start_unplaced, row.eligible) == (None, True, True, None)

    def test_it_places_a_return_by_a_stand_in_and_says_so(self):
        assert facts(back="yes", located="1 Mar 10:00", notified="2 Mar 10:00").return_proxy is Proxy.LOCATED
        assert facts(back="yes", notified="2 Mar 10:00").return_proxy is Proxy.NOTIFIED
        assert facts(returned="1 Mar 10:00").return_proxy is None

    def test_it_does_not_call_a_child_still_away_unplaced(self):
        row = facts(back="no")
        assert (row.unplaced, row.eligible, row.outcome) == (False, False, Outcome.NOT_ELIGIBLE)


class TestDurations:
    def test_it_counts_elapsed_hours_over_a_change_of_the_clocks(self):
        row = facts(
            missing="29 Mar 20:00",
            returned="30 Mar 20:00",
            notified="30 Mar 20:30",
            held="31 Mar 20:00",
            offered="30 Mar 22:00",
        )
        assert (row.hours_missing, row.hours_to_notice, row.hours_to_offer, row.hours_to_interview) == (
            23.0,
            0.5,
            2.0,
            24.0,
        )

    @pytest.mark.parametrize(
        ("start", "end", "hours"),
        [
            (Moment.exactly(NOON), Moment.exactly(NOON - HOUR), -1.0),
            (Moment.within_hour(NOON), Moment.exactly(NOON + HOUR / 2), 0.5),
            (Moment.exactly(NOON), Moment.on(date(2025, 3, 2)), None),
            (Moment.on(date(2025, 3, 1)), Moment.exactly(NOON), None),
            (Moment.exactly(NOON), NOT_RECORDED, None),
            (NOT_RECORDED, Moment.exactly(NOON), None),
        ],
    )
    def test_it_gives_hours_only_between_times_known_to_the_hour(self, start, end, hours):
        assert hours_between(start, end) == hours

    def test_it_gives_no_hours_to_an_offer_that_only_the_talk_implies(self):
        assert facts(returned="1 Mar 10:00", held="2 Mar 10:00", offered="3 Mar 10:00").hours_to_offer is None

    def test_it_counts_each_part_of_the_way_and_names_the_slowest(self):
        row = facts(returned="1 Mar 10:00", notified="1 Mar 12:00", offered="1 Mar 15:00", held="5 Mar 10:00")
        assert (row.hours_to_notice, row.hours_notice_to_offer, row.hours_offer_to_interview) == (2.0, 3.0, 91.0)
        assert (row.notified_within_24h, row.offered_within_24h_of_notice, row.held_within_48h_of_offer) == (
            True,
            True,
            False,
        )
        assert row.slowest_part is Part.ARRANGING
        assert facts(returned="1 Mar 10:00", notified="1 Mar 12:00", offered="1 Mar 15:00").slowest_part is None

    @pytest.mark.parametrize(
        ("located", "notified", "hours"),
        [("1 Mar 08:00", "1 Mar 09:00", 0.0), ("1 Mar 08:00", "1 Mar 07:00", None), ("", "1 Mar 09:00", None)],
    )
    def test_it_takes_notice_before_the_return_as_no_wait_only_when_the_child_was_found(self, located, notified, hours):
        assert facts(returned="1 Mar 10:00", located=located, notified=notified).hours_to_notice == hours

    def test_it_gives_no_hours_to_a_step_recorded_before_the_one_it_follows(self):
        row = facts(returned="1 Mar 10:00", notified="3 Mar 10:00", offered="2 Mar 10:00", held="4 Mar 10:00")
        assert (row.hours_notice_to_offer, row.hours_offer_to_interview) == (None, 48.0)

    @pytest.mark.parametrize(
        ("relation", "provider", "model"),
        [
            (InterviewerRelation.LA_YOUTH_SERVICE, None, DeliveryModel.LA_YOUTH_WORKER),
            (
                InterviewerRelation.COMMISSIONED_PROVIDER,
                ProviderType.PRIVATE_COMPANY,
                DeliveryModel.COMMISSIONED_PRIVATE,
            ),
            (InterviewerRelation.COMMISSIONED_PROVIDER, None, None),
            (None, None, None),
        ],
    )
    def test_it_says_how_the_talk_was_delivered_or_leaves_it_empty(self, relation, provider, model):
        talk = Talk(Moment.exactly(AS_OF), Completeness.FULL, relation, provider)
        assert changed(talks=(talk,)).delivery_model is model
        assert changed(talks=()).delivery_model is None

    def test_it_takes_the_first_offer_to_the_child(self):
        assert facts(returned="1 Mar 10:00", offered="2 Mar 10:00", said_again="1 Mar 12:00").hours_to_offer == 2.0


class TestPeople:
    @pytest.mark.parametrize(
        ("born", "age", "band"),
        [
            ("2024-03-01", 1, AgeBand.UNDER_5),
            ("2020-03-02", 4, AgeBand.UNDER_5),
            ("2020-03-01", 5, AgeBand.FROM_5_TO_9),
            ("2015-03-02", 9, AgeBand.FROM_5_TO_9),
            ("2015-03-01", 10, AgeBand.FROM_10_TO_12),
            ("2012-03-02", 12, AgeBand.FROM_10_TO_12),
            ("2012-03-01", 13, AgeBand.FROM_13_TO_15),
            ("2009-03-02", 15, AgeBand.FROM_13_TO_15),
            ("2009-03-01", 16, AgeBand.FROM_16_TO_17),
            ("2007-03-02", 17, AgeBand.FROM_16_TO_17),
            ("2007-03-01", 18, AgeBand.ADULT),
            ("", None, None),
        ],
    )
    def test_it_takes_the_age_on_the_day_of_return(self, born, age, band):
        row = facts(returned="1 Mar 10:00", born=born)
        assert (row.age_at_return, row.age_band) == (age, band)

    @pytest.mark.parametrize(
        ("group", "ours", "hosted", "looked_after"),
        [
            (Group.HOME, True, False, False),
            (Group.CARE_IN, True, False, True),
            (Group.CARE_OUT, True, False, True),
            (Group.HOSTED, False, True, True),
            (Group.VISITOR, False, False, False),
        ],
    )
    def test_it_reads_from_the_group_whose_child_it_is(self, group, ours, hosted, looked_after):
        row = changed(group=group)
        assert (row.ours, row.hosted, row.looked_after) == (ours, hosted, looked_after)
        assert (row.eligible, row.eligible_hosted) == (ours, hosted)

    def test_it_reads_whose_child_it_is_from_the_source_where_the_group_is_not_recorded(self):
        row = changed(group=None, responsible=True, looked_after=True)
        assert (row.ours, row.hosted, row.looked_after, row.eligible) == (True, False, True, True)
        row = changed(group=None)
        assert (row.ours, row.hosted, row.looked_after, row.eligible) == (None, None, None, None)

    @pytest.mark.parametrize(("looked_after", "independent"), [(True, False), (False, False), (None, False)])
    def test_it_tests_independence_without_a_group_where_it_can(self, looked_after, independent):
        talk = Talk(Moment.exactly(AS_OF), Completeness.FULL, InterviewerRelation.POLICE)
        assert changed(group=None, looked_after=looked_after, talks=(talk,)).independent is independent

    def test_it_says_whether_it_is_the_first_episode_only_when_that_is_recorded(self):
        found = [changed(earlier_episodes=earlier).first_episode for earlier in (None, 0, 3)]
        assert found == [None, True, False]


class TestMaturity:
    @pytest.mark.parametrize(
        ("returned", "mature"),
        [("28 Dec 11:59", True), ("28 Dec 12:00", False), ("28 Dec", None), ("27 Dec", True), ("29 Dec", False)],
    )
    def test_it_is_mature_when_the_clock_would_be_overdue(self, returned, mature):
        assert facts(returned=returned).mature_72h is mature

    def test_it_is_not_known_to_be_mature_without_a_date(self):
        assert facts(back="yes").mature_72h is None


class TestChildren:
    DRAWN = """
        missing     | returned    | child | group    | kind    | void | held        |
        1 Mar 20:00 | 2 Mar 10:00 | Ada   | home     | missing |      | 3 Mar 10:00 |
        9 Mar 20:00 | 9 Mar 23:00 | Ada   | care_in  | missing |      |             |
        5 Apr 20:00 |             | Ada   | care_in  | missing |      |             |
        6 Apr 20:00 | 7 Apr 10:00 | Ben   | hosted   | missing |      |             |
        6 Apr 20:00 | 7 Apr 10:00 | Cai   | home     | away    |      |             |
        6 Apr 20:00 | 7 Apr 10:00 | Cai   | home     | missing | yes  |             |
                    | 7 Apr 10:00 | Cai   | home     | missing |      |             |
    """

    def test_it_gives_one_row_for_each_child_and_period(self):
        rows = children_of([row for row, _ in draw(self.DRAWN)], period="month")
        found = [
            (row.period, row.child, row.group, row.ours, row.episodes, row.eligible_returns, row.undertaken)
            for row in rows
        ]
        assert found == [
            ("2025-03", "Ada", Group.HOME, True, 2, 2, 1),
            ("2025-04", "Ada", Group.CARE_IN, True, 1, 0, 0),
            ("2025-04", "Ben", Group.HOSTED, False, 1, 0, 0),
        ]
        assert (rows[0].first_started_on, rows[0].last_started_on) == (date(2025, 3, 1), date(2025, 3, 9))

    def test_it_counts_a_child_once_in_a_longer_period(self):
        rows = [row for row, _ in draw(self.DRAWN)]
        assert [(row.period, row.child) for row in children_of(rows, period="year")] == [
            ("2024-25", "Ada"),
            ("2025-26", "Ada"),
            ("2025-26", "Ben"),
        ]
        assert {row.period for row in children_of(rows, period="quarter")} == {"2024-25 Q4", "2025-26 Q1"}


class TestColumns:
    def test_it_documents_every_column_with_its_meaning(self):
        assert [c.name for c in EPISODE_COLUMNS] == [f.name for f in dataclasses.fields(EpisodeFacts)]
        for column in (*EPISODE_COLUMNS, *CHILD_COLUMNS):
            assert column.meaning.endswith("."), column.name
            assert column.kind in tables_types()

    def test_it_lists_the_values_of_a_coded_column(self):
        by_name = {column.name: column for column in EPISODE_COLUMNS}
        assert by_name["group"].values == ("home", "care_in", "care_out", "hosted", "visitor")
        assert by_name["risk"].code_list is RiskGrade
        assert (by_name["eligible"].kind, by_name["eligible"].may_be_empty, by_name["eligible"].values) == (
            "boolean",
            True,
            (),
        )
        assert (by_name["void"].kind, by_name["void"].may_be_empty) == ("boolean", False)
        assert (by_name["returned_on"].kind, by_name["age_at_return"].kind, by_name["hours_missing"].kind) == (
            "date",
            "integer",
            "number",
        )

    def test_it_is_a_row_that_nobody_can_change(self):
        row = facts(returned="1 Mar 10:00")
        with pytest.raises(dataclasses.FrozenInstanceError):
            row.eligible = True
        assert dataclasses.replace(row, eligible=None).eligible is None
        with pytest.raises(TypeError):
            EpisodeFacts(episode="only this")

    def test_it_reads_a_layout_once(self):
        assert columns(EpisodeFacts) is EPISODE_COLUMNS


def tables_types() -> set[str]:
    return set(duckdb.TYPES)


class TestCounts:
    def test_it_divides_by_what_is_known_and_shows_the_bound(self):
        count = Count(30, 100, not_known=40, unplaced=5)
        assert (count.known, count.share, count.rate(), count.bound) == (60, 0.5, 0.5, (0.3, 0.7))
        assert (count.share_known, count.is_hollow, count.why_no_rate) == (0.6, True, None)
        assert not Count(1, 100, not_known=15).is_hollow
        assert Count(1, 100, not_known=16).is_hollow

    @pytest.mark.parametrize(
        ("count", "words"),
        [
            (Count(0, 0), "Nobody to count: the denominator is 0."),
            (
                Count(0, 0, unplaced=2),
                "Nobody to count: the denominator is 0. For 2 it is not known whether they belong here.",
            ),
            (Count(0, 9, not_known=9), "Not recorded for any of the 9."),
            (Count(9, None), "This is a number, not a share. Divide it by a population to get a rate."),
        ],
    )
    def test_it_refuses_a_rate_with_no_denominator(self, count, words):
        assert (count.share, count.why_no_rate) == (None, words)
        with pytest.raises(NoRate, match=re.escape(words)):
            count.rate()

    def test_it_has_no_bound_and_no_share_known_without_a_denominator(self):
        for count in (Count(0, 0), Count(3, None)):
            assert (count.bound, count.share_known, count.is_hollow) == (None, None, True)
        assert Count(3, None).known is None

    def test_it_gives_a_number_per_population(self):
        assert Count(30, None).per(60_000) == 5.0
        assert Count(3, None).per(60, of=100) == 5.0
        with pytest.raises(NoRate, match="no population"):
            Count(3, None).per(0)

    @pytest.mark.parametrize(
        "numbers", [(-1, 1, 0, 0), (0, 1, -1, 0), (0, 1, 0, -1), (1, 1, 1, 0), (0, None, 1, 0), (2, 1, 0, 0)]
    )
    def test_it_refuses_counts_that_cannot_be(self, numbers):
        with pytest.raises(ValueError, match=r"cannot|no answers"):
            Count(*numbers)

    def test_it_adds_what_is_known_and_what_is_not(self):
        assert Count(1, 4, 2, 1) + Count(2, 3, 1, 0) == Count(3, 7, 3, 1)
        assert Count(1, None, 0, 1) + Count(2, None) == Count(3, None, 0, 1)
        with pytest.raises(ValueError, match="cannot be added"):
            Count(1, None) + Count(1, 2)

    def test_it_leaves_hosted_children_and_visitors_out_of_a_total(self):
        of = BY_ID["D1"]
        counts = {
            (of, ("home",)): Count(1, 2),
            (of, ("hosted",)): Count(5, 5),
            (of, ("visitor",)): Count(5, 5),
            (of, (None,)): Count(0, 1),
        }
        counts[BY_ID["D3"], ("home",)] = Count(9, 9)
        assert total(counts, of, ("group",)) == Count(1, 3)
        assert total(counts, of, ("risk",)) == Count(11, 13)

    def test_it_refuses_to_add_children_over_groups(self):
        with pytest.raises(ValueError, match="count it again without groups"):
            total({}, BY_ID["R1c"], ("group",))


class TestCatalogue:
    def test_it_has_the_common_set_each_id_once(self):
        assert list(BY_ID) == [
            "R1",
            "R1c",
            "R2",
            "R3",
            "R3b",
            "R4",
            "R5",
            "R6",
            "R6b",
            "R7a",
            "R8a",
            "R8b",
            "R9",
            "R10",
            "D1",
            "D2",
            "D3",
            "D3b",
            "D5",
            "D5x",
            "D5b",
            "D6",
            "D8",
            "D8r",
            "T1",
            "T2",
            "T3",
            "T4",
            "F1",
            "F2",
            "F3",
            "T1s",
            "T1o",
            "T5",
            "D7",
            "D12a",
            "D12b",
            "Q1",
            "D3o",
            "D3w",
            "D3n",
            "V1",
            "V2",
            "V3",
            "V3o",
            "V3s",
            "D11",
            "P2",
        ]
        assert len({indicator.slug for indicator in numbers_of(INDICATORS)}) == len(numbers_of(INDICATORS))

    def test_it_shows_the_comparator_beside_the_headline(self):
        assert (named("D3").shown_with, named("d3b").shown_with, named("offered").shown_with) == (
            ("D3b",),
            ("D3",),
            ("R3b",),
        )
        assert all(other in BY_ID for indicator in EVERY for other in indicator.shown_with)

    def test_it_calls_neither_way_better_where_a_target_would_press_a_child(self):
        neither = {
            "R1",
            "R1c",
            "R3b",
            "R4",
            "R6",
            "R6b",
            "R7a",
            "R8a",
            "R8b",
            "R9",
            "D3b",
            "D5x",
            "D6",
            "D8",
            "D8r",
            "T4",
        }
        assert {i.id for i in INDICATORS if i.better is None} == neither
        assert {i.better for i in INDICATORS} == {None, Better.HIGHER}

    def test_it_names_the_indicators_when_asked_for_one_that_is_not(self):
        with pytest.raises(KeyError, match="there is no indicator 'D99'; there are R1, R1c"):
            named("D99")

    def test_it_gives_one_number_for_each_outcome_but_not_eligible(self):
        composition = BY_ID["R9"]
        assert isinstance(composition, Composition)
        assert len(composition.parts()) == len(Outcome) - 1
        assert composition.columns() == {"eligible", "outcome"}
        part = composition.parts()[0]
        assert (part.id, part.title) == ("R9.undertaken_individual", "Outcome of every return: Undertaken")

    def test_it_reads_only_columns_that_a_row_has(self):
        of_a_child = {column.name for column in CHILD_COLUMNS}
        for indicator in EVERY:
            have = of_a_child if indicator in children.INDICATORS else {column.name for column in EPISODE_COLUMNS}
            assert indicator.columns() <= have
            assert set(indicator.strata) <= have

    def test_it_has_an_example_for_every_indicator(self):
        examples = "".join(file.read_text("utf-8") for file in (Path(__file__).parents[1] / "spec").glob("test_*.py"))
        missing = [i.id for i in EVERY if f'"{i.id}"' not in examples and f"{_name_of(i)}," not in examples]
        assert missing == []

    def test_it_is_reviewed_in_time(self):
        today = datetime.now(UTC).date()
        assert [i.id for i in EVERY if i.review_by < today] == []

    def test_it_writes_the_reference_from_the_definitions(self):
        page = reference.document()
        for indicator in EVERY:
            assert f"## {indicator.id} {indicator.title}" in page
            assert indicator.why in page
        assert "| `eligible` | boolean |" in page
        assert "-- one number for each value of\nfacts.outcome" in page


def _name_of(indicator: Indicator) -> str:
    modules = {**vars(reach), **vars(delivery), **vars(timeliness), **vars(followup)}
    return next(name for name, value in modules.items() if value is indicator)


class TestEngines:
    ROWS = [row for row, _ in draw(TestChildren.DRAWN)]

    def test_it_counts_nothing_as_nothing(self):
        everything = list(INDICATORS)
        expected = {(number, ()): nothing_counted(number) for number in numbers_of(everything)}
        assert memory.count([], everything) == duckdb.count([], everything) == expected
        assert memory.count([], everything, ("group",)) == duckdb.count([], everything, ("group",)) == {}

    def test_it_counts_parquet_where_it_lies(self, tmp_path):
        file = tmp_path / "child's facts.parquet"
        with duckdb.connect() as connection:
            duckdb.load(self.ROWS, connection)
            connection.execute(
                f"COPY facts TO '{str(file).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION zstd)"
            )
        by = ("authority", "returned_month", "group")
        expected = memory.count(self.ROWS, INDICATORS, by)
        assert engines.count(file, INDICATORS, by) == expected
        assert engines.count(str(tmp_path / "*.parquet"), INDICATORS, by) == expected
        assert engines.count(self.ROWS, INDICATORS, by) == expected

    def test_it_counts_a_child_with_no_name_nowhere(self):
        nameless = [dataclasses.replace(self.ROWS[0], child=None)]
        assert (
            memory.count(nameless, [BY_ID["R1c"]])
            == duckdb.count(nameless, [BY_ID["R1c"]])
            == {(BY_ID["R1c"], ()): Count(0, None)}
        )

    def test_it_may_ask_a_connection_twice(self):
        with duckdb.connect() as connection:
            first = duckdb.count(self.ROWS, INDICATORS, connection=connection)
            assert duckdb.count(self.ROWS, INDICATORS, connection=connection) == first

    def test_it_never_installs_an_extension(self):
        with duckdb.connect() as connection:
            settings = connection.execute(
                "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'"
            )
            assert dict(settings.fetchall()) == {
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            }

    def test_it_counts_a_number_that_two_indicators_need_once(self):
        made = sql.statement([BY_ID["R3"], BY_ID["R3b"], BY_ID["D1"]])
        assert len(made.numbers) == len(set(made.numbers)) == 8
        assert len(made.tests) == len(set(made.tests.values())) == 8

    def test_it_counts_in_one_scan(self):
        text = sql.statement(INDICATORS, ("group",)).text("the_rows")
        assert (text.count("the_rows"), text.count("FROM")) == (1, 2)


def test_it_counts_indicators_of_anybodys_own():
    """A definition outside the catalogue, over rows of any shape, needs no engine of its own."""
    mine = Indicator(
        id="X1", slug="high_risk", title="High risk",
        of=Is("kind", EpisodeKind.MISSING), counting=Is("risk", RiskGrade.HIGH) & Yes("disabled"),
        better=None, why="", source="", numerator_words="", denominator_words="",
    )  # fmt: skip
    rows = [changed(risk=RiskGrade.HIGH, disabled=True), changed(risk=RiskGrade.LOW), changed(risk=RiskGrade.HIGH)]
    assert memory.count(rows, [mine])[mine, ()] == duckdb.count(rows, [mine])[mine, ()] == Count(1, 3, not_known=1)
    assert derive.month(rows[0].returned_on) == "2025-03"
