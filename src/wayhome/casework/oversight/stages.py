"""Help and placed away, as the page of figures shows them: numbers of the common set, each with its list, and what is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from wayhome.casework.design.components import Table
from wayhome.casework.oversight import show
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.figures.figure import Line
from wayhome.casework.oversight.numbers import FAIR, Numbered
from wayhome.casework.oversight.periods import Chosen
from wayhome.casework.oversight.queries import counting
from wayhome.domain.vocabulary import Group
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.delivery import HEARD, HEARD_WITHIN_72_HOURS, WHO_DELIVERS
from wayhome.indicators.catalogue.followup import HELP_BEGAN_WITHIN_28_DAYS, HELP_OFFERED, HELP_WANTED
from wayhome.indicators.catalogue.not_counted import NOT_COUNTED
from wayhome.indicators.catalogue.reach import OFFERED
from wayhome.indicators.definition import Indicator, nothing_counted

HELP = (way.NEEDS_HELP.reached, HELP_OFFERED, HELP_WANTED, HELP_BEGAN_WITHIN_28_DAYS)
AWAY = (OFFERED, HEARD, HEARD_WITHIN_72_HOURS)
NOT_COUNTED_AWAY = ("O1", "O2", "O4")


def help_table(board: Board) -> Table:
    """What became of help: found to be needed, offered, wanted, begun. Each line divides by those it can be asked of."""
    lines = _lines(board, HELP, [number.title for number in HELP], board.chosen, board.floor)
    return show.table_of(_("Help"), lines, board.chosen)


def away_table(board: Board) -> Table:
    """Children placed away by this authority: asked, heard, in time, and who talked with them."""
    there = replace(board.chosen, group=Group.CARE_OUT, no_group=False)
    who = WHO_DELIVERS.parts()
    words = [
        _("Talked with by: %s") % words for words in (WHO_DELIVERS.value_words[value] for value in WHO_DELIVERS.values)
    ]
    lines = _lines(board, (*AWAY, *who), [*(number.title for number in AWAY), *words], there, FAIR)
    shown = [line for line in lines if line.numbered.number not in who or line.numbered.count.numerator]
    return show.table_of(_("Placed away"), shown, there)


def not_counted_away() -> list[dict[str, str]]:
    """What is asked of children placed away and cannot be counted here, each with the reason."""
    return [
        {"id": each.id, "title": each.title, "because": each.because} for each in NOT_COUNTED if each.id in NOT_COUNTED_AWAY
    ]  # fmt: skip


def _lines(board: Board, numbers: Sequence[Indicator], labels: Sequence[Any], chosen: Chosen, floor: int) -> list[Line]:
    found = counting.counts(board.viewer, numbers, chosen.which)
    return [
        Line(str(label), Numbered(number, found.get((number, ()), nothing_counted(number)), floor))
        for label, number in zip(labels, numbers, strict=True)
    ]
