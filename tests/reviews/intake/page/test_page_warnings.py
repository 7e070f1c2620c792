"""Warnings about a page, in words."""

from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import THREE_CHATS


def test_what_a_person_should_check_is_said_in_words():
    assert parse(THREE_CHATS.encode()).warnings == (
        "The first answer of Claude has no prompt on the page.",
        "The first answer of ChatGPT has no prompt on the page.",
        "One prompt to ChatGPT was found by its wording alone: check it.",
        "The first answer of Gemini has no prompt on the page.",
    )
