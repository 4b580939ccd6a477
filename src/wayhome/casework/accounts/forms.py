"""Forms of signing in, and of an organisation's people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.organisations.forms import day
from wayhome.domain.moment import NoSuchLocalTime, instant_of


def can_be_written_to(email: str) -> None:
    """A domain that cannot be written in a letter's head is no domain. Raises ValidationError."""
    try:
        email.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise forms.ValidationError(_("Enter an email address, like name@council.gov.uk"), code="invalid") from None


class WorkEmail(forms.Form):
    """The first question of signing in."""

    email = forms.EmailField(
        label=_("Work email"),
        help_text=_("We use it to find your council or charity"),
        max_length=254,
        error_messages={
            "required": _("Enter your work email"),
            "invalid": _("Enter an email address, like name@council.gov.uk"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "spellcheck": "false"}),
        validators=[can_be_written_to],
    )

    def clean_email(self) -> str:
        """Addresses are compared in lower case."""
        return str(self.cleaned_data["email"]).strip().lower()


class PersonFacts(forms.Form):
    """What is known of a person."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    job_title = forms.CharField(label=_("Job"), max_length=120, required=False)
    phone = forms.CharField(label=_("Work phone"), max_length=30, required=False)
    training_rhi_on = day(_("Last trained for return home interviews"), required=False)
    dbs_checked_on = day(_("Last DBS check"), required=False)


class PersonAdded(PersonFacts):
    """A new person: who, and the role they start with."""

    email = forms.EmailField(label=_("Work email"), max_length=254, validators=[can_be_written_to])
    role = forms.ChoiceField(label=_("Role"))
    team = forms.ChoiceField(label=_("Team"), required=False)

    field_order = ("name", "email", "role", "team")

    def __init__(self, *args: Any, roles: list[tuple[str, str]], teams: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", _("Choose one")), *roles]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("The whole organisation")), *teams]  # type: ignore[attr-defined]


class PersonChanged(PersonFacts):
    """What is known of a person, as it was when the form was opened."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RoleGiven(forms.Form):
    """A further role."""

    role = forms.ChoiceField(label=_("Role"))
    team = forms.ChoiceField(label=_("Team"), required=False)
    ends_on = day(_("Until"), required=False, hint=_("For a role that ends by itself"))

    def __init__(self, *args: Any, roles: list[tuple[str, str]], teams: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", _("Choose one")), *roles]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("The whole organisation")), *teams]  # type: ignore[attr-defined]


class Spell(forms.Form):
    """A person and a spell of days and hours."""

    starts_on = day(_("From, day"))
    starts_at = forms.TimeField(label=_("From, time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends_on = day(_("Until, day"))
    ends_at = forms.TimeField(label=_("Until, time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def clean(self) -> dict[str, Any]:
        """Two local times become two instants. A time the clocks skipped is said to be one; of two, the earlier is meant."""
        given = super().clean() or {}
        for end in ("starts", "ends"):
            if given.get(f"{end}_on") and given.get(f"{end}_at"):
                local = datetime.combine(given[f"{end}_on"], given[f"{end}_at"])
                try:
                    given[end] = instant_of(local, second_time=False)
                except NoSuchLocalTime as fault:
                    self.add_error(f"{end}_at", str(fault))
        return given


class ShiftPlanned(Spell):
    """Who is on duty."""

    user = forms.ChoiceField(label=_("Who is on duty"))
    order = forms.IntegerField(label=_("Asked first, second …"), min_value=1, max_value=9, initial=1)

    field_order = ("user", "order", "starts_on", "starts_at", "ends_on", "ends_at")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].choices = [("", _("Choose one")), *people]  # type: ignore[attr-defined]


class CoverPlanned(Spell):
    """Who acts for somebody who is away."""

    away = forms.ChoiceField(label=_("Who is away"))
    covered_by = forms.ChoiceField(label=_("Who acts for them"))

    field_order = ("away", "covered_by", "starts_on", "starts_at", "ends_on", "ends_at")

    def __init__(self, *args: Any, people: list[tuple[str, str]], away: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, offered in (("away", away), ("covered_by", people)):
            self.fields[name].choices = [("", _("Choose one")), *offered]  # type: ignore[attr-defined]
