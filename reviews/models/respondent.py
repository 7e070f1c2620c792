"""Models and people that answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison


class RespondentKind(models.TextChoices):
    MODEL = "model", "Model"
    PERSON = "person", "Person"


class EvidenceBasis(models.TextChoices):
    FULL_PAPER = "full_paper", "Read the full paper"
    ABSTRACT_ONLY = "abstract_only", "Saw the abstract only"
    WEB_SEARCH = "web_search", "Searched the web"
    UNKNOWN = "unknown", "Basis unknown"


class Respondent(models.Model):
    """A model or a person that answers. Its key is allotted once and never changes."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="respondents")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=RespondentKind)
    vendor = models.CharField(max_length=100, blank=True, help_text="the maker of a model, the outlet of a person")
    version = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="respondent_key_once"),
            models.CheckConstraint(condition=Q(kind__in=RespondentKind.values), name="respondent_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
