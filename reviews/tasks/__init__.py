"""Slow work: a row says what is to be done, a worker does it. docs: docs/operating.md.

`jobs` changes the rows, `mail` writes the one kind of row there is, `letters` says what a mail holds, `running` hands
rows to the queue and does the work; `database_queue` and `redis_queue` are the two queues.
"""
