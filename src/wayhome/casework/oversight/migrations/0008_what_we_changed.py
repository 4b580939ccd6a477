"""What was changed because of what children told: every version is written once, and never changed."""

import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('oversight', '0007_whose_return_it_is'),
    ]

    operations = [
        migrations.CreateModel(
            name='WhatWeChanged',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('entry', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('theme', models.CharField(max_length=60)),
                ('said', models.TextField()),
                ('changed', models.TextField()),
                ('since', models.DateField()),
                ('role', models.CharField(max_length=24)),
                ('because', models.TextField(null=True)),
                ('taken_back', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'entry', 'number'), name='one_version_of_an_entry')],
            },
        ),
        ProtectTable("WhatWeChanged", append_only=True),
    ]
