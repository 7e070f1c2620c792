"""Corrections of a draft: each is kept, and can be taken back."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from reviews.domain.documents import Document, as_read, parsed_of
from reviews.domain.draft_corrections import MOST_UNDO, correct_draft, is_corrected, undo_correction
from reviews.domain.drafts import begin_draft, reopen_source
from reviews.domain.ended_drafts import discard_draft
from reviews.domain.storing import store_draft
from reviews.intake import corrections
from reviews.intake.document import ROLES, IntakeError, Parsed, Voice
from reviews.intake.parse import parse
from reviews.models import IntakeDraft
from reviews.refusal import Refused
from tests.factories import MembershipFactory, TeamFactory, make_comparison
from tests.reviews.domain.one_paste import TEXT, as_prompt, document, read


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


def test_to_settle_a_doubt_corrects_nothing_and_is_taken_back(draft):
    correct_draft(draft=draft, correction=lambda parsed: corrections.settle(parsed, "gap-0-first"))
    assert parsed_of(IntakeDraft.objects.get()).settled == ("gap-0-first",)
    assert not is_corrected(draft)
    for correction in (
        as_prompt,
        corrections.turn_over,
        lambda parsed: corrections.describe_voice(parsed, 0, Voice("Lark")),
    ):
        correct_draft(draft=draft, correction=correction)
        assert is_corrected(draft)
        undo_correction(draft=draft)
        assert not is_corrected(draft)
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


NEWEST_FIRST = b"".join(
    f"#### {who} (2026-02-03 10:0{minute}):\n\n{word}\n\n".encode()
    for who, minute, word in [
        ("Owl", 9, "By day."),
        ("You", 8, "Does it sleep?"),
        ("Owl", 5, "Yes."),
        ("You", 4, "Work?"),
    ]
).replace(b"Owl", b"Claude")


def test_a_chat_that_stands_newest_first_is_turned_and_taken_back(client, comparison, alice):
    parsed = parse(NEWEST_FIRST)
    draft = begin_draft(comparison=comparison, by=alice, document=Document(NEWEST_FIRST, "", "text/plain", parsed))
    client.force_login(alice)
    address = f"/c/{comparison.slug}/intake/{draft.pk}/"
    assert "Keep the order of the page" in client.get(address).content.decode()
    client.post(f"{address}correct/", {"do": "turn_over 0-1"})
    assert not parsed_of(IntakeDraft.objects.get()).newest_first
    assert "Turn it: the newest last" in client.get(address).content.decode()
    draft.refresh_from_db()
    undo_correction(draft=draft)
    assert parsed_of(IntakeDraft.objects.get()) == parsed
    [claude] = store_draft(draft=draft, by=alice)
    assert [(one.prompt, one.source_text) for one in claude.responses.all()] == [
        ("Work?", "Yes."),
        ("Does it sleep?", "By day."),
    ]
    assert (claude.source.newest_first, as_read(claude.source).newest_first) == (True, True)
    again = reopen_source(source=claude.source, by=alice)
    correct_draft(draft=again, correction=corrections.turn_over)
    store_draft(draft=again, by=alice)
    assert [one.prompt for one in claude.responses.current()] == ["", "Does it sleep?", "Work?"]
