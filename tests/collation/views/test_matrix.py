"""The matrix as a page."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.threads import open_thread
from tests.factories import make_comparison, make_transcript


def texts(html, selector: str) -> list[str]:
    """The texts of the elements, white space made one."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def matrix(client, comparison, query: str = "", **headers):
    return client.get(f"/c/{comparison.slug}/matrix/{query}", headers=headers)


def test_a_column_for_each_respondent_and_a_row_for_each_question(client, bob, comparison, cleo):
    client.force_login(bob)
    page = matrix(client, comparison).text
    assert texts(page, "#matrix thead th") == [
        "Question",
        "A Ada 2.1 · 24 Feb 2026 saw the abstract only I could read only the abstract",
        "B Bert searched the web",
        "C Cleo basis unknown",
        "Spread",
    ]
    assert texts(page, "#matrix tbody th") == ["Does it work?", "Is it safe?", "Is the code it produces safe?"]


def test_thin_evidence_is_dashed(client, bob, comparison, cleo):
    client.force_login(bob)
    thin = LexborHTMLParser(matrix(client, comparison).text).css("thead .chip[data-thin]")
    assert [chip.text() for chip in thin] == ["saw the abstract only", "basis unknown"]


def test_suggestions_are_drawn_lighter_and_called_so(client, bob, comparison, bert):
    client.force_login(bob)
    page = matrix(client, comparison).text
    assert texts(page, "#cell-safe-ada") == ["Ada, Is it safe? no No, Owl-2 is not safe. suggested"]
    assert 'data-v="no" data-provisional' in page
    assertContains(
        matrix(client, comparison), "They differ most on “Is it safe?” (1.00, 2 of 2 read): Ada no, Bert yes."
    )
    assertContains(matrix(client, comparison), "Nobody has marked a cell yet; 6 are suggested by rules.")


def test_a_marked_cell_shows_the_words_that_carry_it(client, alice, bob, comparison, bert, safe):
    words = "by five people for a year"
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence=words)
    place_mark(question=safe, transcript=bert, by=alice, value="qualified")
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="By vote.")
    open_thread(comparison=comparison, by=bob, body="Five people?", question=safe, transcript=bert)
    client.force_login(bob)
    assert texts(matrix(client, comparison).text, "#cell-safe-bert") == [
        "Bert, Is it safe? yes by five people for a year 2 marks, split 1 : 1 settled 1 open thread"
    ]


def test_absence_is_said_in_words(client, bob, comparison, cleo):
    client.force_login(bob)
    assert texts(matrix(client, comparison).text, "#cell-code_safe-cleo") == [
        "Cleo, Is the code it produces safe? not asked Not asked. The last prompt here was “And safety?” suggested"
    ]


def test_the_spread_is_drawn_and_said(client, alice, comparison, cleo, safe):
    for transcript, value in zip(comparison.transcripts.order_by("position"), ("no", "yes", "yes"), strict=True):
        place_mark(question=safe, transcript=transcript, by=alice, value=value)
    client.force_login(alice)
    row = LexborHTMLParser(matrix(client, comparison).text).css_first("#row-safe .where")
    assert row.css_first("svg").attributes["aria-label"] == "Ada no, Bert and Cleo yes"
    assert [" ".join(dot.text().split()) for dot in row.css("svg g")] == ["Ada: no A", "Bert: yes B", "Cleo: yes C"]
    assert " ".join(row.css_first("p").text().split()) == "divergence 0.67, 3 of 3 read"


def test_what_a_divergence_leaves_out_is_counted(client, bob, comparison, cleo):
    client.force_login(bob)
    assert texts(matrix(client, comparison).text, "#row-code_safe .where .spread > p") == [
        "divergence 0.00, 2 of 2 read; 1 not asked"
    ]


def test_only_what_diverges(client, bob, comparison, bert):
    client.force_login(bob)
    page = matrix(client, comparison, "?diverging=on").text
    assert texts(page, "#matrix tbody th") == ["Is it safe?"]
    assert texts(page, ".toggles [aria-current]") == ["only what diverges"]
    assert f'href="/c/{comparison.slug}/matrix/safe/ada/?diverging=on#panel"' in page


def test_without_suggestions(client, bob, comparison, bert):
    client.force_login(bob)
    page = matrix(client, comparison, "?decided=on").text
    assert texts(page, "#cell-safe-ada") == ["Ada, Is it safe? no verdict yet Nobody has marked it."]
    assert "data-provisional" not in page[page.index("<tbody>") : page.index("</tbody>")]


LED = "In human terms it is a reckless teenager."


