"""The form of a comment."""

import pytest

from reviews.domain.optimistic_lock import token
from reviews.domain.threads import MOST_CHARS
from reviews.forms.discussion import CommentForm, EditForm


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "Write something first."),
        (" \n ", "Write something first."),
        ("o" * (MOST_CHARS + 1), f"Ensure this value has at most {MOST_CHARS} characters (it has {MOST_CHARS + 1})."),
    ],
)
def test_a_comment_has_words_and_an_end(body, told):
    assert CommentForm({"body": body}).errors == {"body": [told]}
    assert CommentForm({"body": "o" * MOST_CHARS}).is_valid()


def test_the_ids_of_several_on_a_page_differ():
    ids = [
        CommentForm()["body"].id_for_label,
        *(CommentForm(of=of)["body"].id_for_label for of in ("thread-3", "comment-12")),
    ]
    assert ids == ["new-body", "thread-3-body", "comment-12-body"]


def test_an_edit_shows_the_stored_words():
    form = EditForm(stored={"body": "Hm."}, of="comment-1")
    assert (form["body"].value(), form["seen"].value()) == ("Hm.", token({"body": "Hm."}))
