"""A return that another authority answers for: sent, acknowledged, closed here, and how it ended there (§6.4, §6.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked, record
from wayhome.casework.organisations.queries import directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Transfer
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Outcome

ACKNOWLEDGED = (Transfer.ACKNOWLEDGED, Transfer.OUTCOME_CAME_BACK)


def send_transfer(
    *,
    case: UUID,
    authority: UUID | None,
    authority_name: str | None,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Note that the case was sent to the authority that is responsible, by any route (TR1). The transfer. Raises Refused.

    `authority` is one that uses Wayhome; `authority_name` names any other.
    """
    names = {o.id: o.name for o in directory(by, OrganisationKind.AUTHORITY) if o.id != by.organisation}
    name = names.get(authority) if authority else (authority_name or "").strip() or None
    if name is None:
        raise Refused(
            _("Name the authority that is responsible. A return of your own cannot be sent on."), rule="authority"
        )
    transfer = fresh_id()
    record(
        kind=E.TRANSFER_SENT, case=case, subject=transfer, happened=happened, by=by, at=at, seen_version=seen_version,
        words=words, to_authority=str(authority) if authority else name, to_name=name,
    )  # fmt: skip
    return transfer


def transfer_acknowledged(
    *, case: UUID, words: str, happened: Moment, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Note that somebody at the responsible authority says they have it: who, in words (TR3). Raises Refused."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        sent = _latest(writing, Transfer.SENT)
        return writing.append(
            E.TRANSFER_ACKNOWLEDGED, case=case, subject=sent, at=at, happened=happened, words=words or None
        )


def transfer_ended(
    *,
    case: UUID,
    outcome: Outcome,
    held_at: datetime | None,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Note what the responsible authority says came of it; it takes the place of *moved on* (TR4). Raises Refused."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        taken = _latest(writing, Transfer.ACKNOWLEDGED)
        held = {"held_at": held_at.isoformat()} if held_at else {}
        return writing.append(
            E.TRANSFER_OUTCOME_CAME_BACK, case=case, subject=taken, at=at, happened=Moment.exactly(at), words=words,
            detail={"outcome": outcome.value, **held},
        )  # fmt: skip


def close_transferred(
    *, case: UUID, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Close a case that the responsible authority has acknowledged as theirs. Raises Refused.

    The child is still seen here as placed or found here, and the duties of a host go on.
    """
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        to = [t.last(E.TRANSFER_SENT) for t in writing.case.transfers.values() if t.state in ACKNOWLEDGED]
        said = {k: v for k in ("to_authority", "to_name") if to and to[-1] and (v := to[-1].says(k))}
        return writing.append(
            E.CLOSED_TRANSFERRED, case=case, at=at, happened=Moment.exactly(at), words=words, detail=said
        )


def _latest(writing: Writing, state: Transfer) -> str | None:
    """The transfer that stands here last; None when there is none, and then the rules refuse in their own words."""
    found = [name for name, track in writing.case.transfers.items() if track.state is state]
    return found[-1] if found else None
