"""Pictures of how soon children are heard and where the hours went: true titles, nothing of too few, words for every number."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from random import Random
from types import SimpleNamespace

import pytest

from tests.casework import picture_pages  # starts Django, before anything of it is read
from wayhome.benchmarking.first_talk import first_talk
from wayhome.casework.oversight import show
from wayhome.casework.oversight.board import FIGURES
from wayhome.casework.oversight.drawing.cells import shade
from wayhome.casework.oversight.figures.again import again, again_figure
from wayhome.casework.oversight.figures.calendar import HOURS, at_hours, days_figure, title_of_week, week_figure
from wayhome.casework.oversight.figures.different import WAYS, compared, different_figure
from wayhome.casework.oversight.figures.figure import Figure, Opens
from wayhome.casework.oversight.figures.hours import LATE, NOTICES, hours_figure, notices_figure
from wayhome.casework.oversight.figures.soon import soon_figure, title_of
from wayhome.casework.oversight.numbers import named
from wayhome.casework.oversight.periods import Chosen, Period
from wayhome.domain.clock import Part
from wayhome.domain.ending import Ending
from wayhome.domain.holidays import Nation, published
from wayhome.domain.vocabulary import Group
from wayhome.indicators.catalogue import delivery, way
from wayhome.indicators.definition import Count
from wayhome.indicators.facts import ReturnDay

QUARTER = Chosen(Period("quarter", date(2026, 1, 1), date(2026, 3, 31)))
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Nothing here reads a database, so none is started."""


def back(ending: Ending | None, hours: float | None, talk: float | None = None, *, on: date = date(2026, 2, 2)):
    """One return, what came first after it, and the talk if one was held."""
    held = hours if ending is Ending.TALK else talk
    return SimpleNamespace(
        returned_on=on, returned_hour="10", ending=ending, hours_to_ending=hours, hours_to_interview=held
    )


USUAL = [
    *(back(Ending.TALK, hours) for hours in (5, 20, 30, 40, 50, 60, 70, 71.5, 90, 150, 400)),
    *(back(Ending.MISSING_AGAIN, hours, talk=200) for hours in (30, 45, 100)),
    *(back(Ending.CHILD_SAID_NO, hours) for hours in (10, 50)),
    back(Ending.GONE, 300), back(Ending.CLOSED, 500),
    *(back(Ending.STILL_OPEN, None) for _ in range(7)),
]  # fmt: skip


def followed(rows):
    return first_talk(rows, as_of=AS_OF)


def counts(of: dict[str, Count] | None = None):
    given = of or {}
    return {(part, ()): given.get(part.slug, Count(1, 25)) for part in way.WHAT_CAME_FIRST.parts()}


