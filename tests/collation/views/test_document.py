"""The collation as JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.urls import reverse

from collation.assemble.collation import collation_document
from reviews.domain.facts import review_fact, strike_value
from reviews.domain.findings import NewPoint, gather_finding, rate_finding
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.lens import lens
from reviews.models import Response, Support
from tests.factories import make_transcript

EXPECTED = Path(__file__).parent / "document.json"


def test_the_document(client, alice, comparison, cleo):
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


def test_the_whole_document_to_the_last_key(comparison, alice, bob):
    """Beside `document.json`, in its order of keys; responses are numbered from 1."""
    ada, bert = (
        make_transcript(comparison, name, ("Is it safe?", said))
        for name, said in (
            ("Ada", "No, Owl-2 is not safe. It rests on Dual Owl Attention (DOA)."),
            ("Bert", "One would have to watch it for a year. It rests on Dense Owl Attention (DOA)."),
        )
    )
    safe = comparison.questions.get(key="safe")
    works = comparison.questions.get(key="works")
    mark = place_mark(
        question=safe, transcript=ada, by=bob, value="no", confidence=3, rationale="So it says.", evidence="not safe"
    )
    place_mark(question=works, transcript=ada, by=alice, value="no")
    place_mark(question=works, transcript=ada, by=bob, value="unclear")
    resolve_cell(question=works, transcript=bert, by=alice, value="silent", why="Not a word.")
    say_support(question=safe, transcript=ada, by=bob, value="not_found", quote="")
    Support.objects.update(created_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    review_fact(comparison=comparison, by=bob, kind="acronym", topic="doa", decision="confirmed", why="Read it.")
    strike_value(
        comparison=comparison,
        by=bob,
        kind="acronym",
        topic="doa",
        value="dense owl attention",
        text="Dense Owl Attention",
    )
    span = NewPoint(mark.response, mark.start, mark.end)
    finding = gather_finding(comparison=comparison, by=alice, title="Not safe", kind="risk", spans=[span])
    rate_finding(finding=finding, by=bob, value="major")

    told = collation_document(comparison)
    numbers = {pk: number for number, pk in enumerate(Response.objects.order_by("pk").values_list("pk", flat=True), 1)}
    for row in told["rows"]:
        for cell in row["cells"]:
            for quoting in (*cell["passages"], *(mark["evidence"] for mark in cell["marks"] if mark["evidence"])):
                quoting["response_id"] = numbers[quoting["response_id"]]
    told["comparison"]["revision"] = 1
    assert json.dumps(told, indent=1, ensure_ascii=False).splitlines() == EXPECTED.read_text("utf-8").splitlines()
