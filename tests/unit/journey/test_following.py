"""Telling others, help, waiting, worries: what the case knows, and what may not be recorded."""

from __future__ import annotations

import pytest

from tests.stories import Story, hour
from wayhome.domain.journey import SYSTEM, CaseSoFar, Circumstances, Policy, Suspension
from wayhome.domain.moment import NOT_RECORDED
from wayhome.domain.sharing import SendWithoutAgreement
from wayhome.domain.vocabulary import ReasonWithheld, Role

INTERVIEWER = {"role": Role.RHI_INTERVIEWER}


def talked() -> Story:
    story = Story().missing_and_back()
    story.talk()
    return story


def approved(*recipients: str) -> Story:
    story = talked()
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", by="Ada", recipients=list(recipients))
    return story


# Telling others


def test_it_sends_the_record_only_once_approved_and_one_fact_at_any_time():
    agreed = {"agreement": "G1"}
    assert talked().refused("share_sent", what="record", **agreed) == ["approved_before_shared"]
    assert talked().refused("share_sent", **agreed) == ["approved_before_shared"]
    for at_any_time in ("one_fact", "headline_note"):
        assert talked().refused("share_sent", what=at_any_time, **agreed) == []
        assert talked().refused("share_sent", what=at_any_time, **agreed, **INTERVIEWER) == []
    assert approved().refused("share_sent", what="record", **agreed) == []


def test_it_leaves_the_record_to_the_coordinator():
    assert approved().refused("share_sent", what="record", agreement="G1", **INTERVIEWER) == ["one_fact_only"]


def test_it_sends_without_an_agreement_only_where_danger_or_the_law_requires_it():
    story = talked()
    send = {"what": "one_fact"}
    reasons = {"reason": "child at risk tonight", "second_person": "Tim"}
    assert story.refused("share_sent", **send) == ["agreement_or_override"]
    assert story.refused("share_sent", override="convenience", **reasons, **send) == ["agreement_or_override"]
    for override in SendWithoutAgreement:
        assert story.refused("share_sent", override=override.value, **reasons, **send) == []
    assert story.refused("share_sent", override="s47", reason="risk", **send) == ["agreement_or_override"]
    assert story.refused("share_sent", override="s47", second_person="Tim", **send) == ["agreement_or_override"]
    no_agreement, half = (
        story.asked("share_sent", story.case(), **send)[0].words,
        story.asked("share_sent", story.case(), override="s47", **send)[0].words,
    )
    assert no_agreement.startswith("There is no agreement") and half.startswith("Say why")


def test_it_wants_a_listed_reason_for_not_telling():
    assert talked().refused("share_withheld") == ["why_not_told"]
    assert talked().refused("share_withheld", reason="busy") == ["why_not_told"]
    for reason in ReasonWithheld:
        assert talked().refused("share_withheld", reason=reason.value) == []


def test_it_takes_back_what_was_sent_only_with_a_reason():
    story = talked()
    story.tell("share_sent", subject="police")
    assert story.refused("share_recalled", subject="police") == ["a_reason"]
    assert story.refused("share_recalled", subject="police", reason="wrong child") == []
    assert story.refused("share_recalled", subject="school", reason="x") == ["state"]


def test_it_waits_for_a_decision_about_every_default_recipient():
    story = approved("police", "parents", "police")
    assert story.case().default_recipients == ("police", "parents")
    assert story.case().undecided == ("police", "parents")
    story.tell("share_sent", subject="police")
    story.tell("share_withheld", subject="parents", reason="unsafe")
    assert story.case().undecided == ()
    assert story.refused("share_failed", subject="police") == ["a_reason"]
    assert story.refused("share_failed", subject="police", reason="came back") == []
    assert story.refused("share_failed", subject="police", reason="came back", role=SYSTEM, by=None) == []
    story.tell("share_failed", subject="police")
    assert story.case().undecided == ("police",)


def test_it_adds_the_recipients_of_a_later_version():
    story = approved("police")
    story.tell("record_added_to", by="Sam")
    story.tell("record_approved", by="Ada", recipients=["police", "school"])
    assert story.case().default_recipients == ("police", "school")


def test_it_counts_one_fact_to_a_default_recipient_as_told():
    story = talked()
    story.tell("share_sent", subject="police", what="one_fact")
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", by="Ada", recipients=["police"])
    assert story.case().undecided == ()


# Help


def needed(*events: str) -> Story:
    story = talked()
    story.tell("need_recorded")
    for each in events:
        story.tell(each, owner="Ola")
    return story


def test_it_owns_a_need_by_a_person_and_not_by_a_team():
    assert needed().refused("owner_named", subject="S") == ["an_owner_by_name"]
    assert needed().refused("owner_named", subject="S", owner="Ola") == []


def test_it_lets_only_the_owner_say_what_came_of_it():
    story = needed("owner_named")
    offer = {"subject": "S", "service": "CAMHS"}
    assert story.refused("support_offered", by="Ola", **offer) == []
    assert story.refused("support_offered", by=None, **offer) == []
    (refusal,) = story.asked("support_offered", story.case(), by="Pat", **offer)
    assert refusal.rule == "by_the_owner" and refusal.words.startswith("Somebody else owns this need.")
    story.tell("support_offered")
    story.tell("owner_gone")
    (refusal,) = story.asked("support_accepted", story.case(), by="Ola", subject="S", said_by="child")
    assert refusal.rule == "by_the_owner" and refusal.words.startswith("Nobody owns this need yet.")


