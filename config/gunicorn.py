"""How `make run` serves: two processes of four threads, on this machine alone."""

import os
import sys
from typing import Any

wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Prints the sign-in link, where there is one, as the last line: from now on it answers."""
    sys.stdout.write(os.environ.get("SIGN_IN_LINK", "") + "\n")
    sys.stdout.flush()
