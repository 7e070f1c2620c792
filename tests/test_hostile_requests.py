"""Every address, with something hostile in each parameter that it reads: refused in words, never a fault of ours.

The addresses come from the URL configuration; which parameters a page reads is seen by watching it read them.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.datastructures import MultiValueDict

from collation.pages.arrangement import REMEMBERED, arrange
from reviews.domain.threads import open_thread
from reviews.models import Comment, Role, Thread
from tests.factories import MembershipFactory

ALONE = ("\x00", "99999999999999999999")  # each in one parameter, the others left out
TOGETHER = (*ALONE, "\x1b[31m\ufffe", "²", "5-2", "//e.org", "9" * 5000)  # each in all parameters at once
LEFT_OUT = {"password", "csrfmiddlewaretoken"}
ARRANGING = {*REMEMBERED, "kinds", "on", "q", "row", "view"}
"""The parameters of the arrangement of Compare, which is read whole."""


def addresses(patterns: Any = None, before: str = "") -> Iterator[str]:
    """Every route of the site."""
    for entry in patterns or get_resolver().url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from addresses(entry.url_patterns, route)


ROUTES = sorted(route for route in addresses() if "(?P" not in route)


def path(route: str, things: dict[str, Any]) -> str:
    """The route with a value for every argument; what there is none of is called 1."""

    def value(argument: re.Match[str]) -> str:
        converter, name = argument.groups()
        if name == "slug" and route.startswith("teams/"):
            name = "team"
        if name == "question" and converter == "int":
            name = "question_id"
        return str(things.get(name, 1))

    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, route)


class Watched:
    """The names that are read of what a request brings."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __enter__(self) -> set[str]:
        def reading(method: Any) -> Any:
            def read(data: Any, name: Any, *args: Any, **kwargs: Any) -> Any:
                if isinstance(data, QueryDict) and isinstance(name, str):
                    self.names.add(name)
                return method(data, name, *args, **kwargs)

            return read

        def arrange_watched(keys: Any, asked: Any) -> Any:
            self.names.update(ARRANGING)
            return arrange(keys, asked)

        self.patches = [
            *(
                patch.object(MultiValueDict, name, reading(getattr(MultiValueDict, name)))
                for name in ("__getitem__", "_getlist")
            ),
            patch("collation.assemble.compare.arrange", arrange_watched),
            patch("collation.views.compare.arrange", arrange_watched),
        ]
        for one in self.patches:
            one.start()
        return self.names

    def __exit__(self, *_: object) -> None:
        for one in self.patches:
            one.stop()


def status(client: Client, method: str, address: str, data: dict[str, str]) -> int:
    """Of a request that changes nothing in the end."""
    with transaction.atomic():
        found = getattr(client, method)(address, data).status_code
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_hostile_in_any_parameter_is_a_fault(client, alice, things, method):
    MembershipFactory(user=alice, role=Role.OWNER)  # of two teams one is asked for
    client.raise_request_exception = False
    faults, read = [], set()
    for route in ROUTES:
        address = path(route, things)
        client.force_login(alice)
        with Watched() as seen:
            status(client, method, address, {})
        names = sorted(seen - LEFT_OUT)
        read |= seen
        tried = [{name: value} for value in ALONE for name in names] + [dict.fromkeys(names, one) for one in TOGETHER]
        for data in tried if names else ():
            found = status(client, method, address, data)
            if found >= 500 and found != HTTPStatus.NOT_IMPLEMENTED:  # what oEmbed says of formats that are not written
                faults.append((found, address, {name: value[:30] for name, value in data.items()}))
    assert faults == []
    assert read > ({"q", "rows", "columns", "show", "question"} if method == "get" else {"next", "body", "placement"})


@pytest.mark.parametrize("character", ["%00", "%1b", "%C2%9B", "%EF%BF%BE"])
def test_a_path_with_a_control_character_leads_nowhere(client, alice, character):
    client.force_login(alice)
    hostile = [
        path(route, {"uid": character, "token": character, "secret": character})
        for route in ROUTES
        if "<uid>" in route or "<secret>" in route
    ]
    assert {one.split("/")[1] for one in hostile} == {"account", "in", "invitation"}
    for address in [*hostile, f"/c/{character}/", f"/p/a{character}.md"]:
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "way", ["5-2", "²", "threads", "//e.org", "https://e.org/", "javascript:x", "/\\e.org", "\x00"]
)
def test_a_thread_leads_back_to_a_page_of_this_site_or_stores_nothing(client, alice, comparison, way):
    client.force_login(alice)
    told = open_thread(comparison=comparison, by=alice, body="Hm.")
    before = Comment.objects.count(), Thread.objects.filter(resolved_at=None).count()
    threads = f"/c/{comparison.slug}/threads"
    comment = f"/c/{comparison.slug}/comments/{told.pk}"
    for address in (
        f"{threads}/open/", *(f"{threads}/{told.thread.pk}/{verb}/" for verb in ("reply", "resolve", "reopen")),
        f"{comment}/edit/", f"{comment}/delete/",
    ):  # fmt: skip
        answer = client.post(address, {"body": "Words.", "next": way})
        assert answer.status_code == 400, address
    assert (Comment.objects.count(), Thread.objects.filter(resolved_at=None).count()) == before
    back = client.post(f"{threads}/open/", {"body": "Words.", "next": f"/c/{comparison.slug}/matrix/?x=1"})
    newest = Comment.objects.latest("pk").pk
    assert (back.status_code, back["Location"]) == (302, f"/c/{comparison.slug}/matrix/?x=1#comment-{newest}")
