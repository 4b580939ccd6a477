"""Reading the journal: who looked at a record, and whether the journal is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.leaves import NO_LEAF, canonical, leaf, root
from wayhome.casework.journal.models import Counter, Entry, Mention


@dataclass(frozen=True, slots=True)
class Look:
    """One time somebody read or wrote a record."""

    at: datetime
    organisation: UUID
    user: UUID | None
    act: str
    what: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a journal, at which number."""

    number: int
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of going through a whole journal: how long it is, its tree hash, and every fault."""

    length: int
    root: bytes
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def who_looked(viewer: Viewer, subject: UUID, *, most: int = 200) -> list[Look]:
    """Who read or wrote the record, newest first: from this organisation, and from others if the record is its own."""
    rows = Mention.objects.filter(subject_id=subject).order_by("-at", "-number")[:most]
    return [Look(m.at, m.organisation_id, m.user_id, m.act, m.what, m.purpose) for m in rows]


def verify(viewer: Viewer) -> Verdict:
    """Go through the organisation's journal: order without gaps, every leaf recomputed, chain and counter agreeing."""
    counter = Counter.objects.filter(pk=viewer.organisation).first()
    entries = Entry.objects.filter(organisation_id=viewer.organisation).order_by("number").iterator(chunk_size=2000)
    faults: list[Fault] = []
    leaves: list[bytes] = []
    for fault_or_leaf in _walk(entries):
        (faults if isinstance(fault_or_leaf, Fault) else leaves).append(fault_or_leaf)  # type: ignore[arg-type]
    last, head = (counter.last, bytes(counter.head)) if counter else (0, NO_LEAF)
    if last != len(leaves) or head != (leaves[-1] if leaves else NO_LEAF):
        faults.append(Fault(last, "counter_disagrees"))
    return Verdict(len(leaves), root(leaves), tuple(faults))


def _walk(entries: Iterable[Entry]) -> Iterator[Fault | bytes]:
    expected, prev = 1, NO_LEAF
    for entry in entries:
        if entry.number != expected:
            yield Fault(entry.number, "gap_or_repeat")
        if bytes(entry.prev) != prev:
            yield Fault(entry.number, "chain_broken")
        if recomputed(entry) != bytes(entry.leaf):
            yield Fault(entry.number, "leaf_differs")
        expected, prev = entry.number + 1, bytes(entry.leaf)
        yield prev


def recomputed(entry: Entry) -> bytes:
    """The leaf that the columns of an entry give now."""
    content = canonical(
        organisation=entry.organisation_id,
        number=entry.number,
        at=entry.at,
        user=entry.user_id,
        purpose=entry.purpose,
        act=entry.act,
        what=entry.what,
        subjects=entry.subjects,
        codes=entry.codes,
        prev=bytes(entry.prev),
    )
    return leaf(bytes(entry.salt), content)
