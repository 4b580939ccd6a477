"""Before anybody has talked: missing, found, told, asked, and the answers that are not a yes."""

from __future__ import annotations

from wayhome.casework.children.words import PlacementKind
from wayhome.casework.reach.actions import asking
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.child import has_parent, looked_after, on_file, reached_safely
from wayhome.cli.demonstration.scenarios import story
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    DeclineReason,
    Group,
    ReturnSetting,
    RiskGrade,
    TalkedFreely,
)


@story("missing now, high risk, looked after and placed at Hollyfield House", child="Jo Barlow")
def jo(area: Area) -> None:
    """Finding the child comes first: there is no case yet, because there is nobody to listen to."""
    child = on_file(area, "Jo", "Barlow", age=15.4)
    looked_after(child, "Hollyfield House", kind=PlacementKind.CHILDRENS_HOME, in_area_of="eastmere")
    reached_safely(child, through="Carys Penn, key worker", by_phone="01632 960601", times="Any time")
    child.goes_missing(
        9, reported=7.5, grade=RiskGrade.HIGH, group=Group.CARE_IN, words="Did not come back from school."
    )


@story("back this morning, and nobody has looked at it yet", child="Kai Moss", headline="triage")
def kai(area: Area) -> None:
    """The newest row of the coordinator's day: check who, where, and how to reach him safely."""
    child = on_file(area, "Kai", "Moss", age=13.1)
    has_parent(child, "Dawn Moss")
    child.goes_missing(20, reported=16)
    child.is_back(5, told=3.5)


@story(
    "back, the carer was told, and the child has not been asked: due today", child="Aisha Kaur", headline="carer_told"
)
def aisha(area: Area) -> None:
    """Placed far away by us. Telling the carer is not telling the child; texts are not safe."""
    child = on_file(area, "Aisha", "Kaur", age=14.3, like="Ash")
    looked_after(child, "A foster home in Northby", kind=PlacementKind.FOSTER, in_area_of="northby", miles=120)
    reached_safely(child, through="Ms Patel at school", by_phone="01632 960701", times="School days, after 15:00")
    child.goes_missing(86, reported=80, grade=RiskGrade.MEDIUM, group=Group.CARE_OUT)
    child.is_back(66, told=64, setting=ReturnSetting.SAME_PLACEMENT)
    child.is_checked(63, Group.CARE_OUT)
    child.does("rosa", 50, asking.tell_carer, channel=Channel.VIA_CARER)


@story("past 72 hours after four tries, and never asked", child="Dan Price", headline="contacting")
def dan(area: Area) -> None:
    """A late child must not become an invisible one."""
    child = on_file(area, "Dan", "Price", age=16.2)
    reached_safely(child, through="Mr Cole, uncle", by_phone="07700 900101", times="Evenings", no_text=False)
    child.goes_missing(130, reported=126)
    child.is_back(99, told=97)
    child.is_checked(96)
    for ago in (90, 70, 46, 22):
        child.does(
            "rosa",
            ago,
            asking.log_try,
            channel=Channel.CALL,
            target=AttemptTarget.CHILD,
            result=AttemptResult.NO_ANSWER,
        )


@story("told, and still thinking about it", child="Freya Lund", headline="offered")
def freya(area: Area) -> None:
    """The child knows that somebody would listen, and has not answered yet."""
    child = on_file(area, "Freya", "Lund", age=12.6)
    has_parent(child, "Marit Lund")
    child.goes_missing(50, reported=47)
    child.is_back(40, told=39)
    child.is_checked(38)
    child.is_told(20)


@story("said no this time, alone and free to speak: ask again later", child="Zoe Hart", headline="declined")
def zoe(area: Area) -> None:
    """A no is listened to as well: why, what was left with her, and when to ask again."""
    child = on_file(area, "Zoe", "Hart", age=15.9)
    child.goes_missing(70, reported=66)
    child.is_back(60, told=58)
    child.is_checked(57)
    child.is_told(40)
    child.does(
        "rosa", 39, asking.say_no, could_talk_freely=TalkedFreely.YES, conveyed_by=Answerer.CHILD,
        reasons=[DeclineReason.FED_UP_REPEAT_QUESTIONS], leaflet_given=True, ask_again="in_a_week",
    )  # fmt: skip


@story(
    "a parent said no: a manager decides, and the child's own view counts", child="Ivy Shaw", headline="parent_refused"
)
def ivy(area: Area) -> None:
    """A parent's no is never the child's."""
    child = on_file(area, "Ivy", "Shaw", age=11.8)
    has_parent(child, "Lee Shaw", phone="07700 900102")
    child.goes_missing(30, reported=28)
    child.is_back(26, told=25)
    child.is_checked(24)
    child.does("rosa", 20, asking.parent_refuses, refused_by=Answerer.PARENT)


@story(
    "missing again before anybody could talk: finding comes first",
    child="Leo Grant",
    headline="suspended_missing_again",
)
def leo(area: Area) -> None:
    """Two absences, one case; each return will keep its own clock."""
    child = on_file(area, "Leo", "Grant", age=15.0)
    looked_after(child, "Hollyfield House", kind=PlacementKind.CHILDRENS_HOME, in_area_of="eastmere")
    child.goes_missing(60, reported=58, group=Group.CARE_IN)
    child.is_back(44, told=43, setting=ReturnSetting.SAME_PLACEMENT)
    child.is_checked(42, Group.CARE_IN)
    child.is_told(30)
    child.goes_missing(6, reported=5, grade=RiskGrade.HIGH, group=Group.CARE_IN)


@story("of Westmarsh, placed in Northby: nobody at Eastmere sees him", child="Toby Frost", headline="due")
def toby(area: Area) -> None:
    """Another authority's child: sign in as Rosa and search for him."""
    child = on_file(area, "Toby", "Frost", age=14.7, coordinator="wren")
    looked_after(
        child, "A children's home in Northby", kind=PlacementKind.CHILDRENS_HOME, in_area_of="northby", miles=30
    )
    child.goes_missing(28, reported=25, group=Group.CARE_OUT)
    child.is_back(12, told=11, setting=ReturnSetting.SAME_PLACEMENT)
    child.is_checked(10, Group.CARE_OUT)
