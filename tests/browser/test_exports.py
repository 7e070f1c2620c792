"""An export of many conversations in a browser: sent and read with progress, searched, chosen from."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reviews.forms.intake import TOO_LONG
from reviews.models import IntakeDraft, IntakeExport, Source
from tests.browser.pages import faults, sign_in
from tests.exports import export_of, talk


@pytest.fixture
def address(live_server, context: BrowserContext, alice, comparison) -> str:
    """The intake page, Alice signed in."""
    sign_in(context, live_server, alice)
    return f"{live_server.url}/c/{comparison.slug}/intake/"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Sixty conversations in a file."""
    path = tmp_path / "conversations.json"
    path.write_bytes(export_of(*map(talk, range(1, 61))))
    return path


@pytest.fixture
def slowly(monkeypatch) -> None:
    """A conversation at a step."""
    monkeypatch.setattr("reviews.views.exports.A_STEP", 0)


def let_through(page: Page, steps: int) -> None:
    """Let so many steps of reading reach the server. The next fail, until `unroute`."""
    left = iter(range(steps))
    page.route("**/read/", lambda route: route.abort() if next(left, None) is None else route.continue_())


def give(page: Page, address: str, file: Path) -> None:
    page.goto(address)
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Read the files").click()
    page.wait_for_url(re.compile(r"/intake/exports/\d+/"))


