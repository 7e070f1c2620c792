"""The golden corpus: comparisons written for the project, and what a careful reader says of each. Pure.

Each file of `texts/` is one comparison in TOML: its questions, its respondents with their turns, and the gold that was
marked by hand before any code had read the words. `docs/reading.md` says how to add to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify

TEXTS = Path(__file__).resolve().parent / "texts"
VERDICT = "verdict"
SCALES = {VERDICT: ("no", "unclear", "qualified", "yes"), "rating-10": tuple(str(value) for value in range(1, 11))}
STATES = ("answered", "silent", "refused", "not_asked")
KINDS = ("weakness", "risk", "recommendation", "strength", "other")
FACTS = ("acronym", "quantity", "name", "date", "claim")
_QUOTES = "\"“”„«»'‘’"

Span = tuple[int, int, int]
"""Words of a respondent: the response, counted from 0, and from where to where in its text."""

Values = Mapping[str, tuple[str, ...]]
"""Values as the first of them writes each, with the keys of those who give it."""


class GoldError(ValueError):
    """A file of the corpus that contradicts itself; the message names the file and the place."""


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    scale: str

    @property
    def values(self) -> tuple[str, ...]:
        return SCALES[self.scale]


@dataclass(frozen=True)
class Cell:
    """What one respondent does with one question, as a fair reader sees it.

    `verdicts` are those that such a reader may give, () unless it is answered. `explicit`: a strict reader can tell it
    from the opening or the stated bottom line alone. `words` carry it, and so do those in `also`; `places` are where the answer stands ("0", a whole
    response, or "first words … last words"), () where it has none of its own. `asked` is false where no prompt asks
    the question, though the text may answer it all the same.
    """

    state: str
    asked: bool
    verdicts: tuple[str, ...] = ()
    explicit: bool = False
    words: str = ""
    also: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    prompt: str
    answer: str


@dataclass(frozen=True)
class Respondent:
    key: str
    name: str
    kind: str
    language: str
    turns: tuple[Turn, ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Told:
    """Values of one topic: they diverge, or (a trap) only seem to."""

    topic: str
    kind: str
    values: Values


@dataclass(frozen=True)
class Acronym:
    """Who spells a term out, how, and who says that it is not known."""

    term: str
    expansions: Values
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class TwoValues:
    """A respondent who gives two values for one thing."""

    by: str
    topic: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """A point that two or more make, each in the words given; `near`: two of them in nearly the same words."""

    point: str
    near: bool
    kind: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Contradiction:
    """Two respondents who say the opposite of one thing, each in the words given."""

    point: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    name: str
    title: str
    field: str
    questions: tuple[Question, ...]
    respondents: tuple[Respondent, ...]
    divergences: tuple[Told, ...]
    traps: tuple[Told, ...]
    acronyms: tuple[Acronym, ...]
    two_values: tuple[TwoValues, ...]
    shared: tuple[Shared, ...]
    contradictions: tuple[Contradiction, ...]

    def respondent(self, key: str) -> Respondent:
        return next(one for one in self.respondents if one.key == key)


def corpus(folder: Path = TEXTS) -> tuple[Comparison, ...]:
    """Every comparison of a folder, in the order of the file names. Raises GoldError, also if there is none."""
    found = tuple(load(path) for path in sorted(folder.glob("*.toml")))
    if not found:
        raise GoldError(f"{folder} holds no comparison")
    return found


def load(path: Path) -> Comparison:
    """One comparison. Raises GoldError for what is unknown, missing, or not in the words it is said to be in."""
    return parse(path.read_text(encoding="utf-8"), path.stem)


def parse(text: str, name: str) -> Comparison:
    """A comparison from its TOML. Raises as `load`."""
    try:
        comparison = _comparison(tomllib.loads(text), name)
    except KeyError as missing:
        raise GoldError(f"{name}: {missing.args[0]} is missing") from missing
    except tomllib.TOMLDecodeError as wrong:
        raise GoldError(f"{name}: {wrong}") from wrong
    for fault in _faults(comparison):
        raise GoldError(f"{name}: {fault}")
    return comparison


def locate(words: str, texts: Sequence[str], within: Span | None = None) -> Span | None:
    """Where `words` first stand in the texts, whatever the white space and the marks of quotation; None for nowhere.

    "first words … last words" is the stretch from the one to the other. `within` limits the search.
    """
    ends = [_pattern(part) for part in words.split(" … ")]
    pattern = re.compile(r"[\s\S]*?".join(ends))
    for at, text in enumerate(texts):
        if within and within[0] != at:
            continue
        start, end = within[1:] if within else (0, len(text))
        found = pattern.search(text, start, end)
        if found:
            return at, found.start(), found.end()
    return None


def places(cell: Cell, texts: Sequence[str]) -> tuple[Span, ...]:
    """Where the answer of a cell stands in the respondent's texts; () where it has no place of its own."""
    found = ((int(one), 0, len(texts[int(one)])) if one.isdigit() else locate(one, texts) for one in cell.places)
    return tuple(span for span in found if span)


