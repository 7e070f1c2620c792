"""What is let out, of whom, and under which names."""

import hashlib
import json

import pytest

from collation.publish.freeze import freeze, proposal
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.name_consents import stay_numbered
from reviews.domain.phases import set_phase
from reviews.domain.publications import canonical
from reviews.domain.sources import correct_source, record_document
from reviews.domain.transcripts import choose_publishing, publish_turn
from reviews.models import Phase, Publication
from reviews.refusal import Refused
from tests.factories import MembershipFactory, agree, make_transcript
from tests.reviews.domain import two_voices

WORDS = {"title": "Owls", "finding": "They part."}


def cell(document: dict, question: str, respondent: str) -> dict:
    row = next(row for row in document["rows"] if row["question"] == question)
    return next(cell for cell in row["cells"] if cell["respondent"] == respondent)


def test_a_full_text_is_published_with_the_words_that_carry_it_painted(comparison, bert, safe, bob, drafted):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="Owl-2 is safe")
    document = drafted()
    (passage,) = cell(document, "safe", "bert")["passages"]
    assert passage["text"] == "Is it safe?\nYes, Owl-2 is safe. It was tested by five people for a year."
    assert passage["html"] == (
        "<h2>Is it safe?</h2><p>Yes, <mark>Owl-2 is safe</mark>."
        " It was tested <strong>by five people</strong> for a year.</p>"
    )
    transcript = document["transcripts"][1]
    assert (transcript["respondent"], transcript["publish"]) == ("bert", "full")
    assert [turn["prompt"] for turn in transcript["responses"]] == [
        "Does it work? Is it safe? Is the code it produces safe?"
    ]


def test_of_a_person_only_quotations_are_published(comparison, ada, safe, bob, drafted):
    dora = make_transcript(
        comparison, "Dora", ("", "Before.\n\nOwl-2 is <b>not</b> safe, I think.\n\nAfter."), kind="person"
    )
    place_mark(question=safe, transcript=dora, by=bob, value="no", evidence="not safe, I think")
    document = drafted()
    (passage,) = cell(document, "safe", "dora")["passages"]
    assert (passage["text"], passage["html"]) == ("not safe, I think", "<p>not safe, I think</p>")
    assert (document["transcripts"][1]["publish"], document["transcripts"][1]["responses"]) == ("quotations", [])
    for word in ("Before", "After"):
        assert word not in json.dumps(document)


def test_nothing_of_a_transcript_is_nowhere_in_the_document(comparison, bert, safe, alice, bob, drafted):
    hidden = make_transcript(
        comparison, "Xenophon", ("Is it safe, Zephyr asks?", "Is it safe? Quuxly not."), evidence_quote="Frobnicated"
    )
    place_mark(question=safe, transcript=hidden, by=alice, value="no", rationale="Blorpish.")
    resolve_cell(question=safe, transcript=hidden, by=alice, value="no", why="Grault.")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    choose_publishing(transcript=hidden, publish="nothing")
    agree(comparison, alice, bob)
    document = drafted()
    for word in ("enophon", "Zephyr", "Quuxly", "Frobnicated", "Blorpish", "Grault", "Alice"):
        assert word not in json.dumps(document)
    head = document["publication"]
    assert (head["reviewers"], head["marks"], head["left_out"]) == (1, 1, 1)
    assert [each["key"] for each in document["respondents"]] == ["ada", "bert"]


def test_what_is_left_out_counts_in_no_figure(comparison, ada, bert, safe, bob, drafted):
    for transcript, value in ((ada, "no"), (bert, "yes")):
        place_mark(question=safe, transcript=transcript, by=bob, value=value)
    assert drafted()["rows"][1]["divergence"] == 1
    choose_publishing(transcript=ada, publish="nothing")
    assert drafted()["rows"][1]["divergence"] is None


