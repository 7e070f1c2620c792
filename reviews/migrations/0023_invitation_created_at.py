"""An invitation says when it was made; of earlier ones that is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0022_exported_conversations")]

    operations = [
        migrations.AddField("invitation", "created_at", models.DateTimeField(auto_now_add=True, null=True)),
    ]
