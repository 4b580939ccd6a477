"""Writing people: adding them, their roles, their cover and duty, and closing accounts. Each act is journalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wayhome.casework import journal
from wayhome.casework.accounts import rules, secrets
from wayhome.casework.accounts.models import NAMES, DutyShift, LeaveCover, RoleAssignment, SingleSignOn, User
from wayhome.casework.journal.context import Viewer, forget
from wayhome.casework.organisations.queries import email_domains, organisation
from wayhome.casework.organisations.rules import may_administer, may_end
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotFound, raise_if
from wayhome.domain.vocabulary import Role

UNUSED = "unused"
BY_ADMINISTRATOR = "by_administrator"


def add_person(
    *,
    name: str,
    email: str,
    by: Viewer,
    at: datetime,
    job_title: str = "",
    phone: str = "",
    password: str | None = None,
    training_rhi_on: date | None = None,
    dbs_checked_on: date | None = None,
) -> UUID:
    """Add a person to the viewer's organisation. Without a password they set one from the link they are sent, or use SSO.

    Raises NotAllowed, and Refused for an address of another organisation or one that is in use here.
    """
    with transaction.atomic():
        raise_if(may_administer(by))
        raise_if(rules.may_join(email, domains=email_domains(by)))
        raise_if(rules.is_new_here(email, taken=User.objects.filter(email=email.strip().lower()).exists()))
        user = User.objects.create(
            organisation_id=by.organisation, name=name.strip(), email=email.strip().lower(), job_title=job_title.strip(),
            phone=phone.strip(), password=make_password(password), joined_at=at, training_rhi_on=training_rhi_on,
            dbs_checked_on=dbs_checked_on, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "person.added", "user", user.pk)
    return user.pk


def change_person(
    *,
    user: UUID,
    seen_version: int,
    name: str,
    job_title: str,
    phone: str,
    training_rhi_on: date | None,
    dbs_checked_on: date | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Change what is known of a person. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = _person(user, seen_version, by)
        raise_if(may_administer(by))
        row.change(
            name=name.strip(), job_title=job_title.strip(), phone=phone.strip(), training_rhi_on=training_rhi_on,
            dbs_checked_on=dbs_checked_on,
        )  # fmt: skip
        forget(NAMES)
        journal.wrote(by, "person.changed", "user", user)


def give_role(
    *,
    user: UUID,
    role: Role,
    starts_at: datetime,
    by: Viewer,
    at: datetime,
    team: UUID | None = None,
    ends_at: datetime | None = None,
) -> UUID:
    """Give a person a role, in a team or in the whole organisation. Raises NotAllowed, NotFound, Refused."""
    with transaction.atomic():
        _person(user, None, by)
        raise_if(may_administer(by))
        raise_if(rules.may_change_own_rights(by, user))
        raise_if(rules.may_hold(role, organisation(by).kind))
        raise_if(rules.times_in_order(starts_at, ends_at))
        row = RoleAssignment.objects.create(
            organisation_id=by.organisation, user_id=user, role=role.value, team_id=team, starts_at=starts_at,
            ends_at=ends_at, **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "role.given", "user", user, role=role.value)
    return row.id


def end_role(*, assignment: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Take a role away, from the next request on. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = RoleAssignment.locked(assignment, seen_version=seen_version)
        raise_if(may_administer(by))
        raise_if(rules.may_change_own_rights(by, row.user_id))
        raise_if(may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "role.ended", "user", row.user_id, role=row.role)


def close_account(*, user: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Close a person's account and end every open sign-in. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = _person(user, seen_version, by)
        raise_if(may_administer(by))
        raise_if(rules.may_change_own_rights(by, user))
        row.change(is_active=False, disabled_at=at, disabled_why=BY_ADMINISTRATOR, signed_out_at=at)
        journal.wrote(by, "account.closed", "user", user, why=BY_ADMINISTRATOR)


def reopen_account(*, user: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Open a closed account again; the ninety days start anew. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = _person(user, seen_version, by)
        raise_if(may_administer(by))
        raise_if(rules.may_change_own_rights(by, user))
        row.change(is_active=True, disabled_at=None, disabled_why="", joined_at=at)
        journal.wrote(by, "account.reopened", "user", user)


def close_unused_accounts(*, by: Viewer, at: datetime) -> int:
    """Close every account of the organisation that nobody used for ninety days. How many were closed."""
    closed = 0
    with transaction.atomic():
        for row in User.objects.select_for_update().filter(organisation_id=by.organisation, is_active=True):
            if rules.is_unused(last_login=row.last_login, joined_at=row.joined_at, at=at):
                row.change(is_active=False, disabled_at=at, disabled_why=UNUSED, signed_out_at=at)
                journal.wrote(by, "account.closed", "user", row.pk, why=UNUSED)
                closed += 1
    return closed


def sign_out_everywhere(*, by: Viewer, at: datetime) -> None:
    """End every open sign-in of the person who asks, this one too."""
    with transaction.atomic():
        if by.user is None:
            raise NotFound()
        row = _person(by.user, None, by)
        row.change(signed_out_at=at)
        journal.wrote(by, "account.signed_out_everywhere", "user", row.pk)


def set_cover(
    *, away: UUID, covered_by: UUID, starts_at: datetime, ends_at: datetime, by: Viewer, at: datetime
) -> UUID:
    """Say who acts for a person who is away. Raises NotFound, Refused; anyone may arrange their own cover."""
    with transaction.atomic():
        _person(away, None, by)
        _person(covered_by, None, by)
        raise_if(None if by.user == away else may_administer(by))
        raise_if(rules.may_cover(away, covered_by))
        raise_if(rules.times_in_order(starts_at, ends_at))
        row = LeaveCover.objects.create(
            organisation_id=by.organisation, away_id=away, covered_by_id=covered_by, starts_at=starts_at, ends_at=ends_at,
            **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "cover.set", "user", away, covered_by=str(covered_by))
    return row.id


def end_cover(*, cover: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """End a cover now. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = LeaveCover.locked(cover, seen_version=seen_version)
        raise_if(None if by.user == row.away_id else may_administer(by))
        raise_if(may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "cover.ended", "user", row.away_id)


