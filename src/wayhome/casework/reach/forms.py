"""Forms of Reach: few questions, in the order a tired person would answer them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.children.forms import Text, Truth
from wayhome.casework.design.when import WhenField
from wayhome.casework.journey.steps import Opened, StepForm
from wayhome.casework.organisations.forms import day
from wayhome.casework.organisations.queries import OrganisationSeen
from wayhome.casework.reach.intake import NoticeKind
from wayhome.casework.records.forms import words
from wayhome.domain.moment import LONDON, Moment, Precision
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    DeclineReason,
    Group,
    OfferLevel,
    ReturnSetting,
    RiskGrade,
    Source,
    TalkedFreely,
)

TOLD = (OfferLevel.CHILD_DIRECT, OfferLevel.CHILD_VIA_CARER_CONFIRMED)
SPOKEN = (Channel.VISIT, Channel.CALL, Channel.VIDEO, Channel.VIA_SCHOOL, Channel.VIA_CARER, Channel.HOME_PHONE)
BY_MESSAGE = (Channel.TEXT, Channel.LINK)
GROUPS = (Group.HOME, Group.CARE_IN, Group.CARE_OUT, Group.HOSTED, Group.VISITOR)


class Coded(forms.ChoiceField):
    """One word of a code list, as that word; nothing chosen is None. A list to choose from never starts with a choice made."""

    def __init__(self, members: Any, **options: Any) -> None:
        self.members = {m.value: m for m in members}
        options.setdefault("widget", forms.RadioSelect if len(self.members) <= 6 else forms.Select)
        must_choose = options["widget"] is forms.Select and not options.get("initial")
        empty = (_("Choose one") if must_choose else "") if options.get("required", True) else _("Not recorded")
        super().__init__(choices=words(self.members.values(), empty=empty), **options)

    def clean(self, value: Any) -> Any:
        return self.members.get(super().clean(value))


class CodedList(forms.MultipleChoiceField):
    """Words of a code list, several if several fit."""

    def __init__(self, members: Any, **options: Any) -> None:
        self.members = {m.value: m for m in members}
        super().__init__(choices=words(self.members.values()), widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: Any) -> list[Any]:
        return [self.members[each] for each in super().clean(value)]


def happened(label: Any, **options: Any) -> WhenField:
    """When it happened, as exactly as anyone knows."""
    return WhenField(label=label, **options)


def freely(label: Any) -> Coded:
    return Coded(TalkedFreely, label=label, required=False)


class Checked(StepForm):
    """Who, where, and how to reach the child safely, looked at by a person."""

    group = Coded(GROUPS, label=_("What is the child to us?"), required=False)
    words = Text(label=_("Anything the next person should know"), widget=forms.Textarea(attrs={"rows": 3}))


class Tried(StepForm):
    """One try: who and how, what happened, when to try again."""

    target = Coded(AttemptTarget, label=_("Who did you try?"))
    channel = Coded(Channel, label=_("How?"), widget=forms.Select)
    result = Coded(AttemptResult, label=_("What happened?"), widget=forms.Select)
    happened = happened(_("When?"))
    could_talk_freely = freely(_("If you spoke to the child: could they talk freely?"))
    again = WhenField(label=_("Try again"), required=False, precisions=(Precision.EXACT, Precision.UNKNOWN))
    words = Text(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self, about: Opened) -> None:
        self.initial["happened"] = Moment.exactly(about.viewer.at)  # a try is logged when the phone is put down

    def given(self) -> dict[str, Any]:
        answers = super().given()
        answers["next_try_at"] = answers.pop("again").earliest
        return answers


class CarerTold(StepForm):
    """Only the carer was told. The child is not yet asked."""

    channel = Coded(SPOKEN, label=_("How?"), widget=forms.Select)
    happened = happened(_("When?"))
    words = Text(label=_("What they said"), widget=forms.Textarea(attrs={"rows": 3}))


class Told(StepForm):
    """The child was told that they can have a talk."""

    level = Coded(TOLD, label=_("How does the child know?"))
    channel = Coded(SPOKEN, label=_("How were they told?"), widget=forms.Select)
    happened = happened(_("When?"))
    could_talk_freely = freely(_("Could they talk freely?"))
    words = Text(label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}))


class Again(StepForm):
    """Offered again, with another person, place or way."""

    channel = Coded(SPOKEN, label=_("How?"), widget=forms.Select)
    happened = happened(_("When?"))
    words = Text(label=_("What was different this time"), widget=forms.Textarea(attrs={"rows": 3}))


class Yes(StepForm):
    """The child said yes, with whatever they asked for."""

    happened = happened(_("When did they say yes?"))
    could_talk_freely = freely(_("Could they talk freely?"))
    who = Text(label=_("Who would they like to talk to?"), max_length=200)
    where = Text(label=_("Where?"), max_length=200)
    when = Text(label=_("When suits them?"), max_length=200)
    words = Text(label=_("In their own words"), widget=forms.Textarea(attrs={"rows": 3}))
    competence_view = forms.ChoiceField(
        label=_("A parent said no: does the child understand enough to decide?"), required=False, widget=forms.RadioSelect,
        choices=(("competent", _("Yes, and the reason is in the words above")), ("", _("Does not apply"))),
    )  # fmt: skip

    def prepare(self, about: Opened) -> None:
        if not about.so_far.parent_refused:
            del self.fields["competence_view"]

    def given(self) -> dict[str, Any]:
        answers = super().given()
        wishes = {name: answers.pop(name) for name in ("who", "where", "when")}
        said = [f"{self.fields[name].label} {value}" for name, value in wishes.items() if value]
        if said:
            answers["words"] = "\n".join([*(filter(None, [answers["words"]])), *map(str, said)])
        answers["competence_view"] = answers.get("competence_view") or None
        return answers


class No(StepForm):
    """The child said no this time."""

    conveyed_by = Coded(Answerer, label=_("Who said it?"))
    could_talk_freely = Coded(TalkedFreely, label=_("Could the child talk freely?"), widget=forms.RadioSelect)
    happened = happened(_("When?"))
    reasons = CodedList(DeclineReason, label=_("Why, if they said"), required=False)
    leaflet_given = Truth(label=_("Leaflet and helpline numbers given?"))
    words = Text(label=_("Their exact words"), widget=forms.Textarea(attrs={"rows": 3}))


class ParentNo(StepForm):
    """A parent or carer said no. Never the child's no."""

    refused_by = Coded((Answerer.PARENT, Answerer.CARER), label=_("Who said no?"))
    happened = happened(_("When?"))
    words = Text(
        label=_("What they said, and the child’s own view if you know it"), widget=forms.Textarea(attrs={"rows": 4})
    )


