"""Whether the paper backs a cell: what was looked up, a person's word, and agreement that counts for less."""

import pytest
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.marks import say_support
from reviews.domain.papers import describe_paper, store_pages
from reviews.models import Comparison, Support
from tests.collation.samples.two_answers import ASKED
from tests.collation.views.test_matrix import texts
from tests.factories import make_transcript

PANEL = {"HX-Request": "true", "HX-Target": "panel"}
GROUNDLESS = "## Is it safe?\n\nYes, Owl-2 is safe. It is aligned with Reliable Text Alignment (RTA)."


@pytest.fixture
def gus(comparison: Comparison):
    """Says that Owl-2 is safe, by means of which the abstract knows nothing."""
    describe_paper(comparison=comparison, paper={"abstract": "Owl-2 has many parameters."})
    return make_transcript(comparison, "Gus", (ASKED, GROUNDLESS), evidence_basis="abstract_only")


@pytest.fixture
def address(comparison, gus) -> str:
    return f"/c/{comparison.slug}/matrix/safe/gus/"


def support(client, address: str, headers=None, **said):
    return client.post(f"{address}support/", said, headers=headers or {})


def test_what_was_looked_up_stands_in_the_cell_and_its_panel(client, bob, address):
    client.force_login(bob)
    page = client.get(address).text
    assert texts(page, "#cell-safe-gus .backing") == ["one term not found in the abstract"]
    assert texts(page, ".support p") == ["Not found in the abstract: Reliable Text Alignment.", "Save"]
    checked = LexborHTMLParser(page).css(".support-form [checked]")
    assert [radio.attributes["value"] for radio in checked] == ["not_found"]
    assert not Support.objects.exists()


def test_a_value_that_the_paper_has_otherwise_is_the_suggestion(client, bob, address, comparison):
    describe_paper(comparison=comparison, paper={"abstract": "It uses Robust Text Adaptation (RTA)."})
    client.force_login(bob)
    page = client.get(address).text
    assert texts(page, "#cell-safe-gus .backing") == ["the abstract has another value"]
    form = LexborHTMLParser(page).css_first(".support-form")
    assert [radio.attributes["value"] for radio in form.css("[checked]")] == ["contradicted"]
    assert form.css_first("textarea").text().strip() == "It uses Robust Text Adaptation (RTA)."


def test_the_page_of_the_paper_that_has_it_is_a_click_away(client, bob, address, comparison):
    store_pages(comparison=comparison, text="Owls see.\fIt uses Robust Text Adaptation (RTA).")
    client.force_login(bob)
    link = LexborHTMLParser(client.get(address).text).css_first(".support a")
    assert (link.text(), link.attributes["href"]) == ("Page 2 of the paper", f"/c/{comparison.slug}/paper/#page-2")
    say_support(
        question=comparison.questions.get(key="safe"),
        transcript=comparison.transcripts.get(),
        by=bob,
        value="supported",
    )
    assert LexborHTMLParser(client.get(address).text).css_first(".support a") is None


def test_a_persons_word_takes_the_place_of_what_was_looked_up(client, bob, address):
    client.force_login(bob)
    assertRedirects(support(client, address, value="supported", quote=" On p. 3. "), f"{address}#panel")
    said = Support.objects.get()
    assert (said.value, said.quote, said.created_by, said.cell.question.key) == ("supported", "On p. 3.", bob, "safe")
    page = client.get(address).text
    assert texts(page, "#cell-safe-gus .backing") == ["the paper says so"]
    assert texts(page, ".support .chip") == ["the paper says so"]
    assert texts(client.get(f"{address}history/").text, ".history li")[0].endswith(
        "Bob said of the paper: supported On p. 3."
    )
    support(client, address, value="contradicted")
    assert Support.objects.get().value == "contradicted"


def test_to_the_panel_the_panel_and_its_row(client, bob, address):
    client.force_login(bob)
    part = support(client, address, PANEL, value="not_found").text
    assert texts(part, ".support .chip") == ["not found in the paper"]
    assert "<template>" in part and 'id="cell-safe-gus"' in part


def test_a_word_is_taken_back(client, bob, address, gus, comparison):
    safe = comparison.questions.get(key="safe")
    say_support(question=safe, transcript=gus, by=bob, value="supported")
    client.force_login(bob)
    assertRedirects(client.post(f"{address}unsupport/"), f"{address}#panel")
    assert not Support.objects.exists()
    assertRedirects(client.post(f"{address}unsupport/"), f"{address}#panel")
    assert texts(client.get(f"{address}history/").text, ".history li")[0].endswith(
        "Bob took back what was said of the paper"
    )


@pytest.mark.parametrize("value", ["", "perhaps"])
def test_any_other_word_is_refused(client, bob, address, value):
    client.force_login(bob)
    answer = support(client, address, PANEL, value=value, quote="kept")
    assert answer.status_code == 422
    assert texts(answer.text, ".support .errorlist") == [
        "Say whether the paper supports it, contradicts it, or does not speak of it."
    ]
    assert LexborHTMLParser(answer.text).css_first("#support-quote").text().strip() == "kept"
    assert not Support.objects.exists()


@pytest.mark.parametrize("place", ["support/", "unsupport/"])
def test_who_may_say_it(client, address, charlie, erin, place):
    assertRedirects(client.post(address + place), f"/accounts/login/?next={address}{place}")
    client.force_login(charlie)
    assert client.post(address + place).status_code == 404
    client.force_login(erin)
    assert client.post(address + place).status_code == 403
    assert client.get(address + place).status_code == 405
    assert texts(client.get(address).text, ".support summary") == []


def test_agreement_on_the_abstract_alone_is_discounted(client, bob, comparison, address):
    make_transcript(
        comparison,
        "Hal",
        (ASKED, "## Is it safe?\n\nYes, it is safe."),
        evidence_basis="abstract_only",
        evidence_quote="I saw the abstract.",
    )
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/matrix/").text
    assert texts(page, "#row-safe .discounts summary") == ["agreement counts for less here"]
    assert texts(page, "#row-safe .discounts p") == [
        "Gus and Hal agree on “yes”.",
        "All of them saw the abstract only: their agreement is no independent evidence.",
    ]
    assert texts(page, "#row-safe .discounts q") == ["I saw the abstract."]
