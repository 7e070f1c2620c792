"""Acronyms and what they are said to stand for, after Schwartz and Hearst (2003) and common turns of speech. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.facts import NOT_KNOWN, Mention
from collation.statements import Account, Statement
from collation.words import stem

_ACRONYM = r"(?=[\w&/-]{0,9}[A-Z][\w&/-]{0,9}[A-Z])[A-Za-z0-9][\w&/-]{1,9}"
_CAPITALS = re.compile(r"[A-Z][\w&/-]*[A-Z]")
_TOKEN = re.compile(rf"(?<![\w-]){_ACRONYM}(?!\w)")
_IN_BRACKETS = re.compile(
    rf"[(\[]\s*(?:the |or |aka |a\.k\.a\. |hereafter |"
    rf"henceforth )?[\"'*]*({_ACRONYM})[\"'*]*\s*(?:[,;:]\s[^()\[\]]*)?[)\]]"
)
_BEFORE_BRACKETS = re.compile(rf"(?<![\w-])({_ACRONYM})[\"'*]*\s*[(\[]\s*([^()\[\]]{{4,120}})[)\]]")
_STANDS_FOR = re.compile(
    rf"(?<![\w-])({_ACRONYM})\b[\"']?(?:,[^.,;:]{{3,120}},|\s*\([^()]{{1,60}}\))?,?\s*"
    r"\(?(?:which |that |the letters |here |actually |apparently |presumably |likely |probably |is |are |an? |the )*"
    r"(?:stands? for|standing for|short for|shorthand for|abbreviat\w+ (?:of|for)|acronym (?:of|for)|expands? to|"
    r"expanded (?:as|to)|denot\w+|i\.e\.,?|that is,|meaning|spelled out as|refers to|means)\s+(?:the |"
    r"an? )?[\"'*]*([^.;:!?\n\t()\"]{4,100})"
)
_ABBREVIATED = re.compile(
    rf",?\s+(?:or|abbreviated(?: as| to)?|shortened to|known as|called|dubbed|aka|a\.k\.a\.|hereafter|henceforth)\s+"
    rf"(?:simply |just |the )?[\"'*]*({_ACRONYM})(?!\w)"
)
_GIVEN = re.compile(
    rf"(?<![\w-])({_ACRONYM})[\"'*]*(?:\s*[:=]|\s+[–—-]|, (?:or )?(?:the|"
    rf"an?)(?= [A-Z]))\s+[\"'*]*([A-Z][^.;:!?\n\t(),\"]{{3,80}})"
)
_UNKNOWN = re.compile(
    r"(?:(?:not|n't|cannot|never|no one|nobody|unclear|unknown|without|fails? to|unsure|not sure|unspecified|undefined|"
    r"no (?:explanation|definition|expansion)|wonder)\b[^.;!?]{0,60}?\b(?:stands? for|means?|mean|stood for|"
    r"is short for|spell\w*|defin(?:es?|ed|ing)|expan\w+|explain\w* what|unpack\w*|says? what|abbreviat\w+|acronym)"
    r"|\b(?:stands? for|means|acronym|abbreviat\w+|spelled out|defined|expanded)\b[^.;!?]{0,50}?\b(?:unclear|unknown|"
    r"not (?:given|said|stated|known|defined|explained)|never|unspecified|undefined|unexplained|anyone's guess)\b"
    r"|\b(?:undefined|unexplained|unexpanded|undisclosed) (?:acronym|abbreviation|term)\b)"
)  # fmt: skip
_DEFINING = re.compile(r"\b(?:stand|stood|mean|short for|spell|defin|expan|explain|unpack|abbreviat|acronym|letters)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("of and for the in with to by on from a an at as".split())
_BRITISH = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"), ("tre", "ter"))
_NEAR = 30  # characters between an acronym and the words that say that it is not explained
_REACH = 8  # words before brackets, at most, that can be the expansion


def acronyms(account: Account) -> Iterator[Mention]:
    """The expansions that one response gives, and the acronyms of which it says that it does not know them."""
    for statement in account.statements:
        part = account.text[statement.start : statement.end]
        explicit = dict.fromkeys(_explicit(part)) if _CAPITALS.search(part) else {}
        for short, long in explicit:
            yield _mention(statement, short, long)
        lowered = account.lowered[statement.start : statement.end]
        if _DEFINING.search(lowered) and (unknown := _UNKNOWN.search(lowered)):
            for match in _TOKEN.finditer(part, max(0, unknown.start() - _NEAR), min(len(part), unknown.end() + _NEAR)):
                if _looks_like_one(match.group()) and singular(match.group()) not in {s for s, _ in explicit}:
                    yield _mention(statement, singular(match.group()), NOT_KNOWN)


def expansion_key(long: str) -> str:
    """What two spellings of one expansion share: no case, hyphen, plural or small word, and one orthography."""
    return "".join(_root(word) for word in _WORD.findall(long.lower()) if word not in _SMALL)


def singular(short: str) -> str:
    return short[:-1] if re.fullmatch(r".*[A-Z]s", short) else short


def expansion_before(before: str, short: str) -> str:
    """The words at the end of `before` that `short` abbreviates, or ""."""
    words = list(_WORD.finditer(before))[-_REACH:]
    letters = [letter for letter in short.lower() if letter.isalnum()]
    for first in range(len(words) - 1, -1, -1):
        if _spells(_parts(before, words[first:]), letters):
            return before[words[first].start() :].strip(" \"'*,")
    return ""


def _explicit(part: str) -> Iterator[tuple[str, str]]:
    for match in _IN_BRACKETS.finditer(part):
        if long := expansion_before(part[: match.start()].rstrip(" \"'*"), singular(match[1])):
            yield singular(match[1]), long
    for match in _BEFORE_BRACKETS.finditer(part):
        if long := _expansion_in(match[2], singular(match[1])):
            yield singular(match[1]), long
    for match in _STANDS_FOR.finditer(part):
        if long := _expansion_in(match[2], singular(match[1])):
            yield singular(match[1]), long
    for match in _GIVEN.finditer(part):
        if long := _expansion_in(match[2], singular(match[1])):
            yield singular(match[1]), long
    for match in _ABBREVIATED.finditer(part):
        if long := expansion_before(part[: match.start()], singular(match[1])):
            yield singular(match[1]), long


def _expansion_in(after: str, short: str) -> str:
    """The words at the beginning of `after` (past an article or "the") that `short` abbreviates, or ""."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = list(_WORD.finditer(after))[: _REACH + 1]
    for first in range(min(2, len(words))):
        for last in range(len(words), first + min(2, len(letters)) - 1, -1):
            ends_well = words[last - 1].group().lower() not in _SMALL
            if ends_well and _spells(_parts(after, words[first:last]), letters):
                return after[words[first].start() : words[last - 1].end()]
    return ""


