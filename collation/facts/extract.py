"""Turns → mentions: what one response says of terms and numbers. Pure."""

from __future__ import annotations

from collation.facts.acronyms import acronyms
from collation.facts.fact import Mention
from collation.facts.quantities import quantities
from collation.language.statements import account
from collation.record import Turn

VERSION = 6  # of the rules: what is cached of a turn was found by them


def mentions(turn: Turn) -> tuple[Mention, ...]:
    """All that one response says of terms and numbers, in order. Depends on its text and blocks alone; linear."""
    told = account(turn)
    found = dict.fromkeys([*acronyms(told), *quantities(told)])
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))
