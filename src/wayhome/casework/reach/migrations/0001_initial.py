"""Notices from other organisations."""

import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable, party


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('secret', models.TextField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=16)),
                ('state', models.CharField(default='received', max_length=16)),
                ('why', models.CharField(blank=True, max_length=40)),
                ('given', models.CharField(blank=True, max_length=80)),
                ('family', models.CharField(blank=True, max_length=80)),
                ('born', models.DateField(null=True)),
                ('police_reference', models.CharField(blank=True, max_length=40)),
                ('content', models.JSONField()),
                ('episode_id', models.UUIDField(null=True)),
                ('taken_up_at', models.DateTimeField(null=True)),
                ('taken_up_by', models.UUIDField(null=True)),
                ('from_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state'], name='notice_to_see_to'), models.Index(fields=['organisation', 'police_reference'], name='notice_by_police_reference')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'from_organisation', 'number'), name='notice_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('taken_up_at__isnull', True), ('taken_up_by__isnull', True)), models.Q(('taken_up_at__isnull', False), ('taken_up_by__isnull', False)), _connector='OR'), name='notice_taken_up_at_and_by')],
            },
        ),
        ProtectTable("Notice", seen_by=(party("from_organisation_id"),), written_by=(party("from_organisation_id"),)),
        ProtectTable("SigningKey", seen_by=("app_purpose() = 'job'",)),
    ]
