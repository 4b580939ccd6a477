"""The holes of row-level security, each closed and each tried (security reference §3, holes 1 to 8)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from tests.casework.area import new_child
from wayhome.casework.accounts.models import RoleAssignment, User
from wayhome.casework.children import actions
from wayhome.casework.children.access import open_child
from wayhome.casework.children.models import Child, Identity, Name, Relationship
from wayhome.casework.journal.context import tell_database
from wayhome.casework.organisations.models import Agreement, Organisation, Team
from wayhome.casework.records.refusals import NotFound
from wayhome.domain.vocabulary import RelationshipKind

WITHOUT_TENANT = {
    "django_session": "found by its own random key, before anybody is known",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "auth_group": "not used, not granted",
    "auth_group_permissions": "not used, not granted",
    "auth_permission": "not used, not granted",
}
"""Tables that belong to no tenant, and why that is safe. Everything else is bound by row security."""


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.fixture
def owner(server):
    with psycopg.connect(server.dsn("owner")) as connected:
        yield connected


@pytest.fixture
def aisha(area, acting):
    with acting(area.rosa):
        return new_child(area.rosa)


def test_it_binds_the_owner_of_the_tables_too(owner, area, aisha):
    """Hole 1: without FORCE the owner sees every row."""
    assert owner.execute("SELECT count(*) FROM children_child").fetchone() == (0,)
    assert owner.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)


def test_it_gives_no_row_and_no_error_on_a_connection_used_before(area, acting, aisha):
    """Hole 2: after a transaction the setting is an empty string, not NULL."""
    with acting(area.rosa):
        assert Child.objects.count() == 1
    assert ask("SELECT current_setting('app.organisation', true)") == [("",)]
    assert Child.objects.count() == 0


def test_it_does_not_open_to_an_empty_tenant(area, acting, aisha):
    with transaction.atomic():
        tell_database(purpose="casework", at=datetime(2026, 3, 31, tzinfo=UTC))
        assert Child.objects.count() == 0
        assert Organisation.objects.count() == 0


def test_it_leaves_no_tenant_on_the_connection_for_the_next_user(area, acting):
    """Hole 4: SET without LOCAL would persist."""
    with acting(area.rosa):
        assert Team.objects.count() == 1
    with acting(area.wren):
        assert [t.organisation_id for t in Team.objects.all()] == [area.westmarsh.id]
    assert Team.objects.count() == 0


def test_it_refuses_a_row_that_points_at_another_authoritys_child_as_if_it_did_not_exist(area, acting, aisha):
    """Hole 5: a plain foreign key answers whether an id exists elsewhere, and grafts onto it."""
    said = []
    for target in (aisha, uuid4()):
        with pytest.raises(IntegrityError) as refusal, acting(area.wren):
            Name.objects.create(
                organisation_id=area.westmarsh.id, child_id=target, kind="alias", given="Graft", recorded_at=area.wren.at,
                sound_given="krft", sound_family="", initials="g",
            )  # fmt: skip
        said.append(refusal.value.__cause__.diag.constraint_name)
    assert said == ["children_name_child_within"] * 2


def test_it_refuses_a_team_of_another_organisation(area, acting):
    with pytest.raises(IntegrityError), acting(area.westmarsh.administrator) as admin:
        RoleAssignment.objects.create(
            organisation_id=area.westmarsh.id, user_id=admin.user, role="iro", team_id=area.eastmere.team, starts_at=admin.at,
            recorded_at=admin.at,
        )  # fmt: skip


def test_it_lets_two_authorities_use_the_same_number(area, acting):
    """Hole 6: a unique key without the tenant answers whether a number is in use elsewhere."""
    for viewer in (area.rosa, area.wren):
        with acting(viewer):
            new_child(viewer, local_id="12345", upn="A123456789012")


def test_it_refuses_a_write_in_another_organisations_name(area, acting, aisha):
    """Hole 7."""
    with pytest.raises(ProgrammingError, match="row-level security"), acting(area.wren):
        Team.objects.create(organisation_id=area.eastmere.id, name="Ours now", recorded_at=area.wren.at)
    with acting(area.wren):
        assert Child.objects.filter(pk=aisha).update(first_language="Taken") == 0


def test_it_refuses_to_move_a_row_to_another_organisation(area, acting, aisha):
    with pytest.raises(DatabaseError), acting(area.rosa):
        Child.objects.filter(pk=aisha).update(organisation_id=area.westmarsh.id)


def test_it_lets_a_reader_neither_change_nor_take_over_what_they_may_read(area, acting, aisha):
    """A policy for all commands would let a reader rewrite a row into their own tenant."""
    with acting(area.rosa) as rosa:
        Relationship.objects.create(
            organisation_id=rosa.organisation, child_id=aisha, to_organisation_id=area.harbour.id, kind="allocation",
            purpose="care_planning", starts_at=rosa.at, recorded_at=rosa.at,
        )  # fmt: skip
    with acting(area.sam):
        assert Child.objects.filter(pk=aisha).exists()
        assert Child.objects.filter(pk=aisha).update(organisation_id=area.harbour.id) == 0
        assert Child.objects.filter(pk=aisha).update(first_language="Taken") == 0
    with pytest.raises(ProgrammingError, match="may give it up, and change nothing else"), acting(area.sam):
        Relationship.objects.filter(child_id=aisha).update(ends_at=None, kind="team_membership")
    with pytest.raises(ProgrammingError, match="row-level security"), acting(area.sam) as sam:
        Relationship.objects.create(
            organisation_id=area.eastmere.id, child_id=aisha, to_organisation_id=area.harbour.id, kind="team_membership",
            purpose="care_planning", starts_at=sam.at, recorded_at=sam.at,
        )  # fmt: skip


@pytest.mark.parametrize(
    "statement", ["TRUNCATE children_child CASCADE", "TRUNCATE journal_mention", "DELETE FROM children_child"]
)
def test_it_grants_no_right_that_row_security_does_not_bind(area, acting, statement):
    """Hole 8: TRUNCATE ignores row security; only a missing grant stops it."""
    with pytest.raises(ProgrammingError, match="permission denied"), acting(area.rosa), connection.cursor() as cursor:
        cursor.execute(statement)


def referred(area, acting, aisha) -> None:
    with acting(area.rosa):
        actions.open_record(
            child=aisha, kind=RelationshipKind.PROVIDER_REFERRAL, purpose="care_planning", to_organisation=area.harbour.id,
            by=area.rosa, at=area.rosa.at,
        )  # fmt: skip


def passed_on(area, aisha, **other: object) -> Relationship:
    row = {
        "organisation_id": area.eastmere.id, "child_id": aisha, "to_organisation_id": area.harbour.id, "to_user_id": area.sam.user,
        "kind": "allocation", "purpose": "care_planning", "starts_at": area.mona.at, "recorded_at": area.mona.at, "passed_on": True,
    }  # fmt: skip
    return Relationship.objects.create(**(row | other))


def test_it_lets_a_provider_pass_a_case_on_only_while_it_is_sent_to_it(area, acting, aisha):
    """A provider's own row opens nothing by itself, so that no access outlives a hand-back."""
    referred(area, acting, aisha)
    with acting(area.mona):
        passed_on(area, aisha)
    with acting(area.sam):
        assert Child.objects.filter(pk=aisha).exists()
        assert open_child(area.sam, aisha)
    with acting(area.rosa):
        ended = Relationship.objects.get(child_id=aisha, kind="provider_referral")
        actions.close_record(child=aisha, relationship=ended.id, by=area.rosa, at=area.rosa.at)
    with acting(area.sam):
        assert not Child.objects.filter(pk=aisha).exists()
        with pytest.raises(NotFound):
            open_child(area.sam, aisha)


