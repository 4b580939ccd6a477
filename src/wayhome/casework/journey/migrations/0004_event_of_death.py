"""The few events that say that a child has died, found without reading the rest: Today asks on every opening."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journey', '0003_room_for_every_grade'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('kind', 'died')), fields=['organisation', 'recorded_at'], name='event_of_death'),
        ),
    ]
