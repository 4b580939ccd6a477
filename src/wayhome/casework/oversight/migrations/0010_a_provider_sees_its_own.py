"""A provider sees the facts of returns that are with it, while the child's record is open to it; of the same child, no others."""

from django.db import migrations

MAY_SEE = """
CREATE POLICY oversight_facts_with_provider ON oversight_facts FOR SELECT
    USING (provider = app_organisation() AND child_id IN (SELECT app_reached()))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0009_other_clocks'),
        ('children', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(MAY_SEE, "DROP POLICY oversight_facts_with_provider ON oversight_facts"),
    ]
