"""Different for some children? Each share by ethnicity, age, sex, disability, coming alone and where the child lived, beside the rest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from wayhome.benchmarking.gaps import MANY, Equity, equity
from wayhome.benchmarking.rates import ALERT
from wayhome.casework.oversight.drawing import intervals
from wayhome.casework.oversight.drawing.intervals import Dot
from wayhome.casework.oversight.drawing.intervals import Group as Rows
from wayhome.casework.oversight.figures.figure import Figure, Grid, Key, Line
from wayhome.casework.oversight.numbers import FAIR, Numbered, percent
from wayhome.casework.oversight.periods import GROUPS, Chosen
from wayhome.domain.ethnicity import ethnic_group
from wayhome.domain.vocabulary import Group
from wayhome.indicators.catalogue import delivery, followup
from wayhome.indicators.catalogue.over_time import EQUITY_GAP
from wayhome.indicators.definition import Count, Counts, Indicator

BY_GROUP = "group"


@dataclass(frozen=True, slots=True)
class By:
    """One way of setting children apart: the column, its heading, and what each value of it is called."""

    column: str
    heading: object
    word: Callable[[Hashable], str | None]
    """None: what is recorded says nothing that can be compared, and counts as not recorded."""


def _ethnic(value: Hashable) -> str | None:
    group = ethnic_group(None if value is None else str(value))
    return None if group is None else group.label


def _age(value: Hashable) -> str | None:
    return None if value is None else str(value).replace("-", " to ")


def _sex(value: Hashable) -> str | None:
    return str(value).strip().capitalize() or None if value is not None else None


def _disabled(value: Hashable) -> str | None:
    return None if value is None else _("Disabled") if value else _("Not disabled")


def _alone(value: Hashable) -> str | None:
    return None if value is None else _("Came alone") if value else _("Did not come alone")


def _lived(value: Hashable) -> str | None:
    return None if value is None else str(GROUPS.get(Group(str(value)), value))


WAYS: tuple[By, ...] = (
    By("ethnicity", lazy("Ethnicity"), _ethnic), By("age_band", lazy("Age"), _age), By("sex", lazy("Sex"), _sex),
    By("disabled", lazy("Disability"), _disabled), By("unaccompanied", lazy("Came to the country alone"), _alone),
    By(BY_GROUP, lazy("Where they lived"), _lived),
)  # fmt: skip
MEASURES: Mapping[str, tuple[Indicator, object]] = {
    "different-heard": (delivery.HEARD, lazy("Heard at all")),
    "different-in-time": (delivery.HEARD_WITHIN_72_HOURS, lazy("Heard within 72 hours")),
    "different-independent": (delivery.INDEPENDENT, lazy("Heard by somebody independent")),
    "different-help": (followup.HELP_OFFERED, lazy("Help offered for a need")),
}
"""What is compared, by the name of its figure."""

Found = Mapping[str, tuple[Equity, ...]]
"""What was found for each column."""


def strata_of(by: By) -> tuple[str, ...]:
    """What a share is counted by, to be compared by one column."""
    return (BY_GROUP,) if by.column == BY_GROUP else (BY_GROUP, by.column)


def compared(counts: Mapping[str, Counts], measure: Indicator) -> Found:
    """Every value of every column beside the rest; many comparisons at once are each made at 99.8%."""
    folded = {by.column: _folded(counts[by.column], by, measure) for by in WAYS}
    values = {column: {value for (_n, (_g, value)) in of if value is not None} for column, of in folded.items()}
    comparisons = sum(len(of) for of in values.values() if len(of) > 1)
    found = {column: equity(of, measure, comparisons=comparisons) for column, of in folded.items()}
    return found | {BY_GROUP: tuple(replace(each, standardised=None) for each in found[BY_GROUP])}


def _folded(counts: Counts, by: By, measure: Indicator) -> Counts:
    """Counts by group and by what the values are called; the group itself twice, so that each group stands beside the rest."""
    added: Counts = {}
    for (number, stratum), count in counts.items():
        if number is not measure:
            continue
        key = (measure, (stratum[0], by.word(stratum[-1])))
        added[key] = added[key] + count if key in added else count
    return added


def different_figure(name: str, found: Found, whole: Count, chosen: Chosen) -> Figure:
    """The figure of one share. `whole` is its count over all children."""
    measure, short = MEASURES[name]
    rows = tuple(
        Rows(str(by.heading), tuple(_dot(each, by) for each in found[by.column])) for by in WAYS if found[by.column]
    )  # fmt: skip
    every = [each for of in found.values() for each in of]
    confidence = every[0].confidence if every else ALERT
    return Figure(
        id=name,
        title=title_of(found),
        subtitle=_("%(measure)s: points above or below the rest, %(period)s") % {"measure": short, "period": chosen.period.words},
        key=_key(rows),
        wide=intervals.wide(rows),
        narrow=intervals.narrow(rows),
        text=" ".join(f"{group.heading}: {'; '.join(f'{dot.label} {dot.words}' for dot in group.dots)}." for group in rows),
        lines=(Line(measure.title, Numbered(measure, whole)),),
        caption=tuple(_caption(confidence)),
        empty="" if whole.denominator else _("No return of this period is counted."),
        grid=_grid(found, measure),
        estimates=(EQUITY_GAP,),
    )  # fmt: skip


def enough(each: Equity) -> bool:
    """Enough returns with an answer, of these children and of the rest."""
    return each.gap is not None and all((side.count.known or 0) >= FAIR for side in (each.gap.one, each.gap.other))


def beyond_chance(each: Equity) -> str:
    """Whether these children's share lies higher or lower than chance explains; empty where it does not, or nobody can say.

    It has to lie so with the groups of living taken into account too: otherwise where they live is what differs.
    """
    if not enough(each) or each.gap is None or each.gap.hollow or each.gap.interval is None:
        return ""
    ratio = 1.0 if each.standardised is None else each.standardised.ratio
    if each.gap.interval.low > 0 and (each.standardised is None or ratio > 1):
        return "higher"
    return "lower" if each.gap.interval.high < 0 and (each.standardised is None or ratio < 1) else ""


def title_of(found: Found) -> str:
    """At most ten words: the one difference beyond chance, how many there are, or that there is none."""
    shown = [each for of in found.values() for each in of if enough(each)]
    if not shown:
        return _("Too few to show a difference fairly")
    signs = [sign for of in found.values() for sign in _signs(of)]
    if not signs:
        return _("No difference beyond chance")
    if len(signs) > 1:
        return _("%(number)d differences lie beyond chance") % {"number": len(signs)}
    ((each, side),) = signs
    said = (
        _("%(value)s: higher than the rest, beyond chance")
        if side == "higher"
        else _("%(value)s: lower than the rest, beyond chance")
    )
    return said % {"value": each.value}


def _signs(of: tuple[Equity, ...]) -> list[tuple[Equity, str]]:
    """The values of one column that lie beyond chance; of two values each is the rest of the other, so only the lower is named."""
    signs = [(each, side) for each in of if (side := beyond_chance(each))]
    two = sum(each.value is not None for each in of) == 2
    return [(each, side) for each, side in signs if side == "lower" or not two]


def _dot(each: Equity, by: By) -> Dot:
    label = _("Not recorded") if each.value is None else str(each.value)
    if each.value is None:
        number = each.count.denominator or 0
        return Dot(label, ngettext("%(number)d return", "%(number)d returns", number) % {"number": number})
    if not enough(each) or each.gap is None or each.gap.difference is None or each.gap.interval is None:
        return Dot(label, _("too few to show fairly"))
    low, high = each.gap.interval
    kind = "hollow" if each.gap.hollow else beyond_chance(each) or "plain"
    words = _("%(share)s of %(known)d; the rest %(rest)s") % {
        "share": percent(each.gap.one.share or 0), "known": each.count.known, "rest": percent(each.gap.other.share or 0),
    }  # fmt: skip
    return Dot(label, words, 100 * each.gap.difference, 100 * low, 100 * high, kind)


def _key(rows: Iterable[Rows]) -> tuple[Key, ...]:
    kinds = {dot.kind for group in rows for dot in group.dots if dot.at is not None}
    said: Mapping[str, str] = {
        "plain": _("Chance can explain it"), "higher": _("Higher than the rest, beyond chance"),
        "lower": _("Lower than the rest, beyond chance"), "hollow": _("Under 85% recorded: gives no sign"),
    }  # fmt: skip
    shapes = tuple(Key(kind, words, is_mark=True) for kind, words in said.items() if kind in kinds)
    return (*shapes, Key("span", _("What chance allows"))) if shapes else ()


def _caption(confidence: float) -> Iterable[str]:
    yield _("Newcombe’s interval at %(level)s, because there are %(many)s comparisons at once.") % {
        "level": f"{confidence * 100:g}%", "many": _("more than %(n)d") % {"n": MANY} if confidence == ALERT else _("few"),
    }  # fmt: skip
    yield _(
        "Beyond chance only where the authority’s own rates by where children lived do not explain it: see “expected” in the table."
    )
    yield _(
        "A difference is a question to ask, and no cause. It takes 20 returns with an answer, of these children and of the rest."
    )
    yield _("Where there are too few, a longer period has more: the last 12 whole months, or two days of your own.")
    yield _("No list of children by ethnicity, sex, disability, age or having come alone lies behind it.")


def _grid(found: Found, measure: Indicator) -> Grid:
    head = (
        _("Children"), _("Counted, of known"), _("Share"), _("The rest"), _("Difference, points"), _("Chance allows"),
        _("Expected by where they lived"),
    )  # fmt: skip
    rows = [_row(each, by) for by in WAYS for each in found[by.column]]
    return Grid(measure.title, head, tuple(rows))


def _row(each: Equity, by: By) -> tuple[str, ...]:
    name = f"{by.heading}: {_('not recorded') if each.value is None else each.value}"
    if each.value is None:
        number = each.count.denominator or 0
        return (
            name,
            ngettext("%(number)d return", "%(number)d returns", number) % {"number": number},
            *(_("not compared"),) * 5,
        )
    if not enough(each) or each.gap is None or each.gap.difference is None or each.gap.interval is None:
        return name, *(_("too few to show fairly"),) * 6
    gap, expected = each.gap, _("not compared")
    if each.standardised is not None and by.column != BY_GROUP:
        expected = f"{each.standardised.expected:.1f}"
    low, high = each.gap.interval
    return (
        name, _("%(counted)d of %(known)d") % {"counted": each.count.numerator, "known": each.count.known},
        percent(gap.one.share or 0), percent(gap.other.share or 0), _points(each.gap.difference),
        _("%(least)s to %(most)s") % {"least": _points(low), "most": _points(high)}, expected,
    )  # fmt: skip


def _points(share: float) -> str:
    points = round(100 * share)
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"
