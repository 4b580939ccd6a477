"""A child's own file: started once, added to, opened only to whom it is open, and every look kept."""

from __future__ import annotations

from datetime import date

from tests.journeys.person import Person
from tests.journeys.world import World

LONG_AGO = date(2025, 9, 1)
PARTS: dict[str, dict[str, object]] = {
    "Add a name": {"kind": "known_as", "given": "Ash", "family": "Vale"},
    "Add a date somebody gave": {"earliest": date(2011, 3, 5), "source": "carer"},
    "Add a status": {"kind": "looked_after", "code": "C2", "starts_on": LONG_AGO},
    "Add a placement": {
        "kind": "foster_placement",
        "provider_name": "A foster home",
        "starts_on": LONG_AGO,
        "distance_miles": 40,
    },
    "Add an address": {
        "kind": "home",
        "lines": "7 Willow Row",
        "town": "Northby",
        "postcode": "NB1 2CD",
        "protected": True,
    },
    "Add an adult": {
        "relation": "mother",
        "name": "Kit Vale",
        "has_parental_responsibility": "yes",
        "may_be_contacted": "yes",
    },
    "Add a school": {"name": "Larkrise School", "contact": "Ms Patel"},
}


def a_file_is_started_once_and_added_to(world: World) -> None:
    """Whoever may be meant is shown first; what is added stays beside what was there; a protected address is one look."""
    rosa = world.person("rosa")
    rosa.opens("children").tries().is_at("children")
    rosa.records(given="Aysha", family="Kaur").is_at("children").sees("may be meant").follows("Start a file")
    rosa.is_at("child_add")
    rosa.tries(given="Dan", family="Price").is_at("child_add").sees("Is it this child?")
    rosa.opens("child_add").records(given="Ashley", family="Vale", born=date(2011, 3, 4), needs_interpreter="no")
    rosa.is_at("child")
    for words, answers in PARTS.items():
        rosa.follows(words).is_at("child_part").records(**answers).is_at("child")
    rosa.follows("Settle on 5 March 2011").is_at("child").follows("Change: Who").is_at("child_facts")
    rosa.records(first_language="English", gender="a girl").is_at("child").does_not_see("7 Willow Row")
    rosa.follows("Open the protected address once").is_at("protected_address").sees("7 Willow Row")


def two_files_of_one_child_are_read_as_one(world: World) -> None:
    """The second file was started by mistake; nothing of either is lost."""
    rosa = world.person("rosa")
    for given in ("Yann", "Jann"):
        rosa.opens("child_add").tries(given=given, family="Moreau", born=date(2010, 7, 8))
        if rosa.where == "child_add":
            rosa.records(nobody_here=True)
        rosa.is_at("child")
    rosa.follows("Another record is of the same child").is_at("child_same").follows("Same child: Yann Moreau")
    rosa.is_at("child")
    rosa.follows("Who may open this record, and who has looked").is_at("child_access").sees("Rosa Okoro")


def a_record_that_is_not_open_opens_in_an_emergency(world: World) -> None:
    """By name and with a reason, for twelve hours; nobody finds their way there by guessing."""
    femi: Person = world.person("femi")
    femi.opens("children").records(given="Zoe", family="Hart").sees("not open to you").follows("Open in an emergency")
    femi.is_at("break_glass").does_not_see("Zoe").tries(reason="now").is_at("break_glass")
    femi.records(reason="A neighbour rang: she is at their door.").is_at("child").sees("Zoe Hart")


JOURNEYS = (
    a_file_is_started_once_and_added_to, two_files_of_one_child_are_read_as_one, a_record_that_is_not_open_opens_in_an_emergency,
)  # fmt: skip
