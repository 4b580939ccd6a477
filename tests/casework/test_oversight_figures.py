"""Figures: a title that is true of the numbers, what is not recorded drawn as hatch and never as 0, and words that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from tests.casework import running  # noqa: F401 - starts Django
from wayhome.casework.oversight.drawing import bars, lines
from wayhome.casework.oversight.drawing.bars import Band, Bar
from wayhome.casework.oversight.drawing.lines import Across, Point
from wayhome.casework.oversight.drawing.parts import NARROW, Drawing, wrapped
from wayhome.casework.oversight.figures.change import ENOUGH_A_MONTH, change_figure, series
from wayhome.casework.oversight.figures.reasons import reasons_figure
from wayhome.casework.oversight.figures.way import Certainty, largest, title_of, way_figure
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.periods import CUSTOM, Chosen, Period, chosen
from wayhome.casework.oversight.words import REASON, REASON_GROUPS, STEP, WHERE_LOST
from wayhome.domain.vocabulary import Group, Outcome
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count
from wayhome.indicators.derive import month, quarter

TODAY = date(2026, 7, 6)
QUARTER = Chosen(Period("quarter", date(2026, 1, 1), date(2026, 3, 31)))
LOST = [step.lost for step in way.STEPS if step.lost]


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Nothing here reads a database, so none is started."""


def way_counts(reached: dict[str, tuple[int, int]], lost: dict[str, tuple[int, int]], whole: int = 212):
    """Counts of the way: for each step and each loss, how many and how many not recorded."""
    given = {way.RETURNS: Count(whole, None)}
    for step in way.STEPS[1:]:
        number, unknown = reached.get(step.reached.slug, (0, 0))
        given[step.reached] = Count(number, whole, unknown)
        if step.lost is not None:
            number, unknown = lost.get(step.lost.slug, (0, 0))
            given[step.lost] = Count(number, whole, unknown)
    return {(number, ()): count for number, count in given.items()}


USUAL = way_counts(
    {"child_asked": (171, 3), "child_said_yes": (157, 0), "talked": (118, 0), "needs_help": (96, 9), "offered_help": (61, 22),
     "help_started": (27, 41)},
    {"lost_before_asking": (38, 3), "lost_before_a_yes": (14, 0), "lost_before_the_talk": (39, 0),
     "lost_before_an_offer_of_help": (22, 13), "lost_before_help_started": (0, 41)},
)  # fmt: skip


class TestTitleOfTheWay:
    def counted(self, *counts: tuple[int, int]):
        return [(loss, Count(known, 100, unknown)) for loss, (known, unknown) in zip(LOST, counts, strict=False)]

    def test_it_names_the_largest_loss(self):
        found = largest(self.counted((5, 0), (2, 0), (9, 0)))
        assert found.certainty is Certainty.ONE
        assert title_of(found) == "Most are lost between yes and the talk"

    def test_it_says_perhaps_where_what_is_not_recorded_could_reorder_the_losses(self):
        found = largest(self.counted((5, 4), (2, 0), (9, 0)))
        assert (found.certainty, found.rivals) == (Certainty.PERHAPS, (LOST[0],))
        assert title_of(found) == "Perhaps most are lost between yes and the talk"
        assert largest(self.counted((5, 3), (2, 0), (9, 0))).certainty is Certainty.ONE

    def test_it_says_that_losses_tie(self):
        found = largest(self.counted((9, 0), (2, 0), (9, 0)))
        assert (found.certainty, found.losses) == (Certainty.TIE, (LOST[0], LOST[2]))
        assert title_of(found) == "As many are lost at 2 steps"

    def test_it_names_no_loss_where_none_is_known(self):
        assert title_of(largest(self.counted((0, 0), (0, 9)))) == "Nothing is known to be lost on the way"

    @pytest.mark.parametrize("loss", LOST, ids=lambda loss: loss.slug)
    def test_it_takes_ten_words_at_most(self, loss):
        for certainty in (Certainty.ONE, Certainty.PERHAPS):
            found = replace(largest([(loss, Count(1, 2))]), certainty=certainty)
            assert len(title_of(found).split()) <= 10

    def test_it_writes_every_step_and_every_loss_in_words(self):
        assert set(STEP) == {step.reached.slug for step in way.STEPS}
        assert set(WHERE_LOST) == {loss.slug for loss in LOST}


