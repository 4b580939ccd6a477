"""Lists and finding: all cases, one child's, the call list, search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wayhome.casework.children.queries import card
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act, Filter
from wayhome.casework.design.times import moment
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.steps import worry_act
from wayhome.casework.reach.queries import waiting as waiting_notices
from wayhome.casework.records.forms import posted, whole_number
from wayhome.casework.work import lines
from wayhome.casework.work.clocks import on_list
from wayhome.casework.work.forms import Search
from wayhome.casework.work.links import link_if, present
from wayhome.casework.work.queries import finding
from wayhome.casework.work.queries import today as queries
from wayhome.casework.work.queries.listed import open_cases
from wayhome.casework.work.queries.seen import Listed
from wayhome.casework.work.queries.worries import worries_of
from wayhome.casework.work.rows import TRY, named, rows_of, words_of
from wayhome.casework.work.sections import FILTERS, STAGES, split, waits_on
from wayhome.domain.journey.states import Whereabouts

PAGE = 50
LATEST = 8
"""As many absences and cases of one child are shown at once; what is open is always shown."""
SORTS = ("due", "name", "opened")
NEW = {"returned": queries.CAME_BACK, "missing": queries.WENT, "replies": queries.REPLIES, "by_phone": queries.BY_PHONE}


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every case of the children open to the person: filters, order, pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = request.GET
    at = whole_number(asked.get("from", ""))
    if asked.get("stage") == "closed":
        rows, more = finding.closed_cases(viewer, after=at, most=PAGE)
        number = None
        everything = open_cases(viewer)
    else:
        everything = open_cases(viewer)
        chosen = [r for r in everything if keeps(viewer, asked)(r)]
        ordered = sorted(chosen, key=order(asked.get("sort", "due")))
        rows, more, number = ordered[at : at + PAGE], len(ordered) > at + PAGE, len(ordered)
    context = {
        "title": title(asked, number),
        "filters": filters(viewer, everything, asked),
        "sorts": sorts(asked),
        "rows": rows_of(rows, viewer, back=request.get_full_path()),
        "earlier": turn(asked, max(at - PAGE, 0), _("The %d before these") % PAGE) if at else None,
        "later": turn(asked, at + PAGE, _("More")) if more else None,
    }
    return render(request, "work/cases.html", context)


def keeps(viewer: Viewer, asked: Any) -> Callable[[Listed], bool]:
    """Which rows the words of the address keep: all of them together."""
    stage, which, waits, new = (
        asked.get("stage", ""),
        asked.get("which", ""),
        asked.get("waits", ""),
        asked.get("new", ""),
    )
    since = queries.news(viewer).since if new in NEW else None
    children = queries.new_children(viewer, since, NEW[new]) if since else set()

    def keep(row: Listed) -> bool:
        return (
            (stage not in STAGES or bool(STAGES[stage](row, viewer.user)))
            and (which not in FILTERS or bool(FILTERS[which](row, viewer.user)))
            and (not waits or waits_on(row) == waits)
            and (new not in NEW or row.child in children)
        )

    return keep


def order(sort: str) -> Callable[[Listed], Any]:
    """The order of a list by its word in the address; earliest due by default."""
    if sort == "name":
        return lambda r: (r.person.family.casefold(), r.person.given.casefold(), r.reference)
    if sort == "opened":
        return lambda r: (-r.opened_at.timestamp(), r.reference)
    return lambda r: (r.clock.deadline.timestamp() if r.clock else float("inf"), r.reference)


def title(asked: Any, number: int | None) -> str:
    """How many, of what."""
    if number is None:
        return _("Closed cases")
    return ngettext("%(n)d open case", "%(n)d open cases", number) % {"n": number}


def filters(viewer: Viewer, rows: list[Listed], asked: Any) -> list[Filter]:
    """Every stage and group with its count; a zero is shown."""
    address, stage, which = reverse("cases"), asked.get("stage", ""), asked.get("which", "")
    stages = {
        "check": _("To check"), "share": _("To decide who is told"), "write_up": _("Being written up"),
        "help": _("Help not started"), "suspended": _("Waiting until a date"), "close": _("To close"),
    }  # fmt: skip
    groups = {
        "mine": _("Mine"),
        "unallocated": _("To allocate"),
        "away": _("Placed away"),
        "hosted": _("Placed here by others"),
        "said_no": _("Said no this time"),
    }
    plain = not (stage or which or asked.get("waits") or asked.get("new"))
    found = [Filter(_("All open"), address, len(rows), plain)]
    found += [
        Filter(w, f"{address}?which={k}", sum(bool(FILTERS[k](r, viewer.user)) for r in rows), which == k)
        for k, w in groups.items()
    ]
    found += [
        Filter(w, f"{address}?stage={k}", sum(bool(STAGES[k](r, viewer.user)) for r in rows), stage == k)
        for k, w in stages.items()
    ]
    return [*found, Filter(_("Closed"), f"{address}?stage=closed", None, stage == "closed")]


def sorts(asked: Any) -> list[Filter]:
    said = {"due": _("Earliest due first"), "name": _("By name"), "opened": _("Newest first")}
    chosen = asked.get("sort", "due")
    return [Filter(said[s], f"?{urlencode({**plain(asked), 'sort': s})}", None, s == chosen) for s in SORTS]


def turn(asked: Any, at: int, words: str) -> Act:
    return Act(words, f"?{urlencode({**plain(asked), 'from': at})}")


def plain(asked: Any) -> dict[str, str]:
    return {k: asked[k] for k in ("stage", "which", "waits", "new", "sort") if asked.get(k)}


@require_safe
def child_cases(request: HttpRequest, child: UUID) -> HttpResponse:
    """One child: every absence and every case, and how to reach them safely."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    everything = request.GET.get("all") == "yes"
    found = finding.of_child(viewer, child, most=None if everything else LATEST)
    name = found.person.name
    of_open_cases = {r.episode for row in found.cases for r in row.returns}
    is_missing = any(a.whereabouts == Whereabouts.MISSING.value for a in found.absences)
    older = {"absences": found.all_absences - len(found.absences), "cases": found.all_cases - len(found.cases)}
    context = {
        "person": found.person,
        "name": f"{name}, {found.person.age(viewer.at)}",
        "worry": worry_act(child),
        "contact": safe_contact(viewer, card(viewer, child), found.person),
        "cases": rows_of(list(found.cases), viewer, back=request.get_full_path()),
        "absences": [(a, absence_words(a), absence_acts(viewer, a, of_open_cases)) for a in found.absences],
        "in_all": {"absences": found.all_absences, "cases": found.all_cases},
        "more": {
            "absences": Act(_("Show the other %d absences") % older["absences"], "?all=yes#absences")
            if older["absences"]
            else None,
            "cases": Act(_("Show the other %d cases") % older["cases"], "?all=yes#cases") if older["cases"] else None,
        },
        "worries": worries_of(viewer, child),
        "links": present(
            link_if(viewer, "child", _("The child’s record"), child, about=name),
            None if is_missing else link_if(viewer, "missing_new", _("Report missing"), child, about=name),
        ),
        "where": [{"words": _("Today"), "url": reverse("today")}, {"words": name, "url": ""}],
    }
    return render(request, "work/child.html", context)


