"""The page of the paper in a browser: looked up, saved, given as a PDF, searched, read at a page; and without script."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from reviews.bibliography import Reference
from reviews.bibliography.lookup import LookupFailed
from reviews.domain.papers import describe_paper, store_pdf
from reviews.models import Comparison
from reviews.pdf.reading import PdfText
from tests.browser.pages import faults, unfold
from tests.factories import make_comparison
from tests.pdfs import make_pdf

OWLS = Reference(title="Owls See", authors=("Ada Owl", "Bo Kite"), arxiv_id="2602.00001", abstract="They see at night.")
FILLER = [f"Line {number} of what is said of owls and of nothing else" for number in range(40)]
PDF = make_pdf(["Owls see."], FILLER, ["Barn owls see at", "night, as we show."])


@pytest.fixture
def comparison(alice, team) -> Comparison:
    cache.clear()
    return make_comparison(alice, team)


@pytest.fixture
def cookie(live_server, alice, comparison) -> dict:
    client = Client()
    client.force_login(alice)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.fixture
def address(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/paper/"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "owls.pdf"
    path.write_bytes(PDF)
    return path


def found(monkeypatch, asked: Reference | LookupFailed = OWLS) -> None:
    """Whatever is looked up is this."""

    def look_up(_: Reference) -> Reference:
        if isinstance(asked, LookupFailed):
            raise asked
        return asked

    monkeypatch.setattr("reviews.bibliography.lookup.look_up", look_up)


def test_looked_up_saved_given_and_searched(alices: Page, address: str, comparison, pdf, monkeypatch):
    page = alices
    page.goto(address)
    found(monkeypatch, LookupFailed("arXiv could not be reached: fill the fields in by hand."))
    page.get_by_label("Authors").fill("Bo Kite")
    page.get_by_label("The paper", exact=False).first.fill("arXiv:2602.00001")
    page.get_by_role("button", name="Look it up").click()
    expect(page.locator("#paper-fields .errorlist")).to_have_text(
        "arXiv could not be reached: fill the fields in by hand."
    )
    expect(page.get_by_label("Authors")).to_have_value("Bo Kite")

    found(monkeypatch)
    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".found")).to_have_text("Found: Owls See. Nothing is stored before you save.")
    expect(page.get_by_label("Authors")).to_have_value("Ada Owl\nBo Kite")
    comparison.paper.refresh_from_db()
    assert comparison.paper.arxiv_id == ""
    page.locator("[data-keep=id_authors]").click()
    expect(page.get_by_label("Authors")).to_have_value("Bo Kite")
    expect(page.get_by_label("Authors")).to_be_focused()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Owls See")
    expect(page.locator(".authors")).to_have_text("Bo Kite")
    expect(page.locator(".abstract .said")).to_have_text("They see at night.")

    page.get_by_label("The PDF").set_input_files(pdf)
    page.get_by_role("button", name="Read the PDF").click()
    expect(page.locator(".messages")).to_contain_text("3 pages stored.")
    page.get_by_role("searchbox").fill("owls see")
    page.keyboard.press("Enter")
    expect(page.locator(".paper-text [role=status]")).to_have_text("2 times on 2 pages")
    expect(page.locator("#page-3")).to_be_hidden()
    page.get_by_role("link", name="p. 3").click()
    expect(page.locator("#page-3")).to_be_visible()
    expect(page.locator("#page-3")).to_be_in_viewport()
    expect(page.locator("#page-3 mark")).to_have_text("owls see")
    expect(page).to_have_url(f"{address}?q=owls+see#page-3")


def test_a_link_to_a_page_opens_it(alices: Page, address: str, comparison):
    store_pdf(comparison=comparison, data=PDF, name="owls.pdf", text=PdfText(("One.", " two" * 2000, "Three.")))
    alices.goto(f"{address}#page-3")
    expect(alices.locator("#page-3")).to_be_in_viewport()
    expect(alices.locator("#page-1")).to_be_hidden()


def test_a_dropped_pdf_is_read(alices: Page, address: str):
    alices.goto(address)
    expect(alices.locator("[data-drop-hint]")).to_be_visible()
    transfer = alices.evaluate_handle(
        """bytes => { const carried = new DataTransfer();
        carried.items.add(new File([new Uint8Array(bytes)], "dropped.pdf", { type: "application/pdf" }));
        return carried; }""",
        list(PDF),
    )
    alices.dispatch_event("main", "dragover", {"dataTransfer": transfer})
    expect(alices.locator("#pdf[data-over]")).to_have_count(1)
    alices.dispatch_event("main", "drop", {"dataTransfer": transfer})
    expect(alices.locator(".messages")).to_contain_text("3 pages stored.")
    expect(alices.locator(".record")).to_contain_text("dropped.pdf")
    with alices.expect_download() as download:
        alices.get_by_role("link", name="dropped.pdf").click()
    assert download.value.path().read_bytes() == PDF


def test_a_new_comparison_is_looked_up_with_its_pdf_chosen(alices: Page, live_server, pdf, monkeypatch):
    found(monkeypatch)
    alices.goto(f"{live_server.url}/new/")
    alices.get_by_label("Its PDF").set_input_files(pdf)
    alices.get_by_label("The paper", exact=False).first.fill("2602.00001")
    alices.get_by_role("button", name="Look it up").click()
    expect(alices.get_by_label("Title of the comparison")).to_have_value("Owls See")
    expect(alices.get_by_label("Title of the paper")).to_have_value("Owls See")
    alices.get_by_role("button", name="Start").click()
    expect(alices.locator("h1")).to_have_text("Paste your first transcript")
    started = Comparison.objects.get(slug="owls-see")
    assert (started.paper.authors, started.paper.file.name) == (["Ada Owl", "Bo Kite"], "owls.pdf")


def test_without_script(browser: Browser, cookie, address: str, pdf, monkeypatch):
    found(monkeypatch)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(address)
    page.locator("#id_where").fill("2602.00001")
    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".found")).to_contain_text("Found: Owls See.")
    expect(page.locator("[data-keep]")).to_be_hidden()
    expect(page.locator("[data-was]")).to_have_text("Owl-2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Owls See")
    page.locator("#id_pdf").set_input_files(pdf)
    page.get_by_role("button", name="Read the PDF").click()
    expect(page.locator(".messages")).to_contain_text("3 pages stored.")
    page.get_by_role("searchbox").fill("barn")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".hits mark")).to_have_text("Barn")
    page.get_by_text("Replace or forget the text").click()
    page.get_by_label("I am sure").check()
    page.get_by_role("button", name="Forget the text and the PDF").click()
    expect(page.locator(".messages")).to_contain_text("Forgotten.")
    context.close()


def test_nothing_stands_in_anyones_way(alices: Page, address, comparison, monkeypatch):
    def check(path: str, look_up: bool = False) -> None:
        alices.goto(f"{address}{path}", wait_until="networkidle")
        unfold(alices)
        if look_up:
            alices.locator("#id_where").fill("2602.00001")
            alices.get_by_role("button", name="Look it up").click()
            expect(alices.locator(".found")).to_be_visible()
            unfold(alices)
        assert faults(alices) == []

    check("")
    check("../../../new/")
    found(monkeypatch)
    told = {"title": "Owls", "authors": ["Ada Owl"] * 40, "arxiv_id": "2602.00001", "abstract": "Owls see."}
    describe_paper(comparison=comparison, paper=told)
    text = PdfText(("Owls see.", "", "x" * 400))
    store_pdf(comparison=comparison, data=b"%PDF-", name=f"{'owl' * 40}.pdf", text=text)
    check("?q=owls", look_up=True)


class TestEnter:
    """Enter in a field does what the form is for; nobody is asked about the paper unless somebody presses the button."""

    @pytest.fixture(params=[True, False], ids=["with script", "without script"])
    def browser_context_args(self, browser_context_args, request):
        return {**browser_context_args, "java_script_enabled": request.param}

    @pytest.fixture(autouse=True)
    def nobody_is_asked(self, monkeypatch) -> None:
        def fail(*_):
            raise AssertionError("a look-up that nobody asked for")

        monkeypatch.setattr("reviews.bibliography.lookup.look_up", fail)

    def test_it_starts_a_new_comparison(self, alices: Page, live_server):
        alices.goto(f"{live_server.url}/new/")
        alices.get_by_label("Title of the comparison").fill("Kites")
        alices.get_by_label("Title of the comparison").press("Enter")
        alices.wait_for_url("**/c/kites/intake/")
        assert Comparison.objects.get(slug="kites").title == "Kites"

    def test_it_saves_what_is_known_of_the_paper(self, alices: Page, address, comparison):
        alices.goto(address)
        if not alices.get_by_label("Title of the paper").is_visible():
            alices.get_by_text("Title, authors, where it is, abstract").click()
        alices.get_by_label("Title of the paper").fill("Kites See")
        alices.get_by_label("DOI").press("Enter")
        expect(alices.get_by_role("heading", level=1)).to_have_text("Kites See")
        comparison.paper.refresh_from_db()
        assert comparison.paper.title == "Kites See"
