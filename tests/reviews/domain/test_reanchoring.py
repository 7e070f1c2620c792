"""Placements, points and evidence find their words again when a document is corrected."""

import pytest

from reviews.domain.annotations import annotate, delete_annotation, restore_annotation
from reviews.domain.cells import cell_of
from reviews.domain.conclusions import conclude, undo_conclusion
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import resolve_cell
from reviews.domain.reanchoring import confirm_again
from reviews.domain.sources import correct_source, record_document
from reviews.intake import corrections
from reviews.models import Annotation, Cause, Conclusion, Mark, Placement, Response, Transcript
from tests.reviews.domain.two_voices import PARTS, document, read, split


@pytest.fixture
def owl(recorded) -> Transcript:
    return recorded[0]


def place(response: Response, words: str, by, question) -> Placement:
    start = response.text.index(words)
    return Placement.objects.create(
        response=response,
        question=question,
        start=start,
        end=start + len(words),
        quotation=words,
        belongs=True,
        created_by=by,
        created_at=response.created_at,
    )


def mark(transcript: Transcript, response: Response, quote: str, by, question) -> Mark:
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


def test_points_find_their_words_again_or_stay_behind(owl, alice):
    first = owl.responses.first()
    places = [(first.text.index(words), words) for words in ("works at night", "By day it sleeps")]
    finding = gather_finding(
        comparison=owl.comparison,
        by=alice,
        title="Night",
        kind="strength",
        spans=[NewPoint(first, start, start + len(words)) for start, words in places],
    )
    correct_source(source=owl.source, parsed=split(), by=alice)
    successor = owl.responses.current().first()
    assert [
        (point.response, point.response.text[point.start : point.end], point.quotation)
        for point in finding.points.order_by("-response")
    ] == [(successor, "works at night", "works at night"), (first, "By day it sleeps", "By day it sleeps")]


def test_placements_find_their_words_or_stay_as_orphans(owl, alice):
    question = owl.comparison.questions.first()
    first = owl.responses.first()
    kept = place(first, "works at night", alice, question)
    lost = place(first, "By day it sleeps.", alice, question)
    correct_source(source=owl.source, parsed=split(), by=alice)
    successor = owl.responses.current().first()
    carried = successor.placements.get()
    assert successor.text[carried.start : carried.end] == "works at night"
    assert (carried.created_by, carried.created_at, carried.belongs) == (alice, kept.created_at, True)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.orphaned, lost.orphaned) == (False, True)


def test_placements_follow_words_to_another_respondent(recorded, alice):
    owl, lark = recorded
    second = owl.responses.last()
    place(second, "lid on", alice, owl.comparison.questions.first())
    parsed = read()
    index = corrections.piece_at(parsed, parsed.text.index("Safe enough"))
    correct_source(source=owl.source, parsed=corrections.set_voice(parsed, index, 1, to_the_end=False), by=alice)
    carried = lark.responses.current().first().placements.get()
    assert carried.response.text[carried.start : carried.end] == "lid on"


def test_marks_ask_to_be_confirmed_again_and_keep_their_evidence(recorded, alice, bob):
    owl, lark = recorded
    question = owl.comparison.questions.first()
    judged = mark(owl, owl.responses.first(), "works at night", bob, question)
    other = mark(lark, lark.responses.first(), "loose", bob, question)
    correct_source(source=owl.source, parsed=split(), by=alice)
    judged.refresh_from_db()
    other.refresh_from_db()
    assert (judged.confirm_again, other.confirm_again) == (True, False)
    assert judged.response == owl.responses.current().first()
    assert judged.response.text[judged.start : judged.end] == "works at night"
    assert judged.history.filter(confirm_again=True, history_user=alice).exists()


def test_words_that_stand_twice_are_found_where_they_stand_first(owl, alice):
    first = owl.responses.first()
    place(first, "t", alice, owl.comparison.questions.first())
    correct_source(source=owl.source, parsed=split(), by=alice)
    carried = owl.responses.current().first().placements.get()
    assert (carried.response.text, carried.start, carried.end) == ("It works at night.", 1, 2)


def test_a_placement_that_another_one_is_by_now_is_not_carried_twice(owl, alice, bob):
    question = owl.comparison.questions.first()
    first = owl.responses.first()
    place(first, "It works", alice, question)
    start = first.text.index("at night")
    place(first, "at night", bob, question)
    Placement.objects.filter(start=start).update(quotation="It works", end=start + len("It works"))
    correct_source(source=owl.source, parsed=split(), by=alice)
    assert [one.created_by for one in owl.responses.current().first().placements.all()] == [alice]


