"""Discussion: the threads of a comparison, and their comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from reviews.access import DISCUSS
from reviews.domain.threads import delete_comment, edit_comment, open_thread, reopen_thread, reply, resolve_thread
from reviews.forms import TakeBackForm, VerbForm, tidied
from reviews.forms.discussion import CommentForm, EditForm
from reviews.models import Annotation, Comment, Question, Thread, Transcript
from reviews.web.context import SAFE, Context, comparison_act, comparison_page, comparison_view
from reviews.web.discussion import counted, page_of, place, start_thread, told
from reviews.web.requests import local_path

SHOWS = (("all", "all"), ("open", "open"), ("resolved", "resolved"))
ON = {
    "": "anything",
    "comparison": "the whole comparison",
    "question": "questions",
    "cell": "cells",
    "fact": "facts",
    "finding": "findings",
    "annotation": "annotations",
}
"""What threads can be about, in words."""


def _goes_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view refuse a `next` outside this site.

    `next` is the page that its form was on.
    """

    @wraps(view)
    def checked(context: Context, **address: int) -> HttpResponse:
        local_path(context.request.POST.get("next", ""))
        return view(context, **address)

    return checked


@comparison_page("threads")
def thread_list(context: Context) -> HttpResponse:
    """The threads, open ones first.

    `show` is "all", "open" or "resolved"; `on` what they hang on, "" for anything.
    """
    asked = context.request.GET
    show, on = asked.get("show", "all"), asked.get("on", "")
    threads = list(context.threads.for_reading(context.lens.comments()).open_first())
    of_state = [thread for thread in threads if show not in ("open", "resolved") or thread.is_open == (show == "open")]
    counts = Counter(thread.hangs_on for thread in of_state)
    kinds = [(name, words, counts[name] if name else len(of_state)) for name, words in ON.items()]
    shown = {
        "threads": [thread for thread in of_state if on not in ON or on in ("", thread.hangs_on)],
        "show": show,
        "shows": SHOWS,
        "on": on,
        "kinds": [kind for kind in kinds if kind[2] or kind[0] in ("", on)],
        "total": len(threads),
        "form": CommentForm(),
    }
    return context.render("reviews/threads/list.html", shown)


@comparison_view("threads", DISCUSS, methods=(*SAFE, "POST"))
def thread_open(context: Context) -> HttpResponse:
    """Open a thread on the comparison or on something in it.

    `question` names a question, and with it `respondent` a cell; `annotation` names one.
    """
    question, transcript = _target(context)
    annotation = None if question else _annotation(context)
    about = {
        "annotation": annotation,
        "label": "Start a thread on this annotation" if annotation else "",
        "title": f"annotation {annotation.pk}" if annotation else "",
        "question": question,
        "transcript": transcript,
        "respondent": transcript and context.lens.key(transcript),
    }

    def begin(body: str) -> Comment:
        on: dict[str, Any] = {"question": question, "transcript": transcript, "annotation": annotation}
        return open_thread(comparison=context.comparison, by=context.user, body=body, **on)

    return start_thread(context, about, begin if context.request.method == "POST" else None)


@comparison_page("threads")
def thread_detail(context: Context, thread: int) -> HttpResponse:
    """One thread on its own page; `#comment-12` leads to a comment.

    `back` is where the viewer came from.
    """
    back = local_path(context.request.GET.get("back", ""))
    found = get_object_or_404(context.threads.for_reading(context.lens.comments()), pk=thread)
    return _show(context, found, {"back": back})


@comparison_act("threads", DISCUSS)
@_goes_back
def thread_reply(context: Context, thread: int) -> HttpResponse:
    """Add a comment to a thread."""
    found = get_object_or_404(context.threads, pk=thread)
    form = CommentForm(context.request.POST, names_hidden=context.lens.names_hidden, of=f"thread-{found.pk}")
    if form.is_valid():
        with form.refusals():
            comment = reply(thread=found, by=context.user, **form.cleaned_data)
            context.forget_draft()
            return _answer(context, found, "Your reply is there.", comment)
    return _answer(context, found, "", reply_form=form)


