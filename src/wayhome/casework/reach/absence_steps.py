"""A page on which one thing is recorded about an absence: the sister of `journey.steps.Step`, which is about a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wayhome.casework.accounts.pages import beginning
from wayhome.casework.children.access import open_child
from wayhome.casework.children.queries import card, person
from wayhome.casework.children.seen import Card, Person
from wayhome.casework.children.show import safe_contact
from wayhome.casework.design.components import Act
from wayhome.casework.journal import shows
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import Who, page
from wayhome.casework.journey.events import history, id_of
from wayhome.casework.journey.known import circumstances
from wayhome.casework.journey.models import Episode
from wayhome.casework.journey.projection import WORRYING, version_of_episode
from wayhome.casework.journey.queries import words_of
from wayhome.casework.journey.steps import changes, worry_act
from wayhome.casework.records.forms import done, posted
from wayhome.casework.records.refusals import NotFound, Stale
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.may import why_not
from wayhome.domain.journey.policy import Circumstances
from wayhome.domain.journey.rows import Refusal


@dataclass(frozen=True, slots=True)
class AbsenceOpened:
    """An absence as its pages need it: whose it is, how it stands, and the version the person sees."""

    viewer: Viewer
    id: UUID
    child: UUID
    reference: str
    person: Person
    card: Card
    so_far: EpisodeSoFar
    whole: ChildSoFar
    known: Circumstances
    events: tuple[Event, ...]
    version: int

    @property
    def who(self) -> str:
        """Name, age and reference, as every button repeats them."""
        return f"{self.person.name}, {self.person.age(self.viewer.at)} · {self.reference}"

    @property
    def case(self) -> UUID | None:
        """The case that answers for it now."""
        answering = self.whole.answering_case(str(self.id))
        return None if answering is None else UUID(answering.case)

    def why_not(self, *kinds: EventKind) -> list[Refusal]:
        """What stands in the way of the easiest of these before anyone has written anything, over the person's roles."""
        by = None if self.viewer.user is None else str(self.viewer.user)
        found = [
            why_not(kind, self.so_far, by_role=role, at=self.viewer.at, by=by, known=self.known)
            for kind in kinds
            for role in sorted(self.viewer.roles)
        ]
        return min(found, key=len, default=[])

    def since(self, version: int) -> list[Event]:
        """What was recorded about the absence after the version that a person saw."""
        return [e for e in self.events if str(self.id) in e.episodes and e.kind not in WORRYING][version:]


def opened_absence(viewer: Viewer, episode: UUID) -> AbsenceOpened:
    """An absence that is open to the viewer; the response journals that it was shown. Raises NotFound."""
    row = Episode.objects.filter(pk=episode).first()
    if row is None:
        raise NotFound()
    whose = person(viewer, row.child_id)
    shows(viewer, "episode", [row.pk], of=row.organisation_id)
    events = history(row.organisation_id, row.child_id)
    whole = fold_child(events)
    return AbsenceOpened(
        viewer=viewer, id=row.pk, child=row.child_id, reference=row.reference, person=whose, card=card(viewer, row.child_id),
        so_far=whole.episode(str(episode)), whole=whole, events=tuple(events), version=version_of_episode(str(episode), events),
        known=circumstances(viewer, row.child_id, organisation=row.organisation_id, events=events),
    )  # fmt: skip


class AbsenceForm(forms.Form):
    """A form about an absence. `about` is the absence as the page shows it, for choices that depend on it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: AbsenceOpened, **options: Any) -> None:
        super().__init__(*args, initial={"seen_version": about.version}, **options)
        self.prepare(about)

    def prepare(self, about: AbsenceOpened) -> None:
        """Fill choices that depend on the absence; nothing by default."""

    def given(self) -> dict[str, Any]:
        """What the action is given: every answer by its name, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


@dataclass(frozen=True, slots=True)
class AbsenceStep:
    """One such page. `title`, `lead` and `button` may hold {child}. `kinds` are the events that the action may record;
    `only` says in words why there is nothing to record, where the rules of the events do not say it.
    """

    name: str
    route: str
    title: Any
    button: Any
    form: type[AbsenceForm]
    action: Callable[..., Any]
    who: Who
    kinds: tuple[EventKind, ...]
    lead: Any = ""
    only: Callable[[AbsenceOpened], str | None] | None = None
    quotes: Callable[[AbsenceOpened], Event | None] | None = None
    """The event whose words stand above the question."""

    def page(self) -> URLPattern:
        """The address of the page, with who may open it."""
        return page(f"absences/<uuid:episode>/{self.route}/", self.view(), self.name, self.who)

    def view(self) -> Callable[..., HttpResponse]:
        """What answers at the address."""

        @require_http_methods(["GET", "HEAD", "POST"])
        def answer(request: HttpRequest, episode: UUID) -> HttpResponse:
            return self._answer(request, opened_absence(request.viewer, episode))  # type: ignore[attr-defined]

        answer.__name__ = self.name
        return answer

    def _answer(self, request: HttpRequest, about: AbsenceOpened) -> HttpResponse:
        form = self.form(posted(request), about=about)
        changed: list[Any] = []
        if request.method == "POST":
            try:
                if done(form, lambda: self._act(form, about)):
                    return redirect("absence", about.id)
            except Stale as stale:
                changed = changes(about.viewer, about.since(stale.seen))
                typed = request.POST.copy()
                typed["seen_version"] = str(about.version)
                form = self.form(typed, about=about)
        blocked = [] if form.is_bound else self.blocked(about)
        context = self.context(about, form) | {"changed": changed, "blocked": blocked}
        status = 409 if changed else 422 if form.is_bound and form.errors else 200
        return render(request, "reach/absence_step.html", context, status=status)

    def blocked(self, about: AbsenceOpened) -> list[str]:
        """Why nothing can be recorded here now, in words; empty when it can."""
        words = self.only(about) if self.only else None
        return [words] if words else [r.words for r in about.why_not(*self.kinds)]

    def _act(self, form: AbsenceForm, about: AbsenceOpened) -> None:
        seen = form.cleaned_data.get("seen_version")
        given = form.given()
        self.action(
            episode=about.id, **given, by=about.viewer, at=about.viewer.at, seen_version=-1 if seen is None else seen
        )

    def context(self, about: AbsenceOpened, form: AbsenceForm) -> Mapping[str, Any]:
        """What the template is given."""
        words = {"child": about.person.first_name}
        quoted = self.quotes(about) if self.quotes else None
        return of_absence(about) | {
            "form": form,
            "back": Act(_("Back to %s") % about.reference, reverse("absence", args=[about.id])),
            "title": str(self.title).format(**words),
            "lead": str(self.lead).format(**words),
            "button": str(self.button).format(**words),
            "quoted": quoted,
            "quoted_words": written(about, quoted),
        }


def written(about: AbsenceOpened, event: Event | None) -> str | None:
    """What somebody wrote with an event of the absence, as far as the viewer may read it."""
    if event is None:
        return None
    id = id_of(event.id)
    return words_of(about.viewer, open_child(about.viewer, about.child), [id]).get(id)


def of_absence(about: AbsenceOpened) -> dict[str, Any]:
    """What every page about an absence shows: who, how to reach them safely, the way back."""
    at_child = reverse("child_cases", args=[about.child])
    return {
        "about": about,
        "person": about.person,
        "who": about.who,
        "contact": safe_contact(about.viewer, about.card, about.person),
        "worry": worry_act(about.child),
        "where": [
            beginning(about.viewer),
            {"words": about.person.name, "url": at_child},
            {"words": about.reference, "url": ""},
        ],
    }
