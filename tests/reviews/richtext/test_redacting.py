"""Words are taken out of HTML: its elements stay, its links may go."""

import pytest

from reviews.richtext import addresses, text_of, without_words


def test_the_addresses_of_links():
    assert addresses('<p><a href="https://a.example/?x=1&amp;y=2">A</a> <a href="mailto:b@c">B</a></p>') == [
        "https://a.example/?x=1&y=2",
        "mailto:b@c",
    ]


@pytest.mark.parametrize(
    ("html", "words", "left"),
    [
        ("<p>An owl sees.</p>", "owl", "<p>An [-] sees.</p>"),
        ("<p>An <strong>owl</strong> sees.</p>", "An owl", "<p>[-]<strong></strong> sees.</p>"),
        ("<p>An</p><p>owl sees.</p>", "An\nowl", "<p>[-]</p><p> sees.</p>"),
        ("<p>A &lt;b&gt; owl &amp; a kite</p>", "owl", "<p>A &lt;b&gt; [-] &amp; a kite</p>"),
        ('<p><a href="https://owl.example">see</a> it</p>', "it", "<p>see [-]</p>"),
        ('<p><a href="https://kite.example">owl</a></p>', "owl", '<p><a href="https://kite.example">[-]</a></p>'),
        ("<p>An owl.</p>", "kite", "<p>An owl.</p>"),
    ],
)
def test_a_span_goes_and_what_is_around_it_stays(html: str, words: str, left: str):
    at = text_of(html).find(words)
    spans = [(at, at + len(words))] if at >= 0 else []
    assert without_words(html, spans, "[-]", lambda address: "owl" in address) == left
