"""Quantities: numbers that respondents give, with their clauses. Pure.

Rules of language do not know what a number measures, but they can see that two clauses are the same except for their
numbers: then subject, verb, direction, measure, unit and "per what" are the same too. So two numbers are compared only
if all words of their clauses agree, except articles and words such as "the paper reports". Numbers that could be of
something else are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from collation.facts.amounts import Amount, amounts
from collation.facts.fact import GAP, Mention
from collation.language.detection import ENGLISH, language
from collation.language.scopes import narrowed
from collation.language.statements import Account, Statement
from collation.language.words import WORD, singular

_MOST_AMOUNTS = 4  # in one statement: more are a listing
_MOST_TERMS = 24
_LEAST_NAMED = 2  # words that name something
_LONGEST_KEY = 160  # characters: what a person decides is stored under it

_TERM = re.compile(rf"{WORD.pattern}|[%‰°$€£¥₹<>≤≥≠±×÷~→←↑↓]|[-−+](?=[\d.])|{GAP}")
_ARTICLES = frozenset("a an the this these that".split())
_SAME = {"are": "is", "were": "was", "has": "have", "hrs": "hour", "hr": "hour", "article": "paper"}
_PER = re.compile(
    r"\b(?:an?|each|every) (?=(?:second|minute|hour|hr|day|night|week|month|quarter|year|person|head|household|visit|"
    r"unit|page|item|kilo\w*|litre|liter|metre|meter|mile|hectare)\b)|/"
)  # an hour, per hour
_EACH = re.compile(r"\A\s*(?:an?|each) (?!(?:few|little|lot|bit|couple)\b)")  # 3 euros a trip

_NAMES_NOTHING = frozenset(
    map(
        singular,
        """
    is was be been being have had having do does did there which who of in on at to for with by per as from and or
    contain include comprise consist hold get give take make paper article study author manuscript text report say state
    mention list note number total value figure amount detail result item metric it all about around over under
    """.split(),
    )
)
"""Words that do not say what is measured."""

_OF_ANY_COLUMN = frozenset("value values figure number numbers amount result results detail details answer".split())

_TOLD_BY_PAPER = re.compile(
    r"\A\W*according to (?:the|this|its) (?:paper|authors?|study|article|abstract|text|report|manuscript)\W+|"
    r"\A\W*(?:the|this) (?:paper|authors?|study|article|abstract|text|report|manuscript) "
    r"(?:reports?|says?|states?|notes?|mentions?|writes?|gives?|finds?|found|reported|said|stated)(?: that)?\s|"
    r",? according to the (?:paper|authors?|study|article|abstract|text|report|manuscript)\W*\Z"
)
"""Words that only attribute a statement to the paper."""

_LEADS_OVER = re.compile(
    r"\A\W*(?:(?:however|moreover|furthermore|additionally|also|and|but|indeed|in fact|specifically|notably)\b\W*)+"
)
_JUST = re.compile(r"\b(?:only|just|exactly|precisely|fully)\s*\Z")  # beside the number itself
_A_FEW = re.compile(r"\ba (?=(?:few|little|lot|bit|couple)\b)")

_WITHHELD = re.compile(
    r"n't\b|\b(?:not|no|never|none|nobody|neither|nor|without|cannot|should|could|might|may|must|ought|if|unless|"
    r"suppose|imagine|assum\w+|hypothetical\w*|for (?:example|instance)|e\.g|say,|such as|like|likely|probably|perhaps|"
    r"than|versus|vs|compared|relative|instead|rather|unlike|from|i|i'm|i'd|i've|my|me|you|your|we|our|recommend\w*|"
    r"suggest\w*|ideally|needs?|its|their|rating|rated|grade|confidence|stars?|respectively|it|it's|they|he|she|them|his|"
    r"her|another|such|one|according to|former|latter|whose|question|claim\w*|says?|said|believe\w*|thinks?|thought|"
    r"reportedly|allegedly|supposedly|rumou?r\w*|promise[sd]?|wrong\w*|actually|incorrect\w*|"
    r"hallucinat\w*|https?|doi|arxiv|isbn|et al|pp?|vol|ed|eds|reasons?|points?|issues?|concerns?|weakness\w*|"
    r"strengths?|limitations?|problems?|questions?|comments?|criticisms?|factors?|aspects?|ways?|things?|"
    r"suggestions?)(?![\w-])|\?|[\[\]{}\"“”«»=]"
)
"""Signs that a number is denied, supposed, compared or quoted.

