"""`make test-postgres`: which server it takes, and what it says if there is none."""

import socket
from pathlib import Path
from typing import Any

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def closed_port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A port of this machine on which nothing answers, taken for that of PostgreSQL."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setattr(postgres, "HERE", ("127.0.0.1", port))
    return port


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What would be run: the database and the arguments of pytest. Each run ends with 5, as if no test was chosen."""
    runs = []

    def run(command: list[str], env: dict[str, str], **_: Any) -> Any:
        runs.append((env["DATABASE_URL"], command[3:]))
        return type("Ended", (), {"returncode": 5})

    monkeypatch.setattr(postgres.subprocess, "run", run)
    return runs


def test_without_a_server_nothing_runs_and_one_line_says_so(closed_port: int, monkeypatch: Any, runs: Any, capsys: Any):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    assert postgres.main([]) == 0
    assert runs == []
    said = (
        f"NOT TESTED ON POSTGRESQL: no server answers on 127.0.0.1:{closed_port}, and TEST_DATABASE_URL is not set.\n"
    )
    assert capsys.readouterr().err == said


def test_a_server_that_was_named_and_does_not_answer_is_a_failure(
    closed_port: int, monkeypatch: Any, runs: Any, capsys: Any
):
    monkeypatch.setenv("TEST_DATABASE_URL", f"postgres://me:secret@127.0.0.1:{closed_port}/mine")
    assert postgres.main([]) == 1
    assert runs == []
    said = capsys.readouterr().err
    assert said.startswith(f"PostgreSQL refuses postgres://me:…@127.0.0.1:{closed_port}/mine: ")
    assert "Connection refused" in said and "secret" not in said


@pytest.mark.parametrize(("why", "taken"), [("", "postgres"), ("no such role", "someone")])
def test_the_usual_users_of_this_machines_server_are_tried_in_turn(why: str, taken: str, monkeypatch: Any, runs: Any):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "answers", lambda address: True)
    monkeypatch.setattr(postgres.getpass, "getuser", lambda: "someone")
    monkeypatch.setattr(postgres, "refusal", lambda url: why if "//postgres@" in url else "")
    assert postgres.main(["--exitfirst"]) == 5, "no test chosen is no success"
    assert runs == [(f"postgres://{taken}@127.0.0.1:5432/postgres", ["--touching-the-database", "--exitfirst"])]


def test_a_user_who_may_not_make_databases_is_told(monkeypatch: Any, runs: Any, capsys: Any):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://reader@db/reading")
    monkeypatch.setattr(postgres, "refusal", lambda url: "its user may not create databases")
    assert postgres.main([]) == 1
    assert capsys.readouterr().err == (
        "PostgreSQL refuses postgres://reader@db/reading: its user may not create databases\n"
        "Set TEST_DATABASE_URL to a server and a user that may create databases.\n"
    )


@pytest.mark.slow
def test_only_what_touches_the_database_is_chosen():
    """Three files that say it in three ways: a mark, a fixture, a TestCase; and one that needs no database."""
    command = [postgres.sys.executable, "-m", "pytest", "--touching-the-database", "--collect-only", "--quiet"]
    files = [
        "tests/reviews/domain/test_marks.py",
        "tests/reviews/domain/test_draft_corrections.py",
        "tests/test_locks.py",
    ]
    said = postgres.subprocess.run(
        [*command, *files, "tests/browser/test_matrix.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "tests/reviews/domain/test_draft_corrections.py::TestUndo::" in said
    assert "tests/reviews/domain/test_marks.py::" in said
    assert "test_locks" not in said and "browser" not in said


def test_every_change_must_pass_on_both_databases():
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("make ")]
    assert commands == ["make check", "make test", "make test-postgres"]
