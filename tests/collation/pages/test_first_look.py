"""What to look at first: rows and facts of a stored comparison."""

import pytest
from django.urls import reverse

from collation.assemble.collation import collate
from collation.assemble.facts import fact_reading
from collation.pages.facts import anchor
from collation.pages.priorities import first_look
from reviews.domain.facts import review_fact
from reviews.lens import lens
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.factories import make_transcript

SIZE = ":owl-2 have … parameter"


@pytest.fixture
def parted(comparison):
    make_transcript(comparison, "Ada", (ASKED, f"{ADA}\n\nOwl-2 has 700 million parameters."))
    make_transcript(comparison, "Bert", (ASKED, f"{BERT}\n\nOwl-2 has 900 million parameters."))
    return comparison


def looked(comparison):
    view = lens(None, comparison)
    collation = collate(comparison, view)
    facts = fact_reading(comparison, view, collation.respondents).facts
    return {one.matter.kind: one for one in first_look(collation, facts)}


def test_rows_and_facts_with_their_reasons(parted):
    found = looked(parted)
    assert found["row"].matter.key == "safe"
    fact = found["fact"]
    assert fact.matter.key == anchor(("quantity", SIZE))
    assert (fact.matter.parting, fact.matter.settled, fact.score) == (1.0, 0.0, 1.0)
    assert fact.matter.why == "Said of it: 700 million and 900 million."


@pytest.mark.parametrize("decision", ["confirmed", "dismissed"])
def test_a_reviewed_fact_needs_no_look(parted, alice, decision):
    review_fact(comparison=parted, by=alice, kind="quantity", topic=SIZE, decision=decision)
    assert list(looked(parted)) == ["row"]


def test_links_lead_to_rows_and_facts(client, parted, alice):
    client.force_login(alice)
    page = client.get(reverse("collation:matrix", args=[parted.slug])).text
    facts = reverse("collation:fact_list", args=[parted.slug])
    assert f'href="{facts}#{anchor(("quantity", SIZE))}"' in page
