"""What is said of a publication later: a second answer, replies and a correction, laid over a document."""

from __future__ import annotations

from typing import Any

REPLY_OF = (
    "Reply of Wren, who says they are an author of the paper. Address checked at owls.example on 2 November 2026."
)


def told_later(document: dict[str, Any], respondent: str = "bert", question: str = "safe") -> dict[str, Any]:
    """The document, in which somebody was asked again, one reply is to their cell and one to the page."""
    row = next(row for row in document["rows"] if row["question"] == question)
    cell = next(cell for cell in row["cells"] if cell["respondent"] == respondent)
    cell["round_2"] = {
        "respondent": f"{respondent}-2",
        "round": 2,
        "value": "no",
        "rank": 0.0,
        "from": "marks",
        "split": False,
        "changed": True,
        "because": {"words": "Nobody tested it.", "by": "Ada"},
        "version": "",
        "said_on": None,
        "link": None,
        "letters": {},
        "passages": [{"text": "No, it is not.", "html": "<p>No, it <em>is</em> not.</p>"}],
    }
    said = {"name": "Wren", "says": "author", "domain": "owls.example", "at": "2026-11-02"}
    here = {"question": question, "respondent": respondent, "text": "It \\*is\\* safe.", "html": "<p>It *is* safe.</p>"}
    page = {"question": None, "respondent": None, "text": "Not so.", "html": "<p>Not so.</p>"}
    document["rejoinders"] = [{**said, **here}, {**said, **page}]
    document["publication"]["correction"] = "Bert was wrong."
    return document
