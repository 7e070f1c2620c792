"""Google AI Studio's prompts."""

from typing import Any

from tests.reviews.intake.exports.reading import read, talk


def prompt(*chunks: Any, model: str = "models/gemini-2.5-pro", **more: Any) -> dict[str, Any]:
    return {"runSettings": {"model": model}, "chunkedPrompt": {"chunks": list(chunks), "pendingInputs": []}, **more}


def test_thoughts_are_left_out_and_documents_noted():
    parsed = read(
        prompt(
            {"driveDocument": {"id": "1"}, "role": "user", "tokenCount": 9},
            {"text": "Is the bridge safe?", "role": "user", "createTime": "2025-06-01T08:00:00Z"},
            {"text": "Let me think about bridges.", "role": "model", "isThought": True},
            {
                "parts": [{"text": "It ", "thought": False}, {"text": "hmm", "thought": True}, {"text": "is."}],
                "role": "model",
            },
            {"text": "Surely?", "role": "user"},
            {"text": "Surely.", "role": "model", "grounding": {"webSearchQueries": ["bridge"]}},
        )
    )
    (voice,) = parsed.voices
    assert talk(parsed) == [("[document]\n\nIs the bridge safe?", "It is."), ("Surely?", "Surely.")]
    assert (voice.name, voice.vendor, voice.version) == ("Gemini", "Google", "2.5 Pro")
    assert (voice.said_on, voice.evidence_basis, parsed.format) == ("2025-06-01", "web_search", "aistudio")
    assert parsed.warnings == ()


def test_a_system_instruction_is_told_of_and_left_out():
    chunks = [{"text": "Hi", "role": "user"}, {"text": "Ho", "role": "model"}]
    for instruction in ({"text": "Be a pirate."}, {"parts": [{"text": "Be a pirate."}]}):
        parsed = read(prompt(*chunks, systemInstruction=instruction))
        assert "pirate" not in parsed.text
        assert parsed.warnings == ("A system instruction stood before the conversation: it is left out.",)


def test_other_models_than_gemini():
    chunks = [{"text": "Hi", "role": "user"}, {"text": "Ho", "role": "model"}]
    names = [
        (read(prompt(*chunks, model=model)).voices[0].name, read(prompt(*chunks, model=model)).voices[0].version)
        for model in ("models/gemma-3-27b-it", "", "models/gemini-exp-1206")
    ]
    assert names == [("Gemma", "gemma-3-27b-it"), ("Gemini", ""), ("Gemini", "gemini-exp-1206")]
