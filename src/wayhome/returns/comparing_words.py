"""A comparison in words and as rows: the same numbers, never in the order of their size."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.indicators.definition import Count
from wayhome.returns.comparing import Comparison, Council, name_of
from wayhome.returns.national.funnels import TITLES
from wayhome.returns.words import bound_words, percent

BY_CHANCE = {
    -1: "Lower than chance alone would give",
    0: "No different from what chance alone would give",
    1: "Higher than chance alone would give",
}
TOO_LITTLE = "Too little is known to read anything into it"
COLUMNS = (
    "indicator", "title", "definition_version", "period", "authority", "name", "counted", "out_of", "known", "not_known",
    "unplaced", "share", "low", "high", "least", "most", "may_be_compared", "why_not", "chance_alone", "with_ordinary_spread",
)  # fmt: skip


def standing(council: Council) -> str:
    """What the limits that allow for ordinary spread say of it; empty where nothing was drawn."""
    if council.apart or council.figure.share is None:
        return ""
    if council.figure.hollow or council.point is None:
        return TOO_LITTLE
    return TITLES[council.point.signal]


def by_chance(council: Council) -> str:
    """What the limits of chance alone say of it; empty where nothing was drawn."""
    far = None if council.point is None else council.point.far_beyond_chance
    return "" if far is None else BY_CHANCE[far]


def rows(found: Comparison) -> Iterator[dict[str, object]]:
    """Every authority as a row of the file."""
    for each in found.councils:
        count, shown = each.count, each.figure
        low, high = shown.interval or (None, None)
        least, most = shown.bound or (None, None)
        yield dict(
            zip(
                COLUMNS,
                (
                    found.indicator.id, found.indicator.title, found.indicator.definition_version, str(found.year), each.code,
                    each.name, count.numerator, count.denominator, count.known, count.not_known, count.unplaced,
                    *(None if x is None else round(x, 4) for x in (shown.share, low, high, least, most)),
                    "no" if each.apart else "yes", " ".join(each.apart), by_chance(each), standing(each),
                ),
                strict=True,
            )
        )  # fmt: skip


def lines(found: Comparison, *, beside: str | None = None) -> Iterator[str]:
    """The comparison as it is read."""
    may = sum(not each.apart for each in found.councils)
    yield f"{found.indicator.id:<5}{found.indicator.title}, {found.year}"
    yield f"     Counted: {found.indicator.numerator_words}"
    yield f"     Out of: {found.indicator.denominator_words}"
    yield from (f"     {sentence}" for sentence in found.cannot_say)
    if may and found.together.share is not None:
        yield f"     {may} of {len(found.councils)} authorities may be compared. Together {_share(found.together)}"
    elif found.councils:
        yield f"     {may} of {len(found.councils)} authorities may be compared, and there is nothing to divide by."
    for each in found.councils:
        yield from _council(each)
    if beside is not None:
        yield f"     The statistical neighbours of {name_of(beside)}, A to Z:"
        for name, council in found.beside(beside):
            yield f"       {name}: {'no figure here' if council is None else _figure(council)}"


def _council(each: Council) -> Iterator[str]:
    yield f"       {each.name}: {_figure(each)}"
    if each.apart:
        yield f"         May not be compared. {' '.join(each.apart)}"
    else:
        yield from (f"         {words}." for words in dict.fromkeys((by_chance(each), standing(each))) if words)


def _figure(each: Council) -> str:
    count, interval = each.count, each.figure.interval
    parts = [count.why_no_rate or "no rate"] if interval is None else [_share(count)]
    if interval is not None:
        parts[0] += f" ({percent(interval.low)} to {percent(interval.high)})"
    if count.not_known:
        parts.append(f"{count.not_known:,} not known, so {bound_words(count)}")
    if count.unplaced:
        parts.append(f"{count.unplaced:,} unplaced")
    return "; ".join(parts)


def _share(count: Count) -> str:
    return f"{count.numerator:,} of {count.known:,} = {percent(count.share or 0)}"
