"""What those whom a published page is about reply to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.comparison import Comparison
from reviews.models.question import Question
from reviews.models.transcript import Transcript


class SaysToBe(models.TextChoices):
    """Whom somebody says to be."""

    AUTHOR = "author", "An author of the paper"
    MAKER = "maker", "The maker, or the author, of an answer"


class RejoinderQuerySet(models.QuerySet["Rejoinder"]):
    def checked(self) -> RejoinderQuerySet:
        """Those whose address was checked: nobody sees any other."""
        return self.exclude(checked_at=None)


class Rejoinder(models.Model):
    """A reply to a published page, by somebody without an account.

    It is about a cell, or about the page. `email` is where the link is sent that checks it; after that it is "", and
    `domain` is all that stays. `html` is the text, rendered when it came in. `published` says what the team decided,
    None before that.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="rejoinders")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    transcript = models.ForeignKey(Transcript, models.SET_NULL, null=True, blank=True, related_name="+")
    says = models.CharField(max_length=10, choices=SaysToBe)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    domain = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    published = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RejoinderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(says__in=SaysToBe.values), name="rejoinder_says_known"),
            models.CheckConstraint(
                condition=Q(checked_at=None, published=None) | Q(checked_at__isnull=False, email=""),
                name="rejoinder_keeps_no_checked_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d}"
