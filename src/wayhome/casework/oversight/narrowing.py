"""One form for everything that returns can be cut by: what is chosen stands above it, each with a link that takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.cuts import CUTS, NOT_RECORDED, Cut, Taken
from wayhome.casework.oversight.periods import CUSTOM, GROUPS, WORDS


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a list. `number` is how many returns it leaves; None where nobody counted."""

    word: str
    words: str
    is_chosen: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One list of the form."""

    name: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that was made, and the address without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """The form, what was chosen, and the address with nothing chosen but the period."""

    picks: tuple[Pick, ...]
    chips: tuple[Chip, ...]
    clear: str


def narrow(board: Board, path: str, *, counted: bool = False, any_time: bool = False, but: Cut | None = None) -> Narrow:
    """The form of one page. `counted`: each value says how many returns it leaves. `any_time`: the page names no period.

    `but` is a cut that the page itself makes, and so no choice.
    """
    chosen = board.chosen
    never = {"period": "", "from": "", "to": ""} if any_time else {}
    chips = [Chip(str(chosen.group_words), f"{path}?{chosen.query(**never, group='')}")] if chosen.group_word else []
    chips += [
        Chip(said(board, taken), f"{path}?{chosen.query(**never, **{taken.cut.name: ''})}") for taken in chosen.cuts
    ]
    nothing = {"group": "", **{cut.name: "" for cut in CUTS}}
    picks = (_period(board), _group(board, counted), *(_cut(board, cut, counted) for cut in CUTS if cut is not but))
    return Narrow(picks, tuple(chips), f"{path}?{chosen.query(**never, **nothing)}")


def said(board: Board, taken: Taken) -> str:
    """One cut in words: "Age on return: 13 to 15"."""
    return _("%(what)s: %(value)s") % {"what": taken.cut.words, "value": value_words(board, taken)}


def value_words(board: Board, taken: Taken) -> str:
    """The value of a cut in words."""
    if taken.value is None:
        return str(taken.cut.unknown)
    if taken.cut.of:
        named = {str(id): name for id, name in board.here.of(taken.cut.of).items()}
        return named.get(taken.word, _("an organisation that no return is with"))
    return str(taken.cut.values[taken.word][1])


def cut_words(board: Board) -> str:
    """Every cut in words, one after the other; empty for none."""
    return "; ".join(said(board, taken) for taken in board.chosen.cuts)


def words(board: Board) -> str:
    """The group and every cut in words; empty for all children."""
    return ", ".join(filter(None, (board.chosen.group_words, cut_words(board))))


def _period(board: Board) -> Pick:
    key = board.chosen.period.key
    named = {**WORDS, CUSTOM: _("Two days of your own, below")}
    return Pick("period", _("Period"), tuple(Option(word, str(said), word == key) for word, said in named.items()))


def _group(board: Board, counted: bool) -> Pick:
    of = board.facets.numbers("group") if counted else None
    values: list[tuple[str, object, object]] = [(group.value, group.value, words) for group, words in GROUPS.items()]
    values.append((NOT_RECORDED, None, _("Not recorded where they lived")))
    return Pick("group", _("Children"), _options(values, board.chosen.group_word, of))


def _cut(board: Board, cut: Cut, counted: bool) -> Pick:
    of = board.facets.numbers(cut.column) if counted else None
    values: list[tuple[str, object, object]] = [(word, value, words) for word, (value, words) in cut.values.items()]
    if cut.of:
        values = [(str(id), id, name) for id, name in board.here.of(cut.of).items()]
    values.append((NOT_RECORDED, None, cut.unknown))
    return Pick(cut.name, str(cut.words), _options(values, board.chosen.value_of(cut), of))


def _options(
    values: Iterable[tuple[str, object, object]], chosen: str, of: dict[object, int] | None
) -> tuple[Option, ...]:
    made = [Option("", _("All"), not chosen)]
    made += [
        Option(word, str(words), word == chosen, None if of is None else of.get(value, 0)) for word, value, words in values
    ]  # fmt: skip
    return tuple(made)
