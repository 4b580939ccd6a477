"""What a person does in oversight: says what names are needed for, makes a paper that may leave, writes down what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure import release as disclosure
from wayhome.benchmarking.disclosure.profiles import DFE
from wayhome.benchmarking.disclosure.statements import NotARecord
from wayhome.casework import journal
from wayhome.casework.children.named import named_in
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.oversight.board import Board
from wayhome.casework.oversight.foi.reply import Reply
from wayhome.casework.oversight.foi.request import Question
from wayhome.casework.oversight.models import AuditDraw, ComparedCounts, InformationRequest, Release, WhatWeChanged
from wayhome.casework.oversight.queries.changed import KIND, Version, entry
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.casework.oversight.queries.inspection import GROUPS, authority_code, cases_to_draw
from wayhome.casework.oversight.queries.released import ground_rows, publications
from wayhome.casework.oversight.releasing.leaving import Leaving
from wayhome.casework.oversight.releasing.paper import BoardPaper
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, Refused, Stale
from wayhome.domain.audit_draw import draw, seed_of
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Role, Word
from wayhome.returns.comparing_release import Handed

SENIORS = (Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER, Role.DCS)
"""Who answers for the service: they see names for a purpose, write what was changed, and draw cases for an audit."""


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
        if words := leaving.says_nothing(held):
            raise NotReleased(words)
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


def load_comparison(*, handed: Handed, source: str, by: Viewer, at: datetime) -> UUID:
    """Keep the counts of other councils from a released comparison; the latest of a measure is the one that is shown."""
    councils = [
        {
            "code": each.code,
            "numbers": None
            if each.count is None
            else [each.count.numerator, each.count.denominator, each.count.not_known],
            "why_not": each.why_not,
        }
        for each in handed.councils
    ]
    with transaction.atomic():
        row = ComparedCounts(
            organisation_id=by.organisation, indicator=handed.indicator.id, definition_version=handed.definition_version,
            year=str(handed.year), profile=handed.profile, source=source[:200], councils=councils, **recorded(by, at),
        )  # fmt: skip
        row.save(force_insert=True)
        journal.wrote(
            by, "oversight.comparison_loaded", "compared_counts", row.pk, indicator=row.indicator, year=row.year, source=row.source
        )  # fmt: skip
    return row.pk


def draft_reply(*, name: str, first: date, last: date, questions: Sequence[Question], by: Viewer, at: datetime) -> UUID:
    """Keep a request for information with what each question is matched to. Raises NotAllowed."""
    may_see_totals(by)
    row = InformationRequest(
        organisation_id=by.organisation, name=name, first=first, last=last, questions=[each.plain() for each in questions],
        **recorded(by, at),
    )  # fmt: skip
    row.save(force_insert=True)
    journal.wrote(by, "foi.drafted", "information_request", row.pk, questions=len(questions))
    return row.pk


def change_reply(
    *, request: UUID, seen_version: int | None, questions: Sequence[Question], by: Viewer, at: datetime
) -> None:
    """Change what answers each question, and the words. Raises NotReleased for one that was released, NotFound, Stale."""
    may_see_totals(by)
    with transaction.atomic():
        row = _still_open(request, seen_version)
        row.change(questions=[each.plain() for each in questions])
        journal.wrote(by, "foi.changed", "information_request", row.pk, questions=len(questions))


def release_reply(*, request: UUID, reply: Reply, seen_version: int | None, by: Viewer, at: datetime) -> UUID:
    """Release the reply to a request, and close it. Raises NotReleased, NotFound, Stale, NotAllowed."""
    with transaction.atomic():
        row = _still_open(request, seen_version)
        made = release(leaving=reply, by=by, at=at)
        row.change(release_id=made)
        journal.wrote(by, "foi.released", "information_request", row.pk, release=str(made))
    return made


def _still_open(request: UUID, seen_version: int | None) -> InformationRequest:
    row = InformationRequest.locked(request, seen_version=seen_version)
    if row.release_id is not None:
        raise NotReleased(_("This reply is released and kept as it left. To answer again, draft another."))
    return row


def _one_at_a_time(by: Viewer) -> None:
    """Two releases made at once would not be attacked together."""
    _in_turn(f"releases of {by.organisation}")


def _in_turn(of: str) -> None:
    """Whoever comes second waits until the first is written: for rows that are only ever added to, which nothing can lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [of])


