"""Which rungs of the ladder a case stands before: what is owed, about what, since when, and when it goes up (§7.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.stories import MONDAY_9, Story, hour
from wayhome.domain.clock import LADDER, TRANSFER_LADDER
from wayhome.domain.journey import Circumstances
from wayhome.domain.journey.climbing import OWED, WHOLE_LADDER, is_high_risk, standings
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Role

KNOWN = Circumstances(age=15)
BACK = 2.0
"""The child of these stories is back on Monday at eleven."""

RUNGS = {rung.key: rung for rung in WHOLE_LADDER}


def owed(story: Story, known: Circumstances = KNOWN, case: str = "C") -> dict[str, datetime]:
    """When each rung is reached, by its name; the earliest where it is about several things."""
    found: dict[str, datetime] = {}
    for standing in standings(story.case(case), known=known):
        found.setdefault(standing.rung.key, standing.due_at)
    return found


def back() -> Story:
    return Story().missing_and_back()


def london(day: int, clock: int = 0) -> datetime:
    """Of March 2026, before the clocks change: London is UTC."""
    return datetime(2026, 3, day, clock, tzinfo=UTC)


def test_it_has_something_owed_for_every_rung_and_no_other():
    assert set(OWED) == {rung.key for rung in (*LADDER, *TRANSFER_LADDER)} - {"returned"}


def test_it_owes_a_child_who_is_back_everything_up_to_being_heard():
    assert owed(back()) == {
        "not_checked": london(2, 15),
        "no_attempt": hour(BACK + 24),
        "not_allocated": hour(BACK + 24),
        "not_asked": hour(BACK + 48),
        "not_booked": hour(BACK + 60),
        "not_held": hour(BACK + 72),
        "no_decision": london(10),
        "unresolved": hour(BACK) + timedelta(days=28),
    }


@pytest.mark.parametrize(
    ("event", "detail", "gone"),
    [
        ("case_checked", {}, {"not_checked"}),
        ("attempt_made", {"channel": "call"}, {"no_attempt"}),
        ("child_told", {}, {"no_attempt", "not_asked"}),
        ("interviewer_allocated", {"interviewer": "Sam"}, {"not_allocated"}),
        ("referred_to_provider", {"provider": "H"}, {"not_allocated"}),
        ("appointment_booked", {"planned": hour(BACK + 72).isoformat()}, {"not_booked"}),
        ("appointment_booked", {"planned": hour(BACK + 72.1).isoformat()}, set()),
        ("appointment_booked", {}, set()),
    ],
)
def test_it_owes_a_thing_no_longer_once_it_is_done(event, detail, gone):
    story = back()
    before = set(owed(story))
    story.tell(event, **detail)
    assert before - set(owed(story)) == gone


def test_it_owes_nothing_more_about_a_return_that_was_talked_about():
    story = back()
    story.talk()
    assert set(owed(story)) == {"not_submitted"}
    assert owed(story)["not_submitted"] == london(5)


def test_it_goes_on_owing_in_its_new_case_what_a_talk_was_not_about():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", case="C", episode="B")
    story.talk(discussed=["A"], moved_to="D")
    assert "not_held" not in owed(story)
    assert [s.about for s in standings(story.case("D"), known=KNOWN) if s.rung.key == "not_held"] == ["B"]


def test_it_owes_each_return_its_own_time():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", case="C", episode="B")
    found = {s.about: s.due_at for s in standings(story.case(), known=KNOWN) if s.rung.key == "not_held"}
    assert found == {"A": hour(BACK + 72), "B": hour(12 + 72)}
    unresolved = [s for s in standings(story.case(), known=KNOWN) if s.rung.key == "unresolved"]
    assert [(s.about, s.due_at) for s in unresolved] == [("C", hour(12) + timedelta(days=28))]


def test_it_owes_nothing_before_the_child_is_back_nor_about_what_was_no_absence():
    found = Story()
    found.tell("police_report_made", 0)
    found.tell("located", 1)
    found.tell("case_opened", 1, episode="A")
    assert owed(found) == {}
    void = back()
    void.tell("episode_voided")
    assert owed(void) == {}


def test_it_counts_from_being_found_or_from_the_notice_where_the_return_has_no_time():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("located", 1)
    story.tell("returned", 2, happened=NOT_RECORDED)
    story.tell("case_opened", 2, episode="A")
    assert owed(story)["not_held"] == hour(1 + 72)
    told = Story()
    told.tell("police_report_made", 0)
    told.tell("returned", 2, happened=NOT_RECORDED)
    told.tell("case_opened", 2, episode="A")
    assert set(owed(told)) == {"unresolved"}, "no time at all: nothing to count from but the case"
    told.tell("notice_delivered", 5, episode="A", about="returned")
    assert owed(told)["not_held"] == hour(5 + 72)


def test_it_goes_up_to_the_manager_when_the_notice_came_more_than_a_day_late():
    story = back()
    story.tell("interviewer_allocated", interviewer="Sam")
    assert "not_allocated" not in owed(story)
    on_time, late = back(), back()
    for one, when in ((on_time, BACK + 24), (late, BACK + 24.1)):
        one.tell("interviewer_allocated", interviewer="Sam")
        one.tell("notice_delivered", when, episode="A", about="returned")
    assert ("not_allocated" in owed(on_time), "not_allocated" in owed(late)) == (False, True)


def test_it_halves_the_first_five_for_a_child_at_high_risk():
    graded = Story()
    graded.tell("police_report_made", 0)
    graded.tell("risk_graded", 1, grade="high")
    graded.tell("returned", BACK)
    graded.tell("case_opened", BACK, episode="A")
    found = owed(graded)
    assert (found["not_checked"], found["no_attempt"], found["not_asked"]) == (london(2, 13), hour(14), hour(26))
    assert found["not_held"] == hour(BACK + 72), "the promise itself is never halved"


@pytest.mark.parametrize(
    ("known", "high"),
    [
        (Circumstances(), False),
        (Circumstances(age=13, protection_plan=False, episodes_in_30_days=2), False),
        (Circumstances(age=12), True),
        (Circumstances(protection_plan=True), True),
        (Circumstances(episodes_in_30_days=3), True),
    ],
)
def test_it_takes_young_children_plans_and_often_away_for_high_risk_and_not_recorded_for_neither(known, high):
    assert is_high_risk(back().case(), known) is high


def test_it_owes_a_manager_a_decision_after_a_parents_no_until_it_is_made():
    story = back()
    story.tell("parent_refused", 4)
    assert owed(story)["parent_refused"] == london(4)
    story.tell("decided_to_ask_anyway")
    assert "parent_refused" not in owed(story)


def test_it_owes_each_answer_by_phone_a_check_within_working_hours():
    story = back()
    first = story.tell("answer_came_by_phone", 4)
    second = story.tell("answer_came_by_phone", 5, happened=NOT_RECORDED)
    found = {s.about: s.due_at for s in standings(story.case(), known=KNOWN) if s.rung.key == "phone_answer"}
    assert found == {first.id: london(2, 17), second.id: london(3, 10)}
    story.tell("phone_answer_confirmed", subject=first.id)
    assert [s.about for s in standings(story.case(), known=KNOWN) if s.rung.key == "phone_answer"] == [second.id]


def test_it_follows_the_record_from_the_talk_to_telling_others():
    story = back()
    story.talk(4)
    story.tell("record_started", 5)
    assert owed(story) == {"not_submitted": london(5)}
    story.tell("record_submitted", 6)
    assert owed(story) == {"not_approved": london(5)}
    story.tell("record_returned", 7)
    assert owed(story) == {}
    story.tell("record_submitted", 30)
    assert owed(story) == {"not_approved": london(6)}, "handed in again, it waits anew"
    story.tell("record_approved", 31, recipients=["police"])
    assert owed(story) == {"not_shared": london(5)}
    story.tell("share_withheld", 32, subject="police")
    assert owed(story) == {}


def test_it_follows_a_need_after_closing_too():
    story = back()
    story.talk(4)
    story.tell("need_recorded", 5, subject="N")
    assert owed(story)["support_not_offered"] == london(17)
    story.tell("nobody_to_own_it", 6, subject="N", escalated_to="Tim")
    assert owed(story)["nobody_yet"] == hour(6), "at once"
    story.tell("closed_undertaken")
    assert set(owed(story)) == {"nobody_yet", "support_not_offered"}
    story.tell("owner_named", subject="N", owner="Ola")
    assert set(owed(story)) == {"support_not_offered"}
    story.tell("support_offered", subject="N")
    assert owed(story) == {}


def test_it_takes_a_case_that_nobody_acknowledged_to_two_managers():
    story = back()
    story.tell("transfer_sent", 4, subject="T")
    found = owed(story)
    assert (found["not_acknowledged"], found["still_not_acknowledged"]) == (hour(28), hour(52))
    assert RUNGS["still_not_acknowledged"].to == (Role.NAMED_SENIOR_MANAGER,)
    story.tell("transfer_acknowledged", subject="T")
    assert "not_acknowledged" not in owed(story)


@pytest.mark.parametrize("end", ["closed_not_required", "closed_void", "closed_not_undertaken"])
def test_it_owes_nothing_about_the_talk_once_the_case_is_closed(end):
    story = back()
    for event in ("parent_refused", "answer_came_by_phone", "transfer_sent"):
        story.tell(event)
    story.tell(end)
    assert owed(story) == {}
    story.tell("case_reopened")
    assert "not_held" in owed(story), "and owes it again when it is opened again, with its own time"


def test_it_stops_for_no_wait_and_for_a_death():
    story = back()
    story.tell("not_fit_to_talk", review_at=hour(20).isoformat())
    assert owed(story)["not_held"] == hour(BACK + 72)
    story.tell("died")
    assert owed(story) == {}


def test_it_lists_the_earliest_first():
    dues = [s.due_at for s in standings(back().case(), known=KNOWN)]
    assert dues == sorted(dues)


def test_it_counts_from_the_talk_where_a_case_began_with_a_return_that_moved_on():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", case="C", episode="B")
    story.talk(20, discussed=["A"], moved_to="D")
    assert owed(story, case="D")["unresolved"] == hour(20) + timedelta(days=28)


def test_it_takes_the_earliest_time_a_day_can_mean():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("returned", happened=Moment.on(MONDAY_9.date()), recorded=30)
    story.tell("case_opened", 30, episode="A", recorded=30)
    assert owed(story)["not_held"] == london(5)
