"""Recognise the address of a chat, pasted instead of the chat."""

from __future__ import annotations

import re

_CHATS = (
    ("ChatGPT", r"(?:chatgpt\.com|chat\.openai\.com)/(?:share|s|c)/"),
    ("Claude", r"claude\.ai/(?:share|chat)/"),
    ("Gemini", r"(?:g\.co/gemini/share|gemini\.google\.com/(?:share|app))/"),
    ("Google AI Studio", r"aistudio\.google\.com/(?:app|u/\d+)?/?prompts/"),
    ("Grok", r"(?:grok\.com/(?:share|chat|c)|x\.com/i/grok/share)/"),
    ("Copilot", r"copilot\.microsoft\.com/(?:shares|chats)/"),
    ("Perplexity", r"perplexity\.ai/(?:search|page)/"),
    ("DeepSeek", r"chat\.deepseek\.com/(?:share|a/chat/s)/"),
    ("Le Chat", r"chat\.mistral\.ai/chat/"),
    ("Qwen", r"chat\.qwen\.ai/(?:s|c)/"),
    ("Kimi", r"(?:www\.)?kimi\.(?:com|ai)/(?:share|chat)/"),
    ("Poe", r"poe\.com/s/"),
    ("HuggingChat", r"huggingface\.co/chat/(?:r|conversation)/"),
)
_ADDRESSES = tuple(
    (product, re.compile(rf"<?(?:https?://)?(?:www\.)?{address}[^\s<>]+>?", re.IGNORECASE))
    for product, address in _CHATS
)
_LONGEST = 2_000


def linked_chat(text: str) -> str:
    """The product whose chats a text of links names.

    The text holds nothing but links. "" for any other text: a link beside words is part of what somebody says.
    """
    links = text[: _LONGEST + 1].split()
    if not links or len(text) > _LONGEST:
        return ""
    products = [next((product for product, known in _ADDRESSES if known.fullmatch(link)), "") for link in links]
    return products[0] if all(products) else ""
