"""A response keeps the marks of citations in its text, and its sources."""

from django.db import migrations, models

from reviews.richtext import cited
from reviews.richtext.reading import BlockFields


def find_citations(apps, schema_editor):
    """Find those of the responses that are stored already."""
    Response = apps.get_model("reviews", "Response")
    changed = []
    for response in Response.objects.only("html", "text", "blocks").iterator(200):
        blocks = [BlockFields(*block) for block in response.blocks]
        found = cited(response.html, response.text, blocks)
        if found.marks or found.sources:
            response.citations, response.sources = found.marks, found.sources
            changed.append(response)
    Response.objects.bulk_update(changed, ["citations", "sources"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0024_readers")]

    operations = [
        migrations.AddField("response", "citations", models.JSONField(default=list)),
        migrations.AddField("response", "sources", models.JSONField(default=list)),
        migrations.RunPython(find_citations, migrations.RunPython.noop),
    ]
