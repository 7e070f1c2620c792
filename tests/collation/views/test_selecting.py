"""The parts of the toolbar for selected words, and what it does with them."""

import json
import re

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.annotations import annotate
from reviews.domain.blinding import set_blinding
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.threads import open_thread
from reviews.models import Annotation, Finding, Placement, Thread
from tests.factories import make_comparison, make_transcript

SAID = "The owl 🦉 is safe & sound. <b>It</b> bites."


@pytest.fixture
def response(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", SAID)).responses.get()


def address(response, said: str, view: str = "words_tools") -> str:
    start = response.text.index(said)
    slug = response.transcript.comparison.slug
    return reverse(f"collation:{view}", args=[slug, response.pk, start, start + len(said)])


def test_each_part_is_for_these_words(client, bob, comparison, response):
    client.force_login(bob)
    tools = LexborHTMLParser(client.get(address(response, "afe & soun")).text)
    words = tools.css_first("[data-words]")
    assert words.text() == "safe & sound"
    start = response.text.index("safe")
    whole = tools.css_first("[data-start]").attributes
    permanent = f"/c/{comparison.slug}/said/{response.pk}-{start}-{start + 12}/"
    assert whole["data-address"] == f"http://testserver{permanent}"
    assert [node.attributes["data-part"] for node in tools.css("[data-part]")] == [
        "label",
        "note",
        "evidence",
        "place",
        "gather",
        "discuss",
    ]
    for form in tools.css("[data-part=label], [data-part=note]"):
        sent = {node.attributes["name"]: node.attributes["value"] for node in form.css("[type=hidden]")}
        assert (sent["at"], sent["quote"]) == (f"{response.pk}:{start}+0", "safe & sound")
    cells = tools.css("[data-part=evidence] a")
    assert [" ".join(cell.text().split()) for cell in cells] == [
        "Is it safe? holds these words",
        "Does it work?",
        "Is the code it produces safe?",
    ]
    assert cells[0].attributes["href"] == f"/c/{comparison.slug}/matrix/safe/ada/"


def test_a_reader_copies_and_does_nothing_else(client, erin, response):
    client.force_login(erin)
    tools = LexborHTMLParser(client.get(address(response, "bites")).text)
    assert tools.css_first("[data-words]").text() == "bites"
    assert tools.css_first("form, a") is None


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (0, 9999)])
def test_no_words_are_found_outside_of_the_text(client, bob, comparison, response, start, end):
    client.force_login(bob)
    assert client.get(f"/c/{comparison.slug}/said/{response.pk}-{start}-{end}/tools/").status_code == 404


def test_words_are_placed_under_a_question(client, bob, response):
    client.force_login(bob)
    answer = client.post(address(response, "bites", "words_place"), {"to": "works"})
    placed = Placement.objects.get()
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"]) == {
        "words-placed": {"sentence": "Placed under “Does it work?”.", "placements": [placed.pk]}
    }
    assert (placed.question.key, response.text[placed.start : placed.end]) == ("works", "bites")
    refused = client.post(address(response, "owl", "words_place"), {"to": "nothing"})
    assert refused.status_code == 422 and "There is no such question in this comparison." in refused.text
    assert Placement.objects.count() == 1


def test_words_are_gathered_into_a_new_finding_and_into_one_that_is_there(client, alice, bob, comparison, response):
    client.force_login(bob)
    answer = client.post(address(response, "bites", "words_gather"), {"finding": "", "title": "It bites"})
    finding = Finding.objects.get()
    there = f"/c/{comparison.slug}/findings/finding-{finding.pk}/"
    undo = f"{there}quote/{finding.points.get().pk}/undo/"
    told = {"title": "It bites", "address": there, "undo": undo}
    assert json.loads(answer["HX-Trigger"])["words-gathered"] == told
    assert (finding.kind, finding.points.get().quotation) == ("other", "bites")
    client.post(address(response, "safe", "words_gather"), {"finding": finding.pk, "opposes": "on"})
    assert [(point.quotation, point.opposes) for point in finding.points.order_by("start")] == [
        ("safe", True),
        ("bites", False),
    ]
    undone = client.post(undo, headers={"HX-Request": "true"})
    assert json.loads(undone["HX-Trigger"]) == {"words-ungathered": {"sentence": "The words are where they were."}}
    assert [point.quotation for point in finding.points.all()] == ["safe"]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Choose a finding, or give a new one a title."),
        ({"finding": "999"}, "This finding is not there any more."),
        ({"title": "x" * 301}, "at most 300 characters"),
    ],
    ids=str,
)
def test_what_cannot_be_gathered_is_refused_in_words(client, bob, response, sent, why):
    client.force_login(bob)
    answer = client.post(address(response, "bites", "words_gather"), sent)
    assert answer.status_code == 422
    assert why in LexborHTMLParser(answer.text).css_first("[role=alert]").text()
    assert not Finding.objects.exists()


