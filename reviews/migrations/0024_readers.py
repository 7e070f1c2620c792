"""What readers report of the texts: sheets, replies, statements and quotations."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def give_models_to_models(apps, schema_editor):
    """Let sheets for models hold what models said.

    What people wrote waits for the owner’s word.
    """
    said = apps.get_model("reviews", "Transcript").objects.filter(respondent__identity__kind="model")
    said.update(for_models=True)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0023_invitation_created_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalmark",
            name="saw_suggestion",
            field=models.BooleanField(
                help_text="whether a reader’s suggestion was visible; null before there were readers", null=True
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="saw_suggestion",
            field=models.BooleanField(
                help_text="whether a reader’s suggestion was visible; null before there were readers", null=True
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="for_models",
            field=models.BooleanField(default=False, help_text="whether a sheet for models may hold its full text"),
        ),
        migrations.AddField(
            model_name="transcript",
            name="for_models",
            field=models.BooleanField(default=False, help_text="whether a sheet for models may hold it"),
        ),
        migrations.CreateModel(
            name="HistoricalDismissedVerdict",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("value", models.CharField(max_length=20)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.cell",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dismissed verdict",
                "verbose_name_plural": "historical dismissed verdicts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=100)),
                ("family", models.CharField(blank=True, max_length=100)),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readers", to="reviews.comparison"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReaderSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("token", models.CharField(max_length=20, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("whole", "Everything"),
                            ("respondent", "One respondent"),
                            ("grouping", "Which points belong together"),
                        ],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(help_text="of the comparison")),
                ("texts", models.JSONField()),
                ("names", models.JSONField(default=dict)),
                ("sha256", models.CharField(max_length=64)),
                ("chars", models.PositiveIntegerField()),
                (
                    "comparison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_sheets",
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
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReaderReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("raw", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("kept", models.JSONField()),
                ("dropped", models.JSONField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="reviews.reader"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="reviews.readersheet",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReaderStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("cell", "Verdict"),
                            ("fact", "Fact"),
                            ("finding", "Finding"),
                            ("evidence_basis", "Evidence basis"),
                        ],
                        max_length=15,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("value", models.CharField(blank=True, max_length=20)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("diverges", models.BooleanField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=300)),
                ("suspect", models.BooleanField(default=False)),
                ("paper_quote", models.TextField(blank=True)),
                ("paper_page", models.PositiveIntegerField(blank=True, null=True)),
                ("paper_contradicts", models.BooleanField(default=False)),
                (
                    "cell",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="reviews.cell",
                    ),
                ),
                ("grounds", models.ManyToManyField(blank=True, related_name="verdicts", to="reviews.readerstatement")),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="reviews.readerreply"
                    ),
                ),
                ("settles", models.ManyToManyField(blank=True, related_name="settled_by_facts", to="reviews.cell")),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="superseded_statements",
                        to="reviews.readerreply",
                    ),
                ),
                (
                    "transcript",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="basis_statements",
                        to="reviews.transcript",
                    ),
                ),
            ],
            options={
                "ordering": ["reply_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="ReaderQuotation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quotation", models.TextField()),
                ("value", models.CharField(blank=True, max_length=300)),
                ("opposes", models.BooleanField(default=False)),
                ("orphaned", models.BooleanField(default=False)),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_quotations",
                        to="reviews.response",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotations",
                        to="reviews.readerstatement",
                    ),
                ),
            ],
            options={
                "ordering": ["statement_id", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DismissedVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("value", models.CharField(max_length=20)),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissed_verdicts",
                        to="reviews.cell",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("cell", "value"), name="verdict_dismissed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="dismissed_verdict_has_a_value"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(fields=("comparison", "key"), name="reader_key_once"),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__in", ["", "rules", "person"]), _negated=True), name="reader_key_is_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="reader_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="readersheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["whole", "respondent", "grouping"])), name="reader_sheet_part_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreply",
            constraint=models.UniqueConstraint(fields=("reader", "sha256"), name="reader_reply_once"),
        ),
        migrations.AddConstraint(
            model_name="readerstatement",
            constraint=models.UniqueConstraint(fields=("reply", "position"), name="reader_statement_order_once"),
        ),
        migrations.AddConstraint(
            model_name="readerstatement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cell__isnull", False)),
                fields=("reply", "cell"),
                name="reader_statement_once_for_a_cell",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["cell", "fact", "finding", "evidence_basis"])),
                name="reader_statement_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cell__isnull", False), ("title", ""), ("transcript", None), ("what", "cell")),
                    models.Q(("cell", None), ("title", ""), ("transcript__isnull", False), ("what", "evidence_basis")),
                    models.Q(
                        ("cell", None),
                        ("transcript", None),
                        ("what__in", ["fact", "finding"]),
                        models.Q(("title", ""), _negated=True),
                        models.Q(("kind", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reader_statement_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", "unread"), _negated=True), name="reader_statement_is_not_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerquotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="readerquotation_span_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerquotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("quotation")
                        ),
                    )
                ),
                name="readerquotation_quotes_all_of_its_span",
            ),
        ),
        migrations.RunPython(give_models_to_models, migrations.RunPython.noop),
    ]
