"""What left the building is of several kinds, and may be kept as text beside its PDF."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0005_records_notices_and_plans'),
    ]

    operations = [
        migrations.AddField(model_name='release', name='kind', field=models.CharField(default='board_paper', max_length=20), preserve_default=False),
        migrations.AddField(model_name='release', name='texts', field=models.JSONField(default=dict)),
        migrations.AddField(model_name='release', name='answers', field=models.JSONField(default=list)),
    ]
