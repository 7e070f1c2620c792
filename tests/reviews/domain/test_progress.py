"""Who has marked how much: current cells of scored questions, and submitted marks."""

from reviews.domain.marks import place_mark
from reviews.domain.progress import progress_of
from reviews.domain.questions import archive_question, ask_question
from reviews.models import Mark, MarkState
from tests.factories import make_transcript


def test_only_current_cells_of_scored_questions_and_submitted_marks_count(comparison, alice, bob):
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "It is."))
    make_transcript(comparison, "Kite", ("Is it safe?", "No."))
    safe, works = (comparison.questions.get(key=key) for key in ("safe", "works"))
    ask_question(comparison=comparison, by=alice, text="Who pays?", scored=False)
    for question, by, value in ((safe, bob, "yes"), (safe, alice, "abstained"), (works, alice, "yes")):
        place_mark(question=question, transcript=owl, by=by, value=value)
    progress = progress_of(comparison)
    assert (progress.cells, progress.marked) == (6, {bob.pk: 1, alice.pk: 2})
    assert [progress.left(person) for person in (bob.pk, alice.pk, 0)] == [5, 4, 6]
    Mark.objects.filter(reviewer=bob).update(state=MarkState.DRAFT)
    archive_question(question=works, by=alice)
    progress = progress_of(comparison)
    assert (progress.cells, progress.marked) == (4, {alice.pk: 1})


def test_without_transcripts_there_is_nothing_to_mark(comparison, bob):
    assert (progress_of(comparison).cells, progress_of(comparison).left(bob.pk)) == (0, 0)
