"""Models and people that answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison
from reviews.models.team import Team


class RespondentKind(models.TextChoices):
    """Kinds of respondents."""

    MODEL = "model", "Model"
    PERSON = "person", "Person"


class EvidenceBasis(models.TextChoices):
    """What a respondent could read before it answered."""

    FULL_PAPER = "full_paper", "Read the full paper"
    ABSTRACT_ONLY = "abstract_only", "Saw the abstract only"
    WEB_SEARCH = "web_search", "Searched the web"
    UNKNOWN = "unknown", "Basis unknown"


class Identity(models.Model):
    """A model or a person, in all comparisons of a team.

    No other team sees it. Naming the respondent of a document chooses the identity: a name that the team knows is that
    model or person, another name is another one. So a correction of one document renames nobody in another.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="identities")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=RespondentKind)
    maker = models.CharField(max_length=100, blank=True, help_text="of a model, such as Anthropic")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "kind", "name", "maker"], name="identity_once_in_a_team"),
            models.CheckConstraint(condition=Q(kind__in=RespondentKind.values), name="identity_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=RespondentKind.MODEL) | Q(maker=""), name="identity_maker_of_a_model"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Respondent(models.Model):
    """A model or a person in one comparison.

    Its key is allotted once and never changes. Version and outlet are what this comparison’s documents say. Name, kind
    and maker are those of `identity`, which belongs to the comparison’s team.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="respondents")
    key = models.SlugField(max_length=60)
    identity = models.ForeignKey(Identity, models.PROTECT, related_name="respondents")
    version = models.CharField(max_length=100, blank=True)
    outlet = models.CharField(max_length=100, blank=True, help_text="of a person, such as a newspaper")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "key"], name="respondent_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.identity.name

    @property
    def kind(self) -> str:
        return self.identity.kind

    @property
    def vendor(self) -> str:
        """The maker of a model, the outlet of a person."""
        return self.identity.maker if self.kind == RespondentKind.MODEL else self.outlet
