"""An amount and the words about it: its clause, its labels, and whether it is said of something else. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from collation.amounts import Amount, amounts
from collation.dates import spans_of_dates
from collation.statements import Account, Statement
from collation.words import plain

_TOO_MANY = 20  # amounts in one statement: a listing of data tells nothing that could be compared
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b"
)
_FAMILY = "GPT|GLM|Claude|Gemini|Opus|Sonnet|Haiku|Llama|LLaMA|Qwen|DeepSeek|Mistral|Grok|Kimi"
_EDITION = "Pro|Flash|Max|Mini|Opus|Sonnet|Haiku|Turbo|Air|Code|Base|Large|Small|XL"
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?:{_FAMILY}|o\d|"
    rf"[A-Z][A-Za-z]+)(?:-[A-Za-z]{{1,8}})?[- ]?[vV]?\d+(?:\.\d+)?[a-z]?(?:[- ](?:{_EDITION}))?"
    rf"|(?:{_FAMILY})[ -](?:{_EDITION}|R\d|V\d)(?: \d+(?:\.\d+)?)?)(?![\w%])"
)
_OF_A_FAMILY = re.compile(_FAMILY)
_NO_NAME = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*[- ]?\d|(?:Section|Table|Figure|Fig|Chapter|Page|Part|Step|"
    r"Phase|Stage|Pass|Top|Week|Day|Year|Level|Tier|Item|Question|Score|Rating|Only|The|Of|In|On|At|By|To|A|An|About|"
    r"Over|Nearly|Around|Roughly|Up|With|All|Some|And|Or|From|For)[- ]?\d"
)
_IN_A_NAME = re.compile(
    rf"(?:[Bb]ench(?:mark)?|AIME|HMMT|{_FAMILY}|ARC-AGI|[Pp]hase|Figure|Fig\.|Table|Section|Chapter|Page|Pass|"
    r"[Vv]ersion|Python|CUDA|Level|Tier|arXiv)[ :-]?v?\d+(?:\.\d+)?(?![\d%])(?!\.\d)"
)
_COMPARED = re.compile(
    r"\b(?:vs\.?|versus|compared (?:to|with)|against|than|relative to|as opposed to|instead of|rather than|"
    r"previous(?:ly)?|predecessor\S*|prior|formerly|baseline|the next[- ]best|runner-up|for (?:the )?(?:control|"
    r"placebo)\w*)"
    r"\W{0,3}(?:[\w'.-]+ ){0,4}(?:\(|of |at |is |was )?$|\bfrom (?:[\w-]+ |\S*\d\S* (?:[\w-]+ ){0,2})?\(?$"
)
_REACHED = re.compile(r"\bto\W+(?:\w+ )?$")
_COMPARED_AFTER = re.compile(
    r"\W{0,2}(?:[\w-]+ ){0,2}?(?:for|in|with|on|of|by) (?:the )?(?:control|placebo|baseline|sham|usual care|comparator|"
    r"predecessor|previous|prior|standard care|next[- ]best|existing)\b| ?(?:in|on|for)? ?(?:the )?(?:control|"
    r"placebo|baseline)\b"
)
_OTHERS_COLUMN = re.compile(r"\b(?:rival|baseline|best other|prior|previous|control|placebo|dense)\b")
_SUPPOSED = re.compile(r"\b(?:imagine|for example|e\.g\.|say,|suppose|hypothetical|such as an?|(?:would|you'd) need)\b")
_BOUNDARY = re.compile(r"[;:()\[\]\n\t|]|, |,$| [–—-] |—| (?:while|whereas|and|but)(?= )")
_COLD = re.compile(r"\btemperature|\bkelvin|\bsuperconduct|\bcryo|\bcool|\btransition|\bt_?c\b")
_MAGNETIC = re.compile(r"\bmagnet|\bfields?\b|\bmri\b|\bscanner|\btesla")
_SYMBOLS = (("K", "kelvin", _COLD, 1e3), ("T", "tesla", _MAGNETIC, 1e12))
_TOKENS = re.compile(r"[\s-]*tokens?\b")


@dataclass(frozen=True)
class Near:
    """An amount and the words about it, in lower case where not said otherwise.

    `before` and `after` are the rest of its clause and `clause` both with a # between, `rest` is all that follows in
    its sentence; `label`, `column` and `heading` are those of the statement; `ahead` and `behind` are what stands
    before it in the sentence and after it in the clause as written.
    """

    amount: Amount
    before: str
    after: str
    rest: str
    sentence: str
    label: str
    column: str
    heading: str
    ahead: str
    behind: str
    statement: Statement

    @property
    def clause(self) -> str:
        return f"{self.before} # {self.after}"

    @property
    def labels(self) -> str:
        return f"{self.label} {self.column}"


def amounts_near(account: Account) -> Iterator[Near]:
    """Every amount that an account gives of its subject, in order; what is only compared or supposed is left out."""
    main = subject_of(account.text)
    for statement in account.statements:
        found = _amounts(account, statement)
        for i, amount in enumerate(found):
            floor = found[i - 1].end if i else statement.start
            ceiling = found[i + 1].start if i + 1 < len(found) else statement.end
            near = _near(account, statement, amount, floor, ceiling)
            if not _is_aside(near, main):
                yield near


def subject_of(text: str) -> str:
    """The name with a number in it ("GLM-5") that a typed text speaks of most, or ""."""
    found = (match.group() for match in _NAMED.finditer(text))
    names = Counter(name for name in found if not _NO_NAME.match(name) and not _is_numbered(name))
    return max(names, key=lambda name: names[name], default="")


def _amounts(account: Account, statement: Statement) -> list[Amount]:
    """The amounts of a statement that are no part of a date or a name."""
    start, end = statement.start, statement.end
    if not _NUMBER.search(account.lowered, start, end):
        return []
    found = list(amounts(account.lowered, start, end))
    if not found or len(found) > _TOO_MANY:
        return []
    taken = spans_of_dates(account.lowered, start, end)
    taken += [match.span() for match in _IN_A_NAME.finditer(account.text, start, end)]
    return [
        _with_symbol(account, amount, statement)
        for amount in found
        if not any(first < amount.end and amount.start < last for first, last in taken)
    ]


def _with_symbol(account: Account, amount: Amount, statement: Statement) -> Amount:
    """The amount in kelvin or tesla where the sentence says that its K or T is no thousand and no trillion."""
    if amount.unit or _TOKENS.match(account.lowered, amount.end, statement.end):
        return amount
    after = account.text[amount.end : min(amount.end + 3, statement.end)]
    for letter, unit, words, scale in _SYMBOLS:
        glued = amount.scaled and account.text[amount.end - 1] == letter
        apart = re.match(rf"\s?{letter}(?!\w)", after)
        if not (glued or apart):
            continue
        said = account.lowered[statement.start : statement.end] + plain(f" {statement.label} {statement.column}")
        if not words.search(said):
            continue
        if apart:
            return replace(amount, end=amount.end + apart.end(), unit=unit, key=f"{amount.key}{unit}")
        low, figure, high = amount.low / scale, amount.figure / scale, amount.high / scale
        return replace(amount, low=low, figure=figure, high=high, unit=unit, scaled=False, key=f"{figure:.12g}{unit}")
    return amount


def _near(account: Account, statement: Statement, amount: Amount, floor: int, ceiling: int) -> Near:
    before = account.lowered[floor : amount.start]
    edge = max((match.end() for match in _BOUNDARY.finditer(before.rstrip(" (:"))), default=0)
    after = account.lowered[amount.end : ceiling]
    cut = _BOUNDARY.search(after)
    length = cut.start() if cut else len(after)
    return Near(
        amount=amount,
        before=before[edge:],
        after=after[:length],
        rest=account.lowered[amount.end : statement.end],
        sentence=account.lowered[statement.start : statement.end],
        label=plain(statement.label),
        column=plain(statement.column),
        heading=plain(statement.heading),
        ahead=account.text[statement.start : amount.start],
        behind=account.text[amount.end : amount.end + length],
        statement=statement,
    )


def _is_aside(near: Near, main: str) -> bool:
    """Whether the amount is said of something else than the paper's subject, or only supposed."""
    ahead = near.sentence[: len(near.ahead)][-60:]
    if (_COMPARED.search(ahead) and not _REACHED.search(ahead)) or _COMPARED_AFTER.match(near.after):
        return True
    if _SUPPOSED.search(near.sentence) or _OTHERS_COLUMN.search(near.column):
        return True
    if any(_is_other(title.strip(" *"), main) for title in (near.statement.column, near.statement.label)):
        return True
    near_ahead = near.ahead[len(near.ahead) - len(near.before) :]
    local = f"{'' if _REACHED.search(ahead) else near_ahead} # {near.behind}"
    names = [name for match in _NAMED.finditer(local) if not _NO_NAME.match(name := match.group())]
    return bool(names) and all(_is_other(name, main) for name in names)


def _is_numbered(name: str) -> bool:
    """Whether a name with a number is that of a test, a table or the like."""
    return "ench" in name or bool(_IN_A_NAME.match(name) and not _OF_A_FAMILY.match(name))


def _is_other(name: str, main: str) -> bool:
    if not main or not _NAMED.fullmatch(name) or _is_numbered(name):
        return False
    return not re.sub(r"\W", "", name).lower().startswith(re.sub(r"\W", "", main).lower())
