"""Acronyms and their expansions. Pure.

After Schwartz and Hearst (2003), with common turns of speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.facts.fact import NOT_KNOWN, Mention
from collation.language.statements import Account, Statement
from collation.language.words import stem

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
_DENIED = re.compile(
    r"(?:(?:do|does|did|is|are|was|were)(?:n't|\s+not)|never|no longer|cannot|can't|not)\s+(?:actually |really |"
    r"simply |here |just |an? |the |acronym |abbreviation |to )*(?:stands? for|mean\w*|short for|shorthand for|"
    r"abbreviat\w*(?: of| for)?|acronym for|expand\w* to|denot\w+|refer\w* to)(?!\s+(?:anything|something|much)\b)"
)
"""Words that deny an expansion: "DSA does not stand for …".

It gives no expansion, and does not say that none is known.
"""

_NOT_ITS_OWN = re.compile(
    r"\b(?:needs?|secret|doubt|matters?|everyone|everybody|readers?|students?|people|many|most|some|any ?more|until|"
    r"at first|wrong|just|only|if)\b"
)
"""Words that give the ignorance to others, or to the past."""

_OTHERS = re.compile(
    r"\b(?:say|says|said|claims?|claimed|thinks?|thought|believes?|believed|assumes?|assumed|insists?|understands?|"
    r"understood|interprets?|interpreted|expects?|expected|calls?|reads?|guess(?:es)?|takes?|took|mistakes?|mistook|"
    r"confus\w+|misread\w*|according to|words of|for (?:an?|most|many|some|others?)\b)"
)
_OUR_OWN = re.compile(
    r"\b(?:papers?|authors?|study|abstract|text|article|report|manuscript|preprint|title|glossary|appendix|footnote|i|we|it|"
    r"they|which|here)\b"
)
_SUPPOSED = re.compile(
    r"\b(?:may|might|could|would|can|should|if|whether|unless|suppose|perhaps|maybe|wrongly|mistaken\w*|falsely|"
    r"instead of|rather than|also|either|not|never)\b|n't\b|\?"
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|otherwise|usually|often|normally|commonly|typically|generally|sometimes|traditionally|originally|"
    r"formerly|once|ordinarily|mostly|depending)\b"
)
_PLACED = re.compile(
    r"\W*(?:in|to|for|by|with|within|under|when|where|on|among|outside|at)\s+(?!(?:short|brief|full|fact|particular|turn|"
    r"other words|this|which|our|what follows)\b|(?:the|its|their) (?:present )?(?:paper|abstract|study|text|title|"
    r"article|report|manuscript|glossary|appendix|introduction|authors?)\b)"
)
"""Words that limit an expansion: a field, a reader, a section."""

_GOES_ON = re.compile(r"[.:]\s|\s[–—-]\s|,?\s(?:and|but|while|whereas|which|that|because|so)\s")
_ONE_PLACE = re.compile(
    r"\b(?:first|second|third|former|latter|last|one|part|section|chapter|table|figure|paper|study)\b|\d"
)
_CONTRAST = re.compile(
    r"(?:\b(?:not|never|n't|than|unlike|instead of|confused with|calls?(?: it)?|called by \w+|say|"
    r"reads?(?: it)?(?: as)?|takes? it for|mistaken for)\s+(?:an? |the )?[\"'*]*|\bcall \w+ )\Z"
)
_AFTER_CONTRAST = re.compile(
    r"\s*(?:not|never|unlike|rather than|instead of|elsewhere|usually|also|or|in|as in)\b|\s*\?"
)
_DEFINING = re.compile(r"\b(?:stand|stood|mean|short for|spell|defin|expan|explain|unpack|abbreviat|acronym|letters)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("of and for the in with to by on from a an at as".split())
_BRITISH = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"), ("tre", "ter"))
_LEADING = ("the", "a", "an", "as", "for")
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lives": "life", "data": "datum", "indices": "index", "matrices": "matrix", "axes": "axis",
    "vertices": "vertex", "fibre": "fiber", "centre": "center", "defence": "defense", "licence": "license",
    "programme": "program", "aluminium": "aluminum", "grey": "gray", "paediatric": "pediatric", "analyse": "analyze",
}  # fmt: skip
_IS = re.compile(
    rf"(?<![\w-])({_ACRONYM})[\"'*]*(?:\s*[:=]|\s+[–—-]|, (?:or|here|meaning)|\s+(?:is|are)(?= (?:the|an?)\b))\s+"
    r"(?:the |an? )?[\"'*]*([^\W\d_][^.;:!?\n\t(),\"]{3,80})"
)
"""Ambiguous phrases: what follows counts only if its initials are the letters."""

_FOLLOWING = 80  # characters after an expansion in which it may be lent to somebody else or placed
_LATIN = re.compile(r"(?:um|a|(?<!i)on|ae)$|(?<=[sx])(?:is|es)$")  # memorandum, memoranda; analysis, analyses
_LATIN_LEAST = 5  # letters
_NEAR = 30  # characters between an acronym and the words that say that it is not explained
_REACH = 8  # words before brackets, at most, that can be the expansion


def acronyms(account: Account) -> Iterator[Mention]:
    """Extract acronyms with their expansions from one response.

    These include acronyms that it says it does not know. An acronym with different meanings in different places is left
    out.
    """
    mentions: list[Mention] = []
    scattered: set[str] = set()
    for statement in account.statements:
        part = account.text[statement.start : statement.end]
        explicit = dict.fromkeys(_explicit(part, scattered)) if _CAPITALS.search(part) else {}
        for short, long in explicit:
            mentions.append(_mention(statement, short, long))
        lowered = account.lowered[statement.start : statement.end]
        if _DEFINING.search(lowered) and (unknown := _UNKNOWN.search(lowered)) and not _others_know(lowered):
            for match in _TOKEN.finditer(part, max(0, unknown.start() - _NEAR), min(len(part), unknown.end() + _NEAR)):
                if _looks_like_one(match.group()) and singular(match.group()) not in {s for s, _ in explicit}:
                    mentions.append(_mention(statement, singular(match.group()), NOT_KNOWN))
    yield from (mention for mention in mentions if mention.key not in scattered)


def expansion_key(long: str) -> str:
    """Normalise an expansion: case, hyphens, number, small words and spelling are dropped."""
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


def _explicit(part: str, scattered: set[str]) -> Iterator[tuple[str, str]]:
    """The acronyms and expansions of a statement.

    Those limited to a scope go into `scattered`.
    """
    for match in _IN_BRACKETS.finditer(part):
        before = part[: match.start()].rstrip(" \"'*")
        long = expansion_before(before, singular(match[1]))
        if long and not _CONTRAST.search(before[: before.rfind(long)].lower()):
            yield singular(match[1]), long
    for match in _BEFORE_BRACKETS.finditer(part):
        inside = match[2].lower()
        long = _expansion_in(match[2], singular(match[1]))
        if long and not _AFTER_CONTRAST.match(inside) and not _AFTER_CONTRAST.match(inside.partition(long.lower())[2]):
            yield singular(match[1]), long
    for pattern in (_STANDS_FOR, _GIVEN):
        for match in pattern.finditer(part):
            if long := _expansion_in(match[2], singular(match[1])):
                yield from _owned(part, match, singular(match[1]), long, scattered)
    for match in _IS.finditer(part):
        long = _expansion_in(match[2], singular(match[1]))
        if long and _initials(long) == singular(match[1]).lower():
            yield from _owned(part, match, singular(match[1]), long, scattered)
    for match in _ABBREVIATED.finditer(part):
        if long := expansion_before(part[: match.start()], singular(match[1])):
            yield from _owned(part, match, singular(match[1]), long, scattered)


def _owned(part: str, match: re.Match[str], short: str, long: str, scattered: set[str]) -> Iterator[tuple[str, str]]:
    """An acronym's expansion, if the respondent's own and not limited."""
    lowered = part.lower()
    before = lowered[part.rfind(";", 0, match.start()) + 1 : match.start()]
    end = lowered.find(long.lower(), match.start()) + len(long)
    after = _GOES_ON.split(lowered[end : end + _FOLLOWING], maxsplit=1)[0]
    between = lowered[match.start() : end - len(long)]
    if _of_others(f"{before} {between} # {after}") or _SUPPOSED.search(before) or _SUPPOSED.search(after):
        return
    nearest = _GOES_ON.split(before)[-1]
    if _ELSEWHERE.search(nearest) or _ELSEWHERE.search(after) or any(map(_PLACED.match, (before, nearest, after))):
        if _ONE_PLACE.search(f"{before} # {after}"):
            scattered.add(short.lower())
        return
    yield short, long


def _others_know(lowered: str) -> bool:
    return bool(_DENIED.search(lowered) or _NOT_ITS_OWN.search(lowered))


def _of_others(rest: str) -> bool:
    """Whether the words around a statement attribute it to somebody else."""
    attributions = _OTHERS.finditer(rest)
    return any(
        not _OUR_OWN.search(rest, max(0, each.start() - _NEAR), each.end() + _NEAR // 2) for each in attributions
    )


def _initials(long: str) -> str:
    return "".join(word[0] for word in _WORD.findall(long.lower()) if word not in _SMALL)


def _expansion_in(after: str, short: str) -> str:
    """The words at the beginning of `after` that `short` abbreviates.

    Past an article or "the"; "" if there are none.
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = list(_WORD.finditer(after))[: _REACH + 1]
    for first in range(min(2, len(words)) if words and words[0].group().lower() in _LEADING else 1):
        for last in range(len(words), first + min(2, len(letters)) - 1, -1):
            ends_well = words[last - 1].group().lower() not in _SMALL
            if ends_well and _spells(_parts(after, words[first:last]), letters):
                return after[words[first].start() : words[last - 1].end()]
    return ""


