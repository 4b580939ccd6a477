"""Pages of telling others: decide about each recipient, one fact now, an exact copy, what was sent to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.casework.accounts.pages import beginning
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.design.times import full
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS, page
from wayhome.casework.journey.steps import Opened, Step, changes, opened, worry_act
from wayhome.casework.records.forms import done, posted, seen_version, whole_number
from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.casework.sharing.actions import afterwards, telling
from wayhome.casework.sharing.actions.telling import Decision
from wayhome.casework.sharing.disclosure import Disclosure, Source, of_one_fact, of_record, source_of
from wayhome.casework.sharing.forms import LATER, NOT_TOLD, Decided
from wayhome.casework.sharing.queries import AT_ONCE, CopySeen, Told, copy_of, received, told
from wayhome.domain.sharing import Recipient

BOTH = ["GET", "HEAD", "POST"]
SAVE = "save"
ON_REQUEST = (Recipient.SCHOOL, Recipient.HEALTH, Recipient.PANEL, Recipient.CHILD)
"""Recipients that are asked about on the same page although nobody has to decide about them."""


@dataclass(frozen=True)
class Asked:
    """One recipient on the page: the decision that is asked for, and exactly what they would get."""

    recipient: Recipient
    form: Decided
    would_get: Disclosure
    is_default: bool

    @property
    def title(self) -> str:
        return self.recipient.label


@require_http_methods(BOTH)
def decide(request: HttpRequest, case: UUID) -> HttpResponse:
    """Decide about each default recipient on one page: exactly what they would get, told or not told because, one button."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    about = opened(viewer, case)
    source = source_of(viewer, case)
    before = told(viewer, case)
    rows = [_asked(request, about, source, r) for r in _open(about, before)]
    changed, refused = [], ""
    if request.method == "POST" and request.POST.get("do") == SAVE and all(row.form.is_valid() for row in rows):
        try:
            _save(request, about, rows)
            return redirect("case", case)
        except Stale as stale:
            changed = changes(viewer, about.since(stale.seen))
        except Refused as refusal:
            refused = str(refusal.words)
    context = _about(about) | {
        "rows": rows, "before": [t for t in before if t.is_decided], "changed": changed, "refused": refused,
        "forms": [row.form for row in rows if row.form.is_bound], "seen_version": about.version,
        "wishes": next((f.text for f in source.readable if f.name == "sharing_wishes"), ""),
        "blocked": "" if source.version else _("The record is not approved yet. If something cannot wait, send the one fact."),
    }  # fmt: skip
    wrong = refused or any(row.form.is_bound and row.form.errors for row in rows)
    return render(request, "sharing/decide.html", context, status=409 if changed else 422 if wrong else 200)


def _open(about: Opened, before: tuple[Told, ...]) -> list[Recipient]:
    """Everybody about whom a decision is due, then those who may be told on request and have not been."""
    settled = {t.recipient for t in before if t.is_decided and t.recipient in {r.value for r in Recipient}}
    due = [Recipient(r) for r in about.so_far.undecided]
    return [*due, *(r for r in ON_REQUEST if r not in due and r.value not in settled)]


def _asked(request: HttpRequest, about: Opened, source: Source, recipient: Recipient) -> Asked:
    """A recipient with what they would get for the choices made so far."""
    form = Decided(posted(request), about=about, source=source, recipient=recipient)
    added = None
    if form.is_bound:
        form.is_valid()
        added = form.cleaned_data.get("added")
    try:
        would_get = of_record(source, recipient, chosen=form.classes, added=added)
    except Refused as refusal:
        form.add_error("added", str(refusal.words))
        would_get = of_record(source, recipient)
    return Asked(recipient, form, would_get, recipient.value in about.so_far.undecided)


