"""Whether the paper's stored text holds what a respondent says: found, not found, or contradicted. Pure.

A paper is never said to prove anybody false: where words are not found, the answer says what was searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from collation.amounts import can_both_hold
from collation.concordance import mentions
from collation.facts import Fact, Mention, Value
from collation.names import same_maker
from collation.record import Block, Respondent, Turn
from collation.statements import account
from collation.words import sentences, stem, tokens


@dataclass(frozen=True)
class Paper:
    """What is stored of the paper: its abstract, and its full text by pages; each empty where it is not stored.

    The title is searched along, and alone counts as nothing.
    """

    abstract: str = ""
    pages: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Grounding:
    """Whether the paper holds a value or a term.

    `status` is found, not_found or contradicted (the paper gives another value of the same topic); `searched` is
    full_text, abstract or nothing. `quote` is the sentence of the paper; `page` counts from 1, None in the abstract.
    """

    status: str
    searched: str
    quote: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Ungrounded:
    """A term that a respondent says is the paper's, and that was not found in what was searched.

    `quote` is `text[start:end]` of the respondent's response number `response`.
    """

    respondent: str
    term: str
    quote: str
    searched: str
    response: int
    response_id: int
    start: int
    end: int


_PRACTICE = re.compile(
    r"(?<![\w-])(?:[Rr]ed[- ][Tt]eam(?:ing|ed|s)?|[Rr]eward [Mm]odel(?:l?ing)?s?|[Ss]andbox(?:ing|es|"
    r"ed)?(?: [Ss]imulation)?|"
    r"[Gg]uardrails?|[Jj]ailbreaks?|[Aa]blation(?: stud(?:y|ies))?s?|[Dd]ouble-blind\w*|[Pp]lacebo-controlled|"
    r"[Rr]andomi[sz]ed(?: controlled)? trial|[Cc]ross-validation|[Pp]ower analysis|[Pp]re-?regist(?:ered|ration)|"
    r"[Bb]lind(?:ed)? (?:analysis|evaluation|review)|[Mm]onte Carlo(?: simulations?)?|[Dd]ata augmentation|"
    r"[Ii]ntention-to-treat|"
    r"[Kk]nowledge distillation|[Cc]hain-of-thought|[Ss]elf-(?:play|consistency|supervised learning)|"
    r"[Cc]ontrastive learning|"
    r"[Tt]ransfer learning|[Hh]uman (?:evaluation|study|studies|raters)|[Ee]thics (?:board|committee|approval)|"
    r"[Ii]nformed consent|[Dd]ifferential privacy|[Ff]ederated learning)(?!\w)"
)
_QUOTED_NAME = re.compile(r"\"([A-Z][\w-]+(?: [A-Z][\w-]+){1,4})\"")
_RELATIONS = frozenset({"method", "hardware", "optimiser", "tested on"})
_THE_PAPERS = re.compile(r"\b(?:papers?|authors?|researchers?|reports?|stud(?:y|ies)|team|models?|trials?)\b")
_DENIED = re.compile(
    r"n't\b|\b(?:no|not|never|without|nothing|none|nobody|neither|nor|absence|absent|lacks?|lacking|missing|cannot|"
    r"omits?|"
    r"unclear|silent|fails? to|should|would|could|recommend\w*|ought|needs? to|must|future|might|if|whether|unlike|"
    r"look(?:ed|ing)? for|instead of|such as|other|ask(?:ed)? for|want)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:typically|usually|often|in general|generally|most|many|some|others?|prior|the field|commercial|companies|"
    r"hosts?|deployments?|i would|i'd|you|your|pipelines, where)\b"
)
_SHORT = 120  # characters: a shorter statement is read with its heading and the line that leads to it
_REACH = 80  # characters before a term in which a negation counts
_IN_GENERAL = re.compile(r"\b(?:like|can|e\.g\.)")
_FEW_WORDS = 3  # a term in no longer a line, heading apart, says nothing of the paper
_CLAUSE = re.compile(r"[;,] ")
_TOLD_TO_DO = re.compile(r" (?:it|them|your|all|every|everything|any)\b")


def searched(paper: Paper) -> str:
    """What there is to search: full_text, abstract or nothing."""
    return (
        "full_text"
        if any(page.strip() for page in paper.pages)
        else "abstract"
        if paper.abstract.strip()
        else "nothing"
    )


def ground(fact: Fact, value: Value, paper: Paper) -> Grounding:
    """Whether the paper gives this value of the fact's topic, another one, or neither."""
    where = searched(paper)
    if where == "nothing" or not value.known:
        return Grounding("not_found", where)
    other: Grounding | None = None
    for page, mention, quote in _given(paper):
        if mention.key != fact.key or (
            mention.kind != fact.kind and (mention.kind, fact.kind) != ("phrase", "acronym")
        ):
            continue
        if _same(mention, value):
            return Grounding("found", where, quote, page)
        if mention.kind != "phrase" and mention.many == "one" and other is None:
            other = Grounding("contradicted", where, quote, page)
    if fact.kind != "quantity" and (found := ground_term(value.value, paper)).status == "found":
        return found
    return other or Grounding("not_found", where)


