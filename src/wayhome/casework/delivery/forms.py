"""Forms of Delivery: allocating, arranging, and saying that the child was heard."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children.forms import Text, Truth
from wayhome.casework.design.when import WhenField
from wayhome.casework.journey.steps import Opened, StepForm
from wayhome.casework.organisations.queries import directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach.forms import Coded, freely, happened
from wayhome.domain.clock import InTime, statutory_clock
from wayhome.domain.moment import Precision
from wayhome.domain.vocabulary import Completeness, InterviewerRelation, LateReason, MissedReason, Mode, Place, Role
from wayhome.domain.wallclock import moment_words

OURS = (
    InterviewerRelation.LA_DEDICATED_RHI, InterviewerRelation.LA_YOUTH_SERVICE, InterviewerRelation.ALLOCATED_SOCIAL_WORKER,
    InterviewerRelation.OTHER_CASE_PROFESSIONAL, InterviewerRelation.COMMISSIONED_PROVIDER, InterviewerRelation.HOST_LA_WORKER,
    InterviewerRelation.OTHER,
)  # fmt: skip
TALKERS = (Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER)


class Chosen(forms.ChoiceField):
    """One of the people or organisations offered, by id."""

    def clean(self, value: Any) -> UUID | None:
        text = super().clean(value)
        return UUID(text) if text else None


class Referred(StepForm):
    """Which provider, and whether anyone there is too close to the child."""

    provider = Chosen(label=_("Which provider?"))
    conflict = forms.TypedChoiceField(
        label=_("Is anyone there related to the child or the carers?"), widget=forms.RadioSelect,
        choices=(("no", _("No, I checked")), ("yes", _("Yes"))), coerce=lambda value: value == "yes",
    )  # fmt: skip
    words = Text(label=_("What they need to know before they ring"), widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self, about: Opened) -> None:
        providers = directory(about.viewer, OrganisationKind.PROVIDER)
        self.fields["provider"].choices = [("", _("Choose one")), *((str(p.id), p.name) for p in providers)]


class Words(StepForm):
    """A few words, if there is something to say."""

    words = Text(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))


class Question(StepForm):
    """A question for the coordinator."""

    words = Text(label=_("Your question"), required=True, widget=forms.Textarea(attrs={"rows": 3}))


class Reasoned(StepForm):
    """Why."""

    reason = Text(label=_("Why"), required=True, widget=forms.Textarea(attrs={"rows": 3}))


class Allocated(StepForm):
    """Who will listen, and what they are to the child."""

    interviewer = Chosen(label=_("Who will talk with the child?"))
    relation = Coded(OURS, label=_("What are they to the child?"), widget=forms.Select)
    trained = forms.TypedChoiceField(
        label=_("Trained in return home interviews, in date?"), widget=forms.RadioSelect,
        choices=(("yes", _("Yes")), ("no", _("No"))), coerce=lambda value: value == "yes",
    )  # fmt: skip
    conflict = forms.TypedChoiceField(
        label=_("Related to the child, the carers, or anyone said to have done harm?"), widget=forms.RadioSelect,
        choices=(("no", _("No")), ("yes", _("Yes"))), coerce=lambda value: value == "yes",
    )  # fmt: skip
    words = Text(
        label=_("Not trained, or a conflict: why it is still right for this child"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self, about: Opened) -> None:
        people = people_in_role(about.viewer, *TALKERS, at=about.viewer.at)
        self.fields["interviewer"].choices = [("", _("Choose one")), *((str(p.id), p.name) for p in people)]


class Booked(StepForm):
    """When and where they will talk."""

    planned = WhenField(label=_("When?"), precisions=(Precision.EXACT,))
    place = Coded(Place, label=_("Where?"), widget=forms.Select)
    mode = Coded(Mode, label=_("How?"))
    words = Text(
        label=_("Who the child wants there, and what to know about the place"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def given(self) -> dict[str, Any]:
        answers = super().given()
        return answers | {"planned": answers["planned"].earliest}


class Moved(StepForm):
    """Another time."""

    planned = WhenField(label=_("New time"), precisions=(Precision.EXACT,))
    asked_by = forms.ChoiceField(
        label=_("Who asked for it?"), widget=forms.RadioSelect,
        choices=(("child", _("The child")), ("carer", _("A carer")), ("us", _("We did")), ("other", _("Someone else"))),
    )  # fmt: skip
    words = Text(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> dict[str, Any]:
        answers = super().given()
        return answers | {"planned": answers["planned"].earliest}


class Missed(StepForm):
    """The talk did not happen at the booked time. Our own miss is never the child's."""

    reason = Coded(MissedReason, label=_("Why?"), widget=forms.Select)
    happened = happened(_("When?"))
    words = Text(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}))