def _parts(text: str, words: list[re.Match[str]]) -> list[str]:
    """The words in lower case; one that follows a hyphen keeps it."""
    return [("-" if i and text[word.start() - 1] == "-" else "") + word.group().lower() for i, word in enumerate(words)]


def _spells(words: list[str], letters: list[str]) -> bool:
    """Whether every letter is found in order, the first at the first word's head, and every word gives one.

    Small words need not, nor words that follow a hyphen (Multi-head Latent Attention, MLA).
    """
    if (
        not words
        or not letters
        or words[0][0] != letters[0]
        or words[0] in _SMALL
        or len("".join(words)) <= len(letters)
    ):
        return False
    states = {1}  # how many letters may be spent after the word; a word spends its head and then any letters in it
    for position, part in enumerate(words):
        word = part.lstrip("-")
        reached: set[int] = set()
        for spent in states if position else {0}:
            if spent < len(letters) and word[0] == letters[spent]:
                at = spent + 1
                reached.add(at)
                rest = iter(word[1:])
                while at < len(letters) and letters[at] in rest:
                    at += 1
                    reached.add(at)
            if position and (word in _SMALL or part[0] == "-"):
                reached.add(spent)
        if not reached:
            return False
        states = reached
    return len(letters) in states


def _looks_like_one(token: str) -> bool:
    return sum(letter.isupper() for letter in token) * 2 > len(token) and not re.search(r"-\d", token)


def _root(word: str) -> str:
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word.removesuffix(british) + american
    return stem(word)


def _mention(statement: Statement, short: str, long: str) -> Mention:
    long = " ".join(long.split())
    return Mention(
        "acronym", short, short.lower(), long, expansion_key(long), statement.whole_start, statement.whole_end
    )
