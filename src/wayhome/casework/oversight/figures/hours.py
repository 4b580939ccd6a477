"""Where the hours went: the part of the way that kept a late talk longest, and how far notices had come after a day."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from wayhome.casework.oversight.drawing import bars
from wayhome.casework.oversight.drawing.bars import Band, Bar
from wayhome.casework.oversight.figures.figure import Figure, Key, Line
from wayhome.casework.oversight.numbers import Numbered
from wayhome.casework.oversight.periods import Chosen
from wayhome.domain.clock import Part
from wayhome.indicators.catalogue import record, timeliness
from wayhome.indicators.definition import Count, Counts, Indicator, nothing_counted

LATE: Mapping[Part, Indicator] = {
    Part(number.id.split(".")[1]): number for number in timeliness.WHERE_THE_HOURS_WENT.parts()
}
NOTICES = (record.NOTICE_SENT, timeliness.TOLD_SOON, record.NOTICE_OPENED)


def hours_figure(counts: Counts, chosen: Chosen) -> Figure:
    """Of talks later than 72 hours, the part that took longest."""
    of = {part: counts.get((number, ()), nothing_counted(number)) for part, number in LATE.items()}
    any_of = next(iter(of.values()))
    whole, unknown = any_of.denominator or 0, any_of.not_known
    rows = [Bar(str(part.label), count.numerator) for part, count in of.items()]
    if unknown:
        rows.append(Bar(_("Cannot be told"), 0, unknown, tone="hatch"))
    bands = (Band("", tuple(rows)),)
    return Figure(
        id="hours",
        title=title_of_hours(of, unknown),
        subtitle=_("Talks later than 72 hours, by what took longest; adds to %(whole)d") % {"whole": whole},
        key=_key(bands),
        wide=bars.wide(bands, bars.HALF),
        narrow=bars.narrow(bands),
        text=" ".join(f"{bar.label}: {bar.whole}." for bar in rows),
        lines=tuple(Line(str(part.label), Numbered(LATE[part], count)) for part, count in of.items()),
        caption=(
            _(
                "Waiting to hear belongs to whoever tells us; waiting to be asked and for the talk are ours and the provider’s."
            ),
        ),
        empty="" if whole else _("No talk of this period was later than 72 hours."),
        bands=bands,
    )


def title_of_hours(of: Mapping[Part, Count], unknown: int) -> str:
    """At most ten words; a part is named only where what cannot be told could not make another as large."""
    ordered = sorted(of, key=lambda part: -of[part].numerator)
    first, second = of[ordered[0]].numerator, of[ordered[1]].numerator
    if first <= second + unknown:
        return _("Where the hours of late talks went")
    return (
        {
            Part.NOTIFICATION: _("Most late talks waited longest to hear of the return"),
            Part.OFFER: _("Most late talks waited longest for somebody to ask"),
            Part.ARRANGING: _("Most late talks waited longest after the child was asked"),
        }[ordered[0]]
        if 2 * first > sum(count.numerator for count in of.values()) + unknown
        else {
            Part.NOTIFICATION: _("Late talks waited longest, most often, to hear of it"),
            Part.OFFER: _("Late talks waited longest, most often, to be asked"),
            Part.ARRANGING: _("Late talks waited longest, most often, after being asked"),
        }[ordered[0]]
    )


def notices_figure(counts: Counts, chosen: Chosen) -> Figure:
    """Of all returns, whose notice was sent, had reached the authority, and had been opened, within 24 hours."""
    of = {number: counts.get((number, ()), nothing_counted(number)) for number in NOTICES}
    words = {number: str(_words(number)) for number in NOTICES}
    rows = [
        Bar(words[number], count.numerator, count.not_known, note=_note(Numbered(number, count)))
        for number, count in of.items()
    ]
    whole = of[NOTICES[0]].denominator or 0
    bands = (Band("", tuple(rows)),)
    return Figure(
        id="notices",
        title=title_of_notices(of),
        subtitle=_("Notices of %(whole)d returns, within 24 hours of each") % {"whole": whole},
        key=_key(bands),
        wide=bars.wide(bands),
        narrow=bars.narrow(bands),
        text=" ".join(f"{bar.label}: {bar.known}, {_('not recorded')} {bar.unknown}." for bar in rows),
        lines=tuple(Line(words[number], Numbered(number, count)) for number, count in of.items()),
        caption=(
            _("From sent to reached is the way, from reached to opened is our own inbox: both sides see their share."),
            _("A notice that the child was found may come before the return, and counts at once."),
        ),
        empty="" if whole else _("No return of this period is counted."),
        bands=bands,
    )


def title_of_notices(of: Mapping[Indicator, Count]) -> str:
    """At most ten words: how many were sent and opened in time, where enough of both is recorded to say so."""
    if any(count.is_hollow for count in of.values()):
        return _("How fast notices of a return travel")
    sent, _reached, opened = (of[number].numerator for number in NOTICES)
    return _("Within a day: %(sent)d notices sent, %(opened)d opened") % {"sent": sent, "opened": opened}


def _words(number: Indicator) -> str:
    said = {
        record.NOTICE_SENT: _("Sent"),
        timeliness.TOLD_SOON: _("Reached us"),
        record.NOTICE_OPENED: _("Opened by us"),
    }
    return said[number]


def _note(found: Numbered) -> str:
    return _("%(unknown)d not recorded: %(between)s") % {
        "unknown": found.count.not_known, "between": found.between,
    } if found.between else ""  # fmt: skip


def _key(bands: tuple[Band, ...]) -> tuple[Key, ...]:
    hatched = any(bar.unknown for band in bands for bar in band.bars)
    return (Key("known", _("Known yes")), Key("hatch", _("Not recorded, or cannot be told"))) if hatched else ()
