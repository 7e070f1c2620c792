"""Publications: which versions stand, and in which order they are shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import Comparison, Publication, User
from tests.factories import make_comparison

NOW = timezone.now()


def publish(
    comparison: Comparison, number: int, *, ago: int = 0, withdrawn: int | None = None, by: User
) -> Publication:
    """A version of so many days ago; `withdrawn` days ago, if it was."""
    gone = {} if withdrawn is None else {"withdrawn_at": NOW - timedelta(days=withdrawn), "withdrawn_by": by}
    return Publication.objects.create(
        comparison=comparison,
        number=number,
        title="Owls",
        document="{}",
        sha256="0" * 64,
        created_by=by,
        created_at=NOW - timedelta(days=ago),
        **gone,
    )


@pytest.fixture
def versions(comparison, alice) -> list[Publication]:
    """Five versions, of which the second, the fourth and the fifth were withdrawn, the fourth first."""
    days = {2: 1, 4: 3, 5: 2}
    return [publish(comparison, number, ago=9 - number, withdrawn=days.get(number), by=alice) for number in range(1, 6)]


def numbers(publications) -> list[int]:
    return [publication.number for publication in publications]


def test_those_that_stand_are_shown_first(versions):
    assert numbers(Publication.objects.standing()) == [3, 1]
    assert numbers(Publication.objects.standing_first()) == [3, 1, 2, 5, 4]


def test_a_buried_version_cannot_be_read(versions):
    Publication.objects.filter(number=2).update(document="")
    assert numbers(Publication.objects.readable()) == [5, 4, 3, 1]


def test_the_newest_of_each_comparison_the_last_published_first(versions, comparison, alice, team):
    kites, wrens = (make_comparison(alice, team, title=title) for title in ("Kites", "Wrens"))
    publish(kites, 1, ago=0, by=alice)
    publish(wrens, 1, ago=0, withdrawn=0, by=alice)
    assert [(one.comparison, one.number) for one in Publication.objects.newest_each()] == [(kites, 1), (comparison, 3)]
