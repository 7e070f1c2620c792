"""Jobs: which are unfinished, and which are due."""

from datetime import UTC, datetime, timedelta

import pytest

from reviews.models import Job

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def job(state: str = "waiting", *, due: datetime = NOON, leased: datetime | None = None) -> Job:
    over = state not in ("waiting", "running")
    return Job.objects.create(
        kind="mail", details={}, state=state, due_at=due, leased_until=leased, finished_at=NOON if over else None
    )


@pytest.mark.django_db
def test_what_is_due_is_unfinished_and_in_nobodys_hands_the_oldest_first():
    second, first = job(), job(due=NOON - MINUTE)
    job(due=NOON + MINUTE)
    job(leased=NOON + MINUTE)
    left = job("running", due=NOON - 2 * MINUTE, leased=NOON - MINUTE)
    for state in ("done", "failed", "cancelled"):
        job(state)
    assert list(Job.objects.due(NOON)) == [left, first, second]
    assert Job.objects.unfinished().count() == 5
