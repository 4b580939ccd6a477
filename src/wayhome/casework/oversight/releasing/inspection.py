"""The part of the inspection pack that may be handed over: the figures of a board paper, and what was changed, in managers' words.

Numbers are attacked before they leave; a number inside a sentence that somebody typed is not. So what speaks of a number stays
inside, and the paper says how many entries that is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.releasing.leaving import Copies, Kind
from wayhome.casework.oversight.releasing.paper import BoardPaper, paper_of
from wayhome.casework.oversight.releasing.printing import Closing, printed
from wayhome.casework.oversight.releasing.safe import Safe

NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry in the words of a paper: what children said, what was changed since when, and who wrote it."""

    theme: str
    said: str
    changed: str
    since: str
    signed: str

    @property
    def speaks_of_a_number(self) -> bool:
        return any(NUMBER.search(text) for text in (self.said, self.changed))

    @property
    def words(self) -> tuple[str, ...]:
        said = _("%(theme)s. Children said: %(said)s") % {"theme": self.theme, "said": self.said}
        changed = _("We changed, from %(since)s: %(changed)s") % {"since": self.since, "changed": self.changed}
        return said, changed, self.signed


class InspectionPaper(BoardPaper):
    """The figures and what was changed, for an inspector to take away."""

    kind = Kind.INSPECTION

    def __init__(self, board: Board, authority: str, changed: Sequence[Changed]) -> None:
        super().__init__(board, authority)
        self.name = _("For an inspection. %(name)s") % {"name": self.name}
        self.changed = changed

    def copies(self, held: Safe, *, at: datetime) -> Copies:
        paper = paper_of(self.board, held, self.authority)
        return Copies(printed(replace(paper, title=self.name, closing=(closing(self.changed),)), at=at))


def closing(changed: Sequence[Changed]) -> Closing:
    """What was changed, as the end of the paper; the entries that speak of a number are counted and not printed."""
    told = [each for each in changed if not each.speaks_of_a_number]
    words = [line for each in told for line in each.words] or [_("Nothing is printed here.")]
    left = len(changed) - len(told)
    if left:
        words.append(
            ngettext(
                "%(n)d more entry speaks of a number and is read on site.", "%(n)d more entries speak of numbers and are read on site.", left
            ) % {"n": left}
        )  # fmt: skip
    return Closing(_("What we changed because of what children told us"), tuple(words))
