"""A document is looked at and corrected before it is stored: every step is kept and can be taken back."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from reviews.domain.documents import Document, parsed_of
from reviews.domain.draft_corrections import MOST_UNDO, correct_draft, undo_correction
from reviews.domain.drafts import begin_draft, drafts_of, reopen_source
from reviews.domain.ended_drafts import discard_draft
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft
from reviews.intake import corrections
from reviews.intake.document import ROLES, IntakeError, Parsed, Piece, Voice
from reviews.models import IntakeDraft, Source, Transcript
from reviews.refusal import Refused
from tests.factories import MembershipFactory, TeamFactory, make_comparison

TEXT = "Owl says:\n\nIt works.\n\nDoes it sleep?\n\nBy day.\n"


def read() -> Parsed:
    cuts = (Piece(0, 11, "marker", 0, "marker"), Piece(11, len(TEXT), "answer", 0, "marker"))
    return Parsed(TEXT, "plain", "pasted", cuts, (Voice("Owl"),), warnings=("Look twice.",))


def document(data: bytes = TEXT.encode()) -> Document:
    return Document(data, "", "text/plain", read())


as_prompt = partial(corrections.carve, start=TEXT.index("Does"), end=TEXT.index("By day"), role="prompt")


@pytest.fixture
def draft(comparison, alice) -> IntakeDraft:
    return begin_draft(comparison=comparison, by=alice, document=document())


def test_a_draft_holds_what_was_read_and_stores_nothing(draft, comparison, alice):
    draft = IntakeDraft.objects.get()
    assert parsed_of(draft) == read()
    assert (bytes(draft.data), draft.owner, draft.source) == (TEXT.encode(), alice, None)
    assert Source.objects.count() == Transcript.objects.count() == 0
    comparison.refresh_from_db()
    assert comparison.revision == 1


def test_drafts_are_private_and_expire(draft, comparison, alice, bob):
    assert list(drafts_of(alice, comparison)) == [draft]
    assert list(drafts_of(bob, comparison)) == []
    IntakeDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert list(drafts_of(alice, comparison)) == []
    begin_draft(comparison=comparison, by=alice, document=document(b"more"))
    assert not IntakeDraft.objects.filter(pk=draft.pk).exists()


def test_the_same_bytes_give_the_same_draft(draft, comparison, alice):
    correct_draft(draft=draft, correction=as_prompt)
    assert begin_draft(comparison=comparison, by=alice, document=document()).pk == draft.pk
    assert len(IntakeDraft.objects.get().parsed["pieces"]) == 4


def test_what_is_stored_is_not_begun_again(draft, comparison, alice):
    other = begin_draft(comparison=comparison, by=alice, document=document(b"other bytes"))
    store_draft(draft=draft, by=alice)
    stored = Source.objects.get(sha256=document().sha256).created_at
    words = f"This is stored already, since {stored:%-d %B %Y}, as Owl. Nothing was stored twice."
    with pytest.raises(Refused) as refused:
        begin_draft(comparison=comparison, by=alice, document=document())
    assert str(refused.value) == words
    IntakeDraft.objects.filter(pk=other.pk).update(sha256=document().sha256)
    other.refresh_from_db()
    with pytest.raises(Refused):
        store_draft(draft=other, by=alice)
    assert (Source.objects.count(), IntakeDraft.objects.count()) == (1, 1)


def test_a_correction_is_kept_and_taken_back(draft):
    correct_draft(draft=draft, correction=as_prompt)
    assert [(one.role, TEXT[one.start : one.end].strip()) for one in parsed_of(IntakeDraft.objects.get()).pieces] == [
        ("marker", "Owl says:"),
        ("answer", "It works."),
        ("prompt", "Does it sleep?"),
        ("answer", "By day."),
    ]
    undo_correction(draft=draft)
    assert parsed_of(IntakeDraft.objects.get()) == read()
    undo_correction(draft=draft)
    assert parsed_of(IntakeDraft.objects.get()) == read()


def test_a_correction_sees_what_another_page_did_meanwhile(draft):
    stale = IntakeDraft.objects.get()
    correct_draft(draft=draft, correction=as_prompt)
    correct_draft(draft=stale, correction=lambda parsed: corrections.describe_voice(parsed, 0, Voice("Lark")))
    now = parsed_of(IntakeDraft.objects.get())
    assert (len(now.pieces), now.voices[0].name) == (4, "Lark")


def test_a_correction_that_would_lose_text_is_refused(draft):
    with pytest.raises(Refused, match="would lose a part of the text"):
        correct_draft(draft=draft, correction=lambda parsed: Parsed(parsed.text, "plain", "", (), ()))
    with pytest.raises(IntakeError):
        correct_draft(draft=draft, correction=partial(corrections.carve, start=5, end=999, role="prompt"))
    assert parsed_of(IntakeDraft.objects.get()) == read()


def test_a_correction_that_changes_nothing_is_no_step(draft):
    correct_draft(draft=draft, correction=as_prompt)
    correct_draft(draft=draft, correction=lambda parsed: parsed)
    undo_correction(draft=draft)
    assert parsed_of(draft) == read()


def test_only_so_many_steps_are_kept(draft):
    for number in range(MOST_UNDO + 5):
        name = Voice(f"Owl {number}")
        correct_draft(draft=draft, correction=lambda parsed, name=name: corrections.describe_voice(parsed, 0, name))
    assert len(draft.undo) == MOST_UNDO


def test_a_draft_is_stored_and_gone(draft, alice):
    correct_draft(draft=draft, correction=as_prompt)
    (owl,) = store_draft(draft=draft, by=alice, round=2)
    assert list(owl.responses.values_list("prompt", "text")) == [("", "It works."), ("Does it sleep?", "By day.")]
    assert (owl.round, bytes(owl.source.data), owl.source.created_by) == (2, TEXT.encode(), alice)
    assert IntakeDraft.objects.count() == 0


def test_a_draft_in_which_nobody_answers_stays(draft, alice):
    correct_draft(draft=draft, correction=partial(corrections.carve, start=0, end=len(TEXT), role="prompt"))
    with pytest.raises(Refused, match="Nobody answers anything here"):
        store_draft(draft=draft, by=alice)
    assert (IntakeDraft.objects.count(), Source.objects.count()) == (1, 0)


def test_a_discarded_draft_leaves_the_record_alone(draft):
    discard_draft(draft=draft)
    assert IntakeDraft.objects.count() == Source.objects.count() == 0


def test_what_is_stored_can_be_opened_again_and_corrected(comparison, alice):
    (owl,) = record_document(comparison=comparison, document=document(), by=alice)
    draft = reopen_source(source=owl.source, by=alice)
    assert parsed_of(draft).pieces == read().pieces
    assert reopen_source(source=owl.source, by=alice) == draft
    correct_draft(draft=draft, correction=as_prompt)
    assert owl.responses.current().count() == 1
    assert store_draft(draft=draft, by=alice) == [owl]
    assert owl.responses.current().count() == 2
    assert IntakeDraft.objects.count() == 0


def test_a_draft_that_began_before_another_correction_does_not_undo_it(comparison, alice, bob):
    (owl,) = record_document(comparison=comparison, document=document(), by=alice)
    forgotten = reopen_source(source=owl.source, by=alice)
    draft = reopen_source(source=owl.source, by=bob)
    correct_draft(draft=draft, correction=as_prompt)
    store_draft(draft=draft, by=bob)
    words = list(owl.responses.current().values_list("text", flat=True))
    with pytest.raises(Refused, match="corrected since this draft began"):
        store_draft(draft=forgotten, by=alice)
    assert list(owl.responses.current().values_list("text", flat=True)) == words
    discard_draft(draft=forgotten)
    again = reopen_source(source=owl.source, by=alice)
    correct_draft(draft=again, correction=lambda parsed: corrections.carve(parsed, 11, len(TEXT), "answer"))
    assert store_draft(draft=again, by=alice) == [owl]


class TestUndo(HypothesisTestCase):
    """However a document is corrected, undo gives back each state in turn."""

    def setUp(self):
        self.alice = MembershipFactory(team=TeamFactory(), role="owner").user
        self.comparison = make_comparison(self.alice, self.alice.memberships.get().team)

    @pytest.mark.slow
    @given(
        steps=st.lists(
            st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)), st.sampled_from(ROLES)),
            max_size=6,
        )
    )
    def test_undo_gives_back_every_state(self, steps):
        draft = begin_draft(comparison=self.comparison, by=self.alice, document=document())
        states = [parsed_of(draft)]
        for start, length, role in steps:
            end = min(len(TEXT), start + length)
            correct_draft(draft=draft, correction=partial(corrections.carve, start=start, end=end, role=role))
            if parsed_of(draft) != states[-1]:
                states.append(parsed_of(draft))
        for state in reversed(states):
            self.assertEqual(parsed_of(draft), state)
            undo_correction(draft=draft)
        discard_draft(draft=draft)
