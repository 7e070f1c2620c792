"""The collation as JSON."""

from django.http import JsonResponse

from collation.assemble.collation import collation_document
from reviews.web.context import Context, comparison_page


@comparison_page()
def document(context: Context) -> JsonResponse:
    """The collation document (docs/formats.md), as the viewer may know it."""
    return JsonResponse(collation_document(context.comparison, context.lens), json_dumps_params={"ensure_ascii": False})
