"""Names replaced, so that a reader does not know who speaks. Pure.

Respondents become R1, R2, … in an order that a seed decides. Inside texts, too, their names, brands and makers are
replaced. Every place of a text with replaced names has its place in the text that is stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any

from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn
from reviews.families import AFTER, BEFORE, FAMILIES, VERSION, brand_pattern, family_of, maker_pattern
from reviews.masks import HiddenText, names_found, replaced

_LETTERS = {"respondent": ("R", "Resp", "Respondent", "RX", "RXX"), "maker": ("M", "Maker", "MX", "MXX")}
_GENERIC = frozenset("reviewer author editor referee anonymous review reader person model response answer".split())


@dataclass(frozen=True)
class NameMap:
    """The names of one sheet.

    `keys` pairs each respondent's key with its replacement, in the order of the sheet. `patterns` pairs what is
    replaced with the replacement; the first that matches at a place counts. `shown` pairs a replacement with the name
    that it stands for.
    """

    keys: tuple[tuple[str, str], ...]
    patterns: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]

    @cached_property
    def _searched(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"({pattern})" for pattern, _ in self.patterns)) if self.patterns else None

    @cached_property
    def _restored(self) -> re.Pattern[str] | None:
        names = sorted((re.escape(name) for name, _ in self.shown), key=len, reverse=True)
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(names)})(?![^\W_])") if names else None

    def replacement(self, key: str) -> str:
        """The replacement of a respondent's key."""
        return dict(self.keys)[key]

    def key_of(self, name: str) -> str:
        """The respondent's key behind a replacement; any other name as it is."""
        return {given.casefold(): key for key, given in self.keys}.get(name.strip().casefold(), name)

    def hide(self, text: str) -> HiddenText:
        """The text with its names replaced."""
        found = names_found(self._searched, text) if self._searched else ()
        given = ((one.start, one.end, self.patterns[(one.match.lastindex or 1) - 1][1]) for one in found)
        return replaced(text, given)

    def show(self, text: str) -> str:
        """A reader's own words with the names that replacements stand for."""
        shown = dict(self.shown)
        return self._restored.sub(lambda found: shown[found[0]], text) if self._restored else text

    def hide_text(self, text: SheetText) -> SheetText:
        """All that a respondent said, with names replaced."""
        given = self.replacement(text.key)
        return SheetText(given, given, text.kind, tuple(map(self._hide_turn, text.turns)))

    def _hide_turn(self, turn: SheetTurn) -> SheetTurn:
        answer = self.hide(turn.answer)
        quoted = tuple((answer.hidden_at(start), answer.hidden_at(end)) for start, end in turn.quoted)
        return SheetTurn(turn.response_id, self.hide(turn.prompt).text, answer.text, quoted)

    def hide_question(self, question: SheetQuestion) -> SheetQuestion:
        """A question with names replaced in its words."""
        return replace(question, text=self.hide(question.text).text)

    def hide_paper(self, paper: SheetPaper) -> SheetPaper:
        """The paper with names replaced."""
        return SheetPaper(
            self.hide(paper.title).text,
            tuple(self.hide(author).text for author in paper.authors),
            self.hide(paper.address).text,
            tuple(self.hide(page).text for page in paper.pages),
        )

    def to_json(self) -> dict[str, Any]:
        """The map as it is stored with a sheet."""
        return {name: [list(pair) for pair in getattr(self, name)] for name in ("keys", "patterns", "shown")}

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> NameMap:
        """The map that `to_json` gave."""
        return cls(
            *(tuple((first, second) for first, second in stored[name]) for name in ("keys", "patterns", "shown"))
        )


def name_map(
    texts: Sequence[SheetText],
    *,
    seed: str,
    makers: Mapping[str, str] | None = None,
    foreign: Iterable[str] = (),
) -> NameMap:
    """The replacements for the names in these texts.

    `seed` decides the order. `makers` names the maker of a respondent by its key, if it is known. `foreign` are all
    other words of the sheet: a replacement occurs in none of them, nor in the texts.
    """
    order = list(texts)
    Random(seed).shuffle(order)  # noqa: S311 -- an order that anybody may know
    words = [*foreign, *(part for text in texts for turn in text.turns for part in (turn.prompt, turn.answer))]
    letter, maker_letter = (_free(_LETTERS[kind], words) for kind in ("respondent", "maker"))
    given = {text.key: f"{letter}{at}" for at, text in enumerate(order, start=1)}
    families = {text.key: family_of(text.name) for text in texts if text.kind == "model"}
    crowd = Counter(filter(None, families.values()))
    patterns: list[tuple[str, str]] = []
    shown = [(given[text.key], text.name) for text in order]
    patterns += sorted(
        ((_whole(name, versioned=text.kind == "model"), given[text.key]) for text in order for name in _names(text)),
        key=lambda pair: -len(pair[0]),
    )
    count = 0
    for family in FAMILIES:
        if family.key not in crowd:
            continue
        count += 1
        maker = f"{maker_letter}{count}"
        members = [key for key, of in families.items() if of == family.key]
        patterns.append((brand_pattern(family), given[members[0]] if len(members) == 1 else maker))
        patterns.append((maker_pattern(family), maker))
        shown.append((maker, family.makers.split("|")[0].split("(")[0].replace(" ?", "").replace("\\", "")))
    for maker_name in dict.fromkeys((makers or {}).values()):
        if maker_name and not any(re.search(pattern, maker_name) for pattern, _ in patterns):
            count += 1
            patterns.append((_whole(maker_name), f"{maker_letter}{count}"))
            shown.append((f"{maker_letter}{count}", maker_name))
    return NameMap(tuple((text.key, given[text.key]) for text in order), tuple(patterns), tuple(shown))


def _names(text: SheetText) -> list[str]:
    """The names of a respondent: the whole, and a person's last name."""
    names = [text.name] if text.name.strip() else []
    parts = text.name.split()
    if text.kind == "person" and len(parts) > 1 and len(parts[-1]) > 2 and parts[-1][0].isupper():
        names += [parts[-1]] if parts[-1].isalpha() and not {part.casefold() for part in parts} & _GENERIC else []
    return names


def _whole(name: str, *, versioned: bool = False) -> str:
    """The pattern of a name, whole words only, with any spaces.

    Its case counts, but for one that is all capitals: "Mark" is a name, and "mark" is none. If `versioned`, a version
    may stand behind it.
    """
    spelled = "|".join(r"\s+".join(map(re.escape, words.split())) for words in dict.fromkeys((name, name.upper())))
    return rf"{BEFORE}(?:{spelled}){VERSION if versioned else ''}{AFTER}"


def _free(letters: Sequence[str], words: Iterable[str]) -> str:
    """The first prefix that no words have before a number."""
    joined = "\n".join(words)
    return next(
        (letter for letter in letters if not re.search(rf"(?<![^\W_]){letter}\d", joined, re.IGNORECASE)), letters[-1]
    )
