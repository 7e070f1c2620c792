"""Respondents' HTML as Markdown and text: its parts are kept, and nothing in it becomes markup."""

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.quoted import as_markdown, as_quotation, as_text
from reviews import richtext

ANSWER = """# Verdict

It is **safe**, *mostly*: `rm -rf` is gone, see [the report](https://example.org/a_b).

- owls
    - barn owls
    - snowy owls
- kites

1. first
2. second

| who | says |
| --- | --- |
| Ada | a \\| b |

> Quoted.

```
<script>
  x_1 = 2
```
"""


def test_headings_lists_tables_code_and_links_are_kept():
    assert as_markdown(richtext.render(ANSWER).html) == (
        "#### Verdict\n\n"
        "It is **safe**, *mostly*: `rm -rf` is gone, see [the report](<https://example.org/a_b>).\n\n"
        "-   owls\n    -   barn owls\n    -   snowy owls\n-   kites\n\n"
        "&nbsp;\n\n"
        "1.  first\n2.  second\n\n"
        "| who | says |\n| --- | --- |\n| Ada | a \\| b |\n\n"
        "> Quoted.\n\n"
        "    <script>\n      x_1 = 2"
    )


def test_as_text_they_read_as_they_stand():
    assert as_text(richtext.render(ANSWER).html) == (
        "Verdict\n-------\n\n"
        "It is safe, mostly: rm -rf is gone, see the report <https://example.org/a_b>.\n\n"
        "-   owls\n    -   barn owls\n    -   snowy owls\n-   kites\n\n"
        "1.  first\n2.  second\n\n"
        "who | says\nAda | a | b\n\n"
        "> Quoted.\n\n"
        "    <script>\n      x_1 = 2"
    )


def shown(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(python_markdown.markdown(as_quotation(as_markdown(html)), extensions=["tables"]))


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><pre><code>&lt;script&gt;x&lt;/script&gt;</code></pre></li></ul>",
        "<ul><li>a</li></ul><pre><code>&lt;img src=x&gt;</code></pre>",
        "<ol><li><p>a</p><pre><code>&lt;b&gt;</code></pre></li></ol>",
        "<table><tr><th>`a|&lt;script&gt;`</th></tr><tr><td><code>x|&lt;img&gt;</code></td></tr></table>",
        "<p><code>`&lt;script&gt;`</code> and <code>&lt;img src=x&gt;\\</code></p>",
        "<p>\\<code>&lt;script&gt;</code>`</p>",
        "<p>a<br>&lt;script&gt;</p>",
        "<h1>&lt;img&gt;</h1>",
        "<p><strong>&lt;img&gt;</strong><em> &lt;b&gt; </em></p>",
        "<blockquote><p>&lt;script&gt;</p></blockquote><blockquote><pre>&lt;script&gt;</pre></blockquote>",
        "<p>&amp;lt;script&amp;gt;</p>",
    ],
)
def test_markup_that_was_written_as_text_stays_text(html: str):
    tree = shown(html)
    assert tree.css("script, img, b") == []
    said = LexborHTMLParser(html).text(deep=True)
    for word in ("script", "img"):
        assert tree.text(deep=True).count(word) == said.count(word)


@given(st.text(st.sampled_from("<>ab`*_#-+|\\&;![]()~=: \n1.")))
def test_no_text_becomes_html(text: str):
    rendered = richtext.render(text)
    allowed = {"p", "strong", "em", "code", "pre", "ul", "ol", "li", "a", "br", "blockquote", "hr", "del"} | {
        "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "html", "head", "body"
    }  # fmt: skip
    tree = shown(rendered.html)
    assert {node.tag for node in tree.root.traverse()} <= allowed if tree.root else True
