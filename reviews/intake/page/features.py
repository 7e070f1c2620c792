"""The features of a block that tell prompts from answers.

Each has a name in words and, in `weights`, a weight in log-odds; `prompt_search` adds them up along the page, with
those of `transitions`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from reviews.intake.page import phrases
from reviews.intake.page.blocks import PageBlock, code_share
from reviews.intake.page.languages import IN_ENGLISH, PagePhrases
from reviews.intake.page.weights import WEIGHTS


class Feature(NamedTuple):
    """One piece of evidence, and how much of it there is."""

    name: str
    amount: float = 1.0

    @property
    def weight(self) -> float:
        """In log-odds: above zero it speaks for a prompt, below against it."""
        return WEIGHTS[self.name] * self.amount


FEATURES = {name: Feature(name) for name in WEIGHTS}

ASK = ("?", "？")
_HEAD, _TAIL, _SEEN = 400, 400, 800
_DECORATION = re.compile(r"[^\w\"'“‘(\[]+")


class Features:
    """The observations about one block, made once."""

    def __init__(self, block: PageBlock, said: PagePhrases = IN_ENGLISH) -> None:
        text = block.text
        self.said = said
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
        self.is_code = self.head[:3] == "```" or code_share([line.text for line in lines]) > 0.6
        self.plain = not (self.is_list or self.is_markdown or self.is_code)
        self.is_heading = len(block.lines) == 1 and self._is_heading()
        self.is_offer = not self.is_code and said.offer.search(self.tail) is not None
        self.asked = self._asked() if self.plain else ""
        self.asks_later = (
            self.plain and not self.is_offer and self.size < 600 and phrases.ASKS_LATER.search(self.head) is not None
        )
        self.is_error = not self.is_markdown and phrases.ERROR.match(self.head) is not None
        self.is_pasted = self.is_code or self.is_error or self.head.startswith('"""')
        self.opening = self._opening()
        self.is_item = False
        self.is_language = self.size < 20 and self.head.lower() in phrases.LANGUAGES
        self.reacts = said.reacts.match(self.head) is not None
        self.is_reply = self.size < 60 and said.reply.fullmatch(self.head) is not None
        self.asks_for_text = not self.is_code and said.asks_for_a_text.match(self.head) is not None
        self.brings = said.brings.search(self.text) is not None or self.tail.endswith(":")
        self.heads_text = phrases.HEADS_A_TEXT.match(self.head) is not None
        self.shape = _shape(self)
        self.new: frozenset[str] = frozenset()

    def is_like(self, other: Features) -> bool:
        """Whether two blocks look alike: case, end, label and length."""
        return self.shape == other.shape and self.size < 3 * other.size + 30 and other.size < 3 * self.size + 30

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

    def _asked(self) -> str:
        """The kind of words with which the block asks.

        It is "order", "asks", "clause" or "self"; "" if the block does not ask.
        """
        for pattern in self.said.asks:
            asked = pattern.match(self.head)
            if asked and not phrases.NOT_ASKED.match(self.head[asked.start(asked.lastgroup or 0) :]):
                if (
                    asked.lastgroup != "asks"
                    or self.tail.endswith(ASK)
                    or not phrases.CLAUSE.match(self.head[asked.start("asks") :])
                ):
                    return asked.lastgroup or ""
                return "clause"
        return "order" if self.said.asks_at_end and self.size < 300 and self.said.asks_at_end.search(self.tail) else ""

    def _opening(self) -> float:
        """The strength with which the block opens a reply, 0 to 1."""
        head = (
            _DECORATION.sub("", self.head[:60], count=1) + self.head[60:] if not self.head[:1].isalnum() else self.head
        )
        if self.said.opens_strongly.match(head):
            if self.asked or self.asks_later:
                return 0.7 if self.asked == "self" else 0.3
            return 0.5 if phrases.REPLIES_OF_PEOPLE.match(head) else 1.0
        if self.said.opens_fairly.match(head):
            return 0.5
        return 0.25 if self.size > 60 and phrases.OPENS_WEAKLY.match(head) else 0.0


