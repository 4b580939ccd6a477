"""What staff read of a clock: two lines on a list, a paragraph on the case page, a sentence when something changed."""

# ruff: noqa: DTZ001  # wall times have no zone until they are read as instants
from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from wayhome.domain.assertions import Account, Assertion
from wayhome.domain.clock import Shape, account_words, explain, on_a_list, statutory_clock, what_changed
from wayhome.domain.moment import NOT_RECORDED, Moment, PartOfDay, Precision, instant_of
from wayhome.domain.vocabulary import Source


def at(day, hour, minute=0, month=3, **which):
    return instant_of(datetime(2026, month, day, hour, minute), **which)


def exact(*when, **named):
    return Moment.exactly(at(*when, **named))


def span(start, end):
    return Moment(start, end, Precision.HOUR)


NOW = at(30, 8, 55)
SATURDAY = exact(28, 20)
IN_MAY = at(12, 12, month=5)
"""A Tuesday with no change of the clocks near it."""


def shown(clock, now=NOW, **how):
    line = on_a_list(clock, now, **how)
    return line.shape, str(line)


# The list


@pytest.mark.parametrize(
    ("returned", "now", "words"),
    [
        (SATURDAY, NOW, "Due tomorrow 21:00 · 1 day 12 hours left"),
        (exact(9, 16, 20, month=5), at(12, 11, 20, month=5), "Due today 16:20 · 5 hours left"),
        (
            exact(9, 16, 20, month=5),
            at(12, 11, 20, 5) + timedelta(seconds=1),
            "Due today 16:20 · 4 hours 59 minutes left",
        ),
        (exact(9, 16, 20, month=5), at(12, 16, 20, month=5), "Due today 16:20 · less than a minute left"),
        (exact(9, 16, 20, month=5), at(10, 9, month=5), "Due Tue 16:20 · 2 days 7 hours left"),
    ],
)
def test_it_shows_when_a_running_clock_is_due_and_what_is_left(returned, now, words):
    assert shown(statutory_clock(returned=returned), now) == (Shape.ROUND_CLOCK, words)


def test_it_shows_the_span_in_which_it_may_be_overdue():
    clock = statutory_clock(returned=Moment.part_of_day(date(2026, 5, 9), PartOfDay.MORNING))
    expected = "May be overdue · due today between 06:00 and 12:00"
    assert shown(clock, at(12, 9, month=5)) == (Shape.DASHED_SQUARE_CLOCK, expected)


def test_it_shows_a_whole_day_in_which_it_may_be_overdue():
    clock = statutory_clock(returned=Moment.on(date(2026, 5, 9)))
    assert shown(clock, at(12, 9, month=5))[1] == "May be overdue · due some time today"


def test_it_shows_how_long_the_child_has_waited_past_the_promise():
    clock = statutory_clock(returned=exact(8, 10, month=5))
    expected = "Past 72 hours, still not heard · 1 day 2 hours ago"
    assert shown(clock, at(12, 12, month=5)) == (Shape.SOLID_SQUARE_CLOCK, expected)


def test_it_claims_no_longer_wait_than_is_certain():
    clock = statutory_clock(returned=span(at(8, 9, month=5), at(8, 10, month=5)))
    assert shown(clock, IN_MAY)[1] == "Past 72 hours, still not heard · at least 1 day 2 hours ago"


