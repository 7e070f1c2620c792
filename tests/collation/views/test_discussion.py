"""Threads on facts and findings: from the thing to its threads and back, and who may."""

import pytest
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from collation.pages.facts import anchor
from reviews.domain.annotations import annotate
from reviews.domain.facts import merge_fact
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.threads import open_thread
from reviews.models import Comment, Role, Thread
from tests.collation.samples.terms_and_numbers import FINCH, KITE, SAYS_SIZE, SIZE, TOKENS, WREN
from tests.collation.views.test_matrix import texts
from tests.factories import MembershipFactory, make_transcript

STA = {"kind": "acronym", "topic": "sta"}


@pytest.fixture
def told(comparison):
    """Three respondents who part on an abbreviation, a size and a number of tokens."""
    for name, said in (("Kite", KITE), ("Wren", WREN), ("Finch", FINCH)):
        make_transcript(comparison, name, ("Is it safe?", said))
    return comparison


@pytest.fixture
def base(comparison) -> str:
    return f"/c/{comparison.slug}"


@pytest.fixture
def bobs(client, bob):
    client.force_login(bob)
    return client


def test_from_a_fact_to_its_thread_and_back(bobs, bob, told, base):
    at = anchor(("acronym", "sta"))
    page = LexborHTMLParser(bobs.get(f"{base}/facts/").text)
    (link,) = [one.attributes["href"] for one in page.css(f"#{at} a") if one.text().startswith("Discuss")]
    empty = bobs.get(link).text
    assert texts(empty, "h1") == ["What “STA” stands for"]
    assert texts(empty, ".empty") == ["Nobody has said anything about this fact."]
    answer = bobs.post(f"{base}/facts/discuss/", {**STA, "body": "Which?", "next": link})
    comment = Comment.objects.get()
    assertRedirects(answer, f"{link}#comment-{comment.pk}")
    assert (comment.thread.fact.topic, comment.thread.about) == ("sta", "What “STA” stands for")
    shown = bobs.get(link).text
    assert texts(shown, ".written") == ["Which?"]
    assert LexborHTMLParser(shown).css_first("h1 a").attributes["href"] == f"{base}/facts/?show=all#{at}"
    assert "1 open thread: What “STA” stands for" in texts(bobs.get(f"{base}/facts/").text, f"#{at} header p")
    alone = bobs.get(f"{base}/threads/{comment.thread_id}/").text
    assert LexborHTMLParser(alone).css_first("h1 a").attributes["href"] == link


def test_a_refused_thread_keeps_its_words_and_its_fact(bobs, told, base):
    answer = bobs.post(f"{base}/facts/discuss/", {**STA, "body": " "})
    assert (answer.status_code, texts(answer.text, ".errorlist")) == (422, ["Write something first."])
    fields = {
        one.attributes["name"]: one.attributes.get("value")
        for one in LexborHTMLParser(answer.text).css("#open-thread input")
    }
    assert (fields["kind"], fields["topic"]) == ("acronym", "sta")
    assert bobs.post(f"{base}/facts/discuss/", {"kind": "acronym", "topic": "none", "body": "x"}).status_code == 404
    assert bobs.post(f"{base}/facts/discuss/", {**STA, "body": "x", "next": "https://example.com"}).status_code == 400
    assert not Thread.objects.exists()


def test_a_merged_fact_is_discussed_where_it_went(bobs, bob, told, base):
    for topic in (SIZE, TOKENS):
        open_thread(comparison=told, by=bob, body=f"On {topic}.", fact=("quantity", topic), about="Then")
    merge_fact(comparison=told, by=bob, kind="quantity", topic=TOKENS, into=SIZE)
    answer = bobs.get(f"{base}/facts/discussion/", {"kind": "quantity", "topic": TOKENS})
    assert answer.status_code == 302
    page = bobs.get(answer.url).text
    assert texts(page, "h1") == [f"“{SAYS_SIZE}”"]
    assert texts(page, ".written") == [f"On {TOKENS}.", f"On {SIZE}."]
    assert any(
        words.startswith("2 open threads") for words in texts(bobs.get(f"{base}/facts/?show=all").text, ".fact p")
    )


