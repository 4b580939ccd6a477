"""What a person does in oversight: says what they need to see names for, and makes a paper that may leave the building."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure import release as disclosure
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.statements import NotARecord
from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.models import Release
from wayhome.casework.oversight.queries.released import ground_rows, publications
from wayhome.casework.oversight.releasing.leaving import Leaving
from wayhome.casework.oversight.releasing.paper import BoardPaper
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import Refused
from wayhome.domain.vocabulary import Word


class Reason(Word):
    """What a senior manager needs the names of children behind a number for."""

    SAFETY = ("safety", "To check that a child is safe")
    INSPECTION = ("inspection", "To prepare for an inspection, or answer an inspector")
    COMPLAINT = ("complaint", "To look into a complaint or a worry about the service")
    RECORDING = ("recording", "To check how well things are recorded")


def give_purpose(*, number: str, reason: Reason, by: Viewer, at: datetime) -> None:
    """Note what somebody needs to see the names behind a number for, before they see them."""
    journal.wrote(by, "oversight.purpose_given", "organisation", by.organisation, number=number, reason=reason.value)


class NotReleased(Refused):
    """The figures do not leave the building, and why."""

    rule = "not_released"


def release_paper(*, board: Board, by: Viewer, at: datetime) -> UUID:
    """Make the page a board paper that may leave the building, and register what it says. Raises NotReleased, NotAllowed."""
    return release(leaving=BoardPaper(board, organisation(by).name), by=by, at=at)


def release(*, leaving: Leaving[Any], by: Viewer, at: datetime) -> UUID:
    """Attack something that is to leave together with every earlier release, register what it says, and keep it as it left.

    Raises NotReleased, in words that say what to do; NotAllowed.
    """
    if words := leaving.why_not():
        raise NotReleased(words)
    with transaction.atomic():
        _one_at_a_time(by)
        try:
            held = leaving.safe(ground_rows(by), publications(by))
        except (disclosure.Refused, NotARecord) as refusal:
            raise NotReleased(str(refusal)) from refusal
        if not held.printed:
            raise NotReleased(_("Every number of this period would have to be withheld. Choose a longer period."))
        copies = leaving.copies(held, at=at)
        row = Release(
            organisation_id=by.organisation, kind=leaving.kind.value, name=leaving.name, first=leaving.period.first,
            last=leaving.period.last, lived=leaving.lived, profile=DFE.name, record=held.release.publication.record(),
            notes=held.notes, document=copies.document, texts=dict(copies.texts), answers=list(copies.answers),
            **recorded(by, at),
        )  # fmt: skip
        row.save(force_insert=True)
        journal.wrote(
            by, "oversight.released", "release", row.pk, kind=leaving.kind.value, profile=DFE.name,
            printed=len(held.printed), withheld=len(held.withheld),
        )  # fmt: skip
    return row.pk


def _one_at_a_time(by: Viewer) -> None:
    """Two releases made at once would not be attacked together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"releases of {by.organisation}"])
