"""Episodes, cases, their events, and where those put them."""

import django.contrib.postgres.fields
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
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('reference', models.CharField(max_length=20)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='CaseNow',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('is_open', models.BooleanField()),
                ('container', models.CharField(max_length=24)),
                ('contact', models.CharField(max_length=16)),
                ('allocation', models.CharField(max_length=16)),
                ('talk', models.CharField(max_length=8)),
                ('record', models.CharField(max_length=12)),
                ('headline', models.CharField(max_length=32)),
                ('checked', models.BooleanField()),
                ('asked', models.BooleanField()),
                ('carer_told', models.BooleanField()),
                ('tries', models.PositiveIntegerField()),
                ('episodes', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('deadline', models.DateTimeField(null=True)),
                ('latest_deadline', models.DateTimeField(null=True)),
                ('stand_in', models.CharField(max_length=12, null=True)),
                ('in_time', models.CharField(max_length=16, null=True)),
                ('booked_for', models.DateTimeField(null=True)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('holder', models.UUIDField(null=True)),
                ('provider', models.UUIDField(null=True)),
                ('author', models.UUIDField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('suspended', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('review_due', models.DateTimeField(null=True)),
                ('worries_waiting', models.PositiveIntegerField()),
                ('undecided', models.PositiveIntegerField()),
                ('needs_open', models.PositiveIntegerField()),
                ('needs_started', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('held_earliest', models.DateTimeField(blank=True, null=True)),
                ('held_latest', models.DateTimeField(blank=True, null=True)),
                ('held_precision', models.CharField(default='unknown', max_length=16)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Episode',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('reference', models.CharField(max_length=20)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='EpisodeNow',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('whereabouts', models.CharField(max_length=20)),
                ('police_report', models.CharField(max_length=20)),
                ('prevention', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=16)),
                ('group', models.CharField(max_length=12, null=True)),
                ('risk', models.CharField(max_length=8, null=True)),
                ('is_out', models.BooleanField()),
                ('is_unsettled', models.BooleanField()),
                ('police_reference', models.CharField(max_length=40, null=True)),
                ('version', models.PositiveIntegerField()),
                ('missing_from_earliest', models.DateTimeField(blank=True, null=True)),
                ('missing_from_latest', models.DateTimeField(blank=True, null=True)),
                ('missing_from_precision', models.CharField(default='unknown', max_length=16)),
                ('located_earliest', models.DateTimeField(blank=True, null=True)),
                ('located_latest', models.DateTimeField(blank=True, null=True)),
                ('located_precision', models.CharField(default='unknown', max_length=16)),
                ('returned_earliest', models.DateTimeField(blank=True, null=True)),
                ('returned_latest', models.DateTimeField(blank=True, null=True)),
                ('returned_precision', models.CharField(default='unknown', max_length=16)),
                ('notified_earliest', models.DateTimeField(blank=True, null=True)),
                ('notified_latest', models.DateTimeField(blank=True, null=True)),
                ('notified_precision', models.CharField(default='unknown', max_length=16)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=12, null=True)),
                ('by_role', models.CharField(max_length=32)),
                ('by_organisation', models.UUIDField(null=True)),
                ('subject', models.CharField(max_length=64, null=True)),
                ('corrects', models.UUIDField(null=True)),
                ('recorded_in_error_of', models.UUIDField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('words', wayhome.casework.records.sealing.Narrative(blank=True, null=True)),
                ('happened_earliest', models.DateTimeField(blank=True, null=True)),
                ('happened_latest', models.DateTimeField(blank=True, null=True)),
                ('happened_precision', models.CharField(default='unknown', max_length=16)),
                ('case', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.case')),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('episode', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journey.episode')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['organisation', 'child'], name='case_of_child'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('organisation', 'reference'), name='case_reference_once'),
        ),
        migrations.AddIndex(
            model_name='casenow',
            index=models.Index(fields=['organisation', 'child'], name='case_now_of_child'),
        ),
        migrations.AddIndex(
            model_name='casenow',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['organisation', 'deadline'], name='case_now_open_work'),
        ),
        migrations.AddIndex(
            model_name='casenow',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['holder', 'deadline'], name='case_now_held_by'),
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(fields=['organisation', 'child'], name='episode_of_child'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.UniqueConstraint(fields=('organisation', 'reference'), name='episode_reference_once'),
        ),
        migrations.AddIndex(
            model_name='episodenow',
            index=models.Index(fields=['organisation', 'child'], name='episode_now_of_child'),
        ),
        migrations.AddIndex(
            model_name='episodenow',
            index=models.Index(condition=models.Q(('is_out', True)), fields=['organisation', 'missing_from_earliest'], name='episode_now_out'),
        ),
        migrations.AddIndex(
            model_name='episodenow',
            index=models.Index(fields=['organisation', 'returned_earliest'], name='episode_now_by_return'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('organisation', 'child', 'number'), name='event_order'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('happened_earliest__isnull', True), ('happened_latest__isnull', True), ('happened_precision', 'unknown')), models.Q(('happened_earliest__isnull', False), ('happened_latest__gte', models.F('happened_earliest')), models.Q(('happened_precision', 'unknown'), _negated=True)), _connector='OR'), name='event_happened_in_order'),
        ),
        ProtectTable("Episode", reached_by="child_id"),
        ProtectTable("Case", reached_by="child_id"),
        ProtectTable("Event", reached_by="child_id", append_only=True),
        ProtectTable("EpisodeNow", reached_by="child_id", may_delete=True),
        ProtectTable("CaseNow", reached_by="child_id", may_delete=True),
    ]
