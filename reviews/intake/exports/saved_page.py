"""Saved pages of ChatGPT, Claude and Gemini.

The page that the ChatGPT Exporter writes is one too. They are HTML in which each message is an element.

Source: pages saved by browsers, in which every message of ChatGPT's bears `data-message-author-role`, Claude's are a
`user-message` and a `font-claude-response`, Gemini's stand in `query-text` and `message-content`; and the exporter's
own template (github.com/pionxzh/chatgpt-exporter), in which an `author` stands before each `conversation-content`. What
is around the messages, such as the list of somebody's other conversations, is not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reviews.intake.bytes.decode import clean
from reviews.intake.bytes.html_tokens import HtmlToken, attribute, elements, tokens, words_of
from reviews.intake.exports.chat import Chat, Message, joined, model_voice
from reviews.intake.exports.export import Export
from reviews.intake.formats.html_to_markdown import markdown_of

_SIGNS = (
    (re.compile(r"<[a-z][^<>]{0,2000}\bdata-message-author-role=[\"']?(?:user|assistant)"), "ChatGPT"),
    (re.compile(r"<[a-z][^<>]{0,2000}\bclass=\"conversation-item\""), "ChatGPT"),
    (re.compile(r"<div[^<>]{0,2000}\bclass=\"(?:[^\"<>]{0,500} )?font-claude-(?:response|message)[\" ]"), "Claude"),
    (re.compile(r"<message-content[ >]"), "Gemini"),
    (re.compile(r"<div class=\"min-h-\[20px\] [^<>\"]{0,200}\bwhitespace-pre-wrap\b"), "ChatGPT"),
)
_ROLES = "data-message-author-role"
_CLAUDE = ("font-claude-response", "font-claude-message")
_UNSEEN = frozenset(("cdk-visually-hidden", "sr-only", "code-block-decoration"))
_THOUGHTS = "model-thoughts"
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,500})</title>", re.IGNORECASE)
_SITE = re.compile(
    r"^[\s\u200e]*(?:ChatGPT|Claude|(?:Google )?Gemini)[\s\u200e]*(?:[-–|]\s*|$)|"
    r"\s*[-–|\\]\s*(?:ChatGPT|Claude|Gemini)\s*$"
)
_LINK = re.compile(
    r"(?:<!--\s*saved from url=\(\d+\)|<link rel=\"canonical\" href=\"|conversation-header\">\s*<h1>\s*<a href=\")"
    r"(https://(?:(?:chatgpt\.com|chat\.openai\.com)/(?:g/[\w-]{1,100}/)?(?:c|share)|claude\.ai/(?:chat|share)|"
    r"gemini\.google\.com/(?:app|share))/[\w-]{1,100})"
)


def _fits(document: Any) -> bool:
    return isinstance(document, str) and document.lstrip()[:1] == "<" and _site(document) != ""


def _site(page: str) -> str:
    """The respondent on a page, by the first sign of its messages.

    "" if it has none.
    """
    return next((name for sign, name in _SIGNS if sign.search(page)), "")


@dataclass
class _Speaker:
    """Label the opening tags that begin a message, with its speaker.

    `early` are pages of ChatGPT's from the spring of 2023, whose messages bear no role: those of the model hold a
    `prose`.
    """

    early: bool = False
    author: str = ""

    def __call__(self, token: HtmlToken) -> tuple[str, str] | None:
        attributes = token.text[:5000]
        if token.name == "message-content":
            return "assistant", ""
        if _ROLES in attributes:
            return attribute(attributes, _ROLES), attribute(attributes, "data-message-model-slug")
        if "data-testid" in attributes and attribute(attributes, "data-testid") == "user-message":
            return "user", ""
        classes = attribute(attributes, "class").split() if "class" in attributes else []
        if token.name == "div" and ("query-text" in classes or any(name in classes for name in _CLAUDE)):
            return "user" if "query-text" in classes else "assistant", ""
        if self.early and ("min-h-[20px]" in classes or {"markdown", "prose"} <= {*classes}):
            return "user" if "min-h-[20px]" in classes else "assistant", ""
        if classes[:1] == ["author"]:
            self.author = "user" if "user" in classes else "assistant"
        return (self.author, "") if "conversation-content" in classes else None


def _chats(document: Any) -> Iterator[Chat]:
    early = _ROLES not in document and _SIGNS[-1][0].search(document) is not None
    messages = joined(_said(elements(_answered(tokens(document)), _Speaker(early))))
    if not messages:
        return
    voice, warnings = model_voice(messages, family=_site(document))
    title, link = _TITLE.search(document), _LINK.search(document)
    yield Chat(
        id="",
        messages=messages,
        voice=replace(voice, link=link[1] if link else ""),
        held=document,
        title=_SITE.sub("", clean(html.unescape(title[1]))).strip() if title else "",
        warnings=warnings,
    )


def _said(message_elements: Iterable[tuple[tuple[str, str], list[HtmlToken]]]) -> Iterator[Message]:
    for (author, model), content in message_elements:
        if author == "user":
            yield Message("prompt", words_of(_seen(content)))
        elif author == "assistant":
            yield Message("answer", markdown_of(_seen(content)), model)


def _answered(html_tokens: Iterable[HtmlToken]) -> Iterator[HtmlToken]:
    """The tokens without Gemini's thoughts.

    Its pages hold them as they do an answer.
    """
    depth = 0
    for token in html_tokens:
        depth += (token.name == _THOUGHTS and not token.text.endswith("/")) - (
            depth > 0 and token.name == f"/{_THOUGHTS}"
        )
        if not depth:
            yield token


def _seen(html_tokens: Iterable[HtmlToken]) -> Iterator[HtmlToken]:
    """The tokens that a reader of the page sees.

    Elements for other eyes, and the bars above listings, are left out.
    """
    name, depth = "", 0
    for token in html_tokens:
        if depth:
            depth += (token.name == name and not token.text.endswith("/")) - (token.name == f"/{name}")
        elif "class" in token.text and token.name and _UNSEEN & {*attribute(token.text, "class").split()}:
            name, depth = token.name, 1
        else:
            yield token


EXPORT = Export("saved_page", _fits, _chats)
