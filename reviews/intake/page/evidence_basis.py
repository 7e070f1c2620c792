"""Find what a respondent could read, in its own words.

That is the full paper, the abstract only, or the web.
"""

from __future__ import annotations

import re

from reviews.intake.document import EvidenceBasis

_ABSTRACT = re.compile(
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
    r"\b(?:I|we)(?:['’]ve| have)? (?:also )?(?:read|reviewed|went through|gone through|worked through|examined|analy[sz]ed|"
    r"had access to|accessed|downloaded) (?:through )?(?:the |all of the )?(?:full|entire|whole|complete) "
    r"(?:\w+ )?(?:paper|text|pdf|article|manuscript|document|report)\b|"
    r"\bbased on (?:a |my )?(?:(?:full|complete|close) read(?:ing)? of )?the (?:full|entire|complete) (?:paper|text|pdf|article)\b",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)? (?:searched|browsed|looked (?:it )?up on|checked) (?:on )?the (?:web|internet)\b|"
    r"\bbased on (?:my |a |the )?(?:web|internet|online) (?:search(?:es)?|results?|sources)\b|"
    r"\b(?:my|a quick) web search(?:es)?\b|\bweb checks? against\b|\bI (?:searched|looked) (?:for|online)\b",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 300


def evidence_basis(answers: str, *, searched: str = "") -> tuple[EvidenceBasis, str]:
    """The evidence basis of a respondent's answers, and its quotation.

    The quotation is "" if the basis is unknown. A statement about its own reading counts first; `searched`, the page's
    own notice that it searched the web, counts if there is no statement.
    """
    for value, pattern in (("abstract_only", _ABSTRACT), ("full_paper", _FULL), ("web_search", _WEB)):
        stated = pattern.finditer(answers)
        if value == "abstract_only":
            stated = (match for match in stated if not _AND_MORE.match(answers, match.end()))
        quotes = [_sentence(answers, match) for match in stated]
        if quotes:
            own = [quote for quote in quotes if re.match(r"(?:I|we)\b", quote, re.IGNORECASE)]
            return value, (own or quotes)[0]  # type: ignore[return-value]
    return ("web_search", searched) if searched else ("unknown", "")


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
