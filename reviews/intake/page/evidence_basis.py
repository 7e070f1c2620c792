"""Find what a respondent could read, in its own words.

That is the full paper, the abstract only, or the web.
"""

from __future__ import annotations

import re
from itertools import chain

from reviews.intake.document import EvidenceBasis
from reviews.intake.page.evidence_phrases import AND_MORE, COMMANDS, STATEMENTS, SUPPOSES

_LABEL = re.compile(
    r"^[ \t>#*_-]*(?:\d+[.)]\s*)?(?:what (?:I|we) (?:could|can|was able to|were able to|did|have|actually)? ?(?:read|access|see|seen)(?: of (?:it|the paper))?|"
    r"(?:evidence |reading )?basis|what this (?:review|answer|is) (?:rests|is based) on|read(?:ing)? (?:status|depth|coverage)|evidence (?:depth|boundary)|coverage of (?:this|the|my) \w+|source read|i could read)[*_ \t]*(?P<colon>[:：.—–-]?)[*_ \t]*(?P<inline>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS_ABSTRACT = re.compile(r"\babstract\b|\bno(?:t| access to) the (?:full|rest)|\bpaywall", re.IGNORECASE)
_SAYS_FULL = re.compile(
    r"(?<!not )(?<!no )(?<!without )(?<!beyond )\b(?:the |its |all of the )?(?:full|entire|whole|complete)[ -](?:\S+ )?(?:text|paper|pdf|article|report|document|manuscript|version|preprint)?\b|"
    r"\b(?:all of it|everything|end[ -]to[ -]end|cover to cover|in full|the paper itself|the pdf)\b",
    re.IGNORECASE,
)
_DENIES_FULL = re.compile(
    r"\b(?:not|no|without|cannot|could ?n[o'’]t|couldn['’]t|did ?n[o'’]t|didn['’]t|unable|never|lack)\b[^.!?\n]{0,50}\b(?:full|entire|whole|complete|rest|pdf|body)\b|\bonly (?:the )?abstract|"
    r"\babstract (?:only|alone)|\bjust the abstract",
    re.IGNORECASE,
)
_SAYS_WEB = re.compile(
    r"\b(?:web|internet|online|pages?|websites?|search(?:es|ed)?|blogs?|news|coverage|summar(?:y|ies)|posts?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{3}")
_SENTENCE_ENDS = ("\n", ". ", "! ", "? ", "。", "！", "？", ": ")
_TO_THE_END = re.compile(r"[^.!?。！？\n]*(?P<end>[.!?。！？\n]|\Z)")
_LONGEST_QUOTE = 300


def evidence_basis(answers: str, *, searched: str = "") -> tuple[EvidenceBasis, str]:
    """The evidence basis of a respondent's answers, and its quotation.

    The quotation is "" if the basis is unknown. What stands under "What I could read" counts first, then any statement
    about its own reading; `searched`, the page's own notice that it searched the web, counts if there is neither.
    """
    if labelled := _under_label(answers):
        return labelled
    for value, patterns in STATEMENTS:
        quotes = [
            _sentence(answers, match)
            for match in chain.from_iterable(pattern.finditer(answers) for pattern in patterns)
            if not (value == "abstract_only" and AND_MORE.match(answers, match.end())) and _is_stated(answers, match)
        ]
        if quotes:
            own = [quote for quote in quotes if re.match(r"(?:I|we)\b", quote, re.IGNORECASE)]
            return value, (own or quotes)[0]
    return ("web_search", searched) if searched else ("unknown", "")


def _under_label(answers: str) -> tuple[EvidenceBasis, str] | None:
    """The basis under a line "What I could read".

    It stands on that line or below it; its words come with it.
    """
    for label in _LABEL.finditer(answers):
        said = label["inline"] if label["colon"] or not label["inline"] else ""
        if not _WORD.search(said):
            if label["inline"] and not label["colon"]:
                continue
            below = answers[label.end() : label.end() + 3 * _LONGEST_QUOTE].lstrip("\n -:*_=")
            said = "" if below.startswith("#") else below.split("\n", 1)[0]
        if len(said) > 2 * _LONGEST_QUOTE:
            said = said[: 2 * _LONGEST_QUOTE]
        if basis := _basis_of(said):
            return basis, said.strip(" .\u00a0*_\\")[:_LONGEST_QUOTE]
    return None


def _basis_of(said: str) -> EvidenceBasis | None:
    """What some words under "What I could read" say, else None."""
    denied = _DENIES_FULL.search(said) is not None
    if _SAYS_FULL.search(said) and not denied:
        return "full_paper"
    if _SAYS_ABSTRACT.search(said):
        return "abstract_only"
    return "web_search" if _SAYS_WEB.search(said) else None


def _is_stated(answers: str, match: re.Match[str]) -> bool:
    """Whether a statement is one: not supposed, asked or demanded."""
    start, end = match.span()
    before = answers[max(0, start - _LONGEST_QUOTE) : start]
    before = before[max(before.rfind(mark) + 1 for mark in _SENTENCE_ENDS) :]
    after = _TO_THE_END.match(answers, end, end + _LONGEST_QUOTE)
    asked = after is not None and after["end"] in ("?", "？")
    return not (asked or SUPPOSES.search(before[-40:]) or COMMANDS.match(before))


def _sentence(text: str, match: re.Match[str]) -> str:
    """The words from the match to the end of its sentence.

    The start of the sentence is added if it is near.
    """
    end = min(
        (
            place
            for mark in (". ", ".\n", "\n", "! ", "? ", "。", "！", "？")
            if (place := text.find(mark, match.end())) >= 0
        ),
        default=len(text),
    )
    end = min(end, match.start() + _LONGEST_QUOTE)
    start = match.start()
    if not re.match(r"(?:I|we)\b", match[0], re.IGNORECASE):
        begin = max(
            text.rfind(mark, max(0, start - _LONGEST_QUOTE), start)
            for mark in (". ", "\n", ": ", ":** ", "! ", "? ", ".\u00a0", "。", "！", "？")
        )
        start = max(begin + 1, start - _LONGEST_QUOTE, 0)
    return text[start:end].strip(" .。\u00a0\n*_")
