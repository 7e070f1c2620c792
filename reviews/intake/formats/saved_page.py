"""Saved pages of ChatGPT, and the page that the ChatGPT Exporter writes: HTML in which each message is an element.

Source: pages saved by browsers, where every message bears `data-message-author-role`; and the exporter's own template
(github.com/pionxzh/chatgpt-exporter), where an `author` stands before each `conversation-content`. What is around the
messages, such as the list of somebody's other conversations, is no part of the reading.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reviews.intake.chat import Chat, Message, joined, model_voice
from reviews.intake.decode import clean
from reviews.intake.formats.clipboard_html import markdown_of
from reviews.intake.formats.format import Export
from reviews.intake.html_tokens import Token, attribute, elements, tokens, words_of

_SIGNS = re.compile(
    r"<[a-z][^<>]{0,2000}\b(?:data-message-author-role=[\"']?(?:user|assistant)|class=\"conversation-item\")"
)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,500})</title>", re.IGNORECASE)
_SITE = re.compile(r"^\s*ChatGPT\s*(?:[-–|]\s*|$)")
_LINK = re.compile(
    r"(?:<!--\s*saved from url=\(\d+\)|<link rel=\"canonical\" href=\"|conversation-header\">\s*<h1>\s*<a href=\")"
    r"(https://(?:chatgpt\.com|chat\.openai\.com)/(?:c|share)/[\w-]{1,100})"
)


def _fits(document: Any) -> bool:
    return isinstance(document, str) and document.lstrip()[:1] == "<" and _SIGNS.search(document) is not None


@dataclass
class _Speaker:
    """Says of each opening tag whether a message begins there, and whose."""

    author: str = ""

    def __call__(self, token: Token) -> tuple[str, str] | None:
        attributes = token.text[:5000]
        if "data-message-author-role" in attributes:
            return attribute(attributes, "data-message-author-role"), attribute(attributes, "data-message-model-slug")
        classes = attribute(attributes, "class").split() if "class" in attributes else []
        if classes[:1] == ["author"]:
            self.author = "user" if "user" in classes else "assistant"
        return (self.author, "") if "conversation-content" in classes else None


def _chats(document: Any) -> Iterator[Chat]:
    messages = joined(_said(elements(tokens(document), _Speaker())))
    if not messages:
        return
    voice, warnings = model_voice(messages, family="ChatGPT")
    title, link = _TITLE.search(document), _LINK.search(document)
    yield Chat(
        id="",
        messages=messages,
        voice=replace(voice, link=link[1] if link else ""),
        held=document,
        title=_SITE.sub("", clean(html.unescape(title[1]))).strip() if title else "",
        warnings=warnings,
    )


def _said(found: Iterable[tuple[tuple[str, str], list[Token]]]) -> Iterator[Message]:
    for (author, model), held in found:
        if author == "user":
            yield Message("prompt", words_of(held))
        elif author == "assistant":
            yield Message("answer", markdown_of(held), model)


EXPORT = Export("saved_page", _fits, _chats)
