"""Is it changing? Heard within 72 hours of all returns, month by month or quarter by quarter, with the limits of ordinary spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.benchmarking.trend import ENOUGH, RULES, Chart, Found, Side, Signal, xmr
from wayhome.casework.oversight.drawing import lines
from wayhome.casework.oversight.drawing.lines import Across, Point
from wayhome.casework.oversight.figures.figure import WITHHELD, Figure, Key, Line
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.periods import month_before
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, Counts, nothing_counted
from wayhome.indicators.derive import month, quarter

ENOUGH_A_MONTH = 20
MONTHS, QUARTERS = 24, 16
"""How far back a chart looks."""
UNTIL_JUDGED = timedelta(days=4)
"""A month is judged once the 72 hours of its last return are over."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One month or quarter: what the column calls it, how the chart labels it, and its count."""

    name: str
    label: str
    count: Count
    withheld: bool = False
    """It may not be shown: then it is a gap, and neither the average nor the limits are made of it."""
    floor: int = 0
    """Of a part of the children, fewer returns than this are too few to show fairly: a gap too."""

    @property
    def numbered(self) -> Numbered:
        return Numbered(way.IN_TIME, self.count, self.floor)

    @property
    def is_gap(self) -> bool:
        return self.withheld or self.numbered.is_too_few


@dataclass(frozen=True, slots=True)
class Series:
    """The stretches in order of time, months or quarters."""

    monthly: bool
    stretches: tuple[Stretch, ...]


def series(by_month: Counts, by_quarter: Counts, today: date) -> Series:
    """Months where there are at least twelve of them with at least twenty returns each; quarters otherwise.

    Only stretches that are over are counted, from the first that has a return; one without any in between is a gap.
    """
    judged = today - UNTIL_JUDGED
    months = _stretches(by_month, _months(judged))
    if len(months) >= ENOUGH and all((each.count.denominator or 0) >= ENOUGH_A_MONTH for each in months):
        return Series(True, months)
    return Series(False, _stretches(by_quarter, _quarters(judged)))


def change_figure(found: Series) -> Figure:
    """The figure of change, from a series."""
    chart = xmr([None if stretch.is_gap else _value(stretch.count) for stretch in found.stretches])
    points = [_point(place, stretch, chart) for place, stretch in enumerate(found.stretches)]
    across = _across(chart)
    every = _("by month") if found.monthly else _("by quarter")
    return Figure(
        id="change",
        title=title_of(chart, found),
        subtitle=_("Heard within 72 hours, %% of all returns, %(every)s") % {"every": every},
        key=_key(chart, points, found.monthly),
        wide=lines.drawn(points, across, lines.WIDE),
        narrow=lines.drawn(points, across, lines.ON_A_PHONE),
        text=_text(found, chart),
        lines=tuple(Line(s.label, s.numbered, has_page=False) for s in found.stretches),
        caption=tuple(_caption(chart, found)),
        empty="" if found.stretches else _("No month with a return is over yet."),
        points=tuple(points),
        across=across,
    )


def title_of(chart: Chart, found: Series) -> str:
    """At most ten words: the latest sign of change by its rule, or that there is none."""
    if chart.limits is None:
        return _("Too early to say whether it is changing")
    latest = chart.latest
    if latest is None:
        return _("No sign of change")
    if latest.places[-1] < len(chart.values) - 1:
        return _("A change up to %(label)s") % {"label": found.stretches[latest.places[-1]].label}
    return _("A sign of change: %(what)s") % {"what": _what(latest, found.monthly)}


def _what(latest: Found, monthly: bool) -> str:
    number = len(latest.places)
    unit = ngettext("%(number)d month", "%(number)d months", number) if monthly else ngettext(
        "%(number)d quarter", "%(number)d quarters", number
    )  # fmt: skip
    said = {
        (Signal.BEYOND, Side.HIGHER): _("%(unit)s above the limit"),
        (Signal.BEYOND, Side.LOWER): _("%(unit)s below the limit"),
        (Signal.SHIFT, Side.HIGHER): _("%(unit)s above average"),
        (Signal.SHIFT, Side.LOWER): _("%(unit)s below average"),
        (Signal.TREND, Side.HIGHER): _("%(unit)s rising"),
        (Signal.TREND, Side.LOWER): _("%(unit)s falling"),
        (Signal.NEAR_LIMIT, Side.HIGHER): _("%(unit)s near the upper limit"),
        (Signal.NEAR_LIMIT, Side.LOWER): _("%(unit)s near the lower limit"),
    }
    return said[latest.signal, latest.side] % {"unit": unit % {"number": number}}


