"""Nobody waits while a publication is drawn up: two connections, one of which writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from itertools import count
from pathlib import Path
from threading import Thread as Worker
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from collation.publish import freeze as freezing
from collation.publish import site
from reviews.domain.publications import withdraw
from reviews.domain.threads import open_thread
from reviews.models import Comment, Comparison, Publication
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"title": "Owls", "finding": "They part."}


@pytest.fixture
def comparison(alice, team) -> Comparison:
    made = make_comparison(alice, team)
    make_transcript(made, "Ada", ("Is it safe?", "It is safe."))
    return made


@pytest.fixture
def comment(comparison, bob) -> Callable[[], None]:
    """Writes another comment through a connection of its own, and says if that had to wait."""
    numbers = count()

    def write() -> None:
        try:
            open_thread(comparison=Comparison.objects.get(pk=comparison.pk), by=bob, body=f"Meanwhile {next(numbers)}.")
        finally:
            connection.close()

    def _comment() -> None:
        worker = Worker(target=write, daemon=True)
        worker.start()
        worker.join(timeout=15)
        assert not worker.is_alive(), "the comment waits for the publication"

    return _comment


def meanwhile(monkeypatch, module: Any, name: str, happen: Callable[[], None], *, times: int) -> list[None]:
    """Lets something happen after each of the first calls of a function, before what called it goes on."""
    function, calls = getattr(module, name), []

    def called(*args: Any, **given: Any) -> Any:
        result = function(*args, **given)
        calls.append(None)
        if len(calls) <= times:
            happen()
        return result

    monkeypatch.setattr(module, name, called)
    return calls


def test_a_comment_is_written_while_a_publication_is_drawn_up(comparison, alice, comment, monkeypatch):
    drawn = meanwhile(monkeypatch, freezing, "draft", comment, times=1)
    publication = freezing.freeze(comparison=comparison, by=alice, **WORDS)
    assert Comment.objects.count() == 1
    assert len(drawn) == 2, "what was drawn up before the comment is drawn up again"
    assert json.loads(publication.document)["comparison"]["revision"] == comparison.revision - 1


def test_a_comparison_that_keeps_changing_is_refused_and_nothing_is_kept(comparison, alice, comment, monkeypatch):
    drawn = meanwhile(monkeypatch, freezing, "draft", comment, times=99)
    with pytest.raises(Refused, match="Others are changing this comparison right now"):
        freezing.freeze(comparison=comparison, by=alice, **WORDS)
    assert (len(drawn), Comment.objects.count()) == (5, 5)
    assert not Publication.objects.exists()


def test_comments_are_written_while_all_are_frozen_and_the_site_is_rendered(
    comparison, alice, team, comment, monkeypatch, tmp_path: Path
):
    other = make_comparison(alice, team, title="Zebra")
    make_transcript(other, "Bert", ("Is it safe?", "It is not."))
    meanwhile(monkeypatch, freezing, "proposal", comment, times=1)
    meanwhile(monkeypatch, site, "render_page", comment, times=3)
    call_command("publish", "--all", "--out", str(tmp_path), stdout=StringIO(), stderr=StringIO())
    assert Comment.objects.count() == 4
    assert [one.comparison.slug for one in Publication.objects.order_by("pk")] == ["owl-2", "zebra"]
    assert (tmp_path / "zebra/v1/index.html").is_file()


def test_publishing_what_is_published_changes_nothing(comparison, alice, tmp_path: Path):
    freezing.freeze(comparison=comparison, by=alice, **WORDS)
    before = list(Comparison.objects.values())
    freezing.freeze(comparison=comparison, by=alice, **WORDS)
    call_command("publish", "--all", "--out", str(tmp_path), stdout=StringIO(), stderr=StringIO())
    assert list(Comparison.objects.values()) == before
    assert Publication.objects.count() == 1


def test_what_is_withdrawn_while_it_is_drawn_up_is_not_published_again(comparison, alice, monkeypatch, tmp_path: Path):
    freezing.freeze(comparison=comparison, by=alice, **WORDS)
    make_transcript(comparison, "Bert", ("Is it safe?", "It is not."))
    drawn = meanwhile(
        monkeypatch,
        freezing,
        "proposal",
        lambda: withdraw(comparison=Comparison.objects.get(), by=alice, why=""),
        times=1,
    )
    call_command("publish", "owl-2", "--out", str(tmp_path), stdout=StringIO(), stderr=(warned := StringIO()))
    assert len(drawn) == 1
    assert warned.getvalue() == (
        "owl-2: Its newest version was withdrawn. To publish it again, use its Publish page.\n"
    )
    assert [(one.number, one.withdrawn_at is None) for one in Publication.objects.all()] == [(1, False)]
