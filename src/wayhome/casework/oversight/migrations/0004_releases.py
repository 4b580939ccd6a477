"""What left the building: written once, and never changed."""

import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('oversight', '0003_what_children_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('name', models.CharField(max_length=200)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('lived', models.CharField(max_length=20, null=True)),
                ('profile', models.CharField(max_length=20)),
                ('record', models.JSONField()),
                ('notes', models.JSONField()),
                ('document', models.BinaryField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'recorded_at'], name='releases_in_order')],
            },
        ),
        ProtectTable("Release", append_only=True),
    ]
