"""Wayhome's own rule: an episode stands twice."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP04",
    title="No episode stands twice for one authority",
    says="the episode already stands in another row",
    remedy="Keep one row for each episode and authority.",
)
def episode_twice(child: ChildEpisodes) -> Iterator[Finding]:
    """The same episode and authority on two rows of one child."""
    seen: dict[tuple[str, str], int] = {}
    for row in child.rows:
        key = (row.cells.get("episode", "").strip(), row.cells.get("authority", "").strip())
        first = seen.setdefault(key, row.row) if key[0] else row.row
        if first != row.row:
            yield Finding(row, "episode", key[0], f"the episode already stands in row {first}")
