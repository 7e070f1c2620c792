"""Formulas are drawn as MathML beside their source, and nothing else comes in with them."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import richtext
from reviews.richtext.drawing import MAX_DEPTH, MAX_DRAWN, MAX_TEX, drawn, mathml
from reviews.richtext.sanitiser import MATHML_ATTRIBUTES, MATHML_ELEMENTS

MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.mark.parametrize(
    ("formula", "html"),
    [
        (
            r"\(x_{i} \neq y\)",
            '<math display="inline"><mrow><msub><mi>x</mi><mrow><mi>i</mi></mrow></msub><mo>≠</mo><mi>y</mi></mrow></math>',
        ),
        ("$$x^2$$", '<math display="block"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'),
        ("$a<b_1$", '<math display="inline"><mrow><mi>a</mi><mo>&lt;</mo><msub><mi>b</mi><mn>1</mn></msub></mrow></math>'),
        (
            r"\begin{equation}x^2\end{equation}",
            '<math display="block"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>',
        ),
        (
            r"$\text{<b onclick=x>}_1$",
            '<math display="inline"><mrow><msub><mtext>&lt;b&nbsp;onclick=x&gt;</mtext><mn>1</mn></msub></mrow></math>',
        ),
        (
            r"$\href{javascript:alert(1)}{x}$",
            '<math display="inline"><mrow><mrow><mrow><mi>x</mi></mrow></mrow></mrow></math>',
        ),
    ],
)  # fmt: skip
def test_a_formula_as_mathml(formula, html):
    assert mathml(formula) == html


def test_lines_of_a_formula_stand_under_each_other():
    assert mathml(r"\[\begin{aligned} a &= b \\ c &= d \end{aligned}\]").count("<mtr>") == 2


@pytest.mark.parametrize(
    "formula",
    [
        "x_1",
        "$x_1$ and $y_1$",
        r"$\unknown{x}$",
        r"$\frac{a}$",
        r"$\left( x_1$",
        "$a & b_1$",
        r"$\def\a{xx}\def\b{\a\a}\b_1$",
        r"$\newcommand{\a}{\a}\a$",
        "$$" + "x_1+" * (MAX_TEX // 4) + "x$$",
        "$$" + "{" * (MAX_DEPTH + 1) + "x_1" + "}" * (MAX_DEPTH + 1) + "$$",
    ],
    ids=str,
)
def test_what_is_not_drawn_is_its_source_alone(formula):
    html = f"<p><var>{formula.replace('&', '&amp;')}</var></p>"
    assert (mathml(formula), drawn(html)) == ("", html)


def test_a_formula_is_drawn_when_it_is_shown_and_counts_once():
    rendered = richtext.render("Let $x_1$ be.")
    assert (rendered.html, rendered.text) == ("<p>Let <var>$x_1$</var> be.</p>", "Let $x_1$ be.")
    picture = '<math display="inline"><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow></math>'
    assert richtext.safe(rendered.html) == f"<p>Let {picture}<var>$x_1$</var> be.</p>"
    painted = richtext.fragment(rendered.html, 0, 13, [(5, 13)])
    assert painted == "<p>Let <var>$<mark>x_1$</mark></var><mark> be.</mark></p>"
    assert richtext.painted(painted) == f"<p>Let {picture}<var>$<mark>x_1$</mark></var><mark> be.</mark></p>"
    assert richtext.painted(richtext.fragment(rendered.html, 0, 6)) == "<p>Let <var>$x</var></p>"


def test_a_formula_in_code_is_code():
    html = richtext.render("`$x_1$`\n\n```\n$x_1$\n```").html
    assert richtext.safe(html) == html == "<p><code>$x_1$</code></p><pre><code>$x_1$</code></pre>"


def test_at_most_so_many_formulas_are_drawn():
    html = richtext.safe("<p>" + "<var>$x_1$</var>" * (MAX_DRAWN + 5) + "</p>")
    assert (html.count("<math"), html.count("<var>")) == (MAX_DRAWN, MAX_DRAWN + 5)


def test_each_block_of_a_text_from_right_to_left_has_its_own_direction():
    html = richtext.render("النموذج آمن (safe) مع `run()`.\n\n3. GPT-5 أفضل\n4. Claude is better.\n\n```\nx\n```").html
    assert richtext.safe(html) == (
        '<p dir="auto">النموذج آمن (safe) مع <code>run()</code>.</p><ol start="3" dir="ltr"><li dir="ltr">GPT-5 أفضل</li>'
        '<li dir="ltr">Claude is better.</li></ol><pre dir="ltr"><code>x</code></pre>'
    )
    assert richtext.painted(richtext.fragment(html, 0, 7)) == '<p dir="auto">النموذج</p>'
    assert richtext.safe("<p>só é não 安全</p>") == "<p>só é não 安全</p>"


@pytest.mark.parametrize(
    ("markdown", "first"),
    [
        ("- النقطة الأولى\n- The second", '<ul dir="rtl"><li dir="rtl">'),
        ("- &amp; 1. *The first*\n- الثانية", '<ul dir="ltr"><li dir="ltr">'),
        ("| المعيار | yes |\n| --- | --- |\n| SWE-bench | 77.8 |", '<table dir="rtl"><thead><tr><th dir="auto">'),
        ("| 1 | 2 |\n| --- | --- |\n| SWE-bench | أفضل |", '<table dir="ltr"><thead><tr><th dir="auto">'),
        ("> النموذج آمن", '<blockquote dir="rtl"><p dir="auto">'),
    ],
)
def test_a_list_a_table_and_a_quotation_have_the_direction_of_their_first_letter(markdown, first):
    assert richtext.safe(richtext.render(markdown).html).startswith(first)


TEX = st.lists(
    st.one_of(
        st.sampled_from(
            r"x _ ^ { } {a} \frac \sqrt \left( \right) \text{<b>} \href{javascript:a}{b} \style{a}{b} \color{red} & \\ "
            r"\begin{align*} \end{align*} \begin{cases} \end{cases} ' \unknown % ~ &lt; <script> </math> \mathbb \hspace{1em} "
            r"\overset \binom \limits \sum \tag{1} \label{x} \xrightarrow[a] \rule{1em}{2em} \bbox[red] \class{a}{b} \cssId{a}{b}".split()
        ),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@given(TEX)
@settings(max_examples=4 * settings.default.max_examples)
def test_no_tex_brings_in_more_than_the_listed_elements(source):
    html = mathml(f"$${source}_1$$")
    tree = html5lib.parseFragment(html)
    for node in tree.iter():
        if node is not tree:
            assert node.tag.removeprefix(MATHML) in MATHML_ELEMENTS and node.tag.startswith(MATHML)
            assert set(node.attrib) <= MATHML_ATTRIBUTES.get(node.tag.removeprefix(MATHML), set())
    assert html == "" or html.startswith("<math ")