def _value(count: Count) -> Fraction | None:
    """What the rules judge: nothing where too little is known, which is drawn hollow and gives no signal."""
    return None if count.is_hollow or not count.known else Fraction(count.numerator, count.known)


def _point(place: int, stretch: Stretch, chart: Chart) -> Point:
    share = None if stretch.is_gap else stretch.count.share
    if share is None:
        return Point(stretch.label, None)
    value = share * 100
    if stretch.count.is_hollow:
        return Point(stretch.label, value, "hollow")
    signals = chart.signals_at(place)
    return Point(stretch.label, value, signals[0].side.value if signals else "plain")


def _across(chart: Chart) -> tuple[Across, ...]:
    if chart.limits is None:
        return ()
    average, upper, lower = (float(n) for n in (chart.limits.average, chart.limits.upper, chart.limits.lower))
    trial = _("Trial limit %(share)s") if chart.on_trial else _("Limit %(share)s")
    found = [Across("average", average * 100, _("Average %(share)s") % {"share": percent(average)})]
    if upper < 1:
        found.append(Across("limit", upper * 100, trial % {"share": percent(upper)}))
    if lower > 0:
        found.append(Across("limit", lower * 100, trial % {"share": percent(lower)}))
    return tuple(found)


def _key(chart: Chart, points: Sequence[Point], monthly: bool) -> tuple[Key, ...]:
    kinds = {point.kind for point in points if point.value is not None}
    said: Mapping[str, str] = {
        "plain": _("One month") if monthly else _("One quarter"),
        "higher": _("Part of a rise, by a rule below"),
        "lower": _("Part of a fall, by a rule below"),
        "hollow": _("Under 85% recorded: gives no sign"),
    }
    shapes = tuple(Key(kind, words, is_mark=True) for kind, words in said.items() if kind in kinds)
    return (*shapes, *(Key(line.kind, line.words) for line in _across(chart)))


def _text(found: Series, chart: Chart) -> str:
    values = [f"{s.label} {WITHHELD if s.withheld else s.numbered.share}" for s in found.stretches]
    return ". ".join([", ".join(values), *(line.words for line in _across(chart))])


def _caption(chart: Chart, found: Series) -> list[str]:
    said = [
        _(
            "%(rules)s: average ± 2.66 × the mean move from one to the next. A change is one value outside the limits, seven "
            "in a row on one side, seven in a row rising or falling, or two of three near a limit."
        ) % {"rules": RULES}
    ]  # fmt: skip
    if not found.monthly:
        said.append(_("By quarter, because fewer than 12 months have 20 returns or more each."))
    if chart.on_trial:
        said.append(_("Fewer than 12 values: the limits are on trial and may still move."))
    if any(stretch.withheld for stretch in found.stretches):
        said.append(
            _(
                "Withheld values are gaps. The average and the limits are made of the values that are shown, and of no other."
            )
        )
    if any(stretch.numbered.is_too_few for stretch in found.stretches):
        said.append(
            _("Of this part of the children, fewer than 20 known returns are too few to show fairly, and a gap.")
        )
    if chart.limits is None and found.stretches:
        said.append(_("Limits are drawn from the fourth value on."))
    return said


def _months(today: date) -> list[tuple[str, str]]:
    firsts = [month_before(today, back) for back in range(MONTHS, 0, -1)]
    return [(str(month(first)), in_words(first, "M y")) for first in firsts]


def _quarters(today: date) -> list[tuple[str, str]]:
    this = month_before(today, (today.month - 1) % 3)
    firsts = [month_before(this, 3 * back) for back in range(QUARTERS, 0, -1)]
    return [(str(quarter(f)), f"{in_words(f, 'M')}–{in_words(month_before(f, -2), 'M y')}") for f in firsts]


def _stretches(counts: Counts, names: Sequence[tuple[str, str]]) -> tuple[Stretch, ...]:
    """From the first stretch with a return in it; a stretch with none counts nothing."""
    of = {str(stratum[0]): count for (_number, stratum), count in counts.items()}
    made = [Stretch(name, label, of.get(name, nothing_counted(way.IN_TIME))) for name, label in names]
    first = next((n for n, stretch in enumerate(made) if stretch.count.denominator), len(made))
    return tuple(made[first:])
