"""Events in, states out: order, coarse times, anomalies, corrections, what one machine feels of another."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from random import Random

from tests.stories import Story, hour
from wayhome.domain.journey import (
    CaseState,
    Contact,
    Covers,
    EventKind,
    PoliceReport,
    Prevention,
    Suspension,
    TalkState,
    Whereabouts,
    Worry,
    fold_case,
    fold_child,
    fold_episode,
    row,
)
from wayhome.domain.journey.fold import GrowingFold
from wayhome.domain.journey.tables import ROWS, machines_recording
from wayhome.domain.moment import NOT_RECORDED, Moment


def test_it_folds_nothing_to_nothing():
    child = fold_child([])
    assert (child.episodes, child.cases, child.worries, child.anomalies, child.struck) == ({}, {}, {}, (), ())
    assert child.episode("A").whereabouts.state is Whereabouts.NOTHING_RECORDED
    assert child.case("C").container.state is CaseState.NOT_OPENED


def test_it_folds_one_absence_and_one_case_out_of_all_events():
    story = Story().missing_and_back()
    assert fold_episode(story.events, "A").whereabouts.state is Whereabouts.RETURNED
    assert fold_case(story.events, "C").is_open
    assert fold_case(story.events, "elsewhere").episodes.keys() == {"A"}


def test_it_gives_a_case_without_events_the_childs_absences_and_worries():
    story = Story().missing_and_back(case=None)
    story.tell("worry_raised", subject="W")
    case = story.case("new")
    assert set(case.episodes) == {"A"} and set(case.worries) == {"W"}


def test_it_gives_the_same_result_in_whatever_order_events_come():
    story = Story().missing_and_back()
    told = story.tell("child_told")
    story.tell("corrected", 4, recorded=9, corrects=told.id, level="child_direct")
    story.tell("child_said_yes", 5)
    story.talk(6)
    orders = [list(order) for order in permutations(story.events[:4])]
    draw = Random(72)
    for order in orders:
        rest = story.events[4:]
        draw.shuffle(rest)
        assert fold_child(order + rest) == story.child


def test_it_keeps_the_other_needs_of_a_case_when_it_goes_back_over_one():
    story = Story().missing_and_back()
    story.tell("need_recorded", 3, subject="first")
    story.tell("need_recorded", 9, subject="second")
    growing = GrowingFold(story.events)
    late = story.tell("attempt_made", 6, recorded=10)
    so_far = growing.add(late)
    assert set(so_far.case("C").needs) == {"first", "second"}
    assert so_far == story.child


def test_it_says_which_row_every_step_came_from_and_when_the_state_was_entered():
    story = Story().missing_and_back()
    story.tell("attempt_made", 3)
    story.tell("attempt_made", 4)
    contact = story.case().contact
    assert [(s.row, s.before, s.after) for s in contact.steps] == [
        ("CT1", Contact.NOT_STARTED, Contact.TRYING),
        ("CT1", Contact.TRYING, Contact.TRYING),
    ]
    assert contact.since == Moment.exactly(hour(3))
    assert [s.order for s in contact.steps] == [4, 5]
    assert story.case().talk.since is NOT_RECORDED
    assert contact.has_been(Contact.TRYING) and not contact.has_been(Contact.OFFERED)
    assert contact.last(EventKind.ATTEMPT_MADE).happened == Moment.exactly(hour(4))
    assert contact.last(EventKind.CHILD_TOLD) is None


def test_it_was_once_in_a_state_it_has_left():
    story = Story().missing_and_back()
    story.tell("child_told")
    story.tell("child_said_yes")
    assert story.case().contact.has_been(Contact.OFFERED)


# What has no effect is kept


def test_it_keeps_an_impossible_event_and_says_where_it_stood():
    story = Story().missing_and_back()
    odd = story.tell("child_said_yes")
    (anomaly,) = story.child.anomalies
    assert anomaly.event == odd
    assert anomaly.words == "“Child said yes” has no effect where it stands: Asking the child is “Not started”."


def test_it_keeps_an_event_that_does_not_say_what_it_is_about():
    story = Story()
    lost = story.tell("returned", episode="")
    object.__setattr__(lost, "episode", None)
    assert [each.words for each in story.child.anomalies] == ["“Back” does not say what it is about."]


def test_it_needs_the_case_and_the_need_to_know_which_need_is_meant():
    story = Story().missing_and_back()
    lost = story.tell("need_recorded")
    object.__setattr__(lost, "subject", None)
    assert [each.event.id for each in story.child.anomalies] == [lost.id]


def test_it_keeps_a_change_of_interviewer_that_does_not_say_to_whom():
    story = Story().missing_and_back()
    story.tell("interviewer_allocated")
    odd = story.tell("allocation_changed", to="somebody")
    assert [each.event.id for each in story.child.anomalies] == [odd.id]


def test_it_reports_what_the_ledger_and_the_tables_cannot_place():
    story = Story()
    story.tell("recorded_in_error", strikes="nowhere")
    story.tell("police_closed")
    assert len(story.child.anomalies) == 2


# Coarse times


def test_it_waits_with_a_return_known_only_by_its_day():
    story = Story()
    day = Moment.on(date(2026, 3, 2))
    story.tell("returned", happened=day, recorded=10)
    story.tell("police_report_made", 1)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED
    assert story.absence().returned == day
    assert not story.child.anomalies


def test_it_does_not_wait_beyond_the_day():
    story = Story()
    story.tell("returned", happened=Moment.on(date(2026, 3, 2)), recorded=30)
    story.tell("police_report_made", 15)  # the midnight that ends the day
    assert story.absence().whereabouts.state is Whereabouts.MISSING
    assert len(story.child.anomalies) == 1


def test_it_waits_to_the_end_of_the_day():
    story = Story()
    story.tell("returned", happened=Moment.on(date(2026, 3, 2)), recorded=30)
    story.tell("police_report_made", 14.99)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED


def test_it_does_not_move_an_exact_time():
    story = Story()
    story.tell("returned", 1)
    story.tell("police_report_made", 2)
    assert story.absence().whereabouts.state is Whereabouts.MISSING


def test_it_sorts_out_what_happened_at_one_instant():
    story = Story()
    story.tell("returned", 2, recorded=5)
    story.tell("police_report_made", 2, recorded=6)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED


def test_it_lets_what_has_no_time_wait_as_long_as_it_takes():
    story = Story()
    story.tell("returned", happened=NOT_RECORDED, recorded=1)
    story.tell("located", happened=NOT_RECORDED, recorded=2)
    story.tell("police_report_made", 50)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED
    assert not story.child.anomalies


def test_it_tries_everything_that_waits_until_nothing_more_fits():
    story = Story()
    story.tell("episode_closed", happened=NOT_RECORDED, recorded=1)
    story.tell("returned", happened=NOT_RECORDED, recorded=2)
    story.tell("police_report_made", 50)
    assert story.absence().whereabouts.state is Whereabouts.CLOSED


def test_it_tries_a_waiting_event_after_one_that_has_no_time_itself():
    story = Story()
    story.tell("returned", happened=Moment.on(date(2026, 3, 2)), recorded=3)
    story.tell("police_report_made", happened=NOT_RECORDED, recorded=4)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED


def test_it_does_not_let_a_waiting_event_follow_one_recorded_after_its_day():
    story = Story()
    story.tell("returned", happened=Moment.on(date(2026, 3, 2)), recorded=3)
    story.tell("police_report_made", happened=NOT_RECORDED, recorded=40)
    assert story.absence().whereabouts.state is Whereabouts.MISSING


# Corrections fold again


def test_it_opens_the_absence_again_when_the_return_was_recorded_in_error():
    story = Story().missing_and_back()
    returned = story.events[1]
    story.tell("recorded_in_error", 9, strikes=returned.id)
    assert story.absence().whereabouts.state is Whereabouts.MISSING
    assert story.absence().prevention.state is Prevention.NONE
    assert story.case().is_open  # a correction never closes a case; it raises a task
    assert [each.event.id for each in story.child.struck] == [returned.id]


def test_it_folds_a_void_absence_as_it_was_when_the_voiding_is_struck():
    story = Story().missing_and_back()
    voided = story.tell("episode_voided")
    assert story.absence().is_void
    story.tell("recorded_in_error", strikes=voided.id)
    assert story.absence().whereabouts.state is Whereabouts.RETURNED


# What one machine feels of another


def test_it_makes_the_police_check_due_once_back_and_reported():
    story = Story().missing_and_back()
    assert story.absence().prevention.state is Prevention.DUE


def test_it_makes_no_police_check_due_where_nobody_reported():
    story = Story()
    story.tell("recorded_missing")
    story.tell("returned")
    assert story.absence().prevention.state is Prevention.NONE
    story.tell("police_report_made")
    assert story.absence().prevention.state is Prevention.DUE
    assert story.absence().police_report.state is PoliceReport.REPORTED
    assert story.absence().prevention.steps[0].row == "PI1.late"


def test_it_makes_no_police_check_due_while_the_child_is_out():
    story = Story()
    story.tell("police_report_made")
    story.tell("police_report_made")
    assert story.absence().prevention.state is Prevention.NONE


def test_it_makes_the_police_check_due_after_the_police_closed_early():
    story = Story()
    story.tell("police_report_made")
    story.tell("police_closed")
    story.tell("returned")
    assert story.absence().prevention.state is Prevention.DUE


def test_it_drops_the_police_check_with_the_report():
    story = Story().missing_and_back()
    story.tell("police_report_withdrawn")
    assert story.absence().prevention.state is Prevention.NONE
    assert story.absence().police_report.state is PoliceReport.NOT_REPORTED
    story.tell("police_report_made")
    assert story.absence().prevention.state is Prevention.DUE


def test_it_keeps_the_absences_of_a_child_apart():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("prevention_interview_done", episode="B")
    assert story.absence("A").prevention.state is Prevention.DUE
    assert story.absence("B").prevention.state is Prevention.DONE


def test_it_accepts_the_childs_yes_by_the_talk_itself():
    story = Story().missing_and_back()
    story.talk()
    assert story.case().contact.state is Contact.ACCEPTED
    assert story.case().contact.steps[-1].row == "TK5.contact"


def test_it_moves_a_return_that_was_not_talked_about_to_the_case_that_was_named():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    story.talk(discussed=["A"], moved_to="D")
    old, new = story.case("C"), story.case("D")
    assert new.is_open and new.container.steps[0].row == "CA3.moved"
    assert [(c.episode, c.role, c.discussed, c.moved_to) for c in old.coverage] == [
        ("A", Covers.PRIMARY, True, None),
        ("B", Covers.MOVED_OUT, False, "D"),
    ]
    assert [(c.episode, c.role, c.discussed) for c in new.coverage] == [("B", Covers.MOVED_IN, None)]
    assert new.contact.state is Contact.NOT_STARTED and new.talk.state is TalkState.NONE
    assert [step.row for step in old.container.steps] == ["CA1", "CA1.joined", "CA3"]


def test_it_brings_a_moved_return_back_when_the_talk_was_recorded_in_error():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    talk = story.talk(discussed=["A"], moved_to="D")
    checked = story.tell("case_checked", case="D")
    story.tell("recorded_in_error", strikes=talk.id)
    assert {e.episode for e in story.case("C").covered} == {"A", "B"}
    assert story.case("D").container.state is CaseState.NOT_OPENED
    assert [each.event.id for each in story.child.anomalies] == [checked.id]


def test_it_does_not_open_a_case_by_a_talk_that_moves_nothing_there():
    story = Story()
    story.talk(case="C", moved_to="C")
    assert story.case("C").container.state is CaseState.NOT_OPENED or story.case("C").is_open
    assert [step.row for step in story.case("C").container.steps] == ["CA3.moved"]


def test_it_keeps_the_worry_that_was_handed_on_and_starts_the_new_one():
    story = Story()
    story.tell("worry_raised", subject="old")
    story.tell("worry_received", subject="old")
    story.tell("worry_handed_on", subject="old", new_worry="new")
    worries = story.child.worries
    assert (worries["old"].state, worries["new"].state) == (Worry.RECEIVED, Worry.RAISED)


def test_it_waits_for_a_worry_to_be_received_before_it_can_be_handed_on():
    story = Story()
    story.tell("worry_raised", subject="old")
    story.tell("worry_handed_on", subject="old", new_worry="new")
    assert set(story.child.worries) == {"old"}


# Missing again


def test_it_suspends_every_open_case_while_the_child_is_missing_again():
    story = Story().missing_and_back()
    assert story.case().missing_again.state is Suspension.OFF
    story.tell("police_report_made", episode="B")
    assert story.case().missing_again.state is Suspension.ON
    story.tell("located", episode="B")
    assert story.case().missing_again.state is Suspension.OFF


def test_it_suspends_the_case_of_a_child_lost_again_before_coming_back():
    story = Story()
    story.tell("police_report_made")
    story.tell("located")
    story.tell("case_opened", episode="A")
    story.tell("whereabouts_lost")
    assert story.case().missing_again.state is Suspension.ON
    story.tell("known_to_be_away")
    assert story.case().missing_again.state is Suspension.ON
    story.tell("located")
    assert story.case().missing_again.state is Suspension.OFF


def test_it_suspends_a_case_that_opens_while_the_child_is_out_already():
    story = Story().missing_and_back(case=None)
    story.tell("police_report_made", 5, episode="B")
    story.tell("case_opened", 6, episode="A")
    assert story.case().missing_again.state is Suspension.ON


def test_it_does_not_suspend_a_closed_case_until_it_is_reopened():
    story = Story().missing_and_back()
    story.tell("closed_not_required")
    story.tell("absence_noted", episode="B")
    assert story.case().missing_again.state is Suspension.OFF
    story.tell("case_reopened")
    assert story.case().missing_again.state is Suspension.ON
    story.tell("found_where_expected", episode="B")
    assert story.case().missing_again.state is Suspension.OFF


def test_it_stays_suspended_while_another_absence_is_still_open():
    story = Story().missing_and_back()
    story.tell("police_report_made", episode="B")
    story.tell("absence_noted", episode="E")
    story.tell("returned", episode="B")
    assert story.case().missing_again.state is Suspension.ON
    story.tell("returned", episode="E")
    assert story.case().missing_again.state is Suspension.OFF


def test_it_lifts_the_suspension_by_every_end_of_the_absence():
    for end in ("episode_voided", "episode_merged", "turned_18", "died"):
        story = Story().missing_and_back()
        story.tell("police_report_made", episode="B")
        story.tell(end, episode="B")
        assert story.case().missing_again.state is Suspension.OFF, end


def test_it_is_not_suspended_by_its_own_absence_reported_late():
    story = Story()
    story.tell("recorded_missing")
    story.tell("returned")
    story.tell("case_opened", episode="A")
    story.tell("police_report_made")
    assert story.case().missing_again.state is Suspension.OFF


# Which case a return joins (CA1)


def test_it_joins_an_open_case_of_the_same_authority_whose_talk_is_to_come():
    story = Story().missing_and_back()
    assert story.child.case_to_join("Eastmere") == "C"
    assert story.child.case_to_join("Northby") is None
    assert story.child.case_to_join(None) is None
    story.tell("case_opened", case="D", episode="B", authority="Eastmere")
    assert story.child.case_to_join("Eastmere") == "D"
    story.tell("closed_not_required", case="D")
    assert story.child.case_to_join("Eastmere") == "C"
    story.talk(case="C")
    assert story.child.case_to_join("Eastmere") is None
    assert fold_child([]).case_to_join("Eastmere") is None


# Waiting


def test_it_reviews_only_the_wait_that_is_meant():
    story = Story().missing_and_back()
    story.tell("not_fit_to_talk")
    story.tell("police_asked_to_wait")
    story.tell("suspension_reviewed", subject="police_request")
    case = story.case()
    assert [step.row for step in case.not_fit.steps] == ["SP3"]
    assert [step.row for step in case.police_request.steps] == ["SP5", "SP5.reviewed"]


def test_it_stops_waiting_when_the_other_authority_answers():
    for answer in ("request_accepted", "request_declined", "request_cancelled"):
        story = Story().missing_and_back()
        story.tell("request_drafted")
        story.tell("request_sent")
        story.tell("waiting_for_authority")
        assert story.case().other_authority.state is Suspension.ON
        story.tell(answer, interviewer="Pat")
        assert story.case().other_authority.state is Suspension.OFF, answer


# The tables themselves


def test_it_finds_a_row_by_its_number():
    assert row("CT6").on is EventKind.CHILD_SAID_NO
    assert set(ROWS) >= {"EP21", "CA5", "CT15", "AL11", "TK8", "RC8", "SH7", "SU11", "ER3"}


def test_it_knows_whose_event_it_is():
    assert [machine.name for machine in machines_recording(EventKind.TALK_HELD)] == ["talk"]
    assert [machine.name for machine in machines_recording(EventKind.POLICE_REPORT_MADE)] == [
        "whereabouts",
        "police_report",
    ]