def test_a_fact_that_nobody_states_keeps_its_threads(bobs, bob, told, base):
    open_thread(comparison=told, by=bob, body="Gone?", fact=("acronym", "xyz"), about="What “XYZ” stands for")
    page = bobs.get(f"{base}/facts/discussion/", {"kind": "acronym", "topic": "xyz"}).text
    assert texts(page, "h1") == ["What “XYZ” stands for"]
    assert "Its threads stay." in texts(page, ".title .quiet")[0]
    assert texts(page, "#open-thread") == []
    assert bobs.get(f"{base}/facts/discussion/", {"kind": "acronym", "topic": "abc"}).status_code == 404


def test_a_finding_is_discussed_in_its_panel(bobs, bob, told, base):
    point = NewPoint(told.transcripts.first().responses.get(), 0, 12)
    finding = gather_finding(comparison=told, by=bob, title="Seen", kind="other", spans=[point])
    address = f"{base}/findings/finding-{finding.pk}/"
    assertRedirects(bobs.post(f"{address}discuss/", {"body": "Is it one?"}), f"{address}#panel")
    assert texts(bobs.get(address).text, "#finding-threads .written") == ["Is it one?"]
    assert "1 open thread" in texts(bobs.get(f"{base}/findings/").text, ".meta a")
    refused = bobs.post(f"{address}discuss/", {"body": ""})
    assert (refused.status_code, texts(refused.text, "#finding-threads .errorlist")) == (
        422,
        ["Write something first."],
    )
    page = LexborHTMLParser(bobs.get(f"{base}/threads/{Thread.objects.get().pk}/").text)
    assert page.css_first("h1 a").attributes["href"] == f"{address}#panel"


def test_who_may(client, charlie, team, told, base):
    reader = MembershipFactory(team=team, role=Role.READER).user
    client.force_login(reader)
    page = client.get(f"{base}/facts/discussion/", STA)
    assert (page.status_code, texts(page.text, "main form")) == (200, [])
    assert client.post(f"{base}/facts/discuss/", {**STA, "body": "x"}).status_code == 403
    client.force_login(charlie)
    assert client.get(f"{base}/facts/discussion/", STA).status_code == 404
    assert client.post(f"{base}/facts/discuss/", {**STA, "body": "x"}).status_code == 404
    assert not Thread.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_threads_on_a_fact(bobs, team, told, base, count, django_assert_num_queries):
    for person in [MembershipFactory(team=team).user for _ in range(count)]:
        open_thread(comparison=told, by=person, body="Hm.", fact=("acronym", "sta"))
    bobs.get(f"{base}/facts/discussion/", STA)
    with django_assert_num_queries(7):
        bobs.get(f"{base}/facts/discussion/", STA)


def test_an_annotation_is_discussed_on_its_page(bobs, bob, told, base):
    response = told.transcripts.first().responses.get()
    annotation = annotate(response=response, quote=response.text[:40], note="Which?", by=bob)
    page = f"{base}/annotations/{annotation.pk}/"
    answer = bobs.post(f"{base}/threads/open/", {"annotation": annotation.pk, "body": "Why so?", "next": page})
    comment = Comment.objects.get()
    assertRedirects(answer, f"{page}#comment-{comment.pk}")
    assert comment.thread.annotation == annotation
    assert texts(bobs.get(page).text, "#discussion .written") == ["Why so?"]
    alone = LexborHTMLParser(bobs.get(f"{base}/threads/{comment.thread_id}/").text)
    said = f"{base}/said/{response.pk}-{annotation.start}-{annotation.end}/"
    assert alone.css_first("h1 a").attributes["href"] == said
    for unknown in ("999", "x", "٣", "9" * 30):
        assert bobs.post(f"{base}/threads/open/", {"annotation": unknown, "body": "x"}).status_code == 404
