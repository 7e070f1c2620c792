"""Settings read from the environment, and their optional packages."""

import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from django.core.management.utils import get_random_secret_key


class Env(environ.Env):
    """The environment, with three further addresses of caches.

    `locmem://` names the in-process cache, `filecache:///folder` our cache in files, and `dbcache://table` our cache in
    the database. An empty variable counts as one that is not set.
    """

    ENVIRON = {name: value for name, value in os.environ.items() if value}
    CACHE_SCHEMES = {
        **environ.Env.CACHE_SCHEMES,
        "locmem": "django.core.cache.backends.locmem.LocMemCache",
        "filecache": "config.caching.FileCache",
        "dbcache": "config.caching.DatabaseCache",
    }


def need(package: str, setting: str, packages: str) -> None:
    """Exit with installation instructions if a setting's package is missing.

    They take one line.
    """
    if find_spec(package) is None:
        sys.exit(f"{setting} needs what is not installed here: {sys.executable} -m pip install {packages}")


def kept_secret(path: Path) -> str:
    """Read the secret in the file at `path`, or make it.

    The file is readable by its owner alone. When several processes start at once, the first one's secret is everyone's:
    the file appears whole or not at all.
    """
    if not path.exists():
        with NamedTemporaryFile("w", dir=path.parent) as fresh:
            fresh.write(get_random_secret_key())
            fresh.flush()
            with suppress(FileExistsError):
                os.link(fresh.name, path)
    return path.read_text()
