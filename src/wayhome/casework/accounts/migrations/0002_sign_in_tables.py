"""Row security for the tables of the sign-in library, and grants on the framework's own."""

from django.db import migrations

from wayhome.casework.records.row_security import APP, WHILE_SIGNING_IN

OWN = (
    f"user_id = app_user() OR {WHILE_SIGNING_IN} "
    "OR user_id IN (SELECT id FROM accounts_user WHERE organisation_id = app_organisation())"
)
OF_A_PERSON = ("account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount")
UNUSED = ("account_emailconfirmation", "socialaccount_socialtoken", "socialaccount_socialapp")
FRAMEWORK = {"django_session": "SELECT, INSERT, UPDATE, DELETE", "django_content_type": "SELECT", "django_migrations": "SELECT"}


def protect(apps, schema_editor):
    for table in OF_A_PERSON:
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_person ON {table} FOR ALL USING ({OWN}) WITH CHECK ({OWN})",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP}",
        ):
            schema_editor.execute(statement)
    for table in UNUSED:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"GRANT SELECT ON {table} TO {APP}")
    for table, rights in FRAMEWORK.items():
        schema_editor.execute(f"GRANT {rights} ON {table} TO {APP}")


def unprotect(apps, schema_editor):
    for table in (*OF_A_PERSON, *UNUSED):
        schema_editor.execute(f"DROP POLICY IF EXISTS {table}_person ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in (*OF_A_PERSON, *UNUSED, *FRAMEWORK):
        schema_editor.execute(f"REVOKE ALL ON {table} FROM {APP}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(protect, unprotect)]