def _pattern(words: str) -> str:
    """A word's end is kept: "No" is not found in "Nobody"."""
    pattern = r"\s+".join(
        "".join(f"[{_QUOTES}]" if letter in _QUOTES else re.escape(letter) for letter in word) for word in words.split()
    )
    return (r"\b" if words[:1].isalnum() else "") + pattern + (r"\b" if words[-1:].isalnum() else "")


def _comparison(data: Mapping[str, Any], name: str) -> Comparison:
    questions = tuple(Question(one["key"], one["text"], one.get("scale", VERDICT)) for one in data["questions"])
    return Comparison(
        name=name,
        title=data["title"],
        field=data["field"],
        questions=questions,
        respondents=tuple(_respondent(one) for one in data["respondents"]),
        divergences=tuple(Told(one["topic"], one["kind"], _values(one["values"])) for one in _all(data, "divergences")),
        traps=tuple(Told(one["topic"], "", _values(one["values"])) for one in _all(data, "traps")),
        acronyms=tuple(
            Acronym(one["term"], _values(one["expansions"]), tuple(one["unknown"])) for one in _all(data, "acronyms")
        ),
        two_values=tuple(TwoValues(one["by"], one["topic"], tuple(one["values"])) for one in _all(data, "two_values")),
        shared=tuple(Shared(one["point"], one["near"], one["kind"], one["words"]) for one in _all(data, "shared")),
        contradictions=tuple(Contradiction(one["point"], one["words"]) for one in _all(data, "contradictions")),
    )