class Decision(StepForm):
    """A manager's decision, with its reason."""

    reason = Text(label=_("Why"), required=True, widget=forms.Textarea(attrs={"rows": 4}))


class PhoneAnswer(StepForm):
    """An answer that came by text or link."""

    channel = Coded(BY_MESSAGE, label=_("How did it come?"))
    happened = happened(_("When?"))
    words = Text(label=_("What it said, word for word"), required=True, widget=forms.Textarea(attrs={"rows": 3}))


class PhoneChecked(StepForm):
    """How we know who answered."""

    answer = forms.ChoiceField(
        label=_("What was the answer?"), widget=forms.RadioSelect,
        choices=(("yes", _("Yes")), ("no", _("No")), ("other", _("Something else")), ("not_the_child", _("It was not the child"))),
    )  # fmt: skip
    how_known = Text(label=_("How do you know who it was?"), required=True, widget=forms.Textarea(attrs={"rows": 2}))
    could_talk_freely = Coded(TalkedFreely, label=_("Could they speak freely?"), widget=forms.RadioSelect)


class CarerAsked(StepForm):
    """Whether the carer was asked what they know. Never counted as the talk."""

    answer = forms.ChoiceField(
        label=_("Was the carer asked what they know?"), widget=forms.RadioSelect,
        choices=(("yes", _("Yes")), ("no", _("No")), ("unsafe", _("It is not safe to ask"))),
    )  # fmt: skip
    words = Text(label=_("What they told us"), widget=forms.Textarea(attrs={"rows": 5}))