Or that it belongs to the speaker, or to an earlier sentence.
"""

_NUMBERED = re.compile(
    r"(?:section|table|figure|fig\.?|chapters?|pages?|p\.|volume|number|no\.|issue|version|v|v\.|step|phase|stage|part|"
    r"item|equation|eq\.|appendix|lines?|paragraph|note|reference|level|tier|class|type|day|week|year|month|age|aged|"
    r"top|round|group|arm|experiment|model|task|reviewer|footnote|lemma|theorem|proposition|case|act|book|verse|stanza|"
    r"rule|law|iso|rfc|highway|route|room|platform|psalm|sonnet|opus|apollo|size|q|#)[\s-]*$"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_HEADED = re.compile(r"[.):]|\s+[^\w\s]*[A-Z]")  # "7 Limitations", "3) Data": a number that heads what follows
_OUT_OF = re.compile(r"of (?:5|10|100|five|ten)$")
_ENDS_CLAUSE = re.compile(r";|\s[—–]\s|,\s(?:and|while|whereas|so|making|suggesting)\b")
_BEGINS_CLAUSE = re.compile(r";\s|\s[—–]\s|,\s(?:and|but|while|whereas)\s(?=(?:the|an?|all|every)\b)")
_OPENS_PLAINLY = re.compile(r"\W*(?:the|an?|all|every)\b")
_TAKES_BACK = re.compile(
    r"\d|n't\b|\b(?:not|no|never|none|only|but|except|excluding|unless|without|if|when|where|during|before|after|until|"
    r"since|then|later|earlier|for|in|at|by|from|than|less|fewer|more|most|mostly|least|rising|falling|instead|according|says?|said|claims?|claimed)\b"
)  # in what follows a clause: it may bound the number
_ASIDE = re.compile(r"\([A-Z]{2,8}\)")
_JOINED = re.compile(r"\W{0,3}(?:(?:and|or|to|vs\.?|versus|then)\W{1,2})?\Z")


def quantities(account: Account) -> Iterator[Mention]:
    """Extract the numbers in clauses that stand for themselves.

    Linear. Nothing in languages other than English.
    """
    if language(account.text) not in (ENGLISH, ""):
        return
    for statement in account.statements:
        start, end = statement.start, statement.end
        statement_amounts = amounts(account.lowered, start, end)
        is_heading = account.text[start:end] == statement.heading
        if (
            is_heading
            or not statement_amounts
            or len(statement_amounts) > _MOST_AMOUNTS
            or _is_enumeration(account, statement_amounts)
        ):
            continue
        for amount in statement_amounts:
            if mention := _mention(account, statement, amount):
                yield mention


def _is_enumeration(account: Account, statement_amounts: Sequence[Amount]) -> bool:
    """Whether two numbers follow each other with nothing said between."""
    return any(
        _JOINED.match(account.lowered[amount.end : next_amount.start])
        for amount, next_amount in pairwise(statement_amounts)
    )


def _mention(account: Account, statement: Statement, amount: Amount) -> Mention | None:
    start, end = _clause(account, statement, amount)
    before, after = account.text[start : amount.start], account.text[amount.end : end]
    row = statement.whole_start != statement.start
    column = "" if statement.column.lower() in _OF_ANY_COLUMN else statement.column
    head = f"{statement.label} {column}".strip() if row else ""
    before, after = _own(account, start, end, before, after)
    if _WITHHELD.search(f"{head} {before} # {after}".lower()) or _names(account, statement, amount, before):
        return None
    before, after = _ASIDE.sub(" ", before), _ASIDE.sub(" ", after)
    terms = _terms(f"{head} {before}", after)
    named = sum(term not in _NAMES_NOTHING and term != GAP for term in terms)
    if named < _LEAST_NAMED or len(terms) > _MOST_TERMS:
        return None
    under = " ".join(word for word in narrowed(statement.heading).split() if singular(word) not in terms)
    key = f"{amount.unit}:{' '.join(terms)}{f' @ {under}' if under else ''}"
    if len(key) > _LONGEST_KEY:
        return None
    clause = f"{before.strip()} {GAP} {after.strip()}"
    return Mention(
        kind="quantity",
        topic=" ".join((f"{head}: {clause}" if row else clause).split()).strip(" .;,:"),
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


def _own(account: Account, start: int, end: int, before: str, after: str) -> tuple[str, str]:
    """The words before and after the number.

    Words that only attribute the statement to the paper are left out.
    """
    if attribution := _TOLD_BY_PAPER.match(before.lower()):
        before = before[attribution.end() :]
    if attribution := _TOLD_BY_PAPER.search(after.lower()):
        after = after[: attribution.start()]
    return before, after


def _clause(account: Account, statement: Statement, amount: Amount) -> tuple[int, int]:
    """The range of the clause that holds the amount.

    The words cut off say nothing of it.
    """
    start, end = statement.start, statement.end
    if _OPENS_PLAINLY.match(account.lowered, start, end):
        for match in _BEGINS_CLAUSE.finditer(account.lowered, start, amount.start):
            start = match.end()
    closing = _ENDS_CLAUSE.search(account.lowered, amount.end, end)
    if closing and not _TAKES_BACK.search(account.lowered, closing.end(), end):
        end = closing.start()
    return start, end


def _names(account: Account, statement: Statement, amount: Amount, before: str) -> bool:
    """Whether the number only names something.

    A year, a rating, a part of a name or a place in the text.
    """
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


def _terms(before: str, after: str) -> list[str]:
    """The terms around a number, with a gap for it."""
    before = _JUST.sub(" ", _LEADS_OVER.sub("", before.lower()))
    after = _EACH.sub(" per ", after.lower())
    words = _A_FEW.sub("a-", _PER.sub(" per ", f"{before} {GAP} {after}"))
    terms = (singular(_SAME.get(word, word)) for word in _TERM.findall(words))
    return [word for word in terms if word not in _ARTICLES]
