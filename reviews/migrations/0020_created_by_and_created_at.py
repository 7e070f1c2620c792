"""Whoever made a row, and when, is called `created_by` and `created_at` in every table."""

from django.db import migrations

RENAMED = (
    ("Comment", "author", "written_at"),
    ("DismissedSuggestion", "dismissed_by", "dismissed_at"),
    ("FactReview", "reviewed_by", "reviewed_at"),
    ("Mark", None, "marked_at"),
    ("Placement", "placed_by", "placed_at"),
    ("Rating", None, "rated_at"),
    ("Resolution", "resolved_by", "resolved_at"),
    ("StruckValue", "struck_by", "struck_at"),
    ("Support", "said_by", "said_at"),
    ("Invitation", "invited_by", None),
    ("Membership", None, "joined_at"),
    ("Publication", "published_by", "published_at"),
    ("Source", "came_from", None),
    ("Thread", "opened_by", "opened_at"),
    ("User", None, "joined_at"),
)
"""Each table, with what its columns of who and when were called."""

WITH_HISTORY = frozenset(name for name, _who, _when in RENAMED[:9])


def renamings():
    """A renaming for each column, in the tables and in their histories."""
    for name, who, when in RENAMED:
        for model in (name, f"Historical{name}") if name in WITH_HISTORY else (name,):
            if who:
                yield migrations.RenameField(model, who, "created_by")
            if when:
                yield migrations.RenameField(model, when, "created_at")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0019_what_people_decide_has_a_history")]

    operations = [
        *renamings(),
        migrations.AlterModelOptions("comment", options={"ordering": ["created_at", "pk"]}),
        migrations.AlterModelOptions("membership", options={"ordering": ["created_at", "pk"]}),
        migrations.AlterModelOptions("thread", options={"ordering": ["created_at", "pk"]}),
    ]
