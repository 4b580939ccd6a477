"""Notices: kept first, then applied to the child's record of the authority they are for, or left for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children.actions.identity import register_child
from wayhome.casework.children.finding import find
from wayhome.casework.children.models import Identity
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.actions import locked_child
from wayhome.casework.journey.models import Episode, EpisodeNow
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.organisations.queries import teams
from wayhome.casework.reach.actions.absence import record_located, record_return, report_missing
from wayhome.casework.reach.intake import NoticeKind, SetAside, Told, Unreadable, read
from wayhome.casework.reach.models import Notice
from wayhome.casework.reach.queries import NOT_BACK, WAITING
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment, Precision
from wayhome.domain.vocabulary import Source

SAME_CHILD = 0.95
RECEIVED, NEEDS_PERSON, WITH_A_PERSON, SET_ASIDE = "received", "needs_person", "with_a_person", "set_aside"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: the notice, and what became of it."""

    notice: UUID
    state: str
    why: str = ""


class OtherContent(Refused):
    """A number came again with something else under it: which of the two is meant is for a person to say."""

    rule = "other_content"
    words = gettext_lazy("This number was used for another notice. Nothing was changed; a person will look.")


def keep_notice(*, told: Told, by: Viewer, at: datetime) -> Receipt:
    """Keep a notice as it came, in the sender's name. The same number again is the same notice, once.

    Raises Unreadable for an authority we do not serve, OtherContent when the number was used for something else:
    whoever calls then keeps that with `queue_other_content`.
    """
    authority = _authority(told)
    with transaction.atomic():
        before = _sent_before(by, told.number)
        if before is not None:
            if before.sha256 != told.sha256:
                raise OtherContent()
            return Receipt(before.pk, before.state, before.why)
        row = _new(told, authority, by=by, at=at, number=told.number)
        wrote(by, "notice.kept", "notice", row.pk, of=authority, kind=told.kind.value)
    return Receipt(row.pk, row.state)


def queue_other_content(*, told: Told, by: Viewer, at: datetime) -> Receipt:
    """Keep what came under a number that was used already, and ask a person to look; the same content is kept once."""
    authority, number = _authority(told), f"{OtherContent.rule} {told.sha256}"
    with transaction.atomic():
        before = _sent_before(by, number)
        if before is not None:
            return Receipt(before.pk, before.state, before.why)
        row = _new(told, authority, by=by, at=at, number=number, state="needs_person", why=OtherContent.rule)
        wrote(by, "notice.needs_person", "notice", row.pk, of=authority, rule=OtherContent.rule)
    return Receipt(row.pk, row.state, row.why)


def _authority(told: Told) -> UUID:
    found = Organisation.objects.filter(gss_code=told.authority).values_list("pk", flat=True).first()
    if found is None:
        raise Unreadable("authority", told.authority, "Send the nine-letter code of an authority that uses Wayhome.")
    return found


def _sent_before(by: Viewer, number: str) -> Notice | None:
    """What the sender sent under a number. Of several who send it at once the first is asked after by all the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"notice {by.organisation} {number}"])
    return Notice.objects.filter(from_organisation_id=by.organisation, number=number).first()


def _new(told: Told, authority: UUID, *, by: Viewer, at: datetime, **fields: str) -> Notice:
    row = Notice(
        organisation_id=authority, from_organisation_id=by.organisation, sha256=told.sha256, kind=told.kind.value, given=told.given,
        family=told.family, born=told.born, police_reference=told.police_reference, content=dict(told.content),
        **fields, **recorded(by, at),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def apply_notice(*, notice: UUID, organisation: UUID, told: Told, at: datetime, by: Viewer | None = None) -> Receipt:
    """Apply a kept notice to the authority's records, in one transaction of the system's; what is unclear goes to a person."""
    by = by or system_of(organisation, at=at)
    with transaction.atomic(), acting_as(by, doing="notice.apply"):
        return _try(Notice.objects.select_for_update().get(pk=notice), told, by, at)


def apply_kept(*, notice: UUID, by: Viewer, at: datetime) -> bool:
    """Apply a notice that was kept and then, for whatever reason, never tried: for a job. Whether it was tried now.

    `by` is the system, acting for the authority; the caller has its block open.
    """
    row = Notice.locked(notice, seen_version=None)
    waits = row.state == RECEIVED
    _try(row, read(row.content), by, at)
    return waits


def take_up_notice(*, notice: UUID, seen_version: int | None, by: Viewer, at: datetime) -> None:
    """Record that a person sees to a notice that could not be applied by itself. Raises NotFound, Refused, Stale."""
    with transaction.atomic():
        row = _waiting(notice, by, seen_version)
        row.change(state=WITH_A_PERSON, taken_up_at=at, taken_up_by=by.user)
        wrote(by, "notice.taken_up", "notice", row.pk)


def match_notice(*, notice: UUID, child: UUID | None, by: Viewer, at: datetime, seen_version: int | None) -> Told:
    """Say which child of the authority a notice is about, or, with None, that they have no file yet. The notice as read.

    It is applied after that as if it had been clear from the first (`apply_notice`). Raises NotFound, Refused, Stale.
    """
    with transaction.atomic():
        row = _waiting(notice, by, seen_version)
        if child is not None and not Identity.objects.filter(pk=child, organisation_id=by.organisation).exists():
            raise NotFound()
        row.change(state=RECEIVED, why="", matched_child=child, matched_at=at, matched_by=by.user)
        wrote(by, "notice.matched", "notice", row.pk, child=str(child) if child else None)
    return read(row.content)


def set_notice_aside(*, notice: UUID, because: SetAside, by: Viewer, at: datetime, seen_version: int | None) -> None:
    """Say that nothing is to be recorded from a notice, and why. It stays readable. Raises NotFound, Refused, Stale."""
    with transaction.atomic():
        row = _waiting(notice, by, seen_version)
        row.change(state=SET_ASIDE, why=because.value)
        wrote(by, "notice.set_aside", "notice", row.pk, because=because.value)


def _waiting(notice: UUID, by: Viewer, seen_version: int | None) -> Notice:
    """A notice to the person's own authority that somebody has to see to, locked."""
    row = Notice.locked(notice, seen_version=seen_version)
    if row.organisation_id != by.organisation:
        raise NotFound()
    if row.state not in WAITING:
        raise Refused(_("Somebody has seen to this notice already."), rule="seen_to")
    return row


