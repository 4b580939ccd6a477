"""What came first after a return and how long after, and the day of the week and hour of the return."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0010_a_provider_sees_its_own'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='returned_day', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='returned_hour', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='ending', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='hours_to_ending', field=models.FloatField(null=True)),
    ]
