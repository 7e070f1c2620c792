"""The draft page of a conversation that was exported again, and of one that went several ways."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from reviews.domain.documents import Document, parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import begin_draft
from reviews.domain.sources import record_document
from reviews.domain.transcripts import archive_transcript
from reviews.intake import corrections
from reviews.models import IntakeDraft, Source, Transcript
from tests.reviews.domain.test_sources_exported_again import LONG, SHORT, SINCE, begun_beside, export, tree
from tests.reviews.intake.test_reexport import TALK


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def stored(comparison, alice) -> Transcript:
    (transcript,) = record_document(comparison=comparison, document=SHORT, by=alice)
    Source.objects.update(created_at=SINCE)
    return transcript


def draft_of(comparison, alice, document: Document) -> str:
    draft = begin_draft(comparison=comparison, by=alice, document=document)
    return reverse("reviews:draft_detail", args=[comparison.slug, draft.pk])


def words(page: str) -> str:
    """What a page says, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestWhatIsNew:
    def test_is_said_before_it_is_stored(self, alices, comparison, alice, stored):
        page = alices.get(draft_of(comparison, alice, LONG)).text
        assert "<h1>What is new</h1>" in page
        assert "2 turns of this conversation are stored since 3 May 2026. 1 is new : only that is added." in words(page)
        assert "Add 1 turn" in words(page) and "Store 1 transcript" not in page
        assert 'name="round" value="1">' in page and "first answers" not in page

    def test_new_pieces_are_marked(self, alices, comparison, alice, stored):
        page = alices.get(draft_of(comparison, alice, LONG)).text
        marked = re.findall(r'<li id="piece-(\d+)" class="piece" data-role="(\w+)"[^>]* data-new>', page)
        new = LONG.parsed.pieces[-4:]
        assert marked == [(str(piece.start), piece.role) for piece in new]
        assert page.count('<span class="chip">new</span>') == 2
        assert f'href="?page=1#piece-{new[0].start}"' in page

    def test_a_turn_that_is_answered_now(self, alices, comparison, alice):
        record_document(comparison=comparison, document=export(*TALK[:3]), by=alice)
        Source.objects.update(created_at=SINCE)
        page = alices.get(draft_of(comparison, alice, SHORT)).text
        assert (
            "2 turns of this conversation are stored since 3 May 2026. None is new. 1 of the stored reads differently "
            "now: marks on it will ask to be confirmed again."
        ) in words(page)
        assert "Replace 1 turn" in words(page)

    def test_a_correction_keeps_the_words_true(self, alices, comparison, alice, stored):
        url = draft_of(comparison, alice, LONG)
        at = LONG.parsed.text.index("And at night?")
        fields = {"do": f"furniture {at}-{at + 13}"}
        page = alices.post(f"{url}correct/", fields, headers={"HX-Request": "true"}).text
        assert 'id="draft-additions" class="measure" hx-swap-oob="true"' in page
        assert "None is new. 1 of the stored reads differently now" in words(page)
        assert "Replace 1 turn" in words(page)

    def test_adding_says_what_was_added(self, alices, comparison, alice, stored):
        done = alices.post(f"{draft_of(comparison, alice, LONG)}store/", {"round": 1})
        assert done.url == reverse("collation:compare", args=[comparison.slug])
        assert told(done) == ["Added 1 turn to Owl."]
        assert stored.responses.current().count() == 3

    def test_adding_to_what_was_taken_out(self, alices, comparison, alice, stored):
        archive_transcript(transcript=stored)
        done = alices.post(f"{draft_of(comparison, alice, LONG)}store/", {"round": 1})
        assert told(done) == ["Added 1 turn to Owl. What was taken out of the tables stays out."]
        stored.refresh_from_db()
        assert stored.archived_at is not None

    def test_replacing_says_what_was_replaced(self, alices, comparison, alice):
        record_document(comparison=comparison, document=export(*TALK[:3]), by=alice)
        done = alices.post(f"{draft_of(comparison, alice, LONG)}store/", {"round": 1})
        assert told(done) == ["Added 1 turn to Owl. 1 turn stored before now reads differently."]

    def test_a_correction_of_what_went_on_since_is_refused(self, alices, comparison, alice, stored):
        reopened = alices.post(reverse("reviews:source_reopen", args=[comparison.slug, stored.source_id]))
        at = SHORT.parsed.text.index("Yes.")
        alices.post(f"{reopened.url}correct/", {"do": f"furniture {at}-{at + 4}"})
        record_document(comparison=comparison, document=LONG, by=alice)
        refused = alices.post(f"{reopened.url}store/", {"round": 1})
        assert refused.status_code == 422
        assert "This conversation went on since this draft began" in refused.text

    def test_what_another_draft_stored_is_read_anew_before_it_is_added(self, alices, comparison, alice):
        draft, other = begun_beside(comparison, alice)
        alices.post(reverse("reviews:draft_store", args=[comparison.slug, draft.pk]), {"round": 1})
        store = reverse("reviews:draft_store", args=[comparison.slug, other.pk])
        again = alices.post(store, {"round": 1})
        assert again.url == reverse("reviews:draft_detail", args=[comparison.slug, other.pk])
        assert told(again)[-1].startswith("More of this conversation was stored since this draft began.")
        assert "Another branch of this conversation is stored since" in words(alices.get(again.url).text)
        assert told(alices.post(store, {"round": 1})) == ["Stored 1 transcript: ChatGPT 2."]

    def test_queries_do_not_grow(self, alices, comparison, alice, stored, django_assert_num_queries):
        for further in (TALK, (*TALK, *((f"{'qa'[n % 2]}{n}", f"Again {n}.") for n in range(10, 40)))):
            IntakeDraft.objects.all().delete()
            url = draft_of(comparison, alice, export(*further))
            with django_assert_num_queries(4):
                alices.get(url)