def _parts(text: str, words: list[re.Match[str]]) -> list[str]:
    """The words in lower case; one that follows a hyphen keeps it."""
    return [("-" if i and text[word.start() - 1] == "-" else "") + word.group().lower() for i, word in enumerate(words)]


def _spells(words: list[str], letters: list[str]) -> bool:
    """Whether words spell the letters of an acronym.

    Every letter is found in order, the first at the first word's head, and every word gives one. Small words need not,
    nor words that follow a hyphen (Multi-head Latent Attention, MLA).
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
                spent_now = spent + 1
                reached.add(spent_now)
                rest = iter(word[1:])
                while spent_now < len(letters) and letters[spent_now] in rest:
                    spent_now += 1
                    reached.add(spent_now)
            if position and (word in _SMALL or part[0] == "-"):
                reached.add(spent)
        if not reached:
            return False
        states = reached
    return len(letters) in states


def _looks_like_one(token: str) -> bool:
    return sum(letter.isupper() for letter in token) * 2 > len(token) and not re.search(r"-\d", token)


def _root(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word.removesuffix(british) + american
    word = _LATIN.sub("", word) if len(word) > _LATIN_LEAST else word
    root = stem(word)
    root = root[:-1] if root.endswith("ll") else root
    return root.removesuffix("ion") if len(root) > _LATIN_LEAST else root


def _mention(statement: Statement, short: str, long: str) -> Mention:
    long = " ".join(long.split())
    return Mention(
        kind="acronym",
        topic=short,
        key=short.lower(),
        value=long,
        value_key=expansion_key(long),
        start=statement.whole_start,
        end=statement.whole_end,
    )