def _save(request: HttpRequest, about: Opened, rows: list[Asked]) -> None:
    decisions = [_decision(request, row) for row in rows if row.form.cleaned_data["decision"] not in ("", LATER)]
    if not decisions:
        raise Refused(_("Nothing is decided yet. Choose for at least one of them."), rule="nothing_decided")
    telling.decide_who_is_told(
        case=about.case,
        decisions=decisions,
        by=about.viewer,
        at=about.viewer.at,
        seen_version=seen_version(request),
    )


def _decision(request: HttpRequest, row: Asked) -> Decision:
    if row.form.cleaned_data["decision"] == NOT_TOLD:
        return Decision(recipient=row.recipient, because=row.form.cleaned_data["because"])
    return Decision(
        recipient=row.recipient, route=row.form.route(row.form.to_user), chosen=row.form.classes,
        added=row.form.cleaned_data["added"], seen=request.POST.get(f"{row.recipient.value}-seen", ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactStep(Step):
    """One fact: shown as it will be received, then sent with a second press, and only as it was shown."""

    def _answer(self, request: HttpRequest, case: UUID) -> HttpResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        about = opened(viewer, case)
        form = self.form(posted(request), about=about)
        changed, would_get = [], None
        if form.is_bound and form.is_valid():
            would_get = self._would_get(about, form)
        if would_get is not None and form.cleaned_data["seen"] == would_get.sha256:
            try:
                if done(form, lambda: self._act(form, about)):
                    return redirect(self.after(case))
            except Stale as stale:
                changed = changes(viewer, about.since(stale.seen))
                form = self._asked_again(request, about)
        elif would_get is not None:
            typed = request.POST.copy()
            typed["seen"] = would_get.sha256
            form = self.form(typed, about=about)
        context = self.context(about, form) | {"changed": changed, "blocked": [], "would_get": would_get}
        if would_get is not None:
            context["button"] = _("Send this about %s now") % about.person.first_name
        status = 409 if changed else 422 if form.is_bound and form.errors else 200
        return render(request, self.template, context, status=status)

    def _would_get(self, about: Opened, form: Any) -> Disclosure | None:
        given = form.given()
        try:
            return of_one_fact(
                source_of(about.viewer, about.case),
                given["recipient"],
                fact=given["fact"],
                data_class=given["data_class"],
            )
        except Refused as refusal:
            form.add_error("fact", str(refusal.words))
            return None


@dataclass(frozen=True, slots=True)
class CopyStep(Step):
    """One thing recorded about one copy."""

    def page(self) -> URLPattern:
        """The address of the page, with who may open it."""
        return page(f"cases/<uuid:case>/told/<uuid:copy>/{self.route}/", self.view(), self.name, self.who)

    def view(self) -> Callable[..., HttpResponse]:
        """What answers at the address."""

        @require_http_methods(BOTH)
        def answer(request: HttpRequest, case: UUID, copy: UUID) -> HttpResponse:
            seen = _of_case(request.viewer, case, copy)  # type: ignore[attr-defined]
            step = replace(self, action=partial(_about_copy, self.action, copy), more=lambda about: {"lead": seen.who})
            return step._answer(request, case)

        answer.__name__ = self.name
        return answer


def _about_copy(action: Callable[..., Any], copy: UUID, *, case: UUID, **given: Any) -> Any:
    return action(copy=copy, **given)


@require_safe
def copy(request: HttpRequest, case: UUID, copy: UUID) -> HttpResponse:
    """An exact copy, as it was sent: for its recipient, and for those who may read all of it. The look is journalled."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = _of_case(viewer, case, copy)
    ours = seen.organisation == viewer.organisation
    about = opened(viewer, case) if ours else None
    context = {
        "copy": seen, "about": about, "worry": worry_act(about.child) if about else None, "where": _where(about),
        "contact": safe_contact(about.viewer, about.card, about.person) if about else None, "lines": _lines(seen),
        "acknowledge": _acknowledge_act(viewer, seen), "links": _links(viewer, seen, ours),
    }  # fmt: skip
    return render(request, "sharing/copy.html", context)


@require_safe
def paper(request: HttpRequest, case: UUID, copy: UUID) -> HttpResponse:
    """An exact copy on paper, for a letter or a file."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = _of_case(viewer, case, copy)
    by = names(viewer, [viewer.user]).get(viewer.user) if viewer.user else None
    context = {
        "copy": seen,
        "reference": seen.who,
        "printed_by": by.name if by else _("Wayhome"),
        "printed_at": full(viewer.at),
        "back": Act(_("Back to the copy"), reverse("share_copy", args=[case, copy])),
    }
    return render(request, "sharing/paper.html", context)


@require_POST
def acknowledge(request: HttpRequest, case: UUID, copy: UUID) -> HttpResponse:
    """They have it: said by the recipient, or noted by the coordinator."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    _of_case(viewer, case, copy)
    afterwards.acknowledge(copy=copy, by=viewer, at=viewer.at)
    return redirect("share_copy", case, copy)


@require_safe
def sent_to_us(request: HttpRequest) -> HttpResponse:
    """What other organisations sent to this one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = received(viewer, after=whole_number(request.GET.get("from", "")))
    at = found.first - 1
    context = {
        "found": found,
        "earlier": Act(_("The %d before these") % AT_ONCE, f"?from={max(at - AT_ONCE, 0)}") if at else None,
        "later": Act(_("More"), f"?from={at + AT_ONCE}") if found.all > at + AT_ONCE else None,
    }
    return render(request, "sharing/received.html", context)


def _of_case(viewer: Viewer, case: UUID, copy: UUID) -> CopySeen:
    seen = copy_of(viewer, copy)
    if seen.case != case:
        raise NotFound()
    return seen


@dataclass(frozen=True, slots=True)
class Line:
    """One line about a copy."""

    label: str
    words: str | None


def _lines(seen: CopySeen) -> list[Line]:
    stands = _("Taken back") if seen.recalled_at else _("A newer version was sent") if seen.superseded else None
    return [
        Line(_("To"), seen.who),
        Line(_("What"), seen.what.label),
        Line(_("Sent"), f"{full(seen.sent_at)}, {seen.sent_by or _('name not known here')}"),
        Line(_("How"), seen.method),
        Line(_("What for"), seen.purpose),
        *([Line(_("Where it stands"), stands)] if stands else []),
    ]


def _acknowledge_act(viewer: Viewer, seen: CopySeen) -> Act | None:
    """The button by which a recipient says that they have it; the coordinator notes what came by phone or post."""
    if seen.acknowledged or seen.recalled_at or not (seen.mine or ACCESS["share_recall"].admits(viewer)):
        return None
    words = _("We have this") if seen.mine else _("Record: they have this")
    return Act(words, reverse("share_acknowledge", args=[seen.case, seen.id]), seen.who, posts={})


def _links(viewer: Viewer, seen: CopySeen, ours: bool) -> list[Act]:
    found = [Act(_("Print this copy"), reverse("share_copy_paper", args=[seen.case, seen.id]))]
    if ours and not seen.recalled_at and ACCESS["share_recall"].admits(viewer):
        found.append(Act(_("Take this copy back"), reverse("share_recall", args=[seen.case, seen.id])))
    if ours and seen.may_fail and ACCESS["share_failed"].admits(viewer):
        found.append(Act(_("It did not arrive"), reverse("share_failed", args=[seen.case, seen.id])))
    return found


def _where(about: Opened | None) -> list[dict[str, str]]:
    if about is None:
        return [{"words": str(gettext_lazy("Sent to us")), "url": reverse("received")}]
    return [
        beginning(about.viewer),
        {"words": about.reference, "url": reverse("case", args=[about.case])},
    ]


def _about(about: Opened) -> dict[str, Any]:
    return {
        "person": about.person, "who": about.who, "worry": worry_act(about.child), "where": _where(about),
        "contact": safe_contact(about.viewer, about.card, about.person),
        "back": Act(_("Back to %(name)s") % {"name": about.person.name}, reverse("case", args=[about.case])),
        "button": _("Record who is told about %s") % about.person.first_name,
    }  # fmt: skip
