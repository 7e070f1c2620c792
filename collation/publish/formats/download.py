"""The answer to a request for an edition in one format."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from collation.publish.formats.edition import Edition, PublicationFormat
from reviews.refusal import Refused


def download(form: PublicationFormat, edition: Edition) -> HttpResponse:
    """An edition as a file to keep.

    A format that cannot be written here is refused in words, with 409.
    """
    try:
        response = HttpResponse(form.write(edition), content_type=form.media_type)
    except Refused as refused:
        return HttpResponse(f"{refused}\n", status=409, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, form.file_name(edition))
    return response
