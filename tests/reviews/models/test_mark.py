"""Which marks count."""

from django.utils import timezone

from reviews.models import Cell, Mark
from tests.factories import make_transcript


def test_a_submitted_revision_counts_instead_of_the_blind_mark(bob, comparison):
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    question = comparison.questions.get(key="safe")
    cell = Cell.objects.create(comparison=comparison, question=question, transcript=transcript)
    signed = {"cell": cell, "reviewer": bob, "created_at": timezone.now()}
    Mark.objects.create(value="no", stage="blind", **signed)
    revision = Mark.objects.create(value="yes", stage="revealed", state="draft", **signed)
    assert [mark.value for mark in Mark.objects.standing().filter(state="submitted")] == ["no"]
    revision.state = "submitted"
    revision.save()
    assert [mark.value for mark in Mark.objects.standing()] == ["yes"]
