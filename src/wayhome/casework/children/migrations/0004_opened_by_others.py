"""An index of what organisations opened to others: few among many, and asked for with every list."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("children", "0003_managers_known")]

    operations = [
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                fields=["to_organisation", "child"],
                condition=~Q(organisation=F("to_organisation")),
                name="relationship_from_others",
            ),
        ),
    ]
