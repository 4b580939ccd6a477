"""Where children drop out, and where records do: bars from the return to help, and the largest loss named in the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.design.times import local
from wayhome.casework.oversight.drawing import bars
from wayhome.casework.oversight.drawing.bars import Band, Bar
from wayhome.casework.oversight.figures.figure import WITHHELD, Figure, Kept, Key, Line, everything
from wayhome.casework.oversight.numbers import Numbered
from wayhome.casework.oversight.periods import Chosen
from wayhome.casework.oversight.words import STAGES, STEP, WHERE_LOST
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.way import Step
from wayhome.indicators.definition import Count, Counts, Indicator


class Certainty(StrEnum):
    """What can be said of the largest loss."""

    NONE = "none"  # nothing is known to have been lost
    ONE = "one"  # whatever the unknown answers are
    TIE = "tie"  # two or more steps lose as many
    PERHAPS = "perhaps"  # what is not recorded could make another the largest
    WITHHELD = "withheld"  # a loss may not be shown, so neither may which is the largest


@dataclass(frozen=True, slots=True)
class Largest:
    """The step, or steps, before which most was lost, and those that could be as large once all is recorded."""

    certainty: Certainty
    losses: tuple[Indicator, ...] = ()
    rivals: tuple[Indicator, ...] = ()


def largest(losses: Sequence[tuple[Indicator, Count]], kept: Kept = everything) -> Largest:
    """Which loss is the largest of those known, and whether what is not known could change that."""
    if not all(kept(loss, Part.COUNTED) for loss, _count in losses):
        return Largest(Certainty.WITHHELD)
    top = max((count.numerator for _loss, count in losses), default=0)
    if not top:
        return Largest(Certainty.NONE, (), tuple(loss for loss, count in losses if count.not_known))
    leaders = tuple(loss for loss, count in losses if count.numerator == top)
    rivals = tuple(loss for loss, n in losses if loss not in leaders and n.numerator + n.not_known >= top)
    if len(leaders) > 1:
        return Largest(Certainty.TIE, leaders, rivals)
    return Largest(Certainty.PERHAPS if rivals else Certainty.ONE, leaders, rivals)


def title_of(found: Largest) -> str:
    """At most ten words, true of this result."""
    if found.certainty is Certainty.NONE:
        return _("Nothing is known to be lost on the way")
    if found.certainty is Certainty.WITHHELD:
        return _("How far each return got")
    if found.certainty is Certainty.TIE:
        return _("As many are lost at %(number)d steps") % {"number": len(found.losses)}
    where = WHERE_LOST[found.losses[0].slug]
    if found.certainty is Certainty.PERHAPS:
        return _("Perhaps most are lost %(where)s") % {"where": where}
    return _("Most are lost %(where)s") % {"where": where}


def way_figure(counts: Counts, chosen: Chosen, *, recorded_since: datetime | None, kept: Kept = everything) -> Figure:
    """The figure of the way, from the counts of the period."""
    of = {number: counts[number, ()] for number in way.NUMBERS if (number, ()) in counts}
    losses = [(step.lost, of[step.lost]) for step in way.STEPS if step.lost is not None]
    found = largest(losses, kept)
    bands = tuple(Band(str(stage), tuple(_bar(step, of, found, kept) for step in steps)) for stage, steps in STAGES)
    return Figure(
        id="way",
        title=title_of(found),
        subtitle=_("Returns at each step, %(period)s") % {"period": chosen.period.words},
        key=_key(found, bands),
        wide=bars.wide(bands),
        narrow=bars.narrow(bands),
        text=" ".join(_said(step, of, kept) for step in way.STEPS),
        lines=tuple(_lines(of)),
        caption=tuple(_caption(found, recorded_since, chosen)),
        empty="" if of[way.RETURNS].numerator else _("No return of this period is old enough to judge."),
        bands=bands,
    )


def _bar(step: Step, of: dict[Indicator, Count], found: Largest, kept: Kept) -> Bar:
    count = of[step.reached]
    label, unknown_kept = str(STEP[step.reached.slug]), kept(step.reached, Part.NOT_KNOWN)
    if not kept(step.reached, Part.COUNTED):
        return Bar(label, 0, hidden=str(WITHHELD))
    lost = of[step.lost] if step.lost is not None and kept(step.lost, Part.COUNTED) else None
    outlined = (
        found.certainty in (Certainty.ONE, Certainty.PERHAPS) and step.lost is not None and step.lost in found.losses
    )
    note = ""
    if not unknown_kept:
        note = _("not recorded: withheld")
    elif count.not_known:
        least, most = count.numerator, count.numerator + count.not_known
        words = _("%(number)d not recorded: between %(least)d and %(most)d")
        note = words % {"number": count.not_known, "least": least, "most": most}
    return Bar(
        label=label,
        known=count.numerator,
        unknown=count.not_known if unknown_kept else 0,
        lost=lost.numerator if outlined and lost is not None else 0,
        lost_words=_("%(number)d lost") % {"number": lost.numerator} if lost is not None and lost.numerator else "",
        note=note,
    )


def _key(found: Largest, bands: Sequence[Band]) -> tuple[Key, ...]:
    keys = [Key("known", _("Known yes"))]
    if any(bar.unknown for band in bands for bar in band.bars):
        keys.append(Key("hatch", _("Not recorded: could be yes or no")))
    if found.certainty in (Certainty.ONE, Certainty.PERHAPS):
        keys.append(Key("lost", _("Biggest loss")))
    return tuple(keys)


def _said(step: Step, of: dict[Indicator, Count], kept: Kept) -> str:
    count = of[step.reached]
    shown = count.numerator if kept(step.reached, Part.COUNTED) else WITHHELD
    words = f"{STEP[step.reached.slug]}: {shown}"
    if not kept(step.reached, Part.NOT_KNOWN):
        words += _(", not recorded: withheld")
    elif count.not_known:
        words += _(", %(number)d not recorded") % {"number": count.not_known}
    return f"{words}."


def _lines(of: dict[Indicator, Count]) -> list[Line]:
    lines = []
    for step in way.STEPS:
        lines.append(Line(str(STEP[step.reached.slug]), Numbered(step.reached, of[step.reached])))
        if step.lost is not None:
            label = _("Lost %(where)s") % {"where": WHERE_LOST[step.lost.slug]}
            lines.append(Line(label, Numbered(step.lost, of[step.lost])))
    return lines


def _caption(found: Largest, recorded_since: datetime | None, chosen: Chosen) -> list[str]:
    said = []
    if found.certainty is Certainty.WITHHELD:
        said.append(_("Small numbers are withheld, so where most are lost is not said here."))
    if found.certainty is Certainty.TIE:
        places = ", ".join(str(WHERE_LOST[loss.slug]) for loss in found.losses)
        said.append(_("The same number is lost: %(places)s.") % {"places": places})
    if found.rivals:
        places = ", ".join(str(WHERE_LOST[loss.slug]) for loss in found.rivals)
        said.append(
            ngettext(
                "What is not recorded could make another loss as large: %(places)s.",
                "What is not recorded could make other losses as large: %(places)s.",
                len(found.rivals),
            )
            % {"places": places}
        )
    if recorded_since is None:
        said.append(_("No need has been recorded here yet, so what became of help cannot be said."))
    elif local(recorded_since).date() > chosen.period.first:
        began = local(recorded_since)
        said.append(
            _("Needs have been recorded here since %(day)s. What came before is not recorded, and not a no.")
            % {"day": f"{began.day} {began:%B %Y}"}
        )
    said.append(_("A child who needs nothing, or who said no, is no failure: a loss is where the way ended."))
    return said
