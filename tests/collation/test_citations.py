"""Marks of citations stand in no quotation, and what they lead to is shown under the answer, on every surface."""

import json
from importlib import import_module

import pytest
from django.apps import apps

from collation.assemble.collation import collation_document
from collation.publish.document.markdown import markdown
from collation.publish.freeze import draft
from reviews.characters import MASK
from reviews.domain.documents import Document
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark
from reviews.domain.sources import record_document
from reviews.domain.transcripts import choose_publishing
from reviews.intake.document import Voice
from reviews.intake.exports.chat import Chat, Message, as_parsed
from reviews.models import Response
from tests.factories import make_transcript

ANSWER = (
    "Yes, Owl-2 is safe [1]. It was tested【8†source】 for 3 years ([Nature](https://nature.org/a)).\n\n"
    "Sources:\n\n1. [Owls at night](https://owls.org/)\n"
)
TESTED = "It was tested for 3 years."
SOURCES = [
    {"title": "Nature", "url": "https://nature.org/a"},
    {"title": "Owls at night", "url": "https://owls.org/"},
]


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", ANSWER))


def cell(document):
    [row] = [row for row in document["rows"] if row["question"] == "safe"]
    return row["cells"][0]


def test_every_character_is_stored(ada):
    response = ada.responses.get()
    assert response.source_text == ANSWER.rstrip()
    assert "safe [1]. It was tested【8†source】 for 3 years (Nature).\nSources" in response.text
    assert [response.text[start:end] for start, end in response.citations] == [" [1]", "【8†source】", " (Nature)"]
    assert response.sources == [[source["title"], source["url"]] for source in SOURCES]


def test_the_migration_finds_those_of_what_is_stored_already(ada):
    response = ada.responses.get()
    Response.objects.update(citations=[], sources=[])
    import_module("reviews.migrations.0025_citations").find_citations(apps, None)
    found = Response.objects.get()
    assert (found.citations, found.sources) == (response.citations, response.sources)


def test_no_quotation_holds_a_mark(comparison, ada, safe, alice):
    response = ada.responses.get()
    place_mark(question=safe, transcript=ada, by=alice, value="yes", evidence=TESTED)
    start = response.text.index("It was")
    point = NewPoint(response, start, response.text.index("\n"))
    gather_finding(comparison=comparison, by=alice, title="Tested", kind="strength", spans=[point])
    document = collation_document(comparison)
    assert cell(document)["suggestion"]["quote"] == "Yes, Owl-2 is safe."
    assert cell(document)["marks"][0]["evidence"]["text"] == TESTED
    assert cell(document)["sources"] == SOURCES
    assert [quote["text"] for quote in document["findings"][0]["quotes"]] == [TESTED]
    assert cell(document)["passages"][0]["text"].startswith("Yes, Owl-2 is safe [1]. It was tested【8†source】")
    assert MASK not in json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize("copied", [TESTED, "It was tested【8†source】 for 3 years (Nature).", "tested for 3 years"])
def test_words_are_found_with_and_without_the_marks_in_them(ada, safe, alice, copied):
    mark = place_mark(question=safe, transcript=ada, by=alice, value="yes", evidence=copied)
    assert mark.response.text[mark.start : mark.end] == mark.quotation
    assert mark.quotation.startswith(copied.partition(" for")[0].removesuffix("【8†source】"))


def test_a_publication_shows_the_sources_of_what_it_shows_whole(comparison, ada, safe, alice):
    place_mark(question=safe, transcript=ada, by=alice, value="yes", evidence=TESTED)
    document = draft(comparison, title="Owls", finding="")
    assert cell(document)["sources"] == document["transcripts"][0]["responses"][0]["sources"] == SOURCES
    painted = cell(document)["passages"][0]["html"]
    assert "<mark>It was tested</mark>【8†source】<mark> for 3 years</mark> (<a " in painted
    assert "- Nature <https://nature.org/a>\n- Owls at night <https://owls.org/>" in markdown(document, sha256="")
    choose_publishing(transcript=ada, publish="quotations")
    document = draft(comparison, title="Owls", finding="")
    [passage] = cell(document)["passages"]
    assert (passage["text"], passage["html"]) == (TESTED, f"<p>{TESTED}</p>")
    assert "owls.org" not in json.dumps(document)


def test_a_list_of_sources_that_an_export_has_beside_the_answer(client, comparison, alice):
    told = Message(
        "answer", "Yes, Owl-2 is safe.", sources=(("Owls at night", "https://owls.org/"), ("", "javascript:x"))
    )
    chat = Chat("", (Message("prompt", "Is it safe?"), told), Voice("Ada"), held={})
    parsed = as_parsed(chat, format="sharegpt", stated=None)
    [ada] = record_document(comparison=comparison, document=Document(b"x", "x.json", "", parsed), by=alice)
    assert ada.responses.get().text == "Yes, Owl-2 is safe."
    assert cell(collation_document(comparison))["sources"] == [{"title": "Owls at night", "url": "https://owls.org/"}]
    client.force_login(alice)
    page = client.get(f"/c/{comparison.slug}/").content.decode()
    assert "<summary>1 source</summary>" in page
    assert '<a href="https://owls.org/" rel="nofollow noopener noreferrer ugc">Owls at night</a>' in page
