"""What a session remembers about signing in: who, who is half-way, and whether the second step was done."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import policy_at

DONE = "second_step_done"
HALF_WAY = "account_login"
METHODS = "account_authentication_methods"


def remembered_user(request: HttpRequest) -> UUID | None:
    """The id of the person whom the session says is signed in; whether that still holds is for Django to check."""
    return _uuid(request.session.get(SESSION_KEY))


def pending_user(request: HttpRequest) -> UUID | None:
    """The id of a person who has given a password and not yet the second step."""
    half_way = request.session.get(HALF_WAY)
    return _uuid(half_way.get("user_pk")) if isinstance(half_way, dict) else None


def is_second_step_done(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether this sign-in had a second step: a passkey, a code, or the organisation's own sign-in where it says so."""
    if not settings.SECOND_STEP_REQUIRED or request.session.get(DONE):
        return True
    methods = {m.get("method") for m in request.session.get(METHODS, []) if isinstance(m, dict)}
    done = (
        "mfa" in methods
        or Authenticator.objects.filter(
            user_id=viewer.user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).exists()
    )
    if not done and "socialaccount" in methods:
        done = policy_at(viewer, "second_step", viewer.at).value == "not_single_sign_on"
    if done:
        request.session[DONE] = True
    return done


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
