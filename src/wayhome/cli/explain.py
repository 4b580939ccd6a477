"""`wayhome explain`: what an indicator counts, of whom, why, and on what authority."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Annotated

import typer

from wayhome.indicators.catalogue import EVERY, named
from wayhome.indicators.definition import Better, Breakdown, Indicator

WAYS = {Better.HIGHER: "Higher is better.", Better.LOWER: "Lower is better.", None: "Neither way is better."}
NO_SUCH = 2


def explain(
    indicator: Annotated[
        str | None, typer.Argument(help="The indicator's id or name, as D3. All of them if left out.")
    ] = None,
) -> None:
    """Say what an indicator counts, and why. Exit code 2 when there is none of that name."""
    if indicator is None:
        for each in EVERY:
            print(f"{each.id:<5}{each.title}")
        print("\nwayhome explain D3 says more of one.")
        return
    print("\n".join(_lines(found(indicator))))


def found(name: str) -> Indicator:
    """The indicator of that id or name. Ends with a sentence and exit code 2 when there is none."""
    try:
        return named(name)
    except KeyError as none:
        raise typer.BadParameter(str(none.args[0])) from None


def _lines(indicator: Indicator) -> Iterator[str]:
    yield f"{indicator.id}  {indicator.title}"
    yield from _part("Of", indicator.denominator_words)
    yield from _part("Counted", indicator.numerator_words)
    yield from _part("Why", indicator.why)
    yield from _part("Source", indicator.source)
    yield from _part("Better", WAYS[indicator.better])
    yield from _part("Period by", f"the date {indicator.anchor.value}")
    if indicator.shown_with:
        yield from _part("Shown with", ", ".join(indicator.shown_with))
    if isinstance(indicator, Breakdown):
        yield from _part("Values", "; ".join(indicator.value_words[value] for value in indicator.values))
    yield from _part("Columns", ", ".join(sorted(indicator.columns())))
    yield from _part(
        "Definition",
        f"version {indicator.definition_version}; {indicator.reviewer}; review by {indicator.review_by:%d %B %Y}",
    )
    yield from _part(
        "Not known", "is never no: the share is of those known, with the least and the most it can be of all beside it"
    )


def _part(label: str, words: str) -> Iterator[str]:
    lines = textwrap.wrap(words, 84) or [""]
    yield f"  {label:<12}{lines[0]}"
    yield from (f"  {'':<12}{line}" for line in lines[1:])