class Reported(forms.Form):
    """A child was reported missing."""

    police_reference = Text(label=_("Police reference"), max_length=40)
    missing_from = happened(_("When did the child leave, or when were they last seen?"))
    happened = happened(_("When was it reported?"))
    grade = forms.ChoiceField(
        label=_("Risk grade"), required=False, choices=words(RiskGrade, empty=str(_("Not known")))
    )
    words = Text(label=_("What is known, and what worries you"), widget=forms.Textarea(attrs={"rows": 5}))


class CameBack(forms.Form):
    """A child is back, as somebody tells it."""

    happened = happened(_("When did they come back?"))
    source = Coded(
        (Source.POLICE, Source.CARER, Source.HOME, Source.CHILD, Source.LA),
        label=_("Who says so?"),
        widget=forms.Select,
    )
    setting = Coded(ReturnSetting, label=_("Where are they now?"), required=False, widget=forms.Select)
    seen = Truth(label=_("Has a responsible adult or the police seen them?"))
    words = Text(label=_("What is known"), widget=forms.Textarea(attrs={"rows": 4}))


class Settled(forms.Form):
    """Which source's time we go by, and why."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    chosen = forms.ChoiceField(label=_("Which time do we go by?"), widget=forms.RadioSelect)
    reason = Text(label=_("Why"), required=True, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, absence: Any, **options: Any) -> None:
        super().__init__(*args, initial={"seen_version": absence.version}, **options)
        self.fields["chosen"].choices = [
            (
                str(said.event),
                f"{said.source}: {said_in_words(said.happened) if said.happened.is_known else _('time not recorded')}",
            )
            for said in absence.said
        ]


class Noticed(forms.Form):
    """What the police tell an authority."""

    number = forms.CharField(widget=forms.HiddenInput, max_length=80)
    kind = Coded(NoticeKind, label=_("What do you want to tell?"))
    authority = forms.ChoiceField(label=_("Which authority?"))
    police_reference = Text(label=_("Police reference"), max_length=40)
    given = forms.CharField(label=_("Given name"), max_length=80)
    family = Text(label=_("Family name"), max_length=80)
    born = day(_("Date of birth"), required=False)
    missing_from = happened(_("Missing since"), required=False)
    happened = happened(_("When was it reported, found or back?"))
    grade = Coded(RiskGrade, label=_("Risk grade"), required=False, widget=forms.Select)
    seen = Truth(label=_("Has an officer or responsible adult seen the child?"))
    words = Text(label=_("What is known"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, authorities: Iterable[OrganisationSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        served = [(a.gss_code, a.name) for a in authorities if a.gss_code]
        self.fields["authority"].choices = [("", _("Choose one")), *served]

    def content(self) -> dict[str, Any]:
        """The notice as a machine would send it."""
        given = self.cleaned_data
        times = {
            name: _told(given[name])
            for name in ("happened", "missing_from")
            if given.get(name) and given[name].is_known
        }
        born = {"born": given["born"].isoformat()} if given["born"] else {}
        said = {name: given[name] for name in ("police_reference", "words") if given[name]}
        more = {"grade": given["grade"].value} if given["grade"] else {}
        if given["seen"] is not None:
            more["seen"] = given["seen"]
        child = {"given": given["given"], "family": given["family"] or "", **born}
        about = {"id": given["number"], "kind": given["kind"].value, "authority": given["authority"], "child": child}
        return about | times | said | more


def said_in_words(moment: Any) -> str:
    """A time as somebody gave it, with its date."""
    local = moment.earliest.astimezone(LONDON)
    return f"{local:%d/%m/%Y %H:%M}" if moment.is_exact else f"{local:%d/%m/%Y}, {moment.precision.value}"


def _told(moment: Any) -> str:
    """A time as a notice says it: the instant, or only the day."""
    return moment.earliest.isoformat() if moment.is_exact else moment.local_date().isoformat()
