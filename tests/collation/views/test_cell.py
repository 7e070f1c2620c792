"""The panel of a cell: what it shows, and what can be done there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.threads import open_thread
from reviews.models import Mark, Resolution, Role, Support
from tests.collation.views.test_matrix import texts
from tests.factories import MembershipFactory, make_transcript

PANEL = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def address(comparison, bert):
    return f"/c/{comparison.slug}/matrix/safe/bert/"


def panel(client, address):
    return client.get(address, headers=PANEL).text


def mark(client, address, headers=None, **data):
    return client.post(f"{address}mark/", {"value": "yes", **data}, headers=headers or {})


# What it shows


def test_the_page_has_the_panel_open_without_script(client, bob, address):
    client.force_login(bob)
    page = client.get(address).text
    assert texts(page, "h1") == ["Where they stand"]
    assert texts(page, "#panel #panel-title") == ["Bert, Is it safe? yes"]
    assert LexborHTMLParser(page).css_first("#panel aside").attributes["data-cell"] == "cell-safe-bert"


def test_the_page_of_a_thread_shows_the_words_and_the_marks_that_the_viewer_may_see(
    client, comparison, bob, alice, bert, safe, address
):
    place_mark(question=safe, transcript=bert, by=alice, value="no", rationale="It says so.")
    client.force_login(bob)
    assertRedirects(client.get(f"{address}words/"), f"{address}#panel", fetch_redirect_response=False)
    part = client.get(f"{address}words/", headers={"HX-Request": "true"}).text
    assert texts(part, ".said") == texts(client.get(address).text, "#panel .said") != []
    assert texts(part, ".marks li") == ["Alice no It says so."]
    assert texts(part, "form, h1") == []
    comparison.others_hidden = True
    comparison.save(update_fields=["others_hidden"])
    part = client.get(f"{address}words/", headers={"HX-Request": "true"}).text
    assert "Alice" not in part
    assert "How others mark this cell is shown once your own mark of it is in." in texts(part, "p.quiet.small")


def test_to_the_panel_the_panel_alone(client, bob, address):
    client.force_login(bob)
    part = LexborHTMLParser(panel(client, address))
    assert part.css_first("h1") is None
    assert part.css_first("body").child.attributes["class"] == "panel"
    assert part.css_first("[hx-swap-oob]") is None


def test_the_passage_is_safe_html_with_the_evidence_painted(client, bob, address, bert, safe):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="tested by five")
    client.force_login(bob)
    said = LexborHTMLParser(panel(client, address)).css_first(".passage .said").inner_html
    assert said == (
        "<h2>Is it safe?</h2><p>Yes, Owl-2 is safe. It was <mark>tested </mark>"
        "<strong><mark>by five</mark> people</strong> for a year.</p>"
    )


def test_without_marks_the_suggestion_is_painted_and_explained(client, bob, address):
    client.force_login(bob)
    shown = panel(client, address)
    assert texts(shown, ".passage mark") == ["Yes, Owl-2 is safe."]
    (suggestion,) = texts(shown, ".suggestions li")
    assert suggestion.startswith("yes the built-in rules Yes, Owl-2 is safe. ")
    assert suggestion.endswith(" Mark it so t Dismiss")
    assert texts(shown, ".panel > header .small") == [
        "Bert · Is it safe?",
        "Suggested by the built-in rules; nobody has marked it yet.",
    ]


def test_the_prompt_as_asked(client, bob, comparison, address, cleo):
    client.force_login(bob)
    assert texts(panel(client, address), ".prompt") == ["Does it work? Is it safe? Is the code it produces safe?"]
    other = panel(client, f"/c/{comparison.slug}/matrix/code_safe/cleo/")
    assert texts(other, ".prompt") == []
    assert "Not asked. The last prompt here was “And safety?”" in other
    assert texts(other, ".absent") == ["No words are set under this question. See all its turns"]


def test_the_others_marks_with_rationale_and_evidence(client, alice, bob, address, bert, safe):
    words = "for a year"
    place_mark(
        question=safe, transcript=bert, by=alice, value="qualified", confidence=3, rationale="A year.", evidence=words
    )
    client.force_login(bob)
    shown = panel(client, address)
    assert texts(shown, ".marks li") == ["Alice qualified high confidence for a year A year."]
    assert texts(shown, ".mark-form h3") == ["Mark it"]


def test_ones_own_mark_fills_the_form(client, bob, address, bert, safe):
    words = "for a year"
    place_mark(question=safe, transcript=bert, by=bob, value="no", confidence=2, rationale="Hm.", evidence=words)
    client.force_login(bob)
    shown = LexborHTMLParser(panel(client, address))
    assert shown.css_first(".mark-form h3").text().strip() == "Your mark"
    assert [one.attributes["value"] for one in shown.css(".mark-form input[checked]")] == ["no", "2"]
    assert [one.text().strip() for one in shown.css(".mark-form textarea")] == ["for a year", "Hm."]
    assert shown.css_first(".marks") is None


def test_the_suggested_words_are_offered_never_filled_in(client, bob, address):
    client.force_login(bob)
    field = LexborHTMLParser(panel(client, address)).css_first("[name=evidence]")
    assert (field.attributes["placeholder"], field.text().strip()) == ("Quote the words, or leave empty", "")


def test_the_history_tells_who_did_what(client, alice, bob, comparison, address, bert, safe):
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="First.")
    client.force_login(bob)
    mark(client, address, value="yes")
    client.post(f"{address}unmark/")
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="By vote.")
    client.force_login(alice)
    client.post(f"{address}unsettle/")
    assert texts(client.get(f"{address}history/").text, ".history li > span") == [
        "Alice let the marks decide again",
        "Alice settled it as yes By vote.",
        "Bob took the mark back",
        "Bob changed the mark to yes",
        "Bob marked it no First.",
    ]


def test_the_panel_asks_for_the_history_when_it_is_opened(client, bob, address):
    client.force_login(bob)
    history = LexborHTMLParser(panel(client, address)).css_first("#cell-history")
    assert history.attributes["hx-get"] == f"{address}history/"
    listed = client.get(f"{address}history/", headers={"HX-Request": "true"}).text
    assert texts(listed, "p") == ["Nobody has done anything in this cell yet."]
    assert "<html" not in listed
    mark(client, address)
    assert texts(client.get(f"{address}history/", headers={"HX-Request": "true"}).text, "li > span") == [
        "Bob marked it yes"
    ]


def test_the_threads_of_the_cell(client, bob, comparison, address, bert, safe):
    open_thread(comparison=comparison, by=bob, body="*Really?*", question=safe, transcript=bert)
    open_thread(comparison=comparison, by=bob, body="Elsewhere.")
    client.force_login(bob)
    shown = panel(client, address)
    assert [node.inner_html for node in LexborHTMLParser(shown).css(".written")] == ["<p><em>Really?</em></p>"]


# What can be done


def test_a_mark_by_plain_form(client, bob, address, bert, safe):
    client.force_login(bob)
    answer = mark(client, address, confidence="3", rationale=" So it says. ", evidence="tested  by five\npeople")
    assertRedirects(answer, f"{address}#panel", fetch_redirect_response=False)
    stored = Mark.objects.get()
    assert (stored.cell.question, stored.cell.transcript, stored.reviewer) == (safe, bert, bob)
    assert (stored.value, stored.confidence, stored.rationale) == ("yes", 3, "So it says.")
    assert stored.quotation == "tested by five people"


def test_a_mark_by_htmx_is_answered_with_what_it_changed_and_the_form_stays(client, bob, comparison, address):
    client.force_login(bob)
    answer = mark(client, f"{address}", headers=PANEL, value="qualified")
    part = LexborHTMLParser(answer.text)
    assert "HX-Push-Url" not in answer.headers
    assert answer.headers["HX-Reswap"] == "none"
    assert texts(answer.text, "#panel-title") == ["Bert, Is it safe? qualified"]
    cell, spread = part.css("template")
    assert 'id="cell-safe-bert"' in cell.html and "qualified" in cell.html
    assert 'id="where-safe"' in spread.html
    assert sorted(node.attributes.get("id") or node.attributes["class"] for node in part.css("[hx-swap-oob]")) == [
        "cell-marks",
        "cell-suggestions",
        "cell-verdict",
        "done",
        "mark-head",
        "mark-seen",
        "take-back",
    ]
    seen = part.css_first("input[hx-swap-oob]").attributes["value"]
    assert seen == LexborHTMLParser(panel(client, address)).css_first(".mark-form [name=seen]").attributes["value"]
    assert mark(client, address, headers=PANEL, value="no", seen=seen).status_code == 200


def test_a_form_that_was_refused_is_drawn_anew_with_the_panel(client, bob, address):
    client.force_login(bob)
    refused = LexborHTMLParser(mark(client, address, headers=PANEL, value="").text)
    assert refused.css_first(".mark-form [name=redraw]") is not None
    answer = mark(client, address, headers=PANEL, redraw="1")
    assert "HX-Reswap" not in answer.headers
    assert LexborHTMLParser(answer.text).css_first(".mark-form [name=redraw]") is None


def test_save_and_next(client, bob, comparison, address, cleo):
    client.force_login(bob)
    following = f"/c/{comparison.slug}/matrix/safe/cleo/"
    assertRedirects(mark(client, address, then="next"), f"{following}#panel", fetch_redirect_response=False)
    answer = mark(client, address, headers=PANEL, then="next")
    assert answer.headers["HX-Push-Url"] == following
    assert texts(answer.text, "#panel-title") == ["Cleo, Is it safe? yes"]
    assert 'id="cell-safe-bert"' in LexborHTMLParser(answer.text).css_first("template").html


def test_next_is_the_next_cell_without_a_mark_of_ones_own(client, alice, bob, comparison, address, bert, cleo, safe):
    place_mark(question=safe, transcript=cleo, by=bob, value="no")
    code_safe = comparison.questions.get(key="code_safe")
    place_mark(question=code_safe, transcript=comparison.transcripts.get(key="ada"), by=alice, value="no")
    client.force_login(bob)
    answer = mark(client, address, then="next")
    assertRedirects(answer, f"/c/{comparison.slug}/matrix/code_safe/ada/#panel", fetch_redirect_response=False)


def test_a_mark_takes_at_most_twenty_queries(client, bob, address, django_assert_max_num_queries):
    client.force_login(bob)
    mark(client, address, headers=PANEL)
    with django_assert_max_num_queries(20):
        mark(client, address, headers=PANEL, value="no", rationale="It bites.")


def test_what_is_shown_is_kept(client, bob, address):
    client.force_login(bob)
    answer = client.post(f"{address}mark/?diverging=on", {"value": "no"})
    assertRedirects(answer, f"{address}?diverging=on#panel", fetch_redirect_response=False)


@pytest.mark.parametrize("headers", [{}, PANEL])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"value": ""}, "Choose a verdict from the scale, or say that there is none."),
        ({"value": "perhaps"}, "“perhaps” is no verdict here. Choose one from the scale, or say that there is none."),
        ({"value": "unread"}, "“unread” is no verdict here. Choose one from the scale, or say that there is none."),
        ({"evidence": "never said"}, "These words are not in the answer. Copy them as they stand there."),
    ],
)
def test_a_mark_that_will_not_do_stores_nothing_and_keeps_what_was_written(client, bob, address, headers, data, words):
    client.force_login(bob)
    answer = mark(client, address, headers=headers, **{"rationale": "My reason.", **data})
    assert answer.status_code == 422
    assert texts(answer.text, ".mark-form .errorlist") == [words]
    assert texts(answer.text, "[name=rationale]") == ["My reason."]
    assert not Mark.objects.exists()


def test_picked_words_that_are_not_at_their_place_store_nothing(client, bob, address, bert):
    client.force_login(bob)
    place = f"{bert.responses.get().pk}:0+0"
    answer = mark(client, address, evidence="tested by five", evidence_at=place, rationale="My reason.")
    assert answer.status_code == 422
    assert texts(answer.text, ".mark-form .errorlist") == [
        "These words do not stand at that place. Reload the page, and select them again."
    ]
    assert texts(answer.text, ".mark-form [name=evidence]") == ["tested by five"]
    assert not Mark.objects.exists()


def test_an_absence_and_an_abstention_are_marks(client, bob, address):
    client.force_login(bob)
    for value in ("silent", "not_asked", "refused", "abstained"):
        assert mark(client, address, value=value).status_code == 302
        assert Mark.objects.get().value == value


def test_a_mark_can_be_taken_back(client, bob, address):
    client.force_login(bob)
    mark(client, address)
    assertContains(client.get(address), "Take your mark back")
    assertRedirects(client.post(f"{address}unmark/"), f"{address}#panel", fetch_redirect_response=False)
    assert not Mark.objects.exists()
    assert client.post(f"{address}unmark/").status_code == 302


def test_an_editor_settles_and_unsettles(client, alice, address):
    client.force_login(alice)
    client.post(f"{address}settle/", {"value": "no", "why": "We read it twice."})
    page = client.get(address).text
    assert texts(page, "#panel-title") == ["Bert, Is it safe? no"]
    assert texts(page, ".panel > header .small") == ["Bert · Is it safe?", "Settled by Alice.", "We read it twice."]
    client.post(f"{address}unsettle/")
    assert not Resolution.objects.exists()
    assert client.post(f"{address}unsettle/").status_code == 302


def test_settling_needs_a_reason(client, alice, address):
    client.force_login(alice)
    answer = client.post(f"{address}settle/", {"value": "no", "why": " "}, headers=PANEL)
    assert answer.status_code == 422
    assert texts(answer.text, ".settle .errorlist") == ["Say why, in a sentence: readers will ask."]
    assert "open" in LexborHTMLParser(answer.text).css_first(".settle").attributes
    assert not Resolution.objects.exists()


# Who may

VERBS = ("mark/", "unmark/", "settle/", "unsettle/")


def test_only_editors_are_offered_to_settle(client, alice, bob, address):
    client.force_login(bob)
    assertNotContains(client.get(address), "settle/")
    client.force_login(alice)
    assertContains(client.get(address), "Settle it for the team")


def test_a_reader_sees_everything_and_no_form(client, bob, erin, comparison, address, bert, safe):
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="Because.")
    open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=bert)
    client.force_login(erin)
    shown = client.get(address).text
    assert texts(shown, ".marks li") == ["Bob no Because."]
    assert texts(shown, ".written") == ["Hm."]
    assert LexborHTMLParser(shown).css("main form") == []


@pytest.mark.parametrize("verb", VERBS)
def test_who_may_write(client, bob, charlie, erin, address, verb):
    assertRedirects(client.post(address + verb), f"/accounts/login/?next={address}{verb}")
    client.force_login(charlie)
    assert client.post(address + verb).status_code == 404
    client.force_login(erin)
    assert client.post(address + verb).status_code == 403
    client.force_login(bob)
    assert client.get(address + verb).status_code == 405
    assert client.post(address + verb).status_code == (403 if "settle" in verb else 422 if verb == "mark/" else 302)


def test_an_editor_may_settle(client, team, address):
    client.force_login(MembershipFactory(team=team, role=Role.EDITOR).user)
    assert client.post(f"{address}settle/", {"value": "no", "why": "So."}).status_code == 302


def test_who_may_see_it(client, charlie, comparison, address):
    assertRedirects(client.get(address), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("place", ["nowhere/bert", "safe/nobody"])
def test_a_cell_that_is_not_there(client, bob, comparison, address, place):
    client.force_login(bob)
    assert client.get(f"/c/{comparison.slug}/matrix/{place}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_marks_and_threads(
    client, bob, team, comparison, address, bert, safe, count, django_assert_num_queries
):
    for person in [MembershipFactory(team=team).user for _ in range(count)]:
        place_mark(question=safe, transcript=bert, by=person, value="yes", evidence="for a year")
        open_thread(comparison=comparison, by=person, body="Hm.", question=safe, transcript=bert)
        resolve_cell(question=safe, transcript=bert, by=person, value="yes", why="So.")
    client.force_login(bob)
    panel(client, address)
    with django_assert_num_queries(13):  # two of them for guidelines, one for annotations
        panel(client, address)


@pytest.mark.parametrize(("values", "chosen"), [(["no", "yes", "yes"], "yes"), (["no", "yes"], ""), ([], "")])
def test_settling_starts_at_the_majority_of_the_marks_or_at_nothing(
    client, alice, team, address, bert, safe, values, chosen
):
    for value in values:
        place_mark(question=safe, transcript=bert, by=MembershipFactory(team=team).user, value=value)
    client.force_login(alice)
    select = LexborHTMLParser(client.get(address).text).css_first("#settle-value")
    assert [option.attributes["value"] or "" for option in select.css("option[selected]")] == [chosen]
    assert select.css_first("option").text() == "Choose a verdict"
    answer = client.post(f"{address}settle/", {"value": "", "why": "So."})
    assert answer.status_code == 422
    assert texts(answer.text, ".settle .errorlist") == ["Choose a verdict from the scale, or say that there is none."]


def test_ones_own_mark_stays_in_sight_in_an_archived_comparison(client, bob, alice, comparison, address, bert, safe):
    words = "for a year"
    place_mark(question=safe, transcript=bert, by=bob, value="no", confidence=2, rationale="Hm.", evidence=words)
    place_mark(question=safe, transcript=bert, by=alice, value="yes")
    archive_comparison(comparison=comparison)
    client.force_login(bob)
    shown = panel(client, address)
    assert texts(shown, "#marks-title") == ["Marks"]
    assert texts(shown, ".marks li") == ["Bob you no medium confidence for a year Hm.", "Alice yes"]
    assert texts(shown, ".mark-form") == []


def test_an_act_costs_the_same_whatever_the_number_of_rows_marks_and_threads(
    client, alice, team, comparison, address, bert, safe
):
    acts = {
        "a first mark": ("mark", {"value": "yes"}),
        "another mark": ("mark", {"value": "no"}),
        "a mark with evidence": ("mark", {"value": "no", "evidence": "for a year"}),
        "a settlement": ("settle", {"value": "no", "why": "So."}),
        "another settlement": ("settle", {"value": "yes", "why": "So."}),
        "a support": ("support", {"value": "supported"}),
        "another support": ("support", {"value": "not_found"}),
        "a mark taken back": ("unmark", {}),
        "a settlement taken back": ("unsettle", {}),
        "a support taken back": ("unsupport", {}),
    }
    client.force_login(alice)

    def costs(more: range) -> dict[str, int]:
        """What each act costs after some more people have marked the cell and talked about it."""
        for number in more:
            person = MembershipFactory(team=team).user
            make_transcript(comparison, f"Dora {number}", ("Is it safe?", "It is safe."))
            place_mark(question=safe, transcript=bert, by=person, value="yes", evidence="for a year")
            open_thread(comparison=comparison, by=person, body="Hm.", question=safe, transcript=bert)
        cost = {}
        for act, (path, form) in acts.items():
            panel(client, address)
            with CaptureQueriesContext(connection) as made:
                assert client.post(f"{address}{path}/", form, headers=PANEL).status_code == 200
            cost[act] = len(made)
        return cost

    costs(range(0))  # the first mark and the first settlement each begin a phase
    cost = costs(range(1))
    assert max(cost["a first mark"], cost["another mark"]) <= 20
    assert max(cost["a mark with evidence"], cost["a mark taken back"]) <= 21, "they paint the annotations again"
    assert max(cost.values()) <= 23, "others draw the panel again, with its guidelines"
    assert costs(range(1, 3)) == cost


def test_the_first_mark_of_a_cell_makes_the_cell(client, bob, address, django_assert_max_num_queries):
    client.force_login(bob)
    panel(client, address)
    with django_assert_max_num_queries(24):  # it begins a phase, too, and paints annotations again
        client.post(f"{address}mark/", {"value": "no", "evidence": "for a year"}, headers=PANEL)


def test_the_mark_that_reveals_the_others_draws_the_whole_panel(
    client, alice, bob, team, address, bert, safe, comparison
):
    comparison.others_hidden = True
    comparison.save(update_fields=["others_hidden"])
    place_mark(question=safe, transcript=bert, by=alice, value="no", rationale="It bites.")
    client.force_login(bob)
    before = LexborHTMLParser(panel(client, address))
    assert "It bites." not in before.text()
    redraw = before.css_first(".mark-form [name=redraw]").attributes["value"]
    answer = mark(client, address, headers=PANEL, redraw=redraw)
    assert "HX-Reswap" not in answer.headers
    assert texts(answer.text, ".marks li") == ["Alice no It bites."]
    assert LexborHTMLParser(answer.text).css_first(".mark-form [name=redraw]") is None


def test_what_was_done_in_a_cell_is_undone_from_where_it_is_told(client, alice, address, bert, safe):
    """A mark, a settlement and a support; in the panel and without script."""
    client.force_login(alice)
    place_mark(question=safe, transcript=bert, by=alice, value="yes")
    for act, sent, done, undone in (
        ("mark", {"value": "no"}, "Marked no: Is it safe? · Bert.", "Undone: your mark is yes again."),
        ("unmark", {}, "Your mark is taken back.", "Undone: your mark is yes again."),
        ("settle", {"value": "no", "why": "So."}, "Settled for the team as no.", "Undone."),
        ("support", {"value": "not_found"}, "Saved.", "Undone."),
    ):
        told = client.post(f"{address}{act}/", sent, headers=PANEL).text
        assert texts(told, "#done p") == [done]
        undo = LexborHTMLParser(told).css_first("#done form").attributes["hx-post"]
        answer = client.post(undo, headers=PANEL)
        assert texts(answer.text, "#done p") == [undone]
        assert answer.headers["HX-Push-Url"] == address
        page = client.post(f"{address}{act}/", sent, follow=True).text
        client.post(LexborHTMLParser(page).css_first("#messages form").attributes["action"])
        assert texts(client.get(address).text, "#messages li") == [undone]
        again = client.post(undo, headers=PANEL)
        assert texts(again.text, "#done") == ["Nothing was undone: this was changed since."]
    assert Mark.objects.get().value == "yes"
    assert not Resolution.objects.exists() and not Support.objects.exists()
