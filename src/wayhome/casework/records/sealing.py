"""Narrative text is sealed with a key of the child's own before it reaches the database (security reference §5, rule 9).

Each child has data keys; each data key is wrapped by a master key that is not in the database. Disposal destroys the
data keys, and the text is unreadable in every copy and backup. The sealed bytes name the key that opens them::

    version (1) · key id (16) · nonce (12) · ciphertext and tag
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.translation import gettext_lazy as _

VERSION = b"\x01"
KEY_ID, NONCE = slice(1, 17), slice(17, 29)


class Unreadable(Exception):
    """The text cannot be opened: its key was destroyed, or the bytes were changed or moved to another row."""


class Keyring(Protocol):
    """Where the keys of children come from. The children app provides it; nothing here knows a table."""

    def newest(self, organisation: UUID, child: UUID) -> tuple[UUID, bytes]:
        """The key to seal with: its id and its bytes, made when the child has none yet."""

    def named(self, key: UUID) -> bytes | None:
        """The key with this id; None when it was destroyed or is not this organisation's."""


_keyring: Callable[[], Keyring] | None = None


def use(keyring: Callable[[], Keyring]) -> None:
    """Say where keys come from; called once when the children app is ready."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    """The keyring in use. Raises RuntimeError before the children app is ready."""
    if _keyring is None:
        raise RuntimeError("no keyring: the children app is not installed")
    return _keyring()


def seal(text: str, *, organisation: UUID, child: UUID, place: str) -> bytes:
    """The text, sealed for one child and bound to its place (table, row and column), so that it cannot be moved."""
    key_id, key = keyring().newest(organisation, child)
    nonce = os.urandom(12)
    return VERSION + key_id.bytes + nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8"), place.encode("utf-8"))


def unseal(sealed: bytes, *, place: str) -> str:
    """The text of sealed bytes. Raises Unreadable when the key is gone or the bytes do not belong to this place."""
    if sealed[:1] != VERSION:
        raise Unreadable("sealed in a form this version does not know")
    key = keyring().named(UUID(bytes=sealed[KEY_ID]))
    if key is None:
        raise Unreadable("the key of this text was destroyed")
    try:
        return AESGCM(key).decrypt(sealed[NONCE], sealed[NONCE.stop :], place.encode("utf-8")).decode("utf-8")
    except InvalidTag as error:
        raise Unreadable("the sealed text was changed or moved") from error


class Narrative(models.BinaryField):  # type: ignore[type-arg]
    """Free text about a child: text in Python, sealed bytes in the database, opened when it is read.

    The row must have `organisation_id` and `child_id`. An empty text is None: unknown stays unknown.
    """

    description = _("Text sealed with the child's own key")

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("null", True)
        options.setdefault("blank", True)
        options["editable"] = False
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, args, options

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Opened(self))

    def place(self, row: models.Model) -> str:
        """What the sealed bytes are bound to."""
        return f"{row._meta.db_table}.{self.column}.{row.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, str):
            row: Any = model_instance
            value = (
                seal(value, organisation=row.organisation_id, child=row.child_id, place=self.place(row))
                if value
                else None
            )
        return value if value is None else bytes(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed when a row is saved; it cannot be written or searched by a query")
        return super().get_db_prep_value(value, connection, prepared)


class _Opened:
    """Reads a sealed column as text, and takes text to be sealed when the row is saved."""

    def __init__(self, field: Narrative) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        value = row.__dict__[self.field.attname]
        return value if value is None or isinstance(value, str) else unseal(bytes(value), place=self.field.place(row))

    def __set__(self, row: models.Model, value: str | bytes | memoryview | None) -> None:
        row.__dict__[self.field.attname] = value
