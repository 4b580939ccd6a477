"""The questions every row policy asks, and the trigger that keeps append-only tables append-only."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.organisation', true), '')::uuid $$;

CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.user', true), '')::uuid $$;

CREATE FUNCTION app_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.purpose', true), '') $$;

CREATE FUNCTION app_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('app.at', true), '')::timestamptz, now()) $$;

CREATE FUNCTION app_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION '% is append-only: a correction is a new row', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

GONE = """
DROP FUNCTION app_refuse_change();
DROP FUNCTION app_at();
DROP FUNCTION app_purpose();
DROP FUNCTION app_user();
DROP FUNCTION app_organisation();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
