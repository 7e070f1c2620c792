"""`manage.py ingest` of a conversation that was exported again, and of its other ways."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reviews.domain.transcripts import archive_transcript
from reviews.models import Response, Source, Transcript
from tests.reviews.domain.test_sources_exported_again import SINCE
from tests.reviews.intake.exports.test_branches import TREE
from tests.reviews.intake.exports.test_chatgpt import conversation, node


def talk(turns: int, **more: Any) -> dict[str, Any]:
    """A conversation with ChatGPT of so many turns."""
    nodes = [node("root", None)]
    for number in range(turns):
        nodes.append(node(f"q{number}", nodes[-1]["id"], "user", f"Question {number}?"))
        nodes.append(node(f"a{number}", nodes[-1]["id"], "assistant", f"Answer {number}."))
    return conversation(*nodes, **more)


@pytest.fixture
def ingest(tmp_path: Path, capsys, comparison):
    """Gives a document to the command: the JSON on standard output, and the lines of standard error."""

    def run(document: dict[str, Any], *options: str) -> tuple[dict[str, Any], list[str]]:
        file = tmp_path / "chat.json"
        file.write_text(json.dumps(document))
        call_command("ingest", str(file), "--comparison", comparison.slug, "--json", *options)
        out, err = capsys.readouterr()
        return json.loads(out), err.splitlines()

    return run


def test_only_the_new_turns_are_added_and_that_is_said(ingest):
    ingest(talk(7))
    found, said = ingest(talk(9))
    assert said == ["chat.json: 2 new turns of ChatGPT added, 7 were stored already."]
    (transcript,) = found["transcripts"]
    assert (transcript["stored"], len(transcript["responses"])) == (True, 9)
    assert found["warnings"] == said
    assert (Source.objects.count(), Transcript.objects.count(), Response.objects.count()) == (2, 1, 9)


def test_what_is_answered_now_is_told(ingest):
    asked = talk(2)
    ingest({**asked, "current_node": "q1"})
    _found, said = ingest(talk(3))
    assert said == [
        "chat.json: 1 new turn of ChatGPT added, 1 stored before reads differently now, 2 were stored already."
    ]


def test_a_dry_run_tells_what_would_be_added(ingest):
    ingest(talk(1))
    found, said = ingest(talk(2), "--dry-run")
    assert said == ["chat.json: 1 new turn of ChatGPT added, 1 was stored already."]
    assert [(one["stored"], len(one["responses"])) for one in found["transcripts"]] == [(False, 2)]
    assert (Source.objects.count(), Response.objects.count()) == (1, 1)


@pytest.mark.parametrize(("turns", "words"), [(2, "all of its 2 turns"), (1, "its only turn")])
def test_nothing_new_stores_nothing_and_says_so(ingest, turns, words):
    ingest(talk(2))
    Source.objects.update(created_at=SINCE)
    found, said = ingest(talk(turns, title="Renamed"))
    assert said == [f"chat.json: Nothing is new here: this conversation is stored since 3 May 2026, with {words}."]
    assert [(one["stored"], len(one["responses"])) for one in found["transcripts"]] == [(False, 2)]
    assert Source.objects.count() == 1


def test_the_old_file_again_is_stored_already(ingest):
    ingest(talk(1))
    ingest(talk(2))
    found, said = ingest(talk(1))
    assert said == ["chat.json is stored already: nothing was stored twice."]
    assert [(one["stored"], len(one["responses"])) for one in found["transcripts"]] == [(False, 2)]


def test_what_was_taken_out_stays_out(ingest):
    ingest(talk(1))
    archive_transcript(transcript=Transcript.objects.get())
    _found, said = ingest(talk(2))
    assert said == [
        "chat.json: 1 new turn of ChatGPT added, 1 was stored already.",
        "chat.json: ChatGPT stays taken out of every table.",
    ]
    assert Transcript.objects.get().archived_at is not None


def test_the_other_ways_are_named_and_one_of_them_is_read(ingest):
    _found, said = ingest(TREE)
    assert said == [
        "chat.json: 3 other branches of this conversation left out: edited prompts, or answers made again.",
        "chat.json: --branch ID reads another: b “By magic.”; y “Why do kits fly?”; v “They sleep.”.",
    ]
    Source.objects.update(created_at=SINCE)
    found, said = ingest(TREE, "--branch", "v")
    assert said[0] == (
        "chat.json: Another branch of this conversation is stored since 3 May 2026: the first turn is the same in both."
    )
    assert said[-1].endswith("; e “As by day.”.")
    (transcript,) = found["transcripts"]
    assert [(one["prompt"], one["starts"]) for one in transcript["responses"]] == [
        ("Why do kites fly?", "The wind lifts them."),
        ("And at night?", "They sleep."),
    ]
    assert list(Transcript.objects.values_list("key", flat=True)) == ["chatgpt", "chatgpt-2"]


def test_there_is_no_such_branch(ingest):
    with pytest.raises(CommandError, match=r"chat\.json has no other branch “nowhere”\.$"):
        ingest(TREE, "--branch", "nowhere")
    assert not Source.objects.exists()
