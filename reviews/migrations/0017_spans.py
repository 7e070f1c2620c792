"""Placements, points and the evidence of marks are spans alike: each keeps the words that it stands on."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length

SPANS = ("Placement", "HistoricalPlacement", "Point")


def quote(apps, schema_editor):
    """Stops, and changes nothing, if a span lies outside its text, or a mark quotes other words than stand there."""
    response = apps.get_model("reviews", "Response")
    for name in SPANS:
        model = apps.get_model("reviews", name)
        for place in model.objects.order_by().values_list("response_id", flat=True).distinct():
            text = response.objects.filter(pk=place).values_list("text", flat=True).first()
            spans = list(model.objects.filter(response_id=place))
            for span in spans:
                span.quotation = (text or "")[span.start : span.end]
                refuse_wrong(name, span, span.quotation)
            model.objects.bulk_update(spans, ["quotation"], batch_size=500)
    for mark in apps.get_model("reviews", "Mark").objects.exclude(start=None).select_related("response"):
        stands = mark.response.text[mark.start : mark.end] if mark.response else mark.quotation
        if stands != mark.quotation:
            raise RuntimeError(f"Mark {mark.pk} quotes other words than stand at its place. Correct that row first.")
        refuse_wrong("Mark", mark, mark.quotation)
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table that still has some to check


def refuse_wrong(name, span, quotation):
    if not quotation or len(quotation) != span.end - span.start:
        raise RuntimeError(
            f"{name} {span.pk} stands on {span.start}–{span.end} of response {span.response_id}, where no such words "
            "are. Correct or remove that row, then migrate again."
        )


def constraints(model):
    return (
        migrations.AddConstraint(
            model, models.CheckConstraint(condition=Q(start__lt=F("end")), name=f"{model}_span_has_words")
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("quotation")), name=f"{model}_quotes_all_of_its_span"
            ),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0016_cells")]

    operations = [
        *(
            migrations.AddField(model.lower(), "quotation", models.TextField(default=""), preserve_default=False)
            for model in SPANS
        ),
        migrations.RemoveConstraint("mark", "mark_evidence_inside_the_text"),
        *(
            migrations.RenameField(model, f"evidence_{old}", new)
            for model in ("mark", "historicalmark")
            for old, new in (("response", "response"), ("start", "start"), ("end", "end"), ("quote", "quotation"))
        ),
        migrations.AlterField(
            "mark",
            "response",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="marks",
                to="reviews.response",
            ),
        ),
        migrations.RunPython(quote, migrations.RunPython.noop),
        migrations.RemoveConstraint("placement", "placement_inside_the_text"),
        migrations.RemoveConstraint("point", "point_inside_the_text"),
        *(operation for model in ("mark", "placement", "point") for operation in constraints(model)),
        migrations.AddConstraint(
            "mark",
            models.CheckConstraint(
                condition=Q(end__isnull=True, quotation="", start__isnull=True)
                | Q(end__isnull=False, start__isnull=False),
                name="mark_evidence_is_whole_or_none",
            ),
        ),
        *(
            migrations.RemoveField(model, field)
            for model, field in (
                ("mark", "evidence_chars"),
                ("historicalmark", "evidence_chars"),
                ("placement", "text_chars"),
                ("historicalplacement", "text_chars"),
                ("point", "text_chars"),
                ("response", "text_chars"),
            )
        ),
    ]
