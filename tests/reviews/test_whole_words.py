"""Not a character changed: what is stored is what was pasted, in order.

Each law builds a document out of pieces, and knows what a reader of the source reads. What is left out is said: the signs
of Markdown, the signs of lists, white space.
"""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from reviews import richtext
from reviews.characters import one_newline
from reviews.intake.document import turns
from reviews.intake.formats.html_to_markdown import as_markdown
from reviews.intake.page.escaping import looks_like_markdown
from reviews.intake.page.to_markdown import plain_to_markdown
from reviews.intake.parse import parse


def stored(text: str, html: str | None = None) -> str:
    """The text that is stored of a document that is one person's answer."""
    parsed = parse(text.encode(), html=html, respondent="Ann Gale", kind="person")
    answers = [turn.answer if parsed.markup == "markdown" else plain_to_markdown(turn.answer) for turn in turns(parsed)]
    return "\n".join(richtext.render(answer).text for answer in answers)


def solid(text: str) -> str:
    return "".join(text.split())


# --- plain text ---------------------------------------------------------------------------------------

_SPACE = r"[ \t\u00a0\u202f\u2007\u200b\ufeff]"
_LIST_SIGN = re.compile(rf"{_SPACE}*(?:[•◦▪●○‣⁃∙·](?:{_SPACE}|$)|[-–*+]{_SPACE}+(?=\S)|\d{{1,3}}[.)]{_SPACE}+(?=\S))")
PLAIN_PIECES = [
    *r"x \(x_{i}\) $x_{i}*y$ [1] \[1\] \[x_1\] List<String> <y &lt; a*b*c _a_ **b** ~~c~~ `d` \text{e} ![f](g)".split(),
    *r"<b>h</b> 1. - # [i]: |---|---| === $$ \\ = http://e.org/?a=1&lt=2 <a@b.org> <think>so</think>".split(),
    *r"• \* C:\dir\*.txt 3*4*5 </3 ``` ~~~ ||| {a} $ C #".split(),
    *("sa\u200bfe", "off\u00adline", "not\u00a0safe"),
]
plain_lines = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PLAIN_PIECES), max_size=5).map(" ".join),
        st.text(st.sampled_from("ab1 .,-*_`~[]()<>|#>&;!\\$:={}^+\"'\xa0/•"), max_size=30),
    ),
    max_size=8,
).map("\n".join)


@given(plain_lines)
def test_plain_text_is_stored_to_the_letter_but_for_the_signs_of_its_lists(text: str) -> None:
    assume(not looks_like_markdown(text))
    kept = ""
    for line in one_newline(text).split("\n"):
        sign = _LIST_SIGN.match(line)
        cut = sign.end() if sign else 0
        kept += f"(?:{re.escape(solid(line[:cut]))})?{re.escape(solid(line[cut:]))}"
    assert re.fullmatch(kept, solid(richtext.render(plain_to_markdown(text)).text))


def test_what_readers_quote_comes_out_as_it_went_in() -> None:
    text = r"Yes, it is safe [1]. Let \(x_{i} \neq y_{i}\), $x_{i}*y*z$ and \[a_{1}*b\]: List<String>, x <y, \text{e}, 5*3*2."
    assert stored(text) == text
    html = "<p>" + text.replace("<", "&lt;") + "</p>"
    assert stored(text, html) == text
    assert stored(f"# Report\n\n**Opening**\n\n{text}") == f"Report\nOpening\n{text}"


# --- Markdown -----------------------------------------------------------------------------------------

INLINE = st.sampled_from(
    [
        ("word", "word"),
        ("**bold**", "bold"),
        ("*slanted*", "slanted"),
        ("***both***", "both"),
        ("~~gone~~", "gone"),
        ("`co_de <b> &lt; *x*`", "co_de <b> &lt; *x*"),
        ("[link](https://e.org/a_b)", "link"),
        ("<https://e.org/c>", "https://e.org/c"),
        (r"\*star\*", "*star*"),
        (r"\[1\]", "[1]"),
        ("[1]", "[1]"),
        ("a &lt; b", "a < b"),
        ("List<String>", "List<String>"),
        ("x <y", "x <y"),
        ("3*4*5", "3*4*5"),
        ("a*b*c", "a*b*c"),
        ("snake_case_name", "snake_case_name"),
        (r"C:\dir", r"C:\dir"),
        (r"$x_{i}*y_{i}*z$", r"$x_{i}*y_{i}*z$"),
        (r"\(a_{1} \neq b_{2}\)", r"\(a_{1} \neq b_{2}\)"),
        (r"\[E = m*c^2*d\]", r"\[E = m*c^2*d\]"),
        (r"$\{a\}$", r"$\{a\}$"),
        ("from $5 to $10", "from $5 to $10"),
        (r"\$5", "$5"),
        ("**「安全」**です", "「安全」です"),
        ("これは**안전**은", "これは안전은"),
        ("a\u200bb c\u00add e\u00a0f", "a\u200bb c\u00add e\u00a0f"),
    ]
)
inlines = st.lists(INLINE, min_size=1, max_size=5).map(
    lambda parts: ("so " + " ".join(written for written, _ in parts), "so" + "".join(read for _, read in parts))
)
CODE = "if a < b: # _x_ &lt; $y_1$"
blocks = st.one_of(
    inlines,
    inlines.map(lambda part: ("## " + part[0], part[1])),
    inlines.map(lambda part: ("> " + part[0], part[1])),
    st.lists(inlines, min_size=1, max_size=3).map(
        lambda parts: ("\n".join("- " + part[0] for part in parts), "".join(part[1] for part in parts))
    ),
    st.lists(inlines, min_size=2, max_size=2).map(
        lambda parts: (
            f"| {parts[0][0]} | h |\n| --- | --- |\n| c | {parts[1][0]} |",
            f"{parts[0][1]}hc{parts[1][1]}",
        )
    ),
    st.just((f"```\n{CODE}\n```", CODE)),
    st.just(("\\[\nx_{1}\n- y_{2}\n+ z_{3}\n\\]", r"\[x_{1}-y_{2}+z_{3}\]")),
    st.just(("$$\n1. a_{1}*b*c\n$$", "$$1.a_{1}*b*c$$")),
)


