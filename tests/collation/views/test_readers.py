"""The page of readers: who read, sheets, and replies that are seen before they are stored."""

import json

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.papers import store_pages
from reviews.models import Reader, ReaderReply, ReaderSheet, ReaderStatement, Role
from tests.collation.samples.replies import ADA, BERT, cell, reply, written
from tests.collation.views.test_matrix import texts
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture
def told(comparison):
    make_transcript(comparison, "Ada", ("Is it safe?", ADA))
    make_transcript(comparison, "Bert", ("Is it safe?", BERT))
    return comparison


@pytest.fixture
def mara(told):
    return make_transcript(told, "Mara", ("Is it safe?", "I tried it myself, and I am well."), kind="person")


@pytest.fixture
def url(comparison) -> str:
    return f"/c/{comparison.slug}/readers/"


@pytest.fixture
def alices(client, alice) -> Client:
    client.force_login(alice)
    return client


def take(client, url, raw=None, *, name="GPT-5.2", family="OpenAI", **more):
    return client.post(f"{url}take/", {"reply": raw or written(), "name": name, "family": family, **more})


def preview(client, url, raw=None, *, name="GPT-5.2"):
    return client.post(f"{url}preview/", {"reply": raw or written(), "name": name, "family": "OpenAI"})


def attributes(page, selector, name):
    return [one.attributes.get(name) for one in LexborHTMLParser(page).css(selector)]


# Who sees what


def test_the_empty_page_teaches_in_three_steps(alices, told, url, client, bob):
    page = alices.get(url).text
    assert texts(page, "h1") == ["Let a model read the answers"]
    assert texts(page, ".steps h3") == ["Make a sheet", "Give it to a model", "Paste its reply"]
    client.force_login(bob)
    page = client.get(url).text
    assert texts(page, ".empty h2") == ["No model has read this yet"]
    assert texts(page, "main form") == []


def test_without_transcripts_it_says_what_comes_first(alices, comparison, url):
    assert texts(alices.get(url).text, ".empty h2") == ["Nothing is there to be read yet"]


def test_everybody_sees_who_read_and_what_was_thrown_away(alices, told, url, client, bob):
    wrong = cell("ada", "works", "answered", "yes", "It works <b>wonders</b> for all.")
    take(alices, url, written(cells=[*reply()["cells"][1:], wrong]))
    client.force_login(bob)
    page = client.get(url).text
    stored = ReaderReply.objects.get()
    assert texts(page, ".reader h3") == ["GPT-5.2"]
    assert texts(page, ".reader .chip") == ["OpenAI"]
    assert texts(page, ".replies strong") == ["5 cells, 1 fact, 1 finding and 2 evidence bases"]
    assert texts(page, ".thrown-away summary") == ["1 thrown away"]
    assert texts(page, ".dropped li") == ["The quotation is not found. cells[5] It works <b>wonders</b> for all."]
    assert f"SHA-256 of the reply: {stored.sha256}" in page
    assert texts(page, ".reader form") == []


def test_where_readers_differ_leads_to_the_cell(alices, told, url):
    take(alices, url)
    assert texts(alices.get(url).text, ".disputed") == []
    take(alices, url, written(cells=[cell("ada", "safe", "answered", "no", "It is safe for everyone.")]), name="Claude")
    page = alices.get(url).text
    assert texts(page, ".disputed li") == ["Ada: Is it safe? yes GPT-5.2 no Claude"]
    assert attributes(page, ".disputed a", "href") == [f"/c/{told.slug}/matrix/safe/ada/"]


# Sheets


def test_a_sheet_is_made_and_shown(alices, told, url):
    response = alices.post(f"{url}sheets/", {"respondents": ["ada", "bert"], "most_tokens": "100000"})
    sheet = ReaderSheet.objects.get()
    assertRedirects(response, f"{url}?sheet={sheet.token}#sheet")
    page = alices.get(f"{url}?sheet={sheet.token}").text
    (box,) = LexborHTMLParser(page).css(".made-sheet textarea")
    assert box.text().lstrip("\n").startswith("You read for a comparison.")
    assert len(box.text().lstrip("\n")) == sheet.chars
    download = alices.get(f"{url}sheets/{sheet.token}.txt")
    assert download["Content-Type"] == "text/plain; charset=utf-8"
    assert download["Content-Disposition"] == f'attachment; filename="{told.slug}-sheet-{sheet.token}.txt"'
    assert len(download.text) == sheet.chars


def test_a_sheet_above_the_chosen_size_is_split(alices, told, url):
    response = alices.post(f"{url}sheets/", {"respondents": ["ada", "bert"], "most_tokens": "1000"})
    page = alices.get(response["Location"]).text
    assert texts(page, ".made-sheet strong") == ["Ada", "Bert"]
    assertContains(alices.get(response["Location"]), "Together they are larger than you wanted")


