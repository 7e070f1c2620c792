"""The settings under which the tests run: the product's own, minus the developer's shell and what only costs time."""

import os
from tempfile import TemporaryDirectory

for _name in ("ALLOWED_HOSTS", "BASE_URL", "DEBUG", "EMAIL_FROM", "REDIS_URL", "RELEASE", "TRUSTED_PROXIES"):
    os.environ.pop(_name, None)
os.environ.update(SECRET_KEY="tests", CACHE_URL="locmem://", EMAIL_URL="memorymail://", PAPER_LOOKUP="off")
# Playwright's synchronous interface runs an event loop in the very thread in which tests query the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
_private = TemporaryDirectory(prefix="triangulate-private-")
STORAGES["private"]["OPTIONS"]["location"] = _private.name
FILE_UPLOAD_TEMP_DIR = os.path.join(_private.name, "uploads")
os.mkdir(FILE_UPLOAD_TEMP_DIR)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: the live server's threads must not share one in-memory connection.
    _folder = TemporaryDirectory(prefix="triangulate-tests-")
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_folder.name, "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # Each run has a database of its own, so that two can run at a time. xdist's workers inherit the number.
    _run = os.environ.setdefault("TRIANGULATE_TEST_RUN", str(os.getpid()))
    DATABASES["default"]["TEST"] = {"NAME": f"test_triangulate_{_run}"}
    # Nothing here outlives a power cut: no commit waits for the disk.
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c synchronous_commit=off",
        **DATABASES["default"].get("OPTIONS", {}),
    }