def write_change(*, theme: str, said: str, changed: str, since: date, by: Viewer, at: datetime) -> UUID:
    """Write down what was changed because of what children said. Raises NotAllowed, Refused."""
    with transaction.atomic():
        _may_be_written(by, at, since, said, changed)
        return _written(by, at, fresh_id(), 1, theme=theme, said=said, changed=changed, since=since)


def rewrite_change(
    *,
    entry_id: UUID,
    seen_version: int,
    theme: str,
    said: str,
    changed: str,
    since: date,
    because: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Write a new version of an entry and keep the old one. Raises NotAllowed, NotFound, Stale, Refused."""
    with transaction.atomic():
        _next_version(by, entry_id, seen_version)
        _may_be_written(by, at, since, said, changed, because)
        _written(
            by, at, entry_id, seen_version + 1, theme=theme, said=said, changed=changed, since=since, because=because
        )


def take_change_back(*, entry_id: UUID, seen_version: int, because: str, by: Viewer, at: datetime) -> None:
    """Take an entry back, with the reason; it stays readable as taken back. Raises NotAllowed, NotFound, Stale, Refused."""
    with transaction.atomic():
        last = _next_version(by, entry_id, seen_version)
        _may_be_written(by, at, last.since, because)
        _written(
            by, at, entry_id, seen_version + 1, theme=last.theme, said=last.said, changed=last.changed, since=last.since,
            because=because, taken_back=True,
        )  # fmt: skip


def _next_version(by: Viewer, entry_id: UUID, seen_version: int) -> Version:
    """The version that the next one follows, with every other writer waiting. Raises NotFound, Stale."""
    _in_turn(f"what was changed: {entry_id}")
    last = entry(by, entry_id).now
    if last.number != seen_version:
        raise Stale(seen=seen_version, now=last.number)
    return last


def _may_be_written(by: Viewer, at: datetime, since: date, *texts: str) -> None:
    """Raises NotAllowed for who does not answer for the service, Refused for a change to come and for a text that names a child."""
    if not by.has(*SENIORS):
        raise NotAllowed()
    if since > at.astimezone(LONDON).date():
        raise Refused(
            _("This day is still to come. Write it down once it has begun, so that it stands here as done."),
            rule="not_yet",
        )
    if name := named_in(by, *texts):
        words = _(
            "“%(name)s” is the name or the reference of a child here, and this page names no child. Take it out and say it of children in "
            "general. If the word means something else here, put it another way."
        )
        raise Refused(words % {"name": name}, rule="names_a_child")


def _written(by: Viewer, at: datetime, entry_id: UUID, number: int, **columns: object) -> UUID:
    role = next(role for role in SENIORS if by.has(role))
    row = WhatWeChanged(
        organisation_id=by.organisation, entry=entry_id, number=number, role=role.value, **columns, **recorded(by, at)
    )
    row.save(force_insert=True)
    what = "oversight.change_taken_back" if row.taken_back else "oversight.change_written"
    journal.wrote(by, what, KIND, entry_id, number=number, theme=row.theme)
    return entry_id


def draw_cases(*, word: str, reason: Reason, by: Viewer, at: datetime) -> UUID:
    """Draw ten cases for an audit from the inspector's word, and keep them; the same word on the same day is the same draw.

    The cases are journalled when they are shown. Raises NotAllowed, Refused.
    """
    if not by.has(*SENIORS):
        raise NotAllowed()
    day = at.astimezone(LONDON).date()
    seed = seed_of(authority_code(by), day, word)
    with transaction.atomic():
        _in_turn(f"draws of {by.organisation}")
        made = AuditDraw.objects.filter(organisation_id=by.organisation, seed=seed).first()
        if made is not None:
            journal.wrote(by, "oversight.draw_opened_again", "audit_draw", made.pk, reason=reason.value)
            return made.pk
        cases = {case.reference: case for case in cases_to_draw(by)}
        groups = {group: sorted(r for r, case in cases.items() if case.group == group) for group in GROUPS}
        drawn = [(each.group, each.case, str(cases[each.case].id)) for each in draw(groups, seed=seed)]
        row = AuditDraw(
            organisation_id=by.organisation, day=day, word=" ".join(word.split()), seed=seed, reason=reason.value, drawn_from=groups,
            drawn=drawn, **recorded(by, at),
        )  # fmt: skip
        row.save(force_insert=True)
        journal.wrote(
            by, "oversight.cases_drawn", "audit_draw", row.pk, reason=reason.value, drawn=len(drawn), out_of=len(cases)
        )
    return row.pk
