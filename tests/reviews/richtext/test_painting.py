"""Fragments of rendered HTML, and marks over them."""

from reviews import richtext


def cut(markdown: str, words: str, *marked: str) -> str:
    rendered = richtext.render(markdown)
    start = rendered.text.index(words)
    spans = [(rendered.text.index(mark), rendered.text.index(mark) + len(mark)) for mark in marked]
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
