"""A provider's own figures: of the returns that are with it and open to it, and of nothing else. The list opens like the cases do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.casework.design.components import Act, Column, Filter, Table
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight import hands, periods, show
from wayhome.casework.oversight.hands_pages import by_chance, part_of
from wayhome.casework.oversight.numbers import FAIR, OUTSIDE_PERIOD, Numbered
from wayhome.casework.oversight.periods import WORDS, Chosen
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.listing import listing
from wayhome.casework.oversight.views import PAGE, turns
from wayhome.casework.oversight.which import Which
from wayhome.casework.oversight.whose import THEIRS, NextStep
from wayhome.casework.records.forms import whole_number
from wayhome.domain.moment import LONDON
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Counts, Indicator, nothing_counted, numbers_of

OURS = {number.slug: number for number in numbers_of((*hands.IN_PERIOD, *hands.NOW))}
"""The numbers that a provider sees of itself."""
PARTS = (Part.COUNTED, Part.NOT_KNOWN, Part.EVERYONE)


@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """What became of the returns that are with this provider, and whose move is next."""
    viewer, chosen = _asked(request)
    counts = _counted(viewer, chosen, OURS.values())
    columns = (
        Column(_("What"), share=30), Column(_("Counted"), number=True), Column(_("Of those known"), number=True),
        Column(_("Not recorded"), number=True), Column(_("Share"), number=True), Column(_("Could be"), number=True),
        Column(_("By chance"), number=True),
    )  # fmt: skip
    said = Table(
        _("What became of these returns"), columns, tuple(_line(counts[number], chosen) for number in hands.IN_PERIOD)
    )
    theirs, others = ([step for step in NextStep if (step in THEIRS) is side] for side in (True, False))
    waiting = [
        (_("For you to do"), _steps(theirs, counts, chosen)), (_("For the council to do"), _steps(others, counts, chosen)),
    ]  # fmt: skip
    context = {
        **_around(request, viewer, chosen),
        "said": said,
        "still": (_act(way.WAITING_NOW, chosen), counts[way.WAITING_NOW].count.numerator),
        "waiting": waiting,
        "meanings": show.meanings((*hands.IN_PERIOD, way.WAITING_NOW, hands.NEXT)),
    }
    return render(request, "oversight/ours.html", context)


@require_safe
def our_number(request: HttpRequest, number: str) -> HttpResponse:
    """One number of a provider's own: its meaning, and the returns behind it, as far as their children are open to the viewer."""
    if number not in OURS:
        raise Http404
    viewer, chosen = _asked(request)
    one, after = OURS[number], whole_number(request.GET.get("from_row", ""))
    part = next((p for p in PARTS if p.value == request.GET.get("part")), Part.COUNTED)
    found = _counted(viewer, chosen, [one])[one]
    behind = listing(viewer, one, part, _which(chosen, one), after=after, most=PAGE)
    context = {
        **_around(request, viewer, chosen),
        "one": one,
        "sentence": show.sentence(found),
        "outside_period": one in OUTSIDE_PERIOD,
        "parts": _parts(one, found, chosen, part),
        "behind": behind,
        "table": show.rows_of(behind, viewer),
        "turns": turns(request, behind, after, PAGE),
        "definition": show.definition(one),
        "back": {"words": _("Our figures"), "url": f"{reverse('provider_figures')}?{chosen.query()}"},
    }
    return render(request, "oversight/our_number.html", context)


def _asked(request: HttpRequest) -> tuple[Viewer, Chosen]:
    """Who asks, and for which period and group; whatever else an address asks for is left out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = {name: str(request.GET.get(name, "")) for name in ("period", "from", "to", "group")}
    return viewer, periods.chosen(asked, viewer.at.astimezone(LONDON).date(), usual=periods.YEAR)


def _around(request: HttpRequest, viewer: Viewer, chosen: Chosen) -> dict[str, Any]:
    never = {"from": "", "to": ""}
    return {
        "chosen": chosen,
        "whole": organisation(viewer).name,
        "here": request.path,
        "periods": [
            Filter(str(words), f"{request.path}?{chosen.query(period=key, **never)}", None, key == chosen.period.key)
            for key, words in WORDS.items()
        ],
    }


def _which(chosen: Chosen, number: Indicator) -> Which:
    if number in OUTSIDE_PERIOD:
        return Which(group=chosen.group, no_group=chosen.no_group, with_us=True)
    return Which(chosen.period.first, chosen.period.last, chosen.group, chosen.no_group, with_us=True)


def _counted(viewer: Viewer, chosen: Chosen, numbers: Iterable[Indicator]) -> dict[Indicator, Numbered]:
    """Each number, those of the period in one statement and those of now in another. Raises NotAllowed."""
    found: Counts = {}
    every = list(numbers)
    for now in (False, True):
        some = [number for number in every if (number in OUTSIDE_PERIOD) is now]
        if some:
            found |= counting.counts(viewer, some, _which(chosen, some[0]))
    return {n: Numbered(n, found.get((n, ()), nothing_counted(n)), FAIR) for n in every}


def _act(number: Indicator, chosen: Chosen, words: str = "", **more: str) -> Act:
    return Act(words or number.title, f"{reverse('provider_number', args=[number.slug])}?{chosen.query(**more)}")


def _line(found: Numbered, chosen: Chosen) -> tuple[object, ...]:
    count, plain = found.count, _("does not apply")
    name = _act(found.number, chosen)
    if count.denominator is None:
        return name, count.numerator, plain, plain, found.out_of, found.could_be, plain
    return name, count.numerator, count.known, count.not_known, found.share, found.could_be, by_chance(found)


def _steps(steps: list[NextStep], counts: dict[Indicator, Numbered], chosen: Chosen) -> Table:
    columns = (Column(_("What is waited for"), share=70), Column(_("Returns now"), number=True, share=30))
    rows = tuple(
        (_act(part_of(step), chosen, str(step.label)), counts[part_of(step)].count.numerator) for step in steps
    )
    return Table(_("What is waited for"), columns, rows)


def _parts(number: Indicator, found: Numbered, chosen: Chosen, part: Part) -> list[Filter]:
    """The parts of a count that have rows behind them, as links with their numbers."""
    count = found.count
    said = [(Part.COUNTED, _("Counted"), None if number.distinct else count.numerator)]
    if count.denominator is not None:
        said.append((Part.NOT_KNOWN, _("Not recorded"), count.not_known))
        said.append((Part.EVERYONE, _("All it is out of"), count.denominator))
    return [Filter(words, _act(number, chosen, part=p.value).url, n, p is part) for p, words, n in said]
