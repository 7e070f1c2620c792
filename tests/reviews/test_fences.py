"""Where a fenced block of code ends."""

import pytest

from reviews import richtext
from reviews.fences import code_end
from reviews.intake.document import turns
from reviews.intake.parse import parse


@pytest.mark.parametrize(
    ("text", "info", "end"),
    [
        ("```\na\n```\nb", "", (2, 3)),
        ("```\na", "", (2, 2)),
        ("```py\na\n\n## Is it safe?\n\nYes.", "py", (3, 3)),
        ("```py\na\n\n## Is it safe?\n\n```py\nb\n```", "py", (3, 3)),
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
    assert code_end(lines, 0, marks, info) == end


def test_at_a_stop_only_if_the_fence_is_left_open():
    assert code_end(["```", "a", "You said:", "b"], 0, "```", "", stops={2}) == (2, 2)
    assert code_end(["```", "a", "You said:", "b", "```"], 0, "```", "", stops={2}) == (4, 5)
    assert code_end(["```", "a", "You said:", "b"], 0, "```", "", stops={2}, ended=False) == (4, 4)


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


def test_a_question_below_a_fence_left_open_is_a_heading():
    html = richtext.render("Before\n\n```python\nx = 1\n\n## Is it safe?\n\nYes.").html
    assert html == "<p>Before</p><pre><code>x = 1</code></pre><h2>Is it safe?</h2><p>Yes.</p>"


def test_a_text_in_a_fence_called_markdown_keeps_its_tail():
    html = richtext.render("```markdown\n# T\n```py\na\n```\ntail\n```\nafter").html
    assert html == "<pre><code># T\n```py\na\n```\ntail</code></pre><p>after</p>"
