"""The keys of children: made on first use, wrapped by the master key, unwrapped for one transaction, destroyed on disposal."""

from __future__ import annotations

import os
from collections.abc import Collection
from uuid import UUID

from wayhome.casework.children.models import Key
from wayhome.casework.journal.context import present, remembered
from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.master import unwrap, wrap


class KeysOfChildren:
    """Finds and makes data keys. What was unwrapped is remembered for the block that runs, and no longer."""

    def newest(self, organisation: UUID, child: UUID) -> tuple[UUID, bytes]:
        """The key to seal with; made when the child has none that still stands."""
        row = (
            Key.objects.filter(organisation_id=organisation, child_id=child, destroyed_at__isnull=True)
            .order_by("-recorded_at", "-id")
            .first()
        )
        return self._made(organisation, child) if row is None else (row.id, self._open(row))

    def named(self, key: UUID) -> bytes | None:
        """The key with this id; None when it was destroyed, or is not open to who is acting."""
        known = _remembered().get(key)
        if known is not None:
            return known
        row = Key.objects.filter(pk=key).first()
        return None if row is None or row.wrapped is None else self._open(row)

    def _open(self, row: Key) -> bytes:
        remembered = _remembered()
        if row.id not in remembered:
            remembered[row.id] = unwrap(row.master, bytes(row.wrapped), place=_place(row.id))
        return remembered[row.id]

    def _made(self, organisation: UUID, child: UUID) -> tuple[UUID, bytes]:
        viewer, secret, id = present(), os.urandom(32), fresh_id()
        master, wrapped = wrap(secret, place=_place(id))
        Key.objects.create(
            id=id,
            organisation_id=organisation,
            child_id=child,
            master=master,
            wrapped=wrapped,
            recorded_at=viewer.at,
            recorded_by=viewer.user,
        )
        _remembered()[id] = secret
        return id, secret


def open_keys(children: Collection[UUID]) -> None:
    """Unwrap the keys of many children at once, before a list shows something sealed of each."""
    ring, opened = KeysOfChildren(), remembered().setdefault("children.opened", set())
    if not (closed := set(children) - opened):
        return
    for row in Key.objects.filter(child_id__among=closed, destroyed_at__isnull=True):
        ring._open(row)
    opened.update(closed)


def _place(key: UUID) -> str:
    return f"children.key.{key}"


def _remembered() -> dict[UUID, bytes]:
    """The keys unwrapped in the block that is running; the next block starts with none."""
    kept: dict[UUID, bytes] = remembered().setdefault("children.keys", {})
    return kept
