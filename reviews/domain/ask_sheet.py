"""The sheet of prompts, the same words for every respondent."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from reviews.domain.questions import DEFAULT_QUESTIONS
from reviews.intake.page.question_headings import Sheet
from reviews.models import Comparison, Paper, Question

READ_HEADING = "What I could read"
DEFAULT_SHEET = Sheet(tuple(text for _key, text in DEFAULT_QUESTIONS), READ_HEADING)
"""The sheet of a comparison with the default questions."""
INTRODUCTION = (
    "Please read one paper and answer the questions below about it.",
    "Say first what you could read of it: the full text, the abstract only, pages about it that you found on the"
    " web, or nothing. Do not fill in what you could not read.",
    "Answer every question under its own heading. Copy the headings as they stand and keep their order. Begin each"
    " answer with your verdict in one sentence; then say why, and quote the words of the paper that you rest on."
    " Where you cannot tell, say that.",
)


def ask_sheet(paper: Paper, questions: Iterable[Question]) -> str:
    """The prompt to copy: plain text with Markdown headings.

    It names the paper and its address, says how to answer, and has one heading a question, so that the answers to it
    can be aligned by themselves. No query if the questions have their scales loaded.
    """
    opening, reading, answering = INTRODUCTION
    named = "\n".join(filter(None, [f"Paper: {paper.title}", ", ".join(paper.authors), _address(paper)]))
    headings = [f"## {READ_HEADING}", *(_heading(number, question) for number, question in enumerate(questions, 1))]
    return "\n\n".join([opening, named, reading, answering, *headings]) + "\n"


def sheet_of(comparison: Comparison) -> Sheet:
    """The headings under which the comparison’s questions are answered.

    Those of earlier sheets are among them, so that answers to an earlier sheet are read, too. A prompt that was adopted
    as a question and archived since was never on a sheet.
    """
    asked = comparison.questions.filter(Q(archived_at=None) | Q(prompt_key=""))
    return Sheet(tuple(asked.values_list("text", flat=True)), READ_HEADING)


def _heading(number: int, question: Question) -> str:
    heading = f"## {number}. {question.text}"
    ranks = question.scale.ranks if question.scale else []
    rated = ranks and ranks[0].isdigit()
    return f"{heading}\n(Give a number from {ranks[0]} to {ranks[-1]}.)" if rated else heading


def _address(paper: Paper) -> str:
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}{paper.version}"
    return paper.link
