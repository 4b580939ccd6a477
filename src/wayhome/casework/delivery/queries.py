"""Reading what was written: the page of an author, and the record as an approver or reader may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wayhome.casework import journal
from wayhome.casework.children.access import Access, open_child, referred_out
from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import ApprovedVersion, WriteUp
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import contract_over
from wayhome.casework.records.refusals import NotFound
from wayhome.domain import interview
from wayhome.domain.disclosure import Field, fields_of, visible
from wayhome.domain.interview import Section
from wayhome.domain.vocabulary import DataClass, NullCode


@dataclass(frozen=True, slots=True)
class Page:
    """The page being written, for its author."""

    id: UUID
    author: UUID
    version: int
    saved_at: datetime
    answers: Mapping[str, object]
    jottings: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and its answer in words."""

    words: str
    answer: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section as a reader sees it; `hidden` says that there is more than may be shown."""

    title: str
    answers: tuple[Answered, ...]
    hidden: bool
    left: bool


def page_of(viewer: Viewer, case: UUID) -> Page | None:
    """The page of a case, for whoever writes it; None before anybody has begun, and for everybody else."""
    row = WriteUp.objects.filter(case_id=case).first()
    if row is None or row.author != viewer.user:
        return None
    journal.shows(viewer, "write_up", [row.pk], of=row.organisation_id)
    return Page(row.pk, row.author, row.version, row.saved_at, as_answers(row.answers), row.jottings)


def record_of(viewer: Viewer, case: UUID) -> tuple[ReadSection, ...]:
    """The record as far as the viewer may read it: the page handed in, else the version in force. Raises NotFound.

    What may not be read is absent. `hidden` marks that something is, for professionals only.
    """
    row = (
        WriteUp.objects.filter(case_id=case).first()
        or ApprovedVersion.objects.filter(case_id=case).order_by("-number").first()
    )
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    journal.shows(viewer, "record", [row.pk], of=row.organisation_id)
    answers = as_answers(row.answers)
    said = fields_of(answers)
    shown = visible(said, {c: access.grant(c).extent for c in DataClass})
    return tuple(_section(section, access, answers, said, shown) for section in interview.SECTIONS)


def _section(
    section: Section, access: Access, answers: Mapping[str, object], said: tuple[Field, ...], shown: tuple[Field, ...]
) -> ReadSection:
    """One section: what is shown is chosen by the same function as every copy that leaves (`domain.disclosure`)."""
    names = {q.name for q in section.questions}
    here = [field for field in shown if field.name in names]
    whole = [field for field in said if field.name in names]
    return ReadSection(
        title=section.title,
        answers=tuple(Answered(f.words, f.text or ", ".join(f.values), f.quoted) for f in here),
        hidden=here != whole or any(not access.may_read(q.data_class) for q in section.questions),
        left=answers.get(f"left_{section.name}") == NullCode.NOT_ASKED.value,
    )


def contracts_to_end(viewer: Viewer) -> list[dict[str, UUID]]:
    """Cases of the viewer's authority that are open to a provider whose contract is over: for the job alone."""
    out = referred_out(viewer)
    over = {provider for provider in {p for _, p in out} if contract_over(viewer, provider) is not None}
    return [{"case": case, "provider": provider} for case, provider in out if provider in over]
