"""One child of a story: what people do about them, hour by hour, each through the action that the page would call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wayhome.casework.children import actions as children
from wayhome.casework.children.words import Part, PlacementKind, Relation, StatusKind
from wayhome.casework.delivery.actions import allocating
from wayhome.casework.reach.actions import absence, asking
from wayhome.cli.demonstration.area import Area
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Channel,
    ContactPermission,
    Group,
    InterviewerRelation,
    OfferLevel,
    ReturnSetting,
    RiskGrade,
    Source,
    TalkedFreely,
)

NEVER, YES = ContactPermission.NEVER, ContactPermission.YES
KNOWN_SINCE = 24 * 40
"""Hours: children of the area have been on file for some weeks."""


@dataclass
class Child:
    """A child of the practice area, with their latest absence and case; hours count back from now."""

    area: Area
    id: UUID
    coordinator: str = "rosa"
    episodes: list[UUID] = field(default_factory=list)
    case: UUID | None = None

    def does(self, who: str, ago: float, action: Callable[..., Any], /, **given: Any) -> Any:
        """`who` does something about the case so many hours ago. What every action asks for is filled in here."""
        at, asked = self.area.ago(hours=ago), inspect.signature(action).parameters
        common = {"case": self.case, "child": self.id, "seen_version": None, "happened": Moment.exactly(at)}
        filled = {name: value for name, value in common.items() if name in asked and name not in given}
        with self.area.acting(who, at) as by:
            return action(**filled, **given, by=by, at=at)

    def goes_missing(
        self,
        ago: float,
        *,
        reported: float,
        grade: RiskGrade = RiskGrade.MEDIUM,
        group: Group = Group.HOME,
        words: str = "",
    ) -> None:
        """Last seen `ago` hours ago, and reported to the police `reported` hours ago."""
        self.episodes.append(
            self.does(
                self.coordinator, reported, absence.report_missing, missing_from=Moment.exactly(self.area.ago(hours=ago)),
                source=Source.POLICE, grade=grade, group=group, police_reference=self.area.police_reference(), words=words or None,
            )
        )  # fmt: skip

    def is_back(self, ago: float, *, told: float, setting: ReturnSetting = ReturnSetting.SAME_HOME) -> None:
        """Back `ago` hours ago, as the police told us `told` hours ago: the clock has been running since."""
        self.case = self.does(
            self.coordinator, told, absence.record_return, episode=self.episodes[-1],
            happened=Moment.exactly(self.area.ago(hours=ago)), source=Source.POLICE, setting=setting, seen=True,
        )  # fmt: skip

    def is_checked(self, ago: float, group: Group = Group.HOME) -> None:
        """Who, where, how to reach them safely, no twin: somebody looked."""
        self.does(self.coordinator, ago, asking.check_case, group=group)

    def is_told(self, ago: float, who: str = "") -> None:
        """The child themself was told that somebody would listen."""
        self.does(who or self.coordinator, ago, asking.tell_child, level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT)

    def says_yes(self, ago: float, wishes: Mapping[str, str] | None = None) -> None:
        """The child said yes, and could talk freely."""
        self.does(self.coordinator, ago, asking.say_yes, could_talk_freely=TalkedFreely.YES, wishes=wishes or {})

    def goes_to_harbour(self, ago: float, interviewer: str = "sam") -> None:
        """Sent to Harbour, accepted there, and given to one of its interviewers."""
        self.does(
            self.coordinator,
            ago,
            allocating.refer_to_provider,
            provider=self.area.organisation["harbour"],
            conflict=False,
        )
        self.does("mona", ago - 0.5, allocating.answer_referral, answer=EventKind.REFERRAL_OPENED)
        self.does("mona", ago - 0.6, allocating.answer_referral, answer=EventKind.REFERRAL_ACCEPTED)
        self.does(
            "mona", ago - 0.7, allocating.allocate_interviewer, interviewer=self.area.viewers[interviewer].user,
            relation=InterviewerRelation.COMMISSIONED_PROVIDER, trained=True, conflict=False,
        )  # fmt: skip


def on_file(
    area: Area, given: str, family: str, *, age: float, coordinator: str = "rosa", like: str = "", **facts: Any
) -> Child:
    """A child whose file was started some weeks ago by the coordinator of their authority."""
    at = area.ago(hours=KNOWN_SINCE)
    known: dict[str, Any] = {**facts, **({"likes_to_be_called": like} if like else {})}
    born = (area.now - timedelta(days=age * 365.25)).date()
    with area.acting(coordinator, at) as by:
        child = children.register_child(given=given, family=family, born=born, by=by, at=at, **known)
    area.children[f"{given} {family}"] = child
    made = Child(area, child, coordinator)
    if coordinator == "rosa":
        made.does(
            "tess", KNOWN_SINCE - 0.5, children.allocate_worker, part=Part.SOCIAL_WORKER, user=area.viewers["omar"].user
        )
    return made


def looked_after(child: Child, home: str, *, kind: PlacementKind, in_area_of: str, miles: int = 5) -> None:
    """Looked after by the authority since last year, and placed with somebody in an authority's area."""
    since, codes = child.area.ago(days=300).date(), child.area.area_codes
    child.does(
        child.coordinator,
        KNOWN_SINCE - 1,
        children.record_status,
        kind=StatusKind.LOOKED_AFTER,
        code="c2",
        starts_on=since,
    )
    child.does(
        child.coordinator, KNOWN_SINCE - 2, children.record_placement, kind=kind, starts_on=since, provider_name=home,
        area_code=codes[in_area_of], distance_miles=miles,
    )  # fmt: skip


def reached_safely(child: Child, *, through: str, by_phone: str, times: str, no_text: bool = True) -> None:
    """How to reach the child safely, as it was checked: through an adult by name, and never by text where that is so."""
    permissions = {Channel.VISIT: YES, Channel.VIA_SCHOOL: YES, Channel.TEXT: NEVER, Channel.LETTER: NEVER}
    if not no_text:
        permissions |= {Channel.TEXT: YES, Channel.CALL: YES}
    child.does(
        child.coordinator, KNOWN_SINCE - 3, children.check_contact_safety, permissions=permissions, named_adult=through,
        named_adult_reached_by=by_phone, times=times,
    )  # fmt: skip


def has_parent(child: Child, name: str, *, relation: Relation = Relation.MOTHER, phone: str = "07700 900100") -> None:
    """A parent, with parental responsibility, who may be contacted."""
    child.does(
        child.coordinator, KNOWN_SINCE - 4, children.record_adult, relation=relation, name=name, reached_by=phone,
        has_parental_responsibility=True, may_be_contacted=YES,
    )  # fmt: skip


def tomorrow_at(area: Area, hour: int) -> datetime:
    """An hour of the day after the story is told, for a talk that is booked."""
    return (area.now + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)
