"""Who does it, the talk, its record: what the case knows, and what may not be recorded."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories import Story, hour
from wayhome.domain.journey import CaseSoFar, Circumstances, Covers, Record, TalkState
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Role

MANAGER = {"role": Role.PROVIDER_MANAGER}
SAM = {"role": Role.RHI_INTERVIEWER, "by": "Sam"}
HELD = {"completeness": "full", "interviewer": "Sam", "discussed": ["A"]}


def back() -> Story:
    return Story().missing_and_back()


def yes() -> Story:
    story = back()
    story.tell("child_told")
    story.tell("child_said_yes")
    return story


def talked() -> Story:
    story = back()
    story.talk()
    return story


# Who does it


def test_it_sends_a_case_only_under_an_agreement_and_only_what_is_needed():
    story = back()
    send = {"agreement": "G1", "conflict": False}
    assert story.refused("referred_to_provider", **send) == []
    assert story.refused("referred_to_provider", conflict=False) == ["live_agreement"]
    assert story.refused("referred_to_provider", agreement="G1") == ["conflict_checked"]
    needed = ["identity", "episode", "wishes_and_safety", "risk_flags"]
    assert story.refused("referred_to_provider", classes=needed, **send) == []
    assert story.refused("referred_to_provider", classes=[*needed, "harm"], **send) == ["only_what_a_provider_needs"]


def test_it_never_passes_over_a_conflict_or_missing_training_in_silence():
    story = back()
    named = {"interviewer": "Sam", "relation": "la_dedicated_rhi"}
    assert story.refused("interviewer_allocated", **named) == []
    assert story.refused("interviewer_allocated", trained=True, conflict=False, **named) == []
    for odd, words in (({"trained": False}, "is not trained"), ({"conflict": True}, "has a conflict")):
        (refusal,) = story.asked("interviewer_allocated", story.case(), **named, **odd)
        assert refusal.rule == "no_silent_exception" and words in refusal.words
        assert story.refused("interviewer_allocated", reason="the child asked for her", **named, **odd) == []
    assert story.refused("referred_to_provider", agreement="G1", conflict=True) == ["no_silent_exception"]


def test_it_stores_what_the_interviewer_is_to_the_child():
    assert back().refused("interviewer_allocated", interviewer="Sam") == ["relation_is_stored"]
    assert back().refused("interviewer_allocated", relation="police") == ["relation_is_stored"]


def test_it_wants_the_question_and_the_reason_written():
    story = back()
    story.tell("referred_to_provider")
    story.tell("referral_opened")
    assert story.refused("referral_queried", **MANAGER) == ["a_question"]
    assert story.refused("referral_queried", question="q1", **MANAGER) == []
    assert story.refused("handed_back", **MANAGER) == ["a_reason"]
    assert story.refused("handed_back", reason="no capacity", **MANAGER) == []
    assert story.refused("recalled_from_provider") == ["a_reason"]


def test_it_wants_to_know_who_comes_next():
    story = back()
    story.tell("interviewer_allocated", interviewer="Sam")
    for to, who, fine in (
        ("allocated", "Pat", True), ("allocated", None, False), ("unallocated", None, True), ("accepted", None, True),
        ("elsewhere", "Pat", False), (None, None, False),
    ):  # fmt: skip
        refused = story.refused("allocation_changed", to=to, interviewer=who, reason="sick")
        assert refused == ([] if fine else ["where_it_goes"]), (to, who)


def test_it_wants_the_host_to_name_its_worker():
    story = back()
    story.tell("request_drafted")
    story.tell("request_sent")
    host = {"role": Role.HOST_LA_MISSING_LEAD, "subject": "S"}
    assert story.refused("request_accepted", **host) == ["a_host_worker_by_name"]
    assert story.refused("request_accepted", interviewer="Pat", **host) == []


def test_it_knows_the_interviewer_only_while_one_is_allocated():
    story = back()
    story.tell("referred_to_provider")
    assert story.case().interviewer is None
    story.tell("referral_opened")
    story.tell("referral_accepted")
    story.tell("interviewer_allocated", interviewer="Sam")
    assert story.case().interviewer == "Sam"
    story.tell("allocation_changed", to="allocated", interviewer="Pat")
    assert story.case().interviewer == "Pat"
    story.tell("handed_back")
    assert story.case().interviewer is None
    story.tell("request_drafted")
    story.tell("request_sent")
    story.tell("request_accepted", interviewer="Kim")
    assert story.case().interviewer == "Kim"


# Booking


def test_it_books_once_the_child_has_said_yes_and_says_when():
    story = yes()
    assert story.refused("appointment_booked", planned=hour(30)) == []
    assert story.refused("appointment_booked") == ["a_planned_time"]
    asked = back()
    asked.tell("child_told")
    assert asked.refused("appointment_booked", planned=hour(30)) == ["child_said_yes"]


def test_it_wants_a_typed_reason_for_a_missed_talk_so_that_ours_is_never_the_childs():
    story = yes()
    story.tell("appointment_booked")
    assert story.refused("appointment_missed") == ["why_it_was_missed"]
    assert story.refused("appointment_missed", reason="dog ate it") == ["why_it_was_missed"]
    assert story.refused("appointment_missed", reason="interviewer_absent") == []
    assert story.refused("appointment_cancelled") == ["a_reason"]
    assert story.refused("appointment_rearranged") == ["a_planned_time"]
    assert story.refused("appointment_rearranged", planned=hour(50)) == []


# The talk


def test_it_records_a_talk_from_every_answer():
    for answers in ((), ("child_told",), ("child_told", "answer_period_over"), ("child_told", "child_said_yes")):
        story = back()
        for each in answers:
            story.tell(each)
        assert story.refused("talk_held", **SAM, **HELD) == [], answers
    declined = back()
    declined.tell("child_told")
    declined.tell("child_said_no", could_talk_freely="yes")
    assert declined.refused("talk_held", **SAM, **HELD) == []


def test_it_wants_competence_for_a_talk_after_a_parents_no():
    story = back()
    story.tell("parent_refused")
    assert story.refused("talk_held", **SAM, **HELD) == ["competence_view"]
    assert story.refused("talk_held", competence_view="gillick", reason="15", **SAM, **HELD) == []


def test_it_refuses_a_talk_without_a_time_in_the_future_or_before_the_child_was_found():
    story = back()
    ask = {**SAM, **HELD, "at": 9}
    assert story.refused("talk_held", happened=NOT_RECORDED, **ask) == ["held_at_a_time"]
    assert story.refused("talk_held", happened=Moment.exactly(hour(9.01)), **ask) == ["not_in_the_future"]
    assert story.refused("talk_held", happened=Moment.exactly(hour(9)), **ask) == []
    assert story.refused("talk_held", happened=Moment.exactly(hour(1)), **ask) == ["held_after_found"]
    assert story.refused("talk_held", happened=Moment.on(date(2026, 3, 2)), **ask) == []


def test_it_accepts_a_talk_after_any_one_of_the_returns():
    story = back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    assert story.refused("talk_held", happened=Moment.exactly(hour(5)), at=20, moved_to="D", **SAM, **HELD) == []


def test_it_records_a_talk_by_the_interviewer_of_record():
    story = back()
    nobody = {"completeness": "full", "discussed": ["A"]}
    assert story.refused("talk_held", **SAM, **nobody) == ["interviewer_of_record"]
    story.tell("interviewer_allocated", interviewer="Sam")
    assert story.refused("talk_held", **SAM, **nobody) == []
    assert story.refused("talk_held", role=Role.RHI_INTERVIEWER, by=None, **nobody) == []
    assert story.refused("talk_held", role=Role.RHI_INTERVIEWER, by="Pat", **nobody) == ["interviewer_of_record"]
    assert story.refused("talk_held", role=Role.RHI_INTERVIEWER, by="Pat", **HELD) == []


def test_it_does_not_take_an_unknown_person_for_a_missing_interviewer():
    story = back()
    assert story.refused("talk_held", role=Role.SOCIAL_WORKER, by=None, completeness="full") == [
        "interviewer_of_record"
    ]


@pytest.mark.parametrize(
    ("completeness", "fine"), [("full", True), ("partial", True), ("not_undertaken", False), (None, False)]
)
def test_it_takes_nothing_covered_for_a_try(completeness, fine):
    refused = back().refused("talk_held", completeness=completeness, interviewer="Sam", **SAM)
    assert refused == ([] if fine else ["something_was_covered"])


def two_returns() -> Story:
    story = back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    return story


def test_it_asks_which_of_several_returns_were_talked_about():
    story = two_returns()
    held = {"completeness": "full", "interviewer": "Sam", **SAM}
    assert story.refused("talk_held", **held) == ["what_it_was_about"]
    assert story.refused("talk_held", discussed=["A", "B"], **held) == []
    assert story.refused("talk_held", discussed=["A"], **held) == ["undiscussed_have_a_case"]
    assert story.refused("talk_held", discussed=["A"], moved_to="D", **held) == []
    assert story.refused("talk_held", discussed=["A", "Z"], moved_to="D", **held) == ["what_it_was_about"]
    assert back().refused("talk_held", **held) == []


def test_it_knows_what_was_talked_about():
    story = two_returns()
    story.talk(discussed=["B"], moved_to="D")
    case = story.case()
    assert case.discussed == {"B"}
    assert [e.episode for e in case.covered] == ["B"]
    assert [e.episode for e in story.case("D").covered] == ["A"]
    assert (case.answers_for("A"), case.answers_for("B"), story.case("D").answers_for("A")) == (False, True, True)


def test_it_takes_the_only_return_for_discussed_where_nobody_said():
    story = back()
    story.talk()
    assert story.case().discussed == {"A"}


def test_it_moves_nothing_where_nobody_said_which_of_several_was_talked_about():
    story = two_returns()
    story.talk()
    assert story.case().discussed == frozenset()
    assert [(c.discussed, c.role) for c in story.case().coverage] == [(None, Covers.PRIMARY), (None, Covers.COMBINED)]


def test_it_moves_a_return_on_even_where_no_case_was_named_for_it():
    story = two_returns()
    story.talk(discussed=["A"])
    assert [(c.role, c.moved_to) for c in story.case().coverage] == [(Covers.PRIMARY, None), (Covers.MOVED_OUT, None)]
    assert set(story.child.cases) == {"C"}


def test_it_keeps_a_return_talked_about_once_for_good():
    story = two_returns()
    story.talk(discussed=["A", "B"])
    story.talk(discussed=["A"])
    assert story.case().discussed == {"A", "B"}
    assert len(story.case().talks) == 2


def test_it_covers_a_return_once_however_often_it_is_attached():
    story = back()
    story.tell("episode_attached", episode="A", episodes=["B"])
    assert [(c.episode, c.role) for c in story.case().coverage] == [("A", Covers.PRIMARY), ("B", Covers.COMBINED)]
    assert [e.episode for e in story.case().covered] == ["A", "B"]


def test_it_talks_further_only_about_what_was_talked_about():
    story = two_returns()
    story.talk(discussed=["A"], moved_to="D")
    held = {"completeness": "full", "interviewer": "Sam", **SAM}
    assert story.refused("talk_held", discussed=["A"], **held) == []
    assert story.refused("talk_held", **held) == []
    assert story.refused("talk_held", discussed=["B"], **held) == ["about_the_same_returns"]
    assert story.refused("talk_held", discussed=["A", "B"], **held) == ["about_the_same_returns"]


def test_it_attaches_a_return_only_while_the_talk_is_to_come():
    from wayhome.domain.journey import SYSTEM

    story = back().missing_and_back("B", None, 10, 12)
    system = {"role": SYSTEM, "by": None, "episodes": ["B"]}
    assert story.refused("episode_attached", **system) == []
    story.talk()
    assert story.refused("episode_attached", **system) == ["talk_not_held_yet"]


# The record


def test_it_writes_up_only_a_talk_that_was_held_by_whoever_held_it():
    story = back()
    assert story.refused("record_started", **SAM) == ["a_talk_was_held", "by_whoever_held_it"]
    story.talk()
    assert story.refused("record_started", **SAM) == []
    assert story.refused("record_started", role=Role.RHI_INTERVIEWER, by=None) == []
    assert story.refused("record_started", role=Role.RHI_INTERVIEWER, by="Pat") == ["by_whoever_held_it"]


def test_it_takes_whoever_recorded_the_talk_for_its_holder_where_nobody_is_named():
    story = back()
    story.tell("talk_held", by="Kim", completeness="full")
    assert story.refused("record_started", role=Role.RHI_INTERVIEWER, by="Kim") == []


def written() -> Story:
    story = talked()
    story.tell("record_started", by="Sam")
    return story


def handed_in() -> Story:
    story = written()
    story.tell("record_submitted", by="Sam")
    return story


def test_it_lets_only_the_author_hand_in_and_take_back():
    assert written().refused("record_submitted", **SAM) == []
    assert written().refused("record_submitted", role=Role.RHI_INTERVIEWER, by=None) == []
    assert written().refused("record_submitted", role=Role.RHI_INTERVIEWER, by="Pat") == ["by_the_author"]
    assert handed_in().refused("record_taken_back", **SAM) == []
    assert handed_in().refused("record_taken_back", role=Role.RHI_INTERVIEWER, by="Pat") == ["by_the_author"]


def test_it_never_lets_an_author_approve():
    story = handed_in()
    assert story.refused("record_approved", by="Sam", read=True) == ["not_by_the_author"]
    assert story.refused("record_approved", by="Ada", read=True) == []
    assert story.refused("record_approved", by="Ada") == ["has_been_read"]
    assert story.refused("record_returned", by="Sam", comments=1) == ["not_by_the_author"]
    assert story.refused("record_returned", by="Ada", comments=1) == []
    assert story.refused("record_returned", by="Ada") == ["a_comment"]


def test_it_counts_everybody_who_wrote_a_part_as_author():
    story = written()
    story.tell("record_author_changed", by="Ada", author="Pat")
    story.tell("record_submitted", by="Pat")
    story.tell("record_approved", by="Bo")
    story.tell("record_added_to", by="Cy")
    assert story.case().authors == {"Sam", "Pat", "Cy"}
    assert CaseSoFar("C").authors == frozenset()


def test_it_lets_a_providers_manager_approve_only_where_the_agreement_says_so():
    story = handed_in()
    by = {"role": Role.PROVIDER_MANAGER, "by": "Lee", "read": True}
    assert story.refused("record_approved", **by) == ["approver_is_allowed"]
    assert story.refused("record_approved", known=Circumstances(provider_may_approve=True), **by) == []
    assert story.refused("record_approved", role=Role.SERVICE_MANAGER, by="Lee", read=True) == []


def test_it_numbers_the_versions_and_begins_again_when_the_record_is_moved():
    story = handed_in()
    assert story.case().version == 0
    story.tell("record_approved", by="Ada")
    assert story.case().version == 1
    story.tell("record_added_to", by="Sam")
    assert (story.case().version, story.case().record.state) == (1, Record.SUBMITTED)
    story.tell("record_approved", by="Ada")
    assert story.case().version == 2
    story.tell("record_moved")
    assert (story.case().version, story.case().record.state) == (0, Record.NONE)
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", by="Ada")
    assert story.case().version == 1


def test_it_names_the_author_who_goes_on_and_says_why():
    story = written()
    assert story.refused("record_author_changed") == ["a_new_author", "a_reason"]
    assert story.refused("record_author_changed", author="Pat", reason="left") == []


def test_it_moves_a_record_with_two_people_and_a_reason():
    story = written()
    assert story.refused("record_moved") == ["a_reason", "two_people"]
    assert story.refused("record_moved", reason="wrong child", second="Tim", second_role="team_manager") == []


def test_it_meets_a_child_without_talking_and_keeps_it_as_a_try():
    story = yes()
    story.tell("appointment_booked")
    story.tell("seen_without_talking")
    assert story.case().talk.state is TalkState.NONE
    assert len(story.case().tries) == 1
