"""Pages of Reach that are not about a case yet: a report, a return, two times to settle between, one absence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wayhome.casework.accounts.pages import beginning
from wayhome.casework.children.queries import card, person
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.journey.steps import changes, worry_act
from wayhome.casework.organisations.queries import directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach import queries
from wayhome.casework.reach.absence_steps import AbsenceOpened, of_absence, opened_absence, written
from wayhome.casework.reach.actions.absence import record_return, report_missing, settle_time
from wayhome.casework.reach.actions.notices import OtherContent, apply_notice, keep_notice, queue_other_content
from wayhome.casework.reach.forms import CameBack, Noticed, Reported, Settled
from wayhome.casework.reach.intake import Told, Unreadable, read
from wayhome.casework.records.forms import done, posted
from wayhome.casework.records.refusals import Stale
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import RiskGrade, Source
from wayhome.domain.wallclock import moment_words

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def report(request: HttpRequest) -> HttpResponse:
    """The police tell an authority that a child is missing, found or back: the same notice a machine would send."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    authorities = directory(viewer, OrganisationKind.AUTHORITY)
    form = Noticed(posted(request), authorities=authorities, initial={"number": request.number})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        kept: list[Any] = []
        other: list[Told] = []

        def keep() -> None:
            told = read(form.content())
            try:
                kept.append((keep_notice(told=told, by=viewer, at=viewer.at), told))
            except OtherContent:
                other.append(told)
                raise

        try:
            if done(form, keep):
                receipt, told = kept[0]
                organisation = queries.notice(viewer, receipt.notice).organisation
                transaction.on_commit(
                    partial(apply_notice, notice=receipt.notice, organisation=organisation, told=told, at=viewer.at)
                )
                return redirect("report_sent", receipt.notice)
        except Unreadable as fault:
            form.add_error(None, f"{fault.field}: {fault.remedy}")
        for told in other:
            queue_other_content(told=told, by=viewer, at=viewer.at)
    context = {
        "form": form, "title": _("Tell an authority about a child"), "button": _("Send this notice"),
        "lead": _("Missing, found or back. The authority sees it at once; you see here what became of it."),
    }  # fmt: skip
    return render(request, "reach/form.html", context, status=422 if form.is_bound and form.errors else 200)


