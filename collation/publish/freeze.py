"""Build and freeze a publication: the collation, cut to its public part."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from collation.answers.verdicts import apply_judgements
from collation.assemble.collation import head, reading_of, record_of
from collation.assemble.conclusions import conclusions_of
from collation.assemble.facts import fact_reading
from collation.assemble.findings import findings_of
from collation.assemble.readers import readers_of
from collation.cells import Cell, Collation, Row
from collation.document import document, sources
from collation.facts.reviewed import confirmed_only
from collation.pages.conclusions import ShownConclusion, documented
from collation.publish.document.complete import faults
from collation.publish.document.parse import thaw
from collation.publish.document.redaction import Aliases, redacted
from collation.publish.public_lens import PublicLens, public_lens
from collation.publish.published_words import published_again, published_passages, turns_as_published
from collation.record import Record
from collation.wording import headline
from reviews.domain.publications import Unseen, fingerprint, record_publication
from reviews.domain.redactions import alias_of
from reviews.models import (
    Comparison,
    Mark,
    MarkState,
    Publication,
    Publish,
    Response,
    Transcript,
    User,
)
from reviews.refusal import Refused

_TRIES = 5
"""How often a document is built if the comparison keeps changing."""
_COMPUTED_BEFORE = re.compile(
    r"(?:They part most on “.+” \(\d\.\d\d\): .+\.|So far nobody parts from anybody: .+\."
    r"|No question has two verdicts to compare yet\.) "
    r"(?:All \w+ cells are marked|Nobody has marked a cell yet(?:; .+)?|Rests on \d+ of \d+ cells marked(?:; .+)?)\.",
    re.DOTALL,
)
"""The computed findings of the earlier format, `collation/1`."""


@dataclass(frozen=True)
class PublicReading:
    """A comparison as the public sees it."""

    view: PublicLens
    record: Record
    collation: Collation

    @classmethod
    def of(cls, comparison: Comparison) -> PublicReading:
        view = public_lens(comparison)
        record = record_of(comparison, view)
        return cls(view, record, apply_judgements(reading_of(comparison, view, record), record))


@dataclass(frozen=True)
class Words:
    """The title and the finding."""

    title: str
    finding: str


def draft(comparison: Comparison, *, title: str, finding: str) -> dict[str, Any]:
    """The document of a publication made now, without number and date.

    It is a `collation/2` document of the respondents that are published, as docs/formats.md describes it, with
    `publication`, `transcripts`, and `html` in each passage and turn. If only quotations of a respondent are
    published, its passages are the words that carry the verdict. A prompt is published with its turn or not at all.
    Only findings that people gathered are published.
    """
    return _draft(comparison, Words(title, finding), PublicReading.of(comparison))


def proposal(comparison: Comparison) -> tuple[Words, dict[str, Any]]:
    """The words and the `draft` of a publication made now.

    The words are those of the newest version that holds its document, else the comparison's title and the computed
    headline. A finding that is the headline computed for that version is replaced by today's, which is "" until half of
    the cells are read.
    """
    newest = comparison.publications.readable().first()
    public = PublicReading.of(comparison)
    words = _words(comparison, newest, public)
    return words, _draft(comparison, words, public)


def _draft(comparison: Comparison, words: Words, public: PublicReading) -> dict[str, Any]:
    view, record, collation = public.view, public.record, public.collation
    transcripts = view.columns
    extent = {transcript.key: transcript.publish for transcript in (*transcripts, *view.later)}
    links = {transcript.key: transcript.link for transcript in view.later}
    told = head(comparison)
    result = document(
        collation,
        comparison=told["comparison"],
        paper={**told["paper"], "url": comparison.paper.link},
        facts=confirmed_only(fact_reading(comparison, view, record.respondents)),
        findings=[finding for finding in findings_of(comparison, view, record) if finding.grouped_by == "person"],
        readers=readers_of(comparison),
    )
    everybody = (*record.respondents, *record.later)
    responses = Response.objects.in_bulk([turn.response_id for one in everybody for turn in one.turns])
    for row, frozen in zip(collation.rows, result["rows"], strict=True):
        for cell, let_out in zip(row.cells, frozen["cells"], strict=True):
            let_out["suggestion"] = _suggestion(cell, let_out["suggestion"])
            let_out["suggestions"] = [_suggestion(cell, one) for one in let_out["suggestions"]]
            let_out["passages"] = published_passages(cell, let_out["passages"], extent[cell.respondent.key], responses)
            if cell.later:
                key = cell.later[-1].respondent.key
                let_out["round_2"] = published_again(cell, let_out["round_2"], extent[key], links[key], responses)
            if extent[cell.respondent.key] != Publish.FULL:
                let_out.pop("sources", None)
    in_rows = {
        passage["response_id"] for row in result["rows"] for cell in row["cells"] for passage in cell["passages"]
    }
    result["transcripts"] = [
        {
            "respondent": transcript.key,
            "name": transcript.respondent.name,
            "vendor": transcript.respondent.vendor,
            "publish": transcript.publish,
            "said_on": transcript.said_on.isoformat() if transcript.said_on else None,
            "link": transcript.link or None,
            "turns": sum(response.transcript_id == transcript.pk for response in responses.values()),
            "responses": [
                {
                    "response": response.position,
                    "response_id": response.pk,
                    "prompt": response.prompt,
                    "text": response.text,
                    "html": response.html,
                    **sources(response.sources),
                }
                for response in sorted(responses.values(), key=lambda response: response.position)
                if response.transcript_id == transcript.pk
                and transcript.publish == Publish.FULL
                and (response.pk in in_rows or response.publish_anyway)
            ],
        }
        for transcript in transcripts
    ]
    _keep_prompts_in(result, collation)
    if conclusions := _conclusions(comparison, view, result):
        result["conclusions"] = conclusions
    marks = [mark for row in collation.rows for cell in row.cells for mark in cell.marks]
    result["publication"] = {
        "slug": comparison.slug,
        "title": words.title.strip(),
        "finding": words.finding.strip(),
        "named": bool(view.named),
        **({"people": list(view.named)} if view.named else {}),
        "reviewers": len({mark.by for mark in marks}),
        "marks": len(marks),
        "left_out": Transcript.objects.columns().filter(comparison=comparison).count() - len(transcripts),
    }
    blind = _marked_without_names(view)
    if blind:
        result["publication"]["without_names"] = blind
    if comparison.takes_rejoinders:
        result["publication"]["rejoinders"] = True
    if rejoinders := _rejoinders(comparison, result):
        result["rejoinders"] = rejoinders
    kept_out = comparison.redactions.filter(undone_at=None).values_list("words", flat=True)
    return redacted(result, kept_out, turns_as_published(everybody), _aliases(comparison) if kept_out else {})


def _aliases(comparison: Comparison) -> Aliases:
    """What may stand for the keys of questions and respondents."""
    transcripts = comparison.transcripts.select_related("respondent__identity")
    return {
        **{one.key: (one.text, alias_of(one)) for one in comparison.questions.all()},
        **{one.key: (one.respondent.name, alias_of(one)) for one in transcripts},
    }


def _rejoinders(comparison: Comparison, result: dict[str, Any]) -> list[dict[str, Any]]:
    """The replies that the team publishes, without addresses.

    One to a cell that is not published is one to the page.
    """
    cells = {(row["question"], cell["respondent"]) for row in result["rows"] for cell in row["cells"]}
    published = comparison.rejoinders.checked().filter(published=True)
    told = ("name", "says", "domain", "text", "html", "question__key", "transcript__key", "checked_at__date")
    return [
        {
            "name": name,
            "says": says,
            "domain": domain,
            "text": text,
            "html": html,
            "question": question if (question, respondent) in cells else None,
            "respondent": respondent if (question, respondent) in cells else None,
            "at": at.isoformat(),
        }
        for name, says, domain, text, html, question, respondent, at in published.values_list(*told)
    ]


def _conclusions(comparison: Comparison, view: PublicLens, result: dict[str, Any]) -> list[dict[str, Any]]:
    """The team's conclusions, with the quotations that may be published.

    Of a respondent whose full text is published these are words of the published turns.
    """
    shown = {turn["response_id"] for transcript in result["transcripts"] for turn in transcript["responses"]}
    in_full = {
        transcript["respondent"] for transcript in result["transcripts"] if transcript["publish"] == Publish.FULL
    }
    asked = {row["question"] for row in result["rows"]}

    def public(conclusion: ShownConclusion) -> ShownConclusion:
        kept = (one for one in conclusion.evidence if one.key not in in_full or one.response_id in shown)
        return replace(conclusion, evidence=tuple(kept))

    return [documented(public(one)) for one in conclusions_of(comparison, view) if one.question in asked]


def _marked_without_names(view: PublicLens) -> int:
    """How many reviewers marked a published cell without names.

    Marks of later rounds do not count.
    """
    blind = Mark.objects.filter(
        cell__transcript__key__in=view.keys,
        cell__transcript__first=None,
        cell__comparison=view.comparison_id,
        cell__question__archived_at=None,
        state=MarkState.SUBMITTED,
        saw_names=False,
    )
    return blind.order_by().values("reviewer").distinct().count()


def freeze(
    *, comparison: Comparison, by: User | None, title: str, finding: str, correction: str = "", seen: str = ""
) -> Publication:
    """Publish the comparison as it stands.

    If nothing changed since the newest version, returns that one. `correction` says what was corrected since, and why.
    `seen` is the `fingerprint` of the document as somebody saw it, "" if nobody did: what another document says is not
    published, and Unseen is raised.

    The document is built before anything is locked, and built again if somebody changed the comparison meanwhile.
    Raises Refused if there is no title, if nothing of any respondent is published, if the document has a fault that
    blocks, or if the changes do not stop.
    """

    def drawn_up(now: Comparison) -> dict[str, Any]:
        document = draft(now, title=title, finding=finding)
        if seen and seen != fingerprint(document):
            raise Unseen("This has changed since you looked. What follows is how it would be published now.")
        return document

    return _freeze(comparison, by, drawn_up, correction)


class Withdrawn(Refused):
    """The newest version was withdrawn: only a person publishes again."""


def freeze_again(comparison: Comparison) -> Publication:
    """Publish the comparison again, in the words of its newest version.

    The words are those of `proposal`. Raises as `freeze`, and Withdrawn.
    """

    def drawn_up(now: Comparison) -> dict[str, Any]:
        newest = now.publications.first()
        if newest and newest.withdrawn_at:
            raise Withdrawn("Its newest version was withdrawn. To publish it again, use its Publish page.")
        return proposal(now)[1]

    return _freeze(comparison, None, drawn_up)


def _freeze(
    comparison: Comparison, by: User | None, drawn_up: Callable[[Comparison], dict[str, Any]], correction: str = ""
) -> Publication:
    for _ in range(_TRIES):
        now = Comparison.objects.select_related("paper").get(pk=comparison.pk)
        document = drawn_up(now)
        if not document["respondents"]:
            raise Refused("There is nothing to publish: no respondent of which anything would be shown.")
        if broken := [fault.sentence for fault in faults(document) if fault.blocks]:
            raise Refused(f"This is not complete, so it is not published. {' '.join(broken)}")
        publication = record_publication(comparison=comparison, by=by, document=document, correction=correction)
        if publication:
            return publication
    raise Refused("Others are changing this comparison right now. Publish it again in a moment.")


def _words(comparison: Comparison, newest: Publication | None, public: PublicReading) -> Words:
    computed = headline(_scored(public.collation))
    if newest is None:
        return Words(comparison.title, computed)
    document = json.loads(newest.document)
    was_computed = newest.finding == headline(_scored(thaw(document))) or _COMPUTED_BEFORE.fullmatch(newest.finding)
    return Words(newest.title, computed if was_computed else newest.finding)


def _scored(collation: Collation) -> list[Row]:
    return [row for row in collation.rows if row.question.scored]


def _keep_prompts_in(result: dict[str, Any], collation: Collation) -> None:
    """Remove the prompts of unpublished turns, and the computed rows left empty."""
    shown = {turn["response_id"] for transcript in result["transcripts"] for turn in transcript["responses"]}
    gone = set()
    for row, frozen in zip(collation.rows, result["rows"], strict=True):
        if row.computed and not any(cell["passages"] for cell in frozen["cells"]):
            gone.add(row.question.key)
        for cell, let_out in zip(row.cells, frozen["cells"], strict=True):
            turn = cell.reading.asked.response
            if turn is not None and cell.respondent.turns[turn].response_id not in shown:
                let_out["prompt_as_asked"] = None
    result["rows"] = [row for row in result["rows"] if row["question"] not in gone]
    result["questions"] = [question for question in result["questions"] if question["key"] not in gone]


def _suggestion(cell: Cell, suggestion: dict[str, Any]) -> dict[str, Any]:
    """A suggestion, without its words if people decided otherwise."""
    is_decided = cell.verdict.origin in ("marks", "resolution")
    is_overruled = is_decided and suggestion["verdict"] != cell.verdict.value
    return suggestion | {"quote": "", "reason": ""} if is_overruled else suggestion
