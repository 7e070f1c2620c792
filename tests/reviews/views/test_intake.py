"""The intake page: what comes in becomes a draft or is refused in words, and nothing is half stored."""

from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reviews.intake.bytes.decode import MAX_BYTES
from reviews.models import IntakeDraft, Source, Transcript
from reviews.web.large_forms import MOST_FORM_BYTES
from tests.factories import MembershipFactory, make_transcript
from tests.reviews.intake.formats.office_documents import docx, p, r

PAGE = "Owl says:\n\nIt works at night.\n\nLark says:\n\nIt sings by day.\n"


@pytest.fixture
def url(comparison) -> str:
    return reverse("reviews:intake", args=[comparison.slug])


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


def paste(client: Client, url: str, **fields: str):
    return client.post(f"{url}paste/", urlencode(fields), content_type="application/x-www-form-urlencoded")


def upload(client: Client, url: str, *files: tuple[str, bytes]):
    return client.post(f"{url}files/", {"files": [SimpleUploadedFile(name, data) for name, data in files]})


def nothing_stored() -> bool:
    return not (IntakeDraft.objects.exists() or Source.objects.exists() or Transcript.objects.exists())


class TestWhoMay:
    def test_an_editor_and_an_owner_may(self, client, team, alice, url):
        editor = MembershipFactory(team=team, role="editor").user
        for person in (alice, editor):
            client.force_login(person)
            response = client.get(url)
            assert response.status_code == 200
            assert "Paste your first transcript" in response.text

    @pytest.mark.parametrize("way", ["", "paste/", "files/"])
    def test_others_may_not(self, client, bob, charlie, url, way):
        ask = client.get if way == "" else client.post
        assert ask(url + way).headers["Location"].startswith("/accounts/login/")
        client.force_login(bob)
        assert ask(url + way).status_code == 403
        client.force_login(charlie)
        assert ask(url + way).status_code == 404
        assert nothing_stored()

    def test_what_is_stored_is_its_comparisons_own(self, client, comparison, alice, bob, charlie, url):
        owl = make_transcript(comparison, "Owl", ("Does it work?", "Yes."))
        ways = [f"sources/{owl.source_id}/reopen/", f"transcripts/{owl.pk}/archive/", f"transcripts/{owl.pk}/restore/"]
        for person, status in ((bob, 403), (charlie, 404)):
            client.force_login(person)
            assert [client.post(url + way).status_code for way in ways] == [status] * 3
        client.force_login(alice)
        assert [client.get(url + way).status_code for way in ways] == [405] * 3
        assert client.post(f"{url}sources/999/reopen/").status_code == 404
        owl.refresh_from_db()
        assert owl.archived_at is None
        assert not IntakeDraft.objects.exists()


