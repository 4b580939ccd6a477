"""Two ways to find events: as they were recorded, and those that say whether anybody has a worry."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journey', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['organisation', 'recorded_at'], name='event_as_recorded'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('kind__in', ('worry_raised', 'worry_received', 'worry_handed_on', 'recorded_in_error'))), fields=['organisation', 'child'], name='event_about_worry'),
        ),
    ]
