"""Passkeys as browsers send them: what is not one is refused in words, and never kept.

The sign-in library reads an answer as if a browser had made it, and takes one that is empty for one that was checked: a
person could have had a second step that was none. Here an answer is an object, and whatever the library stumbles over
in it is a wrong answer.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms

from wayhome.casework.accounts.sign_in_forms import InOurWords

NOT_ONE = (
    AttributeError,
    InvalidSignature,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the library raises over an answer that no authenticator made."""


def only_a_passkey(clean: Callable[..., Any]) -> Callable[..., Any]:
    """The library's own check, of an object only, with every stumble turned into its own words for a wrong answer."""

    @wraps(clean)
    def checked(form: Any) -> Any:
        credential = form.cleaned_data.get("credential", {})
        if not isinstance(credential, dict):
            raise get_adapter().validation_error("incorrect_code")
        try:
            return clean(form)
        except NOT_ONE:
            raise get_adapter().validation_error("incorrect_code") from None

    return checked


class Credential(forms.JSONField):
    """The answer as it was sent; what cannot be read at all is wrong too, a number of thousands of digits included."""

    def to_python(self, value: Any) -> Any:
        """What it says. Raises ValidationError."""
        try:
            return super().to_python(value)
        except (RecursionError, ValueError):
            raise get_adapter().validation_error("incorrect_code") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What stands in the form that is shown again; nothing where it cannot be read."""
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return None


class ReadsCredential:
    """Asks for the answer by a field that takes whatever is sent."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = self.fields["credential"]
        self.fields["credential"] = Credential(required=asked.required, widget=asked.widget)


class AddedPasskey(ReadsCredential, InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    clean = only_a_passkey(AddWebAuthnForm.clean)


class SecondStepByPasskey(ReadsCredential, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step of signing in."""

    clean_credential = only_a_passkey(AuthenticateWebAuthnForm.clean_credential)


class SignInByPasskey(ReadsCredential, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""

    clean_credential = only_a_passkey(LoginWebAuthnForm.clean_credential)


class CheckedByPasskey(ReadsCredential, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, asked for again before something that matters."""

    clean_credential = only_a_passkey(ReauthenticateWebAuthnForm.clean_credential)
