"""Which child a person says a notice is about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reach', '0001_initial'),
    ]

    operations = [
        migrations.AddField(model_name='notice', name='matched_child', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='notice', name='matched_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='notice', name='matched_by', field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('matched_at__isnull', True), ('matched_by__isnull', True)), models.Q(('matched_at__isnull', False), ('matched_by__isnull', False)), _connector='OR'), name='notice_matched_at_and_by'),
        ),
    ]
