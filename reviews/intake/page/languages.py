"""Find the languages of a page, and the phrases that count there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from reviews.intake.page import phrases
from reviews.intake.page.phrases_by_language import LANGUAGES, Language

_FEWEST_WORDS, _FEWEST_LETTERS = 4, 3
_WORD = re.compile(r"[^\W\d_]+")
_KNOWN_BY = {name: frozenset(language.known_by.split()) for name, language in LANGUAGES.items() if language.known_by}
_LETTERS = {name: re.compile(f"[{language.letters}]") for name, language in LANGUAGES.items() if language.letters}


class PagePhrases(NamedTuple):
    """The phrases in English and in the languages of a page.

    Each of `asks` has the groups of `phrases.ASKS`.
    """

    asks: tuple[re.Pattern[str], ...]
    asks_at_end: re.Pattern[str] | None
    asks_for_a_text: re.Pattern[str]
    reply: re.Pattern[str]
    reacts: re.Pattern[str]
    opens_strongly: re.Pattern[str]
    opens_fairly: re.Pattern[str]
    prose_of_answers: re.Pattern[str]
    offer: re.Pattern[str]
    brings: re.Pattern[str]
    first_person: re.Pattern[str]
    second_person: re.Pattern[str]
    addresses: re.Pattern[str]


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages other than English of which some texts hold words."""
    page = " ".join(texts)
    words = set(_WORD.findall(page.lower()))
    known = {name: len(known_by & words) for name, known_by in _KNOWN_BY.items()}
    fewest = max(_FEWEST_WORDS, max(known.values()) / 2)  # languages of one family have words in common
    spoken = [name for name, count in known.items() if count >= fewest]
    if not page.isascii():
        spoken += [name for name, letters in _LETTERS.items() if len(letters.findall(page)) >= _FEWEST_LETTERS]
    return tuple(spoken)


@lru_cache(maxsize=64)
def phrases_in(languages: tuple[str, ...]) -> PagePhrases:
    """The phrases in English and in the languages of these names."""
    spoken = [LANGUAGES[name] for name in languages]
    ends = [language.ends for language in spoken if language.ends]
    return PagePhrases(
        asks=(phrases.ASKS, *map(_asks, spoken)),
        asks_at_end=re.compile(f"(?:{'|'.join(ends)})$") if ends else None,
        asks_for_a_text=_joined(phrases.ASKS_FOR_A_TEXT, spoken, "texts"),
        reply=_replies(spoken),
        reacts=_joined(phrases.REACTS, spoken, "reacts"),
        opens_strongly=_joined(phrases.OPENS_STRONGLY, spoken, "opens"),
        opens_fairly=_joined(phrases.OPENS_FAIRLY, spoken, "may_open"),
        prose_of_answers=_joined(phrases.PROSE_OF_ANSWERS, spoken, "goes_on"),
        offer=_joined(phrases.OFFER, spoken, "offers"),
        brings=_joined(phrases.BRINGS, spoken, "brings"),
        first_person=_joined(phrases.FIRST_PERSON, spoken, "first"),
        second_person=_joined(phrases.SECOND_PERSON, spoken, "second"),
        addresses=_joined(phrases.ADDRESSES, spoken, "addresses"),
    )


def _words(language: Language, alternatives: str) -> str:
    """A pattern of phrases.

    They are whole words, unless the script puts no space between words.
    """
    return f"(?:{alternatives})" if language.letters else rf"(?<!\w)(?:{alternatives})(?!\w)"


def _joined(english: re.Pattern[str], spoken: list[Language], field: str) -> re.Pattern[str]:
    patterns = [_words(language, getattr(language, field)) for language in spoken if getattr(language, field)]
    if not patterns:
        return english
    flags = "i" if english.flags & re.IGNORECASE else ""
    return re.compile(rf"(?{flags}:{english.pattern})|(?i:{'|'.join(patterns)})")


def _asks(language: Language) -> re.Pattern[str]:
    """The pattern of a block that asks, with the groups of `phrases.ASKS`.

    A word that reacts may stand before it. A bare request is a short line.
    """
    before = "|".join(words for words in (language.replies, language.reacts) if words)
    lead_in = rf"(?:(?:{before})[,.!，。！、\s]{'*' if language.letters else '+'}){{0,3}}"
    orders = _words(language, language.orders)
    if language.bare:
        orders += rf"|{_words(language, language.bare)}(?=[^\n]{{0,90}}\Z)"
    groups = [rf"(?P<order>{orders})(?!:)", f"(?P<asks>{_words(language, language.questions)})"]
    if language.oneself:
        groups.append(f"(?P<self>{_words(language, language.oneself)})")
    return re.compile(rf"[¿¡]?{lead_in}(?:{'|'.join(groups)})", re.IGNORECASE)


def _replies(spoken: list[Language]) -> re.Pattern[str]:
    patterns = [rf"|(?i:(?:{language.replies})[\s.!?,。！？]*)" for language in spoken]
    return re.compile(rf"(?i:{phrases.REPLY.pattern}){''.join(patterns)}") if patterns else phrases.REPLY


IN_ENGLISH = phrases_in(())
