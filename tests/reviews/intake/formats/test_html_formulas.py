"""Formulas of pages: the TeX if it is there, else what they look like."""

import pytest

from reviews.intake.formats.html_to_markdown import convert

KATEX = (
    '<span class="katex">{}<span class="katex-html" aria-hidden="true"><span class="base"><span class="mord">'
    '<span class="mathnormal">x</span><span class="msupsub"><span class="vlist-t{}"><span class="vlist-r"><span>i</span>'
    "<span>\u200b</span></span></span></span></span></span></span></span>"
)
MATHML = (
    '<span class="katex-mathml"><math{}><semantics><mrow><msub><mi>x</mi><mi>i</mi></msub></mrow>'
    '<annotation encoding="application/x-tex">x_{{i}}</annotation></semantics></math></span>'
)
INLINE, DISPLAY = MATHML.format(""), MATHML.format(' display="block"')


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (f"<p>Let {KATEX.format(INLINE, ' vlist-t2')} be, {KATEX.format(INLINE, '')}.</p>", "Let $x_{i}$ be, $x_{i}$."),
        (f"<p>{KATEX.format(DISPLAY, '')}</p>", "$$x_{i}$$"),
        (
            '<p>Let <span class="math-inline" data-math="x_{i}"><span class="katex-html" aria-hidden="true">x</span></span> be</p>',
            "Let $x_{i}$ be",
        ),
        (f"<p>the {INLINE}th, a{INLINE}.</p>", "the \\(x_{i}\\)th, a\\(x_{i}\\)."),
        ("<p>n is <math><mi>n</mi></math></p>", "n is n"),
    ],
)  # fmt: skip
def test_the_tex_of_a_formula_is_kept(html, markdown):
    assert (convert(html).markdown, convert(html).notes) == (markdown, ())


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (KATEX.format("", " vlist-t2"), "x_i"),
        (KATEX.format("", ""), "x^i"),
        ("<math><msup><mn>10</mn><mn>24</mn></msup></math>", "10^24"),
        ("<math><msup><mi>e</mi><mrow><mo>-</mo><mi>x</mi></mrow></msup></math>", "e^{-x}"),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>", "(a+b)/c"),
        ("<math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><msqrt><mi>y</mi></msqrt></math>", "x_i^2√(y)"),
        ("<math><mtext>if so</mtext><mi>x</mi></math>", "if sox"),
    ],
)
def test_without_tex_it_is_what_it_looks_like_and_the_draft_says_so(html, words):
    converted = convert(f"<p>Let {html} be.</p>")
    assert converted.markdown.replace("\\", "") == f"Let {words} be."
    assert converted.notes == (f"A formula came without TeX, and may not read as meant: look at “{words}”.",)


def test_a_formula_that_never_ends_and_one_that_is_very_deep_are_read():
    assert convert("<p>a <math><mi>x</mi>").markdown == "a x"
    assert convert("<math>" + "<mrow>" * 5_000 + "<mi>x</mi>").markdown == "x"
