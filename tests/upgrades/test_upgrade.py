"""A database of the release before, migrated to this one, shows what it showed there, to the byte."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.own_processes import ROOT, database_url

RELEASES = (pytest.param("release_0", marks=pytest.mark.thorough), "release_0_1_0")
"""What releases left (see CONTRIBUTING.md): for each kind of database its dump, what it showed, its files.

Upgrades from older ones than the last are looked at before a release.
"""


def unpacked(path: Path) -> str:
    """The text of a compressed file."""
    return lzma.decompress(path.read_bytes()).decode()


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """DATABASE_URL of a new database of this test's kind."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/{uuid4().hex}.sqlite3"
        return
    url = database_url()
    name = f"{url.rpartition('/')[2]}_{uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        yield f"{url.rpartition('/')[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}"'.encode())


def load(dump: str, url: str) -> int:
    """Fill an empty database with a dump; give the number of its comparisons."""
    count = "SELECT count(*) FROM reviews_comparison"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            database.executescript(dump)
            return database.execute(count).fetchone()[0]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(dump.encode())
        server.execute("RESET ALL")  # pg_dump sets the search path, among others
        return server.execute(count.encode()).fetchone()[0]


def run(url: str, *module: str) -> str:
    """What a module of the tests prints about that database."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", RELEASES)
def test_a_database_of_an_earlier_release_shows_the_same(db, tmp_path: Path, name: str):
    kind, release = connection.vendor, Path(__file__).parent / name
    with empty_database(tmp_path) as url:
        load(unpacked(release / f"{kind}.sql.xz"), url)
        shown = json.loads(run(url, "tests.upgrades.look", str(release / f"{kind}.private")))
    before = json.loads(unpacked(release / f"{kind}.json.xz"))
    assert shown["pages"] == before["pages"]
    assert shown["comments"] == before["comments"]
    assert shown["documents"].keys() == before["documents"].keys()
    for address, text in before["documents"].items():
        now = shown["documents"][address]
        if address.startswith("/p/"):
            assert now == text, f"{address}: what is published never changes"
        else:
            assert kept(json.loads(now), json.loads(text)) == json.loads(text), address


def kept(now: Any, then: Any) -> Any:
    """What a document says now, under the keys that it had then: a release may add some."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {key: kept(value, then[key]) for key, value in now.items() if key in then}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [kept(*pair) for pair in zip(now, then, strict=True)]
    return now


@pytest.mark.slow
def test_the_dump_for_the_next_release_can_be_made(db, tmp_path: Path):
    """It is not looked at again here: that is what the next release does."""
    kind, release = connection.vendor, tmp_path / "release"
    with empty_database(tmp_path) as url:
        run(url, "tests.upgrades.dump", str(release))
    with empty_database(tmp_path) as url:
        assert load(unpacked(release / f"{kind}.sql.xz"), url) == 3
    shown = json.loads(unpacked(release / f"{kind}.json.xz"))
    refused = {page: status for page, status in shown["pages"].items() if status != 200}
    own_view = {"/c/glm-5/": 302}  # Compare goes to the view that its owner chose last
    assert refused == {"/p/glm-5/v1/": 410, "/c/snowy-owls-by-day/intake/": 403, **own_view}
    assert json.loads(shown["documents"]["/p/glm-5/v2.json"])["publication"]["number"] == 2
    assert len(list((release / f"{kind}.private" / "files").iterdir())) == 1


def test_a_new_database_runs_none_of_the_migrations_that_were_squashed():
    loader = MigrationLoader(None)
    names = sorted(name for app, name in loader.graph.nodes if app == "reviews")
    squashed = loader.disk_migrations["reviews", names[0]]
    assert names[0].startswith("0001_squashed_")
    assert not {("reviews", name) for name in names} & set(squashed.replaces)
