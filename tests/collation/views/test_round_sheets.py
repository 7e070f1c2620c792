"""Asking again: the page, what a sheet holds of a comparison, and what it hides."""

import pytest
from django.test import Client

from reviews.domain.marks import place_mark
from reviews.domain.readers import give_to_models
from reviews.models import RoundSheet
from tests.collation.views.test_matrix import texts
from tests.factories import make_transcript

SEES = "Yes, it is safe. Ada tested it with 40 owls, and so did Bert."
DOUBTS = "No, it is not safe. I, Bert, found no test of it."


@pytest.fixture
def told(comparison):
    make_transcript(comparison, "Ada", ("Is it safe?", SEES))
    make_transcript(comparison, "Bert", ("Is it safe?", DOUBTS))
    return comparison


@pytest.fixture
def url(comparison) -> str:
    return f"/c/{comparison.slug}/ask/again/"


@pytest.fixture
def alices(client, alice) -> Client:
    client.force_login(alice)
    return client


def make(client, url, respondent="ada", **more):
    sent = {"respondent": respondent, "only_disputed": "no", "most": "60000", "unit": "characters", **more}
    return client.post(f"{url}make/", sent)


def test_a_sheet_shows_all_answers_without_names(alices, told, url):
    answer = make(alices, url)
    sheet = RoundSheet.objects.get()
    assert answer.url == f"{url}?sheet={sheet.token}#sheet"
    assert "Yes, it is safe. [name] tested it with 40 owls, and so did [name]." in sheet.text
    assert "Ada" not in sheet.text
    assert "Bert" not in sheet.text
    assert sorted(sheet.names.items()) == [("A", sheet.names["A"]), ("B", sheet.names["B"])]
    assert set(sheet.names.values()) == {"ada", "bert"}
    letter = next(letter for letter, key in sheet.names.items() if key == "ada")
    assert f"Response {letter} is what you answered before." in sheet.text
    page = alices.get(answer.url.partition("#")[0]).text
    assert texts(page, "#sheet h2") == ["The sheet for Ada"]
    assert texts(page, "#sheet-text") == [" ".join(sheet.text.split())]
    assert alices.get(f"{url}{sheet.token}.md").content.decode() == sheet.text


def test_each_model_has_an_order_of_its_own_that_stays(alices, told, url):
    for name in "CDEFG":
        make_transcript(told, f"Model {name}", ("Is it safe?", "It is."))
    for respondent in ("ada", "bert", "ada"):
        make(alices, url, respondent)
    first, other, again = (list(sheet.names.values()) for sheet in RoundSheet.objects.all())
    assert first == again
    assert first != other
    assert sorted(first) == sorted(other)


def test_only_disputed_quotations_need_a_dispute(alices, told, url, alice):
    question = told.questions.get(key="safe")
    for transcript in told.transcripts.all():
        place_mark(question=question, transcript=transcript, by=alice, value="yes", evidence="safe")
    assert texts(make(alices, url, only_disputed="yes").text, ".errorlist li") == [
        "Nobody differs on anything yet: show the whole comparison."
    ]
    place_mark(question=question, transcript=told.transcripts.last(), by=alice, value="no", evidence="not safe")
    make(alices, url, only_disputed="yes")
    text = RoundSheet.objects.get().text
    assert "\nnot safe\n" in text
    assert "found no test" not in text
    assert "Does it work?" not in text


def test_a_sheet_that_cannot_be_so_small_says_how_small_it_can_be(alices, told, url):
    make_transcript(told, "Cleo", ("Is it safe?", "No, it never was, and " + "really " * 400 + "not."))
    page = make(alices, url, most="1000").text
    assert texts(page, ".errorlist li")[0].startswith("The smallest sheet has ")
    assert RoundSheet.objects.count() == 0
    assert make(alices, url, most="800").status_code == 422
    assert make(alices, url, "nobody").status_code == 422


def test_what_may_not_be_given_to_models_is_in_no_sheet(alices, told, url):
    give_to_models(transcript=told.transcripts.get(key="bert"), allowed=False)
    make(alices, url)
    sheet = RoundSheet.objects.get()
    assert list(sheet.names.values()) == ["ada"]
    assert "not safe" not in sheet.text


def test_without_answers_it_teaches(alices, comparison, url):
    assert texts(alices.get(url).text, ".empty h2") == ["Nobody can be asked again yet"]


def test_ask_and_publish_lead_here_for_editors_alone(alices, told, url, client, bob):
    for page in ("ask", "publish"):
        assert f'href="{url}"' in alices.get(f"/c/{told.slug}/{page}/").text
    client.force_login(bob)
    assert f'href="{url}"' not in client.get(f"/c/{told.slug}/ask/").text
