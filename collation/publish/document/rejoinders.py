"""The replies of those whom a publication is about.

Pure, except that it marks the document's HTML as safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from reviews import richtext

_SAYS = {"author": "an author of the paper", "maker": "the maker, or the author, of an answer"}


@dataclass(frozen=True)
class PublishedRejoinder:
    """A reply, and who gave it.

    `about` names the cell, "" for the page; `anchor` leads to it.
    """

    name: str
    who: str
    about: str
    anchor: str
    html: SafeString


def rejoinders(document: dict[str, Any]) -> tuple[PublishedRejoinder, ...]:
    """The replies in a document, in the order in which they came."""
    names = {one["key"]: one["name"] for one in document["respondents"]}
    texts = {one["key"]: one["text"] for one in document["questions"]}
    found = []
    for one in document.get("rejoinders", ()):
        question, respondent = one["question"], one["respondent"]
        is_shown = question in texts and respondent in names
        found.append(
            PublishedRejoinder(
                one["name"],
                f"{one['name']} says to be {_SAYS[one['says']]}; address checked at {one['domain']}.",
                f"{names[respondent]} on “{texts[question]}”" if is_shown else "",
                f"{question}-{respondent}" if is_shown else "",
                richtext.safe(one["html"]),
            )
        )
    return tuple(found)
