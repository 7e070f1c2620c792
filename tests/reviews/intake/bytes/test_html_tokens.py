"""HTML cut into tags and text."""

from reviews.intake.bytes.html_tokens import HtmlToken, attribute, elements, tokens, words_of

PAGE = "<p Class='x'>a &amp; b<!-- c --><br/>d<script>e</script></p><b"


def test_comments_and_scripts_are_left_out_and_a_tag_that_never_ends_is_text():
    assert list(tokens(PAGE)) == [
        HtmlToken("p", " Class='x'"),
        HtmlToken("", "a & b"),
        HtmlToken("br", "/"),
        HtmlToken("", "d"),
        HtmlToken("/p", ""),
        HtmlToken("", "<b"),
    ]
    assert words_of(tokens(PAGE)) == "a & b\nd\n<b"


def test_the_value_of_an_attribute():
    assert [attribute(' class="a&gt;b" href=x', name) for name in ("class", "href", "id")] == ["a>b", "x", ""]


def test_an_element_holds_those_inside_it():
    page = tokens("<div id=1>a<div>b</div></div>-<div id=2>c")
    found = elements(page, lambda token: attribute(token.text, "id") or None)
    assert [(label, words_of(content)) for label, content in found] == [("1", "a\nb"), ("2", "c")]
