"""Provider by provider and force by force: what each was given, what became of it, and who waits for whom. A to Z, never by value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.benchmarking.rates import wilson
from wayhome.casework.design.components import Act, Column, Table
from wayhome.casework.oversight import hands, narrowing, show
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.cuts import FORCE, NOT_RECORDED, PROVIDER, Cut
from wayhome.casework.oversight.numbers import FAIR, Numbered, percent
from wayhome.casework.oversight.periods import Chosen
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.whose import notices_waiting
from wayhome.casework.oversight.views import around, asked_for
from wayhome.casework.oversight.whose import THEIRS, NextStep
from wayhome.casework.work.links import link_if, present
from wayhome.indicators.catalogue import reach, timeliness, way
from wayhome.indicators.definition import Counts, Indicator, nothing_counted, numbers_of


@dataclass(frozen=True, slots=True)
class Hand:
    """One provider or police force: what the address calls it, its name, and its own page."""

    word: str
    id: UUID | None
    name: str
    url: str


@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    """Every provider that has or had returns of this authority, and its own team."""
    board = asked_for(request)
    numbers = (way.RETURNS, way.CHILD_ASKED.reached, way.HEARD.reached, way.IN_TIME, way.WAITING_NOW)
    lead = _(
        "A to Z, and in no other order: what is given to each differs, so that a share says little of who is better. "
        "A share of fewer than 20 returns is not said."
    )
    return _everybody(request, board, PROVIDER, numbers, title=_("Who holds the talks"), lead=lead)


@require_safe
def provider(request: HttpRequest, provider: str) -> HttpResponse:
    """One provider: what it was given, what became of it, and whose move is next."""
    board = asked_for(request)
    one = _named(board, PROVIDER, provider)
    chosen = _cut(board.chosen, PROVIDER, one.word)
    counts = _counted(board, chosen, hands.IN_PERIOD, hands.NOW)
    of = {step: counts[part_of(step)] for step in NextStep}
    theirs, ours = ([step for step in NextStep if (step in THEIRS) is side] for side in (True, False))
    context = {
        **around(request, board),
        **_whose(request, board, PROVIDER, one),
        "one": one,
        "lead": _(
            "The returns of which %(name)s holds the talk, or held it. What was handed back or taken back is not here: it is with whoever has it now."
        ) % {"name": one.name},
        "said": _lines(hands.IN_PERIOD, counts, chosen),
        "waiting": [
            (_("For them to do"), _steps(theirs, of, chosen)), (_("For the council to do"), _steps(ours, of, chosen)),
        ],
        "still_waiting": _line(way.WAITING_NOW, counts, chosen),
        "meanings": show.meanings((*hands.IN_PERIOD, way.WAITING_NOW, hands.NEXT)),
        "links": (),
    }  # fmt: skip
    return render(request, "oversight/hand.html", context)


@require_safe
def forces(request: HttpRequest) -> HttpResponse:
    """Every police force in whose area a child of this authority lived when they went, or that told of it."""
    board = asked_for(request)
    numbers = (hands.RETURNS, reach.NOTICE_HELD, timeliness.TOLD_SOON, hands.TIMED, hands.DIFFER)
    lead = _(
        "A to Z. A return is with the force that sent us a notice of it, or else the one of the place where the child lived. "
        "A share of fewer than 20 returns is not said."
    )
    return _everybody(request, board, FORCE, numbers, title=_("How the police told us"), lead=lead)


@require_safe
def force(request: HttpRequest, force: str) -> HttpResponse:
    """One police force: whether and how soon it told us, how well a return is timed, and who waits for whom."""
    board = asked_for(request)
    one = _named(board, FORCE, force)
    chosen = _cut(board.chosen, FORCE, one.word)
    counts = _counted(board, chosen, hands.OF_A_FORCE, (hands.DIFFER,))
    to_see_to = notices_waiting(board.viewer, one.id) if one.id else 0
    waits = Table(
        _("Who waits for whom"), (Column(_("What is waited for"), share=70), Column(_("Now"), number=True, share=30)),
        (
            _waits(hands.DIFFER, counts, chosen, _("For the council to settle: two sources give different times of return")),
            (_("For the council to see to: notices from them that could not be matched by themselves"), to_see_to),
        ),
    )  # fmt: skip
    context = {
        **around(request, board),
        **_whose(request, board, FORCE, one),
        "one": one,
        "lead": _("Sent, reached us, opened by us: between each two lies somebody’s inbox, and each side sees its own share of the hours."),
        "said": _lines(hands.OF_A_FORCE, counts, chosen),
        "waiting": [("", waits)],
        "still_waiting": None,
        "meanings": show.meanings((*hands.OF_A_FORCE, hands.DIFFER)),
        "links": present(
            link_if(board.viewer, "notices", _("Notices to see to")),
            link_if(board.viewer, "asked", _("What we asked the police, and wait for"), of="police"),
        ),
    }  # fmt: skip
    return render(request, "oversight/hand.html", context)


def _everybody(
    request: HttpRequest, board: Board, cut: Cut, numbers: tuple[Indicator, ...], *, title: str, lead: str
) -> HttpResponse:
    """Each by name, in the order of the alphabet, with a few numbers that open."""
    found = _by(board, cut, numbers)
    columns = (Column(_("Name"), share=30), *(Column(n.title, number=True) for n in numbers))
    rows = []
    for one in _all(board, cut):
        chosen = _cut(board.chosen, cut, one.word)
        of = {n: Numbered(n, found.get((n, (one.id,)), nothing_counted(n)), FAIR) for n in numbers}
        rows.append(
            (Act(one.name, _address(one.url, board.chosen)), *(_cell(of[n], chosen, one.name) for n in numbers))
        )
    context = {
        **around(request, board),
        "narrow": narrowing.narrow(board, request.path, but=cut),
        "title": title,
        "lead": lead,
        "table": Table(title, columns, tuple(rows)),
        "meanings": show.meanings(numbers),
    }
    return render(request, "oversight/hands.html", context)


def _by(board: Board, cut: Cut, numbers: Iterable[Indicator]) -> Counts:
    """Each number by each provider or force: those of the period, and those of now."""
    now = [number for number in numbers if number in hands.AT_ANY_TIME]
    then = [number for number in numbers if number not in hands.AT_ANY_TIME]
    chosen = _cut(board.chosen, cut, "")
    return counting.counts(board.viewer, then, chosen.which, (cut.column,)) | counting.counts(
        board.viewer, now, chosen.at_any_time, (cut.column,)
    )


def _counted(
    board: Board, chosen: Chosen, then: tuple[Indicator, ...], now: tuple[Indicator, ...]
) -> Mapping[Indicator, Numbered]:
    """Each number of one provider or force."""
    found = counting.counts(board.viewer, then, chosen.which) | counting.counts(board.viewer, now, chosen.at_any_time)
    numbers = numbers_of((*then, *now))
    return {n: Numbered(n, found.get((n, ()), nothing_counted(n)), FAIR) for n in numbers}


def _cut(chosen: Chosen, cut: Cut, word: str) -> Chosen:
    """The same choice, of this one alone."""
    others = tuple(taken for taken in chosen.cuts if taken.cut is not cut)
    taken = cut.taken(word)
    return Chosen(
        chosen.period, chosen.group, chosen.no_group, chosen.trouble, others if taken is None else (*others, taken)
    )


def _all(board: Board, cut: Cut) -> list[Hand]:
    named = board.here.of(cut.of)
    page = cut.name
    every = [Hand(str(id), id, name, reverse(f"oversight_{page}", args=[str(id)])) for id, name in named.items()]
    return [*every, Hand(NOT_RECORDED, None, str(cut.unknown), reverse(f"oversight_{page}", args=[NOT_RECORDED]))]


def _named(board: Board, cut: Cut, word: str) -> Hand:
    """One of those that are listed. Raises Http404."""
    found = next((one for one in _all(board, cut) if one.word == word), None)
    if found is None:
        raise Http404
    return found


def _whose(request: HttpRequest, board: Board, cut: Cut, one: Hand) -> dict[str, Any]:
    """Where the page stands among the others of its kind."""
    every = _("Who holds the talks") if cut is PROVIDER else _("How the police told us")
    return {
        "narrow": narrowing.narrow(board, request.path, but=cut),
        "up": {"words": every, "url": _address(reverse(f"oversight_{cut.name}s"), board.chosen)},
        "all_of_it": Act(
            _("Every figure of these returns"),
            f"{reverse('oversight')}?{_cut(board.chosen, cut, one.word).query()}",
        ),
    }


def _address(path: str, chosen: Chosen) -> str:
    return f"{path}?{chosen.query()}"


def _cell(found: Numbered, chosen: Chosen, whose: str) -> object:
    """A number that opens, with its share where that is fair."""
    words = str(found.count.numerator)
    if found.count.denominator is not None:
        words = _("%(number)d (%(share)s)") % {"number": found.count.numerator, "share": found.share}
    return Act(words, show.address(found.number, chosen), f"{found.number.title}, {whose}")


def _lines(numbers: Iterable[Indicator], counts: Mapping[Indicator, Numbered], chosen: Chosen) -> Table:
    columns = (
        Column(_("What"), share=30), Column(_("Counted"), number=True), Column(_("Of those known"), number=True),
        Column(_("Not recorded"), number=True), Column(_("Share"), number=True), Column(_("Could be"), number=True),
        Column(_("By chance"), number=True),
    )  # fmt: skip
    return Table(_("What became of these returns"), columns, tuple(_line(number, counts, chosen) for number in numbers))


def _line(number: Indicator, counts: Mapping[Indicator, Numbered], chosen: Chosen) -> tuple[object, ...]:
    found, name = counts[number], Act(number.title, show.address(number, chosen))
    if found.count.denominator is None:
        plain = _("does not apply")
        return name, found.count.numerator, plain, plain, found.out_of, found.could_be, plain
    return (
        name, found.count.numerator, found.count.known, found.count.not_known, found.share, found.could_be, by_chance(found),
    )  # fmt: skip


def by_chance(found: Numbered) -> str:
    """From where to where the share may lie by chance alone (Wilson, 95%), in words; none of too few."""
    if found.is_too_few:
        return _("too few")
    if not found.count.known:
        return _("no rate")
    low, high = wilson(found.count.numerator, found.count.known)
    return _("%(least)s to %(most)s") % {"least": percent(float(low)), "most": percent(float(high))}


def _steps(steps: Iterable[NextStep], of: Mapping[NextStep, Numbered], chosen: Chosen) -> Table:
    columns = (Column(_("What is waited for"), share=70), Column(_("Returns now"), number=True, share=30))
    rows = tuple((Act(step.label, show.address(part_of(step), chosen)), of[step].count.numerator) for step in steps)
    return Table(_("What is waited for"), columns, rows)


def _waits(number: Indicator, counts: Mapping[Indicator, Numbered], chosen: Chosen, words: str) -> tuple[object, ...]:
    return Act(words, show.address(number, chosen)), counts[number].count.numerator


def part_of(step: NextStep) -> Indicator:
    """The number of returns that wait for one step."""
    return next(part for part in hands.NEXT.parts() if part.id == f"{hands.NEXT.id}.{step.value}")
