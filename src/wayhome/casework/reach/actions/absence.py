"""The absence: reported missing, graded, found, back; and the case that opens when there is someone to listen to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked_child, new_case, new_episode
from wayhome.casework.journey.models import Episode
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.journey.events import SYSTEM, Actor
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Group, ReturnSetting, RiskGrade, Source


def report_missing(
    *,
    child: UUID,
    missing_from: Moment,
    source: Source,
    by: Viewer,
    at: datetime,
    happened: Moment = NOT_RECORDED,
    police_reference: str | None = None,
    grade: RiskGrade | None = None,
    group: Group | None = None,
    told_by: Mapping[str, str] | None = None,
    words: str | None = None,
    as_role: Actor | None = None,
) -> UUID:
    """Record that a child was reported missing to the police; the new absence.

    `missing_from` is when the child left or was last seen, `happened` when the report was made. Raises NotFound, Refused.
    """
    with transaction.atomic(), locked_child(child, by=by) as writing:
        went_missing_again = _last_return(writing, missing_from)
        episode = new_episode(writing, at=at)
        detail = {"police_reference": police_reference, "group": group.value if group else None, **(told_by or {})}
        writing.append(
            EventKind.POLICE_REPORT_MADE, episode=episode, happened=happened, source=source, at=at, as_role=as_role,
            words=words, detail={k: v for k, v in detail.items() if v},
        )  # fmt: skip
        if missing_from.is_known:
            writing.append(
                EventKind.TIME_SAID, episode=episode, happened=missing_from, source=source, at=at, as_role=as_role,
                detail={"of": "missing_from"},
            )  # fmt: skip
        if grade is not None:
            writing.append(
                EventKind.RISK_GRADED, episode=episode, happened=happened, source=source, at=at, as_role=as_role,
                detail={"grade": grade.value},
            )  # fmt: skip
        if went_missing_again is not None:
            writing.append(
                EventKind.WENT_MISSING_AGAIN, episode=went_missing_again, happened=missing_from, at=at, as_role=SYSTEM
            )
    return episode


def record_located(
    *,
    episode: UUID,
    happened: Moment,
    source: Source,
    by: Viewer,
    at: datetime,
    words: str | None = None,
    as_role: Actor | None = None,
) -> UUID:
    """Record that a child was found and is not back yet; the case that covers the absence. Raises NotFound, Refused."""
    with transaction.atomic(), locked_child(_child_of(episode), by=by) as writing:
        writing.append(
            EventKind.LOCATED, episode=episode, happened=happened, source=source, at=at, words=words, as_role=as_role
        )
        return open_or_join(writing, episode=episode, at=at)


def record_return(
    *,
    episode: UUID,
    happened: Moment,
    source: Source,
    by: Viewer,
    at: datetime,
    setting: ReturnSetting | None = None,
    seen: bool | None = None,
    words: str | None = None,
    as_role: Actor | None = None,
) -> UUID:
    """Record that a child is back: the clock starts, and the case that covers the return is opened or joined.

    `happened` may be "that evening", a date, or not known; a second source adds its own time, and both are kept.
    Raises NotFound, Refused.
    """
    with transaction.atomic(), locked_child(_child_of(episode), by=by) as writing:
        detail = {"setting": setting.value if setting else None, "seen": seen}
        writing.append(
            EventKind.RETURNED, episode=episode, happened=happened, source=source, at=at, words=words, as_role=as_role,
            detail={k: v for k, v in detail.items() if v is not None},
        )  # fmt: skip
        return open_or_join(writing, episode=episode, at=at)


def settle_time(
    *, episode: UUID, of: str, chosen: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None = None
) -> UUID:
    """Settle which source's time we go by; the other stays readable. Raises NotFound, Refused, Stale."""
    with transaction.atomic(), locked_child(_child_of(episode), by=by) as writing:
        writing.must_be_at(episode=episode, seen_version=seen_version)
        return writing.append(
            EventKind.TIME_SETTLED, episode=episode, at=at, words=reason, happened=Moment.exactly(at),
            detail={"of": of, "event": writing.named(chosen), "reason": "given"},
        )  # fmt: skip


def open_or_join(writing: Writing, *, episode: UUID, at: datetime) -> UUID:
    """The case that answers for a return: the one it stands in already, the child's open one (rule CA1), or a new one."""
    covering = writing.so_far.cases_covering(str(episode))
    if covering:
        return UUID(covering[-1].case)
    authority = str(writing.organisation)
    found = writing.episode(episode).located
    joined = writing.so_far.case_to_join(authority)
    if joined is not None:
        opened = writing.so_far.case(joined).container.last(EventKind.CASE_OPENED)
        told_late = opened is not None and found.is_before(opened.happened)
        writing.append(
            EventKind.EPISODE_ATTACHED, case=UUID(joined), episode=episode, at=at, as_role=SYSTEM,
            happened=Moment.exactly(at) if told_late else found,
        )  # fmt: skip
        return UUID(joined)
    case = new_case(writing, at=at)
    writing.append(
        EventKind.CASE_OPENED, case=case, episode=episode,
        happened=found, at=at, as_role=SYSTEM,
        detail={"authority": authority},
    )  # fmt: skip
    return case


def _child_of(episode: UUID) -> UUID:
    child = Episode.objects.filter(pk=episode).values_list("child_id", flat=True).first()
    if child is None:
        raise NotFound()
    return child


def _last_return(writing: Writing, missing_from: Moment) -> UUID | None:
    """The absence the child last came back from, when nothing is open; none when this is of an earlier time, told late."""
    episodes = list(writing.so_far.episodes.values())
    if not episodes or not episodes[-1].is_back or missing_from.is_before(episodes[-1].missing_from):
        return None
    return UUID(episodes[-1].episode)
