"""A file as a source of facts: what each of its rows says, what its columns mean, and which rows could not be used.

Every layout ends in the same place: a row of the episode list, a Journey, and the facts derived from it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from wayhome.domain.episode import Journey
from wayhome.domain.journey import AboutTheChild, fold_child, to_journey
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.checking import by_column
from wayhome.returns.fault import Unreadable
from wayhome.returns.journeys import facts_from, journey_of, trouble
from wayhome.returns.layouts import LAYOUTS
from wayhome.returns.opening import Content, Opened, Ticks, open_return
from wayhome.returns.profiles import episodes, events, facts, ssd, ssda903
from wayhome.returns.profiles.events import EventRow
from wayhome.returns.profiles.ssda903 import HeaderRow, MissingRow
from wayhome.returns.records import Report, Table, open_table
from wayhome.returns.sorting import Sorter
from wayhome.returns.supply import FactSupply, Supply
from wayhome.returns.xml import read_xml

Cells = Mapping[str, str]
Watch = Callable[[EpisodeFacts, Journey | None], None]

OUR_LOOKED_AFTER = {"responsible": "Y", "looked_after": "Y"}
SAYS_903 = (
    "Every child in the file is looked after by the authority that sends it.",
    "The end is when a missing child was located, or an away child returned: for a missing child it is not the return.",
    "A blank end means that the child was still missing when the file was made.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked for: whose figures, as of when, which profile."""

    authority: str
    as_of: datetime
    profile: ssd.Profile = ssd.STANDARD
    persons: Mapping[str, Cells] = field(default_factory=dict)
    """By person: what ssd_person says of them, in columns of the episode list."""


class Source(ABC):
    """One file, read once. After `facts()` is used up, `rows`, `left_out` and `unread` say what became of the rows."""

    title: str
    says: tuple[str, ...] = ()

    def __init__(self, name: str, asked: Asked):
        self.name = name
        self.asked = asked
        self.rows = 0
        self.left_out: Counter[str] = Counter()
        """Rows that could not be used, by the reason."""
        self.watch: Watch | None = None
        """Told of each row as it is read: the facts, and the journey they are derived from where there is one."""
        self.unread: Counter[tuple[str, str]] = Counter()
        """Cells that could not be read and are not recorded, by column and trouble."""

    @abstractmethod
    def cells(self) -> Iterator[tuple[int, Cells]]:
        """Each row, with its number, in columns of the episode list."""

    @abstractmethod
    def supply(self) -> Supply:
        """What the source's columns can tell."""

    def facts(self) -> Iterator[EpisodeFacts]:
        """The facts of every row that can be used."""
        for row, cells in self.cells():
            self.rows += 1
            for column, text in cells.items():
                if text and (what := trouble(column, text)):
                    self.unread[column, what] += 1
            read = journey_of(cells, episode=f"{self.name}:{row}", authority=self.asked.authority)
            if read is None:
                self.left_out["nothing says whether the child was missing or away"] += 1
            elif not read.journey.child:
                self.left_out["no child is named"] += 1
            else:
                yield self._seen(facts_from(read, as_of=self.asked.as_of), read.journey)

    def _seen(self, facts: EpisodeFacts, journey: Journey | None) -> EpisodeFacts:
        if self.watch is not None:
            self.watch(facts, journey)
        return facts


class TableSource(Source):
    """A source that is a table; `extra` are the episode-list columns that somebody added to another layout."""

    def __init__(self, table: Table, asked: Asked):
        super().__init__(table.name, asked)
        self.table = table
        own = {column.name for column in table.layout.columns}
        self.extra = (
            {name for name in table.match.at if name not in own}
            if table.layout is not episodes.LIST
            else set(table.match.at)
        )

    def supply(self) -> Supply:
        def told(row: Cells) -> Cells:
            return {**self.own(row), **{name: row[name] for name in self.extra if name in row}}

        return Supply(told)

    @abstractmethod
    def own(self, row: Cells) -> Cells:
        """What the layout's own columns tell of a complete row of the episode list."""

    def added(self, cells: Cells) -> dict[str, str]:
        """The cells of the added columns that are not blank."""
        return {name: text for name in self.extra if (text := cells[name])}


class EpisodeList(TableSource):
    """Wayhome's own episode list."""

    title = episodes.LIST.title
    says = ("A blank cell means not recorded, never no.",)

    def own(self, row: Cells) -> Cells:
        return {}

    def cells(self) -> Iterator[tuple[int, Cells]]:
        return by_column(self.table)