@pytest.mark.parametrize(
    ("returned", "held", "words"),
    [
        (exact(8, 10, month=5), exact(10, 5, 10, month=5), "Talked in time · after 43 hours 10 minutes"),
        (exact(8, 10, month=5), exact(11, 10, month=5), "Talked in time · after 72 hours"),
        (
            exact(8, 10, month=5),
            span(at(9, 9, month=5), at(9, 10, month=5)),
            "Talked in time · after at most 24 hours",
        ),
        (
            exact(8, 10, month=5),
            Moment.exactly(at(9, 9, month=5)),
            "Talked in time · after 23 hours",
        ),
        (
            span(at(8, 10, month=5), at(8, 11, month=5)),
            Moment.exactly(at(9, 9, 0, month=5) + timedelta(seconds=1)),
            "Talked in time · after at most 23 hours 1 minute",
        ),
        (exact(8, 10, month=5), exact(8, 9, month=5), "Talked in time · before they were back"),
    ],
)
def test_it_shows_a_talk_in_time(returned, held, words):
    clock = statutory_clock(returned=returned, located=exact(8, 8, month=5), held=held)
    assert shown(clock) == (Shape.TICK_IN_A_DISC, words)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (exact(11, 16, month=5), "Talked after 72 hours · 3 days 6 hours"),
        (span(at(11, 16, month=5), at(11, 17, month=5)), "Talked after 72 hours · at least 3 days 6 hours"),
    ],
)
def test_it_shows_a_talk_after_seventy_two_hours(held, words):
    assert shown(statutory_clock(returned=exact(8, 10, month=5), held=held)) == (Shape.HALF_DISC, words)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        (
            {"returned": Moment.part_of_day(date(2026, 3, 28), PartOfDay.EVENING), "held": exact(31, 20)},
            'back "Saturday evening"',
        ),
        (
            {"returned": SATURDAY, "held": Moment.part_of_day(date(2026, 3, 31), PartOfDay.EVENING)},
            'talked "Tuesday evening"',
        ),
        ({"returned": NOT_RECORDED, "located": SATURDAY, "held": exact(30, 9)}, "when they came back is not recorded"),
        (
            {"returned": SATURDAY, "held": exact(28, 19)},
            "talked before they were back, and when they were found is not recorded",
        ),
        ({"returned": SATURDAY, "was_held": True}, "when the talk was held is not recorded"),
    ],
)
def test_it_says_why_nothing_can_be_said(times, why):
    assert shown(statutory_clock(**times)) == (Shape.HATCHED_SQUARE, f"Cannot be said · {why}")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(10, 9, month=5), "Due about Tue 09:40 · 72 hours from when police told us"),
        (at(12, 9, month=5), "Due about today 09:40 · 72 hours from when police told us"),
        (at(12, 14, 40, month=5), "Past 72 hours from when police told us, still not heard · 5 hours ago"),
    ],
)
def test_it_shows_a_stand_in_start_as_a_stand_in(now, words):
    clock = statutory_clock(returned=NOT_RECORDED, notified=exact(9, 9, 40, month=5))
    assert shown(clock, now) == (Shape.HATCHED_SQUARE, words)


def test_it_says_who_told_us_and_whether_the_start_is_the_finding():
    told = statutory_clock(returned=NOT_RECORDED, notified=exact(9, 9, 40, month=5))
    found = statutory_clock(returned=NOT_RECORDED, located=Moment.on(date(2026, 5, 9)))
    assert shown(told, at(10, 9, month=5), told_by="the home")[1].endswith("72 hours from when the home told us")
    expected = "May be overdue · 72 hours from when they were found"
    assert shown(found, at(12, 9, month=5)) == (Shape.HATCHED_SQUARE, expected)


@pytest.mark.parametrize(
    ("later", "beside"),
    [(at(28, 20, 30), "If the later time is right, 21:30"), (at(29, 20, 30), "If the later time is right, Wed 20:30")],
)
def test_it_puts_the_later_deadline_beside_the_earlier_while_sources_differ(later, beside):
    clock = statutory_clock(returned=span(at(28, 20), later))
    line = on_a_list(clock, NOW, disputed=True)
    assert (line.first, line.second, line.beside) == ("Due tomorrow 21:00", "1 day 12 hours left", beside)
    assert on_a_list(clock, NOW).beside is None


# The paragraph


def test_it_explains_a_weekend_on_which_the_clocks_go_forward():
    clock = statutory_clock(returned=SATURDAY)
    assert explain(clock, at(28, 21), they_were="she was") == [
        "72 hours after she was back, counted as time passed.",
        "Back 20:00 on Saturday; the clocks go forward on Sunday, so the wall clock says 21:00.",
        "Weekends count.",
    ]


def test_it_speaks_of_the_child_without_a_pronoun_unless_given_one():
    assert explain(statutory_clock(returned=SATURDAY), NOW)[0] == (
        "72 hours after the child was back, counted as time passed."
    )


