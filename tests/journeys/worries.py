"""Worried about this child? Said from any page, received by a named person, and taken further until somebody has it."""

from __future__ import annotations

from tests.journeys.children import Child
from tests.journeys.world import World, ago


def said_from_several_pages_and_received_by_name(world: World) -> None:
    """The same words lead there from every kind of page; what is saved stays unreceived until somebody says that they have it."""
    rosa, sam, omar = world.person("rosa"), world.person("sam"), world.person("omar")
    rosa.opens("today").follows("Open", beside="Aisha Kaur").is_at("case")
    aisha = Child("Aisha", "Kaur", case=rosa.here("case"))
    for page in ("case", "try_new", "ask_new"):
        rosa.opens(page, aisha.case).follows("Worried about this child?").is_at("worry_new")
        rosa.sees("In danger now: ring 999.")
    rosa.records(words="She has a new phone and will not say whose.").is_at("worry")
    rosa.sees("Nobody has picked this up yet. Ring.", "01632 960103")
    child, worry = rosa.here("child"), rosa.here("worry")
    sam.opens("today").follows("Open", beside="Theo Lane").follows("Go on writing").is_at("write_up")
    sam.follows("I’m worried").is_at("worry_new").records().is_at("worry").sees("Nothing was written.")
    omar.opens("today").sees("Safety first").opens("worry", child, worry).follows("I have picked this up")
    omar.is_at("worry")
    omar.sees("Received by Omar Shah").follows("Record what was done").is_at("worry_act")
    omar.tries(done="mash_referral").is_at("worry_act").records(happened=ago(), reference="M-77").is_at("worry")
    omar.follows("Hand it on").is_at("worry_hand_on").records(words="The number belongs to an adult.").is_at("worry")
    rosa.opens("case", aisha.case).sees("Omar Shah")


def goes_further_until_somebody_has_it(world: World) -> None:
    """Nobody says that they have it: the next person is told, minute by minute, and the front door opens it by picking it up."""
    femi, tess = world.person("femi"), world.person("tess")
    tess.opens("today").sees("Nobody has picked this up yet.")
    femi.opens("today").does_not_see("Maya Reid").sees("You may not read what it says.").follows("Ring now")
    femi.is_at("worry")
    child, worry = femi.here("child"), femi.here("worry")
    femi.sees("The record is not open to you yet.").follows("I have picked this up").is_at("worry")
    femi.sees("Maya Reid", "Received by Femi Dunn", "She was seen with the same car again.")
    tess.opens("worry", child, worry).sees("Received by Femi Dunn").opens("today").does_not_see(
        "She was seen with the same car"
    )


def what_is_late_goes_up(world: World) -> None:
    """A child past 72 hours goes up the ladder by itself; a named person says that they see to it."""
    tess = world.person("tess")
    tess.opens("gone_up").follows("I see to this").is_at("case")
    tess.opens("gone_up").sees("Tess Hall sees to it.")


JOURNEYS = (said_from_several_pages_and_received_by_name, goes_further_until_somebody_has_it, what_is_late_goes_up)
