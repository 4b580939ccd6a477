"""Whether a talk was in time by clocks that others use."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0008_what_we_changed'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='within_3_working_days', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='within_72h_of_notice', field=models.BooleanField(null=True)),
    ]
