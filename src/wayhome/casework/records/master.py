"""The master keys that wrap every other key. They come from the settings and are never in the database.

`WAYHOME_MASTER_KEYS` maps a short name to 32 bytes; the first wraps, all unwrap, so that keys can be rotated.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class CannotUnwrap(Exception):
    """The master key that wrapped this is not among the settings, or the bytes were changed."""


def wrap(secret: bytes, *, place: str) -> tuple[str, bytes]:
    """The name of the master key used, and the secret wrapped with it and bound to its place."""
    name, key = next(iter(settings.WAYHOME_MASTER_KEYS.items()))
    nonce = os.urandom(12)
    return name, nonce + AESGCM(key).encrypt(nonce, secret, place.encode("utf-8"))


def unwrap(name: str, wrapped: bytes, *, place: str) -> bytes:
    """The secret. Raises CannotUnwrap."""
    key = settings.WAYHOME_MASTER_KEYS.get(name)
    if key is None:
        raise CannotUnwrap(f"there is no master key named {name}")
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], place.encode("utf-8"))
    except InvalidTag as error:
        raise CannotUnwrap("the wrapped key was changed or moved") from error
