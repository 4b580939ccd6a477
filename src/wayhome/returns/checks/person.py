"""What ssd_missing says of one person, and of the file as a whole, as the SSD checks read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from wayhome.returns.cells import When, when_of
from wayhome.returns.columns import plain
from wayhome.returns.profiles import ssd


@dataclass(frozen=True, slots=True)
class SsdRow:
    """One row of ssd_missing, as written."""

    file: str
    row: int
    id: str
    person: str
    kind: str
    start: When
    end: When
    offered: str
    accepted: str

    @property
    def says_offered(self) -> str:
        """The offer as it is compared: y, n, na, blank, or whatever was written."""
        return {"yes": "y", "no": "n", "n a": "na"}.get(plain(self.offered), plain(self.offered))

    @property
    def says_accepted(self) -> str:
        """The answer as it is compared."""
        return {"yes": "y", "no": "n", "n a": "na"}.get(plain(self.accepted), plain(self.accepted))


@dataclass(frozen=True)
class PersonRows:
    """Every row of one person, with the time of the check."""

    person: str
    rows: tuple[SsdRow, ...]
    as_of: datetime

    def in_order(self) -> Iterator[tuple[SsdRow, datetime, datetime | None]]:
        """Rows whose times can be read, by earliest start: the row, its start, and its end or None while it is open."""
        timed = [
            (row, start, row.end.moment.earliest)
            for row in self.rows
            if (start := row.start.moment.earliest) is not None and not row.end.trouble
        ]
        return iter(sorted(timed, key=lambda each: (each[1], each[0].row)))


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row by its id alone."""

    file: str
    row: int
    id: str


@dataclass
class SsdFile:
    """Counts over the whole file, for what only the whole file shows. `row` is the header's."""

    file: str
    row: int = 1
    rows: int = 0
    midnights: int = 0
    times: int = 0
    open: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    repeated: Iterable[NamedRow] = ()
    """Rows whose id stands on an earlier row."""

    def add(self, row: SsdRow) -> None:
        """Count one more row."""
        self.rows += 1
        for cell in (row.start, row.end):
            if cell.moment.is_known:
                self.times += 1
                self.midnights += cell.midnight or len(cell.text) <= 10
        self.open += not row.end.text
        self.kinds[plain(row.kind)] += 1
        self.offered[row.says_offered] += 1
        self.accepted[row.says_accepted] += 1


def ssd_row(file: str, row: int, cell: dict[str, str]) -> SsdRow:
    """Build a row from its cells by column name; a column that is not in the file reads as blank."""
    get = cell.get
    return SsdRow(
        file, row, get(ssd.ID, "").strip(), get(ssd.PERSON, "").strip(), get(ssd.TYPE, "").strip(),
        when_of(_null(get(ssd.START, ""))), when_of(_null(get(ssd.END, ""))),
        _null(get(ssd.OFFERED, "")), _null(get(ssd.ACCEPTED, "")),
    )  # fmt: skip


def _null(text: str) -> str:
    text = text.strip()
    return "" if text.upper() == "NULL" else text
