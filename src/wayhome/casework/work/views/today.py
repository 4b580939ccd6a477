"""Today: the first page of everyone who works with cases, and the question whether anything is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wayhome.casework.accounts.queries import names, on_duty
from wayhome.casework.children.queries import children, who
from wayhome.casework.design.components import Act, Filter, Live, Row
from wayhome.casework.design.times import day, hour, short
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.reach.queries import waiting as waiting_notices
from wayhome.casework.work import actions
from wayhome.casework.work import first as words
from wayhome.casework.work.lines import CARER_LINES
from wayhome.casework.work.links import link_if, present
from wayhome.casework.work.queries import today as queries
from wayhome.casework.work.queries.listed import in_brief, in_full, marked, open_cases
from wayhome.casework.work.queries.seen import Listed
from wayhome.casework.work.queries.worries import waiting_among
from wayhome.casework.work.rows import rows_of
from wayhome.casework.work.sections import FILTERS, STAGES, Sections, is_today, split, waits_on
from wayhome.casework.work.variants import variant_of
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import YEARS
from wayhome.domain.vocabulary import Role

FIRST_SCREEN = 8
"""As many rows of what can still be kept are shown at once; what is due today is always shown."""


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The worklist: safety first, what can still be kept, what is past 72 hours, who has us waiting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    variant = variant_of(viewer)
    if variant.name == "carer":
        return render(request, "work/carer.html", {"variant": variant, "children": at_home(viewer)})
    looked = queries.last_seen(viewer)
    board = queries.board(viewer, since=looked or viewer.at - queries.A_DAY)
    people = who(viewer, board.children)
    names(viewer, board.staff)  # asked for once: the parts of the page find them remembered
    missing = queries.missing_among(viewer, board.out, people)
    rows = marked(viewer, in_brief(viewer, board.cases, people, board.absences), [m.person for m in missing])
    chosen = request.GET.get("which", "")
    kept = [r for r in rows if chosen not in FILTERS or FILTERS[chosen](r, viewer.user)]
    parts, everything = split(kept, viewer.at), split(rows, viewer.at)
    worries = waiting_among(viewer, board.raised, people)
    here = request.get_full_path()
    context = {
        "variant": variant,
        "over": f"{variant.title} · {day(viewer.at)}, {hour(viewer.at)}"
        if variant.name != "coordinator"
        else f"{day(viewer.at)}, {hour(viewer.at)}",
        "first": words.first(viewer, worries, missing, everything),
        "news": news(viewer, queries.news_of(viewer, looked, board.news), len(worries), len(board.late), board.sent),
        "safety": words.safety(
            viewer,
            worries,
            missing,
            everything,
            waiting_notices(viewer) if board.notices else [],
            queries.died_among(viewer, board.died - {row.child for row in everything.died}),
        ),
        "filters": filters(viewer, rows, chosen),
        "sections": shown(request, viewer, parts, here),
        "waiting": waiting_on(viewer, kept, board.asked_counts()),
        "then": then(viewer, kept),
        "live": live(viewer, board.mark),
        "empty": not rows,
        "nothing_chosen": bool(rows) and not kept,
    }
    response = render(request, "work/today.html", context)
    patch_cache_control(response, no_store=True, private=True)
    return response


@require_safe
def today_news(request: HttpRequest) -> HttpResponse:
    """Whether Today changed since the page was made: 304 when it did not, and then nothing is journalled."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    etag = f'"{queries.mark(viewer)}"'
    if etag == request.headers.get("If-None-Match"):
        return HttpResponseNotModified()
    since = asked_since(request, viewer)
    response = JsonResponse({"news": newer(viewer, since)})
    response.headers["ETag"] = etag
    return response


