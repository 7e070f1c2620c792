"""Tables of pages: each cell stands under its head."""

import pytest

from reviews.intake.formats.html_to_markdown import as_markdown

HEAD = "<table><tr><th>A</th><th>B</th><th>C</th></tr>"


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th colspan=2>Both</th><th>C</th></tr><tr><td>a<td>b<td>c</table>", ["Both||C", "a|b|c"]),
        (f"{HEAD}<tr><td rowspan=2>a<td>b<td>c</tr><tr><td>d<td>e</tr><tr><td>f</table>", ["A|B|C", "a|b|c", "|d|e", "f||"]),
        (f"{HEAD}<tr><td>a<td>b<td rowspan=3>c</tr><tr><td>d<td>e</tr><tr><td>f<td>g</tr><tr><td>h<td>i<td>j</table>",
         ["A|B|C", "a|b|c", "d|e|", "f|g|", "h|i|j"]),
        (f"{HEAD}<tr><td rowspan=2 colspan=2>a<td>b</tr><tr><td>c</table>", ["A|B|C", "a||b", "||c"]),
        ("<table><tr><td colspan=x rowspan=-1>a<td>b</table>", ["a|b"]),
        ("<table><tr><td>a|b<td>c<br>d</table>", ["a\\|b|c d"]),
    ],
)  # fmt: skip
def test_a_cell_that_spans_others_leaves_their_places_empty(html, rows):
    lines = as_markdown(html).split("\n")
    del lines[1]
    assert ["|".join(cell.strip() for cell in line[2:-2].split(" | ")) for line in lines] == rows


def test_a_caption_stands_above_its_table():
    html = "<table><caption>What <b>they</b> say</caption><tr><th>A</th></tr><tr><td>b</td></tr></table>"
    assert as_markdown(html) == "What **they** say\n\n| A |\n| --- |\n| b |"


def test_a_cell_cannot_make_a_table_huge():
    lines = as_markdown("<table><tr>" + "<td colspan=9999 rowspan=999999>a" * 500 + "</table>").split("\n")
    assert (len(lines), lines[0].count("|"), lines[0].count("a")) == (2, 61, 500)
