"""A model or person, and a scale, belong to a team. See reviews.models.respondent.Identity."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

TEAM = {"on_delete": django.db.models.deletion.CASCADE, "to": "reviews.team"}
KINDS = [("model", "Model"), ("person", "Person")]


def found_identities(apps, schema_editor):
    """The same name and kind within a team become one identity, unless their makers contradict each other."""
    identities = apps.get_model("reviews", "Identity").objects
    respondents = apps.get_model("reviews", "Respondent").objects
    found = {}  # by team, kind and name: the identities of that name, in the order in which they came
    for respondent in respondents.select_related("comparison").order_by("pk"):
        team, maker = respondent.comparison.team_id, respondent.vendor if respondent.kind == "model" else ""
        alike = found.setdefault((team, respondent.kind, respondent.name), [])
        identity = next((one for one in alike if not maker or one.maker in ("", maker)), None)
        if identity is None:
            identity = identities.create(team_id=team, kind=respondent.kind, name=respondent.name, maker=maker)
            alike.append(identity)
        elif maker and not identity.maker:
            identity.maker = maker
            identity.save(update_fields=["maker"])
        outlet = respondent.vendor if respondent.kind == "person" else ""
        respondents.filter(pk=respondent.pk).update(identity=identity, outlet=outlet)


def give_scales_to_teams(apps, schema_editor):
    """Each team that uses a scale gets one of its own; so do its questions, and their history."""
    scales = apps.get_model("reviews", "Scale").objects
    questions = apps.get_model("reviews", "Question").objects
    history = apps.get_model("reviews", "HistoricalQuestion").objects
    for shared in scales.filter(team=None):
        for team in apps.get_model("reviews", "Team").objects.all():
            asked = questions.filter(comparison__team=team, scale=shared)
            were = history.filter(comparison__team=team, scale_id=shared.pk)
            if asked.exists() or were.exists():
                own = scales.create(team=team, key=shared.key, name=shared.name, values=shared.values)
                asked.update(scale=own)
                history.filter(pk__in=list(were.values_list("pk", flat=True))).update(scale_id=own.pk)
        shared.delete()


def check_now(apps, schema_editor):
    """PostgreSQL makes no index of a table of which checks are put off to the end of the transaction."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0013_large_bytes_in_files")]

    operations = [
        migrations.CreateModel(
            "Identity",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("maker", models.CharField(blank=True, help_text="of a model, such as Anthropic", max_length=100)),
                ("team", models.ForeignKey(related_name="identities", **TEAM)),
            ],
            options={"ordering": ["name", "pk"]},
        ),
        migrations.AddConstraint(
            "identity",
            models.UniqueConstraint(fields=["team", "kind", "name", "maker"], name="identity_once_in_a_team"),
        ),
        migrations.AddConstraint(
            "identity", models.CheckConstraint(condition=Q(kind__in=["model", "person"]), name="identity_kind_known")
        ),
        migrations.AddConstraint(
            "identity",
            models.CheckConstraint(condition=Q(kind="model") | Q(maker=""), name="identity_maker_of_a_model"),
        ),
        migrations.AddField(
            "respondent",
            "identity",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="respondents",
                to="reviews.identity",
            ),
        ),
        migrations.AddField(
            "respondent",
            "outlet",
            models.CharField(blank=True, default="", help_text="of a person, such as a newspaper", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField("scale", "team", models.ForeignKey(null=True, related_name="scales", **TEAM)),
        migrations.AlterField("scale", "key", models.SlugField(max_length=40)),
        migrations.RunPython(found_identities, migrations.RunPython.noop),
        migrations.RunPython(give_scales_to_teams, migrations.RunPython.noop),
        migrations.RunPython(check_now, migrations.RunPython.noop),
    ]
