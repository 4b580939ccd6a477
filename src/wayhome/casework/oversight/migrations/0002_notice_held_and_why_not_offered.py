"""Whether a notice of the return is held, and why nobody told the child."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0001_initial'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='notice_held', field=models.BooleanField(null=True)),
        migrations.AddField(model_name='facts', name='reason_not_offered', field=models.TextField(null=True)),
    ]
