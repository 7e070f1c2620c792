"""What each setting's default is, and what the environment makes of it."""

import ast
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from config.caching import FileCache
from config.environment import kept_secret

ROOT = Path(__file__).resolve().parent.parent
OURS = (
    "ALLOWED_HOSTS",
    "BASE_URL",
    "TRUSTED_PROXIES",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "PAPER_LOOKUP",
    "RELEASE",
    "SECRET_KEY",
)


def setting(expression: str, **environment: str) -> Any:
    """The value of an expression over the settings `s` in a fresh process that has only these of our variables."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    code = f"from config import settings as s; print(repr({expression}))"
    run = [sys.executable, "-c", code]
    environment = {**rest, "SECRET_KEY": "tests", **environment}
    return ast.literal_eval(
        subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode()
    )


@pytest.mark.slow
def test_defaults_run_on_this_machine_alone():
    assert setting("[s.DEBUG, s.BASE_URL, s.RELEASE == s.PROJECT['version']]") == [False, "http://localhost:8000", True]
    assert setting("s.ALLOWED_HOSTS") == ["localhost", "127.0.0.1", "[::1]"]
    assert setting("s.DATABASES['default']['NAME']") == str(ROOT / "var" / "triangulate.sqlite3")
    cache = setting("s.CACHES['default']")
    assert cache["BACKEND"] == "config.caching.FileCache"
    assert cache["LOCATION"] == str(ROOT / "var" / "cache")
    assert cache["OPTIONS"] == {"MAX_ENTRIES": 50_000}
    assert setting("s.EMAIL_BACKEND") == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.slow
def test_a_base_url_with_https_makes_cookies_secure_and_its_host_allowed():
    secure = "[s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS]"
    assert setting(secure) == [False, False, 0]
    assert setting(secure, BASE_URL="https://reviews.example/") == [True, True, 31_536_000]
    origins = setting("[s.CSRF_TRUSTED_ORIGINS, s.ALLOWED_HOSTS[-1]]", BASE_URL="https://reviews.example/")
    assert origins == [["https://reviews.example"], "reviews.example"]


@pytest.mark.slow
def test_another_host_in_base_url_lets_no_local_name_in():
    """A name that anyone can put into the Host header must not be answered by a public server."""
    assert setting("s.ALLOWED_HOSTS", BASE_URL="https://reviews.example") == ["reviews.example"]
    assert setting("s.ALLOWED_HOSTS", BASE_URL="http://127.0.0.1:8001") == ["localhost", "127.0.0.1", "[::1]"]
    assert setting("s.ALLOWED_HOSTS", BASE_URL="https://a.example", ALLOWED_HOSTS="a.example,b") == ["a.example", "b"]


def test_a_path_in_base_url():
    of_path = "[s.FORCE_SCRIPT_NAME, s.STATIC_URL, s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH, s.CSRF_TRUSTED_ORIGINS]"
    assert setting(of_path) == [None, "/static/", "/", "/", ["http://localhost:8000"]]
    told = setting(of_path, BASE_URL="https://tools.example/triangulate/")
    assert told == [
        *("/triangulate", "/triangulate/static/", "/triangulate", "/triangulate"),
        ["https://tools.example"],
    ]


def test_trusted_proxies():
    of_proxies = "[s.ALLAUTH_TRUSTED_PROXY_COUNT, s.SECURE_PROXY_SSL_HEADER]"
    assert setting(of_proxies) == [0, None]
    assert setting(of_proxies, TRUSTED_PROXIES="2") == [2, ("HTTP_X_FORWARDED_PROTO", "https")]


def test_papers_are_looked_up_unless_that_is_switched_off():
    assert setting("s.PAPER_LOOKUP") is True
    assert setting("s.PAPER_LOOKUP", PAPER_LOOKUP="off") is False


def test_connections_stay_open_except_in_development_where_each_request_has_a_thread_of_its_own():
    assert setting("s.DATABASES['default']['CONN_MAX_AGE']") == 60
    assert setting("s.DATABASES['default']['CONN_MAX_AGE']", DEBUG="on") == 0


def test_postgres_gets_none_of_the_options_of_sqlite():
    database = setting("s.DATABASES['default']", DATABASE_URL="postgres://u:p@db/triangulate")
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "triangulate",
        "USER": "u",
        "PASSWORD": "p",
        "HOST": "db",
        "PORT": "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("locmem://", "django.core.cache.backends.locmem.LocMemCache"),
        ("redis://cache:6379/1", "config.redis_caching.RedisCache"),
        ("filecache:///tmp/c", "config.caching.FileCache"),
        ("dbcache://cache", "config.caching.DatabaseCache"),
    ],
)
def test_a_cache_is_named_by_its_address(url: str, backend: str):
    assert setting("s.CACHES['default']['BACKEND']", CACHE_URL=url) == backend


def test_the_cache_in_files_counts_its_entries_at_some_writes_and_then_drops_some(tmp_path: Path, monkeypatch: Any):
    chance = iter([0.5, 0.5, 0.5, 0.5, 0.001])
    monkeypatch.setattr("config.caching.random", lambda: next(chance))
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 3}})
    for number in range(4):
        cache.set(str(number), number)
    assert [cache.get(str(number)) for number in range(4)] == [0, 1, 2, 3]
    cache.set("last", "kept")
    assert cache.get("last") == "kept"
    assert sum(cache.get(str(number)) is not None for number in range(4)) == 3


def test_a_secret_key_is_taken_as_it_stands():
    assert setting("s.SECRET_KEY", SECRET_KEY="$HOME-and-more") == "$HOME-and-more"


def test_a_secret_is_made_once_by_many_at_a_time_and_is_its_owners_alone(tmp_path: Path):
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(kept_secret, [path] * 32))
    assert secrets == {path.read_text()}
    assert len(path.read_text()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.slow
def test_sqlite_waits_and_keeps_its_references(tmp_path: Path):
    product = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    opened = "__import__('django.db').db.connection"
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    asked = f"[{opened}.cursor().execute(f'PRAGMA {{name}}').fetchone()[0] for name in {pragmas}]"
    assert setting(f"[*{asked}, {opened}.transaction_mode]", **product) == ["wal", 1, 1, 20_000, "IMMEDIATE"]


def test_pages_allow_nothing_but_their_own_files(client: Client):
    headers = client.get("/no-such-page").headers
    policy = dict(directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_out_of_the_reach_of_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


def test_the_settings_stay_readable_in_one_sitting():
    assert len((ROOT / "config" / "settings.py").read_text().splitlines()) < 250
