"""The page of respondents: what is known of each column, its changes, and the order of all."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.blinding import set_blinding
from reviews.domain.comparisons import archive_comparison
from reviews.domain.optimistic_lock import token
from reviews.domain.transcripts import archive_transcript, described
from reviews.lens import lens
from reviews.models import Comparison, Role, Transcript
from tests.collation.samples.replies import ADA, BERT
from tests.collation.views.test_matrix import texts
from tests.collation.views.test_readers import attributes, take
from tests.factories import MembershipFactory, make_transcript, put_in_order


@pytest.fixture
def told(comparison) -> Comparison:
    make_transcript(comparison, "Ada", ("Is it safe?", ADA), vendor="Barn", version="1")
    make_transcript(
        comparison, "Bert", ("Is it safe?", BERT), ("Why?", "It works."), kind="person", said_on="2026-02-03",
        link="https://bert.example/", evidence_basis="web_search", evidence_quote="It works in the trial.",
    )  # fmt: skip
    return comparison


@pytest.fixture
def url(comparison) -> str:
    return f"/c/{comparison.slug}/respondents/"


@pytest.fixture
def alices(client, alice) -> Client:
    client.force_login(alice)
    return client


def filled(key: str, **changed: str) -> dict[str, str]:
    """The form of a column as a browser sends it, with changes."""
    stored = described(Transcript.objects.get(key=key))
    return {**stored, "seen": token(stored), **changed}


# What is known


def test_a_reviewer_without_names_finds_what_compare_shows_in_their_own_order(client, alice, bob, told, url):
    archive_transcript(transcript=make_transcript(told, "Cleo", ("Is it safe?", ADA)))
    set_blinding(comparison=told, by=alice, names_hidden=True, others_hidden=False)
    put_in_order(told, bob, "bert", "ada")
    client.force_login(bob)
    page = client.get(url).text
    names = [lens(bob, told).name(column) for column in lens(bob, told).columns]
    assert texts(page, ".respondent") == [
        f"{names[0]} Could read searched the web It works in the trial.",
        f"{names[1]} Could read basis unknown",
    ]
    assert texts(page, "main p") == [
        "Who answers, in the order of your columns, and what each could read. "
        "The rest is hidden from you until names are revealed."
    ]
    assert LexborHTMLParser(page).css("main form, main a") == []
    client.force_login(alice)
    assert texts(client.get(url).text, ".respondent h2") == ["Ada", "Bert"]
    assert texts(client.get(url).text, ".respondent header p") == ["Model · version 1 · Barn", "Person"]


def test_a_reviewer_without_names_is_told_that_nobody_answered(client, alice, bob, comparison, url):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    client.force_login(bob)
    assert texts(client.get(url).text, ".title p") == ["Nobody has answered yet."]


def test_a_row_says_what_is_known_of_its_column(alices, told, url):
    page = alices.get(url).text
    assert texts(page, ".respondent h2") == ["Ada", "Bert"]
    assert texts(page, ".respondent header p") == ["Model · version 1 · Barn", "Person"]
    assert texts(page, ".respondent dl > div") == [
        "Could read basis unknown",
        "Said no date 1 prompt, 1 answer",
        "Document Ada.md",
        "Published Full text",
        "Sheets for models may hold it Withhold Ada",
        "Could read searched the web It works in the trial.",
        "Said 3 February 2026 where Bert said it 2 prompts, 2 answers",
        "Document Bert.md",
        "Published Quotations only",
        "Sheets for models hold none of it until an owner allows it Allow Bert",
    ]
    assert attributes(page, ".respondent dl a[rel]", "href") == ["https://bert.example/"]


def test_readers_stand_beside_it(alices, told, url, comparison):
    take(alices, f"/c/{comparison.slug}/readers/")
    assert texts(alices.get(url).text, "#respondent-ada dl > div:first-child") == [
        "Could read basis unknown GPT-5.2: read the full paper I read the whole paper."
        " The tables show this, until somebody else says it."
    ]
    alices.post(f"{url}ada/", filled("ada", evidence_basis="abstract_only"))
    assert texts(alices.get(url).text, "#respondent-ada dl > div:first-child") == [
        "Could read saw the abstract only GPT-5.2: read the full paper I read the whole paper."
    ]
    assertContains(alices.get(f"/c/{comparison.slug}/matrix/"), "saw the abstract only")


def test_two_columns_of_one_model_say_so(alices, told, url):
    make_transcript(told, "Ada", ("Is it safe?", "Still."))
    page = alices.get(url).text
    assert texts(page, ".respondent h2") == ["Ada", "Bert", "Ada 2"]
    assert texts(page, ".respondent header p") == [
        "Model · version 1 · Barn · the same model as Ada 2",
        "Person",
        "Model · version 1 · Barn · the same model as Ada",
    ]


def test_nobody_yet(alices, comparison, url):
    page = alices.get(url).text
    assert texts(page, "h1 + p") == ["Nobody has answered yet."]
    assert texts(page, ".respondent") == []


def test_reviewers_see_all_and_change_nothing(client, bob, told, url):
    client.force_login(bob)
    archive_transcript(transcript=Transcript.objects.get(key="bert"))
    page = client.get(url).text
    assert texts(page, ".respondent h2") == ["Ada"]
    assert texts(page, ".taken-out li > span > span")[0].endswith("its words and marks are kept")
    assert attributes(page, "main form, main button, main a", "href") == []


def test_an_archived_comparison_is_only_read(alices, told, url):
    archive_comparison(comparison=told)
    page = alices.get(url).text
    assert texts(page, ".respondent h2") == ["Ada", "Bert"]
    assert attributes(page, "main form", "action") == []
    assert alices.post(f"{url}ada/", filled("ada", version="2")).status_code == 403
    assert Transcript.objects.get(key="ada").respondent.version == "1"


def test_an_editor_does_not_allow_models(client, team, told, url, comparison):
    client.force_login(MembershipFactory(team=team, role=Role.EDITOR).user)
    page = client.get(url).text
    assert texts(page, ".respondent dl button") == []
    assert client.post(f"/c/{comparison.slug}/readers/texts/bert/give/", {"allowed": "yes"}).status_code == 403
    assert not Transcript.objects.get(key="bert").for_models


def test_what_is_pasted_is_shown_and_never_run(alices, comparison, url):
    hostile = "<script>alert(1)</script>"
    make_transcript(comparison, hostile, ("?", "It is."), version=hostile, vendor=hostile, evidence_quote=hostile)
    page = alices.get(url)
    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")
    assert hostile not in page.text


# What is changed


def test_a_change_is_in_every_table_and_document_at_once(alices, told, url, comparison):
    for page in ("", "matrix/", "collation.json"):
        assertContains(alices.get(f"/c/{comparison.slug}/{page}"), "Ada")
    words = {"evidence_basis": "full_paper", "evidence_quote": "I read the whole\r\npaper."}
    saved = alices.post(f"{url}ada/", filled("ada", name="Owl-3", version="3.1", **words))
    assertRedirects(saved, f"{url}#respondent-ada", fetch_redirect_response=False)
    assert texts(alices.get(url).text, "#respondent-ada header p") == ["Model · version 3.1 · Barn"]
    for page in ("", "matrix/"):
        assertContains(alices.get(f"/c/{comparison.slug}/{page}"), "Owl-3")
    column = alices.get(f"/c/{comparison.slug}/collation.json").json()["respondents"][0]
    assert (column["key"], column["name"], column["version"]) == ("ada", "Owl-3", "3.1")
    assert column["evidence_basis"] == {"value": "full_paper", "quote": "I read the whole\npaper."}


def test_a_name_that_another_column_has_makes_them_one(alices, told, url):
    make_transcript(told, "Adda", ("Is it safe?", "Still."))
    asked = alices.post(f"{url}adda/", filled("adda", name="aDa"))
    assert asked.status_code == 422
    assert texts(asked.text, "#respondent-adda .errorlist") == [
        "aDa is the name of another column. With the same maker or outlet, or none, the two are one model. They are one"
    ]
    assert texts(alices.get(url).text, ".respondent h2") == ["Ada", "Bert", "Adda"]
    alices.post(f"{url}adda/", filled("adda", name="Ada", one="1"))
    page = alices.get(url).text
    assert texts(page, ".respondent h2") == ["Ada", "Bert", "Ada 2"]
    assert texts(page, "#respondent-adda header p") == ["Model · version 1 · Barn · the same model as Ada"]


def test_what_becomes_a_persons_is_said_to_be_withheld(alices, told, url):
    page = alices.post(f"{url}ada/", filled("ada", kind="person", vendor=""), follow=True).text
    assert texts(page, ".messages li") == ["It is a person’s text now: only quotations of it are published."]
    assert texts(page, "#respondent-ada dl > div:nth-child(n+4)") == [
        "Published Quotations only",
        "Sheets for models hold none of it until an owner allows it Allow Ada",
    ]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "", "Say who this is: nobody is stored without a name."),
        ("kind", "owl", "Select a valid choice. owl is not one of the available choices."),
        ("link", "ftp://e.org/", "Give a link that begins with http:// or https://."),
        ("said_on", "yesterday", "Enter a valid date."),
        ("publish", "", "Choose full text, quotations only, or nothing."),
        (
            "evidence_quote",
            "I read nothing.",
            "These words stand in none of its answers: quote them as they are, or leave them out.",
        ),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_is_stored(alices, told, url, field, value, error):
    before = described(Transcript.objects.get(key="bert"))
    page = alices.post(f"{url}bert/", filled("bert", version="9", **{field: value}))
    assert page.status_code == 422
    assert texts(page.text, ".errorlist li") == [error]
    assert attributes(page.text, ".errorlist", "id") == [f"bert-{field}_error"]
    assert texts(page.text, "details.basis[open], .changes > details[open] > summary") == ["Change Bert"]
    assert attributes(page.text, "#bert-version", "value") == ["9"]
    assert described(Transcript.objects.get(key="bert")) == before


def test_two_editors_see_both_versions(alices, told, url):
    late = filled("ada", version="3")
    alices.post(f"{url}ada/", filled("ada", version="2"))
    page = alices.post(f"{url}ada/", late)
    assert page.status_code == 422
    assert texts(page.text, ".overtaken dl > div") == ["Version2"]
    assert attributes(page.text, ".overtaken a", "href") == [url]
    again = {**late, "seen": attributes(page.text, "#respondent-ada [name=seen]", "value")[0]}
    alices.post(f"{url}ada/", again)
    assert Transcript.objects.get(key="ada").respondent.version == "3"


def test_columns_move_for_everybody_and_the_focus_stays(alices, told, url, comparison):
    make_transcript(told, "Cleo", ("Is it safe?", "Yes."))
    moved = alices.post(f"{url}cleo/move/", {"to": "left"})
    assertRedirects(moved, f"{url}?moved=left-cleo", fetch_redirect_response=False)
    page = alices.get(f"{url}?moved=left-cleo").text
    assert texts(page, ".respondent h2") == ["Ada", "Cleo", "Bert"]
    assert attributes(page, "[autofocus]", "aria-label") == ["Move Cleo to the left"]
    alices.post(f"{url}cleo/move/", {"to": "left"})
    page = alices.get(f"{url}?moved=left-cleo").text
    assert attributes(page, "[autofocus]", "aria-label") == ["Move Cleo to the right"], "it cannot go further"
    assert attributes(page, ".respondent header button[disabled]", "aria-label") == [
        "Move Cleo to the left",
        "Move Bert to the right",
    ]
    columns = alices.get(f"/c/{comparison.slug}/collation.json").json()["respondents"]
    assert [one["key"] for one in columns] == ["cleo", "ada", "bert"]


def test_a_column_is_taken_out_put_back_and_allowed_from_here(alices, told, url, comparison):
    ada = Transcript.objects.get(key="ada")
    here, base = {"on": "respondents"}, f"/c/{comparison.slug}"
    assertRedirects(alices.post(f"{base}/intake/transcripts/{ada.pk}/archive/", here), url)
    assert texts(alices.get(url).text, ".respondent h2") == ["Bert"]
    assert alices.post(f"{url}ada/", filled("ada")).status_code == 404
    assertRedirects(alices.post(f"{base}/intake/transcripts/{ada.pk}/restore/", here), url)
    assert texts(alices.get(url).text, ".respondent h2") == ["Ada", "Bert"]
    assertRedirects(alices.post(f"{base}/readers/texts/bert/give/", {**here, "allowed": "yes"}), url)
    assert Transcript.objects.get(key="bert").for_models


def test_settings_and_compare_lead_here(alices, told, url, comparison):
    for page in ("", "settings/"):
        assertContains(alices.get(f"/c/{comparison.slug}/{page}"), f'href="{url}"', count=1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_without_names_do_not_grow(client, alice, bob, comparison, url, count, django_assert_num_queries):
    for name in ("Ada", "Bert", "Cleo")[:count]:
        make_transcript(comparison, name, ("Is it safe?", ADA))
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    client.force_login(bob)
    client.get(url)
    with django_assert_num_queries(4):
        client.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(alices, comparison, url, count, django_assert_num_queries):
    for name in ("Ada", "Bert", "Cleo")[:count]:
        make_transcript(comparison, name, ("Is it safe?", ADA))
        archive_transcript(transcript=make_transcript(comparison, f"{name}, gone", ("Is it safe?", ADA)))
    with django_assert_num_queries(6):
        alices.get(url)
