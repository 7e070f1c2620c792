"""Families of models."""

import pytest

from reviews.families import families_of, family_name, family_of, reads_own_family


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Claude", "claude"),
        ("claude-opus-4-8", "claude"),
        ("Opus 4.8", "claude"),
        ("Anthropic", "claude"),
        ("GPT-5.2", "gpt"),
        ("ChatGPT 5.5 Pro", "gpt"),
        ("o3", "gpt"),
        ("OpenAI", "gpt"),
        ("gemini 2.5 pro", "gemini"),
        ("ChatGLM", "glm"),
        ("Llama 3.1 405B", "llama"),
        ("Jane Doe", ""),
        ("", ""),
    ],
)
def test_a_model_belongs_to_its_makers_family(name: str, family: str):
    assert family_of(name) == family


def test_a_reader_reads_its_own_family():
    assert reads_own_family("GPT-5.2", "ChatGPT")
    assert reads_own_family("claude", "Claude Opus")
    assert not reads_own_family("GPT-5.2", "Claude")
    assert not reads_own_family("GPT-5.2", "Housemodel")
    assert reads_own_family("Housemodel", "housemodel ")
    assert not reads_own_family("", "")


def test_families_of_models_are_known_only_if_each_is():
    assert families_of([["Claude", "Anthropic"], ["Ask me", "OpenAI", "5.2"]]) == {"claude", "gpt"}
    assert families_of([["Claude"], ["Model 1", "2"]]) is None
    assert families_of([["Claude"], []]) is None
    assert families_of([]) is None


def test_a_family_is_named_as_people_write_it():
    assert [family_name(family_of(one)) for one in ("OpenAI", "claude-opus-4.5", "Somebody")] == ["GPT", "Claude", ""]
