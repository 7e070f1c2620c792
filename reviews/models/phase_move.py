"""The moves of comparisons from phase to phase."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reviews.models.comparison import Comparison, Phase


class PhaseMove(models.Model):
    """A move of a comparison to another phase.

    `by_act` if nobody chose the phase: the first mark, a settlement or a publication began it. `created_by` is None if
    a command published.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="phase_moves")
    before = models.CharField(max_length=10, choices=Phase)
    after = models.CharField(max_length=10, choices=Phase)
    by_act = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__in=Phase.values) & Q(after__in=Phase.values), name="phase_move_phases_known"
            ),
            models.CheckConstraint(condition=~Q(before=F("after")), name="phase_move_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
