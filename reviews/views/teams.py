"""Teams: members, roles, invitations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reviews.access import OWN, Seat, team_for
from reviews.domain.teams import (
    accept_invitation,
    change_role,
    found_team,
    invite,
    join_by_invitation,
    open_invitation,
    remove_member,
    withdraw_invitation,
)
from reviews.forms import VerbForm
from reviews.forms.people import InvitationForm, JoinForm, RoleForm, TeamForm
from reviews.links import full_address
from reviews.models import Role, Team
from reviews.web.requests import MemberRequest


@login_required
def team_list(request: MemberRequest) -> HttpResponse:
    """The viewer's teams, and a form for a new one."""
    user = request.user
    form = TeamForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            return redirect("reviews:team_detail", found_team(by=user, **form.cleaned_data).slug)
    mine = user.memberships.select_related("team").annotate(
        members=Count("team__memberships", distinct=True), comparisons=Count("team__comparisons", distinct=True)
    )
    context = {"form": form, "memberships": mine.order_by("team__name", "pk")}
    return render(request, "reviews/teams/list.html", context, status=422 if form.errors else 200)


@login_required
def team_detail(request: MemberRequest, slug: str) -> HttpResponse:
    """The members of a team; its owners also see the invitations."""
    team, seat = team_for(request.user, slug)
    return _team_page(request, team, seat)


@never_cache
@login_required
@require_POST
def team_invite(request: MemberRequest, slug: str) -> HttpResponse:
    """Make an invitation. Only this answer ever shows its link."""
    user = request.user
    team, seat = team_for(user, slug, OWN)
    form = InvitationForm(request.POST)
    if form.is_valid():
        with form.refusals():
            invitation, secret = invite(team=team, by=user, **form.cleaned_data)
            link = full_address(reverse("reviews:invitation_open", args=[secret]))
            return _team_page(request, team, seat, status=201, link=link, made=invitation)
    return _team_page(request, team, seat, status=422, form=form)


@login_required
@require_POST
def invitation_withdraw(request: MemberRequest, slug: str, invitation: int) -> HttpResponse:
    """Withdraw an invitation: its link no longer works."""
    team, _ = team_for(request.user, slug, OWN)
    withdraw_invitation(invitation=get_object_or_404(team.invitations, pk=invitation, accepted_at=None))
    messages.success(request, "Invitation withdrawn. Its link no longer works.")
    return redirect("reviews:team_detail", team.slug)


@login_required
@require_POST
def member_change(request: MemberRequest, slug: str, membership: int) -> HttpResponse:
    """Give a member another role."""
    team, seat = team_for(request.user, slug, OWN)
    member = get_object_or_404(team.memberships.select_related("user"), pk=membership)
    form = RoleForm(request.POST)
    if form.is_valid():
        with form.refusals():
            change_role(membership=member, **form.cleaned_data)
            messages.success(request, f"{member.user} is now {member.get_role_display().lower()}.")
            return redirect("reviews:team_detail", team.slug)
    return _team_page(request, team, seat, status=422, refused=form)


@login_required
def member_remove(request: MemberRequest, slug: str, membership: int) -> HttpResponse:
    """Ask, then remove a member from the team."""
    team, _ = team_for(request.user, slug, OWN)
    member = get_object_or_404(team.memberships.select_related("user"), pk=membership)
    form = VerbForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            remove_member(membership=member)
            messages.success(request, f"{member.user} was removed from “{team}”. Their marks and comments stay.")
            return redirect("reviews:team_list")
    context = {"team": team, "member": member, "form": form}
    return render(request, "reviews/teams/member_remove.html", context, status=422 if form.errors else 200)


@never_cache
def invitation_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the invited person in.

    They join with a new account, or with the one that they are signed in to.
    """
    invitation = open_invitation(secret)
    if invitation is None:
        return render(request, "reviews/teams/invitation_used.html", status=410)
    form_class = VerbForm if request.user.is_authenticated else JoinForm
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            if request.user.is_authenticated:
                accept_invitation(invitation=invitation, user=request.user)
            else:
                login(request, join_by_invitation(invitation=invitation, **form.cleaned_data))
            messages.success(request, f"Welcome to “{invitation.to}”.")
            if invitation.comparison:
                return redirect("collation:matrix", invitation.comparison.slug)
            return redirect("reviews:comparison_list")
    context = {"invitation": invitation, "form": form}
    return render(request, "reviews/teams/invitation_open.html", context, status=422 if form.errors else 200)


def _team_page(request: MemberRequest, team: Team, seat: Seat, *, status: int = 200, **more: Any) -> HttpResponse:
    invitations = team.invitations.filter(accepted_at=None, expires_at__gt=timezone.now()).select_related(
        "created_by", "comparison"
    )
    context = {
        "team": team,
        "seat": seat,
        "members": team.memberships.select_related("user"),
        "roles": Role.choices,
        "invitations": invitations if seat.may_own else [],
        "form": InvitationForm(),
        **more,
    }
    return render(request, "reviews/teams/page.html", context, status=status)
