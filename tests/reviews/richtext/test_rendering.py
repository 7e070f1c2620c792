"""What Markdown becomes: the HTML, its text and its blocks, to the letter."""

import pytest

from reviews import richtext
from reviews.intake.page.to_markdown import plain_to_markdown
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
         "<p><strong>b</strong> <em>e</em> <del>d</del> <code>c&lt;d</code> H<sub>2</sub>O x<sup>2</sup></p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("cost $a_1*b*c$ and \\(x_1*y*z\\) for $5", "<p>cost $a_1*b*c$ and \\(x_1*y*z\\) for $5</p>"),
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


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Three points:\n- a\n- b", "<p>Three points:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("3) c\n4) d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("1. a\n\nbetween\n\n2. b", '<ol><li>a</li></ol><p>between</p><ol start="2"><li>b</li></ol>'),
        ("1. a\n5. b", '<ol><li>a</li></ol><ol start="5"><li>b</li></ol>'),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li>b</li></ul>"),
        ("- a\nlazy\n- b", "<ul><li>a lazy</li><li>b</li></ul>"),
        ("- - a", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("- > q\n  > r", "<ul><li><blockquote><p>q r</p></blockquote></li></ul>"),
        ("- ```sh\n  a\n    b\n  ```\n- c", "<ul><li><pre><code>a\n  b</code></pre></li><li>c</li></ul>"),
        ("10. - a\n    - b\n11. c", '<ol start="10"><li><ul><li>a</li><li>b</li></ul></li><li>c</li></ol>'),
        ("1. do\n   ```\n   x\n     y\n   ```\n2. so", "<ol><li>do<pre><code>x\n  y</code></pre></li><li>so</li></ol>"),
        ("it was in\n2019. And then", "<p>it was in 2019. And then</p>"),
    ],
)
def test_lists_as_models_write_them(markdown: str, html: str) -> None:
    assert richtext.render(markdown).html == html


def test_a_table_needs_no_blank_line_and_keeps_surplus_cells() -> None:
    rendered = richtext.render("Read:\n| A | B |\n|:--|--:|\n| 1 \\| 2 | **x** | more |\n| 3 |\nafter")
    assert rendered.html == (
        "<p>Read:</p><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><td>1 | 2</td><td><strong>x</strong></td><td>more</td></tr><tr><td>3</td></tr></tbody></table><p>after</p>"
    )
    assert rendered.text == "Read:\nA\tB\n1 | 2\tx\tmore\n3\nafter"


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


def test_blocks() -> None:
    rendered = richtext.render(
        "# One\n**Two**\n\nthree  \nfour\n- five\n  1. six\n\n     seven\n> eight\n\n| n | t |\n|-|-|\n|  | **e** |\n\n"
        "```\ncode\n\nmore\n```"
    )
    assert [(*block[:2], rendered.text[block[2] : block[3]], *block[4:]) for block in rendered.blocks] == [
        ("heading", 1, "One", False, False),
        ("paragraph", 0, "Two", True, False),
        ("paragraph", 0, "three\nfour", False, False),
        ("item", 1, "five", False, False),
        ("item", 2, "six", False, True),
        ("item", 2, "seven", False, True),
        ("quote", 0, "eight", False, False),
        ("row", 0, "n\tt", False, False),
        ("row", 0, "\te", True, False),
        ("code", 0, "code\n\nmore", False, False),
    ]
    assert richtext.text_of(rendered.html) == rendered.text


def test_a_comment_links_addresses_and_sets_headings_in_bold() -> None:
    assert richtext.comment("## Look\nat https://e.org/a, or `https://code.org` <script>x</script>") == (
        f'<p><strong>Look</strong></p><p>at <a href="https://e.org/a" {REL}>https://e.org/a</a>, '
        "or <code>https://code.org</code> &lt;script&gt;x&lt;/script&gt;</p>"
    )


def cut(markdown: str, words: str, *marked: str) -> str:
    rendered = richtext.render(markdown)
    start = rendered.text.index(words)
    spans = [(rendered.text.index(mark), rendered.text.index(mark) + len(mark), "label") for mark in marked]
    return richtext.fragment(rendered.html, start, start + len(words), spans)


def test_a_fragment_stands_in_its_list_with_its_number() -> None:
    markdown = "3. a\n4. b\n   - deep\n5. c\n6. d"
    assert cut(markdown, "c\nd") == '<ol start="5"><li>c</li><li>d</li></ol>'
    assert cut(markdown, "ee") == '<ol start="4"><li><ul><li>ee</li></ul></li></ol>'


def test_a_fragment_of_a_table_has_its_header_and_its_columns() -> None:
    table = "| A | **B** |\n|-|-|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |"
    head = "<table><thead><tr><th>A</th><th><strong>B</strong></th></tr></thead><tbody>"
    head_as_text = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
    assert cut(table.replace("*", ""), "4") == f"{head_as_text}<tr><td></td><td>4</td></tr></tbody></table>"
    assert cut(table, "3") == f"{head}<tr><td>3</td><td></td></tr></tbody></table>"
    assert cut(table, "B\n1") == (
        "<table><thead><tr><th></th><th><strong>B</strong></th></tr></thead>"
        "<tbody><tr><td>1</td><td></td></tr></tbody></table>"
    )


