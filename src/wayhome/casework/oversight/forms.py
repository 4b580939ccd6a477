"""The one question of oversight: what the names are needed for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.oversight.actions import Reason
from wayhome.casework.records.forms import words


class PurposeForm(forms.Form):
    """A purpose from a list; it goes to the journal as a code."""

    reason = forms.ChoiceField(
        label=_("What do you need the names for?"), choices=words(Reason), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you need the names for.")},
    )  # fmt: skip

    @property
    def given(self) -> Reason:
        """What was chosen; for a form that is in order."""
        return Reason(self.cleaned_data["reason"])
