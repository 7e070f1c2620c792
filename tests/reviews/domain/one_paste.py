"""A paste in which one model speaks, and of which a paragraph was a prompt."""

from functools import partial

from reviews.domain.documents import Document
from reviews.intake import corrections
from reviews.intake.document import Parsed, Piece, Voice

TEXT = "Owl says:\n\nIt works.\n\nDoes it sleep?\n\nBy day.\n"


def read() -> Parsed:
    cuts = (Piece(0, 11, "marker", 0, "marker"), Piece(11, len(TEXT), "answer", 0, "marker"))
    return Parsed(TEXT, "plain", "pasted", cuts, (Voice("Owl"),), warnings=("Look twice.",))


def document(data: bytes = TEXT.encode()) -> Document:
    return Document(data, "", "text/plain", read())


as_prompt = partial(corrections.carve, start=TEXT.index("Does"), end=TEXT.index("By day"), role="prompt")
