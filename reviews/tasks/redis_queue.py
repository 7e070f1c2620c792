"""The queue in Redis (django-tasks-rq), which REDIS_URL chooses."""

from django_rq.queues import get_queue
from django_tasks_rq import Job as RedisTask
from rq import SimpleWorker


class Worker(SimpleWorker):
    """A worker that leaves signals to its process."""

    def _install_signal_handlers(self) -> None:
        pass


def run_one() -> bool:
    """Take one task from the queue and run it.

    False if the queue is empty.
    """
    queue = get_queue("default", job_class=RedisTask)
    if queue.is_empty():
        return False
    worker = Worker([queue], connection=queue.connection, job_class=RedisTask)
    return worker.work(burst=True, max_jobs=1, logging_level="WARNING")
