"""A published page on paper: all of it, in order, within the margins, however many are compared."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page

from collation.publish.freeze import freeze
from reviews.models import User
from tests.factories import TeamFactory, make_comparison
from tests.on_paper import add_wide_answers, sheets_of, wide_name


@pytest.fixture
def paper_page(browser: Browser) -> Page:
    return browser.new_page(java_script_enabled=False)


@pytest.mark.parametrize("respondents", [1, 5, 9, 16])
def test_nothing_is_cut_at_the_edge_of_the_paper(live_server, alice: User, paper_page: Page, respondents: int):
    cache.clear()
    comparison = make_comparison(alice, TeamFactory(), title="Owls")
    add_wide_answers(comparison, respondents)
    freeze(comparison=comparison, by=alice, title="Owls", finding="They differ.")
    paper_page.goto(f"{live_server.url}/p/{comparison.slug}/")
    sheets = sheets_of(paper_page.pdf(format="A4", prefer_css_page_size=True))
    for number, (text, left, right) in enumerate(sheets):
        assert f"{number + 1} / {len(sheets)}" in text
        assert left >= 16 - 3, f"page {number + 1}: a quotation mark may hang in the margin"
        assert right <= 210 - 15.5, f"page {number + 1}"
    texts = [text for text, _, _ in sheets]
    whole = "".join(" ".join(texts).split())
    for number in range(respondents):
        assert f"End{number}." in whole, "what is folded on the screen is open on paper"
        assert whole.count(wide_name(number)) > 3
    assert "Contents" not in texts[0]
