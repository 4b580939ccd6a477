"""Row security in one helper: who reads a table, who writes it, and what it may point at (security reference §3).

A migration creates a table and then protects it::

    operations = [migrations.CreateModel("Placement", ...), ProtectTable("Placement", reached_by="child_id")]

Holes closed here, each with a test in tests/casework/test_row_security.py: the owner is bound too (FORCE); no tenant
means no row; reading never allows writing; a row never changes its tenant; keys and references carry the tenant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from django.db.models import Model

from wayhome.casework.records.references import Within

APP = "wayhome_app"
AUDITOR = "wayhome_auditor"
ANYONE_SIGNED_IN = "app_organisation() IS NOT NULL"
WHILE_SIGNING_IN = "app_purpose() = 'signing_in'"


def reached(column: str) -> str:
    """The condition that a live relationship opens the child named by `column` to the organisation that asks."""
    return f"{column} IN (SELECT app_reached())"


def party(column: str) -> str:
    """The condition that the organisation that asks is the one named by `column`."""
    return f"{column} = app_organisation()"


class ProtectTable(Operation):
    """Give a table its row policies, grants, tenant key and references; the only way a table becomes readable.

    `reached_by` names the column of the child whose live relationships open the row to read and write.
    `seen_by` and `written_by` add conditions in SQL. `append_only` leaves INSERT and SELECT, kept by a trigger.
    `tenant` names the column of the organisation that owns the row.
    """

    category = OperationCategory.SQL
    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model: str,
        *,
        reached_by: str = "",
        seen_by: tuple[str, ...] = (),
        written_by: tuple[str, ...] = (),
        append_only: bool = False,
        may_delete: bool = False,
        tenant: str = "organisation_id",
    ) -> None:
        self.model = model
        self.reached_by = reached_by
        self.seen_by = seen_by
        self.written_by = written_by
        self.append_only = append_only
        self.may_delete = may_delete
        self.tenant = tenant

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        names = ("reached_by", "seen_by", "written_by", "append_only", "may_delete", "tenant")
        return type(self).__name__, [self.model], {name: getattr(self, name) for name in names}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Policies are not part of Django's picture of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for statement in self.statements(model):
            schema_editor.execute(statement)
        schema_editor.deferred_sql.extend(composite_references(model, tenant=self.tenant))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        for command in ("read", "add", "change", "remove"):
            schema_editor.execute(f"DROP POLICY IF EXISTS {table}_{command} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"REVOKE ALL ON {table} FROM {APP}, {AUDITOR}")

    def describe(self) -> str:
        return f"Protect the rows of {self.model}"

    def statements(self, model: type[Model]) -> Iterator[str]:
        """The SQL that protects the table of `model`, in order."""
        table = model._meta.db_table
        yield from enable(table)
        yield from self.policies(table)
        yield from self.grants(table)
        if model._meta.pk is not None and self.tenant != model._meta.pk.column:
            yield f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_tenant UNIQUE ({self.tenant}, {model._meta.pk.column})"
        if self.append_only:
            yield from refuse_change(table)
        else:
            yield (
                f"CREATE TRIGGER {table}_keeps_tenant BEFORE UPDATE OF {self.tenant} ON {table} FOR EACH ROW "
                f"WHEN (OLD.{self.tenant} IS DISTINCT FROM NEW.{self.tenant}) EXECUTE FUNCTION app_refuse_change()"
            )

    def policies(self, table: str) -> Iterator[str]:
        own = f"{self.tenant} = app_organisation()"
        opened = (reached(self.reached_by),) if self.reached_by else ()
        reads = " OR ".join((own, *opened, *self.seen_by))
        writes = " OR ".join((own, *opened, *self.written_by))
        yield f"CREATE POLICY {table}_read ON {table} FOR SELECT USING ({reads})"
        yield f"CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({writes})"
        if not self.append_only:
            yield f"CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})"
        if self.may_delete:
            yield f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({own})"

    def grants(self, table: str) -> Iterator[str]:
        rights = ["SELECT", "INSERT"]
        rights += [] if self.append_only else ["UPDATE"]
        rights += ["DELETE"] if self.may_delete else []
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {APP}, {AUDITOR}"
        yield f"GRANT {', '.join(rights)} ON {table} TO {APP}"


class ReferWithinTenant(Operation):
    """Add the composite references of a model that was protected by an earlier migration and has gained a `Within`."""

    category = OperationCategory.SQL
    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, fields: tuple[str, ...]) -> None:
        self.model = model
        self.fields = fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.model, self.fields], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """References with the tenant are not part of Django's picture of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        schema_editor.deferred_sql.extend(composite_references(model, only=self.fields))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        for field in self.fields:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{field}_within")

    def describe(self) -> str:
        return f"Bind {', '.join(self.fields)} of {self.model} to its tenant"


def enable(table: str) -> Iterator[str]:
    """Row security for everyone, the owner of the table included."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"


def refuse_change(table: str) -> Iterator[str]:
    """Triggers that refuse to change, remove or empty rows, whoever asks."""
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION app_refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION app_refuse_change()"
    )


def composite_references(
    model: type[Model], *, tenant: str = "organisation_id", only: tuple[str, ...] = ()
) -> Iterator[str]:
    """References that carry the tenant, so that a row never points at another authority's row (§3, hole 5)."""
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if isinstance(field, Within) and (not only or field.name in only):
            target = field.remote_field.model._meta
            column = field.tenant_column or tenant
            yield (
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.name}_within "
                f"FOREIGN KEY ({column}, {field.column}) REFERENCES {target.db_table} ({field.target_tenant}, {target.pk.column}) "
                "DEFERRABLE INITIALLY IMMEDIATE"
            )
