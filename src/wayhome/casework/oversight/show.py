"""Figures, counts and lists as the design's own parts: tables, links, summary lines. Words are chosen here, numbers never made."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.children.seen import Person
from wayhome.casework.design.components import Act, Column, Filter, Table
from wayhome.casework.design.times import day
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.figures.figure import Figure, Grid, Line, Opens
from wayhome.casework.oversight.numbers import Numbered
from wayhome.casework.oversight.periods import WORDS, Chosen
from wayhome.casework.oversight.queries.listing import Behind, Listed, NotListed
from wayhome.casework.work.links import link_if
from wayhome.engines.sql import Part
from wayhome.indicators.definition import Indicator


def address(number: Indicator, chosen: Chosen, **more: str) -> str:
    """The page of one number, for the same choice."""
    return f"{reverse('oversight_number', args=[number.slug])}?{chosen.query(**more)}"


def page_of(figure: str, chosen: Chosen) -> str:
    """The page of one figure by its id, for the same choice."""
    return f"{reverse('oversight_figure', args=[figure])}?{chosen.query()}"


def links_of(figure: Figure, chosen: Chosen) -> tuple[Act, ...]:
    """What stands below each figure, beside its table."""
    page = page_of(figure.id, chosen)
    shown = (
        Act(_("What this counts"), f"{page}#meaning", figure.title),
        Act(_("Cases behind it"), f"{page}#counts", figure.title),
    )
    file = csv_of(figure, chosen)
    return (*shown, Act(_("CSV"), file, figure.title)) if file else shown


def csv_of(figure: Figure, chosen: Chosen) -> str:
    """Where the file of a figure is; empty for one that stays here."""
    return "" if figure.stays_here else f"{reverse('oversight_csv', args=[figure.id])}?{chosen.query()}"


def grid_of(figure: Figure, chosen: Chosen) -> Table | None:
    """The table of what was estimated, each number that has a list leading to it; None where all of it is counts."""
    if figure.grid is None:
        return None
    first, *others = figure.grid.head
    columns = (Column(first), *(Column(words, number=True) for words in others))
    rows = tuple(
        tuple(Act(c.words, address(c.number, chosen, **dict(c.chosen)), c.about) if isinstance(c, Opens) else c for c in row)
        for row in figure.grid.rows
    )  # fmt: skip
    return Table(figure.grid.caption, columns, rows)


def table_of(caption: str, lines: Iterable[Line], chosen: Chosen) -> Table:
    """The numbers of a figure as a table, each with a link to its own page."""
    columns = (
        Column(_("What")), Column(_("Counted"), number=True), Column(_("Out of"), number=True),
        Column(_("Not recorded"), number=True), Column(_("Share of known"), number=True), Column(_("Could be"), number=True),
    )  # fmt: skip
    return Table(caption, columns, tuple(_cells(line, chosen) for line in lines))


def _cells(line: Line, chosen: Chosen) -> tuple[object, ...]:
    found, count = line.numbered, line.numbered.count
    label: object = line.label
    if line.has_page:
        label = Act(line.label, address(found.number, chosen))
    unknown = count.not_known if count.denominator is not None else _("does not apply")
    return label, count.numerator, found.out_of, unknown, found.share, found.could_be


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the numbers of a figure count: each on its own, and once what is the same for all of them."""

    each: tuple[Indicator, ...]
    out_of: str
    why: str


def meanings(numbers: Iterable[Indicator]) -> Meanings:
    """What each number counts, in the words of its own definition, once each."""
    each = tuple(dict.fromkeys(numbers))
    return Meanings(each, _shared(n.denominator_words for n in each), _shared(n.why for n in each))


def _shared(words: Iterable[str]) -> str:
    """The words that are the same for all; empty where they differ."""
    found = list(dict.fromkeys(words))
    return found[0] if len(found) == 1 else ""


def definition(number: Indicator) -> list[dict[str, str]]:
    """The whole definition of one number, line by line."""
    better = (
        _("Neither way") if number.better is None else {"higher": _("Higher"), "lower": _("Lower")}[number.better.value]
    )
    return [
        {"label": _("Counted"), "words": number.numerator_words},
        {"label": _("Out of"), "words": number.denominator_words},
        {"label": _("Why it is counted"), "words": number.why},
        {"label": _("Which way is better"), "words": better},
        {"label": _("Source"), "words": number.source},
        {
            "label": _("Definition"),
            "words": _("%(id)s, version %(version)d, reviewed by %(by)s, next review by %(day)s")
            % {
                "id": number.id, "version": number.definition_version, "by": number.reviewer,
                "day": f"{number.review_by.day} {number.review_by:%B %Y}",
            },
        },
    ]  # fmt: skip