def offered(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose what to look at", timeout=30_000)


def tick(page: Page, title: str):
    return page.get_by_role("checkbox", name=title, exact=True)


def test_read_search_choose_two(page: Page, address: str, export: Path):
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    give(page, address, export)
    offered(page)
    expect(page.get_by_role("status").filter(has_text="60 conversations")).to_be_visible()
    tick(page, "Of owl 60").check()
    expect(page.get_by_text("1 of at most 20 ticked")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("51–60 of 60")).to_be_visible()
    page.get_by_label("Search").fill("owl 7")
    expect(page.get_by_text("6 of 60 conversations")).to_be_visible()
    expect(tick(page, "Of owl 60")).to_be_checked()
    tick(page, "Of owl 7").check()
    page.get_by_role("button", name="Look at the 2 chosen").click()
    expect(page.get_by_text("2 conversations are read: look at each before it is stored.")).to_be_visible()
    assert sorted(draft.name for draft in IntakeDraft.objects.all()) == ["Of owl 60", "Of owl 7"]
    assert not Source.objects.exists()
    page.get_by_role("link", name="conversations.json").click()
    page.get_by_role("button", name="Of owl 59").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    assert failures == []


def test_searches_are_steps_to_go_back_by_and_ticks_are_not(page: Page, address: str, export: Path):
    give(page, address, export)
    offered(page)
    page.get_by_label("Search").fill("owl 7")
    expect(page.get_by_text("6 of 60 conversations")).to_be_visible()
    tick(page, "Of owl 7").check()
    expect(page).to_have_url(re.compile(r"q=owl\+?(%20)?7.*chosen="))
    page.reload()
    expect(tick(page, "Of owl 7")).to_be_checked()
    page.get_by_label("Search").fill("zebra")
    expect(page.get_by_text("None of the 60 conversations has all these words")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Search")).to_have_value("owl 7")
    page.go_back()
    expect(page.get_by_text("1–50 of 60")).to_be_visible()


def test_the_way_back_from_a_draft_is_the_whole_page_with_its_ticks(page: Page, address: str, export: Path):
    """Its address is the one at which htmx got the table alone."""
    give(page, address, export)
    offered(page)
    tick(page, "Of owl 60").check()
    expect(page).to_have_url(re.compile("chosen="))
    page.get_by_role("button", name="Look at the chosen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    page.go_back()
    offered(page)
    expect(tick(page, "Of owl 60")).to_be_checked()
    expect(page.get_by_role("navigation", name="Comparison")).to_be_visible()


def test_quick_ticks_are_all_kept(page: Page, address: str, export: Path):
    give(page, address, export)
    offered(page)
    for number in (60, 59, 58, 57):
        page.evaluate(
            "(title) => [...document.querySelectorAll('.offered .name')]"
            ".find((one) => one.textContent.trim() === title).closest('th').querySelector('input').click()",
            f"Of owl {number}",
        )
    expect(page.get_by_text("4 of at most 20 ticked")).to_be_visible()


def test_it_goes_on_where_it_was(page: Page, address: str, export: Path, slowly):
    let_through(page, 5)
    give(page, address, export)
    expect(page.get_by_role("progressbar", name="Read so far")).to_be_visible()
    expect(page.get_by_text("5 conversations found")).to_be_visible()
    url = page.url
    page.goto("about:blank")
    assert IntakeExport.objects.get().conversations.count() == 5
    page.unroute("**/read/")
    page.goto(url)
    offered(page)
    assert IntakeExport.objects.get().conversations.count() == 60


def test_a_step_that_fails_leaves_a_button_to_go_on(page: Page, address: str, export: Path, slowly):
    page.route("**/read/", lambda route: route.abort())
    give(page, address, export)
    expect(page.get_by_role("alert").filter(has_text="The server cannot be reached.")).to_be_visible()
    page.unroute("**/read/")
    page.get_by_role("button", name="Read on").click()
    offered(page)


def test_an_export_that_is_cut_short(page: Page, address: str, tmp_path: Path, slowly):
    path = tmp_path / "cut.json"
    path.write_bytes(export_of(*map(talk, range(1, 9))))
    let_through(page, 3)
    give(page, address, path)
    expect(page.get_by_text("3 conversations found")).to_be_visible()
    export = IntakeExport.objects.get()
    IntakeExport.objects.update(data=bytes(export.data or b"")[:-100])
    page.unroute("**/read/")
    page.get_by_role("button", name="Read on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This export cannot be read")
    expect(page.get_by_role("alert").filter(has_text="cut.json")).to_be_visible()
    assert not IntakeExport.objects.exists()


def test_sending_shows_its_share_and_can_be_called_back(page: Page, address: str, export: Path):
    page.goto(address)
    page.route("**/intake/files/", lambda route: None)
    page.get_by_label("Files").set_input_files(export)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("progressbar", name=re.compile("Sending|Reading"))).to_be_visible()
    expect(page.get_by_role("button", name="Read the files")).to_be_disabled()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("button", name="Read the files")).to_be_enabled()
    assert not IntakeExport.objects.exists()


def test_what_is_too_long_is_said_before_it_is_sent(page: Page, address: str, export: Path):
    page.goto(address)
    files = page.get_by_label("Files")
    files.evaluate("(input) => { input.dataset.most = '10' }")
    files.set_input_files(export)
    page.get_by_role("button", name="Read the files").click()
    assert files.evaluate("(input) => input.validationMessage") == TOO_LONG
    expect(page).to_have_url(address)
    files.set_input_files([])
    assert files.evaluate("(input) => input.validity.customError") is False


def test_what_is_refused_stands_at_the_field_and_a_file_can_be_dropped_after(page: Page, address: str, tmp_path: Path):
    path = tmp_path / "empty.md"
    path.write_bytes(b"")
    page.goto(address)
    page.get_by_label("Files").set_input_files(path)
    page.get_by_role("button", name="Read the files").click()
    expect(page.locator("#files .errorlist")).to_have_text("empty.md is empty.")
    page.evaluate(
        """(text) => {
          const files = new DataTransfer();
          files.items.add(new File([text], "export.json", { type: "application/json" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }""",
        export_of(talk(1), talk(2)).decode(),
    )
    offered(page)


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_the_same_journey(self, page: Page, address: str, export: Path, monkeypatch):
        give(page, address, export)
        page.get_by_role("button", name="Read on").click()
        offered(page)
        tick(page, "Of owl 60").check()
        page.get_by_label("Search").fill("owl 7")
        page.get_by_label("Search").press("Enter")
        tick(page, "Of owl 7").check()
        page.get_by_role("link", name="Conversation").click()
        expect(page).to_have_url(re.compile("sort="))
        expect(tick(page, "Of owl 60")).to_be_checked()
        tick(page, "Of owl 7").check()
        page.get_by_role("button", name="Look at the chosen").click()
        expect(page.get_by_text("2 conversations are read: look at each before it is stored.")).to_be_visible()
        assert sorted(draft.name for draft in IntakeDraft.objects.all()) == ["Of owl 60", "Of owl 7"]


def test_nothing_stands_in_anyones_way(page: Page, address: str, tmp_path: Path):
    odd = ["", "Owl " * 70, "x" * 280, "عنوان عن البومة والحظيرة", "🦉🌙", "<script>alert(1)</script>"]
    path = tmp_path / "conversations.json"
    path.write_bytes(export_of(*(talk(n, odd[n] if n < len(odd) else None) for n in range(60))))
    page.route("**/read/", lambda route: route.abort())
    give(page, address, path)
    expect(page.get_by_role("button", name="Read on")).to_be_visible()
    assert faults(page) == []
    page.unroute("**/read/")
    page.get_by_role("button", name="Read on").click()
    offered(page)
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_text("1 of at most 20 ticked")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Search").fill("zebra")
    expect(page.get_by_text("None of the 60 conversations")).to_be_visible()
    assert faults(page) == []
    page.goto(address)
    assert faults(page) == []
