"""Tell whose message an element of a chat page is.

The names of the elements are those that public tools for saving chats look for. Of these products, no page was at hand
of Copilot, DeepSeek, Grok, Qwen and NotebookLM.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reviews.intake.bytes.html_tokens import HtmlToken, attribute

_LOOKED_AT = 2_000  # characters of the attributes of a tag


class ChatElement(NamedTuple):
    """An element that holds one message, and whose it is."""

    product: str
    is_prompt: bool


def _element(attribute_name: str, value: str, product: str, *, is_prompt: bool) -> tuple[str, str, ChatElement]:
    return attribute_name, value, ChatElement(product, is_prompt)


_TAGS = {"user-query": ChatElement("Gemini", True), "model-response": ChatElement("Gemini", False)}
_BY_ATTRIBUTE = {
    (attribute_name, value): element
    for attribute_name, value, element in (
        _element("data-message-author-role", "user", "ChatGPT", is_prompt=True),
        _element("data-message-author-role", "assistant", "ChatGPT", is_prompt=False),
        _element("data-testid", "user-message", "", is_prompt=True),
        _element("data-testid", "assistant-message", "Grok", is_prompt=False),
        _element("data-content", "user-message", "Copilot", is_prompt=True),
        _element("data-content", "ai-message", "Copilot", is_prompt=False),
    )
}
_BY_CLASS = {
    "font-claude-message": ChatElement("Claude", False),
    "font-claude-response": ChatElement("Claude", False),
    "response-content-markdown": ChatElement("Grok", False),
    "qwen-chat-message-user": ChatElement("Qwen", True),
    "qwen-chat-message-assistant": ChatElement("Qwen", False),
    "from-user-container": ChatElement("NotebookLM", True),
    "to-user-container": ChatElement("NotebookLM", False),
}
_DEEPSEEK = re.compile(r"(?<![\w-])ds-message(?![\w-])")
_DEEPSEEK_ANSWERS = re.compile(r"(?<![\w-])ds-(?:markdown|think-content)(?![\w-])")
_MAY_BE = re.compile(
    "|".join(map(re.escape, [*_BY_CLASS, *{value for _, value in _BY_ATTRIBUTE}, "data-message-author-role"]))
)


def chat_element(name: str, attributes: str) -> ChatElement | None:
    """The message that a tag begins, None if it begins none."""
    if name in _TAGS:
        return _TAGS[name]
    attributes = attributes[:_LOOKED_AT]
    if not _MAY_BE.search(attributes):
        return None
    for (known, value), element in _BY_ATTRIBUTE.items():
        if known in attributes and attribute(attributes, known) == value:
            return element
    classes = attribute(attributes, "class").split()
    return next((_BY_CLASS[one] for one in classes if one in _BY_CLASS), None)


def with_messages_marked(html_tokens: Iterable[HtmlToken]) -> Iterator[HtmlToken]:
    """The tags and texts, with a heading above each message of DeepSeek.

    Only what is in such a message shows whose it is: an answer, or its thoughts, stand in an element of their own.
    """
    held: list[HtmlToken] = []
    depth = 0
    for token in html_tokens:
        if not held:
            if token.name == "div" and _DEEPSEEK.search(token.text, 0, _LOOKED_AT):
                held, depth = [token], 1
            else:
                yield token
            continue
        held.append(token)
        depth += (token.name == "div" and not token.text.endswith("/")) - (token.name == "/div")
        is_answer = bool(token.name) and _DEEPSEEK_ANSWERS.search(token.text, 0, _LOOKED_AT) is not None
        if is_answer or not depth:
            yield from _heading("DeepSeek said:" if is_answer else "You said:")
            yield from held
            held = []
    yield from held


def _heading(words: str) -> Iterator[HtmlToken]:
    yield from (HtmlToken("h4", ""), HtmlToken("", words), HtmlToken("/h4", ""))


def speaker_label(name: str, attributes: str) -> str:
    """The label of a message that the tag begins, else ""."""
    element = chat_element(name, attributes)
    if element is None:
        return ""
    return "#### You said:" if element.is_prompt else f"#### {element.product} said:"
