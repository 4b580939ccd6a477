"""What an administrator sets up: names, teams, numbers, agreements, contracts, local choices, the rota and leave cover."""

from __future__ import annotations

from datetime import time, timedelta

from tests.journeys.person import Person
from tests.journeys.world import World, ago

TODAY = ago().date()
NEXT_WEEK = TODAY + timedelta(days=7)
SPELL = {"starts_on": TODAY, "starts_at": time(9), "ends_on": NEXT_WEEK, "ends_at": time(17)}


def an_organisation_is_set_up(world: World) -> None:
    """Each list is added to and ended; nothing that ended disappears from the past."""
    ada = world.person("ada of westmarsh")
    ada.opens("organisation").follows("Change").is_at("organisation_edit").tries(name="").is_at("organisation_edit")
    ada.records(name="Westmarsh Borough Council", short_name="Westmarsh").is_at("organisation")
    ada.follows("Teams").is_at("teams").records(name="Night team").sees("Night team").follows("End: Night team")
    ada.is_at("teams").opens("organisation").follows("Contact points").is_at("contact_points").tries(label="Nights")
    ada.records(kind="duty", label="Nights", address="01632 960209", days=["6", "7"]).follows("End: Nights")
    ada.is_at("contact_points")
    ada.opens("organisation").follows("Agreements").is_at("agreements").records(
        with_organisation="Larkrise School", title="Children of Westmarsh at Larkrise", purposes=["safeguard_child"],
        classes=["episode"], role="independent_controller", starts_on=TODAY,
    )  # fmt: skip
    ada.follows("End: Children of Westmarsh at Larkrise").is_at("agreements")
    ada.opens("organisation").follows("Contracts").is_at("contracts")
    ada.records(provider="Harbour, a charity for young people", reference="W-1", starts_on=TODAY)
    ada.follows("End: W-1").is_at("contracts").opens("organisation").follows("Settings").is_at("settings")
    ada.follows("Change: Time to answer an offer").is_at("setting").tries(value="99").is_at("setting")
    ada.records(value="4", starts_on=NEXT_WEEK).is_at("settings")


def somebody_is_always_on_duty(world: World) -> None:
    """A rota and leave cover, planned by a manager and ended again."""
    tess: Person = world.person("tess")
    tess.opens("people").follows("Duty rota").is_at("rota").tries(user="Tess Hall").is_at("rota")
    tess.records(user="Tess Hall", order=3, **SPELL).sees("Tess Hall").follows("End: Tess Hall").is_at("rota")
    tess.opens("people").follows("Leave cover").is_at("cover")
    tess.records(away="Tess Hall", covered_by="Rosa Okoro", **SPELL).sees("Rosa Okoro")
    tess.follows("End: Tess Hall").is_at("cover").sees("Nobody is away.")


def the_language_is_chosen(world: World) -> None:
    """A language is offered where there is a catalogue of it, and no other is promised."""
    rosa = world.person("rosa")
    rosa.opens("language", "en-gb", next="/account/").is_at("own_account").does_not_see("Cymraeg")


def help_is_one_press_away(world: World) -> None:
    """From a page to what it is for, and where to begin in one's own role."""
    sam = world.person("sam")
    sam.opens("today").follows("Help with this page").is_at("help").sees("Where to begin", "What the words mean")
    sam.does_not_see("How are we doing?")


JOURNEYS = (an_organisation_is_set_up, somebody_is_always_on_duty, the_language_is_chosen, help_is_one_press_away)
