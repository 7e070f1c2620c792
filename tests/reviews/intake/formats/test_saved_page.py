"""Saved pages: the messages' elements, and nothing of what is around them."""

from tests.reviews.intake.formats.reading import read, talk

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0045)https://chatgpt.com/share/0a1b-2c3d -->
<html><head><title>ChatGPT - Bread &amp; salt</title></head><body>
<nav><a href="https://chatgpt.com/c/private">My private talk</a></nav>
<article><h5>You said:</h5>
<div data-message-author-role="user" data-message-id="1"><div class="pre"><div>Why salt?
In bread, I mean: 2 * 3_4</div></div></div></article>
<article><h6>ChatGPT said:</h6>
<div data-message-author-role="assistant" data-message-id="2" data-message-model-slug="gpt-4o"><div><h3>Taste</h3>
<div><p>It <em>slows</em> the yeast.</p></div><pre><div>sh<button>Copy code</button></div><code class="language-sh">knead
</code></pre></div></div>
<div data-message-author-role="tool">secret</div>
<div data-message-author-role="assistant"><p>And it keeps.</p></div><button>Good response</button></article>
<footer>ChatGPT can make mistakes.</footer></body></html>"""


def test_a_saved_page_of_chatgpt():
    parsed = read(PAGE)
    (voice,) = parsed.voices
    assert talk(parsed) == [
        (
            "Why salt?\nIn bread, I mean: 2 * 3_4",
            "### Taste\n\nIt *slows* the yeast.\n\n```sh\nknead\n```\n\nAnd it keeps.",
        )
    ]
    assert (voice.name, voice.version, voice.link) == ("ChatGPT", "GPT-4o", "https://chatgpt.com/share/0a1b-2c3d")
    assert (parsed.title, parsed.format) == ("Bread & salt", "saved_page")
    for word in ("private", "secret", "mistakes", "said:"):
        assert word not in parsed.text


EXPORTED = """<!DOCTYPE html><html><head><title>Bread</title></head><body>
<div class="conversation"><div class="conversation-header">
 <h1> <a href="https://chat.openai.com/c/12-ab" target="_blank">Bread</a></h1></div>
<div class="conversation-item"><div class="author user"><img alt="You" /></div>
 <div class="conversation-content-wrapper"><div class="conversation-content"><p>Why salt?</p></div></div></div>
<div class="conversation-item"><div class="author GPT-4"><svg><use/></svg></div>
 <div class="conversation-content-wrapper"><div class="conversation-content"><p>For <b>taste</b>.</p>
 <div>And more</div></div></div><div>10:00</div></div></div></body></html>"""


def test_the_page_of_the_exporter():
    parsed = read(EXPORTED)
    assert talk(parsed) == [("Why salt?", "For **taste**.\n\nAnd more")]
    assert (parsed.title, parsed.voices[0].name, parsed.voices[0].link) == (
        "Bread",
        "ChatGPT",
        "https://chat.openai.com/c/12-ab",
    )


def test_a_page_cut_short_gives_what_it_holds():
    assert talk(read(PAGE[: PAGE.index("the yeast")])) == [
        ("Why salt?\nIn bread, I mean: 2 * 3_4", "### Taste\n\nIt *slows*")
    ]


def test_words_about_such_pages_are_words():
    assert read('Look for data-message-author-role="user" in <div data-message-author-role="user">.').format == "pasted"