def test_it_lets_a_team_manager_say_that_there_is_no_service_or_no_need():
    story = needed()
    lacking = {"subject": "S", "service": "CAMHS", "area": "Northby"}
    manager = {"role": Role.TEAM_MANAGER, "by": "Tim"}
    assert story.refused("no_service_found", **lacking, **manager) == []
    assert story.refused("no_service_found", **lacking) == ["by_the_owner_or_manager"]
    assert story.refused("need_met_otherwise", subject="S", reason="met", **manager) == []
    assert story.refused("need_met_otherwise", subject="S", **manager) == ["a_reason"]
    owned = needed("owner_named")
    assert owned.refused("no_service_found", by="Ola", **lacking) == []
    assert owned.refused("no_service_found", by="Ola", subject="S", service="CAMHS") == ["kind_and_area"]
    assert owned.refused("no_service_found", by="Ola", subject="S", area="Northby") == ["kind_and_area"]


def test_it_calls_only_a_named_service_with_a_date_an_offer():
    story = needed("owner_named")
    ask = {"by": "Ola", "subject": "S"}
    assert story.refused("support_offered", **ask) == ["service_and_date"]
    assert story.refused("support_offered", service="CAMHS", happened=NOT_RECORDED, **ask) == ["service_and_date"]
    story.tell("support_offered")
    assert story.refused("support_accepted", **ask) == ["who_said_so"]
    assert story.refused("support_accepted", said_by="child", **ask) == []
    assert story.refused("support_declined", **ask) == ["a_reason"]
    story.tell("support_accepted")
    assert story.refused("support_started", **ask) == []
    assert story.refused("support_ended", **ask) == ["how_it_ended"]
    assert story.refused("support_ended", ended_how="as_planned", **ask) == []


def test_it_knows_who_owns_a_need_and_to_whom_an_unowned_one_went():
    story = needed()
    assert (story.case().owner_of("S"), story.case().escalated_to("S")) == (None, None)
    story.tell("nobody_to_own_it", escalated_to="Tim")
    assert (story.case().owner_of("S"), story.case().escalated_to("S")) == (None, "Tim")
    story.tell("owner_named", owner="Ola")
    assert story.case().owner_of("S") == "Ola"
    story.tell("owner_gone", escalated_to="Una")
    assert (story.case().owner_of("S"), story.case().escalated_to("S")) == (None, "Una")
    assert (story.case().owner_of("unheard of"), story.case().escalated_to("unheard of")) == (None, None)


def test_it_knows_which_help_is_running_and_which_has_started():
    story = talked()
    for need in ("started", "ended", "declined", "none here", "waiting", "ended early"):
        story.tell("need_recorded", subject=need)
        if need not in ("waiting", "none here", "ended early"):
            story.tell("owner_named", subject=need, owner="Ola")
            story.tell("support_offered", subject=need)
    for need in ("started", "ended"):
        story.tell("support_accepted", subject=need)
        story.tell("support_started", subject=need)
    story.tell("support_ended", subject="ended")
    story.tell("support_declined", subject="declined")
    story.tell("no_service_found", subject="none here")
    story.tell("need_met_otherwise", subject="ended early")
    assert set(story.case().running) == {"started", "waiting"}
    assert set(story.case().started) == {"started", "ended"}


def test_it_keeps_the_needs_of_two_cases_apart():
    story = talked()
    story.tell("need_recorded", case="D", subject="S")
    assert (set(story.case("C").needs), set(story.case("D").needs)) == (set(), {"S"})


# Waiting


def test_it_cannot_wait_without_a_date_to_look_again():
    story = Story().missing_and_back()
    assert story.refused("not_fit_to_talk") == ["a_review_date"]
    assert story.refused("not_fit_to_talk", at=10, review_at=hour(10)) == ["a_review_date"]
    assert story.refused("not_fit_to_talk", at=10, review_at=hour(10.01)) == []


@pytest.mark.parametrize(
    ("kind", "role", "hours", "words"),
    [
        ("not_fit_to_talk", Role.SOCIAL_WORKER, 24, "24 hours"),
        ("police_asked_to_wait", Role.TEAM_MANAGER, 48, "48 hours"),
        ("waiting_for_authority", Role.RHI_COORDINATOR, 62, "2 working days"),  # Monday 10:00 to Wednesday midnight
    ],
)
def test_it_looks_again_soon_enough(kind, role, hours, words):
    story = Story().missing_and_back()
    ask = {"role": role, "officer": "PC 1", "reference": "R1", "at": 1}
    assert story.refused(kind, review_at=hour(1 + hours), **ask) == []
    (refusal,) = story.asked(kind, story.case(), review_at=hour(1 + hours + 0.01), **ask)
    assert refusal.rule == "a_review_date" and f"within {words}." in refusal.words


