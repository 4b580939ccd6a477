"""The invented children of the past year: whose they are, how old, with whom they live, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from wayhome.cli.demonstration.year import names
from wayhome.cli.demonstration.year.diary import Crew, Deed
from wayhome.cli.demonstration.year.quotas import EASTMERE, NORTHBY, NOT_OURS, WESTMARSH, Course, Kind
from wayhome.domain.vocabulary import Group, InterviewerRelation

R = InterviewerRelation
A_YEAR = 365.25

WORKERS: Mapping[str, tuple[str, ...]] = {
    EASTMERE: ("omar", "callum", "bea"), WESTMARSH: ("lotte",), NORTHBY: ("piotr", "soraya"),
}  # fmt: skip
COORDINATORS: Mapping[str, tuple[str, ...]] = {EASTMERE: ("rosa", "meera"), WESTMARSH: ("wren",), NORTHBY: ("anwen",)}
MANAGERS: Mapping[str, str] = {EASTMERE: "tess", WESTMARSH: "gwen", NORTHBY: "marcus"}
POLICE: Mapping[str, str] = {EASTMERE: "pat", WESTMARSH: "robin", NORTHBY: "pat"}

HOMES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    EASTMERE: (
        ("Hollyfield House", "childrens_home", EASTMERE), ("Hollyfield House", "childrens_home", EASTMERE),
        ("Lantern Lodge", "childrens_home", EASTMERE),
        ("A foster home in Eastmere", "foster_placement", EASTMERE), ("A foster home in Saltby", "foster_placement", EASTMERE),
        ("Ferndale House", "childrens_home", NORTHBY), ("A foster home in Northby", "foster_placement", NORTHBY),
        ("Kiln Yard, supported rooms", "supported_accommodation", WESTMARSH),
    ),
    WESTMARSH: (
        ("Tern Cottage", "childrens_home", WESTMARSH), ("A foster home in Reedham Cross", "foster_placement", WESTMARSH),
        ("Ferndale House", "childrens_home", NORTHBY), ("A foster home in Northby", "foster_placement", NORTHBY),
    ),
    NORTHBY: (("The Gables", "childrens_home", NORTHBY), ("A foster home on the Northby Road", "foster_placement", NORTHBY)),
}  # fmt: skip
"""Where looked-after children live: the home, what sort of placement, and in whose area."""

ETHNICITIES = (
    ("WBRI", 60),
    ("WOTH", 8),
    ("MWBC", 7),
    ("APKN", 6),
    ("BAFR", 7),
    ("ABAN", 3),
    ("MOTH", 4),
    ("OOTH", 2),
    (None, 3),
)
"""Codes of the school census, as social care records them; not recorded for some."""


@dataclass
class Life:
    """One invented child and everything that is told of them."""

    key: str
    authority: str
    given: str
    family: str
    born: date
    sex: str | None
    ethnicity: str | None
    group: Group
    home: tuple[str, str, str] | None
    parent: str
    crew: Crew
    kinds: list[Kind] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    often: bool = False

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def looked_after(self) -> bool:
        return self.home is not None

    @property
    def came_alone(self) -> bool:
        """A few of those who are looked after came to the country alone, the same ones every time."""
        return self.looked_after and self.born.toordinal() % 10 == 0


def lives(seed: str, now: datetime, dealt: Mapping[str, list[list[Kind]]], taken: frozenset[str]) -> Iterator[Life]:
    """A child for each hand of cases that was dealt. `taken`: whole names that stand for somebody else already."""
    fresh = names.drawn(Random(f"{seed} names"), not_these=taken)
    for authority, hands in dealt.items():
        for number, hand in enumerate(hands, start=1):
            yield _life(Random(f"{seed} {authority} {number}"), now, authority, number, hand, next(fresh))


def who_goes_often(seed: str, taken: frozenset[str]) -> str:
    """The name of the one child who went missing more than a hundred times: the first that is drawn."""
    return " ".join(next(names.drawn(Random(f"{seed} names"), not_these=taken)))


def _life(rng: Random, now: datetime, authority: str, number: int, hand: list[Kind], name: tuple[str, str]) -> Life:
    courses = {course for course, _ in hand}
    often = sum(size for _, size in hand) > 100
    group, home = _where(rng, authority, courses, often=often, many=sum(size for _, size in hand))
    age = rng.triangular(10.5, 17.3, 15.2) if not often else 15.6
    born = (now - timedelta(days=age * A_YEAR)).date()
    given, family = name
    return Life(
        f"{authority[:2].upper()}-{20000 + 7 * number}", authority, given, family, born, sex=rng.choice(("female", "male", "female", None)),
        ethnicity=rng.choices([e for e, _ in ETHNICITIES], [w for _, w in ETHNICITIES])[0], group=group, home=home,
        parent=f"{rng.choice(names.PARENTS)} {family}", crew=crew(rng, authority), kinds=list(hand), often=often,
    )  # fmt: skip


def crew(rng: Random, authority: str) -> Crew:
    """Who sees to a child. Eastmere pays a charity, Westmarsh has youth workers of its own, in Northby the social workers talk."""
    worker = rng.choice(WORKERS[authority])
    coordinator = rng.choice(COORDINATORS[authority])
    interviewer, relation, provider = {
        EASTMERE: (rng.choice(("sam", "jules", "tariq")), R.COMMISSIONED_PROVIDER, "mona"),
        WESTMARSH: ("yusuf", R.LA_YOUTH_SERVICE, None),
        NORTHBY: (worker, R.ALLOCATED_SOCIAL_WORKER, None),
    }[authority]
    if authority == EASTMERE and rng.random() < 0.12:
        interviewer, relation, provider = "idris", R.LA_DEDICATED_RHI, None
    return Crew(coordinator, worker, MANAGERS[authority], interviewer, relation, provider, POLICE[authority])


def _where(
    rng: Random, authority: str, courses: set[Course], *, often: bool, many: int
) -> tuple[Group, tuple[str, str, str] | None]:
    """To which group the child belongs, and where they are placed. Those who go often are mostly looked after."""
    if courses & NOT_OURS - {Course.VOID}:
        return (
            (Group.HOSTED, ("Ferndale House", "childrens_home", NORTHBY))
            if Course.HOSTED in courses
            else (Group.VISITOR, None)
        )
    if often:
        return Group.CARE_IN, HOMES[authority][0]
    if rng.random() > (0.75 if many > 3 else 0.38):
        return Group.HOME, None
    home = rng.choice(HOMES[authority])
    return (Group.CARE_IN if home[2] == authority else Group.CARE_OUT), home
