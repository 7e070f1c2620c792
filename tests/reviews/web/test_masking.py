"""Pages, documents and headers without names."""

import json

import pytest
from django.http import HttpResponse

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


def test_what_the_viewer_sent_stays(rf):
    response = HttpResponse("<textarea>It is  GPT-4</textarea><p>GPT-4</p>")
    shown = masked(rf.post("/", {"body": "It is GPT-4"}), response, MASKS)
    assert shown.text == "<textarea>It is  GPT-4</textarea><p>[name]</p>"


def test_documents_lose_names_and_places(rf):
    told = {"by": "GPT-4", "quotes": [{"start": 3, "end": 8, "text": "Zephyrine"}], "n": 1}
    response = HttpResponse(json.dumps(told), content_type="application/json")
    assert json.loads(masked(rf.get("/"), response, MASKS).content) == {
        "by": "[name]",
        "quotes": [{"start": None, "end": None, "text": "[name]"}],
        "n": 1,
    }


def test_plain_texts_and_names_of_files_are_masked(rf):
    response = HttpResponse(
        "Claude", content_type="text/plain", headers={"Content-Disposition": 'x; filename="GPT-4.txt"'}
    )
    shown = masked(rf.get("/"), response, MASKS)
    assert (shown.text, shown.headers["Content-Disposition"]) == ("[name]", 'x; filename="[name].txt"')


def test_a_picture_stays(rf):
    response = HttpResponse(b"GPT-4", content_type="image/png")
    assert masked(rf.get("/"), response, MASKS).content == b"GPT-4"
