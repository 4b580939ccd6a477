"""A Django form field as the macros draw it: what kind, which words, what is chosen, what was wrong.

The one place that looks at widgets. Pills are the usual way to ask with few answers; a list of boxes for long ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext

from wayhome.casework.design.when import WhenField

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.HiddenInput, "hidden"),
    (forms.FileInput, "file"),
)
"""Most particular first: a widget is of the first kind that it is an instance of."""

FEW = 5
"""As many answers as fit as pills; more are a list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked."""

    value: str
    label: str
    id: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question of a form, ready to draw."""

    kind: str
    name: str
    id: str
    label: str
    hint: str
    errors: tuple[str, ...]
    value: str
    choices: tuple[Choice, ...] = ()
    input_type: str = "text"
    longest: int | None = None
    rows: int = 4
    optional: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: str = ""
    parts: dict[str, str] | None = None
    part_choices: tuple[Choice, ...] = ()
    ask_which: bool = False

    @property
    def described_by(self) -> str:
        """The ids of the hint and the error, for aria-describedby."""
        return " ".join([f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.errors))

    @property
    def first_id(self) -> str:
        """Where a link of the error summary goes: the first input of the question."""
        return self.choices[0].id if self.choices else self.id


def kind_of(field: BoundField) -> str:
    """What the field is drawn as."""
    if isinstance(field.field, WhenField):
        return "when"
    return next((kind for widget, kind in KINDS if isinstance(field.field.widget, widget)), "input")


def field_view(field: BoundField, mark_optional: bool = True) -> FieldView:
    """The record that `ui.field` draws, from a bound field of any form."""
    kind = kind_of(field)
    identity = field.auto_id or f"id_{field.html_name}"
    attributes = {str(k): str(v) for k, v in field.field.widget.attrs.items()}
    value = field.value()
    common: dict[str, Any] = {
        "kind": kind,
        "name": field.html_name,
        "id": identity,
        "label": str(field.label),
        "hint": str(field.help_text or ""),
        "errors": errors_of(field),
        "optional": mark_optional and not field.field.required,
        "autocomplete": attributes.get("autocomplete", ""),
        "inputmode": attributes.get("inputmode", ""),
        "spellcheck": attributes.get("spellcheck", ""),
        "rows": int(attributes.get("rows", 4)),
        "longest": getattr(field.field, "max_length", None),
    }
    if kind == "when":
        return FieldView(**common, value="", **when_parts(field, identity))
    if kind in ("radios", "checkboxes", "select"):
        widget_choices = field.field.widget.choices  # type: ignore[attr-defined]
        return FieldView(**common, value="", choices=choices_of(widget_choices, identity, picked(value)))
    if kind == "checkbox":
        return FieldView(**common, value="on", choices=(Choice("on", str(field.label), identity, bool(value)),))
    input_type = getattr(field.field.widget, "input_type", "text") or "text"
    shown = field.field.widget.format_value(value) if input_type != "password" else None
    return FieldView(**common, value="" if shown is None else str(shown), input_type=input_type)


def errors_of(field: BoundField) -> tuple[str, ...]:
    """What was wrong, in our words where the form gave none of its own for an answer that is missing."""
    usual = forms.Field.default_error_messages["required"]
    ours = [gettext("This needs an answer") if e.message == usual else None for e in field.errors.as_data()]
    return tuple(mine or str(said) for mine, said in zip(ours, field.errors, strict=True))


def picked(value: object) -> set[str]:
    """What is chosen, as the strings that a browser sends."""
    if value is None:
        return set()
    if isinstance(value, (list, tuple, set, frozenset)):
        return {str(getattr(v, "value", v)) for v in value}
    return {str(getattr(value, "value", value))}


def choices_of(choices: Iterable[Any], identity: str, chosen: set[str]) -> tuple[Choice, ...]:
    """Every answer with an id of its own; the first carries the field's own id, so a link can go there."""
    pairs = [(str(getattr(v, "value", v)), str(label)) for v, label in choices]
    return tuple(
        Choice(value, label, identity if n == 0 else f"{identity}_{n}", value in chosen)
        for n, (value, label) in enumerate(pairs)
    )


def when_parts(field: BoundField, identity: str) -> dict[str, Any]:
    """The five inputs of a `WhenField`."""
    asked = field.field
    assert isinstance(asked, WhenField)
    parts = asked.prepare_value(field.value())
    twice = any(getattr(e, "code", "") == "twice" for e in field.errors.as_data()) or parts["second"] == "second"
    return {
        "parts": parts,
        "choices": choices_of(asked.choices, f"{identity}_precision", {parts["precision"]}),
        "part_choices": choices_of(asked.parts, f"{identity}_part", {parts["part"]}),
        "ask_which": twice,
    }


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of an error summary."""

    words: str
    target: str


def problems(*forms_: forms.BaseForm) -> tuple[Problem, ...]:
    """Everything that is wrong in these forms, in the order of their fields; each links to the input it is about."""
    found: list[Problem] = []
    views = [field_view(field) for form in forms_ for field in form]
    said = Counter(words for view in views for words in view.errors)
    said[gettext("This needs an answer")] += 1
    for form in forms_:
        found += [Problem(str(words), "") for words in form.non_field_errors()]
    for view in views:
        # The same words twice would be two links that sound alike, so they say which question they are about.
        asked = view.label if view.label.endswith("?") else f"{view.label}:"
        found += [Problem(f"{asked} {w}" if said[w] > 1 else w, f"#{view.first_id}") for w in view.errors]
    return tuple(found)
