"""The draft page: each correction is one small request, with htmx or without, and a reload loses nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.documents import Document, parsed_of
from reviews.domain.drafts import begin_draft
from reviews.domain.sources import record_document
from reviews.intake.document import Parsed, Piece, Voice
from reviews.intake.outline import PIECES_ON_A_PAGE
from reviews.models import IntakeDraft, Source, Transcript
from reviews.views import storing as views
from tests.factories import MembershipFactory
from tests.sent import sent

PARTS = (
    ("marker", None, "Owl says:\n\n"),
    ("answer", 0, "It works <b>at night</b>.\n\nDoes it sleep?\n\nBy day it does.\n\n"),
    ("furniture", None, "favicon\nfavicon\n\n"),
    ("marker", None, "Lark says:\n\n"),
    ("prompt", 1, "And safety?\n\n"),
    ("answer", 1, "It sings.\n"),
)
TEXT = "".join(words for _, _, words in PARTS)
SLEEP = f"{TEXT.index('Does it')}-{TEXT.index('By day')}"


def read(parts=PARTS) -> Parsed:
    text, cut = "", []
    for role, voice, words in parts:
        found_by = "heuristic" if role == "prompt" else "marker"
        cut.append(Piece(len(text), len(text) + len(words), role, voice, found_by, f"why {role}"))
        text += words
    voices = (Voice("Owl", evidence_basis="abstract_only", evidence_quote="only the abstract"), Voice("Lark"))
    return Parsed(text, "plain", "pasted", tuple(cut), voices, warnings=("One prompt was found by its wording.",))


def at(words: str) -> int:
    return TEXT.index(words)


@pytest.fixture
def draft(comparison, alice) -> IntakeDraft:
    return begin_draft(comparison=comparison, by=alice, document=Document(b"bytes", "owl.txt", "text/plain", read()))


@pytest.fixture
def url(draft) -> str:
    return reverse("reviews:draft_detail", args=[draft.comparison.slug, draft.pk])


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


def correct(client: Client, url: str, do: str, *, htmx: bool = False, **fields):
    return client.post(f"{url}correct/", {"do": do, **fields}, headers={"HX-Request": "true"} if htmx else {})


def roles(draft: IntakeDraft) -> list[tuple[str, str]]:
    draft.refresh_from_db()
    return [(one.role, draft.text[one.start : one.end].strip()) for one in parsed_of(draft).pieces]


WAYS = ["correct/", "undo/", "voice/0/", "branch/", "store/", "discard/"]


class TestWhoMay:
    def test_only_who_began_it_and_may_edit(self, client, team, bob, charlie, draft, url):
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"
        other_editor = MembershipFactory(team=team, role="editor").user
        for person, status in ((bob, 403), (charlie, 404), (other_editor, 404)):
            client.force_login(person)
            assert client.get(url).status_code == status
            assert client.get(f"{url}rows/0/5/").status_code == status
            assert [client.post(url + way).status_code for way in WAYS] == [status] * len(WAYS)
        assert roles(draft)[0] == ("marker", "Owl says:")

    def test_changes_are_posts(self, alices, url):
        assert [alices.get(url + way).status_code for way in WAYS] == [405] * len(WAYS)


class TestAfterTheEnd:
    """The address of a draft tells its owner what became of it, and nobody else anything."""

    @pytest.fixture(params=["stored", "discarded", "expired"])
    def ended(self, request, alices, url, draft) -> str:
        if request.param == "stored":
            alices.post(f"{url}store/", {"round": "1"})
        elif request.param == "discarded":
            alices.post(f"{url}discard/")
        else:
            IntakeDraft.objects.update(expires_at=timezone.now())
        return request.param

    def test_it_says_what_became_of_it(self, alices, url, comparison, ended):
        page = alices.get(url)
        assert page.status_code == 200
        tree = LexborHTMLParser(page.text)
        what = " ".join(tree.css_first("main p.measure").text().split())
        assert (tree.css_first("h1").text(), what.split(" on ")[0]) == {
            "stored": ("Stored already", "You stored owl.txt"),
            "discarded": ("You discarded this draft", "You discarded the draft of owl.txt"),
            "expired": (
                "This draft has expired",
                "A draft is kept for 30 days after its last change; that of owl.txt ended",
            ),
        }[ended]
        here = reverse("collation:compare" if ended == "stored" else "reviews:intake", args=[comparison.slug])
        assert tree.css_first("main a[data-main]").attributes["href"] == here
        assert "no-store" in page.headers["Cache-Control"]

    def test_every_way_to_change_it_leads_there(self, alices, url, ended):
        stored = Source.objects.count()
        for way in WAYS:
            assert alices.post(url + way, {"round": "1"}).headers["Location"] == url
            answer = alices.post(url + way, {"round": "1"}, headers={"HX-Request": "true"})
            assert answer.headers["HX-Redirect"] == url
        assert Source.objects.count() == stored

    def test_others_are_told_nothing(self, client, url, team, bob, charlie, ended):
        other = MembershipFactory(team=team, role="editor").user
        for person, status in ((bob, 403), (charlie, 404), (other, 404)):
            client.force_login(person)
            assert client.get(url).status_code == status
            assert client.post(f"{url}store/", {"round": "1"}).status_code == status


def test_what_was_stored_is_named_and_can_be_corrected(alices, url, comparison):
    alices.post(f"{url}store/", {"round": "1"})
    lark = Transcript.objects.get(key="lark")
    alices.post(reverse("reviews:transcript_archive", args=[comparison.slug, lark.pk]))
    tree = LexborHTMLParser(alices.get(url).text)
    assert [" ".join(node.text().split()) for node in tree.css("main li")] == [
        "Owl, a model",
        "Lark, a model (taken out of every table)",
    ]
    reopen = tree.css_first("main form").attributes["action"]
    assert reopen == reverse("reviews:source_reopen", args=[comparison.slug, Source.objects.get().pk])


def test_a_second_store_at_the_same_moment_leads_to_what_is_stored(alices, draft, url, monkeypatch):
    """Both were sent from a page that still showed the draft; the second waits for the first, and finds it done."""
    store = views.store_draft

    def after_another(*, draft, **how):
        store(draft=IntakeDraft.objects.get(pk=draft.pk), **how)
        return store(draft=draft, **how)

    monkeypatch.setattr(views, "store_draft", after_another)
    assert alices.post(f"{url}store/", {"round": "1"}).headers["Location"] == url
    assert Source.objects.count() == 1


def test_a_draft_that_never_was_is_not_there(alices, url):
    never = url.replace(f"/{url.split('/')[-2]}/", "/999999/")
    assert alices.get(never).status_code == 404
    assert alices.post(f"{never}store/", {"round": "1"}).status_code == 404


class TestPage:
    def test_a_file_keeps_the_name_it_has(self, alices, url):
        assert "<title>owl.txt · " in alices.get(url).text

    def test_a_correction_is_stored_once_something_is_corrected(self, alices, url, comparison):
        alices.post(f"{url}store/", {"round": "1"})
        source = comparison.sources.get()
        url = alices.post(reverse("reviews:source_reopen", args=[comparison.slug, source.pk])).headers["Location"]

        def button(page: str) -> tuple[str, bool]:
            found = LexborHTMLParser(page).css_first(".store .button")
            return found.text().strip(), "disabled" in found.attributes

        page = alices.get(url).text
        assert button(page) == ("Store the correction of 2 transcripts", True)
        assert "Nothing is corrected yet." in page
        correct(alices, url, f"prompt {SLEEP}")
        page = alices.get(url).text
        assert button(page) == ("Store the correction of 2 transcripts", False)
        assert "Nothing is corrected yet." not in page

    def test_shows_who_says_what_and_how_that_was_found(self, alices, url):
        page = alices.get(url).text
        assert re.findall(r'<h2 class="speaker">(.*?)</h2>', page) == ["Owl", "Lark"]
        assert 'Prompt <span class="who">to Lark</span>' in page
        assert '<span class="chip" data-thin>by its wording: check</span>' in page
        assert '<p class="why">why prompt</p>' in page
        assert "Set aside: 2 lines" in page
        assert "One prompt was found by its wording." in page
        assert "a model, 0 prompts, 1 answer" in page
        assert "a model, 1 prompt, 1 answer" in page
        assert "only the abstract" in page
        assert "Store 2 transcripts" in page

    def test_foreign_text_is_text(self, alices, url):
        page = alices.get(url).text
        assert '<span class="text" dir="auto" hx-disable>It works &lt;b&gt;at night&lt;/b&gt;.</span>' in page
        assert "<b>at night" not in page

    def test_a_paragraph_is_one_click_from_being_a_prompt(self, alices, url):
        assert f'name="do" value="prompt {SLEEP}"' in alices.get(url).text

    def test_queries_do_not_grow(self, alices, url, comparison, alice, django_assert_num_queries):
        parts = [("answer" if n % 2 else "prompt", 0, f"Paragraph {n}.\n\n") for n in range(60)]
        long = Document(b"long", "", "text/plain", read(parts))
        other = begin_draft(comparison=comparison, by=alice, document=long)
        for draft in (url, reverse("reviews:draft_detail", args=[comparison.slug, other.pk])):
            with django_assert_num_queries(4):
                alices.get(draft)


class TestCorrect:
    def test_a_page_that_made_a_correction_itself_is_not_stale(self, alices, draft, url):
        """What the answer to a correction says it shows is what a page that is loaded then says, on any database."""
        seen = re.compile(r'name="seen" value="(\w+)" form="draft-form"')
        first = correct(alices, url, f"prompt {SLEEP}", htmx=True, seen=seen.search(alices.get(url).text)[1])
        assert seen.search(first.text)[1] == seen.search(alices.get(url).text)[1]
        second = correct(alices, url, f"answer {SLEEP}", htmx=True, seen=seen.search(first.text)[1])
        assert "changed in another tab" not in second.text

    def test_a_stale_page_gets_all_pieces_and_is_told(self, alices, draft, url):
        seen = re.search(r'name="seen" value="(\w+)" form="draft-form"', alices.get(url).text)[1]
        fresh = correct(alices, url, f"prompt {SLEEP}", htmx=True, seen=seen)
        assert fresh.headers["HX-Retarget"].startswith("#piece-")
        stale = correct(alices, url, f"answer {SLEEP}", htmx=True, seen=seen)
        assert "HX-Retarget" not in stale.headers
        assert '<div id="outline">' in stale.text
        assert "This draft was changed in another tab. Here it is as it stands now." in stale.text
        assert ("prompt", "Does it sleep?") not in roles(draft)

    def test_one_click_makes_a_paragraph_inside_an_answer_a_prompt(self, alices, draft, url):
        response = correct(alices, url, f"prompt {SLEEP}")
        assert response.headers["Location"] == f"{url}?page=1#piece-{at('Does it')}"
        assert roles(draft)[1:4] == [
            ("answer", "It works <b>at night</b>."),
            ("prompt", "Does it sleep?"),
            ("answer", "By day it does."),
        ]
        assert "a model, 1 prompt, 2 answers" in alices.get(url).text

    def test_htmx_gets_the_changed_pieces_alone(self, alices, draft, url):
        response = correct(alices, url, f"prompt {SLEEP}", htmx=True)
        assert response.headers["HX-Retarget"] == f"#piece-{at('It works')}"
        assert response.headers["HX-Reswap"] == "outerHTML"
        assert re.findall(r'<li id="(piece-\d+)" class="piece"', response.text) == [
            f"piece-{at(words)}" for words in ("It works", "Does it", "By day", "favicon")
        ]
        assert re.findall(r'<li id="(piece-\d+)" hx-swap-oob="delete">', response.text) == [f"piece-{at('favicon')}"]
        assert 'id="draft-side"' in response.text
        assert f'value="{SLEEP}" checked>' in response.text

    def test_a_prompt_grows_by_the_next_paragraph(self, alices, draft, url):
        correct(alices, url, f"prompt {at('It sings')}-{len(TEXT)}")
        assert roles(draft)[-1] == ("prompt", "And safety?\n\nIt sings.")

    def test_a_wrong_prompt_given_back_leaves_no_seam(self, alices, draft, url):
        before = [(one.start, one.end, one.role) for one in parsed_of(draft).pieces]
        correct(alices, url, f"prompt {SLEEP}")
        correct(alices, url, f"answer {SLEEP}")
        draft.refresh_from_db()
        assert [(one.start, one.end, one.role) for one in parsed_of(draft).pieces] == before

    @pytest.mark.parametrize(
        ("do", "expected"),
        [
            ("furniture", [("answer", "It works <b>at night</b>."), ("furniture", "Does it sleep?")]),
            ("split", [("answer", "It works <b>at night</b>."), ("answer", "Does it sleep?\n\nBy day it does.")]),
            ("merge", [("answer", "It works <b>at night</b>."), ("furniture", "favicon\nfavicon")]),
        ],
    )
    def test_the_chosen_paragraph_is_what_is_changed(self, alices, draft, url, do, expected):
        correct(alices, url, do, at=SLEEP)
        if do == "merge":
            expected = [("marker", TEXT[: at("favicon")].strip()), expected[1]]
            assert roles(draft)[:2] == expected
        else:
            assert roles(draft)[1:3] == expected

    def test_furniture_is_taken_back(self, alices, draft, url):
        correct(alices, url, f"answer {at('favicon')}-{at('Lark says')}")
        assert (
            "answer",
            "It works <b>at night</b>.\n\nDoes it sleep?\n\nBy day it does.\n\nfavicon\nfavicon",
        ) in roles(draft)

    def test_a_new_respondent_starts_here(self, alices, draft, url):
        correct(alices, url, "voice_from", at=SLEEP, to="new", new_name="Wren", new_kind="person")
        parsed = parsed_of(IntakeDraft.objects.get())
        assert [(voice.name, voice.kind) for voice in parsed.voices] == [
            ("Owl", "model"),
            ("Lark", "model"),
            ("Wren", "person"),
        ]
        said = [(one.voice, TEXT[one.start : one.end].strip()) for one in parsed.pieces if one.role == "answer"]
        assert said == [(0, "It works <b>at night</b>."), (2, "Does it sleep?\n\nBy day it does."), (1, "It sings.")]

    def test_a_paragraph_is_given_to_another_respondent(self, alices, draft, url):
        correct(alices, url, "voice_here", at=SLEEP, to="1")
        parsed = parsed_of(IntakeDraft.objects.get())
        assert [one.voice for one in parsed.pieces if one.role == "answer"] == [0, 1, 0, 1]

    def test_undo(self, alices, draft, url):
        before = roles(draft)
        correct(alices, url, f"prompt {SLEEP}")
        response = alices.post(f"{url}undo/", headers={"HX-Request": "true"})
        assert roles(draft) == before
        assert "a model, 0 prompts, 1 answer" in response.text
        assert alices.post(f"{url}undo/").status_code == 302
        assert roles(draft) == before

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"do": "prompt"}, "Choose a paragraph first."),
            ({"do": "sing 0-5"}, "There is no such correction."),
            ({"do": "prompt 5-5"}, "There is no such place in this document."),
            ({"do": "prompt 0-9999"}, "There is no such place in this document."),
            ({"do": "merge 0-5"}, "There is no piece before this one to merge with."),
            ({"do": "split", "at": "0-5"}, "There is nothing to split at that place."),
            ({"do": "voice_from", "at": SLEEP, "to": "new"}, "Name the respondent that begins here."),
            ({"do": "voice_here", "at": SLEEP, "to": "7"}, "There is no such respondent in this document."),
        ],
    )
    @pytest.mark.parametrize("htmx", [True, False])
    def test_what_cannot_be_is_refused_in_words(self, alices, draft, url, fields, words, htmx):
        before = roles(draft)
        response = correct(alices, url, **fields, htmx=htmx)
        assert response.status_code == 422
        assert f'<p class="wrong">{words}</p>' in response.text
        assert response.headers.get("HX-Retarget") == ("#draft-error" if htmx else None)
        assert roles(draft) == before


class TestToLookAt:
    """What is doubtful is a list: each with a link to its place, and the forms that settle it."""

    def listed(self, page: str) -> list[tuple[str, str, list[str]]]:
        return [
            (
                " ".join(one.css_first("p").text().split()),
                link.attributes["href"] if (link := one.css_first("p > a")) else "",
                [button.attributes.get("value") or "" for button in one.css("button")],
            )
            for one in LexborHTMLParser(page).css("#to-look-at .doubt")
        ]

    def test_each_has_its_place_and_what_settles_it(self, alices, url):
        place = f"{at('And safety?')}-{at('It sings')}"
        warning, gap, prompt = self.listed(alices.get(url).text)
        assert (warning[:2], gap[:2]) == (
            ("One prompt was found by its wording.", ""),
            ("The first answer of Owl has no prompt", f"{url}?page=1#piece-{at('It works')}"),
        )
        assert prompt == (
            "And safety?",
            f"{url}?page=1#piece-{at('And safety?')}",
            [f"prompt {place}", f"answer {place}"],
        )

    def test_the_list_is_told_anew_with_each_correction(self, alices, url):
        response = correct(alices, url, f"prompt {at('And safety?')}-{at('It sings')}", htmx=True)
        assert [words for words, _, _ in self.listed(response.text)] == [
            "One prompt was found by its wording.",
            "The first answer of Owl has no prompt",
        ]
        response = correct(alices, url, f"prompt 0-{at('It works')}", htmx=True)
        assert [words for words, _, _ in self.listed(response.text)] == ["One prompt was found by its wording."]

    def test_a_warning_is_seen_and_that_is_undone(self, alices, draft, url):
        key = self.listed(alices.get(url).text)[0][2][0]
        response = correct(alices, url, key, htmx=True)
        assert (response.headers["HX-Reswap"], len(self.listed(response.text))) == ("none", 2)
        assert 'id="outline"' not in response.text
        assert len(self.listed(alices.get(url).text)) == 2
        alices.post(f"{url}undo/")
        assert len(self.listed(alices.get(url).text)) == 3
        assert correct(alices, url, key).headers["Location"] == f"{url}?page=1#to-look-at"

    def test_what_is_no_doubt_is_refused(self, alices, url):
        response = correct(alices, url, "settle prompt-0-5")
        assert response.status_code == 422
        assert '<p class="wrong">That is settled already.</p>' in response.text

    def test_a_long_list_says_how_much_more_comes(self, alices, comparison, alice):
        parts = [(("answer", "prompt")[n % 2], 0, f"Paragraph {n}.\n\n") for n in range(260)]
        draft = begin_draft(comparison=comparison, by=alice, document=Document(b"x", "", "text/plain", read(parts)))
        page = alices.get(reverse("reviews:draft_detail", args=[comparison.slug, draft.pk])).text
        assert len(self.listed(page)) == 100
        assert "33 more come when these are settled." in page


class TestDescribe:
    FIELDS = {
        "name": "Barn owl",
        "kind": "person",
        "version": "2",
        "vendor": "The Barn",
        "said_on": "2026-02-17",
        "link": "https://example.org/owl",
        "evidence_basis": "full_paper",
        "evidence_quote": "I read it all",
    }

    def test_a_respondent_is_named_and_told(self, alices, draft, url):
        response = alices.post(f"{url}voice/0/", self.FIELDS, headers={"HX-Request": "true"})
        draft.refresh_from_db()
        assert parsed_of(draft).voices[0] == Voice(**self.FIELDS)
        assert '<h2 class="speaker">Barn owl</h2>' in response.text
        assert alices.post(f"{url}voice/0/", self.FIELDS).status_code == 302

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"name": ""}, "Say who this is: nobody is stored without a name."),
            ({"name": " unnamed  Reviewer"}, "Say who this is: nobody is stored without a name."),
            ({"name": "Unnamed model "}, "Say who this is: nobody is stored without a name."),
            ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
            ({"link": "ftp://example.org/"}, "Give a link that begins with http:// or https://."),
            ({"said_on": "yesterday"}, "Enter a valid date."),
            ({"kind": "bird"}, "Select a valid choice. bird is not one of the available choices."),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(self, alices, draft, url, fields, words):
        response = alices.post(f"{url}voice/0/", {**self.FIELDS, **fields})
        assert response.status_code == 422
        assert words in response.text
        draft.refresh_from_db()
        assert parsed_of(draft).voices == read().voices

    def test_nobody_of_that_number(self, alices, url):
        response = alices.post(f"{url}voice/9/", self.FIELDS)
        assert response.status_code == 422
        assert "There is no such respondent in this document." in response.text


class TestFold:
    @pytest.fixture
    def long(self, comparison, alice) -> str:
        parts = [("answer", 0, "".join(f"Paragraph {n}.\n\n" for n in range(500)))]
        document = Document(b"long", "", "text/plain", read(parts))
        draft = begin_draft(comparison=comparison, by=alice, document=document)
        return reverse("reviews:draft_detail", args=[comparison.slug, draft.pk])

    def test_a_long_answer_is_folded(self, alices, long):
        page = alices.get(long).text
        assert len(re.findall('class="row"', page)) == 9
        assert "Show the next 200 of 491 paragraphs more" in page

    def test_a_fold_gives_its_paragraphs_a_part_at_a_time(self, alices, long):
        href = re.search(r'hx-get="([^"]+/rows/[^"]+)"', alices.get(long).text)[1]
        rows = alices.get(href, headers={"HX-Request": "true"}).text
        assert len(re.findall('class="row"', rows)) == 200
        assert "Show the next 200 of 291 paragraphs more" in rows

    def test_without_script_the_page_opens_there(self, alices, long):
        text = IntakeDraft.objects.get().text
        opened = f"{text.index('Paragraph 100.')}-{text.index('Paragraph 103.')}"
        page = alices.get(f"{long}?open={opened}").text
        assert f'<input type="hidden" name="open" value="{opened}">' in page
        assert len(re.findall('class="row"', page)) == 12
        response = alices.post(f"{long}correct/", {"do": f"prompt {opened}", "open": opened, "page": "1"})
        assert f"?page=1&open={opened}#piece-{text.index('Paragraph 100.')}" in response.headers["Location"]

    @pytest.mark.parametrize(
        "asked", ["page=x", "page=999", "page=-1", "open=5-", "open=0-99999999", "page=99999999999"]
    )
    def test_odd_addresses_show_the_page(self, alices, url, asked):
        assert alices.get(f"{url}?{asked}").status_code == 200

    def test_a_stretch_outside_the_text_goes_to_the_page(self, alices, url):
        assert alices.get(f"{url}rows/5/99999/").headers["Location"] == url

    def test_many_pieces_come_in_pages(self, alices, comparison, alice):
        parts = [("prompt" if n % 2 else "answer", 0, f"Turn {n}.\n\n") for n in range(200)]
        document = Document(b"many", "", "text/plain", read(parts))
        draft = begin_draft(comparison=comparison, by=alice, document=document)
        url = reverse("reviews:draft_detail", args=[comparison.slug, draft.pk])
        first, second = alices.get(url).text, alices.get(f"{url}?page=2").text
        assert first.count('class="piece"') == second.count('class="piece"') == PIECES_ON_A_PAGE
        assert "page 2 of 3" in second
        assert f"Turn {PIECES_ON_A_PAGE}." in second
        place = draft.text.index(f"Turn {PIECES_ON_A_PAGE}.")
        response = correct(alices, url, f"merge {place}-{place + 9}", page="2")
        assert response.headers["Location"].startswith(f"{url}?page=1#piece-")


class TestStore:
    def test_stores_and_goes_to_compare(self, alices, draft, url, comparison):
        response = alices.post(f"{url}store/", {"round": "2"})
        assert response.headers["Location"] == reverse("collation:compare", args=[comparison.slug])
        page = alices.get(response.headers["Location"])
        assert "Stored 2 transcripts: Owl, Lark." in page.text
        assert [(one.key, one.round) for one in Transcript.objects.all()] == [("owl", 2), ("lark", 2)]
        assert not IntakeDraft.objects.exists()

    @pytest.mark.parametrize("round", ["", "0", "ten"])
    def test_the_round_is_a_number(self, alices, url, round):
        response = alices.post(f"{url}store/", {"round": round})
        assert response.status_code == 422
        assert "Say which round this is: a number from 1 to 9." in response.text
        assert not Source.objects.exists()

    def test_a_correction_of_what_is_stored(self, alices, comparison, alice):
        owl, _lark = record_document(
            comparison=comparison, document=Document(b"bytes", "owl.txt", "text/plain", read()), by=alice
        )
        url = alices.post(reverse("reviews:source_reopen", args=[comparison.slug, owl.source_id])).headers["Location"]
        page = alices.get(url).text
        assert "Marks on changed answers will ask to be confirmed again" in page
        assert "Store the correction of 2 transcripts" in page
        correct(alices, url, f"prompt {SLEEP}")
        response = alices.post(f"{url}store/", {"round": "1"}, follow=True)
        assert "Corrected 2 transcripts: Owl, Lark." in response.text
        assert list(owl.responses.current().values_list("prompt", "text")) == [
            ("", "It works <b>at night</b>."),
            ("Does it sleep?", "By day it does."),
        ]

    def test_discard(self, alices, url, comparison):
        response = alices.post(f"{url}discard/", follow=True)
        assert "The draft of owl.txt is discarded." in response.text
        assert not IntakeDraft.objects.exists()


class TestTwoTabs:
    def test_who_a_respondent_is_is_not_overwritten_unseen(self, alices, url, draft):
        first, second = (
            sent(alices.get(url).text, "/voice/0/", **typed)
            for typed in ({"link": "https://a.example/"}, {"version": "5"})
        )
        assert alices.post(f"{url}voice/0/", first).status_code == 302
        answer = alices.post(f"{url}voice/0/", second)
        assert answer.status_code == 422
        tree = LexborHTMLParser(answer.text)
        assert [node.text() for node in tree.css(".overtaken dt")] == ["Version", "Link"]
        assert [" ".join(node.text().split()) for node in tree.css(".overtaken dd")] == [
            "nothing",
            "https://a.example/",
        ]
        voice = parsed_of(IntakeDraft.objects.get()).voices[0]
        assert (voice.link, voice.version) == ("https://a.example/", "")
        assert alices.post(f"{url}voice/0/", sent(answer.text, "/voice/0/")).status_code == 302
        voice = parsed_of(IntakeDraft.objects.get()).voices[0]
        assert (voice.link, voice.version) == ("", "5")

    def test_what_was_corrected_in_another_tab_is_not_stored_unseen(self, alices, url, draft):
        stale = sent(alices.get(url).text, "/store/", round="1")
        correct(alices, url, f"prompt {SLEEP}")
        answer = alices.post(f"{url}store/", stale)
        assert answer.status_code == 422
        assert "This draft was changed in another tab. Here it is as it stands now." in answer.text
        assert not Source.objects.exists()
        assert alices.post(f"{url}store/", sent(answer.text, "/store/", round="1")).status_code == 302
