"""Whether the paper's stored text holds what a respondent says: found, not found in what was searched, or contradicted. Pure.

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
from collation.statements import statements
from collation.words import sentences, stem, tokens, typed


@dataclass(frozen=True)
class Paper:
    """What is stored of the paper: its abstract, and its full text by pages; each empty where it is not stored."""

    abstract: str = ""
    pages: tuple[str, ...] = ()


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


_TERM = re.compile(
    r"(?<![\w-])(?:[Cc]onstitutional AI|(?:[Aa]dversarial |[Ee]xtensive )?[Rr]ed[- ][Tt]eam(?:ing|ed|s)?|PPO|DPO|GRPO|DAPO|RLHF|RLAIF|RLVR|"
    r"[Rr]eward [Mm]odel(?:l?ing)?s?|[Ss]andbox(?:ing|es|ed)?(?: [Ss]imulation)?|[Gg]uardrails?|[Jj]ailbreaks?|[Aa]blation(?: stud(?:y|ies))?s?|"
    r"[Dd]ouble-blind\w*|[Pp]lacebo\w*|[Rr]andomi[sz]ed(?: controlled)? trial|[Cc]ross-validation|[Pp]ower analysis|[Pp]re-?regist\w+|"
    r"[Bb]lind(?:ed)? (?:analysis|evaluation|review)|[Mm]onte Carlo(?: simulations?)?|[Dd]ata augmentation|[Ii]ntention-to-treat|[Ss]ystematic uncertaint\w+|"
    r"[Kk]nowledge distillation|[Cc]hain-of-thought|[Ss]elf-(?:play|consistency|supervised learning)|[Cc]ontrastive learning|[Tt]ransfer learning|"
    r"[Hh]uman (?:evaluation|study|studies|raters)|[Ee]thics (?:board|committee|approval)|[Ii]nformed consent|[Dd]ifferential privacy|[Ff]ederated learning)(?![\w])"
)
_QUOTED_NAME = re.compile(r"\"([A-Z][\w-]+(?: [A-Z][\w-]+){1,4})\"|(?<![.!?] )(?<!^)(?<![\w-])([A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,3} \d(?:\.\d)?)(?![\w%])")
_DENIED = re.compile(
    r"\b(?:no|not|n't|never|without|nothing|none|nobody|neither|nor|absence|absent|lacks?|lacking|missing|cannot|omits?|unclear|silent|fails? to|should|would|could|"
    r"recommend\w*|ought|needs? to|must|future|might|if|whether|unlike|look(?:ed|ing)? for|instead of|such as|other)\b"
)
_ABOUT_OTHERS = re.compile(r"\b(?:typically|usually|in general|generally|most models|other models|commercial deployments|companies|many|some labs|I would|I'd|you)\b")


def searched(paper: Paper) -> str:
    """What there is to search: full_text, abstract or nothing."""
    return "full_text" if any(page.strip() for page in paper.pages) else "abstract" if paper.abstract.strip() else "nothing"


def ground(fact: Fact, value: Value, paper: Paper) -> Grounding:
    """Whether the paper gives this value of the fact's topic, another one, or neither."""
    where = searched(paper)
    if where == "nothing" or not value.known:
        return Grounding("not_found", where)
    other: Grounding | None = None
    for page, mention, quote in _given(paper):
        if mention.key != fact.key or (mention.kind != fact.kind and (mention.kind, fact.kind) != ("phrase", "acronym")):
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
        stems = f" {' '.join(_stems(text))} "
        if needle in stems or joined in stems:
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
    holds: dict[str, bool] = {}
    found: dict[tuple[str, str], Ungrounded] = {}
    for respondent in respondents:
        for at, turn in enumerate(respondent.turns):
            for term, start, end in _attributed(turn):
                key = " ".join(_stems(term))
                if (respondent.key, key) in found:
                    continue
                if key not in holds:
                    holds[key] = ground_term(term, paper).status == "found"
                if not holds[key]:
                    quote = turn.text[start:end]
                    found[respondent.key, key] = Ungrounded(
                        respondent.key, term, quote, where, at, turn.response_id, start, end
                    )
    return tuple(found.values())


def _attributed(turn: Turn) -> Iterator[tuple[str, int, int]]:
    """The terms that a response says of the paper's subject, each with the sentence that says so."""
    text = typed(turn.text)
    for statement in statements(turn):
        part = text[statement.start : statement.end]
        if part.rstrip().endswith("?") or _ABOUT_OTHERS.search(part):
            continue
        for pattern in (_TERM, _QUOTED_NAME):
            for match in pattern.finditer(part):
                if not _DENIED.search(part[max(0, match.start() - 80) : match.start()]):
                    term = next((group for group in match.groups() if group), match.group())
                    yield " ".join(term.split()), statement.whole_start, statement.whole_end


def _same(mention: Mention, value: Value) -> bool:
    if mention.low is not None and mention.high is not None and value.low is not None and value.high is not None:
        return can_both_hold((mention.low, mention.high), (value.low, value.high))
    return mention.value_key == value.key or (mention.key == "maker" and same_maker(mention.value_key, value.key))


def _texts(paper: Paper) -> Iterator[tuple[int | None, str]]:
    if paper.abstract.strip():
        yield None, paper.abstract
    for number, page in enumerate(paper.pages, 1):
        yield number, page


@lru_cache(maxsize=8)
def _given(paper: Paper) -> tuple[tuple[int | None, Mention, str], ...]:
    """The paper's own mentions: the page, the mention, and its sentence."""
    return tuple(
        (page, mention, text[mention.start : mention.end])
        for page, text in _texts(paper)
        for mention in mentions(Turn(0, 0, "", text, (Block("paragraph", 0, 0, len(text)),)))
    )


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(part) for word in tokens(text) for part in re.split(r"[-.']", word) if part and part != "s")


def _sentence_with(text: str, *needles: str) -> str:
    for start, end in sentences(text, 0, len(text)):
        stems = f" {' '.join(_stems(text[start:end]))} "
        if any(needle in stems for needle in needles):
            return text[start:end]
    return ""
