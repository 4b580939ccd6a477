"""The questions of a request, the months it is about, and what answers each question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.dateformat import format as in_words
from django.utils.translation import gettext_lazy as _

from wayhome.casework.oversight.foi.measures import GROUPS, MEASURES
from wayhome.casework.oversight.foi.request import Question, of_set, of_text, why_not_these
from wayhome.casework.oversight.foi.sets import SETS
from wayhome.casework.oversight.periods import A_DAY, Period, financial_years, month_before
from wayhome.casework.oversight.releasing.paper import why_not

PASTED, OTHER_MONTHS = "pasted", "months"
YEARS, MONTHS = 3, 60
LONGEST_TEXT, LONGEST_ANSWER = 20_000, 4_000


class AskedForm(forms.Form):
    """A known set or pasted questions, and whole months."""

    source = forms.ChoiceField(label=_("Which questions?"), widget=forms.RadioSelect, initial=PASTED)
    pasted = forms.CharField(
        label=_("The questions, as they were sent"), required=False, max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Paste the questions alone, numbered or one on each line. Leave out who asks: names are not needed here."),
    )  # fmt: skip
    period = forms.ChoiceField(label=_("Which period?"), widget=forms.RadioSelect)
    first = forms.ChoiceField(label=_("First month"), required=False)
    last = forms.ChoiceField(label=_("Last month"), required=False)
    name = forms.CharField(
        label=_("Your reference"), required=False, max_length=60,
        help_text=_("It stands in the title of the reply, for example FOI 2025/118."),
    )  # fmt: skip

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.years = {each.key: each for each in financial_years(today, YEARS)}
        sets = [
            (each.word, _("%(title)s: %(number)d questions") % {"title": each.title, "number": len(each.questions)})
            for each in SETS.values()
        ]
        months = [month_before(today, number) for number in range(1, MONTHS + 1)]
        choices = [("", _("Choose a month")), *((each.isoformat(), in_words(each, "F Y")) for each in months)]
        self._choices("source", [(PASTED, _("I paste them")), *sets])
        self._choices(
            "period",
            [*((key, each.words) for key, each in self.years.items()), (OTHER_MONTHS, _("Other whole months"))],
        )
        self._choices("first", choices)
        self._choices("last", choices)
        self.fields["period"].initial = next(
            (key for key, each in self.years.items() if why_not(each, today) is None), OTHER_MONTHS
        )

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("source") == PASTED and "pasted" in given and (words := why_not_these(given["pasted"])):
            self.add_error("pasted", words)
        if given.get("period") == OTHER_MONTHS:
            self._check_months(given)
        is_whole = given.get("period") and not self.errors.keys() & {"period", "first", "last"}
        if is_whole and (words := why_not(self.asked_period, self.today)):
            self.add_error("period", words)
        return given

    def _check_months(self, given: dict[str, Any]) -> None:
        for name, words in (("first", _("Choose the first month.")), ("last", _("Choose the last month."))):
            if not given.get(name):
                self.add_error(name, words)
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last month comes before the first. Change one of them."))

    @property
    def asked_period(self) -> Period:
        """The period of a form that is in order."""
        given = self.cleaned_data
        if given["period"] in self.years:
            return self.years[given["period"]]
        first, last = date.fromisoformat(given["first"]), date.fromisoformat(given["last"])
        return Period("", first, month_before(last, -1) - A_DAY)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, each with what it is matched to; of a form that is in order."""
        source = self.cleaned_data["source"]
        return of_text(self.cleaned_data["pasted"]) if source == PASTED else of_set(SETS[source])

    @property
    def called(self) -> str:
        """What the request is called: its reference, or the set."""
        source = self.cleaned_data["source"]
        return self.cleaned_data["name"].strip() or (
            str(_("Request for information")) if source == PASTED else SETS[source].title
        )


class MatchedForm(forms.Form):
    """What answers each question: three fields for each, by its number."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = tuple(questions)
        measures = [("", _("Choose what answers it")), *((each.word, each.words) for each in MEASURES.values())]
        groups = [(each.word, each.words) for each in GROUPS.values()]
        for place, each in enumerate(self.asked, 1):
            about = {"number": place}
            self.fields[f"measure_{place}"] = forms.ChoiceField(
                label=_("Question %(number)d is answered with") % about,
                choices=measures,
                required=False,
                initial=each.measure,
            )
            self.fields[f"group_{place}"] = forms.ChoiceField(
                label=_("Question %(number)d is about") % about, choices=groups, required=False, initial=each.group
            )
            self.fields[f"words_{place}"] = forms.CharField(
                label=_("Our own words for question %(number)d") % about, required=False, initial=each.words, max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def of_question(self, place: int) -> list[forms.BoundField]:
        """The fields of one question, by its number from 1."""
        return [self[f"{name}_{place}"] for name in ("measure", "group", "words")]


def as_fields(questions: Sequence[Question]) -> dict[str, str]:
    """What answers each question, as the form names it."""
    found = {}
    for place, each in enumerate(questions, 1):
        found |= {f"measure_{place}": each.measure, f"group_{place}": each.group, f"words_{place}": each.words}
    return found


def from_fields(questions: Sequence[Question], given: dict[str, Any]) -> tuple[Question, ...]:
    """The questions with what the form says of each; what was chosen by a person no longer rests on words that were found."""
    found = []
    for place, each in enumerate(questions, 1):
        measure, group = given[f"measure_{place}"], given[f"group_{place}"]
        kept = each if (measure, group) == (each.measure, each.group) else replace(each, because=(), also=())
        found.append(replace(kept, measure=measure, group=group, words=given[f"words_{place}"]))
    return tuple(found)
