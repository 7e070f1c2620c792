"""The queue as pages: one cell at a time, resumable, without script, and blind to others."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.assignments import set_assignment
from reviews.domain.guidelines import write_guidelines
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.placements import place_passage
from reviews.models import Comparison, Mark, Phase, Question, Thread
from tests.factories import make_transcript

PANEL = {"HX-Request": "true", "HX-Target": "panel"}


def texts(html, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


@pytest.fixture
def address(comparison) -> str:
    return f"/c/{comparison.slug}/queue/"


def first(client, address) -> str:
    """Where the queue leads."""
    return client.get(address).headers["Location"]


def test_it_leads_to_the_first_cell_that_is_left_and_goes_on_to_the_next(client, bob, bert, address):
    client.force_login(bob)
    here = first(client, address)
    page = client.get(here)
    assert texts(page.text, "#queue-progress > p") == ["6 of 6 left"]
    answer = client.post(f"{here}mark/", {"value": "yes", "then": "next"})
    following = first(client, address)
    assert following != here
    assertRedirects(answer, following)
    page = client.get(following)
    assert texts(page.text, "#queue-progress > p") == ["5 of 6 left"]
    answer = client.post(f"{following}mark/", {"value": "no"})
    assertRedirects(answer, following)
    assert sorted(Mark.objects.values_list("reviewer__name", "value")) == [("Bob", "no"), ("Bob", "yes")]


def test_to_the_panel_the_answer_is_the_next_cell(client, bob, bert, address):
    client.force_login(bob)
    here = first(client, address)
    answer = client.post(f"{here}mark/", {"value": "yes", "then": "next"}, headers=PANEL)
    assert answer.headers["HX-Push-Url"] == first(client, address)
    assert texts(answer.text, "#queue-progress > p") == ["5 of 6 left"]
    question, respondent = (Question.objects.get(key=here.split("/")[-3]).text, here.split("/")[-2].title())
    assert texts(answer.text, "#done") == [f"Marked yes: {question} · {respondent}. Undo u"], (
        "of the cell, not the next"
    )
    assert "<html" not in answer.text
    wrong = client.post(f"{here}mark/", {"value": "perhaps", "then": "next"}, headers=PANEL)
    assert wrong.status_code == 422
    assert "is no verdict here" in texts(wrong.text, ".mark-form .errorlist")[0]
    taken = client.post(f"{here}unmark/", {}, headers=PANEL)
    assert texts(taken.text, "#done") == ["Your mark is taken back. Undo u"]
    assert not Mark.objects.exists()


def test_without_words_under_the_question_the_whole_answer_is_there_to_quote(client, bob, comparison, address):
    said = "Owls sleep by day. They eat mice."
    make_transcript(comparison, "Outlet", ("", said))
    client.force_login(bob)
    here = f"{address}safe/outlet/"
    page = client.get(here).text
    assert texts(page, ".answer .note") == ["No words are set under this question, so this is all that Outlet says."]
    assert texts(page, ".answer .said") == [said]
    answer = client.post(f"{here}mark/", {"value": "no", "evidence": "They eat mice."})
    assert (answer.status_code, Mark.objects.get().quotation) == (302, "They eat mice.")
    assert texts(client.get(here).text, ".answer mark") == ["They eat mice."]


def test_the_prompt_of_a_later_turn_stands_above_its_words(client, bob, comparison, address):
    later = "Is it so at night, too?", "It sees at night."
    outlet = make_transcript(comparison, "Outlet", ("Is it safe?", "Yes, it is safe."), later)
    night, safe = outlet.responses.last(), comparison.questions.get(key="safe")
    place_passage(response=night, start=0, end=len(night.text), question=safe, belongs=True, by=bob)
    client.force_login(bob)
    for page in (f"{address}safe/outlet/", f"{address.replace('queue', 'matrix')}safe/outlet/"):
        shown = client.get(page).text
        assert texts(shown, ".prompt") == ["Is it safe?", later[0]]
        assert texts(shown, ".passage")[1].startswith(f"Then it was asked: {' '.join(later)}")


def test_at_the_end_it_says_what_comes_next(client, bob, alice, comparison, bert, safe, address):
    client.force_login(bob)
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="By vote.")
    for _ in range(4):
        client.post(f"{first(client, address)}mark/", {"value": "yes", "then": "next"})
    here = first(client, address)
    answer = client.post(f"{here}mark/", {"value": "yes", "then": "next"}, headers=PANEL)
    assert answer.headers["HX-Push-Url"] == address
    assert texts(answer.text, "#panel-title") == ["You are done here"]
    page = client.get(address)
    assertContains(page, "You have marked 5 cells.")
    assert texts(page.text, "#queue-progress > p") == ["all 6 done"]
    assert len(texts(page.text, ".all-cells a")) == 6


def test_nobody_elses_opinion_is_on_the_page(client, alice, bob, comparison, bert, safe):
    place_mark(question=safe, transcript=bert, by=alice, value="no", evidence="by five people", rationale="A trap.")
    resolve_cell(question=safe, transcript=bert, by=alice, value="no", why="By vote.")
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/queue/safe/bert/")
    for told in ("A trap.", "By vote.", "<mark>by five people", "suggested", "What readers suggest"):
        assertNotContains(page, told)
    assertContains(page, "by five people")
    assertContains(page, "The team has settled this cell")


def test_guidelines_stand_beside_the_task_with_their_version(client, alice, bob, comparison, bert, safe):
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Only what it *says*.")
    place_mark(question=safe, transcript=bert, by=alice, value="no")
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Only what it *claims*.")
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/queue/safe/bert/").text
    (told,) = texts(page, ".guidelines details")
    assert told.startswith("Guidelines: this question Only what it claims. Version 2, ")
    assert "Alice. 1 mark was made under version 1." in told
    assert texts(client.get(f"/c/{comparison.slug}/queue/works/bert/").text, ".guidelines") == []
    panel = client.get(f"/c/{comparison.slug}/matrix/safe/bert/").text
    assert texts(panel, "#panel .guidelines summary") == ["Guidelines: this question"]
    assert "<details open" not in panel[panel.index('class="guidelines') :][:200]


def test_an_extra_mark_is_kept_and_said(client, alice, bob, comparison, bert, address):
    set_assignment(comparison=comparison, by=alice, marks_per_cell=1, reviewers=[alice.pk, bob.pk])
    cell = comparison.cells.select_related("question", "transcript").filter(assignments__reviewer=alice).first()
    place_mark(question=cell.question, transcript=cell.transcript, by=alice, value="no")
    client.force_login(bob)
    here = f"{address}{cell.question.key}/{cell.transcript.key}/"
    assertContains(client.get(here), "This cell is not in your queue. A mark of yours would be an extra one.")
    answer = client.post(f"{here}mark/", {"value": "yes"}, headers=PANEL)
    assert texts(answer.text, "#done") == [
        f"Marked yes: {cell.question.text} · {cell.transcript.respondent.name}. It is an extra mark: this cell has the 1 mark that is asked for. Undo u"
    ]
    assert texts(answer.text, "#queue-progress > p") == ["3 of 3 left"]


def test_without_transcripts_it_says_what_it_will_be(client, bob, address):
    client.force_login(bob)
    assert texts(client.get(address).text, "#panel-title") == ["Nothing to mark yet"]


def test_who_is_not_asked_is_told_so(client, alice, bob, comparison, bert, address):
    set_assignment(comparison=comparison, by=alice, marks_per_cell=None, reviewers=[bob.pk])
    client.force_login(alice)
    assert texts(client.get(address).text, "#panel-title") == ["Nothing here is yours to mark"]


def test_readers_do_not_mark(client, erin, charlie, comparison, bert, address):
    client.force_login(erin)
    assert client.get(address).status_code == 403
    assert client.post(f"{address}safe/bert/mark/", {"value": "yes"}).status_code == 403
    assertNotContains(client.get(f"/c/{comparison.slug}/matrix/"), address)
    client.force_login(charlie)
    assert client.get(address).status_code == 404
    assert not Mark.objects.exists()


def test_no_such_cell(client, bob, bert, address):
    client.force_login(bob)
    assert client.get(f"{address}safe/nobody/").status_code == 404
    assert client.post(f"{address}nowhere/bert/mark/", {"value": "yes"}).status_code == 404


@pytest.mark.parametrize("last", ["ada", "cleo"])
def test_queries_do_not_grow_with_the_columns(client, bob, comparison, request, last, safe, django_assert_num_queries):
    transcript = request.getfixturevalue(last)
    client.force_login(bob)
    place_mark(question=safe, transcript=transcript, by=bob, value="yes")
    here = f"/c/{comparison.slug}/queue/safe/ada/"
    client.get(here)
    with django_assert_num_queries(9):
        client.get(here)


def test_in_a_published_comparison_marks_are_closed_and_it_says_so(client, alice, bob, comparison, bert, safe, address):
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="It says so.")
    Comparison.objects.update(phase=Phase.PUBLISHED)
    client.force_login(bob)
    page = client.get(address)
    assert texts(page.text, "#panel-title") == ["Marks are closed"]
    assert texts(page.text, "#queue-progress > p") == ["1 of 6 marked by you"]
    assert " left" not in " ".join(texts(page.text, "main"))
    for here in (f"{address}safe/bert/", f"/c/{comparison.slug}/matrix/safe/bert/"):
        page = client.get(here).text
        assert texts(page, ".mark-form, .take-back, [data-take-up]") == []
        (told,) = texts(page, ".marks-closed")
        assert told.startswith(
            "Marks are closed This comparison is published. Your mark stays: no It says so. An editor"
        )
        sent = client.post(f"{here}mark/", {"value": "yes", "rationale": "Typed before."}, headers=PANEL)
        assert sent.status_code == 422
        assert "its marks are closed" in texts(sent.text, ".mark-form")[0]
        assert "Typed before." in sent.text  # what was typed is not lost
    assert (
        "Marks are closed. 1 of 6 marked by you." in texts(client.get(f"/c/{comparison.slug}/matrix/").text, "main")[0]
    )
    client.force_login(alice)
    assertContains(
        client.get(f"{address}safe/ada/"), f'<a href="/c/{comparison.slug}/settings/#phase">Move it to Reconcile</a>'
    )
    assert Mark.objects.get().value == "no"


def test_a_thread_on_the_cell_is_started_from_the_queue_and_leads_back(
    client, alice, bob, comparison, bert, safe, address
):
    here = f"{address}safe/{bert.key}/"
    client.force_login(bob)
    link = LexborHTMLParser(client.get(here).text).css_first("[data-discuss]").attributes
    part = client.get(link["hx-get"], headers=PANEL).text
    assert texts(part, ".open-thread label") == ["Start a thread on this cell"] and "<html" not in part
    form = {field.attributes["name"]: field.attributes["value"] for field in LexborHTMLParser(part).css("input")}
    assert "autofocus" in LexborHTMLParser(part).css_first("textarea").attributes
    page = LexborHTMLParser(client.get(link["href"]).text).css_first(".open-thread")
    answer = client.post(page.attributes["action"], {**form, "body": "Is it?"})
    thread = Thread.objects.get()
    assert (thread.cell.question, thread.cell.transcript) == (safe, bert)
    assertRedirects(answer, f"{here}#comment-{thread.comments.get().pk}", fetch_redirect_response=False)
    assert texts(client.get(here).text, "#messages li") == ["The thread is started."]


def test_a_blind_reviewer_is_told_where_the_threads_are(client, bob, comparison, bert, safe, address):
    client.force_login(bob)
    here = f"{address}safe/{bert.key}/"
    assert texts(client.get(here).text, ".discuss p") == ["What others write about it stands in the matrix."]
    Comparison.objects.update(others_hidden=True)
    assert texts(client.get(here).text, ".discuss p") == [
        "What others write about it is shown once your own mark is in."
    ]
    panel = here.replace("queue", "matrix")
    hidden = "What others write about this cell is shown once your own mark of it is in."
    assert hidden in texts(client.get(panel).text, "#cell-threads p")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert texts(client.get(here).text, ".discuss p") == ["What others write about it stands in the matrix."]
    assert hidden not in texts(client.get(panel).text, "#cell-threads p")
