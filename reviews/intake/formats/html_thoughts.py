"""Mark the thoughts of a model in a page.

The names of the elements are those that public tools for saving chats of DeepSeek, Gemini and AI Studio look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviews.intake.bytes.html_tokens import HtmlToken, attribute

_TAGS = frozenset(("model-thoughts", "ms-thought-chunk"))
_CLASS = re.compile(r"(?<![\w-])(?:ds-think-content|model-thoughts|thoughts-container)(?![\w-])")
_SUMMARY = re.compile(r"\W*(?:thoughts?|thinking|reasoning|reasoned)\b", re.IGNORECASE)
_LOOKED_AT = 2_000  # characters of the attributes of a tag


def with_thoughts_marked(html_tokens: Iterable[HtmlToken]) -> Iterator[HtmlToken]:
    """The tags and texts, with marks around each thought.

    A thought is an element of such a name or class, or a fold whose summary speaks of thinking. It begins with a
    paragraph "<think>" and ends with one "</think>"; one that is never closed ends with the page.
    """
    name, depth = "", 0
    held: list[HtmlToken] = []  # of a fold whose summary is not read yet
    for token in html_tokens:
        if held:
            held.append(token)
            if token.name == "/details" or (not token.name and token.text.strip()):
                if not token.name and _SUMMARY.match(token.text):
                    yield from _mark("<think>")
                    name, depth = "details", sum(one.name == "details" for one in held)
                yield from held
                held = []
        elif not name and token.name == "details":
            held = [token]
        elif not name and _is_thought(token):
            yield from _mark("<think>")
            yield token
            name, depth = token.name, 1
        else:
            yield token
            if name and token.name == name and not token.text.endswith("/"):
                depth += 1
            elif name and token.name == "/" + name:
                depth -= 1
                if not depth:
                    yield from _mark("</think>")
                    name = ""
    yield from held
    if name:
        yield from _mark("</think>")


def _is_thought(token: HtmlToken) -> bool:
    if not token.name or token.name[0] == "/" or token.text.endswith("/"):
        return False
    return token.name in _TAGS or _CLASS.search(attribute(token.text[:_LOOKED_AT], "class")) is not None


def _mark(words: str) -> Iterator[HtmlToken]:
    yield from (HtmlToken("p", ""), HtmlToken("", words), HtmlToken("/p", ""))