@pytest.mark.parametrize(
    "other",
    [{"passed_on": False}, {"kind": "provider_referral"}, {"to_user_id": None}, {"kind": "team_membership"}],
    ids=["as if the authority gave it", "sending it to itself", "to everyone there", "as a member of the team"],
)
def test_it_lets_a_provider_give_itself_nothing_else(area, acting, aisha, other):
    referred(area, acting, aisha)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(area.mona):
        passed_on(area, aisha, **other)


def test_it_lets_nobody_pass_on_a_case_that_was_not_sent_to_them(area, acting, aisha):
    with pytest.raises(ProgrammingError, match="row-level security"), acting(area.mona):
        passed_on(area, aisha)


def test_it_lets_a_provider_lengthen_nothing_that_the_authority_gave(area, acting, aisha):
    referred(area, acting, aisha)
    with pytest.raises(ProgrammingError, match="may give it up, and change nothing else"), acting(area.mona):
        Relationship.objects.filter(child_id=aisha).update(ends_at=None)


def test_it_hides_people_of_strangers_but_names_those_of_partners(area, acting):
    with acting(area.rosa):
        assert User.objects.filter(pk=area.sam.user).exists()
        assert not User.objects.filter(pk=area.wren.user).exists()
        assert User.objects.filter(pk=area.sam.user).update(name="Renamed") == 0


