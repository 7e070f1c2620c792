"""The matrix stays legible: heads and questions in view, seven respondents at a desk, and told to a screen reader."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from reviews.domain.marks import place_mark
from tests.browser.pages import DESK, faults
from tests.factories import make_comparison, make_transcript

NAMES = (
    "Claude Opus 4.5",
    "ChatGPT",
    "Gemini 3 Pro Preview",
    "DeepSeek-R1-Distill-Qwen-32B",
    "Mistral Large",
    "Digest",
    "A. Lindqvist",
)
QUESTIONS = [(f"q{at}", f"Is the {word} of it reproducible?") for at, word in enumerate("abcdefghijklm")]


@pytest.fixture
def matrix(alice, bob, team, live_server) -> str:
    """Thirteen questions × seven respondents."""
    cache.clear()
    comparison = make_comparison(alice, team, questions=QUESTIONS)
    asked = "\n".join(f"{text}" for _, text in QUESTIONS)
    for name in NAMES:
        make_transcript(
            comparison, name, (asked, "Reproducibility needs interoperability documentation."),
            version="4.5", said_on="2026-02-24", evidence_basis="abstract_only",
        )  # fmt: skip
    for transcript in comparison.transcripts.all():
        place_mark(question=comparison.questions.get(key="q0"), transcript=transcript, by=bob, value="qualified")
    return f"{live_server.url}/c/{comparison.slug}/matrix/"


IN_VIEW = """() => {
  const [head, first] = [document.querySelector("#matrix thead th:nth-child(3)"), document.querySelector("#row-q9 th")];
  const heads = document.querySelector("#matrix thead").getBoundingClientRect();
  const { left } = first.getBoundingClientRect();
  return { top: Math.round(head.getBoundingClientRect().top), left: Math.round(left), height: heads.height,
    scrolls: [...document.querySelectorAll("main *")].filter((element) =>
      element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)).length };
}"""

TORN = """() => {
  const torn = [];
  const walker = document.createTreeWalker(document.querySelector("#matrix"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest(".unseen, svg")) continue;
    const range = new Range();
    let last = null;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = [...range.getClientRects()].findLast(({ width }) => width);
      if (!box) continue;
      const inWord = /\\p{L}/u.test(node.data[at]) && /\\p{L}/u.test(node.data[at - 1] ?? " ");
      if (inWord && last !== null && box.top > last + 4) torn.push(node.data.slice(Math.max(0, at - 12), at + 12));
      last = box.top;
    }
  }
  return torn;
}"""


def test_heads_and_questions_stay_and_seven_respondents_fit(bobs: Page, matrix: str):
    bobs.set_viewport_size(DESK)
    bobs.goto(matrix)
    assert not bobs.evaluate("document.documentElement.scrollWidth > innerWidth"), "seven and the spread fit"
    assert bobs.evaluate("document.querySelector('#matrix thead').getBoundingClientRect().height") <= 120
    assert bobs.evaluate(TORN) == []
    bobs.evaluate("document.getElementById('row-q9').scrollIntoView()")
    seen = bobs.evaluate(IN_VIEW)
    assert (seen["top"], seen["scrolls"]) == (0, 0)
    bobs.set_viewport_size({"width": 900, "height": 800})
    bobs.evaluate("scrollTo(400, scrollY + 200)")
    seen = bobs.evaluate(IN_VIEW)
    assert (seen["top"], seen["left"], seen["scrolls"]) == (0, 0, 0)
    bobs.goto(f"{matrix}q0/chatgpt/")
    bobs.set_viewport_size(DESK)
    assert not bobs.evaluate("document.documentElement.scrollWidth > innerWidth"), "nor beside the panel"
    assert bobs.evaluate(TORN) == []


def test_all_rows_at_a_glance_lead_to_each(bobs: Page, matrix: str):
    bobs.set_viewport_size(DESK)
    bobs.goto(matrix)
    bobs.get_by_role("link", name="Is the k of it reproducible?").first.click()
    expect(bobs).to_have_url(f"{matrix}#row-q10")
    expect(bobs.locator("#row-q10 th")).to_be_in_viewport()
    row, head = (bobs.locator(part).bounding_box() for part in ("#row-q10", "#matrix thead th >> nth=1"))
    assert row and head and row["y"] >= head["y"] + head["height"] - 1, "it stands below the heads"
    assert faults(bobs) == []


def test_a_screen_reader_is_told_a_table_with_heads(bobs: Page, matrix: str):
    bobs.goto(matrix)
    expect(bobs.locator("#matrix")).to_match_aria_snapshot("""
      - table "What each respondent answers to each question, and how far they part":
        - rowgroup:
          - row:
            - columnheader "Question"
            - columnheader /Claude Opus 4.5/
            - columnheader /ChatGPT/
        - rowgroup:
          - row:
            - rowheader /Is the a of it repro.?duci.?ble/
            - cell:
              - link "Claude Opus 4.5, Is the a of it reproducible? qualified"
    """)
    expect(bobs.locator(".heat")).to_match_aria_snapshot("""
      - table "The verdict of each respondent on each question, and a link to its row":
        - rowgroup:
          - row:
            - columnheader
        - rowgroup:
          - row:
            - rowheader "Is the a of it reproducible?":
              - link "Is the a of it reproducible?"
            - cell "qualified"
    """)