class TestHowSoon:
    FIGURE = soon_figure(followed(USUAL), counts(), QUARTER)

    def test_it_says_the_chance_by_the_promised_hour(self):
        assert self.FIGURE.title == "32% heard by 72 hours, before anything else"
        assert len(self.FIGURE.title.split()) <= 10

    def test_it_names_another_absence_where_that_comes_first_more_often(self):
        rows = [*(back(Ending.MISSING_AGAIN, 20 + n) for n in range(8)), *(back(Ending.TALK, 30 + n) for n in range(6)),
                *(back(Ending.STILL_OPEN, None) for _ in range(10))]  # fmt: skip
        assert title_of(followed(rows)) == "More go missing again than are heard by 72 hours"

    def test_it_says_nothing_of_72_hours_where_few_were_heard_by_then(self):
        rows = [*(back(Ending.TALK, 80 + n) for n in range(8)), *(back(Ending.STILL_OPEN, None) for _ in range(20))]
        figure = soon_figure(followed(rows), counts(), QUARTER)
        assert (figure.title, figure.empty) == ("How soon are children heard?", "")
        assert figure.grid is not None and figure.grid.rows[0][2:] == ("too few to show fairly", "29%", "29%")

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (USUAL[:19], ""),
            (USUAL[:11] + USUAL[-8:], "Too few to show fairly"),
            (USUAL[:5] + USUAL[11:], "Too few to show fairly"),
            ([*USUAL, *(back(Ending.TALK, None) for _ in range(5))], "Too few returns have times to the hour: 5 of 30"),
        ],
        ids=["enough", "few returns", "few talks", "few times"],
    )
    def test_it_draws_nothing_of_too_few(self, rows, words):
        rows = rows if words else USUAL[:20]
        figure = soon_figure(followed(rows), counts(), QUARTER)
        assert figure.empty.startswith(words) and bool(figure.empty) is bool(words)
        assert (figure.grid is None) is bool(words) and bool(figure.wide.areas) is not bool(words)

    def test_it_draws_nothing_where_nobody_can_be_followed(self):
        figure = soon_figure(None, counts(), QUARTER)
        assert figure.empty and figure.title == "How soon are children heard?" and figure.lines

    def test_it_stacks_what_came_first_with_the_talk_on_the_axis(self):
        for drawing in (self.FIGURE.wide, self.FIGURE.narrow):
            assert [area.kind for area in drawing.areas] == ["talk", "again", "child-no", "otherwise"][
                : len(drawing.areas)
            ]
            talk, *others = drawing.areas
            assert max(down for _across, down in talk.corners) == 100, "it begins at the axis"
            at_the_end = [min(down for across, down in area.corners if across == 100) for area in (talk, *others)]
            assert at_the_end == sorted(at_the_end, reverse=True)
            assert at_the_end[0] == pytest.approx(100 - 100 * followed(USUAL).talk.by(168).share, abs=0.01)

    def test_it_adds_up_to_all_at_every_time(self):
        found = followed(USUAL)
        for at in (24, 72, 168, 672):
            every = sum(curve.by(at).share for curve in found.curves.values()) + found.still_open(at)
            assert every == pytest.approx(1)

    def test_it_prints_the_policy_and_what_the_other_would_give(self):
        said = " ".join(self.FIGURE.caption)
        assert (
            "after the child went missing again is not counted here" in said and "If it were: 32% by 72 hours" in said
        )
        assert self.FIGURE.grid.rows[-2][0] == "Talk, another absence or not"
        assert self.FIGURE.grid.rows[-2][4] != self.FIGURE.grid.rows[0][4]

    def test_it_says_when_half_were_heard_or_that_it_is_not_reached(self):
        assert "is not reached" in " ".join(self.FIGURE.caption)
        soon = [*(back(Ending.TALK, 10 + n) for n in range(15)), *(back(Ending.STILL_OPEN, None) for _ in range(6))]
        assert "Half were heard by 20 hours." in soon_figure(followed(soon), counts(), QUARTER).caption

    def test_it_counts_what_is_left_out(self):
        figure = soon_figure(followed([*USUAL, back(None, None)]), counts(), QUARTER)
        assert "1 return whose times are not known to the hour is left out." in figure.caption

    def test_it_has_a_list_behind_every_way_and_words_for_those_who_do_not_see_it(self):
        assert [line.numbered.number for line in self.FIGURE.lines] == list(way.WHAT_CAME_FIRST.parts())
        assert "By 72 hours: Talk held 32%" in self.FIGURE.text

    def test_it_follows_no_longer_than_anybody_was(self):
        """Everybody came back two days ago: the picture ends there, and 72 hours cannot be said."""
        soon = [*(back(Ending.TALK, 1 + n, on=date(2026, 6, 29)) for n in range(8)),
                *(back(Ending.STILL_OPEN, None, on=date(2026, 6, 29)) for _ in range(14))]  # fmt: skip
        figure = soon_figure(followed(soon), counts(), QUARTER)
        assert figure.title == "How soon are children heard?"
        assert figure.grid.rows[0][1:] == ("36%", *("nobody followed so long",) * 3)


