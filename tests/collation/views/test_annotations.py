"""The pages of annotations, and what people send from them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.annotations import annotate, delete_annotation
from reviews.domain.labels import archive_label
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, take_reply
from reviews.models import Annotation, Mark
from tests.factories import make_transcript


@pytest.fixture
def response(comparison):
    said = "Owls see well. They see at night.\n\n- They bite."
    return make_transcript(comparison, "Ada", ("What?", said)).responses.get()


def url(comparison, view="annotation_new", *args) -> str:
    return reverse(f"collation:{view}", args=[comparison.slug, *args])


def page(answer, status=200) -> LexborHTMLParser:
    assert answer.status_code == status
    return LexborHTMLParser(answer.content.decode())


def words(node) -> str:
    return " ".join(node.text(separator=" ").split())


def of_response(response) -> str:
    return reverse("collation:response_detail", args=[response.transcript.comparison.slug, response.pk])


def test_words_are_annotated_without_script_and_painted_where_they_stand(client, bob, comparison, response):
    client.force_login(bob)
    before = page(client.get(of_response(response)))
    form = before.css_first("form#annotate")
    assert [one.attributes["value"] for one in form.css("[name=label]")][:3] == ["", "claim", "evidence"]
    sent = {"response": response.pk, "quote": "ls see well", "label": "claim", "note": "Do *they*?"}
    answer = client.post(url(comparison), sent)
    made = Annotation.objects.get()
    assert (made.quotation, answer.url) == ("Owls see well", f"{of_response(response)}#a-{made.pk}")
    after = page(client.get(of_response(response)))
    assert [(mark.text(), mark.attributes["data-slot"]) for mark in after.css(".said mark.note")] == [
        ("Owls see well", "1")
    ]
    (reference,) = after.css(".said a.annotation-ref")
    assert reference.attributes["href"] == f"#a-{made.pk}"
    assert reference.attributes["aria-label"] == f"Annotation {made.pk}, claim, by Bob"
    item = after.css_first(f"#a-{made.pk}")
    assert item.css_first("blockquote a").attributes["href"] == f"#{reference.attributes['id']}"
    assert words(item.css_first(".written")) == "Do they ?"


def test_the_form_on_a_page_of_its_own_needs_no_list(client, bob, comparison, response):
    client.force_login(bob)
    shown = page(client.get(f"{url(comparison)}?response={response.pk}&quote=bite"))
    form = shown.css_first("form#annotate")
    assert form.css_first("textarea[name=quote]").text().strip() == "bite"
    assert "hx-target" not in form.attributes, "there is no list to put the answer in"
    assert page(client.get(of_response(response))).css_first("form#annotate").attributes["hx-target"] == "#annotations"


def test_words_at_several_places_are_asked_back_with_what_is_around_them(client, bob, comparison, response):
    client.force_login(bob)
    sent = {"response": response.pk, "quote": "They", "label": "claim"}
    asked = page(client.post(url(comparison), sent), 422)
    places = asked.css("fieldset.places label")
    assert [words(place) for place in places] == [
        "…Owls see well. They see at night. They bite.…",
        "…Owls see well. They see at night. They bite.…",
    ]
    values = [place.css_first("input").attributes["value"] for place in places]
    client.post(url(comparison), {**sent, "place": values[1]})
    assert Annotation.objects.get().start == response.text.rindex("They")


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"quote": "penguins"}, "These words are not in the answer."),
        ({"quote": ""}, "Quote some words of the answer."),
        ({"label": ""}, "Choose a label, or write a note."),
        ({"at": "7:0+0"}, "These words do not stand at that place."),
        ({"response": "999"}, "There is no such answer in this comparison."),
        ({"label": "joke"}, "There is no such label"),
    ],
)
def test_a_refusal_says_why_and_stores_nothing(client, bob, comparison, response, sent, error):
    client.force_login(bob)
    whole = {"response": response.pk, "quote": "bite", "label": "claim", **sent}
    shown = page(client.post(url(comparison), whole), 422)
    assert error in words(shown.css_first("form#annotate [role=alert]"))
    assert shown.css_first("#annotate textarea[name=quote]").text().strip() == whole["quote"]
    assert not Annotation.objects.exists()


def test_htmx_gets_the_list_and_the_text_with_its_new_paint(client, bob, comparison, response):
    client.force_login(bob)
    sent = {"response": response.pk, "quote": "see", "at": f"{response.pk}:0+4", "label": "claim"}
    headers = {"HX-Request": "true", "HX-Target": "annotations"}
    answer = client.post(url(comparison), sent, headers=headers)
    made = Annotation.objects.get()
    shown = page(answer)
    assert json.loads(answer["HX-Trigger"]) == {
        "annotations-changed": {"id": made.pk, "did": "made", "response": response.pk, "start": 5, "end": 8}
    }
    assert shown.css_first(f"section#annotations #a-{made.pk}") is not None
    (said,) = shown.css(".said[hx-swap-oob]")
    on_page = page(client.get(of_response(response))).css_first("#said-0")
    assert (said.attributes["id"], said.inner_html) == ("said-0", on_page.inner_html)
    deleted = page(client.post(url(comparison, "annotation_delete", made.pk), headers=headers))
    assert deleted.css(".said mark") == []
    restored = page(client.post(url(comparison, "annotation_restore", made.pk), headers=headers))
    assert [mark.text() for mark in restored.css(".said mark")] == ["see"]


def test_other_parts_of_a_page_are_only_told(client, bob, comparison, response):
    client.force_login(bob)
    sent = {"response": response.pk, "quote": "bite", "label": "claim"}
    answer = client.post(url(comparison), sent, headers={"HX-Request": "true", "HX-Target": "side-by-side"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert json.loads(answer["HX-Trigger"])["annotations-changed"]["did"] == "made"
    refused = client.post(url(comparison), {**sent, "quote": "x"}, headers={"HX-Request": "true"})
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#annotate")
    assert "<html" not in refused.content.decode()


def test_deleting_offers_to_undo_it(client, bob, comparison, response):
    made = annotate(response=response, by=bob, quote="bite", label="claim")
    client.force_login(bob)
    answer = client.post(url(comparison, "annotation_delete", made.pk), {"next": of_response(response)}, follow=True)
    shown = page(answer)
    assert shown.css("#annotations .annotation") == []
    client.post(shown.css_first("#messages form").attributes["action"])
    assert Annotation.objects.current().get() == made


def test_an_edit_of_something_that_changed_meanwhile_shows_both(client, bob, comparison, response):
    made = annotate(response=response, by=bob, quote="bite", label="claim", note="Mine.")
    client.force_login(bob)
    seen = page(client.get(url(comparison, "annotation_detail", made.pk))).css_first("[name=seen]").attributes["value"]
    edit = url(comparison, "annotation_edit", made.pk)
    client.post(edit, {"label": "hedge", "note": "Other.", "seen": seen})
    shown = page(client.post(edit, {"label": "claim", "note": "Third.", "seen": seen}), 422)
    assert "Other." in words(shown.css_first(".overtaken"))
    assert Annotation.objects.get().note == "Other."


def test_an_edit_of_what_was_deleted_meanwhile_says_so(client, bob, comparison, response):
    made = annotate(response=response, by=bob, quote="bite", label="claim")
    delete_annotation(annotation=made, by=bob)
    client.force_login(bob)
    shown = page(client.post(url(comparison, "annotation_edit", made.pk), {"label": "hedge", "note": ""}), 409)
    assert "This annotation was deleted." in words(shown.body)


def test_the_page_of_all_filters_and_leads_to_the_words(client, alice, bob, comparison, response):
    client.force_login(bob)
    empty = page(client.get(url(comparison, "annotation_list")))
    assert "Nobody has annotated anything yet" in words(empty.css_first(".empty"))
    made = annotate(response=response, by=bob, quote="bite", label="claim")
    annotate(response=response, by=alice, quote="well", note="Hm.")
    shown = page(client.get(url(comparison, "annotation_list")))
    assert len(shown.css("li.annotation")) == 2
    link = shown.css_first(f"#a-{made.pk} blockquote a").attributes["href"]
    assert link == f"{of_response(response)}#a-{made.pk}-at"
    mine = page(client.get(f"{url(comparison, 'annotation_list')}?by=Bob"))
    assert [words(one) for one in mine.css("li.annotation blockquote")] == ["bite"]


def test_whoever_did_not_write_it_cannot_change_it_nor_see_it_deleted(
    client, alice, bob, charlie, comparison, response
):
    made = annotate(response=response, by=bob, quote="bite", label="claim")
    client.force_login(alice)
    assert client.post(url(comparison, "annotation_delete", made.pk)).status_code == 403
    delete_annotation(annotation=made, by=bob)
    assert client.post(url(comparison, "annotation_restore", made.pk)).status_code == 404
    assert client.get(url(comparison, "annotation_detail", made.pk)).status_code == 404
    client.force_login(charlie)
    assert client.get(url(comparison, "annotation_list")).status_code == 404
    assert client.post(url(comparison), {"response": response.pk, "quote": "bite", "label": "claim"}).status_code == 404


def test_a_form_leads_to_no_other_site(client, bob, comparison, response):
    client.force_login(bob)
    sent = {"response": response.pk, "quote": "bite", "label": "claim", "next": "https://evil.example/"}
    assert client.post(url(comparison), sent).status_code == 400
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("address", ["response_detail", "compare", "annotation_list"])
def test_the_number_of_queries_does_not_depend_on_that_of_annotations(client, bob, comparison, response, address):
    client.force_login(bob)
    where = of_response(response) if address == "response_detail" else url(comparison, address)

    def queries() -> int:
        client.get(where)
        with CaptureQueriesContext(connection) as counted:
            page(client.get(where))
        return len(counted)

    annotate(response=response, by=bob, quote="bite", label="claim")
    one = queries()
    annotate(response=response, by=bob, quote="well", label="hedge")
    annotate(response=response, by=bob, quote="Owls see", note="Hm.")
    assert queries() == one


def test_an_annotation_becomes_the_evidence_of_a_mark(client, bob, comparison, response):
    made = annotate(
        response=response,
        by=bob,
        quote="They",
        place=f"{response.text.rindex('They')}-{response.text.rindex('They') + 4}",
        label="claim",
    )
    client.force_login(bob)
    links = page(client.get(url(comparison, "annotation_detail", made.pk))).css("#evidence a")
    assert [words(link) for link in links] == [question.text for question in comparison.questions.filter(scored=True)]
    address = links[0].attributes["href"].partition("#")[0]
    panel = page(client.get(address))
    assert panel.css_first("#mark-evidence").text().strip() == "They"
    at = panel.css_first("[name=evidence_at]").attributes["value"]
    client.post(
        address.replace(f"?annotation={made.pk}", "mark/"), {"value": "yes", "evidence": "They", "evidence_at": at}
    )
    mark = Mark.objects.get()
    assert (mark.response, mark.start, mark.quotation) == (response, response.text.rindex("They"), "They")
    other = make_transcript(comparison, "Bert", ("What?", "They."))
    wrong = address.replace("/ada/", f"/{other.key}/")
    assert page(client.get(wrong)).css_first("#mark-evidence").text().strip() == ""


def test_an_annotation_stands_in_its_cell_and_leads_there_but_in_no_queue(client, alice, bob, comparison):
    answered = make_transcript(comparison, "Bert", ("Is it safe?", "Yes, it is safe. They bite.")).responses.get()
    made = annotate(response=answered, by=bob, quote="They bite", label="claim")
    client.force_login(alice)
    entry = page(client.get(url(comparison, "annotation_list")))
    link = entry.css_first(f"#a-{made.pk} a[href*='/matrix/']").attributes["href"]
    assert link == f"/c/{comparison.slug}/matrix/safe/bert/#a-{made.pk}"
    panel = page(client.get(link))
    assert panel.css_first(f"#cell-passages mark[data-annotations='{made.pk}']").text() == "They bite"
    back = panel.css_first("#cell-passages .annotation-ref").attributes["href"]
    assert back == f"{of_response(answered)}#a-{made.pk}"
    queue = page(client.get(reverse("collation:queue_cell", args=[comparison.slug, "safe", "bert"])))
    assert queue.css_first("[data-at]").text().strip() == "Yes, it is safe. They bite."
    assert queue.css_first("[data-annotations]") is None


def test_words_are_gathered_into_a_new_finding_and_into_one_that_is_there(client, alice, bob, comparison, response):
    first = annotate(response=response, by=bob, quote="They bite", label="claim")
    second = annotate(response=response, by=bob, quote="Owls see well", label="claim")
    client.force_login(alice)
    refused = page(client.post(url(comparison, "annotation_gather", first.pk), {"finding": "", "title": " "}), 422)
    assert "Give the finding a title." in words(refused.css_first("#gather"))
    client.post(url(comparison, "annotation_gather", first.pk), {"finding": "", "title": "Bites", "kind": "weakness"})
    finding = comparison.findings.get()
    answer = client.post(url(comparison, "annotation_gather", second.pk), {"finding": finding.pk})
    assert answer.url == url(comparison, "finding_detail", f"finding-{finding.pk}")
    assert sorted(finding.points.values_list("quotation", flat=True)) == ["Owls see well", "They bite"]
    undo = page(client.get(answer.url)).css_first("#messages li:last-child form").attributes["action"]
    client.post(undo)
    assert finding.points.get().quotation == "They bite"


def test_the_file_is_a_web_annotation_collection_and_comes_back_as_it_was(
    client, alice, bob, comparison, response, team
):
    annotate(response=response, by=alice, quote="see well", label="claim", note="Do *they*?")
    annotate(response=response, by=alice, quote="They bite", note="👩🏽 says so.")
    client.force_login(bob)
    answer = client.get(url(comparison, "annotation_jsonld"))
    assert answer["Content-Type"].startswith("application/ld+json")
    held = json.loads(answer.content)
    assert [item["creator"]["name"] for item in held["first"]["items"]] == ["Alice", "Alice"]
    quote, position = held["first"]["items"][0]["target"]["selector"]
    assert response.text[position["start"] : position["end"]] == quote["exact"] == "see well"
    again = SimpleUploadedFile("alice.jsonld", answer.content)
    shown = page(client.post(url(comparison, "annotation_import"), {"file": again}))
    assert "0 taken in, 2 dropped" in words(shown.css_first("#came"))
    assert "it is here already" in words(shown.css_first("#came"))
    before = list(
        Annotation.objects.values("response", "start", "end", "quotation", "prefix", "suffix", "label", "note")
    )
    for one in Annotation.objects.all():
        delete_annotation(annotation=one, by=alice)
    text = answer.content.decode()
    shown = page(client.post(url(comparison, "annotation_import"), {"text": text}))
    assert words(shown.css_first("#came h2")) == "2 taken in"
    taken = Annotation.objects.current()
    assert list(taken.values("response", "start", "end", "quotation", "prefix", "suffix", "label", "note")) == before
    assert {(one.created_by, one.imported_from, one.imported_creator) for one in taken} == {
        (bob, "pasted text", "Alice")
    }


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Choose a file, or paste its text."),
        ({"text": "{"}, "This is no JSON: line 1, column 2."),
        ({"text": '[{"type": "Annotation"}]'}, "Annotation 1 has no target."),
        ({"file": SimpleUploadedFile("a.json", b"\xff\xfe\x00")}, "This is no text in UTF-8."),
    ],
)
def test_a_file_that_is_none_is_refused_and_nothing_is_stored(client, bob, comparison, response, sent, error):
    client.force_login(bob)
    assert error in words(page(client.post(url(comparison, "annotation_import"), sent), 422).css_first("form.form"))
    assert not Annotation.objects.exists()


def test_words_that_no_page_can_show_are_told_with_a_sign_in_their_place(client, bob, comparison, response):
    client.force_login(bob)
    quote = r'{"type": "TextQuoteSelector", "exact": "lost \ud800 words\u0000", "prefix": "\udfff"}'
    sent = f'{{"type": "Annotation", "body": "Hm.", "target": {{"source": "x", "selector": {quote}}}}}'
    answer = client.post(f"/c/{comparison.slug}/annotations/import/", {"text": sent})
    assert "<q>lost \ufffd words\ufffd</q>: its words are in no answer here." in answer.text


def test_an_owner_renames_adds_and_archives_labels(client, alice, comparison, response):
    client.force_login(alice)
    where = url(comparison, "label_list")
    assert [one.attributes["value"] for one in page(client.get(where)).css("[name=name]")][:2] == ["claim", "evidence"]
    client.post(where, {"act": "rename", "key": "claim", "name": "assertion"})
    client.post(where, {"act": "add", "name": "joke"})
    client.post(where, {"act": "archive", "key": "hedge"})
    offered = page(client.get(of_response(response))).css("form#annotate .labels label")
    assert [words(one) for one in offered] == [
        "none", "assertion", "evidence", "unsupported", "contradiction", "marketing", "omission", "joke",
    ]  # fmt: skip
    refused = page(client.post(where, {"act": "add", "name": "Joke"}), 422)
    assert "a label “joke” already" in words(refused.css_first("[role=alert]"))
    client.post(where, {"act": "restore", "key": "hedge"})
    assert comparison.labels.get(key="hedge").archived_at is None


def test_an_archived_label_stays_where_it_is_and_can_be_kept(client, bob, comparison, response):
    made = annotate(response=response, by=bob, quote="bite", label="hedge")
    archive_label(comparison=comparison, key="hedge")
    client.force_login(bob)
    shown = page(client.get(url(comparison, "annotation_detail", made.pk)))
    assert words(shown.css_first("li.annotation .label")) == "hedge"
    seen = shown.css_first("[name=seen]").attributes["value"]
    client.post(url(comparison, "annotation_edit", made.pk), {"label": "hedge", "note": "More.", "seen": seen})
    made.refresh_from_db()
    assert (made.label.key, made.note) == ("hedge", "More.")


def suggest(response, by, *labels) -> None:
    said = [NewStatement(what="label", label=label, quotations=(NewQuotation(response, 0, 14),)) for label in labels]
    reply = NewReply("{}", tuple(said))
    take_reply(comparison=response.transcript.comparison, by=by, name="<b>GPT</b>", reply=reply)


def test_what_a_reader_suggests_is_listed_among_annotations_taken_over_and_dismissed(
    client, alice, bob, comparison, response
):
    suggest(response, alice, "claim", "hedge")
    annotate(response=response, by=alice, quote="They bite.", note="Hm.")
    client.force_login(bob)
    listed = page(client.get(url(comparison, "annotation_list")))
    first, second, last = listed.css("ol.annotations > li")
    assert words(first.css_first(".byline")) == "claim suggested by <b>GPT</b>"
    assert words(first.css_first("blockquote")) == "Owls see well."
    assert "data-suggested" not in last.attributes
    assert "3 annotations (2 of them suggested by readers)" in words(listed.css_first(".title"))
    chosen = page(client.get(url(comparison, "annotation_list"), {"by": "suggested by <b>GPT</b>"}))
    assert len(chosen.css("ol.annotations > li")) == 2
    take, dismiss = (one.attributes["action"] for one in first.css("form"))
    answer = client.post(take)
    made = Annotation.objects.get(created_by=bob)
    assert answer.url == f"{url(comparison, 'annotation_list')}#a-{made.pk}"
    assert client.post(dismiss).status_code == 404, "it is Bob’s annotation now"
    assert client.post(second.css("form")[1].attributes["action"]).status_code == 302
    after = page(client.get(url(comparison, "annotation_list")))
    assert after.css("[data-suggested]") == []
    assert "Suggested by <b>GPT</b>." in words(after.css_first(f"#a-{made.pk}"))
    undo = [form.attributes["action"] for form in after.css("form[action*='/restore/']")]
    assert client.post(undo[0]).status_code == 302
    assert len(page(client.get(url(comparison, "annotation_list"))).css("[data-suggested]")) == 1
