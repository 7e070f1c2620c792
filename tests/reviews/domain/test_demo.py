"""The demo is what its story says, told with the verbs that people use."""

import pytest

from reviews.domain.demo import DOCUMENTS, demo_comparison, demo_owner, demo_story, load_demo
from reviews.models import (
    Comment,
    Comparison,
    Conclusion,
    FactReview,
    Finding,
    Mark,
    Rating,
    Resolution,
    Support,
    Thread,
    User,
)
from reviews.refusal import Refused
from tests.factories import TeamFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "name"),
    [("alice@example.org", "Alice Okafor"), ("ALICE@example.org", "Alice Okafor"), ("nora@example.org", "nora")],
)
def test_it_is_for_an_account_that_is_made_if_there_is_none(email, name):
    assert demo_owner(email).name == name
    assert demo_owner(email) == User.objects.get()


@pytest.mark.django_db
def test_what_is_no_address_gets_no_account():
    with pytest.raises(Refused, match="this is not an e-mail address"):
        demo_owner("nora")
    assert not User.objects.exists()


@pytest.mark.slow
def test_all_that_the_story_tells_is_stored_once(alice, team):
    assert demo_comparison(team) is None
    story = demo_story()
    loaded = load_demo(by=alice, team=team)
    assert load_demo(by=alice, team=team) == demo_comparison(team) == loaded
    assert (Comparison.objects.get().title, loaded.phase) == (story["title"], "reconcile")
    assert loaded.transcripts.count() == len(DOCUMENTS)
    assert list(loaded.questions.values_list("key", flat=True)) == [one["key"] for one in story["questions"]]
    for model, told in (
        (Mark, story["marks"]),
        (Resolution, story["resolutions"]),
        (Support, story["supports"]),
        (FactReview, story["facts"]),
        (Finding, story["findings"]),
        (Rating, [who for finding in story["findings"] for who in finding["ratings"]]),
        (Conclusion, story["conclusions"]),
        (Thread, story["threads"]),
        (Comment, [comment for thread in story["threads"] for comment in thread["comments"]]),
    ):
        assert (model.__name__, model.objects.count()) == (model.__name__, len(told))
    assert demo_comparison(TeamFactory()) is None
