"""A preview, in words, of how much a document makes public. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collation.publish.document.cite import named
from collation.wording import listed, number, several
from reviews.scale import UNREAD


def becomes_public(document: dict[str, Any], left_out: Sequence[str]) -> tuple[str, ...]:
    """Sentences on what is published of each respondent and of the reviewers.

    `left_out` are the names of the respondents of whom nothing is published.
    """
    names = {each["key"]: each["name"] for each in document["respondents"]}
    shown = {each["respondent"]: _shown(document, each) for each in document["transcripts"]}
    full = [
        f"{names[each['respondent']]} ({several(shown[each['respondent']], 'turn')})"
        for each in document["transcripts"]
        if each["publish"] == "full" and shown[each["respondent"]]
    ]
    quoted = [
        f"{names[each['respondent']]} ({shown[each['respondent']]})"
        for each in document["transcripts"]
        if each["publish"] == "quotations" and shown[each["respondent"]]
    ]
    unanswered = [names[key] for key, count in shown.items() if not count]
    return tuple(
        sentence
        for sentence, told in (
            (f"In full: {listed(full)}, each turn that stands in a row, with its prompt.", full),
            (f"Quotations of {listed(quoted)}.", quoted),
            (f"No answer of {listed(unanswered)}: nothing that they say is shown in a row.", unanswered),
            (f"Nothing of {listed(left_out)}.", left_out),
            (
                f"{_decided(document)}, each with the words of those who say it.",
                document["facts"] + document["findings"],
            ),
            (_concluded(document), document.get("conclusions")),
            (f"{_again(document)} after seeing the others’ answers.", _again(document)),
            (_replies(document), document.get("rejoinders")),
            (_reviewers(document), True),
            ("Threads are never published.", True),
        )
        if told
    )


def _concluded(document: dict[str, Any]) -> str:
    count = len(document.get("conclusions", ()))
    which = several(count, "question", number(count))
    return f"What the team concludes on {which}: answer, reason, what would settle it, and the words quoted there."


def _again(document: dict[str, Any]) -> str:
    """What is published of later rounds; "" if there is nothing."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    counts: dict[str, int] = {}
    for cell in (cell for row in document["rows"] for cell in row["cells"] if cell["round_2"]):
        counts[names[cell["respondent"]]] = counts.get(names[cell["respondent"]], 0) + 1
    told = listed([f"{name} ({several(count, 'question')})" for name, count in counts.items()])
    return told and f"What {told} answered again,"


def _replies(document: dict[str, Any]) -> str:
    replies = document.get("rejoinders", ())
    return (
        f"{several(len(replies), 'reply', number(len(replies))).capitalize()} of those concerned, "
        "each with the name given and the domain of the address."
    )


def unmarked(document: dict[str, Any]) -> str:
    """A warning of cells that are suggested or unread; "" if none."""
    scored = {question["key"] for question in document["questions"] if question["scored"]}
    cells = [cell for row in document["rows"] if row["question"] in scored for cell in row["cells"]]
    suggested = sum(cell["verdict"]["from"] == "suggestion" for cell in cells)
    unread = sum(cell["state"] == UNREAD for cell in cells)
    all_of_them = several(len(cells), "cell")
    rests = f"rest{'s' if suggested == 1 else ''} on a suggestion alone"
    told = (
        (f"{suggested} of {all_of_them} {rests}.", suggested),
        (f"Nobody has read {unread} of {all_of_them}.", unread),
    )
    return " ".join(sentence for sentence, count in told if count)


def _decided(document: dict[str, Any]) -> str:
    counts = ((len(document["facts"]), "confirmed fact"), (len(document["findings"]), "gathered finding"))
    return listed([several(count, what) for count, what in counts if count])


def _shown(document: dict[str, Any], transcript: dict[str, Any]) -> int:
    """How many turns of a transcript are shown, or how many quotations."""
    if transcript["publish"] == "full":
        return len(transcript["responses"])
    cells = (cell for row in document["rows"] for cell in row["cells"])
    return sum(len(cell["passages"]) for cell in cells if cell["respondent"] == transcript["respondent"])


def _reviewers(document: dict[str, Any]) -> str:
    head = document["publication"]
    if not head["marks"]:
        return "No marks: nobody has marked yet."
    who = "reviewer" if head["reviewers"] == 1 else "reviewers"
    own = named(document)
    how = f"{listed(own)} by name" if own else "numbered, not named"
    if own and len(own) < head["reviewers"]:
        how += f", the {'other' if head['reviewers'] - len(own) == 1 else 'others'} numbered"
    marks = several(head["marks"], "mark")
    return f"{marks} of {number(head['reviewers'])} {who}, {how}, with their words on why; and what the team settled."
