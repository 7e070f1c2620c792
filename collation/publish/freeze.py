"""What would become public: the collation of what the publisher lets out, as one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.html import format_html

from collation import read
from collation.collate import record_of
from collation.document import document
from collation.matrix import evidence
from collation.reading import Cell
from collation.record import Record
from reviews import richtext
from reviews.lens import lens
from reviews.models import Comparison, Publication, Publish, Response, User
from reviews.publishing import record_publication


def draft(comparison: Comparison, *, title: str, finding: str, named: bool) -> dict[str, Any]:
    """The document that a publication of the comparison would hold now, without number and date.

    It is a `collation/1` document of the respondents that are published at all, with three additions:
    `publication` (slug, title, finding, whether reviewers are named, how many marked, how many respondents are left
    out); `transcripts` (of each respondent how much is published, its date and link, and, where that is the full text,
    the turns that a row holds or that someone chose); and `html` in each passage and turn. Of a respondent of which
    only quotations are published, the passages are the words that carry a mark. Reviewers are "Reviewer 1",
    "Reviewer 2" … unless `named`.
    """
    transcripts = list(lens(None, comparison).transcripts())
    extent = {transcript.key: transcript.publish for transcript in transcripts}
    record = record_of(comparison, lens(None, comparison))
    shown = tuple(each for each in record.respondents if extent[each.key] != Publish.NOTHING)
    record = _renamed(replace(record, respondents=shown), named)
    collation = read.lay(read.read(record), record)
    result = document(
        collation,
        comparison={
            "slug": comparison.slug,
            "title": comparison.title,
            "phase": comparison.phase,
            "revision": comparison.revision,
        },
        paper={
            "title": comparison.paper.title,
            "arxiv_id": comparison.paper.arxiv_id,
            "doi": comparison.paper.doi,
            "url": comparison.paper.link,
            "authors": comparison.paper.authors,
        },
    )
    responses = Response.objects.current().filter(transcript__in=transcripts).in_bulk()
    for row, frozen in zip(collation.rows, result["rows"], strict=True):
        for cell, let_out in zip(row.cells, frozen["cells"], strict=True):
            let_out["passages"] = _passages(cell, let_out["passages"], extent[cell.respondent.key], responses)
    in_rows = {
        passage["response_id"] for row in result["rows"] for cell in row["cells"] for passage in cell["passages"]
    }
    result["transcripts"] = [
        {
            "respondent": transcript.key,
            "vendor": transcript.respondent.vendor,
            "publish": transcript.publish,
            "said_on": transcript.said_on.isoformat() if transcript.said_on else None,
            "link": transcript.link or None,
            "responses": [
                {
                    "response": response.position,
                    "response_id": response.pk,
                    "prompt": response.prompt,
                    "text": response.text,
                    "html": response.html,
                }
                for response in sorted(responses.values(), key=lambda response: response.position)
                if response.transcript_id == transcript.pk
                and transcript.publish == Publish.FULL
                and (response.pk in in_rows or response.publish_apart)
            ],
        }
        for transcript in transcripts
        if transcript.publish != Publish.NOTHING
    ]
    result["publication"] = {
        "slug": comparison.slug,
        "title": title.strip(),
        "finding": finding.strip(),
        "named": named,
        "reviewers": len({mark.by for mark in record.marks}),
        "marks": len(record.marks),
        "left_out": len(transcripts) - len(shown),
    }
    return result


def freeze(*, comparison: Comparison, by: User | None, title: str, finding: str, named: bool) -> Publication:
    """Publishes the comparison as it stands; where nothing changed since the newest version, gives that one.

    Raises Refused where there is no title.
    """
    return record_publication(
        comparison=comparison, by=by, document=draft(comparison, title=title, finding=finding, named=named)
    )


def _renamed(record: Record, named: bool) -> Record:
    if named:
        return record
    people = dict.fromkeys([*(mark.by for mark in record.marks), *(settled.by for settled in record.resolutions)])
    alias = {name: f"Reviewer {number}" for number, name in enumerate(people, start=1)}
    return replace(
        record,
        marks=tuple(replace(mark, by=alias[mark.by]) for mark in record.marks),
        resolutions=tuple(replace(settled, by=alias[settled.by]) for settled in record.resolutions),
    )


def _passages(
    cell: Cell, found: list[dict[str, Any]], extent: str, responses: Mapping[int, Response]
) -> list[dict[str, Any]]:
    """What is published of a cell's passages, each with its HTML, the words that carry the verdict painted."""
    carrying = {response: sorted(spans) for response, spans in evidence(cell).items() if response in responses}
    if extent == Publish.FULL:
        return [
            passage
            | {
                "html": richtext.fragment(
                    responses[passage["response_id"]].html,
                    passage["start"],
                    passage["end"],
                    carrying.get(passage["response_id"], ()),
                )
            }
            for passage in found
        ]
    return [
        {
            "response": responses[response].position,
            "response_id": response,
            "start": start,
            "end": end,
            "text": responses[response].text[start:end],
            "placed_by": "person" if cell.marks else "engine",
            "html": str(format_html("<p>{}</p>", responses[response].text[start:end])),
        }
        for response, spans in carrying.items()
        for start, end in dict.fromkeys(spans)
    ]
