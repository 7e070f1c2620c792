"""What tests begin with is the same whether the verbs made it or its rows were written again."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.db.models import Model
from freezegun import freeze_time

from reviews.models import Comparison, Team, Transcript, User
from tests import made_once
from tests.factories import TeamFactory, UserFactory, make_comparison, make_transcript

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="with PostgreSQL the verbs make everything"),
]
Given = TypeVar("Given")
Begun = tuple[User, Team, Comparison, Transcript]


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(made_once, "_kept", {})
    yield
    made_once.begin_test()


@made_once.made_once
def olga() -> User:
    made.append("Olga")
    return UserFactory(name="Olga")


@made_once.made_once
def owls() -> Team:
    return TeamFactory(name="Owls", slug="owls")


made: list[str] = []


def begin() -> Begun:
    owner, team = olga(), owls()
    comparison = make_comparison(owner, team)
    return owner, team, comparison, make_transcript(comparison, "Ada", ("Is it safe?", "Yes, it is *safe*."))


class Over(Exception):
    """The test is over, and what it wrote is gone."""


def in_a_test(do: Callable[[], Given]) -> Given:
    made_once.begin_test()
    given = []
    with suppress(Over), transaction.atomic():
        given.append(do())
        raise Over
    return given[0]


def stored(value: Model) -> dict[str, object]:
    return type(value).objects.filter(pk=value.pk).values().get()


def held(value: Model) -> dict[str, object]:
    return {field.attname: getattr(value, field.attname) for field in value._meta.concrete_fields}


def test_the_verbs_make_it_for_the_first_test_and_all_others_have_the_same_rows():
    made.clear()

    def rows() -> dict[str, list[list[object]]]:
        begin()
        return {
            table: [[None if isinstance(value, datetime) else value for value in row] for row in of_table.values()]
            for table, of_table in made_once._rows().items()
        }

    first, *others = [in_a_test(rows) for _ in range(3)]
    assert made == ["Olga"]
    assert len(made_once._kept) == 4
    assert others == [first, first]


def test_the_values_are_as_the_verbs_give_them():
    def look() -> None:
        owner, team, comparison, ada = begin()
        for value in (owner, team, comparison, ada):
            assert held(value) == stored(value)
        assert ada.comparison is comparison
        assert comparison.created_by is owner
        assert comparison.team is team
        assert (comparison.revision, comparison.summary["respondents"]) == (2, ["Ada"])
        comparison.title = "Changed by a test"
        comparison.save()

    for _ in range(3):
        in_a_test(look)
    assert len(made_once._kept) == 4


def test_it_was_made_a_second_ago_one_after_the_other():
    in_a_test(begin)
    with freeze_time("2026-03-02 12:00"):
        comparison, kept = in_a_test(lambda: (comparison := begin()[2], stored(comparison)))
    assert comparison.changed_at == kept["changed_at"]
    assert datetime(2026, 3, 2, 11, 59, 59, tzinfo=UTC) < comparison.created_at < comparison.changed_at
    assert comparison.changed_at < datetime(2026, 3, 2, 11, 59, 59, 10_000, tzinfo=UTC)


def test_what_anything_else_wrote_ends_it_for_the_test():
    def write() -> int:
        owner, team = olga(), owls()
        UserFactory(name="Otto")
        make_comparison(owner, team)
        return len(made_once._kept)

    assert [in_a_test(write) for _ in range(2)] == [2, 2]


def test_of_what_it_was_not_given_it_makes_no_copies():
    def fetch() -> int:
        owner, team = olga(), owls()
        make_comparison(User.objects.get(pk=owner.pk), team)
        return len(made_once._kept)

    assert [in_a_test(fetch) for _ in range(2)] == [2, 2]
