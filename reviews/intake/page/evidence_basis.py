"""Find what a respondent could read, in its own words.

That is the full paper, the abstract only, or the web.
"""

from __future__ import annotations

import re

from reviews.intake.document import EvidenceBasis

_WHOLLY = (
    r"(?:end[ -]to[ -]end|(?:from )?(?:start|beginning|front|first page|cover) to (?:finish|end|back|last|cover)|(?:all the way )?through(?! (?:the|an?|my|this)\b)|in (?:full|its entirety)|in detail|"
    r"completely|entirely|fully|carefully|closely|thoroughly|twice|word (?:for|by) word|line by line|page by page|several times|with care)\b"
)
_ABSTRACT = re.compile(
    r"\b(?:only|just) (?:the|its|their) (?:paper['’]s )?abstract (?:was|is|were|could be) (?:available|accessible|readable|visible|open|read|seen|at hand)\b|"
    r"\b(?:full (?:text|paper|article)|paper|article|pdf|rest) (?:was|is|sits|remained) (?:behind a paywall|paywalled|not (?:available|accessible|open))\b|"
    r"\b(?:I|we)(?:['’]ve| have| had| was| am|['’]m)?\b[^.!?\n]{0,60}?\b(?:only|just|limited to|cannot|could not|couldn['’]t|can['’]t|"
    r"unable|not able)\b[^.!?\n]{0,80}?\babstract\b|"
    r"\b(?:based|working|relying|rely|going) (?:only |solely |purely |just |entirely )?(?:on|from|off) (?:only |just )?"
    r"(?:the |its )?(?:paper['’]s )?abstract (?:only|alone)\b|"
    r"\b(?:based|working|relying) (?:only|solely|purely|just|entirely) (?:on|from) (?:the |its )?(?:paper['’]s )?abstract\b|"
    r"\bthe abstract alone\b|\babstract-only (?:evaluation|review|reading|assessment)\b|"
    r"\b(?:did not|didn['’]t|could not|couldn['’]t|do not|don['’]t) (?:have access to|access|read|open|retrieve) the full "
    r"(?:paper|text|pdf)\b",
    re.IGNORECASE,
)
_AND_MORE = re.compile(
    r"\s*(?:,\s*)?(?:and|plus|as well as|together with|along with) (?:(?:its|the|some|a few|all|most|parts? of the) )*(?:\w+ )?"
    r"(?:results?|tables?|figures?|methods?|discussion|introduction|conclusions?|sections?|chapters?|append\w+|supplement\w*|"
    r"full|whole|entire|body|rest|text)\b|\s+(?:would|could|might|may|can|cannot|should)\b",
    re.IGNORECASE,
)
"""Words that follow "the abstract" unless it alone was read."""
_FULL = re.compile(
    r"\b(?:I|we)(?:['’]ve| have| had)? (?:also |now |actually |just )?(?:read|reread|re-read|reviewed|went through|gone through|worked through|examined|analy[sz]ed|studied|"
    r"had access to|accessed|downloaded) (?:through )?(?:"
    r"(?:the |all of the |their |its |this )?(?:full|entire|whole|complete) (?:\S+ ){0,3}?(?:paper|text|pdf|article|manuscript|document|report|preprint|study|book|thesis)\b|"
    r"(?:the|this|their|its|all of the) (?:\S+ ){0,4}?(?:paper|text|pdf|article|manuscript|document|report|preprint|study|book|thesis)(?:['’]s [^.!?\n]{0,30})?,?\s+(?:itself\s+)?"
    rf"(?:{_WHOLLY})|(?:it|everything|them) (?:{_WHOLLY})|(?:all|the) (?:\d{{2,4}}|of its|of the|of their) pages\b)|"
    r"\b(?:based on|after|having|from|upon|following) (?:a |my |an )?(?:(?:full|complete|close|careful|end-to-end|thorough)[ ,]*)*(?:read(?:ing)?(?: through)?(?: of)?)? ?(?:the |its |their )?"
    r"(?:full|entire|complete|whole) (?:\S+ ){0,2}?(?:paper|text|pdf|article|manuscript|report)\b|"
    r"\b(?:a|my) (?:full|complete|end-to-end|cover-to-cover) read(?:ing)? of the (?:\S+ ){0,3}?(?:paper|report|preprint|article|manuscript)\b",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)? (?:also )?(?:searched|browsed|googled|looked (?:it |this |them )?up on|checked|looked through|went through|consulted) (?:on |through )?(?:the |its |their |several |some |a few )?"
    r"(?:\S+ )?(?:web|internet|web ?sites?|web ?pages?|pages|site|online sources?)\b|"
    r"\bbased on (?:my |a |the )?(?:web|internet|online) (?:search(?:es)?|results?|sources|coverage|pages)\b|"
    r"\b(?:my|a quick) web search(?:es)?\b|\bweb checks? against\b|\bI (?:searched|looked) (?:for|online)\b|"
    r"\b(?:I |we |and |then )?(?:fetched|opened|retrieved|visited|scraped) (?:the|its|their|that|this) (?:\S+ ){0,2}?(?:page|pages|site|website|url|link|landing page)\b|"
    r"\b(?:pages|articles|posts|sources|coverage)(?: about it| on it| about the paper)?,? (?:that )?(?:I|we) (?:could find|found)(?: on the web| online)?\b|\bsearched the web\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[ \t>#*_-]*(?:\d+[.)]\s*)?(?:what (?:I|we) (?:could|can|was able to|were able to|did|have|actually)? ?(?:read|access|see|seen)(?: of (?:it|the paper))?|"
    r"(?:evidence |reading )?basis|what this (?:review|answer|is) (?:rests|is based) on|read(?:ing)? status|source read|i could read)[*_ \t]*(?P<colon>[:：.—–-]?)[*_ \t]*(?P<inline>.*)$",
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
_SUPPOSES = re.compile(r"\b(?:if|unless|until|once|before|should|could|would|did|have|had|when)\s+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{3}")
_PATTERNS: tuple[tuple[EvidenceBasis, re.Pattern[str]], ...] = (
    ("abstract_only", _ABSTRACT),
    ("full_paper", _FULL),
    ("web_search", _WEB),
)
_LONGEST_QUOTE = 300


