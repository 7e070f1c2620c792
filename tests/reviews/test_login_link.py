"""`manage.py login_link`."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reviews.signing_in import user_of_link


def test_the_only_line_is_a_link_that_signs_in(alice, capsys, settings):
    settings.BASE_URL = "https://reviews.example.org"
    call_command("login_link", " Alice@Example.org ")
    printed, complained = capsys.readouterr()
    (line,) = printed.splitlines()
    assert line.startswith("https://reviews.example.org/in/")
    uid, token = line.removesuffix("/").split("/")[-2:]
    assert user_of_link(uid, token) == alice
    assert complained == ""


@pytest.mark.parametrize("active", [True, False])
def test_an_address_without_a_live_account_is_refused(alice, active: bool):
    alice.is_active = False
    alice.save()
    with pytest.raises(CommandError, match=r"^(alice|nobody)@example.org: there is no account with this address\.$"):
        call_command("login_link", "nobody@example.org" if active else alice.email)


def test_exit_codes(db):
    def run(*arguments: str) -> int:
        return subprocess.run([sys.executable, "manage.py", "login_link", *arguments], capture_output=True).returncode

    assert run() == 2
    assert run("--help") == 0