@require_POST
def today_seen(request: HttpRequest) -> HttpResponse:
    """Mark what is new as seen, up to when the page was made."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    actions.mark_seen(until=parse(request.POST.get("until", "")) or viewer.at, by=viewer, at=viewer.at)
    return redirect("today")


def at_home(viewer: Viewer) -> list[dict[str, object]]:
    """The children who live with the viewer: where their talk stands as a carer may know it, and what a carer can do."""
    stands = {row.person.id: CARER_LINES[row.headline] for row in open_cases(viewer)}
    return [
        {
            "person": child,
            "words": stands.get(child.id),
            "acts": present(
                link_if(viewer, "missing_new", _("Report missing"), child.id, about=child.name),
                link_if(viewer, "worry_new", _("Worried about this child?"), child.id, about=child.name),
                link_if(viewer, "child", _("How to reach them, and what is known"), child.id, about=child.name),
            ),
        }
        for child in children(viewer)
    ]


def asked_since(request: HttpRequest, viewer: Viewer) -> datetime:
    """When the page was made that asks; now, when it does not say."""
    return parse(request.GET.get("since", "")) or viewer.at


def parse(text: str) -> datetime | None:
    """An instant of an address or a form; None for anything else, a year that cannot be meant included."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and found.year in YEARS else None


def newer(viewer: Viewer, since: datetime) -> str:
    """ "3 new since 09:14", or that something else changed."""
    number = queries.newer(viewer, since)
    if not number:
        return _("Something changed since %s") % hour(since)
    return ngettext("%(n)d new since %(when)s", "%(n)d new since %(when)s", number) % {"n": number, "when": hour(since)}


def live(viewer: Viewer, mark: str) -> Live:
    """The bar that keeps the page honest."""
    asks = f"{reverse('today_news')}?{urlencode({'since': viewer.at.isoformat()})}"
    return Live(at=hour(viewer.at), url=asks, etag=f'"{mark}"')


def news(viewer: Viewer, found: queries.News, worries: int, late: int, sent: int) -> dict[str, object]:
    """The line of what is new since the person was here."""
    since = _("In the last day:") if found.is_first else _("Since you were here, %s:") % short(found.since)
    counts = (
        (found.came_back, ngettext("%(n)d came back", "%(n)d came back", found.came_back), "returned"),
        (
            found.went_missing,
            ngettext("%(n)d reported missing", "%(n)d reported missing", found.went_missing),
            "missing",
        ),
        (worries, ngettext("%(n)d worry nobody has picked up", "%(n)d worries nobody has picked up", worries), ""),
        (found.replies, ngettext("%(n)d answer", "%(n)d answers", found.replies), "replies"),
        (
            found.by_phone,
            ngettext("%(n)d message needs a person", "%(n)d messages need a person", found.by_phone),
            "by_phone",
        ),
    )
    acts = []
    for number, said, which in counts:
        link = (
            link_if(viewer, "cases", said % {"n": number}, new=which)
            if which
            else Act(said % {"n": number}, "#safety-first")
        )
        if number and link:
            acts.append(link)
    if late and ACCESS["gone_up"].admits(viewer):
        words = ngettext("%(n)d thing went up to you", "%(n)d things went up to you", late) % {"n": late}
        acts.append(Act(words, reverse("gone_up")))
    if sent and (link := link_if(viewer, "received", _("%d sent to us, not answered") % sent)):
        acts.append(link)
    duty = [shift.name for shift in on_duty(viewer, viewer.at)]
    return {
        "since": since, "acts": acts, "duty": _("On duty: %s.") % ", ".join(duty) if duty else _("Nobody is down as on duty."),
        "until": viewer.at.isoformat(),
    }  # fmt: skip


def filters(viewer: Viewer, rows: list[Listed], chosen: str) -> list[Filter]:
    """Filters as links with their counts; a zero is shown."""
    if variant_of(viewer).name == "interviewer":
        return []
    named = {
        "mine": _("Mine"), "unallocated": _("To allocate"), "home": _("From home"), "away": _("Placed away"),
        "hosted": _("Placed here by others"), "said_no": _("Said no this time"),
    }  # fmt: skip
    address = reverse("today")
    all_of = Filter(variant_of(viewer).everything, address, len(rows), chosen not in FILTERS)
    return [all_of] + [
        Filter(
            said,
            f"{address}?{urlencode({'which': key})}",
            sum(FILTERS[key](r, viewer.user) for r in rows),
            key == chosen,
        )
        for key, said in named.items()
    ]


