"""Requests for information: what was asked, what each question is matched to, and the reply that was released."""

import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('oversight', '0013_compared_counts'),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationRequest',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=120)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('questions', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('release', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='oversight.release')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'recorded_at'], name='requests_in_order')],
            },
        ),
        ProtectTable("InformationRequest"),
    ]
