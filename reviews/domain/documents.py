"""Documents: their bytes, what they read as, what is stored."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from typing import Any

from reviews.intake.document import Branch, Messages, Parsed, Piece, Voice
from reviews.intake.reexport import Relation, merge, relation, shared_turns
from reviews.models import Comparison, IntakeDraft, Source


@dataclass(frozen=True)
class Document:
    """The bytes of a document, and what they read as."""

    data: bytes
    name: str
    media_type: str
    parsed: Parsed

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class StoredMatch:
    """How a document relates to its conversation as it is stored.

    `source` holds the stored conversation, which reads as `stored`. `shared` is the number of leading turns that both
    have. `merged` is the document; if it goes on from the stored conversation, the stored part is as people corrected
    it.
    """

    source: Source
    stored: Parsed
    merged: Parsed
    relation: Relation
    shared: int

    @property
    def goes_on(self) -> bool:
        """Whether the document adds to what is stored."""
        return self.relation == "goes_on"

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is stored."""
        return self.relation in ("same", "shorter")

    @property
    def since(self) -> str:
        """The day on which it was stored, in words."""
        return f"{self.source.created_at:%-d %B %Y}"

    @property
    def in_words(self) -> str:
        """What a person is told of another branch, or of nothing new."""
        if self.nothing_new:
            turns = "its only turn" if self.shared == 1 else f"all of its {self.shared:,} turns"
            return f"Nothing is new here: this conversation is stored since {self.since}, with {turns}."
        same = "the first turn is" if self.shared == 1 else f"the first {self.shared:,} turns are"
        parts = f"{same} the same in both" if self.shared else "they part at the first turn"
        return f"Another branch of this conversation is stored since {self.since}: {parts}."


def pack(parsed: Parsed) -> dict[str, Any]:
    """A `Parsed` as JSON, without its text."""
    packed = asdict(replace(parsed, text=""))
    del packed["text"]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in packed.items()}


def unpack(text: str, packed: dict[str, Any]) -> Parsed:
    """The `Parsed` that `pack` was given."""
    return Parsed(
        **{
            **packed,
            "text": text,
            "pieces": tuple(Piece(**piece) for piece in packed["pieces"]),
            "voices": tuple(Voice(**voice) for voice in packed["voices"]),
            "warnings": tuple(packed["warnings"]),
            "messages": tuple(Messages(**{**run, "ids": tuple(run["ids"])}) for run in packed.get("messages", ())),
            "settled": tuple(packed.get("settled", ())),
            "branches": tuple(Branch(**branch) for branch in packed.get("branches", ())),
        }
    )


def as_read(source: Source) -> Parsed:
    """What a source reads as now, with people’s corrections."""
    head = {"markup": source.markup, "format": source.format, "title": "", "warnings": []}
    names = ("pieces", "voices", "conversation", "messages", "newest_first")
    return unpack(source.text, {**head, **{name: getattr(source, name) for name in names}})


def parsed_of(draft: IntakeDraft) -> Parsed:
    """What the draft holds now."""
    return unpack(draft.text, draft.parsed)


def stored_source(comparison: Comparison, sha256: str) -> Source | None:
    """The source of these bytes in the comparison, or None.

    Its bytes and text are not loaded.
    """
    return comparison.sources.filter(sha256=sha256).defer("data", "text", "pieces", "voices", "messages").first()


def match_stored(comparison: Comparison, parsed: Parsed) -> StoredMatch | None:
    """Match a document with the stored conversation, if there is one.

    Of several branches that are stored, the match is with the one that holds all of it, else with the one that it goes
    on from, else with the one that shares most turns with it. None if nothing of the conversation is stored.
    """
    if not parsed.conversation:
        return None
    sources = comparison.sources.filter(conversation=parsed.conversation, continued_by=None).defer("data")
    matches = [_match(source, as_read(source), parsed) for source in sources]
    return max(matches, key=lambda match: (match.nothing_new, match.goes_on, match.shared), default=None)


def _match(source: Source, stored: Parsed, parsed: Parsed) -> StoredMatch:
    how = relation(stored, parsed)
    merged = merge(stored, parsed) if how == "goes_on" else parsed
    return StoredMatch(source, stored, merged, how, shared_turns(stored, parsed))
