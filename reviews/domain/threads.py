"""Verbs of discussion: threads and their comments."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from reviews import richtext
from reviews.domain.annotations import annotate
from reviews.domain.cells import cell_of
from reviews.domain.changes import DOUBLE_SUBMIT, changing, summarise_discussion, summarise_nothing
from reviews.domain.facts import fact_to_discuss
from reviews.domain.mentions import tell_mentioned
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.quotations import whole_words
from reviews.models import Annotation, Comment, Comparison, Finding, Question, Response, Thread, Transcript, User
from reviews.models.thread import HANGS_ON
from reviews.refusal import Refused

MOST_CHARS = 20_000


def open_thread(
    *,
    comparison: Comparison,
    by: User,
    body: str,
    question: Question | None = None,
    transcript: Transcript | None = None,
    fact: tuple[str, str] | None = None,
    finding: Finding | None = None,
    annotation: Annotation | None = None,
    about: str = "",
) -> Comment:
    """Open a thread; give its first comment.

    It is on one thing: a question, with a transcript their cell, a fact by kind and topic key, a finding, an
    annotation; without any, on the comparison. `about` is what the fact is called now. The same words again within a
    minute are a double submit: they give the first thread’s comment. Raises Refused for an empty body, half a cell, two
    things at once, or a thing of another comparison, and for a finding that was taken apart.
    """
    body = _checked(body)
    if question is None and transcript is not None:
        raise Refused("A cell is a question and a respondent.")
    if sum(thing is not None for thing in (question, fact, finding, annotation)) > 1:
        raise Refused("A thread is about one thing.")
    with changing(comparison, summary=summarise_discussion) as change:
        on = _hangs_on(comparison, by, question, transcript, fact, finding, annotation)
        just_said = _just_said(Comment.objects.filter(thread__comparison=comparison, **_in_thread(on)), by, body)
        if just_said:
            change.nothing = True
            return just_said
        thread = Thread.objects.create(
            comparison=comparison, **on, about=about[:300] if fact else "", created_by=by, created_at=timezone.now()
        )
        return _create_comment(thread, by, body)


def discuss_words(
    *, response: Response, by: User, start: int, end: int, body: str, annotation: Annotation | None = None
) -> Comment:
    """Open a thread on `text[start:end]` of a response.

    It hangs on `annotation`, else on the person’s own annotation of exactly these words, else on a new one, whose note
    is the thread’s first comment. That comment is given. Raises Refused as `annotate` and `open_thread` do.
    """
    with transaction.atomic():
        annotation = annotation or _own_annotation(response, by, start, end)
        if annotation is None:
            quote, place = response.text[start:end], f"{start}-{end}"
            annotation = annotate(response=response, by=by, quote=quote, place=place, note=body)
        return open_thread(comparison=response.transcript.comparison, by=by, body=body, annotation=annotation)


def _own_annotation(response: Response, by: User, start: int, end: int) -> Annotation | None:
    """A person's annotation of exactly these words; a labelled one first."""
    start, end = whole_words(response.text, start, end)
    own = response.annotations.current().filter(created_by=by, orphaned=False, start=start, end=end)
    return own.order_by(F("label").asc(nulls_last=True), "-pk").first()


def _hangs_on(
    comparison: Comparison,
    by: User,
    question: Question | None,
    transcript: Transcript | None,
    fact: tuple[str, str] | None,
    finding: Finding | None,
    annotation: Annotation | None,
) -> dict[str, Any]:
    """The field of a thread on that thing; none for the comparison.

    Call it inside the change.
    """
    if question and transcript:
        return {"cell": cell_of(comparison=comparison, question=question, transcript=transcript)}
    if question:
        return {"question": comparison.questions.get(pk=question.pk)}
    if fact:
        return {"fact": fact_to_discuss(comparison=comparison, by=by, kind=fact[0], topic=fact[1])}
    if finding:
        return {"finding": comparison.findings.get(pk=finding.pk, merged_into=None)}
    if annotation:
        here = Annotation.objects.current().filter(response__transcript__comparison=comparison)
        return {"annotation": here.get(pk=annotation.pk)}
    return {}


def _in_thread(on: dict[str, Any]) -> dict[str, Any]:
    """The comments of threads that hang on exactly that."""
    return {f"thread__{name}": on.get(name) for name in HANGS_ON}


