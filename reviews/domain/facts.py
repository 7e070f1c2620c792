"""Verbs of facts: what people decide about what was computed.

A fact is named by its kind and topic key.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from reviews.domain.changes import changing, lock_comparison, summarise_facts
from reviews.domain.history import save_by
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.models import Comparison, FactDecision, FactReview, StruckValue, User
from reviews.refusal import Refused

MOST_CHARS = 300  # of a value


def review_fact(
    *, comparison: Comparison, by: User, kind: str, topic: str, decision: str, why: str = "", seen: str | None = None
) -> FactReview:
    """Confirm or dismiss a fact, or open it again.

    `seen` is the token of {"decision", "why"} as the person saw them; "open" and "" if nobody has decided. Raises
    Refused for any other decision, and Overtaken if the decision has changed since.
    """
    if decision not in FactDecision.values:
        raise Refused("Confirm the fact, dismiss it, or leave it open.", "decision")
    return _upsert_review(comparison, by, kind, topic, seen, decision=decision, why=why.strip())


def relabel_fact(
    *, comparison: Comparison, by: User, kind: str, topic: str, label: str, seen: str | None = None
) -> FactReview:
    """Give a fact’s topic another name.

    An empty label gives the computed name back. `seen` is the token of {"label"} as the person saw it. Raises Overtaken
    if the name has changed since.
    """
    return _upsert_review(comparison, by, kind, topic, seen, label=" ".join(label.split())[:200])


def merge_fact(*, comparison: Comparison, by: User, kind: str, topic: str, into: str) -> FactReview:
    """Make a fact a part of another of its kind.

    `into` is the other’s topic key; "" takes the merge back. Raises Refused for a merge into itself or in a circle.
    """
    with transaction.atomic():
        lock_comparison(comparison)  # of two merges at once, the second sees the first
        merged = comparison.fact_reviews.filter(kind=kind).exclude(merged_into="")
        merges = dict(merged.values_list("topic", "merged_into"))
        chain, target = {topic}, into
        while target:
            if target in chain:
                raise Refused("A fact cannot be merged into itself.", "into")
            chain.add(target)
            target = merges.get(target, "")
        return _upsert_review(comparison, by, kind, topic, None, merged_into=into)


def fact_to_discuss(*, comparison: Comparison, by: User, kind: str, topic: str) -> FactReview:
    """What people say of a fact, for a thread to hang on.

    If nobody has said anything of it, an open decision is made. Call it inside `changing`.
    """
    review = comparison.fact_reviews.filter(kind=kind, topic=topic).first()
    if review is None:
        review = FactReview(comparison=comparison, kind=kind, topic=topic, created_by=by, created_at=timezone.now())
        save_by(review, by)
    return review


def strike_value(
    *, comparison: Comparison, by: User, kind: str, topic: str, value: str, text: str, why: str = ""
) -> StruckValue:
    """Strike a value out of a fact.

    `value` is its key, `text` how it is written. A value that is out already stays as it was struck. Raises Refused for
    a value too long to be named.
    """
    if not 0 < len(value) <= MOST_CHARS or not text.strip():
        raise Refused("This value cannot be struck out.", "value")
    with changing(comparison, summary=summarise_facts) as change:
        struck_before = comparison.struck_values.standing().filter(kind=kind, topic=topic, value=value).first()
        change.nothing = struck_before is not None
        if struck_before:
            return struck_before
        struck = StruckValue(
            comparison=comparison,
            kind=kind,
            topic=topic,
            value=value,
            text=text[:MOST_CHARS],
            why=why.strip(),
            created_by=by,
            created_at=timezone.now(),
        )
        save_by(struck, by)
    return struck


def restore_value(*, comparison: Comparison, by: User, kind: str, topic: str, value: str) -> None:
    """Put a struck value back into its fact.

    Raises Refused if it is not out.
    """
    with changing(comparison, summary=summarise_facts):
        struck = comparison.struck_values.standing().filter(kind=kind, topic=topic, value=value).first()
        if struck is None:
            raise Refused("This value is back already.", "value")
        struck.restored_by, struck.restored_at = by, timezone.now()
        save_by(struck, by)


def _upsert_review(
    comparison: Comparison, by: User, kind: str, topic: str, seen: str | None, **fields: str
) -> FactReview:
    """Write what a person says of a fact.

    Only a decision is signed anew: after another name or merge, whoever decided stays named for it.
    """
    signature = {"created_by": by, "created_at": timezone.now()}
    with changing(comparison, summary=summarise_facts):
        stored_review = FactReview.objects.filter(comparison=comparison, kind=kind, topic=topic).first()
        review = stored_review or FactReview(comparison=comparison, kind=kind, topic=topic)
        refuse_unseen(seen, stored={name: getattr(review, name) for name in fields}, wanted=fields)
        is_judged = stored_review is None or "decision" in fields
        for name, value in {**fields, **(signature if is_judged else {})}.items():
            setattr(review, name, value)
        save_by(review, by)
    return review
