"""Turns that a journey takes: a question before a yes, a talk that moves, a record that comes back, a parent's no, two times."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.journeys.children import Child, known
from tests.journeys.endings import given_the_child_was_told
from tests.journeys.person import Person
from tests.journeys.world import World, ago
from wayhome.domain.moment import LONDON


def a_charity_asks_hands_back_and_is_sent_it_again(world: World) -> None:
    """A question is answered before anything else; a case that is handed back is with nobody, and may be taken back."""
    rosa, mona, child = world.person("rosa"), world.person("mona"), known(world, "Uma", "Ives")
    given_the_child_was_told(rosa, child)
    rosa.follows("Record a yes").records(happened=ago(minutes=30), could_talk_freely="yes").is_at("case")
    sent_to_harbour(rosa, child)
    mona.opens("case", child.case).follows("Open the referral").records().follows("Ask the coordinator")
    mona.is_at("referral_ask")
    mona.tries().is_at("referral_ask").records(words="Does she need an interpreter?").is_at("case")
    rosa.opens("case", child.case).sees("Harbour has a question.").follows("Answer the provider")
    rosa.is_at("referral_answer")
    rosa.records(words="No.").is_at("case")
    mona.opens("case", child.case).follows("Accept the referral").records().follows("Hand back").is_at("hand_back")
    mona.records(reason="Nobody is free this week.")
    sent_to_harbour(rosa, child)
    rosa.follows("Take back from the provider").is_at("take_back").records(reason="Idris is free today.").is_at("case")
    rosa.does_not_see("Sent to Harbour, not opened yet.")


def a_talk_is_moved_missed_and_cancelled(world: World) -> None:
    """Our own miss is never the child's; to be seen is not to be heard."""
    sam = world.person("sam")
    sam.opens("today").follows("Open", beside="Maya Reid").is_at("case").follows("Rearrange").is_at("rearrange_talk")
    later = datetime.now(LONDON) + timedelta(hours=30)
    sam.records(planned=later, asked_by="child").is_at("case")
    sam.follows("It did not happen").is_at("talk_missed").records(reason="interviewer_absent", happened=ago())
    sam.is_at("case")
    sam.follows("Arrange a time").records(planned=later, place="school", mode="in_person").is_at("case")
    sam.follows("Cancel the talk").is_at("talk_cancel").records(reason="School is shut.").is_at("case")
    sam.follows("Met, nothing talked about").is_at("talk_seen").records(happened=ago(), words="At the gate.")
    sam.is_at("case")


def a_record_comes_back(world: World) -> None:
    """The author takes it back, the reader sends it back with comments, and somebody else approves it."""
    sam, rosa, tess = world.person("sam"), world.person("rosa"), world.person("tess")
    sam.opens("today").follows("Open", beside="Theo Lane").is_at("case")
    case = sam.here("case")
    sam.follows("Go on writing").follows("Hand in").is_at("case")
    sam.opens("write_up", case).follows("Take the record").is_at("write_up").follows("Hand in").is_at("case")
    rosa.opens("case", case).follows("Send the record back").is_at("record_back")
    rosa.records(comments="Say where he slept.\nWho else was there?").is_at("case")
    sam.opens("case", case).sees("Back with").follows("Go on writing").records(while_away="on dev’s floor")
    sam.follows("Hand in")
    tess.opens("case", case).follows("Check the record").records(read=True).is_at("case").sees("Decide who is told")


def a_parent_says_no_and_the_child_says_yes(world: World) -> None:
    """A parent's no is never the child's; what comes by phone is nobody's until a person has checked."""
    rosa, tess, child = world.person("rosa"), world.person("tess"), known(world, "Vic", "Joyce")
    rosa.opens("today").follows("Open", beside=child.name).follows("A parent said no").is_at("parent_no")
    child.case = rosa.here("case")
    rosa.records(refused_by="parent", happened=ago(minutes=30), words="Not now.").is_at("case").sees("Parent said no.")
    tess.opens("case", child.case).follows("Decide to ask all the same").is_at("ask_anyway")
    tess.records(reason="He is fifteen and can decide.").is_at("case")
    rosa.opens("case", child.case).follows("Record: told of the talk")
    rosa.records(level="child_direct", channel="via_school", happened=ago(minutes=20)).is_at("case")
    rosa.follows("An answer came by phone").is_at("phone_answer")
    rosa.records(channel="text", happened=ago(minutes=10), words="1").is_at("case")
    rosa.follows("Check who answered by phone").is_at("phone_answer_check")
    rosa.records(answer="yes", how_known="He told his tutor the same.", could_talk_freely="yes").is_at("case")
    rosa.sees("Said yes")


def two_sources_say_two_times(world: World) -> None:
    """We work to the earlier until somebody settles it, and both stay."""
    rosa, child = world.person("rosa"), known(world, "Wyn", "Kemp")
    rosa.opens("search").tries(wanted="").is_at("search").records(wanted=child.reference).follows(child.name)
    rosa.is_at("child_cases")
    rosa.follows("Somebody says another time").is_at("return_new")
    rosa.records(happened=ago(hours=1), source="carer", setting="same_home", seen="yes").is_at("case")
    rosa.sees("Back: two times on record", "We work to the earlier").follows("Settle the time").is_at("settle_time")
    chosen = rosa.page.locator("[name=chosen]").last.get_attribute("value")
    rosa.records(chosen=chosen, reason="Her aunt looked at the clock.").is_at("case").does_not_see(
        "Back: two times on record"
    )


def others_are_asked_and_chased(world: World) -> None:
    """A question has an owner and a date, and is chased; a notice that fits no child is seen to by a person."""
    rosa = world.person("rosa")
    rosa.opens("call_list").sees("to ring").follows("Next child").follows("Open the case").follows("Ask someone")
    rosa.is_at("ask_new")
    tomorrow = datetime.now(LONDON) + timedelta(days=1)
    rosa.tries(of="police").is_at("ask_new").records(what="When exactly was he back?", due=tomorrow).is_at("case")
    rosa.opens("asked").follows("Police").is_at("ask_answer").follows("Chase").is_at("ask_answer")
    rosa.records(answer="At ten past eight.").is_at("case").opens("asked").opens("cases", stage="closed")
    rosa.opens("missing_now")
    odd = Child("Xan", "Lund")
    said = world.police_system.tells("returned", odd.as_told, happened=ago(hours=1), reference=odd.reference)
    assert said["state"] == "needs_person"
    rosa.opens("today").follows("See to it").is_at("notices").follows("I see to the notice").is_at("notice")
    rosa.opens("today").follows("Mark as seen").is_at("today")


JOURNEYS = (
    a_charity_asks_hands_back_and_is_sent_it_again, a_talk_is_moved_missed_and_cancelled, a_record_comes_back,
    a_parent_says_no_and_the_child_says_yes, two_sources_say_two_times, others_are_asked_and_chased,
)  # fmt: skip


def sent_to_harbour(rosa: Person, child: Child) -> None:
    rosa.opens("case", child.case).follows("Send to a provider").is_at("refer")
    rosa.records(provider="Harbour, a charity for young people", conflict="no").is_at("case").sees("Sent to Harbour")
