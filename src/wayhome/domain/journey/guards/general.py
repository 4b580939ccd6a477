"""Rules that many rows share: a reason, a named person, an open case, one's own work (domain reference §6, §13.3)."""

from __future__ import annotations

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
