"""Cases drawn for an audit: written once as they were drawn, and never changed."""

import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('oversight', '0011_what_came_first_and_hour_of_return'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditDraw',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('day', models.DateField()),
                ('word', models.CharField(max_length=40)),
                ('seed', models.CharField(max_length=140)),
                ('reason', models.CharField(max_length=20)),
                ('drawn_from', models.JSONField()),
                ('drawn', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'seed'), name='one_draw_of_a_seed')],
            },
        ),
        ProtectTable("AuditDraw", append_only=True),
    ]
