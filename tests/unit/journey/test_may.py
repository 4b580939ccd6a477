"""May this be recorded, why not, and what is next; putting right; the words of refusals."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.stories import Story, hour
from wayhome.domain.journey import (
    FOLDED,
    MACHINES,
    PUTTING_RIGHT,
    SYSTEM,
    Ask,
    CaseSoFar,
    ChildSoFar,
    Circumstances,
    EpisodeSoFar,
    Event,
    EventKind,
    NextStep,
    legal_next,
    may,
    why_not,
)
from wayhome.domain.journey import guards as guards_package
from wayhome.domain.journey.diagram import rules
from wayhome.domain.journey.kinds import CHANGES
from wayhome.domain.journey.rows import Guard
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Role

ADA = {"role": Role.RHI_COORDINATOR, "by": "Ada"}


def back() -> Story:
    return Story().missing_and_back()


def told() -> Story:
    story = back()
    story.tell("child_told", by="Ada")
    return story


def standing(kind: str, story: Story, *, role=Role.RHI_COORDINATOR, by=None, subject=None, known=None) -> list[str]:
    found = why_not(
        EventKind(kind), story.case(), by_role=role, at=hour(story.now + 1), by=by, subject=subject, known=known
    )
    return [refusal.rule for refusal in found]


# May


def test_it_says_yes_with_no_refusals():
    assert may(EventKind.CHILD_TOLD, back().case(), by_role=Role.SOCIAL_WORKER, at=hour(9)) == []


def test_it_says_where_things_stand_and_what_to_do_first():
    story = back()
    (refusal,) = story.asked("child_said_yes", story.case())
    assert (refusal.rule, refusal.words) == (
        "state",
        "Asking the child: Not started. “Child said yes” does not fit here. Record first that the child was told.",
    )


def test_it_lists_where_an_event_fits_when_there_is_no_better_advice():
    story = back()
    (refusal,) = story.asked("referral_accepted", story.case(), role=Role.PROVIDER_MANAGER)
    assert refusal.words == (
        "Who does it: With nobody. “Accepted by the provider” does not fit here. "
        "It can be recorded at: Opened by the provider, Provider has a question."
    )


def test_it_reads_the_words_to_know_which_row_is_meant():
    story = back()
    story.tell("attempt_made")
    assert story.refused("child_said_no", could_talk_freely="yes") == ["state"]
    assert story.refused("child_said_no", could_talk_freely="no") == []


def test_it_says_whose_it_is():
    story = back()
    (refusal,) = story.asked("closed_void", story.case())
    assert (refusal.rule, refusal.words) == ("role", "This is not yours to record. It is for: Team manager.")


def test_it_names_everybody_whom_any_row_allows_and_nobody_twice():
    story = back()
    (refusal,) = story.asked("attempt_made", story.case(), role=Role.DCS)
    assert refusal.words.endswith("It is for: Missing coordinator, Interviewer, Social worker.")
    (refusal,) = story.asked("episode_voided", story.absence(), role=Role.DCS)
    assert refusal.words.endswith("It is for: Missing coordinator, Team manager.")


def test_it_says_both_where_neither_state_nor_role_fits():
    story = back()
    rules_refusing = [r.rule for r in story.asked("child_said_yes", story.case(), role=Role.IRO)]
    assert rules_refusing == ["state", "role"]
    state_only = story.asked("interviewer_allocated", story.case(), role=Role.PROVIDER_MANAGER)
    assert [r.rule for r in state_only] == ["role"]


def test_it_refuses_what_has_not_happened_yet_whatever_it_is():
    story = back()
    later = Moment.exactly(hour(9.5))
    assert story.refused("child_told", at=9, happened=later) == ["not_in_the_future"]
    assert story.refused("child_told", at=9.5, happened=later) == []
    assert story.refused("recorded_in_error", at=9, happened=later, target="x") == [
        "not_in_the_future",
        "nothing_to_put_right",
    ]
    assert story.refused("child_told", at=9, happened=NOT_RECORDED) == []


def test_it_names_each_reason_once_when_two_machines_give_it():
    story = Story()
    story.tell("case_opened")
    story.tell("request_drafted")
    story.tell("request_sent")
    rules_refusing = story.refused("request_accepted", role=Role.HOST_LA_MISSING_LEAD, subject="S")
    assert rules_refusing == ["a_host_worker_by_name"]


def test_it_takes_one_machine_that_allows_it_for_enough():
    story = back()
    assert story.refused_in_absence("police_report_made", role=Role.FRONT_DOOR) == []
    assert story.refused_in_absence("risk_graded", role=Role.POLICE_MPC) == []
    assert story.refused_in_absence("risk_graded") == ["role"]


@pytest.mark.parametrize(
    ("kind", "so_far"),
    [
        (EventKind.RETURNED, CaseSoFar("C")),
        (EventKind.CHILD_TOLD, EpisodeSoFar("A")),
        (EventKind.CASE_OPENED, ChildSoFar()),
        (EventKind.ABSENCE_NOTED, CaseSoFar("C")),
    ],
)
def test_it_asks_each_event_of_what_it_belongs_to(kind, so_far):
    with pytest.raises(TypeError, match=f"{kind.value} is not recorded in {type(so_far).__name__}"):
        may(kind, so_far, by_role=Role.RHI_COORDINATOR, at=hour(1))


def test_it_asks_a_rule_of_a_case_only_of_a_case():
    event = Event(id="", kind=EventKind.RETURNED, recorded_at=hour(1))
    with pytest.raises(TypeError, match="returned is recorded in a case"):
        _ = Ask(event, EpisodeSoFar("A"), hour(1)).case
    with pytest.raises(TypeError, match="returned is recorded in an absence"):
        _ = Ask(event, CaseSoFar("C"), hour(1)).absence


def test_it_raises_a_worry_on_the_childs_own_page():
    so_far = ChildSoFar()
    assert may(EventKind.WORRY_RAISED, so_far, by_role=Role.YOUNG_PERSON, at=hour(1)) == []


def test_it_asks_about_the_absence_that_is_named_beside_a_case():
    story = back().missing_and_back("B", None, 10, 12)
    found = may(EventKind.CASE_OPENED, story.case("new"), by_role=SYSTEM, at=hour(20), episode="B")
    assert found == []


# Why not, before anything is written


def test_it_does_not_hold_against_a_button_what_the_form_will_ask():
    story = back()
    assert standing("interviewer_allocated", story) == []
    assert story.refused("interviewer_allocated") == ["relation_is_stored"]
    assert standing("closed_void", story, role=Role.TEAM_MANAGER) == []
    assert standing("case_merge_proposed", story) == []
    assert standing("child_said_no", told()) == []


def test_it_holds_against_a_button_what_nothing_written_can_change():
    assert standing("appointment_booked", told()) == ["child_said_yes"]
    assert standing("record_started", back()) == ["a_talk_was_held"]
    assert standing("child_said_yes", back()) == ["state"]
    assert standing("closed_void", back()) == ["role"]
    assert standing("closed_merged", back(), role=Role.TEAM_MANAGER) == ["proposed_by_another"]
    assert standing("closed_undertaken", back()) == ["record_is_approved"]


def test_it_holds_against_an_approver_that_they_wrote_it():
    story = back()
    story.talk()
    story.tell("record_started", by="Ada")
    story.tell("record_submitted", by="Ada")
    assert standing("record_approved", story, by="Ada") == ["not_by_the_author"]
    assert standing("record_approved", story, by="Bo") == []
    lee = {"role": Role.PROVIDER_MANAGER, "by": "Lee"}
    assert standing("record_approved", story, **lee) == ["approver_is_allowed"]
    assert standing("record_approved", story, known=Circumstances(provider_may_approve=True), **lee) == []


def test_it_takes_the_easier_of_two_ways_before_anything_is_written():
    story = back()
    story.tell("attempt_made")
    assert standing("child_said_no", story) == []


# What is next


def steps(so_far, role, at=99.0, **more) -> list[NextStep]:
    return list(legal_next(so_far, by_role=role, at=hour(at), **more))


def kinds(so_far, role, **more) -> set[str]:
    return {step.kind.value for step in steps(so_far, role, **more)}


def test_it_lists_what_a_role_may_record_next_and_nothing_that_is_refused():
    story = told()
    found = kinds(story.case(), Role.SOCIAL_WORKER)
    assert {"child_said_yes", "child_said_no", "parent_refused", "talk_held", "risk_reviewed", "worry_raised"} <= found
    assert not found & {
        "child_told",
        "appointment_booked",
        "closed_void",
        "case_checked",
        "answer_period_over",
        "corrected",
    }
    for step in steps(story.case(), Role.SOCIAL_WORKER):
        assert why_not(step.kind, story.case(), by_role=Role.SOCIAL_WORKER, at=hour(99), subject=step.subject) == []


def test_it_says_by_which_row_and_about_which_need():
    story = back()
    story.tell("need_recorded", subject="N1")
    story.tell("need_recorded", subject="N2")
    story.tell("owner_named", subject="N2", owner="Ola")
    found = steps(story.case(), Role.TEAM_MANAGER, by="Ola")
    assert NextStep(EventKind.OWNER_NAMED, "SU3", "N1") in found
    assert NextStep(EventKind.SUPPORT_OFFERED, "SU4", "N2") in found
    assert NextStep(EventKind.SUPPORT_OFFERED, "SU4", "N1") not in found
    assert NextStep(EventKind.NEED_RECORDED, "SU1") in steps(story.case(), Role.SOCIAL_WORKER)
    assert NextStep(EventKind.SUPPORT_OFFERED, "SU4", "N2") not in steps(story.case(), Role.TEAM_MANAGER, by="Tim")


def test_it_offers_to_decide_about_each_recipient_still_open():
    story = back()
    story.talk()
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", recipients=["police", "parents"])
    story.tell("share_sent", subject="police")
    found = steps(story.case(), Role.RHI_COORDINATOR)
    assert NextStep(EventKind.SHARE_WITHHELD, "SH4", "parents") in found
    assert NextStep(EventKind.SHARE_RECALLED, "SH5", "police") in found
    assert NextStep(EventKind.SHARE_WITHHELD, "SH4", "police") not in found
    assert NextStep(EventKind.SHARE_SENT, "SH1") in found
    assert len(found) == len(set(found))


def test_it_lists_an_absence_and_a_childs_worries_too():
    story = back()
    story.tell("worry_raised", subject="W")
    assert "time_said" in kinds(story.absence(), Role.POLICE_MPC)
    assert steps(story.child, Role.FRONT_DOOR) == [
        NextStep(EventKind.WORRY_RECEIVED, "WO3", "W"),
        NextStep(EventKind.WORRY_RAISED, "WO1"),
    ]


def test_it_lists_an_event_once_though_two_rows_or_two_machines_take_it():
    found = steps(told().case(), Role.SOCIAL_WORKER)
    assert [step.row for step in found if step.kind is EventKind.CHILD_SAID_NO] == ["CT6"]
    reported = steps(EpisodeSoFar("A"), Role.POLICE_MPC)
    assert [step.row for step in reported if step.kind is EventKind.POLICE_REPORT_MADE] == ["EP2"]


def test_it_lets_one_person_begin_and_another_finish():
    story = back()
    assert "episode_void_proposed" in kinds(story.absence(), Role.RHI_COORDINATOR)
    assert "episode_voided" not in kinds(story.absence(), Role.TEAM_MANAGER)
    story.tell("episode_void_proposed", by="Ada")
    assert "episode_voided" in kinds(story.absence(), Role.TEAM_MANAGER, by="Tim")
    assert "episode_voided" not in kinds(story.absence(), Role.RHI_COORDINATOR, by="Ada")


def test_it_lets_either_of_two_people_begin_where_nothing_is_proposed():
    story = back()
    story.talk()
    story.tell("record_started", by="Sam")
    assert "record_moved" in kinds(story.case(), Role.TEAM_MANAGER)
    assert "record_moved" in kinds(story.case(), Role.RHI_COORDINATOR)


def test_it_says_which_wait_may_be_reviewed():
    story = back()
    story.tell("not_fit_to_talk")
    found = steps(story.case(), Role.RHI_COORDINATOR)
    assert NextStep(EventKind.SUSPENSION_REVIEWED, "SP3.reviewed", "not_fit") in found
    assert NextStep(EventKind.FIT_TO_TALK, "SP4", "not_fit") in found
    assert NextStep(EventKind.WAITING_FOR_AUTHORITY, "SP7", "other_authority") in found


def test_it_uses_what_is_known_of_the_child():
    story = back()
    assert "closed_turned_18" in kinds(story.case(), Role.RHI_COORDINATOR, known=Circumstances(age=18))
    assert "closed_turned_18" not in kinds(story.case(), Role.RHI_COORDINATOR, known=Circumstances(age=17))


# Putting right


def test_it_lets_whoever_wrote_an_entry_put_it_right_on_the_same_day():
    story = back()
    wrong = story.tell("attempt_made", 5, by="Sam")
    ask = {"target": wrong.id, "role": Role.RHI_INTERVIEWER, "reason": "wrong button"}
    assert story.refused("recorded_in_error", by="Sam", at=14.9, **ask) == []
    assert story.refused("corrected", by="Sam", at=14.9, **ask) == []
    assert story.refused("recorded_in_error", by="Sam", at=15, **ask) == ["own_entry_of_today"]
    assert story.refused("recorded_in_error", by="Pat", at=14.9, **ask) == ["own_entry_of_today"]
    without = {key: value for key, value in ask.items() if key != "reason"}
    assert story.refused("recorded_in_error", by="Sam", at=14.9, **without) == ["a_reason"]


def test_it_lets_the_coordinator_put_anything_ordinary_right():
    story = back()
    wrong = story.tell("attempt_made", 5, by="Sam")
    assert story.refused("corrected", target=wrong.id, at=300, reason="wrong day") == []
    assert story.refused("corrected", target=wrong.id, at=300) == ["a_reason"]


def test_it_finds_nothing_to_put_right_where_nothing_stands():
    story = back()
    wrong = story.tell("attempt_made", 5)
    story.tell("recorded_in_error", 6, strikes=wrong.id)
    for target in (wrong.id, "unheard of", None):
        (refusal,) = story.asked("corrected", story.case(), target=target, reason="x")
        assert refusal.rule == "nothing_to_put_right"


@pytest.mark.parametrize("kind", ["closed_undertaken", "closed_void", "record_approved"])
def test_it_takes_a_manager_and_a_second_person_for_what_is_grave(kind):
    story = back()
    if kind == "record_approved":
        story.talk()
        story.tell("record_started", by="Sam")
        story.tell("record_submitted", by="Sam")
    wrong = story.tell(kind, by="Ada")
    ask = {"target": wrong.id, "reason": "wrong child"}
    second = {"second": "Ada", "second_role": "rhi_coordinator"}
    tim = {"role": Role.TEAM_MANAGER, "by": "Tim"}
    assert story.refused("recorded_in_error", **ask, **tim, **second) == []
    assert story.refused("recorded_in_error", **ask, **tim) == ["two_people"]
    assert story.refused("recorded_in_error", **ask, by="Ada") == ["two_people"]
    assert story.refused("recorded_in_error", **ask, by="Ada", second="Tim", second_role="team_manager") == []
    assert story.refused("recorded_in_error", **ask, role=Role.YOUNG_PERSON) == ["role"]


def test_it_takes_a_death_or_a_voiding_back_only_by_a_manager_with_a_second_person():
    for kind in ("died", "episode_voided", "episode_merged"):
        story = back()
        wrong = story.tell(kind, by="Ada")
        ask = {"target": wrong.id, "reason": "wrong child", "role": Role.TEAM_MANAGER, "by": "Tim"}
        assert story.refused_in_absence("recorded_in_error", **ask) == ["two_people"]
        assert story.refused_in_absence("recorded_in_error", second="Ada", second_role="rhi_coordinator", **ask) == []


def test_it_takes_the_interviewer_and_a_manager_to_strike_out_a_talk():
    story = back()
    wrong = story.talk()
    ask = {"target": wrong.id, "reason": "wrong child", "role": Role.RHI_INTERVIEWER, "by": "Sam"}
    assert story.refused("recorded_in_error", **ask) == ["two_people"]
    assert story.refused("recorded_in_error", second="Tim", second_role="team_manager", **ask) == []
    assert story.refused("recorded_in_error", target=wrong.id, reason="x", role=Role.IRO) == ["role"]
    assert story.refused("corrected", target=wrong.id, reason="earlier", at=300) == []


def test_it_lets_the_police_put_a_return_right_and_nobody_else_who_did_not_write_it():
    story = back()
    returned = story.events[1]
    ask = {"target": returned.id, "reason": "door log", "at": 300}
    for role, fine in ((Role.POLICE_MPC, True), (Role.RHI_COORDINATOR, True), (Role.SOCIAL_WORKER, False)):
        assert (story.refused_in_absence("corrected", role=role, **ask) == []) is fine
        assert (story.refused_in_absence("recorded_in_error", role=role, **ask) == []) is fine


def test_it_lets_only_the_police_put_their_own_report_right():
    story = back()
    wrong = story.tell("police_closed", by="PC 1")
    ask = {"target": wrong.id, "reason": "other child"}
    assert story.refused_in_absence("recorded_in_error", role=Role.POLICE_MPC, **ask) == []
    wrong = story.tell("prevention_interview_done", by="PC 1")
    for kind in CHANGES:
        assert story.refused_in_absence(kind, role=Role.POLICE_MPC, target=wrong.id) == []


def test_it_strikes_out_a_worry_only_by_a_team_manager_or_who_wrote_it_that_day():
    story = back()
    wrong = story.tell("worry_raised", subject="W", by="Sam", recorded=4)
    ask = {"target": wrong.id, "reason": "other child", "at": 300}
    assert story.refused("recorded_in_error", role=Role.TEAM_MANAGER, **ask) == []
    assert story.refused("recorded_in_error", role=Role.SCHOOL_CONTACT, **ask) == ["own_entry_of_today"]


# The rules and their words


def test_it_says_every_rule_in_a_sentence():
    for rule in rules():
        assert rule.says.endswith(".") and rule.says[0].isupper(), rule.name
        assert rule.test.__name__ == rule.name


def test_it_uses_every_rule_that_is_written():
    used = {rule.name for rule in rules()}
    folder = Path(guards_package.__file__).parent
    written = {
        node.name
        for path in (*folder.glob("*.py"), folder.parent / "closing.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and any(isinstance(d, ast.Name) for d in node.decorator_list)
    }
    assert written == used


def refusals_in_the_source() -> list[str]:
    """Every sentence that a rule may answer with."""
    folder = Path(guards_package.__file__).parent
    found = []
    for path in (*folder.glob("*.py"), folder.parent / "closing.py", folder.parent / "may.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                found.append(node.value)
    return found


NEVER_SAID = (
    "absconder", "runaway", "refused to engage", "non-compliant", "breach", "DNA", "LAC", "FTA", "hard to reach", "risky",
    "streetwise", "frequent flyer", "score", "invalid", "error:", "forbidden", "illegal", "failed",
)  # fmt: skip


def test_it_never_blames_anybody():
    words = [*refusals_in_the_source(), *(kind.label for kind in EventKind), *(kind.definition for kind in EventKind)]
    words += [effect.label for machine in MACHINES for row in machine.rows for effect in row.effects]
    words += [f"{s.label} {s.definition}" for machine in MACHINES for s in machine.states]
    assert len(words) > 400
    for said in words:
        assert not [bad for bad in NEVER_SAID if bad in said], said


def test_it_keeps_every_rule_with_a_row_and_every_row_with_people():
    for row in (*(row for machine in MACHINES for row in machine.rows), *PUTTING_RIGHT):
        assert all(isinstance(rule, Guard) for rule in row.guards)
        assert row.who.actors and row.who.words
        assert len(set(row.effects)) == len(row.effects)
        assert (row.on in CHANGES) == bool(row.about) == (row.to is FOLDED)


def test_it_sorts_people_for_reading():
    from wayhome.domain.journey.people import ASKERS

    assert [str(actor) for actor in ASKERS] == [
        "provider_interviewer",
        "rhi_coordinator",
        "rhi_interviewer",
        "social_worker",
    ]
