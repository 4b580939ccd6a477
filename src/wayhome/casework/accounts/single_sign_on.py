"""Signing in with one's own organisation: OpenID Connect with PKCE, and roles by the groups that the organisation says.

Each organisation has at most one provider. Who the provider says it is must be somebody whom an administrator added,
with an address of that same organisation; what they may do here follows their groups at every sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest

from wayhome.casework.accounts import actions, queries, rules, secrets
from wayhome.casework.accounts.models import SingleSignOn, User
from wayhome.casework.journal.context import Purpose, Viewer, tell_database
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.organisations.queries import organisation_of_email
from wayhome.casework.records.refusals import raise_if
from wayhome.domain.vocabulary import Role

CAME_BY = "single_sign_on"


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a provider says about the person who came from it."""

    email: str
    email_refuted: bool
    groups: frozenset[str]


class SingleSignOnAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds providers in our own table, and lets in whom the organisation's administrator has added."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The one provider of this name, while it is in use. No list of all is ever given: it would say who our users are.

        Between the provider and the second step the library knows only the kind of provider: the session knows which.
        """
        if provider == OpenIDConnectProvider.id:
            provider = request.session.get(CAME_BY) if request else None
        row = queries.sign_on_named(None, provider) if provider else None
        return [app_of(row)] if row is not None else []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let the person in with the roles of their groups. Raises Refused in words, and then nobody is signed in."""
        row = queries.sign_on_named(None, sociallogin.account.provider)
        claimed = claims_of(sociallogin.account.extra_data, groups_claim=row.groups_claim if row else "")
        sociallogin.account.extra_data = {}  # who came is kept, not what else their organisation says of them
        raise_if(rules.is_in_use(row))
        assert row is not None
        request.session[CAME_BY] = row.provider_id
        user = person_of(sociallogin, claimed, row)
        roles = rules.roles_of_groups(claimed.groups, row.roles_by_group)
        raise_if(rules.may_come_with(roles))
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        else:
            sociallogin.connect(request, user)
        take_roles(user, roles, row, request)


def person_of(sociallogin: SocialLogin, claimed: Claimed, row: SingleSignOn) -> User:
    """The person of this organisation whom the provider means: known by its own id, the first time by work e-mail."""
    user: User | None
    if sociallogin.is_existing:
        user = sociallogin.user
    else:
        organisation = organisation_of_email(claimed.email)
        raise_if(rules.may_vouch_for(claimed.email_refuted, organisation == row.organisation_id))
        user = User.objects.filter(email=claimed.email, organisation_id=row.organisation_id).first()
    raise_if(rules.is_added(user is not None and user.organisation_id == row.organisation_id))
    assert user is not None
    return user


def take_roles(user: User, roles: frozenset[Role], row: SingleSignOn, request: HttpRequest) -> None:
    """Give the person the roles of their groups, and end those that earlier groups gave; journalled as the system's act."""
    at = request.at  # type: ignore[attr-defined]
    system = Viewer(user.organisation_id, None, frozenset({Role.SYSADMIN}), at, Purpose.SIGNING_IN)
    with acting_as(system, doing="openid_connect_callback"):
        actions.hold_roles_of_groups(user=user.pk, roles=roles, sign_on=row.id, by=system, at=at)
    tell_database(user=user.pk, purpose=Purpose.SIGNING_IN, at=at)


def claims_of(told: Mapping[str, Any], *, groups_claim: str) -> Claimed:
    """What the ID token and the user information say together; the user information, asked for directly, goes first."""
    claims = {**(told.get("id_token") or {}), **(told.get("userinfo") or {})}
    groups = claims.get(groups_claim) or []
    return Claimed(
        email=str(claims.get("email") or "").strip().lower(),
        email_refuted=claims.get("email_verified") is False,
        groups=frozenset(map(str, [groups] if isinstance(groups, str) else groups)),
    )


def app_of(row: SingleSignOn) -> SocialApp:
    """A provider of ours as the sign-in library knows it; it is never saved there."""
    return SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=row.provider_id,
        name=row.name,
        client_id=row.client_id,
        secret=secrets.open_client_secret(row.client_secret, provider_id=row.provider_id),
        settings={"server_url": row.issuer, "oauth_pkce_enabled": True, "uid_field": "sub"},
    )
