"""Forms of Follow-up: a need and what came of it, and the ways of closing a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from wayhome.casework.accounts.queries import names, people_in_role
from wayhome.casework.children.forms import Text, Truth
from wayhome.casework.delivery.forms import Chosen
from wayhome.casework.design.when import WhenField
from wayhome.casework.followup.queries import other_cases
from wayhome.casework.journey.steps import Opened, StepForm
from wayhome.casework.organisations.forms import day
from wayhome.casework.organisations.queries import directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach.forms import Coded, happened
from wayhome.domain.journey.closing import OWN_CLOSING, sign_off_because
from wayhome.domain.moment import Precision
from wayhome.domain.vocabulary import Answerer, NeedKind, Outcome, Role
from wayhome.domain.wallclock import moment_words

OWNERS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER)
WANTED = (("wants_it", _("Yes")), ("does_not", _("No")), ("not_sure", _("Not sure")), ("not_asked", _("Not asked yet")))
ENDINGS = (
    ("as_planned", _("Finished as planned")), ("broken_off", _("Broken off")), ("moved", _("Moved away")),
    ("turned_18", _("Turned 18")),
)  # fmt: skip
AGAIN = (
    ("yes", _("Yes, with a date in the diary")), ("if_they_ask", _("Yes, whenever they ask")),
    ("no", _("No")),
)  # fmt: skip
WITHOUT_A_TALK = tuple(o for o in Outcome if not (o.is_undertaken or o.is_open or o in OWN_CLOSING))
TOLD_US = tuple(o for o in Outcome if not o.is_open and o is not Outcome.MOVED_OR_TRANSFERRED)
LONG = {"rows": 3}


def chosen_from(people: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose one")), *((str(p.id), p.name) for p in people)]


class Needed(StepForm):
    """A need, at any level of risk."""

    kind = Coded([k for k in NeedKind if k is not NeedKind.NONE], label=_("What is needed?"), widget=forms.Select)
    childs_view = forms.ChoiceField(label=_("Do they want it?"), choices=WANTED, widget=forms.RadioSelect)
    words = Text(label=_("What would help, and why"), widget=forms.Textarea(attrs=LONG))


class Owned(StepForm):
    """The person who sees to it. A team cannot own a need."""

    owner = Chosen(label=_("Who will see to it?"))

    def prepare(self, about: Opened) -> None:
        people = {p.id: p for p in people_in_role(about.viewer, *OWNERS, at=about.viewer.at)}
        listening = about.so_far.interviewer
        if listening:
            people |= names(about.viewer, [UUID(listening)])
        ordered = sorted(people.values(), key=lambda p: (p.id != about.viewer.user, p.name))
        self.fields["owner"].choices = [("", _("Choose one")), *((str(p.id), p.beside(about.viewer)) for p in ordered)]


class Unowned(StepForm):
    """Nobody can own it yet: a team manager knows, by name."""

    escalated_to = Chosen(label=_("Which team manager knows?"))

    def prepare(self, about: Opened) -> None:
        self.fields["escalated_to"].choices = chosen_from(
            people_in_role(about.viewer, Role.TEAM_MANAGER, at=about.viewer.at, of=about.organisation)
        )


class Offered(StepForm):
    """A named service, on a date. Being told where to look is not an offer."""

    service = Text(label=_("Which service?"), required=True, max_length=200)
    offered_on = day(_("Offered on"))
    words = Text(label=_("Note"), widget=forms.Textarea(attrs=LONG))


class SaidYes(StepForm):
    """Who said yes, and when."""

    said_by = Coded((Answerer.CHILD, Answerer.PARENT), label=_("Who said yes?"))
    happened = happened(_("When?"))


class SaidNo(StepForm):
    """Not wanted, or not any more."""

    happened = happened(_("When?"))
    reason = Text(label=_("Why, in their words if you can"), required=True, widget=forms.Textarea(attrs=LONG))


class Nowhere(StepForm):
    """No such service here, or its list is shut. The gap is counted."""

    service = Text(label=_("What kind of service is missing?"), required=True, max_length=120)
    area = Text(label=_("Where?"), required=True, max_length=120)


class Begun(StepForm):
    """The first session took place."""

    happened = happened(_("When was the first session?"))


class Over(StepForm):
    """It is over."""

    ended_how = forms.ChoiceField(label=_("How did it end?"), choices=ENDINGS, widget=forms.RadioSelect)
    happened = happened(_("When?"))


class Otherwise(StepForm):
    """Met another way, not wanted, or entered twice."""

    reason = Text(
        label=_("Met another way, not wanted, or entered twice: which, and how?"),
        required=True,
        widget=forms.Textarea(attrs=LONG),
    )


class Reviewed(StepForm):
    """What is thought of the risk, when nobody heard the child."""

    words = Text(
        label=_("What do we know, and what do we think of the risk now?"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Closed(StepForm):
    """The child was heard, everybody was decided about, every need has an answer."""

    child_told_what_next = Truth(label=_("Was the child told what happens next?"))


class ClosedWithout(StepForm):
    """Nobody heard the child: why, for each return; what was left with them; who signs it off."""

    leaflet_given = Truth(label=_("Leaflet and helpline numbers given?"))
    offer_again = forms.ChoiceField(label=_("Will a talk be offered again?"), choices=AGAIN, widget=forms.RadioSelect)
    no_tries_because = Text(label=_("No try is recorded: why?"), max_length=200)
    signed_off_by = Chosen(label=_("Which team manager signs this off?"), required=False)
    words = Text(label=_("Anything the next person should know"), widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: Opened) -> None:
        asked = {f"outcome_{e.episode}": _outcome(about, e) for e in about.so_far.covered}
        self.fields = {**asked, **self.fields}
        managers = people_in_role(about.viewer, Role.TEAM_MANAGER, at=about.viewer.at)
        because = sign_off_because(about.so_far, about.known)
        self.fields["signed_off_by"].choices = chosen_from(managers)
        self.fields["signed_off_by"].required = because is not None
        self.fields["signed_off_by"].help_text = (
            now_("Needed here: %s.") % because if because else now_("Not needed here.")
        )
        if about.so_far.tries:
            del self.fields["no_tries_because"]

    def given(self) -> dict[str, Any]:
        answers = super().given()
        outcomes = {name: answers.pop(name) for name in list(answers) if name.startswith("outcome_")}
        chosen = {UUID(name.removeprefix("outcome_")): o for name, o in outcomes.items() if o is not None}
        return answers | {"outcomes": chosen}


def _outcome(about: Opened, absence: Any) -> Coded:
    """One question for each return: why nobody heard the child about it."""
    when = moment_words(absence.returned, about.viewer.at) if absence.returned.is_known else now_("time not recorded")
    return Coded(
        WITHOUT_A_TALK, label=now_("Back %(when)s: why was there no talk?") % {"when": when}, widget=forms.Select
    )


class Because(StepForm):
    """Why."""

    reason = Text(label=_("Why"), required=True, widget=forms.Textarea(attrs={"rows": 4}))


class Decided(StepForm):
    """A team manager's decision on what a coordinator proposed."""

    agreed = forms.TypedChoiceField(
        label=_("Do you agree?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", _("Yes, they are one case")), ("no", _("No, this case goes on"))),
    )  # fmt: skip
    reason = Text(label=_("Why"), widget=forms.Textarea(attrs=LONG))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("agreed") is False and not answers.get("reason"):
            self.add_error("reason", now_("Say why the case goes on. The coordinator reads it."))
        return answers