def shown(request: HttpRequest, viewer: Viewer, parts: Sections, here: str) -> dict[str, object]:
    """The rows of each section as they are drawn, with its title."""
    now, everything = viewer.at, request.GET.get("all") == "yes"
    due_today = [r for r in parts.kept if r.clock and is_today(r.clock.deadline, now)]
    first_screen = parts.kept if everything else parts.kept[: max(len(due_today), FIRST_SCREEN)]
    hidden = len(parts.kept) - len(first_screen)
    mine = [r for r in parts.talked if r.mine(viewer.user) and STAGES["write_up"](r, viewer.user)]
    full = {r.case: r for r in in_full(viewer, [*first_screen, *parts.past, *parts.later, *parts.no_clock, *mine])}

    def drawn(rows: Sequence[Listed]) -> list[Row]:
        return rows_of([full[r.case] for r in rows], viewer, back=here)

    return {
        "kept": drawn(first_screen),
        "kept_title": kept_title(len(parts.kept), len(due_today)),
        "kept_more": Act(_("Show the other %d, all due tomorrow") % hidden, with_all(request)) if hidden else None,
        "past": drawn(parts.past),
        "past_title": past_title(len(parts.past), len(parts.never_asked)),
        "later": drawn(parts.later),
        "no_clock": drawn(parts.no_clock),
        "write_up": drawn(mine),
    }


def with_all(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked["all"] = "yes"
    return f"{request.path}?{asked.urlencode()}"


def kept_title(number: int, due_today: int) -> str:
    """ "11 can still be kept, 4 of them today"."""
    if not number:
        return _("Nothing is due before the end of tomorrow")
    said = ngettext("%(n)d can still be kept", "%(n)d can still be kept", number) % {"n": number}
    return said + (_(", %d of them today") % due_today if due_today else "")


def past_title(number: int, never: int) -> str:
    """ "6 past 72 hours; 2 not yet asked"."""
    return _("%d past 72 hours") % number + (_("; %d not yet asked") % never if never else "")


def waiting_on(viewer: Viewer, rows: list[Listed], asked: list[tuple[AskedOf, int]]) -> dict[str, object]:
    """Who has us waiting, each with a count that leads to the cases."""
    counts: dict[str, int] = {}
    for row in rows:
        if (whom := waits_on(row)) is not None:
            counts[whom] = counts.get(whom, 0) + 1
    said = {"police": _("Police"), "authority": _("Other authorities")}
    acts = [link_if(viewer, "cases", f"{said.get(w, w)} {n}", waits=w) for w, n in sorted(counts.items())]
    acts += [
        link_if(viewer, "asked", f"{kind.label} {n}", of=kind.value, about=_("asked and not answered"))
        for kind, n in asked
    ]
    total = sum(counts.values()) + sum(n for _kind, n in asked)
    return {"total": total, "acts": [a for a in acts if a]}


def then(viewer: Viewer, rows: list[Listed]) -> list[Act]:
    """What comes after the talk."""
    said = {
        "check": ngettext("%(n)d to check", "%(n)d to check", 0), "share": _("%(n)d to decide who is told"),
        "write_up": _("%(n)d being written up"), "help": _("%(n)d with help promised, not started"),
        "suspended": _("%(n)d waiting until a date"), "close": _("%(n)d to close"),
    }  # fmt: skip
    theirs = ("write_up", "suspended") if variant_of(viewer).name in ("provider", "interviewer") else tuple(said)
    counts = {key: sum(STAGES[key](r, viewer.user) for r in rows) for key in theirs}
    acts = [link_if(viewer, "cases", said[key] % {"n": n}, stage=key) for key, n in counts.items() if n]
    return [a for a in (*acts, *decide(viewer)) if a]


def decide(viewer: Viewer) -> list[Act | None]:
    """What a coordinator proposed that waits for this team manager: one link for each child."""
    waits = queries.proposed(viewer) if viewer.has(Role.TEAM_MANAGER) else []
    said = {
        EventKind.EPISODE_VOID_PROPOSED: _("Decide: recorded in error?"),
        EventKind.EPISODE_MERGE_PROPOSED: _("Decide: an absence entered twice?"),
        EventKind.CASE_MERGE_PROPOSED: _("Decide: a case entered twice?"),
    }
    return [
        link_if(viewer, "absence_decide", f"{said[p.kind]} {words.full_name(p.person, viewer)}", p.episode)
        if p.episode
        else link_if(viewer, "case_twice_decide", f"{said[p.kind]} {words.full_name(p.person, viewer)}", p.case)
        for p in waits
    ]
