"""The sentences in which one response says something of its own, ready to be compared with those of others. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.languages import ENGLISH, language
from collation.record import Block, Turn
from collation.words import WORD, sentences, stem, trimmed, typed

VERSION = 4  # of the analysis: a cache keys it together with the hash of the response

_LEAST = 2  # terms of a sentence that can say the same as another
_MOST = 40  # terms of a sentence that is compared
_LONGEST = 400  # characters of one
_VERDICT = 2  # words of a sentence or cell that may judge the one before it

_EMPTY = frozenset(
    map(
        stem,
        """
    a an the of in on at to for and as is are was were been being am has have had do does did this that these those
    its their there here also overall very quite really rather indeed clearly generally however moreover furthermore
    additionally finally firstly secondly therefore thus so then it they which who such some any paper article
    manuscript work study whole entire far anywhere actually simply certainly itself themselves obviously main fully
    """.split(),
    )
)
"""Words that two sentences may differ in and still say the same."""

_TURNING = re.compile(
    r"\w*n't$|(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|lacks?|lacking|fails?|failed|hardly|barely|"
    r"scarcely|rarely|seldom|little|few|only|merely|just|almost|nearly|too|less|least|more|most|than|but|except|unless|"
    r"be|if|whether|would|should|could|might|may|must|can|will|need|needs|by|from|against|into|before|after|until|"
    r"possibly|perhaps|probably|apparently|arguably|allegedly|supposedly|reportedly|says?|said|claims?|claimed|argue[sd]?|"
    r"believes?|seems?|appears?|all|every|each|both|many|several|i|we|you|he|she)$"
)
"""Words that turn, bound or lend what a sentence says: between two that say the same none is added or taken away."""

_TAIL = re.compile(r"; |, (?:and|so|which|who|including|because|since|as) ")
"""What begins a part of a sentence that takes nothing back of what stands before it, if no word in it turns."""

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
_QUOTES = re.compile(r"[\"“”«»„]|(?<!\w)['‘](?=\w[^'’]*\w['’](?!\w))")
_FRAGMENT_END = re.compile(r"(?:[;,:(]|\b(?:and|or|that|whether))\s*$")
_LABEL = re.compile(r"\W*(?:[\w'-]+ ){0,3}[\w'-]+:(?=\s)")
_SETTING_APART = re.compile(
    r"\b(?:that|whether|claims?|claimed|assert\w*|says?|said|statements?|quot\w+|alleg\w+|suppos\w+|hypothes\w+|"
    r"questions?|asks?|not|no|never|without|un\w+|false\w*|wrong\w*|incorrect\w*|myths?|misconceptions?|errors?|"
    r"mistakes?|objections?|if|would|should)\b|n't\b|\?|"
    r"\A\W*(?:\w{1,3}\W+)?(?:references?|bibliography|sources?|citations?|works cited|further reading|links?)\W*\Z"
)
"""Heads of lists and sections under which a sentence need not be what the respondent says."""


@dataclass(frozen=True)
class Point:
    """`text`, which is `text[start:end]` of a response, in code points.

    `terms` are the stems of what it says first, in order, and `turning` its words that turn or bound that, in order. In
    a text that is not English both are empty: only the very same words count, which `words` holds.
    """

    response_id: int
    response: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    terms: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()


def points(turn: Turn) -> tuple[Point, ...]:
    """The points of one response, in order. Depends on its text and blocks alone; linear in its length.

    Left out is what need not be its own word on the matter: headings, code, quotations, questions, lead-ins and the
    fragments that hang on them, references, lines about itself, and what stands under a head that sets it apart.
    """
    text = typed(turn.text)
    english = language(turn.text) == ENGLISH
    found = []
    for block, apart in _spoken(text, turn.blocks or (Block("paragraph", 0, 0, len(text)),)):
        for start, end in _sentences(text, block):
            whole = block.kind in ("item", "row") or not text[end - 1].isalnum()
            if whole and not apart and (point := _point(turn, text, start, end, english)):
                found.append(point)
    return tuple(found)


def key_of(lowered: str, english: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence in lower case says first and the words that turn it; both empty if it is not English."""
    if not english:
        return (), ()
    words = WORD.findall(lowered)
    tail = _TAIL.search(lowered)
    if tail and not any(_TURNING.match(word) for word in WORD.findall(lowered, tail.end())):
        words = WORD.findall(lowered, 0, tail.start())
    turning = tuple(word for word in words if _TURNING.match(word))
    terms = (stem(word) for word in words if not _TURNING.match(word))
    return tuple(term for term in terms if term not in _EMPTY), turning


def _spoken(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks that hold sentences, each with whether a head above sets it apart."""
    under = lead = False
    row = False
    for at, block in enumerate(blocks):
        words = text[block.start : block.end].strip()
        if block.kind == "heading":
            under, lead = bool(_SETTING_APART.search(words.lower())), False
        elif block.kind == "row":
            if row:
                yield block, under
        elif block.kind not in ("code", "quote") and not _REFERENCE.search(words):
            below = blocks[at + 1].kind if at + 1 < len(blocks) else ""
            if below in ("item", "row") and (words.endswith(":") or words[-1:] not in tuple(".!?)")):
                lead = bool(_SETTING_APART.search(words.lower())) or not words.endswith(":")
                if block.kind != "item":
                    continue
            elif block.kind != "item":
                lead = False
            yield block, under or (lead and block.kind == "item")
        row = block.kind == "row"


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a block but for those that a verdict follows ("False."), which need not be its own word."""
    if block.kind == "row":
        yield from _of_row(text, block)
        return
    held = sentences(text, block.start, block.end)
    for at, (start, end) in enumerate(held):
        if at + 1 == len(held) or len(WORD.findall(text, *held[at + 1])) > _VERDICT:
            yield start, end


def _of_row(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of the cells after the first, which names what the row is about; none if a verdict closes it."""
    first, *cells = text[block.start : block.end].split("\t")
    if not cells or len(WORD.findall(cells[-1])) <= _VERDICT:
        return
    at = block.start + len(first) + 1
    for cell in cells:
        yield from sentences(text, *trimmed(text, at, at + len(cell)))
        at += len(cell) + 1


def _point(turn: Turn, text: str, start: int, end: int, english: bool) -> Point | None:
    said = text[start:end]
    lowered = said.lower()
    if len(said) > _LONGEST or said.rstrip("*_ ").endswith("?") or _FRAGMENT_END.search(lowered):
        return None
    label = _LABEL.match(lowered)
    if label and _SETTING_APART.search(label.group()):
        return None
    if _QUOTES.search(said) or _CITES.search(lowered) or _OF_ITSELF.search(lowered) or _is_title(said):
        return None
    words = tuple(WORD.findall(lowered))
    terms, turning = key_of(lowered, english)
    if not _LEAST <= len(terms or words) <= _MOST or (english and len(words) < _LEAST + 1):
        return None
    return Point(turn.response_id, turn.position, start, end, turn.text[start:end], words, terms, turning)


def _is_title(said: str) -> bool:
    """Whether most words begin with a capital, as those of a title or a list of names do."""
    words = re.findall(r"[^\W\d_]{4,}", said)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
