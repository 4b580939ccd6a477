"""Secrets of signing in, sealed with the master key: authenticator apps, and clients of single sign-on."""

from __future__ import annotations

import base64

from wayhome.casework.records.master import unwrap, wrap

SECOND_STEP = "accounts.second_step"


def sealed_secret(text: str, *, place: str = SECOND_STEP) -> str:
    """A secret as it may stand in the database, bound to its place; an empty one stays empty."""
    if not text:
        return ""
    name, wrapped = wrap(text.encode("utf-8"), place=place)
    return f"{name}:{base64.b64encode(wrapped).decode('ascii')}"


def opened_secret(sealed: str, *, place: str = SECOND_STEP) -> str:
    """The secret. Raises CannotUnwrap when it was changed or moved from its place."""
    if not sealed:
        return ""
    name, _, wrapped = sealed.partition(":")
    return unwrap(name, base64.b64decode(wrapped), place=place).decode("utf-8")


def seal_client_secret(secret: str, *, provider_id: str) -> str:
    """The client secret of a provider, sealed for that provider alone."""
    return sealed_secret(secret, place=f"accounts.single_sign_on.{provider_id}")


def open_client_secret(sealed: str, *, provider_id: str) -> str:
    """The client secret of a provider. Raises CannotUnwrap."""
    return opened_secret(sealed, place=f"accounts.single_sign_on.{provider_id}")
