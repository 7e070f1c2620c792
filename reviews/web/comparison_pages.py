"""The pages of a comparison that its bar offers, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from reviews.access import Seat


@dataclass(frozen=True)
class Page:
    """A page of the bar.

    `here` is what its views call it, `url` the name of its address, `does` a line on what it is for. `who` is "edit" or
    "mark" if it is for those alone, "leave" for whoever may edit or own.
    """

    here: str
    name: str
    url: str
    does: str
    who: str = ""

    def is_for(self, seat: Seat) -> bool:
        """Whether whoever has this seat may open it."""
        allowed = {
            "": True,
            "mark": seat.may_mark,
            "edit": seat.may_edit,
            "leave": seat.may_edit or seat.may_own,
        }
        return allowed[self.who]


_GROUPS: tuple[tuple[str, tuple[Page, ...]], ...] = (
    (
        "Collect",
        (
            Page("paper", "Paper", "reviews:paper", "What is asked about: title, links, full text"),
            Page("ask", "Ask", "reviews:ask", "The prompts to give every model, ready to copy"),
            Page("intake", "Intake", "reviews:intake", "Paste or drop what was answered", "edit"),
        ),
    ),
    (
        "Read",
        (
            Page("compare", "Compare", "collation:compare", "The answers side by side, question by question"),
            Page("facts", "Facts", "collation:fact_list", "Terms and numbers on which they differ"),
            Page("findings", "Findings", "collation:finding_list", "Which points are raised, and by whom"),
            Page("annotations", "Annotations", "collation:annotation_list", "Words that people marked and labelled"),
            Page("readers", "Readers", "collation:reader_list", "Let a model read the answers, and check what it says"),
        ),
    ),
    (
        "Mark",
        (
            Page("queue", "Queue", "collation:queue", "Your cells to mark, one at a time", "mark"),
            Page("matrix", "Matrix", "collation:matrix", "All verdicts at a glance; open a cell to mark it"),
        ),
    ),
    (
        "Settle",
        (
            Page("conflicts", "Conflicts", "collation:conflict_list", "Cells whose marks differ, widest first"),
            Page("threads", "Threads", "reviews:thread_list", "What people talk about"),
            Page("agreement", "Agreement", "collation:agreement", "How far reviewers agree, and respondents"),
        ),
    ),
    (
        "Publish",
        (
            Page(
                "publish", "Publish", "collation:publish", "Preview it, make it public, take it out as a file", "leave"
            ),
        ),
    ),
    (
        "Set up",
        (
            Page("people", "People", "reviews:people", "Who is in, and how far each has come"),
            Page("settings", "Settings", "reviews:comparison_settings", "Questions, blinding and phase", "edit"),
        ),
    ),
)


def pages_for(seat: Seat) -> list[tuple[str, list[Page]]]:
    """The pages that whoever has this seat may open, in groups.

    A group without any is left out.
    """
    groups = [(name, [page for page in pages if page.is_for(seat)]) for name, pages in _GROUPS]
    return [(name, pages) for name, pages in groups if pages]
