"""With whom a return is, whose police force it is, and whose move is next: what the case system knows beside the common facts.

Nothing is guessed: a return given to nobody has no provider, and where nobody recorded where the child lived there is no force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.models import Episode
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach.models import Notice
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Allocation, Record, TalkState
from wayhome.domain.moment import Moment, Precision
from wayhome.domain.vocabulary import Group, Word

HERE = (Group.HOME, Group.CARE_IN, Group.HOSTED)
"""The child lived in this authority's own area."""
TO_THE_HOUR = (Precision.EXACT, Precision.HOUR)


class NextStep(Word):
    """What a case that was given to somebody waits for, and so whose move it is."""

    TO_OPEN = ("to_open", "To be opened by the provider")
    TO_ACCEPT = ("to_accept", "To be accepted by the provider")
    TO_ANSWER = ("to_answer", "The provider's question, to be answered by the council")
    TO_NAME = ("to_name", "An interviewer to be named by the provider")
    TO_TALK = ("to_talk", "The talk, or an answer from the child")
    TO_WRITE = ("to_write", "The record, to be handed in")
    TO_CORRECT = ("to_correct", "The record, to be looked at again by its author")
    TO_CHECK = ("to_check", "The record, to be checked and signed off by the council")


THEIRS = (
    NextStep.TO_OPEN, NextStep.TO_ACCEPT, NextStep.TO_NAME, NextStep.TO_TALK, NextStep.TO_WRITE, NextStep.TO_CORRECT,
)  # fmt: skip
"""Steps that whoever holds the talk takes; the others are the council's."""

BEFORE_THE_TALK: Mapping[Allocation, NextStep] = {
    Allocation.SENT: NextStep.TO_OPEN,
    Allocation.OPENED: NextStep.TO_ACCEPT,
    Allocation.QUERIED: NextStep.TO_ANSWER,
    Allocation.ACCEPTED: NextStep.TO_NAME,
    Allocation.ALLOCATED: NextStep.TO_TALK,
}
AFTER_THE_TALK: Mapping[Record, NextStep] = {
    Record.NONE: NextStep.TO_WRITE,
    Record.DRAFT: NextStep.TO_WRITE,
    Record.RETURNED: NextStep.TO_CORRECT,
    Record.SUBMITTED: NextStep.TO_CHECK,
}


@dataclass(frozen=True, slots=True)
class Whose:
    """Beside one row of facts. None: with nobody, not recorded, or nothing to wait for."""

    provider: UUID | None = None
    """The organisation that holds the talk: the provider that the case is with, or the authority itself."""
    force: UUID | None = None
    back_timed: bool | None = None
    """The time of return is known to the hour; no: to the day only. None: no time at all."""
    times_differ: bool | None = None
    """Two sources say different times of return, and nobody has settled it."""
    next_step: str | None = None


NAMES = ("provider", "force", "back_timed", "times_differ", "next_step")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the returns of some children: the authority, the force of each area, and who told of which absence."""

    authority: UUID
    own_force: UUID | None
    forces: Mapping[str, UUID | None]
    """By the code of the area."""
    told_by: Mapping[str, UUID]
    """The police force that sent a notice of an absence, by the absence."""


def around(viewer: Viewer, children: Iterable[UUID]) -> Around:
    """Two questions, for any number of children of the viewer's authority, under each of their identities."""
    areas = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY.value)
    found = list(areas.values_list("id", "gss_code", "police_force_id"))
    told = Notice.objects.filter(
        organisation_id=viewer.organisation, episode_id__isnull=False, from_organisation__kind=OrganisationKind.POLICE_FORCE.value,
        episode_id__in=Episode.objects.filter(child_id__in=list(children)).values("id"),
    ).order_by("-recorded_at", "-id")  # fmt: skip
    return Around(
        authority=viewer.organisation,
        own_force=next((force for id, _code, force in found if id == viewer.organisation), None),
        forces={code: force for _id, code, force in found if code},
        told_by={str(episode): force for episode, force in told.values_list("episode_id", "from_organisation_id")},
    )


def whose(known: Around, so_far: ChildSoFar, episode: str, *, group: Group | None, area: str | None) -> Whose:
    """What is known beside the facts of one return. `area` is where the child lived when they went."""
    absence, back = so_far.episodes[episode], so_far.episodes[episode].returned
    heard = [case for case in so_far.cases_covering(episode) if episode in case.discussed]
    case = heard[0] if heard else so_far.answering_case(episode)
    return Whose(
        provider=None if case is None else with_whom(case, known.authority),
        force=known.told_by.get(episode) or _force(known, group, area),
        back_timed=_to_the_hour(back),
        times_differ=absence.account("returned").is_disputed,
        next_step=None if case is None else next_step(case),
    )


def with_whom(case: CaseSoFar, authority: UUID) -> UUID | None:
    """The organisation that holds the talk of a case; None where it was given to nobody, or another authority holds it."""
    if case.is_with_provider:
        sent = case.allocation.last(EventKind.REFERRED_TO_PROVIDER)
        named = None if sent is None else sent.says("provider")
        return UUID(named) if named else None
    given = case.allocation.last(
        EventKind.INTERVIEWER_ALLOCATED, EventKind.ALLOCATION_CHANGED, EventKind.REQUEST_ACCEPTED
    )
    if case.allocation.state is not Allocation.ALLOCATED or given is None:
        return None
    return None if given.kind is EventKind.REQUEST_ACCEPTED else authority


def next_step(case: CaseSoFar) -> str | None:
    """What an open case waits for after it was given to somebody; None before that, and after its record was signed off."""
    if not case.is_open:
        return None
    if case.talk.state is TalkState.HELD:
        step = AFTER_THE_TALK.get(case.record.state)
    else:
        step = BEFORE_THE_TALK.get(case.allocation.state)
    return None if step is None else step.value


def _force(known: Around, group: Group | None, area: str | None) -> UUID | None:
    """The force of the place where the child lived: an absence is reported there."""
    if group in HERE:
        return known.own_force
    return known.forces.get(area) if group is Group.CARE_OUT and area is not None else None


def _to_the_hour(back: Moment) -> bool | None:
    return back.precision in TO_THE_HOUR if back.is_known else None
