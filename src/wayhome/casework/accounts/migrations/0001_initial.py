"""People, roles, rota and sign-in."""

import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
from django.conf import settings
from django.db import migrations, models

from wayhome.casework.records.row_security import WHILE_SIGNING_IN, ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField()),
                ('signed_out_at', models.DateTimeField(null=True)),
                ('disabled_at', models.DateTimeField(null=True)),
                ('disabled_why', models.CharField(blank=True, max_length=24)),
                ('training_rhi_on', models.DateField(null=True)),
                ('dbs_checked_on', models.DateField(null=True)),
                ('language', models.CharField(default='en-gb', max_length=5)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DutyShift',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('order', models.PositiveSmallIntegerField(default=1)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('team', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
                ('user', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_order'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='shift_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='LeaveCover',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('away', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('covered_by', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='cover_order'), models.CheckConstraint(condition=models.Q(('away', models.F('covered_by')), _negated=True), name='cover_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='cover_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('role', models.CharField(max_length=32)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('team', wayhome.casework.records.references.Within(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
                ('user', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'user'], name='role_of_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='role_order'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='role_ended_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='SingleSignOn',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('provider_id', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('issuer', models.URLField(max_length=300)),
                ('client_id', models.CharField(max_length=200)),
                ('client_secret', models.TextField(blank=True)),
                ('groups_claim', models.CharField(default='groups', max_length=60)),
                ('roles_by_group', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='single_sign_on_ended_at_and_by')],
            },
        ),
        ProtectTable(
            "User",
            seen_by=("id = app_user()", WHILE_SIGNING_IN, "organisation_id IN (SELECT app_partners())"),
            written_by=("id = app_user()", WHILE_SIGNING_IN),
        ),
        ProtectTable("RoleAssignment"),
        ProtectTable("LeaveCover"),
        ProtectTable("DutyShift"),
        ProtectTable("SingleSignOn", seen_by=(WHILE_SIGNING_IN,)),
    ]
