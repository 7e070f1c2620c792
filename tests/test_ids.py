"""No id stands twice on a page, whatever people call their questions, respondents and findings."""

from collections import Counter

import pytest
from django.utils.text import slugify
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from reviews.domain.comparisons import start_comparison
from reviews.models import Comparison
from tests.factories import make_transcript

NAMES = [
    "Main?", "Done", "Messages", "Failure", "Progress", "Facts", "Findings", "Method", "Cite", "Works", "Works title", "Title",
    "Matrix", "Panel", "Comparison bar", "Compare table", "Other turns", "Standing", "Permanent", "Agreement", "Q works",
    "Heading works", "Row works", "Side by side", "Just placed", "Account menu", "Open thread", "Panel title", "How", "Alike title",
]  # fmt: skip


@pytest.fixture
def hostile(alice, team) -> Comparison:
    made = start_comparison(
        team=team, by=alice, title="Owl-2", slug="owl-2", questions=[(slugify(name), name) for name in NAMES]
    )
    for who in ("Main", "Works", "Thread"):
        make_transcript(made, who, *((name, f"## {name}\n\nYes. It lacks a test of {name}.") for name in NAMES))
    freeze(comparison=made, by=alice, title="Owls", finding="")
    return made


@pytest.mark.slow
def test_no_id_stands_twice_on_any_page_and_every_link_within_one_leads_somewhere(client, alice, hostile):
    client.force_login(alice)
    question, transcript = hostile.questions.first(), hostile.transcripts.first()
    response = transcript.responses.first()
    pages = [f"/c/owl-2/{page}" for page in (
        "", "matrix/", f"matrix/{question.key}/{transcript.key}/", "facts/", "findings/", "agreement/", "publish/", "settings/",
        "ask/", "intake/", "paper/", "threads/", f"responses/{response.pk}/",
    )]  # fmt: skip
    for address in (*pages, "/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2/embed/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = LexborHTMLParser(answer.content.decode())
        ids = Counter(node.attributes["id"] for node in page.css("[id]"))
        assert [name for name, count in ids.items() if count > 1] == [], address
        named = {node.attributes["name"] for node in page.css("a[name]")}
        within = {node.attributes["href"][1:].split(":~:")[0] for node in page.css('a[href^="#"]')} - {""}
        assert within <= {*ids, *named}, address


def test_an_old_link_to_a_published_question_still_leads_there(client, hostile):
    page = LexborHTMLParser(client.get("/p/owl-2/").content.decode())
    for question in hostile.questions.all():
        (section,) = page.css(f'section[id="q-{question.key}"]')
        assert section.css_first(f'a[name="{question.key}"]') is not None
        assert page.css_first(f'a[href="#q-{question.key}"]').text() == question.text
