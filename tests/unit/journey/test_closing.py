"""The one closing guard over all tracks, each way of closing and reopening (domain reference §6.5)."""

from __future__ import annotations

import pytest

from tests.stories import Story
from wayhome.domain.journey import CaseSoFar, CaseState, Circumstances, Policy, sign_off_because
from wayhome.domain.vocabulary import Outcome, Role

KNOWN = Circumstances(age=15, looked_after=False, episodes_in_90_days=1, responsible_authority="Eastmere")
NEXT = {"child_told_what_next": True}
MANAGER = {"role": Role.TEAM_MANAGER, "by": "Tim"}


def approved(*recipients: str) -> Story:
    story = Story().missing_and_back()
    story.talk()
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", by="Ada", recipients=list(recipients))
    return story


# Undertaken


def test_it_closes_a_child_without_a_need():
    assert approved().refused("closed_undertaken", **NEXT) == []


def test_it_wants_the_record_approved():
    story = Story().missing_and_back()
    assert story.refused("closed_undertaken", **NEXT) == ["record_is_approved"]
    story.talk()
    assert story.refused("closed_undertaken", **NEXT) == ["record_is_approved"]
    sent_back = approved()
    sent_back.tell("record_added_to", by="Sam")
    assert sent_back.refused("closed_undertaken", **NEXT) == ["record_is_approved"]


def test_it_wants_the_talk_to_stand():
    story = approved()
    story.tell("recorded_in_error", strikes=story.events[3].id)
    assert story.refused("closed_undertaken", **NEXT) == ["record_is_approved"]


def test_it_wants_a_decision_for_every_default_recipient():
    story = approved("police", "parents")
    (refusal,) = story.asked("closed_undertaken", story.case(), **NEXT)
    assert refusal.rule == "everybody_is_decided" and "2 still open" in refusal.words
    story.tell("share_sent", subject="police")
    story.tell("share_withheld", subject="parents", reason="unsafe")
    assert story.refused("closed_undertaken", **NEXT) == []


def test_it_asks_whether_the_child_was_told_what_happens_next():
    assert approved().refused("closed_undertaken") == ["child_told_what_next"]
    assert approved().refused("closed_undertaken", child_told_what_next=False) == []


def with_need(*events: str, **detail) -> Story:
    story = approved()
    story.tell("need_recorded")
    for each in events:
        story.tell(each, **detail)
    return story


@pytest.mark.parametrize(
    ("events", "detail", "fine"),
    [
        ("", {}, False),
        ("owner_named", {"owner": "Ola"}, True),
        ("nobody_to_own_it", {}, False),
        ("nobody_to_own_it", {"escalated_to": "Tim"}, True),
        ("need_met_otherwise", {}, True),
        ("no_service_found", {}, True),
        ("owner_named support_offered", {"owner": "Ola"}, True),
        ("owner_named support_offered support_declined", {"owner": "Ola"}, True),
        ("owner_named support_offered owner_gone", {"owner": "Ola"}, False),
        ("owner_named support_offered owner_gone", {"owner": "Ola", "escalated_to": "Tim"}, True),
        ("owner_named support_offered support_accepted owner_gone", {"owner": "Ola"}, False),
        ("owner_named support_offered support_accepted support_started owner_gone", {"owner": "Ola"}, False),
        ("owner_named support_offered support_accepted support_started support_ended", {"owner": "Ola"}, True),
        ("owner_named owner_gone", {"owner": "Ola", "escalated_to": "Tim"}, True),
        ("owner_named owner_gone", {"owner": "Ola"}, False),
    ],
)
def test_it_wants_every_need_answered_or_taken_to_a_manager_by_name(events, detail, fine):
    refused = with_need(*events.split(), **detail).refused("closed_undertaken", **NEXT)
    assert refused == ([] if fine else ["every_need_is_answered"])


def test_it_counts_the_needs_without_an_answer():
    story = with_need("owner_named", owner="Ola")
    story.tell("need_recorded", subject="T")
    story.tell("need_recorded", subject="U")
    (refusal,) = story.asked("closed_undertaken", story.case(), **NEXT)
    assert refusal.words.startswith("2 of the child's needs")


