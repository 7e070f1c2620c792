"""What is a formula, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.tex import STARTS, formula_end, tex_of


def formulas(text: str) -> list[str]:
    found, place = [], 0
    while start := STARTS.search(text, place):
        end = formula_end(text, start.start())
        if end:
            found.append(text[start.start() : end])
        place = end or start.start() + (2 if start[0] == "\\" else 1)
    return found


@pytest.mark.parametrize(
    "formula",
    [
        r"\(x_{i} \neq y_{i}\)",
        "$x_{i}*y$",
        "$n$",
        "$O(n)$",
        "$10^{24}$",
        r"$\$5$",
        "$a_1\n+ b_1$",
        r"\[a_{1}*b_{2}*c\]",
        r"\[a + b\]",
        "$$\nx\n$$",
        r"\[\begin{aligned} a &= b \\[4pt] c &= d\end{aligned}\]",
        r"\begin{align*} a &= b \\ c &= d\end{align*}",
    ],
)
def test_a_formula(formula):
    assert formulas(f"Let {formula}, so.") == [formula]


@pytest.mark.parametrize(
    "text",
    [
        "from $5 to $10, **$148+ → $19**, ~$1,550; echo $PATH",
        "US$5_a and A$6_b",
        "$5 **and** more_$",
        "$HOME$",
        "$x$y",
        r"see \[1\] and \[Paper\] and \[x\]",
        r"so \(see this\)",
        r"\\(x\\)",
        "$ x_1 $",
        "$$\n\nx_1\n\n$$",
        "$`x_1`$",
        r"\begin{itemize} \item x \end{itemize}",
        "$$$$",
    ],
)
def test_no_formula(text):
    assert formulas(text) == []


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        ("$x_1$", ("x_1", False)),
        ("$$x_1$$", ("x_1", True)),
        (r"\(x_1\)", ("x_1", False)),
        (r"\[x_1\]", ("x_1", True)),
        (r"\begin{cases} x_1 \end{cases}", (r"\begin{cases} x_1 \end{cases}", True)),
        ("$x_1$ and $y_1$", None),
        ("x", None),
        ("", None),
    ],
)
def test_tex_of_a_formula(formula, tex):
    assert tex_of(formula) == tex


@given(st.text(st.sampled_from("ab1 \n$\\()[]{}_^`*")))
def test_a_formula_ends_behind_its_beginning(text):
    for place in range(len(text) + 1):
        end = formula_end(text, place)
        assert end is None or (place + 2 < end <= len(text) and tex_of(text[place:end]) is not None)
