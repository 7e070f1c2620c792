"""Numbers that respondents give, each under all that its clause says of it; two of one thing have that alike. Pure.

What a number measures is not known to rules of language. That two clauses are the same but for their number is: then
subject, measure, unit and "per what" are the same on both sides. Whatever could be said of something else is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from collation.amounts import Amount, amounts
from collation.facts import GAP, Mention
from collation.languages import ENGLISH, language
from collation.statements import Account, Statement
from collation.words import WORD, stem

_MOST_AMOUNTS = 4  # in one statement: more are a listing
_MOST_TERMS = 12
_LEAST_TERMS = 2
_LONGEST_KEY = 160  # characters: what a person decides is stored under it
_SHORT = 3  # terms in whose order no sense can lie

_SAYS_NOTHING = frozenset(
    map(
        stem,
        """
    a an the and or of in on at to for with by per as that which there also about around approximately roughly some
    is are was were be been being has have had having does do did contain contains include includes comprise
    comprises consist consists hold holds paper article study author authors manuscript researchers text
    report reports reported say says said state states stated give gives given write writes mention mentions list
    lists note notes according overall only just exactly currently now value values figure amount detail details
    number numbers total-number this these result item metric
    """.split(),
    )
)
"""Words that two clauses may differ in and still say the same."""

_WITHHELD = re.compile(
    r"n't\b|\b(?:not|no|never|none|nobody|neither|nor|without|cannot|would|should|could|might|may|must|ought|if|unless|"
    r"suppose|imagine|assum\w+|hypothetical\w*|for (?:example|instance)|e\.g|say,|such as|like|likely|probably|perhaps|"
    r"than|versus|vs|compared|relative|instead|rather|unlike|from|i|i'm|i'd|i've|my|me|you|your|we|our|recommend\w*|"
    r"suggest\w*|ideally|needs?|its|their|rating|rated|grade|confidence|stars?|respectively|it|it's|they|he|she|them|his|her|"
    r"another|such|one|former|latter|whose|question|claim\w*|wrong\w*|actually|incorrect\w*|hallucinat\w*|https?|doi|"
    r"arxiv|isbn|et al|pp?|vol|ed|eds|reasons?|points?|issues?|concerns?|weakness\w*|strengths?|limitations?|problems?|"
    r"questions?|comments?|criticisms?|factors?|aspects?|ways?|things?|suggestions?)(?![\w-])|\?|[\[\]{}\"“”«»=]"
)
"""Signs that a number is denied, supposed, compared, quoted or cited, or said of the speaker or of what went before."""

_NUMBERED = re.compile(
    r"(?:section|table|figure|fig\.?|chapters?|pages?|p\.|volume|number|no\.|issue|version|v|v\.|step|phase|stage|part|"
    r"item|equation|eq\.|appendix|lines?|paragraph|note|reference|level|tier|class|type|day|week|year|month|age|aged|"
    r"top|round|group|arm|experiment|model|task|reviewer|footnote|lemma|theorem|proposition|case|act|book|verse|stanza|"
    r"rule|law|iso|rfc|highway|route|room|platform|psalm|sonnet|opus|apollo|size|q|#)[\s-]*$"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_HEADED = re.compile(r"[.):]|\s+[^\w\s]*[A-Z]")  # "7 Limitations", "3) Data": a number that heads what follows
_OUT_OF = re.compile(r"of (?:5|10|100|five|ten)$")
_ENDS_CLAUSE = re.compile(
    r";|\s[—–]\s|,\s(?:and|which|who|where|while|whereas|but|though|although|so|because|since|making|suggesting|"
    r"according|compared|up|down)\b"
)
_BEGINS_CLAUSE = re.compile(r";\s|\s[—–]\s|,\s(?:and|but|while|whereas)\s(?=(?:the|an?|all|every)\b)")
_ASIDE = re.compile(r"\((?:[^()\n]{0,80}\d[^()\n]{0,80}|[A-Z]{2,8})\)")
_JOINED = re.compile(r"\W{0,3}(?:(?:and|or|to|vs\.?|versus|then)\W{1,2})?\Z")


def quantities(account: Account) -> Iterator[Mention]:
    """The numbers that one response gives in clauses that stand for themselves. Linear; nothing of other languages."""
    if language(account.text) not in (ENGLISH, ""):
        return
    for statement in account.statements:
        start, end = statement.start, statement.end
        found = list(amounts(account.lowered, start, end))
        is_heading = account.text[start:end] == statement.heading
        if is_heading or not found or len(found) > _MOST_AMOUNTS or _is_enumeration(account, found):
            continue
        for amount in found:
            if mention := _mention(account, statement, amount):
                yield mention


def _is_enumeration(account: Account, found: Sequence[Amount]) -> bool:
    """Whether two numbers follow each other with nothing said between."""
    return any(_JOINED.match(account.lowered[one.end : other.start]) for one, other in pairwise(found))


def _mention(account: Account, statement: Statement, amount: Amount) -> Mention | None:
    start, end = _clause(account, statement, amount)
    before, after = account.text[start : amount.start], account.text[amount.end : end]
    row = statement.whole_start != statement.start
    head = f"{statement.label} {statement.column}".strip() if row else ""
    if _WITHHELD.search(f"{head} {before} # {after}".lower()) or _names(account, statement, amount, before):
        return None
    before, after = _ASIDE.sub(" ", before), _ASIDE.sub(" ", after)
    terms = _terms(f"{head} {before} {after}")
    if not _LEAST_TERMS <= len(terms) <= _MOST_TERMS:
        return None
    names = re.findall(r"(?<!^)(?<![.:] )\b[A-Z][a-z]+", f"{before.strip()} # {after.strip()}")
    ordered = terms if len(terms) > _SHORT or len(names) > 1 else sorted(terms)
    key = f"{amount.unit}:{' '.join(ordered)}"
    if len(key) > _LONGEST_KEY:
        return None
    told = f"{before.strip()} {GAP} {after.strip()}"
    return Mention(
        kind="quantity",
        topic=" ".join((f"{head}: {told}" if row else told).split()).strip(" .;,:"),
        key=key,
        value=" ".join(account.text[amount.start : amount.end].split()),
        value_key=amount.key,
        start=statement.whole_start,
        end=statement.whole_end,
        place=account.text[statement.whole_start : statement.whole_end]
        if row or statement.label
        else statement.heading,
        approximate=amount.approximate,
        low=amount.low,
        high=amount.high,
    )


def _clause(account: Account, statement: Statement, amount: Amount) -> tuple[int, int]:
    """The range of the clause that holds the amount: cut only where what is cut off says nothing of it."""
    start = statement.start
    for match in _BEGINS_CLAUSE.finditer(account.lowered, statement.start, amount.start):
        start = match.end()
    closing = _ENDS_CLAUSE.search(account.lowered, amount.end, statement.end)
    return start, closing.start() if closing else statement.end


def _names(account: Account, statement: Statement, amount: Amount, before: str) -> bool:
    """Whether the number is none of its own: a year, a rating, a part of a name or a place in the text."""
    lowered = account.lowered[amount.start : amount.end]
    if _YEAR.fullmatch(lowered) or _OUT_OF.match(amount.unit) or lowered in ("zero", "0", "one", "1"):
        return True
    if amount.start == statement.start and _HEADED.match(account.text, amount.end):
        return True
    if before.count("(") != before.count(")") or _NUMBERED.search(before.lower()):
        return True
    last = before.split()[-1:] if before[-1:] in (" ", "-") else []
    return bool(
        last and last[0][0].isupper() and (len(before.split()) > 1 or statement.start != amount.start - len(before))
    )


def _terms(words: str) -> list[str]:
    """What the words say, each as its stem, in order; numbers among them."""
    parts = (part for word in WORD.findall(words.lower()) for part in word.split("-"))
    return [root for part in parts if (root := stem(part)) not in _SAYS_NOTHING]
