"""Verbs of comparisons: start, rename, archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from reviews.domain.changes import DOUBLE_SUBMIT, changing, summarise
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.papers import PAPER_FIELDS
from reviews.domain.questions import DEFAULT_QUESTIONS, VERDICT_SCALE, create_question, scale
from reviews.domain.slugs import create_with_slug
from reviews.domain.users import lock_person
from reviews.models import Comparison, Paper, Team, User
from reviews.refusal import Refused


@transaction.atomic
def start_comparison(
    *,
    team: Team,
    by: User,
    title: str,
    slug: str = "",
    paper: Mapping[str, Any] | None = None,
    questions: Sequence[tuple[str, str]] = DEFAULT_QUESTIONS,
    others_hidden: bool = True,
) -> Comparison:
    """Start a comparison in phase collect, with its paper and scored questions.

    The questions (key, text) are on the verdict scale. The slug is taken from `slug`, else from the title; a taken one
    gets a short random suffix. `paper` holds any of PAPER_FIELDS; its title falls back to the comparison’s.
    `others_hidden` if reviewers mark before they see others’ marks. Raises Refused for an empty title.
    """
    title = title.strip()
    if not title:
        raise Refused("Give the comparison a title.", "title")
    given = {name: value for name, value in (paper or {}).items() if name in PAPER_FIELDS and value}
    now = timezone.now()
    stored = Paper.objects.create(**{"title": title, **given})
    comparison = create_with_slug(
        lambda slug: Comparison.objects.create(
            team=team,
            paper=stored,
            title=title,
            slug=slug,
            others_hidden=others_hidden,
            created_by=by,
            changed_at=now,
        ),
        slug or title,
        lambda slug: Comparison.objects.filter(slug=slug).exists(),
        fallback="comparison",
        most=80,
    )
    verdicts = scale(team, VERDICT_SCALE)
    for position, (key, text) in enumerate(questions):
        create_question(comparison, by, key=key, text=text, position=position, scored=True, scale=verdicts)
    comparison.summary = summarise(comparison)
    comparison.save(update_fields=["summary"])
    return comparison


def just_started(*, team: Team, by: User, title: str) -> Comparison | None:
    """The comparison that a double submit would start again, or None.

    Locks `by` until the transaction ends.
    """
    lock_person(by)
    since = timezone.now() - DOUBLE_SUBMIT
    return team.comparisons.filter(created_by=by, title=title.strip(), created_at__gt=since).first()


def rename_comparison(*, comparison: Comparison, title: str, seen: str | None = None) -> None:
    """Change the title.

    `seen` is the token of {"title"} as the person saw it. Raises Refused for an empty title, and Overtaken if the title
    has changed since.
    """
    title = title.strip()
    if not title:
        raise Refused("Give the comparison a title.", "title")
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["title"])
        refuse_unseen(seen, stored={"title": comparison.title}, wanted={"title": title})
        change.nothing = comparison.title == title
        comparison.title = title
        comparison.save(update_fields=["title"])


def archive_comparison(*, comparison: Comparison) -> None:
    """Take the comparison out of the lists.

    Nothing is deleted, and its publications stay.
    """
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["archived_at"])
        change.nothing = comparison.archived_at is not None
        comparison.archived_at = comparison.archived_at or timezone.now()
        comparison.save(update_fields=["archived_at"])


def restore_comparison(*, comparison: Comparison) -> None:
    """Undo `archive_comparison`."""
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["archived_at"])
        change.nothing = comparison.archived_at is None
        comparison.archived_at = None
        comparison.save(update_fields=["archived_at"])
