"""The values and bounds of a reader's reply. Pure."""

from __future__ import annotations

from reviews.scale import ABSENCES, BASES

STATES = ("answered", *ABSENCES)
FACT_KINDS = ("acronym", "quantity", "name", "date", "claim")
FINDING_KINDS = ("weakness", "risk", "recommendation", "strength", "other")
EVIDENCE_BASES = tuple(BASES)

MOST_FACTS = 25
MOST_FINDINGS = 40
MOST_SINGLE = 4
"""Findings of one respondent alone that a sheet asks for."""

MOST_LABELS = 8
"""Labels that a sheet asks for on one respondent."""

TOPIC_WORDS = 6
VALUE_WORDS = 12
TITLE_WORDS = 14
REASON_WORDS = 15
