"""The case page: one child, one or more returns, one talk; and the same on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.casework.accounts.queries import names
from wayhome.casework.children.queries import glance
from wayhome.casework.children.seen import Glance
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act, Live, SafeContact
from wayhome.casework.design.times import day, full, hour
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.queries import EventSeen, holds_words, wishes
from wayhome.casework.journey.queries import timeline as events_of
from wayhome.casework.journey.steps import Opened, opened, worry_act
from wayhome.casework.work import case_parts as parts
from wayhome.casework.work import clocks, standing
from wayhome.casework.work.links import link_if, present
from wayhome.casework.work.queries.case import asked_of, talk_of
from wayhome.casework.work.queries.worries import numbers_of, worries_beside
from wayhome.domain.clock import service_clock, working_days_clock
from wayhome.domain.moment import NOT_RECORDED


@require_safe
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """One case: who, how to reach them safely, where things stand, the next step; then everything else by heading."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    context = for_page(viewer, about, request.GET.get("part", ""))
    return render(request, "work/case.html", context)


@require_safe
def case_brief(request: HttpRequest, case: UUID) -> HttpResponse:
    """The case on two sides of paper: protected address and other people left out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    context = for_page(viewer, about, "", on_paper=True)
    by = names(viewer, [viewer.user]).get(viewer.user) if viewer.user else None
    context |= {
        "reference": about.reference, "printed_by": by.name if by else _("Wayhome"), "printed_at": full(viewer.at),
        "contact": replace(context["contact"], check=None), "clock": replace(context["clock"], other=None),
        "back": Act(_("Back to the case"), reverse("case", args=[case])),
    }  # fmt: skip
    return render(request, "work/brief.html", context)


def for_page(viewer: Viewer, about: Opened, part: str, *, on_paper: bool = False) -> dict[str, Any]:
    """Everything that the page draws. On paper nobody's words are repeated: they may name other people."""
    now = standing.stands(about)
    seen = events_of(viewer, about)
    child = glance(viewer, about.child)
    worries = worries_beside(viewer, about)
    numbers = numbers_of(viewer, about.organisation) if worries else ()
    address = reverse("case", args=[about.case])
    chosen = part if part in parts.PARTS else ""
    told = parts.told_table(viewer, about)
    return {
        "about": about,
        "person": about.person,
        "where": [
            {"words": _("Today"), "url": reverse("today")},
            {"words": _("Cases"), "url": reverse("cases")},
            {"words": about.reference, "url": ""},
        ],
        "worry": worry_act(about.child),
        "name": f"{about.person.name}, {about.person.age(viewer.at)}",
        "aside": aside(about),
        "under": under(child),
        "strip": parts.strip(viewer, worries, numbers),
        "contact": with_address(safe_contact(about.viewer, about.card, about.person), child),
        "stands": standing.sentence(about, now),
        "beside": [b for b in now.headline.beside if now.headline.past_72_hours or b],
        "steps": standing.next_steps(about, now),
        "clock": clock(viewer, about, now, on_paper=on_paper),
        "other_clocks": other_clocks(about, now),
        "independence": standing.tests_of_independence(now.independence) if now.interviewer else [],
        "interviewer": now.interviewer,
        "wishes": wishes(seen),
        "worries": parts.worry_table(viewer, worries, numbers, about.person.first_name),
        "timeline": parts.timeline(
            viewer, about, [replace(s, words=None) for s in seen] if on_paper else seen, chosen, address
        ),
        "told": told,
        "told_acts": told_acts(viewer, about),
        "returns": parts.returns(about, now),
        "talk_line": parts.talk_line(about),
        "talk": talk_of(viewer, about),
        "help": parts.helped(viewer, about),
        "asked": asked_of(viewer, about),
        "hidden": hidden(viewer, seen),
        "links": links(viewer, about),
        "live": Live(at=hour(viewer.at)),
    }


def aside(about: Opened) -> str:
    """The reference, and what the child likes to be called."""
    called = about.person.called
    return (
        f"{about.reference} · {_('likes to be called %s') % called}"
        if called and called != about.person.given
        else about.reference
    )


def under(child: Glance) -> str:
    """Language, what helps them communicate, where they live: what a person needs before they ring."""
    said = []
    if child.first_language:
        said.append(_("Speaks %s.") % child.first_language)
    if child.needs_interpreter:
        said.append(_("Needs an interpreter."))
    if child.communication_needs:
        said.append(child.communication_needs.rstrip(".") + ".")
    placed = next((p for p in child.placements if p.now), None)
    if placed:
        town = placed.address.town if placed.address else None
        said.append(f"{placed.kind.label}{_(' in %s') % town if town else ''}.")
    return " ".join(said)


def with_address(card: SafeContact, child: Glance) -> SafeContact:
    """The card with what may be said of a protected address: the town."""
    town = next((a.town or _("not recorded") for a in child.addresses if a.protected), None)
    if town is None:
        return card
    return replace(card, lines=(*card.lines, (_("Address"), _("Protected. Town only: %s") % town)))


def clock(viewer: Viewer, about: Opened, now: standing.Stands, *, on_paper: bool = False) -> Any:
    """The clock that explains itself."""
    account = now.due_for.account("returned") if now.due_for else None
    out = bool(about.so_far.covered) and not any(e.is_back for e in about.so_far.covered)
    other = Act(_("Other clocks"), "#other-clocks")
    return clocks.in_full(
        now.clock,
        viewer.at,
        events=standing.on_the_line(about),
        account=account,
        is_out=out,
        settle=None if on_paper else parts.settle_act(about),
        other=other,
        died=about.so_far.child_has_died,
    )


def other_clocks(about: Opened, now: standing.Stands) -> list[tuple[str, str]]:
    """The service clock and the three working days: never under the label of the 72 hours."""
    absence = now.due_for
    if absence is None:
        return []
    talks = about.so_far.talks
    held = talks[0].happened if talks else NOT_RECORDED
    days = working_days_clock(returned=absence.returned, held=held, was_held=bool(talks), holidays=about.known.holidays)
    told = service_clock(notified=absence.notified, held=held, was_held=bool(talks))
    until = _("to the end of %s") % day(days.due_day) if days else _("the day of the return is not recorded")
    since = _("until %s") % full(told.deadline) if told else _("when we were first told is not recorded")
    return [(_("Three working days"), until), (_("72 hours from when we were told"), since)]


def told_acts(viewer: Viewer, about: Opened) -> tuple[Act, ...]:
    """What can be told now, and to whom."""
    name = about.person.name
    return present(
        link_if(viewer, "share_fact", _("Share one fact now"), about.case, about=name),
        link_if(viewer, "headline_note", _("Headline note"), about.case, about=name),
        link_if(viewer, "share_decide", _("Decide who is told"), about.case, about=name),
        link_if(viewer, "case_brief", _("Print the 1-page brief"), about.case, about=name),
    )


def links(viewer: Viewer, about: Opened) -> tuple[Act, ...]:
    """The rest of what belongs to the child."""
    name = about.person.name
    return present(
        link_if(viewer, "ask_new", _("Ask someone"), about.case, about=name),
        link_if(viewer, "child_cases", _("All cases and absences"), about.child, about=name),
        link_if(viewer, "need_new", _("Record a need"), about.case, about=name),
        link_if(viewer, "child", _("The child’s record"), about.child, about=name),
        link_if(viewer, "missing_new", _("Missing again"), about.child, about=name),
    )


def hidden(viewer: Viewer, seen: list[EventSeen]) -> bool:
    """Whether this reader is told that there is more than they may see: professionals only."""
    return holds_words(viewer) and any(s.hidden for s in seen)
