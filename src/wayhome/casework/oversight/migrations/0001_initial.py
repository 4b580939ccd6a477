"""One row of facts for each episode, and what each child's were derived from."""

import django.db.models.deletion
import wayhome.casework.records.ids
import wayhome.casework.records.references
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
            name='Derived',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('mark', models.CharField(max_length=32)),
                ('as_of', models.DateTimeField()),
                ('stands_until', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Facts',
            fields=[
                ('id', models.UUIDField(default=wayhome.casework.records.ids.fresh_id, editable=False, primary_key=True, serialize=False)),
                ('current', models.UUIDField()),
                ('authority', models.TextField()),
                ('group', models.TextField(null=True)),
                ('ours', models.BooleanField(null=True)),
                ('hosted', models.BooleanField(null=True)),
                ('looked_after', models.BooleanField(null=True)),
                ('kind', models.TextField()),
                ('void', models.BooleanField()),
                ('started_on', models.DateField(null=True)),
                ('started_month', models.TextField(null=True)),
                ('start_unplaced', models.BooleanField()),
                ('returned_on', models.DateField(null=True)),
                ('returned_month', models.TextField(null=True)),
                ('returned_quarter', models.TextField(null=True)),
                ('returned_year', models.TextField(null=True)),
                ('return_proxy', models.TextField(null=True)),
                ('unplaced', models.BooleanField()),
                ('eligible', models.BooleanField(null=True)),
                ('eligible_hosted', models.BooleanField(null=True)),
                ('age_at_return', models.IntegerField(null=True)),
                ('age_band', models.TextField(null=True)),
                ('sex', models.TextField(null=True)),
                ('ethnicity', models.TextField(null=True)),
                ('disabled', models.BooleanField(null=True)),
                ('risk', models.TextField(null=True)),
                ('first_episode', models.BooleanField(null=True)),
                ('source', models.TextField(null=True)),
                ('offered', models.BooleanField(null=True)),
                ('offered_broad', models.BooleanField(null=True)),
                ('offer_implied', models.BooleanField(null=True)),
                ('offered_within_72h', models.BooleanField(null=True)),
                ('accepted', models.BooleanField(null=True)),
                ('declined_by_child', models.BooleanField(null=True)),
                ('parent_refused', models.BooleanField(null=True)),
                ('answer_pending', models.BooleanField(null=True)),
                ('undertaken', models.BooleanField(null=True)),
                ('mature_72h', models.BooleanField(null=True)),
                ('clock', models.TextField(null=True)),
                ('within_72_hours', models.BooleanField(null=True)),
                ('held_month', models.TextField(null=True)),
                ('interview', models.TextField(null=True)),
                ('episodes_discussed', models.IntegerField(null=True)),
                ('relation', models.TextField(null=True)),
                ('provider_type', models.TextField(null=True)),
                ('independent', models.BooleanField(null=True)),
                ('independent_strict', models.BooleanField(null=True)),
                ('preference_exception', models.BooleanField(null=True)),
                ('need_identified', models.BooleanField(null=True)),
                ('support_offered', models.BooleanField(null=True)),
                ('support_answer_pending', models.BooleanField(null=True)),
                ('support_accepted', models.BooleanField(null=True)),
                ('support_mature_28d', models.BooleanField(null=True)),
                ('support_started_28d', models.BooleanField(null=True)),
                ('outcome', models.TextField(null=True)),
                ('hours_missing', models.FloatField(null=True)),
                ('hours_to_notice', models.FloatField(null=True)),
                ('hours_to_offer', models.FloatField(null=True)),
                ('hours_to_interview', models.FloatField(null=True)),
                ('delivery_model', models.TextField(null=True)),
                ('held_within_48h_of_offer', models.BooleanField(null=True)),
                ('hours_notice_to_offer', models.FloatField(null=True)),
                ('hours_offer_to_interview', models.FloatField(null=True)),
                ('notified_within_24h', models.BooleanField(null=True)),
                ('offered_within_24h_of_notice', models.BooleanField(null=True)),
                ('slowest_part', models.TextField(null=True)),
                ('child', wayhome.casework.records.references.Within(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='children.identity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'facts',
                'indexes': [models.Index(fields=['organisation', 'returned_on'], name='facts_by_return')],
            },
        ),
        ProtectTable("Derived", may_delete=True),
        ProtectTable("Facts", may_delete=True),
    ]
