"""The write-up as a form: every question of the interview, in its order, none of them required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wayhome.casework.journey.steps import Opened
from wayhome.domain.interview import SECTIONS, Kind, Question, Section, asked
from wayhome.domain.vocabulary import NullCode

LEFT = NullCode.NOT_ASKED.value


def field_of(question: Question) -> forms.Field:
    """One question as a form field. Nothing blocks saving."""
    common: dict[str, Any] = {"label": question.words, "help_text": question.hint, "required": False}
    if question.kind is Kind.ONE:
        return forms.ChoiceField(choices=question.answers, widget=forms.RadioSelect, **common)
    if question.kind is Kind.SEVERAL:
        return forms.MultipleChoiceField(choices=question.answers, widget=forms.CheckboxSelectMultiple, **common)
    return forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}), strip=False, **common)


class WriteUpForm(forms.Form):
    """All sections, each with its "We didn't talk about this"."""

    page_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, repeat: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.repeat = repeat
        for section, questions in asked(repeat=repeat):
            for question in questions:
                self.fields[question.name] = field_of(question)
            self.fields[left(section)] = forms.BooleanField(label=_("We didn’t talk about this"), required=False)

    def clean(self) -> dict[str, Any]:
        """At most as many reasons as the form asks for."""
        given = super().clean() or {}
        for _section, questions in asked(repeat=self.repeat):
            for question in questions:
                if question.most and len(given.get(question.name) or ()) > question.most:
                    self.add_error(question.name, _("Choose up to %(most)d") % {"most": question.most})
        return given

    def answers(self) -> dict[str, object]:
        """What was answered, by name; a section that was left says so once."""
        found: dict[str, object] = {}
        for section, questions in asked(repeat=self.repeat):
            found[left(section)] = LEFT if self.cleaned_data.get(left(section)) else None
            for question in questions:
                if question.name in self.cleaned_data:
                    found[question.name] = self.cleaned_data[question.name] or None
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: its title, its fields, and whether anything is written in it."""

    name: str
    title: str
    hint: str
    fields: tuple[forms.BoundField, ...]
    left: forms.BoundField
    state: str
    shape: str


def parts(form: WriteUpForm, answers: Mapping[str, object]) -> Iterator[Part]:
    """The sections in order, numbered after the set-up."""
    for number, (section, questions) in enumerate(asked(repeat=form.repeat), start=1):
        written = sum(answers.get(q.name) not in (None, "", []) for q in questions)
        skipped = answers.get(left(section)) == LEFT
        done = skipped or written == len(questions)
        state = (
            _("We didn’t talk about this")
            if skipped
            else _("%(n)d of %(all)d written") % {"n": written, "all": len(questions)}
        )
        yield Part(
            section.name, f"{number}. {section.title}", section.hint, tuple(form[q.name] for q in questions), form[left(section)],
            state, "tick" if done else "half" if written else "ring",
        )  # fmt: skip


def left(section: Section) -> str:
    """The name under which a section is left as not talked about."""
    return f"left_{section.name}"


def initial(answers: Mapping[str, object], version: int) -> dict[str, object]:
    """Answers as the form shows them again."""
    shown = {name: value for name, value in answers.items() if not name.startswith("left_")}
    return shown | {left(s): answers.get(left(s)) == LEFT for s in SECTIONS} | {"page_version": version}


def is_repeat(about: Opened) -> bool:
    """Whether the child was heard before: then the short form is asked."""
    return any(e.kind.value == "talk_held" and e.case != str(about.case) for e in about.events)
