"""Who held the talk, when it was written up, how its notice travelled, and plans while a child is away."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0004_releases'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='away_planned', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='notice_sent_within_24h', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='notice_opened_within_24h', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='interviewer_trained', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='record_due', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='handed_in_2_days', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='approved_4_days', field=models.BooleanField(null=True)),
    ]
