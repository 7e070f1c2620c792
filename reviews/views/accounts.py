"""Sign-in by link, and the account page."""

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
from django.views.decorators.http import require_POST

from reviews.domain.email_addresses import (
    ask_for_address,
    change_address,
    forget_new_address,
    must_sign_in_again,
    user_of_address_link,
)
from reviews.domain.mail import Letter, send_mail_later
from reviews.domain.sign_in_links import user_of_link
from reviews.domain.users import rename_person
from reviews.forms import VerbForm
from reviews.forms.people import AddressForm, LinkRequestForm, NameForm
from reviews.web.requests import MemberRequest


def link_request(request: HttpRequest) -> HttpResponse:
    """Mail a sign-in link.

    The answer, and the work done for it, are the same whether or not the address is known.
    """
    form = LinkRequestForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
            return ratelimit.respond_429(request)
        send_mail_later(Letter.SIGN_IN_LINK, to=email)
        return redirect(reverse("reviews:link_request") + "?sent")
    return render(request, "reviews/account/link_request.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def link_open(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Ask, then sign in.

    A mail scanner that only opens the link does not use it up.
    """
    pressed = request.method == "POST"
    with transaction.atomic():
        person = user_of_link(uid, token, lock=pressed)
        if person is not None and pressed:
            login(request, person)
    if person is None:
        return render(request, "reviews/account/link_used.html", status=410)
    if pressed:
        return redirect("reviews:comparison_list")
    return render(request, "reviews/account/link_open.html", {"person": person})


@login_required
def account(request: MemberRequest) -> HttpResponse:
    """The viewer's name and address."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        with form.refusals():
            rename_person(user=request.user, name=form.cleaned_data["name"])
            messages.success(request, "Name saved.")
            return redirect("reviews:account")
    return _account_page(request, name_form=form)


@login_required
@require_POST
def address_ask(request: MemberRequest) -> HttpResponse:
    """Mail a link that changes the person's address to a new one."""
    if not ratelimit.consume(request, action="reauthenticate"):
        return ratelimit.respond_429(request)
    form = AddressForm(request.POST, user=request.user)
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            ask_for_address(user=request.user, email=given["email"], password=given.get("password", ""))
            return redirect("reviews:account")
    return _account_page(request, address_form=form)


@login_required
@require_POST
def address_forget(request: MemberRequest) -> HttpResponse:
    """Cancel the change of address."""
    forget_new_address(user=request.user)
    messages.success(request, f"Your address stays {request.user.email}.")
    return redirect("reviews:account")


@never_cache
def address_confirm(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Ask, then change the address.

    A mail scanner that only opens the link does not use it up.
    """
    person = user_of_address_link(uid, token)
    form = VerbForm(request.POST if request.method == "POST" else None)
    if person is not None and form.is_valid():
        with form.refusals():
            person = change_address(uid=uid, token=token)
            if person is not None:
                messages.success(request, f"Your address is now {person.email}.")
                return redirect("reviews:account")
    if person is None:
        return render(request, "reviews/account/address_link_used.html", status=410)
    context = {"person": person, "form": form}
    return render(request, "reviews/account/address_confirm.html", context, status=422 if form.errors else 200)


def no_such_confirmation(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind allauth's own confirmation links, which are never sent."""
    return render(request, "reviews/account/address_link_used.html", status=410)


def _account_page(request: MemberRequest, **forms: VerbForm) -> HttpResponse:
    user = request.user
    context = {
        "name_form": NameForm(initial={"name": user.name}),
        "address_form": AddressForm(user=user),
        "sign_in_again": must_sign_in_again(user),
        **forms,
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "reviews/account/page.html", context, status=422 if refused else 200)
