"""What children told us: why they went, what harm they met, what would help and whether it came. Counts alone, and no list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wayhome.casework.design.components import Column, Table
from wayhome.casework.oversight import changed_pages
from wayhome.casework.oversight.queries.changed import what_changed
from wayhome.casework.oversight.queries.told import Account, Told, account
from wayhome.casework.oversight.views import around, asked_for
from wayhome.indicators.catalogue import told as measures


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """The page, for whoever sees totals."""
    board = asked_for(request)
    found = account(board.viewer, board.today)
    said = around(request, board)
    about = _("Returns from %(period)s") % {"period": found.period.words}
    context = {
        **said,
        "live": replace(said["live"], more=about),
        "found": found,
        "title": title_of(found),
        "lead": lead(found),
        "changed": changed_pages.drawn(board.viewer, what_changed(board.viewer)),
        "parts": [] if found.too_few else list(parts(found)),
        "meanings": [(one.id, one.title, one.numerator_words, one.denominator_words) for one in measures.INDICATORS],
    }
    return render(request, "oversight/told.html", context)


def title_of(found: Account) -> str:
    """What stands out, in the words of the list; never a reason that only a few children gave."""
    reasons = [one for one in found.lists[measures.REASONS_TOLD.id] if one.talks]
    most = max((one.talks for one in reasons if one.talks), default=0)
    first = [one.words for one in reasons if one.talks == most]
    if found.too_few or not first:
        return _("What children told us")
    return _("Most often: %s") % _(" and ").join(first[:2])


def parts(found: Account) -> Iterable[tuple[str, str, Table, str]]:
    """Each list: its title, of how many talks it says anything, its table, and what only few told."""
    for one in (measures.REASONS_TOLD, measures.HARM_TOLD, measures.READ_BACK):
        lines = found.lists[one.id]
        yield one.title, known_words(found.says[one.id], found.talks), _one(one.title, lines), by_few(lines)
    yield needs(found)


def is_few(one: Told) -> bool:
    return one.talks is None and not one.all_but_few


def by_few(lines: Sequence[Told]) -> str:
    """What few talks or few children told, without saying how few."""
    few = [one.words for one in lines if is_few(one)]
    return _("Told by few: %s.") % "; ".join(few) if few else ""


def known_words(known: int | None, talks: int) -> str:
    """ "Recorded in 61 of 70 talks"."""
    if known is None:
        return _("Recorded in few of %(talks)d talks") % {"talks": talks}
    return _("Recorded in %(known)d of %(talks)d talks") % {"known": known, "talks": talks}


def number(one: Told) -> str:
    """The number of talks; in words where it is about few."""
    if one.all_but_few:
        return _("nearly all")
    return _("few") if one.talks is None else str(one.talks)


def _one(caption: str, lines: Sequence[Told]) -> Table:
    columns = (Column(_("What was told"), share=70), Column(_("Talks"), number=True, share=30))
    shown = sorted((one for one in lines if one.talks != 0 and not is_few(one)), key=lambda one: -(one.talks or one.of))
    return Table(caption, columns, tuple((one.words, number(one)) for one in shown) or _nothing())


def needs(found: Account) -> tuple[str, str, Table, str]:
    """What would help, and what came of it, need by need; those that few had stand in one line."""
    of_each = (measures.NEEDS_FOUND.id, measures.NEEDS_OFFERED.id, measures.NEEDS_STARTED.id)
    rows = [row for row in zip(*(found.lists[name] for name in of_each), strict=True) if row[0].talks != 0]
    columns = (
        Column(_("What would help"), share=40), Column(_("Talks"), number=True, share=20),
        Column(_("Offered"), number=True, share=20), Column(_("Began"), number=True, share=20),
    )  # fmt: skip
    lines = tuple((need.words, *map(number, (need, *came_of_it))) for need, *came_of_it in rows if not is_few(need))
    aside = _("A need may be met without a service; what nobody recorded is not counted as a no")
    table = Table(_("What would help"), columns, lines or _nothing(4))
    return _("What would help, and did it come?"), aside, table, by_few([need for need, *_came in rows])


def _nothing(columns: int = 2) -> tuple[tuple[str, ...], ...]:
    return ((_("Nothing that more than few told"), *("",) * (columns - 1)),)


def lead(found: Account) -> str:
    """Of how many talks and children the page is."""
    talks = ngettext("%(n)d talk", "%(n)d talks", found.talks) % {"n": found.talks}
    children = ngettext("%(n)d child", "%(n)d different children", found.children) % {"n": found.children}
    return _("%(talks)s with %(children)s.") % {"talks": talks, "children": children}
