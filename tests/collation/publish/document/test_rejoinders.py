"""Replies in a document: who says so, when, and about what."""

from datetime import date

from collation.publish.document.anchors import Anchors, digest
from collation.publish.document.rejoinders import rejoinders

SAID = {
    "name": "Wren",
    "says": "maker",
    "domain": "owls.example",
    "html": "<p>No.</p>",
    "text": "No.",
    "at": "2026-11-02",
}
DOCUMENT = {
    "respondents": [{"key": "ada", "name": "Ada"}],
    "questions": [
        {"key": "safe", "text": "Is it safe?", "scored": True},
        {"key": "old", "text": "Is it old?", "scored": False},
    ],
}


def test_a_reply_says_who_when_and_about_what_and_without_its_cell_it_is_about_the_page():
    said = [
        {**SAID, "question": "safe", "respondent": "ada"},
        {**SAID, "text": "Never.", "question": "safe", "respondent": "gone"},
        {**SAID, "text": "Not so.", "question": "old", "respondent": "ada"},
        {**SAID, "text": "So.", "says": "author", "question": None, "respondent": None},
    ]
    shown = rejoinders({**DOCUMENT, "rejoinders": said}, Anchors())
    assert [(one.about, one.place) for one in shown] == [
        ("Ada on “Is it safe?”", ("safe", "ada")),
        ("", None),
        ("", None),
        ("", None),
    ]
    assert (shown[0].anchor, shown[0].day) == (f"reply-{digest('Wren', 'No.')}", date(2026, 11, 2))
    assert shown[0].who == (
        "Reply of Wren, who says they are the maker, or the author, of an answer. "
        "Address checked at owls.example on 2 November 2026."
    )
    assert "an author of the paper" in shown[3].who
    assert rejoinders(DOCUMENT, Anchors()) == ()
