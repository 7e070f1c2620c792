"""What is hidden from reviewers, and what a mark's reviewer could see.

In comparisons that are there already nothing is hidden: their people have seen each other's marks.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reviews.models.comparison

OTHERS = "whether others’ marks and readers’ suggestions of the cell were visible; null if it is not known"
NAMES = "whether the respondents’ names were visible; null if it is not known"


class Migration(migrations.Migration):
    dependencies = [("reviews", "0029_assignments_and_guidelines")]

    operations = [
        migrations.AddField("comparison", "names_hidden", models.BooleanField(default=False)),
        migrations.AddField("comparison", "others_hidden", models.BooleanField(default=False)),
        migrations.AlterField("comparison", "others_hidden", models.BooleanField(default=True)),
        migrations.AddField("comparison", "names_shown", models.BooleanField(default=True)),
        migrations.AlterField("comparison", "names_shown", models.BooleanField(default=False)),
        migrations.AddField("comparison", "others_shown", models.BooleanField(default=True)),
        migrations.AlterField("comparison", "others_shown", models.BooleanField(default=False)),
        # Those that are there get one secret: what comes from it differs by ids, too.
        migrations.AddField(
            "comparison", "secret", models.CharField(default=reviews.models.comparison.new_secret, max_length=32)
        ),
        migrations.AddField("historicalmark", "saw_others", models.BooleanField(help_text=OTHERS, null=True)),
        migrations.AddField("mark", "saw_others", models.BooleanField(help_text=OTHERS, null=True)),
        migrations.AddField("historicalmark", "saw_names", models.BooleanField(help_text=NAMES, null=True)),
        migrations.AddField("mark", "saw_names", models.BooleanField(help_text=NAMES, null=True)),
        migrations.CreateModel(
            name="Blinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("names_hidden", models.BooleanField()),
                ("others_hidden", models.BooleanField()),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blindings",
                        to="reviews.comparison",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
