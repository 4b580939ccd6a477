"""The acceptance scenarios of the domain reference (§17) that touch only rules, told event by event.

Each starts from what people recorded, folds it, and asks what may be done, what stands, and what counts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.stories import Story, hour
from wayhome.domain.clock import ClockState, statutory_clock
from wayhome.domain.independence import independence
from wayhome.domain.journey import (
    AboutTheChild,
    CaseState,
    Circumstances,
    Contact,
    EventKind,
    HeadlineCode,
    Suspension,
    Whereabouts,
    headline,
    row,
    to_journey,
)
from wayhome.domain.journey.effects import Effect
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.outcome import (
    Reading,
    accepted,
    eligible,
    offered,
    offered_broad,
    offered_for_timing,
    outcome,
    placed_by,
    undertaken,
)
from wayhome.domain.vocabulary import EpisodeKind, Group, Outcome, Role, Source

DAY = 24
SAM = {"role": Role.RHI_INTERVIEWER, "by": "Sam"}
FREE, WITH_CARER = {"could_talk_freely": "yes"}, {"could_talk_freely": "no"}


def about(group: Group = Group.HOME, born: date = date(2011, 5, 1)) -> AboutTheChild:
    return AboutTheChild("aisha", "Eastmere", group=group, born=born)


def facts(story: Story, episode: str = "A", **more):
    return to_journey(story.child, episode, about(**more))


def result(story: Story, episode: str = "A", at: float = 20 * DAY, **more) -> Outcome | None:
    return outcome(facts(story, episode, **more), as_of=hour(at))


def clock(story: Story, episode: str = "A"):
    absence = story.absence(episode)
    held = [t.held for t in facts(story, episode).talks]
    return statutory_clock(
        returned=absence.returned, located=absence.located, notified=absence.notified, held=held[0] if held else NOT_RECORDED,
    )  # fmt: skip


def test_scenario_4_it_counts_one_talk_for_the_two_returns_it_was_about_and_moves_the_third_on():
    story = Story()
    for number, episode in enumerate("ABD"):
        left = number * 2 * DAY
        story.missing_and_back(episode, None, left, left + 2)
        if episode == "A":
            story.tell("case_opened", left + 2, episode="A")
        else:
            story.tell("episode_attached", left + 2, episode=episode)
    talk = {"completeness": "full", "interviewer": "Sam", "discussed": ["A", "D"], "at": 6 * DAY}
    assert story.refused("talk_held", **SAM, **talk) == ["undiscussed_have_a_case"]
    story.talk(discussed=["A", "D"], moved_to="C2", at=6 * DAY)

    assert [result(story, episode) for episode in "ABD"] == [
        Outcome.UNDERTAKEN_COMBINED,
        Outcome.PENDING,
        Outcome.UNDERTAKEN_COMBINED,
    ]
    assert len({t.talk_id for episode in "ABD" for t in facts(story, episode).talks}) == 1
    assert [e.episode for e in story.case("C2").covered] == ["B"]
    assert clock(story, "B").state(hour(6 * DAY)) is ClockState.OVERDUE
    assert clock(story, "B").deadline == hour(2 * DAY + 2 + 72)
    assert story.case("C2").contact.state is Contact.NOT_STARTED


def test_scenario_5_it_suspends_the_case_while_the_child_is_missing_again_and_stops_no_clock():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    story.tell("police_report_made", 22, episode="B")
    story.tell("went_missing_again", 22, episode="A", new_episode="B")

    assert story.absence("B").whereabouts.state is Whereabouts.MISSING
    assert story.absence("A").whereabouts.state is Whereabouts.RETURNED
    line = headline(story.case(), at=hour(90))
    assert (line.code, line.staff) == (HeadlineCode.SUSPENDED_MISSING_AGAIN, "Missing again. Finding comes first")
    assert line.beside == ("Past 72 hours, still not heard",)
    safe = Circumstances(safety={"text": "yes"})
    assert story.refused("message_sent", channel="text", known=safe) == ["messages_may_go"]
    assert Effect.SUSPEND_MISSING_AGAIN in row("EP14").effects

    story.tell("returned", 96, episode="B")
    assert story.case().missing_again.state is Suspension.OFF


def test_scenario_6_it_counts_a_letter_without_an_answer_as_a_try():
    story = Story().missing_and_back()
    safe = Circumstances(safety={"letter": "yes"})
    assert story.refused("message_sent", channel="letter", known=safe) == []
    story.tell("message_sent", channel="letter")
    assert story.case().contact.state is Contact.TRYING
    assert len(story.case().tries) == 1
    assert (offered(facts(story)), offered_broad(facts(story))) == (False, True)


def test_scenario_7_it_takes_a_competent_childs_yes_over_a_parents_no_and_keeps_both():
    story = Story().missing_and_back()
    story.tell("parent_refused", 3)
    assert headline(story.case(), at=hour(4)).code is HeadlineCode.PARENT_REFUSED
    assert story.refused("child_said_yes") == ["competence_view"]
    view = {"competence_view": "gillick", "reason": "15, explained it back in her own words"}
    assert story.refused("child_said_yes", channel="via_school", **view) == []
    story.tell("child_said_yes", 5, **view)

    assert story.case().contact.state is Contact.ACCEPTED
    assert story.case().parent_refused
    written = {"outcomes": {"A": "parent_or_carer_refused"}}
    assert "outcomes_are_true" not in story.refused("closed_not_undertaken", **written)
    story.talk(30)
    assert result(story) is Outcome.UNDERTAKEN_INDIVIDUAL
    reading = Reading(facts(story))
    assert (reading.accepted, reading.parent_refused, reading.declined_by_child) == (True, True, False)


def test_scenario_8_it_shows_a_talk_with_the_person_the_child_asked_for_as_an_exception():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    story.tell("child_said_no", 4, decline_reason="person_unsuitable", **FREE)
    story.tell("offered_again", 5, different="person")
    story.tell("child_said_yes", 6, wishes="key worker")
    held = {
        "completeness": "full",
        "interviewer": "key worker",
        "relation": "placement_staff",
        "preference_exception": True,
    }
    assert story.refused("talk_held", role=Role.SOCIAL_WORKER, **held) == []
    story.talk(30, **held)

    found = facts(story, group=Group.CARE_IN)
    assert undertaken(found) is True
    (talk,) = found.talks
    of_whom = independence(talk.relation, found.group, talk.provider_type)
    assert of_whom.test is False
    assert of_whom.preference_exception(talk.preference_exception) is True


def test_scenario_10_it_saves_a_worry_first_and_lets_no_state_have_a_say():
    story = Story().missing_and_back()
    story.talk(4)
    story.tell("record_started", 5, by="Sam")
    for role in (Role.RHI_INTERVIEWER, Role.YOUNG_PERSON, Role.CARER_HOME):
        assert story.refused("worry_raised", role=role) == []
    story.tell("worry_raised", 6, subject="W", by="Sam")
    line = headline(story.case(), at=hour(6))
    assert (line.code, line.beside) == (HeadlineCode.DRAFT, ("Nobody has picked this up yet",))
    assert row("WO1").effects == (Effect.SHOW_NUMBERS, Effect.START_LADDER)
    assert story.refused("worry_received", subject="W", by=None) == ["by_a_named_person"]
    story.tell("worry_received", 6.1, subject="W", by="D. Hall")
    story.tell("worry_acted_on", 7, subject="W")
    assert headline(story.case(), at=hour(8)).beside == ()


def test_scenario_11_it_refuses_an_approver_their_own_record():
    story = Story().missing_and_back()
    story.tell("talk_held", by="Ada", completeness="full", interviewer="Ada")
    story.tell("record_started", by="Ada")
    story.tell("record_submitted", by="Ada")
    (refusal,) = story.asked("record_approved", story.case(), by="Ada", read=True)
    assert refusal.words == "You wrote part of this record, so somebody else must check it. Ask another approver."
    assert story.refused("record_approved", by="Bo", read=True) == []


def test_scenario_12_it_hands_a_hosted_child_to_their_own_authority_and_waits_for_the_acknowledgement():
    story = Story().missing_and_back()
    host = Circumstances(responsible_authority="Northby")
    hand_over = {"to_authority": "Eastmere", "known": host}
    story.tell("transfer_sent", 3, subject="T")
    assert story.refused("closed_transferred", **hand_over) == ["transfer_is_acknowledged"]
    story.tell("transfer_escalated", 27, subject="T")
    assert row("TR2").effects == (Effect.ESCALATE_TRANSFER,)
    story.tell("transfer_acknowledged", 30, subject="T")
    assert story.refused("closed_transferred", **hand_over) == []
    story.tell("closed_transferred", 31)

    hosted = facts(story, group=Group.HOSTED)
    assert eligible(hosted) is False
    assert outcome(hosted, as_of=hour(99)) is Outcome.NOT_ELIGIBLE
    assert eligible(facts(story, group=Group.CARE_OUT)) is True


def test_scenario_13_it_leaves_out_a_child_who_turned_18_before_coming_back():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("turned_18", 15)
    absence = story.absence()
    assert absence.whereabouts.state is Whereabouts.TURNED_18
    assert absence.came_back is False
    assert eligible(facts(story, born=date(2008, 3, 3), group=Group.CARE_IN)) is False
    assert result(story, born=date(2008, 3, 3)) is Outcome.NOT_ELIGIBLE


def test_scenario_14_it_keeps_away_and_then_missing_as_one_absence_of_two_phases():
    story = Story()
    story.tell("absence_noted", 0)
    story.tell("known_to_be_away", 1)
    story.tell("whereabouts_lost", 5)
    story.tell("returned", 9)
    away, missing = story.absence().phases
    assert (away.kind.value, missing.kind.value) == ("away", "missing")
    assert away.ended == missing.started
    assert story.absence().kind is EpisodeKind.MISSING
    assert set(story.child.episodes) == {"A"}


def test_scenario_15_it_keeps_the_absence_open_when_the_placement_ends():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("placement_ended", 5)
    assert story.absence().whereabouts.state is Whereabouts.MISSING
    assert len(story.absence().phases) == 1
    assert row("EP18").effects == (Effect.END_PLACEMENT_PERIOD,)


def test_scenario_18_it_offers_a_talk_about_a_hidden_absence_outside_the_statutory_count():
    story = Story()
    assert story.refused_in_absence("hidden_absence_learnt", role=Role.SCHOOL_CONTACT, learned_from="friend") == []
    story.tell("hidden_absence_learnt", 30, learned_from="friend")
    story.tell("time_said", 5, of="returned")
    story.tell("case_opened", 31, episode="A")
    story.tell("child_told", 32)
    found = facts(story)
    assert (found.kind, found.return_recorded) == (EpisodeKind.HIDDEN, True)
    assert (offered(found), eligible(found)) == (True, False)


def test_scenario_23_it_counts_two_police_references_for_one_absence_once():
    story = Story().missing_and_back().missing_and_back("B", None, 0, 2)
    story.tell("episode_attached", 3, episode="B")
    why = {"reason": "two references", "survivor": "A"}
    assert story.refused_in_absence("episode_merge_proposed", here="B", **why) == []
    story.tell("episode_merge_proposed", 3.5, episode="B", by="Ada", **why)
    two = {"role": Role.TEAM_MANAGER, "by": "Tim", "second": "Ada", "second_role": "rhi_coordinator"}
    assert story.refused_in_absence("episode_merged", here="B", **why, **two) == []
    story.tell("episode_merged", 4, episode="B")
    assert [eligible(facts(story, each)) for each in "AB"] == [True, False]
    assert result(story, "B") is Outcome.NOT_ELIGIBLE
    assert result(story, "A") is Outcome.PENDING
    assert [e.kind for e in story.absence("B").whereabouts.events(EventKind.EPISODE_MERGED)]  # kept, with its journal


def test_scenario_24_it_allows_a_talk_once_found_and_before_the_return():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("located", 5, found_by="police")
    story.tell("case_opened", 5, episode="A")
    held = {"completeness": "full", "interviewer": "Sam"}
    assert story.refused("talk_held", happened=Moment.exactly(hour(4)), at=9, **SAM, **held) == ["held_after_found"]
    assert story.refused("talk_held", happened=Moment.exactly(hour(7)), at=9, **SAM, **held) == []
    story.talk(7)
    story.tell("returned", 20)
    assert Reading(facts(story)).in_time is True


def test_scenario_26_it_counts_an_offer_for_the_later_return_only_once_it_is_said_again():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    story.missing_and_back("B", None, DAY, 2 * DAY)
    story.tell("episode_attached", 2 * DAY, episode="B")
    assert [offered(facts(story, each)) for each in "AB"] == [True, False]

    early = Moment.exactly(hour(2 * DAY - 1))
    assert story.refused("offer_reconfirmed", episodes=["B"], happened=early) == ["after_the_child_was_found"]
    story.tell("offer_reconfirmed", 3 * DAY, episodes=["B"])
    assert offered(facts(story, "B")) is True
    assert Reading(facts(story, "B")).first_offer == Moment.exactly(hour(3 * DAY))
    assert Reading(facts(story, "A")).first_offer == Moment.exactly(hour(3))


def test_scenario_27_it_implies_the_offer_and_the_yes_by_the_talk_itself():
    story = Story().missing_and_back()
    assert story.refused("talk_held", completeness="full", interviewer="Sam", **SAM) == []
    story.talk(9)
    found = facts(story)
    assert story.case().contact.state is Contact.ACCEPTED
    assert (offered(found), accepted(found), undertaken(found)) == (True, True, True)
    assert offered_for_timing(found) is False
    assert Effect.IMPLY_OFFER in row("TK5.contact").effects


def test_scenario_28_it_takes_a_no_by_text_for_neither_yes_nor_no_until_somebody_checked():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    text = story.tell("answer_came_by_phone", 4, answer="no", channel="text", role=Role.YOUNG_PERSON)

    safe = Circumstances(safety={"text": "yes"})
    assert story.refused("attempt_made", channel="text", known=safe) == ["messages_may_go"]
    assert story.case().contact.state is Contact.OFFERED
    assert Reading(facts(story)).declined_by_child is False
    assert "no_unchecked_phone_answer" in story.refused("closed_not_undertaken", outcomes={"A": "declined_by_child"})
    assert story.refused("child_said_no", channel="text", **FREE) == ["spoken_to"]

    checked = {"answer": "no", "how_known": "rang her", **FREE}
    assert story.refused("phone_answer_confirmed", subject=text.id, **checked) == []
    story.tell("phone_answer_confirmed", 6, subject=text.id, **checked)
    assert story.case().contact.state is Contact.DECLINED
    assert Reading(facts(story)).declined_by_child is True


def test_scenario_29_it_asks_again_alone_after_a_no_with_the_carer_in_the_room():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    story.tell("child_said_no", 4, **WITH_CARER)
    assert story.case().contact.state is Contact.OFFERED
    line = headline(story.case(), at=hour(5))
    assert line.staff == "Said no this time, could not talk freely. Ask again alone"
    assert (line.parent, line.child) == (None, None)
    refused = story.refused("closed_not_undertaken", outcomes={"A": "declined_by_child"})
    assert {"nobody_to_ask_alone", "outcomes_are_true"} <= set(refused)
    assert Reading(facts(story)).declined_by_child is False
    assert row("CT7").effects == (Effect.TASK_ASK_ALONE,)


def test_scenario_30_it_works_to_the_earlier_time_until_settled_and_keeps_both():
    story = Story()
    story.tell("police_report_made", 0)
    police = story.tell("returned", 11, source=Source.POLICE)
    carer = story.tell("returned", 11.5, recorded=12, source=Source.CARER)
    story.tell("case_opened", 12, episode="A")
    assert clock(story).deadline == hour(11 + 72)
    assert [a.id for a in story.absence().account("returned").standing] == [police.id, carer.id]

    settle = {"of": "returned", "event": carer.id, "reason": "the door log says so"}
    assert "one_of_the_times_given" in [
        r.rule for r in story.asked("time_settled", story.absence(), of="returned", event="x", reason="y")
    ]
    story.tell("time_settled", 20, by="Ada", **settle)
    assert clock(story).deadline == hour(11.5 + 72)
    account = story.absence().account("returned")
    assert [a.id for a in account.losing] == [police.id]
    assert len(account.assertions) == 2


def test_scenario_31_it_leaves_a_return_without_any_date_unplaced_and_one_only_found_on_a_stand_in():
    story = Story()
    story.tell("police_report_made", 0)
    story.tell("returned", happened=NOT_RECORDED, recorded=5)
    found = facts(story)
    assert (found.return_recorded, found.returned.is_known) == (True, False)
    assert clock(story) is None
    assert placed_by(found) == (NOT_RECORDED, None)
    assert eligible(found) is None

    located = Story()
    located.tell("police_report_made", 0)
    located.tell("located", 4)
    located.tell("returned", happened=NOT_RECORDED, recorded=5)
    stand_in = clock(located)
    assert stand_in.proxy is not None and stand_in.deadline == hour(4 + 72)
    located.tell("case_opened", 5, episode="A")
    located.talk(9)
    assert Reading(facts(located)).in_time is None


def test_scenario_33_it_is_overdue_and_unresolved_after_28_days_and_takes_its_outcome_when_closed():
    story = Story().missing_and_back()
    story.tell("child_told", 3)
    assert result(story, at=28 * DAY + 2) is Outcome.PENDING
    assert result(story, at=29 * DAY + 2) is Outcome.UNRESOLVED
    story.tell("child_said_no", 39 * DAY, **FREE)
    assert result(story, at=39 * DAY) is Outcome.UNRESOLVED
    story.tell("closed_not_undertaken", 40 * DAY, outcomes={"A": "declined_by_child"})
    assert result(story, at=41 * DAY) is Outcome.DECLINED_BY_CHILD
    assert eligible(facts(story)) is True


def test_scenario_34_it_keeps_a_child_who_turned_18_after_coming_back_in_the_denominator():
    story = Story().missing_and_back()
    birthday = (datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=10)).date()
    born = birthday.replace(year=birthday.year - 18)
    grown = Circumstances(age=18)
    assert story.refused("closed_turned_18", known=grown) == ["offered_before_18"]
    assert story.refused("closed_turned_18", known=grown, offered="adult_service") == []
    story.tell("closed_turned_18", 11 * DAY, offered="adult_service")
    assert result(story, born=born) is Outcome.TURNED_18_OR_DIED
    assert eligible(facts(story, born=born)) is True


@pytest.mark.parametrize("channel", ["text", "letter"])
def test_scenario_35_it_refuses_what_nobody_checked_and_names_the_adult_to_go_through(channel):
    story = Story().missing_and_back()
    known = Circumstances(named_adult="Ms Patel at school, after 15:00")
    (refusal,) = story.asked("attempt_made", story.case(), channel=channel, known=known)
    assert refusal.words.endswith(
        "nobody has checked yet whether this is safe. Go through Ms Patel at school, after 15:00."
    )
    assert story.refused("attempt_made", channel="via_school", known=known) == []


def test_scenario_36_it_counts_two_returns_of_a_talk_stopped_early_as_partial_both():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", 12, episode="B")
    story.talk(20, discussed=["A", "B"], completeness="partial")
    assert [result(story, each) for each in "AB"] == [Outcome.UNDERTAKEN_PARTIAL] * 2


def test_scenario_37_it_sends_a_fact_about_danger_without_an_agreement_and_with_a_second_person():
    story = Story().missing_and_back()
    fact = {"what": "one_fact", "subject": "host", "role": Role.SOCIAL_WORKER}
    assert story.refused("share_sent", **fact) == ["agreement_or_override"]
    assert story.refused("share_sent", override="s47", reason="an address to check tonight", **fact) == [
        "agreement_or_override"
    ]
    whole = fact | {"override": "s47", "reason": "an address to check tonight", "second_person": "Tim"}
    assert story.refused("share_sent", **whole) == []
    assert row("SH1").effects == (Effect.KEEP_EXACT_COPY,)


def test_scenario_38_it_keeps_two_siblings_on_one_report_apart():
    """One linked absence for each child: the fold is of one child, so neither can be heard for the other."""
    jo, kit = Story().missing_and_back(), Story().missing_and_back(back=5)
    jo.tell("child_told", 6)
    jo.talk(9)
    assert (offered(facts(jo)), offered(facts(kit))) == (True, False)
    assert clock(jo).deadline == hour(74) and clock(kit).deadline == hour(77)
    assert undertaken(facts(kit)) is False


def test_scenario_39_it_folds_both_children_again_when_a_note_is_moved():
    """What belongs to the rules: the entry is struck on the wrong page and stands, with its own time, on the right one."""
    wrong, right = Story().missing_and_back(), Story().missing_and_back()
    told = wrong.tell("child_told", 3, by="Sam")
    assert wrong.refused("recorded_in_error", target=told.id, reason="other child", at=90) == []
    wrong.tell("recorded_in_error", 90, strikes=told.id)
    right.tell("child_told", 3, by="Sam", recorded=90)
    assert (offered(facts(wrong)), offered(facts(right))) == (False, True)
    assert wrong.case().contact.state is Contact.NOT_STARTED
    assert [each.event.id for each in wrong.child.struck] == [told.id]
    assert Effect.TELL_RECIPIENTS in row("ER2.not").effects


def test_scenario_40_it_closes_a_child_with_no_need_without_any_support():
    story = Story().missing_and_back()
    story.talk(9)
    story.tell("record_started", by="Sam")
    story.tell("record_submitted", by="Sam")
    story.tell("record_approved", by="Ada", recipients=["police"])
    assert story.refused("closed_undertaken", child_told_what_next=True) == ["everybody_is_decided"]
    story.tell("share_withheld", subject="police", reason="not_relevant")
    assert story.refused("closed_undertaken", child_told_what_next=True) == []
    story.tell("closed_undertaken")
    case = story.case()
    assert (case.container.state, dict(case.needs)) == (CaseState.CLOSED_UNDERTAKEN, {})
    assert headline(case, at=hour(20)).staff == "Closed, undertaken"
