"""A publication's quotations as W3C Web Annotations.

Each selects words in a respondent's answer by their text and, if that is published, by their position in code points of
the `text` of the published document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.web_annotations import MEDIA_TYPE, WebAnnotation
from collation.web_annotations import document as collection
from reviews.scale import word

AROUND = 32
"""The most characters before and after a quotation."""


def quotations(document: dict[str, Any], *, base: str) -> Iterator[WebAnnotation]:
    """The annotations: marks with words, quotations of facts and of findings.

    `base` is the address of the version, or the URN of a draft.
    """
    whole = {
        (each["respondent"], turn["response"]): turn["text"]
        for each in document["transcripts"]
        for turn in each["responses"]
    }
    published_at = document["publication"].get("published_at", "")
    for number, (quote, label, note, by) in enumerate(_quotations(document), start=1):
        respondent, response, start = quote["respondent"], quote["response"], quote["start"]
        text, end = whole.get((respondent, response), ""), start + len(quote["text"])
        stands = text[start:end] == quote["text"]
        yield WebAnnotation(
            id=f"{base}#annotation-{number}",
            source=f"{base}#{respondent}/{response}",
            exact=quote["text"],
            prefix=text[max(0, start - AROUND) : start] if stands else "",
            suffix=text[end : end + AROUND] if stands else "",
            start=start if stands else None,
            label=label,
            note=note,
            creator=by,
            created=published_at,
        )


def _quotations(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str, str]]:
    """Each quotation, with label, note and who made it."""
    texts = {question["key"]: question["text"] for question in document["questions"]}
    numbers = {
        turn["response_id"]: (each["respondent"], turn["response"])
        for each in document["transcripts"]
        for turn in each["responses"]
    } | {
        passage["response_id"]: (cell["respondent"], passage["response"])
        for row in document["rows"]
        for cell in row["cells"]
        for passage in cell["passages"]
    }
    for row in document["rows"]:
        for cell in row["cells"]:
            for mark in cell["marks"]:
                evidence = mark["evidence"]
                if evidence and evidence["response_id"] in numbers:
                    respondent, response = numbers[evidence["response_id"]]
                    quote = {**evidence, "respondent": respondent, "response": response}
                    tag = f"{texts[row['question']]} {word(mark['verdict'])}"
                    yield quote, tag, mark["rationale"], mark["by"]
    for fact in document["facts"]:
        for value in fact["values"]:
            for quote in value["quotes"]:
                yield quote, f"{fact['topic']}: {value['value']}", "", ""
    for finding in document["findings"]:
        for quote in finding["quotes"]:
            yield quote, finding["title"], "", ""


def _write(edition: Edition) -> bytes:
    head = edition.document["publication"]
    base = edition.url or f"urn:triangulate:{head['slug']}"
    told = collection(
        address=f"{base}#annotations",
        title=head["title"],
        annotations=quotations(edition.document, base=base),
    )
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


ANNOTATIONS = PublicationFormat(
    "annotations",
    "Web Annotations",
    "the quotations, for annotation tools",
    "-annotations.jsonld",
    MEDIA_TYPE,
    _write,
)
