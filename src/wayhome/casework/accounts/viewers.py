"""Who is asking: the viewer of a person, with the roles they hold at that instant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from wayhome.casework.accounts.models import RoleAssignment, User
from wayhome.casework.journal.context import Purpose, Viewer, tell_database
from wayhome.domain.vocabulary import Role


def viewer_of(user: User, *, at: datetime, purpose: str = Purpose.CASEWORK) -> Viewer:
    """The viewer for a person who is signed in. Asks inside a transaction, in the person's own name."""
    tell_database(organisation=user.organisation_id, user=user.pk, purpose=purpose, at=at)
    held = RoleAssignment.objects.filter(user_id=user.pk, starts_at__lte=at, ended_at__isnull=True)
    rows = list(held.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).values_list("role", "team_id"))
    return Viewer(
        organisation=user.organisation_id,
        user=user.pk,
        roles=frozenset(Role(role) for role, _ in rows),
        at=at,
        purpose=purpose,
        teams=frozenset(team for _, team in rows if team is not None),
    )


def system_of(organisation: UUID, *, at: datetime) -> Viewer:
    """The system itself, acting for one organisation when a notice comes in: no person, and journalled as such."""
    return Viewer(organisation=organisation, user=None, roles=frozenset({Role.POLICE_MPC}), at=at, purpose=Purpose.JOB)
