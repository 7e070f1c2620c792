"""Slow work: a row for each job, done by a worker.

`jobs` changes the rows, `mail` writes the one kind of row there is, `letters` says what a mail holds, `running` hands
rows to the queue and does the work; `database_queue` and `redis_queue` are the two queues. docs/operating.md says how
they are run.
"""
