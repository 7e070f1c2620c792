"""Whoever left before is not named any more.

They have no page on which they could withdraw.
"""

from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone


def withdraw(apps, schema_editor):
    """Withdraw the consents of people who may not read the comparison."""
    standing = apps.get_model("reviews", "NameConsent").objects.filter(withdrawn_at=None)
    there = standing.filter(
        Q(user__memberships__team=F("comparison__team")) | Q(user__guest_in__comparison=F("comparison"))
    )
    gone = set(standing.values_list("pk", flat=True)) - set(there.values_list("pk", flat=True))
    standing.filter(pk__in=gone).update(withdrawn_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("reviews", "0045_drafts_as_typed")]

    operations = [migrations.RunPython(withdraw, migrations.RunPython.noop)]
