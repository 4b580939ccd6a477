"""Copies of what was told, what was taken back, what came back; and who reads them beside the authority."""

import django.contrib.postgres.fields
import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
import wayhome.casework.records.sealing
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable, party
from wayhome.casework.sharing.row_security import (
    ON_BEHALF,
    OPEN_AGREEMENTS,
    OPEN_KEYS,
    OWN_COPY,
    RECIPIENT,
    SHUT_AGREEMENTS,
    SHUT_KEYS,
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('children', '0001_initial'),
        ('journey', '0002_finding_events'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('subject', models.CharField(max_length=64)),
                ('recipient', models.CharField(max_length=24)),
                ('what', models.CharField(max_length=16)),
                ('by_organisation', models.UUIDField()),
                ('to_user', models.UUIDField(null=True)),
                ('to_words', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('classes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), size=None)),
                ('purpose', models.CharField(max_length=40)),
                ('lawful_basis', models.CharField(max_length=8)),
                ('article_9', models.CharField(max_length=8)),
                ('agreement', models.CharField(max_length=40, null=True)),
                ('override', models.CharField(max_length=24, null=True)),
                ('reason', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('second_person', models.UUIDField(null=True)),
                ('against_wishes', models.BooleanField(null=True)),
                ('child_told', models.BooleanField(null=True)),
                ('method', models.CharField(max_length=16)),
                ('record_version', models.PositiveSmallIntegerField(null=True)),
                ('content', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('sha256', models.CharField(max_length=64)),
                ('case', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('supersedes', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.copy')),
                ('to_organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('reason', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('copy', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.copy')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('to_organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('came', models.CharField(max_length=12)),
                ('role', models.CharField(max_length=32)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('copy', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.copy')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('to_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='copy',
            index=models.Index(fields=['to_organisation', 'recorded_at'], name='copy_sent_to'),
        ),
        migrations.AddIndex(
            model_name='copy',
            index=models.Index(fields=['case', 'subject'], name='copy_of_case'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.UniqueConstraint(fields=('organisation', 'copy'), name='recalled_once'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('organisation', 'copy', 'came'), name='receipt_once'),
        ),
        ProtectTable("Recall", seen_by=(party("to_organisation_id"),), append_only=True),
        ProtectTable("Copy", seen_by=(RECIPIENT, ON_BEHALF), written_by=(ON_BEHALF,), append_only=True),
        ProtectTable("Receipt", seen_by=(party("to_organisation_id"),), written_by=(OWN_COPY,), append_only=True),
        migrations.RunSQL(OPEN_KEYS, SHUT_KEYS),
        migrations.RunSQL(OPEN_AGREEMENTS, SHUT_AGREEMENTS),
    ]
