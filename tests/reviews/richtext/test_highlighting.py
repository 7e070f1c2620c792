"""What is painted over a text, and how its pieces say why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reviews import richtext
from reviews.richtext import Highlight


def note(start: int, end: int, number: int, slot: int = 1, said: str = "") -> Highlight:
    return Highlight(start, end, "note", number, slot, said or f"Annotation {number}", f"#a-{number}", f"a-{number}-at")


def shown(markdown: str, *notes: Highlight) -> str:
    """The painted text; of the references their number alone."""
    html = richtext.painted(richtext.paint(richtext.render(markdown).html, notes), notes)
    return re.sub(r'<a class="annotation-ref" id="a-(\d+)-at"[^>]*></a>', r"(\1)", html)


def test_annotations_that_overlap_are_cut_where_each_begins_and_ends():
    assert shown("Owls see well.", note(0, 8, 3, 2), note(5, 13, 4, 5)) == (
        '<p>(3)<mark class="note" data-annotations="3" data-slot="2" data-depth="1">Owls </mark>'
        '(4)<mark class="note" data-annotations="4 3" data-slot="5" data-depth="2">see</mark>'
        '<mark class="note" data-annotations="4" data-slot="5" data-depth="1"> well</mark>.</p>'
    )


def test_the_innermost_has_the_colour():
    assert 'data-annotations="4 3" data-slot="5" data-depth="2">see<' in shown(
        "Owls see well.", note(0, 13, 3, 2), note(5, 8, 4, 5)
    )


def test_of_annotations_on_the_same_words_a_labelled_one_shows():
    assert 'data-annotations="3 4" data-slot="5" data-depth="2">Owls<' in shown(
        "Owls see.", note(0, 4, 3, 5), note(0, 4, 4, 0)
    )


def test_evidence_alone_is_plain_and_says_so_beside_others():
    html = richtext.render("Owls see well.").html
    assert richtext.paint(html, [(0, 4)]) == "<p><mark>Owls</mark> see well.</p>"
    assert richtext.paint(html, [(0, 4), (0, 4, "hit")]) == '<p><mark class="evidence hit">Owls</mark> see well.</p>'
    assert '<mark class="evidence note" data-annotations="3"' in shown("Owls", (0, 4), note(0, 4, 3))
    assert richtext.paint(html, [(0, 4, "hit"), (2, 8, "hit")]) == '<p><mark class="hit">Owls see</mark> well.</p>'


def test_a_reference_says_once_what_the_words_are_and_is_a_link():
    notes = [note(0, 8, 3, 2, 'Annotation 3, "claim" <b>, by Bob & Co')]
    html = richtext.render("Owls **see** well.").html
    assert richtext.painted(richtext.paint(html, notes), notes).startswith(
        '<p><a class="annotation-ref" id="a-3-at" href="#a-3" data-slot="2" '
        'aria-label="Annotation 3, &quot;claim&quot; &lt;b&gt;, by Bob &amp; Co"></a><mark'
    )
    assert "annotation-ref" not in richtext.painted(richtext.paint(html, notes))


@pytest.mark.parametrize(
    ("markdown", "start", "before"),
    [
        ("Owls [see it](https://e.org) well.", 9, "Owls (3)<a "),
        ("Owls [see **it**](https://e.org) well.", 9, "Owls (3)<a "),
        ("Let $x_1$ be.", 5, "Let (3)<math"),
        ("Owls `see` well.", 5, "Owls <code>(3)<mark"),
    ],
)
def test_a_reference_stands_in_no_link_and_no_formula(markdown, start, before):
    assert before in shown(markdown, note(start, start + 2, 3))


def test_two_references_in_one_link_keep_their_order():
    assert "Owls (3)(4)<a " in shown("Owls [see it](https://e.org) well.", note(5, 8, 3), note(9, 11, 4))


def test_what_begins_before_a_fragment_refers_at_its_beginning():
    html, notes = richtext.render("Owls see well.").html, [note(0, 8, 3)]
    assert richtext.painted(richtext.fragment(html, 5, 14, notes), notes).startswith('<p><a class="annotation-ref"')


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "Owls [see **it**](https://e.org/a_b) well",
            "- 𝔬𝔴𝔩 👩🏽 cafe\u0301\n  - deep\n- $x_{1}$ and $a<b$",
            "| a | **b** |\n|---|---|\n| 1 \\| 2 | `co<de` |",
            "```\nif a < b:\n  c\n```",
            "> quoted & said\n> again",
            "## 这是 head",
        ]
    ),
    min_size=1,
    max_size=4,
).map("\n\n".join)


@pytest.mark.slow
@given(MARKDOWN, st.data())
def test_painting_changes_no_word_and_the_pieces_of_an_annotation_are_its_words(markdown, data):
    rendered = richtext.render(markdown)
    place = st.integers(0, len(rendered.text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=5))]
    notes = [note(start, end, number, number % 9) for number, (start, end) in enumerate(spans, 1) if start < end]
    html = richtext.painted(richtext.paint(rendered.html, notes), notes)
    page = LexborHTMLParser(f"<body>{html}</body>").body
    for math in page.css("math"):
        math.decompose()
    plain = LexborHTMLParser(f"<body>{rendered.html}</body>").body
    assert page.text() == plain.text()
    for one in notes:
        pieces = [
            mark for mark in page.css("mark") if str(one.number) in (mark.attributes["data-annotations"] or "").split()
        ]
        words = rendered.text[one.start : one.end]
        assert "".join("".join(mark.text() for mark in pieces).split()) == "".join(words.split())
        assert not words.strip() or len(page.css(f"#a-{one.number}-at")) == 1
    assert not page.css("a a, var a, mark mark")
