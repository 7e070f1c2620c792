"""Values of a fact, and which cannot both hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.facts.amounts import Amount, amounts, can_both_hold
from collation.language.words import plain
from collation.readers.folding import folded

_ROOM = 2.0
"""How far two estimates may lie apart: less than by this factor."""

_ROUNDING = 0.1
"""The distance of an estimate from an exact number, as a share."""

_NEAR = 40  # characters before a number in which it may be called an estimate

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉", "0123456789-+0123456789")
_NUMBER = re.compile(r"\d+(?:[.,'’ \xa0\u202f]\d{3})*(?:[.,]\d+)?")
_NAME = re.compile(r"(?<![^\W_])[^\W\d_][\w’'-]*")
_SCALED = re.compile(r"(\d)[ \xa0\u202f]([KMBT])\b")  # 744 B
_WORDS_OF_NUMBERS = {
    1: "one ein eine einer un une uno una first", 2: "two zwei dos deux due second twice both", 3: "three drei tres trois tre third",
    4: "four vier cuatro quatre", 5: "five fünf cinco cinq", 6: "six sechs seis", 7: "seven sieben siete sept",
    8: "eight acht ocho huit", 9: "nine neun nueve neuf", 10: "ten zehn diez dix", 11: "eleven elf once onze",
    12: "twelve zwölf doce douze dozen",
}  # fmt: skip
_MONTHS = ("jan", "feb fév fev", "mar mär", "apr abr avr", "may mai", "jun juin", "jul juil", "aug ago août", "sep", "oct okt", "nov", "dec dez dic déc")  # fmt: skip
_MONTH_NAMES = tuple(name for names in _MONTHS for name in names.split())
_UNITS = frozenset(
    "EUR USD GBP CHF JPY CNY INR Euro Euros Dollar Dollars Pfund Franken KB MB GB TB PB kB kHz MHz GHz kW kWh MW GW MWh "
    "GWh kWp dB mL mmHg km/h kcal kJ MJ TWh Mio Mrd Million Millionen Milliarde Milliarden Billion Prozent Percent "
    "Celsius Fahrenheit".split()
)
"""Words that a quotation may write in another way: "€" is EUR."""

_ESTIMATE = re.compile(
    r"(?:~|≈|∼|\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.|c\.|some|nearly|almost|close to|on the order of|"
    r"estimated?|estimates?|or so|more or less|etwa|ungefähr|rund|zirka|knapp|schätzungsweise|environ|presque|"
    r"aproximadamente|unos|unas|cerca de|alrededor de|quase|circa|quasi|около|примерно|приблизительно)(?![^\W\d_])|"
    r"约|約|大约|大約|およそ|ほぼ|약)",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(
    r"\W*(?:(?:a|an|the|total|of|only|just|some|der|die|das|de|los|las)\W+){0,3}\Z", re.IGNORECASE
)
"""What may stand between a word of estimate and its number."""

_NOT_KNOWN = re.compile(
    r"^(?:\W|\b(?:is|are|it|the|value|was|be|can|could|here|exactly|in|by|paper|text|article)\b)*"
    r"(?:not (?:known|stated|given|specified|mentioned|disclosed|reported|available|clear)|unknown|unspecified|"
    r"undisclosed|unclear|does not (?:say|know|state|specify)|doesn['’]t (?:say|know|state)|n/?a|none given|"
    r"cannot (?:say|tell|be determined))\b",
    re.IGNORECASE,
)


def missing_from(value: str, quote: str, kind: str, *, nouns_capitalised: bool = False) -> tuple[str, ...]:
    """The numbers and names of a value that its quotation lacks.

    Names are words with a capital or a figure in them, but for units. A capital alone makes no name at the beginning of
    a value, nor in a language whose nouns are capitalised, unless the fact is about a name.
    """
    value_line, quote_line = (_line(text) for text in (value, quote))
    given = {*_numbers(quote_line), *_numbers(quote_line.replace(" ", "  "))}  # "180 205" may be two numbers
    words = quote_line.casefold()
    missing = [number for number in dict.fromkeys(_numbers(value_line)) if not _has_number(number, given, words)]
    heads = [name.casefold() for name in _NAME.findall(quote_line)]
    for name in _names(value_line, kind, nouns_capitalised):
        if not _has_name(name, heads, words):
            missing.append(name)
    return tuple(missing)


def _line(text: str) -> str:
    return folded(text.translate(_RAISED)).replace("^", "")


def _numbers(line: str) -> Iterator[str]:
    """The numbers of a line, each in one spelling: "1,744.50" is 1744.5."""
    for found in _NUMBER.findall(line):
        digits = re.sub(r"['’ \xa0\u202f]", "", found)
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
            digits = digits.replace(",", "")
        elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "").replace(",", ".")
        digits = digits.replace(",", ".")
        whole, _, part = digits.partition(".")
        part = part.rstrip("0")
        yield (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def _has_number(number: str, given: set[str], words: str) -> bool:
    if number in given:
        return True
    if not number.isdigit() or not 1 <= int(number) <= len(_MONTHS):
        return False
    spelt = _WORDS_OF_NUMBERS[int(number)].split()
    months = _MONTHS[int(number) - 1].split()
    return any(re.search(rf"\b{word}\b", words) for word in spelt) or any(
        re.search(rf"\b{month}[^\W\d_]*\b", words) for month in months
    )


def _names(line: str, kind: str, nouns_capitalised: bool) -> Iterator[str]:
    about_names = kind in ("name", "acronym")
    for found in _NAME.finditer(line):
        word = found[0]
        if word in _UNITS or (kind == "date" and word.casefold().startswith(_MONTH_NAMES)):
            continue
        inner = any(sign.isupper() or sign.isdigit() for sign in word[1:])
        is_capital = word[0].isupper() and len(word) > 1
        if inner or (is_capital and (about_names or (found.start() > 0 and not nouns_capitalised))):
            yield word


def _has_name(name: str, heads: list[str], words: str) -> bool:
    """Whether a name stands in the words, whatever its ending."""
    wanted = re.sub(r"['’]s?$", "", name.casefold())
    if wanted in words:
        return True
    stem = wanted[: max(4, len(wanted) - 3)]
    return len(wanted) > 4 and wanted.isalpha() and any(head.startswith(stem) for head in heads)


def is_estimate(value: str, quote: str) -> bool:
    """Whether a number is given as an estimate.

    The word that says so stands in the value, or right before the number in the quotation.
    """
    if _ESTIMATE.search(value):
        return True
    wanted = set(_numbers(_line(value)))
    line = _line(quote)
    return any(
        _RIGHT_BEHIND.match(line, word.end(), found.start())
        for found in _NUMBER.finditer(line)
        if wanted.intersection(_numbers(found[0]))
        for word in _ESTIMATE.finditer(line, max(0, found.start() - _NEAR), found.start())
    )


def is_known(value: str) -> bool:
    """Whether a value says anything: "not stated" does not."""
    return not _NOT_KNOWN.search(value)


def conflict(value: str, quote: str, other_value: str, other_quote: str) -> bool:
    """Whether two values may be held against each other.

    Not if they are alike, if one is not known, if one number satisfies both, or if both are estimates that lie near
    each other.
    """
    if folded(value).casefold().strip(" .") == folded(other_value).casefold().strip(" ."):
        return False
    if not (is_known(value) and is_known(other_value)):
        return False
    one, other = (_only_amount(text) for text in (value, other_value))
    if one is None or other is None or one.unit != other.unit:
        return True
    if can_both_hold((one.low, one.high), (other.low, other.high)):
        return False
    estimates = is_estimate(value, quote), is_estimate(other_value, other_quote)
    small, large = sorted((abs(_middle(one)), abs(_middle(other))))
    if all(estimates):
        return large >= _ROOM * small
    return not (any(estimates) and large - small <= _ROUNDING * large)


def _only_amount(value: str) -> Amount | None:
    """The number of a value, if it has one alone."""
    line = plain(_SCALED.sub(r"\1\2", value))
    found = amounts(line, 0, len(line))
    return found[0] if len(found) == 1 else None


def _middle(amount: Amount) -> float:
    finite = [end for end in (amount.low, amount.high) if abs(end) != float("inf")]
    return sum(finite) / len(finite) if finite else 0.0
