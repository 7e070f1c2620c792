"""Sentences in which a response makes a point of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.facts.amounts import SPELT
from collation.language.detection import ENGLISH, language
from collation.language.scopes import is_of_any_answer, narrowed
from collation.language.words import WORD, sentences, trimmed, typed
from collation.record import Block, Turn

_LEAST = 3  # terms of a sentence that can say the same as another
_MOST = 40  # terms of a sentence that is compared
_LONGEST = 400  # characters of one
_VERDICT = 2  # words of a sentence or cell that may judge the one before it

_TERM = re.compile(rf"{WORD.pattern}|[%‰°$€£¥₹<>≤≥=≠±×÷≈~→←↑↓]|[-−+](?=[\d.])")
_EMPTY = frozenset("a an the this these that very quite really rather far indeed actually certainly also".split())
"""Words that do not change what a sentence says.

Every other word may.
"""

_OPENING = frozenset(
    "overall however moreover furthermore additionally therefore thus so then here and finally firstly secondly".split()
)
"""Words that introduce a sentence and are no part of its statement."""

_SAME = {"are": "is", "were": "was", "has": "have", "article": "paper", "manuscript": "paper"}
_A_FEW = re.compile(r"\ba (?=(?:few|little|lot|bit|couple)\b)")  # few is less than a few
_HAVING = re.compile(r"\b(?:have|has|had) (?=[^\W\d_]+(?:ed|en)\b)")  # had started, started
_TO_DO = re.compile(r"\bto (?=[^\W\d_]{2})(?!(?:an|the|half|zero|" + "|".join(SPELT) + r")\b)")  # helped to sleep

_OF_ITSELF = re.compile(
    r"\b(?:i|i'm|i've|i'd|i'll|me|my|you|your|as an ai|let me know|would you like|thank|thanks|hope this|happy to|"
    r"sorry|in (?:summary|conclusion)|to summari[sz]e|here(?:'s| is| are)|below (?:is|are)|see (?:above|below)|"
    r"(?:conflict|competing|declaration)s? (?:of )?interests?|not applicable|subscribe|newsletter|"
    r"last updated|all rights reserved|copyright|click here|share this|read more|sign (?:up|in)|cookies?|"
    r"ethics review|acceptance threshold)\b"
)
_CITES = re.compile(
    r"https?:|www\.|\bdoi\b|\barxiv\b|\bisbn\b|\bet al\b|\bpp?\. ?\d|\bvol\. ?\d|\((?:1[5-9]|20)\d\d[a-z]?\)\.|"
    r"^\W*(?:title|author|source|link|date|journal|url|rating|score|grade|confidence|recommendation|decision|soundness|"
    r"presentation|contribution|originality|significance|overall(?: \w+)?)s?\b ?:"
)
_REFERENCE = re.compile(
    r"\A\W*(?:\[?\d{1,3}\]?\W+)?[^\W\d_][\w'-]+,? (?:[A-Z]\.[ ,]*)+|\((?:1[5-9]|20)\d\d[a-z]?\)\.|"
    r"\b(?i:doi|arxiv|isbn)\b|https?:"
)
_POINTS_BACK = re.compile(
    r"\A\W*(?:(?:and|but|so|also|thus|however|overall|here|yet|still)\W+)*(?:"
    r"it(?!\s+(?:is|was|remains)\s+(?:not\s+)?(?:un)?(?:clear|known|hard|difficult|impossible|possible|important|worth|"
    r"likely|striking|notable|true|doubtful)\s+(?:that|whether|how|why|what|to|if)\b)|its|they|their|he|she|his|her|"
    r"(?:this|that|these|those)(?=\s+(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|should|may|might|"
    r"must|makes?|means?|shows?|seems?|leaves?|raises?|gives?|alone|also|only|not)\b)|"
    r"the (?:former|latter|others?|rest|same)|(?:the )?(?:first|second|third|last)(?=\s+(?:is|are|was|were|has|had)\b))"
    r"(?![\w-])"
)
"""The opening of a sentence whose subject stands in an earlier one."""

_QUOTES = re.compile(r"[\"“”«»„]|(?<!\w)['‘](?=\w[^'’]*\w['’](?!\w))")
_FRAGMENT_END = re.compile(r"(?:[;,:(]|\b(?:and|or|that|whether))\s*$")
_LABEL = re.compile(r"\W*(?:[\w'-]+ ){0,3}[\w'-]+:(?=\s)")
_SETTING_APART = re.compile(
    r"\b(?:that|whether|claims?|claimed|assert\w*|says?|said|statements?|quot\w+|alleg\w+|suppos\w+|hypothes\w+|"
    r"questions?|asks?|not|no|never|without|un\w+|false\w*|wrong\w*|incorrect\w*|myths?|misconceptions?|errors?|"
    r"mistakes?|objections?|if|would|should|"
    r"critics|opponents|proponents|supporters|advocates|defenders|s[ck]eptics|"
    r"rumou?r\w*|leaves? out|left out|omit\w*|according|believe\w*)\b|n't\b|\?|"
    r"\A\W*(?:\w{1,3}\W+)?(?:references?|bibliography|sources?|citations?|works cited|further reading|links?)\W*\Z"
)
"""Headings under which a sentence may be someone else's."""


