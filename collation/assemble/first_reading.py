"""The job that reads many texts for the first time."""

from __future__ import annotations

import time

from collation.assemble.collation import reading_of, record_of
from collation.assemble.facts import fact_reading
from reviews.domain.jobs import Never, keep_on
from reviews.lens import lens
from reviews.models import Comparison, Job, User

PASSES = 3
"""How often each turn is told of.

It is cut into sentences, compared with the questions, and aligned.
"""


class _Count:
    """The turns read so far, told once a second at most."""

    def __init__(self, job: Job, turns: int) -> None:
        self.job, self.all = job, max(1, turns * PASSES)
        self.done, self.told = 0, time.monotonic()

    def tell(self) -> None:
        self.done = min(self.done + 1, self.all)
        if time.monotonic() - self.told > 1:
            self.told = time.monotonic()
            keep_on(self.job, progress=99 * self.done // self.all)


def read_texts(job: Job) -> None:
    """Read the texts of a comparison and their facts into the cache."""
    comparison = Comparison.objects.filter(pk=job.details["comparison"]).first()
    if comparison is None:
        raise Never("The comparison was deleted meanwhile.")
    view = lens(User.objects.filter(pk=job.details["viewer"]).first(), comparison)
    record = record_of(comparison, view)
    everybody = (*record.respondents, *record.later)
    count = _Count(job, sum(len(respondent.turns) for respondent in everybody))
    reading_of(comparison, view, record, count.tell)
    keep_on(job, progress=99)
    fact_reading(comparison, view, record.respondents)
