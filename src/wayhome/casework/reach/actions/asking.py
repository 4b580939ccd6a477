"""Asking the child: tries, telling them, their answer, and what a parent says (domain reference §4.8 to 4.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import locked, record
from wayhome.casework.organisations.queries import policy_at
from wayhome.domain.journey.events import SYSTEM
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    DeclineReason,
    Group,
    OfferLevel,
    TalkedFreely,
)


def check_case(
    *, case: UUID, group: Group | None, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Record that somebody checked who, where, how to reach the child safely, and that there is no twin (CA2)."""
    return record(
        kind=EventKind.CASE_CHECKED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version, words=words,
        group=group.value if group else None,
    )  # fmt: skip


def log_try(
    *,
    case: UUID,
    channel: Channel,
    target: AttemptTarget,
    result: AttemptResult,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    could_talk_freely: TalkedFreely | None = None,
    next_try_at: datetime | None = None,
    words: str | None = None,
) -> UUID:
    """Record one try to reach the child or somebody near them. Raises Refused for a way that is not safe."""
    return record(
        kind=EventKind.ATTEMPT_MADE, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        channel=channel.value, target=target.value, result=result.value,
        could_talk_freely=could_talk_freely.value if could_talk_freely else None,
        next_try_at=next_try_at.isoformat() if next_try_at else None,
    )  # fmt: skip


def tell_carer(
    *,
    case: UUID,
    channel: Channel,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record that only a parent or carer was told: it counts broadly, and the child is not yet asked (CT2)."""
    return record(
        kind=EventKind.CARER_TOLD, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        channel=channel.value,
    )  # fmt: skip


def tell_child(
    *,
    case: UUID,
    level: OfferLevel,
    channel: Channel,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    could_talk_freely: TalkedFreely | None = None,
    info_given: Sequence[str] = (),
    competence_view: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record that the child was told they can have a return home interview (CT3)."""
    return record(
        kind=EventKind.CHILD_TOLD, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        level=level.value, channel=channel.value, info_given=list(info_given) or None,
        could_talk_freely=could_talk_freely.value if could_talk_freely else None,
        **_competence(competence_view, words),
    )  # fmt: skip


def offer_again(
    *,
    case: UUID,
    channel: Channel,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record that the child was offered a talk again, with another person, place or way (CT14)."""
    return record(
        kind=EventKind.OFFERED_AGAIN, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        channel=channel.value, level=OfferLevel.CHILD_DIRECT.value,
    )  # fmt: skip


def reconfirm_offer(
    *,
    case: UUID,
    episodes: Sequence[UUID],
    channel: Channel,
    answer_stands: bool,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record that an earlier offer was said again for a return that came after it (CT4)."""
    return record(
        kind=EventKind.OFFER_RECONFIRMED, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        channel=channel.value, episodes=[str(e) for e in episodes], answer_stands=answer_stands,
    )  # fmt: skip


def say_yes(
    *,
    case: UUID,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    could_talk_freely: TalkedFreely | None = None,
    wishes: Mapping[str, str] | None = None,
    competence_view: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record that the child said yes, with what they asked for: who, where, when, how (CT5, CT12)."""
    return record(
        kind=EventKind.CHILD_SAID_YES, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        could_talk_freely=could_talk_freely.value if could_talk_freely else None, **{f"wish_{k}": v for k, v in (wishes or {}).items()},
        **_competence(competence_view, words),
    )  # fmt: skip


def say_no(
    *,
    case: UUID,
    happened: Moment,
    could_talk_freely: TalkedFreely,
    conveyed_by: Answerer,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    reasons: Sequence[DeclineReason] = (),
    leaflet_given: bool | None = None,
    ask_again: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record that the child said no this time. Not free to talk, or passed on: ask again alone, never a decline (CT6, CT7)."""
    return record(
        kind=EventKind.CHILD_SAID_NO, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        could_talk_freely=could_talk_freely.value, conveyed_by=conveyed_by.value, reasons=[r.value for r in reasons] or None,
        leaflet_given=leaflet_given, ask_again=ask_again,
    )  # fmt: skip


def parent_refuses(
    *,
    case: UUID,
    happened: Moment,
    refused_by: Answerer,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    childs_view: str | None = None,
    words: str | None = None,
) -> UUID:
    """Record that a parent or carer said no: never the child's no; a manager decides within one working day (CT10)."""
    return record(
        kind=EventKind.PARENT_REFUSED, case=case, happened=happened, by=by, at=at, seen_version=seen_version, words=words,
        refused_by=refused_by.value, childs_view=childs_view,
    )  # fmt: skip


def ask_anyway(*, case: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Record a manager's decision to ask the child although a parent said no (CT11)."""
    return record(
        kind=EventKind.DECIDED_TO_ASK_ANYWAY, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=reason, reason="given" if reason.strip() else None,
    )  # fmt: skip


def log_phone_answer(
    *,
    case: UUID,
    channel: Channel,
    happened: Moment,
    by: Viewer,
    at: datetime,
    seen_version: int | None = None,
    words: str | None = None,
) -> UUID:
    """Record an answer that came by text or link: messages stop, and a person checks who it was (CT8)."""
    return record(
        kind=EventKind.ANSWER_CAME_BY_PHONE, case=case, happened=happened, by=by, at=at, seen_version=None, words=words,
        channel=channel.value,
    )  # fmt: skip


def check_phone_answer(
    *,
    case: UUID,
    answer: str,
    how_known: str,
    could_talk_freely: TalkedFreely,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    words: str | None = None,
) -> UUID:
    """Record how we know who answered by phone, and whether they could speak freely (CT9)."""
    return record(
        kind=EventKind.PHONE_ANSWER_CONFIRMED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words or how_known, answer=answer, how_known="given" if how_known.strip() else None,
        could_talk_freely=could_talk_freely.value,
    )  # fmt: skip


def ask_carer_what_they_know(
    *, case: UUID, answer: str, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Record whether the carer was asked what they know: yes, no, or not safe to ask. Never counted as the talk (duty D9)."""
    return record(
        kind=EventKind.CARER_INFORMATION_ASKED, case=case, happened=Moment.exactly(at), by=by, at=at, seen_version=seen_version,
        words=words, answer=answer,
    )  # fmt: skip


def _competence(view: str | None, why: str | None) -> dict[str, object]:
    """After a parent's no: whether the child understands enough to decide, as a code; why, in the sealed words."""
    return {"competence_view": view, "reason": "given" if why and why.strip() else None} if view else {}


def end_answer_period(*, case: UUID, by: Viewer, at: datetime) -> bool:
    """Record that the time to answer the last offer is over (CT13), if it is: for a job. Whether it was recorded now.

    Never over an answer that came by phone and that nobody has checked, and never about a child who has died.
    """
    with transaction.atomic(), locked(case, by=by, seen_version=None) as writing:
        days = policy_at(by, "answer_period_working_days", by.at, of=writing.organisation).value
        due = writing.case.answer_due(int(str(days)), writing.known.holidays)
        waits = writing.case.unconfirmed_answers or writing.case.child_has_died or not writing.case.is_open
        if due is None or at < due or waits:
            return False
        writing.append(EventKind.ANSWER_PERIOD_OVER, case=case, at=at, happened=Moment.exactly(at), as_role=SYSTEM)
    return True
