"""A publication in the format before, `earlier.json`: its bytes stay, and it can still be read."""

import hashlib
import json
from pathlib import Path

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.changes import changes
from collation.publish.document.markdown import markdown
from collation.publish.document.method import method
from collation.publish.document.page import page
from collation.publish.document.parse import thaw
from collation.publish.freeze import proposal
from reviews.domain.publications import unnumbered
from reviews.models import Publication

TEXT = (Path(__file__).parent / "earlier.json").read_text(encoding="utf-8")
FROM_EARLIER_RULES = (
    "The suggestions in this version, “silent” and “not asked” among them, came from earlier rules, which said more "
    "than the words show."
)


@pytest.fixture
def earlier(comparison, alice):
    """The document as it was published, in the place of the comparison's first version."""
    document = json.loads(TEXT)
    return Publication.objects.create(
        comparison=comparison,
        number=1,
        title=document["publication"]["title"],
        finding=document["publication"]["finding"],
        document=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        created_by=alice,
        created_at=timezone.now(),
    )


def test_its_bytes_are_served_as_they_were_frozen(client, earlier):
    for address in ("/p/owl-2.json", "/p/owl-2/v1.json"):
        assert client.get(address).content == TEXT.encode()


def test_its_figures_are_those_that_were_frozen():
    works, safe, code_safe = thaw(json.loads(TEXT)).rows
    assert [row.divergence for row in (works, safe, code_safe)] == [None, pytest.approx(4 / 9), None]
    assert [[cell.verdict.value for cell in row.cells] for row in (works, safe)] == [
        ["yes", None, "silent"],
        ["no", "qualified", "unclear"],
    ]
    assert [cell.verdict.rank for cell in (*works.cells, *safe.cells)] == [3, None, None, 0, 2, 1]
    assert [cell.unread for row in (works, safe, code_safe) for cell in row.cells] == [False] * 9


def test_what_it_gave_no_verdict_is_unread():
    document = json.loads(TEXT)
    cell = document["rows"][1]["cells"][1]
    cell["suggestion"] |= {"verdict": None, "reason": "no sentence takes a stand on it"}
    cell["verdict"] = {"value": None, "from": None, "split": False}
    thawed = thaw(document).rows[1].cells[1]
    assert (thawed.unread, thawed.reading.suggestion.reason) == (True, "")
    assert page(document, sha256="").rows[1].cells[1].rests_on == "Nobody has read this yet."


def test_its_pages_say_where_its_suggestions_came_from(client, earlier):
    tree = LexborHTMLParser(client.get("/p/owl-2/").text)
    assert FROM_EARLIER_RULES in [node.text() for node in tree.css(".method li")]
    assert [node.text() for node in tree.css(".standing tbody tr:nth-child(2) td .verdict")] == [
        "no",
        "qualified",
        "unclear",
    ]
    assert FROM_EARLIER_RULES in markdown(json.loads(TEXT), sha256="").replace("\\", "")
    assert client.get("/p/owl-2/embed/").status_code == 200
    assert tree.css_first(".finding").text() == json.loads(TEXT)["publication"]["finding"]


def test_a_version_of_today_does_not_say_so(drafted, ada):
    assert FROM_EARLIER_RULES not in method(drafted(), thaw(drafted()))


def test_a_headline_that_was_computed_gives_way_to_that_of_today(comparison, ada, bert, earlier):
    assert proposal(comparison)[0].finding.startswith("They differ most on “Is it safe?” (1.00, 2 of 2 read): ")
    Publication.objects.update(finding="They part most on everything, says the team.")
    assert proposal(comparison)[0].finding == "They part most on everything, says the team."


def test_what_changed_since_is_told_without_the_keys_that_are_new(drafted, ada):
    old = json.loads(TEXT)
    new = {**old, "format": "collation/2", "readers": []}
    assert changes(unnumbered(old), unnumbered(new)) == (
        "The rules that suggest verdicts: what they cannot show is unread now.",
    )
