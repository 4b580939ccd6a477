"""When somebody last looked, and what was asked of whom."""

import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
import wayhome.casework.records.sealing
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('children', '0001_initial'),
        ('journey', '0002_finding_events'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('of', models.CharField(max_length=16)),
                ('whom', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('what', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('owner', models.UUIDField()),
                ('due_at', models.DateTimeField()),
                ('chases', models.PositiveSmallIntegerField(default=0)),
                ('chased_at', models.DateTimeField(null=True)),
                ('chased_by', models.UUIDField(null=True)),
                ('answer', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('case', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['organisation', 'due_at'], name='asked_and_waiting'), models.Index(fields=['case'], name='asked_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('chased_at__isnull', True), ('chased_by__isnull', True)), models.Q(('chased_at__isnull', False), ('chased_by__isnull', False)), _connector='OR'), name='asked_chased_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='asked_answered_at_and_by'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('recorded_at'))), name='asked_until_later')],
            },
        ),
        migrations.CreateModel(
            name='LastSeen',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('user', models.UUIDField()),
                ('seen_until', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'user'), name='last_seen_once')],
            },
        ),
        ProtectTable("LastSeen"),
        ProtectTable("Asked", reached_by="child_id"),
    ]