def _all(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = data.get(key, ())
    return found


def _values(values: Mapping[str, Sequence[str]]) -> Values:
    return {value: tuple(keys) for value, keys in values.items()}


def _respondent(data: Mapping[str, Any]) -> Respondent:
    return Respondent(
        data.get("key") or slugify(data["name"]),
        data["name"],
        data["kind"],
        data.get("language", "en"),
        tuple(Turn(one["prompt"].strip(), one["answer"].strip()) for one in data["turns"]),
        {key: _cell(said) for key, said in data["gold"].items()},
    )


def _cell(said: str | Mapping[str, Any]) -> Cell:
    if isinstance(said, str):
        return Cell(said, said != "not_asked")
    return Cell(
        said["state"],
        not said.get("unasked", False),
        tuple(said.get("verdicts", ())),
        said.get("explicit", False),
        said["words"],
        tuple(said.get("also", ())),
        (said["in"],) if isinstance(said.get("in"), str) else tuple(said.get("in", ())),
    )


def _faults(comparison: Comparison) -> Iterator[str]:
    questions = {question.key: question for question in comparison.questions}
    sources = {one.key: [_unmarked(turn.answer) for turn in one.turns] for one in comparison.respondents}
    for question in comparison.questions:
        if question.scale not in SCALES:
            yield f"{question.key} has an unknown scale, {question.scale}"
    for respondent in comparison.respondents:
        if set(respondent.cells) != set(questions):
            yield f"{respondent.key} has gold for {sorted(respondent.cells)} and not for {sorted(questions)}"
            continue
        for key, cell in respondent.cells.items():
            for fault in _faults_of(cell, questions[key], sources[respondent.key]):
                yield f"{respondent.key}, {key}: {fault}"
    for told in (*comparison.divergences, *comparison.traps):
        if told.kind and told.kind not in FACTS:
            yield f"{told.topic}: unknown kind {told.kind}"
        yield from _unknown(told.topic, told.values, sources)
    for acronym in comparison.acronyms:
        yield from _unknown(acronym.term, {**acronym.expansions, acronym.term: acronym.unknown}, sources)
    for two in comparison.two_values:
        yield from _unknown(two.topic, dict.fromkeys(two.values, (two.by,)), sources)
    for shared in comparison.shared:
        if shared.kind not in KINDS:
            yield f"{shared.point}: unknown kind {shared.kind}"
    for point in (*comparison.shared, *comparison.contradictions):
        if len(point.words) < 2:
            yield f"{point.point}: only one respondent says so"
        for key, words in point.words.items():
            if key not in sources or not locate(words, sources[key]):
                yield f"{point.point}: {key} does not say “{words}”"


def _faults_of(cell: Cell, question: Question, sources: Sequence[str]) -> Iterator[str]:
    if cell.state not in STATES:
        yield f"unknown state {cell.state}"
    if (cell.state == "answered") != bool(cell.verdicts):
        yield "an answer has verdicts, and nothing else has"
    if not set(cell.verdicts) <= set(question.values):
        yield f"a verdict that is not on the scale: {cell.verdicts}"
    for words in (cell.words, *cell.also):
        if words and not locate(words, sources):
            yield f"nobody says “{words}”"
    for one in cell.places:
        if one.isdigit() and int(one) >= len(sources):
            yield f"there is no response {one}"
            return
        if not one.isdigit() and not locate(one, sources):
            yield f"nobody says “{one}”"
            return
    where = places(cell, sources)
    if where and not any(locate(cell.words, sources, span) for span in where):
        yield f"“{cell.words}” is not in “{'” or “'.join(cell.places)}”"


def _unknown(topic: str, values: Values, sources: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Values that those who are said to give them do not write; a number may be written in another way."""
    for value, keys in values.items():
        for key in keys:
            if key not in sources:
                yield f"{topic}: there is no {key}"
            elif not number(value) and not locate(value.casefold(), [text.casefold() for text in sources[key]]):
                yield f"{topic}: {key} does not say “{value}”"


def _unmarked(markdown: str) -> str:
    """Markdown as it reads, near enough to find words in: without the marks of emphasis, code, cells and headings."""
    return re.sub(r"[*`]+|^#+ |^\|", "", markdown, flags=re.MULTILINE)


_TIMES = {
    **dict.fromkeys(("thousand", "k", "tausend", "mil"), 1e3),
    **dict.fromkeys(("million", "millionen", "millones", "m"), 1e6),
    **dict.fromkeys(("billion", "b", "milliarden"), 1e9),
    **dict.fromkeys(("trillion", "t"), 1e12),
}
_NUMBER = re.compile(r"(\d[\d.,\u00a0\u202f]*)(?:\s*[×x]\s*(10\^\d+|10[⁰¹²³⁴-⁹]+))?(?:\s*([A-Za-z]+))?")
_POWER = re.compile(r"10(?:\^(\d+)|([⁰¹²³⁴-⁹]+))")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def number(value: str) -> tuple[float, ...]:
    """The numbers that a value names, in units: "£11.2 million" and "11,200,000" are one; () for words."""
    found = []
    rest = value
    while True:
        power, plain = _POWER.search(rest), _NUMBER.search(rest)
        if plain is None:
            return tuple(found)
        if power and power.start() == plain.start():
            found.append(_power(power))
            rest = rest[power.end() :]
            continue
        amount = _amount(plain[1])
        if plain[2]:
            raised = _POWER.match(plain[2])
            amount *= _power(raised) if raised else 1
        found.append(amount * _TIMES.get((plain[3] or "").casefold(), 1))
        rest = rest[plain.end() :]


def _power(match: re.Match[str]) -> float:
    return 10.0 ** int(match[1] or match[2].translate(_RAISED))


def _amount(written: str) -> float:
    """A point or comma before three digits parts thousands, any other the decimals."""
    written = written.rstrip(".,\u00a0\u202f")
    if re.fullmatch(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    whole, _, decimals = written.replace(",", ".").rpartition(".")
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}" if whole else decimals)
