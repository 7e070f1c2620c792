"""Names masked inside texts, and the way back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.masks import TOKEN, masks_of

MASKS = masks_of(("Zephyrine Quux-9", "Obsidianworks"), ("Mara Lind", "Mark"))
NAMES = ("Zephyrine Quux-9", "zephyrine", "Quux-9", "OBSIDIANWORKS", "GPT-4", "ChatGPT", "Claude Opus 4.1", "Anthropic")
TEXTS = st.lists(
    st.sampled_from((*NAMES, "Chat\u00adGPT", "\u200b", "says", " ", "\n", ", ", "it", "är", "…")), max_size=12
).map(" ".join)


@pytest.mark.parametrize(
    "name", [*NAMES, "Mara Lind", "Lind", "MARK", "OpenAI", "claude-opus-4-1", "gemini 2.5 pro", "o3"]
)
def test_names_are_masked_whole(name):
    assert MASKS.masked(f"So {name}, says it.") == f"So {TOKEN}, says it."
    assert MASKS.names_in(f"So {name}, says it.") == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Zephy\u00adrine",
        "Chat\u200bGPT",
        "C\u2060h\u00ada\u200dtGPT",
        "Chat-GPT",
        "GPT\u20114",
        "GPT\u00a04",
        "\U0001d402laude",
        "Claude\u00b9",
        "M\u00adara\u2009Lind",
    ],
)
def test_names_are_found_as_they_are_seen(name):
    text = f"So {name}, says it."
    hidden = MASKS.hide(text)
    assert hidden.text == MASKS.masked(text) == f"So {TOKEN}, says it."
    start, end = hidden.place(3, 9)
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("says\u200bChat\u00adGPT", f"says\u200b{TOKEN}"),
        ("\ufeffClaude", f"\ufeff{TOKEN}"),
        ("mega\u00adgpt\u00adlike", "mega\u00adgpt\u00adlike"),
        ("Clau\u200bdette", "Clau\u200bdette"),
    ],
)
def test_unseen_characters_part_words_and_soft_hyphens_do_not(text, shown):
    assert MASKS.masked(text) == shown


@pytest.mark.parametrize("text", ["我是Claude，不", "Claude는", "这是Claude Opus 4.1的"])
def test_names_are_found_in_scripts_without_spaces(text):
    names = re.compile(r"Claude( Opus 4\.1)?")
    assert MASKS.masked(text) == names.sub(TOKEN, text)


def test_what_a_cut_leaves_of_a_name_is_masked():
    masks = masks_of(("Owl Light Two",), ("Le Guin Mar",), frozenset({"claude"}))
    cut = (
        "says Owl Light…",
        "says Owl …",
        "… Light Two says",
        "…Two says",
        "by Le…",
        "… Mar says",
        "as Opus…",
        "… Sonnet is",
    )
    assert [masks.masked(text) for text in cut] == [
        *(f"says {TOKEN}…", f"says {TOKEN} …", f"… {TOKEN} says", f"…{TOKEN} says", f"by {TOKEN}…"),
        *(f"… {TOKEN} says", f"as {TOKEN}…", f"… {TOKEN} is"),
    ]
    whole = "Many times Le mot, an Opus, and so on…"
    assert masks.masked(whole) == whole


def test_a_name_with_unseen_characters_is_found_without_them():
    masks = masks_of(("Zep\u200bhyrine",), families=frozenset())
    assert masks.masked("Zephyrine, Zephy\u00adrine, Zephyr") == f"{TOKEN}, {TOKEN}, Zephyr"


@pytest.mark.parametrize("text", ["mark it", "a remark", "perplexity of a model", "Go on.", "the model says 4.1"])
def test_words_of_the_language_stay(text):
    assert MASKS.masked(text) == text
    assert not MASKS.hold(text)


def test_a_host_is_masked():
    assert MASKS.masked("https://chat.openai.com/c/1") == f"https://chat.{TOKEN}.com/c/1"


@given(text=TEXTS)
def test_no_name_is_left_and_all_else_stays(text):
    hidden = MASKS.hide(text).text
    assert not [name for name in NAMES if name.casefold() in hidden.casefold()]
    rest = re.escape(hidden).replace(re.escape(TOKEN), "(.+?)")
    assert re.fullmatch(rest, text, re.DOTALL)


@given(text=TEXTS, data=st.data())
def test_a_place_leads_there_and_back_and_grows_to_whole_names(text, data):
    hidden = MASKS.hide(text)
    start = data.draw(st.integers(0, len(hidden.text)))
    end = data.draw(st.integers(start, len(hidden.text)))
    first, last = hidden.place(start, end)
    assert 0 <= first <= last <= len(text) or start == end
    if start < end:
        assert MASKS.masked(text[first:last]).count(TOKEN) >= hidden.text[start:end].count(TOKEN)
        assert hidden.hidden_at(first) <= start
        back = hidden.text[hidden.hidden_at(first) : hidden.hidden_at(last) if last < len(text) else len(hidden.text)]
        assert hidden.text[start:end] in back
        for begin, stop in MASKS.spans(text):
            assert not (begin < first < stop or begin < last < stop), "a name is taken whole"


@given(text=TEXTS, data=st.data())
def test_a_stored_range_is_shown_whole_and_leads_back(text, data):
    hidden = MASKS.hide(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = hidden.hidden(start, end)
    assert 0 <= first <= last <= len(hidden.text)
    back = hidden.place(first, last)
    inside = [span for span in MASKS.spans(text) if any(span[0] < at < span[1] for at in (start, end))]
    assert inside or start == end or back == (start, end)
    assert start == end or (back[0] <= start and end <= back[1])


@given(text=TEXTS)
def test_words_without_names_are_quoted_alike(text):
    hidden = MASKS.hide(text)
    for start in range(0, len(hidden.text), 3):
        words = hidden.text[start : start + 4]
        if TOKEN[0] not in words and TOKEN[-1] not in words and words and not _in_token(hidden.text, start, start + 4):
            first, last = hidden.place(start, start + len(words))
            assert text[first:last] == words


def _in_token(text: str, start: int, end: int) -> bool:
    return any(found.start() < end and start < found.end() for found in re.finditer(re.escape(TOKEN), text))


def test_other_families_than_those_asked_stay():
    asked = masks_of(("Claude", "Opus 4.5"), families=frozenset({"claude"}))
    text = (
        "Anthropic's claude-opus-4-1 trails GLM-5, and DeepSeek Sparse Attention is no OpenAI idea. So says Sonnet 4."
    )
    assert asked.masked(text) == (
        f"{TOKEN}'s {TOKEN} trails GLM-5, and DeepSeek Sparse Attention is no OpenAI idea. So says {TOKEN}."
    )
    assert masks_of((), families=frozenset()).masked(text) == text
