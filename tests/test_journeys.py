"""The five journeys, on two short texts that differ on what DSA stands for."""

import pytest
from django.test import Client

from tests.journeys import Step, lines, main_steps, table, travel
from tests.tracing import file_of

PASTED = "You said\n\nDoes it work? Is it safe?\n\nGemini said\n\n## Does it work?\n\nYes, it works. It uses DSA (Dense Sparse Attention).\n"
OTHER = "It works, with limits. It uses DSA (DeepSeek Sparse Attention).\n"


@pytest.fixture
def steps(comparison, alice, client: Client) -> list[Step]:
    client.force_login(alice)
    return travel(client, f"/c/{comparison.slug}/", PASTED, [OTHER])


@pytest.mark.slow
def test_every_journey_is_followed_from_its_view(steps: list[Step]):
    assert [(step.journey, step.title, step.view.rpartition(":")[2]) for step in steps] == [
        ("1a", "paste → draft", "draft_paste"),
        ("1b", "draft page", "draft_detail"),
        ("1c", "store the draft", "draft_store"),
        ("2a", "compare page, cold", "compare"),
        ("2b", "publish page, cold", "publish"),
        ("2b", "published page as a preview, cold", "publish_preview"),
        ("3", "mark → swapped cell", "cell_mark"),
        ("4", "a fact confirmed", "fact_review"),
        ("5", "chatgpt export → draft", "draft_upload"),
        ("5", "claude export → draft", "draft_upload"),
        ("5", "gemini takeout export → draft", "draft_upload"),
        ("5", "sharegpt export → draft", "draft_upload"),
    ]
    for step in steps:
        assert step.view in step.trace.functions
        (_, first), *others = main_steps(step.view, step.trace)
        assert first == step.view
        assert all(depth > 0 and file_of(function) in step.trace.files for depth, function in others)
        assert step.figures["files"] <= step.figures["functions"] <= step.figures["calls"]
    figures, rows = list(lines(steps)), list(table(steps))
    assert figures[0].split() == ["files", "functions", "calls", "arrows", "moves", "queries"]
    assert (len(figures), len(rows)) == (len(steps) + 1, len(steps) + 2)
    assert rows[8].startswith("| **3** mark → swapped cell | ")
