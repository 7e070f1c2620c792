"""How much of what the program says of the corpus is true, and how much of what is there it finds. Pure.

It reads the collation document alone (docs/formats.md), so it knows nothing of how a statement was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.corpus.gold import (
    Acronym,
    Cell,
    Comparison,
    Question,
    Respondent,
    Shared,
    Span,
    Told,
    TwoValues,
    locate,
    number,
    places,
)

Document = Mapping[str, Any]
Texts = Mapping[str, Sequence[str]]
"""The stored text of every response, by the key of its respondent."""

KINDS = (
    "verdict",
    "quotation under a right verdict",
    "passage under a question",
    "asked: alike",
    "asked: in other words",
    "asked: not at all",
    "state: answered",
    "state: not asked",
    "state: refused",
    "state: silent",
    "language named",
    "expansion of an acronym",
    "acronym: not known",
    "expansions diverge",
    "numbers diverge",
    "other facts diverge",
    "gives two values",
    "point of two or more",
    "point of one alone",
    "kind of a point",
    "contradiction",
)
NOT_KNOWN = "not known"
_DIVERGE = {"acronym": "expansions diverge", "quantity": "numbers diverge"}
_SHORT = 3  # words: so short an answer is said again in the next sentence, which carries it as well
_INSIDE = 1 / 2  # of a passage, at least, stands where the answer stands


@dataclass(frozen=True)
class Statement:
    """One thing that the program says. `right` is None for what the gold does not judge."""

    kind: str
    right: bool | None
    where: str
    says: str


@dataclass(frozen=True)
class Wanted:
    """One thing that the gold holds, and whether a right statement gives it."""

    kind: str
    where: str
    explicit: bool
    found: bool


@dataclass(frozen=True)
class Score:
    """`unread` counts the cells that answer and that nobody has read."""

    statements: tuple[Statement, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    unread: int = 0
    trapped: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.statements + other.statements,
            self.wanted + other.wanted,
            self.unread + other.unread,
            self.trapped + other.trapped,
        )


@dataclass(frozen=True)
class Line:
    """The figures of one kind of statement."""

    kind: str
    stated: int
    right: int
    judged: int
    wanted: int
    found: int
    explicit: int
    explicit_found: int

    @property
    def precision(self) -> float | None:
        return self.right / self.judged if self.judged else None


def score(comparison: Comparison, document: Document, texts: Texts) -> Score:
    """What a collation document says of a comparison, against its gold."""
    parts = [_cells(comparison, document, texts), _facts(comparison, document), _findings(comparison, document, texts)]
    return sum(parts, Score())


def lines(total: Score) -> tuple[Line, ...]:
    """A line for each kind of statement, in the order of KINDS."""
    return tuple(_line(kind, total) for kind in KINDS)


def table(total: Score) -> str:
    """The lines as a table in plain text, and what is counted beside it."""
    rows = [f"{'kind of statement':<32}{'stated':>8}{'right':>10}{'precision':>11}{'found':>10}{'explicit':>10}"]
    for line in lines(total):
        precision = "–" if line.precision is None else f"{line.precision:.0%}"
        rows.append(
            f"{line.kind:<32}{line.stated:>8}{_of(line.right, line.judged):>10}{precision:>11}"
            f"{_of(line.found, line.wanted):>10}{_of(line.explicit_found, line.explicit):>10}"
        )
    rows.append(f"Answers that are unread: {total.unread}. Traps fallen into: {len(total.trapped)}.")
    return "\n".join(rows)


def wrong(total: Score) -> str:
    """Every wrong statement with its words, a line each."""
    return "\n".join(f"{one.kind} | {one.where} | {one.says}" for one in total.statements if one.right is False)


def missed(total: Score) -> str:
    """Everything that the gold holds and no statement gives, a line each."""
    return "\n".join(
        f"{one.kind} | {one.where}{' | explicit' if one.explicit else ''}" for one in total.wanted if not one.found
    )


def _of(found: int, wanted: int) -> str:
    return f"{found}/{wanted}" if wanted else "–"


def _line(kind: str, total: Score) -> Line:
    stated = [one for one in total.statements if one.kind == kind]
    wanted = [one for one in total.wanted if one.kind == kind]
    explicit = [one for one in wanted if one.explicit]
    return Line(
        kind,
        len(stated),
        sum(one.right is True for one in stated),
        sum(one.right is not None for one in stated),
        len(wanted),
        sum(one.found for one in wanted),
        len(explicit),
        sum(one.found for one in explicit),
    )


# Cells


@dataclass(frozen=True)
class _At:
    """One cell of the document beside its gold, and the texts of its respondent."""

    name: str
    question: Question
    respondent: Respondent
    gold: Cell
    said: Mapping[str, Any]
    texts: Sequence[str]

    @property
    def where(self) -> str:
        return f"{self.name}, {self.respondent.key}, {self.question.key}"

    def statement(self, kind: str, right: bool, says: str) -> Statement:
        return Statement(kind, right, self.where, " ".join(says.split())[:200])

    def wanted(self, kind: str, found: bool) -> Wanted:
        return Wanted(kind, self.where, self.gold.explicit, found)


def _cells(comparison: Comparison, document: Document, texts: Texts) -> Score:
    questions = {question.key: question for question in comparison.questions}
    total = Score()
    for row in document["rows"]:
        if row["question"] not in questions:  # prompts alike make rows of their own
            continue
        for said in row["cells"]:
            respondent = comparison.respondent(said["respondent"])
            gold = respondent.cells[row["question"]]
            at = _At(comparison.name, questions[row["question"]], respondent, gold, said, texts[respondent.key])
            for part in (_verdict(at), _passages(at), _asked(at), _state(at), _language(at)):
                total += part
    return total


def _verdict(at: _At) -> Score:
    suggestion = at.said["suggestion"]
    verdict, quote = suggestion["verdict"], suggestion["quote"]
    right = verdict is not None and verdict in at.gold.verdicts
    statements = []
    if verdict is not None:
        statements.append(at.statement("verdict", right, f"{verdict}, not {_either(at.gold)}: “{quote}”"))
    if right:
        says = f"“{quote}”, not “{at.gold.words}”"
        statements.append(at.statement("quotation under a right verdict", _carries(at, quote), says))
    wanted = (at.wanted("verdict", right),) if at.gold.state == "answered" else ()
    return Score(tuple(statements), wanted)


def _either(cell: Cell) -> str:
    return " or ".join(cell.verdicts) or cell.state


def _carries(at: _At, quote: str) -> bool:
    """Whether a quotation stands among the words that carry the verdict."""
    return any(
        _meet(quote, _said_again(span, words, at.texts), at.texts)
        for words in (at.gold.words, *at.gold.also)
        for span in _spans(words, at)
    )


def _spans(words: str, at: _At) -> list[Span]:
    """Where the words stand: in each place of the answer, else wherever they are first."""
    inside = [locate(words, at.texts, where) for where in places(at.gold, at.texts)]
    return [span for span in (*inside, None if any(inside) else locate(words, at.texts)) if span]


def _said_again(span: Span, words: str, texts: Sequence[str]) -> Span:
    """The span of the words, with the sentence after them if they are as short as a bare "No."."""
    response, start, end = span
    if len(words.split()) > _SHORT:
        return span
    following = re.compile(r"[^.!?]*[.!?]?").match(texts[response], end)
    return response, start, following.end() if following else end


def _meet(quote: str, span: Span, texts: Sequence[str]) -> bool:
    """Whether a quotation, wherever it stands, shares words with the span or holds it."""
    response, start, _ = span
    found = locate(quote, texts, (response, start, len(texts[response]))) or locate(quote, texts)
    return found is not None and _overlap(found, span) > 0


def _passages(at: _At) -> Score:
    passages = [one for one in at.said["passages"] if one["placed_by"] == "engine"]
    statements = [at.statement("passage under a question", _belongs(at, one), one["text"]) for one in passages]
    placed = at.gold.places and at.gold.state == "answered"
    wanted = (at.wanted("passage under a question", any(one.right for one in statements)),) if placed else ()
    return Score(tuple(statements), wanted)


def _belongs(at: _At, passage: Mapping[str, Any]) -> bool:
    """Most of it stands where the answer does; where the answer has no place of its own, it holds the words."""
    span = (passage["response"], passage["start"], passage["end"])
    where = places(at.gold, at.texts)
    if where:
        return sum(_overlap(span, one) for one in where) >= _INSIDE * (span[2] - span[1])
    words = locate(at.gold.words, at.texts) if at.gold.words else None
    return words is not None and _overlap(span, words) > 0


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[2], other[2]) - max(one[1], other[1])) if one[0] == other[0] else 0


def _asked(at: _At) -> Score:
    printed = any(_wording(at.question.text) in _wording(turn.prompt) for turn in at.respondent.turns)
    kind, right = {
        "alike": ("asked: alike", printed),
        "not_asked": ("asked: not at all", not at.gold.asked),
    }.get(at.said["asked"], ("asked: in other words", at.gold.asked))
    stated = at.statement(kind, right, at.said["prompt_as_asked"] or "no prompt asks it")
    gold = "asked: alike" if printed else "asked: in other words" if at.gold.asked else "asked: not at all"
    return Score((stated,), (at.wanted(gold, right and kind == gold),))


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _wording(words: str) -> str:
    """The words without articles: "Is the metadata protected?" and "Is metadata protected?" are alike."""
    return " ".join(word for word in _plain(words).split() if word not in ("a", "an", "the"))


_STATES = {
    "answered": "state: answered",
    "not_asked": "state: not asked",
    "refused": "state: refused",
    "silent": "state: silent",
}


def _state(at: _At) -> Score:
    """A question that no prompt asks is not asked, also where the text happens to answer it."""
    state, gold = at.said["state"], at.gold
    wanted = (at.wanted(_STATES[gold.state], state == gold.state),)
    if state not in _STATES:
        return Score((), wanted, unread=int(gold.state == "answered"))
    right = not gold.asked if state == "not_asked" else state == gold.state
    return Score((at.statement(_STATES[state], right, f"{state}, not {_either(gold)}"),), wanted)


LANGUAGES = {"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "ja": "Japanese", "ru": "Russian"}
_NAMED = re.compile(r"\bin (?:the )?([A-Z][a-z]+)\b")


def _language(at: _At) -> Score:
    """A reason that says what language an unread answer is in."""
    named = _NAMED.search(at.said["suggestion"]["reason"]) if at.said["state"] == "unread" else None
    own = LANGUAGES[at.respondent.language]
    statements = (at.statement("language named", named[1] == own, f"{named[1]}, not {own}"),) if named else ()
    found = any(one.right for one in statements)
    return Score(statements, (at.wanted("language named", found),) if own != "English" else ())


# Facts


def _facts(comparison: Comparison, document: Document) -> Score:
    total = Score()
    for part in (_expansions(comparison, document), _divergences(comparison, document), _two(comparison, document)):
        total += part
    return total


def _expansions(comparison: Comparison, document: Document) -> Score:
    statements, given = [], set()
    for fact in document["facts"]:
        for value in fact["values"] if fact["kind"] == "acronym" else ():
            kind = "acronym: not known" if value["value"] == NOT_KNOWN else "expansion of an acronym"
            for key in value["respondents"]:
                found = _expansion(comparison.acronyms, fact["topic"], value["value"], key)
                given.add(found)
                where = f"{comparison.name}, {key}"
                statements.append(Statement(kind, found is not None, where, f"{fact['topic']}: {value['value']}"))
    wanted = [
        Wanted(kind, f"{comparison.name}, {key}, {acronym.term}", True, (acronym.term, value, key) in given)
        for acronym in comparison.acronyms
        for kind, values in (
            ("expansion of an acronym", acronym.expansions),
            ("acronym: not known", {NOT_KNOWN: acronym.unknown}),
        )
        for value, keys in values.items()
        for key in keys
    ]
    return Score(tuple(statements), tuple(wanted))


def _expansion(acronyms: Iterable[Acronym], term: str, value: str, key: str) -> tuple[str, str, str] | None:
    for acronym in acronyms:
        if acronym.term != term:
            continue
        if value == NOT_KNOWN:
            return (term, value, key) if key in acronym.unknown else None
        for expansion, keys in acronym.expansions.items():
            if key in keys and same_value(expansion, value):
                return term, expansion, key
    return None


def _divergences(comparison: Comparison, document: Document) -> Score:
    statements, found, trapped = [], [], []
    for fact in document["facts"]:
        if not fact["diverges"]:
            continue
        told = [value for value in fact["values"] if value["value"] != NOT_KNOWN]
        right = next((one for one in comparison.divergences if _same(one, told)), None)
        found.append(right)
        kind = _DIVERGE.get(fact["kind"], "other facts diverge")
        says = f"{fact['topic']}: " + "; ".join(f"{one['value']} ({', '.join(one['respondents'])})" for one in told)
        statements.append(Statement(kind, right is not None, comparison.name, says))
        if right is None:
            trapped += [f"{comparison.name}: {trap.topic}" for trap in comparison.traps if _meets(trap, told)]
    wanted = [
        Wanted(
            _DIVERGE.get(one.kind, "other facts diverge"),
            f"{comparison.name}, {one.topic}",
            one.kind != "",
            one in found,
        )
        for one in comparison.divergences
    ]
    return Score(tuple(statements), tuple(wanted), trapped=tuple(trapped))


def _same(gold: Told, told: Sequence[Mapping[str, Any]]) -> bool:
    """Every value is one of the gold, given by those who give it there, and there are two at least."""
    matched = [_held(gold, value) for value in told]
    return None not in matched and len(set(matched)) > 1


def _held(gold: Told, value: Mapping[str, Any]) -> str | None:
    for known, keys in gold.values.items():
        if same_value(known, value["value"]) and set(value["respondents"]) <= set(keys):
            return known
    return None


def _meets(trap: Told, told: Sequence[Mapping[str, Any]]) -> bool:
    met = {
        known
        for known, keys in trap.values.items()
        for value in told
        if same_value(known, value["value"]) and set(value["respondents"]) & set(keys)
    }
    return len(met) > 1


def same_value(gold: str, said: str) -> bool:
    """Whether the first number of the gold is among those said; for words, whether one holds the other."""
    wanted = number(gold)
    if wanted:
        return wanted[0] in number(said)
    one, other = _plain(gold), _plain(said)
    return bool(one and other) and (one in other or other in one)


def _two(comparison: Comparison, document: Document) -> Score:
    statements, found = [], set()
    for fact in document["facts"]:
        for key in fact["self_contradictions"]:
            own = [value["value"] for value in fact["values"] if key in value["respondents"]]
            right = next((one for one in comparison.two_values if one.by == key and _gives(one, own)), None)
            found.add(right)
            says = f"{fact['topic']}: {'; '.join(own)}"
            statements.append(Statement("gives two values", right is not None, f"{comparison.name}, {key}", says))
    wanted = [
        Wanted("gives two values", f"{comparison.name}, {one.by}, {one.topic}", True, one in found)
        for one in comparison.two_values
    ]
    return Score(tuple(statements), tuple(wanted))


def _gives(gold: TwoValues, own: Sequence[str]) -> bool:
    return all(any(same_value(value, said) for said in own) for value in gold.values)


# Findings


def _findings(comparison: Comparison, document: Document, texts: Texts) -> Score:
    statements: list[Statement] = []
    found, denied = set(), set()
    for finding in document["findings"]:
        where = f"{comparison.name}, {', '.join(finding['raised_by'])}"
        says = f"{finding['title']} ← " + " / ".join(quote["text"] for quote in finding["quotes"])
        points = [one for one in comparison.shared if _makes(one, finding, texts)]
        if len(finding["raised_by"]) > 1:
            found.update(one.point for one in points)
            statements.append(Statement("point of two or more", bool(points), where, says))
        else:
            statements.append(Statement("point of one alone", False if points else None, where, says))
        if finding["kind"] not in (None, "", "other"):
            right = any(one.kind == finding["kind"] for one in points) if points else None
            statements.append(Statement("kind of a point", right, where, f"{finding['kind']}: {says}"))
        if finding["opposed_by"]:
            real = [point for point in comparison.contradictions if _opposes(point.words, finding, texts)]
            denied.update(point.point for point in real)
            against = f"{says} against {', '.join(finding['opposed_by'])}"
            statements.append(Statement("contradiction", bool(real), where, against))
    wanted = [
        *(
            Wanted("point of two or more", f"{comparison.name}, {one.point}", one.near, one.point in found)
            for one in comparison.shared
        ),
        *(
            Wanted("contradiction", f"{comparison.name}, {one.point}", False, one.point in denied)
            for one in comparison.contradictions
        ),
    ]
    return Score(tuple(statements), tuple(wanted))


def _makes(point: Shared, finding: Mapping[str, Any], texts: Texts) -> bool:
    """Whether each of those who raise the finding makes this point in the words that are quoted."""
    raised = finding["raised_by"]
    return bool(raised) and all(_quoted(point.words, key, finding, texts) for key in raised)


def _opposes(words: Mapping[str, str], finding: Mapping[str, Any], texts: Texts) -> bool:
    sides = (finding["raised_by"], finding["opposed_by"])
    return all(any(_quoted(words, key, finding, texts) for key in side) for side in sides)


def _quoted(words: Mapping[str, str], key: str, finding: Mapping[str, Any], texts: Texts) -> bool:
    if key not in words:
        return False
    span = locate(words[key], texts[key])
    return span is not None and any(_overlap(span, quoted) > 0 for quoted in _quotes(key, finding))


def _quotes(key: str, finding: Mapping[str, Any]) -> Iterator[Span]:
    for quote in finding["quotes"]:
        if quote["respondent"] == key:
            yield quote["response"], quote["start"], quote["end"]
