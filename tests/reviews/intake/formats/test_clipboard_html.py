"""The clipboard's HTML as Markdown, friendly and hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import is_partition, turns
from reviews.intake.formats.clipboard_html import as_markdown
from reviews.intake.parse import parse


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
            "see [1]&#40;https://e.org)\\![x](https://e.org)",
        ),
        ("a < b and <never ends", "a < b and \\<never ends"),
    ],
)
def test_markdown_of_html(html, markdown):
    assert as_markdown(html) == markdown


def test_roles_that_a_page_gives_its_turns():
    html = (
        '<div data-message-author-role="user"><p>How old is tea?</p></div>'
        '<div data-message-author-role="assistant"><h3>Very</h3><table><tr><td>Age</td><td>5000</td></tr></table></div>'
    )
    parsed = parse(b"How old is tea?\nVery\nAge5000", html=html)
    (turn,) = turns(parsed)
    assert (parsed.format, parsed.voices[0].name, turn.prompt) == ("clipboard_html", "ChatGPT", "How old is tea?")
    assert turn.answer == "### Very\n\n| Age | 5000 |\n| --- | --- |"
    assert is_partition(parsed)


def test_html_without_the_words_of_the_text_is_not_used():
    parsed = parse(b"Tea is very old indeed, as everybody knows.", html="<p>Tea</p>")
    assert (parsed.format, parsed.text) == ("pasted", "Tea is very old indeed, as everybody knows.")


def test_a_page_saved_as_html_is_recognised():
    parsed = parse(b"<!DOCTYPE html><html><head><title>x</title></head><body><h1>Tea</h1><p>Old.</p></body></html>")
    assert (parsed.format, parsed.text) == ("clipboard_html", "# Tea\n\nOld.")


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
