"""The interviewer's pages: before, during and after a talk. Nothing is filled in while a child is speaking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.children.show import safe_contact
from wayhome.casework.delivery import queries
from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.delivery.cards import CARDS
from wayhome.casework.delivery.writing_form import WriteUpForm, initial, is_repeat, parts
from wayhome.casework.design.components import Act
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.steps import Opened, opened, worry_act
from wayhome.casework.records.refusals import Refused, Stale
from wayhome.domain.interview import unanswered
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
    repeat = is_repeat(about)
    shown = initial(page.answers, page.version)
    form = WriteUpForm(request.POST if request.method == "POST" else None, repeat=repeat, initial=shown)
    status, changed, refused = 200, False, ""
    if request.method == "POST" and form.is_valid():
        try:
            writing_up.save_answers(
                case=case,
                answers=form.answers(),
                by=viewer,
                at=viewer.at,
                seen_version=form.cleaned_data["page_version"],
            )
            return redirect(reverse("write_up", args=[case]) + "#still-open")
        except Stale:
            status, changed = 409, True
            typed = request.POST.copy()
            typed["page_version"] = str(page.version)
            form = WriteUpForm(typed, repeat=repeat)
        except Refused as refusal:
            status, refused = 422, str(refusal.words)
    elif form.is_bound and form.errors:
        status = 422
    context = _about(about, "write_up") | {
        "form": form, "parts": list(parts(form, page.answers)), "changed": changed, "refused": refused,
        "saved": time_of_day(page.saved_at), "open": unanswered(page.answers, repeat=repeat),
        "handed_in": about.so_far.record.state.label if about.so_far.record.state not in writing_up.WRITABLE else "",
    }  # fmt: skip
    return render(request, "delivery/write_up.html", context, status=status)


@require_POST
def hand_in(request: HttpRequest, case: UUID) -> HttpResponse:
    """Hand the record in. What is unanswered was listed, and does not stand in the way."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    writing_up.submit_record(case=case, by=viewer, at=viewer.at, seen_version=None)
    return redirect("case", case)


@require_POST
def take_back(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the record back while nobody has approved it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    writing_up.take_record_back(case=case, by=viewer, at=viewer.at, seen_version=None)
    return redirect("write_up", case)


@require_safe
def before(request: HttpRequest, case: UUID) -> HttpResponse:
    """Sixty seconds before the talk: who, how to reach them safely, what they asked for. No typing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    booked = about.so_far.talk.last()
    planned = booked.instant("planned") if booked else None
    context = _about(about, "interview_before") | {
        "contact": safe_contact(about.card, about.person),
        "planned": when(planned, viewer.at) if planned else _("No time booked"),
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
    asked = request.GET.get("card", "1")
    number = min(max(int(asked) if asked.isdigit() else 1, 1), len(CARDS))
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