@pytest.mark.parametrize(
    ("wait", "role", "hours"),
    [("not_fit", Role.SOCIAL_WORKER, 24), ("police_request", Role.TEAM_MANAGER, 48)],
)
def test_it_renews_a_wait_no_longer_than_it_may_begin(wait, role, hours):
    story = Story().missing_and_back()
    story.tell("not_fit_to_talk")
    story.tell("police_asked_to_wait")
    ask = {"role": role, "subject": wait, "at": 9}
    assert story.refused("suspension_reviewed", review_at=hour(9 + hours), **ask) == []
    assert story.refused("suspension_reviewed", review_at=hour(9.01 + hours), **ask) == ["a_review_date"]
    assert story.refused("suspension_reviewed", **ask) == ["a_review_date"]


def test_it_renews_waiting_for_an_authority_by_working_days():
    story = Story().missing_and_back()
    story.tell("waiting_for_authority")
    ask = {"subject": "other_authority", "at": 97}  # Friday ten o'clock
    tuesday, monday = hour(207), hour(183)  # the midnights that end them
    assert story.refused("suspension_reviewed", review_at=tuesday, **ask) == []
    assert story.refused("suspension_reviewed", review_at=hour(207.01), **ask) == ["a_review_date"]
    known = Circumstances(policy=Policy(authority_review_days=1))
    assert story.refused("suspension_reviewed", review_at=monday, known=known, **ask) == []
    assert story.refused("suspension_reviewed", review_at=hour(183.01), known=known, **ask) == ["a_review_date"]


def test_it_takes_the_shortest_wait_where_a_review_does_not_say_which():
    story = Story().missing_and_back()
    story.tell("not_fit_to_talk")
    (refusal,) = story.asked("suspension_reviewed", story.case(), subject="not_fit", review_at=hour(99))
    assert "24 hours" in refusal.words


def test_it_wants_the_officer_and_the_reference():
    story = Story().missing_and_back()
    ask = {"role": Role.TEAM_MANAGER, "review_at": hour(9)}
    assert story.refused("police_asked_to_wait", **ask) == ["officer_and_reference"]
    assert story.refused("police_asked_to_wait", officer="PC 1", **ask) == ["officer_and_reference"]
    assert story.refused("police_asked_to_wait", reference="R", **ask) == ["officer_and_reference"]
    assert story.refused("police_asked_to_wait", officer="PC 1", reference="R", **ask) == []


def test_it_waits_for_several_reasons_at_once():
    story = Story().missing_and_back()
    story.tell("not_fit_to_talk")
    story.tell("police_asked_to_wait")
    story.tell("waiting_for_authority")
    case = story.case()
    assert {case.not_fit.state, case.police_request.state, case.other_authority.state} == {Suspension.ON}
    story.tell("fit_to_talk")
    case = story.case()
    assert (case.not_fit.state, case.police_request.state) == (Suspension.OFF, Suspension.ON)


# Worries


def test_it_saves_a_worry_in_every_state():
    for end in (None, "closed_void", "closed_deceased", "closed_not_required"):
        story = Story().missing_and_back()
        if end:
            story.tell(end)
        assert story.refused("worry_raised", role=Role.YOUNG_PERSON) == []
    assert Story().refused("worry_raised", role=Role.CARER_HOME) == []
    story = Story()
    assert story.asked("worry_raised", story.child, role=Role.CARER_HOME) == []


def test_it_is_received_only_by_a_named_person():
    story = Story().missing_and_back()
    story.tell("worry_raised")
    assert story.refused("worry_received", subject="S", by=None) == ["by_a_named_person"]
    assert story.refused("worry_received", subject="S", by="D. Hall", role=Role.FRONT_DOOR) == []
    assert story.case().unreceived_worries == ("S",)
    story.tell("worry_escalated")
    assert story.case().unreceived_worries == ("S",)
    story.tell("worry_received")
    assert story.case().unreceived_worries == ()
    assert story.refused("worry_handed_on", subject="S") == ["a_new_worry"]
    assert story.refused("worry_handed_on", subject="S", new_worry="T") == []


def test_it_acts_on_a_worry_whatever_the_record_says():
    story = talked()
    story.tell("record_started", by="Sam")
    story.tell("worry_raised")
    story.tell("worry_received")
    assert story.refused("worry_acted_on", subject="S", role=Role.SOCIAL_WORKER) == []


def test_it_starts_without_anything_to_follow():
    case = CaseSoFar("C")
    assert (case.running, case.started, case.undecided, case.default_recipients, case.unreceived_worries) == ((),) * 5
    assert (case.version, case.discussed, case.covered, case.talks) == (0, frozenset(), (), ())


# Between organisations


def test_it_gives_a_reason_for_a_request_declined_or_cancelled():
    story = Story().missing_and_back()
    story.tell("request_drafted")
    assert story.refused("request_cancelled", subject="S") == ["a_reason"]
    story.tell("request_sent")
    host = {"role": Role.HOST_LA_MISSING_LEAD, "subject": "S"}
    assert story.refused("request_declined", **host) == ["a_reason"]
    assert story.refused("request_declined", reason="distance", **host) == []
