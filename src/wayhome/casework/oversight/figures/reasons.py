"""Why there was no talk: one reason for each return, by how far the child had got, adding up to all of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.oversight.drawing import bars
from wayhome.casework.oversight.drawing.bars import Band, Bar
from wayhome.casework.oversight.figures.figure import Figure, Line
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.words import REASON, REASON_GROUPS
from wayhome.domain.vocabulary import Outcome
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, Counts, Indicator

TONES = {Outcome.DECLINED_BY_CHILD: "child-no", Outcome.PARENT_OR_CARER_REFUSED: "outlined"}
"""A child's no and a parent's no are never the same colour, nor in one bar."""


def reasons_figure(counts: Counts) -> Figure:
    """The figure of the reasons, from the counts of the period."""
    by_outcome = {Outcome(part.id.split(".")[1]): part for part in way.WHY_NO_TALK.parts()}
    of = {part: counts[part, ()] for part in by_outcome.values()}
    any_count = next(iter(of.values()))
    whole, not_recorded = any_count.denominator or 0, any_count.not_known
    bands = [_band(str(name), outcomes, by_outcome, of, whole) for name, outcomes in REASON_GROUPS]
    if not_recorded:
        share = percent(not_recorded / whole)
        heading = _("Not recorded: %(number)d (%(share)s)") % {"number": not_recorded, "share": share}
        bands.append(Band(heading, (Bar(_("Reason not recorded"), 0, not_recorded, tone="hatch"),)))
    shown = tuple(band for band in bands if band.bars)
    return Figure(
        id="why",
        title=ngettext("%(number)d had no talk: why not?", "%(number)d had no talk: why not?", whole)
        % {"number": whole},
        subtitle=_("One reason each; adds to %(number)d.") % {"number": whole},
        key=(),
        wide=bars.wide(shown, bars.HALF),
        narrow=bars.narrow(shown),
        text=" ".join(f"{bar.label}: {bar.known or bar.unknown}." for band in shown for bar in band.bars),
        lines=tuple(_lines(by_outcome, of)),
        caption=(_("A child’s no and a parent’s no are never added together."),),
        empty="" if whole else _("Every return that is old enough to judge led to a talk."),
    )


def _band(
    name: str,
    outcomes: tuple[Outcome, ...],
    by_outcome: dict[Outcome, Indicator],
    of: dict[Indicator, Count],
    whole: int,
) -> Band:
    numbers = {outcome: of[by_outcome[outcome]].numerator for outcome in outcomes}
    total = sum(numbers.values())
    heading = _("%(name)s: %(number)d (%(share)s)") % {
        "name": name, "number": total, "share": percent(total / whole) if whole else "",
    }  # fmt: skip
    made = [Bar(str(REASON[o]), n, tone=TONES.get(o, "known")) for o, n in numbers.items() if n]
    return Band(heading, tuple(made))


def _lines(by_outcome: dict[Outcome, Indicator], of: dict[Indicator, Count]) -> list[Line]:
    ordered = [outcome for _name, outcomes in REASON_GROUPS for outcome in outcomes]
    return [Line(str(REASON[o]), Numbered(by_outcome[o], of[by_outcome[o]])) for o in ordered]
