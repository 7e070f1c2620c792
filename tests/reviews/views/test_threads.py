"""The pages of discussion."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.annotations import annotate
from reviews.domain.threads import delete_comment, open_thread, reopen_thread, reply, resolve_thread
from reviews.models import Comment, Role, Thread
from reviews.templatetags.record import cut_at_word
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture(autouse=True)
def fresh_cache():
    """Readings are cached under keys that a database of its own gives out again."""
    cache.clear()


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is."))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


@pytest.fixture
def comment(comparison, bob):
    """Bob's, which opens a thread on the comparison."""
    return open_thread(comparison=comparison, by=bob, body="Is **one** column enough?")


@pytest.fixture
def erin(team):
    """A reader in the team."""
    return MembershipFactory(team=team, user__name="Erin", role=Role.READER).user


def base(comparison) -> str:
    return f"/c/{comparison.slug}"


def texts(html, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


# The list


def test_open_threads_come_first_and_the_newest_of_them(client, alice, bob, comparison, ada, safe):
    settled = open_thread(comparison=comparison, by=bob, body="Settled.").thread
    open_thread(comparison=comparison, by=bob, body="On a cell.", question=safe, transcript=ada)
    open_thread(comparison=comparison, by=bob, body="Newest.")
    resolve_thread(thread=settled, by=alice)
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/").text
    assert texts(page, ".listed h2") == ["The whole comparison", "Ada · Is it safe?", "The whole comparison"]
    assert texts(page, ".written") == ["Newest.", "On a cell.", "Settled."]
    assert texts(page, ".title p") == ["2 open, 3 in all."]
    assert texts(page, ".resolved") == ["Resolved by Alice, just now"]
    assert f'href="{base(comparison)}/matrix/safe/ada/#panel"' in page
    assert texts(page, '[aria-current="page"]')[0].startswith("Threads 2")


@pytest.mark.parametrize(("show", "words"), [("open", ["Open."]), ("resolved", ["Done."]), ("all", ["Open.", "Done."])])
def test_the_list_can_be_narrowed(client, bob, comparison, show, words):
    resolve_thread(thread=open_thread(comparison=comparison, by=bob, body="Done.").thread, by=bob)
    open_thread(comparison=comparison, by=bob, body="Open.")
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/?show={show}").text
    assert texts(page, ".written") == words
    assert texts(page, ".toggles [aria-current]") == [show]


def test_the_list_can_be_narrowed_to_what_threads_hang_on(client, bob, comparison, ada, safe):
    resolve_thread(thread=open_thread(comparison=comparison, by=bob, body="Done.", question=safe).thread, by=bob)
    open_thread(comparison=comparison, by=bob, body="Cell.", question=safe, transcript=ada)
    fact = {"fact": ("acronym", "s&t a"), "about": "What “S&T” stands for"}
    open_thread(comparison=comparison, by=bob, body="Fact.", **fact)
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/?on=fact").text
    assert texts(page, ".written") == ["Fact."]
    assert texts(page, ".toggles [aria-current]") == ["all", "facts 1"]
    assert texts(page, "[aria-label=About] a") == ["anything 3", "questions 1", "cells 1", "facts 1"]
    (link,) = LexborHTMLParser(page).css(".listed h2 a")
    assert link.attributes["href"] == f"{base(comparison)}/facts/discussion/?kind=acronym&topic=s%26t%20a"
    narrower = client.get(f"{base(comparison)}/threads/?on=question&show=open").text
    assert texts(narrower, ".written") == []
    assert texts(narrower, "[aria-label=About] a") == ["anything 2", "questions 0", "cells 1", "facts 1"]


def test_a_thread_on_words_names_whose_they_are_and_leads_to_them(client, bob, comparison):
    said = "It is safe as far as anybody can tell, who has watched it by day and by night for years."
    response = make_transcript(comparison, "Ada", ("Is it safe?", said)).responses.get()
    note = annotate(response=response, by=bob, quote=said, label="hedge")
    open_thread(comparison=comparison, by=bob, body="Why?", annotation=note)
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/").text
    words = "It is safe as far as anybody can tell, who has watched it by day and by night …"
    assert texts(page, ".listed h2") == [f"Ada: “{words}” hedge"]
    links = [link.attributes["href"] for link in LexborHTMLParser(page).css(".listed h2 a")]
    assert links == [
        f"{base(comparison)}/said/{response.pk}-0-{len(said)}/",
        f"{base(comparison)}/annotations/{note.pk}/",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ten letters", "ten letters"),
        ("eleven\n letters", "eleven …"),
        ("a word ends here", "a word ends …"),
        ("一二三四五六七八九十一二三", "一二三四五六七八九十一 …"),
    ],
)
def test_words_are_cut_after_a_word(text, shown):
    assert cut_at_word(text, 11) == shown