def _shape(block: Features) -> tuple[str, str, bool, bool]:
    """What can be seen of a block without reading it."""
    first, last = block.head[:1], block.tail[-1:]
    kind = (
        "A"
        if first.isupper()
        else "a"
        if first.islower()
        else "1"
        if first.isdigit()
        else "a"
        if first.isalpha()
        else first
    )
    end = "a" if last.isalnum() else last
    return kind, end, ": " in block.head[:50], block.is_list


def own_features(block: Features) -> list[Feature]:
    """The features of a block by itself."""
    head, tail, size, asked = block.head, block.tail, block.size, block.asked
    if block.is_reply:
        return [FEATURES["a short word of praise" if phrases.PRAISE.match(head) else "a short reply"]]
    evidence = {
        "the name of a language": block.is_language,
        "a list": block.is_list,
        "formatted": block.is_markdown,
        "code": block.is_code,
        "symbols that models use": phrases.SYMBOL.search(head),
        "a heading": block.is_heading,
        "a long dash": "—" in block.text,
        "a quotation": head[:1] in '"“' and tail[-1:] in '"”',
        "opens like a reply": block.opening == 1.0,
        "an offer": block.is_offer,
        "leads on to something": tail.endswith(":"),
        "an error message": block.is_error and not asked,
        "long": size > 2500,
        "of some length": 500 < size <= 2500,
        "a few words": size < 25,
        "a head of a text": block.heads_text,
        "a typewriter's apostrophe": "'" in head and phrases.STRAIGHT.search(head),
        "a printer's quotation marks": phrases.CURLY.search(head),
    }
    features = [FEATURES[name] for name, holds in evidence.items() if holds]
    return features + _prose_features(block) if block.plain else features


def _prose_features(block: Features) -> list[Feature]:
    """The features in the wording of a block of prose.

    Prose is neither list nor code nor formatted.
    """
    head, tail, size, asked = block.head, block.tail, block.size, block.asked
    stops = not tail[-1:].isalnum()
    asks = tail.endswith(ASK)
    of_oneself = block.said.first_person.search(block.text)
    evidence = {
        _manner(block): True,
        "short and unformatted": size < 280,
        "could be a step": asked == "order" and phrases.STEP.match(head),
        "refers back": size < 300
        and (asked or asks or not stops)
        and not block.is_offer
        and phrases.REFERS_BACK.search(head),
        "ends in a question": asks,
        "a question to the reader": asks
        and block.said.second_person.search(tail[-200:])
        and not phrases.ASKS_OF_MODEL.search(block.text)
        and not (block.said.asks[1:] and block.said.addresses.search(block.text)),
        "could be a heading": asks and block.gap > 1 and size <= 60 and head[:1].isupper() and not of_oneself,
        "ends without a full stop": not stops and not block.is_heading and " " in head,
        "begins in lower case": head[:1].islower() and (asked or not phrases.CODE_WORDS.search(head)),
        "typed in haste": phrases.INFORMAL.search(block.text),
        "speaks to the assistant": not block.is_offer and block.said.addresses.search(block.text),
        "speaks of oneself": of_oneself,
        "speaks to the reader": not of_oneself and not asked and block.said.second_person.search(block.text),
        "a stray space before it": block.stray_start,
        "reacts to an answer": block.reacts,
        "shouts": not block.is_heading and phrases.SHOUTS.search(block.text),
    }
    return [FEATURES[name] for name, holds in evidence.items() if name and holds]


_HOW_IT_ASKS = {
    "order": "asks for something",
    "asks": "begins like a question",
    "clause": "begins with a clause",
    "self": "begins with oneself",
}


def _manner(block: Features) -> str:
    """The name of the manner in which a block of prose begins.

    "" if there is nothing to say.
    """
    if block.asked:
        return _HOW_IT_ASKS[block.asked]
    if block.asks_later:
        return "comes to a request"
    return "goes on like an answer" if block.said.prose_of_answers.match(block.head) else ""


def is_model_like(text: str) -> bool:
    """Whether a text without turns speaks as models do."""
    return phrases.MODEL_SPEAKS.search(text) is not None
