"""A page on which one thing is recorded about a case: who it is about, how to reach them safely, the question, one button.

Every later stage makes its pages from a `Step`: a form, an action, a title and the words of the button. The page shows
what stands in the way before anyone has written anything, keeps what was typed when the action refuses, and, when
somebody else changed the case meanwhile, shows what changed and asks again with every word still there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, URLPattern, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wayhome.casework.accounts.pages import beginning
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.queries import card, person
from wayhome.casework.children.seen import Card, Person
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act, Happened
from wayhome.casework.journal import shows
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import Who, page
from wayhome.casework.journey.events import history
from wayhome.casework.journey.known import circumstances
from wayhome.casework.journey.models import Case
from wayhome.casework.journey.projection import WORRYING, version_of_case
from wayhome.casework.records.forms import done, posted
from wayhome.casework.records.refusals import NotFound, Stale
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.fold import GrowingFold
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.ledger import Ledger
from wayhome.domain.journey.may import why_not
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.rows import Refusal
from wayhome.domain.wallclock import moment_words


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as a step page needs it: whose it is, how it stands, and the version the person sees."""

    viewer: Viewer
    case: UUID
    child: UUID
    organisation: UUID
    reference: str
    person: Person
    card: Card
    so_far: CaseSoFar
    known: Circumstances
    events: tuple[Event, ...]
    ledger: Ledger
    version: int

    @property
    def who(self) -> str:
        """Name, age and reference, as every button repeats them."""
        return f"{self.person.name}, {self.person.age(self.viewer.at)} · {self.reference}"

    def why_not(self, kind: EventKind, subject: UUID | str | None = None) -> list[Refusal]:
        """What stands in the way of an event before anyone has written anything; the least of it over the person's roles."""
        found = [
            why_not(
                kind, self.so_far, by_role=role, at=self.viewer.at, by=None if self.viewer.user is None else str(self.viewer.user),
                known=self.known, subject=None if subject is None else str(subject),
            )
            for role in sorted(self.viewer.roles)
        ]  # fmt: skip
        return min(found, key=len, default=[])

    def since(self, version: int) -> list[Event]:
        """What was recorded about the case after the version that a person saw."""
        covered = {e.episode for e in self.so_far.covered}
        about = [
            e for e in self.events if (e.case == str(self.case) or e.episode in covered) and e.kind not in WORRYING
        ]
        return about[version:]


def opened(viewer: Viewer, case: UUID, *, show: bool = True) -> Opened:
    """A case that is open to the viewer; the response journals that it was shown. Raises NotFound."""
    row = Case.objects.filter(pk=case).first()
    if row is None:
        raise NotFound()
    whose = person(viewer, row.child_id)
    if show:
        shows(viewer, "case", [row.pk], of=row.organisation_id)
    events = history(row.organisation_id, row.child_id)
    fold = GrowingFold(events)
    so_far = fold.so_far.case(str(case))
    return Opened(
        viewer=viewer, case=case, child=row.child_id, organisation=row.organisation_id, reference=row.reference, person=whose,
        card=card(viewer, row.child_id), so_far=so_far, events=tuple(events), ledger=fold.ledger, version=version_of_case(so_far, events),
        known=circumstances(viewer, row.child_id, organisation=row.organisation_id, events=events, shown=whose),
    )  # fmt: skip


class StepForm(forms.Form):
    """A form about a case. `about` is the case as the page shows it, for choices that depend on it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: Opened, **options: Any) -> None:
        options["initial"] = {"seen_version": about.version, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.about = about
        self.prepare(about)

    def prepare(self, about: Opened) -> None:
        """Fill choices that depend on the case; nothing by default."""

    def given(self) -> dict[str, Any]:
        """What the action is given: every answer by its name, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


