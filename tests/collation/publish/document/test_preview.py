"""What becomes public, in words."""

from collation.publish.document.preview import becomes_public, unmarked
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from tests.factories import agree, make_transcript


def test_who_is_shown_how(comparison, ada, bert, safe, alice, bob, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    place_mark(question=safe, transcript=dora, by=bob, value="no", evidence="not safe")
    choose_publishing(transcript=bert, publish="nothing")
    assert becomes_public(drafted(), ["Bert"]) == (
        "In full: Ada (1 turn), each turn that stands in a row, with its prompt.",
        "Quotations of Dora (1).",
        "Nothing of Bert.",
        "1 mark of one reviewer, numbered, not named, with their words on why; and what the team settled.",
        "Threads are never published.",
    )
    agree(comparison, bob)
    assert "1 mark of one reviewer, Bob by name, with their words on why; and what the team settled." in becomes_public(
        drafted(), []
    )
    place_mark(question=safe, transcript=ada, by=alice, value="no")
    assert (
        "2 marks of two reviewers, Bob by name, the other numbered, with their words on why; and what the team settled."
        in becomes_public(drafted(), [])
    )


def test_without_marks_that_is_said(ada, drafted):
    assert becomes_public(drafted(), [])[1] == "No marks: nobody has marked yet."


def test_the_words_that_facts_and_findings_quote_are_announced(ada, drafted):
    document = {**drafted(), "facts": [{}], "findings": [{}, {}]}
    assert becomes_public(document, [])[1] == (
        "1 confirmed fact and 2 gathered findings, each with the words of those who say it."
    )
    assert not any("finding" in sentence for sentence in becomes_public(drafted(), []))


def test_replies_and_answers_of_later_rounds_are_announced(ada, drafted):
    document = drafted()
    told = becomes_public(document, [])
    cells = [row["cells"][0] for row in document["rows"]]
    cells[0]["round_2"] = cells[1]["round_2"] = {"passages": []}
    document["rejoinders"] = [{}, {}]
    assert [sentence for sentence in becomes_public(document, []) if sentence not in told] == [
        "What Ada (2 questions) answered again, after seeing the others’ answers.",
        "Two replies of those concerned, each with the name given and the domain of the address.",
    ]


def test_cells_that_no_person_has_marked_are_counted(comparison, ada, safe, bob, drafted):
    assert unmarked(drafted()) == "3 of 3 cells rest on a suggestion alone."
    for question in comparison.questions.all():
        assert unmarked(drafted())
        place_mark(question=question, transcript=ada, by=bob, value="no")
    assert unmarked(drafted()) == ""


def test_cells_that_nobody_has_read_are_counted_apart(drafted, ada):
    document = drafted()
    cells = [row["cells"][0] for row in document["rows"]]
    for cell in cells[:2]:
        cell["state"], cell["verdict"] = "unread", {"value": None, "rank": None, "from": None, "split": False}
    assert unmarked(document) == ("1 of 3 cells rests on a suggestion alone. Nobody has read 2 of 3 cells.")
    cells[2]["state"], cells[2]["verdict"] = cells[1]["state"], cells[1]["verdict"]
    assert unmarked(document) == "Nobody has read 3 of 3 cells."


def test_of_whom_no_word_is_shown_is_said(comparison, ada, drafted):
    make_transcript(comparison, "Noor", ("هل هو آمن؟", "لا، إنه ليس آمنا كما يقول المؤلفون."))
    make_transcript(comparison, "Dora", ("", "Owls hunt by night."), kind="person")
    assert becomes_public(drafted(), [])[:2] == (
        "In full: Ada (1 turn), each turn that stands in a row, with its prompt.",
        "No answer of Noor and Dora: nothing that they say is shown in a row.",
    )
