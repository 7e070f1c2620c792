"""Those whom a published page is about reply; the team decides."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from collation.forms.rejoinders import RejoinderForm
from collation.publish.pages import document_of
from reviews.access import OWN
from reviews.domain.redactions import published_as
from reviews.domain.rejoinders import (
    check_rejoinder,
    decide_rejoinder,
    rejoinder_of_link,
    send_rejoinder,
    take_rejoinders,
)
from reviews.models import Comparison, Publication
from reviews.web.context import Context, comparison_act


@never_cache
def rejoinder_write(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, for everybody; nobody sees a reply unchecked."""
    publication = _open_for_rejoinders(slug)
    sent = request.POST if request.method == "POST" else None
    form = RejoinderForm(sent, places=_places(publication), initial={"place": request.GET.get("to", "")})
    if form.is_valid():
        given = form.cleaned_data
        if not ratelimit.consume(request, action="rejoinder", key=given["email"].lower()):
            return ratelimit.respond_429(request)
        with form.refusals():
            place = _records(publication.comparison, given.pop("place"))
            send_rejoinder(comparison=publication.comparison, **given, **place)
            return redirect(f"{reverse('collation:rejoinder_write', args=[slug])}?sent")
    shown = {"form": form, "publication": publication, "slug": slug}
    return render(request, "collation/rejoinders/write.html", shown, status=422 if form.errors else 200)


@never_cache
def rejoinder_check(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Ask, then take the address as checked.

    A mail scanner that only opens the link does not use it up.
    """
    pressed = request.method == "POST"
    found = rejoinder_of_link(token)
    if found and found.comparison.slug == slug and pressed:
        found = check_rejoinder(token=token)
    if found is None or found.comparison.slug != slug:
        return render(request, "collation/rejoinders/void.html", {"slug": slug}, status=410)
    return render(request, "collation/rejoinders/check.html", {"rejoinder": found, "checked": pressed})


@comparison_act("publish", OWN)
def rejoinders_take(context: Context) -> HttpResponse:
    """Say whether replies are taken."""
    taken = bool(context.request.POST.get("taken"))
    take_rejoinders(comparison=context.comparison, taken=taken)
    messages.success(
        context.request,
        "Replies are taken: the next version says so." if taken else "No replies are taken any more.",
    )
    return redirect(_address(context))


@comparison_act("publish", OWN)
def rejoinder_decide(context: Context, rejoinder: int) -> HttpResponse:
    """Publish a reply with the next version, or do not."""
    found = get_object_or_404(context.comparison.rejoinders.checked(), pk=rejoinder)
    publish = context.request.POST.get("publish") == "yes"
    decide_rejoinder(rejoinder=found, by=context.user, publish=publish)
    messages.success(
        context.request,
        "The next version holds the reply." if publish else "The reply stays out of the next version.",
    )
    return redirect(_address(context))


def _address(context: Context) -> str:
    return f"{reverse('collation:publish', args=[context.comparison.slug])}#rejoinders"


def _open_for_rejoinders(slug: str) -> Publication:
    """The newest version of a comparison that takes replies.

    Raises Http404 if there is none.
    """
    standing = Publication.objects.standing().filter(comparison__slug=slug, comparison__takes_rejoinders=True)
    found = standing.select_related("comparison").first()
    if found is None:
        raise Http404("No replies are taken here.")
    return found


def _places(publication: Publication) -> list[tuple[str, str]]:
    """The scored cells of a page, and what they are called."""
    document = document_of(publication)
    names = {one["key"]: one["name"] for one in document["respondents"]}
    texts = {one["key"]: one["text"] for one in document["questions"] if one["scored"]}
    return [
        (f"{row['question']}/{cell['respondent']}", f"{texts[row['question']]}: {names[cell['respondent']]}")
        for row in document["rows"]
        if row["question"] in texts
        for cell in row["cells"]
    ]


def _records(comparison: Comparison, place: str) -> dict[str, Any]:
    """The question and the transcript of a cell, if there are."""
    question, _, respondent = place.partition("/")
    found = {
        "question": published_as(comparison.questions.all(), question),
        "transcript": published_as(comparison.transcripts.all(), respondent),
    }
    return found if all(found.values()) else {}
