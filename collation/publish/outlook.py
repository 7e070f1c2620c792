"""What a document makes public, in plain words, before it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collation.wording import listed, number
from reviews.scale import UNREAD


def becomes_public(document: dict[str, Any], left_out: Sequence[str]) -> tuple[str, ...]:
    """Sentences on how much of whom is shown, what of the reviewers, and what never is. `left_out` are names."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    full = [
        f"{names[each['respondent']]} ({_counted(len(each['responses']), 'turn')})"
        for each in document["transcripts"]
        if each["publish"] == "full"
    ]
    quoted = [
        f"{names[each['respondent']]} ({_quotations(document, each['respondent'])})"
        for each in document["transcripts"]
        if each["publish"] == "quotations"
    ]
    return tuple(
        sentence
        for sentence, told in (
            (f"In full: {listed(full)}, each turn that stands in a row, with its prompt.", full),
            (f"Quotations of {listed(quoted)}.", quoted),
            (f"Nothing of {listed(left_out)}.", left_out),
            (
                f"{_decided(document)}, each with the words of those who say it.",
                document["facts"] + document["findings"],
            ),
            (_reviewers(document), True),
            ("Threads are never published.", True),
        )
        if told
    )


def unmarked(document: dict[str, Any]) -> str:
    """How many of the cells no person has marked, as a warning: suggested or unread; "" if there are none."""
    scored = {question["key"] for question in document["questions"] if question["scored"]}
    cells = [cell for row in document["rows"] if row["question"] in scored for cell in row["cells"]]
    suggested = sum(cell["verdict"]["from"] == "suggestion" for cell in cells)
    unread = sum(cell["state"] == UNREAD for cell in cells)
    all_of_them = _counted(len(cells), "cell")
    rests = f"rest{'s' if suggested == 1 else ''} on a suggestion of the built-in rules alone"
    told = (
        (f"{suggested} of {all_of_them} {rests}.", suggested),
        (f"Nobody has read {unread} of {all_of_them}.", unread),
    )
    return " ".join(sentence for sentence, count in told if count)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _decided(document: dict[str, Any]) -> str:
    counts = ((len(document["facts"]), "confirmed fact"), (len(document["findings"]), "gathered finding"))
    return listed([_counted(count, what) for count, what in counts if count])


def _quotations(document: dict[str, Any], respondent: str) -> int:
    cells = (cell for row in document["rows"] for cell in row["cells"] if cell["respondent"] == respondent)
    return sum(len(cell["passages"]) for cell in cells)


def _reviewers(document: dict[str, Any]) -> str:
    head = document["publication"]
    if not head["marks"]:
        return "No marks: nobody has marked yet."
    who = "reviewer" if head["reviewers"] == 1 else "reviewers"
    how = "by name" if head["named"] else "numbered, not named"
    marks = _counted(head["marks"], "mark")
    return f"{marks} of {number(head['reviewers'])} {who}, {how}, with their words on why; and what the team settled."
