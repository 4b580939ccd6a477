"""The clock's line, times in words, and the questions of a form."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.casework.design_pages import drawn
from wayhome.casework.design import clockface, times
from wayhome.casework.design.components import LOOKS, Clock, Line, Mark
from wayhome.casework.design.fields import field_view, problems
from wayhome.casework.design.gallery import parts
from wayhome.casework.design.gallery.forms import asked_badly, asked_well
from wayhome.casework.design.when import WhenField
from wayhome.domain.moment import NOT_RECORDED, Moment, PartOfDay, Precision


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Nothing here reads a database, so none is started."""


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_it_gives_every_state_of_the_clock_its_shape_and_words() -> None:
    clocks = parts.small_clocks()
    assert {c.look for c in clocks} == set(LOOKS) - {"paused", "none"}
    assert len({c.first for c in clocks}) == len(clocks)
    told_apart = {(LOOKS[c.look], c.first) for c in clocks}
    assert len(told_apart) == len(clocks)


def test_it_places_an_instant_by_elapsed_time_over_a_change_of_the_clocks() -> None:
    """20:00 on Saturday to 21:00 on Tuesday is 72 hours when the clocks go forward on Sunday: the half is 36 of them."""
    london = times.LONDON
    start, end = datetime(2026, 3, 28, 20, tzinfo=london), datetime(2026, 3, 31, 21, tzinfo=london)
    half = datetime(2026, 3, 30, 9, tzinfo=london)
    face = clockface.face(Clock("running", "", line=Line(start, end, half)))
    assert face is not None
    assert [p.width for p in face.parts if p.kind == "elapsed"] == [50.0]
    assert face.gaps == (33.333, 66.667)


def test_it_hatches_what_cannot_be_known() -> None:
    line = Line(moment(28, 6), moment(31, 6), moment(31, 8), doubt=(moment(31, 6), moment(31, 12)))
    face = clockface.face(Clock("may_be_overdue", "", line=line))
    assert face is not None
    assert [p.kind for p in face.parts] == ["left", "elapsed", "doubt"]
    elapsed, doubt = face.parts[1:]
    assert elapsed.width == pytest.approx(doubt.x)
    assert doubt.x + doubt.width == pytest.approx(100)


def test_it_draws_an_outlined_tail_past_the_mark() -> None:
    face = clockface.face(Clock("overdue", "", line=Line(moment(20, 0), moment(23, 0), moment(24, 0))))
    assert face is not None
    assert [(p.kind, p.x, p.width) for p in face.parts] == [("elapsed", 0, 75.0), ("tail", 75.0, 25.0)]
    assert face.ticks == (75.0,)


def test_it_leaves_no_label_of_the_clock_out_however_crowded() -> None:
    events = tuple(Mark(moment(28, 10, m), f"Tried {m}", "Sat morning") for m in range(0, 60, 5))
    line = Line(moment(28, 6), moment(31, 6), moment(28, 11), events=events)
    for reference in (clockface.WIDE, clockface.NARROW):
        face = clockface.face(Clock("running", "", line=line), reference)
        assert face is not None
        assert len(face.labels) == len(events)


def test_it_says_the_line_in_words_for_those_who_do_not_see_it() -> None:
    face = clockface.face(parts.full_clocks()[0])
    assert face is not None
    assert face.text == (
        "Back Sat 20:00; Clocks forward 01:00 became 02:00; Asked, said yes Sun 14:10; Now, Mon 08:55 36 hours left; "
        "Booked today 16:00; Due Tue 21:00"
    )


NOW = moment(30, 7, 55)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (times.near(moment(30, 15, 20), NOW), "today 16:20"),
        (times.near(moment(31, 20), NOW), "tomorrow 21:00"),
        (times.near(moment(29, 8, 30), NOW), "yesterday 09:30"),
        (times.near(moment(28, 20), NOW), "Sat 28 March 20:00"),
        (times.near(None, NOW), "not recorded"),
        (times.span(timedelta(hours=36)), "1 day 12 hours"),
        (times.span(timedelta(hours=7, minutes=25)), "7 hours 25 minutes"),
        (times.span(timedelta(minutes=1)), "1 minute"),
        (times.span(timedelta(0)), "0 minutes"),
        (times.span(timedelta(days=2)), "2 days"),
        (times.span(None), "not recorded"),
        (times.moment(NOT_RECORDED), "not recorded"),
        (times.moment(Moment.on(date(2026, 3, 28))), "Sat 28 March"),
        (times.moment(Moment.part_of_day(date(2026, 3, 28), PartOfDay.EVENING)), "Sat 28 March in the evening"),
        (times.moment(Moment.within_hour(moment(28, 20))), "Sat 28 March 20:00 to 21:00"),
        (times.moment(Moment.exactly(moment(28, 20))), "Sat 28 March 20:00"),
        (times.moment(Moment.exactly(moment(30, 15, 20)), NOW), "today 16:20"),
        (times.short_moment(Moment.exactly(moment(28, 20))), "Sat 20:00"),
        (times.short_moment(Moment.on(date(2026, 3, 28))), "Sat 28 March"),
        (times.short_moment(Moment.on(date(2026, 3, 29))), "Sun 29 March"),  # the clocks go forward
        (times.short_moment(Moment.part_of_day(date(2026, 3, 28), PartOfDay.EVENING)), "Sat 28 March in the evening"),
        (times.short_moment(NOT_RECORDED), "not recorded"),
    ],
)
def test_it_says_times_as_people_do(said: str, expected: str) -> None:
    assert said == expected