def test_a_sheet_whose_texts_have_changed_is_not_shown(alices, told, url):
    alices.post(f"{url}sheets/", {"respondents": ["ada", "bert"], "most_tokens": "100000"})
    sheet = ReaderSheet.objects.get()
    told.questions.filter(key="safe").update(text="Is it really safe?")
    assertContains(alices.get(f"{url}?sheet={sheet.token}"), "have changed since it was made. Make a new one.")
    assert alices.get(f"{url}sheets/{sheet.token}.txt").status_code == 404
    assertContains(alices.get(f"{url}?sheet=nothing"), "This sheet is not here any more: make a new one.")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose at least one respondent."),
        ({"respondents": ["mara"]}, "mara is not one of the available choices."),
        ({"respondents": ["ada"], "most_tokens": "5"}, "Ensure this value is greater than or equal to 1000."),
    ],
)
def test_what_cannot_be_a_sheet_is_refused(alices, mara, url, given, words):
    response = alices.post(f"{url}sheets/", {"most_tokens": "100000", **given})
    assert response.status_code == 422
    assert words in response.text
    assert not ReaderSheet.objects.exists()


def test_a_persons_text_is_withheld_until_an_owner_allows_it(alices, mara, url, team):
    page = alices.get(url).text
    assert attributes(page, "[name=respondents][checked]", "value") == ["ada", "bert"]
    assert attributes(page, "[name=respondents][disabled]", "value") == ["mara"]
    assert "A person’s own words: no model gets them until you say so." in " ".join(texts(page, ".readable li"))
    response = alices.post(f"{url}texts/mara/give/", {"allowed": "yes"}, follow=True)
    assert texts(response.text, ".messages li") == ["The text of Mara may now be given to models."]
    assert attributes(response.text, "[name=respondents][checked]", "value") == ["ada", "bert", "mara"]
    response = alices.post(f"{url}texts/mara/give/", {"allowed": ""}, follow=True)
    assert texts(response.text, ".messages li") == ["The text of Mara may no longer be given to models."]
    editor = MembershipFactory(team=team, user__name="Eve", role=Role.EDITOR).user
    alices.force_login(editor)
    page = alices.get(url).text
    assert "no model gets them until an owner says so." in " ".join(texts(page, ".readable li"))
    assert texts(page, ".readable button") == []


def test_the_papers_text_too(alices, told, url):
    store_pages(comparison=told, text="Owls see in the dark.")
    assert attributes(alices.get(url).text, "[name=paper][disabled]", "name") == ["paper"]
    given = {"respondents": ["ada"], "most_tokens": "100000", "paper": "on"}
    where = alices.post(f"{url}sheets/", given)["Location"]
    assertNotContains(alices.get(where), "Owls see in the dark.")
    response = alices.post(f"{url}paper/give/", {"allowed": "yes"}, follow=True)
    assert texts(response.text, ".messages li") == ["The paper’s text may now be given to models."]
    where = alices.post(f"{url}sheets/", given)["Location"]
    assertContains(alices.get(where), "Owls see in the dark.")


def test_points_of_single_respondents_are_gathered_with_another_sheet(alices, told, url):
    where = alices.post(f"{url}sheets/", {"respondents": ["ada", "bert"], "most_tokens": "1000"})["Location"]
    assert texts(alices.get(where).text, ".made-sheet strong") == ["Ada", "Bert"]
    for sheet, key, quote in zip(
        ReaderSheet.objects.all(), ("ada", "bert"), ("Five people tried it", "Seven people tried it"), strict=True
    ):
        assert texts(alices.get(url).text, ".reader form[action$='gather/']") == []
        point = {"key": "f1", "title": f"{key} counts", "kind": "other", "respondent": key, "quote": quote}
        take(alices, url, json.dumps({"sheet": sheet.token, "points": [point]}))
    assert texts(alices.get(url).text, ".reader form[action$='gather/'] button") == ["Make that sheet"]
    response = alices.post(f"{url}gpt-52/gather/", follow=True)
    assert "asks which belong together" in response.text
    assert "Seven people tried it" in LexborHTMLParser(response.text).css_first(".made-sheet textarea").text()
    assert alices.post(f"{url}nobody/gather/").status_code == 404


# Replies


def test_a_reply_is_seen_before_anything_is_stored(alices, told, url):
    wrong = cell("ada", "works", "answered", "yes", "It works wonders for all.")
    page = preview(alices, url, written(cells=[*reply()["cells"][1:], wrong])).text
    assert texts(page, "h1") == ["What the reply of GPT-5.2 comes to"]
    assert texts(page, ".title p") == ["1 of 9 quotations not found; 1 of 6 cells dropped. Nothing is stored yet."]
    assert texts(page, ".preview-matrix td .verdict") == ["qualified", "yes", "unclear", "not asked", "not asked"]
    assert texts(page, ".preview h2") == [
        "Verdicts",
        "Thrown away 1",
        "Facts 1",
        "Findings 1",
        "What respondents could read 2",
    ]
    assert texts(page, ".dropped li") == ["The quotation is not found. cells[5] It works wonders for all."]
    assert texts(page, ".points strong") == ["People in the trial", "Few people tried it"]
    assert not Reader.objects.exists()