def test_reviewers_are_numbered_unless_named_and_never_addressed(comparison, ada, bert, safe, alice, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    place_mark(question=safe, transcript=ada, by=alice, value="unclear")
    resolve_cell(question=safe, transcript=ada, by=alice, value="no", why="By vote.")
    told = cell(drafted(), "safe", "ada")
    assert [mark["by"] for mark in told["marks"]] == ["Reviewer 1", "Reviewer 2"]
    assert told["resolution"] == {"verdict": "no", "by": "Reviewer 2", "why": "By vote."}
    assert "Bob" not in json.dumps(drafted())
    agree(comparison, bob, alice)
    named = drafted()
    assert [mark["by"] for mark in cell(named, "safe", "ada")["marks"]] == ["Bob", "Alice"]
    assert "@example.org" not in json.dumps(named)


def test_each_reviewer_agrees_alone_and_may_take_it_back(comparison, ada, safe, alice, bob, drafted):
    for user in (bob, alice):
        place_mark(question=safe, transcript=ada, by=user, value="no")
    agree(comparison, alice)
    document = drafted()
    assert [mark["by"] for mark in cell(document, "safe", "ada")["marks"]] == ["Reviewer 1", "Alice"]
    assert (document["publication"]["named"], document["publication"]["people"]) == (True, ["Alice"])
    assert "Bob" not in json.dumps(document)
    first = freeze(comparison=comparison, by=alice, **WORDS)
    stay_numbered(comparison=comparison, by=alice)
    head = drafted()["publication"]
    assert (head["named"], "people" in head) == (False, False)
    second = freeze(comparison=comparison, by=alice, **WORDS)
    assert "Alice" not in second.document
    assert "Alice" in Publication.objects.get(number=first.number).document, "what is published never changes"


def test_a_name_that_looks_like_a_number_is_told_apart(comparison, team, ada, safe, bob, drafted):
    two = MembershipFactory(team=team, user__name="Reviewer 2", user__email="two@example.org").user
    for user in (two, bob):
        place_mark(question=safe, transcript=ada, by=user, value="no")
    agree(comparison, two)
    assert [mark["by"] for mark in cell(drafted(), "safe", "ada")["marks"]] == ["Reviewer 2", "Reviewer 2 (2)"]


def test_two_reviewers_of_one_name_stay_two(comparison, team, ada, safe, bob, drafted):
    other = MembershipFactory(team=team, user__name="Bob", user__email="other@example.org").user
    nameless = MembershipFactory(team=team, user__name="", user__email="nobody@example.org").user
    for user in (bob, other, nameless):
        place_mark(question=safe, transcript=ada, by=user, value="no")
    assert [mark["by"] for mark in cell(drafted(), "safe", "ada")["marks"]] == [
        "Reviewer 1",
        "Reviewer 2",
        "Reviewer 3",
    ]
    agree(comparison, bob, other, nameless)
    named = drafted()
    assert [mark["by"] for mark in cell(named, "safe", "ada")["marks"]] == ["Bob", "Bob (2)", "Reviewer 3"]
    assert named["publication"]["reviewers"] == 3


def test_a_turn_that_answers_no_question_is_published_when_someone_says_so(comparison, ada, drafted):
    talk = make_transcript(
        comparison, "Cleo", ("Is it safe?", "Owl-2 is safe."), ("A poem?", "Feathers fall softly at dusk.")
    )
    assert "Feathers" not in json.dumps(drafted())
    publish_turn(response=talk.responses.get(position=1), anyway=True)
    assert [turn["text"] for turn in drafted()["transcripts"][1]["responses"]] == [
        "Owl-2 is safe.",
        "Feathers fall softly at dusk.",
    ]


def test_a_version_is_numbered_hashed_and_moves_the_comparison_to_published(comparison, bert, alice):
    publication = freeze(comparison=comparison, by=alice, **WORDS)
    document = json.loads(publication.document)
    assert publication.number == 1
    assert publication.document == canonical(document)
    assert publication.sha256 == hashlib.sha256(publication.document.encode()).hexdigest()
    assert document["publication"] == {
        "slug": "owl-2",
        "title": "Owls",
        "finding": "They part.",
        "named": False,
        "reviewers": 0,
        "marks": 0,
        "left_out": 0,
        "number": 1,
        "published_at": document["publication"]["published_at"],
    }
    comparison.refresh_from_db()
    assert comparison.phase == Phase.PUBLISHED
    assert publication.created_by == alice


def test_the_same_again_is_not_kept_again_and_a_change_is(comparison, bert, safe, alice, bob):
    first = freeze(comparison=comparison, by=alice, **WORDS)
    assert freeze(comparison=comparison, by=alice, **WORDS) == first
    set_phase(comparison=comparison, by=alice, phase="reconcile")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    second = freeze(comparison=comparison, by=alice, **WORDS)
    assert second.number == 2
    assert Publication.objects.get(number=1).document == first.document


def test_what_cannot_be_published_is_refused_and_leaves_nothing(comparison, ada, alice):
    with pytest.raises(Refused, match="Give the publication a title"):
        freeze(comparison=comparison, by=alice, title="  ", finding="")
    choose_publishing(transcript=ada, publish="nothing")
    with pytest.raises(Refused, match="There is nothing to publish"):
        freeze(comparison=comparison, by=alice, **WORDS)
    assert not Publication.objects.exists()


def test_what_is_not_complete_is_refused_by_the_place(comparison, bert, alice, monkeypatch, drafted):
    broken = drafted()
    broken["rows"][1]["cells"].pop()
    monkeypatch.setattr("collation.publish.freeze.draft", lambda *_, **__: broken)
    with pytest.raises(Refused) as refused:
        freeze(comparison=comparison, by=alice, **WORDS)
    said = "This is not complete, so it is not published. “Is it safe?”, Bert: there is no cell."
    assert str(refused.value) == said
    assert not Publication.objects.exists()


def test_the_words_at_hand_are_the_last_versions_else_the_computed_ones(comparison, ada, bert, safe, alice, bob):
    computed = proposal(comparison)[0]
    assert computed.title == "Owl-2"
    assert computed.finding.startswith("They differ most on “Is it safe?” (1.00, 2 of 2 read): Ada no, Bert yes.")
    freeze(comparison=comparison, by=alice, title="Owls", finding=computed.finding)
    set_phase(comparison=comparison, by=alice, phase="reconcile")
    for transcript in (ada, bert):
        place_mark(question=safe, transcript=transcript, by=bob, value="no")
    later = proposal(comparison)[0]
    assert later.title == "Owls"
    assert later.finding != computed.finding, "a computed sentence is computed again"
    assert "Is it safe?" not in later.finding
    freeze(comparison=comparison, by=alice, **WORDS)
    assert vars(proposal(comparison)[0]) == WORDS


def test_a_prompt_is_published_with_its_turn_or_not_at_all(comparison, alice, drafted):
    asked = "Between us, at the Elm clinic: is it safe?"
    make_transcript(comparison, "Ines", (asked, "Yes, it is safe."))
    quoted = make_transcript(comparison, "Jon", (asked, "No, it is not safe."))
    make_transcript(comparison, "Kim", ("Does it work?", "It works."), ("And our secret plan, is it safe?", ""))
    choose_publishing(transcript=quoted, publish="quotations")
    document = drafted()
    assert cell(document, "safe", "ines")["prompt_as_asked"] == asked
    told = cell(document, "safe", "jon")
    assert (told["asked"], told["prompt_as_asked"]) == (cell(document, "safe", "ines")["asked"], None)
    assert "secret plan" not in json.dumps(document)


def test_a_prompt_asked_alike_is_published_with_an_answer_to_it(comparison, drafted):
    for name in ("Ines", "Jon"):
        turns = ("Does it work?", "It works."), ("Our cat is called Tim. What of its name?", "Tim is a fine name.")
        transcript = make_transcript(comparison, name, *turns)
        assert ("Tim" in json.dumps(drafted())) is (name == "Jon")
        choose_publishing(transcript=transcript, publish="quotations" if name == "Ines" else "full")
    assert "Tim" in json.dumps(drafted())
    choose_publishing(transcript=transcript, publish="quotations")
    assert "Tim" not in json.dumps(drafted())


def test_a_conclusion_keeps_its_quotation_when_a_document_is_corrected(comparison, safe, alice, drafted):
    owl, _ = record_document(comparison=comparison, document=two_voices.document(), by=alice)
    conclude(question=safe, by=alice, answer="It works.", evidence=["works at night"])
    correct_source(source=owl.source, parsed=two_voices.split(), by=alice)
    (conclusion,) = drafted()["conclusions"]
    assert conclusion["evidence"] == [{"respondent": "owl", "page": None, "quote": "works at night"}]
