"""What the tests ask of any page in a browser: who is signed in, and whether everybody can use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reviews.models import User

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
AXE = Axe().axe_script
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""Of axe's rules the only one that depends on the theme."""


def sign_in(context: BrowserContext, live_server, user: User) -> None:
    """Gives the browser a session of the user."""
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


@contextmanager
def replaced(element: Locator) -> Iterator[None]:
    """Does what a server answers, and waits until the answer stands in the place of the element.

    Needed if the page before may say the same as the answer.
    """
    element.evaluate("element => element.setAttribute('data-before', '')")
    yield
    expect(element.and_(element.page.locator(":not([data-before])"))).to_be_visible()


def unfold(page: Page) -> None:
    """Opens whatever the page has folded."""
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def _violations(page: Page, rules: dict[str, Any]) -> list[list[str]]:
    """The rules of axe that the page breaks, all of them or some: of each its name and the elements."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    return page.evaluate(
        """async (options) => (await axe.run(document, options)).violations.map(
          ({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])""",
        {"resultTypes": ["violations"], **rules},
    )


def faults(page: Page) -> list[tuple[str, ...]]:
    """What keeps anybody from using the page as it stands, in each theme and from desk to phone.

    A line for each rule of axe that is broken, with the elements; and for each width that it does not fit.
    """
    found: list[tuple[str, ...]] = []
    page.set_viewport_size(DESK)
    for scheme, rules in (("light", {}), ("dark", ONLY_CONTRAST)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(scheme, *violation) for violation in _violations(page, rules)]
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((f"wider than {size['width']} pixels",))
    return found
