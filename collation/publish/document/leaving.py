"""Texts that become public, with words that may be private. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from collation.publish.document.private import alarms
from collation.publish.document.redaction import OPAQUE
from collation.wording import shortened
from reviews import richtext

_AROUND = 60
"""How many characters of context stand on each side."""
_SEVERAL_PLACES = 5
"""The most places of the same words that are shown."""


class PublicText(NamedTuple):
    """A text that becomes public, and where it stands."""

    where: str
    text: str


@dataclass(frozen=True)
class WordsInContext:
    """Words in their context."""

    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Pointed:
    """Words that may be private, their kind and their places.

    `more` counts the places that are not among `places`.
    """

    words: str
    kind: str
    places: tuple[WordsInContext, ...]
    more: int


def public_texts(document: dict[str, Any]) -> tuple[PublicText, ...]:
    """All texts of the document, each place and text once.

    What a published turn holds anyway, such as a passage of it, is not listed again. Addresses of links count as texts.
    """
    return tuple(dict.fromkeys(one for one in _TextWalk(document).all() if one.text.strip()))


def pointed_out(texts: tuple[PublicText, ...]) -> tuple[Pointed, ...]:
    """What may be private in the texts, each words once, in order."""
    found: dict[str, tuple[str, list[WordsInContext]]] = {}
    for where, text in texts:
        for start, end, kind in ((one.start, one.end, one.kind) for one in alarms(text)):
            words = text[start:end]
            place = WordsInContext(where, text[max(0, start - _AROUND) : start], words, text[end : end + _AROUND])
            found.setdefault(" ".join(words.split()), (kind, []))[1].append(place)
    return tuple(
        Pointed(words, kind, tuple(places[:_SEVERAL_PLACES]), max(0, len(places) - _SEVERAL_PLACES))
        for words, (kind, places) in found.items()
    )


def grouped(texts: tuple[PublicText, ...]) -> list[tuple[str, list[str]]]:
    """The texts by where they stand."""
    return [(where, [one.text for one in some]) for where, some in groupby(texts, key=lambda one: one.where)]


class _TextWalk:
    """A walk over a document.

    A place that it does not know has a name all the same.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.names = {each["key"]: each["name"] for each in document["respondents"]}
        self.asked = {each["key"]: f"“{shortened(each['text'])}”" for each in document["questions"]}
        self.full = {each["respondent"] for each in document["transcripts"] if each["publish"] == "full"}

    def all(self) -> Iterator[PublicText]:
        document = self.document
        yield from self.under("Title and finding", document["publication"])
        yield from self.under("The comparison and its paper", [document["comparison"], document["paper"]])
        for each in document["respondents"]:
            yield from self.under(f"{each['name']}: who it is, and what it could see", each)
        for each in document["transcripts"]:
            name = self.names[each["respondent"]]
            about = {key: value for key, value in each.items() if key != "responses"}
            yield from self.under(f"{name}: who it is, and what it could see", about)
            for turn in each["responses"]:
                number = turn["response"] + 1
                yield from self.under(f"{name}, the prompt of turn {number}", turn["prompt"])
                rest = {key: value for key, value in turn.items() if key != "prompt"}
                yield from self.under(f"{name}, turn {number}", rest)
        yield from self.under("The questions", document["questions"])
        for row in document["rows"]:
            for cell in row["cells"]:
                yield from self.cell(f"{self.asked[row['question']]}, {self.names[cell['respondent']]}", cell)
        told = {
            "facts": "A fact",
            "findings": "A finding",
            "conclusions": "A conclusion",
            "readers": "A reader",
            "rejoinders": "A reply of those concerned",
        }
        known = {"publication", "comparison", "paper", "respondents", "transcripts", "questions", "rows", "format"}
        for key in (key for key in document if key not in known):
            yield from self.under(told.get(key, f"Elsewhere in the document ({key})"), document[key])

    def cell(self, where: str, cell: dict[str, Any]) -> Iterator[PublicText]:
        in_full = cell["respondent"] in self.full
        for key, value in cell.items():
            if in_full and key in ("passages", "prompt_as_asked"):
                continue
            what = {
                "marks": "a mark",
                "resolution": "why it is settled so",
                "support": "what the paper has of it",
                "round_2": "its answer of a later round",
            }
            yield from self.under(f"{where}: {what[key]}" if key in what else where, value, key)

    def under(self, where: str, value: Any, name: str = "") -> Iterator[PublicText]:
        """Yield every text in a value, under one name."""
        if isinstance(value, dict):
            for key, each in value.items():
                yield from self.under(where, each, key)
        elif isinstance(value, list):
            for each in value:
                yield from self.under(where, each, name)
        elif isinstance(value, str) and name == "html":
            yield from (PublicText(where, address) for address in richtext.addresses(value))
        elif isinstance(value, str) and name not in OPAQUE - {"by", "people"}:
            yield PublicText(where, value)
