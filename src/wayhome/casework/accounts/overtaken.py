"""A form that somebody overtook: both versions line by line, nothing chosen beforehand, nothing of theirs lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import names
from wayhome.casework.design.components import Act, Difference, Stale
from wayhome.casework.design.times import short
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.queries import who_looked

CHOSE = "choose_"


def chosen(form: forms.Form, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be saved: what was typed, but for the lines where the person chose what stands already."""
    given = dict(form.cleaned_data)
    for name, value in theirs.items():
        if form.data.get(f"{CHOSE}{name}") == "theirs":
            given[name] = value
    return given


def both(
    viewer: Viewer, form: forms.Form, theirs: Mapping[str, Any], version: int, *, record: UUID, about: str, back: str
) -> Stale:
    """The two versions for `ui.stale`; the form then carries what was typed and the version that stands now."""
    looks = [look for look in who_looked(viewer, record, most=50) if look.act == "wrote"]
    last = looks[0] if looks else None
    known = names(viewer, [last.user]) if last else {}
    person = known[last.user].beside(viewer) if last and last.user in known else _("Somebody")
    form.data = form.data.copy()
    form.data[form.add_prefix("seen_version")] = str(version)
    lines = []
    for name, value in theirs.items():
        yours, standing = in_words(form, name, form.cleaned_data.get(name)), in_words(form, name, value)
        lines.append(Difference(str(form.fields[name].label), yours, standing, f"{CHOSE}{name}"))
    button = _("Save my choices for %s") % about
    return Stale(
        about, person, short(last.at) if last else "", tuple(lines), button, Act(_("Keep what is there"), back)
    )


def in_words(form: forms.Form, name: str, value: Any) -> str:
    """A value as the form itself would show it."""
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(form, name, v) for v in value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if value is None or value == "":
        return ""
    return str(choices.get(value, choices.get(str(value), value)))
