"""What went up the ladder, and until when nothing can."""

import django.contrib.postgres.fields
import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('work', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('rung', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=64)),
                ('to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                ('due_at', models.DateTimeField()),
                ('over_at', models.DateTimeField(null=True)),
                ('taken_up_at', models.DateTimeField(null=True)),
                ('taken_up_by', models.UUIDField(null=True)),
                ('case', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('over_at__isnull', True)), fields=['organisation', 'due_at'], name='escalation_standing'), models.Index(fields=['case'], name='escalation_of_case')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'case', 'rung', 'about'), name='escalation_once'), models.CheckConstraint(condition=models.Q(models.Q(('taken_up_at__isnull', True), ('taken_up_by__isnull', True)), models.Q(('taken_up_at__isnull', False), ('taken_up_by__isnull', False)), _connector='OR'), name='escalation_taken_up_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='LookedAt',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('case_version', models.PositiveIntegerField()),
                ('look_again_at', models.DateTimeField(null=True)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'look_again_at'], name='looked_at_until')],
            },
        ),
        ProtectTable("Escalation", reached_by="child_id"),
        ProtectTable("LookedAt"),
    ]
