"""Run the tests that touch the database on PostgreSQL: `python -m tests.postgres [pytest arguments]`.

The server is the one that TEST_DATABASE_URL names, else the one that answers on 127.0.0.1:5432. The exit code is
pytest's, which is not 0 if no test was chosen. It is 0 without a test if there is no server, and 1 if the server that
is there lets nobody in.
"""

import getpass
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence

import psycopg

HERE = ("127.0.0.1", 5432)


def answers(address: tuple[str, int]) -> bool:
    """Whether something listens there."""
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError:
        return False
    return True


def candidates() -> list[str]:
    """The addresses to try, best first: the one given, else the usual users of the server on this machine."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return [given]
    host, port = HERE
    users = dict.fromkeys(["postgres", getpass.getuser()])
    return [f"postgres://{user}@{host}:{port}/postgres" for user in users] if answers(HERE) else []


def refusal(url: str) -> str:
    """Why the server does not let us make the tests' database, in one line; empty if it does."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            return "" if row.fetchone() == (True,) else "its user may not create databases"
    except psycopg.Error as error:
        return " ".join(str(error).split())


def without_password(url: str) -> str:
    """The address as it may be printed."""
    return re.sub(r"//([^:@/]*):[^@/]*@", r"//\1:…@", url)


def main(arguments: Sequence[str]) -> int:
    """Run them, or say why not."""
    urls = candidates()
    if not urls:
        print(
            "NOT TESTED ON POSTGRESQL: no server answers on {}:{}, and TEST_DATABASE_URL is not set.".format(*HERE),
            file=sys.stderr,
        )
        return 0
    refusals = {}
    for url in urls:
        refusals[url] = refusal(url)
        if not refusals[url]:
            command = [sys.executable, "-m", "pytest", "--touching-the-database", *arguments]
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    for url, why in refusals.items():
        print(f"PostgreSQL refuses {without_password(url)}: {why}", file=sys.stderr)
    print("Set TEST_DATABASE_URL to a server and a user that may create databases.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
