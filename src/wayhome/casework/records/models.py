"""The base of every record: an opaque id, the organisation that owns it, who recorded it and when, and its version."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models, transaction

from wayhome.casework.records.ids import fresh_id
from wayhome.casework.records.refusals import NotFound, Stale


class Belongs(models.Model):
    """A row of one organisation."""

    id = models.UUIDField(primary_key=True, default=fresh_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Fact(Belongs):
    """A row that is written once: a correction is a new row. `ProtectTable(..., append_only=True)`."""

    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)  # None: the system itself

    class Meta:
        abstract = True


class Record(Fact):
    """A row that may change: its version is counted up by every change, and a stale form never overwrites it."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls, id: UUID, *, seen_version: int | None) -> Self:
        """The row, locked until the transaction ends. `seen_version` is the version the person saw; None skips the check.

        Raises NotFound when the row is not there for this organisation, Stale when somebody changed it meanwhile.
        """
        return locked(cls, id, seen_version=seen_version)

    def change(self, **values: Any) -> None:
        """Write the given columns and count the version up. Call it on a locked row only."""
        for name, value in values.items():
            setattr(self, name, value)
        self.version += 1
        self.save(update_fields=[*values, "version"])


R = TypeVar("R", bound=Record)


def locked(model: type[R], id: UUID, *, seen_version: int | None) -> R:
    """Lock one row, then compare its version with the one the person saw (lock, then guard, then write)."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a row is locked inside a transaction only")
    row = model._base_manager.select_for_update().filter(pk=id).first()
    if row is None:
        raise NotFound()
    if seen_version is not None and row.version != seen_version:
        raise Stale(seen=seen_version, now=row.version)
    return row


def recorded(by: Any, at: datetime) -> dict[str, Any]:
    """The columns that say who wrote a row down and when; `by` is the viewer who acts."""
    return {"recorded_by": by.user, "recorded_at": at}
