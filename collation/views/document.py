"""The collation as JSON."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from collation.assemble.collation import collation_document
from reviews.access import comparison_for
from reviews.lens import lens
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@login_required
@require_safe
def document(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The collation document (docs/formats.md), as the viewer may know it."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> JsonResponse:
        return JsonResponse(collation_document(comparison, view), json_dumps_params={"ensure_ascii": False})

    return conditional(request, comparison, seat, view, respond)
