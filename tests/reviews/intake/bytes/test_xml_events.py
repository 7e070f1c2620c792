"""XML of strangers: what is read of it, and what is refused at which place."""

import pytest

from reviews.intake.bytes import xml_events as module
from reviews.intake.bytes.xml_events import XmlEvent, xml_events
from reviews.intake.document import IntakeError

KNOWN = {"urn:a": "a"}


def events(document: str | bytes) -> list[XmlEvent]:
    data = document if isinstance(document, bytes) else document.encode()
    return list(xml_events(data, "tea.docx (a.xml)", KNOWN))


def refusal(document: str | bytes) -> str:
    with pytest.raises(IntakeError) as refused:
        events(document)
    return str(refused.value)


def test_names_have_the_prefix_of_their_namespace_whatever_the_document_calls_it():
    assert events('<x:p xmlns:x="urn:a" x:id="1" n="2">a &amp; b<q xmlns="urn:b"/></x:p>') == [
        XmlEvent("a:p", "", {"a:id": "1", "n": "2"}),
        XmlEvent("", "a & b", {}),
        XmlEvent(":q", "", {}),
        XmlEvent("/:q", "", {}),
        XmlEvent("/a:p", "", {}),
    ]


def test_a_document_longer_than_a_chunk_comes_whole(monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert "".join(event.text for event in events("<p>" + "tea " * 20 + "é</p>")) == "tea " * 20 + "é"


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>',
        '<!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>',
        '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>',
    ],
)
def test_a_document_type_is_refused_before_its_entities_are(document):
    assert refusal(document) == "tea.docx (a.xml) has a document type, which is not read."


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ("<p>\n<q></p>", "line 2, character 6"),
        ("<p>", "line 1, character 4"),
        ("", "line 1, character 1"),
        ("<p>&tea;</p>", "line 1, character 4"),
        (b"<p>\xff</p>", "line 1, character 4"),
        ('<?xml version="1.0" encoding="tea"?><p/>', "line 1, character 31"),
    ],
)
def test_what_is_no_xml_is_refused_with_the_place(document, where):
    assert refusal(document) == f"tea.docx (a.xml) is no XML that can be read: {where}."


def test_depth_and_number_of_elements_are_bounded(monkeypatch):
    assert len(events("<p>" * 250 + "</p>" * 250)) == 500
    assert refusal("<p>" * 251 + "</p>" * 251) == "tea.docx (a.xml) is nested deeper than 250 levels."
    monkeypatch.setattr(module, "MOST_ELEMENTS", 3)
    assert refusal("<p><q/><q/><q/></p>") == ("tea.docx (a.xml) has more than 3 elements: give the document in parts.")
