"""Real exports through the intake page: dropped one by one, and all together to choose from."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.models import IntakeDraft, IntakeExport

EXPORTS = {
    "chatgpt_export/sanand0_india-map-with-khargone.json": 7,
    "chatgpt_export/sanand0_seoul-weather-early-october.json": 1,
    "multi_format/extratone_6f63c2e2-b036-4c76-aac9-b8754c21a16a.json": 19,
    "multi_format/extratone_6f63c2e2-b036-4c76-aac9-b8754c21a16a.html": 19,
    "multi_format/extratone_6f63c2e2-b036-4c76-aac9-b8754c21a16a.md": 19,
}
"""How many prompts are in each."""
SEVERAL = ("claude_export/osteele_sample_history.json", "claude_export/osteele_synth_conversations.json")


@pytest.fixture
def intake(client: Client, alice, comparison) -> str:
    client.force_login(alice)
    return reverse("reviews:intake", args=[comparison.slug])


def drop(client: Client, intake: str, *paths: Path) -> str:
    """Where the page leads to."""
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(f"{intake}files/", {"files": files}).headers["Location"]


@pytest.mark.parametrize("name", EXPORTS)
def test_one_conversation_opens_as_its_draft(client: Client, intake: str, real: Path, name: str):
    url = drop(client, intake, real / name)
    draft = IntakeDraft.objects.get()
    assert url == f"{intake}{draft.pk}/"
    assert sum(piece["role"] == "prompt" for piece in draft.parsed["pieces"]) == EXPORTS[name]


def test_all_together_are_chosen_from(client: Client, intake: str, real: Path):
    names = [name for name in EXPORTS if name.endswith(".json")]
    url = drop(client, intake, *(real / name for name in (*SEVERAL, *names)))
    export = IntakeExport.objects.get()
    assert url == f"{intake}exports/{export.pk}/"
    while not IntakeExport.objects.get().is_read:
        client.post(f"{url}read/")
    offered = list(export.conversations.all())
    assert [one.prompts for one in offered[-3:]] == [EXPORTS[name] for name in names]
    assert {one.format for one in offered[:-3]} == {"claude"}
    client.post(f"{url}take/", {"chosen": [one.pk for one in offered]})
    taken = {draft.parsed["title"] or draft.name: draft for draft in IntakeDraft.objects.all()}
    assert len(taken) == len(offered)
    for one in offered:
        prompts = sum(piece["role"] == "prompt" for piece in taken[one.title].parsed["pieces"])
        assert prompts == one.prompts
