"""The clipboard's HTML, and the sources of pages and posts: what is read so, and what it lacks."""

import pytest

from reviews.intake.formats.html_to_markdown import convert
from reviews.intake.parse import parse


def test_what_cannot_be_kept_is_said_in_the_draft():
    html = (
        "<p>Let <span class='katex'><span class='katex-html' aria-hidden='true'>xi</span></span> be.</p>"
        "<p><img src=a alt='A cat'><img src=b><video></video> Old <button>Copy</button> tea</p>"
    )
    parsed = parse(b"Let xi be. Old tea", html=html, respondent="Ann", kind="person")
    assert parsed.text == "Let xi be.\n\nOld tea"
    assert parsed.warnings == (
        "A formula came without TeX, and may not read as meant: look at “xi”.",
        "2 pictures of the page cannot be kept.",
        "A video of the page cannot be kept.",
        "The words of buttons are left out: “Copy”.",
    )


@pytest.mark.parametrize(
    "post",
    [
        "<p>Tea is <b>old</b>.</p>\n<h2>Why</h2>\n<p>Because.</p>\n<p>&nbsp;</p>",
        "Tea is <b>old</b>.<br /><br />\nIt came<br />\nby ship.<br />",
        '<div class="separator"><a href="https://e.org"><img src="x"></a></div>\n<div>Tea</div>\n<div>is old</div>',
    ],
)
def test_the_source_of_a_post_is_read_as_a_page(post):
    assert parse(post.encode(), respondent="Ann", kind="person").format == "clipboard_html"


@pytest.mark.parametrize(
    "text",
    [
        "How do I close a <div>?\n\nWrite </div> behind it.\n\nAnd <p>?\n\nThe same: <br> needs none.",
        "# Tags\n\n<p>one</p>\n<p>two</p>\n<p>three</p>",
        "```html\n<p>one</p>\n<p>two</p>\n<p>three</p>\n```",
        "List<String> a;\nMap<String, List<B>> b;\nx <p y",
    ],
)
def test_words_about_tags_are_no_page(text):
    assert parse(text.encode(), respondent="Ann", kind="person").format != "clipboard_html"


def test_html_without_the_words_of_the_text_is_not_used():
    parsed = parse(b"Tea is very old indeed, as everybody knows.", html="<p>Tea</p>")
    assert (parsed.format, parsed.text) == ("pasted", "Tea is very old indeed, as everybody knows.")


def test_a_page_saved_as_html_is_recognised():
    parsed = parse(b"<!DOCTYPE html><html><head><title>x</title></head><body><h1>Tea</h1><p>Old.</p></body></html>")
    assert (parsed.format, parsed.text) == ("clipboard_html", "# Tea\n\nOld.")


def test_a_button_in_a_formula_comes_behind_it():
    page = "<p>$$p(x) = \\text{now <button>1</button><button>2</button>}$$ so <button>Copy</button>$$y$$</p>"
    converted = convert(page)
    assert converted.markdown == "$$p(x) = \\text{now }$$ 1 2 so $$y$$"
    assert converted.notes == ("The words of buttons are left out: “Copy”.",)


def test_a_button_behind_dollars_that_do_not_end_is_left_out():
    converted = convert("<p>It costs $$ <button>1</button>much</p><p>so <button>2</button></p>")
    assert "1" not in converted.markdown
    assert converted.notes == ("The words of buttons are left out: “1”, “2”.",)
