"""What children told, in codes, and what came of each kind of need."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0002_notice_held_and_why_not_offered'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='needs', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='needs_offered', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='needs_started', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='reasons', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='harm', field=models.TextField(null=True)),
        migrations.AddField(model_name='facts', name='read_back', field=models.TextField(null=True)),
    ]
