"""The configuration of `make run`.

Two processes of four threads, on this machine alone.
"""

import logging
import os
import signal
import sys
from typing import Any

from gunicorn import util

from config.logs import HideSecrets

wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
graceful_timeout = 10  # below config.processes.GRACE: what hangs is killed before the server itself is
loglevel = "warning"
control_socket_disable = True

logging.getLogger("gunicorn.error").addFilter(HideSecrets())  # it names the address of a request that broke off


def when_ready(server: Any) -> None:
    """Print the sign-in link, if there is one.

    It is the last line: from now on the server answers.
    """
    sys.stdout.write(os.environ.get("SIGN_IN_LINK", "") + "\n")
    sys.stdout.flush()


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl+C to the server, which tells its processes.

    If both told them, one would wait for itself for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def write_error(sock: Any, status: int, reason: str, message: str) -> None:
    """Answer a malformed request with its status in plain text.

    The answer holds nothing of the request.
    """
    body = f"{status} {reason}\n".encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n\r\n"
    )
    util.write_nonblock(sock, head.encode("latin-1") + body)


util.write_error = write_error  # gunicorn asks no one else how to say it