def test_an_act_on_the_list_counts_anew(client, bob, comparison, comment):
    client.force_login(bob)
    where = f"{base(comparison)}/threads/"
    headers = {"HX-Request": "true", "HX-Target": f"thread-{comment.thread_id}"}
    answer = client.post(f"{where}{comment.thread_id}/resolve/", {"next": f"{where}?show=all"}, headers=headers).text
    assert (texts(answer, "#open-threads"), texts(answer, "#threads-count")) == ([""], ["None open, 1 in all."])
    answer = client.post(f"{where}{comment.thread_id}/reopen/", {"next": base(comparison)}, headers=headers).text
    assert (texts(answer, "#open-threads"), texts(answer, "#threads-count")) == (["1 open"], [])


def test_an_empty_list_says_what_threads_are_for(client, bob, erin, comparison):
    client.force_login(bob)
    assertContains(client.get(f"{base(comparison)}/threads/"), "or start one on the whole comparison here")
    client.force_login(erin)
    assertNotContains(client.get(f"{base(comparison)}/threads/"), "or start one")
    assertContains(client.get(f"{base(comparison)}/threads/"), "Nobody has said anything yet")


# One thread


def test_a_comment_is_shown_as_it_was_rendered(client, bob, comparison, comment):
    Comment.objects.update(created_at=timezone.now() - timedelta(hours=3, minutes=5))
    client.force_login(bob)
    page = LexborHTMLParser(client.get(f"{base(comparison)}/threads/{comment.thread_id}/").text)
    shown = page.css_first(f"#comment-{comment.pk}")
    assert shown.css_first(".written").inner_html == "<p>Is <strong>one</strong> column enough?</p>"
    assert " ".join(shown.css_first(".byline").text().split()) == "Bob 3 h ago"
    moment = shown.css_first("time").attributes
    assert moment["datetime"].startswith(f"{timezone.now() - timedelta(hours=3, minutes=5):%Y-%m-%dT%H:%M}")
    assert moment["title"].endswith(" UTC")


def test_what_html_got_in_is_sanitised_once_more(client, bob, comparison, comment):
    Comment.objects.update(html='<p onclick="x()">Hi<script>alert(1)</script></p>')
    client.force_login(bob)
    page = LexborHTMLParser(client.get(f"{base(comparison)}/threads/{comment.thread_id}/").text)
    assert page.css_first(".written").inner_html == "<p>Hi</p>"


def test_a_deleted_comment_keeps_its_place(client, bob, comparison, comment):
    reply(thread=comment.thread, by=bob, body="Second.")
    delete_comment(comment=comment, by=bob)
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/{comment.thread_id}/").text
    assert texts(page, f"#comment-{comment.pk} .absent") == ["Deleted by its author."]
    assert "one" not in " ".join(texts(page, f"#comment-{comment.pk}"))
    assert len(texts(page, ".comment")) == 2


# What can be written


def test_opening_a_thread_on_the_comparison(client, bob, comparison):
    client.force_login(bob)
    answer = client.post(f"{base(comparison)}/threads/open/", {"body": "Where is round two?"})
    comment = Comment.objects.get()
    assertRedirects(answer, f"{base(comparison)}/threads/{comment.thread_id}/#comment-{comment.pk}")
    assert (comment.markdown, comment.created_by, comment.thread.cell) == ("Where is round two?", bob, None)


