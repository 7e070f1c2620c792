"""Conclusions: written, found, changed, undone."""

import pytest

from reviews.domain.conclusions import conclude, conclusion_says, undo_conclusion
from reviews.domain.deletion import delete_source
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.questions import archive_question
from reviews.models import Comparison, Conclusion
from reviews.refusal import Refused
from tests.factories import make_transcript


@pytest.fixture
def safe(comparison):
    make_transcript(comparison, "Ada", ("Is it safe?", "It is safe,\nmostly."))
    make_transcript(comparison, "Bert", ("Is it safe?", "We think it is safe, mostly."))
    comparison.paper.abstract = "Owls are harmless."
    comparison.paper.save()
    return comparison.questions.get(key="safe")


def test_the_words_of_a_conclusion_are_found_wherever_they_stand(safe, alice):
    words = {"answer": " It is. ", "why": "Two say so.", "settled_by": " A trial. "}
    conclude(question=safe, by=alice, **words, evidence=["is safe, mostly", "harmless"])
    conclusion = Conclusion.objects.get()
    assert (conclusion.answer, conclusion.why, conclusion.created_by) == ("It is.", "Two say so.", alice)
    assert conclusion.settled_by == "A trial."
    responses = {response.pk: response for one in safe.comparison.transcripts.all() for response in one.responses.all()}
    for place in conclusion.evidence[:2]:
        text = responses[place["response"]].text[place["start"] : place["end"]]
        assert " ".join(text.split()) == place["text"] == "is safe, mostly"
    assert len({place["response"] for place in conclusion.evidence[:2]}) == 2
    assert conclusion.evidence[2] == {"response": None, "start": 9, "end": 17, "text": "harmless", "page": 0}
    assert conclusion_says(conclusion)["evidence"] == ["is safe, mostly", "harmless"]


def test_what_is_refused_stores_nothing(safe, alice, bob):
    for given, field, words in (
        ({"answer": " "}, "answer", "Say what the team answers"),
        ({"answer": "Yes.", "evidence": ["It sings."]}, "evidence", "“It sings.” is in no answer"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            conclude(question=safe, by=alice, **given)
        assert refused.value.field == field
    seen = token(conclusion_says())
    conclude(question=safe, by=alice, answer="Yes.", seen=seen)
    with pytest.raises(Overtaken):
        conclude(question=safe, by=bob, answer="No.", seen=seen)
    with pytest.raises(Overtaken):
        undo_conclusion(question=safe, by=bob, seen=seen)
    archive_question(question=safe, by=alice)
    with pytest.raises(Refused, match="no longer asked"):
        conclude(question=safe, by=bob, answer="No.")
    assert Conclusion.objects.get().answer == "Yes."


def test_the_last_change_is_undone_whole(safe, alice, bob):
    first = {"answer": "Yes.", "settled_by": "A trial.", "evidence": ["harmless"]}
    conclude(question=safe, by=alice, **first)
    revision = Comparison.objects.get().revision
    conclude(question=safe, by=alice, **first)
    assert Comparison.objects.get().revision == revision
    conclude(question=safe, by=bob, answer="No.")
    undo_conclusion(question=safe, by=alice)
    conclusion = Conclusion.objects.get()
    assert (conclusion_says(conclusion), conclusion.created_by) == ({"why": "", **first}, alice)
    assert [row.history_user for row in conclusion.history.order_by("history_id")] == [alice, bob, alice]


def test_the_first_one_is_taken_back(safe, alice):
    conclude(question=safe, by=alice, answer="Yes.")
    undo_conclusion(question=safe, by=alice)
    undo_conclusion(question=safe, by=alice)
    assert not Conclusion.objects.exists()


def test_deleted_words_leave_conclusions_and_their_history(safe, alice):
    conclude(question=safe, by=alice, answer="Yes.", evidence=["is safe, mostly"])
    ada = safe.comparison.transcripts.get(key="ada")
    gone = ada.responses.get().pk
    delete_source(source=ada.source, by=alice)
    for rows in (Conclusion.objects, Conclusion.history):
        assert gone not in [place["response"] for row in rows.all() for place in row.evidence]
    assert len(Conclusion.objects.get().evidence) == 1
