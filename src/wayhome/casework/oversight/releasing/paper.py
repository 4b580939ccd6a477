"""What a board paper says: the sentences and figures of the page, of what may be printed, with what each number means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.design.times import date_words
from wayhome.casework.oversight import paragraph
from wayhome.casework.oversight.board import FIGURES, Board
from wayhome.casework.oversight.figures.change import UNTIL_JUDGED, change_figure
from wayhome.casework.oversight.figures.figure import WITHHELD, Figure, Kept, Line
from wayhome.casework.oversight.numbers import Numbered
from wayhome.casework.oversight.paragraph import Shown
from wayhome.casework.oversight.periods import A_DAY, NOT_RECORDED, Period
from wayhome.casework.oversight.releasing.ground import STEPS, Ground, Stretch
from wayhome.casework.oversight.releasing.leaving import Copies, Kind, Leaving
from wayhome.casework.oversight.releasing.printing import Paper, Section, printed
from wayhome.casework.oversight.releasing.safe import TOO_FEW_FOR_A_POINT, Safe, make_safe
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way

SIGN = DFE.hidden.value
"""What stands in a table in the place of a number that is withheld."""


class BoardPaper(Leaving[Safe]):
    """The page as a paper for people outside the building."""

    kind = Kind.BOARD_PAPER

    def __init__(self, board: Board, authority: str) -> None:
        self.board, self.authority = replace(board, plain=True), authority
        self.name, self.period, self.lived = name_of(board, authority), board.chosen.period, lived_of(board)

    def why_not(self) -> str | None:
        return why_not_now(self.board)

    def safe(self, rows: Iterable[Any], earlier: Sequence[Publication]) -> Safe:
        return make_safe(
            self.name, ground_of(self.board), rows, period=period_of(self.board), chart=chart_of(self.board), earlier=earlier
        )  # fmt: skip

    def copies(self, held: Safe, *, at: datetime) -> Copies:
        return Copies(printed(paper_of(self.board, held, self.authority), at=at))


def why_not_now(board: Board) -> str | None:
    """Why the page as it was chosen may not leave, or None when it may."""
    if board.chosen.cuts:
        return _(
            "A paper is about all children or one group, so that one part cannot be taken from another. Clear every other choice."
        )
    return why_not(board.chosen.period, board.today)


def why_not(period: Period, today: date) -> str | None:
    """Why no figures of a period may leave, or None when they may."""
    whole = period.first.day == 1 and (period.last + A_DAY).day == 1
    if not whole:
        return _(
            "What leaves the building is about whole months, so that one period cannot be taken from another. Choose whole months."
        )
    if period.last + UNTIL_JUDGED >= today:
        return _(
            "The last returns of this period are not old enough to judge yet. They can be released from %(day)s on."
        ) % {"day": date_words(period.last + UNTIL_JUDGED + A_DAY)}
    return None


def ground_of(board: Board) -> Ground:
    """Where the numbers of the page stand."""
    stretches = (period_of(board), *chart_of(board))
    return Ground(board.today, tuple(dict.fromkeys(stretches)), lived_of(board) or "all")


def lived_of(board: Board) -> str | None:
    """The group that the page is about, as the ground calls it; None for all children."""
    return NOT_RECORDED.replace("_", " ") if board.chosen.no_group else board.chosen.group_word or None


def period_of(board: Board) -> Stretch:
    return Stretch(board.chosen.period.first, board.chosen.period.last)


def chart_of(board: Board) -> list[Stretch]:
    return [Stretch.called(stretch.name, board.today) for stretch in board.series.stretches]


def name_of(board: Board, authority: str) -> str:
    """The title of the paper."""
    about = f", {board.chosen.group_words}" if board.chosen.group_words else ""
    return _("How are we doing? %(authority)s%(about)s, %(period)s") % {
        "authority": authority, "about": about, "period": board.chosen.period.words,
    }  # fmt: skip


def paper_of(board: Board, safe: Safe, authority: str) -> Paper:
    """The paper of what was found safe."""
    sections = tuple(_section(board, safe, name) for name in FIGURES)
    said = paragraph.sentences(
        board.paragraph, board.chosen.period.words, shown=lambda found: _shown(found, safe.kept),
        no_talk=lambda number, clause: clause % {"number": _no_talk(number, safe.kept)},
    )  # fmt: skip
    made = _("Counted %(day)s") % {"day": date_words(board.today)}
    about = _("%(authority)s. Returns from %(period)s%(group)s. %(made)s.") % {
        "authority": authority, "period": board.chosen.period.words, "made": made,
        "group": f", {board.chosen.group_words}" if board.chosen.group_words else "",
    }  # fmt: skip
    return Paper(
        title=name_of(board, authority), about=about, made=made, authority=authority, sentences=tuple(map(str, said)),
        notes=(paragraph.terms(),), sections=sections, small=_small(safe), definitions=_definitions(),
    )  # fmt: skip


def _shown(found: Numbered, kept: Kept) -> Shown:
    counted, out_of, unknown = (kept(found.number, p) for p in (Part.COUNTED, Part.EVERYONE, Part.NOT_KNOWN))
    whole = paragraph.whole(found)
    return Shown(
        counted=whole.counted if counted else WITHHELD,
        share=whole.share if counted and out_of and unknown else WITHHELD,
        unknown=whole.unknown if unknown else WITHHELD,
    )


def _no_talk(number: int, kept: Kept) -> object:
    return number if kept(way.WHY_NO_TALK.parts()[0], Part.EVERYONE) else WITHHELD


def _section(board: Board, safe: Safe, name: str) -> Section:
    if name == "change":
        return _over_time(board, safe)
    figure = board.figure(name, safe.kept)
    lost = {step.lost for step in STEPS}
    lines = [line for line in figure.lines if line.numbered.number not in lost]
    more = [
        f"{line.label}: {line.numbered.count.numerator if safe.kept(line.numbered.number, Part.COUNTED) else WITHHELD}."
        for line in figure.lines if line.numbered.number in lost
    ]  # fmt: skip
    return Section(figure, _head(), tuple(_row(line, safe.kept) for line in lines), (" ".join(more),) if more else ())


def _over_time(board: Board, safe: Safe) -> Section:
    found, kept = board.series, []
    for stretch, months in zip(found.stretches, chart_of(board), strict=True):
        parts = (Part.COUNTED, Part.EVERYONE, Part.NOT_KNOWN)
        held = not all(safe.keeps(way.IN_TIME, part, months) for part in parts)
        kept.append((replace(stretch, withheld=held), months))
    figure: Figure = change_figure(replace(found, stretches=tuple(stretch for stretch, _months in kept)))
    rows = [
        _row(line, lambda number, part, at=months: safe.keeps(number, part, at))  # type: ignore[misc]
        for line, (_stretch, months) in zip(figure.lines, kept, strict=True)
    ]
    return Section(figure, _head(), tuple(rows))


def _head() -> tuple[str, ...]:
    return _("What"), _("Counted"), _("Out of"), _("Not recorded"), _("Share of known"), _("Could be")


def _row(line: Line, kept: Kept) -> tuple[str, ...]:
    """One line of a table; the sign in the place of what is withheld, and of whatever would give it away."""
    found, number = line.numbered, line.numbered.number
    plain = found.count.denominator is None
    counted, unknown = kept(number, Part.COUNTED), plain or kept(number, Part.NOT_KNOWN)
    out_of = plain or kept(number, Part.EVERYONE)
    every = counted and unknown and out_of
    cells: list[tuple[Any, bool]] = [
        (found.count.numerator, counted), (found.out_of, out_of),
        (_("does not apply") if plain else found.count.not_known, unknown), (found.share, every),
        (found.bound or _("as it stands"), every),
    ]  # fmt: skip
    return line.label, *(str(words) if shown else SIGN for words, shown in cells)


def _small(safe: Safe) -> tuple[str, ...]:
    hidden = len(safe.withheld)
    return (
        _(
            "A number from 1 to 5, in returns or in different children, is not printed, nor what would give it away: the rest of its "
            "group, a share, a total that it could be taken from. In a table “%(sign)s” stands in its place, in a sentence “withheld”."
        ) % {"sign": SIGN},
        _("Profile %(name)s: %(title)s.") % {"name": DFE.name, "title": DFE.title},
        _("A month or quarter with fewer than %(number)d returns is too few to show fairly, and is no point of a chart.") % {
            "number": TOO_FEW_FOR_A_POINT
        },
        ngettext("%(number)d figure is withheld here.", "%(number)d figures are withheld here.", hidden) % {"number": hidden},
        _("Before it was printed, this paper was attacked together with every earlier release, and nothing small could be worked out."),
    )  # fmt: skip


def _definitions() -> tuple[tuple[str, ...], ...]:
    numbers = [way.RETURNS, *(step.reached for step in STEPS), way.IN_TIME, way.IN_TIME_OF_TALKS, way.WHY_NO_TALK]
    return tuple(
        (f"{n.title} ({n.id})", f"{n.numerator_words}.", f"{n.denominator_words}.", str(n.definition_version))
        for n in numbers
    )
