"""The collation as JSON."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from collation.collate import collation_document
from reviews.access import comparison_for
from reviews.lens import lens
from reviews.requests import MemberRequest


@login_required
@require_GET
def document(request: MemberRequest, slug: str) -> JsonResponse:
    """The collation document of the contract, as the viewer may know it."""
    comparison, _ = comparison_for(request.user, slug)
    return JsonResponse(
        collation_document(comparison, lens(request.user, comparison)), json_dumps_params={"ensure_ascii": False}
    )
