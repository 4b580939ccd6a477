"""`child_id__among=ids`: the rows that have one of these ids. What `__in` finds, told to the database as one value and not one each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup
from django.db.models.sql import Query

from wayhome.casework.records.references import Within


def array_of(ids: Iterable[Any]) -> str:
    """UUIDs as PostgreSQL writes an array of them: one short value, however many."""
    return f"{{{','.join(map(str, ids))}}}"


@models.UUIDField.register_lookup
@Within.register_lookup
class Among(Lookup):  # type: ignore[type-arg]
    """One of many UUIDs, or of those that another question finds.

    A list asks about hundreds: as parameters of `__in` they take longer to write out than to look up. And what another
    question finds is looked up in the index, where a planner that guesses how many it finds may read the table.
    """

    lookup_name = "among"
    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        return ArraySubquery(self.rhs) if isinstance(self.rhs, Query) else self.rhs

    def get_db_prep_lookup(self, value: Iterable[Any], connection: Any) -> tuple[str, list[str]]:
        return "%s", [array_of(value)]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, given = self.process_lhs(compiler, connection)
        right, ids = self.process_rhs(compiler, connection)
        if ids == ["{}"]:
            raise EmptyResultSet
        return f"{left} = ANY({right}::uuid[])", [*given, *ids]
