"""The HTML of Markdown, to the letter."""

import pytest

from reviews import richtext
from reviews.richtext.rendering import MAX_MARKDOWN

REL = 'rel="nofollow noopener noreferrer ugc"'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("Plain words.", "<p>Plain words.</p>"),
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("one  \ntwo<br>three<BR/>four", "<p>one<br>two<br>three&lt;BR/&gt;four</p>"),
        ("# Safe?\n## Yes ##\ntext", "<h1>Safe?</h1><h2>Yes</h2><p>text</p>"),
        ("#hashtag", "<p>#hashtag</p>"),
        ("Title\n=====\nPart\n---\nrest", "<h1>Title</h1><h2>Part</h2><p>rest</p>"),
        ("a\n\n---\n\n***", "<p>a</p><hr><hr>"),
        ("**b** *e* ~~d~~ `c<d` H<sub>2</sub>O x<sup>2</sup>",
         "<p><strong>b</strong> <em>e</em> <del>d</del> <code>c&lt;d</code> H₂O x²</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("cost $a_1*b*c$ and \\(x_1*y*z\\) for $5", "<p>cost <var>$a_1*b*c$</var> and <var>\\(x_1*y*z\\)</var> for $5</p>"),
        ("```python\nif a < b:\n\n\tpass\n```\nafter", "<pre><code>if a &lt; b:\n\n\tpass</code></pre><p>after</p>"),
        ("```\nnever closed\n\n# not a heading", "<pre><code>never closed\n\n# not a heading</code></pre>"),
        ("~~~python title='x'\ny\n~~~", "<pre><code>python title='x'\ny</code></pre>"),
        ("````\n```\na\n```\n````", "<pre><code>```\na\n```</code></pre>"),
        ("para\n\n    indented\n      more\n\npara", "<p>para</p><pre><code>indented\n  more</code></pre><p>para</p>"),
        ("> said\n> so\n> - item\n>> twice",
         "<blockquote><p>said so</p><ul><li>item</li></ul><blockquote><p>twice</p></blockquote></blockquote>"),
        ("Fish &amp; chips &copy; &nope; 1&2", "<p>Fish &amp; chips © &amp;nope; 1&amp;2</p>"),
    ],
)  # fmt: skip
def test_html(markdown: str, html: str) -> None:
    assert richtext.render(markdown).html == html


def test_links_lead_to_the_web_or_to_mail_and_nowhere_else() -> None:
    html = richtext.render(
        "[w](https://e.org/a \"t\") [m](mailto:a@e.org) <https://e.org> [j](javascript:x) [d](data:text/html,x) "
        "[r](/in) [f](#top) [s](//e.org)"
    ).html  # fmt: skip
    assert html == (
        f'<p><a href="https://e.org/a" {REL}>w</a> <a href="mailto:a@e.org" {REL}>m</a> '
        f'<a href="https://e.org" {REL}>https://e.org</a> j d r f s</p>'
    )


def test_reference_definitions_link_and_stay_to_be_read() -> None:
    assert richtext.render('See [one][1].\n\n[1]: https://e.org/1 "Source"\n[2]: a note').html == (
        f'<p>See <a href="https://e.org/1" {REL}>one</a>.</p><p>[1]: https://e.org/1 "Source"</p><p>[2]: a note</p>'
    )


def test_images_leave_their_words_and_tags_are_shown_as_text() -> None:
    assert richtext.render('![the plot](https://e.org/p.png "t") <img src=x alt="a chart" onerror=y>').html == (
        "<p>the plot a chart</p>"
    )
    assert richtext.render('<div id="a" class=b data-c=d style="e">in <T> <!-- note --></div>').text == (
        '<div id="a" class=b data-c=d style="e">in <T> <!-- note --></div>'
    )


def test_what_no_page_may_hold_becomes_the_replacement_character() -> None:
    rendered = richtext.render("\ufeffa\x00b\ud800c\r\nd\x1be &#0; &#1; &#xD800;")
    assert rendered.text == "a�b�c d�e � � �"


def test_a_comment_links_addresses_and_sets_headings_in_bold() -> None:
    assert richtext.comment("## Look\nat https://e.org/a, or `https://code.org` <script>x</script>") == (
        f'<p><strong>Look</strong></p><p>at <a href="https://e.org/a" {REL}>https://e.org/a</a>, '
        "or <code>https://code.org</code> &lt;script&gt;x&lt;/script&gt;</p>"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[" * 50_000, f"<p>{'[' * 50_000}</p>"),
        ("a* " * 30_000, f"<p>{('a* ' * 30_000).strip()}</p>"),
        ("`a " * 30_000, f"<p>{('`a ' * 30_000).strip()}</p>"),
        ("*" * 100_000, "<hr>"),
        ("`" * 100_000, f"<p>{'`' * 100_000}</p>"),
        ("x" * (MAX_MARKDOWN + 1), f"<p>{'x' * (MAX_MARKDOWN + 1)}</p>"),
        ("**a**\n\n" + "b" * MAX_MARKDOWN, f"<p>**a**</p><p>{'b' * MAX_MARKDOWN}</p>"),
    ],
)
def test_what_would_take_too_long_is_shown_as_it_is(markdown: str, html: str) -> None:
    assert richtext.render(markdown).html == html


def test_a_link_keeps_its_host_and_query_whatever_its_letters():
    address = "https://paral·lel.example/a?b=½&c=1"
    assert f'href="{address.replace("&", "&amp;")}"' in richtext.render(f"[there]({address})").html


@pytest.mark.slow
def test_the_same_sign_half_a_million_times_is_text():
    """What takes the square of their number would not end."""
    for sign, html in (("&", "&amp;"), ("<", "&lt;"), ("\xa0½", "&nbsp;½")):
        assert richtext.render("w" + sign * 500_000).html == f"<p>w{html * 500_000}</p>"


def test_a_comment_longer_than_any_is_shown_as_it_is():
    assert richtext.comment("# a\n\n" + "b" * 20_000) == f"<p># a</p><p>{'b' * 20_000}</p>"
