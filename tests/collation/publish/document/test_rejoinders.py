"""Replies in a document: who says so, and about what."""

from collation.publish.document.rejoinders import rejoinders


def test_a_reply_says_who_and_about_what_and_without_its_cell_it_is_about_the_page():
    said = {"name": "Wren", "says": "maker", "domain": "owls.example", "html": "<p>No.</p>", "text": "No."}
    document = {
        "respondents": [{"key": "ada", "name": "Ada"}],
        "questions": [{"key": "safe", "text": "Is it safe?"}],
        "rejoinders": [
            {**said, "question": "safe", "respondent": "ada"},
            {**said, "question": "safe", "respondent": "gone"},
        ],
    }
    shown = rejoinders(document)
    assert [(one.about, one.anchor) for one in shown] == [("Ada on “Is it safe?”", "safe-ada"), ("", "")]
    assert shown[0].who == "Wren says to be the maker, or the author, of an answer; address checked at owls.example."
    assert rejoinders({"respondents": [], "questions": []}) == ()