def test_opening_a_thread_on_a_cell_and_coming_back_to_it(client, bob, comparison, ada, safe):
    client.force_login(bob)
    cell = f"{base(comparison)}/matrix/safe/ada/"
    answer = client.post(
        f"{base(comparison)}/threads/open/",
        {"body": "Says who?", "question": "safe", "respondent": "ada", "next": cell},
    )
    comment = Comment.objects.get()
    assertRedirects(answer, f"{cell}#comment-{comment.pk}")
    assert (comment.thread.cell.question, comment.thread.cell.transcript) == (safe, ada)


def test_opening_a_thread_in_the_panel(client, bob, comparison, ada):
    client.force_login(bob)
    answer = client.post(
        f"{base(comparison)}/threads/open/",
        {"body": "Says who?", "question": "safe", "respondent": "ada"},
        headers={"HX-Request": "true"},
    )
    assert texts(answer.text, ".thread .written") == ["Says who?"]
    assert LexborHTMLParser(answer.text).css_first("#open-thread [name=respondent]").attributes["value"] == "ada"
    assert texts(answer.text, "#open-thread textarea") == [""]
    assert answer.headers["HX-Trigger"] == '{"threads-changed": {}}'


def test_a_page_to_open_a_thread_on_a_cell(client, bob, comparison, ada):
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/open/?question=safe&respondent=ada").text
    assert texts(page, ".title") == ["New thread On Ada · Is it safe?"]
    question = client.get(f"{base(comparison)}/threads/open/?question=safe").text
    assert texts(question, ".title") == ["New thread On the question “Is it safe?”"]
    assert client.get(f"{base(comparison)}/threads/open/?question=safe&respondent=nobody").status_code == 404
    assert client.get(f"{base(comparison)}/threads/open/?question=nothing&respondent=ada").status_code == 404


def test_a_thread_started_on_a_page_of_its_own_is_shown_with_its_cell_and_the_way_back(client, bob, comparison, ada):
    client.force_login(bob)
    here = f"{base(comparison)}/conflicts/#conflict-safe-ada"
    page = client.get(f"{base(comparison)}/threads/open/", {"question": "safe", "respondent": "ada", "next": here}).text
    form = LexborHTMLParser(page).css_first("#open-thread")
    assert "hx-post" not in form.attributes
    sent = {one.attributes["name"]: one.attributes["value"] for one in form.css("input")}
    refused = client.post(f"{base(comparison)}/threads/open/", {**sent, "body": ""})
    assert LexborHTMLParser(refused.text).css_first("#open-thread [name=back]").attributes["value"] == here
    answer = client.post(f"{base(comparison)}/threads/open/", {**sent, "body": "Says who?"})
    comment = Comment.objects.get()
    assert answer.url.startswith(f"{base(comparison)}/threads/{comment.thread_id}/?back=")
    assert answer.url.endswith(f"#comment-{comment.pk}")
    page = client.get(answer.url).text
    assert texts(page, "h1") == ["Ada · Is it safe?"]
    assert texts(page, ".written") == ["Says who?"]
    assert "tabindex" in LexborHTMLParser(page).css_first(f"#comment-{comment.pk}").attributes
    back = LexborHTMLParser(page).css_first(".title a")
    assert (back.text(), back.attributes["href"]) == ("Back to where you came from", here)
    assert (
        LexborHTMLParser(page).css_first("[hx-get]").attributes["hx-get"]
        == f"{base(comparison)}/matrix/safe/ada/words/"
    )
    assert client.get(f"{base(comparison)}/threads/{comment.thread_id}/?back=https://example.com/").status_code == 400


def test_a_thread_on_the_comparison_has_no_cell_and_no_way_back(client, bob, comparison, comment):
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/{comment.thread_id}/").text
    assert texts(page, ".title a") == ["All threads"]
    assert "The cell" not in page


def test_a_reply_and_where_it_leads(client, alice, comparison, comment):
    client.force_login(alice)
    address = f"{base(comparison)}/threads/{comment.thread_id}/"
    answer = client.post(f"{address}reply/", {"body": "No."})
    assertRedirects(answer, f"{address}#comment-{Comment.objects.get(markdown='No.').pk}")
    elsewhere = client.post(f"{address}reply/", {"body": "No!", "next": "https://example.com/"})
    assert elsewhere.status_code == 400
    assert not Comment.objects.filter(markdown="No!").exists()


