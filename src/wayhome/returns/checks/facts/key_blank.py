"""Wayhome's own rule: a row lacks its key."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import EpisodeRows
from wayhome.returns.checks.rule import Finding, check


@check(
    "FA03",
    title="Every row has its key",
    says="the row does not say which episode and authority it is about",
    remedy="Write both.",
)
def key_blank(episode: EpisodeRows) -> Iterator[Finding]:
    """A blank episode or authority."""
    for row in episode.rows:
        for column in ("episode", "authority"):
            if not row.cells.get(column, "").strip():
                yield Finding(row, column, "")
