"""Notices: kept first, then applied to the child's record of the authority they are for, or left for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children.actions.identity import register_child
from wayhome.casework.children.finding import find
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.actions import locked_child
from wayhome.casework.journey.models import Episode, EpisodeNow
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.organisations.queries import teams
from wayhome.casework.reach.actions.absence import record_located, record_return, report_missing
from wayhome.casework.reach.intake import NoticeKind, Told, Unreadable
from wayhome.casework.reach.models import Notice
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Source

SAME_CHILD = 0.95


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: the notice, and what became of it."""

    notice: UUID
    state: str
    why: str = ""


def keep_notice(*, told: Told, by: Viewer, at: datetime) -> Receipt:
    """Keep a notice as it came, in the sender's name. The same number again is the same notice, once.

    Raises Unreadable for an authority we do not serve, Refused when the number was used for something else.
    """
    authority = Organisation.objects.filter(gss_code=told.authority).first()
    if authority is None:
        raise Unreadable("authority", told.authority, "Send the nine-letter code of an authority that uses Wayhome.")
    with transaction.atomic():
        before = Notice.objects.filter(from_organisation_id=by.organisation, number=told.number).first()
        if before is not None:
            if before.sha256 != told.sha256:
                raise Refused(
                    "This number was used for another notice. Nothing was changed; a person will look.",
                    rule="other_content",
                )
            return Receipt(before.pk, before.state, before.why)
        row = Notice(
            organisation_id=authority.pk, from_organisation_id=by.organisation, number=told.number, sha256=told.sha256,
            kind=told.kind.value, given=told.given, family=told.family, born=told.born,
            police_reference=told.police_reference, content=dict(told.content), **recorded(by, at),
        )  # fmt: skip
        row.save(force_insert=True)
        wrote(by, "notice.kept", "notice", row.pk, of=authority.pk, kind=told.kind.value)
    return Receipt(row.pk, row.state)


def apply_notice(*, notice: UUID, organisation: UUID, told: Told, at: datetime, by: Viewer | None = None) -> Receipt:
    """Apply a kept notice to the authority's records, in one transaction of the system's; what is unclear goes to a person."""
    by = by or system_of(organisation, at=at)
    with transaction.atomic(), acting_as(by, doing="notice.apply"):
        row = Notice.objects.select_for_update().get(pk=notice)
        if row.state != "received":
            return Receipt(row.pk, row.state, row.why)
        try:
            with transaction.atomic():
                episode, why = _applied(told, by=by, at=at)
        except Refused as refusal:
            episode, why = None, refusal.rule
        row.change(state="applied" if episode else "needs_person", why=why[:40], episode_id=episode)
        wrote(by, "notice.applied" if episode else "notice.needs_person", "notice", row.pk, rule=why or None)
    return Receipt(row.pk, row.state, row.why)


def take_up_notice(*, notice: UUID, seen_version: int | None, by: Viewer, at: datetime) -> None:
    """Record that a person sees to a notice that could not be applied by itself. Raises NotFound, Stale."""
    with transaction.atomic():
        row = Notice.locked(notice, seen_version=seen_version)
        row.change(state="with_a_person", taken_up_at=at, taken_up_by=by.user)
        wrote(by, "notice.taken_up", "notice", row.pk)


def _applied(told: Told, *, by: Viewer, at: datetime) -> tuple[UUID | None, str]:
    """The absence the notice is about, after it was recorded; None and the reason when a person has to look."""
    known = _episode(told)
    if told.kind is NoticeKind.REPORTED:
        if known is not None:
            return known, ""
        child, why = _child(told, by=by, at=at)
        if child is None:
            return None, why
        return report_missing(
            child=child, missing_from=told.missing_from, happened=told.happened, source=Source.POLICE, by=by, at=at,
            police_reference=told.police_reference or None, grade=told.grade, words=told.words or None,
        ), ""  # fmt: skip
    if known is None:
        return None, "no_such_absence"
    if told.kind is NoticeKind.LOCATED:
        record_located(
            episode=known, happened=told.happened, source=Source.POLICE, by=by, at=at, words=told.words or None
        )
    else:
        record_return(
            episode=known,
            happened=told.happened,
            source=Source.POLICE,
            by=by,
            at=at,
            seen=told.seen,
            words=told.words or None,
        )
        _note_arrival(known, by, at)
    return known, ""


def _episode(told: Told) -> UUID | None:
    if not told.police_reference:
        return None
    rows = EpisodeNow.objects.filter(police_reference=told.police_reference).values_list("id", flat=True)[:2]
    return rows[0] if len(rows) == 1 else None


def _child(told: Told, *, by: Viewer, at: datetime) -> tuple[UUID | None, str]:
    """The one child it can only be, a new file when nobody is alike, or nobody when several may be meant."""
    alike = [c for c in find(by, given=told.given, family=told.family, born=told.born) if c.likeness >= SAME_CHILD]
    if len(alike) == 1 and told.born is not None:
        return alike[0].person.id, ""
    if alike:
        return None, "several_children_alike"
    ours = teams(by)
    return register_child(
        given=told.given,
        family=told.family,
        born=told.born,
        by=by,
        at=at,
        source=Source.POLICE,
        team=ours[0].id if ours else None,
    ), ""


def _note_arrival(episode: UUID, by: Viewer, at: datetime) -> None:
    """When the notice of the return reached us: the service clock starts, and narrows a return known only by its day."""
    child = Episode.objects.values_list("child_id", flat=True).get(pk=episode)
    with locked_child(child, by=by) as writing:
        writing.append(
            EventKind.NOTICE_DELIVERED, episode=episode, subject=fresh_id(), at=at, happened=Moment.exactly(at), as_role=SYSTEM,
            source=Source.POLICE, detail={"about": NoticeKind.RETURNED.value},
        )  # fmt: skip
