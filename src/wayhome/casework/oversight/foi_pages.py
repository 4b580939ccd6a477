"""Answering a request for information: which questions and months, what answers each, and one button that releases the reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wayhome.benchmarking.disclosure.release import Refused as NotSafe
from wayhome.benchmarking.disclosure.statements import NotARecord
from wayhome.casework.accounts import overtaken
from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.design.times import full
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight import actions
from wayhome.casework.oversight.actions import NotReleased
from wayhome.casework.oversight.foi.answers import Answer, Answered
from wayhome.casework.oversight.foi.copies import head, meaning
from wayhome.casework.oversight.foi.forms import AskedForm, MatchedForm, as_fields, from_fields
from wayhome.casework.oversight.foi.measures import MEASURES, Measure
from wayhome.casework.oversight.foi.reply import Reply
from wayhome.casework.oversight.foi.request import Question, lacking, with_words
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.released import ground_rows, publications, releases
from wayhome.casework.oversight.queries.requests import (
    Before,
    RequestSeen,
    answered_before,
    information_request,
    open_requests,
    written_before,
)
from wayhome.casework.oversight.releasing.leaving import Kind
from wayhome.casework.records.forms import posted, seen_version
from wayhome.casework.records.refusals import Stale
from wayhome.domain.moment import LONDON

BOTH = ["GET", "HEAD", "POST"]
BEFORE = 3
"""So many earlier answers stand beside a question."""


@require_http_methods(BOTH)
def requests(request: HttpRequest) -> HttpResponse:
    """Start a reply; those that are open and those that were released stand below."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = AskedForm(posted(request), today=viewer.at.astimezone(LONDON).date())
    if request.method == "POST" and form.is_valid():
        period = form.asked_period
        drafted = actions.draft_reply(
            name=form.called, first=period.first, last=period.last, by=viewer, at=viewer.at,
            questions=with_words(form.questions, written_before(viewer)),
        )  # fmt: skip
        return redirect("foi_draft", drafted)
    context = {
        "form": form,
        "open": _open(viewer),
        "earlier": _earlier(viewer),
        "where": _where(),
        "whole": organisation(viewer).name,
    }
    return render(request, "oversight/foi.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
def draft(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Everything that would leave, as it would leave; the button releases it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = information_request(viewer, request_id)
    if seen.release is not None:
        return redirect("release", seen.release)
    counting.brought_up_to_date(viewer)
    reply = _reply(viewer, seen)
    refused = ""
    if request.method == "POST":
        try:
            made = actions.release_reply(
                request=seen.id, reply=reply, seen_version=seen_version(request), by=viewer, at=viewer.at
            )
            return redirect("release", made)
        except NotReleased as refusal:
            refused = str(refusal.words)
    context = _drafted(viewer, seen, reply) | {"refused": refused}
    return render(request, "oversight/foi_draft.html", context, status=422 if refused else 200)


@require_http_methods(BOTH)
def questions(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Change what answers each question, and write the answers that are words."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = information_request(viewer, request_id)
    if seen.release is not None:
        return redirect("release", seen.release)
    form = MatchedForm(posted(request), questions=seen.questions, initial={"seen_version": seen.version})
    back = reverse("foi_draft", args=[seen.id])
    stale = None
    if request.method == "POST" and form.is_valid():
        theirs = as_fields(seen.questions)
        given = overtaken.chosen(form, theirs)
        answered = from_fields(seen.questions, given)
        try:
            actions.change_reply(
                request=seen.id, seen_version=given["seen_version"], questions=answered, by=viewer, at=viewer.at
            )
            return redirect("foi_draft", seen.id)
        except Stale:
            stale = overtaken.both(viewer, form, theirs, seen.version, record=seen.id, about=seen.name, back=back)
    context = {
        "seen": seen, "form": form, "stale": stale, "back_to": back,
        "asked": [(place, each, _because(each), form.of_question(place)) for place, each in enumerate(seen.questions, 1)],
        "where": _where({"words": seen.name, "url": back}, {"words": _("What answers each question"), "url": ""}),
    }  # fmt: skip
    return render(
        request, "oversight/foi_questions.html", context, status=409 if stale else 422 if form.errors else 200
    )


def _reply(viewer: Viewer, seen: RequestSeen) -> Reply:
    today = viewer.at.astimezone(LONDON).date()
    return Reply(seen.questions, name=seen.name, period=seen.period, authority=organisation(viewer).name, today=today)


def _drafted(viewer: Viewer, seen: RequestSeen, reply: Reply) -> dict[str, Any]:
    """The draft as a page: attacked as the release will be, so that it shows what would leave and nothing else."""
    why_not, held = reply.why_not(), None
    try:
        held = reply.safe(ground_rows(viewer), publications(viewer))
    except (NotSafe, NotARecord) as refusal:
        why_not = why_not or str(refusal)
    before, written = answered_before(viewer), written_before(viewer)
    return {
        "seen": seen, "why_not": why_not, "title": _title(seen, why_not), "answers": _answers(reply, held, before, written),
        "open_still": lacking(seen.questions), "small": reply.said(held).small if held else (),
        "notes": reply.said(held).notes if held else (), "withheld": len(held.withheld) if held else 0,
        "plainer": held is not None and held.level > 0,
        "change": Act(_("Change what answers each question"), reverse("foi_questions", args=[seen.id])),
        "where": _where({"words": seen.name, "url": ""}), "whole": organisation(viewer).name,
    }  # fmt: skip


def _title(seen: RequestSeen, why_not: str | None) -> str:
    """The first line: what must be done."""
    open_still = len(lacking(seen.questions))
    if open_still:
        return ngettext("%(number)d question needs you before the reply can go", "%(number)d questions need you before the reply can go",
                        open_still) % {"number": open_still}  # fmt: skip
    return _("This reply cannot be released as it is") if why_not else _("Read the reply, and release it")


def _answers(
    reply: Reply, held: Answered | None, before: Mapping[tuple[str, str], list[Before]], written: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each question with its answer, why it is matched to that, and what was answered last time."""
    answers = {each.place: each for each in reply.said(held).answers} if held else {}
    found = []
    for place, question in enumerate(reply.questions, 1):
        answer, measure = answers.get(place), question.answered_with
        numbers = measure is not None and bool(measure.shows)
        found.append({
            "place": place, "question": question, "measure": measure, "because": _because(question), "lacks": question.lacks,
            "answer": answer, "table": _table(answer) if answer and answer.lines else None,
            "means": [meaning(number) for number in answer.means] if answer else [],
            "before": [_before(each, reply, measure) for each in before.get((question.measure, question.group), [])[:BEFORE]],
            "asked_before": numbers, "of_last_time": bool(question.words) and question.words == written.get(question.asked),
        })  # fmt: skip
    return found


def _because(question: Question) -> str:
    """Why it is matched to that, in words; what else it could be."""
    said = ""
    if question.because and question.measure:
        said = _("Matched by the words: %(words)s.") % {"words": ", ".join(f"“{each}”" for each in question.because)}
    elif not question.measure:
        said = _("No measure has all its words in this question.")
    if question.also:
        others = "; ".join(str(MEASURES[word].words) for word in question.also)
        said += " " + _("It could also be: %(others)s.") % {"others": others}
    return said.strip()


def _before(each: Before, reply: Reply, measure: Measure | None) -> tuple[str, Act]:
    same = (each.period.first, each.period.last) == (reply.period.first, reply.period.last)
    about = _("the same months") if same else each.period.words
    at = f"{full(each.released_at)} {each.released_at.year}"
    words = _("%(number)s for %(months)s") % {"number": each.number, "months": about}
    if measure is not None and each.versions != measure.versions:
        words += _(", by another version of the definition")
    return words, Act(_("the reply of %(day)s") % {"day": at}, reverse("release", args=[each.release]), about=words)


def _table(answer: Answer) -> Table:
    """The lines of an answer; plain numbers alone have nothing that they are out of."""
    caption = _("Answer to question %(number)d") % {"number": answer.place}
    first, number, *others = head()
    if all(shown.number.counting is None for shown in answer.measure.shows):
        columns = (Column(first, share=40), Column(number, number=True, share=15))
        return Table(caption, columns, tuple((each.label, each.counted) for each in answer.lines))
    columns = (Column(first, share=40), *(Column(words, number=True, share=15) for words in (number, *others)))
    rows = tuple((each.label, each.counted, each.out_of, each.not_recorded, each.between) for each in answer.lines)
    return Table(caption, columns, rows)


def _open(viewer: Viewer) -> Table:
    columns = (
        Column(_("Request"), share=45),
        Column(_("Period"), share=35),
        Column(_("Questions open"), number=True, share=20),
    )
    rows = []
    for each in open_requests(viewer):
        at = f"{full(each.recorded_at)} {each.recorded_at.year}"
        rows.append(
            (Act(each.name, reverse("foi_draft", args=[each.id]), at), each.period.words, len(lacking(each.questions)))
        )
    return Table(_("Replies not released yet"), columns, tuple(rows))


def _earlier(viewer: Viewer) -> Table:
    columns = (
        Column(_("Reply"), share=45), Column(_("Released"), share=25), Column(_("Printed"), number=True, share=15),
        Column(_("Withheld"), number=True, share=15),
    )  # fmt: skip
    rows = []
    for each in releases(viewer, Kind.FOI):
        at = f"{full(each.recorded_at)} {each.recorded_at.year}"
        rows.append((Act(each.name, reverse("release", args=[each.id]), at), at, each.printed, len(each.withheld)))
    return Table(_("Replies released before"), columns, tuple(rows))


def _where(*more: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    here = {"words": _("Answer an FOI"), "url": reverse("foi") if more else ""}
    return ({"words": _("All figures"), "url": reverse("oversight")}, here, *more)