class TestWhereTheHoursWent:
    def late(self, *numbers: int, unknown: int = 0, whole: int = 30):
        found = zip(LATE.values(), numbers, strict=True)
        return {(number, ()): Count(counted, whole, unknown) for number, counted in found}

    def test_it_names_the_part_that_took_longest_for_most(self):
        assert (
            hours_figure(self.late(5, 3, 20), QUARTER).title
            == "Most late talks waited longest after the child was asked"
        )
        assert (
            hours_figure(self.late(12, 9, 9), QUARTER).title == "Late talks waited longest, most often, to hear of it"
        )

    @pytest.mark.parametrize("counted", [(10, 10, 5), (10, 5, 5)])
    def test_it_names_none_where_what_cannot_be_told_could_make_another_as_large(self, counted):
        figure = hours_figure(self.late(*counted, unknown=5), QUARTER)
        assert figure.title == "Where the hours of late talks went"
        assert [box.kind for box in figure.wide.boxes].count("hatch") == 1

    @pytest.mark.parametrize("most", list(Part))
    @pytest.mark.parametrize("number", [12, 30])
    def test_it_takes_ten_words_at_most(self, most, number):
        figure = hours_figure(self.late(*(number if part is most else 9 for part in Part), whole=number + 18), QUARTER)
        assert len(figure.title.split()) <= 10 and "Where" not in figure.title

    def test_it_draws_nothing_of_no_late_talk(self):
        assert hours_figure(self.late(0, 0, 0, whole=0), QUARTER).empty

    def test_it_shows_notices_sent_reached_and_opened_each_with_its_bound(self):
        given = {
            (NOTICES[0], ()): Count(61, 80, 4),
            (NOTICES[1], ()): Count(58, 80),
            (NOTICES[2], ()): Count(40, 80, 12),
        }
        figure = notices_figure(given, QUARTER)
        assert figure.title == "Within a day: 61 notices sent, 40 opened"
        said = " ".join(words.text for words in figure.narrow.words)
        assert "4 not recorded: between 61 and 65" in said and "between 40 and 52" in said
        assert [line.label for line in figure.lines] == ["Sent", "Reached us", "Opened by us"]
        assert notices_figure({(number, ()): Count(0, 0) for number in NOTICES}, QUARTER).empty

    def test_it_says_no_number_of_notices_in_the_title_where_too_few_are_recorded(self):
        figure = notices_figure({(number, ()): Count(0, 13, 13) for number in NOTICES}, QUARTER)
        assert figure.title == "How fast notices of a return travel"


def at_hour(day: ReturnDay, hour: str | None, number: int):
    return (way.ALL_RETURNS, (day.value, hour)), Count(number, None)


WEEK = at_hours(dict([
    at_hour(ReturnDay.MONDAY, "10", 9), at_hour(ReturnDay.SATURDAY, "10", 8), at_hour(ReturnDay.FRIDAY, "23", 14),
    at_hour(ReturnDay.BANK_HOLIDAY, "12", 3), at_hour(ReturnDay.SUNDAY, None, 4),
]))  # fmt: skip
TODAY = date(2026, 7, 6)
HOLIDAYS = published(Nation.ENGLAND_AND_WALES)


def by_day(numbers: dict[date, int]):
    return {(way.ALL_RETURNS, (day,)): Count(number, None) for day, number in numbers.items()}


class TestWhenChildrenComeBack:
    FIGURE = week_figure(WEEK, QUARTER)

    def test_it_says_how_many_come_back_while_offices_are_shut(self):
        assert self.FIGURE.title == "74% come back outside Monday to Friday, 9 to 5"
        assert (
            title_of_week({**WEEK, (ReturnDay.FRIDAY, "23"): 0, (ReturnDay.SATURDAY, "10"): 7})
            == "When children come back"
        )

    @pytest.mark.parametrize(("hour", "shut"), [("08", True), ("09", False), ("16", False), ("17", True)])
    def test_it_takes_offices_to_be_staffed_from_nine_until_five(self, hour, shut):
        share = "100%" if shut else "0%"
        assert title_of_week({(ReturnDay.MONDAY, hour): 20}).startswith(share)

    def test_it_writes_every_number_in_its_cell_and_in_the_table(self):
        for drawing in (self.FIGURE.wide, self.FIGURE.narrow):
            assert sum(int(w.text) for w in drawing.words if w.kind in ("inside", "number", "note")) == 38
            assert len([box for box in drawing.boxes if box.kind.startswith("cell-")]) == 8 * 25
        cells = [cell for row in self.FIGURE.grid.rows for cell in row[1:]]
        assert sum(int(str(cell)) for cell in cells) == 38
        assert self.FIGURE.grid.rows[-1][0] == "Time not recorded" and str(self.FIGURE.grid.rows[-1][7]) == "4"

    def test_it_opens_each_number_to_the_returns_of_that_hour(self):
        opens = [cell for row in self.FIGURE.grid.rows for cell in row[1:] if isinstance(cell, Opens)]
        assert {cell.number.slug for cell in opens} == {
            "returns_monday_10", "returns_saturday_10", "returns_friday_23", "returns_bank_holiday_12", "returns_sunday_no_time",
        }  # fmt: skip
        assert all(named(cell.number.slug) is cell.number for cell in opens)
        assert named("returns_monday_25") is None

    def test_it_is_no_file_and_in_no_paper(self):
        assert self.FIGURE.stays_here and not {"week", "days"} & set(FIGURES)
        assert "CSV" not in [link.words for link in show.links_of(self.FIGURE, QUARTER)]

    def test_it_says_so_where_nobody_came_back(self):
        assert week_figure({}, QUARTER).empty and days_figure({}, TODAY, QUARTER, HOLIDAYS).empty


