"""Jobs for tests."""

from reviews.domain.jobs import do_later
from reviews.models import Job, JobKind


def make_job(**values: object) -> Job:
    """A job that waits, with these values."""
    job = do_later(kind=JobKind.MAIL, details={})
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job