def _try(row: Notice, told: Told, by: Viewer, at: datetime) -> Receipt:
    """Apply a locked notice, or leave it for a person with the reason."""
    if row.state != RECEIVED:
        return Receipt(row.pk, row.state, row.why)
    try:
        with transaction.atomic():
            episode, why = _applied(told, row, by=by, at=at)
            transaction.set_rollback(episode is None)  # nothing half-done waits for the person
    except Refused as refusal:
        episode, why = None, refusal.rule
    row.change(state="applied" if episode else NEEDS_PERSON, why=why[:40], episode_id=episode)
    wrote(by, "notice.applied" if episode else "notice.needs_person", "notice", row.pk, rule=why or None)
    return Receipt(row.pk, row.state, row.why)


def _applied(told: Told, row: Notice, *, by: Viewer, at: datetime) -> tuple[UUID | None, str]:
    """The absence the notice is about, after it was recorded; None and the reason when a person has to look."""
    known = _episode(told)
    if told.kind is NoticeKind.REPORTED:
        if known is not None:
            return known, ""
        child, why = _child(told, row, by=by, at=at)
        return (None, why) if child is None else (_reported(told, child, by, at, happened=told.happened), "")
    if known is None:
        known, why = _absence_of(told, row, by=by, at=at)
        if known is None:
            return None, why
    said = {"episode": known, "happened": told.happened, "source": Source.POLICE, "words": told.words or None}
    if told.kind is NoticeKind.LOCATED:
        record_located(**said, by=by, at=at)
    else:
        record_return(**said, by=by, at=at, seen=told.seen)
        _note_arrival(known, by, at)
    return known, ""


def _reported(told: Told, child: UUID, by: Viewer, at: datetime, *, happened: Moment) -> UUID:
    return report_missing(
        child=child, missing_from=told.missing_from, happened=happened, source=Source.POLICE, by=by, at=at,
        police_reference=told.police_reference or None, grade=told.grade, words=told.words or None,
    )  # fmt: skip


def _absence_of(told: Told, row: Notice, *, by: Viewer, at: datetime) -> tuple[UUID | None, str]:
    """The absence that a find or a return ends, once somebody has said whose: the one that is open, else a new one.

    A new one was reported at some time between going missing and being found: the notice shows no more.
    """
    if row.matched_at is None:
        return None, "no_such_absence"
    child, why = _child(told, row, by=by, at=at)
    if child is None:
        return None, why
    out = list(EpisodeNow.objects.filter(child_id=child, whereabouts__in=NOT_BACK).values_list("id", flat=True)[:2])
    if len(out) > 1:
        return None, "several_absences"
    if out:
        return out[0], ""
    start, end = told.missing_from.earliest, told.happened.earliest
    if start is None or end is None or start >= end:
        return None, "not_reported_here"
    return _reported(told, child, by, at, happened=Moment(start, end, Precision.DATE)), ""


def _episode(told: Told) -> UUID | None:
    if not told.police_reference:
        return None
    rows = EpisodeNow.objects.filter(police_reference=told.police_reference).values_list("id", flat=True)[:2]
    return rows[0] if len(rows) == 1 else None


def _child(told: Told, row: Notice, *, by: Viewer, at: datetime) -> tuple[UUID | None, str]:
    """Whom a person said it is about; else the one child it can only be, a new file when nobody is alike, or nobody."""
    if row.matched_child is not None:
        return row.matched_child, ""
    if row.matched_at is not None:
        return _new_file(told, by, at), ""
    alike = [c for c in find(by, given=told.given, family=told.family, born=told.born) if c.likeness >= SAME_CHILD]
    if len(alike) == 1 and told.born is not None:
        return alike[0].person.id, ""
    if alike:
        return None, "several_children_alike"
    return _new_file(told, by, at), ""


def _new_file(told: Told, by: Viewer, at: datetime) -> UUID:
    ours = teams(by)
    return register_child(
        given=told.given,
        family=told.family,
        born=told.born,
        by=by,
        at=at,
        source=Source.POLICE,
        team=ours[0].id if ours else None,
    )


def _note_arrival(episode: UUID, by: Viewer, at: datetime) -> None:
    """When the notice of the return reached us: the service clock starts, and narrows a return known only by its day."""
    child = Episode.objects.values_list("child_id", flat=True).get(pk=episode)
    with locked_child(child, by=by) as writing:
        writing.append(
            EventKind.NOTICE_DELIVERED, episode=episode, subject=fresh_id(), at=at, happened=Moment.exactly(at), as_role=SYSTEM,
            source=Source.POLICE, detail={"about": NoticeKind.RETURNED.value},
        )  # fmt: skip
