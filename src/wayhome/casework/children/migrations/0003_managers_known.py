"""Who the team managers of an authority are, for those to whom a child of it is open."""

from django.db import migrations

from wayhome.casework.children.row_security import MANAGERS_HIDDEN, MANAGERS_KNOWN


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sign_in_tables'),
        ('children', '0002_access_given_up'),
    ]

    operations = [
        migrations.RunSQL(MANAGERS_KNOWN, MANAGERS_HIDDEN),
    ]
