"""A law of selections: in Chromium as on the server, `text[start:end]` is what was selected, whatever the answer is like."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from reviews import richtext
from reviews.domain.selections import pick, solid

WORDS = (
    "owl",
    "safe",
    "naïve",
    "cafe\u0301",
    "🦉",
    "👩‍🔬",
    "𝔸lpha",
    "模型不安全",
    "ελληνικά",
    "שלום",
    "e\u0301\u0323",
    "x\u2009y",
    "a\xa0b",
)
STYLES = (
    "{}",
    "{}",
    "{}",
    "**{}**",
    "*{}*",
    "`{}`",
    "~~{}~~",
    "\\({}_1^2\\)",
    "[{}](https://example.org)",
    "H<sub>{}</sub>",
)

COUNT = """async ([html, seeds]) => {
  const { read, rangesOf, wordsIn } = await import("/static/js/selection.mjs");
  document.body.innerHTML = html;
  const texts = [...document.querySelectorAll("[data-at]")].map((fragment) => { const { start, end, text } = read(fragment); return [start, end, text]; });
  const nodesIn = (root, what) => {
    const all = [], walker = document.createTreeWalker(root, what);
    while (walker.nextNode()) all.push(walker.currentNode);
    return all;
  };
  const within = (range, node) => node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : node.length);
  const repeated = new Set([...document.querySelectorAll("[data-again]")].map((fragment) => fragment.querySelector("thead")));
  const isText = ({ parentElement }) => !parentElement.closest("math") && !repeated.has(parentElement.closest("thead"));
  const results = [];
  for (const answer of document.querySelectorAll(".answer")) {
    const nodes = nodesIn(answer, NodeFilter.SHOW_ALL), texts = nodesIn(answer, NodeFilter.SHOW_TEXT).filter(isText), selection = getSelection();
    for (const [a, b, c, d] of seeds) {
      const pick = (node, share) => [node, Math.round(share * (node.nodeType === Node.TEXT_NODE ? node.length : node.childNodes.length))];
      const [from, to] = [pick(nodes[Math.floor(a * nodes.length)], b), pick(nodes[Math.floor(c * nodes.length)], d)];
      selection.setBaseAndExtent(...from, ...to); // backwards as often as not
      const range = selection.getRangeAt(0), words = wordsIn(range, document.body, selection.anchorNode);
      const inFormula = [range.startContainer, range.endContainer].some((node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("math"));
      const drawn = texts.filter((node) => range.intersectsNode(node)).map((node) => within(range, node)).join("");
      const expected = inFormula || !drawn.isWellFormed() ? null : drawn;
      if (!words) { results.push([null, expected]); continue; }
      const { response, at, start, end, quote } = words;
      const again = rangesOf(answer, response, start, end);
      const back = again.map((one) => wordsIn(one, document.body)?.quote ?? "").join("\\n");
      results.push([[response, at, start, end, quote, back], expected]);
    }
  }
  return [texts, results];
}"""


def answer(chance: random.Random) -> str:
    """Markdown of a few blocks of all kinds. No two words are the same, but some stand twice."""
    numbers = iter(range(1, 10_000))

    def words(most: int) -> str:
        some = [f"{chance.choice(WORDS)}{next(numbers)}" for _ in range(chance.randint(1, most))]
        return " ".join(chance.choice(STYLES).format(word) for word in some + some[:1] * chance.randint(0, 1))

    def table() -> str:
        width = chance.randint(1, 3)
        rows = [[words(2) if chance.random() < 0.85 else "" for _ in range(width)] for _ in range(chance.randint(2, 4))]
        rows[0] = [words(1) for _ in range(width)]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    kinds = (
        lambda: words(12),
        lambda: f"## {words(3)}",
        lambda: f"- {words(4)}\n- {words(4)}\n    - {words(3)}\n        1. {words(2)}\n- {words(2)}",
        lambda: f"3. {words(4)}\n\n4. {words(4)}\n\n    {words(5)}",
        lambda: f"```\n{words(3)}\n\n    {words(3)}\n{words(1)}\n```",
        lambda: f"> {words(5)}\n>\n> {words(3)}",
        lambda: f"{words(4)}  \n{words(4)}",
        lambda: f"$$\\frac{{{next(numbers)}}}{{x}}$$",
        table,
    )
    return "\n\n".join(chance.choice(kinds)() for _ in range(chance.randint(2, 7)))


def shown(chance: random.Random, number: int, html: str, text: str) -> Iterator[str]:
    """The answer as a page shows it: whole, as one passage, or cut into parts that follow each other; with marks painted."""
    solids = [at for at, letter in enumerate(text) if letter.strip() and (at < 4 or text[at - 4 : at].strip())]
    cuts = sorted(chance.sample(solids, min(len(solids), chance.choice((2, 2, 4)))))
    ranges = [(0, len(text))] if chance.random() < 0.3 else list(pairwise(cuts))
    spans = [tuple(sorted(chance.sample(range(len(text) + 1), 2))) for _ in range(chance.randint(0, 4))]
    yield '<div class="answer">'
    for start, end in ranges:
        end = start + len(text[start:end].rstrip())
        said = richtext.fragment(html, start, end, spans)
        size = solid(text[start:end])
        again = " data-again" if solid(richtext.text_of(said)) != size else ""
        yield f'<div class="said" data-at="{number}:{start}" data-size="{size}"{again}>{richtext.painted(said)}</div>'
    yield "</div>"


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
def test_what_is_selected_is_what_is_stored(page: Page, live_server):
    chance = random.Random(12)
    rendered = [richtext.render(answer(chance)) for _ in range(20)]
    html = "".join(part for number, one in enumerate(rendered, 1) for part in shown(chance, number, one.html, one.text))
    page.goto(f"{live_server.url}/healthz")
    seeds = [[chance.random() for _ in range(4)] for _ in range(40)]
    texts, results = page.evaluate(COUNT, [html, seeds])
    places = iter(texts)
    for number, one in enumerate(rendered, 1):
        for _ in range(html.count(f'data-at="{number}:')):
            start, end, text = next(places)
            assert one.text[start:end] == text
    for words, expected in results:
        if words is None:
            assert not (expected or "").split()
            continue
        number, at, start, end, quote, back = words
        text = rendered[number - 1].text
        assert text[start:end].split() == quote.split()
        assert pick(text, at.partition(":")[2], quote) == (start, end)
        assert squeezed(back) == squeezed(quote)
        assert expected is None or squeezed(expected) == squeezed(quote)
    assert sum(words is not None and expected is not None for words, expected in results) > 400