@given(st.lists(blocks, min_size=1, max_size=6))
def test_markdown_is_stored_to_the_letter_but_for_its_signs(parts: list[tuple[str, str]]) -> None:
    written = "# Report\n\n**Opening** words.\n\n" + "\n\n".join(part[0] for part in parts)
    read = "Report Opening words." + "".join(part[1] for part in parts)
    assert solid(richtext.render(written).text) == solid(read)


# --- the clipboard's HTML -----------------------------------------------------------------------------

PHRASES = st.sampled_from(
    [
        ("word", "word"),
        ("<b>bold</b>", "bold"),
        ("<b>whole<i>both</i></b>", "wholeboth"),
        ("un<i>believ</i>able 2<i>n</i>2 <i>n</i>2 a<b><i>b</i></b>c <i>2</i><b>3</b>", "unbelievable 2n2 n2 abc 23"),
        ("x<b>(y)</b>z a<b>“b”</b>, <i>c</i>)", "x(y)z a“b”, c)"),
        ('<span style="font-weight:700">bold</span>', "bold"),
        ("<code>co_de &lt;b&gt; `x` *y*</code>", "co_de <b> `x` *y*"),
        ('<a href="https://e.org/a_(b)">link [1]</a>', "link [1]"),
        ('<a href="javascript:x">[1]</a>(https://e.org)', "[1](https://e.org)"),
        ("10<sup>24</sup>", "10²⁴"),
        ("CO<sub>2</sub>", "CO₂"),
        ("21<sup>st</sup>", "21st"),
        ("List&lt;String&gt; x &lt;y", "List<String> x <y"),
        ("&amp;lt; &amp; AT&amp;T", "&lt; & AT&T"),
        ("a*b*c *d* _e_ 3*4*5", "a*b*c *d* _e_ 3*4*5"),
        ("$x_{i}*y$ \\(a_{1}\\) $5", "$x_{i}*y$ \\(a_{1}\\) $5"),
        ("[1] \\[2\\] ![x](y) [i]: z", "[1] \\[2\\] ![x](y) [i]: z"),
        ("C:\\dir\\*.txt `d` ~~e~~ #", "C:\\dir\\*.txt `d` ~~e~~ #"),
        ("sa\u200bfe off\u00adline not&nbsp;safe", "sa\u200bfe off\u00adline not\u00a0safe"),
        ('<math><mi>x</mi><annotation encoding="application/x-tex">x_{1}</annotation></math>', "$x_{1}$"),
        ("Wow!<a href='https://e.org'>so</a>", "Wow!so"),
    ]
)
phrases = st.lists(PHRASES, min_size=1, max_size=5).map(
    lambda parts: (" ".join(part[0] for part in parts), "".join(part[1] for part in parts))
)
elements = st.one_of(
    st.tuples(st.sampled_from(["p", "h2", "blockquote", "div"]), phrases).map(
        lambda pair: (f"<{pair[0]}>{pair[1][0]}</{pair[0]}>", pair[1][1])
    ),
    st.tuples(st.sampled_from(["# ", "1. ", "- ", "+ ", "> ", "| ", "=== ", "•\u00a0", "* "]), phrases).map(
        lambda pair: (f"<p>{pair[0]}{pair[1][0]}</p>", pair[0] + pair[1][1])
    ),
    st.lists(phrases, min_size=1, max_size=3).map(
        lambda parts: (
            "<ul>" + "".join(f"<li>{part[0]}</li>" for part in parts) + "</ul>",
            "".join(part[1] for part in parts),
        )
    ),
    st.lists(phrases, min_size=2, max_size=2).map(
        lambda parts: (
            f"<table><tr><th>{parts[0][0]}</th><th>h</th></tr><tr><td>c|d</td><td>{parts[1][0]}</td></tr></table>",
            f"{parts[0][1]}hc|d{parts[1][1]}",
        )
    ),
    st.just(("<pre><code>if a &lt; b: # _x_ &amp;lt; $y_1$</code></pre>", "if a < b: # _x_ &lt; $y_1$")),
)


@given(st.lists(elements, min_size=1, max_size=6))
def test_the_clipboards_html_is_stored_to_the_letter(parts: list[tuple[str, str]]) -> None:
    html = "<p>First words.</p>" + "\n".join(part[0] for part in parts) + "<p>Last words.</p>"
    read = "First words." + "".join(part[1] for part in parts) + "Last words."
    assert solid(richtext.render(as_markdown(html)).text) == solid(read)