def test_led_answers_can_be_left_out(client, bob, comparison, bert):
    client.force_login(bob)
    assert "leave out led answers" not in texts(matrix(client, comparison).text, ".toggles a")
    make_transcript(comparison, "Dora", (LED, "Exactly.\n\n## Is it safe?\n\nNo, Owl-2 is not safe."))
    page = matrix(client, comparison).text
    assert "leave out led answers" in texts(page, ".toggles a")
    assert "led" in texts(page, "#cell-safe-dora .meta span")
    page = matrix(client, comparison, "?unled=on").text
    assert texts(page, ".toggles [aria-current]") == ["leave out led answers"]
    assert texts(page, "#cell-safe-dora .verdict") == ["led"]
    assert texts(page, "#row-safe .where p") == ["divergence 1.00, 3 of 3 read: 2 verdicts, 1 led"]


def test_where_to_look_first(client, alice, bob, comparison, bert, safe):
    client.force_login(bob)
    page = matrix(client, comparison).text
    assert texts(page, "#first-look summary") == ["Look here first Is it safe?"]
    (link,) = LexborHTMLParser(page).css("#first-look li a")
    assert link.attributes["href"] == f"/c/{comparison.slug}/matrix/#row-safe"
    (said,) = texts(page, "#first-look li .small")
    assert said == "Divergence 1.00, 2 of 2 read. Ada no, Bert yes. None of 2 settled."
    for transcript, value in zip(comparison.transcripts.order_by("position"), ("no", "yes"), strict=True):
        resolve_cell(question=safe, transcript=transcript, by=alice, value=value, why="By vote.")
    assert texts(matrix(client, comparison).text, "#first-look li") == []


def test_without_two_verdicts_nothing_is_said_of_agreement(client, bob, comparison, ada):
    client.force_login(bob)
    shown = matrix(client, comparison, "?diverging=on")
    assertContains(shown, "Nothing can diverge yet: no question shows you two verdicts to compare.")
    assertNotContains(shown, "No question has verdicts that differ.")


def test_an_empty_matrix_leads_to_intake(client, alice, bob, comparison):
    client.force_login(alice)
    assertContains(matrix(client, comparison), "Paste the first transcript")
    client.force_login(bob)
    assertNotContains(matrix(client, comparison), "Paste the first transcript")
    assertContains(matrix(client, comparison), "An editor of the team brings the transcripts in.")


def test_a_matrix_without_scored_questions_leads_to_the_settings(client, alice, team):
    comparison = make_comparison(alice, team, questions=())
    make_transcript(comparison, "Ada", ("Does it work?", "It does."))
    client.force_login(alice)
    assertContains(matrix(client, comparison), "No question is scored")
    assertContains(matrix(client, comparison), f'href="/c/{comparison.slug}/settings/">Choose the questions')


def test_a_row_alone_for_a_page_whose_threads_have_changed(client, bob, comparison, bert):
    client.force_login(bob)
    address = f"/c/{comparison.slug}/matrix/safe/"
    part = client.get(address, headers={"HX-Request": "true"}).text
    row = LexborHTMLParser(part).css_first("template")
    assert 'id="row-safe"' in row.html and 'hx-swap-oob="true"' in row.html
    assert "row-works" not in part
    assert '<header id="comparison-bar"' in part
    assertRedirects(client.get(address), f"/c/{comparison.slug}/matrix/", fetch_redirect_response=False)
    assert client.get(f"/c/{comparison.slug}/matrix/nowhere/").status_code == 404
    hidden = client.get(f"/c/{comparison.slug}/matrix/works/?diverging=on", headers={"HX-Request": "true"})
    assert texts(hidden.text, "template") == []
    assert texts(hidden.text, "#comparison-bar .whose") == ["Owl-2"]


def test_a_page_learns_what_was_done_since_its_revision(client, alice, bob, comparison, bert, safe):
    client.force_login(bob)
    page = LexborHTMLParser(client.get(f"/c/{comparison.slug}/matrix/").text)
    since = page.css_first("#since").attributes["hx-get"].replace("&amp;", "&")
    htmx = {"HX-Request": "true"}
    nothing = client.get(since, headers=htmx)
    assert (nothing.status_code, nothing.content) == (204, b"")
    place_mark(question=safe, transcript=bert, by=alice, value="no")
    news = LexborHTMLParser(client.get(since, headers=htmx).text)
    assert [re.search('id="(row-[^"]+)"', row.html).group(1) for row in news.css("template")] == [
        "row-works",
        "row-safe",
        "row-code_safe",
    ]
    assert "1 mark" in news.css("template")[1].html
    assert sorted(node.attributes["id"] for node in news.css("body > [hx-swap-oob]")) == [
        "comparison-bar",
        "first-look",
        "own-progress",
        "since",
        "where-they-part",
    ]
    comparison.refresh_from_db()
    assert news.css_first("#since").attributes["hx-get"].endswith(f"since={comparison.revision}")
    assert client.get(since).text.startswith("<!doctype html>")


