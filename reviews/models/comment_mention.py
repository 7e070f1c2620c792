"""People who are named in a comment."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.thread import Comment


class CommentMention(models.Model):
    """One person who is named in a comment with an “@”."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["comment", "to"], name="mention_once_in_a_comment")]

    def __str__(self) -> str:
        return f"{self.to} in {self.comment}"
