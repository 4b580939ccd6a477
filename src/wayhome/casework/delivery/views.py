"""The interviewer's pages: before, during and after a talk. Nothing is filled in while a child is speaking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.children.show import safe_contact
from wayhome.casework.delivery import queries
from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.delivery.cards import CARDS
from wayhome.casework.delivery.queries import Page
from wayhome.casework.delivery.writing_form import WriteUpForm, initial, is_repeat, parts
from wayhome.casework.design.components import Act, Happened
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.queries import timeline, wishes
from wayhome.casework.journey.steps import Opened, changes, opened, worry_act
from wayhome.casework.records.forms import posted, seen_version, whole_number
from wayhome.casework.records.refusals import Refused, Stale
from wayhome.domain.interview import unanswered
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.wallclock import time_of_day, when


@require_http_methods(["GET", "HEAD", "POST"])
def write_up(request: HttpRequest, case: UUID) -> HttpResponse:
    """Write the talk up, one page, saved with one button; nothing asked for ever blocks saving."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    page = queries.page_of(viewer, case)
    if request.method == "POST" and page is None:
        writing_up.start_record(case=case, by=viewer, at=viewer.at, seen_version=about.version)
        return redirect("write_up", case)
    if page is None:
        return render(request, "delivery/begin.html", _about(about, "write_up"))
    form = WriteUpForm(posted(request), repeat=is_repeat(about), initial=initial(page.answers, page.version))
    if request.method != "POST":
        return _written(request, about, page, form)
    return _tried(
        request, about, page, form, lambda: _save(form, about), reverse("write_up", args=[case]) + "#still-open"
    )


@require_POST
def hand_in(request: HttpRequest, case: UUID) -> HttpResponse:
    """Save what was typed, and hand the record in as the person sees it. What is unanswered does not stand in the way."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    page = queries.page_of(viewer, case)
    seen = seen_version(request)
    if page is None:  # nobody but its author hands it in, and the rules say so in words
        writing_up.submit_record(case=case, by=viewer, at=viewer.at, seen_version=seen)
        return redirect("case", case)
    form = WriteUpForm(request.POST, repeat=is_repeat(about))

    def save_and_hand_in() -> None:
        _save(form, about)
        writing_up.submit_record(case=case, by=viewer, at=viewer.at, seen_version=seen)

    return _tried(request, about, page, form, save_and_hand_in, reverse("case", args=[case]))


@require_POST
def take_back(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the record back while nobody has approved it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    page = queries.page_of(viewer, case)
    seen = seen_version(request)
    if page is None:
        writing_up.take_record_back(case=case, by=viewer, at=viewer.at, seen_version=seen)
        return redirect("write_up", case)
    try:
        writing_up.take_record_back(case=case, by=viewer, at=viewer.at, seen_version=seen)
    except Stale as stale:
        form = WriteUpForm(repeat=is_repeat(about), initial=initial(page.answers, page.version))
        return _written(request, about, page, form, status=409, changed=changes(viewer, about.since(stale.seen)))
    return redirect("write_up", case)


def _save(form: WriteUpForm, about: Opened) -> None:
    seen = form.cleaned_data["page_version"]
    writing_up.save_answers(
        case=about.case,
        answers=form.answers(),
        by=about.viewer,
        at=about.viewer.at,
        seen_version=-1 if seen is None else seen,
    )


def _tried(
    request: HttpRequest, about: Opened, page: Page, form: WriteUpForm, act: Callable[[], None], then: str
) -> HttpResponse:
    """Do it and go on; or the page again, with every word that was typed and why it was not done."""
    if not form.is_valid():
        return _written(request, about, page, form, status=422)
    try:
        with transaction.atomic():
            act()
    except Stale as stale:
        elsewhere = form.cleaned_data["page_version"] != page.version
        typed = request.POST.copy()
        typed["page_version"] = str(page.version)
        again = WriteUpForm(typed, repeat=form.repeat)
        happened = [] if elsewhere else changes(about.viewer, about.since(max(stale.seen, 0)))
        return _written(request, about, page, again, status=409, elsewhere=elsewhere, changed=happened)
    except Refused as refusal:
        return _written(request, about, page, form, status=422, refused=str(refusal.words))
    return redirect(then)


def _written(
    request: HttpRequest,
    about: Opened,
    page: Page,
    form: WriteUpForm,
    *,
    status: int = 200,
    elsewhere: bool = False,
    changed: Sequence[Happened] = (),
    refused: str = "",
) -> HttpResponse:
    """The page being written. `elsewhere`: it was saved on another device; `changed`: what others recorded meanwhile."""
    state = about.so_far.record.state
    context = _about(about, "write_up") | {
        "form": form, "parts": list(parts(form, page.answers)), "elsewhere": elsewhere, "changed": changed, "refused": refused,
        "saved": time_of_day(page.saved_at), "open": unanswered(page.answers, repeat=form.repeat),
        "handed_in": state.label if state not in writing_up.WRITABLE else "",
    }  # fmt: skip
    return render(request, "delivery/write_up.html", context, status=status)


@require_safe
def before(request: HttpRequest, case: UUID) -> HttpResponse:
    """Sixty seconds before the talk: who, how to reach them safely, what they asked for. No typing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    booked = about.so_far.talk.last(E.APPOINTMENT_BOOKED, E.APPOINTMENT_REARRANGED)
    planned = booked.instant("planned") if booked else None
    context = _about(about, "interview_before") | {
        "contact": safe_contact(about.viewer, about.card, about.person),
        "planned": when(planned, viewer.at) if planned else _("No time booked"),
        "wishes": wishes(timeline(viewer, about)),
        "acts": [
            Act(_("Record the talk"), reverse("talk_new", args=[case])),
            Act(_("Rearrange"), reverse("rearrange_talk", args=[case])),
            Act(_("They are not here"), reverse("talk_missed", args=[case])),
        ],
    }  # fmt: skip
    return render(request, "delivery/before.html", context)


@require_safe
def cards(request: HttpRequest, case: UUID) -> HttpResponse:
    """The prompts of the talk, one card at a time: open, large, and nothing to fill in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    number = min(max(whole_number(request.GET.get("card", ""), otherwise=1), 1), len(CARDS))
    at = reverse("interview_talk", args=[case])
    last = Act(_("Record the talk"), reverse("talk_new", args=[case]))
    context = _about(about, "interview_talk") | {
        "card": CARDS[number - 1], "number": number, "all": len(CARDS),
        "back": Act(_("Back"), f"{at}?card={max(number - 1, 1)}"),
        "on": Act(_("Next"), f"{at}?card={number + 1}") if number < len(CARDS) else last,
    }  # fmt: skip
    return render(request, "delivery/cards.html", context)


def _about(about: Opened, current: str) -> dict[str, Any]:
    """What every phone page shows: cover, first name only above, four targets below."""
    places = (("interview_before", _("Before")), ("interview_talk", _("Talk")), ("write_up", _("Write up")))
    return {
        "about": about,
        "person": about.person,
        "who": about.who,
        "cover": Act(_("Leave"), reverse("case", args=[about.case])),
        "with_whom": _("With %(name)s") % {"name": about.person.first_name},
        "bar": [
            {"words": words, "url": reverse(name, args=[about.case]), "current": name == current}
            for name, words in places
        ],
        "worried": worry_act(about.child) or Act(_("I’m worried"), reverse("case", args=[about.case])),
    }
