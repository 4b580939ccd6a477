"""The talk and its record: booked, held, written up, checked by somebody else."""

from __future__ import annotations

from wayhome.casework.delivery.actions import talking, writing_up
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.child import Child, has_parent, on_file, reached_safely, tomorrow_at
from wayhome.cli.demonstration.scenarios import story
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Completeness, InterviewerRelation, Mode, Place, TalkedFreely

ANSWERS = {
    "before": "There had been a row about the phone.",
    "where": "Walked about, then stayed at a friend's.",
    "would_help": "Somebody to talk to who does not tell everyone.",
}


def talked(child: Child, ago: float, place: Place = Place.SCHOOL) -> None:
    """Sam heard the child, in person and alone."""
    child.does(
        "sam", ago, talking.record_talk, held=Moment.exactly(child.area.ago(hours=ago + 1)), completeness=Completeness.FULL,
        discussed=child.episodes, mode=Mode.IN_PERSON, place=place, relation=InterviewerRelation.COMMISSIONED_PROVIDER,
        could_talk_freely=TalkedFreely.YES, confidentiality_explained=True,
    )  # fmt: skip


def written_up(child: Child, ago: float) -> None:
    """Sam began the record and wrote some of it down."""
    child.does("sam", ago, writing_up.start_record)
    child.does("sam", ago - 0.5, writing_up.save_answers, answers=ANSWERS)


def said_yes(area: Area, given: str, family: str, *, age: float, back: float) -> Child:
    """A child who came back some hours ago, was asked soon after, and said yes; Harbour has it, with Sam."""
    child = on_file(area, given, family, age=age)
    has_parent(child, f"Robin {family}")
    reached_safely(child, through="Ms Patel at school", by_phone="01632 960701", times="School days", no_text=False)
    child.goes_missing(back + 12, reported=back + 9)
    child.is_back(back, told=back - 1)
    child.is_checked(back - 2)
    child.is_told(back - 6)
    child.says_yes(back - 6.5, {"who": "a woman, not from school", "where": "a walk"})
    child.goes_to_harbour(back - 8)
    return child


@story("said yes, and booked for tomorrow with Sam of Harbour", child="Maya Reid", headline="scheduled")
def maya(area: Area) -> None:
    """Within 72 hours, with somebody independent of her care."""
    child = said_yes(area, "Maya", "Reid", age=13.8, back=30)
    child.does("sam", 18, talking.book_talk, planned=tomorrow_at(area, 15), place=Place.WALK, mode=Mode.WALK_TALK)


@story("talked yesterday, being written up by Sam", child="Theo Lane", headline="draft")
def theo(area: Area) -> None:
    """The clock has stopped, kept. The record is still Sam's alone."""
    child = said_yes(area, "Theo", "Lane", age=14.9, back=62)
    talked(child, 26)
    written_up(child, 24)


@story("handed in: ready to check, by anyone but Sam", child="Lena Ward", headline="submitted")
def lena(area: Area) -> None:
    """Nobody approves their own record."""
    child = said_yes(area, "Lena", "Ward", age=15.6, back=80)
    talked(child, 40, Place.YOUTH_CENTRE)
    written_up(child, 30)
    child.does("sam", 20, writing_up.submit_record)


@story("approved: decide who is told, and what", child="Amir Aziz", headline="approved")
def amir(area: Area) -> None:
    """For each default recipient: told, or not told because."""
    child = said_yes(area, "Amir", "Aziz", age=16.4, back=90)
    talked(child, 50)
    written_up(child, 40)
    child.does("sam", 30, writing_up.submit_record)
    child.does("rosa", 8, writing_up.approve_record, read=True)