def test_words_are_discussed_at_once(client, bob, comparison, response):
    client.force_login(bob)
    answer = client.post(address(response, "safe", "words_discuss"), {"body": "At night, **too**?"})
    thread = Thread.objects.get()
    assert json.loads(answer["HX-Trigger"])["words-discussed"] == {
        "response": response.pk,
        "address": f"/c/{comparison.slug}/threads/{thread.pk}/",
        "sentence": "The thread is started.",
    }
    assert (thread.annotation.quotation, thread.annotation.note) == ("safe", "At night, **too**?")
    assert [comment.markdown for comment in thread.comments.all()] == ["At night, **too**?"]
    page = client.get(reverse("collation:annotation_detail", args=[comparison.slug, thread.annotation_id]))
    assert page.text.count("At night, <strong>too</strong>?") == 1  # its note is not said twice


def test_what_is_annotated_is_said_with_what_can_be_done_about_it(client, alice, bob, comparison, response):
    outer = annotate(response=response, quote="safe & sound", by=alice, label="claim", note="At *night*.")
    inner = annotate(response=response, quote="sound", by=bob, label="hedge")
    annotate(response=response, quote="bites", by=bob, label="claim")
    open_thread(comparison=comparison, by=bob, body="Why?", annotation=outer)
    client.force_login(bob)
    tools = LexborHTMLParser(client.get(f"{address(response, 'owl')}?annotation={outer.pk}").text)
    assert tools.css_first("[data-words]").text() == "safe & sound"
    assert tools.css_first("[name=annotation]").attributes["value"] == str(outer.pk)
    detail = f"/c/{comparison.slug}/annotations/"
    assert [" ".join(node.text().split()) for node in tools.css(".noted > li")] == [
        "claim by Alice safe & sound At night. 1 thread Discuss Open",
        "hedge by Bob sound Discuss Open Remove",
    ]
    assert [node.attributes["href"] for node in tools.css(".noted a")] == [
        f"{detail}{outer.pk}/#discussion",
        f"{detail}{outer.pk}/",
        f"{detail}{inner.pk}/",
    ]
    assert tools.css_first(".noted [hx-post]").attributes["hx-post"] == f"{detail}{inner.pk}/delete/"
    assert LexborHTMLParser(client.get(address(response, "sound")).text).css(".noted") == []


@pytest.mark.parametrize("number", ["x", "0", "9" * 30, "other"])
def test_an_annotation_of_other_words_is_not_found(client, bob, comparison, response, number):
    if number == "other":
        elsewhere = make_transcript(comparison, "Bert", ("Is it safe?", SAID)).responses.get()
        number = annotate(response=elsewhere, quote="owl", by=bob, label="claim").pk
    client.force_login(bob)
    assert client.get(f"{address(response, 'owl')}?annotation={number}").status_code == 404
    sent = {"body": "Why?", "annotation": number}
    assert client.post(address(response, "owl", "words_discuss"), sent).status_code == 404


