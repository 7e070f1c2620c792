"""The collation as a JSON document, format "collation/2". Pure.

`collate --json` prints it; docs/formats.md describes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from collation.agreement.raters import Raters, respondents, reviewers
from collation.cells import Cell, Collation, Passage, Row
from collation.facts.fact import FactValue
from collation.facts.grounding import Grounding
from collation.facts.reviewed import NO_FACTS, FactReading, ReviewedFact
from collation.findings.findings import ReviewedFinding
from collation.pages.later_rounds import again
from collation.record import RULES, Mark, Question, Reader, Respondent, Suggestion, Support
from reviews.scale import UNREAD

FORMAT = "collation/2"
_DECIMALS = 4  # of every figure of agreement


def document(
    collation: Collation,
    *,
    comparison: dict[str, Any],
    paper: dict[str, Any],
    facts: FactReading = NO_FACTS,
    findings: Sequence[ReviewedFinding] = (),
    readers: Sequence[Reader] = (),
    conclusions: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The collation as plain JSON values, in the order of docs/formats.md.

    `comparison` holds slug, title, phase and revision; `paper` holds title, arxiv_id, doi, url and authors.
    Agreement is that of the collation at hand, its figures rounded to four decimals.
    """
    return {
        "format": FORMAT,
        "comparison": {key: comparison[key] for key in ("slug", "title", "phase", "revision")},
        "paper": {key: paper[key] for key in ("title", "arxiv_id", "doi", "url", "authors")},
        "respondents": [_respondent(respondent) for respondent in collation.respondents],
        "questions": [_question(row.question) for row in collation.rows],
        "rows": [
            {
                "question": row.question.key,
                "divergence": row.divergence,
                "cells": [_cell(cell, row) for cell in row.cells],
            }
            for row in collation.rows
        ],
        "facts": [_fact(reviewed, facts.grounding[reviewed.topic]) for reviewed in facts.facts],
        "findings": [_finding(finding) for finding in findings],
        "readers": [_reader(reader) for reader in readers],
        "ungrounded": [
            {
                "respondent": missing.respondent,
                "term": missing.term,
                "quote": missing.quote,
                "searched": missing.searched,
            }
            for missing in facts.ungrounded
        ],
        "agreement": _agreement(collation),
        **({"conclusions": list(conclusions)} if conclusions else {}),
    }


def _respondent(respondent: Respondent) -> dict[str, Any]:
    return {
        "key": respondent.key,
        "name": respondent.name,
        "kind": respondent.kind,
        "version": respondent.version,
        "round": respondent.round,
        "evidence_basis": {
            "value": respondent.evidence_basis,
            "quote": respondent.evidence_quote,
            **({"by": respondent.evidence_by} if respondent.evidence_by else {}),
        },
    }


def _question(question: Question) -> dict[str, Any]:
    return {"key": question.key, "text": question.text, "scored": question.scored, "scale": list(question.scale)}


def _cell(cell: Cell, row: Row) -> dict[str, Any]:
    reading, resolution, verdict = cell.reading, cell.resolution, cell.verdict
    return {
        "respondent": cell.respondent.key,
        "state": cell.state,
        "prompt_as_asked": reading.asked.prompt,
        "asked": reading.asked.how,
        "led": reading.asked.led,
        "passages": [_passage(passage) for passage in reading.passages],
        "suggestion": _suggestion(cell.suggestion),
        "suggestions": [
            _suggestion(one)
            for one in (*([] if reading.state == UNREAD else [reading.suggestion]), *cell.suggestions)
            if not one.dismissed
        ],
        "marks": [_mark(mark) for mark in cell.marks],
        "resolution": resolution and {"verdict": resolution.value, "by": resolution.by, "why": resolution.why},
        "verdict": {"value": verdict.value, "rank": verdict.rank, "from": verdict.origin, "split": verdict.split},
        "round_2": _again(cell),
        "grounds": list(cell.grounds),
        "different_grounds": cell.respondent.key in row.different_grounds,
        "support": cell.support and _support(cell.support),
        **sources(reading.sources),
        **({"hidden": True} if cell.hidden else {}),
    }


def _support(support: Support) -> dict[str, Any]:
    said_on = support.said_on.isoformat() if support.said_on else None
    return {"value": support.value, "by": support.by, "quote": support.quote, "at": said_on}


