"""A deleted comment's words, and those that it had before it was edited, are nowhere any more."""

import pytest
from django.apps import apps
from django.db import models

from collation.publish.freeze import freeze
from reviews.domain.threads import delete_comment, edit_comment, open_thread, reply, resolve_thread
from reviews.models import Comment, Comparison
from tests.factories import make_transcript

FIRST, THEN = "Quuxly owls", "Frobnicated owls"


def everything() -> str:
    """All text that the database holds, of every table and column, histories among them."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    held = []
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            held += [bytes(value).decode(errors="replace") if isinstance(value, memoryview) else value for value in row]
    return "\n".join(map(str, held))


@pytest.fixture
def comment(comparison: Comparison, alice, bob) -> Comment:
    """Bob's comment on a cell: written, answered, edited, and its thread resolved."""
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    safe = comparison.questions.get(key="safe")
    written = open_thread(comparison=comparison, by=bob, body=f"**{FIRST}**", question=safe, transcript=ada)
    reply(thread=written.thread, by=alice, body="I see.")
    edit_comment(comment=written, by=bob, body=f"*{THEN}*")
    resolve_thread(thread=written.thread, by=alice)
    return written


def test_no_table_keeps_the_words_of_a_comment_that_was_edited_and_deleted(comment, bob):
    assert THEN in everything()
    assert FIRST not in everything(), "an edited comment leaves no earlier words behind"
    delete_comment(comment=comment, by=bob)
    held = everything()
    assert FIRST not in held
    assert THEN not in held
    assert "I see." in held
    comment.refresh_from_db()
    assert (comment.markdown, comment.html, comment.deleted_at is not None) == ("", "", True)


@pytest.mark.slow
def test_no_page_and_no_document_shows_them(client, comparison, comment, alice, bob):
    paths = [
        "/c/owl-2/threads/",
        f"/c/owl-2/threads/{comment.thread_id}/",
        "/c/owl-2/matrix/safe/ada/",
        "/c/owl-2/collation.json",
        "/c/owl-2/",
        "/",
    ]
    client.force_login(bob)
    shown = [path for path in paths if THEN in client.get(path).text]
    assert shown == paths[:3], "it is shown where threads are"
    delete_comment(comment=comment, by=bob)
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        assert THEN not in answer.text
    assert "Deleted by its author." in client.get(paths[1]).text
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    for path in ("/p/owl-2/", "/p/owl-2.md", "/p/owl-2.json"):
        assert THEN not in client.get(path).text