CLOSINGS = {
    "closed_undertaken": Role.RHI_COORDINATOR,
    "closed_not_undertaken": Role.RHI_COORDINATOR,
    "closed_not_required": Role.TEAM_MANAGER,
    "closed_transferred": Role.RHI_COORDINATOR,
    "closed_turned_18": Role.RHI_COORDINATOR,
    "closed_deceased": Role.RHI_COORDINATOR,
    "closed_void": Role.TEAM_MANAGER,
    "closed_merged": Role.RHI_COORDINATOR,
}


@pytest.mark.parametrize(("kind", "role"), CLOSINGS.items())
def test_it_closes_nothing_while_a_worry_waits(kind, role):
    story = approved()
    assert "no_worry_waits" not in story.refused(kind, role=role)
    story.tell("worry_raised")
    assert "no_worry_waits" in story.refused(kind, role=role)
    story.tell("worry_received")
    assert "no_worry_waits" not in story.refused(kind, role=role)


# Not undertaken


def ready(*events: str, outcome: Outcome | None = Outcome.COULD_NOT_BE_CONTACTED) -> tuple[Story, dict]:
    """A case that may close without a talk, and what is written to close it."""
    story = Story().missing_and_back()
    for each in (*events, "attempt_made"):
        story.tell(each, could_talk_freely="yes")
    story.tell("carer_information_asked", answer="unsafe")
    story.tell("risk_reviewed")
    written = {"leaflet_given": False, "offer_again": "next time", "known": KNOWN, "outcomes": {"A": outcome}}
    return story, written


def test_it_closes_without_a_talk_when_all_is_answered():
    story, written = ready()
    assert story.refused("closed_not_undertaken", **written) == []
    story.tell("closed_not_undertaken", outcomes={"A": "could_not_be_contacted"})
    assert story.case().container.state is CaseState.CLOSED_NOT_UNDERTAKEN


def test_it_closes_as_undertaken_where_a_talk_was_held():
    story, written = ready()
    story.talk()
    assert "no_talk_was_held" in story.refused("closed_not_undertaken", **written)
    assert story.refused("closed_not_required", reason="x", **MANAGER) == ["no_talk_was_held"]


def test_it_lists_the_tries_or_says_why_there_were_none():
    story, written = ready()
    story.events = [e for e in story.events if e.kind.value != "attempt_made"]
    assert story.refused("closed_not_undertaken", **written) == ["tries_are_listed"]
    assert story.refused("closed_not_undertaken", no_tries_because="told too late", **written) == []
    for instead, outcome in (("child_told", "offered_no_response"), ("parent_refused", "parent_or_carer_refused")):
        story, written = ready(instead, outcome=Outcome(outcome))
        story.events = [e for e in story.events if e.kind.value != "attempt_made"]
        assert story.refused("closed_not_undertaken", **written) == [], instead


def test_it_asks_what_the_carer_knows_and_accepts_every_answer():
    for answer, fine in (("yes", True), ("no", True), ("unsafe", True), (None, False), ("perhaps", False)):
        story, written = ready()
        story.tell("carer_information_asked", answer=answer)
        assert story.refused("closed_not_undertaken", **written) == ([] if fine else ["carer_was_asked"]), answer
    story, written = ready()
    story.events = [e for e in story.events if e.kind.value != "carer_information_asked"]
    assert story.refused("closed_not_undertaken", **written) == ["carer_was_asked"]


def test_it_wants_the_risk_reviewed():
    story, written = ready()
    story.events = [e for e in story.events if e.kind.value != "risk_reviewed"]
    assert story.refused("closed_not_undertaken", **written) == ["risk_was_reviewed"]


def test_it_asks_about_the_leaflet_and_the_next_offer():
    story, written = ready()
    for left_out in ("leaflet_given", "offer_again"):
        rest = {key: value for key, value in written.items() if key != left_out}
        assert story.refused("closed_not_undertaken", **rest) == ["leaflet_and_next_offer"], left_out


