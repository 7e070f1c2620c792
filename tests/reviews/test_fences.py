"""Where a fenced block of code ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import richtext
from reviews.fences import asks_one_of, code_end
from reviews.intake.document import turns
from reviews.intake.parse import parse


@pytest.mark.parametrize(
    ("text", "info", "end"),
    [
        ("```\na\n```\nb", "", (2, 3)),
        ("```\na", "", (2, 2)),
        ("```py\na\n\n## Is it safe?\n\nYes.", "py", (3, 3)),
        ("```py\na\n\n### 2. **Is it safe?**\n\nYes.", "py", (3, 3)),
        ("```py\na\n\n## Why so?\n\nYes.", "py", (6, 6)),
        ("```py\na\n\n## Is it safe?\n\n```py\nb\n```", "py", (3, 3)),
        ("```py\na\n\n## Is it safe?\n\n```\nb\n```", "py", (3, 3)),
        ("```py\na\n\n## Is it safe?\n\nYes.\n```", "py", (6, 7)),
        ("```md\n## Is it safe?\n```", "md", (2, 3)),
        ("```sh\n# why?\n```", "sh", (2, 3)),
        ("```markdown\n# T\n```py\na\n```\ntail\n```\nb", "markdown", (6, 7)),
        ("```markdown\n# T\n```py\na\n```\ntail", "markdown", (4, 5)),
        ("````\n```\na\n````", "", (3, 4)),
    ],
)
def test_code_ends(text, info, end):
    lines = text.split("\n")
    marks = lines[0][: len(lines[0]) - len(info)]
    asks = asks_one_of(["Is it safe?"])
    assert code_end(lines, 0, marks, info, stops=lambda at: asks(lines[at])) == end


def ends(text: str, *, ended: bool = True) -> tuple[int, int]:
    """Where the code of the first line ends, if lines that begin with ">" stop."""
    lines = text.split("\n")
    return code_end(lines, 0, "```", "", stops=lambda at: lines[at][:1] == ">", ended=ended)


def test_at_a_stop_only_if_the_fence_is_left_open():
    assert ends("```\na\n>b\nc") == (2, 2)
    assert ends("```\na\n>b\nc\n```") == (4, 5)
    assert ends("```\na\n>b\nc", ended=False) == (4, 4)


def test_a_fence_of_a_later_turn_closes_none_of_an_earlier():
    assert ends("```\na\n>b\n```\nc\n```\nd") == (2, 2)
    assert ends("```\na\n>b\n>c\n```\nd\n```\n>e\n```") == (2, 2)
    assert ends("```\na\n>b\n```py\nc") == (2, 2)


def test_a_conversation_that_is_quoted_as_code_stays_code():
    assert ends("```\n>a\nb\n>c\nd\n```\ne\n```\nf\n```") == (5, 6)
    assert ends("```\n>a\n```\n>b\n```\nc\n```") == (2, 3)


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "", "```\nb\n```", "```py\nb\n```", "~~~\nb\n~~~"]), max_size=4), max_size=5
    )
)
def test_what_is_left_open_ends_with_its_turn_whatever_follows(turns):
    """Each later turn closes what it opens."""
    said = ["```\nx", *("\n".join([">", *turn]) for turn in turns)]
    assert ends("\n".join(said)) == (2, 2)


@given(
    st.lists(st.sampled_from(["a", "", ">", "~~~"]), max_size=6), st.lists(st.sampled_from(["a", ">", "```\nb\n```"]))
)
def test_what_is_closed_ends_where_it_is_closed(inside, after):
    """Lines that stop may stand in code, if all that follows closes what it opens."""
    assert ends("\n".join(["```", *inside, "```", *after])) == (len(inside) + 1, len(inside) + 2)


def test_a_heading_asks_a_question_in_other_signs_too():
    asks = asks_one_of(["Is it safe?", "模型安全吗？", "?"])
    assert [
        line
        for line in ("## Is it safe", "# q3. IS IT **SAFE**", "### 1) 模型安全吗", "###### Is\u200b it safe?")
        if not asks(line)
    ] == []
    assert [
        line for line in ("Is it safe?", "## Is it safe now?", "##", "## ?", "####### Is it safe?") if asks(line)
    ] == []


def test_a_fence_left_open_swallows_no_later_turn():
    text = (
        "#### You said:\n\nDoes it work?\n\n#### ChatGPT said:\n\n**Yes**:\n\n```python\nx = 1\n\n"
        "#### You said:\n\nIs it safe?\n\n#### ChatGPT said:\n\n**No**, see:\n\n```python\ny = 2\n```\n\nSo."
    )
    parsed = parse(text.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("Does it work?", "**Yes**:\n\n```python\nx = 1"),
        ("Is it safe?", "**No**, see:\n\n```python\ny = 2\n```\n\nSo."),
    ]


def test_a_bare_fence_in_a_later_turn_closes_none_of_an_earlier():
    text = (
        "#### You said:\n\nDoes it work?\n\n#### ChatGPT said:\n\nYes:\n\n```\nx = 1\n\n"
        "#### You said:\n\nIs it safe?\n\n#### ChatGPT said:\n\nNo:\n\n```\ny = 2\n```\n\nSo."
    )
    assert [(turn.prompt, turn.answer) for turn in turns(parse(text.encode()))] == [
        ("Does it work?", "Yes:\n\n```\nx = 1"),
        ("Is it safe?", "No:\n\n```\ny = 2\n```\n\nSo."),
    ]


def test_a_question_below_a_fence_left_open_is_a_heading():
    html = richtext.render("Before\n\n```python\nx = 1\n\n## Is it safe?\n\nYes.", ["Is it safe?"]).html
    assert html == "<p>Before</p><pre><code>x = 1</code></pre><h2>Is it safe?</h2><p>Yes.</p>"


def test_a_text_in_a_fence_called_markdown_keeps_its_tail():
    html = richtext.render("```markdown\n# T\n```py\na\n```\ntail\n```\nafter").html
    assert html == "<pre><code># T\n```py\na\n```\ntail</code></pre><p>after</p>"
