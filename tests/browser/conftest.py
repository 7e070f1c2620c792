"""Pages of a browser on which somebody is signed in."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from reviews.models import User
from tests.browser.pages import sign_in


@pytest.fixture
def page_of(context: BrowserContext, live_server) -> Iterator[Callable[[User], Page]]:
    """Opens a page on which a user is signed in. What the browser complains about fails the test.

    A refused form (422) is no complaint, nor is a request that a later one took the place of: htmx reports that as an
    error, and one that fails for another reason as `htmx:sendError` or `htmx:responseError` besides.
    """
    complaints: list[str] = []
    harmless = ("422", "htmx:sendAbort", "htmx:afterRequest")

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in harmless):
            complaints.append(message.text)

    def page_of(user: User) -> Page:
        sign_in(context, live_server, user)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield page_of
    assert complaints == []


@pytest.fixture
def alices(page_of: Callable[[User], Page], alice: User) -> Page:
    """A page on which Alice is signed in."""
    return page_of(alice)


@pytest.fixture
def bobs(page_of: Callable[[User], Page], bob: User) -> Page:
    """A page on which Bob is signed in."""
    return page_of(bob)
