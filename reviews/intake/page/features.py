"""The features that tell a person's prompt from a model's answer.

Each has a name in words and, in `weights`, a weight in log-odds; `prompt_search` adds them up along the page.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from reviews.intake.page import phrases
from reviews.intake.page.blocks import PageBlock, code_share
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

_HEAD, _TAIL, _SEEN = 400, 400, 800
_DECORATION = re.compile(r"[^\w\"'“‘(\[]+")


class Features:
    """The observations about one block, made once."""

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
        self.is_code = self.head[:3] == "```" or code_share([line.text for line in lines]) > 0.6
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
        """The words with which the block asks, if it begins so."""
        asked = phrases.ASKS.match(self.head)
        if not asked or phrases.NOT_ASKED.match(self.head[asked.start(asked.lastgroup or 0) :]):
            return None
        return asked

    def _opening(self) -> float:
        """The strength with which the block opens a reply, 0 to 1."""
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
    asks = tail.endswith("?")
    of_oneself = phrases.FIRST_PERSON.search(block.text)
    evidence = {
        _manner(block): True,
        "short and unformatted": size < 280,
        "refers back": size < 300
        and (asked or asks or not stops)
        and not block.is_offer
        and phrases.REFERS_BACK.search(head),
        "ends in a question": asks,
        "a question to the reader": asks
        and phrases.SECOND_PERSON.search(tail[-200:])
        and not phrases.ASKS_OF_MODEL.search(block.text),
        "could be a heading": asks and block.gap > 1 and size <= 60 and head[:1].isupper() and not of_oneself,
        "ends without a full stop": not stops and not block.is_heading and " " in head,
        "begins in lower case": head[:1].islower() and (asked or not phrases.CODE_WORDS.search(head)),
        "typed in haste": phrases.INFORMAL.search(block.text),
        "speaks to the assistant": not block.is_offer and phrases.ADDRESSES.search(block.text),
        "speaks of oneself": of_oneself,
        "speaks to the reader": not of_oneself and not asked and phrases.SECOND_PERSON.search(block.text),
        "a stray space before it": block.stray_start,
        "reacts to an answer": block.reacts,
        "shouts": not block.is_heading and phrases.SHOUTS.search(block.text),
    }
    return [FEATURES[name] for name, holds in evidence.items() if name and holds]


_HOW_IT_ASKS = {"order": "asks for something", "asks": "begins like a question", "self": "begins with oneself"}


def _manner(block: Features) -> str:
    """The name of the manner in which a block of prose begins.

    "" if there is nothing to say.
    """
    head, asked = block.head, block.asked
    if asked:
        clause = asked["asks"] and not block.tail.endswith("?") and phrases.CLAUSE.match(head[asked.start("asks") :])
        return "begins with a clause" if clause else _HOW_IT_ASKS[asked.lastgroup or "asks"]
    if block.asks_later:
        return "comes to a request"
    if phrases.PROSE_OF_ANSWERS.match(head):
        return "goes on like an answer"
    return "a statement" if block.tail.endswith(".") and not phrases.FIRST_PERSON.search(head) else ""


def ends_turn(block: Features) -> Feature:
    """The feature of an answer's last block before a prompt."""
    tail = block.tail
    if tail.endswith(":"):
        return FEATURES["after a line that leads on"]
    if tail.rstrip("\"'”’").endswith(","):
        return FEATURES["after an unfinished sentence"]
    if block.is_heading:
        return FEATURES["after a heading"]
    if block.is_language:
        return FEATURES["after the name of a language"]
    if block.is_offer:
        return FEATURES["after an offer"]
    if block.size <= 60 and block.plain and tail[-1:].isalnum() and block.head[:1].isupper() and ": " not in block.head:
        return FEATURES["after what could be a heading"]
    if tail.endswith("?"):
        return FEATURES[
            "after a question to the reader" if phrases.SECOND_PERSON.search(tail[-200:]) else "after a question"
        ]
    if phrases.SUMS_UP.match(block.head):
        return FEATURES["after a summing-up"]
    return FEATURES["after a list" if block.is_list or block.is_markdown else "after an answer"]


def opens_answer(prompt: Features, following: list[Features]) -> list[Feature]:
    """The features of an answer's first blocks, after its prompt."""
    answer = following[0]
    features: list[Feature] = []
    if answer.opening == 1.0:
        features.append(FEATURES["before an opening that answers it"])
    elif answer.opening:
        features.append(Feature("before an opening that may answer it", answer.opening))
    if answer.is_list:
        features.append(FEATURES["before a list"])
    elif answer.is_code:
        features.append(FEATURES["a listing is broken off" if prompt.is_pasted else "before code"])
    if prompt.plain and not prompt.is_heading and not answer.is_code and prompt.content:
        repeated = answer.content.union(*(block.content for block in following[1:2] if not block.is_list))
        echo = len(prompt.content & repeated) / min(len(prompt.content), 8)
        if echo >= 0.25:
            features.append(Feature("its words come back in what follows", min(1.5, 1.8 * echo)))
    if not answer.is_code and any(block.is_list or block.is_markdown or block.is_heading for block in following):
        features.append(FEATURES["before what models format"])
    if prompt.tail.endswith(":"):
        features.append(FEATURES["a prompt that leads on is answered"])
    if not answer.gap:
        features.append(FEATURES["nothing blank before what follows"])
    return features


def is_model_like(text: str) -> bool:
    """Whether a text without turns speaks as models do."""
    return phrases.MODEL_SPEAKS.search(text) is not None
