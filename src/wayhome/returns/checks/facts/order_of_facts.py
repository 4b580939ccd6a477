"""Wayhome's own rule: a fact contradicts the next."""

from collections.abc import Iterator
from itertools import pairwise

from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check

CHAIN = ("within_72_hours", "undertaken", "accepted", "offered", "offered_broad")
"""Each follows from the one before it."""


@check(
    "FA04",
    title="In time, undertaken, accepted, offered, offered broadly follow from each other",
    says="the row says yes to this and no to what follows from it",
    remedy="Derive the facts again: in time follows only from undertaken, that only from accepted, that only from offered.",
)
def order_of_facts(episode: EpisodeRows) -> Iterator[Finding]:
    """Of two neighbours in the chain the narrower says yes and the wider no."""
    for row in episode.rows:
        for narrow, wide in pairwise(CHAIN):
            if getattr(row.facts, narrow) is True and getattr(row.facts, wide) is False:
                yield Finding(
                    row, narrow, row.cells.get(narrow, ""), f"{narrow} is yes, and {wide}, which follows from it, is no"
                )