def missing_903(kind: str, start: str, end: str | None) -> dict[str, str]:
    """A period of the MISSING table: the end is when a missing child was located, or an away child returned.

    A blank end means still missing; None, no column of ends, means nothing.
    """
    cells = {"kind": kind, "missing_from": start}
    if end is None:
        return cells
    if not end.strip():
        return cells | {"return_recorded": "N"}
    return cells | {"returned" if kind.strip().upper() == "A" else "located": end}


class Missing903(TableSource):
    """The SSDA903 MISSING table."""

    title = ssda903.MISSING.title
    says = SAYS_903

    def own(self, row: Cells) -> Cells:
        filled = {
            name for column in self.table.layout.columns if column.name in self.table.match.at for name in column.fills
        }
        return {name: row[name] for name in filled if name in row and _has_a_code(name, row)} | OUR_LOOKED_AFTER

    def cells(self) -> Iterator[tuple[int, Cells]]:
        for row, said in by_column(self.table):
            get = said.get
            own = missing_903(get("MISSING", ""), get("MIS_START", ""), get("MIS_END"))
            yield (
                row,
                {**OUR_LOOKED_AFTER, "child": get("CHILD", ""), "born": get("DOB", ""), **own, **self.added(said)},
            )


class Return903(Source):
    """An SSDA903 return in XML."""

    title = "SSDA903 return (XML)"
    says = SAYS_903

    def __init__(self, opened: Opened, asked: Asked, report: Report):
        super().__init__(opened.name, asked)
        self._opened = opened
        self._report = report

    def supply(self) -> Supply:
        fills = ("child", "born", "kind", "missing_from", "located")
        return Supply(lambda row: {n: row[n] for n in fills if n in row and _has_a_code(n, row)} | OUR_LOOKED_AFTER)

    def cells(self) -> Iterator[tuple[int, Cells]]:
        children = 0
        for row in read_xml(self._opened, self._report):
            children += isinstance(row, HeaderRow)
            if isinstance(row, MissingRow):
                own = missing_903(row.kind, row.start.text, row.end.text)
                yield row.row, {**OUR_LOOKED_AFTER, "child": row.child, "born": row.born.text, **own}
        if not children:
            raise Unreadable(self.name, "holds no child.", "Export the return again.")


def _has_a_code(name: str, row: Cells) -> bool:
    """Whether these layouts can say it: they know of missing and of away, and of no other kind of absence."""
    return name != "kind" or row.get("kind") in (EpisodeKind.MISSING, EpisodeKind.AWAY)


class MissingSsd(TableSource):
    """The Standard Safeguarding Dataset's ssd_missing, read as its profile declares."""

    def __init__(self, table: Table, asked: Asked):
        super().__init__(table, asked)
        self.title = asked.profile.title
        self.says = asked.profile.says

    def own(self, row: Cells) -> Cells:
        has, profile = self.table.match.at, self.asked.profile
        told = profile.told(dict(row), set(has))
        persons = {name: row[name] for name in PERSON_FILLS.values() if name in row} if self.asked.persons else {}
        kept = {name: text for name, text in told.items() if _has_a_code(name, row)}
        return {**persons, **kept, **OUR_LOOKED_AFTER}

    def cells(self) -> Iterator[tuple[int, Cells]]:
        profile = self.asked.profile
        for row, said in by_column(self.table):
            get = said.get
            person, kind, end = get(ssd.PERSON, "").strip(), get(ssd.TYPE, ""), get(ssd.END, "")
            away = kind.strip().casefold() in ("a", "away")
            cells: dict[str, str] = {
                **OUR_LOOKED_AFTER, **self.asked.persons.get(person, {}),
                "episode": get(ssd.ID, ""), "child": person, "kind": kind, "missing_from": get(ssd.START, ""),
                "returned" if away else profile.end_fills: end,
            }  # fmt: skip
            if ssd.END in said and not end.strip():
                cells["return_recorded"] = "N"
            for column, values in ((ssd.OFFERED, profile.offered), (ssd.ACCEPTED, profile.accepted)):
                if column in said:
                    filled = ssd.values_of(values, said[column])
                    if filled is None:
                        self.unread[column, "a value that the profile does not know"] += 1
                    cells.update(filled or {})
            yield row, {**cells, **self.added(said)}