class TestDayByDay:
    FIGURE = days_figure(by_day({date(2026, 5, 25): 8, date(2026, 6, 6): 4, TODAY: 12}), TODAY, QUARTER, HOLIDAYS)

    def test_it_says_what_a_day_counts_and_how_many_in_all(self):
        (line,) = self.FIGURE.lines
        assert (line.numbered.number, line.numbered.count) == (way.ALL_RETURNS, Count(24, None))

    def test_it_says_how_many_came_back_on_days_off(self):
        assert self.FIGURE.title == "50% came back on a weekend or bank holiday"
        assert days_figure(by_day({TODAY: 5}), TODAY, QUARTER, HOLIDAYS).title == "Returns day by day"

    def test_it_ends_today_and_leaves_out_what_is_still_to_come(self):
        for drawing in (self.FIGURE.wide, self.FIGURE.narrow):
            assert len([b for b in drawing.boxes if b.kind.startswith("cell-") and b.kind != "cell-mark"]) == 25 * 7 + 1
        newest = self.FIGURE.grid.rows[0]
        assert (newest[0], str(newest[1]), newest[2]) == ("6 July 2026", "12", "still to come")

    def test_it_outlines_and_names_bank_holidays(self):
        marks = [box for box in self.FIGURE.wide.boxes if box.kind == "cell-mark"]
        assert len(marks) == 4 == len([box for box in self.FIGURE.narrow.boxes if box.kind == "cell-mark"])
        assert "25 May 2026 Spring bank holiday" in self.FIGURE.caption[0]
        beyond = days_figure({}, HOLIDAYS.last + timedelta(days=40), QUARTER, HOLIDAYS).caption
        assert any("ends before the last of these days" in words for words in beyond)

    def test_it_opens_each_day_to_its_returns(self):
        (cell,) = [c for row in self.FIGURE.grid.rows for c in row if isinstance(c, Opens) and c.about == "25 May 2026"]
        address = show.address(cell.number, QUARTER, **dict(cell.chosen))
        assert address == "/oversight/numbers/returns/?from=2026-05-25&to=2026-05-25&period=custom"


@pytest.mark.parametrize(("value", "most", "step"), [(0, 9, 0), (1, 9, 1), (3, 9, 2), (9, 9, 4), (0, 0, 0), (1, 1, 4)])
def test_it_is_the_darker_the_more(value, most, step):
    assert shade(value, most) == step


HEARD = delivery.HEARD


def by_column(**of: dict[tuple[object, object], Count]):
    """Counts of being heard by group and each column; a column that is not given has one value for everybody."""
    usual: dict[tuple[object, object], Count] = {("home", None): Count(60, 100)}
    groups = of.pop("group", {("home",): Count(60, 100)})
    found = {by.column: of.get(by.column, usual) for by in WAYS if by.column != "group"} | {"group": groups}
    return {column: {(HEARD, stratum): count for stratum, count in each.items()} for column, each in found.items()}


def shown(**of: dict[tuple[object, object], Count]) -> Figure:
    return different_figure("different-heard", compared(by_column(**of), HEARD), Count(60, 100), QUARTER)


CLEAR = {("home", "female"): Count(90, 100), ("home", "male"): Count(30, 100)}
ALIKE = {
    ("home", "WBRI"): Count(50, 100),
    ("home", "BAFR"): Count(11, 24),
    ("home", "APKN"): Count(3, 6),
    ("home", "REFU"): Count(2, 4),
}


