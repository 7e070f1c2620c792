"""Pages, documents and headers without names."""

import json

import pytest
from django.http import HttpResponse, QueryDict

from reviews.lens import Lens
from reviews.masks import masks_of
from reviews.web.masking import masked, masked_html

MASKS = masks_of(("Zephyrine Quux-9",))


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Zephyrine says &amp; GPT-4 &lt;b&gt;</p>", "<p>[name] says &amp; [name] &lt;b&gt;</p>"),
        ("<p>Zeph<em>yrine</em> says</p>", "<p>[name]<em></em> says</p>"),
        ("<p>Chat<mark>GPT</mark>-4, no</p>", "<p>[name]<mark></mark>, no</p>"),
        ("<li>Claude</li><li>Opus</li>", "<li>[name]</li><li>Opus</li>"),
        ("<a>Claude</a><a>Read</a>", "<a>[name]</a><a>Read</a>"),
        ('<p title="By Zephyrine" id="p">x</p>', '<p title="By [name]" id="p">x</p>'),
        ('<a href="https://openai.com/a">x</a>', "<a>x</a>"),
        ('<a href="/c/a/#at-0:~:text=Claude%20said">x</a>', '<a href="/c/a/#at-0">x</a>'),
        ('<a href="/c/gpt-4/">x</a>', '<a href="/c/gpt-4/">x</a>'),
        ("<textarea data-own-words>GPT-4</textarea> GPT-4", "<textarea data-own-words>GPT-4</textarea> [name]"),
        ("<p>Mark 4 &lt; 5</p>", "<p>Mark 4 &lt; 5</p>"),
        ("<!doctype html><!-- Claude --><p>1 < 2</p>", "<!doctype html><p>1 < 2</p>"),
    ],
)
def test_texts_and_attributes_are_masked_and_elements_stay(html, shown):
    assert masked_html(html, MASKS) == shown


@pytest.fixture
def nameless(comparison) -> Lens:
    """What somebody sees who may know no names."""
    return Lens(comparison.pk, None, names_hidden=True)


def test_what_the_viewer_sent_stays_in_its_field(nameless):
    html = '<textarea name="body">It is  GPT-4</textarea><p>GPT-4</p><input name="a" value="GPT-4"><b title="GPT-4">GPT-4</b>'
    sent = QueryDict(mutable=True)
    sent.update({"body": "It is GPT-4", "a": "GPT-4"})
    kept = '<textarea name="body">It is  GPT-4</textarea><p>[name]</p><input name="a" value="GPT-4"><b title="[name]">[name]</b>'
    assert masked(HttpResponse(html), nameless, sent).content.decode() == kept


def test_documents_lose_names_and_places(nameless):
    told = {"by": "GPT-4", "quotes": [{"start": 3, "end": 8, "text": "Claude"}], "n": 1}
    response = HttpResponse(json.dumps(told), content_type="application/json")
    assert json.loads(masked(response, nameless, QueryDict()).content) == {
        "by": "[name]",
        "quotes": [{"start": None, "end": None, "text": "[name]"}],
        "n": 1,
    }


def test_plain_texts_and_names_of_files_are_masked(nameless):
    response = HttpResponse(
        "Claude", content_type="text/plain", headers={"Content-Disposition": 'x; filename="GPT-4.txt"'}
    )
    shown = masked(response, nameless, QueryDict())
    assert (shown.text, shown.headers["Content-Disposition"]) == ("[name]", 'x; filename="[name].txt"')


def test_a_picture_stays(nameless):
    response = HttpResponse(b"GPT-4", content_type="image/png")
    assert masked(response, nameless, QueryDict()).content == b"GPT-4"
