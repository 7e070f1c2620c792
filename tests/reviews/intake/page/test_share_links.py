"""A link to a chat alone is told what to do instead; a link beside words is text."""

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.page.share_links import linked_chat
from reviews.intake.parse import parse


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("https://chatgpt.com/share/67a1-b2", "ChatGPT"),
        ("https://chat.openai.com/share/67a1-b2", "ChatGPT"),
        ("https://chatgpt.com/s/t_67a1", "ChatGPT"),
        (" claude.ai/share/67a1\n", "Claude"),
        ("<https://claude.ai/chat/67a1>", "Claude"),
        ("https://g.co/gemini/share/67a1", "Gemini"),
        ("https://gemini.google.com/share/67a1", "Gemini"),
        ("https://aistudio.google.com/app/prompts/67a1", "Google AI Studio"),
        ("https://grok.com/share/67a1", "Grok"),
        ("https://x.com/i/grok/share/67a1", "Grok"),
        ("https://copilot.microsoft.com/shares/67a1", "Copilot"),
        ("https://www.perplexity.ai/search/is-it-safe-67a1", "Perplexity"),
        ("https://chat.deepseek.com/share/67a1", "DeepSeek"),
        ("https://chat.mistral.ai/chat/67a1", "Le Chat"),
        ("https://chat.qwen.ai/s/67a1", "Qwen"),
        ("https://claude.ai/share/a\nhttps://chatgpt.com/share/b", "Claude"),
        ("https://chatgpt.com/", ""),
        ("https://example.org/share/67a1", ""),
        ("https://example.org/?u=https://claude.ai/share/67a1", ""),
        ("Yes, see https://claude.ai/share/67a1", ""),
        ("https://claude.ai/share/67a1 says so", ""),
        ("", ""),
        ("https://claude.ai/share/" + "a" * 2_000, ""),
    ],
)
def test_links_alone(text, product):
    assert linked_chat(text) == product


@pytest.mark.parametrize("named", ["", "Claude"])
def test_a_link_is_not_stored_as_an_answer(named):
    with pytest.raises(IntakeError) as refused:
        parse(b"https://claude.ai/share/67a1", respondent=named)
    assert str(refused.value) == (
        "The pasted text is a link to a chat of Claude, not the chat, and nothing is fetched from there. Open it, select "
        "all (Ctrl+A), copy it and paste it here, or save the page and give the file."
    )


def test_nor_is_one_whose_html_came_along():
    html = '<a href="https://claude.ai/share/67a1">https://claude.ai/share/67a1</a>'
    with pytest.raises(IntakeError, match=r"^The pasted text is a link to a chat of Claude"):
        parse(b"https://claude.ai/share/67a1", html=html)


def test_a_link_beside_words_is_an_answer():
    assert parse(b"See https://claude.ai/share/67a1", respondent="Ann Gale", kind="person").voices[0].name == "Ann Gale"
