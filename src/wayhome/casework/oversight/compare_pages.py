"""Compare with others: one measure beside the other councils, never in the order of a number, and what chance would give."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.benchmarking.peers import authorities, children_of, neighbours
from wayhome.benchmarking.rates import figure
from wayhome.casework.design.components import Act, Column, Filter, Live, Table
from wayhome.casework.design.times import day, hour
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight import show
from wayhome.casework.oversight.numbers import percent
from wayhome.casework.oversight.queries.compared import Compared, compared, measures
from wayhome.indicators.definition import Count

FIRST = "D3"
"""The measure that is shown where none is asked for: the headline."""


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The page: where the own council stands, the ten neighbours, who may not be compared, and what the numbers count."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    loaded, whole = measures(viewer), organisation(viewer)
    around: dict[str, Any] = {
        "whole": whole.name,
        "back": {"words": _("All figures"), "url": reverse("oversight")},
        "title": _("No comparison has been loaded"),
        "found": None,
    }
    if not loaded:
        return render(request, "oversight/compare.html", around)
    found, asked = compared(viewer, chosen(request, loaded)), request.GET.get("all") == "yes"
    own = whole.gss_code or ""
    address = f"{reverse('oversight_compare')}?measure={found.indicator.id}"
    context = around | {
        "found": found,
        "title": title(found, own),
        "live": live(found),
        "measures": [
            Filter(name, f"{reverse('oversight_compare')}?measure={name}", None, name == found.indicator.id)
            for name in loaded
        ],
        "sentence": sentence(found, own),
        "coverage": coverage(found),
        "places": () if found.drawn is None or own not in found.drawn.counts else found.drawn.own(own),
        "own": whole.short_name,
        "average": "" if found.drawn is None else percent(found.drawn.funnel.benchmark),
        "near": near(found, own),
        "every": every(found) if asked else None,
        "all": Act(_("Every council in it, A to Z"), f"{address}&all=yes#every"),
        "csv": f"{reverse('oversight_compare_csv')}?measure={found.indicator.id}",
        "definition": show.definition(found.indicator),
        "apart": [(authorities()[code].name, why) for code, why in by_name(found.why_not)],
    }
    return render(request, "oversight/compare.html", context)


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file, by name: no row of it is about a child, and none is small."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    loaded = measures(viewer)
    found = compared(viewer, chosen(request, loaded)) if loaded else None
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow(
        ("indicator", "year", "profile", "source", "code", "authority", "counted", "out_of", "not_recorded", "why_not")
    )
    file.writerows(rows(found) if found else ())
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="compare-with-others.csv"'
    return response


def rows(found: Compared) -> Iterator[tuple[object, ...]]:
    """Every council as a row of the file."""
    for code, name in names(found):
        count = found.counts.get(code)
        numbers = ("c", "c", "c") if count is None else (count.numerator, count.denominator, count.not_known)
        about = (found.indicator.id, found.year, found.profile, found.source)
        yield (*about, code, name, *numbers, found.why_not.get(code, ""))


def chosen(request: HttpRequest, loaded: dict[str, UUID]) -> UUID:
    """The comparison that an address asks for; the headline, or the first there is, where it asks for none."""
    asked = request.GET.get("measure") or (FIRST if FIRST in loaded else next(iter(loaded)))
    if asked not in loaded:
        raise Http404
    return loaded[asked]


def title(found: Compared, own: str) -> str:
    """A true sentence of at most ten words, chosen by the limits that allow for ordinary spread alone."""
    if found.drawn is None or own not in found.drawn.counts:
        return _("Your council is not in this comparison")
    return found.drawn.title(own)


def live(found: Compared) -> Live:
    at = found.loaded_at
    words = _("Loaded at %(hour)s, %(day)s %(year)d") % {"hour": hour(at), "day": day(at), "year": at.year}
    return Live(at=hour(at), state="plain", words=words, more=_("Returns of %(year)s. From %(source)s") % {
        "year": found.year, "source": found.source,
    })  # fmt: skip


def sentence(found: Compared, own: str) -> str:
    """What was counted in the own council, in one sentence, or why it is not there."""
    count = found.counts.get(own)
    if own in found.why_not:
        return _("Your council may not be compared. %(why)s") % {"why": found.why_not[own]}
    if own in found.withheld:
        return _("A number of your council is withheld, because it or another one is small.")
    if count is None:
        return _("No counts of your council are in it. The others stand below.")
    return f"{found.indicator.title}: {said(count)}."


def coverage(found: Compared) -> str:
    """How much of the country it is about, in the same sentence as what is compared."""
    return _("%(number)d of %(of)d councils in England are in it, with %(children)s of all children; %(may)d may be compared.") % {
        "number": len(found.present & children_of().keys()), "of": len(children_of()), "children": percent(found.children),
        "may": len(found.present - found.why_not.keys()),
    }  # fmt: skip


def said(count: Count) -> str:
    """One count in words: its share with what chance allows, and what is not recorded."""
    shown = figure(count)
    if shown.interval is None or count.share is None:
        return _("no return to divide by")
    words = _("%(counted)d of %(known)d, %(share)s (%(low)s to %(high)s)") % {
        "counted": count.numerator, "known": count.known, "share": percent(count.share), "low": percent(shown.interval.low),
        "high": percent(shown.interval.high),
    }  # fmt: skip
    return words if not count.not_known else words + _("; not recorded for %(number)d") % {"number": count.not_known}


def near(found: Compared, own: str) -> Table | None:
    """The ten statistical neighbours, A to Z; None for a council of which none are published."""
    beside = neighbours(own) if own in authorities() else ()
    rows = tuple((each.authority.name, each.closeness.value, *cells(found, each.authority.code)) for each in beside)
    columns = (
        Column(_("Council")), Column(_("How near")), Column(_("Share of known, and what chance allows")), Column(_("May it be compared?")),
    )  # fmt: skip
    return Table(_("Statistical neighbours, A to Z"), columns, rows) if rows else None


def every(found: Compared) -> Table:
    """Every council in the comparison, A to Z."""
    columns = (
        Column(_("Council")),
        Column(_("Share of known, and what chance allows")),
        Column(_("May it be compared?")),
    )
    rows = tuple((name, *cells(found, code)) for code, name in names(found))
    return Table(_("Every council in it, A to Z"), columns, rows)


def cells(found: Compared, code: str) -> tuple[str, str]:
    """What is said of one council, and whether it may stand beside others."""
    if code in found.withheld:
        return _("withheld"), _("a small number is protected")
    if code not in found.counts:
        return _("not in it"), _("nothing to compare")
    return said(found.counts[code]), (_("no: ") + found.why_not[code]) if code in found.why_not else _("yes")


def names(found: Compared) -> list[tuple[str, str]]:
    return sorted(((code, authorities()[code].name) for code in found.present), key=lambda each: each[1])


def by_name(of: Any) -> Iterator[tuple[str, str]]:
    return iter(sorted(of.items(), key=lambda each: authorities()[each[0]].name))
