"""Verbs of a draft’s corrections: each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from reviews.domain.documents import pack, parsed_of
from reviews.domain.ended_drafts import expiry, lock_draft
from reviews.intake.corrections import difference
from reviews.intake.document import Parsed, is_partition
from reviews.models import IntakeDraft
from reviews.refusal import Refused

MOST_UNDO = 50


@transaction.atomic
def correct_draft(*, draft: IntakeDraft, correction: Callable[[Parsed], Parsed]) -> None:
    """Apply a correction to the draft; it can be taken back.

    Raises Refused if the correction would lose a part of the text, DraftEnded, and what `correction` raises. Then
    nothing changes.
    """
    lock_draft(draft)
    before = parsed_of(draft)
    after = correction(before)
    if not is_partition(after) or after.text != draft.text:
        raise Refused("This correction would lose a part of the text.")
    if after == before:
        return
    draft.undo = [*draft.undo, _way_back(draft.parsed, pack(after))][-MOST_UNDO:]
    draft.parsed = pack(after)
    draft.expires_at = expiry()
    draft.save(update_fields=["parsed", "undo", "expires_at"])


@transaction.atomic
def undo_correction(*, draft: IntakeDraft) -> None:
    """Take the last correction back; without one nothing changes.

    Raises DraftEnded.
    """
    lock_draft(draft)
    if draft.undo:
        *draft.undo, step = draft.undo
        pieces = draft.parsed["pieces"]
        pieces = [*pieces[: step["from"]], *step["pieces"], *pieces[step["to"] :]]
        turned = step.get("newest_first", False)
        settled = step.get("settled", draft.parsed.get("settled", []))
        before = {"pieces": pieces, "voices": step["voices"], "newest_first": turned, "settled": settled}
        draft.parsed = {**draft.parsed, **before}
        draft.save(update_fields=["parsed", "undo"])


def is_corrected(draft: IntakeDraft) -> bool:
    """Whether a correction changes what the draft would store.

    To settle a doubt changes nothing.
    """
    if not draft.undo:
        return False
    first, now = draft.undo[0], draft.parsed
    heads = first["voices"] != now["voices"] or first.get("newest_first", False) != now.get("newest_first", False)
    return heads or any(step["pieces"] or step["from"] != step["to"] for step in draft.undo)


def _way_back(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What turns `after` into `before` again.

    Only the pieces that differ are kept: a long document has thousands, and a correction changes three.
    """
    start, old_end, new_end = difference(before["pieces"], after["pieces"])
    return {
        "from": start,
        "to": new_end,
        "pieces": before["pieces"][start:old_end],
        "voices": before["voices"],
        "newest_first": before.get("newest_first", False),
        "settled": before.get("settled", []),
    }