def test_a_thread_is_started_on_an_annotation(client, alice, bob, comparison, response):
    note = annotate(response=response, quote="safe", by=alice, label="claim")
    client.force_login(bob)
    sent = {"body": "Why?", "annotation": note.pk}
    assert client.post(address(response, "owl", "words_discuss"), sent).status_code == 204
    assert Thread.objects.get().annotation == note
    listed = LexborHTMLParser(client.get(reverse("collation:annotation_list", args=[comparison.slug])).text)
    assert listed.css_first(".annotation .annotation-tools a").text() == "1 thread"


def test_whoever_starts_a_thread_is_told_who_sees_it(client, alice, bob, comparison, response):
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=True)
    client.force_login(bob)
    answer = client.post(address(response, "safe", "words_discuss"), {"body": "Why?"})
    assert json.loads(answer["HX-Trigger"])["words-discussed"]["sentence"] == (
        "The thread is started. Reviewers see it once all of their own marks are in; everybody else sees it now."
    )


def test_a_name_is_asked_back_before_words_are_discussed(client, bob, alice, comparison, response):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    client.force_login(bob)
    sent = {"body": "Is this Claude?"}
    refused = client.post(address(response, "safe", "words_discuss"), sent)
    assert refused.status_code == 422
    assert "This names Claude, and names are hidden." in refused.text
    assert LexborHTMLParser(refused.text).css_first("[role=alert] [name=anyway]")
    assert not Annotation.objects.exists()
    assert client.post(address(response, "safe", "words_discuss"), {**sent, "anyway": "1"}).status_code == 204


def test_no_address_tells_how_long_a_name_is(client, bob, alice, comparison):
    said = "I am Perplexity. It is safe for owls, all in all."
    turn = make_transcript(comparison, "Perplexity", ("Is it safe?", said)).responses.get()
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    client.force_login(bob)
    start = turn.text.replace("Perplexity", "[name]").index("safe for owls")
    stored, key = turn.text.index("safe for owls"), f"{turn.pk}-{start}-{start + 13}"
    here = f"/c/{comparison.slug}"
    tools = client.get(f"{here}/said/{key}/tools/").text
    assert LexborHTMLParser(tools).css_first("[data-words]").text() == "safe for owls"
    assert set(re.findall(r"/said/([0-9-]+)/", tools)) == {key}
    leads = client.get(f"{here}/said/{key}/")["Location"]
    assert f"?words={key}&row=safe#r-{key}" in leads
    assert f'id="r-{key}"' in client.get(leads).text
    whole = client.get(f"{here}/responses/{turn.pk}/?words={key}").text
    assert {int(at) for at in re.findall(r'(?:id="(?:at|said)-|name="span" value=")([0-9]+)', whole)} == {0, start - 6}
    passage = LexborHTMLParser(client.get(f"{here}/").text).css_first("form.place")
    sent = {node.attributes["name"]: node.attributes["value"] for node in passage.css("[type=hidden]")}
    assert (sent["start"], sent["end"]) == ("0", str(len(turn.text) - 4))
    assert client.post(f"{here}/place/", {**sent, "how": "also", "to": "works"}).status_code == 302
    assert Placement.objects.get().end == len(turn.text)
    assert client.post(f"{here}/said/{key}/place/", {"to": "code_safe"}).status_code == 204
    assert Placement.objects.filter(start=stored, end=stored + 13).exists()
    assert (
        client.post(f"{here}/responses/{turn.pk}/place/", {"span": f"0-{len(turn.text) - 4}", "to": "safe"}).status_code
        == 302
    )
    client.force_login(alice)
    assert f"/said/{turn.pk}-0-{len(turn.text)}/" in client.get(f"{here}/").text, (
        "who knows the names counts in the whole"
    )


def test_a_finding_of_another_comparison_takes_no_words(client, alice, bob, team, response):
    from_elsewhere = make_transcript(make_comparison(alice, team), "Ada", ("Is it safe?", SAID)).responses.get()
    other = gather_finding(
        comparison=from_elsewhere.transcript.comparison,
        by=alice,
        title="Elsewhere",
        kind="other",
        spans=[NewPoint(from_elsewhere, 0, 3)],
    )
    client.force_login(bob)
    assert client.post(address(response, "bites", "words_gather"), {"finding": other.pk}).status_code == 422
    assert other.points.count() == 1