def test_what_is_to_be_confirmed_names_the_cause_and_who_changed_the_words(owl, alice, bob):
    question = owl.comparison.questions.first()
    judged = mark(owl, owl.responses.first(), "works at night", bob, question)
    resolve_cell(question=question, transcript=owl, by=alice, value="yes", why="It says so.")
    confirm_again(owl, bob, Cause.CORRECTED)
    confirm_again(owl, alice, Cause.CORRECTED)
    judged.refresh_from_db()
    newest = judged.history.first()
    assert (judged.confirm_again, newest.history_user, newest.history_change_reason) == (
        True,
        bob,
        "document corrected",
    )
    resolution = judged.cell.resolution
    assert resolution.confirm_again
    assert [row.history_user for row in resolution.history.all()] == [bob, alice]


def annotated() -> list[tuple[str, str, bool]]:
    """The quotation of each annotation, the text of its response, and whether it is an orphan."""
    stored = Annotation.objects.order_by("pk").select_related("response")
    assert all(one.response.text[one.start : one.end] == one.quotation for one in stored)
    return [(one.quotation, one.response.text, one.orphaned) for one in stored]


def test_annotations_move_with_their_words_and_stay_as_orphans_without_them(owl, alice, bob):
    first = owl.responses.first()
    for quote in ("works at night", "By day it sleeps"):
        annotate(response=first, by=bob, quote=quote, label="claim")
    correct_source(source=owl.source, parsed=split(), by=alice)
    assert annotated() == [
        ("works at night", "It works at night.", False),
        ("By day it sleeps", first.text, True),
    ]
    moved, lost = Annotation.objects.order_by("pk")
    assert (moved.prefix, moved.suffix) == ("It ", ".")
    assert [record.history_change_reason for record in moved.history.all()] == [Cause.REANCHORED, None]
    assert {record.history_user for record in (*moved.history.all(), *lost.history.all())} == {alice, bob}


def test_an_orphan_comes_back_when_the_correction_is_taken_back(owl, alice, bob):
    annotate(response=owl.responses.first(), by=bob, quote="By day it sleeps", label="claim")
    correct_source(source=owl.source, parsed=split(), by=alice)
    correct_source(source=owl.source, parsed=read(), by=alice)
    (one,) = Annotation.objects.all()
    assert (one.orphaned, one.response) == (False, owl.responses.current().first())
    assert annotated() == [("By day it sleeps", one.response.text, False)]


def test_a_deleted_annotation_moves_too_so_that_it_can_be_put_back(owl, alice, bob):
    made = annotate(response=owl.responses.first(), by=bob, quote="works at night", label="claim")
    delete_annotation(annotation=made, by=bob)
    correct_source(source=owl.source, parsed=split(), by=alice)
    restore_annotation(annotation=made, by=bob)
    assert annotated() == [("works at night", "It works at night.", False)]


def test_annotations_follow_words_to_another_respondent_and_into_merged_turns(recorded, alice, bob):
    owl, lark = recorded
    annotate(response=owl.responses.last(), by=bob, quote="with the lid on", label="hedge")
    annotate(response=lark.responses.first(), by=bob, quote="the lid is loose", label="claim")
    parsed = read()
    index = corrections.piece_at(parsed, parsed.text.index("Safe enough"))
    correct_source(source=owl.source, parsed=corrections.set_voice(parsed, index, 1, to_the_end=False), by=alice)
    assert [(quotation, orphaned) for quotation, _, orphaned in annotated()] == [
        ("with the lid on", False),
        ("the lid is loose", False),
    ]
    assert {one.response.transcript for one in Annotation.objects.all()} == {lark}


def test_words_that_only_read_alike_do_not_take_an_annotation_over(owl, alice, bob):
    parsed = read((*PARTS[:2], ("answer", 0, "It works. By day it works, at night it does not.\n\n"), *PARTS[3:]))
    (first, _) = record_document(comparison=owl.comparison, document=document(parsed, b"other"), by=alice)
    at = f"0+{len('Itworks.Bydayit')}"
    annotate(response=first.responses.first(), by=bob, quote="works", at=at, label="claim")
    start = parsed.text.index("By day")
    end = parsed.text.index("Is it safe?")
    correct_source(source=first.source, parsed=corrections.carve(parsed, start, end, "prompt"), by=alice)
    assert first.responses.current().first().text == "It works."
    assert [(quotation, orphaned) for quotation, _, orphaned in annotated()] == [("works", True)]


def test_conclusions_quote_the_corrected_answer_and_so_does_what_is_undone(owl, alice):
    question, first = owl.comparison.questions.first(), owl.responses.first()
    conclude(question=question, by=alice, answer="At night.", evidence=["works  at night", "By day it sleeps"])
    conclude(question=question, by=alice, answer="Who knows?")
    correct_source(source=owl.source, parsed=split(), by=alice)
    undo_conclusion(question=question, by=alice)
    successor = owl.responses.current().first()
    assert [
        (place["response"], successor.text[place["start"] : place["end"]], place["text"])
        for place in Conclusion.objects.get().evidence[:1]
    ] == [(successor.pk, "works at night", "works at night")]
    start = first.text.index("By day")
    gone = {"response": first.pk, "start": start, "end": start + 16, "text": "By day it sleeps", "page": None}
    assert Conclusion.objects.get().evidence[1:] == [gone]
