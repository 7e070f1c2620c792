"""The registry: every format writes every edition, and its address and button are there."""

import json
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.files import FILES
from collation.publish.formats.registry import FORMATS, draft_edition, links_to_formats, published_edition, written_here
from reviews.models import Publication

HERE = [name for name in FORMATS if name != "pdf" or find_spec("weasyprint")]
"""The formats that can be written here: a PDF needs a library that may be missing."""


@pytest.mark.parametrize("name", HERE)
def test_every_format_writes_a_version_and_a_draft(name: str, edition, comparison):
    form = FORMATS[name]
    assert form.name == name
    assert form.file_name(edition) == f"owl-2-v1{form.extension}"
    assert form.write(edition)
    draft = draft_edition(comparison)
    assert form.file_name(draft) == f"owl-2-draft{form.extension}"
    assert form.write(draft)


def test_a_static_site_has_all_formats_but_three():
    assert FORMATS.keys() - {form.name for form in FILES} == {"zip", "pdf", "blog"}


@pytest.mark.parametrize("name", HERE)
def test_the_same_version_is_written_the_same_again(name: str, edition):
    assert FORMATS[name].write(edition) == FORMATS[name].write(edition)


def test_a_version_keeps_its_bytes_and_a_draft_has_no_number(edition, comparison):
    publication = Publication.objects.get()
    assert FORMATS["json"].write(edition) == publication.document.encode()
    assert published_edition(publication) == edition
    draft = draft_edition(comparison)
    assert (draft.number, draft.sha256, draft.url) == (None, "", "")
    assert json.loads(draft.text) == draft.document


def test_every_format_has_an_address(edition):
    links = dict(links_to_formats(Publication.objects.select_related("comparison").get()))
    assert links["Markdown"] == "/p/owl-2/v1/export/markdown/"
    assert len(links) == len(HERE)


@pytest.fixture
def without_weasyprint(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr("collation.publish.formats.pdf.find_spec", lambda name: None)
    written_here.cache_clear()
    yield
    written_here.cache_clear()


def test_what_cannot_be_written_here_is_offered_to_nobody(edition, client, alice, without_weasyprint):
    page = LexborHTMLParser(client.get("/p/owl-2/").text)
    offered = [link.text() for link in page.css("#formats a")]
    assert offered == [form.label for form in FORMATS.values() if form.name != "pdf"]
    client.force_login(alice)
    room = LexborHTMLParser(client.get("/c/owl-2/publish/").text)
    (said,) = [item for item in room.css(".downloads li") if "PDF" in item.text()]
    assert (said.css("a"), "pip install 'weasyprint>=68'" in said.text()) == ([], True)
