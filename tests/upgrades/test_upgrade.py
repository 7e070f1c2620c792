"""A database of the release before, migrated to this one, shows what it showed there, to the byte."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.own_processes import ROOT, database_url

RELEASE = Path(__file__).parent / "release_0"
"""What the release before left (see CONTRIBUTING.md): for each kind of database its dump, what it showed, its files."""


def unpacked(name: str) -> str:
    """The text of a compressed file of that release."""
    return lzma.decompress((RELEASE / name).read_bytes()).decode()


@pytest.fixture
def upgraded(db, tmp_path: Path) -> Iterator[str]:
    """DATABASE_URL of a database that holds the dump."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(tmp_path / "before.sqlite3") as before:
            before.executescript(unpacked("sqlite.sql.xz"))
        before.close()
        yield f"sqlite:///{tmp_path}/before.sqlite3"
        return
    url = database_url()
    name = f"{url.rpartition('/')[2]}_before"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        with psycopg.connect(f"{url.rpartition('/')[0]}/{name}", autocommit=True) as before:
            before.execute(unpacked("postgresql.sql.xz").encode())
        yield f"{url.rpartition('/')[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}"'.encode())


def test_a_database_of_the_release_before_shows_the_same(upgraded: str):
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrades.look", str(RELEASE / f"{connection.vendor}.private")],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": upgraded, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown, before = json.loads(done.stdout), json.loads(unpacked(f"{connection.vendor}.json.xz"))
    assert shown["pages"] == before["pages"]
    assert shown["comments"] == before["comments"]
    assert shown["documents"].keys() == before["documents"].keys()
    assert [name for name, text in shown["documents"].items() if text != before["documents"][name]] == []


def test_a_new_database_runs_none_of_the_migrations_that_were_squashed():
    loader = MigrationLoader(None)
    names = sorted(name for app, name in loader.graph.nodes if app == "reviews")
    squashed = loader.disk_migrations["reviews", names[0]]
    assert names[0].startswith("0001_squashed_")
    assert not {("reviews", name) for name in names} & set(squashed.replaces)
