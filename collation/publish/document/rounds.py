"""The verdicts of later rounds that a publication holds. Pure."""

from __future__ import annotations

from typing import Any

from collation.pages.later_rounds import Again
from collation.readers.round_reply import Because


def later_rounds(document: dict[str, Any]) -> dict[tuple[str, str], Again]:
    """The last later verdict of each cell, by question and respondent."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    texts = {each["key"]: each["text"] for each in document["questions"]}
    return {
        (row["question"], cell["respondent"]): _again(
            cell, row["question"], texts[row["question"]], names[cell["respondent"]]
        )
        for row in document["rows"]
        for cell in row["cells"]
        if cell.get("round_2")
    }


def _again(cell: dict[str, Any], question: str, text: str, name: str) -> Again:
    said, verdict = cell["round_2"], cell["verdict"]
    return Again(
        question=question,
        text=text,
        respondent=said["respondent"],
        name=name,
        round=said["round"],
        then=verdict["value"] or ("split" if verdict.get("split") else ""),
        now=said["value"] or ("split" if said["split"] else ""),
        changed=said["changed"],
        because=said["because"] and Because(**said["because"]),
    )