def test_it_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        times.hour(datetime(2026, 3, 30, 8))  # noqa: DTZ001 - the point of the test


def when(**typed: str) -> Moment:
    data = {f"w_{name}": value for name, value in typed.items()}
    field = WhenField()
    return field.clean(field.widget.value_from_datadict(data, None, "w"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"precision": "exact", "day": "2026-03-28", "time": "20:00"}, Moment.exactly(moment(28, 20))),
        ({"precision": "exact", "day": "28/03/2026", "time": "8pm"}, Moment.exactly(moment(28, 20))),
        ({"precision": "exact", "day": "28 March 2026", "time": "20.00"}, Moment.exactly(moment(28, 20))),
        ({"precision": "hour", "day": "2026-03-28", "time": "20:40"}, Moment.within_hour(moment(28, 20))),
        (
            {"precision": "part_of_day", "day": "2026-03-28", "part": "evening"},
            Moment.part_of_day(date(2026, 3, 28), PartOfDay.EVENING),
        ),
        ({"precision": "date", "day": "2026-03-28", "time": "20:00"}, Moment.on(date(2026, 3, 28))),
        ({"precision": "unknown", "day": "2026-03-28"}, NOT_RECORDED),
        (
            {"precision": "exact", "day": "2026-10-25", "time": "01:30", "second": "first"},
            Moment.exactly(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ),
        (
            {"precision": "exact", "day": "2026-10-25", "time": "01:30", "second": "second"},
            Moment.exactly(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ),
    ],
)
def test_it_keeps_a_time_as_exactly_as_it_was_known(typed: dict[str, str], expected: Moment) -> None:
    assert when(**typed) == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Say how exactly"),
        ({"day": "2026-03-28", "time": "20:00"}, "Say how exactly"),
        ({"precision": "about"}, "from the list"),
        ({"precision": "exact", "day": "2026-03-28"}, "Enter the time"),
        ({"precision": "exact", "time": "20:00"}, "Enter the day"),
        ({"precision": "date", "day": "31/02/2026"}, "Enter the day"),
        ({"precision": "date", "day": "0026-03-28"}, "Enter the day"),
        ({"precision": "part_of_day", "day": "2026-03-28"}, "part of the day"),
        ({"precision": "exact", "day": "2026-03-29", "time": "01:30"}, "no such time"),
        ({"precision": "exact", "day": "2026-10-25", "time": "01:30"}, "happened twice"),
    ],
)
def test_it_says_what_is_missing_of_a_time(typed: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        when(**typed)


@pytest.mark.parametrize(
    "known",
    [
        Moment.exactly(moment(28, 20)),
        Moment.exactly(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        Moment.within_hour(moment(28, 20)),
        Moment.part_of_day(date(2026, 3, 28), PartOfDay.NIGHT),
        Moment.on(date(2026, 3, 28)),
        NOT_RECORDED,
    ],
)
def test_it_shows_a_known_time_so_that_saving_it_again_changes_nothing(known: Moment) -> None:
    field = WhenField()
    assert field.clean(field.prepare_value(known)) == known


def test_it_asks_which_of_two_times_only_when_the_clocks_went_back() -> None:
    assert field_view(asked_badly()["happened"]).ask_which
    assert not field_view(asked_well()["happened"]).ask_which


def test_it_can_ask_for_an_exact_time_alone() -> None:
    field = WhenField(precisions=(Precision.EXACT,))
    assert field.clean({"day": "2026-03-28", "time": "20:00", "precision": ""}) == Moment.exactly(moment(28, 20))


def test_it_links_each_error_to_a_question_that_is_there() -> None:
    form = asked_badly()
    html = "".join(drawn("{{ ui.field(f) }}", f=f) for f in form)
    found = problems(form)
    assert len(found) == 5
    assert len({p.words for p in found}) == 5
    for problem in found:
        assert f'id="{problem.target[1:]}"' in html, problem


def test_it_keeps_what_was_typed_when_a_form_comes_back() -> None:
    form = asked_badly()
    assert field_view(form["words"]).value == "fine"
    parts_of_it = field_view(form["happened"]).parts
    assert parts_of_it is not None
    assert (parts_of_it["day"], parts_of_it["time"]) == ("25/10/2026", "01:30")
