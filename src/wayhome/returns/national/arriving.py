"""What arrived in a round, checked as every return is checked: records by all the rules, small tables cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wayhome.returns.checking import Beside, check_file
from wayhome.returns.fault import Fault, Unreadable, Weight
from wayhome.returns.national.folder import files_of, is_records
from wayhome.returns.records import names_of

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file of records: how many rows, what is wrong by weight, and the first few faults."""

    file: str
    rows: int
    found: Counter[Weight]
    first: tuple[Fault, ...]


def arrived(folder: Path, as_of: datetime) -> Iterator[Arrived]:
    """Check every file of records in the folder. One that cannot be read at all is left to `read_round`, which names it."""
    for file in files_of(folder):
        found: Counter[Weight] = Counter()
        first: list[Fault] = []

        def note(fault: Fault, found: Counter[Weight] = found, first: list[Fault] = first) -> None:
            found[fault.weight] += 1
            if fault.weight is Weight.FAULT and len(first) < SHOWN:
                first.append(fault)

        try:
            if not is_records(file):
                continue
            checked = check_file(
                file, Beside(), note, as_of=as_of, names=names_of([file]), ticks=lambda read: None, called={}
            )
        except Unreadable:
            continue
        yield Arrived(file.name, checked.rows, found, tuple(first))
