"""Who is to mark which cell."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.comparison import Comparison


class Assignment(models.Model):
    """A cell that one reviewer is to mark.

    Only a comparison that asks for so many marks a cell (`Comparison.marks_per_cell`) has any. A mark by somebody who
    is not assigned is an extra one: it is kept.
    """

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cell", "reviewer"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.cell} to {self.reviewer}"


class Exemption(Authored):
    """A person who is not asked to mark in a comparison."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="exemptions")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exemptions")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["comparison", "reviewer"], name="exemption_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} in {self.comparison}"