@pytest.mark.parametrize(
    ("now", "goes"), [(at(29, 23, 59), "go"), (at(30, 0, 0), "went"), (at(28, 20), "go"), (at(31, 9), "went")]
)
def test_it_says_go_until_the_day_of_the_change_is_over(now, goes):
    assert f"the clocks {goes} forward on Sunday" in explain(statutory_clock(returned=SATURDAY), now)[1]


def test_it_explains_a_weekend_on_which_the_clocks_go_back():
    clock = statutory_clock(returned=exact(24, 20, month=10))
    assert explain(clock, at(24, 21, month=10))[1] == (
        "Back 20:00 on Saturday; the clocks go back on Sunday, so the wall clock says 19:00."
    )


@pytest.mark.parametrize(
    ("returned", "weekends"),
    [
        (exact(11, 10, month=5), False),
        (exact(12, 10, month=5), False),
        (exact(13, 10, month=5), True),
        (exact(10, 10, month=5), True),
        (exact(9, 10, month=5), True),
    ],
)
def test_it_mentions_weekends_only_where_there_is_one(returned, weekends):
    assert ("Weekends count." in explain(statutory_clock(returned=returned), IN_MAY)) is weekends


def test_it_explains_an_ordinary_clock_in_two_sentences():
    assert explain(statutory_clock(returned=exact(11, 10, month=5)), IN_MAY) == [
        "72 hours after the child was back, counted as time passed.",
        "Back 10:00 on Monday, so due 10:00 on Thursday.",
    ]


def test_it_explains_a_return_that_is_not_known_exactly():
    clock = statutory_clock(returned=span(at(28, 20), at(28, 20, 30)))
    assert explain(clock, at(28, 23))[1] == (
        "Back today between 20:00 and 20:30; the clocks go forward on Sunday: due 21:00 on Tuesday "
        "if the earliest time is right, and past 72 hours for certain from 21:30 on Tuesday."
    )
    plain = statutory_clock(returned=Moment.within_hour(at(11, 10, month=5)))
    assert explain(plain, IN_MAY)[1].startswith("Back yesterday between 10:00 and 11:00: due 10:00 on Thursday")


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (
            {"notified": exact(11, 15, month=5)},
            "Only the date of the return is recorded; "
            "it cannot be later than when police told us of it, 15:00 on Monday.",
        ),
        (
            {"held": exact(11, 17, month=5)},
            "Only the date of the return is recorded; it cannot be later than the talk, 17:00 on Monday.",
        ),
    ],
)
def test_it_explains_what_narrowed_a_date(times, sentence):
    clock = statutory_clock(returned=Moment.on(date(2026, 5, 11)), located=Moment.on(date(2026, 5, 11)), **times)
    assert explain(clock, IN_MAY)[2] == sentence


@pytest.mark.parametrize(
    ("times", "sentences"),
    [
        (
            {"located": exact(11, 10, month=5)},
            [
                "When the child came back is not recorded, "
                "so this counts 72 hours from when they were found, as time passed.",
                "Found 10:00 on Monday, so due 10:00 on Thursday.",
            ],
        ),
        (
            {"notified": exact(11, 10, month=5)},
            [
                "When the child came back is not recorded, "
                "so this counts 72 hours from when police told us, as time passed.",
                "Told 10:00 on Monday, so due 10:00 on Thursday.",
            ],
        ),
    ],
)
def test_it_explains_a_stand_in(times, sentences):
    assert explain(statutory_clock(returned=NOT_RECORDED, **times), IN_MAY) == sentences


def test_it_ends_with_the_answer():
    held = statutory_clock(returned=exact(8, 10, month=5), held=exact(10, 5, 10, month=5))
    assert explain(held, IN_MAY)[-1] == "Talked in time: after 43 hours 10 minutes."
    early = statutory_clock(returned=exact(11, 10, month=5), located=exact(11, 9, month=5), held=exact(11, 8, month=5))
    assert explain(early, IN_MAY)[-1] == (
        "The talk on record was before the child was found, so it is not about this return."
    )


# Two sources

POLICE = Assertion("p", SATURDAY, Source.POLICE, at(28, 20, 40))
CARER = Assertion("c", exact(28, 20, 30), Source.CARER, at(29, 9, 30))
TWO = Account().adding(POLICE).adding(CARER)


