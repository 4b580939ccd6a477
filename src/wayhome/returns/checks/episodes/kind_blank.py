"""Wayhome's own rule: a row does not say whether the child was missing or away."""

from collections.abc import Iterator

from wayhome.returns.checks.listed import ChildEpisodes
from wayhome.returns.checks.rule import Finding, check


@check(
    "EP03",
    title="Every row says missing or away",
    says="the row does not say whether the child was missing or away",
    remedy="Write missing or away. Until then the row is counted nowhere.",
)
def kind_blank(child: ChildEpisodes) -> Iterator[Finding]:
    """A blank kind."""
    for row in child.rows:
        if not row.cells.get("kind", "").strip():
            yield Finding(row, "kind", "")
