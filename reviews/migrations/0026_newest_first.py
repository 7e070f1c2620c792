"""A source says whether its newest message stands first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0025_citations")]

    operations = [migrations.AddField("source", "newest_first", models.BooleanField(default=False))]
