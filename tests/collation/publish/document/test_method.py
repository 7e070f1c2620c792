"""The sentences on how a publication was made."""

from typing import Any

from collation.publish.document.method import method
from collation.publish.document.parse import EARLIER, thaw
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from tests.factories import agree, make_transcript


def sentences(document: dict[str, Any]) -> tuple[str, ...]:
    return method(document, thaw(document))


def test_the_method_says_its_limits(comparison, cleo, safe, bob, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    place_mark(question=safe, transcript=dora, by=bob, value="no", evidence="not safe")
    fay = make_transcript(comparison, "Fay", ("", "Owl-2 is odd."), kind="person")
    choose_publishing(transcript=fay, publish="nothing")
    said = sentences(drafted())
    assert said[1].startswith("One reviewer marked 1 of 12 cells. A cell’s verdict is what the team settled on, else")
    assert said[3].startswith("Nobody has read 2 of 12 cells: ")
    assert said[4:] == (
        "Ada saw the abstract only: what they agree on is worth less for it.",
        "No statement was found on what Cleo and Dora saw.",
        "No prompt was found that asks Cleo “Is the code it produces safe?”.",
        "One more respondent of the comparison is not published here, and not counted in any figure.",
        "Of Dora only quotations are shown: the text is its author’s.",
        "Reviewer 1 has not agreed to be named.",
    )


def test_the_method_says_of_prompts_only_what_the_document_shows(comparison, cleo, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    make_transcript(comparison, "Gil", ("Ist Owl-2 sicher?", "Ja, Owl-2 ist sicher und ruhig."))
    make_transcript(comparison, "Hal", ("Is Owl-2 unsafe?", "No."))

    def told() -> list[str]:
        return [line for line in sentences(drafted()) if line.startswith("No prompt")]

    assert told() == ["No prompt was found that asks Cleo “Is the code it produces safe?”."]
    choose_publishing(transcript=dora, publish="full")
    dora.responses.update(publish_anyway=True)
    assert told()[1:] == ["No prompt is known for what Dora wrote."]


def test_without_marks_the_method_says_nobody(ada, drafted):
    assert sentences(drafted())[1].startswith("Nobody marked a cell. ")


def test_all_cells_read_and_reviewers_named(comparison, bert, bob, drafted):
    for question in comparison.questions.all():
        for transcript in comparison.transcripts.all():
            place_mark(question=question, transcript=transcript, by=bob, value="yes")
    agree(comparison, bob)
    said = sentences(drafted())
    assert said[1].startswith("One reviewer marked 6 of 6 cells. ")
    assert not any(sentence.startswith("Nobody has read") for sentence in said)
    assert said[-1] == "Reviewers are named."


def test_who_has_not_agreed_to_be_named_is_said_by_number(comparison, ada, bert, safe, alice, bob, drafted):
    assert sentences(drafted())[-1] == "Reviewers are numbered, not named."
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    conclude(question=safe, by=alice, answer="It is.")
    assert sentences(drafted())[-1] == "Reviewer 1 and Reviewer 2 have not agreed to be named."
    agree(comparison, bob)
    assert sentences(drafted())[-1] == "Reviewer 2 has not agreed to be named; the other reviewers are."
    agree(comparison, alice)
    assert sentences(drafted())[-1] == "Reviewers are named."


def test_a_version_of_the_earlier_format_says_whose_suggestions_it_holds(ada, drafted):
    said = "The suggestions in this version, “silent” and “not asked” among them, came from earlier rules, "
    assert not any(sentence.startswith(said) for sentence in sentences(drafted()))
    assert [sentence for sentence in sentences({**drafted(), "format": EARLIER}) if sentence.startswith(said)]


def fact(*searched: str) -> dict[str, Any]:
    """As much of a fact as the method reads: where each of its values was looked up."""
    return {"values": [{"paper": {"searched": each}} for each in searched]}


def test_where_facts_were_looked_up_is_said_once_for_each_place(ada, drafted):
    document = drafted()
    reading = thaw(document)

    def about_facts(*facts: dict[str, Any]) -> list[str]:
        return [said for said in method({**document, "facts": list(facts)}, reading) if said.startswith("Facts were")]

    head = "Facts were found by rules of language, and each that is shown was confirmed by a person."
    abstract = " What they give was looked up in the abstract of the paper alone: what is not found there may be in the rest of it."
    full_text = " What they give was looked up in the full text of the paper."
    assert about_facts() == []
    assert about_facts(fact("nothing")) == [head]
    assert about_facts(fact("abstract", "full_text"), fact("abstract")) == [head + abstract + full_text]
