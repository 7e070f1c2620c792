"""`manage.py worker`."""

import logging
import os
import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.autoreload import iter_all_python_module_files

from reviews.domain.files import forget_orphans
from reviews.domain.jobs import forget_finished
from reviews.domain.rejoinders import forget_unchecked
from reviews.management import command
from reviews.tasks.running import forget_results, run_one, sweep

PAUSE, TROUBLED_PAUSE, BETWEEN_PRUNINGS = 1, 10, 3600
"""Pauses in seconds: nothing to do, a server that fails, an hour."""

log = logging.getLogger(__name__)


class Command(command.Command):
    help = "Does slow work, such as mail, until it is told to end (Ctrl+C, SIGTERM). Several can run at once."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.end)
        self.ending, self.pruned, trouble = False, float("-inf"), ""
        code = written() if settings.DEBUG else 0
        while not self.ending:
            try:
                pause = 0 if self.look() else PAUSE
                trouble = ""
            except Exception as error:
                connections.close_all()
                pause, before, trouble = TROUBLED_PAUSE, trouble, " ".join(str(error).split())
                if trouble != before:  # once, and not every ten seconds of a night
                    log.error("The worker cannot work until this is mended: %s", trouble)
            time.sleep(pause)
            if settings.DEBUG and written() > code:
                os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 (itself, with the new code)

    def look(self) -> bool:
        """Do one thing, if there is one to do."""
        if time.monotonic() - self.pruned > BETWEEN_PRUNINGS:
            forget_finished()
            forget_results()
            forget_orphans()
            forget_unchecked()
            self.pruned = time.monotonic()
        sweep()
        return run_one()

    def end(self, number: int, frame: Any) -> None:
        """End after the job at hand."""
        self.ending = True


def written() -> float:
    """When the code that is loaded was changed last."""
    return max(path.stat().st_mtime for path in iter_all_python_module_files() if path.exists())
