"""The other ways that a conversation went: each is offered, and read it offers the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import Branch, IntakeError, Parsed
from reviews.intake.exports.branches import MOST_BRANCHES
from reviews.intake.parse import alone, parse
from tests.reviews.intake.exports.reading import as_bytes, read, talk
from tests.reviews.intake.exports.test_chatgpt import conversation, node
from tests.reviews.intake.exports.test_claude import chat, said

HIDDEN = {"is_visually_hidden_from_conversation": True}
TREE = conversation(
    node("root", None),
    node("s", "root", "system", "Be brief.", metadata=HIDDEN),
    node("x", "s", "user", "Why do kits fly?", create_time=1714557600),
    node("y", "x", "assistant", "Which kits?", create_time=1714557660),
    node("a", "s", "user", "Why do kites fly?"),
    node("b", "a", "assistant", "By magic.", create_time=1714644000),
    node("c", "a", "assistant", "The wind lifts them."),
    node("d", "c", "user", "And at night?"),
    node("t", "d", "assistant", '{"query": "night"}', recipient="web"),
    node("u", "t", "tool", "a page"),
    node("v", "u", "assistant", "They sleep."),
    node("e", "d", "assistant", "As by day."),
)
"""Two first prompts below a hidden node; two answers to the second one; two to the prompt after those."""


def ends(parsed: Parsed) -> set[str]:
    return {branch.id for branch in parsed.branches}


def way(document: Any, leaf: str) -> Parsed:
    return read(alone(as_bytes(document), branch=leaf))


def test_every_way_is_told_by_where_it_parts_newest_first():
    assert read(TREE).branches == (
        Branch("b", "By magic.", 1, 1, "2024-05-02"),
        Branch("y", "Why do kits fly?", 1, 1, "2024-05-01"),
        Branch("v", "They sleep.", 2, 2, ""),
    )
    assert read(TREE).warnings == (
        "3 other branches of this conversation left out: edited prompts, or answers made again.",
    )


def test_ways_that_part_together_are_told_by_where_they_part_from_each_other():
    assert [(branch.id, branch.differs) for branch in way(TREE, "b").branches] == [
        ("y", "Why do kits fly?"),
        ("e", "As by day."),
        ("v", "They sleep."),
    ]


@pytest.mark.parametrize(
    ("leaf", "turns"),
    [
        ("y", [("Why do kits fly?", "Which kits?")]),
        ("b", [("Why do kites fly?", "By magic.")]),
        ("v", [("Why do kites fly?", "The wind lifts them."), ("And at night?", "They sleep.")]),
    ],
)
def test_another_way_is_a_document_that_offers_the_others(leaf: str, turns: list[tuple[str, str]]):
    other = way(TREE, leaf)
    assert talk(other) == turns
    assert ends(other) == {"y", "b", "v", "e"} - {leaf}
    assert (other.title, other.conversation, other.voices[0].name) == ("Kites", "kites-1", "ChatGPT")
    back = way(alone(as_bytes(TREE), branch=leaf), "e")
    assert (back.text, back.messages, back.branches) == (read(TREE).text, read(TREE).messages, read(TREE).branches)


def test_one_way_of_a_conversation_among_many():
    both = [conversation(node("q", None, "user", "Hello?"), conversation_id="other"), TREE]
    data = alone(as_bytes(both), conversation="kites-1", branch="y")
    assert talk(parse(data)) == [("Why do kits fly?", "Which kits?")]


@pytest.mark.parametrize("leaf", ["e", "a", "t", "nowhere"])
def test_there_is_no_such_way(leaf: str):
    with pytest.raises(IntakeError, match=rf"^This conversation has no other branch “{leaf}”\.$"):
        alone(as_bytes(TREE), branch=leaf)


def test_a_text_has_no_branches():
    with pytest.raises(IntakeError, match=r"^notes\.txt is no export of a conversation: it has no branches\.$"):
        alone(b"Just words.", name="notes.txt", branch="a")


def test_the_current_node_may_be_nowhere_or_in_the_middle():
    dangling = read({**TREE, "current_node": "gone"})
    assert talk(dangling) == [("Why do kites fly?", "By magic.")]
    assert ends(dangling) == {"y", "v", "e"}
    middle = read({**TREE, "current_node": "c"})
    assert talk(middle) == [("Why do kites fly?", "The wind lifts them.")]
    assert ends(middle) == {"y", "b", "v", "e"}


def test_what_goes_round_in_a_circle_is_no_way():
    circle = conversation(
        node("p", "q", "user", "Round?"),
        node("q", "p", "assistant", "And round."),
        node("a", None, "user", "Why do kites fly?"),
        node("b", "a", "assistant", "The wind lifts them."),
    )
    assert (talk(read(circle)), read(circle).branches) == ([("Why do kites fly?", "The wind lifts them.")], ())
    assert talk(read({**circle, "current_node": "q"})) == [("Round?", "And round.")]


def test_a_way_that_says_nothing_is_none():
    silent = conversation(
        node("a", None, "user", "Why do kites fly?"),
        node("n", "a", "assistant", " \n"),
        node("b", "a", "assistant", "The wind lifts them."),
    )
    assert (read(silent).branches, read(silent).warnings) == ((), ())


def test_the_newest_are_offered_where_there_are_very_many():
    answers = [
        node(f"b{number}", "a", "assistant", f"Reason {number}.", create_time=1714557600 + number)
        for number in range(MOST_BRANCHES + 11)
    ]
    parsed = read(conversation(node("a", None, "user", "Why do kites fly?"), *answers))
    assert [branch.differs for branch in parsed.branches] == [f"Reason {number}." for number in range(59, 9, -1)]
    assert parsed.warnings == (
        "60 other branches of this conversation left out: edited prompts, or answers made again.",
    )


@pytest.mark.slow
def test_a_long_way_back_is_walked_once():
    chain = [node("a", None, "user", "Why?"), node("b0", "a", "assistant", "Well.")]
    chain += [node(f"b{n}", f"b{n - 1}", "user" if n % 2 else "assistant", f"{n}?") for n in range(1, 4001)]
    parsed = read(conversation(*chain, node("z", "a", "assistant", "Because.")))
    assert parsed.branches == (Branch("b4000", "Well.", 2001, 2001, ""),)


@st.composite
def trees(draw) -> dict[str, Any]:
    """A conversation whose messages answer any earlier one, or none; some of them say nothing, or nothing to be seen."""
    nodes = []
    for key in range(draw(st.integers(1, 12))):
        parent = draw(st.sampled_from([None, *range(key)]))
        role, hidden = draw(st.sampled_from(("user", "assistant", "tool"))), draw(st.booleans())
        about = {"metadata": HIDDEN} if hidden else {}
        words = draw(st.sampled_from((f"Words {key}.", " ")))
        nodes.append(node(str(key), None if parent is None else str(parent), role, words, **about))
    return conversation(*nodes, current_node=draw(st.sampled_from([one["id"] for one in nodes])))


@pytest.mark.slow
@given(trees())
def test_every_way_of_every_tree_is_read_and_offers_the_way_back(tree: dict[str, Any]):
    try:
        shown = read(tree)
    except IntakeError:
        return
    others = {branch.id: way(tree, branch.id) for branch in shown.branches}
    last = shown.messages[-1].ids[-1]
    offered = (
        {*others}
        if any(last in message.ids for other in others.values() for message in other.messages)
        else {*others, last}
    )
    for branch in shown.branches:
        other = others[branch.id]
        assert branch.differs in other.text and branch.differs not in shown.text
        assert other.messages[-1].ids[-1] == branch.id
        roles = [piece.role for piece in other.pieces]
        assert (roles.count("prompt"), roles.count("answer")) == (branch.prompts, branch.answers)
        assert ends(other) == offered - {branch.id}


ASKED = said("human", "What moves the sea?", uuid="q", parent_message_uuid="top")
CLAUDE = chat(
    ASKED,
    said("human", "What moves the see?", uuid="p", parent_message_uuid="top", created_at="2025-02-03T10:00:00Z"),
    said("assistant", "The what?", uuid="r", parent_message_uuid="p", created_at="2025-02-04T10:00:00Z"),
    said("assistant", "Whales.", uuid="w", parent_message_uuid="q", created_at="2025-02-05T10:00:00Z"),
    said("assistant", "The moon.", uuid="m", parent_message_uuid="q", created_at="no time"),
    current_leaf_message_uuid="m",
)


def test_ways_of_claude_by_the_parents_of_messages():
    assert read(CLAUDE).branches == (
        Branch("w", "Whales.", 1, 1, "2025-02-05"),
        Branch("r", "What moves the see?", 1, 1, "2025-02-04"),
    )
    other = way(CLAUDE, "w")
    assert talk(other) == [("What moves the sea?", "Whales.")]
    assert ends(other) == {"m", "r"}
    assert way(alone(as_bytes(CLAUDE), branch="w"), "m").text == read(CLAUDE).text


def test_messages_of_claude_without_parents_went_one_way():
    assert read(chat(ASKED, said("assistant", "The moon.", uuid="m"))).branches == ()
