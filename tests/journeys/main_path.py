"""The main path: from the report to help that has begun, each step by the person whose step it is."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta

from tests.journeys.children import EASTMERE, Child, back, known, reported
from tests.journeys.person import Person
from tests.journeys.world import World, ago
from wayhome.domain.moment import LONDON

OUTAGE = 30
"""Seconds."""


def heard_and_helped(world: World) -> None:
    """A child is reported on the web, heard within 72 hours, and helped."""
    child = Child("Nico", "Ashby")
    given_the_police_reported_a_child_and_the_return(world.person("pat"), child)
    when_the_coordinator_asks_the_child(world.person("rosa"), child)
    when_a_charity_takes_it(world, child)
    when_the_child_is_heard(world.person("sam"), child)
    when_the_record_is_written_and_checked(world, child)
    then_everybody_is_told_or_not_told_because(world, child)
    then_the_help_really_starts_and_the_case_closes(world, child)


def heard_and_helped_without_a_script(world: World) -> None:
    """The same for a child whom the police's own system reported, in browsers that run no script."""
    child = known(world, "Oona", "Birch")
    plain = {"scripts": False}
    when_the_coordinator_asks_the_child(world.person("rosa", **plain), child)
    when_a_charity_takes_it(world, child, **plain)
    when_the_child_is_heard(world.person("sam", **plain), child)
    when_the_record_is_written_and_checked(world, child, **plain)
    then_everybody_is_told_or_not_told_because(world, child, **plain)
    then_the_help_really_starts_and_the_case_closes(world, child, **plain)


def seen_at_once(world: World) -> None:
    """What the police's system reports stands on Today within five seconds, and nothing moves under a finger."""
    rosa, child = world.person("rosa"), Child("Perla", "Dunmore")
    given_today_is_open_with_a_filter_and_something_in_focus(rosa)
    reported(world, child)
    back(world, child)
    then_today_says_so_by_itself(rosa, within=5)
    then_the_child_is_there_when_the_reader_asks(rosa, child)


def seen_after_an_outage(world: World) -> None:
    """The server is gone for half a minute. The page says so, and is right again by itself."""
    rosa, child = world.person("rosa"), Child("Quinn", "Everard")
    reported(world, child)
    given_today_is_open_with_a_filter_and_something_in_focus(rosa)
    gone = time.monotonic()
    world.served.stop()
    then_today_says_that_it_is_not_live(rosa)
    time.sleep(max(0, OUTAGE - (time.monotonic() - gone)))
    world.served.start()
    back(world, child)
    then_today_says_so_by_itself(rosa, within=15)
    assert "Live at" in rosa.page.inner_text("[data-live-state]")
    then_the_child_is_there_when_the_reader_asks(rosa, child)


JOURNEYS = (seen_at_once, heard_and_helped, heard_and_helped_without_a_script, seen_after_an_outage)


# Reach


def given_the_police_reported_a_child_and_the_return(pat: Person, child: Child) -> None:
    about = {"authority": EASTMERE, "police_reference": child.reference, **child.as_told}
    pat.opens("home").follows("Tell an authority").is_at("report_new")
    pat.tries(kind="reported", **about).sees("Say how exactly the time is known")
    pat.records(kind="reported", **about, missing_from=ago(hours=13), happened=ago(hours=11), grade="medium")
    pat.is_at("report_sent").sees("It is on the authority’s list.")
    pat.follows("Send another notice").records(kind="returned", **about, happened=ago(hours=2), seen="yes")
    pat.is_at("report_sent").sees("It is on the authority’s list.")


def when_the_coordinator_asks_the_child(rosa: Person, child: Child) -> None:
    rosa.opens("today").follows("Open", beside=child.name).is_at("case")
    child.case = rosa.here("case")
    rosa.sees("Not yet asked.").follows("Check who and where").records(group="home").is_at("case")
    rosa.follows("Log a try").tries(target="child", channel="text", result="message_left")
    rosa.is_at("try_new").sees("nobody has checked yet").follows("Check now").is_at("child_contact")
    rosa.records(way_visit="yes", way_text="never", named_adult="Ms Patel, form tutor", times="After 15:00")
    rosa.is_at("child")
    rosa.opens("case", child.case).sees("Through Ms Patel, form tutor")
    rosa.follows("Log a try").records(target="child", channel="visit", result="visited_no_reply").is_at("case")
    rosa.sees("Trying to reach").follows("Record: told of the talk").is_at("offer_new")
    rosa.records(level="child_direct", channel="visit", happened=ago(minutes=50), could_talk_freely="yes").is_at("case")
    rosa.sees("Offered, waiting for an answer").follows("Record a yes").is_at("answer_yes")
    rosa.records(
        happened=ago(minutes=40), could_talk_freely="yes", who="A woman", words="i just want someone to listen"
    )
    rosa.is_at("case").sees("said yes", "i just want someone to listen")


# Delivery


def when_a_charity_takes_it(world: World, child: Child, *, scripts: bool = True) -> None:
    rosa, mona = world.person("rosa", scripts=scripts), world.person("mona", scripts=scripts)
    rosa.opens("case", child.case).follows("Send to a provider").is_at("refer")
    rosa.records(provider="Harbour, a charity for young people", conflict="no", words="Ring the school first.")
    rosa.is_at("case").sees("Sent to Harbour, not opened yet.")
    mona.opens("today").follows("Open the referral", beside=child.name).records().is_at("today")
    mona.follows("Accept", beside=child.name).records().is_at("today")
    mona.follows("Allocate", beside=child.name).is_at("allocate")
    mona.records(interviewer="Sam Reed", relation="commissioned_provider", trained="yes", conflict="no").is_at("today")
    mona.follows("Open", beside=child.name).sees("With Sam Reed", "independent of their care and their case")


