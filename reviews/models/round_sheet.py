"""What a respondent is shown before it answers again."""

from __future__ import annotations

from django.db import models

from reviews.models.authored import Authored
from reviews.models.comparison import Comparison
from reviews.models.respondent import Respondent


class RoundSheet(Authored):
    """A sheet for one respondent that holds what all of them answered.

    `token` stands in it and comes back in the reply. `text` is the whole sheet, so that a reply can be held to what it
    was shown; "" if a document that it quotes was deleted for good. `names` maps its letters to the keys of columns.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="round_sheets")
    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="round_sheets")
    token = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    names = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["comparison", "token"], name="round_sheet_token_once")]

    def __str__(self) -> str:
        return self.token
