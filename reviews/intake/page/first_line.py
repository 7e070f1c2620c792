"""The first line of a page, if it names its author. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reviews.intake.document import Voice
from reviews.intake.page.article import read_article
from reviews.intake.page.blocks import Line
from reviews.intake.page.byline import bare_name, far_name, lower_words
from reviews.intake.page.dates import DAY, moment_in
from reviews.intake.page.model_names import model_called, model_named

WHY = "names who answers"

_LONGEST = 90
_MARKS = " \t*_#>|•·~`:：\u200b\ufeff\u200e\u200f\u00a0"
_DATED = re.compile(
    rf"(?P<name>.{{2,60}}?)\s*(?:[,;|·•—–-]|\bon\b|\()\s*(?P<day>{DAY})(?:,? (?:at )?\d{{1,2}}[:.]\d\d.{{0,6}})?\)?",
    re.IGNORECASE,
)
_ANSWER = r"answer|response|reply|review|report|reading|take|verdict|assessment|evaluation|analysis"
_NAMED_BEFORE = re.compile(
    rf"(?:(?:model|llm|ai model|respondent|answered by|written by)\s*[:：]|(?:{_ANSWER}) (?:by|from|of):?)\s*",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(rf"(?:['’]s)? (?:{_ANSWER})", re.IGNORECASE)
_WITH_A_NOTE = re.compile(r"(?P<name>.{2,40}?)\s*[(\[](?P<note>[^()\[\]]{1,40})[)\]]")
_NOTES = re.compile(
    r"(?:(?:no |with |without )?"
    r"(?:web|web ?search|search|browsing|tools?|files?|pdf|(?:extended )?thinking|deep research)"
    r"(?: on| off| enabled)?|free|paid|plus|pro|api|app|via .{1,30}|temporary chat|first answer|round \d)",
    re.IGNORECASE,
)
_REVIEWER = re.compile(
    r"(?:anonymous )?(?:reviewer|referee|reader|respondent|rater|coder|annotator|evaluator|assessor|expert|participant|"
    r"panell?ist|grader|gutachter(?:in)?|relecteur|relectrice|évaluateur|évaluatrice|revisora?|beoordelaar|recensent|"
    r"рецензент|审稿人|審稿人|评审|評審|査読者|심사위원)\s?(?:no\.? ?|nr\.? ?|#\s?)?(?:\d{1,3}|[A-Z])",
    re.IGNORECASE,
)
_TITLES = re.compile(r"(?:(?:dr|prof|professor|mr|ms|mrs)\.?\s+)+", re.IGNORECASE)
_SEARCHED = 100_000  # characters in which a name is looked for in lower case
_SPEAKS_OF = r"\W*(?:is|was|are|has|represents|marks)\b"


def named_in(words: str) -> Voice | None:
    """The respondent that a line names, and nothing else, or None.

    It is a model, or a person by number. Examples: "Claude Opus 4.5", "Reviewer 2", "ChatGPT (GPT-5), 3 March 2026",
    "Gemini's answer". A day with its year is the day on which it was said.
    """
    words = words.strip(_MARKS)
    if not 1 < len(words) <= _LONGEST:
        return None
    dated = _DATED.fullmatch(words)
    name = (dated["name"] if dated else words).strip(_MARKS)
    name = _NAMED_BEHIND.sub("", _NAMED_BEFORE.sub("", name, count=1)).strip(_MARKS)
    noted = _WITH_A_NOTE.fullmatch(name)
    voice = _model(name, noted) or _person(noted["name"] if noted else name)
    moment = moment_in(dated["day"]) if voice and dated else None
    return replace(voice, said_on=moment.date().isoformat()) if voice and moment else voice


def first_line(lines: Sequence[Line]) -> tuple[int, Voice] | None:
    """The index of the first line and whom it names, or None.

    It counts only above other words, and not as the title of an article or of a text about that model.
    """
    filled = [index for index, line in enumerate(lines) if line.words]
    if len(filled) < 2 or lines[filled[0]].fenced:
        return None
    voice = named_in(lines[filled[0]].words)
    if not voice or read_article(lines[filled[1] :]).weight > 0:
        return None
    about = re.compile(rf"\W*(?:{re.escape(lines[filled[0]].words.strip(_MARKS))}|{re.escape(voice.name)}){_SPEAKS_OF}")
    if any(about.match(lines[index].words) for index in filled[1:4]):
        return None
    return filled[0], voice


def _model(name: str, noted: re.Match[str] | None) -> Voice | None:
    if voice := model_named(name) or model_called(name):
        return voice
    if not noted or not (base := model_named(noted["name"])):
        return None
    return (
        model_named(f"{noted['name']} {noted['note']}")
        or model_named(noted["note"])
        or (base if _NOTES.fullmatch(noted["note"]) else None)
    )


def _person(name: str) -> Voice | None:
    return Voice(" ".join(name.split()), kind="person") if _REVIEWER.fullmatch(name) else None


def perhaps_named(text: str) -> str:
    """A person's name that stands alone on the first line, or "".

    Nothing else speaks for it, so it is only a proposal. A word that the text writes in lower case is none of a name.
    """
    first, _, rest = text.lstrip().partition("\n")
    words = _TITLES.sub("", first.split(",")[0].strip(_MARKS))
    if not rest.strip() or not 1 < len(words) <= 60:
        return ""
    return bare_name(words, lower_words(iter(rest[:_SEARCHED].splitlines()))) or far_name(words)