class TestPaste:
    def test_becomes_a_draft(self, alices, url):
        response = paste(alices, url, text=PAGE)
        draft = IntakeDraft.objects.get()
        assert response.headers["Location"] == f"{url}{draft.pk}/"
        assert (draft.text, bytes(draft.data), draft.media_type) == (PAGE, PAGE.encode(), "text/plain")
        assert [voice["name"] for voice in draft.parsed["voices"]] == ["Owl", "Lark"]
        assert not Source.objects.exists()

    def test_the_clipboards_html_is_what_is_kept(self, alices, url):
        html = "<h2>Verdict</h2><table><tr><th>Owl</th></tr><tr><td>works</td></tr></table>"
        paste(alices, url, text="Verdict\nOwl\nworks", html=html, respondent="Owl", kind="model")
        draft = IntakeDraft.objects.get()
        assert (draft.media_type, bytes(draft.data).decode()) == ("text/html", html)
        assert (draft.parsed["format"], draft.parsed["markup"]) == ("clipboard_html", "markdown")
        assert "## Verdict" in draft.text

    def test_html_of_other_words_is_left_aside(self, alices, url):
        paste(alices, url, text="Something else entirely was typed here.", html="<p>Copy</p>", respondent="Owl")
        draft = IntakeDraft.objects.get()
        assert (draft.media_type, draft.text) == ("text/plain", "Something else entirely was typed here.")

    def test_who_speaks_can_be_said(self, alices, url):
        paste(alices, url, text="It works, mostly.", respondent="A. Reader", kind="person")
        (voice,) = IntakeDraft.objects.get().parsed["voices"]
        assert (voice["name"], voice["kind"]) == ("A. Reader", "person")

    def test_what_is_stored_already_is_refused(self, alices, url, comparison):
        paste(alices, url, text=PAGE)
        draft = IntakeDraft.objects.get()
        alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
        response = paste(alices, url, text=PAGE)
        assert response.status_code == 422
        assert "This is stored already, since" in response.text
        assert Source.objects.count() == 1

    @pytest.mark.slow
    def test_five_megabytes_are_read(self, alices, url):
        text = "Owl says:\n\n" + "It works at night, and sleeps by day. " * 130_000
        assert len(text) > 4_900_000
        assert paste(alices, url, text=text).status_code == 302
        assert IntakeDraft.objects.get().text == text

    def test_the_token_is_checked_all_the_same(self, alice, url):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(alice)
        assert paste(strict, url, text=PAGE).status_code == 403
        token = strict.get(url).cookies["csrftoken"].value
        assert paste(strict, url, csrfmiddlewaretoken=token, text=PAGE).status_code == 302

    def test_other_pages_keep_the_limit_of_the_site(self, alices, url, comparison):
        large = urlencode({"round": "1", "text": "x" * 2_700_000})
        paste(alices, url, text=PAGE)
        response = alices.post(
            f"{url}{IntakeDraft.objects.get().pk}/store/", large, content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code == 400


class TestBadInput:
    """Each in words at the field, and nothing half stored."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "The pasted text is empty."),
            (" \n\t ", "The pasted text is empty."),
            ("\u00a0\u200b\n", "The pasted text holds only white space."),
            ("zero\x00byte", "Null characters are not allowed."),
            ("\x07owl\x01\x02", "The pasted text is binary, not text: 3 of its characters are control characters."),
        ],
    )
    def test_pastes(self, alices, url, text, words):
        response = paste(alices, url, text=text)
        assert response.status_code == 422
        assert f"<li>{words}</li>" in response.text
        assert nothing_stored()

    @pytest.mark.slow
    def test_a_paste_that_is_too_large(self, alices, url):
        response = paste(alices, url, text="owl " * (MAX_BYTES // 4 + 1))
        assert response.status_code == 422
        assert (
            f"The pasted text is too large: {MAX_BYTES + 4:,} bytes, where at most {MAX_BYTES:,} are read."
            in response.text
        )
        assert nothing_stored()

    @pytest.mark.slow
    def test_a_paste_larger_than_any_form(self, alices, url):
        body = b"text=" + b"owl+" * (MOST_FORM_BYTES // 4 + 1000)
        response = alices.post(f"{url}paste/", body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 422
        assert "The pasted text is too large" in response.text
        assert nothing_stored()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "owl.txt is empty."),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "owl.txt is a PNG picture, not text."),
        ],
    )
    def test_files(self, alices, url, data, words):
        response = upload(alices, url, ("owl.txt", data))
        assert response.status_code == 422
        assert f"<li>{words}</li>" in response.text
        assert nothing_stored()

    def test_a_binary_file(self, alices, url):
        response = upload(alices, url, ("owl.txt", b"owl\x00\xff\x01 night"))
        assert response.status_code == 422
        assert "<li>owl.txt is binary, not text: " in response.text
        assert nothing_stored()

    def test_fifty_megabytes(self, alices, url):
        response = upload(alices, url, ("owl.txt", b"owl " * 12_500_000))
        assert response.status_code == 422
        assert f"owl.txt is too large: 50,000,000 bytes, where at most {MAX_BYTES:,} are read." in response.text
        assert nothing_stored()

    def test_more_files_at_once_than_memory_should_hold(self, alices, url, monkeypatch):
        monkeypatch.setattr("reviews.forms.intake.MOST_AT_ONCE", 2 * len(PAGE))
        data = PAGE.encode()
        response = upload(alices, url, ("a.txt", data), ("b.txt", data + b"b"))
        assert response.status_code == 422
        assert "give fewer files at once" in response.content.decode()
        assert nothing_stored()
        assert upload(alices, url, ("a.txt", data), ("b.txt", data[:-1])).status_code == 302

    def test_no_file(self, alices, url):
        response = alices.post(f"{url}files/")
        assert response.status_code == 422
        assert "<li>Choose a file first.</li>" in response.text

    def test_one_bad_file_among_several_stores_none(self, alices, url):
        response = upload(alices, url, ("good.md", PAGE.encode()), ("empty.md", b""), ("picture.md", b"\x89PNG..."))
        assert response.status_code == 422
        assert (
            "<li>empty.md is empty.</li><li>picture.md is a PNG picture, not text.</li>"
            "<li>So none of the files is read: give the others alone.</li>"
        ) in response.text
        assert nothing_stored()

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (PAGE.encode("utf-16"), PAGE),
            (PAGE.encode("utf-16-le"), PAGE),
            (b"Owl says:\n\nIt works \xed\xa0\x80 at night.", "Owl says:\n\nIt works \ufffd\ufffd\ufffd at night."),
            (b"Owl says:\r\n\r\nIt works.\r\n", "Owl says:\n\nIt works.\n"),
        ],
        ids=["utf-16", "utf-16 without a mark", "lone surrogate", "line ends"],
    )
    def test_odd_encodings_are_read(self, alices, url, data, text):
        response = upload(alices, url, ("owl.txt", data))
        draft = IntakeDraft.objects.get()
        assert response.headers["Location"] == f"{url}{draft.pk}/"
        assert draft.text.replace("\ufffd\ufffd\ufffd", "\ufffd") == text.replace("\ufffd\ufffd\ufffd", "\ufffd")
        assert bytes(draft.data) == data

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "body",
        [
            "x" * 2_000_000,
            "[" * 50_000,
            "\n".join(f"{'  ' * depth}- item {depth}" for depth in range(300)),
            "It works.\n\n" + "> " * 300 + "deep",
        ],
        ids=["one line of 2 MB", "50,000 brackets", "300 nested lists", "300 quotations"],
    )
    @pytest.mark.parametrize("name", ["owl.txt", "owl.md"])
    def test_hostile_text_is_shown_and_stored_whole(self, alices, url, body, name):
        upload(alices, url, (name, f"Owl says:\n\n{body}\n".encode()))
        draft = IntakeDraft.objects.get()
        assert draft.text == f"Owl says:\n\n{body}\n"
        assert alices.get(f"{url}{draft.pk}/").status_code == 200
        assert alices.post(f"{url}{draft.pk}/store/", {"round": "1"}).status_code == 302
        response = Transcript.objects.get().responses.get()
        assert response.source_text.strip("\n") == body

    def test_all_prompts_cannot_be_stored(self, alices, url):
        paste(alices, url, text="Owl says:\n\nDoes it work?")
        draft = IntakeDraft.objects.get()
        end = len(draft.text)
        alices.post(f"{url}{draft.pk}/correct/", {"do": f"prompt 0-{end}"})
        page = alices.get(f"{url}{draft.pk}/")
        assert "Store 0 transcripts" in page.text
        response = alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
        assert response.status_code == 422
        assert "Nobody answers anything here: every part is a prompt or page furniture." in response.text
        assert not Source.objects.exists()
        assert IntakeDraft.objects.count() == 1


ALONE = "It works at night, as far as I can tell.\n\nBy day nobody has tried it."


class TestTheSameTextAgain:
    """Row by row of what a person may do who pastes a text twice: nothing of what they say now is dropped unsaid."""

    def told(self, response) -> list[str]:
        return [" ".join(node.text().split()) for node in LexborHTMLParser(response.text).css("#messages li")]

    def voices(self) -> list[tuple[str, str]]:
        return [(voice["name"], voice["kind"]) for voice in IntakeDraft.objects.get().parsed["voices"]]

    def again(self, client, url, **given):
        return client.post(f"{url}paste/", {"text": ALONE, **given}, follow=True)

    def test_the_draft_opens_with_the_new_name_and_kind(self, alices, url):
        paste(alices, url, text=ALONE)
        response = self.again(alices, url, respondent="Wren", kind="person")
        assert self.told(response) == ["You pasted this text before. Its draft is open again, now as Wren, a person."]
        assert self.voices() == [("Wren", "person")]

    def test_what_was_corrected_stays_and_the_name_goes_over(self, alices, url):
        paste(alices, url, text=ALONE, respondent="Owl", kind="model")
        draft = IntakeDraft.objects.get()
        alices.post(f"{url}{draft.pk}/correct/", {"do": f"furniture 0-{ALONE.index('By day')}"})
        response = self.again(alices, url, respondent="Wren")
        assert self.told(response) == ["You pasted this text before. Its draft is open again, now as Wren, a person."]
        assert self.voices() == [("Wren", "person")]
        pieces = IntakeDraft.objects.get().parsed["pieces"]
        assert [piece["role"] for piece in pieces] == ["furniture", "answer"]
        alices.post(f"{url}{draft.pk}/undo/")
        assert self.voices() == [("Owl", "model")]

    def test_the_kind_alone(self, alices, url):
        paste(alices, url, text=ALONE, respondent="Owl", kind="model")
        draft = IntakeDraft.objects.get()
        alices.post(f"{url}{draft.pk}/correct/", {"do": f"furniture 0-{ALONE.index('By day')}"})
        response = self.again(alices, url, kind="person")
        assert self.told(response) == ["You pasted this text before. Its draft is open again, now as Owl, a person."]

    def test_without_a_name_it_is_as_it_was_left(self, alices, url):
        paste(alices, url, text=ALONE, respondent="Wren", kind="person")
        response = self.again(alices, url)
        assert self.told(response) == ["You pasted this text before. Its draft is open again, as you left it."]
        assert self.voices() == [("Wren", "person")]

    def test_a_page_that_names_several_keeps_their_names(self, alices, url):
        paste(alices, url, text=PAGE + "\n\nLark says:\n\nTweet.")
        before = self.voices()
        response = self.again(alices, url, text=PAGE + "\n\nLark says:\n\nTweet.", respondent="Wren")
        assert self.told(response) == [
            "You pasted this text before. Its draft is open again, as you left it. It names who speaks itself: who you "
            "named is not taken over."
        ]
        assert self.voices() == before and len(before) == 2

    def test_what_is_stored_is_named_with_a_link(self, alices, url, comparison):
        paste(alices, url, text=ALONE, respondent="Wren", kind="person")
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        response = self.again(alices, url, respondent="Lark")
        source = comparison.sources.get()
        assert response.status_code == 422
        tree = LexborHTMLParser(response.text)
        assert tree.css_first("#paste .errorlist").text() == (
            f"This is stored already, since {source.created_at:%-d %B %Y}, as Wren. Nothing was stored twice."
        )
        assert [(link.text(), link.attributes["href"]) for link in tree.css("#paste .stored-already a")] == [
            ("Wren", f"/c/{comparison.slug}/?columns=wren"),
            ("Show it in the list below", f"#source-{source.pk}"),
        ]
        assert tree.css_first(f"tr#source-{source.pk}") is not None

    def test_another_name_for_what_is_stored_is_not_lost(self, alices, url, comparison):
        paste(alices, url, text=ALONE, respondent="Wren", kind="person")
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        tree = LexborHTMLParser(self.again(alices, url, respondent="Claude Opus 4.5").text)
        assert " ".join(tree.css(".stored-already p")[1].text().split()) == (
            "You typed “Claude Opus 4.5”. What is stored was not renamed. Correct the name to Claude Opus 4.5…"
        )
        form = tree.css_first("#call-stored")
        given = {field.attributes["name"]: field.attributes.get("value") or "" for field in form.css("input")}
        response = alices.post(form.attributes["action"], given, follow=True)
        assert "Store the correction of 1 transcript" in response.text
        draft = IntakeDraft.objects.get()
        assert (draft.parsed["voices"][0]["name"], draft.parsed["voices"][0]["version"]) == ("Claude", "Opus 4.5")
        assert (draft.source, Source.objects.count()) == (comparison.sources.get(), 1)
        alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
        assert [one.respondent.name for one in Transcript.objects.all()] == ["Claude"]

    @pytest.mark.parametrize("typed", ["wren", "", "Wren"])
    def test_the_same_name_again_asks_nothing(self, alices, url, typed):
        paste(alices, url, text=ALONE, respondent="Wren", kind="person")
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        tree = LexborHTMLParser(self.again(alices, url, respondent=typed, kind="person").text)
        assert len(tree.css(".stored-already p")) == 1

    def test_a_name_for_a_document_of_several_leads_to_the_list(self, alices, url, comparison):
        paste(alices, url, text=PAGE)
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        tree = LexborHTMLParser(alices.post(f"{url}paste/", {"text": PAGE, "respondent": "Wren"}).text)
        assert "Several speak in it" in tree.css(".stored-already p")[1].text()
        assert tree.css_first("#call-stored") is None

    def test_so_is_a_file(self, alices, url, comparison):
        upload(alices, url, ("owl.txt", PAGE.encode()))
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        response = upload(alices, url, ("owl-again.txt", PAGE.encode()))
        source = comparison.sources.get()
        tree = LexborHTMLParser(response.text)
        assert tree.css_first("#files .errorlist").text() == (
            f"owl-again.txt: This is stored already, since {source.created_at:%-d %B %Y}, as Owl and Lark. "
            "Nothing was stored twice."
        )
        assert [link.attributes["href"] for link in tree.css("#files .stored-already a")] == [
            f"/c/{comparison.slug}/?columns=owl",
            f"/c/{comparison.slug}/?columns=lark",
            f"#source-{source.pk}",
        ]


def test_an_answer_to_the_ask_sheet_is_one_answer(alices, url, comparison):
    said = "What I could read\n\nThe abstract only.\n\n" + "\n\n".join(
        f"{number}. {question.text}\n\nWho knows? Show me.\n\nWhy not?"
        for number, question in enumerate(comparison.questions.all(), 1)
    )
    paste(alices, url, text=said, respondent="Wren", kind="model")
    assert [piece["role"] for piece in IntakeDraft.objects.get().parsed["pieces"]] == ["answer"]


class TestFiles:
    def test_one_opens_its_draft(self, alices, url):
        response = upload(alices, url, ("owl.md", PAGE.encode()))
        draft = IntakeDraft.objects.get()
        assert (response.headers["Location"], draft.name) == (f"{url}{draft.pk}/", "owl.md")

    def test_several_become_a_draft_each(self, alices, url):
        response = upload(alices, url, ("owl.md", PAGE.encode()), ("lark.md", b"Lark says:\n\nTweet."))
        assert response.headers["Location"] == url
        page = alices.get(url)
        assert "2 documents are read: look at each before it is stored." in page.text
        assert sorted(draft.name for draft in page.context["drafts"]) == ["lark.md", "owl.md"]
        assert "Owl, Lark; begun" in " ".join(page.text.split())


class TestList:
    def test_what_is_stored_is_listed_by_source(self, alices, url, comparison):
        make_transcript(
            comparison, "Owl", ("Does it work?", "Yes."), ("Is it safe?", "No."), evidence_basis="full_paper"
        )
        page = alices.get(url)
        ((source, ((owl, name),)),) = page.context["stored"]
        assert (source.name, name, owl.prompts, owl.answers) == ("Owl.md", "Owl", 2, 2)
        assert "2 prompts, 2 answers" in " ".join(page.text.split())
        assert "read the full paper" in page.text

    def test_a_column_is_taken_out_and_put_back(self, alices, url, comparison):
        owl = make_transcript(comparison, "Owl", ("Does it work?", "Yes."))
        response = alices.post(f"{url}transcripts/{owl.pk}/archive/", follow=True)
        assert "Owl is taken out of every table. Its words and marks are kept." in response.text
        assert "Put back" in response.text
        owl.refresh_from_db()
        assert owl.archived_at is not None
        response = alices.post(f"{url}transcripts/{owl.pk}/restore/", follow=True)
        assert "Owl is back in every table." in response.text
        owl.refresh_from_db()
        assert owl.archived_at is None

    def test_a_stored_source_is_opened_to_be_corrected(self, alices, url, comparison):
        owl = make_transcript(comparison, "Owl", ("Does it work?", "Yes."))
        response = alices.post(f"{url}sources/{owl.source_id}/reopen/", follow=True)
        assert "You are correcting what was stored on" in response.text
        assert "Store the correction of 1 transcript" in response.text

    def test_the_first_line_names_a_paste(self, alices, url, comparison):
        text = "My notes on the owl\n\nIt works at night."
        paste(alices, url, text=text, respondent="Wren")
        draft = IntakeDraft.objects.get()
        listed = LexborHTMLParser(alices.get(url).text).css_first(".intake-list a")
        assert (draft.name, str(draft), listed.text()) == ("", "My notes on the owl", "My notes on the owl")
        assert "<title>My notes on the owl · " in alices.get(f"{url}{draft.pk}/").text
        alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
        assert str(comparison.sources.get()) == "My notes on the owl"
        assert "You stored My notes on the owl on" in alices.get(f"{url}{draft.pk}/").text

    def test_a_discarded_paste_leaves_no_words(self, alices, url):
        paste(alices, url, text="My secret notes\n\nIt works at night.", respondent="Wren")
        draft = IntakeDraft.objects.get()
        alices.post(f"{url}{draft.pk}/discard/", follow=True)
        assert "My secret notes" not in alices.get(f"{url}{draft.pk}/").text

    def test_a_persons_name_on_the_first_line_is_proposed(self, alices, url):
        paste(alices, url, text="Jane Doe\n\nIt works at night.")
        draft = IntakeDraft.objects.get()
        field = LexborHTMLParser(alices.get(f"{url}{draft.pk}/").text).css_first(".store [name=name_0]")
        assert (draft.parsed["voices"][0]["name"], field.attributes["value"]) == ("Unnamed reviewer", "Jane Doe")

    def test_drafts_are_ones_own(self, client, team, alices, url):
        paste(alices, url, text=PAGE)
        client = Client()
        client.force_login(MembershipFactory(team=team, role="editor").user)
        assert client.get(url).context["drafts"] == []
        assert client.get(f"{url}{IntakeDraft.objects.get().pk}/").status_code == 404

    def test_queries_do_not_grow(self, alices, url, comparison, django_assert_num_queries):
        counts = []
        for names in (["Owl"], ["Lark", "Wren"]):
            for name in names:
                make_transcript(comparison, name, ("Does it work?", f"{name} does."))
                upload(alices, url, (f"{name}.md", f"{name} says:\n\nYes, of course.".encode()))
            with django_assert_num_queries(10) as counted:
                alices.get(url)
            counts.append(len(counted))
        assert counts[0] == counts[1]


def test_what_is_typed_comes_back_with_the_error(alices, url):
    response = paste(alices, url, text="<b>\x07\x01\x02", respondent="Owl & Lark")
    assert "&lt;b&gt;" in response.text
    assert 'value="Owl &amp; Lark"' in response.text


def test_a_form_is_read_in_its_encoding(alices, url):
    body = f"text={quote('Öwl says:' + chr(10) * 2 + 'Schuhu, it works.')}"
    alices.post(f"{url}paste/", body, content_type="application/x-www-form-urlencoded")
    assert IntakeDraft.objects.get().text == "Öwl says:\n\nSchuhu, it works."


def test_a_document_of_word_becomes_a_draft_and_rtf_is_told_what_to_do(client, alice, url):
    client.force_login(alice)
    refused = upload(client, url, ("tea.rtf", rb"{\rtf1\ansi Tea.}"))
    assert refused.status_code == 422
    assert "tea.rtf is RTF (Rich Text Format), which is not read here. Save it as .docx, .odt or plain" in refused.text
    assert nothing_stored()
    upload(
        client, url, ("tea.docx", docx(p(r("You said:")) + p(r("Is it old?")) + p(r("Claude said:")) + p(r("Yes."))))
    )
    draft = IntakeDraft.objects.get()
    assert (draft.name, draft.parsed["format"]) == ("tea.docx", "docx")
    assert draft.text == "You said:\n\nIs it old?\n\nClaude said:\n\nYes."
