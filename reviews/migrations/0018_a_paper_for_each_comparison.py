"""A paper belongs to one comparison: each further comparison of a paper gets a copy, pages and file included."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count


def copy_shared(apps, schema_editor):
    paper, comparison = apps.get_model("reviews", "Paper"), apps.get_model("reviews", "Comparison")
    for shared in paper.objects.annotate(times=Count("comparisons")).filter(times__gt=1):
        for other in comparison.objects.filter(paper=shared).order_by("pk")[1:]:
            own = copied(paper.objects.get(pk=shared.pk))
            paper.objects.filter(pk=own.pk).update(created_at=shared.created_at)
            comparison.objects.filter(pk=other.pk).update(paper=own)
            for name in ("PaperPage", "PaperFile"):
                model = apps.get_model("reviews", name)
                for part in model.objects.filter(paper=shared):
                    stood = {"created_at": part.created_at} if name == "PaperFile" else {}
                    new = copied(part, paper=own)
                    model.objects.filter(pk=new.pk).update(paper=own, **stood)
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table that still has some to check


def copied(row, **changed):
    """The row once more, under a key of its own."""
    row.pk = None
    row._state.adding = True
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    return row


class Migration(migrations.Migration):
    dependencies = [("reviews", "0017_spans")]

    operations = [
        migrations.RunPython(copy_shared, migrations.RunPython.noop),
        migrations.AlterField(
            "comparison",
            "paper",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="comparison", to="reviews.paper"
            ),
        ),
    ]
