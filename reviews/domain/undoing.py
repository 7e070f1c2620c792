"""Verbs that undo one’s last act in a cell.

The history keeps both acts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from reviews.domain.changes import changing, summarise_nothing, summarise_row
from reviews.domain.history import delete_by, save_by
from reviews.domain.marks import mark_said, resolution_said, support_said
from reviews.domain.optimistic_lock import token
from reviews.domain.phases import begin_reconciling, refuse_closed_marks
from reviews.domain.unsaved_words import keep_words
from reviews.lens import lens
from reviews.models import Cause, Mark, Question, Resolution, Response, Support, Transcript, User
from reviews.refusal import Refused

CHANGED_SINCE = "Nothing was undone: this was changed since."
CORRECTED_SINCE = "Nothing was undone: the document was corrected since. Look at its words, and mark again."

Judgement = TypeVar("Judgement", Mark, Resolution, Support)


def undo_mark(*, question: Question, transcript: Transcript, by: User, seen: str, form: str) -> Mark | None:
    """Undo the reviewer’s last act on their own mark of a cell.

    Gives the mark as it is again, None if there is none; then what it said is kept as unsaved words of `form`, so that
    nobody types it twice, with what it quotes as the reviewer sees it. `seen` is the token of `mark_says` after that
    act. Raises Refused if the mark was changed since, if the document was corrected since, and if marks are closed.
    """
    own = Mark.objects.filter(cell__question=question, cell__transcript=transcript, reviewer=by).order_by("pk").last()
    mark = _undo(Mark, mark_said, question, transcript, by, seen, reviewer=by)
    if own and mark is None:
        quoted = lens(by, question.comparison).masked(own.quotation)
        typed = {"value": own.value, "evidence": quoted, "rationale": own.rationale}
        said = typed if own.confidence is None else {**typed, "confidence": str(own.confidence)}
        keep_words(comparison=question.comparison, by=by, place=form, said=said)
    return mark


def undo_settlement(*, question: Question, transcript: Transcript, by: User, seen: str) -> Resolution | None:
    """Undo the person’s last act on the settlement of a cell.

    As `undo_mark`, with the token of `resolution_says`. Also refused if somebody else has changed the settlement. After
    a publication it begins the phase Reconcile.
    """
    return _undo(Resolution, resolution_said, question, transcript, by, seen)


def undo_support(*, question: Question, transcript: Transcript, by: User, seen: str) -> Support | None:
    """Undo the person’s last word on the support of a cell.

    As `undo_settlement`, with the token of `support_says`.
    """
    return _undo(Support, support_said, question, transcript, by, seen)


def _undo(
    kind: type[Judgement],
    said: Callable[[Judgement | None], dict[str, Any]],
    question: Question,
    transcript: Transcript,
    by: User,
    seen: str,
    **whose: Any,
) -> Judgement | None:
    summary = summarise_nothing if kind is Support else summarise_row(question)
    with changing(question.comparison, summary=summary):
        rows = kind.history.filter(cell__question=question, cell__transcript=transcript, **whose)
        last = rows.order_by("-history_id").first()
        if last and last.history_change_reason in Cause.values:
            raise Refused(CORRECTED_SINCE)
        now = kind.objects.filter(pk=last.id).first() if last else None
        if last is None or last.history_user_id != by.pk or token(said(now)) != seen:
            raise Refused(CHANGED_SINCE)
        if kind is Mark:
            refuse_closed_marks(question.comparison)
        if kind is Resolution and question.comparison.marks_closed:
            begin_reconciling(question.comparison, by)
        if now is None:  # taken back: a mark together with what it revised
            deleted = rows.filter(history_type="-", history_date=last.history_date).order_by("id")
            return [_put_back(row.prev_record.instance, by) for row in deleted][-1]
        if last.prev_record is None or last.prev_record.history_type == "-":
            delete_by([now], by)
            return None
        return _put_back(last.prev_record.instance, by)


def _put_back(judgement: Judgement, by: User) -> Judgement:
    """Store a judgement as the history has it."""
    quoted = judgement.response_id if isinstance(judgement, Mark) else None
    if quoted and not Response.objects.current().filter(pk=quoted).exists():
        raise Refused(CORRECTED_SINCE)
    save_by(judgement, by)
    return judgement
