"""A case that was entered twice: a coordinator proposes which one goes on, a team manager decides (domain reference §6.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.children.models import Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked
from wayhome.casework.journey.models import Case, CaseNow
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import CaseState
from wayhome.domain.moment import Moment

GONE = (CaseState.VOID.value, CaseState.MERGED.value)


def propose_merge(
    *, case: UUID, survivor: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Propose that a case is another one entered twice, and which of them goes on. Raises NotFound, Refused, Stale."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        detail = {"survivor": str(survivor), "goes_on_as": _goes_on(writing, case, survivor)}
        said = {"reason": "given"} if reason.strip() else {}
        return writing.append(
            E.CASE_MERGE_PROPOSED, case=case, at=at, happened=Moment.exactly(at), words=reason, detail=detail | said
        )


def decide_merge(
    *, case: UUID, agreed: bool, reason: str | None, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Merge the case as a coordinator proposed, or say why it goes on. Raises NotFound, Refused, Stale.

    Each return that no other case answers for goes on in the case that stays, or nothing is merged.
    """
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        proposal = writing.case.proposal
        if not agreed or proposal is None:
            said = {"reason": "given"} if (reason or "").strip() else {}
            return writing.append(E.CASE_KEPT, case=case, at=at, happened=Moment.exactly(at), words=reason, detail=said)
        survivor = UUID(proposal.says("survivor"))
        reference = _goes_on(writing, case, survivor)
        event = writing.append(
            E.CLOSED_MERGED, case=case, at=at, happened=Moment.exactly(at), words=reason,
            detail={
                "survivor": str(survivor), "goes_on_as": reference, "reason": "given", "second": proposal.by,
                "second_role": proposal.by_role.value,
            },
        )  # fmt: skip
        _take_along(writing, case, survivor, at)
    return event


def _take_along(writing: Writing, case: UUID, survivor: UUID, at: datetime) -> None:
    """Attach to the case that stays whatever nobody else answers for. Raises Refused where that case cannot take it."""
    for episode in writing.so_far.left_behind(str(case)):
        if str(survivor) not in writing.so_far.cases:
            raise Refused(
                _("A return of this case stands in no other. Say first under which absence it was entered twice."),
                rule="left_behind",
            )
        writing.append(
            E.EPISODE_ATTACHED, case=survivor, episode=UUID(episode), at=at, as_role=SYSTEM,
            happened=writing.episode(UUID(episode)).located,
        )  # fmt: skip


def _goes_on(writing: Writing, case: UUID, survivor: UUID) -> str:
    """The reference of the case that goes on: another of the same child, which stands. Raises Refused."""
    current = Identity.objects.filter(pk=writing.child).values("current_id")
    family = Identity.objects.filter(current_id__in=current).values("id")
    stands = CaseNow.objects.filter(pk=survivor, child_id__in=family).exclude(pk=case).exclude(container__in=GONE)
    found = Case.objects.filter(pk__in=stands.values("id")).values_list("reference", flat=True).first()
    if found is None:
        raise Refused(_("Choose another case of the same child, one that goes on."), rule="no_such_survivor")
    return found
