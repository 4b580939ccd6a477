"""How the sign-in library meets our people: nobody signs up alone, and secrets are sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from wayhome.casework.accounts.forms import can_be_written_to
from wayhome.casework.accounts.secrets import opened_secret, sealed_secret
from wayhome.casework.accounts.sign_in import METHODS


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by an administrator of their organisation; there is no sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        """Raises ValidationError for an address that no letter can be sent to."""
        can_be_written_to(email)
        return str(super().clean_email(email))

    def is_reauthentication_required(self, **about: Any) -> bool:
        """Whoever signed in within the last quarter of an hour is not asked again; everyone else is."""
        request = context.request
        times = [m.get("at", 0) for m in request.session.get(METHODS, []) if isinstance(m, dict)]
        age = request.at.timestamp() - max(times, default=0)
        return bool(age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site may follow a sign-in."""
        return (
            bool(url)
            and str(url).startswith("/")
            and not str(url).startswith(("//", "/\\"))
            and super().is_safe_url(url)
        )


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals the secrets of authenticator apps with the master key."""

    def encrypt(self, text: str) -> str:
        return sealed_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened_secret(encrypted_text)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What a passkey remembers: the person's work e-mail, so that they can tell their keys apart."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.email, "display_name": user.name}
