"""The journal's tables, append-only for everyone."""

import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.records.row_security import AUDITOR, ProtectTable, party


class Migration(migrations.Migration):

    initial = True

    dependencies = [("records", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('organisation_id', models.UUIDField(primary_key=True, serialize=False)),
                ('last', models.BigIntegerField(default=0)),
                ('head', models.BinaryField(default=b'')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField()),
                ('number', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('user_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=32)),
                ('act', models.CharField(max_length=16)),
                ('what', models.CharField(max_length=120)),
                ('subjects', models.JSONField(default=list)),
                ('codes', models.JSONField(default=dict)),
                ('prev', models.BinaryField()),
                ('salt', models.BinaryField()),
                ('leaf', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation_id', 'number'), name='journal_entry_order')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField()),
                ('number', models.BigIntegerField()),
                ('kind', models.CharField(max_length=32)),
                ('subject_id', models.UUIDField()),
                ('belongs_to', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('user_id', models.UUIDField(null=True)),
                ('purpose', models.CharField(max_length=32)),
                ('act', models.CharField(max_length=16)),
                ('what', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_id', 'at'], name='journal_mention_subject')],
            },
        ),
        ProtectTable("Counter", tenant="organisation_id"),
        ProtectTable("Entry", append_only=True),
        ProtectTable("Mention", append_only=True, seen_by=(party("belongs_to"),)),
        migrations.RunSQL(
            [
                f"GRANT SELECT ON journal_entry, journal_mention, journal_counter TO {AUDITOR}",
                f"CREATE POLICY journal_entry_audit ON journal_entry FOR SELECT TO {AUDITOR} USING (true)",
                f"CREATE POLICY journal_mention_audit ON journal_mention FOR SELECT TO {AUDITOR} USING (true)",
                f"CREATE POLICY journal_counter_audit ON journal_counter FOR SELECT TO {AUDITOR} USING (true)",
            ],
            [
                "DROP POLICY journal_entry_audit ON journal_entry",
                "DROP POLICY journal_mention_audit ON journal_mention",
                "DROP POLICY journal_counter_audit ON journal_counter",
            ],
        ),
    ]