def test_the_panel_closes_to_nothing(client, bob, comparison, bert):
    client.force_login(bob)
    assert matrix(client, comparison, **{"HX-Request": "true", "HX-Target": "panel"}).content == b""


def test_who_may_see_it(client, charlie, erin, comparison, bert):
    address = f"/c/{comparison.slug}/matrix/"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.get(address).status_code == 404
    client.force_login(erin)
    assertContains(client.get(address), "Where they stand")
    assert client.post(address).status_code == 405


def test_the_browser_keeps_a_page_until_something_changes(client, bob, comparison, bert, safe):
    client.force_login(bob)
    first = matrix(client, comparison)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert set(first.headers["Vary"].split(", ")) >= {"Cookie", "HX-Request"}
    again = matrix(client, comparison, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert matrix(client, comparison, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("last", ["ada", "cleo"])
def test_queries_do_not_grow_with_the_columns(client, bob, comparison, request, last, safe, django_assert_num_queries):
    transcript = request.getfixturevalue(last)
    place_mark(question=safe, transcript=transcript, by=bob, value="yes")
    open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=transcript)
    client.force_login(bob)
    matrix(client, comparison)
    with django_assert_num_queries(10):
        matrix(client, comparison)


def test_the_browser_asks_again_in_another_hour(client, bob, comparison, bert, monkeypatch):
    client.force_login(bob)
    first = matrix(client, comparison)
    monkeypatch.setattr("reviews.web.conditional.hour", lambda: "the next")
    assert matrix(client, comparison, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_ones_own_progress_stands_apart_from_the_teams(client, alice, bob, erin, comparison, bert, safe):
    for question in comparison.questions.all():
        for transcript in comparison.transcripts.all():
            place_mark(question=question, transcript=transcript, by=alice, value="yes")
    client.force_login(bob)
    assert texts(matrix(client, comparison).text, "#own-progress") == ["None of 6 marked by you yet. Start marking"]
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert texts(matrix(client, comparison).text, "#own-progress") == ["1 of 6 marked by you, 5 left. Go on marking"]
    client.force_login(alice)
    assert texts(matrix(client, comparison).text, "#own-progress") == [
        "You have marked all 6 of your cells. Your queue"
    ]
    client.force_login(erin)
    assert texts(matrix(client, comparison).text, "#own-progress") == []


def test_more_than_twelve_rows_have_an_overview(client, bob, alice, team):
    few = make_comparison(alice, team, title="Few", questions=[(f"q{at}", f"Is it {at}?") for at in range(12)])
    many = make_comparison(alice, team, title="Many", questions=[(f"q{at}", f"Is it {at}?") for at in range(13)])
    for comparison in (few, many):
        ada = make_transcript(comparison, "Ada", ("Is it 1?", "It is."))
        place_mark(question=comparison.questions.get(key="q1"), transcript=ada, by=bob, value="qualified")
    client.force_login(bob)
    assert texts(matrix(client, few).text, ".overview") == []
    page = LexborHTMLParser(matrix(client, many).text)
    assert [link.attributes["href"] for link in page.css(".overview tbody a")] == [f"#row-q{at}" for at in range(13)]
    assert [link.attributes["title"] for link in page.css(".overview abbr")] == ["Ada"]
    cell = page.css_first("#map-q1 td")
    assert (cell.attributes["data-level"], cell.attributes["title"], cell.text()) == (
        "4",
        "Ada: qualified",
        "qualified",
    )
    row = client.get(f"/c/{many.slug}/matrix/q1/", headers={"HX-Request": "true"}).text
    assert 'id="map-q1"' in row


def test_long_words_are_broken_with_a_hyphen(client, bob, alice, team):
    comparison = make_comparison(alice, team, questions=[("rep", "Is it reproducible?")])
    make_transcript(comparison, "Anthropomorphic", ("Is it reproducible?", "It is."))
    client.force_login(bob)
    page = matrix(client, comparison).text
    assert texts(page, "#matrix tbody th") == ["Is it repro\u00adduci\u00adble?"]
    assert "Anthro\u00ad" in texts(page, "#matrix thead .name")[0]
