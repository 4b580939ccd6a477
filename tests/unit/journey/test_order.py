"""Can it have happened then? Only what no instant of the times given could make true is refused."""

from __future__ import annotations

from datetime import date

from tests.stories import Story, hour
from wayhome.domain.journey import fold_child
from wayhome.domain.journey.order import out_of_order
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Source

MONDAY = Moment.on(date(2026, 3, 2))


def refused(story: Story, kind: str, at: float | None = None, **told) -> str | None:
    """What is said of one more event of the story; None when it may stand."""
    before = list(story.events)
    event = story.tell(kind, at, **{"recorded": 200} | told)
    found = out_of_order(event, before, fold_child(story.events))
    return None if found is None else f"{found.rule}: {found.words}"


def back(**times: float) -> Story:
    """Left at 0, reported at 1, back at 10, and a case opened."""
    story = Story()
    story.tell("police_report_made", 1, source=Source.POLICE)
    story.tell("time_said", 0, source=Source.POLICE, of="missing_from")
    story.tell("returned", times.get("returned", 10), source=Source.POLICE)
    story.tell("case_opened", times.get("returned", 10), episode="A")
    return story


# What an event must follow


def test_it_refuses_an_answer_before_the_question_and_names_the_question():
    story = back()
    story.tell("attempt_made", 15)
    story.tell("child_told", 20)
    words = refused(story, "child_said_yes", 12)
    assert words is not None and words.startswith("before_what_it_follows: This is dated before “Child told” (")
    assert "put the other entry right first" in words


def test_it_takes_an_answer_of_the_same_instant_the_same_day_and_of_no_recorded_time():
    for happened in (Moment.exactly(hour(20)), MONDAY, NOT_RECORDED, Moment.within_hour(hour(20))):
        story = back(returned=2)
        story.tell("child_told", happened=Moment.exactly(hour(5)) if happened is MONDAY else Moment.exactly(hour(20)))
        assert refused(story, "child_said_yes", happened=happened) is None


def test_it_takes_an_answer_at_a_known_time_to_an_offer_of_unknown_time():
    story = back()
    story.tell("child_told", happened=NOT_RECORDED, recorded=40)
    assert refused(story, "child_said_yes", 15) is None


def test_it_refuses_a_return_before_the_report_and_before_the_child_went():
    story = Story()
    story.tell("police_report_made", 1, source=Source.POLICE)
    words = refused(story, "returned", 0.5, source=Source.CARER)
    assert words is not None and "before “Reported missing to the police”" in words
    story = Story()
    story.tell("police_report_made", 1, source=Source.POLICE)
    story.tell("time_said", 0, source=Source.POLICE, of="missing_from")
    words = refused(story, "returned", -1, source=Source.CARER)
    assert words is not None and words.startswith("before_the_child_went: The child had not gone missing by then (")


def test_it_takes_a_return_whose_report_has_no_time():
    story = Story()
    story.tell("police_report_made", happened=NOT_RECORDED, recorded=30, source=Source.POLICE)
    assert refused(story, "returned", 10) is None
    assert story.absence().is_back


def test_it_takes_an_earlier_time_of_the_return_from_a_second_source():
    assert refused(back(), "returned", 8, source=Source.CARER) is None


def test_it_speaks_of_what_it_follows_where_nothing_is_there_to_name():
    story = back()
    words = refused(story, "child_said_yes", 12)
    assert words is not None and words.startswith("before_what_it_follows: This is dated before what it follows.")


def test_it_looks_for_what_it_follows_among_entries_about_the_same_need():
    story = back()
    story.tell("need_recorded", 20, subject="other")
    story.tell("need_recorded", 30, subject="this")
    words = refused(story, "nobody_to_own_it", 25, subject="this")
    assert words is not None and "“Need recorded”" in words


# What a case is about


