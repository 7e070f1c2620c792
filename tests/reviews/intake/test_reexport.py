"""A conversation exported again: only what is new is new, and what people put right stays."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake import corrections
from reviews.intake.document import IntakeError, Parsed, Voice, is_partition, turns
from reviews.intake.exports.chat import Chat, Message, as_parsed
from reviews.intake.reexport import (
    Additions,
    additions,
    first_new,
    match_ranges,
    merge,
    relation,
    shared_turns,
    shift_ranges,
)

TALK = (
    ("q1", "Why do kites fly?"),
    ("a1", "The wind lifts them.\n\nShould I say more?"),
    ("q2", "Yes."),
    ("a2", "The string holds them."),
    ("q3", "And at night?"),
    ("a3", "As by day."),
)


def kites(*said: tuple[str, str], id: str = "kites", name: str = "Owl") -> Parsed:
    """What an export of those (ids, words) reads as; ids that begin with q are prompts. Several are joined by +."""
    messages = tuple(
        Message("prompt" if ids.startswith("q") else "answer", words, ids=tuple(ids.split("+"))) for ids, words in said
    )
    return as_parsed(Chat(id, messages, Voice(name), None), format="chatgpt", stated=None)


class TestRelation:
    @pytest.mark.parametrize(
        ("stored", "new", "expected"),
        [
            (TALK, TALK, "same"),
            (TALK[:4], TALK, "goes_on"),
            (TALK[:3], TALK[:4], "goes_on"),
            (TALK, TALK[:4], "shorter"),
            ((*TALK[:3], ("a9", "It is magic.")), TALK, "parts"),
            (TALK, (("q9", "Why do kits fly?"), ("a9", "Which?")), "parts"),
            ((*TALK[:3], ("a2", "The str")), TALK[:4], "goes_on"),
            (TALK[:2], (TALK[0], ("a1+a9", f"{TALK[1][1]}\n\nI shall.")), "goes_on"),
            ((TALK[0], ("a1+a9", "Wind. And string.")), (TALK[0], ("a1", "Wind.")), "shorter"),
            ((TALK[0], ("a1+a8", "Wind. And string.")), (TALK[0], ("a1+a9", "Wind. And rope.")), "parts"),
        ],
    )
    def test_by_the_ids_of_messages(self, stored, new, expected):
        assert relation(kites(*stored), kites(*new)) == expected

    def test_other_conversations_and_documents_without_ids(self):
        assert relation(kites(*TALK), kites(*TALK, id="kites-2")) == "unrelated"
        bare = replace(kites(*TALK), conversation="", messages=())
        assert relation(bare, kites(*TALK)) == relation(kites(*TALK), bare) == relation(bare, bare) == "unrelated"

    @pytest.mark.parametrize(
        ("new", "turns"),
        [
            ((*TALK[:3], ("a9", "It is magic.")), 1),
            ((*TALK[:4], ("q9", "By day?"), ("a9", "Yes.")), 2),
            ((TALK[0], ("a9", "It is magic.")), 0),
            ((("q9", "Why do kits fly?"), ("a9", "Which?")), 0),
        ],
    )
    def test_how_many_turns_branches_share(self, new, turns):
        assert shared_turns(kites(*TALK), kites(*new)) == turns


class TestContinued:
    def test_corrections_stay_and_new_turns_come_as_they_were_read(self):
        stored = kites(*TALK[:4])
        at = stored.text.index("Should I")
        stored = corrections.carve(stored, at, stored.text.index("\n\n#### You:\n\nYes."), "furniture")
        stored = corrections.describe_voice(stored, 0, Voice("Barn owl", version="2"))
        result = merge(stored, kites(*TALK))
        assert is_partition(result)
        assert result.voices == (Voice("Barn owl", version="2"),)
        assert [(turn.prompt, turn.answer) for turn in turns(result)] == [
            ("Why do kites fly?", "The wind lifts them."),
            ("Yes.", "The string holds them."),
            ("And at night?", "As by day."),
        ]
        assert additions(stored, result) == Additions(stored=2, added=1, changed=0, voices=(0,))
        assert result.text[first_new(stored, result) :] == "\n\n#### You:\n\nAnd at night?\n\n#### Owl:\n\nAs by day."

    def test_a_label_of_another_length_moves_what_is_stored(self):
        stored, new = kites(*TALK[:4]), kites(*TALK, name="Snowy owl")
        result = merge(stored, new)
        laid = match_ranges(stored, new)
        for turn in turns(stored):
            for (start, end, _), (to, until, _) in zip(turn.ranges, shift_ranges(laid, turn.ranges), strict=True):
                assert new.text[to:until] == stored.text[start:end]
        assert (result.pieces, result.voices) == (new.pieces, stored.voices)
        assert additions(stored, result) == Additions(2, 1, 0, (0,))

    def test_a_prompt_that_is_answered_now_is_changed_not_new(self):
        assert additions(kites(*TALK[:3]), kites(*TALK)) == Additions(stored=2, added=1, changed=1, voices=(0,))

    @pytest.mark.parametrize("words", ["The string holds them.", "The string holds them.\n\nAnd the tail."])
    def test_an_answer_that_grew_is_one_answer(self, words):
        stored = kites(*TALK[:3], ("a2", "The string ho"))
        result = merge(stored, kites(*TALK[:3], ("a2", words)))
        assert [turn.answer for turn in turns(result)] == [TALK[1][1], words]
        assert additions(stored, result) == Additions(2, 0, 1, ())

    def test_a_message_of_other_words_stands_as_it_was_read(self):
        stored = kites(*TALK[:2])
        stored = corrections.carve(stored, stored.text.index("Should I"), len(stored.text), "prompt")
        new = kites(TALK[0], ("a1", "It is magic."), *TALK[2:4])
        result = merge(stored, new)
        assert result.pieces == new.pieces
        assert additions(stored, result) == Additions(stored=2, added=1, changed=1, voices=(0,))

    def test_new_turns_are_said_by_who_answers_after_a_correction(self):
        stored = corrections.start_voice(kites(*TALK[:4]), 0, Voice("Lark"))
        assert {turn.voice for turn in turns(merge(stored, kites(*TALK)))} == {1}
        at = corrections.piece_at(kites(*TALK[:4]), kites(*TALK[:4]).text.index("The string"))
        stored = corrections.start_voice(kites(*TALK[:4]), at, Voice("Lark"))
        assert [turn.voice for turn in turns(merge(stored, kites(*TALK)))] == [0, 0, 1]


words = st.text("ab \n.?", min_size=1, max_size=12).map(lambda text: f"x{text.rstrip()}")
conversations = st.lists(words, min_size=2, max_size=9)
places = st.integers(0, 400)
edits = st.lists(
    st.one_of(
        st.tuples(st.just("carve"), places, places, st.sampled_from(("prompt", "answer", "furniture"))),
        st.tuples(st.just("split"), places, st.sampled_from(("prompt", "answer", "marker"))),
        st.tuples(st.just("merge"), places),
        st.tuples(st.just("voice"), places, st.booleans()),
        st.tuples(st.just("name"), st.sampled_from(("Lark", "Wren"))),
    ),
    max_size=5,
)


def corrected(parsed: Parsed, steps: list[tuple[Any, ...]]) -> Parsed:
    for do, *how in steps:
        try:
            match do, how:
                case "carve", (start, end, role):
                    parsed = corrections.carve(parsed, start % len(parsed.text), end % (len(parsed.text) + 1), role)
                case "split", (at, role):
                    parsed = corrections.split_at(parsed, at % len(parsed.text), role)
                case "merge", (at,):
                    parsed = corrections.merge_with_previous(parsed, at % len(parsed.pieces))
                case "voice", (at, on):
                    parsed = corrections.start_voice(parsed, at % len(parsed.pieces), Voice("Jay"), to_the_end=on)
                case "name", (name,):
                    parsed = corrections.describe_voice(parsed, 0, Voice(name))
        except IntakeError:
            pass
    return parsed


def told(said: list[str], name: str = "Owl") -> Parsed:
    return kites(*((f"{'qa'[at % 2]}{at}", text) for at, text in enumerate(said)), name=name)


def roles(parsed: Parsed, start: int, end: int) -> list[tuple[str, str, int | None]]:
    """Each character of a stretch with what it is, and who says it."""
    at = [corrections.piece_at(parsed, offset) for offset in range(start, end)]
    return [
        (parsed.text[offset], parsed.pieces[index].role, parsed.pieces[index].voice)
        for offset, index in zip(range(start, end), at, strict=True)
    ]


class TestLaws:
    @given(conversations, st.integers(1, 8), edits, st.sampled_from(("Owl", "Snowy owl")))
    def test_a_longer_export_keeps_every_correction(self, said, kept, steps, name):
        stored, new = corrected(told(said[:kept]), steps), told(said, name)
        result = merge(stored, new)
        assert is_partition(result)
        assert (result.text, result.messages, result.voices) == (new.text, new.messages, stored.voices)
        for had, has in zip(stored.messages, result.messages, strict=False):
            assert roles(result, has.start, has.end) == roles(stored, had.start, had.end)
        end = first_new(stored, result)
        assert [one.role for one in result.pieces if one.start >= end] == [
            one.role for one in new.pieces if one.start >= end
        ]

    @given(st.lists(words, min_size=2, max_size=9), st.integers(1, 8))
    def test_further_messages_make_exactly_the_new_turns(self, said, kept):
        stored, new = told(said[:kept]), told(said)
        assert merge(stored, new) == new
        first = [turn for turn in turns(new) if turn in turns(stored)]
        found = additions(stored, new)
        answered_now = kept % 2 and kept < len(said)
        assert (found.stored, found.changed) == (len(turns(stored)), int(bool(answered_now)))
        assert len(first) == found.stored - found.changed
        assert found.added == len(turns(new)) - len(turns(stored))

    @given(conversations, edits)
    def test_the_same_again_changes_nothing(self, said, steps):
        stored, new = corrected(told(said), steps), told(said)
        assert relation(stored, new) == "same"
        assert merge(stored, new).pieces == stored.pieces
        assert additions(stored, merge(stored, new)) == Additions(len(turns(stored)), 0, 0, ())

    @given(conversations, conversations, edits)
    def test_messages_whose_words_changed_leave_a_partition(self, said, others, steps):
        stored, new = corrected(told(said), steps), told(others)
        result = merge(stored, new)
        assert is_partition(result)
        laid = match_ranges(stored, new)
        for turn in turns(stored):
            for start, end, _ in shift_ranges(laid, turn.ranges):
                assert 0 <= start <= end <= len(new.text)
