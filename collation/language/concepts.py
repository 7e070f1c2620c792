"""Words that ask the same thing. Pure.

They place an answer under a question; no verdict is ever read from them.
"""

from __future__ import annotations

KIN = {
    "safe": "safe safety secure security",
    "work": "work function functional perform performance effective effectiveness efficacy",
    "code": "code codebase patch snippet software",
    "produce": "produce product create generate emit",
    "correct": "correct correctness accurate accuracy",
    "novel": "novel novelty original originality",
    "reproducible": "reproducible reproducibility reproduce replicable replicate replication",
    "limit": "limit limitation weakness caveat shortcoming drawback",
    "strength": "strength advantage benefit merit",
    "mention": "mention address discuss cover describe speak say treat report contain",
}
"""Families of words that prompts and headings use for one another."""

RELATED = {
    "safe": "risk risky harm harmful danger dangerous hazard threat vulnerable vulnerability unsafe insecure guardrail",
    "work": "result outcome succeed success fail failure quality good bad benchmark usable useful",
    "correct": "error wrong mistake true false valid incorrect inaccurate",
}
"""Words that come near a family.

After a prompt that uses one, the rules do not say "not asked".
"""

GENERIC = frozenset({"produce"})  # says little about which question is meant
REPORTING = frozenset({"mention"})  # whether something is spoken of is a question of its own
