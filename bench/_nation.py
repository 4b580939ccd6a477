"""An invented nation: authorities of unequal size, teams, people, children with few absences or many, and what happened to each.

Everything follows from the seed, the number of absences and the hour at which the nation is looked at: whatever would
have been written down after that hour has not happened yet, so that what is open is open because time has not gone on.
Older years are as an import of an older system brings them, in about seven events an absence; the last half-year is in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from math import ceil
from random import Random
from uuid import UUID

AUTHORITIES = 153
YEARS = 5
EPISODES_A_TEAM = 6_500
"""So many absences in five years leave a team with about forty open cases on any day."""
MOST_EPISODES = 120
"""The child of whom most is recorded; there is one in every authority that is asked while the clock runs."""
MEASURED = 8
MANY = 60
LONG_TAIL = 1.75
"""A child has n absences in proportion to n to the power of minus this: half have one, the mean is about four."""

GIVEN_NAMES = (
    "Aisha Amelia Ava Bethan Callum Chidi Cerys Dana Darius Eleri Ella Emeka Erin Ethan Farah Finn Freya Gethin "
    "Grace Hamza Hannah Ibrahim Imogen Isaac Isla Jack Jade Jamie Jasmin Joel Kai Keira Kian Layla Leo Lewis Lily "
    "Logan Lucia Mason Maya Megan Mia Milo Mohammed Nadia Naomi Nia Noah Olivia Omar Oscar Owen Poppy Priya Reece "
    "Rhys Riley Rosa Ruby Ryan Saffron Sam Scarlett Sean Shanice Sofia Tariq Theo Tia Toby Tomasz Tyler Yasmin Zac "
    "Zainab Zara"
)
FAMILY_NAMES = (
    "Abara Adams Ahmed Akande Allen Bailey Baker Begum Bell Bennett Brook Brown Burns Carter Chen Clarke Cole Cook "
    "Cooper Cox Davies Dixon Doyle Edwards Ellis Evans Farrow Fisher Foster Fox Gill Gray Green Griffin Hall Harris "
    "Hill Hughes Hussain Jones Jordan Kamara Kaur Kelly Khan King Kowalski Lane Lee Lewis Lloyd Malik Marsh Mason "
    "Mills Moore Morgan Murphy Nowak Okafor Okoro Owen Palmer Parker Patel Pearce Price Quinn Reed Rees Reid Rose "
    "Shah Shaw Silva Singh Smith Stone Tate Taylor Thomas Turner Vaughan Walker Ward Watts Webb West White Wilson "
    "Wood Wright Young"
)
GIVEN, FAMILY = GIVEN_NAMES.split(), FAMILY_NAMES.split()


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority: its place among the others by size, how many absences it has, and the ids of its teams and people."""

    number: int
    id: UUID
    episodes: int
    teams: tuple[UUID, ...]
    coordinators: tuple[UUID, ...]
    interviewers: tuple[UUID, ...]
    social_workers: tuple[UUID, ...]
    manager: UUID
    provider: UUID
    provider_interviewer: UUID

    @property
    def name(self) -> str:
        return f"Area {self.number + 1:03}"

    @property
    def prefix(self) -> str:
        return f"A{self.number + 1:03}"

    @property
    def domain(self) -> str:
        return f"area{self.number + 1:03}.example"

    @property
    def gss_code(self) -> str:
        return f"E0699{self.number + 1:04}"


@dataclass(frozen=True, slots=True)
class Nation:
    """All of it, by its authorities, the largest first."""

    seed: int
    now: datetime
    episodes: int
    authorities: tuple[Authority, ...]

    @property
    def measured(self) -> tuple[Authority, ...]:
        """The authorities whose coordinators ask while the clock runs: the largest, the smallest, and some between."""
        last = len(self.authorities) - 1
        places = dict.fromkeys(round(last * n / (MEASURED - 1)) for n in range(MEASURED))
        return tuple(self.authorities[place] for place in places)


def nation(*, episodes: int, seed: int, now: datetime) -> Nation:
    """The nation as it is at `now`, to the last id. A small one has fewer authorities, each as busy as one of the whole."""
    chance = Random(f"{seed} nation")
    number = min(AUTHORITIES, max(MEASURED, episodes * AUTHORITIES // 1_000_000))
    weights = sorted((chance.lognormvariate(0, 0.7) for _ in range(number)), reverse=True)
    so_far = [round(episodes * each / sum(weights)) for each in accumulate(weights)]
    shares = [now_ - before for before, now_ in zip([0, *so_far], so_far, strict=False)]
    providers = [(_id(chance), _id(chance)) for _ in range(10)]
    return Nation(seed, now, episodes, tuple(_authority(chance, n, share, providers) for n, share in enumerate(shares)))


def model_authority(whole: Nation) -> Authority:
    """An authority of one team that is in nobody's nation: the children that others are copies of are told as its own."""
    return _authority(Random(f"{whole.seed} model"), 999, 1, [(_id(Random("a")), _id(Random("b")))])


def _authority(chance: Random, number: int, episodes: int, providers: list[tuple[UUID, UUID]]) -> Authority:
    teams = tuple(_id(chance) for _ in range(max(1, ceil(episodes / EPISODES_A_TEAM))))

    def people(each: int) -> tuple[UUID, ...]:
        return tuple(_id(chance) for _ in range(each * len(teams)))

    provider, interviewer = providers[number % len(providers)]
    return Authority(
        number, _id(chance), episodes, teams, people(2), people(4), people(8), _id(chance), provider, interviewer
    )


@dataclass(frozen=True, slots=True)
class Born:
    """One child as the file starts: who, in which team, where they live, and how many absences are to come."""

    id: UUID
    number: int
    given: str
    family: str
    born: date
    team: UUID
    social_worker: UUID | None
    group: str
    episodes: int
    since: datetime


def invented(whole: Nation, chance: Random, authority: Authority, *, number: int, most: bool = False) -> Born:
    """One child of an authority of one team, whose story can then be told."""
    weights = list(accumulate(n**-LONG_TAIL for n in range(1, MANY + 1)))
    episodes = MOST_EPISODES if most else 1 + _place(weights, chance.random() * weights[-1])
    days = YEARS * 365.0 if most else max(chance.uniform(1, YEARS * 365), episodes * 1.5)
    since = whole.now - timedelta(days=days)
    age = 12 if most else chance.uniform(9, 17)
    return Born(
        _id(chance), number, chance.choice(GIVEN), chance.choice(FAMILY), (since - timedelta(days=age * 365)).date(),
        authority.teams[0], chance.choice(authority.social_workers) if chance.random() < 0.4 else None,
        chance.choices(("home", "care_in", "care_out"), (58, 28, 14))[0], episodes, since,
    )  # fmt: skip


def _place(weights: list[float], drawn: float) -> int:
    low, high = 0, len(weights) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if drawn < weights[middle] else (middle + 1, high)
    return low


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
