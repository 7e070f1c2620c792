"""Warnings about a page, in words."""

from reviews.intake.page.page_warnings import answers_in_a_row
from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import THREE_CHATS


def test_what_a_person_should_check_is_said_in_words():
    assert parse(THREE_CHATS.encode()).warnings == (
        "The first answer of Claude has no prompt on the page.",
        "The first answer of ChatGPT has no prompt on the page.",
        "One prompt to ChatGPT was found by its wording alone: check it.",
        "The first answer of Gemini has no prompt on the page.",
    )


IN_A_ROW = "Two answers of ChatGPT stand in a row on the page: a prompt may be missing."


def test_two_answers_in_a_row_are_told():
    parsed = parse(b"You said:\nIs it?\nChatGPT said:\nYes.\nChatGPT said:\nNo.\nChatGPT said:\nNo!\n")
    assert parsed.warnings == (IN_A_ROW,)
    assert [parsed.text[piece.start : piece.end] for piece in answers_in_a_row(parsed)] == ["No.\n", "No!\n"]
    assert parse(b"You said:\nIs it?\nChatGPT said:\nYes.\nYou said:\n\nChatGPT said:\nNo.\n").warnings == (IN_A_ROW,)


def test_what_are_no_two_answers_in_a_row():
    for page in (
        "You said:\nIs it?\nChatGPT said:\nYes.\nYou said:\nIs it?\nChatGPT said:\nNo.\n",
        "You said:\nIs it?\nChatGPT said:\nSearched the web\nChatGPT said:\nNo.\n",
        "You said:\nIs it?\nChatGPT said:\nYes.\nThought for 8 seconds\n\nAnd so on.\n",
    ):
        assert parse(page.encode()).warnings == (), page
