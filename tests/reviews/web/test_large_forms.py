"""Forms that hold a whole document."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from reviews.web import large_forms
from reviews.web.large_forms import drop_rest, large_form

URLENCODED = "application/x-www-form-urlencoded"


class OfRequest:
    def __init__(self, request):
        self.request = request


def sent(body: bytes, content_type: str = URLENCODED) -> HttpResponse:
    request = RequestFactory(enforce_csrf_checks=False).post("/", body, content_type=content_type)
    request._dont_enforce_csrf_checks = True
    view = large_form(lambda context: HttpResponse(context.request.POST.get("text", "")))
    return view(OfRequest(request))


@pytest.mark.parametrize("limit", [None, 10])
def test_a_form_above_djangos_limit_is_read(settings, limit):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = limit
    assert sent(b"text=owls+see+in+the+dark").text == "owls see in the dark"


def test_a_longer_form_is_cut(monkeypatch):
    monkeypatch.setattr(large_forms, "MOST_FORM_BYTES", 10)
    assert sent(b"text=owls+see").text == "owls "


def test_another_form_is_djangos(settings):
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nowls\r\n--x--\r\n'
    assert sent(body, "multipart/form-data; boundary=x").text == "owls"


def test_the_check_against_forged_requests_stays(comparison, alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = client.post(f"/c/{comparison.slug}/intake/paste/", b"text=owls", content_type=URLENCODED)
    assert response.status_code == 403


def test_the_rest_of_a_request_is_read():
    rest = BytesIO(b"owl" * 1_000_000)
    drop_rest(rest)
    assert rest.read() == b""