def set_duty(
    *,
    user: UUID,
    starts_at: datetime,
    ends_at: datetime,
    by: Viewer,
    at: datetime,
    team: UUID | None = None,
    order: int = 1,
) -> UUID:
    """Put a person on the duty rota. `order` 1 is asked first. Raises NotAllowed, NotFound, Refused."""
    with transaction.atomic():
        _person(user, None, by)
        raise_if(rules.may_plan_duty(by))
        raise_if(rules.times_in_order(starts_at, ends_at))
        row = DutyShift.objects.create(
            organisation_id=by.organisation, user_id=user, team_id=team, order=order, starts_at=starts_at, ends_at=ends_at,
            **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "duty.set", "user", user)
    return row.id


def end_duty(*, shift: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Take a shift off the rota. Raises NotAllowed, NotFound, Refused, Stale."""
    with transaction.atomic():
        row = DutyShift.locked(shift, seen_version=seen_version)
        raise_if(rules.may_plan_duty(by))
        raise_if(may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user)
        journal.wrote(by, "duty.ended", "user", row.user_id)


def set_up_single_sign_on(
    *,
    provider_id: str,
    name: str,
    issuer: str,
    client_id: str,
    client_secret: str,
    roles_by_group: Mapping[str, str],
    by: Viewer,
    at: datetime,
    groups_claim: str = "groups",
) -> UUID:
    """Let people of the viewer's organisation sign in with its own provider, with roles by their groups there.

    Raises NotAllowed, and Refused for an issuer without https, a role they cannot hold, or where one is in use already.
    """
    with transaction.atomic():
        raise_if(may_administer(by))
        raise_if(rules.may_be_issuer(issuer))
        for role in roles_by_group.values():
            raise_if(rules.may_hold(Role(role), organisation(by).kind))
        in_use = SingleSignOn.objects.filter(organisation_id=by.organisation, ended_at__isnull=True).exists()
        raise_if(rules.is_only_one(in_use))
        row = SingleSignOn.objects.create(
            organisation_id=by.organisation, provider_id=provider_id, name=name.strip(), issuer=issuer.rstrip("/"),
            client_id=client_id.strip(), client_secret=secrets.seal_client_secret(client_secret, provider_id=provider_id),
            groups_claim=groups_claim.strip(), roles_by_group=dict(roles_by_group), **recorded(by, at),
        )  # fmt: skip
        journal.wrote(by, "single_sign_on.set_up", "single_sign_on", row.id)
    return row.id


def end_single_sign_on(*, sign_on: UUID, seen_version: int, by: Viewer, at: datetime) -> None:
    """Stop signing in with the organisation's own provider, from the next sign-in on. Raises NotAllowed, NotFound, Stale."""
    with transaction.atomic():
        row = SingleSignOn.locked(sign_on, seen_version=seen_version)
        raise_if(may_administer(by))
        raise_if(may_end(row.ended_at))
        row.change(ended_at=at, ended_by=by.user or sign_on)
        journal.wrote(by, "single_sign_on.ended", "single_sign_on", sign_on)


def hold_roles_of_groups(*, user: UUID, roles: frozenset[Role], sign_on: UUID, by: Viewer, at: datetime) -> None:
    """Give a person who came by single sign-on the roles of their groups, and end those that it gave them before.

    Roles that an administrator gave stay. What is recorded as given by `sign_on` is what it may take away again.
    """
    with transaction.atomic():
        _person(user, None, by)
        raise_if(may_administer(by))
        given = RoleAssignment.objects.filter(user_id=user, organisation_id=by.organisation, ended_at__isnull=True)
        held = {Role(row.role): row for row in given.filter(recorded_by=sign_on).select_for_update()}
        for role in sorted(held.keys() - roles):
            held[role].change(ended_at=at, ended_by=sign_on)
            journal.wrote(by, "role.ended", "user", user, role=role.value, way="single_sign_on")
        for role in sorted(roles - held.keys()):
            RoleAssignment.objects.create(
                organisation_id=by.organisation,
                user_id=user,
                role=role.value,
                starts_at=at,
                recorded_by=sign_on,
                recorded_at=at,
            )
            journal.wrote(by, "role.given", "user", user, role=role.value, way="single_sign_on")


def _person(user: UUID, seen_version: int | None, by: Viewer) -> User:
    """The person, locked, if they are of the viewer's own organisation; else NotFound."""
    row = User.locked(user, seen_version=seen_version)
    if row.organisation_id != by.organisation:
        raise NotFound()
    return row
