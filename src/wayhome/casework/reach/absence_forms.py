"""Forms about an absence that ended otherwise than by coming back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children.forms import Text
from wayhome.casework.reach.absence_steps import AbsenceForm, AbsenceOpened
from wayhome.casework.reach.actions.ending import SECONDS
from wayhome.casework.reach.forms import happened
from wayhome.casework.reach.queries import other_absences
from wayhome.domain.wallclock import moment_words

LONG = {"rows": 4}


class Why(AbsenceForm):
    """Why."""

    reason = Text(label=_("Why"), required=True, widget=forms.Textarea(attrs=LONG))


class Twice(AbsenceForm):
    """Which absence this one is again."""

    survivor = forms.TypedChoiceField(label=_("Which absence is it again? That one goes on."), coerce=UUID)
    reason = Text(label=_("How do you know?"), required=True, widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: AbsenceOpened) -> None:
        others = other_absences(about.viewer, about.id)
        said = [(str(o.id), f"{o.reference}: {_left(o.missing_from, about)}") for o in others]
        self.fields["survivor"].choices = [("", now_("Choose one")), *said]


class Decided(AbsenceForm):
    """A team manager's decision on what a coordinator proposed."""

    agreed = forms.TypedChoiceField(
        label=_("Do you agree?"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", _("Yes, do as proposed")), ("no", _("No, the absence stands"))),
    )  # fmt: skip
    reason = Text(label=_("Why"), widget=forms.Textarea(attrs=LONG))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("agreed") is False and not answers.get("reason"):
            self.add_error("reason", now_("Say why the absence stands. The coordinator reads it."))
        return answers


class Died(AbsenceForm):
    """A child has died. As little is asked as can be."""

    happened = happened(_("When did they die?"))
    words = Text(label=_("What is known, and who told you"), widget=forms.Textarea(attrs=LONG))


class PutBack(AbsenceForm):
    """An ending was wrong: why, and who else says so."""

    second = forms.TypedChoiceField(label=_("Who decided this with you?"), coerce=UUID)
    reason = Text(label=_("Why it was wrong"), required=True, widget=forms.Textarea(attrs=LONG))

    def prepare(self, about: AbsenceOpened) -> None:
        people = people_in_role(about.viewer, *SECONDS, at=about.viewer.at)
        others = [(str(p.id), p.name) for p in people if p.id != about.viewer.user]
        self.fields["second"].choices = [("", now_("Choose one")), *others]


def _left(moment: Any, about: AbsenceOpened) -> str:
    return moment_words(moment, about.viewer.at) if moment.is_known else now_("time not recorded")