def test_a_reply_is_taken_in_and_taken_back(alices, told, url):
    response = take(alices, url)
    stored = ReaderReply.objects.get()
    assertRedirects(response, f"{url}?taken={stored.pk}")
    page = alices.get(response["Location"]).text
    assert texts(page, "#just-placed span") == [
        "GPT-5.2 is taken in: 6 cells, 1 fact, 1 finding and 2 evidence bases. See it in the matrix."
    ]
    assert "suggested by GPT-5.2" in alices.get(f"/c/{told.slug}/matrix/").text
    assert attributes(page, "[name=name]", "value") == ["GPT-5.2"]
    response = alices.post(f"{url}replies/{stored.pk}/remove/", follow=True)
    assert texts(response.text, ".messages li") == ["The reply of GPT-5.2 is removed. What people decided stays."]
    assert not Reader.objects.exists()


def test_the_same_reply_again_says_so(alices, told, url):
    take(alices, url)
    page = preview(alices, url)
    assertContains(page, "This reply of GPT-5.2 is stored already, since ")
    assertNotContains(page, "Take it in</button>")
    response = take(alices, url, "\r\n" + written() + "\r\n")
    assert "This reply of GPT-5.2 is stored already, since " in alices.get(response["Location"]).text
    assert ReaderReply.objects.count() == 1


def test_a_second_reply_completes_or_replaces_the_first(alices, told, url):
    alices.post(f"{url}sheets/", {"respondents": ["ada", "bert"], "most_tokens": "100000"})
    sheet = ReaderSheet.objects.get().token
    first, *others = reply()["cells"]
    take(alices, url, json.dumps({"sheet": sheet, "cells": others}))
    rest = json.dumps({"sheet": sheet, "cells": [first]})
    page = preview(alices, url, rest).text
    assert attributes(page, "[name=completes][checked]", "value") == ["yes"]
    assert "5 cells are missing." in page
    (repair,) = LexborHTMLParser(page).css("#repair")
    assert f'"sheet": "{sheet}"' in repair.text()
    take(alices, url, rest, completes="yes")
    assert ReaderStatement.objects.current().count() == 6
    take(alices, url, json.dumps({"sheet": sheet, "cells": others[:1]}), completes="no")
    assert ReaderStatement.objects.current().count() == 1
    assert texts(alices.get(url).text, ".replies .chip") == ["superseded by a later reply"] * 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reply": ""}, "Paste the reply of the model."),
        ({"name": " "}, "Say who read it, such as “GPT-5.2” or “Claude Opus 4.5”."),
        ({"reply": "Sorry."}, "No JSON object with cells, facts or findings was found."),
        ({"reply": '{"cells": [{"respondent": "ada"}]}'}, "cells[0].state is missing"),
    ],
)
@pytest.mark.parametrize("act", ["preview", "take"])
def test_what_cannot_be_taken_is_refused_in_words(alices, told, url, act, given, words):
    response = alices.post(f"{url}{act}/", {"reply": written(), "name": "GPT-5.2", **given})
    assert response.status_code == 422
    assert words in " ".join(texts(response.text, "#reply .errorlist"))
    assert not Reader.objects.exists()


def test_a_hostile_reply_is_plain_text(alices, told, url):
    bad = '<script>alert(1)</script><a href="https://evil.test/">here</a>'
    finding = {**reply()["findings"][0], "title": f"Few tried it {bad}"}
    dropped = cell("ada", "works", "answered", "yes", bad)
    raw = written(findings=[finding], cells=[dropped, *reply()["cells"][1:]])
    for page in (preview(alices, url, raw, name=f"GPT {bad}"), take(alices, url, raw, name=f"GPT {bad}")):
        shown = alices.get(page["Location"]).text if page.status_code == 302 else page.text
        assert "<script>alert" not in shown
        assert 'href="https://evil.test' not in shown


def test_a_giant_reply_is_refused_in_words(alices, told, url):
    body = b"name=GPT&reply=" + b"owl+" * 700_000
    response = alices.post(f"{url}preview/", body, content_type="application/x-www-form-urlencoded")
    assertContains(response, "The reply is longer than 2,000,000 characters.", status_code=422)


def test_a_reply_of_another_comparison_is_not_removed(alices, told, url, alice, team):
    take(alices, url)
    stored = ReaderReply.objects.get()
    assert alices.post(f"/c/nothing/readers/replies/{stored.pk}/remove/").status_code == 404
    assert alices.post(f"{url}replies/{stored.pk + 1}/remove/").status_code == 404
    assert ReaderReply.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(alices, comparison, url, count, django_assert_num_queries):
    for name in ("Ada", "Bert", "Cleo")[:count]:
        make_transcript(comparison, name, ("Is it safe?", ADA))
    for number in range(count):
        said = [cell(key, "safe", "answered", "yes", "It is safe for everyone.") for key in ("ada", "bert")[:count]]
        take(alices, url, json.dumps({"cells": said}), name=f"Reader {number}")
    alices.get(url)
    with django_assert_num_queries(11):
        alices.get(url)