class TestWay:
    FIGURE = way_figure(USUAL, QUARTER, recorded_since=datetime(2026, 2, 10, 9, tzinfo=UTC))

    def test_it_draws_what_is_not_recorded_as_hatch_with_its_bound(self):
        for drawing in (self.FIGURE.wide, self.FIGURE.narrow):
            hatched = [box for box in drawing.boxes if box.kind == "hatch"]
            assert len(hatched) == 4
            scale = next(box.width for box in drawing.boxes) / 212
            assert [round(box.width / scale) for box in hatched] == [3, 9, 22, 41]
        said = " ".join(words.text for words in self.FIGURE.wide.words)
        for bound in ("3 not recorded: between 171 and 174", "41 not recorded: between 27 and 68"):
            assert bound in said

    def test_it_begins_the_hatch_where_the_known_part_ends(self):
        rows: dict[float, dict[str, object]] = {}
        for box in self.FIGURE.wide.boxes:
            rows.setdefault(box.y, {})[box.kind] = box
        for row in rows.values():
            if "hatch" in row:
                known = row.get("known") or row["strong"]
                assert row["hatch"].x == pytest.approx(known.x + known.width, abs=0.01)

    def test_it_outlines_the_largest_loss_alone_and_writes_the_others(self):
        assert self.FIGURE.title == "Perhaps most are lost between yes and the talk"
        assert [box.kind for box in self.FIGURE.wide.boxes].count("lost") == 1
        said = [words.text for words in self.FIGURE.wide.words]
        assert "39 lost" in said
        assert any("38 lost" in text for text in said) and any(text == "14 lost" for text in said)

    def test_it_outlines_none_where_two_tie(self):
        tied = way_counts({"child_asked": (3, 0)}, {"lost_before_asking": (4, 0), "lost_before_a_yes": (4, 0)}, whole=7)
        figure = way_figure(tied, QUARTER, recorded_since=None)
        assert not [box for box in figure.wide.boxes if box.kind == "lost"]
        assert figure.caption[0] == "The same number is lost: before the child is asked, between asking and a yes."

    def test_it_notes_since_when_help_is_recorded_and_that_it_is_a_fact_and_no_cause(self):
        assert "since 10 February 2026" in " ".join(self.FIGURE.caption)
        never = way_figure(USUAL, QUARTER, recorded_since=None).caption
        assert any("No need has been recorded here yet" in words for words in never)
        before = way_figure(USUAL, QUARTER, recorded_since=datetime(2025, 2, 10, tzinfo=UTC)).caption
        assert not any("recorded here" in words for words in before)

    def test_it_has_a_line_of_the_table_for_every_number_it_draws(self):
        assert [line.numbered.number for line in self.FIGURE.lines] == [
            number for step in way.STEPS for number in (step.reached, step.lost) if number
        ]

    def test_it_tells_those_who_do_not_see_it_every_number(self):
        for number in (212, 171, 157, 118, 96, 61, 27):
            assert str(number) in self.FIGURE.text
        assert "22 not recorded" in self.FIGURE.text

    def test_it_draws_nothing_of_no_return(self):
        assert way_figure(way_counts({}, {}, whole=0), QUARTER, recorded_since=None).empty


class TestReasons:
    def counts(self, not_recorded: int = 0, **outcomes: int):
        whole = sum(outcomes.values()) + not_recorded
        return {
            (part, ()): Count(outcomes.get(part.id.split(".")[1], 0), whole, not_recorded)
            for part in way.WHY_NO_TALK.parts()
        }

    def test_it_adds_up_to_every_return_without_a_talk(self):
        figure = reasons_figure(
            self.counts(3, declined_by_child=14, parent_or_carer_refused=7, no_capacity=16, pending=54)
        )
        assert figure.title == "94 had no talk: why not?"
        drawn = [words.text for words in figure.wide.words if words.kind in ("inside", "number")]
        assert sum(int(number) for number in drawn) == 94
        assert figure.subtitle == "One reason each; adds to 94."

    def test_it_keeps_a_childs_no_and_a_parents_no_apart(self):
        figure = reasons_figure(self.counts(declined_by_child=14, parent_or_carer_refused=7))
        assert {box.kind for box in figure.wide.boxes} == {"child-no", "outlined"}
        headings = [words.text for words in figure.wide.words if words.kind == "heading"]
        assert headings == ["Asked: 14 (67%)", "Asked or not: 7 (33%)"]

    def test_it_hatches_the_reasons_that_are_not_recorded(self):
        figure = reasons_figure(self.counts(3, no_capacity=1))
        assert [box.kind for box in figure.wide.boxes] == ["known", "hatch"]
        assert "Not recorded: 3 (75%)" in [words.text for words in figure.wide.words]

    def test_it_has_words_and_a_place_for_every_reason(self):
        wanted = {o for o in Outcome if not o.is_undertaken and o is not Outcome.NOT_ELIGIBLE}
        assert set(REASON) == wanted
        placed = [outcome for _name, outcomes in REASON_GROUPS for outcome in outcomes]
        assert len(placed) == len(set(placed)) and set(placed) == wanted

    def test_it_says_so_when_every_return_led_to_a_talk(self):
        assert reasons_figure(self.counts()).empty