def test_it_shows_an_agreement_to_both_parties_and_to_nobody_else(area, acting):
    for viewer, count in ((area.rosa, 2), (area.sam, 1), (area.wren, 0)):
        with acting(viewer):
            assert Agreement.objects.count() == count


def test_it_shows_only_who_is_signing_in_while_signing_in(area, acting, aisha):
    with transaction.atomic():
        tell_database(purpose="signing_in")
        assert User.objects.filter(pk=area.rosa.user).exists()
        assert Child.objects.count() == Team.objects.count() == Relationship.objects.count() == 0


# What the catalogue of the database says, for every table there is and every one to come.

OURS = "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "


def test_it_forces_row_security_on_every_table():
    bare = {t for (t,) in ask(OURS + "AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)")}
    assert bare <= WITHOUT_TENANT.keys() | {t for t in bare if t.startswith("procrastinate_")}


def test_it_has_no_policy_for_every_command_at_once_but_on_the_tables_of_the_sign_in_library():
    broad = {t for (t,) in ask("SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND cmd = 'ALL'")}
    assert broad == {"account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"}


def test_it_checks_what_is_written_wherever_it_checks_what_is_read():
    unchecked = ask(
        "SELECT tablename, cmd FROM pg_policies WHERE schemaname = 'public' "
        "AND ((cmd IN ('INSERT', 'UPDATE', 'ALL') AND with_check IS NULL) OR (cmd <> 'INSERT' AND qual IS NULL))"
    )
    assert unchecked == []


def test_it_grants_the_app_nothing_beyond_reading_and_writing_rows():
    too_much = ask(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee IN ('wayhome_app', 'PUBLIC') "
        "AND table_schema = 'public' AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') "
        "AND table_name NOT LIKE 'procrastinate%%'"
    )
    assert too_much == []


def test_it_lets_no_view_and_no_stored_copy_pass_by_row_security():
    assert ask(OURS + "AND c.relkind = 'm'") == []
    assert ask(OURS + "AND c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false)") == []


def test_it_runs_no_function_as_its_owner():
    definers = ask(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'public' AND p.prosecdef AND p.proname NOT LIKE 'procrastinate%%'"
    )
    assert definers == []


def test_it_carries_the_tenant_in_every_reference_between_records():
    """A foreign key of one column is allowed only to what is public or unguessable and the same for everyone."""
    sign_in = {"account_emailaddress", "socialaccount_socialapp", "socialaccount_socialaccount"}
    public = {"organisations_organisation", "accounts_user", *sign_in}
    single = ask(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint "
        "WHERE contype = 'f' AND array_length(conkey, 1) = 1 AND connamespace = 'public'::regnamespace"
    )
    crossing = {
        (table, target)
        for table, target in single
        if target not in public and not table.startswith(("auth_", "procrastinate_", "django_"))
    }
    assert crossing == set()
    users = {table for table, target in single if target == "accounts_user"}
    assert users <= {"account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"}


def test_it_has_no_unique_key_that_answers_across_tenants():
    global_keys = ask(
        "SELECT c.relname, i.relname FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND x.indisunique AND NOT x.indisprimary "
        "AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(x.indkey) "
        "AND a.attname IN ('organisation_id', 'child_id'))"
    )
    known = {
        "organisations_organisation",  # the public code of a public body
        "accounts_user",  # an address outside one's own domains is refused before anyone is looked up
        "accounts_singlesignon",  # the short name in an address of signing in
    }
    tables = {
        t
        for t, _ in global_keys
        if not t.startswith(("auth_", "django_", "account_", "mfa_", "socialaccount_", "procrastinate_"))
    }
    assert tables <= known


def test_it_owns_nothing_as_the_app():
    assert ask("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (False, False, False)
    ]
    assert ask("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [(0,)]


def test_it_lets_the_auditor_read_the_journal_and_no_child(server, area, acting, aisha):
    with psycopg.connect(server.dsn("auditor")) as auditor:
        assert auditor.execute("SELECT count(*) FROM journal_entry").fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auditor.execute("SELECT count(*) FROM children_child")


def test_it_keeps_the_identities_of_a_child_with_the_child(area, acting, aisha):
    with acting(area.wren):
        assert not Identity.objects.filter(pk=aisha).exists()


def test_it_has_a_migration_for_every_change_of_a_model(server):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
