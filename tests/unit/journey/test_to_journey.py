"""From events to the one shape that the measures read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.stories import Story, hour
from wayhome.domain.episode import Closing, Journey, Need, Offer, Response, Talk
from wayhome.domain.journey import AboutTheChild, Policy, to_journey
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.told import Account
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    NeedKind,
    OfferLevel,
    Outcome,
    ProviderType,
    ResponseToOffer,
    RiskGrade,
    Source,
)

AISHA = AboutTheChild(child="aisha", authority="Eastmere")


def exactly(number: float) -> Moment:
    return Moment.exactly(hour(number))


def journey(story: Story, episode: str = "A", **more) -> Journey:
    return to_journey(story.child, episode, AISHA, **more)


def back() -> Story:
    return Story().missing_and_back()


def two_returns() -> Story:
    story = back()
    story.missing_and_back("B", None, 10, 12)
    return story


def test_it_knows_nothing_of_an_absence_without_events():
    assert journey(Story()) == Journey("A", "aisha", "Eastmere", None, EpisodeKind.AWAY)


def test_it_copies_the_absence():
    story = back()
    story.tell("time_said", 0.5, of="last_seen")
    story.tell("risk_graded", grade="low")
    story.tell("located", 1.5)
    story.tell("notice_delivered", 3, about="returned")
    found = journey(story)
    assert (found.episode, found.child, found.authority) == ("A", "aisha", "Eastmere")
    assert found.kind is EpisodeKind.MISSING and found.risk is RiskGrade.LOW
    assert (found.missing_from, found.reported) == (exactly(0.5), exactly(0))
    assert (found.located, found.returned, found.notified) == (exactly(1.5), exactly(2), exactly(3))
    assert (found.return_recorded, found.void, found.case_opened) == (True, False, exactly(2))
    assert (found.offers, found.responses, found.talks, found.closing) == ((), (), (), None)
    assert found.close_rule_met is False


def test_it_copies_what_the_authority_knows_of_the_child():
    about = AboutTheChild(
        "aisha", "Eastmere", group=Group.CARE_OUT, born=date(2011, 5, 1), sex="f", ethnicity="x", disabled=False, unaccompanied=True,
        earlier_episodes=4, source=Source.LA, responsible=True, looked_after=True,
    )  # fmt: skip
    found = to_journey(back().child, "A", about)
    assert (found.group, found.born, found.sex, found.ethnicity) == (Group.CARE_OUT, date(2011, 5, 1), "f", "x")
    assert found.unaccompanied is True
    assert (found.disabled, found.earlier_episodes, found.source) == (False, 4, Source.LA)
    assert (found.responsible, found.looked_after) == (True, True)


def test_it_is_without_a_case_until_one_covers_it():
    found = journey(Story().missing_and_back(case=None))
    assert (found.case_opened, found.closing, found.close_rule_met) == (NOT_RECORDED, None, None)


@pytest.mark.parametrize("end", ["episode_voided", "episode_merged", "closed_void"])
def test_it_is_void_by_the_absence_or_by_the_case(end):
    story = back()
    story.tell(end)
    assert journey(story).void


def test_it_counts_a_merged_case_no_more():
    story = back()
    story.tell("case_opened", case="D", episode="A")
    story.tell("closed_void", case="D")
    story.tell("closed_merged", case="C")
    assert journey(story).void
    story.tell("case_reopened", case="C")
    assert journey(story).void
    story.tell("case_reopened", case="D")
    assert not journey(story).void


def test_it_goes_by_the_survivor_of_two_merged_cases():
    story = back()
    story.tell("case_opened", case="D", episode="A")
    story.tell("closed_merged", case="D")
    story.tell("closed_not_required", case="C")
    assert journey(story).closing.outcome is Outcome.SERVICE_DECISION


def test_it_goes_by_the_last_case_where_all_are_merged():
    story = back()
    story.tell("closed_merged")
    assert journey(story).closing is None
    assert journey(story).close_rule_met is False


# Offers


def test_it_says_how_far_each_offer_reached():
    story = back()
    story.tell("message_sent", 3)
    story.tell("carer_told", 4)
    story.tell("child_told", 5)
    story.tell("offer_reconfirmed", 6, episodes=["A"])
    story.tell("child_said_no", 7, could_talk_freely="yes")
    story.tell("offered_again", 8, level="child_via_carer_confirmed")
    assert journey(story).offers == (
        Offer(exactly(3), OfferLevel.LETTER_OR_MESSAGE_UNCONFIRMED),
        Offer(exactly(4), OfferLevel.CARER_ONLY),
        Offer(exactly(5), OfferLevel.CHILD_DIRECT),
        Offer(exactly(6), OfferLevel.CHILD_DIRECT, reconfirms=True),
        Offer(exactly(8), OfferLevel.CHILD_VIA_CARER_CONFIRMED),
    )


def test_it_counts_an_offer_for_every_return_of_the_case_unless_it_names_one():
    story = two_returns()
    story.tell("child_told", 5)
    story.tell("episode_attached", 12, episode="B")
    story.tell("offer_reconfirmed", 13, episodes=["B"])
    assert [o.happened for o in journey(story, "A").offers] == [exactly(5)]
    assert [(o.happened, o.reconfirms) for o in journey(story, "B").offers] == [
        (exactly(5), False),
        (exactly(13), True),
    ]


def test_it_records_the_offer_with_a_checked_answer_of_a_child_nobody_had_told():
    for answer, offered in (("yes", True), ("no", True), ("other", False), ("not_the_child", False)):
        story = back()
        story.tell("attempt_made", 3)
        phone = story.tell("answer_came_by_phone", 4, answer=answer)
        story.tell("phone_answer_confirmed", 5, subject=phone.id, answer=answer, could_talk_freely="yes")
        expected = (Offer(exactly(5), OfferLevel.CHILD_DIRECT),) if offered else ()
        assert journey(story).offers == expected, answer
    told = back()
    told.tell("child_told", 3)
    told.tell("phone_answer_confirmed", 5, answer="yes")
    assert len(journey(told).offers) == 1


# Answers


def test_it_keeps_every_answer_with_whose_it_was_and_how_free():
    story = back()
    story.tell("parent_refused", 3)
    story.tell("decided_to_ask_anyway", 3.5)
    story.tell("parent_refused", 4, refused_by="carer")
    story.tell("child_told", 5)
    story.tell("child_said_yes", 6, could_talk_freely="yes")
    story.tell("child_said_no", 7, could_talk_freely="no")
    story.tell("child_said_no", 8, conveyed_by="carer")
    story.tell("child_said_no", 9, could_talk_freely="yes")
    assert journey(story).responses == (
        Response(exactly(3), ResponseToOffer.PARENT_REFUSED, Answerer.PARENT),
        Response(exactly(4), ResponseToOffer.PARENT_REFUSED, Answerer.CARER),
        Response(exactly(6), ResponseToOffer.ACCEPTED, Answerer.CHILD, True),
        Response(exactly(7), ResponseToOffer.DECLINED, Answerer.CHILD, False),
        Response(exactly(8), ResponseToOffer.DECLINED, Answerer.CARER, None),
        Response(exactly(9), ResponseToOffer.WITHDRAWN, Answerer.CHILD, True),
    )


def test_it_keeps_an_answer_by_phone_apart_until_somebody_checked_it():
    story = back()
    story.tell("child_told", 3)
    phone = story.tell("answer_came_by_phone", 4, answer="no")
    story.tell("answer_came_by_phone", 5, answer="question")
    unchecked = Response(exactly(4), ResponseToOffer.DECLINED, None, confirmed=False)
    assert journey(story).responses == (unchecked,)
    story.tell("phone_answer_confirmed", 6, subject=phone.id, answer="no", could_talk_freely="yes")
    assert journey(story).responses == (Response(exactly(6), ResponseToOffer.DECLINED, Answerer.CHILD, True),)


def test_it_reads_a_yes_by_phone_checked_or_not():
    story = back()
    story.tell("child_told", 3)
    phone = story.tell("answer_came_by_phone", 4, answer="yes")
    assert journey(story).responses == (Response(exactly(4), ResponseToOffer.ACCEPTED, None, confirmed=False),)
    story.tell("phone_answer_confirmed", 5, subject=phone.id, answer="yes", could_talk_freely="not_sure")
    assert journey(story).responses == (Response(exactly(5), ResponseToOffer.ACCEPTED, Answerer.CHILD, None),)


def test_it_forgets_an_answer_that_was_not_the_childs():
    story = back()
    story.tell("child_told", 3)
    phone = story.tell("answer_came_by_phone", 4, answer="no")
    story.tell("phone_answer_confirmed", 5, subject=phone.id, answer="not_the_child")
    assert journey(story).responses == ()


# Talks


def test_it_gives_the_talks_that_were_about_this_absence():
    story = two_returns()
    story.tell("episode_attached", episode="B")
    talk = story.talk(
        20, discussed=["A", "B"], completeness="partial", relation="foster_carer", preference_exception=True,
        provider_type="voluntary_organisation",
    )  # fmt: skip
    story.talk(30, discussed=["A"])
    both, second = journey(story, "A").talks
    assert both == Talk(
        exactly(20), Completeness.PARTIAL, InterviewerRelation.FOSTER_CARER, ProviderType.VOLUNTARY_ORGANISATION, True, 2, talk.id,
        handed_in=NOT_RECORDED, approved=NOT_RECORDED,
    )  # fmt: skip
    assert (second.held, second.completeness, second.episodes_discussed) == (exactly(30), Completeness.FULL, 1)
    assert journey(story, "B").talks == (both,)


def test_it_takes_the_relation_of_the_allocated_interviewer_where_the_talk_names_none():
    story = back()
    story.tell("interviewer_allocated", interviewer="Sam", relation="la_dedicated_rhi")
    story.tell("allocation_changed", to="allocated", interviewer="Pat", relation="commissioned_provider")
    story.talk()
    assert journey(story).talks[0].relation is InterviewerRelation.COMMISSIONED_PROVIDER
    silent = back()
    silent.talk()
    assert silent.case().allocation.steps == ()
    assert journey(silent).talks[0].relation is None


def test_it_counts_the_returns_of_a_talk_that_did_not_say():
    story = back()
    story.tell("talk_held", 5)
    (talk,) = journey(story).talks
    assert (talk.episodes_discussed, talk.completeness, talk.preference_exception) == (1, Completeness.PARTIAL, None)


def test_it_leaves_a_return_that_was_not_talked_about_its_own_clock_and_its_first_opening():
    story = two_returns()
    story.tell("child_told", 5)
    story.tell("episode_attached", 12, episode="B")
    story.tell("carer_told", 13)
    story.talk(20, discussed=["A"], moved_to="D")
    story.tell("message_sent", 21, case="C")
    story.tell("child_told", 22, case="D")
    moved, stayed = journey(story, "B"), journey(story, "A")
    assert (moved.talks, moved.closing, moved.case_opened) == ((), None, exactly(2))
    assert [o.happened for o in moved.offers] == [exactly(5), exactly(13), exactly(22)]
    assert [o.happened for o in stayed.offers] == [exactly(5), exactly(13), exactly(21)]
    assert [t.held for t in stayed.talks] == [exactly(20)]


def test_it_says_nothing_of_a_return_after_it_left():
    story = two_returns()
    story.tell("episode_attached", 12, episode="B")
    story.talk(20, discussed=["A"], moved_to="D")
    story.tell("offer_reconfirmed", 21, answer_stands=True)
    story.talk(30, discussed=["A"])
    story.tell("offer_reconfirmed", 31, answer_stands=True)
    assert journey(story, "B").offers == ()
    assert len(journey(story, "A").offers) == 2


def test_it_says_nothing_of_talks_about_others():
    story = two_returns()
    story.tell("episode_attached", 12, episode="B")
    story.talk(20, discussed=["B"], moved_to="D")
    story.talk(30, discussed=["A", "B"])
    assert [t.held for t in journey(story, "A").talks] == [exactly(30)]
    assert [t.held for t in journey(story, "B").talks] == [exactly(20), exactly(30)]


# Closing


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("closed_not_required", Outcome.SERVICE_DECISION),
        ("closed_transferred", Outcome.MOVED_OR_TRANSFERRED),
        ("closed_turned_18", Outcome.TURNED_18_OR_DIED),
        ("closed_deceased", Outcome.TURNED_18_OR_DIED),
    ],
)
def test_it_knows_the_outcome_of_a_closing_that_chooses_none(kind, outcome):
    story = back()
    story.tell(kind, 9)
    assert journey(story).closing == Closing(exactly(9), outcome)
    story.tell("case_reopened")
    assert journey(story).closing is None


def test_it_takes_the_outcome_chosen_for_each_return():
    story = two_returns()
    story.tell("episode_attached", episode="B")
    story.tell("closed_not_undertaken", 15, outcomes={"A": "declined_by_child", "B": "no_capacity"})
    assert journey(story, "A").closing == Closing(exactly(15), Outcome.DECLINED_BY_CHILD)
    assert journey(story, "B").closing == Closing(exactly(15), Outcome.NO_CAPACITY)


@pytest.mark.parametrize("outcomes", [{}, {"A": "nonsense"}, {"B": "no_capacity"}])
def test_it_has_no_outcome_where_none_was_chosen_for_this_return(outcomes):
    story = back()
    story.tell("closed_not_undertaken", outcomes=outcomes)
    assert journey(story).closing is None


def test_it_forgets_the_outcome_of_a_case_that_was_reopened():
    story = back()
    story.tell("closed_not_undertaken", outcomes={"A": "no_capacity"})
    story.tell("case_reopened")
    assert journey(story).closing is None


def test_it_has_no_outcome_to_give_for_a_case_closed_as_undertaken():
    story = back()
    story.talk()
    story.tell("closed_undertaken")
    assert journey(story).closing is None


def test_it_replaces_the_transfer_by_what_the_other_authority_told_us():
    story = back()
    story.tell("transfer_sent", subject="T1")
    story.tell("transfer_acknowledged", subject="T1")
    story.tell("closed_transferred", 9)
    story.tell("transfer_outcome_came_back", 30, subject="T1", outcome="declined_by_child")
    assert journey(story).closing == Closing(exactly(9), Outcome.DECLINED_BY_CHILD)
    assert journey(story).talks == ()


@pytest.mark.parametrize(
    ("outcome", "completeness", "number"),
    [
        ("undertaken_individual", Completeness.FULL, 1),
        ("undertaken_combined", Completeness.FULL, 2),
        ("undertaken_partial", Completeness.PARTIAL, 1),
    ],
)
def test_it_counts_a_talk_that_the_other_authority_held(outcome, completeness, number):
    story = back()
    story.tell("transfer_sent", subject="T0")
    story.tell("transfer_sent", subject="T1")
    story.tell("transfer_acknowledged", subject="T1")
    story.tell("closed_transferred", 9)
    story.tell("transfer_outcome_came_back", 60, subject="T1", outcome=outcome, held_at=hour(40))
    found = journey(story)
    assert found.closing is None
    assert found.talks == (Talk(exactly(40), completeness, episodes_discussed=number),)


def test_it_does_not_know_when_the_other_authority_held_it_unless_they_said():
    story = back()
    story.tell("transfer_sent", subject="T1")
    story.tell("transfer_acknowledged", subject="T1")
    story.tell("closed_transferred", 9)
    story.tell("transfer_outcome_came_back", subject="T1", outcome="undertaken_individual")
    assert journey(story).talks[0].held is NOT_RECORDED


def test_it_waits_for_the_outcome_of_a_transfer_that_says_nothing():
    story = back()
    story.tell("transfer_sent", subject="T1")
    story.tell("transfer_acknowledged", subject="T1")
    story.tell("closed_transferred", 9)
    story.tell("transfer_outcome_came_back", subject="T1")
    assert journey(story).closing == Closing(exactly(9), Outcome.MOVED_OR_TRANSFERRED)
    assert journey(story).talks == ()


def test_it_says_whether_the_close_rule_is_met():
    story = back()
    story.tell("attempt_made", 3, channel="visit")
    assert journey(story).close_rule_met is False
    assert journey(story, policy=Policy(tries=1, channels=1, days=1)).close_rule_met is True


def in_need(*then: tuple[str, dict[str, object]]) -> Story:
    """Heard at 3, one need recorded at 4, and what came of it hour by hour after that."""
    story = back()
    story.talk(3)
    story.tell("need_recorded", 4, need="mentoring")
    for number, (kind, detail) in enumerate(then, 5):
        story.tell(kind, number, **detail)
    return story


OWNED = ("owner_named", {"owner": "Tess"})
OFFERED = ("support_offered", {"service": "named"})
ACCEPTED = ("support_accepted", {"said_by": "child"})
STARTED = ("support_started", {})


@pytest.mark.parametrize(
    ("then", "need"),
    [
        ((), Need(pending=False)),
        ((OWNED,), Need(pending=False)),
        ((OWNED, OFFERED), Need(offered=True, pending=True)),
        ((OWNED, OFFERED, ACCEPTED), Need(True, True, exactly(7), pending=False)),
        ((OWNED, OFFERED, ACCEPTED, STARTED), Need(True, True, exactly(7), True, exactly(8), pending=False)),
        ((OWNED, OFFERED, ("support_declined", {"reason": "given"})), Need(True, False, started=False, pending=False)),
        ((("no_service_found", {"service": "mentoring", "area": "here"}),),
         Need(False, False, started=False, pending=False)),
        ((("need_met_otherwise", {"reason": "given"}),), Need(False, False, started=False, pending=False)),
        ((OWNED, OFFERED, ACCEPTED, ("support_ended", {"ended_how": "moved"})),
         Need(True, True, exactly(7), False, pending=False)),
    ],
    ids=["recorded", "owned", "offered", "accepted", "started", "declined", "no service", "met otherwise", "ended unbegun"],
)  # fmt: skip
def test_it_says_of_a_need_what_was_said_and_nothing_more(then, need):
    assert journey(in_need(*then)).needs == (replace(need, kind=NeedKind.MENTORING),)


def test_it_waits_for_the_answer_when_help_is_offered_again_after_a_no():
    story = in_need(OWNED, OFFERED, ("support_declined", {"reason": "given"}), OFFERED)
    assert journey(story).needs == (Need(offered=True, pending=True, kind=NeedKind.MENTORING),)


def test_it_does_not_know_what_a_child_needs_until_somebody_has_written_it_up():
    story = back()
    assert journey(story).needs is None
    story.talk(3)
    story.tell("record_started", by="Sam")
    assert journey(story).needs is None
    story.tell("record_submitted", by="Sam")
    assert journey(story).needs == ()


def test_it_reads_that_nothing_is_needed_as_an_answer():
    story = back()
    story.talk(3)
    story.tell("need_recorded", need="none")
    assert journey(story).needs == ()


def test_it_keeps_the_needs_of_a_talk_to_the_returns_it_was_about():
    story = two_returns()
    story.tell("episode_attached", 13, episode="B")
    story.talk(14, discussed=["A"], moved_to="D")
    story.tell("need_recorded", need="mentoring")
    assert len(journey(story).needs) == 1
    assert journey(story, "B").needs is None


# Notices, plans and records


def test_it_says_how_the_notice_of_the_return_travelled():
    story = back()
    assert journey(story).notice_recorded is False
    story.tell("notice_queued", 2, subject="N", about="returned")
    story.tell("notice_sent", 3, subject="N", about="returned")
    story.tell("notice_delivered", 4, subject="N", about="returned")
    story.tell("notice_opened", 5, subject="N", about="returned")
    found = journey(story)
    assert (found.notice_sent, found.notified, found.notice_opened) == (exactly(3), exactly(4), exactly(5))
    assert found.notice_recorded is True


def test_it_says_whether_a_child_known_to_be_away_had_a_plan():
    story = Story()
    story.tell("absence_noted", 0)
    story.tell("known_to_be_away", 1)
    assert journey(story).away_planned is False
    story.tell("away_plan_made", 2, owner="Ada", review_at=hour(9))
    assert journey(story).away_planned is True
    assert journey(back()).away_planned is None


def test_it_says_when_the_record_was_first_handed_in_and_approved():
    story = back()
    story.talk(20, discussed=["A"])
    story.tell("record_started", 21, by="Sam")
    story.tell("record_submitted", 22, by="Sam")
    story.tell("record_approved", 30, by="Pat", read=True)
    (talk,) = journey(story).talks
    assert (talk.handed_in, talk.approved, talk.account) == (exactly(22), exactly(30), None)
    account = Account(("debt",), ())
    assert journey(story, accounts={"C": account, "another": Account()}).talks[0].account == account


def test_it_says_whether_who_held_the_talk_was_trained_when_they_were_named():
    def trained(**named) -> bool | None:
        story = back()
        story.tell("interviewer_allocated", 4, relation="la_dedicated_rhi", conflict=False, **named)
        story.talk(20, discussed=["A"])
        return journey(story).talks[0].trained

    assert (trained(interviewer="Sam", trained=True), trained(interviewer="Sam", trained=False)) == (True, False)
    assert (trained(interviewer="Sam"), trained(interviewer="Pat", trained=True)) == (None, None)
