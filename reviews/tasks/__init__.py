"""Slow work, done by a worker.

A verb stores a row for each job (`reviews.domain.jobs`, `reviews.domain.mail`). `running` hands the rows to the queue
and does the work, `letters` writes and sends mail; `database_queue` and `redis_queue` are the two queues.
docs/operating.md says how they are run.
"""
