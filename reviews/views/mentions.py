"""What is for the viewer: the comments that mention them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from reviews.access import DISCUSS
from reviews.domain.mentions import choose_mails, people_to_mention, see_mentions, user_of_no_more_mail
from reviews.web.context import Context, comparison_view
from reviews.web.mentions import MOST, for_you_of, mentions_of
from reviews.web.requests import MemberRequest


@login_required
@require_safe
def for_you(request: MemberRequest) -> HttpResponse:
    """The comments that mention the viewer, newest first."""
    return render(
        request, "reviews/for_you/page.html", {"mentions": for_you_of(request.user, mentions_of(request.user)[:MOST])}
    )


@login_required
@require_safe
def mention_open(request: MemberRequest, mention: int) -> HttpResponse:
    """Lead to a comment that mentions the viewer.

    If it is still hidden from them, the list says so.
    """
    found = get_object_or_404(mentions_of(request.user), pk=mention)
    (shown,) = for_you_of(request.user, [found])
    if not shown.address:
        return redirect(f"{reverse('reviews:for_you')}#mention-{found.pk}")
    see_mentions(user=request.user, mentions=[found])
    return redirect(shown.address)


@login_required
@require_POST
def mentions_see(request: MemberRequest) -> HttpResponse:
    """See all mentions, or change whether mail tells of them."""
    if "mails" in request.POST:
        choose_mails(user=request.user, wanted=request.POST["mails"] == "on")
        messages.success(request, "Saved.")
    else:
        see_mentions(user=request.user)
    return redirect("reviews:for_you")


@never_cache
@csrf_exempt  # a mail program posts to it; the link names the person
def mails_end(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then end the mails of mentions, without signing in."""
    person = user_of_no_more_mail(token)
    if person and request.method == "POST":
        choose_mails(user=person, wanted=False)
    shown = {"person": person, "ended": request.method == "POST"}
    return render(request, "reviews/for_you/mails_end.html", shown, status=200 if person else 410)


@comparison_view("", DISCUSS)
def people_mentionable(context: Context) -> HttpResponse:
    """The names to complete after an “@”."""
    people = people_to_mention(context.comparison)
    return JsonResponse({"names": list(dict.fromkeys(str(person) for person in people if person != context.user))})
