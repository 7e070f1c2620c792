"""The features of the step from one block to the next.

A prompt is one block, and often brings others: a listing, a text, more lines. After it, a block opens the answer.
"""

from __future__ import annotations

import re

from reviews.intake.page import phrases
from reviews.intake.page.features import ASK, FEATURES, Feature, Features

_SPEAKS_OF_PASTE = re.compile(
    r"\b(?:code|error|script|function|this|following|here|fix|output|log|message|trace|file)\b", re.IGNORECASE
)


def begins_prompt(before: Features, block: Features, *, is_tight: bool) -> list[Feature]:
    """The features of a prompt that begins at a block.

    `before` is the last block of an answer. `is_tight`: most blocks of the page have nothing blank between them.
    """
    begins, ending = [FEATURES["a prompt begins"]], ends_turn(before)
    if block.gap or is_tight or ending.weight < 0:
        begins.append(ending)
    if not block.gap and not is_tight:
        begins.append(FEATURES["a prompt begins on the next line"])
    evidence = {
        "like what stands before it": block.is_like(before),
        "a listing that nothing leads to": block.is_pasted
        and before.plain
        and not before.asked
        and before.tail.endswith((".", "!", ")")),
        "after a listing": before.is_pasted and block.gap,
        "after something much longer": before.size > 5 * block.size,
    }
    return begins + [FEATURES[name] for name, holds in evidence.items() if holds]


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
    if tail.endswith(ASK):
        return FEATURES[
            "after a question to the reader" if block.said.second_person.search(tail[-200:]) else "after a question"
        ]
    if phrases.SUMS_UP.match(block.head):
        return FEATURES["after a summing-up"]
    return FEATURES["after a list" if block.is_list or block.is_markdown else "after an answer"]


def opens_answer(prompt: Features, following: list[Features]) -> list[Feature]:
    """The features of an answer's first blocks, after its prompt."""
    answer = following[0]
    features: list[Feature] = []
    if prompt.asks_for_text and not prompt.tail.endswith(":"):
        features.append(FEATURES["what it asks for follows"])
        if answer.heads_text:
            features.append(FEATURES["a text that it asks for follows"])
    if prompt.is_like(answer) and answer.opening < 1:
        features.append(FEATURES["like what follows it"])
    if sum(block.size for block in following) > 5 * prompt.size:
        features.append(FEATURES["before something much longer"])
    if prompt.is_pasted and answer.plain and phrases.EXPLAINS.match(answer.head):
        features.append(FEATURES["before what explains it"])
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
        new = len(prompt.new & repeated) / min(len(prompt.content), 8)
        if new:
            features.append(Feature("its new words come back in what follows", min(1.0, 2 * new)))
    if not answer.is_code and any(block.is_list or block.is_markdown or block.is_heading for block in following):
        features.append(FEATURES["before what models format"])
    if prompt.tail.endswith(":"):
        features.append(FEATURES["a prompt that leads on is answered"])
    if not answer.gap:
        features.append(FEATURES["nothing blank before what follows"])
    return features


def brings(before: Features, block: Features) -> list[Feature]:
    """The features of a prompt that continues in the next block.

    A pasted listing often does so, prose hardly.
    """
    opens = [Feature("a prompt goes on with what opens a reply", block.opening)] if block.opening >= 0.5 else []
    evidence = {
        "a prompt goes on with what it brings": before.brings and block.gap,
        "a prompt goes on with a head of a text": block.heads_text,
        "a prompt goes on with a list": block.is_list,
        "a prompt goes on with an offer": block.is_offer,
        "a prompt goes on with a request": block.asked and not block.is_offer,
        "a prompt goes on with an error message": block.is_error,
        "a prompt goes on with its like": block.is_like(before),
        "a prompt goes on to speak of oneself": block.said.first_person.search(block.text),
        "a prompt goes on to speak to the assistant": not block.is_offer and block.said.addresses.search(block.text),
        "a prompt goes on with symbols": phrases.SYMBOL.search(block.head),
        "a prompt goes on with what reacts to an answer": block.gap and (block.reacts or block.is_reply),
        _way_on(before, block): True,
    }
    return opens + [FEATURES[name] for name, holds in evidence.items() if holds]


def _way_on(before: Features, block: Features) -> str:
    if not block.gap:
        like = block.is_pasted or block.head[:1].islower() or (block.asked and block.opening < 0.5)
        return "a prompt goes on on the next line" if like else "a prompt goes on on the next line, unlike it"
    if block.is_pasted:
        if before.is_pasted:
            return "a prompt goes on from listing to listing"
        speaks = before.tail.endswith(":") or _SPEAKS_OF_PASTE.search(before.text)
        return "a prompt goes on with the listing it speaks of" if speaks else "a prompt goes on with a listing"
    if before.tail.endswith(":"):
        return "a prompt goes on after a colon, formatted" if block.is_markdown else "a prompt goes on after a colon"
    return "a prompt goes on after a listing" if before.is_pasted else "a prompt goes on"


def brings_more(before: Features, block: Features) -> list[Feature]:
    """The features of what a prompt brings, if it continues."""
    opens = [Feature("what it brings goes on with what opens a reply", block.opening)] if block.opening else []
    evidence = {
        "what it brings goes on on the next line": not block.gap,
        "what it brings goes on with what reacts to an answer": block.gap and (block.reacts or block.is_reply),
        "what it brings goes on, formatted": block.is_markdown,
        "what it brings goes on after a colon": before.tail.endswith(":"),
        "what it brings goes on with a request": block.asked or block.tail.endswith(ASK),
        "what it brings goes on with an offer": block.is_offer,
    }
    return opens + [FEATURES[name] for name, holds in evidence.items() if holds]


def ends_brought(before: Features, block: Features) -> list[Feature]:
    """The features of a block that answers, below what a prompt brings."""
    opens = [Feature("what was brought is answered", block.opening)] if block.opening else []
    evidence = {
        "after what was brought": True,
        "after what was brought, a request": before.asked or before.tail.endswith(ASK),
        "after the end of what was brought": before.tail.endswith(('"', "”", "»", "'", "}")),
        "after what was brought, prose": before.is_pasted and block.plain,
    }
    return opens + [FEATURES[name] for name, holds in evidence.items() if holds]
