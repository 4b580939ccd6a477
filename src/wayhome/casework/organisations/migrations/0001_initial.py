"""Organisations and what holds between them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import wayhome.casework.records.ids
from django.db import migrations, models

from wayhome.casework.organisations.row_security import PARTNERS, PARTNERS_GONE
from wayhome.casework.records.row_security import ANYONE_SIGNED_IN, WHILE_SIGNING_IN, ProtectTable, party


class Migration(migrations.Migration):

    initial = True

    dependencies = [("records", "0001_functions"), ("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(max_length=40)),
                ('gss_code', models.CharField(max_length=9, null=True, unique=True)),
                ('nation', models.CharField(default='E', max_length=1)),
                ('reference_prefix', models.CharField(max_length=4)),
                ('provider_type', models.CharField(max_length=24, null=True)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('police_force', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='EmailDomain',
            fields=[
                ('domain', models.CharField(max_length=253, primary_key=True, serialize=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('reference', models.CharField(max_length=60)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('value_pounds', models.PositiveIntegerField(null=True)),
                ('areas', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('travel_miles', models.PositiveIntegerField(null=True)),
                ('access_days_after_closure', models.PositiveIntegerField(default=28)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='contract_order'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='contract_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=24)),
                ('label', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=254)),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('opens', models.TimeField(null=True)),
                ('closes', models.TimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='contact_point_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=160)),
                ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('classes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), size=None)),
                ('data_protection_role', models.CharField(max_length=24)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('with_organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('organisation', models.F('with_organisation')), _negated=True), name='agreement_between_two'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_order'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='agreement_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('name', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('starts_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'name', 'starts_at'], name='policy_by_date')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('organisation', 'name'), name='team_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='team_ended_at_and_by')],
            },
        ),
        ProtectTable("Organisation", tenant="id", seen_by=(ANYONE_SIGNED_IN, WHILE_SIGNING_IN)),
        ProtectTable("EmailDomain", seen_by=(WHILE_SIGNING_IN,)),
        ProtectTable("Team"),
        ProtectTable("Agreement", seen_by=(party("with_organisation_id"),)),
        migrations.RunSQL(PARTNERS, PARTNERS_GONE),
        ProtectTable("Contract", seen_by=(party("provider_id"),)),
        ProtectTable("ContactPoint", seen_by=(ANYONE_SIGNED_IN,)),
        ProtectTable("Policy", append_only=True, seen_by=("organisation_id IN (SELECT app_partners())",)),
    ]