def test_it_closes_nothing_on_an_unchecked_answer_or_a_no_that_was_not_free():
    story, written = ready("child_told", outcome=Outcome.OFFERED_NO_RESPONSE)
    story.tell("answer_came_by_phone", answer="no")
    assert story.refused("closed_not_undertaken", **written) == ["no_unchecked_phone_answer"]
    story, written = ready("child_told", outcome=Outcome.OFFERED_NO_RESPONSE)
    story.tell("child_said_no", could_talk_freely="no")
    assert story.refused("closed_not_undertaken", **written) == ["nobody_to_ask_alone"]


def test_it_wants_one_outcome_for_each_return():
    story, written = ready()
    story.tell("police_report_made", 20, episode="B")
    story.tell("returned", 21, episode="B")
    story.tell("episode_attached", 21, episode="B")
    (refusal,) = story.asked("closed_not_undertaken", story.case(), **written)
    assert refusal.rule == "one_outcome_each" and "1 still open" in refusal.words
    both = written | {"outcomes": {"A": "could_not_be_contacted", "B": "no_capacity"}}
    assert story.refused("closed_not_undertaken", **both) == []


@pytest.mark.parametrize(
    "outcome",
    [None, "undertaken_individual", "pending", "unresolved", "turned_18_or_died", "not_eligible", "nonsense"],
)
def test_it_does_not_take_an_outcome_of_another_ending(outcome):
    story, written = ready()
    refused = story.refused("closed_not_undertaken", **written | {"outcomes": {"A": outcome}})
    assert refused == ["one_outcome_each"]


TRUE_AFTER = {
    Outcome.DECLINED_BY_CHILD: "child_told child_said_no",
    Outcome.WITHDREW_OR_REPEATEDLY_MISSED: "child_told child_said_yes",
    Outcome.OFFERED_NO_RESPONSE: "child_told",
    Outcome.PARENT_OR_CARER_REFUSED: "parent_refused",
    Outcome.COULD_NOT_BE_CONTACTED: "",
    Outcome.OFFERED_TO_CARER_ONLY: "carer_told",
}


@pytest.mark.parametrize("outcome", TRUE_AFTER)
@pytest.mark.parametrize("events", TRUE_AFTER.values())
def test_it_takes_only_an_outcome_that_is_true(outcome, events):
    story, written = ready(*events.split(), outcome=outcome)
    fine = TRUE_AFTER[outcome] == events or (outcome is Outcome.COULD_NOT_BE_CONTACTED and "child" not in events)
    assert story.refused("closed_not_undertaken", **written) == ([] if fine else ["outcomes_are_true"])


def test_it_calls_a_yes_taken_back_withdrawn_and_not_a_no():
    story, written = ready("child_told", "child_said_yes", "child_said_no", outcome=Outcome.DECLINED_BY_CHILD)
    assert story.refused("closed_not_undertaken", **written) == ["outcomes_are_true"]
    withdrawn = written | {"outcomes": {"A": "withdrew_or_repeatedly_missed"}}
    assert story.refused("closed_not_undertaken", **withdrawn) == []


def test_it_says_what_an_untrue_outcome_lacks():
    story, written = ready("child_told", outcome=Outcome.DECLINED_BY_CHILD)
    (refusal,) = story.asked("closed_not_undertaken", story.case(), **written)
    assert refusal.words == (
        "“Said no” needs the child's own no, given while free to speak, and no yes before it. "
        "Choose the outcome that fits."
    )


@pytest.mark.parametrize(
    "outcome",
    [Outcome.MISSING_AGAIN, Outcome.NOT_FIT, Outcome.NO_CAPACITY, Outcome.NOTIFIED_TOO_LATE, Outcome.SERVICE_DECISION],
)
def test_it_leaves_what_no_track_can_know_to_whoever_closes(outcome):
    story, written = ready(outcome=outcome)
    assert story.refused("closed_not_undertaken", **written) == []


