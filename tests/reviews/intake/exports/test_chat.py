"""The messages of an export, and what is made of them."""

from reviews.intake.document import Voice, turns
from reviews.intake.exports.chat import Chat, Message, as_parsed, iso_date, joined, link_to, seconds_of, work


def test_neighbours_of_one_side_are_joined_and_empty_messages_dropped():
    messages = (
        Message("prompt", "\n\nWhy? \n", ids=("a",)),
        Message("answer", " "),
        Message("prompt", "How?", ids=("b",)),
        Message("answer", "So.\r\nYes.", "owl"),
    )
    assert joined(messages) == (
        Message("prompt", "Why?\n\nHow?", ids=("a", "b")),
        Message("answer", "So.\nYes.", "owl"),
    )


def test_moments_are_in_iso_8601_or_in_seconds():
    moments = ("2025-03-04T08:00:00Z", 86400, True, "x", None)
    assert [iso_date(moment) for moment in moments] == ["2025-03-04", "1970-01-02", "", "", ""]
    assert [seconds_of(moment) for moment in ("1970-01-01T00:01:00+00:00", 5, "x", None)] == [60.0, 5, 0.0, 0.0]


def test_links_are_to_the_web_alone():
    assert link_to("https://e.org/(a)", "  the\npage ") == "[the page](https://e.org/%28a%29)"
    assert link_to("https://e.org/a", "") == "[e.org](https://e.org/a)"
    assert link_to("javascript:x", "y") == ""


def test_a_work_is_named_and_fenced_so_that_nothing_in_it_ends_the_fence():
    assert work("Canvas:  a", "x\n```\n", language="py thon") == "**Canvas: a**\n\n````python\nx\n```\n````"
    assert work("A", "b") == "**A**\n\nb"
    assert work("A", " \n") == ""


def test_thoughts_in_a_message_are_set_aside_and_are_no_evidence():
    said = "<think>\nI read the whole paper.\n</think>\n\nYes, it is safe."
    messages = (Message("prompt", "<think>Is it so safe?</think> x"), Message("answer", said, ids=("m2",)))
    parsed = as_parsed(Chat("c", messages, Voice("Claude"), None), format="claude", stated=None)
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("<think>Is it so safe?</think> x", "Yes, it is safe.")
    ]
    assert [parsed.text[piece.start : piece.end] for piece in parsed.pieces if piece.role == "furniture"] == [
        "<think>\nI read the whole paper.\n</think>"
    ]
    assert parsed.voices[0].evidence_basis == "unknown"
    assert [parsed.text[run.start : run.end] for run in parsed.messages] == [said]


def test_the_names_of_sources_hold_no_characters_that_no_text_holds():
    (message,) = joined([Message("answer", "Yes.", sources=(("a\x00\ud800b\nc", "https://example.org/"),))])
    assert message.sources == (("a\ufffd\ufffdb c", "https://example.org/"),)
