"""The room where a comparison is published."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from reviews.domain.bundles import write_bundle
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark
from reviews.domain.phases import set_phase
from reviews.domain.transcripts import publish_turn
from reviews.models import Publication, Role
from tests.factories import MembershipFactory, agree, make_transcript

ROOM = "/c/owl-2/publish/"
WORDS = {"title": "Owls", "finding": "They part."}


def seen(client, **words: str) -> str:
    """What the last look before publishing carries along."""
    look = client.post(f"{ROOM}freeze/", {**WORDS, **words}).text
    return LexborHTMLParser(look).css_first("#review [name=seen]").attributes["value"]


def publish(client, **words: str) -> str:
    """The page after the last look and the button below it."""
    sent = {**WORDS, "seen": seen(client, **words), **words}
    return client.post(f"{ROOM}freeze/", sent, follow=True).text


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


@pytest.mark.parametrize("path", [ROOM, f"{ROOM}preview/", f"{ROOM}freeze/", f"{ROOM}bert/extent/"])
def test_owners_and_editors_publish_and_nobody_else(client, alice, bob, erin, charlie, team, bert, path):
    post = path.endswith(("freeze/", "extent/"))
    ask = client.post if post else client.get
    assertRedirects(ask(path), f"/accounts/login/?next={path}")
    for user, status in ((charlie, 404), (erin, 403), (bob, 403)):
        client.force_login(user)
        assert ask(path).status_code == status
    assert not Publication.objects.exists()
    editor = MembershipFactory(team=team, role=Role.EDITOR).user
    for user in (alice, editor):
        client.force_login(user)
        assert ask(path).status_code == (422 if post else 200)
    if post:
        assert client.get(path).status_code == 405


def test_whoever_publishes_is_asked_about_their_own_name_and_about_no_other(client, comparison, alice, bob, bert, safe):
    client.force_login(alice)
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert texts(client.get(ROOM).text, "#own-name") == [], "of Alice nothing is published"
    place_mark(question=safe, transcript=bert, by=alice, value="no")
    page = LexborHTMLParser(client.get(ROOM).text)
    section = page.css_first("section[aria-labelledby=own-name]")
    assert "The next version calls you “Reviewer 2”, with what you marked and why." in " ".join(section.text().split())
    form = section.css_first("form")
    assert [button.text() for button in form.css("button")] == ["Name me as Alice"]
    sent = {field.attributes["name"]: field.attributes["value"] for field in form.css("input, button")}
    assertRedirects(client.post(form.attributes["action"], sent), f"{ROOM}#outlook")
    shown = client.get(ROOM).text
    assert texts(shown, "#own-name") == []
    assert "Alice by name, the other numbered" in shown


def test_readers_and_reviewers_see_no_way_there(client, alice, bob, erin, bert):
    for user, links in ((alice, [1, 1]), (bob, [0, 0]), (erin, [0, 0])):
        client.force_login(user)
        tree = LexborHTMLParser(client.get("/c/owl-2/matrix/").text)
        assert [len(tree.css(f"{within} a[href='{ROOM}']")) for within in ("nav", "#all-pages")] == links


def test_without_a_transcript_the_room_teaches(client, alice, comparison):
    client.force_login(alice)
    page = client.get(ROOM).text
    assert texts(page, ".empty h2") == ["There is nothing to publish yet"]
    assert not LexborHTMLParser(page).css("#publication")


def test_a_page_without_changes_offers_no_main_button(client, alice, bert):
    client.force_login(alice)
    assert not LexborHTMLParser(client.get(ROOM).text).css("#outlook[data-unchanged], .nothing-new")
    publish(client)
    page = client.get(ROOM).text
    assert LexborHTMLParser(page).css("#outlook[data-unchanged]")
    assert texts(page, ".nothing-new") == ["Nothing has changed since version 1: a new one needs other words above."]
    changed = client.post(f"{ROOM}bert/extent/", {"publish": "nothing"}, headers={"HX-Request": "true"})
    assert not LexborHTMLParser(changed.text).css("#outlook[data-unchanged]")


def test_what_becomes_public_is_said_before(client, alice, bert):
    client.force_login(alice)
    page = client.get(ROOM).text
    assert texts(page, "#outlook h2") == ["What becomes public"]
    assert texts(page, "#outlook .public li") == [
        "In full: Ada (1 turn) and Bert (1 turn), each turn that stands in a row, with its prompt.",
        "No marks: nobody has marked yet.",
        "Threads are never published.",
    ]
    assert texts(page, "#outlook .warn") == [
        "6 of 6 cells rest on a suggestion alone. Mark more first, or publish with these drawn as what they are."
    ]
    tree = LexborHTMLParser(page)
    assert tree.css_first("#id_title").attributes["value"] == "Owl-2"
    assert (
        tree.css_first("#id_finding").text().strip().startswith("They differ most on “Is it safe?” (1.00, 2 of 2 read)")
    )
    assert texts(page, "#publication button") == ["Go on: see what changes", "See the page"]


def test_what_is_missing_is_said_before(client, alice, comparison, bert):
    client.force_login(alice)
    assert texts(client.get(ROOM).text, ".faults") == [
        "Checked: every respondent has a cell in every row, figures are those of the table, and quotations stand in"
        " what is published."
    ]
    poem = make_transcript(comparison, "Cleo", ("Is it safe?", "It is."), ("A poem?", "Feathers.")).responses.last()
    gather_finding(comparison=comparison, by=alice, title="Verse", kind="other", spans=[NewPoint(poem, 0, 9)])
    page = client.get(ROOM).text
    assert texts(page, ".faults .warn") == ["To look at first:"]
    assert texts(page, ".faults li") == [
        "The finding “Verse”: “Feathers.” is quoted from a turn that is not published."
    ]


def test_how_much_is_shown_is_one_small_request(client, alice, bert):
    client.force_login(alice)
    path = f"{ROOM}bert/extent/"
    assertRedirects(client.post(path, {"publish": "quotations"}), f"{ROOM}#transcripts", fetch_redirect_response=False)
    bert.refresh_from_db()
    assert bert.publish == "quotations"
    part = client.post(path, {"publish": "nothing"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "Nothing of Bert." in texts(part.text, "#outlook > .public li")
    assert texts(part.text, "html > body > *")[0].startswith("What becomes public")
    refused = client.post(path, {"publish": "everything"})
    assert refused.status_code == 422
    assert texts(refused.text, ".notice") == ["Choose full text, quotations only, or nothing."]
    assert client.post(f"{ROOM}nobody/extent/", {"publish": "full"}).status_code == 404


def test_a_person_is_quoted_unless_someone_says_otherwise(client, alice, comparison):
    make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    client.force_login(alice)
    tree = LexborHTMLParser(client.get(ROOM).text)
    assert tree.css_first("#extent-dora input[checked]").attributes["value"] == "quotations"


def test_the_preview_is_the_page_with_a_banner_and_keeps_nothing(client, alice, bob, bert, safe):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="is safe")
    client.force_login(alice)
    page = client.get(f"{ROOM}preview/")
    assert texts(page.text, ".banner") == ["Not published yet. This is what everybody would see. Back to publishing"]
    assert texts(page.text, "h1") == ["Owl-2"]
    assert "Reviewer 1" in page.text and "Bob" not in page.text
    assert page.headers["Cache-Control"] == "private, no-cache, no-store"
    agree(bert.comparison, bob)
    given = client.post(f"{ROOM}preview/", WORDS).text
    assert texts(given, "h1") == ["Owls"]
    assert texts(given, ".marks dt")[0] == "Bob yes"
    assert not LexborHTMLParser(given).css("a[href='']")
    assert not Publication.objects.exists()


def test_publishing_freezes_and_then_shows_where_it_is(client, alice, bert):
    client.force_login(alice)
    page = publish(client)
    publication = Publication.objects.get()
    assert (publication.title, publication.finding, publication.created_by) == ("Owls", "They part.", alice)
    assert texts(page, ".messages li") == ["Version 1 is public."]
    tree = LexborHTMLParser(page)
    assert texts(page, "#is-public") == ["Version 1 is public"]
    assert [link.attributes["href"] for link in tree.css(".formats a")] == [
        "/p/owl-2/",
        "/p/owl-2.md",
        "/p/owl-2.json",
        "/p/owl-2/embed/",
        "/c/owl-2/publish/blog/",
        "/feed.xml",
    ]
    assert tree.css_first("#permanent").attributes["value"] == "http://localhost:8000/p/owl-2/v1/"
    assert tree.css_first("#embed").text() == (
        '<iframe src="http://localhost:8000/p/owl-2/embed/" title="Owls" loading="lazy"'
        ' width="100%" height="560" style="border:0" referrerpolicy="origin"></iframe>\n'
        '<script async src="http://localhost:8000/static/js/resize.mjs"></script>'
    )
    assert texts(page, "#outlook section p") == ["Nothing has changed. In the same words, version 1 stays the newest."]
    for path in ("/p/owl-2/", "/p/owl-2.md", "/p/owl-2/embed/"):
        client.logout()
        assert client.get(path).status_code == 200


def test_unchanged_it_stays_and_changed_it_is_said_what(client, alice, bob, bert, safe):
    client.force_login(alice)
    publish(client)
    page = publish(client)
    assert texts(page, ".messages li") == ["Nothing has changed: version 1 stays the newest."]
    assert Publication.objects.count() == 1
    set_phase(comparison=safe.comparison, by=alice, phase="reconcile")
    place_mark(question=safe, transcript=bert, by=bob, value="qualified")
    page = client.get(ROOM).text
    assert texts(page, "#outlook section h3") == ["Since version 1"]
    assert texts(page, "#outlook section li") == ["“Is it safe?”, Bert: yes → qualified and one more mark."]
    page = publish(client)
    assert texts(page, "#is-public") == ["Version 2 is public"]


def test_what_changes_is_shown_before_the_button(client, alice, bob, bert, safe):
    client.force_login(alice)
    look = client.post(f"{ROOM}freeze/", WORDS)
    assert (look.status_code, Publication.objects.count()) == (200, 0)
    assert texts(look.text, "h1") == ["Publish version 1?"]
    assert texts(look.text, ".review h2") == ["What becomes public"]
    assert texts(look.text, "#review button") == ["Publish version 1", "See the page", "Back"]
    assert not LexborHTMLParser(look.text).css("#id_correction"), "a first version corrects nothing"
    publish(client)
    look = client.post(f"{ROOM}freeze/", WORDS).text
    assert texts(look, ".review p")[0] == (
        "Nothing. Version 1 says the same, so it stays the newest, and no other is made."
    )
    assert texts(look, "#review button") == ["See the page", "Back"]
    look = client.post(f"{ROOM}freeze/", {**WORDS, "finding": "They meet."}).text
    assert texts(look, ".review h2") == ["What changes since version 1", "What becomes public"]
    assert texts(look, ".review li")[0] == "The finding: “They meet.”."
    back = client.post(f"{ROOM}freeze/", {**WORDS, "finding": "They meet.", "back": "1"}).text
    assert LexborHTMLParser(back).css_first("#id_finding").text().strip() == "They meet."


def test_what_nobody_saw_is_not_published(client, alice, bob, bert, safe):
    client.force_login(alice)
    before = seen(client)
    place_mark(question=safe, transcript=bert, by=bob, value="no")
    answer = client.post(f"{ROOM}freeze/", {**WORDS, "seen": before})
    assert answer.status_code == 422
    assert texts(answer.text, ".notice") == [
        "This has changed since you looked. What follows is how it would be published now."
    ]
    assert not Publication.objects.exists()
    publish(client)
    assert Publication.objects.count() == 1


def test_a_correction_says_what_and_why(client, alice, bob, bert, safe):
    client.force_login(alice)
    publish(client)
    publish(client, finding="They meet.", correction=" Two words were wrong. ")
    second = Publication.objects.get(number=2)
    assert second.correction == "Two words were wrong."
    assert json.loads(second.document)["publication"]["correction"] == "Two words were wrong."
    publish(client, finding="They meet.", correction="Nothing else.")
    assert Publication.objects.count() == 2, "a note alone is no change"
    too_long = {**WORDS, "seen": seen(client), "correction": "x" * 1001}
    answer = client.post(f"{ROOM}freeze/", too_long)
    assert answer.status_code == 422
    assert "at most 1000 characters" in texts(answer.text, ".errorlist li")[0]


def test_what_is_refused_stays_in_the_form(client, alice, ada, bert):
    client.force_login(alice)
    refused = client.post(f"{ROOM}freeze/", {"title": " ", "finding": "They part."})
    assert refused.status_code == 422
    assert texts(refused.text, ".errorlist li") == ["Give the publication a title."]
    assert "They part." in refused.text
    for key in ("ada", "bert"):
        client.post(f"{ROOM}{key}/extent/", {"publish": "nothing"})
    refused = client.post(f"{ROOM}freeze/", {**WORDS, "seen": seen(client)})
    assert refused.status_code == 422
    assert texts(refused.text, ".notice") == [
        "There is nothing to publish: no respondent of which anything would be shown."
    ]
    assert not Publication.objects.exists()


def test_turns_that_someone_chose_are_listed(client, alice, comparison, bert):
    talk = make_transcript(comparison, "Cleo", ("Is it safe?", "It is safe."), ("A poem?", "Feathers at dusk."))
    client.force_login(alice)
    assert not LexborHTMLParser(client.get(ROOM).text).css("ul.apart")
    poem = talk.responses.get(position=1)
    publish_turn(response=poem, anyway=True)
    (link,) = LexborHTMLParser(client.get(ROOM).text).css("ul.apart a")
    assert (link.text(), link.attributes["href"]) == ("A poem?", f"/c/owl-2/?turns=cleo#turn-{poem.pk}")


def test_the_room_costs_the_same_for_one_respondent_and_three(client, alice, ada, request):
    client.force_login(alice)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(ROOM).status_code == 200
        return len(queries)

    client.get(ROOM)
    one = cost()
    request.getfixturevalue("cleo")
    client.get(ROOM)
    assert cost() == one
    assert one <= 47


def test_a_title_that_is_code_is_text_in_what_is_copied(client, alice, comparison, bert):
    freeze(comparison=comparison, by=alice, title='"><script>alert(1)</script>', finding="")
    client.force_login(alice)
    tree = LexborHTMLParser(client.get(ROOM).text)
    code = LexborHTMLParser(tree.css_first("#embed").text())
    assert [script.text() for script in code.css("script")] == [""], "ours alone"
    assert code.css_first("iframe").attributes["title"] == '"><script>alert(1)</script>'


def test_a_draft_is_taken_along_by_those_who_may_publish(client, comparison, bert, alice, bob):
    client.force_login(alice)
    answer = client.get("/c/owl-2/publish/export/text/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="owl-2-draft.txt"'
    assert "Not published yet." in answer.text
    assert client.get("/c/owl-2/publish/export/waxtablet/").status_code == 404
    client.force_login(bob)
    assert client.get("/c/owl-2/publish/export/text/").status_code == 403


def test_there_is_no_draft_of_nothing(client, comparison, alice):
    client.force_login(alice)
    answer = client.get("/c/owl-2/publish/export/text/")
    assert (answer.status_code, "There is nothing to export yet" in answer.text) == (409, True)


def test_the_html_for_a_blog_is_there_to_copy(client, comparison, bert, alice, settings):
    settings.BASE_URL = "https://owls.example"
    client.force_login(alice)
    answer = client.get("/c/owl-2/publish/blog/")
    assert "Not published yet: this is a draft" in answer.text
    assert "&lt;h2&gt;Owl-2&lt;/h2&gt;" in answer.text
    freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")
    answer = client.get("/c/owl-2/publish/blog/")
    assert "Version 1, with a link to its page." in answer.text
    assert "/p/owl-2/v1/&quot;&gt;Evidence, method and versions" in answer.text


def test_there_is_no_html_of_nothing(client, comparison, alice):
    client.force_login(alice)
    assert client.get("/c/owl-2/publish/blog/").status_code == 409


def test_owners_take_the_whole_record_along(client, comparison, bert, alice, bob):
    client.force_login(alice)
    assert "/c/owl-2/publish/bundle/" in client.get("/c/owl-2/publish/").text
    answer = client.get("/c/owl-2/publish/bundle/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="owl-2-bundle.zip"'
    assert answer.content == write_bundle(comparison)
    client.force_login(bob)
    assert client.get("/c/owl-2/publish/bundle/").status_code == 403
