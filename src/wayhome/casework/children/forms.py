"""Forms of a child's record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.children.words import AddressKind, NameKind, PlacementKind, Relation, StatusKind
from wayhome.casework.organisations.forms import day
from wayhome.casework.records.forms import words
from wayhome.domain.vocabulary import Channel, ContactPermission, Source

CHOOSE = str(_("Choose one"))
TRUTHS = (("", _("Not recorded")), ("yes", _("Yes")), ("no", _("No")))
LONG = {"rows": 3}


class Truth(forms.ChoiceField):
    """Yes, no, or not recorded: None stays None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=TRUTHS, required=False, widget=forms.RadioSelect, **options)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class Text(forms.CharField):
    """Free text; left empty it is None, not an empty string."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("max_length", 2000)
        super().__init__(empty_value=None, **options)


class Looked(forms.Form):
    """Who is looked for. Posted, so that no name stands in an address."""

    given = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family = forms.CharField(label=_("Family name"), max_length=80, required=False)
    born = day(_("Date of birth"), required=False)
    reference = forms.CharField(label=_("Reference"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        given = super().clean() or {}
        if not any(given.values()):
            raise forms.ValidationError(_("Enter a name, a date of birth or a reference"))
        return given


class Registered(forms.Form):
    """A new child's file."""

    given = forms.CharField(label=_("Given name"), max_length=80)
    family = forms.CharField(label=_("Family name"), max_length=80, required=False)
    likes_to_be_called = Text(label=_("Likes to be called"), max_length=80)
    born = day(_("Date of birth"), required=False, hint=_("Leave it empty if nobody could say"))
    born_estimated = forms.BooleanField(label=_("The date is an estimate"), required=False)
    local_id = Text(label=_("Number in your social care system"), max_length=40)
    first_language = Text(label=_("First language"), max_length=40)
    needs_interpreter = Truth(label=_("Needs an interpreter"))


class Facts(forms.Form):
    """What is known of a child, as it was when the form was opened."""

    likes_to_be_called = Text(label=_("Likes to be called"), max_length=80)
    sex = Text(label=_("Sex"), max_length=16)
    gender = Text(label=_("Gender, in the child's own words"), max_length=40)
    ethnicity = Text(label=_("Ethnicity code"), max_length=8)
    first_language = Text(label=_("First language"), max_length=40)
    needs_interpreter = Truth(label=_("Needs an interpreter"))
    unaccompanied = Truth(label=_("Came to the country alone"))
    local_id = Text(label=_("Number in your social care system"), max_length=40)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class Named(forms.Form):
    """Another name."""

    kind = forms.ChoiceField(label=_("What sort of name"), choices=words(NameKind), widget=forms.RadioSelect)
    given = forms.CharField(label=_("Given name"), max_length=80)
    family = forms.CharField(label=_("Family name"), max_length=80, required=False)

    def clean_kind(self) -> NameKind:
        return NameKind(self.cleaned_data["kind"])


class Born(forms.Form):
    """A date of birth as somebody gave it."""

    earliest = day(_("Date of birth, or the earliest it can be"))
    latest = day(_("The latest it can be"), required=False, hint=_("Only if the day is not known"))
    estimated = forms.BooleanField(label=_("The date is an estimate"), required=False)
    source = forms.ChoiceField(label=_("Who says so"), choices=words(Source.choices(), empty=CHOOSE))

    def clean_source(self) -> Source:
        return Source(self.cleaned_data["source"])


class Lived(forms.Form):
    """An address."""

    kind = forms.ChoiceField(label=_("What it is to the child"), choices=words(AddressKind), widget=forms.RadioSelect)
    lines = Text(label=_("Address"), max_length=400, widget=forms.Textarea(attrs=LONG))
    town = Text(label=_("Town"), max_length=80)
    postcode = Text(label=_("Postcode"), max_length=10)
    protected = forms.BooleanField(
        label=_("Protect this address"),
        required=False,
        help_text=_("Only the town is shown and sent. Each look at the rest is recorded by name."),
    )
    starts_on = day(_("From"), required=False)
    ends_on = day(_("Until"), required=False)

    def clean_kind(self) -> AddressKind:
        return AddressKind(self.cleaned_data["kind"])


