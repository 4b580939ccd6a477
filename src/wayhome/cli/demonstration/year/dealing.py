"""Dealing: which child has which cases, and what is drawn without replacement, so that each share comes out as it was set."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from wayhome.cli.demonstration.year import quotas
from wayhome.cli.demonstration.year.quotas import EASTMERE, LAST, OPEN, Kind
from wayhome.cli.demonstration.year.waiting import STAGES


def hands(rng: Random, authority: str) -> Iterator[list[Kind]]:
    """The cases of each child of an authority: the largest go to whoever has most room, what ends a story to somebody each."""
    pool = dict(quotas.CASES[authority])
    if authority == EASTMERE:
        yield _mixed(rng, [kind for kind, number in quotas.ONE_CHILD.items() for _ in range(number)])
        for kind, number in quotas.ONE_CHILD.items():
            pool[kind] -= number
    cases = [kind for kind, number in pool.items() for _ in range(number)]
    rng.shuffle(cases)
    yield from (_mixed(rng, hand) for hand in _dealt(rng, cases, authority))
    yield from ([kind] for kind, number in quotas.BESIDE[authority].items() for _ in range(number))


def _dealt(rng: Random, cases: list[Kind], authority: str) -> list[list[Kind]]:
    rooms = [size for size, number in quotas.CHILDREN[authority].items() for _ in range(number)]
    found: list[list[Kind]] = [[] for _ in rooms]

    def give(kind: Kind, to: int) -> None:
        found[to].append(kind)
        rooms[to] -= kind[1]

    for kind in sorted((k for k in cases if k[1] > 1), key=lambda k: -k[1]):
        give(kind, max(range(len(rooms)), key=lambda n: (rooms[n], rng.random())))
    ends = [k for k in cases if k[0] in LAST]
    with_room = [n for n, room in enumerate(rooms) if room]
    for kind, to in zip(ends, rng.sample(with_room, len(ends)), strict=True):
        give(kind, to)
    for kind in (k for k in cases if k[1] == 1 and k[0] not in LAST):
        give(kind, rng.choice([n for n, room in enumerate(rooms) if room]))
    return found


def _mixed(rng: Random, hand: list[Kind]) -> list[Kind]:
    """In any order, but for what ends a story."""
    rng.shuffle(hand)
    return sorted(hand, key=lambda kind: kind[0] in LAST)


class Draws:
    """What is drawn for one authority: each answer as often as its part says, in any order, over and over."""

    def __init__(self, seed: str, authority: str) -> None:
        rng = Random(f"{seed} draws {authority}")
        number = quotas.returns(quotas.CASES[authority])
        often = quotas.returns(quotas.ONE_CHILD) if authority == EASTMERE else 0
        over = number - often - sum(size * n for (course, size), n in quotas.CASES[authority].items() if course in OPEN)
        self.long = _parts(rng, over, quotas.LONGER_THAN_TWO_DAYS * number / over)
        self.notice = _parts(rng, number, quotas.NOTICES[authority])
        self.in_time = _parts(rng, number, quotas.IN_TIME)
        self.stages = {course: list(stages) for course, stages in STAGES[authority].items()}


def _parts(rng: Random, number: int, part: float) -> Iterator[bool]:
    answers = [place < round(number * part) for place in range(number)]
    rng.shuffle(answers)
    while True:
        yield from answers
