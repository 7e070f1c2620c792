"""A published page on paper: all of it, in order, within the margins, however many are compared."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page

from collation.publish.freeze import freeze
from reviews.models import Role, User
from tests.factories import MembershipFactory, TeamFactory, make_comparison
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


@pytest.mark.parametrize(("respondents", "right_edge"), [(5, 210 - 13.5), (9, 297 - 11.5)])
def test_nor_is_the_matrix_of_a_team(live_server, alice: User, alices: Page, respondents: int, right_edge: float):
    comparison = make_comparison(alice, TeamFactory(), title="Owls")
    MembershipFactory(team=comparison.team, user=alice, role=Role.OWNER)
    add_wide_answers(comparison, respondents)
    alices.goto(f"{live_server.url}/c/{comparison.slug}/matrix/")
    sheets = sheets_of(alices.pdf(format="A4", prefer_css_page_size=True))
    assert [round(right) for _, _, right in sheets if right > right_edge] == []
    whole = letters("".join(text for text, _, _ in sheets))
    assert [number for number in range(respondents) if letters(wide_name(number)) not in whole] == []


def letters(text: str) -> str:
    """The text without what stands where a word is broken."""
    return "".join(filter(str.isalnum, text))
