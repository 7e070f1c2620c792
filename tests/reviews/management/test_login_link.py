"""`manage.py login_link`."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reviews.domain.sign_in_links import user_of_link
from reviews.models import User


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
    with pytest.raises(
        CommandError,
        match=r"^(alice|nobody)@example.org: there is no account with this address\. With --create it is made\.$",
    ):
        call_command("login_link", "nobody@example.org" if active else alice.email)


def test_the_first_account_of_an_empty_database(db, capsys):
    call_command("login_link", "Nora.Lind@Example.org", "--create")
    uid, token = capsys.readouterr().out.strip().removesuffix("/").split("/")[-2:]
    nora = user_of_link(uid, token)
    assert nora is not None
    assert (nora.email, nora.name, nora.has_usable_password()) == ("nora.lind@example.org", "nora.lind", False)
    assert not nora.memberships.exists()
    call_command("login_link", "nora.lind@example.org", "--create", "--name", "Somebody else")
    assert list(User.objects.values_list("name", flat=True)) == ["nora.lind"]


def test_a_new_account_is_called_as_told(db):
    call_command("login_link", "nora@example.org", "--create", "--name", "Nora Lind")
    assert User.objects.get().name == "Nora Lind"


@pytest.mark.parametrize(
    ("address", "why"),
    [("nora", "this is not an e-mail address"), ("alice@example.org", "this account is closed")],
)
def test_what_cannot_be_an_account_is_not_made(alice, address: str, why: str):
    User.objects.filter(pk=alice.pk).update(is_active=False, email="alice@example.org")
    with pytest.raises(CommandError, match=f"^{address}: {why}\\.$"):
        call_command("login_link", address, "--create")
    assert list(User.objects.values_list("email", "is_active")) == [("alice@example.org", False)]


@pytest.mark.slow
def test_exit_codes(db):
    def run(*arguments: str) -> int:
        return subprocess.run([sys.executable, "manage.py", "login_link", *arguments], capture_output=True).returncode

    assert run() == 2
    assert run("--help") == 0


def test_the_address_that_the_readme_uses_makes_nobody_called_you(db, capsys):
    call_command("login_link", "You@example.org", "--create")
    assert User.objects.get().name == "you@example.org"
    with pytest.raises(CommandError, match="Give another name"):
        call_command("login_link", "nora@example.org", "--create", "--name", "YOU")
    assert User.objects.count() == 1
