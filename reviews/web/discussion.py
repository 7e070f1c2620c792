"""New threads, wherever their form stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import trigger_client_event

from reviews.forms.discussion import CommentForm
from reviews.models import Comment, Thread
from reviews.web.context import Context
from reviews.web.requests import MemberRequest, local_path

STARTED = "The thread is started."
CHANGED = "threads-changed"
"""The event that makes the page count its open threads again."""


def start_thread(
    context: Context, about: Mapping[str, Any], begin: Callable[[str], Comment] | None = None
) -> HttpResponse:
    """Show the form of a new thread, or open one.

    `begin` opens it with the words of the form; `about` is what its templates show of the thing. The new thread comes
    back to htmx, else its place on the page that the form was on. A form on a page of its own leads to the page of the
    thread, from where `back` leads on. A refusal comes back in the form, with status 422.
    """
    request = context.request
    came_from = request.POST.get("next") or request.POST.get("back") or request.GET.get("next", "")
    about = {"next": local_path(came_from), **about}
    form = CommentForm(request.POST if begin else None, names_hidden=context.lens.names_hidden)
    if begin and form.is_valid():
        with form.refusals():
            comment = begin(form.cleaned_data["body"])
            context.forget_draft()
            if not request.htmx:
                messages.success(request, STARTED)
                return HttpResponseRedirect(place(request, comment))
            thread = context.threads.for_reading(context.lens.comments()).get(pk=comment.thread_id)
            shown = {
                "thread": thread,
                "form": CommentForm(),
                "done": STARTED,
                **about,
                **counted(context),
            }
            return told(context.render("reviews/threads/_opened.html", shown))
    form.fields["body"].widget.attrs["autofocus"] = True
    template = "reviews/threads/_open_form.html" if request.htmx else "reviews/threads/open.html"
    return context.render(template, {"form": form, **about}, status=422 if form.errors else 200)


def counted(context: Context) -> dict[str, Any]:
    """The number of threads, for a form on their list."""
    comparison = context.comparison
    here, _, _ = context.request.POST.get("next", "").partition("?")
    on_list = here == reverse("reviews:thread_list", args=[comparison.slug])
    return {"on_list": True, "total": context.threads.count()} if on_list else {}


def told(response: HttpResponse) -> HttpResponse:
    """The response, with the event that something was said."""
    return trigger_client_event(response, CHANGED)


def page_of(request: MemberRequest, thread: Thread) -> str:
    """The page that the form was on, else the thread’s own.

    That one leads `back`.
    """
    if request.POST.get("next"):
        return request.POST["next"]
    own = reverse("reviews:thread_detail", args=[thread.comparison.slug, thread.pk])
    return f"{own}?{urlencode({'back': request.POST['back']})}" if request.POST.get("back") else own


def place(request: MemberRequest, comment: Comment) -> str:
    """The address of a comment on that page."""
    return f"{page_of(request, comment.thread)}#comment-{comment.pk}"
