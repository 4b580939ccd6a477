"""Missing again: the chance of another episode after a return, and how many further episodes a child goes through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wayhome.benchmarking.over_time import further_episodes, missing_again_after, share_of_most_often
from wayhome.benchmarking.repeats import MeanEpisodes
from wayhome.benchmarking.times import Chance
from wayhome.casework.oversight.drawing import intervals
from wayhome.casework.oversight.drawing.intervals import SHARE, Dot, Group
from wayhome.casework.oversight.figures.figure import Figure, Grid, Key, Line
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.periods import Chosen, Period
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.over_time import MEAN_EPISODES, MISSING_AGAIN
from wayhome.indicators.definition import Count, NoRate
from wayhome.indicators.facts import EpisodeFacts


@dataclass(frozen=True, slots=True)
class Again:
    """What was found of returns and of children; each empty or None where there is nobody to follow."""

    chances: tuple[Chance, ...]
    further: tuple[MeanEpisodes, ...]
    of_few: float | None
    """The share of the period's episodes that belong to the tenth of children with most."""


def again(rows: Sequence[EpisodeFacts], *, returns: set[str], period: Period, today: date) -> Again:
    """Missing again after the chosen `returns`, by episode, and further episodes of children who began in the period.

    `rows` are all of the authority: what follows a return may be of any period and any group.
    """
    try:
        chances = missing_again_after(rows, as_of=today, of=returns)
    except NoRate:
        chances = ()
    try:
        further = further_episodes(rows, first=period.first, last=period.last, as_of=today)
    except NoRate:
        further = ()
    try:
        of_few = share_of_most_often(rows, first=period.first, last=period.last)
    except NoRate:
        of_few = None
    return Again(chances, further, of_few)


def again_figure(found: Again, returns: int, chosen: Chosen) -> Figure:
    """The figure of missing again. `returns` is how many eligible returns the period has."""
    dots = tuple(_dot(chance) for chance in found.chances)
    rows = (Group(_("Missing again within"), dots),) if dots else ()
    return Figure(
        id="again",
        title=title_of(found),
        subtitle=_("Chance after a return, %(period)s") % {"period": chosen.period.words},
        key=(Key("plain", _("Chance"), is_mark=True), Key("span", _("95% limits, by child"))) if dots else (),
        wide=intervals.wide(rows, axis=SHARE),
        narrow=intervals.narrow(rows, axis=SHARE),
        text=" ".join(f"{_('Within')} {dot.label}: {dot.words}." for dot in dots),
        lines=(Line(_("All returns"), Numbered(way.ALL_RETURNS, Count(returns, None))),),
        caption=tuple(_caption(found, chosen)),
        empty="" if dots else _("No return of this period can be followed."),
        grid=_grid(found, chosen),
        estimates=(MISSING_AGAIN, MEAN_EPISODES),
    )


def title_of(found: Again) -> str:
    """At most ten words: the chance within the shortest time of which enough is known."""
    if not found.chances:
        return _("Do children go missing again?")
    enough = next((chance for chance in found.chances if chance.enough and chance.share is not None), None)
    if enough is None or enough.share is None:
        return _("Too few to say how many go missing again")
    return _("%(share)s are missing again within %(days)d days") % {"share": percent(enough.share), "days": enough.by}


def _dot(chance: Chance) -> Dot:
    label = _("%(days)d days") % {"days": chance.by}
    if not chance.enough or chance.share is None or chance.interval is None:
        return Dot(label, _said(chance))
    low, high = chance.interval
    return Dot(label, f"{percent(chance.share)} ({_range(chance)})", 100 * chance.share, 100 * low, 100 * high)


def _said(chance: Chance) -> str:
    if chance.share is None:
        return _("nobody followed so long")
    return percent(chance.share) if chance.enough else _("too few to show fairly")


def _range(chance: Chance) -> str:
    if chance.interval is None or not chance.enough:
        return _("cannot be said")
    return _("%(least)s to %(most)s") % {"least": percent(chance.interval.low), "most": percent(chance.interval.high)}


def _grid(found: Again, chosen: Chosen) -> Grid:
    head = (_("What"), _("Estimate"), _("95% limits"), _("Followed so long"), _("Happened"), _("Of"))
    rows = [
        (
            _("Missing again within %(days)d days") % {"days": chance.by}, _said(chance), _range(chance), str(chance.followed),
            str(chance.happened), str(chance.of),
        )
        for chance in found.chances
    ]  # fmt: skip
    if not chosen.is_part:
        rows += [_further(mean, months) for mean, months in zip(found.further, (3, 6, 12), strict=bool(found.further))]
    return Grid(_("Missing again"), head, tuple(rows))


def _further(mean: MeanEpisodes, months: int) -> tuple[str, ...]:
    name = _("Further episodes of a child in %(months)d months") % {"months": months}
    if not mean.enough or mean.mean is None:
        said, limits = (
            (_("nobody followed so long") if mean.mean is None else _("too few to show fairly")),
            _("cannot be said"),
        )
    else:
        said = f"{mean.mean:.1f}"
        limits = _("cannot be said")
        if mean.interval is not None:
            limits = _("%(least)s to %(most)s") % {
                "least": f"{mean.interval.low:.1f}",
                "most": f"{mean.interval.high:.1f}",
            }
    return name, said, limits, str(mean.followed), str(mean.happened), str(mean.children)


def _caption(found: Again, chosen: Chosen) -> Iterable[str]:
    yield _(
        "Each return is followed to the child’s next missing episode or until today: one minus Kaplan–Meier, variance by child."
    )
    yield _(
        "Never set beside whether a talk was held, as an effect: who is offered one, and who says yes, differs before any talk."
    )  # fmt: skip
    if chosen.is_part:
        yield _("Further episodes of a child are shown for all children only.")
    elif found.of_few is not None and found.further and found.further[0].enough:
        yield _("The tenth of children with most have %(share)s of the episodes of the period.") % {
            "share": percent(found.of_few)
        }
