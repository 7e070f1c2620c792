"""A document of two voices, and what its transcripts say once it is stored."""

from reviews.domain.documents import Document
from reviews.intake import corrections
from reviews.intake.document import Parsed, Piece, Voice
from reviews.models import Transcript

OWL, LARK = Voice("Owl"), Voice("Lark", kind="person")
PARTS = (
    ("marker", 0, "Owl says:\n\n"),
    ("prompt", 0, "Does it work?\n\n"),
    ("answer", 0, "It works at night.\n\nBy day it sleeps.\n\n"),
    ("prompt", 0, "Is it safe?\n\n"),
    ("answer", 0, "Safe enough, with the lid on.\n\n"),
    ("furniture", None, "Copy\nShare\n\n"),
    ("answer", 1, "A reader's note: the lid is loose.\n"),
)


def read(parts=PARTS, voices=(OWL, LARK)) -> Parsed:
    """A document of those (role, voice, words)."""
    text, cut = "", []
    for role, voice, words in parts:
        cut.append(Piece(len(text), len(text) + len(words), role, voice, "format"))
        text += words
    return Parsed(text, "markdown", "markdown", tuple(cut), voices)


def document(parsed: Parsed | None = None, data: bytes = b"the bytes") -> Document:
    return Document(data, "owl.md", "text/markdown", parsed or read())


def split() -> Parsed:
    """The document once its first answer is cut: the second paragraph was a prompt."""
    parsed = read()
    start = parsed.text.index("By day")
    return corrections.carve(parsed, start, parsed.text.index("Is it safe?"), "prompt")


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return list(transcript.responses.current().values_list("prompt", "text"))
