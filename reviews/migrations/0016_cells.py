"""Marks, resolutions, supports and threads belong to a cell, which is made for each that is stored, past ones included."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

JUDGED = ("Mark", "Resolution", "Support", "HistoricalMark", "HistoricalResolution", "HistoricalSupport")


def make_cells(apps, schema_editor):
    """Stops, and changes nothing, if a row names no question and transcript of one comparison."""
    cell = apps.get_model("reviews", "Cell")
    comparison_of = {
        name: dict(apps.get_model("reviews", name).objects.values_list("pk", "comparison_id"))
        for name in ("Question", "Transcript")
    }
    rows = {name: apps.get_model("reviews", name).objects.all() for name in JUDGED}
    rows["Thread"] = apps.get_model("reviews", "Thread").objects.filter(target="cell")
    places = set()
    for name, stored in rows.items():
        for question, transcript in stored.order_by().values_list("question_id", "transcript_id").distinct():
            asked, answered = comparison_of["Question"].get(question), comparison_of["Transcript"].get(transcript)
            if asked is None or asked != answered:
                raise RuntimeError(
                    f"A {name} belongs to question {question} and transcript {transcript}, which are not of one "
                    "comparison, or are gone. Correct or remove that row, then migrate again."
                )
            places.add((asked, question, transcript))
    cell.objects.bulk_create(
        [
            cell(comparison_id=comparison, question_id=question, transcript_id=transcript)
            for comparison, question, transcript in sorted(places)
        ],
        batch_size=500,
    )
    here = cell.objects.filter(question_id=OuterRef("question_id"), transcript_id=OuterRef("transcript_id"))
    for stored in rows.values():
        stored.update(cell_id=Subquery(here.values("pk")[:1]))
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table that still has some to check


def add_cell(model, field):
    return migrations.AddField(model, "cell", field)


def past_cell():
    return models.ForeignKey(
        blank=True,
        null=True,
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="reviews.cell",
    )


def cell_of_a_mark(**kwargs):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="reviews.cell", **kwargs
    )


def only_cell(related_name, **kwargs):
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="reviews.cell", **kwargs
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0015_every_respondent_and_scale_has_its_own")]

    operations = [
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="reviews.comparison"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cells", to="reviews.question"
                    ),
                ),
                (
                    "transcript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="reviews.transcript"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "transcript"), name="cell_once_for_question_and_transcript"
                    )
                ],
            },
        ),
        add_cell("mark", cell_of_a_mark(null=True)),
        add_cell("resolution", only_cell("resolution", null=True)),
        add_cell("support", only_cell("support", null=True)),
        add_cell(
            "thread",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="threads",
                to="reviews.cell",
            ),
        ),
        add_cell("historicalmark", past_cell()),
        add_cell("historicalresolution", past_cell()),
        add_cell("historicalsupport", past_cell()),
        migrations.RunPython(make_cells, migrations.RunPython.noop),
        migrations.AlterField("mark", "cell", cell_of_a_mark()),
        migrations.AlterField("resolution", "cell", only_cell("resolution")),
        migrations.AlterField("support", "cell", only_cell("support")),
        migrations.RemoveConstraint("mark", "mark_once_for_a_reviewer_cell_and_stage"),
        migrations.AddConstraint(
            "mark",
            models.UniqueConstraint(
                fields=("cell", "reviewer", "stage"), name="mark_once_for_a_cell_reviewer_and_stage"
            ),
        ),
        migrations.RemoveConstraint("resolution", "resolution_once_for_a_cell"),
        migrations.RemoveConstraint("support", "support_once_for_a_cell"),
        migrations.RemoveConstraint("thread", "thread_names_its_target"),
        *(
            migrations.RemoveField(model.lower(), field)
            for model in (*JUDGED, "Thread")
            for field in ("question", "transcript")
        ),
        migrations.RemoveField("thread", "target"),
    ]