def test_it_refuses_a_try_before_the_child_went_missing_and_takes_one_before_the_return():
    words = refused(back(), "attempt_made", -5)
    assert words is not None and "this may belong to an earlier return" in words
    assert refused(back(), "attempt_made", 5) is None
    assert refused(back(), "attempt_made", happened=NOT_RECORDED) is None


def test_it_takes_a_try_that_came_after_one_of_the_absences_of_the_case():
    story = back()
    story.tell("police_report_made", 30, episode="B", source=Source.POLICE)
    story.tell("time_said", 29, episode="B", source=Source.POLICE, of="missing_from")
    story.tell("returned", 40, episode="B", source=Source.POLICE)
    story.tell("episode_attached", 40, episode="B")
    assert refused(story, "attempt_made", 20) is None


def test_it_asks_nothing_of_what_belongs_to_no_absence():
    assert refused(Story(), "worry_raised", -100) is None
    story = Story()
    story.tell("case_opened", 10, episode=None)
    assert refused(story, "attempt_made", -100) is None


# What one source says


def test_it_refuses_one_source_that_has_the_child_leave_after_the_report_or_the_return():
    for what, kind in (("reported missing", "police_report_made"), ("back", "returned"), ("found", "located")):
        story = Story()
        story.tell("police_report_made", 1, source=Source.CARER)
        if kind != "police_report_made":
            story.tell(kind, 10, source=Source.POLICE)
        source = Source.CARER if kind == "police_report_made" else Source.POLICE
        words = refused(story, "time_said", 12, source=source, of="left")
        assert words is not None and words.startswith("one_source_says_both: ") and f"after they were {what}" in words


def test_it_keeps_what_another_source_says_differently_and_days_that_overlap():
    story = Story()
    story.tell("police_report_made", 1, source=Source.POLICE)
    assert refused(story, "time_said", 3, source=Source.HOME, of="left") is None
    assert refused(story, "time_said", happened=MONDAY, source=Source.POLICE, of="left") is None
    assert refused(story, "time_said", 3, source=Source.POLICE, of="last_seen") is None
    assert refused(story, "time_said", 3, of="left") is None
    assert refused(story, "time_said", happened=NOT_RECORDED, source=Source.POLICE, of="left") is None


def test_it_takes_a_source_that_gives_a_second_time_which_fits():
    story = Story()
    story.tell("police_report_made", 1, source=Source.POLICE)
    story.tell("returned", 3, source=Source.POLICE)
    story.tell("returned", 9, source=Source.POLICE)
    story.tell("police_report_made", 6, source=Source.POLICE)
    assert refused(story, "time_said", 5, source=Source.POLICE, of="left") is None


# Plans, and putting right


def test_it_refuses_a_talk_planned_before_the_child_was_found():
    words = refused(back(), "appointment_booked", 20, planned=hour(9).isoformat())
    assert words is not None and words.startswith("planned_before_found: The child was found later than that (")
    assert refused(back(), "appointment_booked", 20, planned=hour(30).isoformat()) is None
    story = Story()
    story.tell("case_opened", 10, episode=None)
    assert refused(story, "appointment_booked", 20, planned=hour(9).isoformat()) is None


def test_it_takes_a_late_correction_and_refuses_one_that_cannot_be():
    story = back()
    returned = story.events[2].id
    assert refused(story, "corrected", 6, corrects=returned, reason="given") is None
    story = back()
    words = refused(story, "corrected", -3, corrects=story.events[2].id, reason="given")
    assert words is not None and words.startswith("before_the_child_went: ")


def test_it_has_nothing_to_say_of_an_entry_that_is_only_struck_out():
    story = back()
    assert refused(story, "recorded_in_error", 50, strikes=story.events[2].id, reason="given") is None


def test_it_takes_a_time_told_to_the_minute_after_one_noted_to_the_second():
    """A person writes 15:39 of what followed something that the system noted at 15:39:41."""
    story = back()
    story.tell("child_told", 20 + 41 / 3600)
    assert refused(story, "child_said_yes", 20) is None
    assert refused(story, "child_said_yes", 20 - 1 / 60) is not None
