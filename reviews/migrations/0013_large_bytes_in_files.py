"""Bytes over 1 MB leave the rows for files that their SHA-256 names. See reviews.models.stored_bytes."""

from hashlib import file_digest
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length

MOST_IN_A_ROW = 1_000_000
MISSING = "0" * 64
IN_ONE_PLACE = Q(in_file=True, data__isnull=True) | Q(in_file=False, data__isnull=False)


def move_to_files(apps, schema_editor):
    files = storages["private"]
    for name in ("Source", "IntakeDraft", "PaperFile"):
        rows = apps.get_model("reviews", name).objects.all()
        rows.update(size=Length(F("data")))
        for pk in list(rows.filter(size__gt=MOST_IN_A_ROW).values_list("pk", flat=True)):
            row = rows.only("sha256", "data").get(pk=pk)
            files.save(f"files/{row.sha256}", ContentFile(bytes(row.data)))
            rows.filter(pk=pk).update(in_file=True, data=None)


def name_exports_by_content(apps, schema_editor):
    files = storages["private"]
    exports = apps.get_model("reviews", "IntakeExport").objects.all()
    for export in exports:
        if not files.exists(export.file.name):
            exports.filter(pk=export.pk).update(sha256=MISSING, in_file=True)
            continue
        with files.open(export.file.name) as file:
            digest = file_digest(file, "sha256").hexdigest()
            file.seek(0)
            if export.size <= MOST_IN_A_ROW:
                exports.filter(pk=export.pk).update(sha256=digest, data=file.read())
            else:
                files.save(f"files/{digest}", File(file))
                exports.filter(pk=export.pk).update(sha256=digest, in_file=True)
    before = Path(files.path("exports"))
    schema_editor.connection.on_commit(lambda: [path.unlink(missing_ok=True) for path in before.glob("*")])


def check_now(apps, schema_editor):
    """PostgreSQL alters no table of which checks are put off to the end of the transaction."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0012_published_by_nobody")]

    operations = [
        *(
            operation
            for model in ("source", "intakedraft", "paperfile")
            for operation in (
                migrations.AddField(model, "in_file", models.BooleanField(default=False)),
                migrations.AddField(model, "size", models.PositiveBigIntegerField(default=0), preserve_default=False),
                migrations.AlterField(model, "data", models.BinaryField(null=True)),
            )
        ),
        migrations.AddField("intakeexport", "in_file", models.BooleanField(default=False)),
        migrations.AddField("intakeexport", "data", models.BinaryField(null=True)),
        migrations.AddField(
            "intakeexport", "sha256", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.RunPython(move_to_files, migrations.RunPython.noop),
        migrations.RunPython(name_exports_by_content, migrations.RunPython.noop),
        migrations.RunPython(check_now, migrations.RunPython.noop),
        migrations.RemoveField("intakeexport", "file"),
        *(
            migrations.AddConstraint(
                model, models.CheckConstraint(condition=IN_ONE_PLACE, name=f"{model}_bytes_in_one_place")
            )
            for model in ("source", "intakedraft", "paperfile", "intakeexport")
        ),
    ]
