"""A conversation of an export is called so."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0021_closed_sets")]

    operations = [
        migrations.RemoveConstraint("offeredconversation", "offered_conversation_order_once"),
        migrations.RenameModel("OfferedConversation", "ExportedConversation"),
        migrations.AlterField(
            "exportedconversation",
            "export",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="conversations", to="reviews.intakeexport"
            ),
        ),
        migrations.AddConstraint(
            "exportedconversation",
            models.UniqueConstraint(fields=["export", "number"], name="exported_conversation_order_once"),
        ),
    ]
