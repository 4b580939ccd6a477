"""Wayhome's own rule: eligible contradicts the facts it is made of."""

from collections.abc import Iterator

from wayhome.domain.vocabulary import EpisodeKind
from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check


@check(
    "FA05",
    title="Eligible is what its facts say",
    says="the row is eligible, and another of its facts says that it cannot be",
    remedy="Derive the facts again: eligible is missing, not void, back, under 18, this authority's child.",
)
def eligible_against_facts(episode: EpisodeRows) -> Iterator[Finding]:
    """Eligible and away, void, 18 or over, or another authority's child."""
    for row in episode.rows:
        facts = row.facts
        adult = facts.age_at_return is not None and facts.age_at_return >= 18
        other_kind = bool(row.cells.get("kind", "").strip()) and facts.kind is not EpisodeKind.MISSING
        if facts.eligible and (adult or other_kind or facts.void or facts.ours is False):
            yield Finding(row, "eligible", row.cells.get("eligible", ""))
