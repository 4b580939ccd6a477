"""Wayhome's own rule: two episodes of one child overlap."""

from collections.abc import Iterator

from wayhome.domain.episode import Journey
from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP12",
    title="Episodes of one child do not overlap",
    says="the episode starts before the one before it has ended",
    remedy="End the earlier one first, or join the two: missing again before coming back is one episode.",
)
def overlapping_episodes(child: ChildEpisodes) -> Iterator[Finding]:
    """An episode starts certainly before the child was back from the one before."""
    timed = [(r, j) for r, j in child.journeys() if j.missing_from.is_known and not j.void]
    by_authority: dict[str, Journey] = {}
    for row, journey in sorted(timed, key=lambda each: (each[1].missing_from.earliest, each[0].row)):
        before = by_authority.get(journey.authority)
        if before is not None and before.episode != journey.episode:
            back = before.returned if before.returned.is_known else before.located
            still_out = before.return_recorded is False and not back.is_known
            if still_out or (back.is_known and journey.missing_from.is_before(back)):
                yield Finding(
                    row,
                    "missing_from",
                    row.cells["missing_from"],
                    f"the episode starts before {before.episode} has ended",
                )
        by_authority[journey.authority] = journey