def test_it_shows_both_sources_and_what_each_would_mean():
    clock = statutory_clock(returned=TWO.working())
    assert explain(clock, NOW, account=TWO)[-3:] == [
        "Police: back 20:00 on Saturday.",
        "Parent or carer: back 20:30 on Saturday.",
        "We work to the earlier until someone settles it; if the later time is right, due 21:30 on Tuesday.",
    ]


def test_it_shows_a_source_that_does_not_know_beside_those_that_do():
    three = TWO.adding(Assertion("s", NOT_RECORDED, Source.SCHOOL, at(29, 12)))
    assert account_words(three, NOW)[2:] == [
        "School: back not recorded.",
        "We work to the earlier until someone settles it; if the later time is right, due 21:30 on Tuesday.",
    ]


def test_it_shows_who_settled_it_and_keeps_what_lost():
    settled = TWO.settled(chosen="c", why="She was on the phone to the carer.", by="R. Okoro", at=at(29, 10))
    assert account_words(settled, NOW) == [
        "Settled by R. Okoro: 20:30 on Saturday, because She was on the phone to the carer.",
        "Police said 20:00 on Saturday.",
    ]
    newer = settled.adding(Assertion("s", exact(28, 22), Source.SCHOOL, at(29, 11)))
    assert account_words(newer, NOW)[-1] == "Something else has been said since, so look at it again."


def test_it_says_nothing_of_sources_that_never_differed():
    assert account_words(Account().adding(POLICE), NOW) == []
    assert explain(statutory_clock(returned=SATURDAY), NOW, account=Account().adding(POLICE))[-1] == "Weekends count."


# What a correction changed


def test_it_says_what_a_correction_changed():
    held = exact(31, 21, 15)
    before = statutory_clock(returned=SATURDAY, held=held)
    after = statutory_clock(returned=CARER.happened, held=held)
    assert what_changed(before, after) == [
        "The 72 hours now count from the return, 20:30 on Saturday 28 March 2026, "
        "not from the return, 20:00 on Saturday 28 March 2026.",
        "Due 21:30 on Tuesday 31 March 2026, not 21:00 on Tuesday 31 March 2026.",
        "The answer was after 72 hours; it is now in time.",
    ]


def test_it_says_nothing_when_nothing_changed():
    clock = statutory_clock(returned=SATURDAY)
    assert what_changed(clock, statutory_clock(returned=SATURDAY)) == []
    assert what_changed(None, None) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            {"returned": NOT_RECORDED, "located": SATURDAY},
            {"returned": SATURDAY},
            "not from when the child was found, 20:00 on Saturday 28 March 2026.",
        ),
        (
            {"returned": SATURDAY},
            {"returned": NOT_RECORDED, "notified": SATURDAY},
            "now count from when we were told, 20:00 on Saturday 28 March 2026, not",
        ),
        (
            {"returned": SATURDAY},
            {"returned": span(at(28, 20), at(28, 20, 30))},
            "the return, between 20:00 on Saturday 28 March 2026 and 20:30 on Saturday 28 March 2026, not",
        ),
    ],
)
def test_it_says_when_the_start_is_another_one(before, after, words):
    assert words in what_changed(statutory_clock(**before), statutory_clock(**after))[0]


def test_it_says_when_only_the_latest_start_or_the_answer_changed():
    exactly, widely = statutory_clock(returned=SATURDAY), statutory_clock(returned=span(at(28, 20), at(28, 21)))
    assert what_changed(widely, exactly)[1].startswith("Due 21:00 on Tuesday")
    heard = statutory_clock(returned=SATURDAY, held=exact(30, 9))
    assert what_changed(exactly, heard) == ["The answer was not yet heard; it is now in time."]


def test_it_says_when_a_time_appears_or_goes():
    clock = statutory_clock(returned=SATURDAY)
    assert what_changed(None, clock) == [
        "A time is now recorded: the 72 hours count from the return, 20:00 on Saturday 28 March 2026, "
        "due 21:00 on Tuesday 31 March 2026."
    ]
    assert what_changed(clock, None) == [
        "No date is recorded any more, so there is no clock and the return is counted as unplaced."
    ]