def by_month(rates: list[float], number: int = 30, unknown: int = 0):
    """Counts of D3 by month up to June 2026, and by quarter."""
    firsts = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(30 - len(rates), 30)]
    months = {
        month(first): Count(round(rate * number), number, unknown) for first, rate in zip(firsts, rates, strict=True)
    }
    quarters: dict[str, Count] = {}
    for first, count in zip(firsts, months.values(), strict=True):
        name = quarter(first)
        quarters[name] = quarters.get(name, Count(0, 0)) + count
    return (
        {(way.IN_TIME, (name,)): count for name, count in months.items()},
        {(way.IN_TIME, (name,)): count for name, count in quarters.items()},
    )


class TestChange:
    STEADY = [0.3, 0.4] * 7

    def drawn(self, rates, **more):
        return change_figure(series(*by_month(rates, **more), TODAY))

    def test_it_goes_by_month_with_twelve_months_of_twenty(self):
        assert series(*by_month(self.STEADY[:12], number=ENOUGH_A_MONTH), TODAY).monthly
        assert not series(*by_month(self.STEADY[:11]), TODAY).monthly
        assert not series(*by_month(self.STEADY, number=ENOUGH_A_MONTH - 1), TODAY).monthly

    def test_it_goes_by_quarter_otherwise_with_limits_on_trial(self):
        figure = self.drawn(self.STEADY, number=8)
        assert "by quarter" in figure.subtitle
        assert any("on trial" in words for words in figure.caption)
        assert any(words.text.startswith("Trial limit") for words in figure.wide.words)

    def test_it_says_no_sign_of_change_where_there_is_none(self):
        figure = self.drawn(self.STEADY)
        assert figure.title == "No sign of change"
        assert {mark.kind for mark in figure.wide.marks} == {"plain"}

    def test_it_names_a_run_by_its_rule(self):
        figure = self.drawn([0.1, 0.2] * 6 + [0.5, 0.6] * 4)
        assert figure.title == "A sign of change: 8 months above average"
        assert {mark.kind for mark in figure.wide.marks} >= {"higher"}
        assert any("seven in a row on one side" in words for words in figure.caption)

    def test_it_says_until_when_a_change_lasted_that_is_over(self):
        figure = self.drawn([0.1] * 7 + [0.5, 0.3] * 7)
        assert figure.title.startswith("A change up to ")

    def test_it_gives_no_signal_of_what_is_hardly_recorded(self):
        figure = self.drawn([0.1, 0.2] * 6 + [0.5, 0.6] * 4, unknown=6)
        assert {mark.kind for mark in figure.wide.marks} == {"hollow"}
        assert figure.title == "Too early to say whether it is changing"

    def test_it_leaves_a_gap_for_a_month_without_a_rate(self):
        months, quarters = by_month(self.STEADY)
        del months[way.IN_TIME, ("2026-03",)]
        found = series(months, quarters, TODAY)
        assert not found.monthly, "a month of no return has fewer than twenty"

    def test_it_leaves_out_a_month_that_is_not_over_or_not_old_enough(self):
        months, quarters = by_month(self.STEADY)
        assert series(months, quarters, date(2026, 7, 3)).stretches[-1].name == "2026-05"
        assert series(months, quarters, date(2026, 7, 6)).stretches[-1].name == "2026-06"

    def test_it_is_empty_before_the_first_month_is_over(self):
        assert change_figure(series({}, {}, TODAY)).empty

    def test_it_has_a_value_for_each_stretch_in_its_table(self):
        figure = self.drawn(self.STEADY)
        assert [line.label for line in figure.lines][-2:] == ["May 26", "Jun 26"]