class TestDifferentForSome:
    def test_it_says_that_chance_can_explain_a_difference(self):
        figure = shown(ethnicity=ALIKE)
        assert figure.title == "No difference beyond chance"
        assert [mark.kind for mark in figure.wide.marks] == ["plain"] * 2 == [mark.kind for mark in figure.narrow.marks]

    def test_it_names_one_difference_and_counts_several(self):
        assert shown(sex=CLEAR).title == "Male: lower than the rest, beyond chance", (
            "of two, each is the rest of the other"
        )
        assert shown(sex=CLEAR, group={("home",): Count(90, 100), ("care_in",): Count(30, 100)}).title == (
            "2 differences lie beyond chance"
        )
        three = {
            ("home", "13-15"): Count(200, 400),
            ("home", "16-17"): Count(200, 400),
            ("home", "10-12"): Count(2, 40),
        }
        assert shown(age_band=three).title == "10 to 12: lower than the rest, beyond chance"
        high = {
            ("home", "13-15"): Count(200, 400),
            ("home", "16-17"): Count(200, 400),
            ("home", "10-12"): Count(39, 40),
        }
        assert shown(age_band=high).title == "10 to 12: higher than the rest, beyond chance"

    def test_it_names_none_where_the_group_of_living_explains_it(self):
        """All disabled children here live away, where few are heard: within each group nothing differs."""
        mixed = {("home", True): Count(9, 10), ("home", False): Count(180, 200), ("care_out", True): Count(24, 80),
                 ("care_out", False): Count(6, 20)}  # fmt: skip
        figure = shown(disabled=mixed)
        assert figure.title == "No difference beyond chance"
        row = next(row for row in figure.grid.rows if row[0] == "Disability: Disabled")
        assert row[1:] == ("33 of 90", "37%", "85%", "−48", "−58 to −36", "33.0")

    def test_it_sets_children_who_came_alone_beside_the_rest_and_those_of_whom_nobody_knows_apart(self):
        alone = {("care_in", True): Count(10, 40), ("care_in", False): Count(90, 120), ("care_in", None): Count(7, 9)}
        figure = shown(unaccompanied=alone)
        assert figure.title == "Came alone: lower than the rest, beyond chance"
        rows = {row[0]: row[1] for row in figure.grid.rows}
        assert rows["Came to the country alone: Came alone"] == "10 of 40"
        assert rows["Came to the country alone: Did not come alone"] == "90 of 120"
        assert rows["Came to the country alone: not recorded"] == "9 returns"

    def test_it_shows_none_of_fewer_than_20_of_these_or_of_the_rest(self):
        figure = shown(ethnicity={("home", "WBRI"): Count(50, 100), ("home", "APKN"): Count(3, 19)})
        assert figure.title == "Too few to show a difference fairly" and not figure.wide.marks
        assert [row[1] for row in figure.grid.rows if row[0].startswith("Ethnicity")] == ["too few to show fairly"] * 2
        assert "Asian too few to show fairly" in figure.text

    def test_it_gives_what_is_not_recorded_a_row_and_no_difference(self):
        figure = shown(ethnicity=ALIKE)
        row = next(row for row in figure.grid.rows if row[0] == "Ethnicity: not recorded")
        assert row[1:] == ("4 returns", *("not compared",) * 5), "what was refused is not recorded"

    def test_it_draws_hollow_what_is_known_of_too_few(self):
        unknown = {("home", "female"): Count(90, 130, 30), ("home", "male"): Count(30, 100)}
        figure = shown(sex=unknown)
        assert {mark.kind for mark in figure.wide.marks} == {"hollow"} and figure.title == "No difference beyond chance"

    def test_it_asks_for_more_where_there_are_many_comparisons(self):
        figure = shown(sex=CLEAR, ethnicity=ALIKE, age_band={("home", f"{n}-{n}"): Count(50, 100) for n in range(5)},
                       disabled={("home", True): Count(5, 10), ("home", False): Count(5, 10)})  # fmt: skip
        assert "Newcombe’s interval at 99.8%, because there are more than 10 comparisons at once." in figure.caption
        assert "Newcombe’s interval at 95%, because there are few comparisons at once." in shown(sex=CLEAR).caption

    def test_it_sets_each_group_of_living_beside_the_rest(self):
        figure = shown(group={("home",): Count(90, 100), ("care_out",): Count(30, 100), (None,): Count(1, 3)})
        rows = {row[0]: row[1:] for row in figure.grid.rows if row[0].startswith("Where they lived")}
        assert (
            rows["Where they lived: Placed away"][3] == "−60"
            and rows["Where they lived: Placed away"][-1] == "not compared"
        )
        assert rows["Where they lived: not recorded"][0] == "3 returns"

    def test_it_keeps_every_interval_on_the_axis_and_the_axis_symmetrical(self):
        figure = shown(sex=CLEAR)
        for drawing in (figure.wide, figure.narrow):
            ticks = [words.text for words in drawing.words if words.kind == "tick"]
            assert ticks == ["−70", "0", "+70"]
            for box in drawing.boxes:
                assert box.x >= 0 and box.x + box.width <= 100

    def test_it_draws_nothing_of_no_return(self):
        empty = {by.column: {} for by in WAYS}
        assert different_figure("different-heard", compared(empty, HEARD), Count(0, 0), QUARTER).empty


