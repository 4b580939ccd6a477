"""The record of a talk."""

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
        ('journey', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovedVersion',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('author', models.UUIDField()),
                ('answers', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('sha256', models.CharField(max_length=64)),
                ('case', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'case', 'number'), name='approved_version_order')],
            },
        ),
        migrations.CreateModel(
            name='WriteUp',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('author', models.UUIDField()),
                ('answers', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('jottings', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('saved_at', models.DateTimeField()),
                ('case', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'case'), name='one_write_up_a_case')],
            },
        ),
        ProtectTable("WriteUp", reached_by="child_id"),
        ProtectTable("ApprovedVersion", reached_by="child_id", append_only=True),
    ]
