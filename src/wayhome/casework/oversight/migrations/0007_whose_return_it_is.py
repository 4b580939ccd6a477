"""With whom a return is, whose police force it is, how well its time is known, and whose move is next."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0006_kinds_of_release'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='provider', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='facts', name='force', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='facts', name='back_timed', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='times_differ', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='next_step', field=models.CharField(max_length=12, null=True)),
    ]
