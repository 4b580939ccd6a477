"""Requests for figures one after another, each chosen to say together with the others what none says alone."""

from __future__ import annotations

import random
from dataclasses import dataclass

from prove._suppression_weak import few_among, printed_though_few
from prove._suppression_world import AGES, GROUPS, World
from wayhome.benchmarking.disclosure.attacker import Secrets, attack
from wayhome.benchmarking.disclosure.auditor import Auditor
from wayhome.benchmarking.disclosure.frame import TOGETHER
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import Refused
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.benchmarking.disclosure.tables import Show, Table

REQUESTS = 20


@dataclass(frozen=True)
class Replies:
    """One row of requests: how many were answered, how many refused, and what was recovered from all answers together."""

    answered: int
    refused: int
    attacked: int
    recovered: int


def ask_and_attack(country: World, seed: int) -> Replies:
    """Twenty requests about one place, each a little different from an earlier one; then all replies are attacked."""
    dice = random.Random(seed)
    auditor, place, refused = Auditor(country.frame, country.count), dice.choice(country.places), 0
    for number in range(REQUESTS):
        try:
            auditor.answer(f"request {number}", [_request(place, dice)])
        except Refused:
            refused += 1
    said = [Publication.from_json(each.to_json()) for each in auditor.said]
    few = few_among(said, country.count)
    hidden = {each.cell for publication in said for each in publication.counts if each.is_hidden}
    secrets = Secrets(sensitive=few, not_sensitive=frozenset(hidden - few))
    answer = attack(country.frame, said, profile=DFE, secrets=secrets)
    recovered = len(answer.leaks) + printed_though_few(said, country.count)
    return Replies(len(said), refused, len(answer.found), recovered)


def _request(place: str, dice: random.Random) -> Table:
    """Neighbouring ages and some groups: subtracting one reply from another leaves out a few children."""
    start = dice.randrange(len(AGES))
    ages = AGES[start : dice.randint(start, len(AGES)) + 1]
    groups = dice.sample(GROUPS, dice.randint(1, len(GROUPS)))
    return Table(
        title="Returns",
        population="eligible returns",
        by=(("age", (TOGETHER.join(ages), *ages[:1])) if len(ages) > 1 else ("age", ages),),
        within={"place": place, "group": TOGETHER.join(group for group in GROUPS if group in groups)},
        counting=dice.choice((None, ("offered", ("yes",)))),
        shows=frozenset({Show.OF, Show.NUMBER}),
    )
