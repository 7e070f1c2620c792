"""The queue in the database (django-tasks-db), without REDIS_URL."""

import os

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def run_one() -> bool:
    """Take one task from the queue and run it.

    False if the queue is empty.
    """
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{os.uname().nodename}-{os.getpid()}"[-64:],
    ).run()
    return True
