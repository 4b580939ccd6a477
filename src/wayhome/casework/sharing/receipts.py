"""What recipients said that the journey has not taken note of yet: they reach a copy and nothing else, so a job writes it down."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.events import history
from wayhome.casework.journey.models import Event
from wayhome.casework.sharing.models import Copy, Recall, Receipt
from wayhome.casework.sharing.words import Came
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Sharing
from wayhome.domain.journey.track import Track

KIND_OF = {Came.OPENED: E.SHARE_OPENED, Came.ACKNOWLEDGED: E.SHARE_ACKNOWLEDGED}


def receipts_to_note(viewer: Viewer) -> list[dict[str, UUID]]:
    """What recipients said that the journeys of the viewer's authority have not taken note of: for the job alone.

    A receipt that can move nothing any more (the copy was taken back, or they had said more already) is not listed.
    """
    gone = Recall.objects.filter(copy_id=OuterRef("copy_id"))
    newer = Copy.objects.filter(supersedes_id=OuterRef("copy_id"))
    standing = Receipt.objects.filter(organisation_id=viewer.organisation).exclude(Exists(gone)).exclude(Exists(newer))
    rows = list(standing.order_by("recorded_at", "id"))
    noted = Event.objects.filter(
        organisation_id=viewer.organisation, kind__in=[k.value for k in KIND_OF.values()],
        child_id__in={r.child_id for r in rows}, detail__has_key="copy",
    )  # fmt: skip
    known = {(kind, detail["copy"]) for kind, detail in noted.values_list("kind", "detail")}
    fresh = [
        r
        for r in rows
        if known.isdisjoint(
            {(KIND_OF[Came(r.came)].value, str(r.copy_id)), (E.SHARE_ACKNOWLEDGED.value, str(r.copy_id))}
        )
    ]
    copies = Copy.objects.defer("content", "reason", "to_words").in_bulk([r.copy_id for r in fresh])
    found = []
    for receipt in fresh:
        copy = copies[receipt.copy_id]
        so_far = fold_child(history(copy.organisation_id, copy.child_id)).case(str(copy.case_id))
        track = so_far.shares.get(copy.subject)
        if track is not None and waits_for(track, Came(receipt.came), str(copy.pk)):
            found.append({"receipt": receipt.pk})
    return found


def waits_for(track: Track[Sharing], came: Came, copy: str) -> bool:
    """Whether a share stands where this word about a copy moves it on, and nobody has noted it."""
    sent = track.last(E.SHARE_SENT, E.SHARE_CORRECTED)
    noted = any(e.says("copy") == copy for e in track.events(KIND_OF[came]))
    if noted or sent is None or sent.says("copy") != copy:
        return False
    return track.state is Sharing.SENT or (track.state is Sharing.OPENED and came is Came.ACKNOWLEDGED)
