"""The button that loads the demo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from collation.publish.demo import show_demo
from reviews.access import may_start
from reviews.web.requests import MemberRequest


@login_required
@require_POST
def demo_load(request: MemberRequest) -> HttpResponse:
    """Loads and publishes the demo in a team of the user's own."""
    if not may_start(request.user):
        raise PermissionDenied("Your role in this team doesn’t allow that. An owner of the team can change your role.")
    comparison = show_demo(by=request.user)
    messages.info(
        request, "This is the demo: five readings of one paper, marked by three people. Change what you like."
    )
    return redirect("collation:matrix", comparison.slug)