class Placed(forms.Form):
    """A placement."""

    kind = forms.ChoiceField(label=_("Placement"), choices=words(PlacementKind, empty=CHOOSE))
    provider_name = Text(label=_("Home or agency"), max_length=120)
    urn = Text(label=_("Ofsted number"), max_length=12)
    area_code = Text(
        label=_("Official code of the authority it is in"), max_length=9, help_text=_("For example E08000035")
    )
    distance_miles = forms.IntegerField(label=_("Miles from home"), required=False, min_value=0, max_value=1000)
    starts_on = day(_("From"))
    ends_on = day(_("Until"), required=False)

    def clean_kind(self) -> PlacementKind:
        return PlacementKind(self.cleaned_data["kind"])


class Adult(forms.Form):
    """An adult in the child's life."""

    relation = forms.ChoiceField(label=_("Who this is to the child"), choices=words(Relation, empty=CHOOSE))
    name = forms.CharField(label=_("Name"), max_length=120)
    reached_by = Text(label=_("How they are reached"), max_length=200)
    has_parental_responsibility = Truth(label=_("Has parental responsibility"))
    may_be_contacted = forms.ChoiceField(
        label=_("May they be contacted?"),
        choices=words(ContactPermission),
        widget=forms.RadioSelect,
        initial="not_checked_yet",
    )

    def clean_relation(self) -> Relation:
        return Relation(self.cleaned_data["relation"])

    def clean_may_be_contacted(self) -> ContactPermission:
        return ContactPermission(self.cleaned_data["may_be_contacted"])


class Schooled(forms.Form):
    """A school."""

    name = forms.CharField(label=_("School or college"), max_length=160)
    contact = Text(label=_("Who there can pass something on"), max_length=200)
    starts_on = day(_("From"), required=False)
    ends_on = day(_("Until"), required=False)


class Standing(forms.Form):
    """A spell of being looked after, of a legal status, or of a plan."""

    kind = forms.ChoiceField(label=_("What"), choices=words(StatusKind), widget=forms.RadioSelect)
    code = forms.CharField(label=_("Code or plan"), max_length=24, help_text=_("For example C2, V2, CP, EH"))
    starts_on = day(_("From"))
    ends_on = day(_("Until"), required=False)

    def clean_kind(self) -> StatusKind:
        return StatusKind(self.cleaned_data["kind"])


class Checked(forms.Form):
    """A check of how the child may be reached safely: one answer a way, and whom to go through."""

    named_adult = Text(label=_("The adult to go through"), max_length=120)
    named_adult_reached_by = Text(label=_("How that adult is reached"), max_length=120)
    times = Text(label=_("Good times"), max_length=200)
    whose_phone = Text(label=_("Whose phone it is"), max_length=120)
    danger_at_home = Truth(label=_("Violence at home"))
    no_unknown_numbers = Truth(label=_("Does not answer unknown numbers"))
    not_at_address = Truth(label=_("Never contact at the address"))
    notes = Text(label=_("Anything else"), widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = {
            f"way_{channel.value}": forms.ChoiceField(
                label=channel.label,
                choices=words(ContactPermission),
                widget=forms.RadioSelect,
                initial=ContactPermission.NOT_CHECKED_YET.value,
            )
            for channel in Channel
        }
        self.fields = {**ways, **self.fields}

    def permissions(self) -> dict[Channel, ContactPermission]:
        """What was answered for each way."""
        return {c: ContactPermission(self.cleaned_data[f"way_{c.value}"]) for c in Channel}

    def rest(self) -> dict[str, Any]:
        """The other answers."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("way_")}


class Reason(forms.Form):
    """Why a record is opened in an emergency."""

    reason = forms.CharField(
        label=_("Why do you need this record now?"),
        help_text=_("It is kept, and somebody else looks at it."),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
    )


class Same(forms.Form):
    """The other record of the same child."""

    merge = forms.UUIDField(widget=forms.HiddenInput)
