"""A private chat that came into a comparison by mistake, and all that people made of it.

Each of its words holds MARK, and so does all that is made of it.
"""

from __future__ import annotations

from collation.publish.freeze import freeze
from reviews.domain.annotations import annotate, delete_annotation, edit_annotation
from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft, reopen_source
from reviews.domain.ended_drafts import discard_draft
from reviews.domain.facts import merge_fact, review_fact, strike_value
from reviews.domain.findings import NewPoint, dissolve_finding, gather_finding, merge_findings, rate_finding
from reviews.domain.marks import place_mark, resolve_cell, say_support, withdraw_mark
from reviews.domain.placements import AskedAlike, place_passage, withdraw_placements
from reviews.domain.questions import reword_question
from reviews.domain.redactions import redact, undo_redaction
from reviews.domain.round_sheets import make_round_sheet
from reviews.domain.threads import edit_comment, open_thread, reply
from reviews.domain.unsaved_words import keep_words
from reviews.intake.parse import parse
from reviews.models import Comparison, Response, Transcript, User
from tests.factories import make_transcript

MARK = "qzx"
PROMPT = "qzxIs qzxmy qzxmarriage qzxover"
ANSWER = "qzxIt qzxis qzxover qzxand qzxdone"
SAFE = "It is safe, with its lid on."


def paste_chat(comparison: Comparison, name: str = "Qzxmally", *, turns: int = 1) -> Transcript:
    """A chat of so many turns, each a paragraph of its own."""
    said = [(f"{PROMPT} qzx{name}{at}", f"{ANSWER} qzx{name}{at}.") for at in range(turns)]
    prompt, answer = said[0]
    said[0] = prompt, f"{answer} ([{MARK}source](https://{MARK}.org/))"
    return make_transcript(comparison, name, *said)


def work_on(chat: Transcript, other: Response, owner: User, reviewer: User, *, times: int = 1) -> None:
    """Mark, place, settle, back, discuss, gather, adopt and correct, so many times each."""
    comparison = chat.comparison
    responses = list(chat.responses.current())
    first = responses[0]
    for at in range(times):
        question = comparison.questions.order_by("pk")[at]
        cell = {"question": question, "transcript": chat}
        for value in ("yes", "no"):  # the second replaces the first, which the history keeps
            place_mark(**cell, by=reviewer, value=value, rationale=f"qzxbecause {value}", evidence="qzxIt qzxis")
        place_mark(**cell, by=owner, value="yes", rationale="qzxtaken qzxback")
        withdraw_mark(**cell, by=owner)
        resolve_cell(**cell, by=owner, value="yes", why="qzxsettled")
        say_support(**cell, by=reviewer, value="supported", quote="qzxquoted")
        comment = open_thread(comparison=comparison, by=owner, body="qzxwell", **cell)
        edit_comment(comment=comment, by=owner, body="qzxwell qzxthen")
        reply(thread=comment.thread, by=reviewer, body="qzxyes")
        place_passage(response=responses[at], start=0, end=5, question=question, belongs=True, by=reviewer)
        taken_back = place_passage(response=responses[at], start=6, end=9, question=question, belongs=True, by=owner)
        withdraw_placements(comparison=comparison, placements=[taken_back], by=owner)
        note = {"response": responses[at], "by": reviewer, "quote": responses[at].text[:11], "at": "0+0"}
        edit_annotation(
            annotation=annotate(**note, note="qzxnote"), by=reviewer, label="claim", note="qzxother qzxnote"
        )
        delete_annotation(annotation=annotate(**note, note="qzxtaken qzxback"), by=reviewer)
        gather(comparison, owner, f"qzxfound {at}", NewPoint(responses[at], 0, 5))
        alone = gather(comparison, owner, f"qzxtaken qzxapart {at}", NewPoint(responses[at], 0, 11))
        rate_finding(finding=alone, by=reviewer, value="major")
        review_fact(
            comparison=comparison, by=owner, kind="acronym", topic=f"qzxqzxmally{at}", decision="confirmed", why="qzx"
        )
        strike_value(
            comparison=comparison, by=owner, kind="acronym", topic="dsa", value=f"qzx{at}", text=f"qzxQzxmally{at}"
        )
        keep_words(
            comparison=comparison, by=owner, place=f"mark-{question.key}-{chat.key}", said={"rationale": "qzxhm"}
        )
        keep_words(comparison=comparison, by=owner, place=f"thread-{at}", said={"body": ANSWER})
        picked = {"evidence": MARK, "evidence_at": f"{first.pk}:0+3"}
        keep_words(comparison=comparison, by=owner, place=f"elsewhere-{at}", said=picked)
        redact(comparison=comparison, by=owner, words=f"{ANSWER} qzx{chat.respondent.name}{at}")
        undo_redaction(
            redaction=redact(comparison=comparison, by=owner, words=f"qzx{chat.respondent.name}{at}"), by=owner
        )
        make_round_sheet(
            comparison=comparison,
            by=owner,
            respondent=other.transcript.respondent,
            token=f"round-{at}",
            text=ANSWER,
            names={"A": chat.key, "B": other.transcript.key},
        )
    merge_fact(comparison=comparison, by=owner, kind="acronym", topic="dsa", into="qzxqzxmally0")
    quoting = f"“{ANSWER}”"
    kept = gather(comparison, owner, quoting, NewPoint(first, 0, 4), NewPoint(other, 0, len(other.text)))
    merge_findings(finding=gather(comparison, owner, quoting, NewPoint(first, 0, 6)), into=kept, by=owner)
    dissolve_finding(finding=gather(comparison, owner, quoting, NewPoint(first, 0, 7)), by=owner)
    for response in responses[:times]:
        place_passage(
            response=other,
            start=0,
            end=5,
            question=AskedAlike(response.prompt, f"{response.pk:064}"),
            belongs=True,
            by=reviewer,
        )
    adopted = comparison.questions.exclude(prompt_key="").latest("pk")
    reword_question(question=adopted, by=owner, text="What else did it say?")
    reopen_source(source=chat.source, by=owner)
    text = f"# Claude\n\n{PROMPT}\n".encode()
    document = Document(text, chat.source.name, "text/markdown", parse(text, name=chat.source.name))
    discard_draft(draft=begin_draft(comparison=comparison, by=reviewer, document=document))


def gather(comparison: Comparison, by: User, title: str, *spans: NewPoint):
    return gather_finding(comparison=comparison, by=by, title=title, kind="other", spans=spans)


def publish(comparison: Comparison, by: User, finding: str = f"{MARK} says so"):
    """Publish the comparison as it stands, with a finding in the words of the chat."""
    return freeze(comparison=comparison, by=by, title="Owls", finding=finding)
