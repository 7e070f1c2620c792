"""What speaks for a block of text being a person's prompt rather than part of a model's answer.

Each sign has a name in words and, in `weights`, a weight in log-odds; `unmarked` adds them up along the page.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from reviews.intake.page import phrases
from reviews.intake.page.blocks import PageBlock
from reviews.intake.page.code_lines import is_code_line
from reviews.intake.page.weights import WEIGHTS


class Sign(NamedTuple):
    """One piece of evidence, and how much of it there is."""

    name: str
    amount: float = 1.0

    @property
    def weight(self) -> float:
        """In log-odds: above zero it speaks for a prompt, below against it."""
        return WEIGHTS[self.name] * self.amount


SIGNS = {name: Sign(name) for name in WEIGHTS}

_HEAD, _TAIL, _SEEN = 400, 400, 800
_DECORATION = re.compile(r"[^\w\"'“‘(\[]+")


class Looks:
    """What there is to see in one block, worked out once."""

    def __init__(self, block: PageBlock) -> None:
        text = block.text
        self.gap, self.gap_after = block.gap, block.gap_after
        self.stray_start = text[:1] == " " and text[1:2].strip() != ""
        self.stray_end = text[-1:] in (" ", "\u00a0")
        self.size = len(text)
        self.text = text[:_SEEN]
        self.head = text[:_HEAD].lstrip()
        self.tail = text[-_TAIL:].rstrip().rstrip("*_\u200b ")
        self.is_list = phrases.BULLET.match(self.head) is not None
        self.is_markdown = phrases.MARKDOWN.match(self.head) is not None or "**" in self.text
        lines = block.lines[:12]
        self.is_code = self.head[:3] == "```" or sum(is_code_line(line.text) for line in lines) > 0.6 * len(lines)
        self.plain = not (self.is_list or self.is_markdown or self.is_code)
        self.is_heading = len(block.lines) == 1 and self._is_heading()
        self.is_offer = not self.is_code and phrases.OFFER.search(self.tail) is not None
        self.asked = self._asked() if self.plain else None
        self.asks_later = (
            self.plain and not self.is_offer and self.size < 600 and phrases.ASKS_LATER.search(self.head) is not None
        )
        self.is_error = not self.is_markdown and phrases.ERROR.match(self.head) is not None
        self.is_pasted = self.is_code or self.is_error or self.head.startswith('"""')
        self.opening = self._opening()
        self.is_item = False
        self.is_language = self.size < 20 and self.head.lower() in phrases.LANGUAGES
        self.reacts = phrases.REACTS.match(self.head) is not None
        self.is_reply = self.size < 60 and phrases.REPLY.fullmatch(self.head) is not None

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that a reply would take up again."""
        return frozenset(phrases.CONTENT_WORD.findall(self.text.lower())) - phrases.COMMON

    def _is_heading(self) -> bool:
        """A short line in Title Case, or one that a symbol leads."""
        if self.size > 90 or self.is_list:
            return False
        if phrases.SYMBOL.match(self.head):
            return True
        words = self.head.rstrip(":?").split()
        if not words or ": " in self.head or self.tail[-1:] in ".!,;" or not words[0][:1].isupper():
            return False
        large = [word for word in words if word.lower() not in phrases.SMALL]
        titled = sum(1 for word in large if phrases.TITLE_WORD.match(word))
        return len(large) > 1 and len(words) <= 12 and titled >= 0.8 * len(large)

    def _asked(self) -> re.Match[str] | None:
        """How the block asks for something, where it begins so."""
        asked = phrases.ASKS.match(self.head)
        if not asked or phrases.NOT_ASKED.match(self.head[asked.start(asked.lastgroup or 0) :]):
            return None
        return asked

    def _opening(self) -> float:
        """How strongly the block opens a reply: 0 to 1."""
        head = (
            _DECORATION.sub("", self.head[:60], count=1) + self.head[60:] if not self.head[:1].isalnum() else self.head
        )
        if phrases.OPENS_STRONGLY.match(head):
            if self.asked or self.asks_later:
                return 0.7 if self.asked and self.asked["self"] else 0.3
            return 0.5 if phrases.REPLIES_OF_PEOPLE.match(head) else 1.0
        if phrases.OPENS_FAIRLY.match(head):
            return 0.5
        return 0.25 if self.size > 60 and phrases.OPENS_WEAKLY.match(head) else 0.0


def signs(looks: Looks) -> list[Sign]:
    """The evidence that a block carries in itself."""
    head, tail, size, asked = looks.head, looks.tail, looks.size, looks.asked
    if looks.is_reply:
        return [SIGNS["a short word of praise" if phrases.PRAISE.match(head) else "a short reply"]]
    held = {
        "the name of a language": looks.is_language,
        "a list": looks.is_list,
        "formatted": looks.is_markdown,
        "code": looks.is_code,
        "symbols that models use": phrases.SYMBOL.search(head),
        "a heading": looks.is_heading,
        "a long dash": "—" in looks.text,
        "a quotation": head[:1] in '"“' and tail[-1:] in '"”',
        "opens like a reply": looks.opening == 1.0,
        "an offer": looks.is_offer,
        "leads on to something": tail.endswith(":"),
        "an error message": looks.is_error and not asked,
        "long": size > 2500,
        "a typewriter's apostrophe": "'" in head and phrases.STRAIGHT.search(head),
        "a printer's quotation marks": phrases.CURLY.search(head),
    }
    found = [SIGNS[name] for name, holds in held.items() if holds]
    return found + _signs_of_prose(looks) if looks.plain else found


def _signs_of_prose(looks: Looks) -> list[Sign]:
    """The evidence in the wording of a block that is neither list nor code nor marked up."""
    head, tail, size, asked = looks.head, looks.tail, looks.size, looks.asked
    stops = not tail[-1:].isalnum()
    asks = tail.endswith("?")
    of_oneself = phrases.FIRST_PERSON.search(looks.text)
    held = {
        _manner(looks): True,
        "short and unformatted": size < 280,
        "refers back": size < 300
        and (asked or asks or not stops)
        and not looks.is_offer
        and phrases.REFERS_BACK.search(head),
        "ends in a question": asks,
        "a question to the reader": asks
        and phrases.SECOND_PERSON.search(tail[-200:])
        and not phrases.ASKS_OF_MODEL.search(looks.text),
        "could be a heading": asks and looks.gap > 1 and size <= 60 and head[:1].isupper() and not of_oneself,
        "ends without a full stop": not stops and not looks.is_heading and " " in head,
        "begins in lower case": head[:1].islower() and (asked or not phrases.CODE_WORDS.search(head)),
        "typed in haste": phrases.INFORMAL.search(looks.text),
        "speaks to the assistant": not looks.is_offer and phrases.ADDRESSES.search(looks.text),
        "speaks of oneself": of_oneself,
        "speaks to the reader": not of_oneself and not asked and phrases.SECOND_PERSON.search(looks.text),
        "a stray space before it": looks.stray_start,
        "reacts to an answer": looks.reacts,
        "shouts": not looks.is_heading and phrases.SHOUTS.search(looks.text),
    }
    return [SIGNS[name] for name, holds in held.items() if name and holds]


_HOW_IT_ASKS = {"order": "asks for something", "asks": "begins like a question", "self": "begins with oneself"}


def _manner(looks: Looks) -> str:
    """In which manner a block of prose begins; empty where nothing is to be said of it."""
    head, asked = looks.head, looks.asked
    if asked:
        clause = asked["asks"] and not looks.tail.endswith("?") and phrases.CLAUSE.match(head[asked.start("asks") :])
        return "begins with a clause" if clause else _HOW_IT_ASKS[asked.lastgroup or "asks"]
    if looks.asks_later:
        return "comes to a request"
    if phrases.PROSE_OF_ANSWERS.match(head):
        return "goes on like an answer"
    return "a statement" if looks.tail.endswith(".") and not phrases.FIRST_PERSON.search(head) else ""


def ends_turn(looks: Looks) -> Sign:
    """The evidence in the last block of an answer that a prompt follows it."""
    tail = looks.tail
    if tail.endswith(":"):
        return SIGNS["after a line that leads on"]
    if tail.rstrip("\"'”’").endswith(","):
        return SIGNS["after an unfinished sentence"]
    if looks.is_heading:
        return SIGNS["after a heading"]
    if looks.is_language:
        return SIGNS["after the name of a language"]
    if looks.is_offer:
        return SIGNS["after an offer"]
    if looks.size <= 60 and looks.plain and tail[-1:].isalnum() and looks.head[:1].isupper() and ": " not in looks.head:
        return SIGNS["after what could be a heading"]
    if tail.endswith("?"):
        return SIGNS[
            "after a question to the reader" if phrases.SECOND_PERSON.search(tail[-200:]) else "after a question"
        ]
    if phrases.SUMS_UP.match(looks.head):
        return SIGNS["after a summing-up"]
    return SIGNS["after a list" if looks.is_list or looks.is_markdown else "after an answer"]


def opens_answer(prompt: Looks, following: list[Looks]) -> list[Sign]:
    """The evidence in the first blocks of an answer that what stands before it is the prompt it answers."""
    answer = following[0]
    found: list[Sign] = []
    if answer.opening == 1.0:
        found.append(SIGNS["before an opening that answers it"])
    elif answer.opening:
        found.append(Sign("before an opening that may answer it", answer.opening))
    if answer.is_list:
        found.append(SIGNS["before a list"])
    elif answer.is_code:
        found.append(SIGNS["a listing is broken off" if prompt.is_pasted else "before code"])
    if prompt.plain and not prompt.is_heading and not answer.is_code and prompt.content:
        said = answer.content.union(*(look.content for look in following[1:2] if not look.is_list))
        echo = len(prompt.content & said) / min(len(prompt.content), 8)
        if echo >= 0.25:
            found.append(Sign("its words come back in what follows", min(1.5, 1.8 * echo)))
    if not answer.is_code and any(look.is_list or look.is_markdown or look.is_heading for look in following):
        found.append(SIGNS["before what models format"])
    if prompt.tail.endswith(":"):
        found.append(SIGNS["a prompt that leads on is answered"])
    if not answer.gap:
        found.append(SIGNS["nothing blank before what follows"])
    return found


def is_model_like(text: str) -> bool:
    """Whether a text without turns speaks as models do of themselves and to whom they serve."""
    return phrases.MODEL_SPEAKS.search(text) is not None
