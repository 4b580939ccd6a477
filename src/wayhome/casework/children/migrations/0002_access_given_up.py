"""An organisation that was given access to a child's record may give it up itself."""

from django.db import migrations

from wayhome.casework.children.row_security import GIVING_UP_GONE, MAY_GIVE_UP


class Migration(migrations.Migration):

    dependencies = [
        ('children', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(MAY_GIVE_UP, GIVING_UP_GONE),
    ]
