"""A reply to a request for information: what leaves, attacked together with everything that left before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.release import Refused
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.design.times import date_words
from wayhome.casework.oversight.foi.answers import SIGN, Answer, Answered, Laid, Line, Row, Said, laid, line
from wayhome.casework.oversight.foi.copies import as_csv, as_html, as_pdf, as_text
from wayhome.casework.oversight.foi.request import Question, why_not_yet
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.releasing.attempts import SECONDS, Held, fullest
from wayhome.casework.oversight.releasing.ground import RETURNS, counting
from wayhome.casework.oversight.releasing.leaving import Copies, Kind, Leaving
from wayhome.casework.oversight.releasing.paper import why_not


class Reply(Leaving[Answered]):
    """The answers to the questions of one request, about one period of whole months."""

    kind = Kind.FOI
    seconds: float = SECONDS
    """For each attempt."""

    def __init__(
        self, questions: Sequence[Question], *, name: str, period: Period, authority: str, today: date
    ) -> None:
        self.questions, self.authority, self.today = tuple(questions), authority, today
        self.period = period
        self.name = _("Reply to “%(name)s”: %(authority)s, %(period)s") % {
            "name": name, "authority": authority, "period": period.words,
        }  # fmt: skip

    @cached_property
    def laid(self) -> Laid:
        return laid(self.questions, self.period, self.today)

    def why_not(self) -> str | None:
        return why_not(self.period, self.today) or why_not_yet(self.questions)

    def says_nothing(self, held: Answered) -> str | None:
        """“Withheld” is an answer too, and so is one in words."""
        return None

    def safe(self, rows: Iterable[Any], earlier: Sequence[Publication]) -> Answered:
        frame, every = self.laid.frame, self.laid.every_row
        counted = counting(frame, rows)

        def made(held: Held) -> Answered:
            fields = {name: getattr(held, name) for name in Held.__dataclass_fields__}
            return Answered(**fields, counted=counted)

        try:
            return fullest(
                self.name, frame, counted, self.laid.attempts(), earlier=earlier, made=made, population=RETURNS,
                enough=lambda held: held.says_enough(every), says=lambda held: held.says(every), seconds=self.seconds,
            )  # fmt: skip
        except Refused as refusal:
            raise Refused(f"{refusal} {what_to_do()}", refusal.leaks) from refusal

    def said(self, held: Answered) -> Said:
        """The reply as it may be read."""
        return Said(
            self.name, self.authority, self.period.words, _("Counted %(day)s") % {"day": date_words(self.today)}, notes(self.period),
            small(held), self._answers(held),
        )  # fmt: skip

    def _answers(self, held: Answered) -> tuple[Answer, ...]:
        found = []
        for place, (question, rows) in enumerate(zip(self.questions, self.laid.rows, strict=True), 1):
            measure = question.answered_with
            if measure is not None:
                found.append(Answer(place, question, measure, self._lines(rows, held), measure.means))
        return tuple(found)

    def _lines(self, rows: Sequence[Row], held: Answered) -> tuple[Line, ...]:
        """Every first line; the details only where at least one of them is printed."""
        details = any(held.keeps(row.counted) for row in rows if not row.is_first)
        return tuple(line(row, held) for row in rows if row.is_first or details)

    def copies(self, held: Answered, *, at: datetime) -> Copies:
        said = self.said(held)
        texts = {"csv": as_csv(said), "html": as_html(said), "txt": as_text(said)}
        return Copies(as_pdf(said, at=at), texts, [answer.plain() for answer in said.answers])


def notes(period: Period) -> tuple[str, ...]:
    """What is true of every number."""
    return (
        _("Period: %(period)s. Missing episodes go by the day the child went missing, everything else by the day of return. A record that is "
          "put right later changes the figures.") % {"period": period.words},
        _("A return is a missing episode that ended with the child back and under 18. What nobody recorded is not counted as a no: it stands "
          "beside the number, with the least and the most that the number can be. An episode whose day is not recorded is in no period."),
    )  # fmt: skip


def small(held: Answered) -> tuple[str, ...]:
    """The rule of small numbers, as a reader needs it."""
    hidden = len(held.withheld)
    return (
        _("“%(sign)s” stands in the place of a number that is not printed: one from 1 to 5, in episodes or in different children, and any "
          "other that would give it away. The number itself could point at a child.") % {"sign": SIGN},
        _("Profile %(name)s: %(title)s.") % {"name": DFE.name, "title": DFE.title},
        ngettext("%(number)d figure is withheld here.", "%(number)d figures are withheld here.", hidden) % {"number": hidden},
    )  # fmt: skip


def what_to_do() -> str:
    """What helps when a reply is refused."""
    return _(
        "Choose a longer period, or ask for fewer details: all children in place of groups, and words in place of the numbers that are "
        "small. Nothing was released."
    )
