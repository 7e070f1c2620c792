"""Invented papers in several fields, each reviewed by three invented people; written for the tests."""

from pathlib import Path

from collation.record import Respondent
from tests.collation.voices import respondent, turn

PAPERS = ("graph_store", "seagrass", "sleep_trial", "tutoring")
_FOLDER = Path(__file__).parent / "peer_reviews"


def reviews(paper: str) -> tuple[Respondent, ...]:
    """Ada, Bert and Cleo on one paper."""
    return tuple(
        respondent(path.stem, turn(at, "Please review this paper.", path.read_text()), kind="person", transcript_id=at)
        for at, path in enumerate(sorted((_FOLDER / paper).glob("*.md")), start=1)
    )
