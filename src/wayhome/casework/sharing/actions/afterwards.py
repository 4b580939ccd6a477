"""What happens to a copy once it was sent: opened, acknowledged, not arrived, taken back (domain reference §6.3.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.accounts.permissions import is_system
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import locked
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused
from wayhome.casework.sharing.models import Copy, Recall, Receipt
from wayhome.casework.sharing.queries import RECEIVES
from wayhome.casework.sharing.receipts import KIND_OF, waits_for
from wayhome.casework.sharing.words import Came, Method
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import Role


def note_opened(*, copy: UUID, by: Viewer, at: datetime, happened: Moment | None = None) -> UUID:
    """Note that a recipient opened what they were sent (SH2). Raises NotFound, Refused."""
    return _came_back(copy, Came.OPENED, by, at, happened)


def acknowledge(*, copy: UUID, by: Viewer, at: datetime, happened: Moment | None = None) -> UUID:
    """Note that they have it: said by the recipient, or by the coordinator for a reply that came (SH3).

    Nobody chases after that. Raises NotFound, Refused.
    """
    return _came_back(copy, Came.ACKNOWLEDGED, by, at, happened)


def _came_back(copy: UUID, came: Came, by: Viewer, at: datetime, happened: Moment | None) -> UUID:
    with transaction.atomic():
        row = _copy(copy)
        if row.organisation_id != by.organisation and row.to_organisation_id == by.organisation:
            return _receipt(row, came, by, at)
        if not by.has(Role.RHI_COORDINATOR, *RECEIVES.get(Recipient(row.recipient), frozenset())):
            raise NotAllowed()
        with locked(row.case_id, by=by, seen_version=None) as writing:
            return writing.append(
                KIND_OF[came], case=row.case_id, subject=row.subject, at=at, happened=happened or Moment.exactly(at),
                detail={"copy": str(copy)},
            )  # fmt: skip


def _receipt(row: Copy, came: Came, by: Viewer, at: datetime) -> UUID:
    """A recipient's own word. They reach the copy and nothing else of the child, so the case takes note of it afterwards."""
    roles = sorted(by.roles & RECEIVES.get(Recipient(row.recipient), frozenset()))
    if not roles:
        raise NotAllowed()
    before = Receipt.objects.filter(copy_id=row.pk, came=came.value).first()
    if before is not None:
        return before.pk
    receipt = Receipt(
        organisation_id=row.organisation_id, child_id=row.child_id, copy_id=row.pk, to_organisation_id=by.organisation,
        came=came.value, role=roles[0].value, **recorded(by, at),
    )  # fmt: skip
    receipt.save(force_insert=True)
    wrote(by, f"sharing.{came.value}", "copy", row.pk, of=row.organisation_id)
    return receipt.pk


def take_note_of_receipt(*, receipt: UUID, by: Viewer, at: datetime) -> bool:
    """Write what a recipient said into the journey of the child: for a job. Whether an event was added now."""
    if not is_system(by):
        raise NotAllowed()
    said = Receipt.objects.get(pk=receipt, organisation_id=by.organisation)
    row = Copy.objects.get(pk=said.copy_id)
    with transaction.atomic(), locked(row.case_id, by=by, seen_version=None) as writing:
        track = writing.case.shares.get(row.subject)
        if track is None or not waits_for(track, Came(said.came), str(row.pk)):
            return False
        writing.append(
            KIND_OF[Came(said.came)], case=row.case_id, subject=row.subject, at=at, happened=Moment.exactly(said.recorded_at),
            as_role=Role(said.role), detail={"copy": str(row.pk), "receipt": str(said.pk)},
        )  # fmt: skip
    return True


def did_not_arrive(*, copy: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Note that what was sent did not reach them, and why (SH6): a decision is due about the recipient again.

    The exact copy stays. Raises NotFound, Refused.
    """
    with transaction.atomic():
        row = _copy(copy)
        with locked(row.case_id, by=by, seen_version=seen_version) as writing:
            if row.method == Method.IN_SYSTEM.value:
                raise Refused(
                    _("It stands in Wayhome, where they can open it. If they should not, take it back."), rule="arrived"
                )
            track = writing.case.shares.get(row.subject)
            sent = track.last(E.SHARE_SENT, E.SHARE_CORRECTED) if track else None
            if sent is not None and sent.says("copy") != str(copy):
                raise Refused(_("A newer copy was sent to them since."), rule="newer_copy")
            return writing.append(
                E.SHARE_FAILED, case=row.case_id, subject=row.subject, at=at, happened=Moment.exactly(at), words=reason,
                detail={"copy": str(copy), **({"reason": "given"} if reason.strip() else {})},
            )  # fmt: skip


def recall(*, copy: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Take a copy back that should not have been sent (SH5): the recipient's access ends now, and deletion is asked for.

    Raises NotFound, Refused.
    """
    with transaction.atomic():
        row = _copy(copy)
        with locked(row.case_id, by=by, seen_version=seen_version) as writing:
            if Recall.objects.filter(copy_id=copy).exists():
                raise Refused(_("This was taken back already."), rule="recalled_already")
            event = writing.append(
                E.SHARE_RECALLED, case=row.case_id, subject=row.subject, at=at, happened=Moment.exactly(at), words=reason,
                detail={"copy": str(copy), **({"reason": "given"} if reason.strip() else {})},
            )  # fmt: skip
            _taken_back(row, reason, by, at)
    return event


def _taken_back(row: Copy, reason: str, by: Viewer, at: datetime) -> None:
    """End the recipient's access to the copy, and to every earlier one that it stands in the place of."""
    for each in Copy.objects.filter(case_id=row.case_id, subject=row.subject, recorded_at__lte=row.recorded_at):
        if Recall.objects.filter(copy_id=each.pk).exists():
            continue
        taken = Recall(
            organisation_id=each.organisation_id, child_id=each.child_id, copy_id=each.pk,
            to_organisation_id=each.to_organisation_id, reason=reason, **recorded(by, at),
        )  # fmt: skip
        taken.save(force_insert=True)
        wrote(by, "sharing.recalled", "copy", each.pk, of=each.organisation_id, recipient=each.recipient)


def _copy(copy: UUID) -> Copy:
    row = Copy.objects.filter(pk=copy).first()
    if row is None:
        raise NotFound()
    return row