def sentence(found: Numbered) -> str:
    """The number in one sentence: counted, out of, not recorded, and what it could be."""
    count = found.count
    if count.denominator is None:
        said = _("%(number)d.") % {"number": count.numerator}
    elif count.share is None:
        said = count.why_no_rate or ""
    else:
        said = _("%(number)d of %(known)d with an answer: %(share)s.") % {
            "number": count.numerator, "known": count.known, "share": found.share,
        }  # fmt: skip
    if count.not_known and found.is_too_few:
        said += " " + _("Not recorded for %(number)d.") % {"number": count.not_known}
    elif count.not_known:
        said += " " + _("Not recorded for %(number)d, so it lies %(bound)s.") % {
            "number": count.not_known, "bound": found.bound.replace(_(" to "), _(" and ")) if found.bound else "",
        }  # fmt: skip
    if count.unplaced:
        said += " " + ngettext(
            "For %(number)d more it is not known whether it belongs here.",
            "For %(number)d more it is not known whether they belong here.",
            count.unplaced,
        ) % {"number": count.unplaced}  # fmt: skip
    return said


def parts(number: Indicator, found: Numbered, chosen: Chosen, part: Part) -> list[Filter]:
    """The parts of a count that have rows behind them, as links with their numbers."""
    count = found.count
    said = [(Part.COUNTED, _("Counted"), None if number.distinct else count.numerator)]
    if count.denominator is not None:
        said.append((Part.NOT_KNOWN, _("Not recorded"), count.not_known))
        said.append((Part.EVERYONE, _("All it is out of"), count.denominator))
    said.append((Part.UNPLACED, _("Not known whether they belong"), None if number.distinct else count.unplaced))
    return [Filter(words, address(number, chosen, part=p.value), n, p is part) for p, words, n in said]


def rows_of(found: Behind, viewer: Viewer) -> Table:
    """The list behind a number as a table; a child who is not open to the viewer has a number in place of a name."""
    columns = (
        Column(_("Child"), share=25), Column(_("Reference"), share=10), Column(_("Came back"), share=15),
        Column(_("Lived"), share=15), Column(_("What became of it"), share=20), Column(_("With"), share=15),
    )  # fmt: skip
    return Table(_("Returns behind this number"), columns, tuple(_listed(row, viewer) for row in found.rows))


def _listed(row: Listed, viewer: Viewer) -> tuple[object, ...]:
    came_back = f"{day(row.returned_on)} {row.returned_on.year}" if row.returned_on else _("not recorded")
    lived = row.group.label if row.group else _("not recorded")
    became = row.outcome.label if row.outcome else _("not recorded")
    if row.person is None:
        return _("Child %(number)d") % {"number": row.number}, _("not shown"), came_back, lived, became, _("not shown")
    return _name(row, row.person, viewer), row.reference, came_back, lived, became, row.holder or _("nobody")


def _name(row: Listed, person: Person, viewer: Viewer) -> object:
    """The child, with a link to the case where the viewer may open it; without a purpose, the reference stands alone."""
    name = _("Name not shown") if person.masked else f"{person.name}, {person.age(viewer.at)}"
    opened = link_if(viewer, "case", name, row.case, about=row.reference) if row.case and not person.masked else None
    return opened or name


def why_no_list(found: Behind) -> str:
    """Why a list is not shown, in words; empty where one is."""
    if found.why_not is NotListed.TOO_FEW:
        return _(
            "Fewer than 6 children are behind this number. To a role that sees nobody by name they are not listed: "
            "a single return could be recognised."
        )
    return _("Your role sees totals, and no list of children.") if found.why_not else ""


def periods(chosen: Chosen, path: str) -> list[Filter]:
    """The periods as plain links."""
    return [
        Filter(str(words), f"{path}?{chosen.query(period=key, **_no_days())}", None, key == chosen.period.key)
        for key, words in WORDS.items()
    ]


def _no_days() -> dict[str, str]:
    return {"from": "", "to": ""}


def groups(board: Board, path: str) -> list[Filter]:
    """The groups as plain links, each with its returns."""
    chosen = board.chosen
    return [
        Filter(g.words, f"{path}?{chosen.query(group=g.word)}", g.count, g.word == chosen.group_word)
        for g in board.groups
    ]


def _grid_as_csv(grid: Grid, about: list[str]) -> str:
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow(["figure", "authority", "period", "group", "cut_to", "counted_at", *grid.head])
    file.writerows([*about, *map(str, row)] for row in grid.rows)
    return text.getvalue()


def as_csv(figure: Figure, chosen: Chosen, authority: str, counted_at: str, *, cut_to: str = "") -> str:
    """The numbers of a figure with everything needed to read them: what, of whom, when, and how much is not recorded."""
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow([
        "figure", "authority", "period", "group", "cut_to", "counted_at", "what", "definition", "version", "counted", "out_of",
        "not_recorded", "unplaced", "share_of_known", "least", "most",
    ])  # fmt: skip
    about = [figure.id, authority, chosen.period.words, chosen.group_words or "all", cut_to or "all", counted_at]
    if figure.grid is not None:
        return _grid_as_csv(figure.grid, about)
    for line in figure.lines:
        number, count, few = line.numbered.number, line.numbered.count, line.numbered.is_too_few
        least, most = count.bound if count.bound is not None and not few else ("", "")
        file.writerow([
            *about, line.label, number.id, number.definition_version, count.numerator,
            "" if count.denominator is None else count.denominator, count.not_known, count.unplaced,
            "" if count.share is None or few else round(count.share, 4), *(x if x == "" else round(float(x), 4) for x in (least, most)),
        ])  # fmt: skip
    return text.getvalue()
