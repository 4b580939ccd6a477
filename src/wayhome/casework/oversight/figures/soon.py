"""How soon, and what came first: the chance of a talk by each hour after the return, among all returns, open ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.benchmarking.first_talk import BY_HOURS, FirstTalk
from wayhome.benchmarking.times import LEAST_EVENTS, LEAST_RETURNS, Chance
from wayhome.casework.oversight.drawing import areas
from wayhome.casework.oversight.drawing.areas import Layer, Upright
from wayhome.casework.oversight.drawing.parts import Drawing
from wayhome.casework.oversight.figures.figure import Figure, Grid, Key, Line
from wayhome.casework.oversight.numbers import Numbered, percent
from wayhome.casework.oversight.periods import Chosen
from wayhome.domain.ending import Ending
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.over_time import TIME_TO_TALK
from wayhome.indicators.definition import Counts, nothing_counted

PROMISE, DRAWN_TO = 72.0, 168.0
LAYERS: tuple[tuple[str, tuple[Ending, ...]], ...] = (
    ("talk", (Ending.TALK,)),
    ("again", (Ending.MISSING_AGAIN,)),
    ("child-no", (Ending.CHILD_SAID_NO,)),
    ("otherwise", (Ending.GONE, Ending.CLOSED)),
)
"""What is drawn, from the axis up; a child's no stands alone, and a parent's is among the closings."""


def soon_figure(found: FirstTalk | None, counts: Counts, chosen: Chosen) -> Figure:
    """The figure of how soon, from what was followed; `found` is None where no return can be."""
    empty = why_not_drawn(found)
    shown = found is not None and not empty
    return Figure(
        id="soon",
        title=title_of(found) if found is not None and shown else _("How soon are children heard?"),
        subtitle=_("Chance by hours since return, %(period)s") % {"period": chosen.period.words},
        key=_key(found) if found is not None and shown else (),
        wide=_drawn(found, areas.WIDE) if found is not None and shown else Drawing(areas.WIDE.reference),
        narrow=_drawn(found, areas.ON_A_PHONE) if found is not None and shown else Drawing(areas.ON_A_PHONE.reference),
        text=_text(found) if found is not None and shown else "",
        lines=tuple(_lines(counts)),
        caption=tuple(_caption(found)) if found is not None and shown else (),
        empty=empty,
        grid=_grid(found) if found is not None and shown else None,
        estimates=(TIME_TO_TALK,),
    )


def why_not_drawn(found: FirstTalk | None) -> str:
    """Why there is no picture, in words; empty where there is one."""
    if found is None:
        return _("No return of this period has times to the hour, so nothing can be followed.")
    if found.is_hollow:
        return _("Too few returns have times to the hour: %(left)d of %(of)d are left out.") % {
            "left": found.left_out, "of": found.of + found.left_out,
        }  # fmt: skip
    if found.of < LEAST_RETURNS or int(found.talk.happened[-1]) < LEAST_EVENTS:
        return _("Too few to show fairly: it takes %(returns)d returns and %(talks)d talks.") % {
            "returns": LEAST_RETURNS, "talks": LEAST_EVENTS,
        }  # fmt: skip
    return ""


def title_of(found: FirstTalk) -> str:
    """At most ten words: the chance by the promised hour, or that another absence comes first more often."""
    talk, again = found.talk.by(PROMISE), found.curves[Ending.MISSING_AGAIN].by(PROMISE)
    if not talk.enough or talk.share is None:
        return _("How soon are children heard?")
    if again.enough and again.happened > talk.happened:
        return _("More go missing again than are heard by 72 hours")
    return _("%(share)s heard by 72 hours, before anything else") % {"share": percent(talk.share)}


def said(chance: Chance) -> str:
    """A chance as a cell says it."""
    if chance.share is None:
        return _("nobody followed so long")
    if not chance.enough:
        return _("too few to show fairly")
    return percent(chance.share)


def _range(chance: Chance) -> str:
    if chance.interval is None or not chance.enough:
        return _("cannot be said")
    return _("%(least)s to %(most)s") % {"least": percent(chance.interval.low), "most": percent(chance.interval.high)}


def _shares(found: FirstTalk, endings: Iterable[Ending], at: float) -> float:
    curves = [found.curves[ending] for ending in endings]
    return sum(
        float(curve.shares[np.searchsorted(curve.times, at, side="right") - 1])
        for curve in curves
        if at >= curve.times[0]
    )


def _drawn(found: FirstTalk, layout: areas.Layout) -> Drawing:
    last = min(DRAWN_TO, float(found.talk.times[-1])) if not found.talk.settled else DRAWN_TO
    times = sorted({0, *(ceil(time) for time in found.talk.times if time <= last)})
    layers = [Layer(kind, [_shares(found, endings, at) for at in times]) for kind, endings in LAYERS]
    uprights = [
        Upright(24, _("1 day")),
        _upright(found, PROMISE, _("72 hours")),
        _upright(found, DRAWN_TO, _("7 days")),
    ]
    return areas.drawn(times, layers, uprights, until=DRAWN_TO, layout=layout)


def _upright(found: FirstTalk, at: float, words: str) -> Upright:
    chance = found.talk.by(at)
    if chance.share is None or not chance.enough:
        return Upright(at, words)
    return Upright(at, words, percent(chance.share), chance.share)


def _words(kind: str) -> str:
    words: Mapping[str, str] = {
        "talk": _("Talk held"), "again": _("Missing again first"), "child-no": _("Child said no first"),
        "otherwise": _("Turned 18, moved, or closed without a talk"),
    }  # fmt: skip
    return words[kind]


def _key(found: FirstTalk) -> tuple[Key, ...]:
    keys = [
        Key(kind, _words(kind))
        for kind, endings in LAYERS
        if any(found.curves[e].by(DRAWN_TO).happened for e in endings)
    ]
    return (*keys, Key("open", _("Still open")))


def _text(found: FirstTalk) -> str:
    parts = []
    for at, words in ((PROMISE, _("By 72 hours")), (DRAWN_TO, _("By 7 days"))):
        shares = [f"{ending.label} {said(found.curves[ending].by(at))}" for ending in found.curves]
        parts.append(f"{words}: {', '.join(shares)}.")
    return " ".join(parts)


def _grid(found: FirstTalk) -> Grid:
    head = (_("What came first"), _("24 hours"), _("72 hours"), _("7 days"), _("28 days"))
    rows = [(str(Ending.TALK.label), *(said(found.talk.by(at)) for at in BY_HOURS))]
    rows.append((_("Talk held: chance allows"), *(_range(found.talk.by(at)) for at in BY_HOURS)))
    rows += [
        (str(ending.label), *(said(curve.by(at)) for at in BY_HOURS))
        for ending, curve in found.curves.items() if ending is not Ending.TALK
    ]  # fmt: skip
    left = [found.still_open(at) for at in BY_HOURS]
    rows.append((_("Still open"), *(_("nobody followed so long") if n is None else percent(n) for n in left)))
    rows.append((_("Talk, another absence or not"), *(said(found.covering.by(at)) for at in BY_HOURS)))
    rows.append((_("Followed as long as that"), *(str(found.talk.by(at).followed) for at in BY_HOURS)))
    return Grid(_("Chance by hours since return"), head, tuple(rows))


def _lines(counts: Counts) -> Iterable[Line]:
    for part in way.WHAT_CAME_FIRST.parts():
        label = _("Returns: %(what)s") % {"what": part.numerator_words}
        yield Line(label, Numbered(part, counts.get((part, ()), nothing_counted(part))))


def _caption(found: FirstTalk) -> Iterable[str]:
    yield _(
        "Of %(of)d returns, open ones counted until now. A talk held after the child went missing again is not counted here; it is "
        "in “heard within 72 hours”. If it were: %(share)s by 72 hours."
    ) % {"of": found.of, "share": said(found.covering.by(PROMISE))}  # fmt: skip
    half = found.talk.time_to()
    if half is None:
        yield _("The time by which half were heard is not reached.")
    else:
        yield _("Half were heard by %(hours)d hours.") % {"hours": ceil(half)}
    if found.left_out:
        yield ngettext(
            "%(number)d return whose times are not known to the hour is left out.",
            "%(number)d returns whose times are not known to the hour are left out.",
            found.left_out,
        ) % {"number": found.left_out}  # fmt: skip
    yield _("Aalen–Johansen, so that what came first can no longer become a talk; 95% limits in the table.")
