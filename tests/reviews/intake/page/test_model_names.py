"""Who speaks: the names that people, programs and addresses give the models."""

import pytest

from reviews.intake.page.model_names import model_at, model_called


@pytest.mark.parametrize(
    ("slug", "name", "version"),
    [
        ("text-davinci-002-render-sha", "ChatGPT", "GPT-3.5"),
        ("gpt-4-code-interpreter", "ChatGPT", "GPT-4 Code Interpreter"),
        ("gpt-4o-2024-08-06", "ChatGPT", "GPT-4o (2024-08-06)"),
        ("gpt-5-t-mini", "ChatGPT", "GPT-5 Thinking Mini"),
        ("o4-mini-high", "ChatGPT", "o4-mini-high"),
        ("claude-opus-4-5-20251101", "Claude", "Opus 4.5 (2025-11-01)"),
        ("claude-sonnet-4@20250514", "Claude", "Sonnet 4 (2025-05-14)"),
        ("claude-3-7-sonnet-latest", "Claude", "3.7 Sonnet"),
        ("models/gemini-2.5-flash", "Gemini", "2.5 Flash"),
    ],
)
def test_what_programs_call_a_model(slug, name, version):
    voice = model_called(slug)
    assert voice is not None
    assert (voice.name, voice.version) == (name, version)


def test_a_name_that_says_no_more_than_words_is_no_model():
    assert model_called("research") is None


def test_who_answers_on_a_site():
    assert [model_at(address) and model_at(address).name for address in ADDRESSES] == [
        "ChatGPT",
        "Claude",
        "Gemini",
        None,
        None,
    ]


ADDRESSES = (
    "https://chatgpt.com/c/1",
    "https://claude.ai/chat/1",
    "https://gemini.google.com/app/1",
    "https://claude.ai.example.org/chat/1",
    "javascript:claude.ai",
)


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("gpt-4-0314", "ChatGPT"),
        ("gpt-3.5-turbo-0613", "ChatGPT"),
        ("gpt-4-1106-preview", "ChatGPT"),
        ("gpt-4-9999", ""),
    ],
)
def test_a_month_and_a_day_in_a_slug_hide_no_name(slug, name):
    voice = model_called(slug)
    assert (voice.name, voice.version) == (name, slug) if voice else not name
