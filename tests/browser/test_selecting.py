"""Words are selected with the mouse and the keyboard: what is stored is what was selected, where it was selected."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from reviews.models import Mark, Placement
from tests.browser.pages import faults, unfold
from tests.factories import make_comparison, make_transcript

ANSWER = """\
## Is it safe?

🦉🦉 It is unsafe. Is it **safe**? Some say that it is safe,
and   others *do not*.

1. The first 🦉 says yes.
2. The second says no.

| who | says |
| --- | --- |
| Ada | yes |
| Bert | no |

```
x = 1
y = 2
```

With \\(x_1\\) it is so.

The last paragraph ends here."""
PLAIN = "One line. It has two sentences.  \nA second line, 🦉 which is safe.  \nA third line, which is safe.  \n" * 3
SELECT = """([from, fromWords, to, toWords, nth]) => {
  const find = (within, words, n) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      if (!node.parentElement.closest("[data-at]")) continue;
      for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) if (--n === 0) return [node, at];
    }
  };
  const [start, at] = find(document.querySelector(from), fromWords, nth), [end, last] = find(document.querySelector(to), toWords, to === from && toWords === fromWords ? nth : 1);
  getSelection().setBaseAndExtent(start, at, end, last + toWords.length);
}"""


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Ada", ("Is it safe?", ANSWER))
    make_transcript(comparison, "Mara", ("", PLAIN), kind="person")
    return comparison


def text_of(comparison, name: str) -> str:
    return comparison.transcripts.get(respondent__identity__name=name).responses.get().text


def nth(text: str, words: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return at


def select(page: Page, words: str, number: int = 1, within: str = ".passages", *, to: str = "") -> None:
    page.evaluate(SELECT, [within, words, within, to or words, number])


def marked() -> tuple[int, int]:
    mark = Mark.objects.get()
    return mark.start, mark.end


def save(page: Page) -> None:
    """Saves the mark, and waits for its answer: the message of the mark before may still stand."""
    page.locator(".mark-form input[value=yes]").check()
    with page.expect_response(lambda answer: answer.url.partition("?")[0].endswith("/mark/")):
        page.get_by_role("button", name="Save mark").click()
    expect(page.get_by_role("status").filter(has_text="Marked ")).to_be_visible()


@pytest.fixture
def cell(bobs: Page, live_server, comparison) -> Page:
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/matrix/safe/ada/")
    return bobs


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_same_words_are_quoted_where_they_are_selected(cell: Page, comparison, number):
    text = text_of(comparison, "Ada")
    shown = nth(text, "safe", number + 1)  # the heading has them first
    select(cell, "safe", number + 1)
    cell.keyboard.press("q")
    expect(cell.get_by_label("The words that carry it")).to_have_value("safe")
    save(cell)
    assert marked() == (shown, shown + 4)
    save(cell)
    assert marked() == (shown, shown + 4), "saved once more, they stay where they are"


def test_a_selection_over_two_items_a_row_and_a_formula(cell: Page, comparison):
    text = text_of(comparison, "Ada")
    for words, end, quote in (
        ("🦉 says yes", "second says", "🦉 says yes.\nThe second says"),
        ("Ada", "Bert", "Ada\tyes\nBert"),
        ("others", "first", "others do not.\nThe first"),
        ("With", "is so", "With \\(x_1\\) it is so"),
    ):
        select(cell, words, to=end)
        cell.keyboard.press("q")
        expect(cell.get_by_label("The words that carry it")).to_have_value(quote)
        save(cell)
        start = text.index(words)
        assert marked() == (start, text.index(end, start) + len(end))


@pytest.mark.parametrize("words", ["The second says no.", "The last paragraph ends here.", "Some say that it is safe"])
def test_a_triple_click_takes_the_item_or_the_paragraph_and_nothing_behind_it(cell: Page, comparison, words):
    text = text_of(comparison, "Ada")
    node = cell.locator(".passages .said").get_by_text(words)
    node.click(click_count=3)
    cell.get_by_role("button", name="Use the selection").click()
    save(cell)
    line = next(line for line in text.split("\n") if words in line)
    start = text.index(line)
    if "Some say" in words:
        assert text[slice(*marked())].startswith("🦉🦉 It is unsafe.") and text[slice(*marked())].endswith("do not.")
    else:
        assert marked() == (start, start + len(line))


def test_a_selection_that_begins_before_and_ends_behind_the_passage_is_cut_to_it(cell: Page, comparison):
    cell.evaluate("getSelection().selectAllChildren(document.querySelector('#panel'))")
    cell.keyboard.press("q")
    save(cell)
    text = text_of(comparison, "Ada")
    assert marked() == (0, len(text))


def test_an_older_selection_is_never_quoted(cell: Page):
    field = cell.get_by_label("The words that carry it")
    select(cell, "unsafe")
    cell.locator("#panel-title").click()
    cell.get_by_role("button", name="Use the selection").click()
    expect(field).to_have_value("")
    expect(cell.get_by_text("Select some words above first.")).to_be_visible()
    select(cell, "unsafe")
    cell.evaluate("getSelection().selectAllChildren(document.querySelector('#panel-title'))")
    cell.keyboard.press("q")
    expect(field).to_have_value("")
    select(cell, "others")
    cell.get_by_role("button", name="Use the selection").click()
    expect(field).to_have_value("others")
    expect(cell.get_by_text("Select some words above first.")).to_be_hidden()


def test_typed_words_have_no_place_of_their_own(cell: Page, comparison):
    select(cell, "unsafe")
    cell.keyboard.press("q")
    field = cell.get_by_label("The words that carry it")
    field.fill("others do not")
    save(cell)
    assert Mark.objects.get().quotation == "others do not"


@pytest.fixture
def turn(bobs: Page, live_server, comparison):
    def open_turn(name: str) -> Page:
        response = comparison.transcripts.get(respondent__identity__name=name).responses.get()
        bobs.goto(f"{live_server.url}/c/{comparison.slug}/responses/{response.pk}/")
        return bobs

    return open_turn


def place(page: Page, question: str = "Does it work?") -> None:
    page.get_by_role("button", name="Place under a question").click()
    page.get_by_role("button", name=question).click()
    expect(page.locator("#annotated [role=status]")).to_have_text(f"Placed under “{question}”.")


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [("Ada", "safe", 3), ("Ada", "🦉 says", 1), ("Ada", "y = 2", 1), ("Mara", "which is safe", 5)],
)
def test_selected_words_are_placed_under_a_question(turn, comparison, name, words, number):
    page, text = turn(name), text_of(comparison, name)
    select(page, words, number, "form.whole")
    place(page)
    placement = Placement.objects.get()
    start = nth(text, words, number)
    assert (placement.start, placement.end) == (start, start + len(words))


def test_a_selection_over_several_lines_is_placed_as_one(turn, comparison):
    page, text = turn("Mara"), text_of(comparison, "Mara")
    select(page, "two sentences", 1, "form.whole", to="A third line")
    place(page)
    placement = Placement.objects.get()
    assert text[placement.start : placement.end] == ("two sentences.\nA second line, 🦉 which is safe.\nA third line")


def test_what_is_selected_no_more_can_be_used_no_more(turn):
    page = turn("Mara")
    select(page, "second", 1, "form.whole")
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("toolbar")).to_be_hidden()


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_a_sentence_is_placed_by_a_tick(self, turn, comparison):
        page, text = turn("Mara"), text_of(comparison, "Mara")
        page.get_by_text("Choose sentences").first.click()
        page.get_by_label("It has two sentences.", exact=True).first.check()
        page.get_by_label("Place what you chose under").select_option("works")
        page.get_by_role("button", name="Place", exact=True).click()
        expect(page.locator("#just-placed span")).to_have_text("Placed under “Does it work?”.")
        placement = Placement.objects.get()
        assert placement.start == text.index("It has two sentences.")
        assert text[placement.start : placement.end] == "It has two sentences."


@pytest.mark.parametrize("name", ["Ada", "Mara"])
def test_nothing_stands_in_anyones_way(turn, name):
    page = turn(name)
    unfold(page)
    select(page, "safe", 1, "form.whole")
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert faults(page) == []
