"""A reference from one record to another of the same organisation."""

from __future__ import annotations

from typing import Any

from django.db import models


class Within(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key whose constraint in the database carries the tenant: (organisation, id), never id alone.

    `tenant` names the column that holds the other row's organisation, where it is not this row's own.
    Django makes no constraint of its own; `ProtectTable` adds the composite one.
    """

    target_tenant = "organisation_id"

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, *, tenant: str = "", **options: Any) -> None:
        self.tenant_column = tenant
        options["db_constraint"] = False
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        options.pop("db_constraint", None)
        if self.tenant_column:
            options["tenant"] = self.tenant_column
        return name, path, args, options
