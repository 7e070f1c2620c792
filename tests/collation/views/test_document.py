"""The collation as JSON."""

from django.urls import reverse

from collation.collate import collation_document
from reviews.lens import lens


def test_the_document_is_the_contracts(client, alice, comparison, cleo):
    client.force_login(alice)
    response = client.get(reverse("collation:document", args=[comparison.slug]))
    assert response["Content-Type"] == "application/json"
    assert response.json() == collation_document(comparison, lens(alice, comparison))
    assert response.json()["format"] == "collation/2"
    assert [respondent["key"] for respondent in response.json()["respondents"]] == ["ada", "bert", "cleo"]


def test_it_is_sent_again_only_when_something_has_changed(client, alice, comparison, ada):
    client.force_login(alice)
    url = reverse("collation:document", args=[comparison.slug])
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_who_may_read_it(client, charlie, erin, comparison, ada):
    url = reverse("collation:document", args=[comparison.slug])
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"
    client.force_login(charlie)
    assert client.get(url).status_code == 404
    client.force_login(erin)
    assert client.get(url).status_code == 200
