"""Dates become facts: how many rows a second of one core are derived from invented journeys."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from random import Random

from wayhome.domain.episode import Journey, Offer, Response, Talk
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    OfferLevel,
    ResponseToOffer,
)
from wayhome.indicators.derive import facts_of

JOURNEYS = 2_000
RUNS = 7


def journeys(how_many: int, seed: int = 1) -> list[Journey]:
    """Journeys as a case system holds them: most with an offer and an answer, half with a talk."""
    chance = Random(seed)
    return [_journey(chance, number) for number in range(how_many)]


def _journey(chance: Random, number: int) -> Journey:
    missing = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(400_000))
    located = missing + timedelta(minutes=chance.randrange(3_000))
    returned = located + timedelta(minutes=chance.randrange(300))
    offered, answered, held = (Moment.exactly(returned + timedelta(minutes=chance.randrange(9_000))) for _ in range(3))
    talk = Talk(
        held, Completeness.FULL, chance.choice(list(InterviewerRelation)), episodes_discussed=chance.choice([1, 1, 2])
    )
    return Journey(
        episode=f"E{number}",
        child=f"C{number // 3}",
        authority="E10000000",
        group=chance.choice(list(Group)),
        kind=EpisodeKind.MISSING,
        missing_from=Moment.exactly(missing),
        located=Moment.exactly(located),
        returned=Moment.exactly(returned) if chance.random() < 0.8 else Moment.on(returned.date()),
        notified=Moment.exactly(returned + timedelta(hours=chance.randrange(30))),
        born=date(2008 + chance.randrange(8), 1 + chance.randrange(12), 1 + chance.randrange(28)),
        case_opened=Moment.exactly(returned),
        offers=(Offer(offered, chance.choice(list(OfferLevel))),) if chance.random() < 0.8 else (),
        responses=(Response(answered, ResponseToOffer.ACCEPTED, Answerer.CHILD, True),)
        if chance.random() < 0.6
        else (),
        talks=(talk,) if chance.random() < 0.5 else (),
        earlier_episodes=chance.randrange(4),
    )


def facts_per_second() -> float:
    """Rows derived in a second of one core: the best of several rounds, so that neighbours count least."""
    told, as_of = journeys(JOURNEYS), datetime(2026, 1, 1, tzinfo=UTC)
    rounds = []
    for _ in range(RUNS):
        started = time.process_time()
        for journey in told:
            facts_of(journey, as_of=as_of)
        rounds.append(time.process_time() - started)
    return JOURNEYS / min(rounds)
