"""What a comparison said of its respondents, and scales without a team, go. Apart from the changes of rows before:
PostgreSQL alters no table with changes that are not committed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0014_identities_and_scales_of_a_team")]

    operations = [
        migrations.RemoveConstraint("respondent", "respondent_kind_known"),
        migrations.RemoveField("respondent", "name"),
        migrations.RemoveField("respondent", "kind"),
        migrations.RemoveField("respondent", "vendor"),
        migrations.AlterField(
            "respondent",
            "identity",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="respondents", to="reviews.identity"
            ),
        ),
        migrations.AlterField(
            "scale",
            "team",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="scales", to="reviews.team"
            ),
        ),
        migrations.AddConstraint(
            "scale", models.UniqueConstraint(fields=["team", "key"], name="scale_key_once_in_a_team")
        ),
    ]
