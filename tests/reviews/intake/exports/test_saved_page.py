"""Saved pages: the messages' elements, and nothing of what is around them."""

import pytest

from tests.reviews.intake.exports.reading import read, talk

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


CLAUDE = """<!DOCTYPE html>
<!-- saved from url=(0030)https://claude.ai/chat/0a1b-2c3d -->
<html><head><title>Bread and salt - Claude</title></head><body><nav><a href="/chat/1">My private talk</a></nav>
<div data-test-render-count="1"><div data-testid="user-message" class="x"><p>Why salt?</p><p>- in bread</p></div></div>
<div data-is-streaming="false"><div class="font-claude-response relative"><button>Thought for 3s</button>
<div style="display:none">secret</div><div class="standard-markdown"><p class="font-claude-response-body">It
<strong>slows</strong> the yeast.</p><ul><li class="font-claude-response-body">a bit</li></ul></div></div></div>
<button>Retry</button><div contenteditable="true"><p>Reply to Claude...</p></div>
<p>Claude is AI and can make mistakes.</p></body></html>"""


def test_a_saved_page_of_claude():
    parsed = read(CLAUDE)
    (voice,) = parsed.voices
    assert talk(parsed) == [("Why salt?\n\n- in bread", "It **slows** the yeast.\n\n- a bit")]
    assert (voice.name, voice.vendor, voice.link) == ("Claude", "Anthropic", "https://claude.ai/chat/0a1b-2c3d")
    assert (parsed.title, parsed.format) == ("Bread and salt", "saved_page")


GEMINI = """<!doctype html>
<!-- saved from url=(0030)https://gemini.google.com/app/0a1b2c3d -->
<html><head><title>Google Gemini</title></head><body><bard-sidenav>My private talk</bard-sidenav>
<user-query><div class="query-content"><div class="query-text gds-body-l"><h5 class="cdk-visually-hidden"><span>You said</span>
Why …</h5><p class="query-text-line">Why salt?</p><p class="query-text-line"><br></p><p class="query-text-line">In bread.</p></div>
<button>Edit</button></div></user-query><model-response><model-thoughts>secret</model-thoughts>
<h6 class="cdk-visually-hidden">Gemini said</h6><message-content><div class="markdown"><p>For <b>taste</b>.</p><code-block>
<div class="code-block-decoration header-formatted"><span>Code snippet</span><div>bar</div></div>
<pre><code>knead
</code></pre></code-block></div></message-content><sources-list>secret</sources-list></model-response>
<p>Gemini can make mistakes.</p></body></html>"""


def test_a_saved_page_of_gemini():
    parsed = read(GEMINI)
    (voice,) = parsed.voices
    assert talk(parsed) == [("Why salt?\n\nIn bread.", "For **taste**.\n\n```\nknead\n```")]
    assert (voice.name, voice.vendor, voice.link) == ("Gemini", "Google", "https://gemini.google.com/app/0a1b2c3d")
    assert (parsed.title, parsed.format) == ("", "saved_page")


EARLY = """<!DOCTYPE html>
<html><head><title>Bread and salt</title></head><body><nav>My private talk</nav><main>
<div class="group w-full dark:bg-gray-800"><div class="flex"><div class="min-h-[20px] flex flex-col items-start gap-4 whitespace-pre-wrap">Why salt?
In bread.</div></div></div>
<div class="group w-full bg-gray-50"><div class="min-h-[20px] flex flex-col items-start gap-4 whitespace-pre-wrap"><div
class="markdown prose w-full break-words dark:prose-invert light"><p>For <strong>taste</strong>.</p></div></div>
<button>Good</button></div>
<div class="group w-full dark:bg-gray-800"><div class="min-h-[20px] flex flex-col items-start gap-4 whitespace-pre-wrap">Thanks</div></div>
</main><div>Free Research Preview. ChatGPT may produce inaccurate information.</div></body></html>"""


def test_a_page_of_chatgpt_from_its_first_spring():
    parsed = read(EARLY)
    assert talk(parsed) == [("Why salt?\nIn bread.", "For **taste**."), ("Thanks", "")]
    assert (parsed.title, parsed.format, parsed.voices[0].name) == ("Bread and salt", "saved_page", "ChatGPT")


FORMULA = (
    '<span class="katex"><span class="katex-mathml"><math{}><semantics><mrow><mi>x</mi><mo>&lt;</mo></mrow>'
    '<annotation encoding="application/x-tex">x_1 &lt; 2</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">x1&lt;2</span></span>'
)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (FORMULA.format(""), "So $x_1 < 2$ holds."),
        (FORMULA.format(' display="block"'), "So $$x_1 < 2$$ holds."),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "So x=2 holds."),
    ],
)
def test_a_formula_is_said_once(formula, said):
    page = (
        '<html><body><div data-message-author-role="user">Why?</div>'
        f'<div data-message-author-role="assistant"><p>So {formula} holds.</p></div></body></html>'
    )
    assert talk(read(page)) == [("Why?", said)]


def test_a_formula_that_never_ends_ends_with_its_paragraph():
    page = (
        '<html><body><div data-message-author-role="user">Why?</div>'
        '<div data-message-author-role="assistant"><p>So <math><mi>x</mi></p><p>It <b>holds</b>.</p></div></body></html>'
    )
    assert talk(read(page)) == [("Why?", "So x\n\nIt **holds**.")]


def test_what_gemini_thought_is_no_answer():
    page = (
        '<html><body><user-query><div class="query-text">Why?</div></user-query><model-response><model-thoughts>'
        "<message-content><p>secret</p></message-content></model-thoughts>"
        "<message-content><p>It <b>holds</b>.</p></message-content></model-response></body></html>"
    )
    assert talk(read(page)) == [("Why?", "It **holds**.")]
