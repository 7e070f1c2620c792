"""The block structure of Markdown, as models write it."""

import pytest

from reviews import richtext
from reviews.intake.page.to_markdown import plain_to_markdown


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


@pytest.mark.slow
def test_a_document_of_too_many_parts_is_shown_as_it_is() -> None:
    assert richtext.render("*a*\n\n" * 30_000).html == "<p>*a*</p>" * 30_000
    assert richtext.render("*a*\n\n" * 300).html == "<p><em>a</em></p>" * 300


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "Read:\n| A | B |\n| 1 | **x** |\nafter",
            "<p>Read:</p><table><tbody><tr><td>A</td><td>B</td></tr><tr><td>1</td><td><strong>x</strong></td></tr></tbody>"
            "</table><p>after</p>",
        ),
        (
            "|A|B|\n|===|===|\n|1|2|",
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        ("| A | B |\n| 1 | 2 | 3 |", "<pre><code>| A | B |\n| 1 | 2 | 3 |</code></pre>"),
        ("|a| + |b|\n|c| + |d|", "<p>|a| + |b| |c| + |d|</p>"),
    ],
)
def test_a_table_without_a_proper_line_below_its_head(markdown: str, html: str) -> None:
    assert richtext.render(markdown).html == html
