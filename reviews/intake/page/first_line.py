"""The first line of a page, if it names its author. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reviews.intake.document import Voice
from reviews.intake.page.article import read_article
from reviews.intake.page.blocks import Line
from reviews.intake.page.byline import bare_name, far_name, lower_words
from reviews.intake.page.dates import DAY, moment_in
from reviews.intake.page.model_names import model_called, model_named
from reviews.intake.page.speaker_labels import Marker

WHY = "names who answers"

_LONGEST = 90
_MARKS = " \t*_#>|•·~`:：—–\u200b\ufeff\u200e\u200f\u00a0"
_DAY = re.compile(
    rf"(?<!\w)(?:on )?[(\[]?{DAY}(?:,? (?:at )?\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?)?)?[)\]]?", re.IGNORECASE
)
_PARTS = re.compile(r"\s[|·•—–-]\s|[,;|]")
_ANSWER = r"answer|response|reply|review|report|reading|take|verdict|assessment|evaluation|analysis"
_NAMED_BEFORE = re.compile(
    rf"(?:(?:model|llm|ai model|respondent|answered by|written by)\s*[:：]|(?:{_ANSWER}) (?:by|from|of):?)\s*",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(rf"(?:['’]s)? (?:{_ANSWER})\Z", re.IGNORECASE)
_WITH_A_NOTE = re.compile(r"(?P<name>.{2,40}?)\s*[(\[](?P<note>[^()\[\]]{1,40})[)\]]")
_IN_BRACKETS = re.compile(r"\[(?P<inner>[^\[\]]+)\]|\((?P<other>[^()]+)\)")
_NOTES = re.compile(
    r"(?:(?:no |with |without |extended )?"
    r"(?:web|web ?search|search|browsing|tools?|files?|pdf|thinking|deep research|research mode)"
    r"(?: on| off| enabled)?|free|paid|plus|pro|api|app|via .{1,30}|temporary chat|first answer|round \d)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"[A-Z][\w.+-]*(?: [\w.]*\d[\w.]*)?")
_REVIEWER = re.compile(
    r"(?:(?:anonymous|human|external|expert|peer) )?(?:reviewer|referee|reader|respondent|rater|coder|annotator|"
    r"evaluator|assessor|expert|participant|panell?ist|grader|rev\.|gutachter(?:in)?|relecteur|relectrice|évaluateur|"
    r"évaluatrice|revisora?|beoordelaar|recensent|рецензент|审稿人|審稿人|评审|評審|査読者|심사위원)"
    r"\s?(?:no\.? ?|nr\.? ?|#\s?)?(?:\d{1,3}|[A-Z]|one|two|three|four|five|six)|area chair|meta[- ]?reviewer",
    re.IGNORECASE,
)
_TITLES = re.compile(r"(?:(?:dr|prof|professor|mr|ms|mrs)\.?\s+)+", re.IGNORECASE)
_SEARCHED = 100_000  # characters in which a name is looked for in lower case
_SPEAKS_OF = r"\W*(?:is|was|are|has|represents|marks)\b"


class FirstLine(NamedTuple):
    """Whom the first line of a page names.

    `lines` are the indices of that line, and of a line below it that holds its day alone.
    """

    lines: tuple[int, ...]
    voice: Voice


def named_in(words: str) -> Voice | None:
    """The respondent that a line names, and nothing else, or None.

    It is a model, or a person by number. Examples: "Claude Opus 4.5", "Reviewer 2", "ChatGPT (GPT-5), 3 March 2026",
    "Gemini's answer". A day with its year is the day on which it was said.
    """
    words = words.strip(_MARKS)
    if not 1 < len(words) <= _LONGEST:
        return None
    if voice := _named(words):
        return voice
    day = _DAY.search(words)
    rest = f"{words[: day.start()]},{words[day.end() :]}" if day else words
    parts = [part for part in (part.strip(_MARKS + "-") for part in _PARTS.split(rest)) if part]
    voices = [voice for part in parts if not _NOTES.fullmatch(part) and (voice := _named(part))]
    strange = [part for part in parts if not _NOTES.fullmatch(part) and not _named(part)]
    if strange or not voices or len({(voice.name, voice.kind) for voice in voices}) > 1:
        return None
    voice = max(voices, key=lambda voice: len(voice.version))
    moment = moment_in(day[0]) if day else None
    return replace(voice, said_on=moment.date().isoformat()) if moment else voice


def first_line(lines: Sequence[Line], markers: Sequence[Marker]) -> FirstLine | None:
    """Whom the first line names, or None.

    It counts only above other words, and not as the title of an article or of a text about that model. If there are
    labels, they must name nobody else.
    """
    filled = [index for index, line in enumerate(lines) if line.words]
    if len(filled) < 2 or lines[filled[0]].fenced or any(marker.start == lines[filled[0]].start for marker in markers):
        return None
    voice = named_in(lines[filled[0]].words)
    if not voice or {marker.voice.name for marker in markers if marker.voice} - {voice.name}:
        return None
    said = lines[filled[1]].words.strip(_MARKS)
    own = (filled[0], filled[1]) if len(filled) > 2 and _DAY.fullmatch(said) else (filled[0],)
    if not markers and _is_about(lines, filled, own, voice):
        return None
    moment = moment_in(said) if len(own) > 1 and not voice.said_on else None
    return FirstLine(own, replace(voice, said_on=moment.date().isoformat()) if moment else voice)


def reviewer_labels(lines: Sequence[Line]) -> list[Marker]:
    """The labels of a page on which several reviewers speak by number.

    The first line is one, and each names its reviewer and nothing else. Empty if there are no two.
    """
    filled = [line for line in lines if line.words and not line.fenced]
    if len(filled) < 4 or not _person(filled[0].words.strip(_MARKS)):
        return []
    named = [(line, voice) for line in filled if len(line.words) < 60 and (voice := named_in(line.words))]
    people = [
        Marker(line.start, line.end, "person", line.words.lower(), "reviewer", True, voice)
        for line, voice in named
        if voice.kind == "person"
    ]
    return people if len({marker.words for marker in people}) > 1 else []


def perhaps_named(text: str) -> str:
    """A person's name that stands alone on the first line, or "".

    Nothing else speaks for it, so it is only a proposal. A word that the text writes in lower case is none of a name.
    """
    first, _, rest = text.lstrip().partition("\n")
    words = _TITLES.sub("", first.split(",")[0].strip(_MARKS))
    if not rest.strip() or not 1 < len(words) <= 60:
        return ""
    return bare_name(words, lower_words(iter(rest[:_SEARCHED].splitlines()))) or far_name(words)


def _is_about(lines: Sequence[Line], filled: Sequence[int], own: Sequence[int], voice: Voice) -> bool:
    """Whether the first line is the title of a text.

    That is an article, or a text about the model.
    """
    below = [index for index in filled if index not in own]
    if read_article(lines[below[0] :]).weight > 0:
        return True
    title = lines[filled[0]].words.strip(_MARKS)
    about = re.compile(rf"\W*(?:{re.escape(title)}|{re.escape(voice.name)}){_SPEAKS_OF}")
    return any(about.match(lines[index].words) for index in below[:3])


def _named(words: str) -> Voice | None:
    """The respondent that some words name, without a day."""
    inner = _IN_BRACKETS.fullmatch(words)
    words = (inner["inner"] or inner["other"]).strip(_MARKS) if inner else words
    name = _NAMED_BEHIND.sub("", _NAMED_BEFORE.sub("", words, count=1)).strip(_MARKS)
    noted = _WITH_A_NOTE.fullmatch(name)
    return _model(name, noted) or _person(noted["name"] if noted else name)


def _model(name: str, noted: re.Match[str] | None) -> Voice | None:
    base = model_named(noted["name"]) if noted else None
    if not noted or not base:
        return model_named(name) or model_called(name)
    note = noted["note"]
    if _NOTES.fullmatch(note) or note.casefold() == base.vendor.casefold():
        return base
    told = model_named(f"{noted['name']} {note}") or model_named(note) or model_called(note)
    if told:
        return told if told.name == base.name else None
    return replace(base, version=f"{base.version} {note}".strip()) if _VERSION.fullmatch(note) else None


def _person(name: str) -> Voice | None:
    return Voice(" ".join(name.split()), kind="person") if _REVIEWER.fullmatch(name) else None
