"""Pages of chats: whose message an element is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.bytes.html_tokens import tokens
from reviews.intake.document import is_partition, turns
from reviews.intake.formats.html_speakers import chat_element, speaker_label, with_messages_marked
from reviews.intake.parse import parse


def test_roles_that_a_page_gives_its_turns():
    html = (
        '<div data-message-author-role="user"><p>How old is tea?</p></div>'
        '<div data-message-author-role="assistant"><h3>Very</h3><table><tr><td>Age</td><td>5000</td></tr></table></div>'
    )
    parsed = parse(b"How old is tea?\nVery\nAge5000", html=html)
    (turn,) = turns(parsed)
    assert (parsed.format, parsed.voices[0].name, turn.prompt) == ("clipboard_html", "ChatGPT", "How old is tea?")
    assert turn.answer == "### Very\n\n| Age | 5000 |\n| --- | --- |"
    assert is_partition(parsed)


PAGES = {
    "Copilot": (
        '<div data-content="user-message"><p>How old is tea?</p></div><div data-content="ai-message"><p>Very old.</p></div>'
    ),
    "DeepSeek": (
        '<div class="ds-message"><div class="fbb737a4">How old is tea?</div></div>'
        '<div class="ds-message"><div class="ds-think-content"><div class="ds-markdown"><p>Hm, tea.</p></div></div>'
        '<div class="ds-markdown ds-assistant-message-main-content"><p>Very old.</p></div></div>'
    ),
    "Grok": (
        '<div class="items-end"><div data-testid="user-message" class="message-bubble"><p>How old is tea?</p></div></div>'
        '<div class="items-start"><div class="message-bubble"><div class="response-content-markdown"><p>Very old.</p>'
        "</div></div></div>"
    ),
    "Qwen": (
        '<div class="qwen-chat-message qwen-chat-message-user"><p>How old is tea?</p></div>'
        '<div class="qwen-chat-message qwen-chat-message-assistant"><p>Very old.</p></div>'
    ),
    "NotebookLM": (
        '<div class="chat-message-pair"><chat-message><div class="from-user-container"><div class="message-content">How old '
        'is tea?</div></div></chat-message><chat-message><div class="to-user-container"><div class="message-content"><p>Very '
        'old.</p></div><div class="message-actions"><button>Save to note</button></div></div></chat-message></div>'
    ),
}


@pytest.mark.parametrize("product", PAGES)
def test_messages_of_products_whose_pages_print_no_label(product):
    parsed = parse(b"How old is tea?\nVery old.", html=PAGES[product])
    (turn,) = turns(parsed)
    assert (parsed.voices[0].name, turn.answer) == (product, "Very old.")
    assert turn.prompt == "How old is tea?"
    assert is_partition(parsed)


@pytest.mark.parametrize(
    ("name", "attributes", "label"),
    [
        ("div", ' data-message-author-role="assistant"', "#### ChatGPT said:"),
        ("div", " data-message-author-role=tool", ""),
        ("user-query", "", "#### You said:"),
        ("p", ' class="font-claude-response-body"', ""),
        ("p", ' class="x" title="to-user-container"', ""),
        ("p", "", ""),
    ],
)
def test_the_label_of_an_element(name, attributes, label):
    assert speaker_label(name, attributes) == label
    assert (chat_element(name, attributes) is None) == (label == "")


TAGS = (
    '<div class="ds-message">', '<div class="ds-markdown">', '<div class="ds-think-content">', "<div>", "</div>", "<p>",
    "</p>", "<div/>", "x", "You said:",
)  # fmt: skip


@given(st.lists(st.sampled_from(TAGS)))
def test_a_message_gains_a_heading_and_loses_nothing(parts):
    given_tokens = list(tokens("".join(parts)))
    marked = list(with_messages_marked(given_tokens))
    kept: list[object] = []
    at = 0
    while at < len(marked):
        is_heading = marked[at].name == "h4"
        if not is_heading:
            kept.append(marked[at])
        at += 3 if is_heading else 1
    assert kept == given_tokens
