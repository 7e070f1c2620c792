"""Quotations as W3C Web Annotations: the words stand where the positions say."""

import json
from typing import Any

from collation.publish.formats.annotations import ANNOTATIONS
from collation.publish.formats.registry import draft_edition
from collation.web_annotations import CONTEXT, read
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark


def finding_words(finding: dict[str, Any]) -> str:
    return finding["target"]["selector"][0]["exact"]


def test_marks_and_findings_select_the_words_by_text_and_by_position(comparison, ada, bert, safe, alice, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="So.", evidence="Owl-2 is safe")
    response = ada.responses.get()
    gather_finding(comparison=comparison, by=alice, title="Seen", kind="other", spans=[NewPoint(response, 0, 13)])
    edition = draft_edition(comparison)
    told = json.loads(ANNOTATIONS.write(edition))
    assert (told["@context"], told["type"], told["total"]) == (CONTEXT, "AnnotationCollection", 2)
    mark, finding = told["first"]["items"]
    assert mark["creator"] == {"type": "Person", "name": "Reviewer 1"}
    assert [body["value"] for body in mark["body"]] == ["Is it safe? yes", "So."]
    assert [body["value"] for body in finding["body"]] == ["Seen"]
    texts = {
        f"urn:triangulate:owl-2#{each['respondent']}/{turn['response']}": turn["text"]
        for each in edition.document["transcripts"]
        for turn in each["responses"]
    }
    for one in (mark, finding):
        quote, position = one["target"]["selector"]
        text = texts[one["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert "created" not in mark, "a draft has no date"
    assert [one.exact for one in read(ANNOTATIONS.write(edition).decode())] == ["Owl-2 is safe", finding_words(finding)]


def test_a_version_is_named_by_its_address(edition):
    told = json.loads(ANNOTATIONS.write(edition))
    assert told["id"] == f"{edition.url}#annotations"
    assert told["first"]["items"] == []
