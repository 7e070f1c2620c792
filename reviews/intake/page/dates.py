"""Read days and times as pages print them.

The languages and orders of Europe and East Asia are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_NAMES = (
    "january januar januari janvier janeiro január jänner enero gennaio gener styczeń stycznia ocak январь января "
    "січень січня",
    "february februar februari februarie febrero febrer febbraio február feber février fevereiro luty lutego şubat "
    "февраль февраля лютий лютого",
    "march mars marts marzo março març maart mrt martie märz mrz március marzec marca mart март марта березень березня",
    "april aprile aprilie április avril abril kwiecień kwietnia nisan апрель апреля квітень квітня",
    "may mai maio maig maggio mayo mayıs mei maj maja május май мая травень травня",
    "june juni juin junio junho juny június giugno czerwiec czerwca haziran июнь июня червень червня",
    "july juli juillet julio julho juliol július luglio lipiec lipca temmuz июль июля липень липня",
    "august augustus augusti augusztus août agosto agost ağustos sierpień sierpnia август августа серпень серпня",
    "september septembre septembrie septiembre setiembre setembro setembre settembre wrzesień września eylül сентябрь "
    "сентября вересень вересня",
    "october oktober octobre octombrie octubre outubro ottobre október październik października ekim октябрь октября "
    "жовтень жовтня",
    "november novembre novembrie noviembre novembro listopad listopada kasım ноябрь ноября листопад листопада",
    "december decembre decembrie dezember dezembro décembre diciembre dicembre grudzień grudnia aralık декабрь декабря "
    "грудень грудня",
)


def _shortened() -> dict[str, int]:
    """The number of each month, by its name or first letters.

    Three letters are enough if no other month begins with them.
    """
    months: dict[str, set[int]] = {}
    for number, names in enumerate(_NAMES, 1):
        for name in names.split():
            for length in range(3, len(name) + 1):
                months.setdefault(name[:length], set()).add(number)
    return {word: min(numbers) for word, numbers in months.items() if len(numbers) == 1}


def _pattern(words: Iterable[str]) -> str:
    """A pattern of any of some words.

    Those that begin alike are looked at together, for speed.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words, reverse=True):
        tails.setdefault(word[:3], []).append(word[3:])
    return "|".join(f"{stem}(?:{'|'.join(ends)})" for stem, ends in sorted(tails.items()))


_MONTHS = _shortened()
_WORD = r"[^\W\d_]{3,12}"
_MONTH = rf"(?:{_pattern(_MONTHS)})(?!\w)\.?"
DAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?(?:"
    r"(?:19|20)\d\d[-/.年년]\s?\d{1,2}[-/.月월]\s?\d{1,2}[日일]?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?,? (?:of |de )?{_MONTH}(?:,?(?: de)? (?:19|20)\d\d)?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?|{_MONTH} (?:19|20)\d\d)(?!\w)"
)
"""A pattern of a day in words or digits.

Its year may be missing. It is searched without regard to case."""
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>20\d\d)[-/.年년]\s?(?P<month>\d{1,2})[-/.月월]\s?(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|st|nd|rd|th)?,? (?:of |de )?(?P<word>{_WORD})\.?,?(?: de)? "
        r"(?P<year>20\d\d)(?!\d)",
        rf"(?<!\w)(?P<word>{_WORD})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>20\d\d)(?!\d)",
        r"(?<!\d)(?P<one>\d{1,2})(?P<between>[./-])(?P<other>\d{1,2})[./-](?P<year>20\d\d)(?!\d)",
    )
)
_CLOCK = re.compile(
    r"(?:(?P<before>오후|午後|下午|오전|午前|上午)\s?)?(?<!\d)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    r"(?:\s?(?P<after>[AaPp])\.?\s?[Mm]\b)?"
)
_LONGEST = 120


def moment_in(line: str) -> datetime | None:
    """The first moment that a line names, else None.

    A day alone is taken at midnight. None for a day that could be two ("3/4/2025"). Time zones are ignored: all is
    taken for UTC.
    """
    line = line[:_LONGEST]
    for pattern in _DATES:
        match = pattern.search(line)
        if not match or not (day := _day(match.groupdict(), _CLOCK.search(line, match.end()))):
            continue
        clock = _CLOCK.search(line, match.end())
        try:
            return datetime(*day, *(_time(clock) if clock else (0, 0, 0)), tzinfo=UTC)
        except ValueError:
            continue
    return None


def _day(parts: dict[str, str], clock: re.Match[str] | None) -> tuple[int, int, int] | None:
    year = int(parts["year"])
    if word := parts.get("word"):
        month = _MONTHS.get(word.casefold())
        return (year, month, int(parts["day"])) if month else None
    if "month" in parts:
        return year, int(parts["month"]), int(parts["day"])
    first, second = int(parts["one"]), int(parts["other"])
    american = clock is not None and clock["after"] is not None and parts["between"] == "/"
    if parts["between"] != "/" or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 or american else None


def _time(clock: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    half = clock["after"] or clock["before"]
    return hour % 12 + 12 * (half in ("P", "p", "오후", "午後", "下午")) if half else hour, minute, second