def reply(*, thread: Thread, by: User, body: str) -> Comment:
    """Write a comment at the end of a thread.

    It reopens a resolved thread. The same words again within a minute are a double submit: they give the first comment.
    Raises Refused for an empty body.
    """
    body = _checked(body)
    with changing(thread.comparison, summary=summarise_discussion) as change:
        just_said = _just_said(thread.comments.all(), by, body)
        if just_said:
            change.nothing = True
            return just_said
        thread.refresh_from_db(fields=["resolved_at", "resolved_by"])
        if not thread.is_open:
            thread.resolved_at = thread.resolved_by = None
            thread.save(update_fields=["resolved_at", "resolved_by"])
        return _create_comment(thread, by, body)


def comment_says(comment: Comment) -> dict[str, str]:
    """What a comment says, of which `seen` is the token."""
    return {"body": comment.markdown}


def edit_comment(*, comment: Comment, by: User, body: str, seen: str | None = None) -> None:
    """Replace the words of one’s own comment.

    The same words again are no edit. `seen` is the token of `comment_says` as the person saw it. Raises Refused for
    somebody else’s comment, a deleted or an empty one, and Overtaken if it has changed since.
    """
    body = _checked(body)
    with changing(comment.thread.comparison, summary=summarise_nothing) as change:
        comment.refresh_from_db(fields=["markdown", "deleted_at"])
        _own(comment, by)
        refuse_unseen(seen, stored=comment_says(comment), wanted={"body": body})
        if body == comment.markdown:
            change.nothing = True
            return
        comment.markdown, comment.html = body, richtext.comment(body)
        comment.edited_at = timezone.now()
        comment.save(update_fields=["markdown", "html", "edited_at"])
        tell_mentioned(comment)


def delete_comment(*, comment: Comment, by: User, seen: str | None = None) -> None:
    """Delete the words of one’s own comment; its place stays.

    `seen` is the token of `comment_says` as the person saw it. Raises Refused for somebody else’s comment, and
    Overtaken if it has changed since.
    """
    with changing(comment.thread.comparison, summary=summarise_nothing):
        comment.refresh_from_db(fields=["markdown", "deleted_at"])
        _own(comment, by)
        refuse_unseen(seen, stored=comment_says(comment), wanted={"body": ""})
        comment.markdown = comment.html = ""
        comment.deleted_at = timezone.now()
        comment.save(update_fields=["markdown", "html", "deleted_at"])


def resolve_thread(*, thread: Thread, by: User) -> None:
    """Resolve a thread; a second time changes nothing."""
    with changing(thread.comparison, summary=summarise_discussion) as change:
        thread.refresh_from_db(fields=["resolved_at", "resolved_by"])
        change.nothing = not thread.is_open
        if thread.is_open:
            thread.resolved_at, thread.resolved_by = timezone.now(), by
            thread.save(update_fields=["resolved_at", "resolved_by"])


def reopen_thread(*, thread: Thread) -> None:
    """Open a resolved thread again; an open one stays as it is."""
    with changing(thread.comparison, summary=summarise_discussion) as change:
        thread.refresh_from_db(fields=["resolved_at", "resolved_by"])
        change.nothing = thread.is_open
        if not thread.is_open:
            thread.resolved_at = thread.resolved_by = None
            thread.save(update_fields=["resolved_at", "resolved_by"])


def _just_said(comments: QuerySet[Comment], by: User, body: str) -> Comment | None:
    """The comment that a double submit would write again, or None.

    Call it inside the change.
    """
    since = timezone.now() - DOUBLE_SUBMIT
    newest = comments.filter(created_by=by, created_at__gt=since, deleted_at=None).order_by("-pk").first()
    return newest if newest is not None and newest.markdown == body else None


def _create_comment(thread: Thread, by: User, body: str) -> Comment:
    comment = Comment.objects.create(
        thread=thread, created_by=by, markdown=body, html=richtext.comment(body), created_at=timezone.now()
    )
    tell_mentioned(comment)
    return comment


def _checked(body: str) -> str:
    body = body.strip()
    if not body:
        raise Refused("Write something first.", "body")
    if len(body) > MOST_CHARS:
        raise Refused(f"A comment holds at most {MOST_CHARS:,} characters; this has {len(body):,}.", "body")
    return body


def _own(comment: Comment, by: User) -> None:
    if comment.created_by_id != by.pk:
        raise Refused("Only its author can change a comment.")
    if comment.deleted_at:
        raise Refused("This comment was deleted.")