@comparison_act("threads", DISCUSS)
@_goes_back
def thread_resolve(context: Context, thread: int) -> HttpResponse:
    """Mark a thread as resolved."""
    found = get_object_or_404(context.threads, pk=thread)
    resolve_thread(thread=found, by=context.user)
    return _answer(context, found, "Resolved.")


@comparison_act("threads", DISCUSS)
@_goes_back
def thread_reopen(context: Context, thread: int) -> HttpResponse:
    """Reopen a resolved thread."""
    found = get_object_or_404(context.threads, pk=thread)
    reopen_thread(thread=found)
    return _answer(context, found, "Open again.")


@comparison_act("threads", DISCUSS)
@_goes_back
def comment_edit(context: Context, comment: int) -> HttpResponse:
    """Replace the text of the viewer's own comment."""
    found = _own_comment(context, comment)
    form = EditForm(context.request.POST, names_hidden=context.lens.names_hidden, of=f"comment-{found.pk}")
    if form.is_valid():
        with form.refusals():
            edit_comment(comment=found, by=context.user, **form.cleaned_data)
            return _answer(context, found.thread, "Saved.", found)
    return _answer(context, found.thread, "", found, edit_form=form)


@comparison_act("threads", DISCUSS)
@_goes_back
def comment_delete(context: Context, comment: int) -> HttpResponse:
    """Delete the text of the viewer's own comment; its place stays."""
    found = _own_comment(context, comment)
    form = TakeBackForm(context.request.POST)
    if not found.deleted_at and form.is_valid():
        with form.refusals():
            delete_comment(comment=found, by=context.user, **form.cleaned_data)
    if form.errors:
        return _answer(context, found.thread, "", found, delete_form=form)
    return _answer(context, found.thread, "Deleted.", found)


def _own_comment(context: Context, comment: int) -> Comment:
    """The comment, for its author; others who may see it get 403."""
    comments = context.lens.comments().select_related("thread__comparison")
    found = get_object_or_404(comments, pk=comment)
    if found.created_by_id != context.user.pk:
        raise PermissionDenied("Only its author can change a comment.")
    return found


def _target(context: Context) -> tuple[Question | None, Transcript | None]:
    """The question of a new thread, and the respondent of its cell.

    Both are None for the comparison.
    """
    asked = tidied(context.request.POST or context.request.GET)
    if not asked.get("question"):
        return None, None
    question = get_object_or_404(context.comparison.questions.current(), key=asked["question"])
    return question, context.lens.transcript(asked["respondent"]) if asked.get("respondent") else None


def _annotation(context: Context) -> Annotation | None:
    """The annotation of a new thread, if it names one."""
    number = tidied(context.request.POST or context.request.GET).get("annotation", "")
    if not number:
        return None
    known = number if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    return get_object_or_404(context.lens.annotations(), pk=known)


def _answer(
    context: Context, thread: Thread, done: str, comment: Comment | None = None, **forms: VerbForm
) -> HttpResponse:
    """The changed thread for htmx, else a redirect to it.

    `done` is the message. A form with errors comes back with status 422.
    """
    request = context.request
    if not forms and not request.htmx:
        here = place(request, comment) if comment else f"{page_of(request, thread)}#thread-{thread.pk}"
        return HttpResponseRedirect(here)
    fresh = context.threads.for_reading(context.lens.comments()).get(pk=thread.pk)
    shown = {
        "edited": comment.pk if comment else None,
        "next": request.POST.get("next"),
        "done": done,
        **counted(context),
        **forms,
    }
    response = _show(context, fresh, shown, status=422 if forms else 200)
    return response if forms else told(response)


def _show(
    context: Context, thread: Thread, shown: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    alone = context.request.htmx.target == f"thread-{thread.pk}"
    template = f"reviews/threads/{'_changed' if alone else 'page'}.html"
    return context.render(template, {"thread": thread, **(shown or {})}, status=status)
