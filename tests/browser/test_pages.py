"""The check that the pages of this folder go through: it sees a fault of each kind."""

from playwright.sync_api import Page

from tests.browser.pages import faults

GOOD = """<!doctype html><html lang="en"><title>A page</title><style>
:root { color-scheme: light dark; } body { color: light-dark(#000, #fff); background: light-dark(#fff, #000); }
</style><main><h1>Owls</h1><p id="words">They see at night.</p>%s</main></html>"""


def kinds(page: Page, more: str) -> list[tuple[str, ...]]:
    page.set_content(GOOD % more)
    return [fault[:2] for fault in faults(page)]


def test_a_good_page_has_none(page: Page):
    assert kinds(page, "") == []


def test_a_picture_without_words_is_one(page: Page):
    assert kinds(page, '<img src="data:,">') == [("light", "image-alt")]


def test_faint_words_are_one_in_the_theme_in_which_they_are(page: Page):
    assert kinds(page, "<style>#words { color: light-dark(#000, #222) }</style>") == [("dark", "color-contrast")]
    assert kinds(page, "<style>#words { color: light-dark(#ddd, #fff) }</style>") == [("light", "color-contrast")]


def test_a_page_wider_than_a_phone_is_one(page: Page):
    assert kinds(page, '<div style="width: 600px">Wide</div>') == [("wider than 390 pixels",)]
