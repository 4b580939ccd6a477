"""The questions of oversight: what names are needed for, and what was changed because of what children said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.organisations.forms import day
from wayhome.casework.oversight.actions import Reason
from wayhome.casework.oversight.words import THEMES
from wayhome.casework.records.forms import words

MOST_SAID, MOST_CHANGED, MOST_BECAUSE = 400, 800, 300


class PurposeForm(forms.Form):
    """A purpose from a list; it goes to the journal as a code."""

    asks, missing = _("What do you need the names for?"), _("Choose what you need the names for.")
    reason = forms.ChoiceField(choices=words(Reason), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label, self.fields["reason"].error_messages["required"] = self.asks, self.missing

    @property
    def given(self) -> Reason:
        """What was chosen; for a form that is in order."""
        return Reason(self.cleaned_data["reason"])


class RowsForm(PurposeForm):
    """What a list of single children without their names is needed for."""

    asks, missing = _("What do you need the rows for?"), _("Choose what you need the rows for.")


class DrawForm(PurposeForm):
    """The inspector's word, and what the cases are drawn for."""

    asks, missing = _("What are the cases drawn for?"), _("Choose what the cases are drawn for.")
    word = forms.CharField(
        label=_("The inspector’s word"), max_length=40,
        help_text=_("Any word the inspector says, such as the name of a bird. Capitals do not matter."),
        error_messages={
            "required": _("Ask the inspector for a word, and write it here."),
            "max_length": _("This has %(show_value)d letters. One word is enough; %(limit_value)d letters at most."),
        },
    )  # fmt: skip
    field_order = ("word", "reason")


def _text(label: Any, hint: Any, most: int, missing: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": _("This has %(show_value)d letters. Say it in %(limit_value)d at most; it is for people in a hurry."),
        },
    )  # fmt: skip


class ChangeForm(forms.Form):
    """What children said, what was changed, and from when. No child is named."""

    theme = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("Choose one")), *THEMES.items()],
        error_messages={"required": _("Choose what it is about."), "invalid_choice": _("Choose what it is about from the list.")},
    )  # fmt: skip
    said = _text(
        _("What children said"), _("In general, and of no one child: “several said that nobody asked them where to meet”."), MOST_SAID,
        _("Say what children said."),
    )  # fmt: skip
    changed = _text(
        _("What we changed"), _("What is different now, so that somebody could go and see it."), MOST_CHANGED,
        _("Say what was changed."), rows=4,
    )  # fmt: skip
    since = day(_("From when"), hint=_("The day it began."))


class ChangeAgainForm(ChangeForm):
    """Other words for an entry that stands. What stood before is kept."""

    because = _text(
        _("Why the words are changed"), _("It stands beside the earlier words, which are kept."), MOST_BECAUSE,
        _("Say why the words are changed."), rows=2,
    )  # fmt: skip
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    """Why an entry is taken back."""

    because = _text(
        _("Why it is taken back"), _("It stays readable as taken back, with your name and this reason."), MOST_BECAUSE,
        _("Say why it is taken back."), rows=2,
    )  # fmt: skip
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
