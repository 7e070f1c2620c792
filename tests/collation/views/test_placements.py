"""What people do on the compare page, and who may."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from collation.views import compare
from reviews.domain.deletion import delete_source
from reviews.domain.placements import place_passage
from reviews.domain.transcripts import publish_turn
from reviews.models import Placement, Question, Response, Source
from tests.collation.views.compare_page import ALL, CHATGPT, cell, get, passage, words
from tests.factories import make_comparison, make_transcript


def place(client, user, comparison, data, query="", **headers):
    client.force_login(user)
    return client.post(reverse("collation:passage_place", args=[comparison.slug]) + query, data, headers=headers)


def placed() -> list[tuple[str, str, bool]]:
    return [
        (placement.question.key, placement.response.text[placement.start : placement.end], placement.belongs)
        for placement in Placement.objects.order_by("question__position")
    ]


# Placements


def test_a_passage_moves_under_another_question(client, bob, filled):
    response = place(client, bob, filled, passage(filled, to="works"))
    assert response.status_code == 302 and response["Location"] == f"/c/{filled.slug}/#q-safe"
    assert placed() == [
        ("works", "Is it safe?\nNo, it is not safe.", True),
        ("safe", "Is it safe?\nNo, it is not safe.", False),
    ]
    page = get(client, bob, filled)
    moved = cell(page, "works", "ChatGPT").css(".passage")[-1]
    assert words(moved.css_first("summary")) == "placed by Bob · Place elsewhere"
    assert words(moved.css_first(".said")) == "Is it safe? No, it is not safe."
    emptied = cell(page, "safe", "ChatGPT")
    assert words(emptied.css_first(".coded")) == (
        "unread Nobody has read this yet. The rules find no words that answer this. Mark it"
    )
    assert words(emptied.css_first("details.why p")) == "Bob took away “Is it safe? No, it is not safe.”"


@pytest.mark.parametrize("page", ["queue", "matrix"])
def test_an_emptied_cell_says_where_its_words_went_and_gives_them_back(client, bob, filled, page):
    place(client, bob, filled, passage(filled, to="works"))
    here = f"/c/{filled.slug}/{page}/safe/chatgpt/"
    told = HTMLParser(client.get(here).text).css_first(".taken-away")
    assert words(told.css_first("p")) == (
        "Words were taken from here: Is it safe? No, it is not safe. They stand under Does it work?"
    )
    assert told.css_first("a").attributes["href"] == f"/c/{filled.slug}/matrix/works/chatgpt/"
    sent = {"placement": [box.attributes["value"] for box in told.css("[name=placement]")]}
    form = told.css_first("form").attributes["action"]
    assert client.post(form, {**sent, "next": "https://example.org/"}).status_code == 400
    answer = client.post(form, {**sent, "next": here})
    assert answer["Location"] == here and placed() == []
    page_again = HTMLParser(client.get(here).text)
    assert words(page_again.css_first("#messages li")) == "The words are where they were."
    assert page_again.css(".taken-away") == [] and words(page_again.css_first(".passage .said")).endswith(
        "it is not safe."
    )


def test_words_that_stand_nowhere_else_are_given_back_too(client, bob, filled):
    place(client, bob, filled, passage(filled, how="away"))
    told = HTMLParser(client.get(f"/c/{filled.slug}/queue/safe/chatgpt/").text).css_first(".taken-away")
    assert words(told.css_first("p")) == "Words were taken from here: Is it safe? No, it is not safe."
    assert len(told.css("[name=placement]")) == 1


def test_a_passage_is_shown_under_two_questions(client, bob, filled):
    place(client, bob, filled, passage(filled, to="code_safe", how="also"))
    page = get(client, bob, filled)
    assert words(cell(page, "safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."
    assert words(cell(page, "code_safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."


def test_a_passage_is_taken_away(client, bob, filled):
    place(client, bob, filled, passage(filled, how="away"))
    assert placed() == [("safe", "Is it safe?\nNo, it is not safe.", False)]
    assert cell(get(client, bob, filled), "safe", "ChatGPT").css_first(".passage") is None


def test_what_was_done_is_said_once_and_undone_with_a_button(client, bob, filled):
    place(client, bob, filled, passage(filled, to="works"))
    said = get(client, bob, filled).css_first("#just-placed")
    assert words(said.css_first("span")) == "Placed under “Does it work?”, taken from “Is it safe?”."
    ids = [node.attributes["value"] for node in said.css("input[name=placement]")]
    assert words(get(client, bob, filled).css_first("#just-placed")) == ""
    data = {"placement": ids, "response": "\u0663"}
    assert client.post(reverse("collation:placement_withdraw", args=[filled.slug]), data).status_code == 302
    assert placed() == []
    assert (
        words(cell(get(client, bob, filled), "safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."
    )


def test_a_placement_is_taken_back_later_by_another(client, alice, bob, filled):
    place(client, bob, filled, passage(filled, how="away"))
    form = cell(get(client, alice, filled), "safe", "ChatGPT").css_first("details.why form")
    assert words(form.css_first("button")) == "Put it back"
    data = {"placement": form.css_first("input[name=placement]").attributes["value"]}
    client.post(form.attributes["action"], data)
    assert placed() == []


def test_htmx_follows_to_the_table_that_says_what_was_done(client, bob, filled):
    client.force_login(bob)
    response = client.post(
        reverse("collation:passage_place", args=[filled.slug]) + "?columns=chatgpt",
        passage(filled, how="away"),
        headers={"HX-Request": "true"},
        follow=True,
    )
    assert response.redirect_chain == [(f"/c/{filled.slug}/?columns=chatgpt#q-safe", 302)]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"start": "-1"}, "This span is not inside the answer."),
        ({"end": "99999"}, "This span is not inside the answer."),
        ({"start": "5", "end": "5"}, "This span is not inside the answer."),
        ({"start": "x"}, "Enter a whole number."),
        ({"start": ""}, "Say where the passage starts."),
        ({"response": "999999"}, "There is no such answer in this comparison."),
        ({"response": "x"}, "There is no such answer in this comparison."),
        ({"to": ""}, "Choose the question that this passage answers."),
        ({"to": "nothing"}, "There is no such question in this comparison."),
        ({"row": "nothing"}, "There is no such question in this comparison."),
        ({"to": "safe"}, "This passage stands there already."),
        ({"how": "sideways"}, "There is no such way."),
    ],
    ids=str,
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_makes_no_sense_is_refused_in_words_and_stores_nothing(client, bob, filled, changed, complaint, headers):
    response = place(client, bob, filled, passage(filled, to="works") | changed, **headers)
    assert response.status_code == 422
    assert words(HTMLParser(response.content.decode()).css_first("#just-placed .refused")) == complaint
    assert placed() == []


def test_an_answer_of_another_comparison_is_not_placed(client, bob, filled, alice, team):
    other = make_comparison(alice, team, title="Other")
    foreign = make_transcript(other, "Claude", ("Does it work?", "It works.")).responses.get()
    response = place(client, bob, filled, passage(filled, to="works", response=foreign.pk, start=0, end=5))
    assert response.status_code == 422
    assert placed() == []


# Prompts asked alike


@pytest.fixture
def alike(comparison):
    """Two respondents who were asked the same thing that is no question yet."""
    for name in ("Claude", "ChatGPT"):
        make_transcript(comparison, name, ("Tell a story about owls!", f"{name} likes owls."), (ALL, CHATGPT))
    return comparison


def test_a_prompt_asked_alike_makes_a_row(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    assert words(row.css_first(".row-link")) == "Tell a story about owls!"
    assert words(row.css_first(".figures")) == "asked alike, 2 answers"
    assert [words(node) for node in row.css(".said")] == ["Claude likes owls.", "ChatGPT likes owls."]
    assert row.css_first(".verdict") is None


def test_the_row_is_kept_as_a_question(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    response = client.post(reverse("collation:prompt_adopt", args=[alike.slug]), {"row": row.id.removeprefix("q-")})
    kept = Question.objects.get(text="Tell a story about owls!")
    assert response["Location"] == f"/c/{alike.slug}/#q-{kept.key}"
    assert (kept.scored, kept.comparison) == (False, alike)
    page = get(client, bob, alike)
    assert page.css_first("tr[data-computed]") is None
    assert words(page.css_first(f'tr[id="q-{kept.key}"] .figures')) == "not scored, 2 answers"


def test_a_row_that_is_not_there_is_not_kept(client, bob, alike):
    client.force_login(bob)
    response = client.post(reverse("collation:prompt_adopt", args=[alike.slug]), {"row": "asked-nothing"})
    assert response.status_code == 422
    assert Question.objects.filter(comparison=alike).count() == 3


def test_a_passage_placed_under_it_makes_it_a_question(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    place(client, bob, alike, passage(alike_answer(alike), to=row.id.removeprefix("q-"), how="also"))
    kept = Question.objects.get(text="Tell a story about owls!")
    assert placed() == [(kept.key, "Is it safe?\nNo, it is not safe.", True)]


def alike_answer(comparison):
    """The comparison, whose ChatGPT answers the questions in its second turn, brought to the first."""
    answer = Response.objects.get(transcript__comparison=comparison, transcript__key="chatgpt", position=1)
    Response.objects.filter(transcript=answer.transcript, position=0).update(position=7)
    Response.objects.filter(pk=answer.pk).update(position=0)
    comparison.refresh_from_db()
    return comparison


# Who may


VIEWS = {
    "passage_place": lambda comparison: passage(comparison, to="works"),
    "placement_withdraw": lambda comparison: {"placement": "1"},
    "prompt_adopt": lambda comparison: {"row": "works"},
    "turn_publish": lambda comparison: {"response": str(passage(comparison)["response"])},
}


def test_a_stranger_signs_in_whether_the_comparison_exists_or_not(client, filled):
    for slug in (filled.slug, "nothing"):
        response = client.get(f"/c/{slug}/")
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/c/{slug}/")


def test_an_outsider_finds_nothing(client, charlie, filled):
    client.force_login(charlie)
    assert client.get(f"/c/{filled.slug}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_a_stranger_is_sent_to_sign_in(client, filled, view):
    url = reverse(f"collation:{view}", args=[filled.slug])
    response = client.post(url, VIEWS[view](filled))
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("view", VIEWS)
def test_an_outsider_may_do_nothing(client, charlie, filled, view):
    client.force_login(charlie)
    assert client.post(reverse(f"collation:{view}", args=[filled.slug]), VIEWS[view](filled)).status_code == 404
    assert placed() == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_reader_may_read_only(client, erin, filled, view):
    client.force_login(erin)
    assert client.post(reverse(f"collation:{view}", args=[filled.slug]), VIEWS[view](filled)).status_code == 403
    assert placed() == []


def test_a_reader_sees_no_button_that_leads_there(client, erin, bob, alike):
    place_passage(
        response=Response.objects.filter(transcript__comparison=alike).first(),
        start=0,
        end=6,
        question=alike.questions.get(key="works"),
        belongs=True,
        by=bob,
    )
    page = get(client, erin, alike)
    assert page.css("#compare-table form, #other-turns form") == []
    assert page.css_first("details.why p") is not None


def test_a_reviewer_publishes_no_turn(client, bob, filled):
    client.force_login(bob)
    turn = Response.objects.get(transcript__key="chatgpt", position=1)
    url = reverse("collation:turn_publish", args=[filled.slug])
    assert client.post(url, {"response": turn.pk, "anyway": "on"}).status_code == 403
    turn.refresh_from_db()
    assert not turn.publish_anyway
    assert get(client, bob, filled).css_first(".other-turns form") is None


@pytest.mark.parametrize("view", VIEWS)
def test_looking_changes_nothing(client, alice, filled, view):
    client.force_login(alice)
    assert client.get(reverse(f"collation:{view}", args=[filled.slug])).status_code == 405


# At the moment of a deletion


def deleting(original, alice):
    """The verb, which somebody's deletion of the document overtakes."""

    def act(**given):
        delete_source(source=Source.objects.get(transcripts__respondent__identity__name="ChatGPT"), by=alice)
        return original(**given)

    return act


