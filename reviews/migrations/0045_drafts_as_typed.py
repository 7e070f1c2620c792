"""Drafts hold what was typed.

Those from before held names that were hidden from whoever typed them.
"""

from django.db import migrations


def forget(apps, schema_editor):
    """Forget the drafts of comparisons whose reviewers know no names."""
    apps.get_model("reviews", "UnsavedWords").objects.filter(comparison__names_hidden=True).delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0044_comment_mentions")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