def evidence_basis(answers: str, *, searched: str = "") -> tuple[EvidenceBasis, str]:
    """The evidence basis of a respondent's answers, and its quotation.

    The quotation is "" if the basis is unknown. What stands under "What I could read" counts first, then any statement
    about its own reading; `searched`, the page's own notice that it searched the web, counts if there is neither.
    """
    if labelled := _under_label(answers):
        return labelled
    for value, pattern in _PATTERNS:
        stated = pattern.finditer(answers)
        if value == "abstract_only":
            stated = (match for match in stated if not _AND_MORE.match(answers, match.end()))
        quotes = [_sentence(answers, match) for match in stated if not _supposed(answers, match)]
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


def _supposed(answers: str, match: re.Match[str]) -> bool:
    """Whether a statement is only supposed, or asked ("if I had read")."""
    return _SUPPOSES.search(answers[max(0, match.start() - 25) : match.start()]) is not None


def _sentence(text: str, match: re.Match[str]) -> str:
    """The words from the match to the end of its sentence.

    The start of the sentence is added if it is near.
    """
    end = min(
        (place for mark in (". ", ".\n", "\n", "! ", "? ") if (place := text.find(mark, match.end())) >= 0),
        default=len(text),
    )
    end = min(end, match.start() + _LONGEST_QUOTE)
    start = match.start()
    if not re.match(r"(?:I|we)\b", match[0], re.IGNORECASE):
        begin = max(
            text.rfind(mark, max(0, start - _LONGEST_QUOTE), start)
            for mark in (". ", "\n", ": ", "! ", "? ", ".\u00a0")
        )
        start = max(begin + 1, start - _LONGEST_QUOTE, 0)
    return text[start:end].strip(" .\u00a0\n*_")
