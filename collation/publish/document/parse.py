"""Parse a publication's document into the collation that it holds. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from collation.cells import AskedAs, Cell, CellReading, Collation, Passage, Row, Verdict
from collation.facts.fact import Crux, Fact, FactValue, Quote
from collation.facts.grounding import Grounding
from collation.facts.reviewed import Review, ReviewedFact
from collation.record import RULES, Mark, Question, Resolution, Respondent, Suggestion, Support, Turn
from reviews.scale import UNREAD, rank

EARLIER = "collation/1"
"""The earlier format.

The rules behind its suggestions said more than they could show.
"""


def thaw(document: dict[str, Any]) -> Collation:
    """The collation of a document, in today's format or the earlier one.

    A document holds no ids but those of responses: questions and transcripts are numbered in their order, from 1.
    A scored cell of the earlier format that is answered but has no verdict is unread.
    """
    turns = {
        transcript["respondent"]: tuple(
            Turn(response["response_id"], response["response"], response["prompt"], response["text"], ())
            for response in transcript["responses"]
        )
        for transcript in document["transcripts"]
    }
    respondents = {
        each["key"]: Respondent(
            key=each["key"],
            transcript_id=number,
            name=each["name"],
            kind=each["kind"],
            version=each["version"],
            round=each["round"],
            evidence_basis=each["evidence_basis"]["value"],
            evidence_quote=each["evidence_basis"]["quote"],
            evidence_by=each["evidence_basis"].get("by", ""),
            turns=turns.get(each["key"], ()),
        )
        for number, each in enumerate(document["respondents"], start=1)
    }
    questions = {
        each["key"]: Question(number, each["key"], each["text"], each["scored"], tuple(each["scale"]))
        for number, each in enumerate(document["questions"], start=1)
    }
    readers = {each["key"]: each["name"] for each in document.get("readers", [])}
    return Collation(
        tuple(respondents.values()),
        tuple(_row(questions[row["question"]], row, respondents, readers) for row in document["rows"]),
        tuple(() for _ in respondents),
    )


def thaw_facts(document: dict[str, Any]) -> tuple[tuple[ReviewedFact, tuple[Grounding, ...]], ...]:
    """The facts of the document, with a grounding for each value.

    A document holds no keys: the topic stands in for that of a fact, and 0 for the id of a quoted response.
    """
    return tuple(
        (_fact(each), tuple(Grounding(**value["paper"]) for value in each["values"])) for each in document["facts"]
    )


def _fact(each: dict[str, Any]) -> ReviewedFact:
    fact = Fact(
        topic=each["topic"],
        key=each["topic"],
        kind=each["kind"],
        diverges=each["diverges"],
        values=tuple(
            FactValue(value["value"], value["value"], tuple(value["respondents"]), tuple(map(_quote, value["quotes"])))
            for value in each["values"]
        ),
        two_values=tuple(each["self_contradictions"]),
        source=each.get("source", RULES),
        settled_by=_crux(each.get("settled_by")),
    )
    said = each["review"]
    review = said and Review(fact.kind, fact.key, said["decision"], "", "", said["why"], said["by"])
    return ReviewedFact(fact, fact.topic, review)


def _crux(said: dict[str, Any] | None) -> Crux | None:
    if said is None:
        return None
    return Crux(said["text"], tuple((cell["question"], cell["respondent"]) for cell in said["cells"]))


def _quote(quote: dict[str, Any]) -> Quote:
    return Quote(quote["respondent"], quote["response"], 0, quote["start"], quote["end"], quote["text"])


def _row(
    question: Question, row: dict[str, Any], respondents: dict[str, Respondent], readers: Mapping[str, str]
) -> Row:
    cells = tuple(_cell(question, respondents[cell["respondent"]], cell, readers) for cell in row["cells"])
    return Row(question, cells, row["divergence"])


def _cell(question: Question, respondent: Respondent, cell: dict[str, Any], readers: Mapping[str, str]) -> Cell:
    settled, support = cell["resolution"], cell["support"]
    suggestion, of_readers = _suggested(cell)
    verdict = cell["verdict"]
    earlier = "rank" not in verdict
    state = UNREAD if earlier and question.scored and _says_nothing(cell) else cell["state"]
    return Cell(
        question,
        respondent,
        CellReading(
            state,
            AskedAs(cell["asked"], cell["prompt_as_asked"], led=cell["led"]),
            tuple(
                Passage(*(passage[key] for key in ("response", "response_id", "start", "end", "text", "placed_by")))
                for passage in cell["passages"]
            ),
            Suggestion(
                suggestion["verdict"], suggestion["quote"], "" if earlier and state == UNREAD else suggestion["reason"]
            ),
            tuple((source["title"], source["url"]) for source in cell.get("sources", ())),
        ),
        tuple(_mark(question, respondent, mark) for mark in cell["marks"]),
        settled
        and Resolution(
            question.question_id, respondent.transcript_id, settled["by"], settled["verdict"], settled["why"]
        ),
        Verdict(
            verdict["value"],
            verdict["from"],
            verdict["split"],
            rank(verdict["value"], question.scale) if earlier else verdict["rank"],
        ),
        support
        and Support(
            question.question_id,
            respondent.transcript_id,
            support["by"],
            support["value"],
            support["quote"],
            date.fromisoformat(support["at"]) if support.get("at") else None,
        ),
        suggestions=tuple(
            Suggestion(
                one["verdict"],
                one["quote"],
                one["reason"],
                state=one["state"],
                source=one["source"],
                by=readers[one["source"]],
                suspect=one["suspect"],
                own_family=one["own_family"],
            )
            for one in of_readers
        ),
    )


_NONE: dict[str, Any] = {"verdict": None, "quote": "", "reason": ""}


def _suggested(cell: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the rules suggest in a cell, and what other readers do.

    The earlier format names no source: all came from the rules.
    """
    suggestions = cell.get("suggestions", [])
    of_readers = [one for one in suggestions if one.get("source", RULES) != RULES]
    of_rules = (one for one in (cell["suggestion"], *suggestions) if one.get("source", RULES) == RULES)
    return next(of_rules, _NONE), of_readers


def _says_nothing(cell: dict[str, Any]) -> bool:
    return cell["state"] == "answered" and cell["verdict"]["from"] is None


def _mark(question: Question, respondent: Respondent, mark: dict[str, Any]) -> Mark:
    evidence = mark["evidence"] or {"text": "", "response_id": None, "start": 0, "end": 0}
    return Mark(
        question_id=question.question_id,
        transcript_id=respondent.transcript_id,
        by=mark["by"],
        value=mark["verdict"],
        confidence=mark["confidence"],
        rationale=mark["rationale"],
        quote=evidence["text"],
        response_id=evidence["response_id"],
        start=evidence["start"],
        end=evidence["end"],
    )