class FactRows(Source):
    """A file of facts that are already derived."""

    title = facts.LAYOUT.title
    says = ("The facts were derived before, by whoever made the file, as of a time of their own.",)

    def __init__(self, table: Table, asked: Asked):
        super().__init__(table.name, asked)
        self.table = table

    def supply(self) -> Supply:
        return FactSupply(self.table.match.at)

    def cells(self) -> Iterator[tuple[int, Cells]]:
        return by_column(self.table)

    def facts(self) -> Iterator[EpisodeFacts]:
        for _, cells in self.cells():
            self.rows += 1
            row, wrong = facts.facts_row(cells)
            self.unread.update(wrong)
            if not (cells.get("episode", "").strip() and cells.get("authority", "").strip()):
                self.left_out["nothing says which episode and authority they are about"] += 1
            else:
                yield self._seen(row, None)


class EventRows(Source):
    """A file of events, folded child by child."""

    title = events.LAYOUT.title
    says = ("What no event tells did not happen: a file of events is the whole record.",)

    def __init__(self, table: Table, asked: Asked):
        super().__init__(table.name, asked)
        self.table = table

    def supply(self) -> Supply:
        about = {name for name in events.ABOUT if name not in self.table.match.at}
        return Supply(lambda row: {name: text for name, text in row.items() if name not in about})

    def cells(self) -> Iterator[tuple[int, Cells]]:
        return by_column(self.table)

    def facts(self) -> Iterator[EpisodeFacts]:
        with Sorter[EventRow](lambda row: (row.child, row.authority, row.row), rows_in_memory=20_000) as rows:
            for at, cells in self.cells():
                self.rows += 1
                row = events.event_row(self.name, at, cells)
                self.unread.update(row.wrong)
                if row.event is None or not row.child:
                    self.left_out["no child is named, or the event cannot be read"] += 1
                else:
                    rows.add(row)
            for (_, authority), group in groupby(rows, key=lambda row: (row.child, row.authority)):
                yield from self._of_child(list(group), authority or self.asked.authority)

    def _of_child(self, rows: list[EventRow], authority: str) -> Iterator[EpisodeFacts]:
        so_far = fold_child(row.event for row in rows if row.event is not None)
        if so_far.anomalies:
            self.left_out["the event has no effect where it stands"] += len(so_far.anomalies)
        about = events.about_the_child(rows, authority)
        for episode in so_far.episodes:
            own = [row for row in rows if row.cells.get("episode") == episode]
            journey = to_journey(so_far, episode, about_the_episode(about, own, authority))
            yield self._seen(facts_of(journey, as_of=self.asked.as_of), journey)


def about_the_episode(about: AboutTheChild, rows: list[EventRow], authority: str) -> AboutTheChild:
    """What is known of the child at this absence: the group may differ from one absence to the next, the rest does not."""
    own = events.about_the_child(rows, authority) if rows else about
    return replace(
        about, group=own.group or about.group, earlier_episodes=own.earlier_episodes, source=own.source or about.source
    )


PERSON_FILLS = {"pers_dob": "born", "pers_sex": "sex", "pers_ethnicity": "ethnicity"}


def read_persons(table: Table) -> dict[str, Cells]:
    """What ssd_person says of each person, in columns of the episode list."""
    return {
        cells["pers_person_id"].strip(): {
            ours: cells[theirs] for theirs, ours in PERSON_FILLS.items() if cells.get(theirs, "").strip()
        }
        for _, cells in by_column(table)
    }


SOURCES: dict[str, Callable[[Table, Asked], Source]] = {
    ssda903.MISSING.name: Missing903,
    ssd.MISSING.name: MissingSsd,
    episodes.LIST.name: EpisodeList,
    events.LAYOUT.name: EventRows,
    facts.LAYOUT.name: FactRows,
}


def open_any(
    path: Path, name: str, report: Report, *, ticks: Ticks, called: dict[str, str] | None = None
) -> Opened | Table:
    """Open a file of any layout: a table with its header understood, or a return in XML. Raises Unreadable."""
    opened = open_return(path, ticks=ticks)
    opened.name = name
    return (
        opened
        if opened.content is Content.XML
        else open_table(opened, LAYOUTS, report, more=episodes.COLUMNS, called=called)
    )


def source_of(found: Opened | Table, asked: Asked, report: Report) -> Source:
    """The source that a file is. Raises Unreadable for a companion, which holds no episodes."""
    if isinstance(found, Opened):
        return Return903(found, asked, report)
    if found.layout.companion:
        raise Unreadable(
            found.name, f"is {found.layout.title}, which holds no episodes.", "Name it beside the file of episodes."
        )
    return SOURCES[found.layout.name](found, asked)