@require_safe
def sent(request: HttpRequest, notice: UUID) -> HttpResponse:
    """What became of a notice: applied, or with a person. Sending is not the same as telling."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    another = Act(_("Send another notice"), reverse("report_new"))
    return render(request, "reach/sent.html", {"notice": queries.notice(viewer, notice), "another": another})


@require_http_methods(BOTH)
def missing(request: HttpRequest, child: UUID) -> HttpResponse:
    """Record that a child was reported missing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = Reported(posted(request))

    def record() -> None:
        given = dict(form.cleaned_data)
        grade = given.pop("grade")
        report_missing(
            child=child, source=Source.LA, by=viewer, at=viewer.at, grade=RiskGrade(grade) if grade else None, **given
        )

    context = _about(viewer, child) | {
        "form": form,
        "title": _("Reported missing"),
        "button": _("Record: reported missing"),
    }
    if request.method == "POST" and done(form, record):
        return redirect("child_cases", child)
    return render(request, "reach/form.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(BOTH)
def back(request: HttpRequest, episode: UUID) -> HttpResponse:
    """Record that a child is back, as somebody tells it; a second source adds its own time, and both are kept."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    absence = queries.absence(viewer, episode)
    form = CameBack(posted(request))
    found: list[UUID] = []

    def record() -> None:
        found.append(record_return(episode=episode, by=viewer, at=viewer.at, **form.cleaned_data))

    if request.method == "POST" and done(form, record):
        return redirect("case", found[0])
    context = _about(viewer, absence.child) | {"form": form, "title": _("Back"), "button": _("Record: back")}
    return render(request, "reach/form.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(BOTH)
def settle(request: HttpRequest, episode: UUID) -> HttpResponse:
    """Settle which of two times we go by. The other stays readable."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    absence = queries.absence(viewer, episode)
    form = Settled(posted(request), absence=absence)

    def record() -> None:
        given = form.cleaned_data
        settle_time(
            episode=episode, of="returned", chosen=UUID(given["chosen"]), reason=given["reason"], by=viewer, at=viewer.at,
            seen_version=given["seen_version"],
        )  # fmt: skip

    if request.method == "POST":
        try:
            if done(form, record):
                return redirect("case", absence.case) if absence.case else redirect("child_cases", absence.child)
        except Stale:
            form.add_error(
                None, _("Another time was given while you had this open. Look at all of them, then settle again.")
            )
    context = _about(viewer, absence.child) | {
        "form": form, "title": _("Settle when the child was back"), "button": _("Settle the time"),
        "lead": _("Two sources differ. We work to the earlier until somebody settles it."),
    }  # fmt: skip
    return render(request, "reach/form.html", context, status=422 if form.is_bound and form.errors else 200)


ACTS: Mapping[str, tuple[Any, tuple[E, ...]]] = {
    "return_new": (gettext_lazy("They are back"), (E.RETURNED,)),
    "absence_decide": (gettext_lazy("Decide what was proposed"), (E.EPISODE_VOIDED, E.EPISODE_MERGED, E.EPISODE_KEPT)),
    "absence_in_error": (gettext_lazy("It was recorded in error"), (E.EPISODE_VOID_PROPOSED,)),
    "absence_twice": (gettext_lazy("It was entered twice"), (E.EPISODE_MERGE_PROPOSED,)),
    "absence_put_back": (gettext_lazy("What ended it was wrong"), ()),
    "absence_died": (gettext_lazy("The child has died"), (E.DIED,)),
}
"""The pages on which something is recorded about an absence, with the events each may record."""


@require_safe
def absence(request: HttpRequest, episode: UUID) -> HttpResponse:
    """One absence: when, where it stands, what somebody proposed to do with it, and what may be recorded."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened_absence(viewer, episode)
    proposal = about.so_far.proposal
    acts = [
        Act(str(words), reverse(name, args=[episode]), about.reference)
        for name, (words, kinds) in ACTS.items()
        if ACCESS[name].admits(viewer) and not (about.why_not(*kinds) if kinds else not_ended(about))
    ]
    context = of_absence(about) | {
        "lines": [line for line in _lines(about) if line["words"]],
        "proposal": changes(viewer, [proposal])[0] if proposal else None,
        "proposal_words": written(about, proposal),
        "acts": acts,
        "case": Act(_("The case that answers for it"), reverse("case", args=[about.case])) if about.case else None,
    }
    return render(request, "reach/absence.html", context)


def not_ended(about: AbsenceOpened) -> str | None:
    """Why there is no ending to undo, in words."""
    return None if about.so_far.ending else _("Nothing here was ended in a way that can be undone.")


def _lines(about: AbsenceOpened) -> list[dict[str, str | None]]:
    """What is known of an absence; what nobody recorded is said so."""
    so_far, now = about.so_far, about.viewer.at

    def known(moment: Moment) -> str:
        return moment_words(moment, now) if moment.is_known else _("not recorded")

    survivor = so_far.ending.says("goes_on_as") if so_far.ending else None
    return [
        {"label": _("Where it stands"), "words": so_far.whereabouts.state.label},
        {"label": _("Went missing"), "words": known(so_far.missing_from)},
        {"label": _("Found"), "words": known(so_far.located)},
        {"label": _("Back"), "words": known(so_far.returned)},
        {"label": _("Goes on as"), "words": survivor},
    ]


def _about(viewer: Viewer, child: UUID) -> dict[str, Any]:
    """Who the page is about, and how to reach them safely."""
    whose = person(viewer, child)
    return {
        "person": whose,
        "who": f"{whose.name}, {whose.age(viewer.at)} · {whose.reference}",
        "contact": safe_contact(viewer, card(viewer, child), whose),
        "worry": worry_act(child),
        "where": [
            beginning(viewer),
            {"words": whose.name, "url": reverse("child", args=[child])},
        ],
    }
