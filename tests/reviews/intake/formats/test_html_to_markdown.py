"""HTML as Markdown, friendly and hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import IntakeError
from reviews.intake.formats.html_to_markdown import Converted, as_markdown, convert


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<h2>Lift <em>and</em> drag</h2><p>Both <b>matter </b>here.</p>",
            "## Lift *and* drag\n\nBoth **matter** here.",
        ),
        ("<ul><li>One<ol><li>in one</li></ol></li><li><p>Two</p></li></ul>", "- One\n    1. in one\n- Two"),
        ('<ol start="3"><li>c<li>d</ol>', "3. c\n4. d"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>", "| A | B |\n| --- | --- |\n| 1\\|2 |  |"),
        (
            '<pre><span>sh</span><button>Copy</button><code class="language-sh">a &lt; b\n</code></pre>',
            "```sh\na < b\n```",
        ),
        ("use <code>a`b</code>", "use ``a`b``"),
        ('<a href="https://example.org/a_(b)">here</a>', "[here](https://example.org/a_%28b%29)"),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ("<blockquote><p>said</p></blockquote>", "> said"),
        ("one<br>two", "one  \ntwo"),
        ("<p># 2 * 3 _so_ &lt;b&gt; [x]</p>", "\\# 2 * 3 \\_so\\_ \\<b> [x]"),
        ("<script>bad()</script><style>x</style><p hidden>no</p><p>yes</p><!-- no -->", "yes"),
        ('<b style="font-weight:normal"><p>plain</p></b>', "plain"),
        ('<p title="a > b">kept</p>', "kept"),
        (
            "<p>see [1]<span>(https://e.org)</span>!<a href='https://e.org'>x</a></p>",
            "see \\[1&#93;(https://e.org)\\![x](https://e.org)",
        ),
        ("a < b and <never ends", "a < b and \\<never ends"),
    ],
)
def test_markdown_of_html(html, markdown):
    assert as_markdown(html) == markdown


RAISED = '<p>10<sup>24</sup> FLOPs, CO<sub>2</sub>, 10<span style="vertical-align: super">6</span>, 21<sup>st</sup></p>'
NOTED = '<p>safe<sup><a href="https://e.org/1">1</a></sup></p>'
WORD = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
    "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span></span><![endif]>One <b>point</b></p>"
    "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Deeper</p>"
    "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Second</p>"
    "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>b)<span>&nbsp;</span></span>Letter</p><p>After</p>"
)
DOCS = (
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400;font-style:normal">Plain '
    '</span><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span></p>'
    '<h2><span style="font-weight:700">Head</span></h2></b>'
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (RAISED, "10²⁴ FLOPs, CO₂, 10⁶, 21<sup>st</sup>"),
        (NOTED, "safe[¹](https://e.org/1)"),
        (WORD, "- One **point**\n    - Deeper\n2. Second\n- b) Letter\n\nAfter"),
        (DOCS, "Plain **bold** *slanted*\n\n## Head"),
        ("<p>let $x_{<span>i</span>}$, a<i>*</i>b</p>", "let $x_{i}$, a<em>\\*</em>b"),
        ("<p>not&nbsp;safe sa\u200bfe</p><p>&nbsp;</p>", "not\u00a0safe sa\u200bfe"),
        ("<p><b>a</b>" + "<span>" * 30 + "deep" + "</span>" * 30 + "<b>b</b></p>", "<strong>a</strong>deep<strong>b</strong>"),
        ('<p>E <img class="mwe-math-fallback-image-inline" alt="x^2"> <img alt="👍"></p>', "E $x^2$ 👍"),
    ],
)  # fmt: skip
def test_what_is_raised_lowered_styled_or_listed_is_kept(html, markdown):
    assert convert(html) == Converted(markdown)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "times", "sentence"),
    [
        ("<p>", 400_001, "The pasted HTML has more than 400,000 tags: paste it in parts."),
        ("<p>a</p>", 60_000, "The pasted HTML has more than 160,000 tags and pieces of text: paste it in parts."),
        ("word ", 600_000, "The pasted HTML has more than 2,500,000 characters of text: paste it in parts."),
    ],
)
def test_a_page_that_would_take_long_is_refused(part, times, sentence):
    with pytest.raises(IntakeError) as refused:
        convert(part * times)
    assert str(refused.value) == sentence


@pytest.mark.slow
def test_tags_that_are_not_shown_count_for_little():
    drawing = '<span class="katex-html" aria-hidden="true">' + "<span>x</span>" * 40 + "</span>"
    formula = f'<math><annotation encoding="application/x-tex">x_1</annotation></math>{drawing}'
    assert as_markdown(f"<p>{formula}</p>" * 4_000).count("$x_1$") == 4_000


@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "<",
        "<a ",
        "<a x='",
        '<a x="',
        "</",
        "<![CDATA[",
        "&#",
        "<div>",
        "<ul><li>x",
        "<table><tr><td>",
        "<b><i>",
    ],
)
def test_repetition_of_anything_ends(part):
    assert isinstance(as_markdown(part * 5000), str)


TAGS = (
    "<p> </p> <ul> <li> </ul> <table> <td> </table> <b> </b> <pre> </pre> <a/href='https://a.b'> </a> & < > ` x".split()
)


@given(st.lists(st.sampled_from(TAGS)))
def test_any_mixture_of_tags_can_be_read(parts):
    parsed_text = as_markdown(" ".join(parts))
    assert parsed_text.count("x") == parts.count("x")
