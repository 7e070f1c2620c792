"""What holds for any document and any correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.corrections import describe_voice, merge_with_previous, set_voice, split_at, start_voice
from reviews.intake.document import IntakeError, Parsed, Voice, is_partition, turns
from reviews.intake.parse import parse

PARTS = [
    "", "", "\n", "Claude says:", "ChatGPT said:", "You said:", "You said", "User: hi", "Assistant: hello", "Q: why", "A: so",
    "## Prompt", "## Reply", "## Verification Notes", "11:57 AM", "Copy code", "favicon", "Sources", "Comments", "You",
    "ChatGPT", "Popular posts from this blog", "Would you like more?", "yes please", "Sure! Here is more:", "  • a point",
    "what about tea", "A plain line of an answer, long enough to be one.", "```", "---", "title: x", "Authors", "- Ann Gale",
    "By Jane Roe", "Jane Roe", "March 3, 2026", "5 min read", "Share", "tags: kites", "Top comments (0)", "Related posts", "On this page",
]  # fmt: skip
DOCUMENTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=40)), min_size=1, max_size=30).map("\n".join)


def read(text: str) -> Parsed | None:
    try:
        return parse(text.encode("utf-8", "surrogatepass"), name="page")
    except IntakeError as refusal:
        assert str(refusal).startswith(("page ", "The page "))
        return None


@given(DOCUMENTS)
def test_the_pieces_of_any_document_partition_it(text):
    parsed = read(text)
    if parsed is None:
        return
    assert is_partition(parsed)
    stored = {(start, end) for turn in turns(parsed) for start, end, _ in turn.ranges}
    for piece in parsed.pieces:
        held = parsed.text[piece.start : piece.end]
        assert held.strip()
        assert ((piece.start, piece.end) in stored) == (piece.role in ("prompt", "answer"))
        assert piece.why


@pytest.mark.slow
@given(DOCUMENTS, st.data())
def test_each_correction_keeps_the_partition(text, data):
    parsed = read(text)
    if parsed is None:
        return
    for _ in range(4):
        index = data.draw(st.integers(0, len(parsed.pieces)))
        role = data.draw(st.sampled_from(["prompt", "answer", "marker", "furniture"]))
        voice = data.draw(st.one_of(st.none(), st.integers(0, len(parsed.voices))))
        correction = data.draw(
            st.sampled_from(
                [
                    lambda parsed: split_at(parsed, data.draw(st.integers(0, len(parsed.text))), role),
                    lambda parsed: merge_with_previous(parsed, index),
                    lambda parsed: set_voice(parsed, index, voice),
                    lambda parsed: set_voice(parsed, index, voice, to_the_end=False),
                    lambda parsed: start_voice(parsed, index, Voice("New")),
                    lambda parsed: describe_voice(parsed, index, Voice("Renamed")),
                ]
            )
        )
        try:
            parsed = correction(parsed)
        except IntakeError:
            continue
        assert is_partition(parsed)


@given(DOCUMENTS)
def test_reading_again_gives_the_same(text):
    assert read(text) == read(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "x" * 2_000_000,
        "word " * 400_000,
        "\n".join("  " * depth + "• item" for depth in range(300)),
        "Why is that?\n\n" * 5_000,
        "You said:\n" * 20_000,
        "> " * 20_000 + "deep",
        "*" * 50_000,
        "Title Case Words " * 5_000 + "\n\n" * 5_000,
        ("Yes\n\nSure! Here is one.\n\n" * 3_000),
        "By Jane Roe\nMarch 3, 2026\n" * 5_000,
        f"Related posts\n\n{'word ' * 40}\n\n3 comments\n\n" * 2_000,
        "Claude\n\nClaude is kind.\n\nChatGPT\n\nIt is.\n\n" * 2_000,
        "Jane Roe, " * 50_000,
    ],
    ids=[
        "brackets",
        "one line",
        "one long line",
        "nested lists",
        "all prompts",
        "all labels",
        "quotes",
        "stars",
        "titles",
        "turns",
        "bylines",
        "feet",
        "sections",
        "names",
    ],
)
def test_hostile_documents_are_read(text):
    parsed = parse(text.encode())
    assert is_partition(parsed)
    assert sum(len(piece) for piece in (parsed.text[piece.start : piece.end] for piece in parsed.pieces)) == len(text)
