"""Headings that narrow the sentences under them, such as "Study 2". Pure.

Most headings narrow nothing.
"""

from __future__ import annotations

import re

from collation.language.words import WORD, stem

_ONE_OF_SEVERAL = re.compile(
    r"\b(?:study|experiment|trial|chapter|part|group|arm|phase|model|version|section|cohort|sample|scenario|option|case|"
    r"site|survey|year|paper|appendix|table|figure|method|example|plan|variant|room|building|district|region|team|class)"
    r"\s+(?:\d+|[a-z]\b|one\b|two\b|three\b|four\b|[ivx]+\b)|"
    r"\b(?:first|second|third|fourth|fifth|control|treatment|other|former|latter)\s+[a-z]+|\b(?:1[5-9]|20)\d\d\b"
)
_SHORT = 2  # words of a heading that may be the name of what stands under it
_OF_ANY_ANSWER = frozenset(
    map(
        stem,
        """
    a an the of and or on in for to with my your its this is it what why how does do summary summaries overview
    introduction background abstract conclusion conclusions result results method methods methodology approach analysis
    data dataset sample samples statistics statistical design setup evaluation evaluations experiment experiments
    experimental discussion limitation limitations strength strengths weakness weaknesses concern concerns risk risks
    benefit benefits pros cons advantages disadvantages issue issues problem problems question questions answer answers
    comment comments remark remarks note notes point points detail details fact facts figure figures number numbers
    key main major minor short long brief full general overall final further other additional good bad strong weak
    positive negative critical review assessment verdict rating ratings recommendation recommendations suggestion
    suggestions safety security privacy cost costs price prices budget money performance quality size scope scale time
    timeline effect effects effectiveness efficacy efficiency accuracy impact outcome outcomes finding findings evidence
    claim claims support reproducibility novelty originality clarity writing presentation significance soundness ethics
    related work future next steps step plan context history takeaway takeaways bottom line tl dr opinion view thoughts
    practical technical test tests testing works safe code use usage users people reading my
    """.split(),
    )
)


def is_of_any_answer(words: str) -> bool:
    """Whether the words head a part of any answer: "Main concerns".

    Such words tell nothing of the sentences under them.
    """
    return all(stem(word) in _OF_ANY_ANSWER for word in WORD.findall(words.lower()))


def narrowed(heading: str) -> str:
    """The words, in lower case, by which a heading narrows its sentences.

    "" if it narrows nothing.
    """
    lowered = heading.lower()
    if scope := _ONE_OF_SEVERAL.search(lowered):
        return scope.group()
    words = WORD.findall(heading)
    names = [word for word in words if stem(word.lower()) not in _OF_ANY_ANSWER and not word.isdigit()]
    is_name = 0 < len(words) <= _SHORT and len(names) == len(words) and all(word[0].isupper() for word in words)
    return "" if not is_name or heading.rstrip().endswith("?") else " ".join(word.lower() for word in words)
