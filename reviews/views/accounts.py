"""How people sign in by a link, and what they are called."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from reviews.forms.people import AccountForm, LinkRequestForm
from reviews.people import describe_person
from reviews.requests import MemberRequest
from reviews.signing_in import send_sign_in_link, user_of_link


def link_request(request: HttpRequest) -> HttpResponse:
    """Mails a sign-in link. The answer is the same whether or not anyone has the address."""
    form = LinkRequestForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
            return ratelimit.respond_429(request)
        send_sign_in_link(email)
        return redirect(reverse("reviews:link_request") + "?sent")
    return render(request, "account/link_request.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def link_open(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Asks, then signs in: what only looks at the link, as mail scanners do, does not use it up."""
    pressed = request.method == "POST"
    with transaction.atomic():
        person = user_of_link(uid, token, lock=pressed)
        if person is not None and pressed:
            login(request, person)
    if person is None:
        return render(request, "account/link_used.html", status=410)
    if pressed:
        return redirect("reviews:comparison_list")
    return render(request, "account/link_open.html", {"person": person})


@login_required
def account(request: MemberRequest) -> HttpResponse:
    """The name and address of whoever is signed in."""
    user = request.user
    form = AccountForm(request.POST or None, initial={"name": user.name, "email": user.email})
    if form.is_valid():
        with form.refusals():
            describe_person(user=user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("reviews:account")
    return render(request, "account/account.html", {"form": form}, status=422 if form.errors else 200)
