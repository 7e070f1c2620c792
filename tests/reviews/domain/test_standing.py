"""What stands at public addresses is remembered, and asked again as soon as it changes."""

import pytest
from django.core.cache import cache
from pytest_django.asserts import assertNumQueries

from reviews.domain.deletion import delete_comparison
from reviews.domain.publications import bury, withdraw
from reviews.domain.standing import PublicVersion, ask_again, state_of_all, versions_at
from reviews.models import Publication
from tests.reviews.domain.test_publications import keep


@pytest.fixture
def two(comparison, alice) -> list[Publication]:
    """Two versions, which nobody has asked for in a while."""
    kept = [keep(comparison, alice, finding=finding) for finding in ("They part.", "They agree.")]
    cache.clear()
    return kept


def seen(slug: str = "owl-2") -> list[int]:
    return [one.number if not one.withdrawn else -one.number for one in versions_at(slug)]


def test_it_is_remembered(two):
    first, second = two
    assert versions_at("owl-2") == (PublicVersion(2, second.sha256, False), PublicVersion(1, first.sha256, False))
    assert versions_at("nothing") == ()
    state = state_of_all()
    with assertNumQueries(0):
        assert seen() == [2, 1]
        assert state_of_all() == state
    with assertNumQueries(1):
        assert versions_at("nothing") == ()


def test_every_change_is_seen_at_once(two, comparison, alice):
    states = {state_of_all()}
    assert seen() == [2, 1]
    keep(comparison, alice, finding="Third.")
    assert seen() == [3, 2, 1]
    states.add(state_of_all())
    cache.clear()
    assert seen() == [3, 2, 1]
    withdraw(comparison=comparison, by=alice, why="", number=3)
    assert seen() == [2, 1, -3]
    states.add(state_of_all())
    cache.clear()
    assert seen() == [2, 1, -3]
    bury(comparison=comparison, by=alice, numbers=[2], why="")
    assert seen()[0] == 1
    states.add(state_of_all())
    cache.clear()
    assert seen()[0] == 1
    delete_comparison(comparison=comparison)
    assert seen() == []
    states.add(state_of_all())
    assert len(states) == 5


def test_whoever_asked_before_a_change_remembers_nothing(two, comparison, monkeypatch):
    get = cache.get

    def changed_meanwhile(key, *args):
        known = get(key, *args)
        ask_again("owl-2")
        return known

    with monkeypatch.context() as patched:
        patched.setattr(cache, "get", changed_meanwhile)
        assert seen() == [2, 1]
    Publication.objects.filter(number=2).delete()
    assert seen() == [1]
