"""What holds for whatever people and models write."""

import re
from html import escape
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reviews import richtext
from reviews.richtext.drawing import drawn
from reviews.richtext.sanitiser import (
    ATTRIBUTES,
    KINDS,
    MARK_ATTRIBUTES,
    MATHML_ATTRIBUTES,
    SCHEMES,
    TAGS,
    sanitised,
    sanitised_with_marks,
)
from reviews.richtext.sanitiser import MATHML_ELEMENTS as MATHML

pytestmark = pytest.mark.slow

STARTS = ["", "# ", "## ", "- ", "  - ", "    * ", "1. ", "  2. ", "> ", "> - ", ">> ", "| ", "    ", "- - ", "- > "]
ENDS = ["\n", "\n", "\n\n", "  \n", " |\n", "\n|---|---|\n", "\n---\n", "\n===\n", "\n```\n", "\n  ~~~\n", "\n- ```\n"]
WRAPS = [
    "{}",
    "{}",
    "{}",
    "**{}**",
    "*{}",
    "_{}_",
    "~~{}~~",
    "`{}`",
    "[{}]",
    "[[{}",
    "<{}>",
    "<b>{}</b>",
    "${}$",
    "![{}",
]
WRAPS += ["$\\text{{<b>{}}}_1$", "\\[{}^2\\]", "$$\\href{{{}}}{{x}}$$"]
WRAPS += ["| {} |", "\\{}", "&{}", "**{}", "<sub>{}</sub> <br>", "a`{}", "{}\\|", "<!-- {} -->", "\\({}\\)", "\xa0{}"]