def test_marks_cross_elements_and_overlap() -> None:
    assert cut("a **bold *both* b** c\n\nnext", "a bold both b c\nnext", "old bo", "both b c", "ext") == (
        "<p>a <strong>b<mark>old </mark><em><mark>both</mark></em><mark> b</mark></strong><mark> c</mark></p>"
        "<p>n<mark>ext</mark></p>"
    )


def test_a_mark_is_painted_over_characters_that_html_escapes() -> None:
    rendered = richtext.render("a < b & c\xa0d")
    assert richtext.paint(rendered.html, [(2, 7)]) == "<p>a <mark>&lt; b &amp;</mark> c&nbsp;d</p>"


def test_a_stored_fragment_keeps_its_marks() -> None:
    assert richtext.painted("<p>a <mark class=x>b</mark><script>c</script></p>") == "<p>a <mark>b</mark></p>"


def test_no_class_stays() -> None:
    for foreign in ("evil", "alone", ""):
        assert richtext.painted(f'<mark class="{foreign}" onclick="b">c</mark>') == "<mark>c</mark>"
    assert richtext.safe('<p class="x"><mark>c</mark></p>') == "<p>c</p>"
    assert "<mark" not in richtext.render("<mark>c</mark>").html


def test_stored_html_that_somebody_changed_is_sanitised_again() -> None:
    assert richtext.safe('<p id=a onclick=b>x<script>y</script><img src=z><a href="javascript:q">l</a></p>') == (
        f"<p>x<a {REL}>l</a></p>"
    )
    assert "script" not in richtext.paint("<p>x<script>y</script></p>", [(0, 1)])


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


def test_a_document_of_too_many_parts_is_shown_as_it_is() -> None:
    assert richtext.render("*a*\n\n" * 30_000).html == "<p>*a*</p>" * 30_000
    assert richtext.render("*a*\n\n" * 300).html == "<p><em>a</em></p>" * 300


def test_a_huge_table_is_shown_as_lines() -> None:
    html = richtext.render("|a|b|\n|-|-|\n" + "|1|2|\n" * 20_000).html
    assert html == "<p>|a|b|<br>|-|-|<br>" + "<br>".join(["|1|2|"] * 20_000) + "</p>"


@pytest.mark.parametrize(
    "markdown",
    [
        "\n".join("  " * depth + f"- w{depth}" for depth in range(300)),
        "\n".join("> " * depth + f"w{depth}\n" for depth in range(300)),
        "\n".join("  " * depth + ("- " if depth % 2 else "> ") + f"w{depth}" for depth in range(300)),
        "".join(f"- w{depth} > " for depth in range(300)),
        "- > " * 300 + " ".join(f"w{depth}" for depth in range(300)),
    ],
)
def test_deep_nesting_is_bounded_and_loses_nothing(markdown: str) -> None:
    rendered = richtext.render(markdown)
    assert [word for word in rendered.text.split() if word.startswith("w")] == [f"w{depth}" for depth in range(300)]
    assert max(level for _, level, *_ in rendered.blocks) <= 110


@pytest.mark.parametrize("text", ["[" * 50_000, "a_b* <c> [d] `e` " * 2_000])
def test_what_is_too_costly_to_read_is_shown_in_the_words_of_the_page(text):
    assert richtext.render(plain_to_markdown(text)).text.split() == text.split()


def test_no_attribute_passes_that_is_not_on_the_list():
    assert richtext.safe('<p title="x" lang="de">a <a href="https://e.org" title="y" hreflang="de">b</a></p>') == (
        '<p>a <a href="https://e.org" rel="nofollow noopener noreferrer ugc">b</a></p>'
    )


def test_a_link_keeps_its_host_and_query_whatever_its_letters():
    address = "https://paral·lel.example/a?b=½&c=1"
    assert f'href="{address.replace("&", "&amp;")}"' in richtext.render(f"[there]({address})").html


def test_the_same_sign_half_a_million_times_is_text():
    """What takes the square of their number would not end."""
    for sign, html in (("&", "&amp;"), ("<", "&lt;"), ("\xa0½", "&nbsp;½")):
        assert richtext.render("w" + sign * 500_000).html == f"<p>w{html * 500_000}</p>"


def test_a_comment_longer_than_any_is_shown_as_it_is():
    assert richtext.comment("# a\n\n" + "b" * 20_000) == f"<p># a</p><p>{'b' * 20_000}</p>"


def test_a_character_that_no_text_holds_is_none_when_spelt_by_number_either():
    assert richtext.safe("<p>a&#xFFFE;b&#65535;c&#x0001fffe;d&#27;e&#x9d;f&#65;&#146;&#99999999999;</p>") == (
        "<p>a\ufffdb\ufffdc\ufffdd\ufffde\ufffdfA’\ufffd</p>"
    )
    assert richtext.render("a&#xFFFE;b&#27;c").text == "a\ufffdb\ufffdc"
