"""The verbs of comparisons."""

from datetime import timedelta

import pytest

from reviews.domain.comparisons import (
    archive_comparison,
    just_started,
    rename_comparison,
    restore_comparison,
    start_comparison,
)
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.models import Comparison, Paper
from reviews.refusal import Refused
from tests.factories import make_comparison


def test_it_starts_with_its_paper_and_scored_questions(alice, team):
    started = start_comparison(
        team=team,
        by=alice,
        title="  Owls at night ",
        paper={"authors": ["Ada"], "arxiv_id": "2602.15763", "doi": "", "pages": 3},
        questions=[("hunt", "Do they hunt?"), ("sleep", "Do they sleep?")],
    )
    assert (started.title, started.slug, started.phase, started.created_by) == (
        "Owls at night",
        "owls-at-night",
        "collect",
        alice,
    )
    paper = started.paper
    assert (paper.title, paper.authors, paper.arxiv_id, paper.doi) == ("Owls at night", ["Ada"], "2602.15763", "")
    assert list(started.questions.values_list("key", "text", "position", "scored", "scale__key")) == [
        ("hunt", "Do they hunt?", 0, True, "verdict"),
        ("sleep", "Do they sleep?", 1, True, "verdict"),
    ]
    assert started.summary["questions"] == 2


def test_the_paper_has_the_title_that_it_is_given(alice, team):
    started = start_comparison(team=team, by=alice, title="Three chats", paper={"title": "Owls"}, slug="owls-3")
    assert (started.title, started.paper.title, started.slug) == ("Three chats", "Owls", "owls-3")


def test_without_a_title_nothing_starts(alice, team):
    with pytest.raises(Refused, match=r"^Give the comparison a title\.$") as refused:
        start_comparison(team=team, by=alice, title=" ")
    assert refused.value.field == "title"
    assert not Comparison.objects.exists()
    assert not Paper.objects.exists()


def test_a_double_submit_is_known_for_a_minute_by_person_team_and_title(comparison, alice, bob, team, charlie):
    assert just_started(team=team, by=alice, title=" Owl-2 ") == comparison
    assert just_started(team=team, by=alice, title="Owl-3") is None
    assert just_started(team=team, by=bob, title="Owl-2") is None
    assert just_started(team=charlie.memberships.get().team, by=alice, title="Owl-2") is None
    Comparison.objects.update(created_at=comparison.created_at - timedelta(minutes=1))
    assert just_started(team=team, by=alice, title="Owl-2") is None


def test_a_new_title_is_one_change_and_the_same_again_is_none(comparison):
    rename_comparison(comparison=comparison, title=" Owls ")
    rename_comparison(comparison=comparison, title="Owls")
    stored = Comparison.objects.get()
    assert (stored.title, stored.slug, stored.revision, stored.text_revision) == ("Owls", "owl-2", 2, 1)
    with pytest.raises(Refused, match=r"^Give the comparison a title\.$"):
        rename_comparison(comparison=comparison, title="")
    with pytest.raises(Overtaken):
        rename_comparison(comparison=comparison, title="Kites", seen=token({"title": "Owl-2"}))
    assert Comparison.objects.get().title == "Owls"


def test_it_leaves_the_lists_and_comes_back(comparison, alice, team):
    other = make_comparison(alice, team, title="Kite")
    archive_comparison(comparison=comparison)
    first = Comparison.objects.get(pk=comparison.pk).archived_at
    archive_comparison(comparison=comparison)
    assert list(Comparison.objects.current()) == [other]
    assert Comparison.objects.get(pk=comparison.pk).archived_at == first
    restore_comparison(comparison=comparison)
    restore_comparison(comparison=comparison)
    assert set(Comparison.objects.current()) == {comparison, other}
    assert Comparison.objects.get(pk=comparison.pk).revision == 3
