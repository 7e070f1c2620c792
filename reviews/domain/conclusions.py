"""Verbs of conclusions: the team's own answers to its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.history import delete_by
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.quotations import are_whole, places, solid
from reviews.models import Conclusion, Question, Response, User
from reviews.refusal import Refused

_TEXTS = ("answer", "why", "settled_by")


def conclude(
    *,
    question: Question,
    by: User,
    answer: str,
    why: str = "",
    settled_by: str = "",
    evidence: Sequence[str] = (),
    seen: str | None = None,
) -> Conclusion:
    """Write the team’s answer to a question, or change it.

    `settled_by` says what would settle the question. `evidence` are quotations; each is searched in the current answers
    of all respondents, then in the paper. `seen` is the token of `conclusion_says` as the person saw it. Raises Refused
    for an empty answer, an archived question, or words that stand nowhere, and Overtaken if the conclusion has changed
    since.
    """
    texts = {"answer": answer.strip(), "why": why.strip(), "settled_by": settled_by.strip()}
    if not texts["answer"]:
        raise Refused("Say what the team answers.", "answer")
    with changing(question.comparison, summary=summarise_nothing) as change:
        question.refresh_from_db(fields=["archived_at"])
        if question.archived_at:
            raise Refused("This question is no longer asked: it was reworded or archived meanwhile.")
        stored = Conclusion.objects.filter(question=question).first()
        wanted = {**texts, "evidence": [words.strip() for words in evidence]}
        refuse_unseen(seen, stored=conclusion_says(stored), wanted=wanted)
        found = _found(question, wanted["evidence"], stored)
        now = {**texts, "evidence": found}
        conclusion = stored or Conclusion(question=question)
        change.nothing = stored is not None and all(getattr(stored, name) == value for name, value in now.items())
        if not change.nothing:
            _write(conclusion, by, now)
        return conclusion


def conclusion_says(conclusion: Conclusion | None = None) -> dict[str, Any]:
    """What a conclusion says, of which `seen` is the token.

    Without one: what no conclusion says.
    """
    if conclusion is None:
        return {**dict.fromkeys(_TEXTS, ""), "evidence": []}
    quoted = list(dict.fromkeys(one["text"] for one in conclusion.evidence))
    return {**_texts(conclusion), "evidence": quoted}


def undo_conclusion(*, question: Question, by: User, seen: str | None = None) -> None:
    """Take the last change of a conclusion back.

    The first version goes if there was none before it. `seen` as in `conclude`.
    """
    with changing(question.comparison, summary=summarise_nothing) as change:
        conclusion = Conclusion.objects.filter(question=question).first()
        refuse_unseen(seen, stored=conclusion_says(conclusion), wanted={})
        if conclusion is None:
            change.nothing = True
            return
        _newest, *earlier = conclusion.history.order_by("-history_id")[:2]
        if earlier:
            before = earlier[0]
            _write(conclusion, by, {**_texts(before), "evidence": before.evidence})
        else:
            delete_by([conclusion], by)


def _texts(conclusion: Any) -> dict[str, str]:
    """What people wrote in a conclusion, or in an earlier version."""
    return {name: getattr(conclusion, name) for name in _TEXTS}


def _write(conclusion: Conclusion, by: User, says: dict[str, Any]) -> None:
    for name, value in {**says, "created_by": by, "created_at": timezone.now()}.items():
        setattr(conclusion, name, value)
    conclusion.save()


def _found(question: Question, evidence: Sequence[str], stored: Conclusion | None) -> list[dict[str, Any]]:
    """The places of the quotations.

    Words that the conclusion quotes already keep their places. Words that several respondents say are quoted of each.
    """
    known: dict[str, list[dict[str, Any]]] = {}
    for place in stored.evidence if stored else ():
        known.setdefault(place["text"], []).append(place)
    responses = list(
        Response.objects.current()
        .filter(transcript__comparison=question.comparison_id, transcript__archived_at=None)
        .order_by("transcript__position", "position")
    )
    paper = question.comparison.paper
    pages = [(0, paper.abstract), *paper.pages.values_list("number", "text")]
    found = []
    for words in dict.fromkeys(filter(None, evidence)):
        places_of = known.get(words) or list(_in_answers(words, responses)) or list(_in_paper(words, pages))
        if not places_of:
            raise Refused(f"“{words[:80]}” is in no answer, and not in the paper’s stored text.", "evidence")
        found += places_of
    return found


def _in_answers(words: str, responses: Sequence[Response]) -> Any:
    """The first place in each transcript that says these words."""
    wanted, said = solid(words), set()
    for response in responses:
        spans = list(places(response.text, wanted))
        if spans and response.transcript_id not in said:
            said.add(response.transcript_id)
            start, end = next((span for span in spans if are_whole(response.text, *span)), spans[0])
            text = " ".join(response.text[start:end].split())
            yield {"response": response.pk, "start": start, "end": end, "text": text, "page": None}


def _in_paper(words: str, pages: Sequence[tuple[int, str]]) -> Any:
    """The first place in the paper's stored text."""
    for number, text in pages:
        for start, end in places(text, solid(words)):
            quoted = " ".join(text[start:end].split())
            yield {"response": None, "start": start, "end": end, "text": quoted, "page": number}
            return
