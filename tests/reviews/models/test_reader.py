"""Statements of readers: the current ones, and what each is about."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from reviews.models import Comparison, Reader, ReaderReply, ReaderStatement, User

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def replies(comparison: Comparison, alice: User) -> list[ReaderReply]:
    """Two replies of one reader."""
    reader = Reader.objects.create(comparison=comparison, key="owl", name="Owl")
    given = {"reader": reader, "created_by": alice, "created_at": NOON, "kept": {}, "dropped": []}
    return [ReaderReply.objects.create(**given, raw=raw, sha256=raw * 64) for raw in "ab"]


def state(reply: ReaderReply, position: int, **said: Any) -> ReaderStatement:
    about = {"what": "fact", "kind": "quantity", "title": "Testers", **said}
    return ReaderStatement.objects.create(reply=reply, position=position, **about)


def test_what_a_later_reply_supersedes_is_not_current(replies):
    first, second = replies
    old, new, other = state(first, 0, superseded_by=second), state(second, 0), state(first, 1, title="Size")
    assert list(ReaderStatement.objects.current()) == [other, new]
    second.delete()
    assert list(ReaderStatement.objects.current()) == [old, other], "what superseded it is gone"


@pytest.mark.parametrize(
    "said", [{"title": ""}, {"kind": ""}, {"what": "cell"}, {"what": "evidence_basis"}, {"value": "unread"}]
)
def test_a_statement_is_about_one_thing(replies, said):
    with pytest.raises(IntegrityError), transaction.atomic():
        state(replies[0], 0, **said)
