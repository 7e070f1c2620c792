"""Two tabs, or two people, with the same form open: the second is told, shown both, and can have either."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.comparisons import rename_comparison
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.papers import describe_paper, store_pages
from reviews.domain.questions import reword_question
from reviews.domain.teams import change_role
from reviews.domain.threads import edit_comment, open_thread
from reviews.models import Comment, Comparison, Mark, Resolution, Support
from tests.collation.views.test_matrix import texts
from tests.sent import sent

PANEL = {"HX-Request": "true", "HX-Target": "panel"}
TOLD = "This was changed after you opened it, so nothing was saved. Stored now:"


@pytest.fixture
def address(comparison, bert) -> str:
    return f"/c/{comparison.slug}/matrix/safe/bert/"


def stored_now(page: str) -> list[str]:
    return [
        f"{label} {words}"
        for label, words in zip(texts(page, ".overtaken dt"), texts(page, ".overtaken dd"), strict=True)
    ]


def told(page: str) -> list[str]:
    return texts(page, ".overtaken p:first-child")


@pytest.mark.parametrize("headers", [{}, PANEL])
def test_a_mark_saved_in_another_tab_stays_and_is_shown_beside_what_was_written(
    client, bob, address, bert, safe, headers
):
    client.force_login(bob)
    stale = sent(client.get(address).text, "/mark/", value="yes", rationale="Half written.")
    words = "for a year"
    place_mark(question=safe, transcript=bert, by=bob, value="no", confidence=3, rationale="Newer.", evidence=words)
    answer = client.post(f"{address}mark/", stale, headers=headers)
    assert answer.status_code == 422
    assert told(answer.text) == [TOLD]
    assert stored_now(answer.text) == [
        "Verdict no",
        "Confidence high",
        "The words that carry it for a year",
        "Why you read it so Newer.",
    ]
    assert texts(answer.text, "[name=rationale]") == ["Half written."]
    assert Mark.objects.get().rationale == "Newer."
    again = sent(answer.text, "/mark/")
    assert (again["value"], again["rationale"]) == ("yes", "Half written.")
    assert client.post(f"{address}mark/", again).status_code == 302
    assert (Mark.objects.get().value, Mark.objects.get().rationale) == ("yes", "Half written.")


def test_what_stands_can_be_kept_instead(client, bob, address, bert, safe):
    client.force_login(bob)
    stale = sent(client.get(address).text, "/mark/", value="yes")
    place_mark(question=safe, transcript=bert, by=bob, value="no")
    answer = client.post(f"{address}mark/", stale)
    keep = LexborHTMLParser(answer.text).css_first(".overtaken a").attributes["href"]
    assert keep == address
    assert sent(client.get(keep).text, "/mark/")["value"] == "no"


def test_a_double_submit_is_one_mark(client, bob, address):
    client.force_login(bob)
    form = sent(client.get(address).text, "/mark/", value="yes", rationale="So.")
    assert [client.post(f"{address}mark/", form).status_code for _ in range(2)] == [302, 302]
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("verb", ["unmark", "unsettle", "unsupport"])
def test_what_changed_is_not_taken_back_unseen(client, alice, address, bert, safe, verb):
    client.force_login(alice)
    cell = {"question": safe, "transcript": bert, "by": alice}
    for value, support in (("no", "supported"), ("yes", "contradicted")):
        place_mark(**cell, value=value)
        resolve_cell(**cell, value=value, why="So.")
        say_support(**cell, value=support)
        if value == "no":
            stale = sent(client.get(address).text, f"/{verb}/")
    answer = client.post(f"{address}{verb}/", stale)
    assert answer.status_code == 422
    assert texts(answer.text, ".errorlist") == ["This was changed after you opened it, so nothing was saved."]
    assert [Mark.objects.count(), Resolution.objects.count(), Support.objects.count()] == [1, 1, 1]
    assert client.post(f"{address}{verb}/", sent(answer.text, f"/{verb}/")).status_code == 302
    assert Mark.objects.count() + Resolution.objects.count() + Support.objects.count() == 2


def test_of_two_who_settle_the_second_sees_what_the_first_did(client, alice, eve, address, bert, safe):
    client.force_login(alice)
    stale = sent(client.get(address).text, "/settle/", value="yes", why="It says so.")
    resolve_cell(question=safe, transcript=bert, by=eve, value="no", why="It was not tested.")
    answer = client.post(f"{address}settle/", stale, headers=PANEL)
    assert answer.status_code == 422
    assert stored_now(answer.text) == ["Verdict no", "Why It was not tested."]
    assert texts(answer.text, "#panel-title ~ .small")[0] == "Settled by Eve."
    assert Resolution.objects.get().created_by == eve


def test_a_word_on_support(client, alice, bob, address, bert, safe):
    client.force_login(bob)
    stale = sent(client.get(address).text, "/support/", value="contradicted", quote="Page 9.")
    say_support(question=safe, transcript=bert, by=alice, value="supported", quote="Page 2.")
    answer = client.post(f"{address}support/", stale, headers=PANEL)
    assert (answer.status_code, stored_now(answer.text)) == (
        422,
        ["Does the paper say so? Supported", "The passage of the paper Page 2."],
    )
    assert Support.objects.get().value == "supported"


def test_a_stale_paper_form_empties_nothing(client, alice, comparison):
    client.force_login(alice)
    address = f"/c/{comparison.slug}/paper/"
    stale = sent(client.get(address).text, address, doi="10.1000/owl")
    describe_paper(
        comparison=comparison, paper={"abstract": "Owls see.\n\nAt night.", "authors": ["A. Owl", "B. Kite"]}
    )
    answer = client.post(address, stale)
    assert answer.status_code == 422
    assert stored_now(answer.text) == ["Authors A. Owl B. Kite", "DOI nothing", "Abstract Owls see. At night."]
    comparison.paper.refresh_from_db()
    assert (comparison.paper.abstract, comparison.paper.doi) == ("Owls see.\n\nAt night.", "")
    assert client.post(address, sent(answer.text, address)).status_code == 302
    comparison.paper.refresh_from_db()
    assert (comparison.paper.abstract, comparison.paper.doi) == ("", "10.1000/owl")


def test_the_settings(client, alice, comparison, safe):
    client.force_login(alice)
    address = f"/c/{comparison.slug}/settings/"
    page = client.get(address).text
    reword = f"{address}questions/{safe.pk}/"
    rename_comparison(comparison=comparison, title="Owl-3")
    reword_question(question=safe, by=alice, text="Is it safe to use?")
    client.post(f"{address}phase/", sent(page, "/phase/", phase="mark"))
    for where, stale, words in (
        (address, sent(page, address, title="My Owl"), ["Title of the comparison Owl-3"]),
        (reword, sent(page, reword, text="Safe?"), ["Wording Is it safe to use?"]),
        (f"{address}phase/", sent(page, "/phase/", phase="reconcile"), ["Phase Mark"]),
    ):
        answer = client.post(where, stale)
        assert (answer.status_code, told(answer.text), stored_now(answer.text)) == (422, [TOLD], words)
    comparison.refresh_from_db()
    safe.refresh_from_db()
    assert (comparison.title, comparison.phase, safe.text) == ("Owl-3", "mark", "Is it safe to use?")
    assert client.post(reword, sent(client.post(reword, stale | {"text": "Safe?"}).text, reword)).status_code == 302


def test_a_comment(client, bob, comparison):
    client.force_login(bob)
    comment = open_thread(comparison=comparison, by=bob, body="First.")
    page = client.get(f"/c/{comparison.slug}/threads/{comment.thread_id}/").text
    edit = sent(page, "/edit/", body="Mine.")
    delete = sent(page, "/delete/")
    edit_comment(comment=comment, by=bob, body="Second.")
    base = f"/c/{comparison.slug}/comments/{comment.pk}"
    answer = client.post(f"{base}/edit/", edit)
    assert (answer.status_code, told(answer.text), stored_now(answer.text)) == (422, [TOLD], ["Comment Second."])
    assert texts(answer.text, "textarea")[0] == "Mine."
    assert client.post(f"{base}/delete/", delete).status_code == 422
    assert Comment.objects.get().markdown == "Second."
    assert client.post(f"{base}/edit/", sent(answer.text, "/edit/")).status_code == 302
    assert Comment.objects.get().markdown == "Mine."


def test_a_role_is_not_given_over_another_that_was_given_meanwhile(client, alice, bob, team):
    client.force_login(alice)
    address = f"/teams/{team.slug}/"
    membership = team.memberships.get(user=bob)
    action = next(
        form.attributes["action"]
        for form in LexborHTMLParser(client.get(address).text).css("form[action]")
        if f"/{membership.pk}/" in form.attributes["action"]
    )
    stale = sent(client.get(address).text, action, role="reader")
    change_role(membership=membership, role="editor")
    answer = client.post(action, stale)
    assert answer.status_code == 422
    assert texts(answer.text, ".notice p") == [
        "This role was changed after you opened the page, so nothing was saved. It is shown below as it is now."
    ]
    membership.refresh_from_db()
    assert membership.role == "editor"
    assert client.post(action, sent(answer.text, action, role="reader")).status_code == 302


def test_the_text_of_a_paper_is_not_replaced_unseen(client, alice, comparison):
    client.force_login(alice)
    address = f"/c/{comparison.slug}/paper/"
    store_pages(comparison=comparison, text="Owls.")
    page = client.get(address).text
    store_pages(comparison=comparison, text="Owls see.\fAt night.")
    for action, typed in (("/text/", {"full_text": "Mine."}), ("/text/forget/", {})):
        answer = client.post(address + action.removeprefix("/"), sent(page, action, **typed), follow=True)
        assert "This was changed after you opened it, so nothing was saved." in answer.text
        assert list(comparison.paper.pages.values_list("text", flat=True)) == ["Owls see.", "At night."]
    revision = Comparison.objects.get(pk=comparison.pk).revision
    again = sent(page, "/text/", full_text="Owls see.\fAt night.")
    assert client.post(f"{address}text/", again).status_code == 302, "the same text once more changes nothing"
    assert Comparison.objects.get(pk=comparison.pk).revision == revision
    fresh = sent(client.get(address).text, "/text/", full_text="Mine.")
    client.post(f"{address}text/", fresh)
    assert list(comparison.paper.pages.values_list("text", flat=True)) == ["Mine."]
