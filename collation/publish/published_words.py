"""The words of an answer that a publication holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html

from collation.cells import Cell
from collation.pages.matrix import carrying, spans
from collation.publish.document.redaction import KeptOut, Turns, redacted
from collation.readers.round_reply import of_nobody_named
from collation.record import Respondent
from reviews import richtext
from reviews.models import Publish, Response


def published_passages(
    cell: Cell, passages: list[dict[str, Any]], extent: str, responses: Mapping[int, Response]
) -> list[dict[str, Any]]:
    """The published passages of a cell, as text and HTML.

    `passages` are all that stand in it. If only quotations of its respondent are published, these are the words that
    carry the verdict. The HTML highlights them.
    """
    quoting = carrying(cell)
    quoted = {response: sorted(places) for response, places in spans(quoting).items() if response in responses}
    turns = {turn.response_id: turn for turn in cell.respondent.turns}
    if extent == Publish.FULL:
        return [
            passage
            | {
                "html": richtext.fragment(
                    responses[passage["response_id"]].html,
                    passage["start"],
                    passage["end"],
                    [
                        span
                        for place in quoted.get(passage["response_id"], ())
                        for span in turns[passage["response_id"]].spans(*place)
                    ],
                )
            }
            for passage in passages
        ]
    return [
        {
            "response": responses[response].position,
            "response_id": response,
            "start": start,
            "end": end,
            "text": turns[response].quote(start, end),
            "placed_by": "engine" if quoting[0] is cell.suggestion else "person",
            "html": str(format_html("<p>{}</p>", turns[response].quote(start, end))),
        }
        for response, places in quoted.items()
        for start, end in dict.fromkeys(places)
    ]


def published_again(
    cell: Cell, again: dict[str, Any], extent: str, link: str, responses: Mapping[int, Response]
) -> dict[str, Any]:
    """The last answer of a later round in a cell.

    `again` is what a collation document has of it. Words of respondents of whom nothing is published are kept out.
    """
    last = cell.later[-1]
    told = {**again, "link": link or None, "passages": published_passages(last, again["passages"], extent, responses)}
    turns = {turn.response_id: (last.respondent.key, turn.position, turn.text) for turn in last.respondent.turns}
    return redacted(told, words_of_others(last.respondent), turns)


def words_of_others(respondent: Respondent) -> tuple[str, ...]:
    """The words of somebody unpublished in answers of a later round."""
    said = "\n".join(turn.text for turn in respondent.turns)
    return of_nobody_named(said, respondent.shown) if respondent.shown else ()


def turns_as_published(respondents: tuple[Respondent, ...]) -> Turns:
    """The texts of respondents without words of others, by response."""
    return {
        turn.response_id: (one.key, turn.position, KeptOut(words).out_of(turn.text) if words else turn.text)
        for one in respondents
        for words in (words_of_others(one),)
        for turn in one.turns
    }
