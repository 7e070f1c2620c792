"""Addresses that leave the server begin with BASE_URL, and nothing of a request gets into them."""

import re

import pytest
from django.core.management import call_command
from django.urls import clear_script_prefix, set_script_prefix

from reviews.links import full_address
from reviews.models import Role


@pytest.fixture
def under_a_path(settings):
    """The site at a path of a host, behind a proxy that takes the path away."""
    settings.BASE_URL = "https://tools.example.org/triangulate"
    settings.FORCE_SCRIPT_NAME = "/triangulate"
    settings.ALLOWED_HOSTS = ["*"]
    set_script_prefix("/triangulate")
    yield "https://tools.example.org/triangulate"
    clear_script_prefix()


@pytest.mark.parametrize("path", ["/", "/p/glm-5/v1/"])
def test_the_host_and_scheme_are_those_of_base_url(settings, path: str):
    settings.BASE_URL = "https://reviews.example.org"
    assert full_address(path) == f"https://reviews.example.org{path}"


@pytest.mark.parametrize("host", ["localhost:6666", "evil.example.org"])
def test_no_mailed_or_shown_link_follows_the_host_of_the_request(client, alice, team, mailed, settings, host: str):
    settings.BASE_URL = "https://reviews.example.org:8443"
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/in/", {"email": alice.email}, headers={"host": host})
    client.post("/accounts/password/reset/", {"email": alice.email}, headers={"host": host})
    client.force_login(alice)
    shown = client.post(f"/teams/{team.slug}/invite/", {"role": Role.REVIEWER, "note": ""}, headers={"host": host}).text
    links = re.findall(r"https?://[^\s\"'<]+", "\n".join([*(message.body for message in mailed()), shown]))
    assert len(mailed()) == 2
    assert {link.partition("/in")[0].partition("/accounts")[0] for link in links} == {settings.BASE_URL}
    assert sorted(link.split("/")[3] for link in links if host not in link) == ["accounts", "in", "invitation"]


def test_a_path_in_base_url_stands_in_every_link(client, alice, team, under_a_path, mailed, capsys):
    client.post("/in/", {"email": alice.email})
    (message,) = mailed()
    assert re.search(rf"^{under_a_path}/in/\w+/[\w-]+/$", message.body, re.MULTILINE)
    call_command("login_link", alice.email)
    assert capsys.readouterr().out.startswith(f"{under_a_path}/in/")
    assert client.get("/c/none/matrix/")["Location"].startswith("/triangulate/accounts/login/")
    page = client.get("/accounts/login/").text
    places = set(re.findall(r'(?:href|action)="(/[^/"]*/)', page)) - {
        "/static/"
    }  # kept from the first access in a process
    assert places == {"/triangulate/"}
    assert f"<id>{under_a_path}/feed.xml</id>" in client.get("/feed.xml").text
