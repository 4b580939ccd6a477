"""The record: started by whoever held the talk, saved as it is typed, handed in, and approved by somebody else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.delivery.answers import Answers, as_answers, as_text
from wayhome.casework.delivery.models import ApprovedVersion, WriteUp
from wayhome.casework.journal import wrote
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked
from wayhome.casework.journey.projection import group_of
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import PoliceReport, Record
from wayhome.domain.moment import Moment
from wayhome.domain.sharing import RecipientFacts, default_recipients
from wayhome.domain.vocabulary import Group, LateReason

WRITABLE = (Record.DRAFT, Record.RETURNED)


def start_record(*, case: UUID, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Begin the record of a talk that was held; the page it is written on (RC1)."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        writing.append(EventKind.RECORD_STARTED, case=case, happened=Moment.exactly(at), at=at)
        page = WriteUp(
            organisation_id=writing.organisation, child_id=writing.child, case_id=case, author=by.user, saved_at=at,
            **recorded(by, at),
        )  # fmt: skip
        page.save(force_insert=True)
        wrote(by, "record.started", "write_up", page.pk, of=writing.organisation)
    return page.pk


def save_answers(
    *, case: UUID, answers: Answers, by: Viewer, at: datetime, seen_version: int | None, jottings: str | None = None
) -> int:
    """Keep what was typed so far. Nothing asked for blocks saving. The new version of the page.

    Raises Stale when the page was saved elsewhere meanwhile, and Refused once the record is handed in.
    """
    with transaction.atomic(), locked(case, by=by, seen_version=None) as writing:
        page = _page(case)
        _only_the_author_writes(writing, page, by)
        if seen_version is not None and page.version != seen_version:
            raise Stale(seen=seen_version, now=page.version)
        page.answers = as_text(as_answers(page.answers) | dict(answers))
        if jottings is not None:
            page.jottings = jottings
        page.saved_at, page.version = at, page.version + 1
        page.save()
        wrote(by, "record.saved", "write_up", page.pk, of=writing.organisation, fields=len(answers))
    return page.version


def submit_record(*, case: UUID, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Hand the record in. What is unanswered is listed afterwards, and never stands in the way (RC2)."""
    return _step(EventKind.RECORD_SUBMITTED, case, by, at, seen_version)


def take_record_back(*, case: UUID, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Take a record back that nobody has approved yet (RC3)."""
    return _step(EventKind.RECORD_TAKEN_BACK, case, by, at, seen_version)


def return_record(*, case: UUID, comments: Sequence[str], by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Send the record back to its author with comments (RC4)."""
    said = [c.strip() for c in comments if c.strip()]
    return _step(EventKind.RECORD_RETURNED, case, by, at, seen_version, words="\n".join(said), comments=len(said))


def approve_record(
    *, case: UUID, read: bool, by: Viewer, at: datetime, seen_version: int | None, late_reason: LateReason | None = None
) -> UUID:
    """Approve the record: freeze it as the next version, and ask who is told (RC5). Never by its author."""
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        page = _page(case)
        recipients = [r.value for r in default_recipients(_facts(writing))]
        late = {"late_reason": late_reason.value} if late_reason else {}
        writing.append(
            EventKind.RECORD_APPROVED, case=case, happened=Moment.exactly(at), at=at,
            detail={"read": read, "recipients": recipients, **late},
        )  # fmt: skip
        text = page.answers or as_text({})
        version = ApprovedVersion(
            organisation_id=writing.organisation, child_id=writing.child, case_id=case, number=writing.case.version,
            author=page.author, answers=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **recorded(by, at),
        )  # fmt: skip
        version.save(force_insert=True)
        wrote(by, "record.approved", "approved_version", version.pk, of=writing.organisation, number=version.number)
    return version.pk


def _step(
    kind: EventKind,
    case: UUID,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
    **detail: object,
) -> UUID:
    with transaction.atomic(), locked(case, by=by, seen_version=seen_version) as writing:
        return writing.append(kind, case=case, happened=Moment.exactly(at), at=at, words=words or None, detail=detail)


def _facts(writing: Writing) -> RecipientFacts:
    """What decides who is asked about, as far as the journey knows it; what it does not know is asked about too."""
    covered = writing.case.covered
    said = {group_of(each.episode, writing.so_far, writing.events) for each in covered}
    groups = {Group(group) for group in said if group}
    reported = any(e.police_report.state is not PoliceReport.NOT_REPORTED for e in covered)
    return RecipientFacts(group=groups.pop() if len(groups) == 1 else None, reported_to_police=reported)


def _page(case: UUID) -> WriteUp:
    page = WriteUp.objects.select_for_update().filter(case_id=case).first()
    if page is None:
        raise NotFound()
    return page


def _only_the_author_writes(writing: Writing, page: WriteUp, by: Viewer) -> None:
    if page.author != by.user:
        raise Refused(
            "Somebody else is writing this. If they cannot go on, the coordinator can name another author.",
            rule="author",
        )
    if writing.case.record.state not in WRITABLE:
        raise Refused(
            "The record is handed in. Take it back to change it; your words are still here.", rule="handed_in"
        )
