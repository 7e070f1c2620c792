"""Cells in conflict that the team leaves open for now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from reviews.models.authored import Authored
from reviews.models.cell import Cell
from reviews.models.history import HistoricalRecords


class Deferral(Authored):
    """A person's word that a conflict stays open for now, and why.

    It goes to the end of the queue. A settlement does not delete it: if the cell is reopened, the note is still there.
    """

    cell = models.OneToOneField(Cell, models.CASCADE, related_name="deferral")
    note = models.TextField()

    history = HistoricalRecords(get_user=lambda instance, **_: instance.created_by)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="deferral_says_why")]

    def __str__(self) -> str:
        return self.note
