"""Kinds of facts and the markup of a source are closed sets; two columns have plainer names."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ["acronym", "quantity", "name", "date", "claim"]


def rename_messages(apps, schema_editor):
    """Drafts have the places of messages under the name that the table of sources gives them."""
    drafts = apps.get_model("reviews", "IntakeDraft").objects
    for draft in drafts.filter(parsed__has_key="said").only("parsed").iterator():
        draft.parsed["messages"] = draft.parsed.pop("said")
        draft.save(update_fields=["parsed"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0020_created_by_and_created_at")]

    operations = [
        migrations.RunPython(rename_messages, migrations.RunPython.noop),
        migrations.RenameField("source", "said", "messages"),
        migrations.RenameField("response", "publish_apart", "publish_anyway"),
        *(
            migrations.AlterField(
                name, "kind", models.CharField(choices=[(kind, kind.title()) for kind in KINDS], max_length=20)
            )
            for name in ("factreview", "historicalfactreview", "struckvalue", "historicalstruckvalue")
        ),
        migrations.AlterField(
            "source",
            "markup",
            models.CharField(choices=[("plain", "Plain"), ("markdown", "Markdown")], max_length=10),
        ),
        migrations.AddConstraint(
            "factreview", models.CheckConstraint(condition=Q(kind__in=KINDS), name="fact_review_kind_known")
        ),
        migrations.AddConstraint(
            "struckvalue", models.CheckConstraint(condition=Q(kind__in=KINDS), name="struck_value_kind_known")
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(condition=Q(markup__in=["plain", "markdown"]), name="source_markup_known"),
        ),
    ]
