"""All that becomes public is listed, and what may be private is pointed out where it stands."""

import pytest

from collation.publish.document.leaving import Pointed, WordsInContext, grouped, pointed_out, public_texts
from reviews.domain.marks import place_mark
from tests.factories import make_transcript

MAIL = "ada@owls.example"


@pytest.fixture
def document(comparison, ada, safe, bob, drafted):
    prompt = f"Is it safe? My address is {MAIL}."
    dora = make_transcript(comparison, "Dora", (prompt, "It is safe. Ask [us](mailto:post@owls.example)."))
    place_mark(question=safe, transcript=dora, by=bob, value="yes", rationale=f"{MAIL} says so.")
    return drafted()


def test_each_text_is_listed_with_its_place(document):
    texts = public_texts(document)
    assert ("Title and finding", "They part.") in texts
    assert ("Dora, the prompt of turn 1", f"Is it safe? My address is {MAIL}.") in texts
    assert ("Dora, turn 1", "It is safe. Ask us.") in texts
    assert ("Dora, turn 1", "mailto:post@owls.example") in texts
    assert ("“Is it safe?”, Dora: a mark", f"{MAIL} says so.") in texts
    assert len(texts) == len(set(texts))
    assert [where for where, _ in grouped(texts)][:2] == ["Title and finding", "The comparison and its paper"]


def test_replies_and_answers_of_later_rounds_are_listed_by_what_they_are(document):
    document["rejoinders"] = [{"name": "Wren", "says": "author", "domain": "owls.example", "text": "Not so."}]
    document["rows"][0]["cells"][0]["round_2"] = {"respondent": "ada-2", "passages": [{"text": "Again."}]}
    texts = public_texts(document)
    assert [text for where, text in texts if where == "A reply of those concerned"] == [
        "Wren",
        "owls.example",
        "Not so.",
    ]
    assert [text for where, text in texts if where.endswith(": its answer of a later round")] == ["Again."]


def test_a_text_at_a_place_that_is_not_known_is_listed_all_the_same(document):
    document["novelties"] = [{"told": [f"Write to {MAIL}."]}]
    document["rows"][0]["cells"][0]["novelty"] = "A note."
    texts = public_texts(document)
    assert ("Elsewhere in the document (novelties)", f"Write to {MAIL}.") in texts
    assert any(text == "A note." for _, text in texts)


def test_what_may_be_private_is_pointed_out_once_with_each_place(document):
    first, second = pointed_out(public_texts(document))
    assert first == Pointed(
        MAIL,
        "an e-mail address",
        (
            WordsInContext("Dora, the prompt of turn 1", "Is it safe? My address is ", MAIL, "."),
            WordsInContext("“Is it safe?”, Dora: a mark", "", MAIL, " says so."),
        ),
        0,
    )
    assert second.words == "post@owls.example"
