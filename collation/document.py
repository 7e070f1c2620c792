"""The collation document: what `collate --json` prints, format "collation/1" of the contract. Pure."""

from __future__ import annotations

from typing import Any

from collation.reading import Cell, Collation, Passage
from collation.record import Mark, Question, Respondent

FORMAT = "collation/1"
_NO_AGREEMENT: dict[str, Any] = {"alpha": None, "interval": None, "pairs": []}


def document(collation: Collation, *, comparison: dict[str, Any], paper: dict[str, Any]) -> dict[str, Any]:
    """The collation as plain JSON values, in the keys and the order of the contract.

    `comparison` holds slug, title, phase and revision; `paper` holds title, arxiv_id, doi, url and authors.
    Facts, findings, ungrounded terms and agreement are empty: no part of the reading computes them.
    """
    return {
        "format": FORMAT,
        "comparison": {key: comparison[key] for key in ("slug", "title", "phase", "revision")},
        "paper": {key: paper[key] for key in ("title", "arxiv_id", "doi", "url", "authors")},
        "respondents": [_respondent(respondent) for respondent in collation.respondents],
        "questions": [_question(row.question) for row in collation.rows],
        "rows": [
            {"question": row.question.key, "divergence": row.divergence, "cells": [_cell(cell) for cell in row.cells]}
            for row in collation.rows
        ],
        "facts": [],
        "findings": [],
        "ungrounded": [],
        "agreement": {
            "respondents": dict(_NO_AGREEMENT),
            "reviewers": dict(_NO_AGREEMENT),
            "why_undefined": "Not computed yet.",
        },
    }


def _respondent(respondent: Respondent) -> dict[str, Any]:
    return {
        "key": respondent.key,
        "name": respondent.name,
        "kind": respondent.kind,
        "version": respondent.version,
        "round": respondent.round,
        "evidence_basis": {"value": respondent.evidence_basis, "quote": respondent.evidence_quote},
    }


def _question(question: Question) -> dict[str, Any]:
    return {"key": question.key, "text": question.text, "scored": question.scored, "scale": list(question.scale)}


def _cell(cell: Cell) -> dict[str, Any]:
    reading, resolution = cell.reading, cell.resolution
    return {
        "respondent": cell.respondent.key,
        "state": reading.state,
        "prompt_as_asked": reading.asked.prompt,
        "asked": reading.asked.how,
        "led": reading.asked.led,
        "passages": [_passage(passage) for passage in reading.passages],
        "suggestion": {
            "verdict": reading.suggestion.verdict,
            "quote": reading.suggestion.quote,
            "reason": reading.suggestion.reason,
        },
        "marks": [_mark(mark) for mark in cell.marks],
        "resolution": resolution and {"verdict": resolution.value, "by": resolution.by, "why": resolution.why},
        "verdict": {"value": cell.verdict.value, "from": cell.verdict.origin, "split": cell.verdict.split},
        "support": None,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    evidence = {"response_id": mark.response_id, "start": mark.start, "end": mark.end, "text": mark.quote}
    return {
        "by": mark.by,
        "verdict": mark.value,
        "confidence": mark.confidence,
        "rationale": mark.rationale,
        "evidence": evidence if mark.quote else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "response": passage.response,
        "response_id": passage.response_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "placed_by": passage.placed_by,
    }
