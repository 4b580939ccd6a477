"""Asking the child: what the case knows of it, and what may not be recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.stories import Story, hour
from wayhome.domain.holidays import Nation, published
from wayhome.domain.journey import SYSTEM, CaseSoFar, Circumstances, Contact, Policy
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Channel, ContactPermission, Role

CHECKED = Circumstances(safety=dict.fromkeys(Channel, ContactPermission.YES))


def back() -> Story:
    return Story().missing_and_back()


def told(*answers: str) -> Story:
    """The child was told, and what came after."""
    story = back()
    story.tell("child_told")
    for answer in answers:
        story.tell(answer)
    return story


def test_it_asks_anew_for_a_new_return_unless_the_child_says_that_the_answer_stands():
    story = told("child_said_yes")
    story.tell("offer_reconfirmed", answer_stands=True)
    assert story.case().contact.state is Contact.ACCEPTED
    story.tell("offer_reconfirmed", answer_stands=False)
    assert story.case().contact.state is Contact.OFFERED


def test_it_starts_with_nobody_asked():
    case = CaseSoFar("C")
    assert (case.is_open, case.child_was_told, case.carer_was_told, case.child_said_yes) == (False,) * 4
    assert (case.parent_refused, case.ask_again_alone, case.may_be_asked_again) == (False, False, True)
    assert (case.tries, case.unconfirmed_answers, case.responsible_authority) == ((), (), None)
    assert (case.missed, case.interviewer, case.child_has_died) == (0, None, False)


# Tries and the close rule


def test_it_counts_every_try_in_order_a_meeting_without_a_talk_too():
    story = back()
    first = story.tell("attempt_made", channel="call")
    second = story.tell("seen_without_talking")
    third = story.tell("message_sent", channel="letter")
    fourth = story.tell("carer_told")
    story.tell("child_told")
    assert [e.id for e in story.case().tries] == [first.id, second.id, third.id, fourth.id]


def tried(*tries: tuple[float, str], **detail) -> bool:
    story = back()
    for at, channel in tries:
        story.tell("attempt_made", at, channel=channel, **detail)
    return story.case().tried_enough(Policy())


def test_it_has_tried_enough_by_three_tries_two_channels_a_visit_and_two_days():
    assert tried((3, "call"), (4, "call"), (30, "visit"))
    assert not tried((3, "call"), (30, "visit"))
    assert not tried((3, "visit"), (4, "visit"), (30, "visit"))
    assert not tried((3, "call"), (4, "call"), (30, "text"))
    assert not tried((3, "call"), (4, "call"), (5, "visit"))
    assert tried((3, "call"), (4, "call"), (30, "text"), no_visit_because="no safe place")


def test_it_counts_a_meeting_as_a_visit_and_an_unknown_day_as_none():
    story = back()
    story.tell("attempt_made", 3, channel="call")
    story.tell("attempt_made", happened=NOT_RECORDED, recorded=60, channel="call")
    story.tell("seen_without_talking", 4)
    assert not story.case().tried_enough(Policy())
    assert story.case().tried_enough(Policy(days=1))
    assert not story.case().tried_enough(Policy(days=1, visits=2))
    assert not story.case().tried_enough(Policy(days=1, tries=4))
    assert not story.case().tried_enough(Policy(days=1, channels=3))


def test_it_does_not_count_a_try_without_a_channel_as_a_channel():
    story = back()
    story.tell("attempt_made", 3)
    story.tell("attempt_made", 30, channel="visit")
    assert not story.case().tried_enough(Policy(tries=2))


# What was said


@pytest.mark.parametrize(
    ("events", "was_told"),
    [
        ("attempt_made carer_told", False),
        ("message_sent", False),
        ("child_told", True),
        ("child_told answer_period_over attempt_made", True),
        ("parent_refused", False),
        ("talk_held", True),
    ],
)
def test_it_knows_whether_the_child_was_told(events, was_told):
    story = back()
    for kind in events.split():
        story.tell(kind)
    assert story.case().child_was_told is was_told


def test_it_knows_by_a_checked_answer_that_the_child_was_told():
    for answer, free, was_told in (("yes", "no", True), ("no", "yes", True), ("no", "no", False)):
        story = back()
        phone = story.tell("answer_came_by_phone", answer=answer)
        assert not story.case().child_was_told
        story.tell("phone_answer_confirmed", subject=phone.id, answer=answer, could_talk_freely=free)
        assert story.case().child_was_told is was_told


def test_it_tells_a_spoken_yes_from_a_talk_that_simply_took_place():
    assert told("child_said_yes").case().child_said_yes
    assert not told("talk_held").case().child_said_yes
    assert not told().case().child_said_yes


def test_it_remembers_a_parents_refusal_after_the_childs_yes():
    story = back()
    story.tell("parent_refused")
    assert story.case().parent_refused
    story.tell("child_said_yes")
    assert story.case().parent_refused and story.case().contact.state is Contact.ACCEPTED


def test_it_keeps_the_yes_when_a_parent_refuses_afterwards():
    story = told("child_said_yes", "parent_refused")
    assert story.case().contact.state is Contact.ACCEPTED
    assert story.case().parent_refused


def test_it_waits_for_every_answer_by_phone_to_be_checked():
    story = told()
    first, second = (story.tell("answer_came_by_phone", answer=each) for each in ("no", "yes"))
    assert [e.id for e in story.case().unconfirmed_answers] == [first.id, second.id]
    story.tell("phone_answer_confirmed", subject=second.id, answer="yes")
    assert [e.id for e in story.case().unconfirmed_answers] == [first.id]
    third = story.tell("answer_came_by_phone", answer="yes")
    story.tell("phone_answer_confirmed", answer="other")
    assert [e.id for e in story.case().unconfirmed_answers] == [third.id]
    story.tell("phone_answer_confirmed", subject="unheard of", answer="not_the_child")
    assert story.case().unconfirmed_answers == ()
    story.tell("phone_answer_confirmed", answer="other")
    assert story.case().unconfirmed_answers == ()


NO = {"could_talk_freely": "no"}
FREE = {"could_talk_freely": "yes"}


@pytest.mark.parametrize(
    ("after", "detail", "open_still"),
    [
        ("attempt_made", {}, True),
        ("child_said_no", NO, True),
        ("child_said_no", {"could_talk_freely": "not_sure"}, True),
        ("child_said_no", FREE | {"conveyed_by": "carer"}, True),
        ("child_said_no", FREE, False),
        ("child_said_yes", {}, False),
        ("offer_reconfirmed", {}, True),
        ("offer_reconfirmed", FREE, False),
        ("phone_answer_confirmed", NO | {"answer": "yes"}, True),
        ("phone_answer_confirmed", FREE | {"answer": "other"}, False),
        ("talk_held", {}, False),
        ("answer_came_by_phone", FREE, True),
    ],
)
def test_it_asks_again_alone_until_the_child_was_asked_alone(after, detail, open_still):
    story = told()
    assert not story.case().ask_again_alone
    story.tell("child_said_no", **NO)
    assert story.case().contact.state is Contact.OFFERED
    assert story.case().ask_again_alone
    story.tell(after, **detail)
    assert story.case().ask_again_alone is open_still


def test_it_asks_again_alone_after_a_checked_no_that_was_not_free():
    story = told()
    story.tell("phone_answer_confirmed", answer="no", could_talk_freely="not_sure")
    assert story.case().ask_again_alone
    story.tell("child_said_no", **FREE)
    story.tell("phone_answer_confirmed", answer="yes", could_talk_freely="not_sure")
    assert not story.case().ask_again_alone


def test_it_asks_again_alone_once_more_after_another_no():
    story = told()
    story.tell("child_said_no", **FREE)
    story.tell("offered_again", **FREE)
    story.tell("child_said_no", **NO)
    assert story.case().ask_again_alone


@pytest.mark.parametrize("kind", ["child_said_no", "phone_answer_confirmed"])
def test_it_does_not_ask_again_when_the_child_asked_not_to(kind):
    story = told()
    story.tell(kind, answer="no", ask_again="only_next_time", **FREE)
    assert story.case().may_be_asked_again
    story.tell("offered_again")
    story.tell(kind, answer="no", ask_again="not_about_this_one", **FREE)
    assert not story.case().may_be_asked_again


def test_it_counts_the_talks_missed_since_the_last_yes():
    story = told("child_said_yes")
    for expected in (1, 2):
        story.tell("appointment_booked")
        story.tell("appointment_missed")
        assert story.case().missed == expected
    story.tell("child_lost_touch")
    story.tell("child_told")
    story.tell("child_said_yes")
    assert story.case().missed == 0
    story.tell("offer_reconfirmed", answer_stands=True)
    story.tell("appointment_booked")
    story.tell("appointment_missed")
    story.tell("offer_reconfirmed", answer_stands=True)
    assert story.case().missed == 1


def test_it_goes_on_counting_missed_talks_when_the_child_says_no_to_another():
    story = told("child_said_yes", "appointment_booked", "appointment_missed")
    story.tell("child_said_no", **FREE)
    assert story.case().missed == 1
    story.tell("child_said_yes")
    assert story.case().missed == 0


def test_it_knows_which_authority_answers():
    story = back()
    assert story.case().responsible_authority == "Eastmere"
    story.tell("case_checked")
    assert story.case().responsible_authority == "Eastmere"
    story.tell("case_checked", authority="Northby")
    assert story.case().responsible_authority == "Northby"


# Rules: reaching the child safely


def test_it_refuses_a_text_and_a_letter_until_somebody_checked_and_offers_the_named_adult():
    known = Circumstances(named_adult="Ms Patel at school")
    story = back()
    for channel in ("text", "link", "letter", "home_phone"):
        (refusal,) = story.asked("attempt_made", story.case(), channel=channel, known=known)
        assert refusal.rule == "safe_channel"
        assert refusal.words == (
            f"{Channel(channel).label}: nobody has checked yet whether this is safe. Go through Ms Patel at school."
        )
    for channel in ("call", "visit", "video", "via_school", "via_carer"):
        assert story.refused("attempt_made", channel=channel, known=known) == []


def test_it_asks_for_a_named_adult_where_there_is_none():
    (refusal,) = back().asked("attempt_made", back().case(), channel="text")
    assert refusal.words.endswith("Name an adult to go through first.")


@pytest.mark.parametrize("channel", Channel)
def test_it_never_uses_what_is_marked_never(channel):
    known = Circumstances(safety={channel: ContactPermission.NEVER}, named_adult="Gran")
    (refusal,) = back().asked("attempt_made", back().case(), channel=channel.value, known=known)
    assert refusal.words == f"{channel.label}: never use this for this child. Go through Gran."


def test_it_allows_what_was_checked_and_a_try_that_names_no_known_way():
    assert back().refused("attempt_made", channel="text", known=CHECKED) == []
    assert back().refused("attempt_made") == []
    assert back().refused("attempt_made", channel="pigeon") == []


@pytest.mark.parametrize("kind", ["attempt_made", "message_sent", "child_told"])
def test_it_asks_how_the_child_is_reached_by_whatever_event(kind):
    assert back().refused(kind, channel="text") == ["safe_channel"]


def test_it_stops_messages_while_an_answer_by_phone_waits():
    story = told()
    phone = story.tell("answer_came_by_phone", answer="no")
    for channel, stopped in (("text", True), ("link", True), ("letter", True), ("call", False), ("home_phone", False)):
        refused = story.refused("attempt_made", channel=channel, known=CHECKED)
        assert refused == (["messages_may_go"] if stopped else []), channel
    story.tell("phone_answer_confirmed", subject=phone.id, answer="other", could_talk_freely="yes")
    assert story.refused("attempt_made", channel="text", known=CHECKED) == []


def test_it_stops_messages_while_the_child_is_missing_again():
    story = back()
    story.tell("police_report_made", episode="B")
    (refusal,) = story.asked("message_sent", story.case(), channel="text", known=CHECKED)
    assert refusal.words.startswith("The child is missing again.")
    assert story.refused("attempt_made", channel="visit", known=CHECKED) == []


def test_it_stops_all_contact_when_the_child_has_died():
    story = told("child_said_yes")
    story.tell("died")
    for kind in ("attempt_made", "carer_told", "message_sent", "offer_reconfirmed", "parent_refused"):
        assert "child_is_alive" in story.refused(kind, episodes=["A"]), kind
    assert "child_is_alive" in story.refused("appointment_booked", planned=hour(40))
    assert "child_is_alive" in story.refused("referred_to_provider")
    assert "child_is_alive" in story.refused("interviewer_allocated")
    assert story.refused("answer_came_by_phone") == []


def test_it_counts_a_death_recorded_by_the_closing_too():
    story = back()
    story.tell("closed_deceased")
    assert story.case().child_has_died


# Rules: telling the child


def test_it_counts_telling_only_from_when_the_child_was_found():
    story = back()
    assert story.refused("child_told", happened=Moment.exactly(hour(1.99))) == ["after_the_child_was_found"]
    assert story.refused("child_told", happened=Moment.exactly(hour(2))) == []
    assert story.refused("child_told", happened=NOT_RECORDED) == []


def test_it_lets_an_offer_count_for_one_of_two_returns():
    story = back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    five = Moment.exactly(hour(5))
    assert story.refused("child_told", happened=five) == []
    story.tell("child_told", 13)
    assert story.refused("offer_reconfirmed", happened=five, at=20, episodes=["B"]) == ["after_the_child_was_found"]
    assert story.refused("offer_reconfirmed", happened=five, at=20, episodes=["A"]) == []
    assert story.refused("offer_reconfirmed", happened=five, at=20, episodes=["A", "B"]) == []


def test_it_says_an_offer_again_for_a_return_of_this_case():
    story = told()
    assert story.refused("offer_reconfirmed") == ["a_return_of_this_case"]
    assert story.refused("offer_reconfirmed", episodes=["Z"]) == ["a_return_of_this_case"]
    assert story.refused("offer_reconfirmed", episodes=["A", "Z"]) == ["a_return_of_this_case"]
    assert story.refused("offer_reconfirmed", episodes=["A"]) == []


def test_it_tells_a_child_in_a_case_that_covers_nothing_yet():
    story = Story()
    story.tell("case_opened")
    assert story.refused("child_told") == []


@pytest.mark.parametrize("kind", ["child_said_yes", "child_said_no"])
def test_it_takes_a_text_or_a_link_for_an_answer_by_phone(kind):
    for channel, refused in (("text", True), ("link", True), ("call", False), ("visit", False), (None, False)):
        found = told().refused(kind, channel=channel, **FREE)
        assert found == (["spoken_to"] if refused else []), channel
    assert told().refused(kind, channel="text") == ["spoken_to"]


def test_it_wants_a_view_of_competence_when_a_parent_said_no():
    story = back()
    story.tell("parent_refused")
    view = {"competence_view": "gillick", "reason": "16, understands"}
    for kind in ("child_told", "child_said_yes"):
        assert story.refused(kind) == ["competence_view"]
        assert story.refused(kind, competence_view="gillick") == ["competence_view"]
        assert story.refused(kind, reason="16") == ["competence_view"]
        assert story.refused(kind, **view) == []
    assert back().refused("child_told") == []


def test_it_lets_the_manager_decide_to_ask_anyway_with_a_reason():
    story = back()
    story.tell("parent_refused")
    manager = {"role": Role.TEAM_MANAGER}
    assert story.refused("decided_to_ask_anyway", **manager) == ["a_reason"]
    assert story.refused("decided_to_ask_anyway", reason="risk", **manager) == []


def test_it_checks_an_answer_by_phone_only_where_one_waits_and_both_are_said():
    story = told()
    both = {"answer": "no", "how_known": "rang back, knew her voice", "could_talk_freely": "yes"}
    assert story.refused("phone_answer_confirmed", **both) == ["a_phone_answer_waits"]
    story.tell("answer_came_by_phone", answer="no")
    assert story.refused("phone_answer_confirmed", **both) == []
    for left_out in both:
        rest = {key: value for key, value in both.items() if key != left_out}
        assert story.refused("phone_answer_confirmed", **rest) == ["who_it_was_and_how_free"], left_out
    assert story.refused("phone_answer_confirmed", **both | {"answer": "maybe"}) == ["who_it_was_and_how_free"]
    for answer in ("yes", "other", "not_the_child"):
        assert story.refused("phone_answer_confirmed", **both | {"answer": answer}) == []


def test_it_wants_competence_for_a_yes_by_phone_after_a_parents_no():
    story = back()
    story.tell("parent_refused")
    story.tell("answer_came_by_phone", answer="yes")
    both = {"answer": "yes", "how_known": "rang back", "could_talk_freely": "yes"}
    assert story.refused("phone_answer_confirmed", **both) == ["competence_view"]


def test_it_does_not_call_it_no_answer_while_one_by_phone_waits():
    story = told()
    system = {"role": SYSTEM, "by": None}
    assert story.refused("answer_period_over", **system) == []
    story.tell("answer_came_by_phone", answer="later")
    assert story.refused("answer_period_over", **system) == ["no_unchecked_phone_answer"]


def test_it_does_not_offer_again_what_the_child_asked_not_to_be_asked():
    story = told()
    story.tell("child_said_no", ask_again="not_about_this_one", **FREE)
    assert story.refused("offered_again") == ["child_may_be_asked_again"]
    friendly = told()
    friendly.tell("child_said_no", **FREE)
    assert friendly.refused("offered_again") == []


def test_it_lets_a_yes_lapse_only_after_two_missed_talks():
    story = told("child_said_yes", "appointment_booked", "appointment_missed")
    assert story.refused("child_lost_touch") == ["missed_twice"]
    story.tell("appointment_booked")
    story.tell("appointment_missed")
    assert story.refused("child_lost_touch") == []


@pytest.mark.parametrize(
    "kind",
    ["attempt_made", "carer_told", "message_sent", "child_told", "parent_refused", "talk_held", "not_fit_to_talk"],
)
def test_it_wants_the_case_open(kind):
    story = back()
    story.tell("closed_not_required")
    (refusal,) = (r for r in story.asked(kind, story.case()) if r.rule == "case_is_open")
    assert refusal.words == "The case is not open: Not required. A manager can reopen it, with a reason."


def test_it_keeps_an_answer_by_phone_even_after_closing():
    story = back()
    story.tell("closed_not_required")
    assert story.refused("answer_came_by_phone", answer="yes") == []


# Until when an answer is waited for


def test_it_waits_for_an_answer_to_the_end_of_the_fifth_working_day():
    week = published(Nation.ENGLAND_AND_WALES)
    story = back()
    assert story.case().answer_due(5, week) is None
    story.tell("child_told", 4)
    end_of_next_monday = datetime(2026, 3, 10, tzinfo=UTC)
    assert story.case().answer_due(5, week) == end_of_next_monday
    story.tell("offer_reconfirmed", 28, episodes=["A"])
    assert story.case().answer_due(5, week) == end_of_next_monday + timedelta(days=1)
    story.tell("child_said_yes")
    assert story.case().answer_due(5, week) is None


def test_it_gives_the_whole_time_where_only_the_day_of_the_offer_is_known():
    week = published(Nation.ENGLAND_AND_WALES)
    on_tuesday, unknown = back(), back()
    on_tuesday.tell("child_told", happened=Moment.on(date(2026, 3, 3)), recorded=40)
    assert on_tuesday.case().answer_due(1, week) == datetime(2026, 3, 6, tzinfo=UTC)
    unknown.tell("child_told", happened=NOT_RECORDED, recorded=4)
    assert unknown.case().answer_due(1, week) == datetime(2026, 3, 4, tzinfo=UTC)
