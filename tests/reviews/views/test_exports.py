"""The export page: it is read with progress, offers what it holds to its owner alone, and imports nothing by itself."""

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reviews.intake.exports.catalogue import unpack_upload
from reviews.models import IntakeDraft, IntakeExport, Source
from tests.exports import export_of, talk
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

ODD = [
    talk(1, "100% of “owls”"),
    talk(2, "under_score", prompt='Is "the owl" safe?'),
    talk(3, "<script>alert('owl')</script>"),
    talk(4, "", prompt="A prompt without a title"),
    talk(5, "ÜBER Eulen"),
    talk(6, "عن البومة", turns=3),
]


@pytest.fixture
def intake(comparison) -> str:
    return reverse("reviews:intake", args=[comparison.slug])


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


def upload(client: Client, intake: str, *talks: dict) -> str:
    """The address of the export of these conversations."""
    file = SimpleUploadedFile("conversations.json", export_of(*talks))
    return client.post(f"{intake}files/", {"files": [file]}).headers["Location"]


def read(client: Client, intake: str, *talks: dict) -> str:
    """The same, read to its end."""
    url = upload(client, intake, *talks)
    client.post(f"{url}read/")
    while any(not export.is_read for export in IntakeExport.objects.all()):
        client.post(f"{url}read/")
    return url


def titles(page) -> list[str]:
    return [str(row.record.one) for row in page.context["table"].paginated_rows]


def pk_of(title: str) -> int:
    return IntakeExport.objects.get().conversations.get(title=title).pk