@dataclass(frozen=True)
class RaisedPoint:
    """`text`, which is `text[start:end]` of a response, in code points.

    `terms` stand for what it says: equal terms mean the same point. They include the heading that narrows it.
    """

    response_id: int
    response: int
    start: int
    end: int
    text: str
    terms: tuple[str, ...] = ()


def points(turn: Turn) -> tuple[RaisedPoint, ...]:
    """Extract the points of one response, in order.

    They depend on its text and blocks alone; linear in its length. Everything that need not be the respondent's own
    statement is left out: headings, code, quotations, questions, lead-ins and their fragments, references, lines about
    itself, and sentences under a heading that sets them apart.
    """
    text = typed(turn.legible)
    english = language(turn.legible) in (ENGLISH, "")
    raised = []
    for block, apart, under in _spoken(text, turn.blocks or (Block("paragraph", 0, 0, len(text)),)):
        for start, end in _sentences(text, block):
            whole = block.kind in ("item", "row") or not text[end - 1].isalnum()
            if whole and not apart and (point := _point(turn, text, start, end, english, under)):
                raised.append(point)
    return tuple(raised)


def key_of(lowered: str, english: bool) -> tuple[str, ...]:
    """The words of a plain sentence that count in a comparison.

    All words of a sentence that is not English.
    """
    if not english:
        return tuple(lowered.strip(" \t\n.!。！*_").split())
    lowered = _A_FEW.sub("a-", _TO_DO.sub("", _HAVING.sub("", lowered)))
    words = [_SAME.get(word, word) for word in _TERM.findall(lowered)]
    while words and words[0] in _OPENING:
        words.pop(0)
    return tuple(word for word in words if word not in _EMPTY)


def _spoken(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, bool, str]]:
    """The blocks that hold sentences.

    Each with whether a head above sets it apart, and the words to which a head narrows it.
    """
    under = lead = False
    heading = leading = ""
    row = False
    for index, block in enumerate(blocks):
        words = text[block.start : block.end].strip()
        if block.kind == "heading":
            under, lead = bool(_SETTING_APART.search(words.lower())), False
            heading, leading = narrowed(words[:_LONGEST]), ""
        elif block.kind == "row":
            if row:
                yield block, under, f"{heading} {narrowed(_first_cell(text, block))}".strip()
        elif block.kind not in ("code", "quote") and not _REFERENCE.search(words):
            below = blocks[index + 1].kind if index + 1 < len(blocks) else ""
            if below in ("item", "row") and (words.endswith(":") or words[-1:] not in tuple(".!?)")):
                lead = bool(_SETTING_APART.search(words.lower())) or not (
                    words.endswith(":") or is_of_any_answer(words)
                )
                if block.kind != "item":
                    leading = narrowed(words[:_LONGEST])
                    continue
            elif block.kind != "item":
                lead, leading = False, ""
            apart = under or (lead and block.kind == "item")
            yield block, apart, f"{heading} {leading if block.kind == 'item' else ''}".strip()
        row = block.kind == "row"


def _first_cell(text: str, row: Block) -> str:
    return text[row.start : row.end].partition("\t")[0][:_LONGEST]


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a block that no verdict follows.

    A sentence before "False." need not be the respondent's own.
    """
    if block.kind == "row":
        yield from _of_row(text, block)
        return
    spans = sentences(text, block.start, block.end)
    for index, (start, end) in enumerate(spans):
        if index + 1 == len(spans) or len(WORD.findall(text, *spans[index + 1])) > _VERDICT:
            yield start, end


def _of_row(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a row's cells after the first.

    None if a verdict closes the row. The first cell names the subject.
    """
    first, *cells = text[block.start : block.end].split("\t")
    if not cells or len(WORD.findall(cells[-1])) <= _VERDICT:
        return
    offset = block.start + len(first) + 1
    for cell in cells:
        yield from sentences(text, *trimmed(text, offset, offset + len(cell)))
        offset += len(cell) + 1


def _point(turn: Turn, text: str, start: int, end: int, english: bool, under: str) -> RaisedPoint | None:
    sentence = text[start:end]
    lowered = sentence.lower()
    if len(sentence) > _LONGEST or sentence.rstrip("*_ ").endswith("?") or _FRAGMENT_END.search(lowered):
        return None
    label = _LABEL.match(lowered)
    if label and _SETTING_APART.search(label.group()):
        return None
    if _QUOTES.search(sentence) or _CITES.search(lowered) or _OF_ITSELF.search(lowered) or _is_title(sentence):
        return None
    if english and _POINTS_BACK.match(lowered):
        return None
    if english and label and _adds_nothing(label.group(), lowered[label.end() :]):
        lowered = lowered[label.end() :]
    terms = key_of(lowered, english)
    if not (_LEAST if english else _LEAST - 1) <= len(terms) <= _MOST:
        return None
    narrows = tuple(f"under {word}" for word in WORD.findall(under) if word not in terms)
    return RaisedPoint(turn.response_id, turn.position, start, end, turn.quote(start, end), (*terms, *narrows))


def _adds_nothing(label: str, rest: str) -> bool:
    """Whether a label narrows nothing of what follows it.

    Examples: "Tower: the tower leans", "Weakness: the tower leans".
    """
    rest_words = set(WORD.findall(rest))
    return is_of_any_answer(" ".join(word for word in WORD.findall(label) if word not in rest_words))


def _is_title(sentence: str) -> bool:
    """Whether most words begin with a capital, as in a title."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
