"""Forms of Sharing: who is told and how, one fact now, three lines after the talk, and taking a copy back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children.forms import Text, Truth
from wayhome.casework.delivery.forms import Chosen
from wayhome.casework.journey.steps import Opened, StepForm
from wayhome.casework.reach.forms import Coded
from wayhome.casework.records.forms import words
from wayhome.casework.sharing.disclosure import Source
from wayhome.casework.sharing.recipients import ORGANISED, organisations_for, usual_organisation, worker_of
from wayhome.casework.sharing.route import Route
from wayhome.casework.sharing.words import Method
from wayhome.domain.disclosure import WHOLE, may_also_get
from wayhome.domain.sharing import Recipient, SendWithoutAgreement
from wayhome.domain.vocabulary import DataClass, ReasonWithheld, Role, SharingPurpose

TELL, NOT_TOLD, LATER = "tell", "not_told", "later"
SECONDS = (Role.TEAM_MANAGER, Role.RHI_COORDINATOR, Role.SERVICE_MANAGER)
PURPOSES = (
    SharingPurpose.SAFEGUARD_CHILD, SharingPurpose.PREVENT_HARM_TO_OTHERS, SharingPurpose.PREVENTION_DETECTION_CRIME,
    SharingPurpose.LOCATE_MISSING, SharingPurpose.CARE_PLANNING,
)  # fmt: skip
USUAL_METHOD = {
    Recipient.PARENTS: Method.LETTER,
    Recipient.CHILD: Method.LETTER,
    Recipient.PLACEMENT_OR_CARER: Method.PHONE,
}
FACTS = (
    DataClass.THIRD_PARTY,
    DataClass.HARM,
    DataClass.EPISODE,
    DataClass.MADE_TO_DO,
    DataClass.SENSITIVE,
    DataClass.NEEDS,
)
"""What kinds of fact may go the same day."""

FACT_WORDS = {
    DataClass.THIRD_PARTY: _("A person, a car, a place, an address to check"),
    DataClass.HARM: _("Harm, or a danger"),
    DataClass.EPISODE: _("When and where they went"),
    DataClass.MADE_TO_DO: _("Something they were made to do. They may be a victim: talk to a manager"),
    DataClass.SENSITIVE: _("Health, or another sensitive fact"),
    DataClass.NEEDS: _("Something they need"),
}


class Routed(forms.Form):
    """To whom exactly, which way, and what allows it."""

    to_organisation = Chosen(label=_("Which organisation?"), required=False)
    to_words = Text(label=_("To whom by name, and where it goes"), max_length=200)
    method = Coded(Method, label=_("How?"), widget=forms.Select, required=False)
    purpose = Coded(PURPOSES, label=_("What for?"), widget=forms.Select, required=False)
    override = Coded(
        SendWithoutAgreement, label=_("No agreement with them: what makes it right to send?"), required=False
    )
    reason = Text(
        label=_("Why it must go without an agreement, or against the child’s wish"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    second_person = Chosen(label=_("Which second person knows, or will be told?"), required=False)
    against_wishes = Truth(label=_("Does it go against what the child wished?"))
    child_told = Truth(label=_("Was the child told that this is passed on?"))

    def usual_values(self, about: Opened) -> None:
        """The usual values, and the colleagues who may be the second person: never the sender."""
        people = [p for p in people_in_role(about.viewer, *SECONDS, at=about.viewer.at) if p.id != about.viewer.user]
        self.fields["method"].choices = words(Method)  # nothing chosen keeps its usual value, so there is no blank
        self.fields["purpose"].choices = words(PURPOSES)
        self.fields["second_person"].choices = [("", now_("Nobody")), *((str(p.id), p.name) for p in people)]

    def route(self, to_user: Any = None) -> Route:
        """What was answered, as a route. What nobody said keeps its usual value."""
        said = {name: self.cleaned_data.get(name) for name in Routed.base_fields}
        return Route(to_user=to_user, **{name: value for name, value in said.items() if value is not None})


class Decided(Routed):
    """One recipient: told, in this way; not told, because; or not decided yet."""

    decision = forms.ChoiceField(
        label=_("Are they told?"), widget=forms.RadioSelect, required=False, initial=LATER,
        choices=((TELL, _("Tell them this")), (NOT_TOLD, _("Not told, because")), (LATER, _("Not decided yet"))),
    )  # fmt: skip
    because = Coded(ReasonWithheld, label=_("If not told: why"), widget=forms.Select, required=False)
    chosen = forms.MultipleChoiceField(
        label=_("Add what is kept back unless you choose it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    added = Text(label=_("In your own words, if they need more"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, about: Opened, source: Source, recipient: Recipient, **options: Any) -> None:
        super().__init__(*args, prefix=recipient.value, **options)
        self.fields["because"].choices = words(ReasonWithheld, empty=now_("Choose why"))
        self.recipient = recipient
        self.usual_values(about)
        self._organisations(about, recipient)
        self._classes(source, recipient)
        self.to_user = worker_of(about.viewer, about.child, recipient)
        usual = Method.IN_SYSTEM if recipient in ORGANISED or self.to_user else Method.SECURE_EMAIL
        self.fields["method"].initial = USUAL_METHOD.get(recipient, usual).value
        self.order_fields(["decision", "because", "to_organisation", "to_words", "method", "chosen", "added"])

    def _organisations(self, about: Opened, recipient: Recipient) -> None:
        found = organisations_for(about.viewer, recipient, about.organisation)
        if recipient not in ORGANISED or not found:
            del self.fields["to_organisation"]
            return
        usual = usual_organisation(about.viewer, recipient, about.organisation)
        self.fields["to_organisation"].choices = [("", now_("None of these")), *((str(o.id), o.name) for o in found)]
        self.fields["to_organisation"].initial = str(usual.id) if usual else ""

    def _classes(self, source: Source, recipient: Recipient) -> None:
        """What may be added, of what the sender reads in full and the record holds."""
        held = {f.data_class for f in source.readable}
        whole = {c for c in may_also_get(recipient) if source.access.grant(c).extent in WHOLE and c in held}
        if not whole:
            del self.fields["chosen"]
            return
        self.fields["chosen"].choices = [(c.value, c.label) for c in DataClass if c in whole]

    def clean(self) -> dict[str, Any]:
        """A decision not to tell has a reason."""
        given = super().clean() or {}
        if given.get("decision") == NOT_TOLD and not given.get("because") and "because" not in self.errors:
            self.add_error("because", now_("Choose why they are not told: %s") % self.recipient.label)
        return given

    @property
    def classes(self) -> frozenset[DataClass]:
        """The classes that were chosen to be added, as far as the form got."""
        data = getattr(self, "cleaned_data", {})
        return frozenset(DataClass(c) for c in data.get("chosen") or ())


class Fact(StepForm, Routed):
    """One fact, the same day. `seen` is the hash of what was shown before it is sent."""

    recipient = Coded(
        (Recipient.POLICE, Recipient.SOCIAL_WORKER, Recipient.HOST_LA, Recipient.RESPONSIBLE_LA, Recipient.PLACEMENT_OR_CARER,
         Recipient.PARENTS, Recipient.IRO, Recipient.SCHOOL, Recipient.HEALTH, Recipient.PANEL),
        label=_("Who needs to know now?"), widget=forms.Select, initial=Recipient.POLICE.value,
    )  # fmt: skip
    data_class = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, choices=[(c.value, FACT_WORDS[c]) for c in FACTS]
    )
    fact = Text(
        label=_("The one thing they need to know"),
        required=True,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    field_order = ("recipient", "data_class", "fact", "to_organisation", "to_words", "method", "purpose")

    def prepare(self, about: Opened) -> None:
        self.usual_values(about)
        found = {o.id: o for r in ORGANISED for o in organisations_for(about.viewer, r, about.organisation)}
        usual = usual_organisation(about.viewer, Recipient.POLICE, about.organisation)
        self.fields["to_organisation"].choices = [
            ("", now_("None of these")),
            *((str(o.id), o.name) for o in found.values()),
        ]
        self.fields["to_organisation"].initial = str(usual.id) if usual else ""
        self.fields["method"].initial = Method.IN_SYSTEM.value

    def given(self) -> dict[str, Any]:
        recipient = self.cleaned_data["recipient"]
        return {
            "recipient": recipient, "fact": self.cleaned_data["fact"], "data_class": DataClass(self.cleaned_data["data_class"]),
            "route": self.route(worker_of(self.about.viewer, self.about.child, recipient)), "seen": self.cleaned_data["seen"],
        }  # fmt: skip


class Note(StepForm):
    """Three lines, sixty seconds."""

    how_they_are = Text(label=_("They are, or were"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    one_thing = Text(
        label=_("The one thing to know"), required=True, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    done_so_far = Text(label=_("What you have done"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> dict[str, Any]:
        return {name: value or "" for name, value in super().given().items()}


class TakenBack(StepForm):
    """Why a copy is taken back."""

    reason = Text(
        label=_("Wrong child, wrong recipient, a mistake: what happened?"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NotArrived(StepForm):
    """Why it did not reach them."""

    reason = Text(
        label=_("How do you know that it did not reach them?"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
