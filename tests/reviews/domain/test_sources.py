"""What documents become in the record, and what a later correction does to it."""

from dataclasses import replace

import pytest

from reviews.domain.cells import cell_of
from reviews.domain.documents import pack, unpack
from reviews.domain.sources import correct_source, record_document
from reviews.domain.transcripts import archive_transcript, restore_transcript
from reviews.intake import corrections
from reviews.intake.document import Parsed, Voice
from reviews.models import Mark, Respondent, Response, Source, Transcript
from reviews.refusal import Refused
from tests.factories import make_transcript
from tests.reviews.domain.two_voices import LARK, OWL, document, read, said, split


class TestRecordDocument:
    def test_each_voice_gets_a_transcript_with_its_turns(self, recorded):
        owl, lark = recorded
        assert (owl.key, owl.respondent.name, owl.respondent.kind, owl.publish) == ("owl", "Owl", "model", "full")
        assert said(owl) == [
            ("Does it work?", "It works at night.\nBy day it sleeps."),
            ("Is it safe?", "Safe enough, with the lid on."),
        ]
        assert (lark.key, lark.respondent.kind, lark.publish) == ("lark", "person", "quotations")
        assert said(lark) == [("", "A reader's note: the lid is loose.")]

    def test_the_bytes_and_the_pieces_are_kept(self, comparison, alice):
        record_document(comparison=comparison, document=document(), by=alice)
        source = Source.objects.get()
        assert bytes(source.data) == b"the bytes"
        assert (source.sha256, source.name, source.created_by) == (document().sha256, "owl.md", alice)
        packed = {"markup": source.markup, "format": source.format, "pieces": source.pieces, "voices": source.voices}
        assert unpack(source.text, {**packed, "title": "", "warnings": []}) == read()

    def test_what_is_stored_and_what_is_set_aside_cover_the_source(self, recorded):
        source = Source.objects.get()
        ranges = [tuple(one) for response in Response.objects.all() for one in response.ranges]
        aside = [
            (piece["start"], piece["end"], piece["role"])
            for piece in source.pieces
            if piece["role"] in ("marker", "furniture")
        ]
        assert sorted(ranges + aside) == [(piece.start, piece.end, piece.role) for piece in read().pieces]

    def test_both_counters_are_raised_once(self, comparison, alice):
        before = comparison.revision, comparison.text_revision
        record_document(comparison=comparison, document=document(), by=alice)
        comparison.refresh_from_db()
        assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1] + 1)
        assert comparison.summary["respondents"] == ["Owl", "Lark"]

    def test_the_same_bytes_store_nothing_twice(self, comparison, alice, recorded):
        revision = comparison.revision
        again = record_document(comparison=comparison, document=document(), by=alice)
        assert again == recorded
        assert (Source.objects.count(), Transcript.objects.count(), Response.objects.count()) == (1, 2, 3)
        comparison.refresh_from_db()
        assert comparison.revision == revision

    def test_the_same_respondent_again_gets_a_key_of_its_own(self, comparison, alice, recorded):
        owl, _lark = record_document(comparison=comparison, document=document(data=b"others"), by=alice, round=2)
        assert (owl.key, owl.round, owl.position) == ("owl-2", 2, 2)
        assert owl.respondent == recorded[0].respondent

    def test_another_version_is_another_respondent(self, comparison, alice):
        for version in ("1", "2", "1"):
            parsed = read(voices=(replace(OWL, version=version), LARK))
            record_document(comparison=comparison, document=document(parsed, version.encode() * 9), by=alice)
        assert list(Respondent.objects.filter(identity__name="Owl").values_list("key", "version")) == [
            ("owl", "1"),
            ("owl-2", "2"),
        ]

    def test_a_document_of_prompts_alone_stores_nothing(self, comparison, alice):
        parsed = read((("prompt", 0, "Does it work?"),), (OWL,))
        with pytest.raises(Refused, match="Nobody answers anything here: every part is a prompt or page furniture"):
            record_document(comparison=comparison, document=document(parsed), by=alice)
        comparison.refresh_from_db()
        assert (Source.objects.count(), Transcript.objects.count(), comparison.revision) == (0, 0, 1)

    def test_a_respondent_needs_a_name(self, comparison, alice):
        with pytest.raises(Refused, match="a respondent needs a name"):
            record_document(comparison=comparison, document=document(read(voices=(Voice(" "), LARK))), by=alice)
        assert Source.objects.count() == 0

    def test_names_longer_than_the_record_are_cut_and_found_again(self, comparison, alice):
        parsed = read(voices=(Voice("O" * 150, link="https://example.org/" + "x" * 1000), LARK))
        (owl, _lark) = record_document(comparison=comparison, document=document(parsed), by=alice)
        assert (owl.respondent.name, owl.link) == ("O" * 100, "")
        correct_source(source=owl.source, parsed=parsed, by=alice)
        assert Respondent.objects.count() == 2


