"""The demo's people used to be members of every team that loaded it, found by their address; they no longer are."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import migrations

FIRST = "alice@example.org"
OTHERS = ("bob@example.org", "dana@example.org", "erin@example.org")


def take_out(apps, schema_editor):
    """Keeps the first person's own demo team, which is theirs from its first member on."""
    User = apps.get_model("reviews", "User")
    Membership = apps.get_model("reviews", "Membership")
    for team in Membership.objects.filter(team__name="Demo").values_list("team", flat=True).distinct():
        members = Membership.objects.filter(team=team).order_by("joined_at", "pk")
        founder = members.first()
        members.filter(user__email__in=(FIRST, *OTHERS)).exclude(pk=founder.pk).delete()
    User.objects.filter(
        email__in=OTHERS, password__startswith=UNUSABLE_PASSWORD_PREFIX, memberships__isnull=True
    ).update(is_active=False)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_exports_and_pdf")]
    operations = [migrations.RunPython(take_out, migrations.RunPython.noop)]
