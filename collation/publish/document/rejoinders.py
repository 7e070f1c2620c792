"""The replies of those whom a publication is about.

Pure, except that it marks the document's HTML as safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from collation.publish.document.anchors import Anchors
from reviews import richtext

_SAYS = {"author": "an author of the paper", "maker": "the maker, or the author, of an answer"}


@dataclass(frozen=True)
class PublishedRejoinder:
    """A reply, and who gave it.

    `place` is the question and the respondent of its cell, None for one to the whole page; `about` names the cell in
    words. `anchor` is its own id.
    """

    anchor: str
    name: str
    day: date
    who: str
    place: tuple[str, str] | None
    about: str
    html: SafeString


def rejoinders(document: dict[str, Any], anchors: Anchors) -> tuple[PublishedRejoinder, ...]:
    """The replies in a document, in the order in which they came.

    One whose cell is not on the page is to the whole page.
    """
    names = {one["key"]: one["name"] for one in document["respondents"]}
    texts = {one["key"]: one["text"] for one in document["questions"] if one["scored"]}
    found = []
    for one in document.get("rejoinders", ()):
        question, respondent, day = one["question"], one["respondent"], date.fromisoformat(one["at"])
        is_shown = question in texts and respondent in names
        found.append(
            PublishedRejoinder(
                anchor=anchors.of_words("reply", one["name"], one["text"]),
                name=one["name"],
                day=day,
                who=f"Reply of {one['name']}, who says they are {_SAYS[one['says']]}. "
                f"Address checked at {one['domain']} on {day:%-d %B %Y}.",
                place=(question, respondent) if is_shown else None,
                about=f"{names[respondent]} on “{texts[question]}”" if is_shown else "",
                html=richtext.safe(one["html"]),
            )
        )
    return tuple(found)
