"""Two or three respondents about one made-up paper, as a reader gets them."""

from __future__ import annotations

from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn

WORKS = SheetQuestion("works", "Does it work?", ("no", "unclear", "qualified", "yes"))
SAFE = SheetQuestion("code_safe", "Is the code it produces safe?", ("no", "unclear", "qualified", "yes"))
QUESTIONS = (WORKS, SAFE)

CLAUDE = SheetText(
    "claude",
    "Claude",
    "model",
    (
        SheetTurn(
            11,
            "Does it work? Is the code it produces safe?",
            "Short answer: it works on the benchmarks that the authors chose.\n"
            "The model has 744B parameters, of which 40B are active.\n"
            "I read the whole paper, including the appendix.\n"
            "ChatGPT wrote: “The generated code is safe to run as it is.” I do not share that view.\n"
            "The generated code needs a review before it is run.",
        ),
    ),
)
CHATGPT = SheetText(
    "chatgpt",
    "ChatGPT",
    "model",
    (
        SheetTurn(21, "Does it work?", "It does not work reliably outside of the benchmarks.\nNo."),
        SheetTurn(
            22,
            "And the code it writes?",
            "The generated code is safe to run as it is.\nThe paper gives about 745B parameters in all.\n"
            "Nobody reviews the code before it is run, as far as the paper says.",
        ),
    ),
)
TEXTS = (CLAUDE, CHATGPT)
PAPER = SheetPaper(
    "A Model That Writes Code",
    ("A. Author",),
    "https://paper.test/1",
    (
        "We train a model.\nIt has 744 billion parameters in total.",
        "The code that it writes was reviewed by two people.",
    ),
)


def one_answer(text: str, *, key: str = "claude", name: str = "Claude", prompt: str = "") -> SheetText:
    """A respondent with one answer."""
    return SheetText(key, name, "model", (SheetTurn(1, prompt, text),))