# Sign-off


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({}, None),
        ({"episodes_in_90_days": 2}, None),
        ({"episodes_in_90_days": 3}, "3 or more absences in 90 days"),
        ({"looked_after": True}, "looked after"),
        ({"age": 13}, None),
        ({"age": 12}, "under 13"),
        ({"age": None}, "it is not recorded whether this applies: under 13"),
        ({"looked_after": None}, "it is not recorded whether this applies: looked after"),
        ({"episodes_in_90_days": None}, "it is not recorded whether this applies: 3 or more absences in 90 days"),
        ({"age": None, "looked_after": True}, "looked after"),
        ({"age": 12, "episodes_in_90_days": None}, "under 13"),
    ],
)
def test_it_needs_a_managers_sign_off_and_says_why(facts, because):
    known = Circumstances(**{"age": 15, "looked_after": False, "episodes_in_90_days": 1} | facts)
    assert sign_off_because(CaseSoFar("C"), known) == because
    story, written = ready()
    signed = written | {"second": "Tim", "second_role": "team_manager", "known": known}
    found = story.asked("closed_not_undertaken", story.case(), **written | {"known": known})
    if because is None:
        assert found == []
    else:
        assert [r.rule for r in found] == ["signed_off_where_due"]
        assert found[0].words == f"This closing needs a team manager's sign-off: {because}."
    assert story.refused("closed_not_undertaken", **signed) == []


def test_it_is_signed_off_by_somebody_else_who_is_a_team_manager():
    story, written = ready()
    due = written | {"known": Circumstances(age=9, looked_after=False, episodes_in_90_days=1)}
    sign = {"second": "Tim", "second_role": "team_manager"}
    assert story.refused("closed_not_undertaken", **due, **sign | {"second": "Ada"}) == ["signed_off_where_due"]
    assert story.refused("closed_not_undertaken", **due, **sign | {"second_role": "dcs"}) == ["signed_off_where_due"]
    assert story.refused("closed_not_undertaken", **due, second_role="team_manager") == ["signed_off_where_due"]


def test_it_signs_off_a_high_risk():
    story = Story()
    story.tell("police_report_made")
    story.tell("risk_graded", grade="high")
    story.tell("returned")
    story.tell("case_opened", episode="A")
    assert sign_off_because(story.case(), KNOWN) == "high risk"
    story.tell("corrected", corrects=story.events[1].id, grade="medium")
    assert sign_off_because(story.case(), KNOWN) is None


def test_it_lets_an_authority_choose_when_to_sign_off():
    known = Circumstances(age=15, looked_after=False, episodes_in_90_days=3, policy=Policy(sign_off_episodes=5))
    assert sign_off_because(CaseSoFar("C"), known) is None
    older = Circumstances(
        age=15, looked_after=False, episodes_in_90_days=3, policy=Policy(sign_off_under=16, sign_off_episodes=4)
    )
    assert sign_off_because(CaseSoFar("C"), older) == "under 16"


# The other ways


def test_it_needs_a_reason_where_no_talk_was_required():
    story = Story().missing_and_back()
    assert story.refused("closed_not_required", **MANAGER) == ["a_reason"]
    assert story.refused("closed_not_required", reason="local_criteria", **MANAGER) == []


def test_it_transfers_only_what_another_authority_has_acknowledged():
    story = Story().missing_and_back()
    ask = {"known": KNOWN, "to_authority": "Westmarsh"}
    assert story.refused("closed_transferred", **ask) == ["transfer_is_acknowledged"]
    story.tell("transfer_sent")
    assert story.refused("closed_transferred", **ask) == ["transfer_is_acknowledged"]
    story.tell("transfer_acknowledged")
    assert story.refused("closed_transferred", **ask) == []
    assert story.refused("closed_transferred", known=KNOWN) == ["responsible_is_another"]
    assert story.refused("closed_transferred", known=KNOWN, to_authority="Eastmere") == ["responsible_is_another"]
    story.tell("transfer_outcome_came_back")
    assert story.refused("closed_transferred", **ask) == []


