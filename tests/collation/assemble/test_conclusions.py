"""Conclusions as one viewer may know them."""

from collation.assemble.collation import collation_document
from collation.assemble.conclusions import conclusions_of, team_answers
from reviews.domain.conclusions import conclude
from reviews.domain.transcripts import archive_transcript
from reviews.lens import lens


def test_a_conclusion_names_whom_it_quotes_and_goes_into_the_document(comparison, bert, safe, alice, bob):
    assert "conclusions" not in collation_document(comparison)
    conclude(question=safe, by=alice, answer="It is.", evidence=["by five people for a year"])
    (found,) = conclusions_of(comparison, lens(bob, comparison))
    assert (found.question, found.answer, found.by) == ("safe", "It is.", "Alice")
    assert [(one.text, one.name, one.key) for one in found.evidence] == [("by five people for a year", "Bert", "bert")]
    assert collation_document(comparison)["conclusions"][0]["evidence"][0]["respondent"] == "bert"
    archive_transcript(transcript=bert)
    (found,) = conclusions_of(comparison, lens(bob, comparison))
    assert found.evidence == ()


def test_a_blind_reviewer_sees_none(comparison, bert, safe, alice, bob):
    conclude(question=safe, by=alice, answer="It is.")
    comparison.others_hidden = True
    comparison.save()
    assert conclusions_of(comparison, lens(bob, comparison)) == ()
    assert conclusions_of(comparison, lens(alice, comparison))
    assert team_answers(comparison, lens(bob, comparison)) == {}
    assert team_answers(comparison, lens(alice, comparison)) == {"safe": "It is."}
