"""“No apparent risk” is a grade too, and the longest."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("journey", "0002_finding_events"),
    ]

    operations = [
        migrations.AlterField(
            model_name="episodenow",
            name="risk",
            field=models.CharField(max_length=20, null=True),
        ),
    ]