def absence(child: int, start: int, *, days: int = 1):
    """One absence of a child that began so many days into the year."""
    began = date(2026, 1, 1) + timedelta(days=start)
    return SimpleNamespace(
        episode=f"{child}/{start}", authority="Eastmere", child=str(child), kind="missing", void=False, ours=True, eligible=True,
        started_on=began, returned_on=began + timedelta(days=days),
    )  # fmt: skip


OFTEN = [*(absence(child, child) for child in range(30)), *(absence(child, child + 20) for child in range(12)),
         *(absence(0, 40 + n) for n in range(5))]  # fmt: skip


def followed_again(rows, chosen: Chosen = QUARTER) -> Figure:
    returns = {row.episode for row in rows}
    return again_figure(again(rows, returns=returns, period=chosen.period, today=TODAY), len(returns), chosen)


class TestMissingAgain:
    FIGURE = followed_again(OFTEN)

    def test_it_says_the_chance_within_the_shortest_time(self):
        assert self.FIGURE.title == "36% are missing again within 28 days"
        assert [(mark.kind) for mark in self.FIGURE.wide.marks] == ["plain", "plain"]

    def test_it_gives_further_episodes_and_how_many_are_of_few_children(self):
        rows = {row[0]: row[1:] for row in self.FIGURE.grid.rows}
        assert rows["Further episodes of a child in 3 months"][0] == "0.6"
        assert "The tenth of children with most have 23% of the episodes of the period." in self.FIGURE.caption
        part = followed_again(OFTEN, Chosen(QUARTER.period, group=Group.HOME))
        assert len(part.grid.rows) == 2 and "for all children only" in part.caption[-1]

    def test_it_says_nothing_of_too_few(self):
        figure = followed_again(OFTEN[:25])
        assert figure.title == "Too few to say how many go missing again" and not figure.wide.marks
        assert figure.grid.rows[0][1] == "too few to show fairly"
        few = followed_again(OFTEN[:10])
        assert few.grid.rows[2][1:3] == ("too few to show fairly", "cannot be said")

    def test_it_says_where_nobody_was_followed_so_long(self):
        late = [absence(child, 184 - child % 3) for child in range(25)]
        figure = again_figure(
            again(
                late,
                returns={row.episode for row in late},
                period=Period("custom", date(2026, 7, 1), TODAY),
                today=TODAY,
            ),
            25,
            QUARTER,
        )
        assert [row[1] for row in figure.grid.rows] == ["nobody followed so long"] * 5

    def test_it_draws_nothing_of_no_return(self):
        figure = followed_again([])
        assert figure.empty and figure.title == "Do children go missing again?" and figure.grid.rows == ()


