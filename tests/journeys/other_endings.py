"""Endings that are nobody's plan: an error, a child entered twice, another council's case, a death; and notices for a person."""

from __future__ import annotations

from tests.journeys.children import Child, back, known, reported
from tests.journeys.person import Person
from tests.journeys.world import World, ago


def an_absence_that_was_none(world: World) -> None:
    """A coordinator proposes, a manager decides, and what was wrong can be put back by two people."""
    rosa, tess, child = world.person("rosa"), world.person("tess"), known(world, "Wilf", "Jarrow")
    absence = the_absence_of(rosa, child)
    rosa.opens("absence_in_error", absence).tries().is_at("absence_in_error")
    rosa.records(reason="He was at his nan’s, and she had said so.").is_at("absence")
    tess.opens("absence_decide", absence).sees("He was at his nan’s").records(
        agreed="yes", reason="So she says."
    ).is_at("absence")
    rosa.opens("case", child.case).follows("Missing again").is_at("missing_new")
    tess.opens("absence_put_back", absence)
    tess.records(second="Rosa Okoro", reason="It was another night.").is_at("absence")
    rosa.opens("case", child.case).does_not_see("Closed")


def an_absence_entered_twice(world: World) -> None:
    """The same night, told by two people: one of the two goes on."""
    rosa, tess, child = world.person("rosa"), world.person("tess"), Child("Xena", "Keel")
    reported(world, child, hours_ago=14)
    back(world, child, hours_ago=6)
    first = the_absence_of(rosa, child)
    child.reference = "TR-26-9001"
    reported(world, child, hours_ago=1)
    rosa.opens("case", child.case).follows("All cases and absences").follows("More about this absence").is_at("absence")
    second = rosa.here("episode") if rosa.here("episode") != first else the_other_absence(rosa, first)
    rosa.opens("absence_twice", second)
    rosa.records(survivor=the_one_choice(rosa, "survivor"), reason="Her carer rang twice.").is_at("absence")
    tess.opens("absence_decide", second).tries(agreed="no").is_at("absence_decide")
    tess.records(agreed="no", reason="The second is another evening.").is_at("absence").sees("Missing")


def a_case_recorded_in_error(world: World) -> None:
    """A manager alone closes a case as an error; a case is entered twice only where there is another."""
    rosa, tess, child = world.person("rosa"), world.person("tess"), known(world, "Yara", "Lomax")
    the_absence_of(rosa, child)
    rosa.opens("case_twice", child.case).sees(child.name)
    tess.opens("case_twice_decide", child.case).sees(child.name)
    tess.opens("case_in_error", child.case).records(reason="Another council’s child with the same name.").is_at("case")
    tess.sees("Closed: recorded in error").follows("Print the 1-page brief").is_at("case_brief").sees("EM-")
    grace = world.person("grace").opens("case_reopen", child.case)
    grace.records(reason="It was ours after all.").is_at("case").does_not_see("Closed:")


def another_council_takes_it(world: World) -> None:
    """Sent is not taken: the case closes here only when they say they have it, and how it ended there is asked for."""
    rosa, child = world.person("rosa"), known(world, "Zeb", "Moxon")
    the_absence_of(rosa, child)
    rosa.opens("case_check", child.case)
    rosa.records(group="visitor").is_at("case")
    rosa.opens("transfer_send", child.case)
    rosa.records(authority_name="Farshire", happened=ago(minutes=30), words="Rang their desk.").is_at("case")
    rosa.opens("case_transferred", child.case).sees("has not acknowledged it")
    rosa.opens("transfer_acknowledged", child.case)
    rosa.records(words="Their coordinator, by phone.", happened=ago(minutes=10)).is_at("case")
    rosa.opens("case_transferred", child.case).records().is_at("case").sees("Closed")
    rosa.opens("transfer_ended", child.case)
    rosa.records(outcome="declined_by_child", words="Their coordinator.").is_at("case")


def a_child_who_died(world: World) -> None:
    """Everything stops, the head of service is told, and as little is asked as can be."""
    rosa, child = world.person("rosa"), known(world, "Abe", "Nairn")
    absence = the_absence_of(rosa, child)
    rosa.opens("case_turned_18", child.case).sees(child.name)
    rosa.opens("absence_died", absence).records(happened=ago(minutes=20), words="The hospital rang.").is_at("absence")
    rosa.opens("case_deceased", child.case)
    rosa.records(head_of_service="Grace Lin").is_at("case").sees("Closed")


def a_notice_that_needs_a_person(world: World) -> None:
    """One that matches nobody is taken up, and recorded; another is set aside with a reason."""
    rosa = world.person("rosa")
    unknown, other = Child("Bo", "Oldroyd"), Child("Cy", "Pask")
    for child in (unknown, other):
        said = world.police_system.tells(
            "returned",
            child.as_told,
            happened=ago(hours=1),
            reference=child.reference,
            seen=True,
            missing_from=ago(hours=9).isoformat(),
        )
        assert said["state"] == "needs_person", said
    rosa.opens("today").sees("notice").opens("notices").follows(f"I see to the notice about {unknown.name}").is_at(
        "notice"
    )
    rosa.follows(f"Start a file for {unknown.name}").is_at("notice").sees("It is recorded.")
    rosa.opens("notices").follows(f"I see to the notice about {other.name}").is_at("notice")
    rosa.records(because=rosa.page.locator("[name=because]").first.get_attribute("value") or "").is_at("notices")


JOURNEYS = (
    an_absence_that_was_none, an_absence_entered_twice, a_case_recorded_in_error, another_council_takes_it, a_child_who_died,
    a_notice_that_needs_a_person,
)  # fmt: skip


def the_absence_of(rosa: Person, child: Child) -> str:
    """The page of the one absence of a child, by way of Today and the case."""
    rosa.opens("today").follows("Open", beside=child.name).is_at("case")
    child.case = rosa.here("case")
    rosa.follows("All cases and absences").is_at("child_cases").follows("More about this absence").is_at("absence")
    return rosa.here("episode")


def the_other_absence(rosa: Person, first: str) -> str:
    rosa.page.go_back()
    links = rosa.page.locator("a[href*='/absences/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next(href.split("/")[2] for href in links if first not in href)


def the_one_choice(rosa: Person, name: str) -> str:
    return next(value for value, _ in rosa.choices(rosa.page.locator(f"[name={name}]")) if value)
