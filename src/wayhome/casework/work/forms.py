"""Forms of everyday work: a worry in three lines, what was done about it, a question to somebody, finding a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.children.forms import Text
from wayhome.casework.design.when import WhenField
from wayhome.casework.records.forms import words
from wayhome.casework.work.words import AskedOf
from wayhome.domain.moment import Precision
from wayhome.domain.vocabulary import SafeguardingActionKind


class Worried(forms.Form):
    """What makes somebody worry. Nothing is required: it is saved as it is."""

    words = Text(
        label=_("What makes you worried? A few words are enough"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Acted(forms.Form):
    """What was done about a worry."""

    done = forms.ChoiceField(
        label=_("What was done?"), choices=words(SafeguardingActionKind, empty=str(_("Choose one")))
    )
    happened = WhenField(label=_("When?"))
    reference = Text(label=_("Reference, if there is one"), max_length=80)
    words = Text(label=_("Anything the next person must know"), widget=forms.Textarea(attrs={"rows": 3}))

    def given(self) -> dict[str, Any]:
        """What the action is given."""
        return {**self.cleaned_data, "done": SafeguardingActionKind(self.cleaned_data["done"])}


class Ask(forms.Form):
    """A question to somebody: it has an owner and a date."""

    of = forms.ChoiceField(label=_("Who do you ask?"), choices=words(AskedOf), widget=forms.RadioSelect)
    whom = Text(label=_("Name and how you asked them, if you know"), max_length=200)
    what = Text(label=_("What do you ask?"), required=True, widget=forms.Textarea(attrs={"rows": 3}))
    due = WhenField(label=_("Until when do you need an answer?"), precisions=(Precision.EXACT,))

    def given(self) -> dict[str, Any]:
        """What the action is given."""
        given = dict(self.cleaned_data)
        return {
            "of": AskedOf(given["of"]),
            "whom": given["whom"],
            "what": given["what"],
            "due_at": given["due"].earliest,
        }


class Answered(forms.Form):
    """What came back."""

    answer = Text(label=_("What did they say?"), required=True, widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class Search(forms.Form):
    """One box: a name, a reference, a police number or a phone number. Posted, so that none stands in an address."""

    wanted = forms.CharField(label=_("Name, reference, police number or phone number"), max_length=120)
