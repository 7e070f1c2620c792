"""Chats that Visual Studio Code exported: the words of each response, and nothing of its thoughts, tools and edits."""

from tests.reviews.intake.exports.reading import read, talk

CHAT = {
    "responderUsername": "GitHub Copilot",
    "sessionId": "owls-1",
    "customTitle": "Owls",
    "requests": [
        {
            "requestId": "r1",
            "message": {"text": "What do owls eat?", "parts": [{"text": "What do owls eat?", "kind": "text"}]},
            "timestamp": 1760000000000,
            "modelId": "copilot/gpt-4.1",
            "response": [
                {"kind": "thinking", "value": "secret"},
                {"value": "Mice, see "},
                {"kind": "inlineReference", "inlineReference": {"path": "/src/owl.py"}},
                {"value": " and "},
                {"kind": "inlineReference", "inlineReference": {"path": "/x"}, "name": "eat()"},
                {"kind": "toolInvocationSerialized", "invocationMessage": {"value": "secret"}},
                {"kind": "textEditGroup", "uri": {"path": "/secret"}, "edits": []},
                {"kind": "markdownContent", "content": {"value": ".\n\nAnd **voles**."}},
            ],
        },
        {"requestId": "r2", "message": "And by day?", "response": [{"value": "They sleep."}]},
    ],
}


def test_a_chat():
    parsed = read(CHAT)
    (voice,) = parsed.voices
    assert talk(parsed) == [
        ("What do owls eat?", "Mice, see `owl.py` and `eat()`.\n\nAnd **voles**."),
        ("And by day?", "They sleep."),
    ]
    assert (voice.name, voice.vendor, voice.version, voice.said_on) == ("Copilot", "Microsoft", "GPT-4.1", "2025-10-09")
    assert (parsed.title, parsed.format, parsed.conversation) == ("Owls", "vscode_chat", "owls-1")
    assert [one.ids for one in parsed.messages] == [("r1",), ("r1-response",), ("r2",), ("r2-response",)]
    assert "secret" not in parsed.text


def test_requests_of_another_kind_are_no_chat():
    assert read({"requests": [{"message": "x", "response": "y"}]}, respondent="Owl").format == "pasted"
