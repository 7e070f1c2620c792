"""The fragment for blogs."""

from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.blog import blog, verdict
from collation.publish.document.page import page
from reviews.domain.marks import place_mark
from tests.collation.publish.later_words import told_later
from tests.factories import make_transcript


def test_a_verdict_is_a_sign_and_a_word(drafted, bert):
    document = drafted()
    cells = [cell for row in page(document, sha256="").rows for cell in row.cells]
    assert {verdict(cell) for cell in cells} == {"● yes (suggested)", "✕ no (suggested)"}


def test_addresses_that_are_none_are_no_links(drafted, bert):
    document = drafted()
    document["paper"]["url"] = "javascript:alert(1)"
    assert "<a " not in blog(document, sha256="")
    document["paper"]["url"] = 'https://example.org/"x'
    assert '<a href="https://example.org/&quot;x">Owl-2</a>' in blog(document, sha256="")


def test_of_an_answer_that_nobody_quotes_the_first_words_stand(comparison, drafted, safe, bob):
    words = "Nests of owls " * 30
    gil = make_transcript(comparison, "Gil", ("Is it safe?", f"{words}\n\n- Mice"))
    place_mark(question=safe, transcript=gil, by=bob, value="yes")
    (quoted,) = LexborHTMLParser(blog(drafted(), sha256="")).css("blockquote")
    begins, _, after = quoted.text().partition("…")
    assert (words.startswith(begins[1:]), 280 < len(begins) < 301, after) == (True, True, "” (how its answer begins)")


def test_a_reply_keeps_its_lines(drafted, bert):
    document = told_later(drafted())
    document["rejoinders"][1]["html"] = "<p>No:</p><ol><li>mice</li><li>voles</li></ol>"
    assert "<p>No:</p><p>1. mice<br>2. voles</p>" in blog(document, sha256="")
