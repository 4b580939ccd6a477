"""The words that stand beside figures, on a terminal and in the report alike."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.indicators.definition import Count
from wayhome.returns.answers import Said


def percent(share: float) -> str:
    """A share as a percentage with one decimal; 100% and 0% only where it is exactly that."""
    text = f"{100 * share:.1f}"
    if text == "100.0":
        return "100%" if share == 1 else "over 99.9%"
    if text == "0.0":
        return "0%" if share == 0 else "under 0.1%"
    return f"{text}%"


def bound_words(count: Count) -> str:
    """The least and the most the share can be, as words. Empty without a denominator."""
    if count.bound is None:
        return ""
    least, most = count.bound
    return f"between {percent(least)} and {percent(most)} of all {count.denominator:,}"


def what_it_says(said: Said) -> Iterator[str]:
    """What the columns mean, which rows were left out, and which cells could not be read."""
    yield from said.says
    for because, rows in said.left_out.items():
        yield f"{rows:,} {'row is' if rows == 1 else 'rows are'} counted nowhere: {because}."
    for (column, why), cells in said.unread.most_common(10):
        yield f"{cells:,} {'cell' if cells == 1 else 'cells'} of {column} not recorded: {why}."
