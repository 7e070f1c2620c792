"""A conclusion in the collation document."""

from datetime import UTC, datetime

from collation.pages.conclusions import ShownConclusion, ShownEvidence, documented


def test_a_conclusion_in_the_document():
    evidence = (ShownEvidence("It is.", "Ada", "ada", 7, 3), ShownEvidence("Harmless.", page=2))
    shown = ShownConclusion(
        "safe", "Yes.", "So.", "A red-team report.", "Alice", datetime(2026, 11, 30, tzinfo=UTC), evidence, {}
    )
    assert documented(shown) == {
        "question": "safe",
        "answer": "Yes.",
        "why": "So.",
        "settled_by": "A red-team report.",
        "by": "Alice",
        "evidence": [
            {"respondent": "ada", "page": None, "quote": "It is."},
            {"respondent": None, "page": 2, "quote": "Harmless."},
        ],
    }
