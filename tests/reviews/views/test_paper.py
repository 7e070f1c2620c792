"""The page of the paper: what it shows to whom, how the paper is looked up, given as a PDF, read and forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.bibliography import Reference
from reviews.bibliography.lookup import LookupFailed
from reviews.domain.comparisons import archive_comparison
from reviews.domain.papers import describe_paper, store_pages, store_pdf
from reviews.models import Comparison, PaperFile, Role
from reviews.pdf.reading import PdfText
from tests.factories import MembershipFactory, make_transcript
from tests.pdfs import make_pdf

FIELDS = {"HX-Request": "true", "HX-Target": "paper-fields"}
OWLS = Reference(
    title="Owls See",
    authors=("Ada Owl", "Bo Kite"),
    arxiv_id="2602.00001",
    version="v2",
    url="https://arxiv.org/abs/2602.00001",
    abstract="They see at night.",
)
HOSTILE = "</p><script>alert(1)</script><b id='main'>"


@pytest.fixture
def address(comparison) -> str:
    return f"/c/{comparison.slug}/paper/"


@pytest.fixture
def alices(client, alice) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def found(monkeypatch) -> list:
    """What is looked up is found to be OWLS; the list holds what was asked."""
    asked: list = []
    monkeypatch.setattr("reviews.bibliography.lookup.look_up", lambda one: asked.append(one) or OWLS)
    return asked


@pytest.fixture
def unreachable(monkeypatch) -> None:
    def fail(*_):
        raise LookupFailed("export.arxiv.org could not be reached: fill the fields in by hand.")

    monkeypatch.setattr("reviews.bibliography.lookup.look_up", fail)
    monkeypatch.setattr("reviews.views.paper.fetch_pdf", fail)


def texts(page: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page).css(selector)]


def upload(client: Client, address: str, data: bytes, name: str = "owl.pdf", **options):
    file = SimpleUploadedFile(name, data, "application/pdf")
    return client.post(f"{address}pdf/store/", {"pdf": file}, **options)


def keep_pdf(comparison: Comparison, *pages: str) -> None:
    store_pdf(comparison=comparison, data=b"%PDF-1.7 owl", name="owl.pdf", text=PdfText(pages))


def known(comparison: Comparison) -> tuple:
    comparison.refresh_from_db()
    paper = comparison.paper
    return paper.title, paper.authors, paper.arxiv_id, paper.version, paper.doi, paper.url, paper.abstract


# What it shows


def test_the_record_of_a_paper(client, bob, comparison, address):
    told = {"title": "Owls See", "authors": ["Ada Owl", "Bo Kite"], "arxiv_id": "2602.00001", "version": "v2"}
    describe_paper(comparison=comparison, paper=told | {"doi": "10.1000/owl", "abstract": "One.\n\nTwo."})
    keep_pdf(comparison, "They see.", "", "At night.")
    client.force_login(bob)
    page = client.get(address).text
    assert texts(page, "title") == ["Owls See · Owl-2"]
    assert texts(page, "h1") == ["Owls See"]
    assert texts(page, ".authors") == ["Ada Owl, Bo Kite"]
    assert texts(page, ".record dt") == ["arXiv", "DOI", "Text", "PDF"]
    assert texts(page, ".record dd")[:3] == ["2602.00001 v2", "10.1000/owl", "3 pages"]
    assert texts(page, ".record dd")[3].startswith("owl.pdf 12\u00a0bytes, came in on ".replace("\u00a0", " "))
    links = [link.attributes["href"] for link in LexborHTMLParser(page).css(".record a")]
    assert links == [
        "https://arxiv.org/abs/2602.00001v2",
        "https://doi.org/10.1000/owl",
        "#text",
        f"{address}pdf/",
    ]
    assert texts(page, ".abstract .said p") == ["One.", "Two."]
    assert texts(page, ".paper-pages summary") == ["Page 1", "Page 2 without words", "Page 3"]
    assert texts(page, "#page-3") == ["At night."]
    assert texts(page, "#page-2") == ["No words were found on this page."]
    assert texts(page, "nav [aria-current]") == ["Paper"]
    assert texts(page, "main form button") == ["Find"], "a reviewer is shown no button that leads nowhere"


def test_many_authors_are_folded(alices, comparison, address):
    names = [f"Owl {number}" for number in range(1, 41)]
    describe_paper(comparison=comparison, paper={"authors": names[:12]})
    assert texts(alices.get(address).text, ".authors") == [", ".join(names[:12])]
    describe_paper(comparison=comparison, paper={"authors": names})
    assert texts(alices.get(address).text, ".authors summary") == [f"{', '.join(names[:10])} and 30 more"]


def test_a_link_that_is_neither_arxivs_nor_the_dois_is_shown(alices, comparison, address):
    describe_paper(comparison=comparison, paper={"url": "https://owls.example.org/see"})
    assert texts(alices.get(address).text, ".record dd") == ["https://owls.example.org/see", "not given yet"]


def test_an_empty_page_teaches(client, alice, bob, comparison, address, settings):
    client.force_login(bob)
    page = client.get(address).text
    assert texts(page, ".record dd") == ["not said yet", "not given yet"]
    assert texts(page, ".empty h3") == ["Give its text, and claims can be looked up"]
    assert texts(page, ".empty p")[1:] == ["An editor of the team can give it."]
    assert "Without the text nothing can be looked up." in texts(page, ".empty p")[0]
    client.force_login(alice)
    page = client.get(address).text
    assert texts(page, "main h2") == ["Abstract", "Say which paper it is", "Full text"]
    assert texts(page, "details[open] > summary") == ["Title, authors, where it is, abstract", "Give the text"]
    assert texts(page, ".actions .button") == ["Look it up", "Save", "Read the PDF", "Store the text"]
    describe_paper(comparison=comparison, paper={"arxiv_id": "2602.00001", "abstract": "Owls."})
    assert "Fetch the PDF from arXiv" not in texts(client.get(address).text, ".actions .button")
    settings.PAPER_LOOKUP = True
    page = client.get(address).text
    assert texts(page, "main h2") == ["Abstract", "Full text", "Change what is known"]
    assert texts(page, "details[open] > summary") == ["Give the text"]
    assert "Fetch the PDF from arXiv" in texts(page, ".actions .button")
    assert "only the abstract is searched" in texts(page, ".empty p")[0]


def test_a_missing_abstract_is_looked_up_in_only_without_a_full_text(alices, comparison, address):
    without = "There is none yet. If no full text is given, what respondents say is looked up in the abstract. Add it"
    assert texts(alices.get(address).text, ".abstract .absent") == [without]
    keep_pdf(comparison, "Owls see.")
    assert texts(alices.get(address).text, ".abstract .absent") == ["There is none yet. Add it"]


def test_words_are_found_on_their_pages(alices, comparison, address):
    keep_pdf(comparison, "Owls see.", "Kites do not.", "Night is when owls\nfly; owls rest by day.")
    page = alices.get(address, {"q": " OWLS "}).text
    assert texts(page, ".paper-text [role=status]") == ["3 times on 2 pages"]
    assert texts(page, ".hits > li > a") == ["p. 1", "p. 3"]
    assert [link.attributes["href"] for link in LexborHTMLParser(page).css(".hits > li > a")] == ["#page-1", "#page-3"]
    assert texts(page, ".hits mark") == ["Owls", "owls", "owls"]
    assert texts(page, "#page-3 mark") == ["owls", "owls"]
    assert texts(page, ".paper-pages summary") == ["Page 1 1 found", "Page 2", "Page 3 2 found"]
    assert texts(alices.get(address, {"q": "wrens"}).text, ".paper-text [role=status]")[0].startswith(
        "“wrens” is not found in"
    )
    short = texts(alices.get(address, {"q": "o"}).text, ".paper-text [role=status]")
    assert short == ["“o” is not found: give two letters or more."]


def test_foreign_words_are_shown_as_words(alices, comparison, address):
    told = {"title": HOSTILE, "authors": [HOSTILE], "abstract": HOSTILE, "doi": f"10.1000/{HOSTILE}"}
    describe_paper(comparison=comparison, paper=told)
    store_pdf(comparison=comparison, data=b"%PDF-", name=f'{HOSTILE}".pdf', text=PdfText((HOSTILE,)))
    answer = alices.get(address, {"q": "alert(1)</script>"})
    assertNotContains(answer, "<script>alert")
    tree = LexborHTMLParser(answer.text)
    assert len(tree.css("#main")) == 1
    assert tree.css_first("h1").text() == HOSTILE
    assert tree.css_first("#page-1 p").text() == HOSTILE
    assert tree.css_first("#page-1 mark").text() == "alert(1)</script>"
    assert tree.css_first(".record [download]").text() == "script><b id='main'>\".pdf"


def test_no_respondent_is_named(alices, comparison, address):
    make_transcript(comparison, "Claude", ("Does it work?", "It does."))
    keep_pdf(comparison, "Owls see.")
    assertNotContains(alices.get(address), "Claude")


def test_an_unchanged_page_is_not_sent_again(alices, comparison, address):
    etag = alices.get(address).headers["ETag"]
    assert alices.get(address, headers={"If-None-Match": etag}).status_code == 304
    keep_pdf(comparison, "Owls see.")
    assertContains(alices.get(address, headers={"If-None-Match": etag}), "Owls see.")


@pytest.mark.parametrize("pages", [1, 3])
def test_the_queries_do_not_grow_with_the_pages(alices, comparison, address, pages):
    keep_pdf(comparison, *["Owls see."] * pages)
    with CaptureQueriesContext(connection) as queries:
        assertContains(alices.get(address, {"q": "owls"}), "Owls", count=2 * pages)
    assert len(queries) == 6
    assert not any('"reviews_paperfile"."data",' in query["sql"] for query in queries)


# The PDF


def test_the_pdf_is_members_alone_and_no_page_of_ours(client, alice, charlie, comparison, address):
    assertRedirects(client.get(f"{address}pdf/"), f"/accounts/login/?next={address}pdf/")
    client.force_login(alice)
    assert client.get(f"{address}pdf/").status_code == 404, "there is none yet"
    store_pdf(comparison=comparison, data=b"%PDF-1.7 owl", name="Owls & “kites”.pdf", text=PdfText(("Owls.",)))
    answer = client.get(f"{address}pdf/")
    assert answer.content == b"%PDF-1.7 owl"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Owls%20%26%20%E2%80%9Ckites%E2%80%9D.pdf"
    )
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache, no-store"
    client.force_login(charlie)
    assert client.get(f"{address}pdf/").status_code == 404


def test_a_pdf_is_read_and_says_what_the_paper_is(alices, comparison, address):
    data = make_pdf([(17, "Owls see at night"), "They do, as we show."], "More of it.")
    answer = upload(alices, address, data)
    assertRedirects(answer, f"{address}#text", fetch_redirect_response=False)
    page = alices.get(address).text
    assert texts(page, ".messages li") == ["2 pages stored. Filled in from it: title."]
    assert texts(page, "h1") == ["Owls see at night"]
    assert texts(page, "#page-2") == ["More of it."]
    assertContains(upload(alices, address, data, follow=True), "This very PDF is stored already: nothing was changed.")


def test_what_cannot_be_read_is_said_at_the_field_and_stores_nothing(alices, comparison, address):
    keep_pdf(comparison, "Kept.")
    before = comparison.revision
    for data, sentence in (
        (b"hello", "owl.pdf is not a PDF."),
        (make_pdf(""), "owl.pdf has no text in it, as a scan has none"),
    ):
        answer = upload(alices, address, data)
        assertContains(answer, sentence, status_code=422)
        assert len(texts(answer.text, "#pdf .errorlist li")) == 1
        assert texts(answer.text, "details[open] > summary") == [
            "Title, authors, where it is, abstract",
            "Replace or forget the text",
        ]
    assert texts(alices.post(f"{address}pdf/store/").text, "#pdf .errorlist li") == ["Choose a PDF."]
    comparison.refresh_from_db()
    assert comparison.revision == before
    assert list(PaperFile.objects.values_list("name", flat=True)) == ["owl.pdf"]


def test_a_pdf_is_too_large_before_it_is_read(alices, comparison, address, monkeypatch):
    monkeypatch.setattr("reviews.forms.paper.MOST_BYTES", 100)
    monkeypatch.setattr("reviews.forms.paper.read_pdf", None)
    answer = upload(alices, address, b"x" * 101)
    assertContains(answer, "owl.pdf is too large: 101 bytes, where at most 100 are read.", status_code=422)


def test_the_pdf_is_fetched_from_arxiv(alices, comparison, address, monkeypatch):
    fetched = []
    data = make_pdf("Owls see.")
    monkeypatch.setattr("reviews.views.paper.fetch_pdf", lambda *asked: fetched.append(asked) or data)
    told = {"title": "Owls", "arxiv_id": "cs/0102030", "version": "v2"}
    describe_paper(comparison=comparison, paper=told)
    assertContains(alices.post(f"{address}pdf/fetch/", follow=True), "1 page stored.")
    assert fetched == [("cs/0102030", "v2")]
    assert (PaperFile.objects.get().name, bytes(PaperFile.objects.get().data)) == ("cs-0102030v2.pdf", data)


def test_what_cannot_be_fetched_is_said_in_words(alices, comparison, address, unreachable, monkeypatch):
    assertContains(alices.post(f"{address}pdf/fetch/", follow=True), "Give the paper’s arXiv id first.")
    describe_paper(comparison=comparison, paper={"arxiv_id": "2602.00001"})
    assertContains(alices.post(f"{address}pdf/fetch/", follow=True), "export.arxiv.org could not be reached")
    monkeypatch.setattr("reviews.views.paper.fetch_pdf", lambda *asked: b"%PDF-1.7 rubbish")
    assertContains(alices.post(f"{address}pdf/fetch/", follow=True), "2602.00001.pdf is broken")
    assert not PaperFile.objects.exists()


# The text by hand


def test_the_full_text_is_stored_shown_and_forgotten(alices, comparison, address):
    where = f"{address}text/"
    assertRedirects(alices.post(where, {"full_text": "one\ftwo"}), f"{address}#text", fetch_redirect_response=False)
    assert list(comparison.paper.pages.values_list("number", "text")) == [(1, "one"), (2, "two")]
    page = alices.get(address)
    assertContains(page, "2 pages stored.")
    assert texts(page.text, ".record dd")[-1] == "2 pages pasted"
    empty = alices.post(where, {"full_text": " \n"})
    assertContains(empty, "Paste the text of the paper.", status_code=422)
    assertContains(empty, "2 pages", status_code=422)
    assertContains(alices.post(f"{where}forget/", follow=True), "Forgotten.")
    assert not comparison.paper.pages.exists()


def test_forgetting_forgets_the_pdf_too_and_says_so_before(alices, comparison, address):
    keep_pdf(comparison, "Owls.")
    page = alices.get(address).text
    assert "Forget the text and the PDF" in texts(page, ".button")
    assert LexborHTMLParser(page).css_first("#sure[required]") is not None
    alices.post(f"{address}text/forget/")
    assert not PaperFile.objects.exists()


# What it is


def test_the_paper_is_changed_by_hand(alices, comparison, address):
    said = {
        "paper_title": "Owls See",
        "authors": "Ada Owl\nBo Kite",
        "arxiv_id": "arXiv:2602.00001v2",
        "doi": "doi:10.1000/owl",
        "abstract": " They see. ",
    }
    assertRedirects(alices.post(address, said), address)
    url = "https://arxiv.org/abs/2602.00001"
    assert known(comparison) == (
        "Owls See",
        ["Ada Owl", "Bo Kite"],
        "2602.00001",
        "v2",
        "10.1000/owl",
        url,
        "They see.",
    )
    assert comparison.title == "Owl-2"
    assertContains(alices.get(address), 'name="arxiv_id" value="2602.00001v2"')
    assertRedirects(alices.post(address, {"paper_title": "Owls See", "url": "https://owls.example.org"}), address)
    assert known(comparison) == ("Owls See", [], "", "", "", "https://owls.example.org", "")


def test_what_is_given_as_the_paper_fills_what_is_left_empty(alices, comparison, address):
    bibtex = "@article{owl, title={Owls See}, author={Owl, Ada}, doi={10.1000/owl}, abstract={They see.}}"
    alices.post(address, {"where": bibtex, "paper_title": "My title"})
    url = "https://doi.org/10.1000/owl"
    assert known(comparison) == ("My title", ["Ada Owl"], "", "", "10.1000/owl", url, "They see.")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"where": "that paper"}, "Give an arXiv id, a DOI, an address that begins with https://, BibTeX or CSL-JSON."),
        ({"where": "2602.00002", "arxiv_id": "2602.00001"}, "This names 2602.00002, and a field below 2602.00001"),
        (
            {"where": "2602.00001v2", "arxiv_id": "2602.00001v1"},
            "This names 2602.00001v2, and a field below 2602.00001v1",
        ),
        ({"where": "10.1000/kite", "doi": "10.1000/owl"}, "This names 10.1000/kite, and a field below 10.1000/owl"),
        ({"arxiv_id": "the owl one"}, "Give an arXiv id, such as 2602.15763 or 2602.15763v2."),
        ({"arxiv_id": f"{'a' * 60}/1234567"}, "Give an arXiv id, such as"),
        ({"doi": f"10.1000/{'x' * 200}"}, "Give a DOI, such as 10.1000/182."),
        ({"doi": "2602.00001"}, "Give a DOI, such as 10.1000/182."),
        ({"url": "javascript:alert(1)"}, "Give an address that begins with https://."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stores_nothing(alices, comparison, address, said, sentence):
    before = known(comparison)
    answer = alices.post(address, {"paper_title": "Owls", **said})
    assert answer.status_code == 422
    (error,) = texts(answer.text, "#paper-fields .errorlist li")
    assert error.startswith(sentence)
    assert LexborHTMLParser(answer.text).css_first("[name=paper_title]").attributes["value"] == "Owls"
    assert known(comparison) == before


def test_what_was_looked_up_fills_the_fields_and_shows_what_it_replaces(alices, comparison, address, found):
    before = known(comparison)
    typed = {
        "where": "arXiv:2602.00001",
        "paper_title": "The owl paper",
        "authors": "Ada Owl\r\nBo Kite",
        "doi": "10.1000/owl",
    }
    answer = alices.post(f"{address}look-up/", typed, headers=FIELDS)
    assert [one.arxiv_id for one in found] == ["2602.00001"]
    tree = LexborHTMLParser(answer.text)
    assert texts(answer.text, "[role=status]") == ["Found: Owls See. Nothing is stored before you save."]
    assert tree.css_first("[name=paper_title]").attributes["value"] == "Owls See"
    assert tree.css_first("[name=arxiv_id]").attributes["value"] == "2602.00001v2"
    assert tree.css_first("[name=doi]").attributes["value"] == "10.1000/owl", "what was not found stays"
    assert not tree.css_first("[name=url]").attributes.get("value")
    assert tree.css_first("[name=abstract]").text().strip() == "They see at night."
    assert texts(answer.text, ".until-now") == ["Until now The owl paper Keep this: Title of the paper"]
    assert tree.css_first("h1") is None
    assert known(comparison) == before


def test_of_another_paper_nothing_is_left_but_to_be_kept(alices, address, monkeypatch):
    kites = Reference(title="Kites", authors=("Bo Kite",), doi="10.1000/kite", url="https://doi.org/10.1000/kite")
    monkeypatch.setattr("reviews.bibliography.lookup.look_up", lambda asked: kites)
    typed = {"where": "10.1000/kite", "paper_title": "Owls", "arxiv_id": "2602.00001", "abstract": "Owls see."}
    tree = LexborHTMLParser(alices.post(f"{address}look-up/", typed, headers=FIELDS).text)
    assert tree.css_first("[name=arxiv_id]").attributes["value"] == "2602.00001", "it may be the same, elsewhere"
    tree = LexborHTMLParser(alices.post(f"{address}look-up/", typed | {"doi": "10.1000/owl"}, headers=FIELDS).text)
    assert not tree.css_first("[name=arxiv_id]").attributes.get("value")
    assert tree.css_first("[name=abstract]").text().strip() == ""
    assert [node.text() for node in tree.css("[data-was]")] == ["Owls", "2602.00001", "10.1000/owl", "Owls see."]


def test_without_script_the_whole_page_comes_back(alices, comparison, address, found):
    answer = alices.post(f"{address}look-up/", {"where": "2602.00001"})
    assert texts(answer.text, "h1") == ["Owl-2"]
    assertContains(answer, 'value="Owls See"')
    assertContains(answer, 'formaction="/c/owl-2/paper/look-up/"')


def test_the_ids_below_are_looked_up_where_nothing_is_given_above(alices, address, found):
    alices.post(f"{address}look-up/", {"arxiv_id": "2602.00001v1", "doi": "10.1000/owl"})
    assert [(one.arxiv_id, one.version, one.doi) for one in found] == [("2602.00001", "v1", "10.1000/owl")]
    answer = alices.post(f"{address}look-up/", {"paper_title": "Owls"})
    assertContains(answer, "Give an arXiv id, a DOI, a link, BibTeX or CSL-JSON to look it up by.", status_code=422)
    assert len(found) == 1


def test_offline_everything_typed_is_kept(alices, comparison, address, unreachable):
    typed = {"where": "2602.00001", "paper_title": "My owls", "abstract": "Mine."}
    answer = alices.post(f"{address}look-up/", typed, headers=FIELDS)
    assert answer.status_code == 422
    assert texts(answer.text, ".errorlist li") == ["export.arxiv.org could not be reached: fill the fields in by hand."]
    tree = LexborHTMLParser(answer.text)
    assert tree.css_first("[name=where]").text().strip() == "2602.00001"
    assert tree.css_first("[name=paper_title]").attributes["value"] == "My owls"
    assert tree.css_first("[name=arxiv_id]").attributes["value"] == "2602.00001"
    assert tree.css_first("[name=abstract]").text().strip() == "Mine."


def test_offline_a_pasted_reference_fills_the_fields_by_itself(alices, address, unreachable):
    bibtex = "@article{owl, title={Owls See}, author={Owl, Ada}, doi={10.1000/owl}}"
    answer = alices.post(f"{address}look-up/", {"where": bibtex}, headers=FIELDS)
    assertContains(answer, 'name="paper_title" value="Owls See"')
    assert texts(answer.text, "[role=status]")[0].startswith(
        "Filled in from what you gave alone. export.arxiv.org could"
    )


def test_what_is_no_reference_is_said_before_anybody_is_asked(alices, address, found):
    answer = alices.post(f"{address}look-up/", {"where": "@article{owl, title={Owls"}, headers=FIELDS)
    assert answer.status_code == 422
    assert "is not closed" in texts(answer.text, ".errorlist li")[0]
    assert found == []


# To whom


WRITES = ["", "look-up/", "pdf/store/", "pdf/fetch/", "text/", "text/forget/"]


@pytest.mark.parametrize("place", WRITES)
def test_only_editors_change_it(client, team, address, bob, charlie, comparison, place):
    assertRedirects(client.post(address + place), f"/accounts/login/?next={address}{place}")
    before = comparison.revision
    for user, status in ((charlie, 404), (bob, 403)):
        client.force_login(user)
        assert client.post(address + place).status_code == status
    if place:
        client.force_login(MembershipFactory(team=team, role=Role.EDITOR).user)
        assert client.get(address + place).status_code == 405
    archive_comparison(comparison=comparison)
    assert client.post(address + place).status_code == 403
    comparison.refresh_from_db()
    assert comparison.revision == before + 1


def test_who_may_read_it(client, team, address, charlie, comparison):
    assertRedirects(client.get(address), f"/accounts/login/?next={address}")
    client.force_login(charlie)
    assert client.get(address).status_code == 404
    client.force_login(MembershipFactory(team=team, role=Role.READER).user)
    store_pages(comparison=comparison, text="Owls see.")
    page = client.get(address)
    assertContains(page, "Owls see.")
    assertNotContains(page, 'method="post" action="/c/')


def test_the_list_of_comparisons_links_to_it(alices, comparison, address):
    assertContains(alices.get("/"), f'<a href="{address}">The paper</a>', html=True)
    describe_paper(comparison=comparison, paper={"title": "Owls See", "arxiv_id": "2602.00001"})
    assertContains(
        alices.get("/"),
        f'<a href="{address}">Owls See · <span class="num nowrap">arXiv:2602.00001</span></a>',
        html=True,
    )
