"""The questions of a comparison, and the scales of their answers."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison
from reviews.models.history import HistoricalRecords
from reviews.models.team import Team


class Scale(models.Model):
    """Ordered values, lowest first, each with its label.

    `values` is a list such as [["no", "no"], ["unclear", "unclear"], …]. A scale belongs to a team, so that answers on
    it can be followed over all comparisons of the team.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="scales")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "key"], name="scale_key_once_in_a_team")]

    def __str__(self) -> str:
        return self.name

    @property
    def ranks(self) -> tuple[str, ...]:
        """The values without labels, lowest first."""
        return tuple(value for value, _label in self.values)


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> QuestionQuerySet:
        return self.filter(archived_at=None)


class Question(models.Model):
    """A question asked of everyone.

    Scored ones have a scale and are the criteria of the matrix. Text and scale freeze at the first mark; a later change
    makes a successor and archives this one. `prompt_key` is the hash of the normalised prompt that the question was
    adopted from, or "".
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    text = models.CharField(max_length=2000)
    position = models.PositiveIntegerField()
    scored = models.BooleanField(default=True)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    prompt_key = models.CharField(max_length=64, blank=True)
    predecessor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: AbstractBaseUser

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="question_key_once"),
            models.UniqueConstraint(
                fields=["comparison", "position"], condition=Q(archived_at=None), name="question_order_once"
            ),
            models.UniqueConstraint(
                fields=["comparison", "prompt_key"],
                condition=Q(archived_at=None) & ~Q(prompt_key=""),
                name="question_adopts_a_prompt_once",
            ),
            models.CheckConstraint(
                condition=Q(scored=True, scale__isnull=False) | Q(scored=False, scale__isnull=True),
                name="question_scored_has_a_scale",
            ),
        ]

    def __str__(self) -> str:
        return self.text