def back(viewer: Viewer, absence: finding.AbsenceSeen, of_open_cases: set[UUID]) -> Act | None:
    """The page on which somebody says that the child is back, or while the case is open, that it was at another time."""
    if not absence.returned.is_known:
        return link_if(viewer, "return_new", _("They are back"), absence.id, about=absence.reference)
    if absence.id not in of_open_cases:
        return None
    return link_if(viewer, "return_new", _("Somebody says another time"), absence.id, about=absence.reference)


def absence_acts(viewer: Viewer, absence: finding.AbsenceSeen, of_open_cases: set[UUID]) -> tuple[Act, ...]:
    """That the child is back, while nobody has said so; and the page of the absence itself."""
    more = link_if(viewer, "absence", _("More about this absence"), absence.id, about=absence.reference)
    return present(back(viewer, absence, of_open_cases), more)


def absence_words(absence: finding.AbsenceSeen) -> str:
    """Since when, until when, or where it stands."""
    left = moment(absence.missing_from)
    if absence.returned.is_known:
        return _("%(left)s to %(back)s") % {"left": left, "back": moment(absence.returned)}
    if absence.whereabouts == Whereabouts.MISSING.value:  # its kind stands beside it and says the rest
        return _("%(left)s, not back yet") % {"left": left}
    state = next((w.label for w in Whereabouts if w.value == absence.whereabouts), absence.whereabouts)
    return f"{left} · {state}"


@require_safe
def missing_now(request: HttpRequest) -> HttpResponse:
    """Children who are missing now, each with their page."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.missing_now(viewer)
    context = {"missing": [(m, link_if(viewer, "child_cases", m.person.name, m.child)) for m in found]}
    return render(request, "work/missing.html", context)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Notices that could not be matched to a child, or not be done: each with whom to ask, and a button to see to it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "notices": waiting_notices(viewer),
        "links": present(
            link_if(viewer, "children", _("Find the child")), link_if(viewer, "child_add", _("Start a child’s file"))
        ),
    }
    return render(request, "work/notices.html", context)


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """The children to ring, one at a time, in the order in which they are due."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    parts = split(open_cases(viewer), viewer.at)
    to_ring = [r for r in (*parts.past, *parts.kept, *parts.later) if not r.is_out]
    at = min(whole_number(request.GET.get("at", "")), max(len(to_ring) - 1, 0))
    row = to_ring[at] if to_ring else None
    context: dict[str, Any] = {"row": row, "number": len(to_ring), "at": at + 1}
    if row is not None:
        context |= one_call(viewer, row, request.get_full_path())
        context["before"] = Act(_("Before"), f"?at={at - 1}") if at else None
        context["after"] = Act(_("Next child"), f"?at={at + 1}") if at + 1 < len(to_ring) else None
    return render(request, "work/call_list.html", context)


def one_call(viewer: Viewer, row: Listed, here: str) -> dict[str, Any]:
    """One child of the call list: whom to ring, and the one act."""
    name = named(row, viewer.at)
    act = link_if(viewer, TRY, f"{words_of(TRY)}: {name}", row.case, next=here)
    return {
        "name": name,
        "clock": on_list(row.clock, viewer.at, unsettled=row.is_unsettled, is_out=row.is_out),
        "what": lines.what(row, viewer.at),
        "contact": safe_contact(viewer, card(viewer, row.child), row.person),
        "holder": lines.with_whom(row),
        "act": act,
        "open": link_if(viewer, "case", _("Open the case"), row.case, about=name),
        "worry": worry_act(row.child),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a child by name, reference, police number or phone number. What is looked for is posted, never in an address."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Search(posted(request))
    found = (
        finding.search(viewer, form.cleaned_data["wanted"]) if request.method == "POST" and form.is_valid() else None
    )
    said = {
        "reference": _("by reference"),
        "police": _("by police number"),
        "phone": _("by phone number"),
        "name": _("by name"),
    }
    context = {
        "form": form,
        "found": None
        if found is None
        else [(f, said[f.because], link_if(viewer, "child_cases", f.person.name, f.person.id)) for f in found],
        "find_new": link_if(viewer, "children", _("Look among all children of the council")),
    }
    return render(request, "work/search.html", context, status=422 if form.is_bound and form.errors else 200)
