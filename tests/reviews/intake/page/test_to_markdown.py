"""Plain answers as Markdown that reads like what the model wrote."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.page.to_markdown import plain_to_markdown


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("  • One\n\n  • Two\n", "- One\n- Two"),
        ("  • One\n    ◦ In one\n  • Two", "- One\n    - In one\n- Two"),
        ("1. One thing here.\n\n2. Another thing.", "1. One thing here.\n2. Another thing."),
        ("  1. Data\n\n  • old\n\n  1. Aims\n\n  • new", "1. Data\n    - old\n1. Aims\n    - new"),
        (
            "Intro.\n\n1. The Childhood of Kites\n\nThey were small.",
            "Intro.\n\n### 1. The Childhood of Kites\n\nThey were small.",
        ),
        ("Intro.\n\n\n🧪 Does it fly?\n\nYes.", "Intro.\n\n## 🧪 Does it fly?\n\nYes."),
        ("Intro.\n\n\nIs the kite itself safe?\n\nYes.", "Intro.\n\n## Is the kite itself safe?\n\nYes."),
        ("Intro.\n\nKites and Their Strings\n\nThey part.", "Intro.\n\n### Kites and Their Strings\n\nThey part."),
        ("Not because it flies —\nbut because it falls.", "Not because it flies —  \nbut because it falls."),
        (
            "QuestionShort Answer\nDoes it fly?Yes, often.\nIs it safe?Not always; hold on.",
            "| Question | Short Answer |\n| --- | --- |\n| Does it fly? | Yes, often. |\n| Is it safe? | Not always; hold on. |",
        ),
        (
            'StageFocusImage\nFirst (Cane)Bend and tie.A bow.\nSecond (Paper)Cut the "big" sheet.Saying "sail" and "wing."',
            '| Stage | Focus | Image |\n| --- | --- | --- |\n| First (Cane) | Bend and tie. | A bow. |\n| Second (Paper) | Cut the "big" sheet. | Saying "sail" and "wing." |',
        ),
        ("Name\tAge\nTea\t5000", "| Name | Age |\n| --- | --- |\n| Tea | 5000 |"),
        ("GitHub\nOpenAI made it and LaTeX too", "GitHub  \nOpenAI made it and LaTeX too"),
        ("a*b*c and _d_ or `e` <f> [g](h)", "a*b*c and \\_d\\_ or \\`e\\` \\<f> \\[g&#93;(h)"),
        ("# of kites: 3", "\\# of kites: 3"),
        ("no\u00a0break\u200b here\u00ad", "no\u00a0break\u200b here\u00ad"),
        ("·\tOne point\n·\tSecond\no\tDeeper", "- One point\n- Second\n- Deeper"),
        ("So:\n\\[\nx_1\n- y_2\n\\]\nas said", "So:\n\n\\[\nx_1\n- y_2\n\\]\n\nas said"),
        ("•\u00a0One\n•\u00a0Two", "- One\n- Two"),
        ("•\nOne\n•\nTwo", "- One\n- Two"),
        ("from $5 to $10: $x_{i}*y$ and \\(z_1\\)", "from \\$5 to \\$10: $x_{i}*y$ and \\(z_1\\)"),
        ("Title Of Something in C #\n\nText.", "## Title Of Something in C \\#\n\nText."),
        ("# Kept\n\n**as** it is", "# Kept\n\n**as** it is"),
        ("def f(x):\n    return x + 1\nprint(f(2))", "```\ndef f(x):\n    return x + 1\nprint(f(2))\n```"),
        ("", ""),
    ],
)
def test_reads_like_what_was_written(plain, markdown):
    assert plain_to_markdown(plain) == markdown


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def unescaped(markdown: str) -> str:
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown))


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "",
                "",
                "• a",
                "  • b",
                "    ◦ c",
                "1. d",
                "  2) e",
                "Title Case Line",
                "🧪 f",
                "QuestionAnswer",
                "Is it?Yes",
                "g\th",
                "- ",
                "> i",
                "x = 1;",
                "* * *",
                "~~~",
                "===",
            ]
        ),
    ),
    max_size=25,
).map("\n".join)


@given(LINES)
def test_every_letter_and_digit_survives_in_order(plain):
    markdown = plain_to_markdown(plain)
    assert letters(unescaped(markdown)) in (letters(plain), letters(html.unescape(plain)))


def test_a_table_of_pipes_in_a_plain_paste_is_a_table():
    ruled = "Results\n| Metric | GLM_5 |\n|---|---|\n| Pass@1 | 78.3 % |\n- Long texts"
    assert plain_to_markdown(ruled) == (
        "Results\n\n| Metric | GLM_5 |\n| --- | --- |\n| Pass@1 | 78.3 % |\n\n- Long texts"
    )
    unruled = ruled.replace("|---|---|\n", "")
    assert plain_to_markdown(unruled) == plain_to_markdown(ruled)
    assert plain_to_markdown("| a | b |\n| c |  d | e |") == "```\n| a | b |\n| c |  d | e |\n```"
