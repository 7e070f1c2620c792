"""Who has marked how much: current cells of scored questions, and submitted marks."""

from reviews.domain.assignments import set_assignment
from reviews.domain.marks import place_mark
from reviews.domain.progress import OwnProgress, own_progress, progress_of
from reviews.domain.questions import archive_question, ask_question
from reviews.models import Mark, MarkState, Role
from tests.factories import MembershipFactory, make_comparison, make_transcript


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


def test_with_an_assignment_everyone_has_their_share_and_extra_marks_do_not_count(comparison, alice, bob):
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "It is."))
    make_transcript(comparison, "Kite", ("Is it safe?", "No."))
    set_assignment(comparison=comparison, by=alice, marks_per_cell=1, reviewers=[alice.pk, bob.pk])
    progress = progress_of(comparison)
    assert [(progress.asked(one.pk), progress.left(one.pk)) for one in (alice, bob)] == [(3, 3), (3, 3)]
    cell = comparison.cells.select_related("question", "transcript").filter(assignments__reviewer=alice).first()
    for person in (alice, bob):
        place_mark(question=cell.question, transcript=cell.transcript, by=person, value="yes")
    progress = progress_of(comparison)
    assert [(progress.asked(one.pk), progress.left(one.pk)) for one in (alice, bob)] == [(3, 2), (3, 3)]
    assert own_progress(bob, [comparison]) == {comparison.pk: OwnProgress(3, 0)}
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[alice.pk])
    assert [progress_of(comparison).left(one.pk) for one in (alice, bob)] == [5, 0]
    assert own_progress(bob, [comparison]) == {}
    assert owl.cells.exists()


def test_ones_own_progress_in_several_comparisons(comparison, alice, bob, charlie, team, django_assert_num_queries):
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "It is."))
    place_mark(question=comparison.questions.get(key="safe"), transcript=owl, by=alice, value="yes")
    other = make_comparison(alice, team, title="Kite")
    with django_assert_num_queries(5):
        mine = own_progress(alice, [comparison, other])
    assert mine == {comparison.pk: OwnProgress(3, 1), other.pk: OwnProgress(0, 0)}
    assert own_progress(bob, [comparison]) == {comparison.pk: OwnProgress(3, 0)}
    assert own_progress(charlie, [comparison]) == {}
    reader = MembershipFactory(team=team, user__name="Erin", role=Role.READER).user
    assert own_progress(reader, [comparison]) == {}
