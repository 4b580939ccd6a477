"""Rules that many rows share: a reason, a named person, an open case, one's own work (domain reference §6, §13.3)."""

from __future__ import annotations

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.proposals import PROPOSES
from wayhome.domain.journey.rows import Ask, guard, when_written
from wayhome.domain.vocabulary import Role


@when_written
def a_reason(ask: Ask) -> str | None:
    """A reason is given, and kept."""
    return None if ask.event.says("reason") else "Say why. The reason is kept with it."


@guard
def case_is_open(ask: Ask) -> str | None:
    """The case is open."""
    if ask.case.is_open:
        return None
    return f"The case is not open: {ask.case.container.state.label}. A manager can reopen it, with a reason."


@guard
def child_is_alive(ask: Ask) -> str | None:
    """Nobody contacts, books or chases for a child who has died."""
    return "The child has died. All contact has stopped." if ask.case.child_has_died else None


@when_written
def a_planned_time(ask: Ask) -> str | None:
    """The booking says when."""
    return None if ask.event.instant("planned") else "Say the day and the time that was arranged."


@guard
def by_the_owner(ask: Ask) -> str | None:
    """Only the person who owns the need records what came of it."""
    owner = ask.case.owner_of(ask.event.subject or "")
    if ask.event.by is None or ask.event.by == owner:
        return None
    if owner is None:
        return "Nobody owns this need yet. Name an owner first; it can be you."
    return "Somebody else owns this need. Ask them to record it, or name yourself as the owner."


@guard
def by_the_owner_or_manager(ask: Ask) -> str | None:
    """The owner of the need says so, or a team manager."""
    return None if ask.event.by_role is Role.TEAM_MANAGER else by_the_owner.test(ask)


@guard
def by_the_plan_owner(ask: Ask) -> str | None:
    """Only the person who owns the plan reviews it."""
    owner = ask.absence.plan_owner
    if owner is None:
        return "Nobody owns a plan for this time away. Make the plan first, and name its owner."
    if ask.event.by is None or ask.event.by == owner:
        return None
    return "Somebody else owns this plan. Ask them to review it, or make a new plan with another owner."


@guard
def by_the_author(ask: Ask) -> str | None:
    """Only its author hands in a record or takes it back."""
    if ask.event.by is None or ask.event.by in ask.case.authors:
        return None
    return "Only the author does this. If they cannot go on, the coordinator can name another author."


@guard
def not_by_the_author(ask: Ask) -> str | None:
    """Nobody checks their own record."""
    if ask.event.by not in ask.case.authors:
        return None
    return "You wrote part of this record, so somebody else must check it. Ask another approver."


@when_written
def a_new_author(ask: Ask) -> str | None:
    """The person who goes on is named."""
    return None if ask.event.says("author") else "Name the person who will go on with the record."


@when_written
def an_owner_by_name(ask: Ask) -> str | None:
    """The owner is a named person, never a team."""
    return None if ask.event.says("owner") else "Name the person who will see to it. A team cannot own a need."


@when_written
def a_survivor(ask: Ask) -> str | None:
    """The record that goes on is named."""
    return None if ask.event.says("survivor") else "Say under which number it goes on."


@guard
def proposed_by_another(ask: Ask) -> str | None:
    """A coordinator proposed exactly this, and somebody else carries it out."""
    proposal = _proposal(ask)
    if proposal is None or PROPOSES[proposal.kind] is not ask.event.kind:
        return "The coordinator proposes this first, and says why. Then a team manager decides."
    return _not_their_own(proposal, ask)


@guard
def a_proposal_waits(ask: Ask) -> str | None:
    """Something was proposed that nobody has decided, by somebody else."""
    proposal = _proposal(ask)
    return "Nothing was proposed that waits for a decision." if proposal is None else _not_their_own(proposal, ask)


@guard
def nothing_proposed_yet(ask: Ask) -> str | None:
    """One proposal is decided before the next is made."""
    return (
        None if _proposal(ask) is None else "A proposal waits for the team manager already. Ask them to decide first."
    )


def _proposal(ask: Ask) -> Event | None:
    return ask.case.proposal if isinstance(ask.so_far, CaseSoFar) else ask.absence.proposal


def _not_their_own(proposal: Event, ask: Ask) -> str | None:
    """Two people: whoever proposed it does not decide it."""
    if ask.event.by is None or ask.event.by != proposal.by:
        return None
    return "You proposed this yourself, so somebody else decides: a team manager."