class TestDrawing:
    def spans(self, drawing: Drawing):
        return [(*words.span(drawing.reference), words.y, words.text) for words in drawing.words]

    def all_fit(self, drawing: Drawing):
        for left, right, _y, text in self.spans(drawing):
            assert left >= -1 and right <= drawing.reference + 1, (
                f"{text!r} from {left} to {right} of {drawing.reference}"
            )
        for one, other in combinations(self.spans(drawing), 2):
            apart = one[1] <= other[0] + 1 or other[1] <= one[0] + 1 or abs(one[2] - other[2]) >= 15
            assert apart, f"{one[3]!r} runs into {other[3]!r}"

    @pytest.mark.parametrize("seed", range(12))
    def test_it_keeps_every_word_of_bars_within_the_figure_and_apart(self, seed):
        """The longest labels and notes there are, with numbers of one digit and of four."""
        chance = Random(seed)
        whole = 10 ** chance.randint(1, 3)
        numbers = sorted((chance.randint(0, whole) for _ in range(6)), reverse=True)
        reached = {
            step.reached.slug: (n, chance.randint(0, whole - n)) for step, n in zip(way.STEPS[1:], numbers, strict=True)
        }
        lost = {loss.slug: (chance.randint(0, whole // 6), chance.randint(0, whole // 6)) for loss in LOST}
        figure = way_figure(way_counts(reached, lost, whole), QUARTER, recorded_since=None)
        self.all_fit(figure.wide)
        self.all_fit(figure.narrow)

    def test_it_keeps_every_reason_within_the_figure(self):
        counts = {(part, ()): Count(700 + place, 16 * 800, 16) for place, part in enumerate(way.WHY_NO_TALK.parts())}
        figure = reasons_figure(counts)
        self.all_fit(figure.wide)
        self.all_fit(figure.narrow)

    @pytest.mark.parametrize("rates", [[0.1, 0.2] * 8, [0.0] * 14, [1.0] * 14, [0.97, 0.99] * 12, [0.3, 0.31, 0.3] * 8])
    def test_it_keeps_every_word_of_lines_within_the_figure_and_apart(self, rates):
        figure = change_figure(series(*by_month(rates), TODAY))
        self.all_fit(figure.wide)
        self.all_fit(figure.narrow)

    def test_it_starts_bars_and_axes_at_nothing(self):
        drawing = bars.wide([Band("", (Bar("One", 5), Bar("None", 0)))])
        assert [(box.x, box.width) for box in drawing.boxes] == [(22, 35)]
        chart = lines.drawn([Point("a", 30.0)], [Across("average", 30.0, "Average 30%")], lines.WIDE)
        assert next(words.text for words in chart.words if words.kind == "tick") == "0%"

    def test_it_breaks_the_line_at_a_gap(self):
        points = [Point("a", 10.0), Point("b", None), Point("c", 20.0), Point("d", 30.0)]
        chart = lines.drawn(points, [], lines.ON_A_PHONE)
        assert [stroke.kind for stroke in chart.strokes].count("path") == 1
        assert len(chart.marks) == 3

    def test_it_breaks_notes_between_words(self):
        assert wrapped("aaa bbb ccc", 7 * 7.7) == ["aaa bbb", "ccc"]
        assert wrapped("", NARROW) == []


class TestWords:
    @pytest.mark.parametrize(
        ("share", "said"),
        [(0, "0%"), (0.004, "under 1%"), (0.005, "1%"), (0.125, "13%"), (0.994, "99%"), (0.996, "over 99%"), (1, "100%"),
         (Fraction(1, 3), "33%")],
    )  # fmt: skip
    def test_it_never_rounds_something_to_nothing_nor_less_than_all_to_all(self, share, said):
        assert percent(float(share)) == said

    def test_it_writes_a_bound_only_where_something_is_not_recorded(self):
        assert Numbered(way.IN_TIME, Count(67, 212, 4)).bound == "32% to 33%"
        assert Numbered(way.IN_TIME, Count(67, 212)).bound == ""
        assert Numbered(way.RETURNS, Count(212, None)).share == "no rate"

    @pytest.mark.parametrize(
        ("period", "words"),
        [
            (Period("quarter", date(2026, 1, 1), date(2026, 3, 31)), "January to March 2026"),
            (Period("year", date(2025, 4, 1), date(2026, 3, 31)), "April 2025 to March 2026"),
            (Period(CUSTOM, date(2026, 2, 1), date(2026, 2, 28)), "February 2026"),
            (Period(CUSTOM, date(2026, 1, 3), date(2026, 2, 5)), "3 January to 5 February 2026"),
        ],
    )
    def test_it_names_a_period_as_people_do(self, period, words):
        assert period.words == words

    def test_it_reads_a_choice_from_an_address_and_writes_it_back(self):
        asked = {"period": "custom", "from": "2026-01-03", "to": "2026-02-05", "group": "home"}
        found = chosen(asked, TODAY)
        assert (found.period.first, found.period.last, found.group) == (date(2026, 1, 3), date(2026, 2, 5), Group.HOME)
        assert dict(part.split("=") for part in found.query().split("&")) == asked

    @pytest.mark.parametrize(
        "days", [{}, {"from": "2026-02-30", "to": "2026-03-01"}, {"from": "x", "to": "2026-03-01"}, {"from": "2026-03-02", "to": "2026-03-01"}]
    )  # fmt: skip
    def test_it_says_what_is_wrong_with_two_days_and_goes_on_with_the_usual_period(self, days):
        found = chosen({"period": "custom", **days}, TODAY)
        assert found.trouble and found.period.key == "quarter"
        assert chosen({"period": "nonsense", "group": "nonsense"}, TODAY).period.key == "quarter"
