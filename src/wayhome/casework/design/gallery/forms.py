"""Forms for the gallery: one with answers in it, one that was sent with things missing."""

from __future__ import annotations

from django import forms

from wayhome.casework.design.gallery.people import BACK
from wayhome.casework.design.when import WhenField
from wayhome.domain.moment import Moment

FREELY = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
REASONS = (
    ("row", "Row or trouble where she lives"),
    ("see", "Wanted to see someone"),
    ("rules", "Unhappy with rules or phone"),
    ("bored", "Bored, or looking for something to do"),
    ("school", "Trouble at school"),
    ("else", "Something else"),
)
CHOSE = (("who", "Who"), ("where", "Where"), ("when", "When"))


class Asked(forms.Form):
    """One of each kind of question."""

    happened = WhenField(label="When did she come back?", help_text="As exactly as you know it")
    freely = forms.ChoiceField(label="Could she talk freely?", choices=FREELY, widget=forms.RadioSelect)
    chose = forms.MultipleChoiceField(
        label="She chose", choices=CHOSE, widget=forms.CheckboxSelectMultiple, required=False
    )
    reasons = forms.MultipleChoiceField(
        label="Reasons, as you read them", help_text="Up to 4", choices=REASONS, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="How she sees it",
        help_text="Her own words. Spelling is never corrected.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    where = forms.CharField(label="Where you talked", max_length=120)
    told = forms.ChoiceField(
        label="Who was told first",
        choices=(("", "Choose one"), ("carer", "Her carer"), ("worker", "Her social worker")),
    )
    agreed = forms.BooleanField(
        label="I read this back to her", required=False, help_text="Leave it empty if you could not"
    )


def asked_well() -> Asked:
    """The form with answers already in it."""
    return Asked(
        initial={
            "happened": Moment.exactly(BACK),
            "freely": "yes",
            "chose": ["who", "where"],
            "reasons": ["row", "see"],
            "words": "i wasnt missing i was just out. no one asked",
            "where": "School library",
            "told": "carer",
            "agreed": True,
        },
        prefix="well",
    )


def asked_badly() -> Asked:
    """The form as it comes back when it was sent with things missing, and at a time that happened twice."""
    return Asked(
        {
            "badly-happened_precision": "exact",
            "badly-happened_day": "25/10/2026",
            "badly-happened_time": "01:30",
            "badly-words": "fine",
        },
        prefix="badly",
    )