class Held(StepForm):
    """The child was heard."""

    held = happened(
        _("When did it start?"), precisions=(Precision.EXACT, Precision.HOUR, Precision.PART_OF_DAY, Precision.DATE)
    )
    completeness = Coded(
        (Completeness.FULL, Completeness.PARTIAL),
        label=_("Was it a full talk, or did the child stop early?"),
        widget=forms.RadioSelect,
    )
    discussed = forms.MultipleChoiceField(
        label=_("Which returns did you talk about?"), widget=forms.CheckboxSelectMultiple
    )
    mode = Coded(Mode, label=_("How?"))
    place = Coded(Place, label=_("Where?"), widget=forms.Select)
    could_talk_freely = freely(_("Could they talk freely?"))
    confidentiality_explained = Truth(label=_("Did you say what you keep private and what you must pass on?"))
    preference_exception = Truth(label=_("Did the child ask for this person although they are not independent?"))
    words = Text(label=_("Others present, and anything about the setting"), widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self, about: Opened) -> None:
        covered = about.so_far.covered
        self.fields["discussed"].choices = [
            (
                e.episode,
                _("Back %(when)s") % {"when": moment_words(e.returned, about.viewer.at)}
                if e.returned.is_known
                else _("Back, time not recorded"),
            )
            for e in covered
        ]
        if len(covered) == 1:
            self.fields["discussed"].initial = [covered[0].episode]

    def given(self) -> dict[str, Any]:
        answers = super().given()
        about = self.about
        relation = about.so_far.allocation.last()
        said = relation.says("relation") if relation else None
        return answers | {
            "discussed": [UUID(e) for e in answers["discussed"]],
            "relation": InterviewerRelation(said) if said else None,
        }


class Seen(StepForm):
    """Met, and nothing was talked about."""

    happened = happened(_("When?"))
    words = Text(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}))


class SentBack(StepForm):
    """Comments for the author, one a line."""

    comments = Text(
        label=_("What should be looked at again? One comment a line."),
        required=True,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def given(self) -> dict[str, Any]:
        answers = super().given()
        return answers | {"comments": answers["comments"].splitlines()}


class Approved(StepForm):
    """Somebody other than the author has read it."""

    read = forms.BooleanField(label=_("I have read the whole record"), required=False)
    late_reason = Coded(LateReason, label=_("Past 72 hours: why?"), required=False, widget=forms.Select)

    def prepare(self, about: Opened) -> None:
        """Missing again before the talk is the reason most often there: it stands ready, and can be changed."""
        if went_again_and_was_late(about):
            self.fields["late_reason"].initial = LateReason.MISSING_AGAIN.value


def went_again_and_was_late(about: Opened) -> bool:
    """Whether the child went missing again before the talk, and the talk came later than 72 hours after an earlier return."""
    covered, talks = about.so_far.covered, about.so_far.talks
    if len(covered) == 1 or not talks:
        return False
    clocks = [statutory_clock(returned=e.returned, held=talks[-1].happened, was_held=True) for e in covered]
    return any(clock is not None and clock.result is InTime.NO for clock in clocks)
