"""Forms of an organisation's administrator."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.organisations.policies import Choice
from wayhome.casework.organisations.words import ContactKind, DataProtectionRole
from wayhome.casework.records.forms import words
from wayhome.domain.moment import YEARS
from wayhome.domain.vocabulary import DataClass, SharingPurpose

DAYS = (
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")), ("5", _("Friday")),
    ("6", _("Saturday")), ("7", _("Sunday")),
)  # fmt: skip


class Day(forms.DateField):
    """A day in a year that can be meant: the days before and after it are days too."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError(_("Check the year of %(day)s"), code="year", params={"day": value.isoformat()})


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A date, asked with the browser's own calendar."""
    return Day(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Named(forms.Form):
    """What the organisation is called."""

    name = forms.CharField(label=_("Name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, help_text=_("As it stands beside a person: Sam Reed (Harbour)")
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class TeamNamed(forms.Form):
    """A team's name."""

    name = forms.CharField(label=_("Name of the team"), max_length=120)


class AgreementMade(forms.Form):
    """An agreement with another organisation."""

    with_organisation = forms.ChoiceField(label=_("With"))
    title = forms.CharField(label=_("What it is called"), max_length=160)
    purposes = forms.MultipleChoiceField(
        label=_("What for"), choices=words(SharingPurpose.choices()), widget=forms.CheckboxSelectMultiple
    )
    classes = forms.MultipleChoiceField(
        label=_("What may be shared"), choices=words(DataClass.choices()), widget=forms.CheckboxSelectMultiple
    )
    role = forms.ChoiceField(
        label=_("In data protection they are"), choices=words(DataProtectionRole), widget=forms.RadioSelect
    )
    starts_on = day(_("From"))
    ends_on = day(_("Until"), required=False)

    def __init__(self, *args: Any, others: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["with_organisation"].choices = [("", _("Choose one")), *others]  # type: ignore[attr-defined]


class ContractMade(forms.Form):
    """A contract with a provider of talks."""

    provider = forms.ChoiceField(label=_("Provider"))
    reference = forms.CharField(label=_("Reference"), max_length=60)
    starts_on = day(_("From"))
    ends_on = day(_("Until"), required=False)
    value_pounds = forms.IntegerField(label=_("Value in pounds"), required=False, min_value=0)
    areas = forms.CharField(
        label=_("Areas covered"), required=False, max_length=400, help_text=_("Separate them with commas")
    )
    travel_miles = forms.IntegerField(
        label=_("How far they travel, in miles"), required=False, min_value=0, max_value=1000
    )
    access_days_after_closure = forms.IntegerField(
        label=_("Days they may open a record after it is closed"), min_value=0, max_value=365, initial=28
    )

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["provider"].choices = [("", _("Choose one")), *providers]  # type: ignore[attr-defined]

    def clean_areas(self) -> list[str]:
        """The areas as a list."""
        return [a.strip()[:80] for a in self.cleaned_data["areas"].split(",") if a.strip()]


class ContactAdded(forms.Form):
    """Where and when the organisation is reached."""

    kind = forms.ChoiceField(label=_("What it is for"), choices=words(ContactKind, empty=str(_("Choose one"))))
    label = forms.CharField(label=_("Who answers"), max_length=120)
    address = forms.CharField(label=_("Phone number or email"), max_length=254)
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: every day"),
    )
    opens = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    closes = forms.TimeField(
        label=_("Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Leave both empty for round the clock"),
    )

    def clean_days(self) -> list[int]:
        """The days as numbers, Monday 1."""
        return [int(d) for d in self.cleaned_data["days"]]


class ChoiceMade(forms.Form):
    """One local choice and the day from which it holds."""

    starts_on = day(_("From"), hint=_("Today or later. Earlier dates keep the choice they had."))

    def __init__(self, *args: Any, choice: Choice, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choice = choice
        self.fields = {"value": self._question(choice), **self.fields}

    def _question(self, choice: Choice) -> forms.Field:
        if choice.options:
            return forms.ChoiceField(
                label=choice.label, help_text=choice.hint, choices=choice.options, widget=forms.RadioSelect
            )
        if isinstance(choice.default, bool):
            answers = (("yes", _("Yes")), ("no", _("No")))
            return forms.ChoiceField(
                label=choice.label, help_text=choice.hint, choices=answers, widget=forms.RadioSelect
            )
        if isinstance(choice.default, int):
            return forms.IntegerField(
                label=choice.label, help_text=choice.unit or choice.hint, min_value=0, max_value=10_000
            )
        return forms.CharField(label=choice.label, help_text=_("Whole numbers, separated by commas"), max_length=60)

    def clean_value(self) -> Any:
        """The answer as the setting keeps it."""
        value = self.cleaned_data["value"]
        if isinstance(self.choice.default, bool):
            return value == "yes"
        if isinstance(self.choice.default, list):
            try:
                return json.loads(f"[{value}]")
            except ValueError:
                raise forms.ValidationError(_("Enter whole numbers, separated by commas")) from None
        return value


def as_typed(value: Any) -> Any:
    """A kept value as the form shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(v) for v in value) if isinstance(value, list) else value
