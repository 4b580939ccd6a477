"""Counts of other councils, from a released comparison: written once, and never changed."""

import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('oversight', '0012_cases_drawn_for_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedCounts',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('indicator', models.CharField(max_length=10)),
                ('definition_version', models.PositiveIntegerField()),
                ('year', models.CharField(max_length=7)),
                ('profile', models.CharField(max_length=20)),
                ('source', models.CharField(max_length=200)),
                ('councils', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'indicator', 'recorded_at'], name='compared_in_order')],
            },
        ),
        ProtectTable("ComparedCounts", append_only=True),
    ]