def test_it_offers_a_talk_or_an_adult_service_before_closing_at_18():
    story = Story().missing_and_back()
    grown = {"known": Circumstances(age=18)}
    assert story.refused("closed_turned_18", **grown) == ["offered_before_18"]
    assert story.refused("closed_turned_18", offered="nothing", **grown) == ["offered_before_18"]
    assert story.refused("closed_turned_18", offered="talk", **grown) == []
    assert story.refused("closed_turned_18", offered="adult_service", **grown) == []
    story.tell("child_told")
    assert story.refused("closed_turned_18", **grown) == []
    assert story.refused("closed_turned_18", known=Circumstances(age=17)) == ["has_turned_18"]
    assert story.refused("closed_turned_18") == []


def test_it_closes_after_a_death_only_with_the_head_of_service_told():
    story = Story().missing_and_back()
    assert story.refused("closed_deceased", head_of_service="H. Quist") == ["death_is_recorded"]
    story.tell("died")
    assert story.refused("closed_deceased") == ["head_of_service_told"]
    assert story.refused("closed_deceased", head_of_service="H. Quist") == []


def test_it_voids_with_a_reason():
    story = Story().missing_and_back()
    assert story.refused("closed_void", **MANAGER) == ["a_reason"]
    assert story.refused("closed_void", reason="twin", **MANAGER) == []


def test_it_merges_what_one_person_proposed_and_another_confirms():
    story = Story().missing_and_back()
    two = {"reason": "twin", "survivor": "D", "second": "Ada", "second_role": "rhi_coordinator"}
    assert story.refused("closed_merged", **two, **MANAGER) == ["proposed_by_another"]
    assert story.refused("case_merge_proposed", reason="twin") == ["a_survivor"]
    assert story.refused("case_merge_proposed", survivor="D") == ["a_reason"]
    assert story.refused("case_merge_proposed", reason="twin", survivor="D") == []
    story.tell("case_merge_proposed", by="Ada")
    assert story.refused("case_merge_proposed", reason="twin", survivor="D") == ["nothing_proposed_yet"]
    assert story.refused("closed_merged", **two, **MANAGER) == []
    assert story.refused("closed_merged", reason="twin", survivor="D", **MANAGER) == ["two_people"]
    assert story.refused("closed_merged", **two | {"second": "Tim", "second_role": "team_manager"}) == [
        "proposed_by_another"
    ]
    assert story.refused("case_kept", **MANAGER) == ["a_reason"]
    assert story.refused("case_kept", reason="Two returns, two days apart.", **MANAGER) == []
    story.tell("case_kept")
    assert story.refused("closed_merged", **two, **MANAGER) == ["proposed_by_another"]
    assert story.case().is_open


def test_it_names_the_returns_that_a_merged_case_would_leave_behind():
    story = Story().missing_and_back().missing_and_back("B", "D", 10, 12)
    assert story.child.left_behind("D") == ("B",)
    story.tell("episode_attached", case="C", episode="B")
    assert story.child.left_behind("D") == ()
    alone = Story().missing_and_back()
    assert alone.child.left_behind("C") == ("A",)
    alone.tell("episode_voided")
    assert alone.child.left_behind("C") == ()
    for end in ("closed_merged", "closed_void"):
        gone = Story().missing_and_back().missing_and_back("B", "D", 10, 12)
        gone.tell("episode_attached", case="C", episode="B")
        gone.tell(end, case="C")
        assert gone.child.left_behind("D") == ("B",), "such a case answers for nothing"


@pytest.mark.parametrize("kind", CLOSINGS)
def test_it_reopens_every_closing_with_a_reason(kind):
    story = Story().missing_and_back()
    story.tell(kind)
    senior = kind in ("closed_void", "closed_merged", "closed_deceased")
    role = Role.SERVICE_MANAGER if senior else Role.TEAM_MANAGER
    other = Role.TEAM_MANAGER if senior else Role.SERVICE_MANAGER
    assert story.refused("case_reopened", role=role) == ["a_reason"]
    assert story.refused("case_reopened", role=role, reason="late disclosure") == []
    assert story.refused("case_reopened", role=other, reason="late disclosure") == ["role"]
    story.tell("case_reopened")
    assert story.case().is_open