def when_the_child_is_heard(sam: Person, child: Child) -> None:
    soon = datetime.now(LONDON) + timedelta(hours=2)
    sam.opens("today").follows("Arrange a time", beside=child.name).is_at("book_talk")
    sam.records(planned=soon, place="walk", mode="walk_talk").is_at("today")
    sam.follows("Open", beside=child.name).sees("Booked").follows("Get ready").is_at("interview_before")
    sam.sees("Ms Patel", "A woman").follows("Talk").is_at("interview_talk").follows("Next").is_at("interview_talk")
    sam.follows("Before").follows("Record the talk").is_at("talk_new")
    sam.records(
        held=ago(minutes=20), completeness="full", mode="walk_talk", place="walk", could_talk_freely="yes",
        confidentiality_explained="yes",
    )  # fmt: skip
    sam.is_at("case").sees("Talked within 72 hours.")


def when_the_record_is_written_and_checked(world: World, child: Child, *, scripts: bool = True) -> None:
    sam, rosa = world.person("sam", scripts=scripts), world.person("rosa", scripts=scripts)
    sam.opens("case", child.case).follows("Headline note").is_at("headline_note")
    sam.records(how_they_are="Tired, safe.", one_thing="Wants to see her brother.", done_so_far="Rang the school.")
    sam.is_at("case").follows("Write up").is_at("write_up").follows("Begin to write up").is_at("write_up")
    sam.records(
        how_they_see_it="i wasnt missing i was just out", reasons_are="mine", would_help="see my brother",
        sharing_wishes="not my mum", read_back="read_back_agreed", in_danger_now="no", left_made_to_do=True,
    )  # fmt: skip
    sam.sees("Still open", "What was going on before?").follows("Hand in").is_at("case").sees("Ready to check")
    sam.opens("record_check", child.case).sees("Your role does not let you do this.")
    rosa.opens("case", child.case).follows("Check the record").is_at("record_check")
    rosa.sees("i wasnt missing i was just out")
    rosa.tries().is_at("record_check").records(read=True).is_at("case").sees("Decide who is told")


# Sharing and help


def then_everybody_is_told_or_not_told_because(world: World, child: Child, *, scripts: bool = True) -> None:
    rosa, pat = world.person("rosa", scripts=scripts), world.person("pat", scripts=scripts)
    rosa.opens("case", child.case).follows("Decide who is told").is_at("share_decide")
    rosa.tries(**{"parents-decision": "not_told"}).is_at("share_decide").sees("Choose why they are not told")
    rosa.records(**{
        "social_worker-decision": "tell", "social_worker-to_words": "Duty social worker", "police-decision": "tell",
        "parents-decision": "not_told", "parents-because": "child_objection_upheld",
    })  # fmt: skip
    rosa.is_at("case").sees("Not told: the child objected, and we agreed").follows("exact copy").is_at("share_copy")
    rosa.follows("Print this copy").is_at("share_copy_paper").follows("Back to the copy").is_at("share_copy")
    pat.opens("home").follows("Sent to us").is_at("received").follows("Open, and say", beside=child.name)
    pat.is_at("share_copy").does_not_see("not my mum", "see my brother").follows("We have this").is_at("share_copy")


def then_the_help_really_starts_and_the_case_closes(world: World, child: Child, *, scripts: bool = True) -> None:
    rosa = world.person("rosa", scripts=scripts)
    rosa.opens("case", child.case).follows("Record a need").is_at("need_new")
    rosa.records(kind="mentoring", childs_view="wants_it", words="Somebody to talk to.").is_at("case")
    rosa.follows("Mentor").is_at("need").sees("Nobody yet")
    rosa.follows("Name who sees to it").records(owner="Rosa Okoro").is_at("need")
    rosa.follows("Record an offer of help").records(service="Harbour mentoring", offered_on=ago().date()).is_at("need")
    rosa.follows("Record a yes").records(said_by="child", happened=ago()).is_at("need")
    rosa.follows("Record the first session").records(happened=ago()).is_at("need").sees("Started")
    rosa.opens("case", child.case).follows("Close the case").records(child_told_what_next="yes").is_at("case")
    rosa.sees("Closed")


# Live


def given_today_is_open_with_a_filter_and_something_in_focus(rosa: Person) -> None:
    rosa.opens("today", which="unallocated")
    rosa.page.get_by_role("link", name=re.compile("Open ?: Kai Moss")).focus()
    rosa.page.evaluate("document.here = document.activeElement")
    rosa.loads = []
    rosa.page.on("framenavigated", lambda frame: rosa.loads.append(frame.url))


def then_today_says_so_by_itself(rosa: Person, *, within: float) -> None:
    rosa.page.locator("[data-live-news]", has_text="new since").wait_for(timeout=within * 1000)
    assert rosa.page.evaluate("document.activeElement === document.here"), "the focus was moved"


def then_today_says_that_it_is_not_live(rosa: Person) -> None:
    rosa.page.get_by_text("Not live since").wait_for(timeout=25_000)
    assert rosa.page.get_by_role("link", name="Reload").is_visible()
    rosa.arrives()


def then_the_child_is_there_when_the_reader_asks(rosa: Person, child: Child) -> None:
    row = rosa.page.locator(".wh-row", has_text=child.name)
    assert row.count() == 0, "a row came by itself, under the finger"
    rosa.page.get_by_role("link", name=re.compile("^Show")).click()
    row.wait_for()
    assert rosa.page.url.endswith("?which=unallocated")
    assert rosa.page.evaluate("document.activeElement.className").startswith("wh-live")
    assert rosa.loads == [], "a document was loaded"
    rosa.arrives()
