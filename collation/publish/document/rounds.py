"""The answers of later rounds that a publication holds.

Pure, except that it marks the document's HTML as safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from collation.pages.later_rounds import Again
from collation.publish.document.anchors import Anchors
from collation.readers.round_reply import Because
from collation.wording import listed
from reviews import richtext
from reviews.scale import word


@dataclass(frozen=True)
class SecondAnswer:
    """A respondent's answer in a cell after it saw the others' answers.

    `about` is its version and its date, as far as they are known. `provisional` if its verdict is a suggestion that
    nobody has marked. `letters` says whom the letters in it stand for. `passages` are empty in documents of earlier
    releases.
    """

    anchor: str
    said: Again
    about: str
    provisional: bool
    letters: str
    link: str
    passages: tuple[SafeString, ...]

    @property
    def heading(self) -> str:
        return f"{' · '.join(filter(None, [f'Round {self.said.round}', self.about]))}, after it saw the others’ answers"

    @property
    def told(self) -> str:
        """Both verdicts: "Then: yes → now: no", "Still yes (suggested)"."""
        if not self.said.now:
            return "No verdict yet"
        same = self.said.then == self.said.now
        told = f"Still {word(self.said.now)}" if same else self.said.told.capitalize()
        return f"{told} (suggested)" if self.provisional else told

    @property
    def why(self) -> str:
        """What it says of its reason.

        It is "" if it keeps its verdict and names none.
        """
        because = self.said.because
        if because is None:
            return "It names no words that changed its mind." if self.said.changed else ""
        if not because.words:
            return "It names words of an answer that is not published."
        return f"Because of these words of {because.by}:" if because.by else NOT_SHOWN


NOT_SHOWN = "It names these words, which are not in what it was shown:"


def second_answers(document: dict[str, Any], anchors: Anchors) -> dict[tuple[str, str], SecondAnswer]:
    """The last later answer of each cell, by question and respondent."""
    names = {each["key"]: each["name"] for each in document["respondents"]}
    texts = {each["key"]: each["text"] for each in document["questions"]}
    return {
        (row["question"], cell["respondent"]): _second(
            cell, row["question"], texts[row["question"]], names[cell["respondent"]], anchors
        )
        for row in document["rows"]
        for cell in row["cells"]
        if cell.get("round_2")
    }


def _second(cell: dict[str, Any], question: str, text: str, name: str, anchors: Anchors) -> SecondAnswer:
    said = cell["round_2"]
    day = said.get("said_on") and date.fromisoformat(said["said_on"])
    letters = [f"Response {letter} is {whose}" for letter, whose in sorted(said.get("letters", {}).items())]
    return SecondAnswer(
        anchor=anchors.take(question, said["respondent"]),
        said=_again(cell, question, text, name),
        about=" · ".join(filter(None, [said.get("version", ""), f"{day:%-d %b %Y}" if day else ""])),
        provisional=said.get("from") == "suggestion",
        letters=f"In it, {listed(letters)}." if letters and said.get("passages") else "",
        link=said.get("link") or "",
        passages=tuple(richtext.painted(passage["html"]) for passage in said.get("passages", ())),
    )


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
