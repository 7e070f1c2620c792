"""Discussion: the threads of a comparison, one thread, and what people write there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from reviews.access import DISCUSS, Seat, comparison_for
from reviews.domain.threads import delete_comment, edit_comment, open_thread, reopen_thread, reply, resolve_thread
from reviews.forms import TakeBackForm, VerbForm, tidied
from reviews.forms.discussion import CommentForm, EditForm
from reviews.lens import Lens, lens
from reviews.models import Comment, Comparison, Question, Thread, Transcript
from reviews.web.addresses import local_path
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest

SHOWS = (("all", "all"), ("open", "open"), ("resolved", "resolved"))
CHANGED = "threads-changed"
"""The event that tells the page that open threads are to be counted again."""


def _goes_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose form may name the page it was on (`next`): what is no page of this site is refused beforehand."""

    @wraps(view)
    def checked(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        local_path(request.POST.get("next", ""))
        return view(request, *args, **kwargs)

    return checked


@login_required
@require_safe
def thread_list(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The threads, open ones first; `show=resolved` or `show=open` narrows them."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> HttpResponse:
        show = request.GET.get("show", "all")
        threads = comparison.threads.for_reading().open_first()
        kept = [thread for thread in threads if show not in ("open", "resolved") or thread.is_open == (show == "open")]
        context = _context(
            comparison, seat, view, threads=kept, show=show, shows=SHOWS, total=len(threads), form=CommentForm()
        )
        return render(request, "reviews/threads/list.html", context)

    return conditional(request, comparison, seat, view, respond)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@_goes_back
def thread_open(request: MemberRequest, slug: str) -> HttpResponse:
    """Opens a thread on the comparison or, with `question` and `respondent`, on that cell."""
    comparison, seat = comparison_for(request.user, slug, DISCUSS)
    view = lens(request.user, comparison)
    question, transcript = _target(request, comparison, view)
    about = {"question": question, "transcript": transcript, "respondent": transcript and view.key(transcript)}
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            comment = open_thread(
                comparison=comparison, by=request.user, question=question, transcript=transcript, **form.cleaned_data
            )
            if not request.htmx:
                return HttpResponseRedirect(_place(request, comment))
            opened = comparison.threads.for_reading().get(pk=comment.thread_id)
            context = _context(
                comparison, seat, view, thread=opened, form=CommentForm(), done="The thread is started.", **about
            )
            return _told(render(request, "reviews/threads/_opened.html", context))
    context = _context(comparison, seat, view, form=form, **about)
    template = "reviews/threads/_open_form.html" if request.htmx else "reviews/threads/open.html"
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_safe
def thread_detail(request: MemberRequest, slug: str, thread: int) -> HttpResponseBase:
    """One thread on a page of its own; `#comment-12` leads to a comment."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)
    found = get_object_or_404(comparison.threads.for_reading(), pk=thread)
    return conditional(request, comparison, seat, view, lambda: _show(request, comparison, seat, view, found))


@login_required
@require_POST
@_goes_back
def thread_reply(request: MemberRequest, slug: str, thread: int) -> HttpResponse:
    """Adds a comment at the end of a thread."""
    comparison, seat = comparison_for(request.user, slug, DISCUSS)
    found = get_object_or_404(comparison.threads, pk=thread)
    form = CommentForm(request.POST, of=f"thread-{found.pk}")
    if form.is_valid():
        with form.refusals():
            comment = reply(thread=found, by=request.user, **form.cleaned_data)
            return _answer(request, comparison, seat, found, "Your reply is there.", comment)
    return _answer(request, comparison, seat, found, "", reply_form=form)


@login_required
@require_POST
@_goes_back
def thread_resolve(request: MemberRequest, slug: str, thread: int) -> HttpResponse:
    """Says that a thread is settled."""
    comparison, seat = comparison_for(request.user, slug, DISCUSS)
    found = get_object_or_404(comparison.threads, pk=thread)
    resolve_thread(thread=found, by=request.user)
    return _answer(request, comparison, seat, found, "Resolved.")


@login_required
@require_POST
@_goes_back
def thread_reopen(request: MemberRequest, slug: str, thread: int) -> HttpResponse:
    """Opens a settled thread again."""
    comparison, seat = comparison_for(request.user, slug, DISCUSS)
    found = get_object_or_404(comparison.threads, pk=thread)
    reopen_thread(thread=found)
    return _answer(request, comparison, seat, found, "Open again.")


@login_required
@require_POST
@_goes_back
def comment_edit(request: MemberRequest, slug: str, comment: int) -> HttpResponse:
    """Replaces the words of the viewer's own comment."""
    comparison, seat, found = _own_comment(request, slug, comment)
    form = EditForm(request.POST, of=f"comment-{found.pk}")
    if form.is_valid():
        with form.refusals():
            edit_comment(comment=found, by=request.user, **form.cleaned_data)
            return _answer(request, comparison, seat, found.thread, "Saved.", found)
    return _answer(request, comparison, seat, found.thread, "", found, edit_form=form)


@login_required
@require_POST
@_goes_back
def comment_delete(request: MemberRequest, slug: str, comment: int) -> HttpResponse:
    """Takes the words of the viewer's own comment away; its place stays."""
    comparison, seat, found = _own_comment(request, slug, comment)
    form = TakeBackForm(request.POST)
    if not found.deleted_at and form.is_valid():
        with form.refusals():
            delete_comment(comment=found, by=request.user, **form.cleaned_data)
    if form.errors:
        return _answer(request, comparison, seat, found.thread, "", found, delete_form=form)
    return _answer(request, comparison, seat, found.thread, "Deleted.", found)


def _own_comment(request: MemberRequest, slug: str, comment: int) -> tuple[Comparison, Seat, Comment]:
    """The comment, for its author; anyone else who may see it gets 403."""
    comparison, seat = comparison_for(request.user, slug, DISCUSS)
    comments = Comment.objects.filter(thread__comparison=comparison).select_related("thread__comparison")
    found = get_object_or_404(comments, pk=comment)
    if found.author_id != request.user.pk:
        raise PermissionDenied("Only its author can change a comment.")
    return comparison, seat, found


def _target(request: MemberRequest, comparison: Comparison, view: Lens) -> tuple[Question | None, Transcript | None]:
    """The cell that a new thread is about, or (None, None) for the comparison."""
    asked = tidied(request.POST or request.GET)
    if not asked.get("question"):
        return None, None
    question = get_object_or_404(comparison.questions.current(), key=asked["question"])
    return question, view.transcript(asked.get("respondent", ""))


def _answer(
    request: MemberRequest,
    comparison: Comparison,
    seat: Seat,
    thread: Thread,
    done: str,
    comment: Comment | None = None,
    **forms: VerbForm,
) -> HttpResponse:
    """After a change: the thread, and `done` which tells it, to htmx; its place to others; with errors, status 422."""
    if not forms and not request.htmx:
        return HttpResponseRedirect(
            _place(request, comment) if comment else f"{_page_of(request, thread)}#thread-{thread.pk}"
        )
    view = lens(request.user, comparison)
    fresh = comparison.threads.for_reading().get(pk=thread.pk)
    edited = comment.pk if comment else None
    response = _show(
        request, comparison, seat, view, fresh, edited=edited, next=request.POST.get("next"), done=done, **forms
    )
    if forms:
        response.status_code = 422
        return response
    return _told(response)


def _show(
    request: MemberRequest, comparison: Comparison, seat: Seat, view: Lens, thread: Thread, **extra: object
) -> HttpResponse:
    context = _context(comparison, seat, view, thread=thread, **extra)
    alone = request.htmx.target == f"thread-{thread.pk}"
    return render(request, f"reviews/threads/{'_changed' if alone else 'detail'}.html", context)


def _context(comparison: Comparison, seat: Seat, view: Lens, **extra: object) -> dict[str, object]:
    return {"comparison": comparison, "seat": seat, "lens": view, "here": "threads", **extra}


def _told(response: HttpResponse) -> HttpResponse:
    return trigger_client_event(response, CHANGED)


def _page_of(request: MemberRequest, thread: Thread) -> str:
    """The page that the form was on, if it says so, else the thread's own."""
    return request.POST.get("next") or reverse("reviews:thread_detail", args=[thread.comparison.slug, thread.pk])


def _place(request: MemberRequest, comment: Comment) -> str:
    return f"{_page_of(request, comment.thread)}#comment-{comment.pk}"
