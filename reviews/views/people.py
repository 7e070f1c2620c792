"""The people of one comparison."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from reviews.access import DISCUSS, OWN
from reviews.domain.name_consents import agree_to_be_named, stay_numbered
from reviews.domain.reminders import remind, remind_all
from reviews.domain.teams import change_guest, invite, remove_guest, withdraw_invitation
from reviews.forms import VerbForm
from reviews.forms.people import GuestRoleForm, PeopleForm, RemindForm
from reviews.links import full_address
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.people_page import invitations_of, people_of, people_page


@comparison_view("people")
def people(context: Context) -> HttpResponse:
    """Who is in, with their role.

    Owners also see progress and invitations.
    """
    return _page(context)


@comparison_view("people", DISCUSS, methods=("POST",), even_archived=True)
def people_named(context: Context) -> HttpResponse:
    """Let publications name the viewer, or no longer.

    Nobody chooses for others.
    """
    decide = agree_to_be_named if context.request.POST.get("named") == "yes" else stay_numbered
    decide(comparison=context.comparison, by=context.user)
    if context.request.POST.get("back") == "publish":
        return redirect(f"{reverse('collation:publish', args=[context.comparison.slug])}#outlook")
    return redirect(f"{reverse('reviews:people', args=[context.comparison.slug])}#own-name")


@never_cache
@comparison_act("people", OWN)
def people_invite(context: Context) -> HttpResponse:
    """Make an invitation. Only this answer ever shows its link."""
    form = PeopleForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            asked, whole_team = form.cleaned_data, form.cleaned_data["sees"] == "team"
            invitation, secret = invite(
                team=context.comparison.team,
                comparison=None if whole_team else context.comparison,
                role=asked["role"],
                note=asked["note"],
                by=context.user,
            )
            link = full_address(reverse("reviews:invitation_open", args=[secret]))
            return _page(context, status=201, link=link, made=invitation)
    return _page(context, status=422, form=form)


@comparison_act("people", OWN)
def people_remind(context: Context) -> HttpResponse:
    """Remind one person, or all who have cells left."""
    form = RemindForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            one = form.cleaned_data["person"]
            if one is None:
                reminded = remind_all(
                    comparison=context.comparison, people=people_of(context.comparison), by=context.user
                )
            else:
                person = get_object_or_404(people_of(context.comparison), pk=one)
                reminded = [remind(comparison=context.comparison, to=person, by=context.user)]
            names = ", ".join(str(reminder.to) for reminder in reminded)
            messages.success(context.request, f"A reminder is on its way to {names}.")
            return redirect("reviews:people", context.comparison.slug)
    return _page(context, status=422, refused=form)


@comparison_act("people", OWN)
def guest_change(context: Context, guest: int) -> HttpResponse:
    """Give a guest another role."""
    one = get_object_or_404(context.comparison.guests.select_related("user"), pk=guest)
    form = GuestRoleForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            change_guest(guest=one, **form.cleaned_data)
            messages.success(context.request, f"{one.user} is now {one.get_role_display().lower()} here.")
            return redirect("reviews:people", context.comparison.slug)
    return _page(context, status=422, refused=form)


@comparison_view("people", OWN, methods=("GET", "HEAD", "POST"))
def guest_remove(context: Context, guest: int) -> HttpResponse:
    """Ask, then take a guest out of the comparison."""
    request, comparison = context.request, context.comparison
    one = get_object_or_404(comparison.guests.select_related("user"), pk=guest)
    form = VerbForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_guest(guest=one)
        messages.success(request, f"{one.user} is no longer a guest here. Their marks and comments stay.")
        return redirect("reviews:people", comparison.slug)
    member = comparison.team.memberships.filter(user=one.user).exists()
    return context.render("reviews/people/guest_remove.html", {"guest": one, "member": member})


@comparison_act("people", OWN)
def people_invitation_withdraw(context: Context, invitation: int) -> HttpResponse:
    """Withdraw an invitation to this comparison or its team."""
    withdraw_invitation(invitation=get_object_or_404(invitations_of(context.comparison), pk=invitation))
    messages.success(context.request, "Invitation withdrawn. Its link no longer works.")
    return redirect("reviews:people", context.comparison.slug)


def _page(context: Context, *, status: int = 200, **more: Any) -> HttpResponse:
    return context.render("reviews/people/page.html", people_page(context, **more), status=status)
