"""The real exports of ../shared/real, as the folder's README says they read."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reviews import richtext
from reviews.intake.document import Parsed, is_partition, turns
from reviews.intake.parse import alone, conversations, parse


def read(real: Path, pattern: str) -> Parsed:
    (path,) = real.glob(pattern)
    parsed = parse(path.read_bytes(), name=path.name)
    assert is_partition(parsed)
    return parsed


def counts(parsed: Parsed) -> tuple[int, int]:
    """How many prompts and answers there are."""
    return sum(bool(turn.prompt) for turn in turns(parsed)), sum(bool(turn.answer) for turn in turns(parsed))


def words(parsed: Parsed) -> list[tuple[str, str]]:
    """Each turn's prompt, and the text of its answer, without regard to white space."""
    return [
        ("".join(turn.prompt.split()), "".join(richtext.render(turn.answer).text.split())) for turn in turns(parsed)
    ]


@pytest.mark.parametrize(
    ("pattern", "format", "name", "version", "found"),
    [
        ("chatgpt_export/*india-map*.json", "chatgpt", "ChatGPT", "GPT-4o", (7, 7)),
        ("chatgpt_export/*seoul*.json", "chatgpt", "ChatGPT", "GPT-4o", (1, 1)),
        ("multi_format/*.json", "chatgpt", "ChatGPT", "GPT-3.5", (19, 19)),
        ("multi_format/*.html", "saved_page", "ChatGPT", "", (19, 19)),
        ("multi_format/*.md", "markdown", "ChatGPT", "", (19, 19)),
        ("claude_export/osteele_sample_history.json", "claude", "Claude", "", (3, 3)),
    ],
)
def test_counts(real: Path, pattern, format, name, version, found):
    parsed = read(real, pattern)
    ((voice),) = parsed.voices
    assert (parsed.format, voice.name, voice.version, counts(parsed)) == (format, name, version, found)


def test_hidden_and_tool_messages_are_no_answers(real: Path):
    india, seoul = read(real, "chatgpt_export/*india*"), read(real, "chatgpt_export/*seoul*")
    assert "DALL" not in india.text and '"prompt"' not in india.text
    assert india.warnings[0].startswith("2 other branches ")
    assert "mclick" not in seoul.text and "†source" not in seoul.text
    assert seoul.text.count("](https://") == 2
    assert seoul.voices[0].evidence_basis == "web_search"


def test_each_of_the_three_ways_of_a_conversation_offers_the_others(real: Path):
    (path,) = real.glob("chatgpt_export/*india*")
    data = path.read_bytes()
    shown = read(real, "chatgpt_export/*india*")
    assert [(one.prompts, one.answers, one.date) for one in shown.branches] == [
        (7, 7, "2024-11-29"),
        (1, 1, "2024-11-29"),
    ]
    shown_end = json.loads(data)["current_node"]
    for one in shown.branches:
        other = alone(data, branch=one.id)
        assert counts(parse(other)) == (one.prompts, one.answers)
        rest = {each.id for each in shown.branches} - {one.id}
        assert {each.id for each in parse(other).branches} == {*rest, shown_end}
        assert parse(alone(other, branch=shown_end)) == shown


def test_one_conversation_in_three_formats(real: Path):
    json_, html, markdown = (words(read(real, f"multi_format/*.{ending}")) for ending in ("json", "html", "md"))
    assert json_ == html == markdown


def test_thoughts_are_no_answer(real: Path):
    assert "thinking>" not in read(real, "claude_export/osteele_sample_history.json").text


def test_two_conversations_of_one_export(real: Path):
    data = (real / "claude_export" / "osteele_synth_conversations.json").read_bytes()
    assert [(one.id, one.prompts) for one in conversations(data)] == [("test-conv-1", 1), ("test-conv-2", 2)]
    assert counts(parse(alone(data, conversation="test-conv-2"))) == (2, 2)


@pytest.mark.django_db
def test_ingest(capsys, real: Path):
    export = real / "claude_export" / "osteele_synth_conversations.json"
    with pytest.raises(CommandError, match="holds 2 conversations: choose one by its id"):
        call_command("ingest", str(export), "--comparison", "synth", "--create")
    for id, prompts in (("test-conv-2", 2), ("test-conv-1", 1)):
        call_command("ingest", str(export), "--conversation", id, "--comparison", "synth", "--create", "--json")
        (transcript,) = json.loads(capsys.readouterr().out)["transcripts"]
        assert (transcript["respondent"], len(transcript["responses"])) == ("Claude", prompts)
        assert {response["prompt_detected_by"] for response in transcript["responses"]} == {"format"}