class TestWhoMay:
    def test_its_owner_alone(self, client, team, alices, bob, charlie, intake):
        url = read(alices, intake, talk(1), talk(2))
        ways = ["", "read/", "take/", f"take/{pk_of('Of owl 1')}/", "discard/"]
        editor = MembershipFactory(team=team, role="editor").user
        for person, first, status in ((None, 302, 302), (editor, 302, 404), (bob, 403, 403), (charlie, 404, 404)):
            other = Client()
            if person:
                other.force_login(person)
            asked = [(other.get if way == "" else other.post)(url + way) for way in ways]
            assert [response.status_code for response in asked] == [first, *[status] * (len(ways) - 1)]
        told = Client()
        told.force_login(editor)
        pk = IntakeExport.objects.get().pk
        nobodys, somebodys = (told.get(url.replace(f"/{pk}/", f"/{which}/"), follow=True) for which in (pk + 1, pk))
        assert nobodys.redirect_chain == somebodys.redirect_chain == [(intake, 302)]
        assert (IntakeExport.objects.count(), IntakeDraft.objects.count()) == (1, 0)

    def test_nobody_changes_anything_by_looking(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        ways = ("read/", "take/", f"take/{pk_of('Of owl 1')}/", "discard/")
        assert [alices.get(url + way).status_code for way in ways] == [405] * 4

    def test_a_conversation_of_another_export_is_not_there(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        read(alices, intake, talk(3), talk(4))
        other = IntakeExport.objects.first().conversations.first()
        assert alices.post(f"{url}take/{other.pk}/").status_code == 404
        assert alices.post(f"{url}take/", {"chosen": [other.pk]}).status_code == 422
        assert not IntakeDraft.objects.exists()

    @pytest.mark.parametrize("how", ["thrown away", "expired"])
    def test_back_to_one_that_is_gone(self, alices, intake, how):
        url = read(alices, intake, talk(1), talk(2))
        if how == "expired":
            IntakeExport.objects.update(expires_at=timezone.now())
            assert alices.post(f"{url}take/{pk_of('Of owl 1')}/").status_code == 404
        else:
            alices.post(f"{url}discard/")
        response = alices.get(url, follow=True)
        assert response.redirect_chain == [(intake, 302)]
        assert "There is no such export here. It may have been discarded, or it has expired." in response.text
        assert not IntakeExport.objects.exists()


class TestReading:
    def test_nobody_waits_while_it_is_laid_out(self, alices, intake, monkeypatch):
        def unhindered(*args, **kwargs):
            assert not connection.in_atomic_block
            return unpack_upload(*args, **kwargs)

        monkeypatch.setattr("reviews.domain.exports.unpack_upload", unhindered)
        upload(alices, intake, talk(1), talk(2))
        assert IntakeExport.objects.count() == 1

    @pytest.fixture
    def slowly(self, monkeypatch):
        monkeypatch.setattr("reviews.views.exports.A_STEP", 0)

    def test_before_the_first_step(self, alices, intake):
        page = alices.get(upload(alices, intake, talk(1), talk(2))).text
        assert '<progress id="export-progress" max="100" value="0" aria-label="Read so far">0 %</progress>' in page
        assert "<b>0 %</b> read, no conversation found yet" in page
        assert "Seen by you alone, until " in page

    def test_each_step_says_how_far_it_is(self, alices, intake, slowly):
        url = upload(alices, intake, *map(talk, range(1, 5)))
        seen = []
        for _ in range(3):
            assert alices.post(f"{url}read/").headers["Location"] == url
            seen.append(alices.get(url).context["percent"])
            assert f"<b>{seen[-1]} %</b> read, {len(seen)} conversation" in alices.get(url).text
        assert seen == sorted(set(seen))
        assert (seen[0] > 0, seen[-1] < 100) == (True, True)

    def test_by_script_a_step_gives_the_next_one_or_the_table(self, alices, intake, slowly):
        url = upload(alices, intake, talk(1), talk(2))
        htmx = {"HX-Request": "true", "HX-Target": "export"}
        step = alices.post(f"{url}read/", headers=htmx).text
        assert step.startswith('<div id="export"')
        assert 'hx-trigger="load, submit"' in step
        while "offered" not in step:
            step = alices.post(f"{url}read/", headers=htmx).text
        assert "2 conversations</p>" in step
        assert "<html" not in step

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_the_reason_stands_on_the_page(self, alices, intake, headers):
        url = upload(alices, intake, talk(1), talk(2))
        export = IntakeExport.objects.get()
        IntakeExport.objects.update(data=bytes(export.data or b"")[:-100])
        response = alices.post(f"{url}read/", headers=headers)
        assert response.status_code == 422
        assert "This export cannot be read</h1>" in response.text
        assert '<p class="notice measure" role="alert">conversations.json ' in response.text
        assert "The file is thrown away, and nothing of it was stored." in response.text
        assert not IntakeExport.objects.exists()

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_the_only_conversation_opens_at_once(self, alices, intake, monkeypatch, headers):
        monkeypatch.setattr("reviews.forms.intake.MAX_BYTES", 100)
        url = upload(alices, intake, talk(1))
        response = alices.post(f"{url}read/", headers=headers)
        draft = IntakeDraft.objects.get()
        assert response.headers["HX-Redirect" if headers else "Location"] == f"{intake}{draft.pk}/"
        assert (json.loads(bytes(draft.data)), draft.name) == (talk(1), "Of owl 1")
        assert not IntakeExport.objects.exists()

    def test_the_only_conversation_is_stored_already(self, alices, intake, monkeypatch):
        alices.post(f"{upload(alices, intake, talk(1))}store/", {"round": "1"})
        monkeypatch.setattr("reviews.forms.intake.MAX_BYTES", 100)
        response = alices.post(f"{upload(alices, intake, talk(1))}read/", follow=True)
        assert response.redirect_chain == [(intake, 302)]
        assert "“Of owl 1”: " in unescape(response.text)
        assert not (IntakeExport.objects.exists() or IntakeDraft.objects.exists())


class TestChoosing:
    @pytest.mark.slow
    def test_counts_of_thousands_are_grouped(self, alices, intake):
        url = read(alices, intake, *[talk(number) for number in range(1, 1203)])
        assert "1,202 conversations</p>" in alices.get(url).text
        assert "1,201–1,202 of 1,202</span>" in alices.get(url, {"page": 25}).text
        assert "None of the 1,202 conversations has" in alices.get(url, {"q": "zebra"}).text

    def test_what_is_offered_newest_first(self, alices, intake):
        page = alices.get(read(alices, intake, talk(2), talk(3, turns=2), talk(1)))
        assert titles(page) == ["Of owl 3", "Of owl 2", "Of owl 1"]
        assert "3 conversations</p>" in page.text
        assert 'dir="auto">Is owl 3 safe, asked for the 1. time?</span>' in page.text
        assert "Claude Opus 4.8" in page.text
        assert '<span class="num">2</span> <span class="unit">prompts</span>' in page.text
        assert '<time class="num" datetime="2026-05-03">3 May 2026</time>' in page.text

    @pytest.mark.parametrize(
        ("sort", "first"),
        [
            ("title", "100% of “owls”"),
            ("-title", "عن البومة"),
            ("said_on", "100% of “owls”"),
            ("-prompts", "عن البومة"),
        ],
    )
    def test_in_another_order(self, alices, intake, sort, first):
        assert titles(alices.get(read(alices, intake, *ODD), {"sort": sort}))[0] == first

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("%", ["100% of “owls”"]),
            ("_", ["under_score"]),
            ('"the', ["under_score"]),
            ("“owls”", ["100% of “owls”"]),
            ("<script>", ["<script>alert('owl')</script>"]),
            ("über EULEN", ["ÜBER Eulen"]),
            ("eulen opus", ["ÜBER Eulen"]),
            ("eulen chatgpt", []),
            ("without", ["A prompt without a title"]),
            ("البومة", ["عن البومة"]),
            ("\x00", None),
            ("  ", None),
        ],
    )
    def test_search_takes_words_as_they_are(self, alices, intake, words, found):
        page = alices.get(read(alices, intake, *ODD), {"q": words})
        assert titles(page) == (found if found is not None else titles(alices.get(page.request["PATH_INFO"])))
        assert "<script>alert" not in page.text

    def test_no_word_found_says_how_to_go_on(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        page = alices.get(url, {"q": "zebra", "chosen": pk_of("Of owl 1")})
        assert "None of the 2 conversations has all these words in its title, first prompt or model." in page.text
        assert f'Try fewer words, or <a href="{url}?chosen={pk_of("Of owl 1")}">show all</a>.' in page.text
        assert 'value="zebra"' in page.text

    @pytest.mark.slow
    def test_fifty_on_a_page(self, alices, intake):
        url = read(alices, intake, *map(talk, range(1, 61)))
        assert len(titles(alices.get(url))) == 50
        last = alices.get(url, {"page": 2, "sort": "title", "q": "owl"})
        assert len(titles(last)) == 10
        assert "51–60 of 60" in last.text
        assert len(titles(alices.get(url, {"page": "99"}))) == 10
        assert len(titles(alices.get(url, {"page": "owl"}))) == 50

    def test_ticks_stay_over_searches_and_pages(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2), talk(3))
        ticked = [pk_of("Of owl 1"), pk_of("Of owl 3")]
        page = alices.get(url, {"q": "owl 3", "chosen": ticked})
        assert "Look at the 2 chosen" in page.text
        assert "2 of at most 20 ticked" in page.text
        assert [str(one) for one in page.context["chosen_elsewhere"]] == ["Of owl 1"]
        assert page.text.count(" checked>") == 2
        assert alices.get(url, {"chosen": ["owl", "99999999999999999999", "-1"]}).context["chosen"] == []

    def test_by_script_the_table_alone(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        htmx = {"HX-Request": "true", "HX-Target": "offered", "HX-Trigger": "choose"}
        part = alices.get(url, {"q": "owl 2"}, headers=htmx)
        assert part.text.lstrip().startswith('<div id="offered"')
        assert "1 of 2 conversations</p>" in part.text
        assert "HX-Replace-Url" not in part.headers
        ticked = alices.get(url, {"chosen": pk_of("Of owl 2")}, headers={**htmx, "HX-Trigger": "offered"})
        assert ticked.headers["HX-Replace-Url"] == f"{url}?chosen={pk_of('Of owl 2')}"

    def test_what_is_stored_already_says_so(self, alices, intake):
        alices.post(f"{upload(alices, intake, talk(2))}store/", {"round": "1"})
        page = alices.get(read(alices, intake, talk(1), talk(2)))
        assert [row.record.stored for row in page.context["table"].paginated_rows] == [True, False]
        assert page.text.count(">stored</span>") == 1

    def test_queries_do_not_grow(self, alices, intake, django_assert_num_queries):
        counts = []
        for talks in (2, 6):
            url = read(alices, intake, *map(talk, range(1, talks + 1)))
            alices.get(url)
            with django_assert_num_queries(6) as counted:
                alices.get(url)
            counts.append(len(counted))
        assert counts[0] == counts[1]


class TestTaking:
    def test_one_by_its_title(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        response = alices.post(f"{url}take/{pk_of('Of owl 2')}/")
        draft = IntakeDraft.objects.get()
        assert response.headers["Location"] == f"{intake}{draft.pk}/"
        assert json.loads(bytes(draft.data)) == talk(2)
        assert IntakeExport.objects.count() == 1

    def test_one_ticked(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2))
        response = alices.post(f"{url}take/", {"chosen": pk_of("Of owl 1"), "q": "owl"})
        assert response.headers["Location"] == f"{intake}{IntakeDraft.objects.get().pk}/"

    def test_several_ticked(self, alices, intake):
        url = read(alices, intake, talk(1), talk(2), talk(3))
        response = alices.post(f"{url}take/", {"chosen": [pk_of("Of owl 1"), pk_of("Of owl 3")]}, follow=True)
        assert response.redirect_chain == [(intake, 302)]
        assert "2 conversations are read: look at each before it is stored." in response.text
        assert sorted(draft.name for draft in response.context["drafts"]) == ["Of owl 1", "Of owl 3"]
        assert not Source.objects.exists()

    def test_none_ticked(self, alices, intake):
        response = alices.post(f"{read(alices, intake, talk(1), talk(2))}take/")
        assert response.status_code == 422
        words = "Choose a conversation first: tick it, or press its title."
        assert f'<p class="notice measure" role="alert">{words}</p>' in response.text

    def test_too_many_ticked_stay_ticked(self, alices, intake):
        url = read(alices, intake, *map(talk, range(1, 23)))
        chosen = [one.pk for one in IntakeExport.objects.get().conversations.all()[:21]]
        response = alices.post(f"{url}take/", {"chosen": chosen})
        assert response.status_code == 422
        assert "21 conversations are ticked: at most 20 are taken at once." in response.text
        assert response.text.count(" checked>") == 21
        assert not IntakeDraft.objects.exists()

    def test_an_export_that_is_not_read_to_its_end(self, alices, intake):
        url = upload(alices, intake, talk(1), talk(2))
        response = alices.post(f"{url}take/")
        assert response.status_code == 422
        assert "<h1>Reading your export</h1>" in response.text

    def test_throwing_away_is_asked_first(self, alices, intake):
        page = alices.get(read(alices, intake, talk(1), talk(2))).text
        before, _, asked = page.partition("<summary>Throw away…</summary>")
        assert "Throw this export away" not in before
        assert "Drafts that were taken from it stay." in asked.partition("</details>")[0]

    def test_thrown_away(self, alices, intake):
        response = alices.post(f"{read(alices, intake, talk(1), talk(2))}discard/", follow=True)
        assert "conversations.json is thrown away." in response.text
        assert not IntakeExport.objects.exists()
