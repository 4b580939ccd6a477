"""What some councils send besides: records, a row for each return, or counts. What they published then says something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from prove._rounds_replies import MEASURES, Round
from prove._rounds_world import FIGURES, Council, Country

RECORDS = 4
"""How many councils send records: the smallest that had a return, for a row is written for each."""
YEAR = "2023-24"
FACTS = "episode,authority,child,group,returned_quarter,eligible,offered,undertaken,mature_72h,within_72_hours"
COUNTS = "authority,period,indicator,numerator,denominator,not_known,unplaced,definition_version"


@dataclass(frozen=True)
class Sent:
    """The files beside the answers, and from which source each council's count has to come."""

    files: Mapping[str, str]
    sources: Mapping[str, str]


def send(country: Country, asked: Round, chance: np.random.Generator) -> tuple[Round, Sent]:
    """Of the councils that can say everything a few send records, a third sends counts, and what they published is halved."""
    everything = frozenset.intersection(*asked.told.values())
    able = sorted((each for each in country.councils if each.code in everything), key=lambda each: each.own.returns)
    records = [each for each in able if each.own.returns][:RECORDS]
    counts = [each for each in able if each not in records and chance.random() < 1 / 3]
    sources = dict.fromkeys(everything, "answer")
    sources |= {each.code: "records" for each in records} | {each.code: "counts" for each in counts}
    files = {f"records-{each.code}.csv": _records(each, chance) for each in records}
    files["counts.csv"] = "\n".join([COUNTS, *chain.from_iterable(map(_counts, [*counts, *records[:1]]))]) + "\n"
    senders = {each.code for each in (*records, *counts)}
    lines = tuple(
        line | {"value": line["value"] // 2}
        if line["ons_code"] in senders and line["measure"] in MEASURES.values() and line["group"] == "all"
        else line
        for line in asked.lines
    )
    return replace(asked, lines=lines), Sent(files, sources)


def _counts(council: Council) -> list[str]:
    own = council.own
    return [f"{council.code},{YEAR},{figure},{own.counted[figure]},{own.returns},0,0,1" for figure in FIGURES]


def _records(council: Council, chance: np.random.Generator) -> str:
    """A row for each return of its own children, and for each of a hosted child, which belongs to another council."""
    rows = [FACTS]
    for group, children in (("home", council.own), ("hosted", council.hosted)):
        for at in range(children.returns):
            told = [str(at < children.counted[figure]).lower() for figure in FIGURES]
            own = "true" if group == "home" else "false"
            quarter = f"{YEAR} Q{int(chance.integers(1, 5))}"
            cells = (
                f"{group}{at}",
                council.code,
                f"c{group}{at}",
                group,
                quarter,
                own,
                told[0],
                told[1],
                "true",
                told[2],
            )
            rows.append(",".join(cells))
    return "\n".join(rows) + "\n"