@st.composite
def markdown_like(draw: st.DrawFn) -> str:
    """Lines of markup around words that are all different."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 14))):
        parts.append(draw(st.sampled_from(STARTS)))
        for wrap in draw(st.lists(st.sampled_from(WRAPS), max_size=4)):
            parts.append(wrap.format(f"w{len(parts)}x") + " ")
        parts.append(draw(st.sampled_from(ENDS)))
    return "".join(parts)


any_text = st.one_of(
    markdown_like(), st.text(), st.text(st.sampled_from("ab \n\t-*_`~[]()<>|#>1.&;!\\$:=\"'\x00\ud800\xa0"))
)


NAMES = [
    "p",
    "a",
    "ol",
    "li",
    "td",
    "mark",
    "script",
    "style",
    "svg",
    "math",
    "template",
    "noscript",
    "title",
    "iframe",
]
ATTRIBUTE_NAMES = [
    "href",
    "start",
    "title",
    "lang",
    "dir",
    "class",
    "id",
    "style",
    "onclick",
    "data-x",
    "rel",
    "xlink:href",
]
VALUES = [
    "3",
    "alone",
    "https://e.org/?a=1&amp;b",
    "javascript:x",
    "java&#10;script:x",
    "data:text/html,x",
    "//e.org",
    "&quot;>",
]


@st.composite
def html_like(draw: st.DrawFn) -> str:
    """Tags, whole and broken, with whatever attributes, among text."""
    parts = []
    for _ in range(draw(st.integers(0, 12))):
        name = draw(st.sampled_from(NAMES))
        attributes = draw(st.lists(st.tuples(st.sampled_from(ATTRIBUTE_NAMES), st.sampled_from(VALUES)), max_size=3))
        told = "".join(f' {key}="{value}"' for key, value in attributes)
        parts.append(
            draw(st.sampled_from(["<{0}{1}>", "</{0}>", "<{0}{1}/>", "<{0}{1}", "<!--{0}{1}", "<![CDATA[{0}"]))
        )
        parts[-1] = parts[-1].format(name, told) + draw(
            st.text(st.sampled_from("ab \n<>&;\"'=\x00\xa0\xad\ufdd0\U0001fffe"), max_size=6)
        )
    return "".join(parts)


any_html = st.one_of(html_like(), any_text)


MATHML_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def assert_allowed(html: str, *, marks: bool = False, drawn: bool = False) -> None:
    """Every element and attribute is on the list, as two parsers read it."""
    allowed = TAGS | ({"mark"} if marks else set()) | (MATHML if drawn else set())
    strict = html5lib.parseFragment(html, namespaceHTMLElements=False)
    read = [
        (node.tag.removeprefix(MATHML_NAMESPACE), dict(node.attrib)) for node in strict.iter() if node is not strict
    ]
    lenient = LexborHTMLParser(f"<body>{html}</body>").body
    read += [(node.tag, node.attributes) for node in lenient.traverse() if node.tag not in ("body", "-text")]
    for tag, attributes in read:
        assert tag in allowed
        assert set(attributes) <= {
            *ATTRIBUTES.get(tag, ()),
            *MATHML_ATTRIBUTES.get(tag, ()),
            *({"dir"} if drawn else ()),
            *({"rel"} if tag == "a" else ()),
            *(MARK_ATTRIBUTES if tag == "mark" else ()),
        }
        assert (attributes.get("href") or "https:").split(":")[0].lower() in SCHEMES


@given(any_html)
@settings(max_examples=4 * settings.default.max_examples)
def test_nothing_but_the_list_survives(source: str) -> None:
    assert_allowed(sanitised(source))
    assert_allowed(sanitised_with_marks(source), marks=True)
    assert_allowed(richtext.render(source).html)
    assert_allowed(richtext.comment(source))
    assert_allowed(richtext.painted(source), marks=True, drawn=True)
    assert_allowed(richtext.safe(richtext.render(source).html), drawn=True)
    assert_allowed(richtext.paint(source, [(0, 5)]), marks=True)


@given(any_html)
def test_what_stands_in_for_text_never_comes_out(source: str) -> None:
    for html in (sanitised(source), richtext.render(source).html, richtext.comment(source)):
        assert not re.search("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe]", html)


@given(st.lists(st.sampled_from(["&amp;", "&lt;", "&gt;", "&nbsp;", "\xa0", "\xad", "½", "a", " "]), max_size=30))
def test_dear_characters_are_the_same_text_afterwards(parts: list[str]) -> None:
    html = f"<p>{''.join(parts)}</p>"
    assert sanitised(html) == html.replace("\xa0", "&nbsp;")


def characters(text: str) -> str:
    return "".join(text.split())


@given(any_text)
def test_the_text_is_what_html5_parsers_read(markdown: str) -> None:
    rendered = richtext.render(markdown)
    tree = html5lib.parseFragment(rendered.html, namespaceHTMLElements=False)
    assert characters("".join(tree.itertext())) == characters(rendered.text)
    assert characters(LexborHTMLParser(f"<body>{rendered.html}</body>").body.text()) == characters(rendered.text)
    assert richtext.text_of(rendered.html) == rendered.text


@given(any_text)
def test_blocks_lie_in_the_text_in_order_and_hold_all_of_it(markdown: str) -> None:
    rendered = richtext.render(markdown)
    assert all(0 <= start < end <= len(rendered.text) for _, _, start, end, _, _ in rendered.blocks)
    assert all(left[3] <= right[2] for left, right in pairwise(rendered.blocks))
    assert characters("".join(rendered.text[start:end] for _, _, start, end, _, _ in rendered.blocks)) == characters(
        rendered.text
    )


@given(markdown_like())
def test_every_word_survives_in_order(markdown: str) -> None:
    words = re.compile("w[0-9]+x")
    assert words.findall(richtext.render(markdown).text) == words.findall(markdown)
    assert words.findall(richtext.text_of(richtext.comment(markdown))) == words.findall(markdown)


@given(any_text)
def test_rendered_html_is_safe_already(markdown: str) -> None:
    html = richtext.render(markdown).html
    assert richtext.safe(html) == drawn(html)
    comment = richtext.comment(markdown)
    assert richtext.safe(comment) == drawn(comment)


@given(st.text(st.sampled_from("abpretliod<>/ \n\"'=&;#x")))
def test_safe_never_raises_on_stored_html(html: str) -> None:
    richtext.safe(html)
    richtext.paint(html, [(0, 3)])


@given(any_text, st.data())
def test_a_fragment_says_what_its_stretch_of_the_text_says(markdown: str, data: st.DataObject) -> None:
    rendered = richtext.render(markdown)
    place = st.integers(0, len(rendered.text))
    start, end = sorted((data.draw(place), data.draw(place)))
    marks = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=4))]
    fragment = richtext.fragment(rendered.html, start, end, marks)
    said = characters(richtext.text_of(fragment))
    assert said.endswith(characters(rendered.text[start:end]))
    assert "<thead>" in fragment or said == characters(rendered.text[start:end])
    assert sanitised_with_marks(fragment) == fragment
    assert marked(fragment) == covered(rendered.text, marks, start, end)


@given(any_text, st.data())
def test_painting_changes_no_word(markdown: str, data: st.DataObject) -> None:
    rendered = richtext.render(markdown)
    place = st.integers(0, len(rendered.text) + 5)
    marks = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=4))]
    painted = richtext.paint(rendered.html, marks)
    assert characters(richtext.text_of(painted)) == characters(rendered.text)
    assert marked(painted) == covered(rendered.text, marks, 0, len(rendered.text))


@given(st.text(), any_text)
def test_no_foreign_class_survives(name: str, words: str) -> None:
    html = f'<p class="{escape(name)}"><mark class="{escape(name)}">{escape(words)}</mark></p>'
    classes = [element.get("class") for element in html5lib.parseFragment(sanitised_with_marks(html)).iter()]
    assert set(classes) <= {None, *([name] if set(name.split(" ")) <= set(KINDS) else [])}


def marked(html: str) -> str:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return characters("".join("".join(mark.itertext()) for mark in tree.iter("mark")))


def covered(text: str, marks: list[tuple[int, ...]], start: int, end: int) -> str:
    places = {place for mark in marks for place in range(*mark)} & set(range(start, end))
    return characters("".join(character for place, character in enumerate(text) if place in places))
