"""Find words that may be private, such as addresses and keys. Pure.

Rules, not reading: they find what has a form of its own. Each is narrow, since whoever is warned of a year or of an
arXiv id stops looking.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

EMAIL = "an e-mail address"
KEY = "a key, a token or a password"
PHONE = "a telephone number"
ACCOUNT = "a bank account"
CARD = "a card number"
PATH = "a path with the name of a user"
CHAT = "the address of a private chat"

_KEY_SHAPES = (
    r"sk-(?:ant-|proj-|or-v1-)?[A-Za-z0-9_-]{16,}",
    r"(?:gh[pousr]_|github_pat_|glpat-|hf_|npm_|pypi-)[A-Za-z0-9_-]{16,}",
    r"(?:AKIA|ASIA)[0-9A-Z]{16}",
    r"AIza[0-9A-Za-z_-]{35}",
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
    r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----",
)
_NAMED_SECRET = re.compile(
    r"(?<![\w-])(?:api[_ -]?key|access[_ -]?key|access[_ -]?token|auth[_ -]?token|secret(?:[_ -]?key)?"
    r"|client[_ -]?secret|passw(?:or)?d|passphrase|pwd|token)[\"']?\s{0,3}[:=]\s{0,3}"
    r"[\"']?(?P<words>[^\s\"'<>,;()\[\]{}]{6,200})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\bbearer\s{1,3}(?P<words>[A-Za-z0-9._~+/=-]{16,500})", re.IGNORECASE)
_IN_AN_ADDRESS = re.compile(r"https?://(?P<words>[^\s/:@]{1,100}:[^\s/:@]{1,100})@", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"(?:your|my|the|some|example|user|username|name|none|null|true|false|changeme|x{3,}|\*{3,}|\.{3,}|…)",
    re.IGNORECASE,
)
_NO_USERS = frozenset("user username name you me runner ubuntu root shared public default all".split())


@dataclass(frozen=True, order=True)
class Alarm:
    """Words that may be private: `text[start:end]`, and what they are."""

    start: int
    end: int
    kind: str


Rule = Callable[[str], Iterator[Alarm]]


def alarms(text: str) -> tuple[Alarm, ...]:
    """The words of a text that may be private, in order.

    They do not overlap: of two that do, the first rule has its way.
    """
    found: list[Alarm] = []
    for rule in _RULES:
        for one in rule(text):
            at = bisect_left(found, one)
            if all(one.end <= other.start or other.end <= one.start for other in found[max(at - 1, 0) : at + 1]):
                found.insert(at, one)
    return tuple(found)


def _shape(kind: str, pattern: str, flags: int = 0) -> Rule:
    """The rule that every match of a pattern is of one kind.

    Its group `words`, if it has one, is what is private.
    """
    compiled = re.compile(pattern, flags)
    group = "words" if "words" in compiled.groupindex else 0

    def rule(text: str) -> Iterator[Alarm]:
        return (Alarm(*match.span(group), kind) for match in compiled.finditer(text))

    return rule


def _secrets(text: str) -> Iterator[Alarm]:
    """Yield what stands behind “password:” and the like.

    A word of prose is none: a secret has a digit or a sign in it.
    """
    for pattern in (_NAMED_SECRET, _BEARER):
        for match in pattern.finditer(text):
            words = match["words"].rstrip(".,:!?")
            odd = re.search(r"[\d!#$%&*+@^~_]", words)
            if odd and len(words) >= 6 and not _PLACEHOLDER.match(words):
                yield Alarm(match.start("words"), match.start("words") + len(words), KEY)


def _cards(text: str) -> Iterator[Alarm]:
    """Yield numbers of cards: of the right length, sum and beginning."""
    for match in re.finditer(r"(?<![\w.,/-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\w/-])", text):
        digits = re.sub(r"\D", "", match[0])
        grouped = re.fullmatch(r"\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{5}", match[0])
        if grouped and 13 <= len(digits) <= 19 and _adds_up(digits):
            yield Alarm(*match.span(), CARD)


def _adds_up(digits: str) -> bool:
    """Whether the last digit is the check digit (ISO/IEC 7812, Luhn)."""
    doubled = [sum(divmod(2 * int(digit), 10)) if at % 2 else int(digit) for at, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _accounts(text: str) -> Iterator[Alarm]:
    """Yield IBANs whose check digits are right (ISO 13616)."""
    for match in re.finditer(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", text):
        plain = match[0].replace(" ", "")
        number = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
        if 15 <= len(plain) <= 34 and int(number) % 97 == 1:
            yield Alarm(*match.span(), ACCOUNT)


def _phones(text: str) -> Iterator[Alarm]:
    """Yield telephone numbers.

    They have a country's prefix, or the groups of North America, or a word such as “Tel.” before them.
    """
    for pattern in (
        r"(?<![\w.+/])(?P<words>\+[1-9](?:[ ().-]{0,2}\d){7,14})(?![\w])",
        r"(?<![\w.(/-])(?P<words>(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4})(?![\w-])",
        r"\b(?:[Tt]el|[Tt]elephone|[Pp]hone|[Mm]obile|[Ff]ax|[Cc]all)\b[.:]{0,2}\s{0,3}"
        r"(?P<words>\(?0?\d(?:[ ()/.-]{0,2}\d){6,13})(?!\w)",
    ):
        for match in re.finditer(pattern, text):
            digits = re.sub(r"\D", "", match["words"])
            if 8 <= len(digits) <= 15 and not re.fullmatch(r"\d+\.\d+", match["words"].lstrip("+")):
                yield Alarm(*match.span("words"), PHONE)


def _paths(text: str) -> Iterator[Alarm]:
    for match in re.finditer(
        r"(?<![\w.])(?:file://)?(?:/home/|/Users/|/var/home/|[A-Za-z]:\\{1,2}Users\\{1,2})(?P<user>[A-Za-z][\w.-]{1,31})"
        r"(?:[/\\][^\s\"'<>|:*?,;()\[\]{}`]{0,200})?",
        text,
    ):
        end = match.start() + len(match[0].rstrip(".,"))
        if match["user"].lower() not in _NO_USERS:
            yield Alarm(match.start(), end, PATH)


_ID = r"[A-Za-z0-9_-]{8,80}"
_RULES: tuple[Rule, ...] = (
    _shape(
        CHAT,
        r"(?:https?://)?(?:www\.)?(?:(?:chatgpt\.com|chat\.openai\.com)/(?:g/[\w-]{1,80}/)?c/|claude\.ai/chat/"
        r"|gemini\.google\.com/(?:u/\d/)?(?:app|gem/[\w-]{1,40})/|grok\.com/chat/|chat\.deepseek\.com/a/chat/s/"
        rf"|copilot\.microsoft\.com/chats/|chat\.mistral\.ai/chat/|aistudio\.google\.com/(?:app/)?prompts/){_ID}",
    ),
    *(_shape(KEY, rf"(?<![\w-])(?:{shape})") for shape in _KEY_SHAPES),
    _shape(KEY, _IN_AN_ADDRESS.pattern, re.IGNORECASE),
    _secrets,
    _shape(
        EMAIL, r"(?<![\w.+-])(?!git@)[\w.+%-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,5}[A-Za-z]{2,24}(?![\w@])"
    ),
    _paths,
    _accounts,
    _cards,
    _phones,
)