@dataclass(frozen=True, slots=True)
class Step:
    """One such page. `title` and `button` may hold {child} and {who}; `done_at` names the page that follows, the case by default."""

    name: str
    route: str
    title: Any
    button: Any
    form: type[StepForm]
    action: Callable[..., Any]
    who: Who
    kind: EventKind | None = None
    lead: Any = ""
    done_at: str = "case"
    template: str = "journey/step.html"
    more: Callable[[Opened], dict[str, Any]] | None = None
    """What else the template is given."""
    subject: UUID | None = None
    """Which of several things in the case it is about, such as one need; `done_at` is then that thing's own page."""
    leaves: bool = False
    """The case is not open to the person any more afterwards; `done_at` is then a page of their own."""

    def page(self) -> URLPattern:
        """The address of the page, with who may open it."""
        return page(f"cases/<uuid:case>/{self.route}/", self.view(), self.name, self.who)

    def view(self) -> Callable[..., HttpResponse]:
        """What answers at the address."""

        @require_http_methods(["GET", "HEAD", "POST"])
        def answer(request: HttpRequest, case: UUID) -> HttpResponse:
            return self._answer(request, case)

        answer.__name__ = self.name
        return answer

    def _answer(self, request: HttpRequest, case: UUID) -> HttpResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        about = opened(viewer, case)
        form = self.form(posted(request), about=about)
        changed: list[Happened] = []
        if request.method == "POST":
            try:
                if done(form, lambda: self._act(form, about)):
                    return redirect((None if self.leaves else back_to(request)) or self.after(case))
            except Stale as stale:
                changed = changes(viewer, about.since(stale.seen))
                form = self._asked_again(request, about)
        blocked = [] if form.is_bound else [r.words for r in self.blocked(about)]
        context = self.context(about, form) | {"changed": changed, "blocked": blocked}
        status = 409 if changed else 422 if form.is_bound and form.errors else 200
        return render(request, self.template, context, status=status)

    def blocked(self, about: Opened) -> list[Refusal]:
        """What stands in the way before anyone has written anything."""
        return [] if self.kind is None else about.why_not(self.kind, self.subject)

    def _act(self, form: StepForm, about: Opened) -> None:
        seen = form.cleaned_data.get("seen_version")
        self.action(
            case=about.case,
            **form.given(),
            by=about.viewer,
            at=about.viewer.at,
            seen_version=-1 if seen is None else seen,
        )

    def after(self, case: UUID) -> str:
        """The address of the page that follows."""
        if self.leaves:
            return reverse(self.done_at)
        return reverse(self.done_at, args=[case] if self.subject is None else [case, self.subject])

    def _asked_again(self, request: HttpRequest, about: Opened) -> StepForm:
        """The same words under the version that is now current: saving again is a choice made with the change in sight."""
        typed = request.POST.copy()
        typed["seen_version"] = str(about.version)
        return self.form(typed, about=about)

    def context(self, about: Opened, form: StepForm) -> dict[str, Any]:
        """What the template is given."""
        words = {"child": about.person.first_name, "who": about.who}
        at_case = reverse("case", args=[about.case]) if self.leaves else self.after(about.case)
        return {
            "about": about,
            "person": about.person,
            "where": [beginning(about.viewer), {"words": about.reference, "url": at_case}],
            "back": Act(_("Back to %(name)s") % {"name": about.person.name}, at_case),
            "worry": worry_act(about.child),
            "who": about.who,
            "contact": safe_contact(about.viewer, about.card, about.person),
            "form": form,
            "title": str(self.title).format(**words),
            "lead": str(self.lead).format(**words),
            "button": str(self.button).format(**words),
            **(self.more(about) if self.more else {}),
        }


def back_to(request: HttpRequest) -> str | None:
    """The place on a list that the person came from, if the address says so and it is one of ours."""
    asked = request.GET.get("next", "")
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, {request.get_host()}) else None


def worry_act(child: UUID) -> Act | None:
    """The button for saying that one is worried, which stands on every page about a child."""
    try:
        return Act(_("Worried about this child?"), reverse("worry_new", args=[child]))
    except NoReverseMatch:
        return None


def changes(viewer: Viewer, events: list[Event]) -> list[Happened]:
    """What changed while a person had the page open, as a timeline: never more than the kind, who and when."""
    people: Mapping[UUID, Any] = names(viewer, [UUID(e.by) for e in events if e.by])
    return [
        Happened(
            title=e.kind.label,
            when=moment_words(e.happened, viewer.at) if e.happened.is_known else _("time not recorded"),
            by=people[UUID(e.by)].name if e.by and UUID(e.by) in people else _("Wayhome"),
        )
        for e in events
    ]
