"""Processes of the product, as people start them: with the settings of the environment, not those of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

OURS = (
    "ALLOWED_HOSTS",
    "BASE_URL",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_FROM",
    "EMAIL_URL",
    "PAPER_LOOKUP",
    "PORT",
    "REDIS_URL",
    "RELEASE",
    "SECRET_KEY",
    "TRUSTED_PROXIES",
)
"""Every variable that a setting is read from, and the one that chooses the tests' own settings."""


def environment(**ours: str) -> dict[str, str]:
    """This environment, with these of our variables and no others."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**rest, "SECRET_KEY": "tests", "PYTHONUNBUFFERED": "1", **ours}


def database_url() -> str:
    """DATABASE_URL of the database in which this test writes."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(given['NAME']))}"
    person = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    return f"postgres://{person}@{given['HOST']}:{given['PORT'] or 5432}/{quote(given['NAME'])}"


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[str]:
    """A process of ours, whose output is read as text."""
    defaults = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "cwd": ROOT}
    return subprocess.Popen(command, **{**defaults, **options})


def wait_until(true: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """What `true` gives as soon as it is true; fails if it does not become so. No more is said about how long it took."""
    until = time.monotonic() + seconds
    while not (given := true()):
        assert time.monotonic() < until, f"never seen: {what}"
        time.sleep(0.05)
    return given
