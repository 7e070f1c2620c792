"""The sheet of prompts."""

from reviews.domain.ask_sheet import ask_sheet
from reviews.models import Paper, Question, Scale

VERDICT = Scale(key="verdict", values=[["no", "no"], ["yes", "yes"]])
RATING = Scale(key="rating-10", values=[[str(value), str(value)] for value in range(1, 11)])
PAPER = Paper(title="Owl-2", authors=["A. Owl", "B. Kite"], arxiv_id="2602.00001", version="v2")


def test_the_sheet_names_the_paper_and_gives_a_heading_to_each_question():
    sheet = ask_sheet(PAPER, [Question(text="Does it work?", scale=VERDICT), Question(text="What is new?")])
    lines = sheet.splitlines()
    assert lines[2:5] == ["Paper: Owl-2", "A. Owl, B. Kite", "https://arxiv.org/abs/2602.00001v2"]
    assert [line for line in lines if line.startswith("#")] == [
        "## What I could read",
        "## 1. Does it work?",
        "## 2. What is new?",
    ]
    assert "Say first what you could read of it: the full text, the abstract only" in sheet
    assert sheet.endswith("## 2. What is new?\n")


def test_a_rating_says_its_ends():
    assert "## 1. How good is it?\n(Give a number from 1 to 10.)" in ask_sheet(
        PAPER, [Question(text="How good is it?", scale=RATING)]
    )


def test_a_paper_is_found_by_its_address_else_by_its_doi():
    assert "\nhttps://example.org/owl\n" in ask_sheet(Paper(title="Owl-2", url="https://example.org/owl"), [])
    assert "\nhttps://doi.org/10.1000/owl\n" in ask_sheet(Paper(title="Owl-2", doi="10.1000/owl"), [])


def test_a_paper_known_by_its_title_alone_has_no_empty_lines_for_the_rest():
    assert "\n\nPaper: Owl-2\n\n" in ask_sheet(Paper(title="Owl-2"), [])