def test_a_reply_by_htmx_swaps_the_thread_alone(client, alice, comparison, comment):
    client.force_login(alice)
    target = f"thread-{comment.thread_id}"
    answer = client.post(
        f"{base(comparison)}/threads/{comment.thread_id}/reply/",
        {"body": "No."},
        headers={"HX-Request": "true", "HX-Target": target},
    )
    part = LexborHTMLParser(answer.text)
    assert part.css_first("body").child.attributes["id"] == target
    assert texts(answer.text, ".written") == ["Is one column enough?", "No."]
    assert answer.headers["HX-Trigger"] == '{"threads-changed": {}}'


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_empty_reply_is_refused(client, alice, comparison, comment, headers):
    client.force_login(alice)
    address = f"{base(comparison)}/threads/{comment.thread_id}/reply/"
    headers = headers and {**headers, "HX-Target": f"thread-{comment.thread_id}"}
    answer = client.post(address, {"body": " \n"}, headers=headers)
    assert answer.status_code == 422
    assert texts(answer.text, ".errorlist") == ["Write something first."]
    assert Comment.objects.count() == 1


def test_nothing_at_all_opens_no_thread(client, bob, comparison):
    client.force_login(bob)
    answer = client.post(f"{base(comparison)}/threads/open/")
    assert (answer.status_code, texts(answer.text, ".errorlist")) == (422, ["Write something first."])


def test_a_thread_on_what_was_archived_leads_nowhere(client, bob, comparison, ada, safe):
    open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=ada)
    safe.archived_at = timezone.now()
    safe.save()
    client.force_login(bob)
    page = client.get(f"{base(comparison)}/threads/").text
    assert texts(page, ".listed h2") == ["Ada · Is it safe?"]
    assert texts(page, ".listed h2 a") == []


def test_too_long_a_thread_is_refused_and_kept(client, bob, comparison):
    client.force_login(bob)
    answer = client.post(f"{base(comparison)}/threads/open/", {"body": "x" * 20_001})
    assert answer.status_code == 422
    assert texts(answer.text, "textarea") == ["x" * 20_001]
    assert not Thread.objects.exists()


def test_resolve_and_reopen(client, alice, comparison, comment):
    client.force_login(alice)
    address = f"{base(comparison)}/threads/{comment.thread_id}/"
    assertRedirects(client.post(f"{address}resolve/"), f"{address}#thread-{comment.thread_id}")
    assertContains(client.get(address), "Resolved by Alice")
    comparison.refresh_from_db()
    assert comparison.summary["open_threads"] == 0
    assertRedirects(client.post(f"{address}reopen/"), f"{address}#thread-{comment.thread_id}")
    assertNotContains(client.get(address), "Resolved by")


def test_ones_own_comment_can_be_edited_and_deleted(client, bob, comparison, comment):
    client.force_login(bob)
    page = f"{base(comparison)}/threads/{comment.thread_id}/"
    edit = f"{base(comparison)}/comments/{comment.pk}/edit/"
    assertRedirects(client.post(edit, {"body": "Are *two*?"}), f"{page}#comment-{comment.pk}")
    shown = client.get(page).text
    assert texts(shown, ".written") == ["Are two?"]
    assert texts(shown, ".byline") == ["Bob just now edited"]
    refused = client.post(edit, {"body": ""})
    assert (refused.status_code, texts(refused.text, ".comment .errorlist")) == (422, ["Write something first."])
    delete = f"{base(comparison)}/comments/{comment.pk}/delete/"
    assertRedirects(client.post(delete), f"{page}#comment-{comment.pk}")
    assert client.post(delete).status_code == 302
    comment.refresh_from_db()
    assert (comment.markdown, comment.html) == ("", "")


def test_a_deleted_comment_cannot_be_edited(client, bob, comparison, comment):
    delete_comment(comment=comment, by=bob)
    client.force_login(bob)
    answer = client.post(f"{base(comparison)}/comments/{comment.pk}/edit/", {"body": "Back."})
    assert (answer.status_code, texts(answer.text, ".errorlist")) == (422, ["This comment was deleted."])
    comment.refresh_from_db()
    assert comment.markdown == ""


