"""Pages of follow-up that are more than one form: one need, with where it stands and what may be recorded next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wayhome.casework.accounts.pages import beginning
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.followup.forms import ENDINGS, WANTED
from wayhome.casework.followup.queries import NeedSeen, need_of
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.steps import opened, worry_act
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.wallclock import day_words, local_day, moment_words

PAGES: Mapping[E, tuple[str, Any]] = {
    E.OWNER_NAMED: ("need_owner", gettext_lazy("Name who sees to it")),
    E.SUPPORT_OFFERED: ("need_offer", gettext_lazy("Record an offer of help")),
    E.SUPPORT_ACCEPTED: ("need_yes", gettext_lazy("Record a yes")),
    E.SUPPORT_STARTED: ("need_start", gettext_lazy("Record the first session")),
    E.SUPPORT_ENDED: ("need_end", gettext_lazy("Record that it is over")),
    E.SUPPORT_DECLINED: ("need_no", gettext_lazy("Record a no")),
    E.NO_SERVICE_FOUND: ("need_no_service", gettext_lazy("There is no service for this here")),
    E.NOBODY_TO_OWN_IT: ("need_nobody", gettext_lazy("Nobody to own it yet")),
    E.OWNER_GONE: ("need_owner_gone", gettext_lazy("Whoever saw to it has gone")),
    E.NEED_MET_OTHERWISE: ("need_otherwise", gettext_lazy("Met another way, or not wanted")),
}
"""What may be recorded about a need and the page for it, the likeliest next one first."""

FIRST_SESSION_WITHIN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a need."""

    label: str
    words: str | None


@require_safe
def need(request: HttpRequest, case: UUID, need: UUID) -> HttpResponse:
    """One need: who owns it, where it stands, and what may be recorded next."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    one = need_of(viewer, case, need)
    steps = acts(one, about.person.first_name)
    at_case = reverse("case", args=[case])
    context = {
        "person": about.person, "who": about.who, "need": one, "lines": lines(one, viewer), "first": steps[0] if steps else None,
        "others": steps[1:], "worry": worry_act(about.child), "contact": safe_contact(about.viewer, about.card, about.person),
        "where": [
            beginning(viewer), {"words": about.reference, "url": at_case},
            {"words": one.kind.label, "url": ""},
        ],
    }  # fmt: skip
    return render(request, "followup/need.html", context)


def acts(one: NeedSeen, name: str) -> list[Act]:
    """What may be recorded next, the likeliest first. Somebody who owns it already is named again last, not first."""
    order = [kind for kind in PAGES if kind in one.next]
    if one.owner is not None and E.OWNER_NAMED in order:
        order = [*(k for k in order if k is not E.OWNER_NAMED), E.OWNER_NAMED]
    return [
        Act(str(words), reverse(page, args=[one.case, one.id]), f"{one.kind.label}, {name}")
        for page, words in (PAGES[kind] for kind in order)
    ]


def lines(one: NeedSeen, viewer: Viewer) -> list[Line]:
    """What is known of a need, in the order in which it happens; what did not happen yet is left out."""
    owner = one.owner_name or (_("Nobody yet. %s knows") % one.escalated_to if one.escalated_to else _("Nobody yet"))
    found = [
        Line(_("Where it stands"), one.state.label),
        Line(_("Who sees to it"), owner),
        Line(_("Do they want it?"), str(dict(WANTED).get(one.childs_view or "", _("not recorded")))),
        Line(_("What would help"), one.words),
        Line(_("Offered"), _sentence(one.service, one.offered, viewer) if one.offered.is_known else None),
        Line(_("Said yes"), _sentence(one.said_by.label if one.said_by else None, one.accepted, viewer) if one.accepted.is_known else None),
        Line(_("First session due"), _due(one, viewer)),
        Line(_("Started"), moment_words(one.started, viewer.at) if one.started.is_known else None),
        Line(_("Ended"), _sentence(str(dict(ENDINGS).get(one.ended_how or "", "")), one.ended, viewer) if one.ended.is_known else None),
        Line(_("No service here"), ", ".join(x for x in (one.service, one.area) if x) if one.area else None),
        Line(_("Why not"), one.why_not),
    ]  # fmt: skip
    return [line for line in found if line.words]


def _sentence(words: str | None, when: Any, viewer: Viewer) -> str:
    return ", ".join(part for part in (words, moment_words(when, viewer.at)) if part)


def _due(one: NeedSeen, viewer: Viewer) -> str | None:
    """Twenty-eight days after a yes, until the first session took place."""
    if one.accepted.earliest is None or one.started.is_known or one.ended.is_known:
        return None
    by = local_day(one.accepted.earliest + FIRST_SESSION_WITHIN)
    return _("by %s") % day_words(by, local_day(viewer.at))
