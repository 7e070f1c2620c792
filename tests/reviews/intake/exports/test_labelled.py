"""Texts in an archive that are conversations by their labels."""

from reviews.intake.exports.labelled import EXPORT


def test_a_text_with_labels_of_both_sides_is_a_conversation():
    texts = ("User: a\n\nAssistant: b\n", "A note: b\n", "User: a\n", "<p>User: a</p>", {"User": "a"})
    assert [EXPORT.fits(text) for text in texts] == [True, False, False, False, False]


def test_its_messages_and_its_voice():
    (chat,) = EXPORT.chats("User: a\n\nGPT-4: b\n")
    assert [(message.role, message.text) for message in chat.messages] == [("prompt", "a"), ("answer", "b")]
    assert chat.voice.name == "ChatGPT"