def ground_term(term: str, paper: Paper) -> Grounding:
    """Whether the paper holds the words of a term, in this order, in whatever form, case and hyphenation."""
    where = searched(paper)
    wanted = _stems(term)
    if where == "nothing" or not wanted:
        return Grounding("not_found", where)
    needle = f" {' '.join(wanted)} "
    joined = f" {''.join(wanted)} "
    for page, text in _texts(paper):
        if needle in (stems := _stemmed(text)) or joined in stems:
            return Grounding("found", where, _sentence_with(text, needle, joined), page)
    return Grounding("not_found", where)


def ungrounded(respondents: Sequence[Respondent], paper: Paper) -> tuple[Ungrounded, ...]:
    """The named methods and practices that respondents say are the paper's, and that its stored text does not hold.

    Each term once for each respondent, where it is first said. What is denied, wished for, or said of others is
    left out. Empty where nothing of the paper is stored.
    """
    where = searched(paper)
    if where == "nothing":
        return ()
    own = {mention.value for _, mention, _ in _given(paper) if mention.kind == "name"}
    holds: dict[str, bool] = {}
    found: dict[tuple[str, str], Ungrounded] = {}
    for respondent in respondents:
        for at, turn in enumerate(respondent.turns):
            for term, start, end in _attributed(turn):
                key = " ".join(_stems(term))
                if (respondent.key, key) in found:
                    continue
                if key not in holds:
                    holds[key] = term in own or ground_term(term, paper).status == "found"
                if not holds[key]:
                    quote = turn.text[start:end]
                    found[respondent.key, key] = Ungrounded(
                        respondent.key, term, quote, where, at, turn.response_id, start, end
                    )
    return tuple(found.values())


def _attributed(turn: Turn) -> Iterator[tuple[str, int, int]]:
    """The terms that a response says of the paper's subject, each with the sentence that says so."""
    told = account(turn)
    named: dict[tuple[int, int], list[str]] = {}
    for mention in mentions(turn):
        if mention.kind == "name" and mention.key in _RELATIONS:
            named.setdefault((mention.start, mention.end), []).append(mention.value)
    lead = ""
    for statement in told.statements:
        part = told.text[statement.start : statement.end]
        lowered = part.lower()
        under = (
            f"{statement.heading.lower()} {lead}"
            if statement.start != statement.whole_start or len(part) < _SHORT
            else ""
        )
        if lowered.rstrip().endswith(":"):
            lead = _CLAUSE.split(lowered)[-1]
        if lowered.rstrip().endswith("?") or _OF_OTHERS.search(lowered) or _DENIED.search(under):
            continue
        for term, at in _terms(part):
            alone = len(part.split()) <= _FEW_WORDS and part != statement.heading
            if not alone and not _DENIED.search(lowered[max(0, at - _REACH) : at]):
                yield term, statement.whole_start, statement.whole_end
        for term in named.pop((statement.whole_start, statement.whole_end), ()):
            if not _DENIED.search(lowered) and not _IN_GENERAL.search(lowered):
                yield term, statement.whole_start, statement.whole_end


def _terms(part: str) -> Iterator[tuple[str, int]]:
    """The named practices of a statement, and the names that it sets in quotation marks; where each begins."""
    taken = 0
    if _THE_PAPERS.search(part.lower()):
        for match in _QUOTED_NAME.finditer(part):
            yield match[1], match.start()
            taken = match.end()
    for match in _PRACTICE.finditer(part, taken):
        if not _TOLD_TO_DO.match(part, match.end()):
            yield " ".join(match.group().split()), match.start()


def _same(mention: Mention, value: Value) -> bool:
    if mention.low is not None and mention.high is not None and value.low is not None and value.high is not None:
        return can_both_hold((mention.low, mention.high), (value.low, value.high))
    return mention.value_key == value.key or (mention.key == "maker" and same_maker(mention.value_key, value.key))


def _texts(paper: Paper) -> Iterator[tuple[int | None, str]]:
    if paper.title.strip():
        yield None, paper.title
    if paper.abstract.strip():
        yield None, paper.abstract
    yield from enumerate(paper.pages, 1)


@lru_cache(maxsize=8)
def _given(paper: Paper) -> tuple[tuple[int | None, Mention, str], ...]:
    """The paper's own mentions: the page, the mention, and its sentence."""
    return tuple(
        (page, mention, text[mention.start : mention.end])
        for page, text in _texts(paper)
        for mention in mentions(Turn(0, 0, "", text, (Block("paragraph", 0, 0, len(text)),)))
    )


@lru_cache(maxsize=4096)
def _stemmed(text: str) -> str:
    """The stems of a text, each between blanks, so that a run of them is found as a string."""
    return f" {' '.join(_stems(text))} "


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(part) for word in tokens(text) for part in re.split(r"[-.']", word) if part and part != "s")


def _sentence_with(text: str, *needles: str) -> str:
    for start, end in sentences(text, 0, len(text)):
        if any(needle in _stemmed(text[start:end]) for needle in needles):
            return text[start:end]
    return ""
