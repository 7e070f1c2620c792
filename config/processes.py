"""A server with a worker: `python -m config.processes SERVER…`.

The worker is started again if it dies. Both end with this process: when it gets SIGINT, SIGTERM or SIGHUP (the terminal
was closed), and on Linux also if it is killed. It ends when the server does, with the server's exit code.
"""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

WORKER = [sys.executable, "manage.py", "worker"]
GRACE = 15
"""Seconds that server and worker have to end before they are killed."""

LONGEST_PAUSE = 30
"""The most seconds between two starts of a worker that keeps dying."""


def end_with_parent() -> None:
    """Ask Linux to end this process together with its parent.

    Whatever ended the parent.
    """
    if sys.platform == "linux":
        parent_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one."""
    return subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: S603 (a command of the Makefile)


def ended(process: subprocess.Popen[bytes]) -> str:
    """How a process ended, in words."""
    code = process.returncode
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


class Asked(BaseException):
    """Somebody asked this process to end."""


def ask(number: int, frame: Any) -> None:
    """End, once: a second signal changes nothing."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Asked


def watch(server: subprocess.Popen[bytes], processes: list[subprocess.Popen[bytes]]) -> None:
    """Restart the worker until the server ends.

    If it keeps dying, the pause before each start grows.
    """
    pause = 1
    while True:
        began = time.monotonic()
        worker = start(WORKER)
        processes.append(worker)
        while worker.poll() is None:
            if server.poll() is not None:
                return
            time.sleep(0.2)
        processes.remove(worker)
        pause = 1 if time.monotonic() - began > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        print(f"The worker {ended(worker)}. It is started again.", file=sys.stderr, flush=True)
        again = time.monotonic() + pause
        while time.monotonic() < again:
            if server.poll() is not None:
                return
            time.sleep(0.2)


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask the processes to end, and kill those that do not."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def main(command: Sequence[str]) -> int:
    """Run both and return the exit code.

    It is the server's, or 0 if somebody asked this process to end.
    """
    processes: list[subprocess.Popen[bytes]] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    try:
        server = start(command)
        processes.append(server)
        watch(server, processes)
    except Asked:
        return 0
    finally:
        end(processes)
    return server.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