class TestCorrectSource:
    @pytest.fixture
    def owl(self, recorded):
        return recorded[0]

    def correct(self, transcript: Transcript, parsed: Parsed, by):
        return correct_source(source=transcript.source, parsed=parsed, by=by)

    def mark(self, transcript: Transcript, response: Response, quote: str, by, question) -> Mark:
        start = response.text.index(quote)
        return Mark.objects.create(
            cell=cell_of(comparison=transcript.comparison, question=question, transcript=transcript),
            reviewer=by,
            value="yes",
            response=response,
            start=start,
            end=start + len(quote),
            quotation=quote,
            created_at=response.created_at,
        )

    def test_changed_turns_get_successors_and_others_stay(self, owl, alice):
        first, second = owl.responses.all()
        self.correct(owl, split(), alice)
        assert said(owl) == [
            ("Does it work?", "It works at night."),
            ("By day it sleeps.\n\nIs it safe?", "Safe enough, with the lid on."),
        ]
        for old in (first, second):
            old.refresh_from_db()
            assert old.superseded_at is not None
        assert [list(one.predecessors.all()) for one in owl.responses.current()] == [[first], [first, second]]

    def test_a_turn_alike_keeps_its_row(self, owl, alice):
        _first, second = owl.responses.all()
        parsed = read()
        start = parsed.text.index("By day")
        self.correct(owl, corrections.carve(parsed, start, start + len("By day "), "furniture"), alice)
        assert list(owl.responses.current()) == [Response.objects.latest("pk"), second]
        assert said(owl)[0] == ("Does it work?", "It works at night.\nit sleeps.")

    def test_nothing_changed_makes_no_successor(self, owl, alice):
        mark = self.mark(owl, owl.responses.first(), "works", alice, owl.comparison.questions.first())
        before = list(owl.responses.all())
        self.correct(owl, read(), alice)
        mark.refresh_from_db()
        assert list(owl.responses.all()) == before
        assert not mark.confirm_again

    def test_both_counters_are_raised_once(self, owl, alice, comparison):
        comparison.refresh_from_db()
        before = comparison.revision, comparison.text_revision
        self.correct(owl, split(), alice)
        comparison.refresh_from_db()
        assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1] + 1)

    def test_a_voice_that_says_nothing_is_archived_and_comes_back_when_it_speaks(self, recorded, alice):
        owl, lark = recorded
        parsed = read()
        silent = corrections.carve(parsed, parsed.text.index("A reader's note"), len(parsed.text), "furniture")
        assert self.correct(owl, silent, alice) == [owl]
        lark.refresh_from_db()
        assert lark.archived_at is not None
        assert said(lark) == []
        with pytest.raises(Refused, match="left this respondent nothing to say"):
            restore_transcript(transcript=lark)
        assert self.correct(owl, parsed, alice) == [owl, lark]
        lark.refresh_from_db()
        assert lark.archived_at is None
        assert said(lark) == [("", "A reader's note: the lid is loose.")]

    def test_what_a_person_took_out_stays_out(self, recorded, alice):
        owl, lark = recorded
        archive_transcript(transcript=lark)
        self.correct(owl, split(), alice)
        lark.refresh_from_db()
        assert lark.archived_at is not None
        restore_transcript(transcript=lark)
        lark.refresh_from_db()
        assert lark.archived_at is None

    def test_a_new_voice_gets_a_transcript_of_the_round(self, owl, alice):
        parsed = read()
        index = corrections.piece_at(parsed, parsed.text.index("Is it safe?"))
        found = correct_source(
            source=owl.source, parsed=corrections.start_voice(parsed, index, Voice("Wren")), by=alice, round=2
        )
        assert [(one.key, one.round) for one in found] == [("owl", 1), ("lark", 1), ("wren", 2)]
        assert said(owl) == [("Does it work?", "It works at night.\nBy day it sleeps.")]

    def test_a_new_name_is_another_respondent_and_the_same_column(self, owl, alice):
        parsed = corrections.describe_voice(read(), 0, replace(OWL, name="Barn owl", evidence_basis="full_paper"))
        (found, _lark) = self.correct(owl, parsed, alice)
        found.refresh_from_db()
        assert (found.pk, found.key, found.respondent.name) == (owl.pk, "owl", "Barn owl")
        assert found.evidence_basis == "full_paper"

    def test_a_correction_that_leaves_no_answer_changes_nothing(self, owl, alice):
        parsed = read()
        nobody = replace(parsed, pieces=tuple(replace(one, role="furniture", voice=None) for one in parsed.pieces))
        with pytest.raises(Refused, match="Nobody answers anything here"):
            self.correct(owl, nobody, alice)
        source = Source.objects.get()
        assert source.pieces == pack(parsed)["pieces"]
        assert len(said(owl)) == 2


@pytest.mark.parametrize(("heading", "kind"), [("## Is it safe?", "heading"), ("## Is it pretty?", "code")])
def test_code_left_open_ends_at_a_question_of_the_comparison_alone(comparison, heading, kind):
    said = f"Yes:\n\n```py\nx = 1\n\n{heading}\n\nNo."
    response = make_transcript(comparison, "Ada", ("All?", said)).responses.get()
    at = response.text.index(heading.removeprefix("## "))
    [block] = [block for block in response.blocks if block[2] <= at < block[3]]
    assert (block[0], response.source_text) == (kind, said)
