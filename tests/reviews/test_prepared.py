"""A prepared query gives what the query itself gives, for all values, and writes its SQL once."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from reviews.models import Comparison, Membership, Question, Team, Transcript
from reviews.prepared import prepared
from tests.factories import make_comparison, make_transcript
from tests.races import at_once

BUILT: list[tuple[object, ...]] = []


@prepared
def _asked(comparison: int, *keys: str, scored: bool) -> QuerySet[Question]:
    BUILT.append((comparison, *keys))
    asked = Question.objects.filter(comparison=comparison, scored=scored).select_related("scale").order_by("-key")
    return asked.filter(key__in=keys) if keys else asked


@prepared
def _said(comparison: int) -> QuerySet[Transcript, tuple[object, ...]]:
    rows = Transcript.objects.filter(comparison=comparison).order_by("key")
    return rows.values_list("key", "respondent__identity__name", "comparison__created_at", "archived_at")


def test_it_gives_the_rows_of_the_query_whatever_the_values(alice, team):
    first, second = make_comparison(alice, team), make_comparison(alice, team, title="Owl-3")
    for name in ("ChatGPT", "Claude"):
        make_transcript(second, name, ("Does it work?", "Yes."))
    for comparison in (first, second):
        asked = comparison.questions.order_by("-key")
        assert _asked(comparison.pk, scored=True) == list(asked) != []
        assert _asked(comparison.pk, scored=False) == []
        assert _asked(comparison.pk, "safe", "%s", scored=True) == list(asked.filter(key="safe"))
        columns = "key", "respondent__identity__name", "comparison__created_at", "archived_at"
        assert _said(comparison.pk) == list(comparison.transcripts.order_by("key").values_list(*columns))
    assert len(_said(second.pk)) == 2 and _said(0) == []
    assert _asked.first(first.pk, scored=True).key == "works" and _asked.first(0, scored=True) is None


def test_it_writes_its_sql_once_and_asks_once(comparison, django_assert_num_queries):
    _asked(0, scored=True), _asked(0, "a", scored=True)
    BUILT.clear()
    with django_assert_num_queries(2) as asked:
        for row in (*_asked(comparison.pk, scored=True), *_asked(comparison.pk, "works", scored=True)):
            assert row.scale.ranks
    assert BUILT == []
    assert [str(comparison.pk) in one["sql"] for one in asked] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection(alice, team):
    comparison = make_comparison(alice, team)
    here = connection.connection
    asked = [lambda: (_asked(comparison.pk, scored=True), connection.connection)] * 3
    given = at_once(*asked)
    assert [[row.key for row in rows] for rows, _ in given] == [["works", "safe", "code_safe"]] * 3
    assert len({id(used) for _, used in given} | {id(here)}) == 4


def test_a_value_that_the_query_would_change_is_refused():
    holds = prepared(lambda title: Comparison.objects.filter(title__contains=title))
    with pytest.raises(TypeError, match="otherwise than as it is"):
        holds("Owl")
    of_whom = prepared(lambda user: Membership.objects.filter(user=user))
    with pytest.raises(TypeError, match="numbers and texts"):
        of_whom(None)


def test_a_value_that_changes_the_query_itself_is_refused():
    some = prepared(lambda number: Team.objects.all()[:number])
    with pytest.raises(TypeError, match="otherwise than as it is"):
        some(3)
