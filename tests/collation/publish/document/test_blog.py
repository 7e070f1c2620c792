"""The fragment for blogs."""

from collation.publish.document.blog import blog, verdict
from collation.publish.document.page import page


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