class TestIntakePage:
    def test_lists_the_newest_and_what_it_goes_on_from(self, alices, comparison, alice, stored):
        url = reverse("reviews:intake", args=[comparison.slug])
        draft_of(comparison, alice, LONG)
        assert "Owl; goes on from what is stored since 3 May 2026, begun" in words(alices.get(url).text)
        record_document(comparison=comparison, document=LONG, by=alice)
        page = alices.get(url).text
        assert page.count('class="source"') == 1
        assert "goes on from the export of 3 May 2026" in page
        assert reverse("reviews:source_reopen", args=[comparison.slug, Source.objects.last().pk]) in page

    def test_nothing_new_is_refused_in_words(self, alices, comparison, alice):
        data = tree().data
        record_document(comparison=comparison, document=tree(), by=alice)
        Source.objects.update(created_at=SINCE)
        refused = alices.post(
            reverse("reviews:draft_paste", args=[comparison.slug]), {"text": data.decode().replace("Kites", "Renamed")}
        )
        assert refused.status_code == 422
        assert (
            "Nothing is new here: this conversation is stored since 3 May 2026, with all of its 2 turns."
        ) in refused.text
        assert not IntakeDraft.objects.exists()

    def test_queries_do_not_grow(self, alices, comparison, alice, stored, django_assert_num_queries):
        url = reverse("reviews:intake", args=[comparison.slug])
        record_document(comparison=comparison, document=LONG, by=alice)
        with django_assert_num_queries(10):
            alices.get(url)
        record_document(comparison=comparison, document=export(*TALK, ("q4", "In rain?"), ("a4", "No.")), by=alice)
        record_document(comparison=comparison, document=export(*TALK, id="other"), by=alice)
        with django_assert_num_queries(10):
            alices.get(url)


class TestOtherWays:
    @pytest.fixture
    def url(self, comparison, alice) -> str:
        return draft_of(comparison, alice, tree())

    def test_each_is_told_by_where_it_differs(self, alices, url):
        page = words(alices.get(url).text)
        assert "This conversation went 4 ways: you see one of them" in page
        assert "By magic. 1 prompt and 1 answer, 2 May 2024" in page
        assert "They sleep. 2 prompts and 2 answers " in page
        assert page.count("Read this one instead") == page.count("Add as another") == 3

    def test_a_document_that_went_one_way_offers_none(self, alices, comparison, alice):
        assert "This conversation went" not in alices.get(draft_of(comparison, alice, SHORT)).text

    def test_foreign_words_are_text(self, alices, comparison, alice):
        document = tree()
        hostile = document.data.decode().replace("By magic.", "<b>By</b> magic.")
        page = alices.post(reverse("reviews:draft_paste", args=[comparison.slug]), {"text": hostile}, follow=True).text
        assert "&lt;b&gt;By&lt;/b&gt; magic." in page and "<b>By" not in page

    def test_one_is_read_instead(self, alices, url):
        swapped = alices.post(f"{url}branch/", {"branch": "b", "do": "instead"})
        assert swapped.url == url
        assert "By magic." in parsed_of(IntakeDraft.objects.get()).text
        assert "As by day. 2 prompts and 2 answers" in words(alices.get(url).text)

    def test_corrections_are_not_lost_unasked(self, alices, url):
        draft = IntakeDraft.objects.get()
        at = draft.text.index("And at night?")
        correct_draft(draft=draft, correction=lambda parsed: corrections.carve(parsed, at, at + 13, "furniture"))
        page = alices.get(url).text
        assert page.count("What you corrected in this draft will be lost.") == 3 and 'value="instead"' not in page
        refused = alices.post(f"{url}branch/", {"branch": "b", "do": "instead"})
        assert refused.status_code == 422
        assert "What you corrected here would be lost: say that you want that." in refused.text
        assert '<details class="branches" open>' in refused.text
        assert alices.post(f"{url}branch/", {"branch": "b", "lost": "yes"}).status_code == 302
        draft.refresh_from_db()
        assert ("By magic." in draft.text, draft.undo) == (True, [])

    def test_one_is_begun_beside(self, alices, url):
        beside = alices.post(f"{url}branch/", {"branch": "b", "do": "beside"})
        assert beside.url != url and IntakeDraft.objects.count() == 2
        assert told(beside) == ["A second draft, beside the first: once both are stored, they are two columns."]
        for draft in (url, beside.url):
            alices.post(f"{draft}store/", {"round": 1})
        assert list(Transcript.objects.values_list("key", flat=True)) == ["chatgpt", "chatgpt-2"]

    @pytest.mark.parametrize("do", ["instead", "beside"])
    def test_there_is_no_such_way(self, alices, url, do):
        refused = alices.post(f"{url}branch/", {"branch": "nowhere", "do": do})
        assert refused.status_code == 422
        assert "tree.json has no other branch “nowhere”." in refused.text

    def test_a_draft_of_no_export_has_none(self, alices, comparison):
        pasted = alices.post(reverse("reviews:draft_paste", args=[comparison.slug]), {"text": "Owl says:\n\nIt works."})
        refused = alices.post(f"{pasted.url}branch/", {"branch": "b"})
        assert refused.status_code == 422
        assert "The text is no export of a conversation: it has no branches." in refused.text
