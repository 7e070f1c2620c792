"""Slow work, done outside a request."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models


class JobKind(models.TextChoices):
    MAIL = "mail", "Mail"
    READ = "read", "Reading"


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=UNFINISHED)

    def due(self, now: datetime) -> JobQuerySet:
        """The jobs to do now, the oldest first.

        Those that a queue or a worker holds are left out.
        """
        free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
        return self.unfinished().filter(free, due_at__lte=now).order_by("due_at", "pk")


class Job(models.Model):
    """One piece of slow work.

    This row is the truth about it; a task in the queue carries only its id. Until `leased_until` somebody holds the
    job: the queue while it waits, a worker while it runs. After that it is due again, so a killed worker costs time and
    nothing else. `attempts` counts how often it was begun. A worker that comes back late changes nothing if that number
    has gone up.
    """

    kind = models.CharField(max_length=10, choices=JobKind)
    details = models.JSONField()
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0, help_text="in per cent")
    cancel_requested = models.BooleanField(default=False)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="job_due")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=JobKind.values), name="job_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_in_per_cent"),
            models.CheckConstraint(
                condition=models.Q(state__in=UNFINISHED, finished_at=None)
                | models.Q(~models.Q(state__in=UNFINISHED), finished_at__isnull=False),
                name="job_finished_at_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"