def test_nobody_edits_another_ones_comment(client, alice, comparison, comment):
    client.force_login(alice)
    for verb in ("edit", "delete"):
        assert client.post(f"{base(comparison)}/comments/{comment.pk}/{verb}/", {"body": "x"}).status_code == 403
    page = client.get(f"{base(comparison)}/threads/{comment.thread_id}/").text
    assert "/edit/" not in page and "/delete/" not in page


# Who may


@pytest.mark.parametrize("place", ["threads/", "threads/{thread}/"])
def test_who_may_read(client, charlie, erin, comparison, comment, place):
    address = f"{base(comparison)}/{place.format(thread=comment.thread_id)}"
    assertRedirects(client.get(address), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.get(address).status_code == 404
    client.force_login(erin)
    page = client.get(address)
    assertContains(page, "column enough?")
    assert LexborHTMLParser(page.text).css("main form") == []


@pytest.mark.parametrize(
    "place",
    [
        "threads/open/",
        "threads/{thread}/reply/",
        "threads/{thread}/resolve/",
        "threads/{thread}/reopen/",
        "comments/{comment}/edit/",
        "comments/{comment}/delete/",
    ],
)
def test_who_may_write(client, charlie, erin, comparison, comment, place):
    address = f"{base(comparison)}/{place.format(thread=comment.thread_id, comment=comment.pk)}"
    assertRedirects(client.post(address, {"body": "x"}), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.post(address, {"body": "x"}).status_code == 404
    client.force_login(erin)
    assert client.post(address, {"body": "x"}).status_code == 403
    assert Comment.objects.count() == 1


def test_a_thread_of_another_comparison_is_not_there(client, alice, team, comparison, comment):
    client.force_login(alice)
    assert client.get(f"{base(comparison)}/threads/{comment.thread_id + 1}/").status_code == 404
    assert client.post(f"{base(comparison)}/comments/{comment.pk + 1}/delete/").status_code == 404


def test_the_browser_keeps_the_list_until_something_is_said(client, bob, comparison, comment):
    client.force_login(bob)
    tag = client.get(f"{base(comparison)}/threads/").headers["ETag"]
    held = {"If-None-Match": tag}
    assert client.get(f"{base(comparison)}/threads/", headers=held).status_code == 304
    reopen_thread(thread=comment.thread)
    assert client.get(f"{base(comparison)}/threads/", headers=held).status_code == 304
    reply(thread=comment.thread, by=bob, body="More.")
    assert client.get(f"{base(comparison)}/threads/", headers=held).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_threads(client, team, bob, comparison, ada, safe, count, django_assert_num_queries):
    for person in [MembershipFactory(team=team).user for _ in range(count)]:
        thread = open_thread(comparison=comparison, by=person, body="Hm.", question=safe, transcript=ada).thread
        reply(thread=thread, by=bob, body="So?")
        resolve_thread(thread=thread, by=person)
    client.force_login(bob)
    with django_assert_num_queries(6):
        client.get(f"{base(comparison)}/threads/")


@pytest.mark.parametrize("count", [1, 3])
def test_an_act_costs_the_same_whatever_the_number_of_threads(client, team, bob, comparison, ada, safe, count):
    for person in [MembershipFactory(team=team).user for _ in range(count)]:
        thread = open_thread(comparison=comparison, by=person, body="Hm.", question=safe, transcript=ada).thread
        reply(thread=thread, by=person, body="So?")
    client.force_login(bob)
    cell = {"question": "safe", "respondent": "ada"}
    acts = {
        "a thread": ("open", {"body": "Is it?", **cell}),
        "a reply": (f"{thread.pk}/reply", {"body": "It is."}),
        "a thread settled": (f"{thread.pk}/resolve", {}),
        "a thread opened again": (f"{thread.pk}/reopen", {}),
    }
    cost = {}
    for act, (path, form) in acts.items():
        with CaptureQueriesContext(connection) as made:
            answer = client.post(f"{base(comparison)}/threads/{path}/", form, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, '{"threads-changed": {}}')
        cost[act] = len(made)
    assert cost == {"a thread": 17, "a reply": 16, "a thread settled": 14, "a thread opened again": 14}
