"""How an absence ends other than by coming back: recorded in error, entered twice, turned 18, a death; and undoing each.

An absence is never taken away by one person. A coordinator proposes it, a team manager decides, and everything that
was recorded stays readable.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import people_in_role
from wayhome.casework.children import actions as children
from wayhome.casework.children.ages import age_on, birthday_on_turning
from wayhome.casework.children.models import Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.actions import Writing, locked_episode
from wayhome.casework.journey.events import id_of
from wayhome.casework.journey.models import Episode, EpisodeNow
from wayhome.casework.reach.queries import NOT_BACK, births
from wayhome.casework.records.refusals import Refused
from wayhome.domain.journey.episode_so_far import STRUCK_OUT
from wayhome.domain.journey.events import SYSTEM, Event
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.proposals import PROPOSES
from wayhome.domain.journey.states import Whereabouts
from wayhome.domain.moment import LONDON, Moment
from wayhome.domain.vocabulary import Role

GOES_ON = tuple(w.value for w in Whereabouts if w not in STRUCK_OUT)
SECONDS = (Role.SERVICE_MANAGER, Role.TEAM_MANAGER, Role.RHI_COORDINATOR, Role.SOCIAL_WORKER)
"""Who may be the second person when an ending is undone."""


def propose_void(*, episode: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Propose that an absence was recorded in error; a team manager decides (EP20). Raises NotFound, Refused, Stale."""
    return _propose(E.EPISODE_VOID_PROPOSED, episode, reason, by, at, seen_version)


def propose_merge(
    *, episode: UUID, survivor: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Propose that an absence is another one entered twice, and which of them goes on. Raises NotFound, Refused, Stale."""
    return _propose(E.EPISODE_MERGE_PROPOSED, episode, reason, by, at, seen_version, survivor)


def decide_proposal(
    *, episode: UUID, agreed: bool, reason: str | None, by: Viewer, at: datetime, seen_version: int | None
) -> UUID:
    """Carry out what a coordinator proposed, or say why the absence stands. Raises NotFound, Refused, Stale."""
    with transaction.atomic(), locked_episode(episode, by=by, seen_version=seen_version) as writing:
        proposal = writing.episode(episode).proposal
        if not agreed or proposal is None:
            said = {"reason": "given"} if (reason or "").strip() else {}
            return writing.append(
                E.EPISODE_KEPT, episode=episode, at=at, happened=Moment.exactly(at), words=reason, detail=said
            )
        detail = _as_proposed(proposal)
        if proposal.kind is E.EPISODE_MERGE_PROPOSED:
            _goes_on(writing, episode, UUID(str(detail["survivor"])))
        return writing.append(
            PROPOSES[proposal.kind], episode=episode, at=at, happened=Moment.exactly(at), words=reason, detail=detail
        )


def record_death(
    *, episode: UUID, happened: Moment, by: Viewer, at: datetime, seen_version: int | None, words: str | None = None
) -> UUID:
    """Record that the child has died: every contact stops with this, and each head of service is told (EP19).

    Raises NotFound, Refused, Stale.
    """
    with transaction.atomic(), locked_episode(episode, by=by, seen_version=seen_version) as writing:
        event = writing.append(E.DIED, episode=episode, happened=happened, at=at, words=words or None)
        children.record_death(
            child=writing.child, died_at=min(happened.latest or at, at), seen_version=None, by=by, at=at
        )
        for manager in people_in_role(by, Role.SERVICE_MANAGER, at=at):
            children.open_to_manager(child=writing.child, user=manager.id, because_of=episode, by=by, at=at)
    return event


def put_back(*, episode: UUID, second: UUID, reason: str, by: Viewer, at: datetime, seen_version: int | None) -> UUID:
    """Say that an ending was wrong: everything is folded again from what stands (EP21). Raises NotFound, Refused, Stale."""
    role = next((r for r in SECONDS if second in {p.id for p in people_in_role(by, r, at=at)}), None)
    if role is None:
        raise Refused(
            _("Choose the second person from the list: a manager, a coordinator or a social worker."), rule="second"
        )
    with transaction.atomic(), locked_episode(episode, by=by, seen_version=seen_version) as writing:
        ending = writing.episode(episode).ending
        if ending is None:
            raise Refused(_("Nothing here was ended in a way that can be undone."), rule="not_ended")
        given = {"reason": "given"} if reason.strip() else {}
        event = writing.append(
            E.RECORDED_IN_ERROR, episode=episode, at=at, happened=Moment.exactly(at), words=reason, in_error=id_of(ending.id),
            detail={"second": str(second), "second_role": role.value, **given},
        )  # fmt: skip
        if writing.episode(episode).proposal is not None:  # what had been agreed to is not proposed any more
            writing.append(
                E.EPISODE_KEPT, episode=episode, at=at, happened=Moment.exactly(at), detail={"reason": "given"}
            )
        if ending.kind is E.DIED:
            children.take_death_back(child=writing.child, by=by, at=at)
    return event


def turn_18(*, episode: UUID, by: Viewer, at: datetime) -> bool:
    """End an absence whose child turned 18 while away (EP17): for a job. Whether it was ended now.

    It is dated on the birthday, or now where something of the absence is dated later than that.
    """
    with transaction.atomic(), locked_episode(episode, by=by, seen_version=None) as writing:
        born = births(by, [writing.child]).get(writing.child)
        today = at.astimezone(LONDON).date()
        away = writing.episode(episode).whereabouts.state.value in NOT_BACK
        if born is None or not away or age_on(born, today) < 18:
            return False
        birthday = Moment.on(birthday_on_turning(18, born))
        of_this = [e for e in writing.events if e.episode == str(episode)]
        in_order = all((e.happened.latest or e.recorded_at) <= birthday.earliest for e in of_this)
        happened = birthday if in_order else Moment.exactly(at)
        writing.append(E.TURNED_18, episode=episode, at=at, happened=happened, as_role=SYSTEM)
    return True


def _propose(
    kind: E,
    episode: UUID,
    reason: str,
    by: Viewer,
    at: datetime,
    seen_version: int | None,
    survivor: UUID | None = None,
) -> UUID:
    with transaction.atomic(), locked_episode(episode, by=by, seen_version=seen_version) as writing:
        detail = {"reason": "given"} if reason.strip() else {}
        if survivor is not None:
            detail |= {"survivor": str(survivor), "goes_on_as": _goes_on(writing, episode, survivor)}
        return writing.append(kind, episode=episode, at=at, happened=Moment.exactly(at), words=reason, detail=detail)


def _as_proposed(proposal: Event) -> dict[str, object]:
    """What was proposed, with the proposer as the other of the two people."""
    kept = {k: v for k in ("survivor", "goes_on_as") if (v := proposal.says(k)) is not None}
    return kept | {"reason": "given", "second": proposal.by, "second_role": proposal.by_role.value}


def _goes_on(writing: Writing, episode: UUID, survivor: UUID) -> str:
    """The reference of the absence that goes on: another of the same child, which stands. Raises Refused."""
    current = Identity.objects.filter(pk=writing.child).values("current_id")
    family = Identity.objects.filter(current_id__in=current).values("id")
    stands = EpisodeNow.objects.filter(pk=survivor, child_id__in=family, whereabouts__in=GOES_ON).exclude(pk=episode)
    found = Episode.objects.filter(pk__in=stands.values("id")).values_list("reference", flat=True).first()
    if found is None:
        raise Refused(_("Choose another absence of the same child, one that goes on."), rule="no_such_survivor")
    return found