def _again(cell: Cell) -> dict[str, Any] | None:
    """The cell's verdict of a later round."""
    found = again(cell)
    if found is None:
        return None
    last = cell.later[-1]
    reason, verdict = found.because, last.verdict
    return {
        "respondent": found.respondent,
        "round": found.round,
        "value": verdict.value,
        "rank": verdict.rank,
        "from": verdict.origin,
        "split": verdict.split,
        "changed": found.changed,
        "because": reason and {"words": reason.words, "by": reason.by},
        "version": last.respondent.version,
        "said_on": last.respondent.said_on.isoformat() if last.respondent.said_on else None,
        "letters": dict(last.respondent.shown.names) if last.respondent.shown else {},
        "passages": [_passage(passage) for passage in last.reading.passages],
    }


def sources(found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The key of sources, if there are any."""
    listed = [{"title": title, "url": url} for title, url in found]
    return {"sources": listed} if listed else {}


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    told = {
        "verdict": suggestion.verdict,
        "quote": suggestion.quote,
        "reason": suggestion.reason,
        "source": suggestion.source,
    }
    if suggestion.source == RULES:
        return told
    return {**told, "state": suggestion.state, "suspect": suggestion.suspect, "own_family": suggestion.own_family}


def _reader(reader: Reader) -> dict[str, Any]:
    return {
        "key": reader.key,
        "name": reader.name,
        "family": reader.family,
        "at": reader.read_at.isoformat(),
        "sheet_sha256": reader.sheet_sha256,
        "reply_sha256": reader.reply_sha256,
        "dropped": reader.dropped,
    }


def _fact(reviewed: ReviewedFact, groundings: Sequence[Grounding]) -> dict[str, Any]:
    fact = reviewed.fact
    return {
        "topic": fact.topic,
        "kind": fact.kind,
        "diverges": fact.diverges,
        "values": [_value(value, paper) for value, paper in zip(fact.values, groundings, strict=True)],
        "review": _review(reviewed),
        "source": fact.source,
        "settled_by": fact.settled_by
        and {
            "text": fact.settled_by.text,
            "cells": [
                {"question": question, "respondent": respondent} for question, respondent in fact.settled_by.cells
            ],
        },
        "self_contradictions": list(reviewed.self_contradictions),
    }


def _review(reviewed: ReviewedFact) -> dict[str, Any] | None:
    """People's decision on a fact, None if nothing.

    An undecided fact names the people who struck a value out.
    """
    review = reviewed.review if reviewed.decision != "open" else None
    struck = [strike.text for strike, _ in reviewed.struck]
    if review:
        return {"by": review.by, "decision": review.decision, "why": review.why, "struck": struck}
    return {"by": reviewed.struck[0][0].by, "decision": "open", "why": "", "struck": struck} if struck else None


def _value(value: FactValue, paper: Grounding) -> dict[str, Any]:
    return {
        "value": value.value,
        "respondents": list(value.respondents),
        "quotes": [
            {
                "respondent": quote.respondent,
                "response": quote.response,
                "start": quote.start,
                "end": quote.end,
                "text": quote.text,
            }
            for quote in value.quotes
        ],
        "paper": {"status": paper.status, "searched": paper.searched, "quote": paper.quote, "page": paper.page},
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


def _finding(finding: ReviewedFinding) -> dict[str, Any]:
    return {
        "title": finding.title,
        "kind": finding.kind,
        "raised_by": list(finding.raised_by),
        "opposed_by": list(finding.opposed_by),
        "quotes": [
            {
                "respondent": quotation.respondent,
                "response": quotation.response,
                "start": quotation.start,
                "end": quotation.end,
                "text": quotation.text,
            }
            for quotation in finding.said
            if quotation.response is not None
        ],
        "ratings": [{"by": rating.by, "value": rating.value} for rating in finding.ratings],
        "grouped_by": finding.grouped_by,
    }


def _agreement(collation: Collation) -> dict[str, Any]:
    sides = {"respondents": respondents(collation), "reviewers": reviewers(collation)}
    undefined = [
        f"{side.capitalize()}: {raters.agreement.why}" for side, raters in sides.items() if raters.agreement.why
    ]
    return {
        **{side: _raters(raters) for side, raters in sides.items()},
        "why_undefined": " ".join(undefined) or None,
    }


def _raters(raters: Raters) -> dict[str, Any]:
    alpha, ac, interval = raters.agreement.alpha, raters.agreement.ac, raters.agreement.interval
    return {
        "alpha": None if alpha is None else round(alpha, _DECIMALS),
        "ac2": None if ac is None else round(ac, _DECIMALS),
        "interval": interval and [round(end, _DECIMALS) for end in interval],
        "pairs": [
            {
                "a": pair.a,
                "b": pair.b,
                "agreement": None if pair.agreement is None else round(pair.agreement, _DECIMALS),
                "n": pair.n,
            }
            for pair in raters.pairs
        ],
    }
