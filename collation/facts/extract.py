"""Extraction of mentions of terms and numbers from a turn. Pure."""

from __future__ import annotations

from collation.facts.acronyms import acronyms
from collation.facts.fact import Mention
from collation.facts.quantities import quantities
from collation.language.statements import account
from collation.record import Turn


def mentions(turn: Turn) -> tuple[Mention, ...]:
    """Extract all mentions of one response, in order.

    They depend on its text and blocks alone; linear in its length.
    """
    prepared = account(turn)
    unordered = dict.fromkeys([*acronyms(prepared), *quantities(prepared)])
    return tuple(sorted(unordered, key=lambda mention: (mention.start, mention.end)))
