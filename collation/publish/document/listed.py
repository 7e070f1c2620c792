"""A publication in a list, and what finds it. Pure."""

from __future__ import annotations

from typing import Any

from collation.wording import listed


def about(document: dict[str, Any]) -> str:
    """Who is compared, and on which paper."""
    names = listed([each["name"] for each in document["respondents"]])
    return f"{names} on “{document['paper']['title']}”"


def words(document: dict[str, Any]) -> str:
    """The words that find it, besides those that are shown."""
    paper = document["paper"]
    told = [
        *paper["authors"],
        paper["arxiv_id"],
        paper["doi"],
        *(each["text"] for each in document["questions"]),
        *(fact["topic"] for fact in document["facts"]),
        *(finding["title"] for finding in document["findings"]),
    ]
    return " ".join(" ".join(filter(None, told)).split())
