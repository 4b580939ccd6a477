"""Wayhome's own rule: the outcome contradicts the talk."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check


@check(
    "FA06",
    title="The outcome is what its facts say",
    says="the outcome and whether a talk was undertaken contradict each other",
    remedy="Derive the facts again.",
)
def outcome_against_facts(episode: EpisodeRows) -> Iterator[Finding]:
    """An undertaken outcome without a talk, or a talk with another outcome, for an eligible return."""
    for row in episode.rows:
        outcome, held = row.facts.outcome, row.facts.undertaken
        if row.facts.eligible and outcome is not None and held is not None and outcome.is_undertaken is not held:
            yield Finding(row, "outcome", outcome)
