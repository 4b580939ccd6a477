"""What may be done with people's accounts, one function a rule: the words of the refusal, or None."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.rules import ADMINISTRATORS
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.records.refusals import NotAllowed, Refused
from wayhome.domain.vocabulary import Role

UNUSED_AFTER = timedelta(days=90)
HERE = frozenset({"localhost", "127.0.0.1", "::1"})

ROLES_OF: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.AUTHORITY: frozenset(
        {
            Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.IRO, Role.ADVOCATE,
            Role.FRONT_DOOR, Role.HOST_LA_MISSING_LEAD, Role.PANEL_MEMBER, Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER,
            Role.DCS, Role.ANALYST, Role.AUDITOR_IG, Role.SYSADMIN,
        }
    ),
    OrganisationKind.POLICE_FORCE: frozenset({Role.POLICE_MPC, Role.PANEL_MEMBER, Role.AUDITOR_IG, Role.SYSADMIN}),
    OrganisationKind.PROVIDER: frozenset(
        {Role.PROVIDER_MANAGER, Role.PROVIDER_INTERVIEWER, Role.ADVOCATE, Role.AUDITOR_IG, Role.SYSADMIN}
    ),
    OrganisationKind.HOME: frozenset({Role.CARER_HOME, Role.SYSADMIN}),
    OrganisationKind.SCHOOL: frozenset({Role.SCHOOL_CONTACT, Role.PANEL_MEMBER, Role.SYSADMIN}),
    OrganisationKind.HEALTH: frozenset({Role.HEALTH_CONTACT, Role.PANEL_MEMBER, Role.SYSADMIN}),
    OrganisationKind.OVERSIGHT: frozenset({Role.NATIONAL_OVERSIGHT, Role.SYSADMIN}),
}  # fmt: skip
"""Which roles people of an organisation can hold: a provider's worker is never an authority's coordinator."""


def may_join(email: str, *, domains: Collection[str]) -> Refused | None:
    """An address outside the organisation's own domains is refused before anyone is looked up, so nothing is learnt."""
    if email.rpartition("@")[2].strip().lower() not in domains:
        return Refused(
            _("Use a work e-mail address of your organisation: %s.") % ", ".join(f"@{d}" for d in sorted(domains)),
            rule="email_of_another_organisation",
        )
    return None


def is_new_here(email: str, *, taken: bool) -> Refused | None:
    """An address stands for one person."""
    return (
        Refused(_("Somebody with this e-mail address has an account already."), rule="email_taken") if taken else None
    )


def may_cover(away: object, covered_by: object) -> Refused | None:
    """Nobody covers for themselves."""
    return Refused(_("Choose somebody else to cover."), rule="covers_self") if away == covered_by else None


def may_plan_duty(by: Viewer) -> Refused | None:
    """The rota is planned by coordinators and managers as well as administrators."""
    if by.has(*ADMINISTRATORS, Role.RHI_COORDINATOR, Role.TEAM_MANAGER):
        return None
    return NotAllowed()


def may_hold(role: Role, kind: OrganisationKind) -> Refused | None:
    """A role belongs to kinds of organisation."""
    if role in ROLES_OF[kind]:
        return None
    return Refused(
        _("People of your organisation cannot hold the role “%s”.") % role.label, rule="role_of_another_kind"
    )


def times_in_order(starts_at: datetime, ends_at: datetime | None) -> Refused | None:
    if ends_at is not None and ends_at <= starts_at:
        return Refused(_("The end must be after the start."), rule="ends_before_it_starts")
    return None


def is_unused(*, last_login: datetime | None, joined_at: datetime, at: datetime) -> bool:
    """Nobody signed in for ninety days (security reference §4, B7)."""
    return at - (last_login or joined_at) >= UNUSED_AFTER


def may_change_own_rights(by: Viewer, user: object) -> Refused | None:
    """Nobody gives or takes away their own roles: a second person does."""
    if by.user == user:
        return Refused(
            _("Ask another administrator: nobody changes their own roles or closes their own account."),
            rule="own_rights",
        )
    return None


def may_be_issuer(issuer: str) -> Refused | None:
    """A provider is asked over https; on this machine alone, for trying out, http will do."""
    parts = urlsplit(issuer)
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)):
        return None
    return Refused(_("The address of the provider must begin with https://."), rule="issuer_without_https")


def is_only_one(in_use: bool) -> Refused | None:
    """An organisation has one way to sign in of its own: else nobody could say who vouched for whom."""
    if in_use:
        return Refused(
            _("Your organisation has a sign-in of its own already. End it first."), rule="single_sign_on_in_use"
        )
    return None


def is_in_use(sign_on: object | None) -> Refused | None:
    """A provider that was ended lets nobody in."""
    if sign_on is None:
        return Refused(_("Your organisation no longer signs in to Wayhome this way."), rule="single_sign_on_ended")
    return None


def may_vouch_for(refuted: bool, own_address: bool) -> Refused | None:
    """A provider speaks for addresses of its own organisation, which it has not itself called unverified."""
    if refuted or not own_address:
        return Refused(
            _("Your organisation’s sign-in did not give a work e-mail address of yours that it vouches for."),
            rule="address_not_vouched_for",
        )
    return None


def is_added(known: bool) -> Refused | None:
    """Being known to one's organisation is not enough: somebody decides who works with children's records."""
    if known:
        return None
    return Refused(
        _(
            "Your organisation knows you, but nobody has added you to Wayhome. Ask the person who runs it where you work."
        ),
        rule="not_added",
    )


def roles_of_groups(groups: Collection[str], roles_by_group: Mapping[str, str]) -> frozenset[Role]:
    """The roles that groups of a provider stand for; groups that nobody mapped stand for nothing."""
    return frozenset(Role(roles_by_group[group]) for group in groups if group in roles_by_group)


def may_come_with(roles: Collection[Role]) -> Refused | None:
    """Nobody comes in without a role."""
    if roles:
        return None
    return Refused(
        _(
            "Your organisation has not put you into a group that works with Wayhome. Ask the person who runs it where you work."
        ),
        rule="no_group_with_a_role",
    )
