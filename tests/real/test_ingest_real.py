"""`ingest` on the real documents, as the folder's README says they read."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from reviews.models import Source, Transcript

pytestmark = pytest.mark.django_db


def ingest(capsys, *args: str | Path) -> dict:
    call_command("ingest", *map(str, args), "--json")
    return json.loads(capsys.readouterr().out)


def told(result: dict) -> list[tuple[str, str, str, int, int]]:
    """Each transcript's respondent, kind, basis, and how many prompts and answers it has."""
    return [
        (
            one["respondent"],
            one["kind"],
            one["evidence_basis"],
            sum(bool(response["prompt"]) for response in one["responses"]),
            sum(response["text_chars"] > 0 for response in one["responses"]),
        )
        for one in result["transcripts"]
    ]


def test_three_pasted_chats(capsys, real: Path):
    page = real / "000_62e17e83afc45813.txt"
    result = ingest(capsys, page, "--comparison", "glm-5", "--create")
    assert [(name, kind, prompts) for name, kind, _, prompts, _ in told(result)] == [
        ("Claude", "model", 2),
        ("ChatGPT", "model", 11),
        ("Gemini", "model", 1),
    ]
    assert result["transcripts"][0]["evidence_basis"] == "abstract_only"
    claude, chatgpt, gemini = ([response["prompt"] for response in one["responses"]] for one in result["transcripts"])
    assert claude[0] == chatgpt[0] == gemini[0] == ""
    assert claude[1].startswith("Given what it says: does it work?")
    assert claude[2].startswith("Thank you. I will collate")
    assert (chatgpt[1], chatgpt[-1]) == ("Does it work? Is it safe? Is the code it produces safe?", "Yes.")
    assert gemini[1] == "And safety?"
    texts = "\n".join(response.text for one in Transcript.objects.all() for response in one.responses.all())
    assert "Popular posts" not in texts
    assert "favicon" not in texts

    again = ingest(capsys, page, "--comparison", "glm-5")
    assert [one | {"stored": True} for one in again["transcripts"]] == result["transcripts"]
    assert {one["stored"] for one in again["transcripts"]} == {False}
    assert (Source.objects.count(), Transcript.objects.count()) == (1, 3)


def test_a_digest_is_one_persons(capsys, real: Path):
    result = ingest(capsys, real / "003_ff40181e6d0a3d17.txt", "--comparison", "glm-5", "--create")
    ((_name, kind, _basis, prompts, answers),) = told(result)
    assert (kind, prompts, answers) == ("person", 0, 1)


def test_three_reviews_with_front_matter(capsys, real: Path):
    files = sorted((real / "outer_reviews").glob("outer-review-2026-06-20-*.md"))
    result = ingest(capsys, *files, "--comparison", "outer", "--create")
    assert [(name, prompts, answers) for name, _, _, prompts, answers in told(result)] == [
        ("ChatGPT", 1, 1),
        ("Claude", 1, 1),
        ("Gemini", 1, 1),
    ]
