"""Whether a child came to the country alone, beside ethnicity and disability: gaps between children are read by it (E1)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0014_requests_for_information'),
    ]

    operations = [
        migrations.AddField(model_name='facts', name='unaccompanied', field=models.BooleanField(null=True)),
    ]