def test_a_placement_in_a_document_that_is_deleted_meanwhile_is_refused_in_a_sentence(
    client, alice, bob, filled, monkeypatch
):
    get(client, bob, filled)
    monkeypatch.setattr(compare, "place_passage", deleting(place_passage, alice))
    data = passage(filled, to="code_safe", how="also")
    answer = place(client, bob, filled, data)
    assert answer.status_code == 409
    assert HTMLParser(answer.text).css_first("[data-why]").text() == (
        "What this is about was deleted meanwhile. Reload the page to see what is left."
    )
    assert placed() == []
    assert "ChatGPT" not in get(client, bob, filled).html


def test_a_turn_of_a_document_that_is_deleted_meanwhile_is_not_published(client, alice, filled, monkeypatch):
    turn = Response.objects.get(transcript__respondent__identity__name="ChatGPT", position=1)
    monkeypatch.setattr(compare, "publish_turn", deleting(publish_turn, alice))
    client.force_login(alice)
    answer = client.post(reverse("collation:turn_publish", args=[filled.slug]), {"response": turn.pk, "anyway": "on"})
    assert answer.status_code == 409
    assert HTMLParser(answer.text).css_first("[data-why]").text() == (
        "What this is about was deleted meanwhile. Reload the page to see what is left."
    )