def samples() -> dict[str, tuple[list[Figure], str]]:
    """Figures with something of everything in them, and the column each is drawn for."""
    late = TestWhereTheHoursWent().late(5, 3, 20, unknown=4)
    notices = {(NOTICES[0], ()): Count(61, 80, 4), (NOTICES[1], ()): Count(58, 80), (NOTICES[2], ()): Count(40, 80, 12)}
    half = [TestHowSoon.FIGURE, hours_figure(late, QUARTER), notices_figure(notices, QUARTER)]
    busy = Random(1)
    week = {(day, hour): busy.choice((0, 0, 1, 2, 3, 5, 8, 13)) for day in ReturnDay for hour in (*HOURS, None)}
    days = by_day({TODAY - timedelta(days=n): busy.choice((0, 0, 1, 1, 2, 3, 5)) for n in range(200)})
    wide = [week_figure(week, QUARTER), days_figure(days, TODAY, QUARTER, HOLIDAYS)]
    wide.append(
        shown(
            sex={("home", "female"): Count(90, 120), ("home", "male"): Count(40, 90)},
            ethnicity=ALIKE,
            age_band={
                ("home", "10-12"): Count(20, 44),
                ("home", "13-15"): Count(60, 100),
                ("home", "16-17"): Count(30, 66),
                ("home", None): Count(1, 2),
            },
            disabled={("home", True): Count(12, 30), ("home", False): Count(70, 150, 20)},
            unaccompanied={("care_in", True): Count(12, 30), ("care_in", False): Count(70, 150, 20)},
            group={("home",): Count(80, 120), ("care_in",): Count(20, 40), ("care_out",): Count(9, 31)},
        )
    )
    wide.append(TestMissingAgain.FIGURE)
    return {"half": (half, "half"), "wide": (wide, "wide")}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return {name: picture_pages.page(figures, width) for name, (figures, width) in samples().items()}


WORDS = """() => [...document.querySelectorAll('.wh-figure__sizes')].map(figure => {
  const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom, e.textContent]; };
  const shown = [...figure.querySelectorAll('svg.wh-chart')].filter(s => s.getBoundingClientRect().width > 0);
  const texts = shown.flatMap(s => [...s.querySelectorAll('text')]);
  return {shown: shown.length, figure: box(figure), words: texts.map(box), sizes: texts.map(t => parseFloat(getComputedStyle(t).fontSize))};
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["half", "wide"])
def test_it_passes_the_accessibility_checks_and_no_word_stands_over_another(
    drawn, opened, name: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    sheet = opened.new_page(viewport={"width": width, "height": 800})
    sheet.set_content(drawn[name])
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(sheet, options={"resultTypes": ["violations"]})
    figures = sheet.evaluate(WORDS)
    sheet.close()
    assert found.violations_count == 0, found.generate_report()
    for figure in figures:
        assert figure["shown"] == 1, "one of the two drawings, never both"
        assert min(figure["sizes"]) >= 13
        left, right = figure["figure"][:2]
        for one in figure["words"]:
            assert left - 1 <= one[0] and one[1] <= right + 1, f"{one[4]} stands out of its figure at {width}"
        for one, other in combinations(figure["words"], 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 3 or other[3] <= one[2] + 3
            assert apart, f"{one[4]} runs into {other[4]} at {width}"


GREYS = """kinds => Object.fromEntries(kinds.map(kind => {
  const one = [...document.querySelectorAll('.wh-chart__' + kind)].find(e => e.getBoundingClientRect().width > 0);
  const style = getComputedStyle(one), m = style.fill.match(/\\d+/g);
  return [kind, style.fill === 'none' ? -1 : Math.round(0.21 * m[0] + 0.72 * m[1] + 0.07 * m[2])];
}))"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "kinds"),
    [("half", ("talk", "again", "child-no", "open")), ("wide", tuple(f"cell-{step}" for step in range(5)))],
)
def test_it_tells_what_lies_beside_each_other_apart_in_grey(drawn, opened, name: str, kinds: tuple[str, ...]) -> None:
    """What is stacked differs in lightness from what it touches, and each step of the cells from the next."""
    sheet = opened.new_page(viewport={"width": 1280, "height": 900})
    sheet.set_content(drawn[name])
    grey = sheet.evaluate(GREYS, list(kinds))
    sheet.close()
    for one, other in pairwise(kinds):
        assert abs(grey[one] - grey[other]) >= 20, (one, other, grey)


@pytest.mark.browser
def test_it_keeps_its_words_in_print(drawn, opened) -> None:
    """On paper each figure keeps one drawing, its key and its caption."""
    sheet = opened.new_page(viewport={"width": 1280, "height": 900})
    sheet.set_content(drawn["half"])
    sheet.emulate_media(media="print")
    figures = sheet.evaluate(WORDS)
    captions = sheet.evaluate(
        "[...document.querySelectorAll('figcaption')].every(e => e.getBoundingClientRect().height > 0)"
    )
    sheet.close()
    assert captions and all(figure["shown"] == 1 and figure["words"] for figure in figures)
