"""What a request loaded is deleted before its turn comes: the verb refuses in a sentence, and stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from reviews.domain.changes import GONE
from reviews.domain.deletion import delete_comparison, delete_source
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.placements import move_passage, place_passage, place_passages
from reviews.domain.teams import change_role, remove_member
from reviews.domain.threads import edit_comment, open_thread, reply, resolve_thread
from reviews.domain.transcripts import archive_transcript, choose_publishing, publish_turn
from reviews.models import Comparison, Membership, Source, Transcript, User
from reviews.refusal import Refused
from tests.everything_held import holders
from tests.factories import make_transcript
from tests.races import at_once

LATE = "qzxlate"
"""A word that nobody but the late act stores."""


@pytest.fixture
def chat(comparison: Comparison) -> Transcript:
    make_transcript(comparison, "Kite", ("Is it safe?", "It is."))
    return make_transcript(comparison, "Owl", ("Is it safe?", "It is. Nobody was harmed."))


@pytest.fixture
def acts(comparison: Comparison, chat: Transcript, alice: User, bob: User) -> dict[str, Callable[[], Any]]:
    """Acts of Bob on what he loaded, by name."""
    safe, works = (comparison.questions.get(key=key) for key in ("safe", "works"))
    comment = open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=chat)
    response = chat.responses.select_related("transcript__comparison").get()
    span, cell = {"response": response, "start": 0, "end": 6}, {"question": safe, "transcript": chat}
    point = NewPoint(response, 0, 6)
    return {
        "placement": partial(place_passage, **span, question=works, belongs=True, by=bob),
        "placements": partial(place_passages, response=response, spans=[(0, 6)], question=works, by=bob),
        "move": partial(move_passage, **span, away_from=safe, to=works, by=bob),
        "mark": partial(place_mark, **cell, by=bob, value="yes", rationale=LATE),
        "resolution": partial(resolve_cell, **cell, by=alice, value="yes", why=LATE),
        "support": partial(say_support, **cell, by=bob, value="supported", quote=LATE),
        "finding": partial(gather_finding, comparison=comparison, by=bob, title=LATE, kind="other", spans=[point]),
        "thread": partial(open_thread, comparison=comparison, by=bob, body=LATE, question=works, transcript=chat),
        "reply": partial(reply, thread=comment.thread, by=bob, body=LATE),
        "edit": partial(edit_comment, comment=comment, by=bob, body=LATE),
        "end of a thread": partial(resolve_thread, thread=comment.thread, by=bob),
        "column": partial(archive_transcript, transcript=chat),
        "extent": partial(choose_publishing, transcript=chat, publish="nothing"),
        "turn": partial(publish_turn, response=response, anyway=True),
    }


ACTS = (
    "placement", "placements", "move", "mark", "resolution", "support", "finding", "thread", "reply", "edit",
    "end of a thread", "column", "extent", "turn",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_a_deleted_document_is_refused(act, acts, chat, alice):
    delete_source(source=Source.objects.get(pk=chat.source_id), by=alice)
    with pytest.raises(Refused) as refused:
        acts[act]()
    in_words = {"mark": "This respondent was not asked this question."}
    assert str(refused.value) == (in_words["mark"] if act in ("mark", "resolution", "support") else GONE)
    assert holders(LATE) == []


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_a_deleted_comparison_is_refused(act, acts):
    delete_comparison(comparison=Comparison.objects.get())
    with pytest.raises(Refused, match=r"^This comparison was deleted meanwhile\.$"):
        acts[act]()
    assert holders(LATE) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["placement", "finding", "thread", "reply"])
def test_at_the_same_moment_it_goes_with_the_document_or_is_refused(act, acts, chat, alice):
    source = Source.objects.get(pk=chat.source_id)
    deleted, done = at_once(lambda: delete_source(source=source, by=alice), acts[act])
    assert not isinstance(deleted, Exception)
    assert isinstance(done, Refused) or not isinstance(done, Exception), repr(done)
    assert holders("Nobody was harmed") == []


@pytest.mark.django_db
def test_who_left_a_team_gets_no_other_role(team, alice, bob):
    stale = Membership.objects.get(user=bob)
    remove_member(membership=Membership.objects.get(user=bob))
    with pytest.raises(Refused, match=r"^This member has left the team meanwhile\.$"):
        change_role(membership=stale, role="editor")
