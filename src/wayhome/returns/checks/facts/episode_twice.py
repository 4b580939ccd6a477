"""Wayhome's own rule: an episode and authority stand twice."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check


@check(
    "FA02",
    title="One row for each episode and authority",
    says="the episode and authority already stand in another row",
    remedy="Keep one of the rows.",
)
def episode_twice(episode: EpisodeRows) -> Iterator[Finding]:
    """Facts are keyed by episode and authority."""
    for row in episode.rows[1:]:
        yield Finding(
            row, "episode", row.facts.episode, f"the episode and authority already stand in row {episode.rows[0].row}"
        )
