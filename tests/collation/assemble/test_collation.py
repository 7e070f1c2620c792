"""The reading of a comparison that changes while it is being read."""

from collation.assemble.collation import collate
from reviews.domain.comparisons import archive_question
from reviews.domain.sources import archive_transcript, restore_transcript
from reviews.models import Comparison
from tests.factories import make_transcript


def names(comparison: Comparison) -> list[str]:
    return [respondent.name for respondent in collate(comparison).respondents]


def test_a_change_between_the_look_at_the_comparison_and_at_its_record(comparison, alice):
    make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    bert = make_transcript(comparison, "Bert", ("Is it safe?", "It is not."))
    seen_before = Comparison.objects.get(pk=comparison.pk)
    assert names(seen_before) == ["Ada", "Bert"]
    archive_transcript(transcript=bert)
    archive_question(question=comparison.questions.get(key="works"), by=alice)
    assert names(seen_before) == ["Ada"]
    rows = collate(seen_before).rows
    assert [(row.question.key, len(row.cells)) for row in rows] == [("safe", 1), ("code_safe", 1)]
    restore_transcript(transcript=bert)
    assert names(seen_before) == names(Comparison.objects.get(pk=comparison.pk)) == ["Ada", "Bert"]