class Twice(StepForm):
    """Which case this one is again."""

    survivor = Chosen(label=_("Which case is it again? That one goes on."))
    reason = Text(label=_("How do you know?"), required=True, widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: Opened) -> None:
        others = [(str(c.id), c.words) for c in other_cases(about.viewer, about.case)]
        self.fields["survivor"].choices = [("", now_("Choose one")), *others]


class Grown(StepForm):
    """Turned 18: what was offered before the case closes."""

    offered = forms.ChoiceField(
        label=_("What were they offered?"), widget=forms.RadioSelect,
        choices=(("talk", _("A talk")), ("adult_service", _("A service for adults"))),
    )  # fmt: skip
    words = Text(label=_("What was offered, and what they said"), widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: Opened) -> None:
        if about.so_far.child_was_told:  # they were asked already, as the journey says
            del self.fields["offered"]

    def given(self) -> dict[str, Any]:
        return {"offered": None} | super().given()


class Deceased(StepForm):
    """The child has died: which head of service was told."""

    head_of_service = Chosen(label=_("Which head of service was told?"))
    words = Text(label=_("Anything that still has to be seen to, and by whom"), widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: Opened) -> None:
        people = people_in_role(about.viewer, Role.SERVICE_MANAGER, at=about.viewer.at)
        self.fields["head_of_service"].choices = chosen_from(people)
        if not people:
            self.fields["head_of_service"].help_text = now_(
                "Nobody is down as head of service here. Ask the person who runs Wayhome where you work to add them."
            )


class SentOn(StepForm):
    """Another authority answers for this return."""

    authority = Chosen(label=_("Which council is responsible?"), required=False)
    authority_name = Text(label=_("If it is not in the list, its name"), max_length=120)
    happened = happened(_("When did you send it to them?"))
    words = Text(label=_("To whom, how, and what you sent"), widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: Opened) -> None:
        here = directory(about.viewer, OrganisationKind.AUTHORITY)
        others = [(str(o.id), o.name) for o in here if o.id != about.organisation]
        self.fields["authority"].choices = [("", now_("Not in the list")), *others]


class TakenOn(StepForm):
    """They say they have it."""

    words = Text(
        label=_("Who says they have it, and how you reach them"), required=True, widget=forms.Textarea(attrs=LONG)
    )
    happened = happened(_("When did they say so?"))


class EndedThere(StepForm):
    """What the responsible authority says came of it."""

    outcome = Coded(TOLD_US, label=_("What do they say came of it?"), widget=forms.Select)
    held = WhenField(
        label=_("If there was a talk: when?"), required=False, precisions=(Precision.EXACT, Precision.UNKNOWN)
    )
    words = Text(label=_("Who told you"), widget=forms.Textarea(attrs=LONG))

    def given(self) -> dict[str, Any]:
        answers = super().given()
        return answers | {"held_at": answers.pop("held").earliest}


class Noted(StepForm):
    """Nothing more is asked."""

    words = Text(label=_("Anything the next person should know"), widget=forms.Textarea(attrs=LONG))
