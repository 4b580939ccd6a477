"""Every other ending: a no, nobody reached, missing again, not required, only the carer told."""

from __future__ import annotations

from tests.journeys.children import Child, known
from tests.journeys.hands import ByKeyboard
from tests.journeys.person import Person
from tests.journeys.world import World, ago


def said_no_this_time_by_keyboard(world: World) -> None:
    """A no in front of the carer is asked again alone; a child's own free no is kept, offered again, and ends the case."""
    rosa, child = world.person("rosa", hands=ByKeyboard), known(world, "Robin", "Farrow")
    given_the_child_was_told(rosa, child)
    rosa.follows("Record a no").is_at("answer_no")
    rosa.records(conveyed_by="child", could_talk_freely="no", happened=ago(minutes=50), words="no thanks").is_at("case")
    rosa.sees("Ask again alone").follows("Log a try").is_at("try_new")
    rosa.records(target="child", channel="visit", result="spoke_child", could_talk_freely="yes").is_at("case")
    rosa.opens("answer_no", child.case)
    rosa.records(
        conveyed_by="child", could_talk_freely="yes", happened=ago(), reasons=["already_told_someone"], leaflet_given="yes",
    )  # fmt: skip
    rosa.is_at("case").sees("Said no this time.").follows("Offer again").is_at("offer_again")
    rosa.records(channel="visit", happened=ago(), words="With somebody from the youth club.").is_at("case")
    rosa.opens("answer_no", child.case).records(conveyed_by="child", could_talk_freely="yes", happened=ago())
    then_nobody_heard_the_child_and_it_closes(world, rosa, child, outcome="declined_by_child")


def nobody_could_be_reached(world: World) -> None:
    """Tried enough, the carer asked what they know, the risk looked at by a person, signed off by a manager."""
    rosa = world.person("rosa")
    rosa.opens("today", which="unallocated").follows("Log a try", beside="Dan Price").is_at("try_new")
    rosa.records(target="child", channel="visit", result="visited_no_reply").is_at("today")
    rosa.follows("Open", beside="Dan Price").is_at("case").sees("Past 72 hours, still not heard")
    dan = Child("Dan", "Price", case=rosa.here("case"))
    then_nobody_heard_the_child_and_it_closes(world, rosa, dan, outcome="could_not_be_contacted")


def missing_again_before_the_talk(world: World) -> None:
    """Two absences, one talk, and each return keeps a clock of its own."""
    rosa, idris = world.person("rosa"), world.person("idris")
    rosa.opens("today").follows("Open", beside="Leo Grant").is_at("case").sees("Missing again. Finding comes first.")
    leo = Child("Leo", "Grant", case=rosa.here("case"))
    rosa.follows("All cases and absences").is_at("child_cases").follows("They are back").is_at("return_new")
    rosa.records(happened=ago(hours=1), source="home", setting="same_placement", seen="yes").is_at("case")
    rosa.opens("case", leo.case).sees("Returns covered: 2")
    assert len(set(clocks_of(rosa))) == 2
    rosa.follows("Record a yes").records(happened=ago(minutes=30), could_talk_freely="yes").is_at("case")
    rosa.follows("Allocate").is_at("allocate")
    rosa.records(interviewer="Idris Bell", relation="la_dedicated_rhi", trained="yes", conflict="no").is_at("case")
    rosa.sees("With Idris Bell")
    idris.opens("case", leo.case).follows("Record the talk").is_at("talk_new")
    both = idris.page.locator("[name=discussed]").evaluate_all("all => all.map(one => one.value)")
    idris.records(held=ago(minutes=5), completeness="full", discussed=both, mode="in_person", place="placement")
    idris.is_at("case")
    idris.sees("Talked about: yes")
    assert [line.splitlines()[0] for line in clocks_of(idris)] == ["Talked in time", "Talked in time"]


def carer_told_is_not_child_asked(world: World) -> None:
    """Whoever reads the list or the case sees that the child still has to be asked."""
    rosa, child = world.person("rosa"), known(world, "Sana", "Gale")
    rosa.opens("today").follows("Open", beside=child.name).is_at("case")
    rosa.follows("Only the carer was told").is_at("carer_told")
    rosa.records(channel="via_carer", happened=ago(minutes=30), words="Her aunt will tell her.").is_at("case")
    rosa.sees("Carer told", "not yet asked")
    row = rosa.opens("today").page.locator(".wh-row", has_text=child.name)
    assert "Not yet asked." in row.inner_text()


def no_talk_is_required(world: World) -> None:
    """Only a manager says so, and the case can be opened again."""
    rosa, tess, child = world.person("rosa"), world.person("tess"), known(world, "Tam", "Hollis")
    rosa.opens("today").follows("Open", beside=child.name)
    child.case = rosa.here("case")
    rosa.opens("case_not_required", child.case).sees("Your role does not let you do this.")
    tess.opens("case", child.case).follows("No talk is required").is_at("case_not_required")
    tess.tries().is_at("case_not_required").records(reason="Away with permission all along.").is_at("case")
    tess.sees("Closed").follows("Reopen").is_at("case_reopen")
    tess.records(reason="The permission was for another day.").is_at("case").sees("Not yet asked.")


JOURNEYS = (
    said_no_this_time_by_keyboard, nobody_could_be_reached, missing_again_before_the_talk, carer_told_is_not_child_asked,
    no_talk_is_required,
)  # fmt: skip


def clocks_of(person: Person) -> list[str]:
    """What the clock of each return says."""
    return person.page.locator("#returns .wh-clock").all_inner_texts()


def given_the_child_was_told(rosa: Person, child: Child) -> None:
    rosa.opens("today").follows("Open", beside=child.name).is_at("case")
    child.case = rosa.here("case")
    rosa.follows("Record: told of the talk").is_at("offer_new")
    rosa.records(level="child_direct", channel="visit", happened=ago(minutes=60)).is_at("case").sees("Offered")


def then_nobody_heard_the_child_and_it_closes(world: World, rosa: Person, child: Child, *, outcome: str) -> None:
    tess = world.person("tess")
    rosa.opens("case", child.case).follows("What the carer knows").is_at("carer_asked")
    rosa.records(answer="yes", words="She thinks he was with his cousin.").is_at("case")
    tess.opens("case", child.case).follows("Review the risk").is_at("risk_review")
    tess.records(words="No sign of harm. The school will look out for him.").is_at("case")
    rosa.opens("case", child.case).follows("Close without a talk").is_at("case_close_without")
    asked = rosa.page.locator("[name^=outcome_]").first.get_attribute("name")
    rosa.records(**{asked: outcome}, leaflet_given="yes", offer_again="if_they_ask", signed_off_by="Tess Hall")
    rosa.is_at("case")
    rosa.sees("Closed, not undertaken")
