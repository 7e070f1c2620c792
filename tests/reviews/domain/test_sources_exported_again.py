"""A conversation that was exported again, longer: only its new turns are stored, and what was stored stays."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from reviews.domain.documents import Document, parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import additions_of, begin_branch, begin_draft, read_anew, read_branch, reopen_source
from reviews.domain.ended_drafts import DraftEnded, discard_draft
from reviews.domain.marks import place_mark
from reviews.domain.sources import correct_source, record_document
from reviews.domain.storing import store_draft
from reviews.domain.transcripts import archive_transcript
from reviews.intake import corrections
from reviews.intake.document import IntakeError, Parsed, Voice, turns
from reviews.intake.parse import parse
from reviews.intake.reexport import Additions
from reviews.models import IntakeDraft, Mark, Placement, Respondent, Response, Source, Transcript
from reviews.refusal import Refused
from tests.factories import make_comparison
from tests.reviews.intake.exports.reading import as_bytes
from tests.reviews.intake.exports.test_branches import TREE
from tests.reviews.intake.exports.test_chatgpt import conversation, node
from tests.reviews.intake.test_reexport import TALK, kites

SINCE = datetime(2026, 5, 3, 12, tzinfo=UTC)


def export(*said: tuple[str, str], data: bytes = b"", **of: str) -> Document:
    """An export of those messages (see `kites`); its bytes tell what it holds."""
    data = data or repr((said, of)).encode()
    return Document(data, "chat.json", "application/json", kites(*said, **of))


SHORT, LONG = export(*TALK[:4]), export(*TALK)


@pytest.fixture
def stored(comparison, alice) -> Transcript:
    """Two turns, stored since 3 May."""
    (transcript,) = record_document(comparison=comparison, document=SHORT, by=alice)
    Source.objects.update(created_at=SINCE)
    return transcript


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return list(transcript.responses.current().values_list("prompt", "source_text"))


def rows(transcript: Transcript) -> list[dict]:
    return list(transcript.responses.current().order_by("pk").values())


def mark(transcript: Transcript, by, question) -> Mark:
    return place_mark(question=question, transcript=transcript, by=by, value="yes")


def again(comparison, alice, document: Document) -> list[Transcript]:
    return record_document(comparison=comparison, document=document, by=alice)


class TestGoesOn:
    def test_new_turns_are_added_and_the_stored_ones_stay_the_very_same(self, comparison, alice, stored):
        before = rows(stored)
        (grown,) = again(comparison, alice, LONG)
        assert grown == stored
        assert said(grown) == [(TALK[at][1], TALK[at + 1][1]) for at in (0, 2, 4)]
        assert rows(grown)[:2] == before
        assert [response.position for response in grown.responses.current()] == [0, 1, 2]
        assert (Transcript.objects.count(), Response.objects.count(), Respondent.objects.count()) == (1, 3, 1)

    def test_the_new_bytes_are_kept_beside_the_old_ones_which_they_continue(self, comparison, alice, stored):
        (grown,) = again(comparison, alice, LONG)
        old, new = Source.objects.order_by("pk")
        assert (old.sha256, new.sha256) == (SHORT.sha256, LONG.sha256)
        assert (bytes(old.data), bytes(new.data)) == (SHORT.data, LONG.data)
        assert (old.continued_by, new.continued_by, grown.source) == (new, None, new)
        assert not old.transcripts.exists()
        for response in grown.responses.all():
            for start, end, role in response.ranges:
                assert new.text[start:end] == (response.prompt if role == "prompt" else response.source_text)

    def test_a_third_time_all_before_lead_to_the_newest(self, comparison, alice, stored):
        again(comparison, alice, LONG)
        further = export(*TALK, ("q4", "In rain?"), ("a4", "No."))
        (grown,) = again(comparison, alice, further)
        *before, newest = Source.objects.order_by("pk")
        assert [source.continued_by for source in before] == [newest, newest]
        assert (grown, grown.source, len(said(grown))) == (stored, newest, 4)

    def test_a_voice_keeps_what_a_person_called_it(self, comparison, alice, stored):
        renamed = corrections.describe_voice(SHORT.parsed, 0, Voice("Barn owl", version="2"))
        correct_source(source=stored.source, parsed=renamed, by=alice)
        (grown,) = again(comparison, alice, LONG)
        assert (grown.respondent.name, grown.respondent.version) == ("Barn owl", "2")
        assert Source.objects.get(continued_by=None).voices[0]["name"] == "Barn owl"

    def test_corrections_of_pieces_stay(self, comparison, alice, stored):
        at = SHORT.parsed.text.index("Should I")
        corrected = corrections.carve(SHORT.parsed, at, at + len("Should I say more?"), "furniture")
        correct_source(source=stored.source, parsed=corrected, by=alice)
        before = rows(stored)
        (grown,) = again(comparison, alice, LONG)
        assert said(grown)[0] == (TALK[0][1], "The wind lifts them.")
        assert rows(grown)[:2] == before

    def test_ranges_follow_labels_of_another_length(self, comparison, alice, stored):
        (grown,) = again(comparison, alice, export(*TALK, name="Snowy owl"))
        text = grown.source.text
        assert "#### Snowy owl:" in text and grown.respondent.name == "Owl"
        assert [text[start:end] for start, end, _ in grown.responses.current()[1].ranges] == [TALK[2][1], TALK[3][1]]
        assert Response.objects.count() == 3

    def test_marks_stay_where_turns_are_only_added(self, comparison, alice, stored):
        question = comparison.questions.first()
        found = mark(stored, alice, question)
        again(comparison, alice, LONG)
        found.refresh_from_db()
        assert found.confirm_again is False

    def test_a_prompt_that_is_answered_now_gets_a_successor_and_marks_ask(self, comparison, alice):
        (asked,) = record_document(comparison=comparison, document=export(*TALK[:3]), by=alice)
        found = mark(asked, alice, comparison.questions.first())
        first, waiting = asked.responses.current()
        (grown,) = again(comparison, alice, SHORT)
        kept, answered = grown.responses.current()
        assert (kept, list(answered.predecessors.all())) == (first, [waiting])
        assert said(grown) == [(TALK[0][1], TALK[1][1]), (TALK[2][1], TALK[3][1])]
        waiting.refresh_from_db()
        found.refresh_from_db()
        assert waiting.superseded_at is not None and found.confirm_again

    def test_an_answer_that_grew_gets_a_successor_in_which_placements_are_found_again(self, comparison, alice):
        cut = export(*TALK[:3], ("a2", "The string ho"))
        (stored,) = record_document(comparison=comparison, document=cut, by=alice)
        before = stored.responses.get(position=1)
        Placement.objects.create(
            response=before,
            question=comparison.questions.first(),
            start=4,
            end=10,
            quotation=before.text[4:10],
            belongs=True,
            created_by=alice,
            created_at=SINCE,
        )
        (grown,) = again(comparison, alice, SHORT)
        after = grown.responses.current().get(position=1)
        found = after.placements.get()
        assert list(after.predecessors.all()) == [before]
        assert after.text[found.start : found.end] == "string"

    def test_both_counters_are_raised_once(self, comparison, alice, stored):
        comparison.refresh_from_db()
        before = comparison.revision, comparison.text_revision
        again(comparison, alice, LONG)
        comparison.refresh_from_db()
        assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1] + 1)

    def test_what_was_taken_out_stays_out(self, comparison, alice, stored):
        archive_transcript(transcript=stored)
        (grown,) = again(comparison, alice, LONG)
        assert grown.archived_at is not None and len(said(grown)) == 3

    def test_two_voices_move_together(self, comparison, alice):
        at = corrections.piece_at(SHORT.parsed, SHORT.parsed.text.index(TALK[3][1]))
        two = corrections.start_voice(SHORT.parsed, at, Voice("Lark"), to_the_end=False)
        owl, lark = record_document(comparison=comparison, document=replace(SHORT, parsed=two), by=alice)
        assert again(comparison, alice, LONG) == [owl, lark]
        assert Source.objects.get(continued_by=None).transcripts.count() == 2
        assert said(lark) == [("", TALK[3][1])]


class TestNothingNew:
    @pytest.mark.parametrize("document", [export(*TALK[:4], data=b"other bytes"), export(*TALK[:2])])
    def test_nothing_is_stored(self, comparison, alice, stored, document):
        comparison.refresh_from_db()
        before = comparison.revision
        assert again(comparison, alice, document) == [stored]
        comparison.refresh_from_db()
        assert (Source.objects.count(), Response.objects.count(), comparison.revision) == (1, 2, before)

    def test_the_old_shorter_bytes_are_known_still(self, comparison, alice, stored):
        again(comparison, alice, LONG)
        assert again(comparison, alice, SHORT) == [stored]
        assert Source.objects.count() == 2

    def test_in_another_comparison_it_is_new(self, comparison, alice, team, stored):
        other = make_comparison(alice, team, title="Another")
        (transcript,) = record_document(comparison=other, document=LONG, by=alice)
        assert transcript != stored and Source.objects.filter(continued_by=None).count() == 2


class TestAnotherBranch:
    def test_is_a_transcript_of_its_own(self, comparison, alice, stored):
        (other,) = again(comparison, alice, export(*TALK[:3], ("a9", "It is magic.")))
        assert (other.key, stored.key, other.respondent) == ("owl-2", "owl", stored.respondent)
        assert (said(other)[1], len(said(stored))) == ((TALK[2][1], "It is magic."), 2)
        assert Source.objects.filter(continued_by=None).count() == 2

    def test_a_longer_export_goes_on_from_its_own_branch(self, comparison, alice, stored):
        (other,) = again(comparison, alice, export(*TALK[:3], ("a9", "It is magic.")))
        (grown,) = again(comparison, alice, export(*TALK[:3], ("a9", "It is magic."), ("q9", "Truly?"), ("a10", "No.")))
        assert (grown, len(said(grown)), len(said(stored))) == (other, 3, 2)
        assert again(comparison, alice, LONG) == [stored]


class TestDrafts:
    def test_a_draft_goes_on_from_what_is_stored(self, comparison, alice, stored):
        renamed = corrections.describe_voice(SHORT.parsed, 0, Voice("Barn owl"))
        correct_source(source=stored.source, parsed=renamed, by=alice)
        draft = begin_draft(comparison=comparison, by=alice, document=LONG)
        assert (draft.continues, draft.source) == (stored.source, None)
        assert parsed_of(draft).voices == (Voice("Barn owl"),)
        assert additions_of(draft) == Additions(stored=2, added=1, changed=0, voices=(0,))
        before = rows(stored)
        assert store_draft(draft=draft, by=alice) == [stored]
        assert rows(stored)[:2] == before and len(said(stored)) == 3

    def test_what_is_new_can_be_corrected_before_it_is_added(self, comparison, alice, stored):
        draft = begin_draft(comparison=comparison, by=alice, document=LONG)
        at = draft.text.index("And at night?")
        correct_draft(draft=draft, correction=lambda parsed: corrections.carve(parsed, at, at + 13, "furniture"))
        assert additions_of(draft) == Additions(stored=2, added=0, changed=1, voices=())
        store_draft(draft=draft, by=alice)
        assert said(stored)[1] == (TALK[2][1], "The string holds them.\n\nAs by day.")

    @pytest.mark.parametrize(
        ("document", "turns"),
        [
            (export(*TALK[:4], data=b"other bytes"), "all of its 2 turns"),
            (export(*TALK[:2]), "its only turn"),
        ],
    )
    def test_nothing_new_begins_no_draft(self, comparison, alice, stored, document, turns):
        with pytest.raises(Refused) as refused:
            begin_draft(comparison=comparison, by=alice, document=document)
        assert str(refused.value) == (
            f"Nothing is new here: this conversation is stored since 3 May 2026, with {turns}. It is stored as Owl."
        )
        assert not IntakeDraft.objects.exists()

    @pytest.mark.parametrize(
        ("talk", "words"),
        [
            ((*TALK[:3], ("a9", "It is magic.")), "the first turn is the same in both"),
            ((*TALK[:4], ("q9", "By day?"), ("a9", "Yes.")), "the first 2 turns are the same in both"),
            ((TALK[0], ("a9", "It is magic.")), "they part at the first turn"),
        ],
    )
    def test_another_branch_is_told_and_stored_on_its_own(self, comparison, alice, talk, words):
        record_document(comparison=comparison, document=LONG, by=alice)
        Source.objects.update(created_at=SINCE)
        draft = begin_draft(comparison=comparison, by=alice, document=export(*talk))
        assert parsed_of(draft).warnings[0] == (
            f"Another branch of this conversation is stored since 3 May 2026: {words}."
        )
        assert draft.continues is None
        (other,) = store_draft(draft=draft, by=alice)
        assert other.key == "owl-2"

    def test_a_correction_that_began_before_it_went_on_is_refused(self, comparison, alice, stored):
        draft = reopen_source(source=stored.source, by=alice)
        again(comparison, alice, LONG)
        with pytest.raises(Refused, match=r"^This conversation went on since this draft began: throw the draft away"):
            store_draft(draft=IntakeDraft.objects.get(pk=draft.pk), by=alice)
        assert IntakeDraft.objects.count() == 1 and len(said(stored)) == 3

    @pytest.mark.parametrize("meanwhile", [LONG, export(*TALK, data=b"other bytes")])
    def test_what_was_added_meanwhile_is_not_added_twice(self, comparison, alice, stored, meanwhile):
        draft = begin_draft(comparison=comparison, by=alice, document=LONG)
        again(comparison, alice, meanwhile)
        with pytest.raises(Refused, match=r"^(This is stored already|More of this conversation was stored since)"):
            store_draft(draft=draft, by=alice)
        assert len(said(stored)) == 3

    def test_a_draft_older_than_what_is_stored_is_not_stored_beside_it(self, comparison, alice):
        draft = begin_draft(comparison=comparison, by=alice, document=LONG)
        again(comparison, alice, SHORT)
        with pytest.raises(Refused, match=r"^More of this conversation was stored since this draft began"):
            store_draft(draft=draft, by=alice)

    def test_given_again_it_is_read_anew_where_more_was_stored_since(self, comparison, alice):
        old = begin_draft(comparison=comparison, by=alice, document=LONG)
        (short,) = again(comparison, alice, SHORT)
        anew = begin_draft(comparison=comparison, by=alice, document=LONG)
        assert (anew, anew.continues) == (old, short.source)
        assert additions_of(anew) == Additions(stored=2, added=1, changed=0, voices=(0,))

    def test_given_again_what_was_corrected_is_kept(self, comparison, alice):
        old = begin_draft(comparison=comparison, by=alice, document=LONG)
        correct_draft(draft=old, correction=lambda parsed: corrections.split_at(parsed, 5, "marker"))
        again(comparison, alice, SHORT)
        assert begin_draft(comparison=comparison, by=alice, document=LONG) == old

    def test_a_correction_stored_meanwhile_is_not_undone_unseen(self, comparison, alice, stored):
        draft = begin_draft(comparison=comparison, by=alice, document=LONG)
        at = SHORT.parsed.text.index("Should I")
        carved = corrections.carve(SHORT.parsed, at, at + 18, "furniture")
        correct_source(source=stored.source, parsed=carved, by=alice)
        with pytest.raises(Refused, match=r"^This document was corrected since this draft began"):
            store_draft(draft=draft, by=alice)

    def test_the_newest_is_corrected_as_ever(self, comparison, alice, stored):
        (grown,) = again(comparison, alice, LONG)
        draft = reopen_source(source=Source.objects.get(sha256=SHORT.sha256), by=alice)
        assert draft.source == grown.source
        at = draft.text.index("As by day.")
        correct_draft(draft=draft, correction=lambda parsed: corrections.carve(parsed, at, at + 10, "furniture"))
        store_draft(draft=draft, by=alice)
        assert said(stored)[2] == ("And at night?", "")


def tree(leaf: str = "e") -> Document:
    data = as_bytes({**TREE, "current_node": leaf})
    return Document(data, "tree.json", "application/json", parse(data))


def begun_beside(comparison, alice) -> tuple[IntakeDraft, IntakeDraft]:
    """Drafts of two ways that a conversation went, of which the first turn is stored."""
    data = as_bytes(conversation(*list(TREE["mapping"].values())[:7], current_node="c"))
    record_document(comparison=comparison, document=Document(data, "", "application/json", parse(data)), by=alice)
    draft = begin_draft(comparison=comparison, by=alice, document=tree())
    return draft, begin_branch(draft=draft, branch="v")


def turns_of(parsed: Parsed) -> list[tuple[str, str]]:
    return [(turn.prompt, turn.answer) for turn in turns(parsed)]


class TestBranches:
    @pytest.fixture
    def draft(self, comparison, alice) -> IntakeDraft:
        return begin_draft(comparison=comparison, by=alice, document=tree())

    def test_another_one_is_read_instead(self, draft):
        named = corrections.describe_voice(parsed_of(draft), 0, Voice("Kite expert"))
        correct_draft(draft=draft, correction=lambda _: named)
        read_branch(draft=draft, branch="b")
        draft = IntakeDraft.objects.get()
        assert turns_of(parsed_of(draft)) == [("Why do kites fly?", "By magic.")]
        assert parsed_of(draft).voices[0].name == "Kite expert"
        assert ({branch.id for branch in parsed_of(draft).branches}, draft.undo) == ({"y", "v", "e"}, [])
        assert Document(bytes(draft.data), "", "", parsed_of(draft)).sha256 == draft.sha256
        read_branch(draft=draft, branch="e")
        assert turns_of(parsed_of(draft)) == turns_of(tree().parsed)

    def test_another_one_is_begun_beside_and_becomes_a_column_of_its_own(self, draft, alice):
        other = begin_branch(draft=draft, branch="b")
        assert (other.pk != draft.pk, begin_branch(draft=draft, branch="b").pk) == (True, other.pk)
        (first,) = store_draft(draft=draft, by=alice)
        (second,) = store_draft(draft=other, by=alice)
        assert (first.key, second.key) == ("chatgpt", "chatgpt-2")
        assert said(second) == [("Why do kites fly?", "By magic.")]

    def test_one_that_was_begun_beside_is_read_anew_once_the_first_is_stored(self, comparison, alice):
        draft, other = begun_beside(comparison, alice)
        assert draft.continues == other.continues == Source.objects.get()
        assert not read_anew(draft=draft)
        (first,) = store_draft(draft=draft, by=alice)
        assert read_anew(draft=other) and not read_anew(draft=other)
        assert (other.continues, additions_of(other)) == (None, None)
        assert parsed_of(other).warnings[0].endswith(": the first turn is the same in both.")
        (second,) = store_draft(draft=other, by=alice)
        assert said(first) == [("Why do kites fly?", "The wind lifts them."), ("And at night?", "As by day.")]
        assert said(second) == [("Why do kites fly?", "The wind lifts them."), ("And at night?", "They sleep.")]

    def test_what_was_corrected_is_not_read_anew(self, comparison, alice):
        draft, other = begun_beside(comparison, alice)
        correct_draft(draft=other, correction=lambda parsed: corrections.split_at(parsed, 5, "marker"))
        store_draft(draft=draft, by=alice)
        assert not read_anew(draft=other)
        with pytest.raises(Refused, match=r"^More of this conversation was stored since this draft began"):
            store_draft(draft=other, by=alice)

    def test_one_that_is_open_beside_is_not_opened_twice(self, draft):
        begin_branch(draft=draft, branch="b")
        with pytest.raises(Refused, match=r"^That way is open as another draft already: the intake page lists it\.$"):
            read_branch(draft=draft, branch="b")
        assert turns_of(parsed_of(IntakeDraft.objects.get(pk=draft.pk))) == turns_of(tree().parsed)

    def test_one_that_is_stored_is_not_begun(self, draft, alice, comparison):
        record_document(comparison=comparison, document=tree("b"), by=alice)
        for begin in (begin_branch, read_branch):
            with pytest.raises(Refused, match=r"^This is stored already, since "):
                begin(draft=draft, branch="b")

    @pytest.mark.parametrize("read", [read_anew, partial(read_branch, branch="b")])
    def test_one_that_was_discarded_meanwhile_does_not_come_back(self, draft, read):
        discard_draft(draft=IntakeDraft.objects.get())
        with pytest.raises(DraftEnded):
            read(draft=draft)
        assert not IntakeDraft.objects.exists()

    def test_there_is_no_such_branch(self, draft):
        with pytest.raises(IntakeError, match=r"^tree\.json has no other branch “nowhere”\.$"):
            read_branch(draft=draft, branch="nowhere")

    def test_a_branch_that_goes_on_later_is_told_from_the_other(self, comparison, alice, draft):
        store_draft(draft=draft, by=alice)
        (second,) = record_document(comparison=comparison, document=tree("b"), by=alice)
        longer = conversation(*TREE["mapping"].values(), node("z", "b", "user", "Truly?"), current_node="z")
        data = as_bytes(longer)
        (grown,) = record_document(
            comparison=comparison, document=Document(data, "", "application/json", parse(data)), by=alice
        )
        assert (grown, said(grown)) == (second, [("Why do kites fly?", "By magic."), ("Truly?", "")])
