"""What the records of talks hold in codes, for counting: the approved version in force, else the page that was handed in.

A page is read here by no person, and nothing of its words leaves this module. What its author is still writing is not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import ApprovedVersion, WriteUp
from wayhome.casework.records.sealing import Unreadable
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.states import Record
from wayhome.domain.told import Account, account_of


def accounts(organisation: UUID, cases: Iterable[CaseSoFar]) -> dict[str, Account]:
    """What the record of each case holds, by case; none where nothing was handed in, or its key was destroyed."""
    in_force = {case.case: case.version for case in cases if case.version or case.record.state is Record.SUBMITTED}
    approved = ApprovedVersion.objects.filter(
        organisation_id=organisation, case_id__in=[c for c, n in in_force.items() if n]
    )
    pages = WriteUp.objects.filter(organisation_id=organisation, case_id__in=[c for c, n in in_force.items() if not n])
    rows = [row for row in approved if row.number == in_force[str(row.case_id)]]
    return {str(row.case_id): found for row in (*rows, *pages) if (found := _account(row)) is not None}


def _account(row: ApprovedVersion | WriteUp) -> Account | None:
    try:
        return account_of(as_answers(row.answers))
    except Unreadable:
        return None
