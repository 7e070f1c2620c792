"""Verbs of guidelines: what reviewers are told about marking, in versions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reviews import richtext
from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.models import Comparison, GuidelineVersion, Mark, MarkState, Question, User
from reviews.refusal import Refused

MOST_CHARS = 20_000


def guidelines_say(version: GuidelineVersion | None) -> dict[str, str]:
    """What guidelines say, of which `seen` is the token."""
    return {"markdown": version.markdown if version else ""}


def write_guidelines(
    *, comparison: Comparison, by: User, markdown: str, question: Question | None = None, seen: str | None = None
) -> GuidelineVersion | None:
    """Say how to mark one question or, without one, all of them.

    Gives the version that stands; None if there is none. A version that a mark was made under is frozen, even if that
    mark was taken back: other words are a new version. Before, they replace what it said. "" takes the guidelines away.
    `seen` is the token of `guidelines_say` as the person saw it. Raises Refused for a text that is too long or a
    question of another comparison, and Overtaken if the guidelines have changed since.
    """
    markdown = markdown.strip()
    if len(markdown) > MOST_CHARS:
        raise Refused(f"Guidelines hold at most {MOST_CHARS:,} characters; these have {len(markdown):,}.", "markdown")
    if question is not None and question.comparison_id != comparison.pk:
        raise Refused("This question is not asked here.")
    with changing(comparison, summary=summarise_nothing) as change:
        if question is not None:
            question.refresh_from_db(fields=["archived_at"])
            if question.archived_at:
                raise Refused("This question is no longer asked: it was reworded or archived meanwhile.")
        current = versions(comparison, question).last()
        refuse_unseen(seen, stored=guidelines_say(current), wanted={"markdown": markdown})
        if markdown == guidelines_say(current)["markdown"]:
            change.nothing = True
            return current
        if current is None or is_frozen(current):
            number = current.number + 1 if current else 1
            version = GuidelineVersion(comparison=comparison, question=question, number=number)
        else:
            version = current
        version.markdown, version.html = markdown, richtext.comment(markdown) if markdown else ""
        version.created_by, version.created_at = by, timezone.now()
        version.save()
        return version


def versions(comparison: Comparison, question: Question | None) -> QuerySet[GuidelineVersion]:
    """The guidelines of a question or of all, oldest first.

    With their authors.
    """
    return comparison.guidelines.filter(question=question).select_related("created_by").order_by("number")


@dataclass(frozen=True)
class Guidelines:
    """The guidelines of a question or of all, as they stand.

    `earlier` says how many marks were made under each version before, by its number; 0 stands for marks that were made
    before there were guidelines.
    """

    version: GuidelineVersion
    earlier: tuple[tuple[int, int], ...]

    @property
    def under_others(self) -> list[str]:
        """Sentences on marks that were made under other versions."""
        return [
            f"{count} mark{'s' if count > 1 else ''} {'were' if count > 1 else 'was'} made "
            + (f"under version {number}." if number else "before there were guidelines.")
            for number, count in self.earlier
        ]


def standing_guidelines(comparison: Comparison) -> dict[int | None, Guidelines]:
    """The guidelines in force, by the id of their question.

    Those for all questions stand under None. Two queries, whatever the number of questions and versions.
    """
    newest: dict[int | None, GuidelineVersion] = {}
    for version in comparison.guidelines.select_related("created_by").order_by("number"):
        newest[version.question_id] = version
    marks = Mark.objects.filter(
        cell__comparison=comparison,
        cell__question__archived_at=None,
        cell__transcript__archived_at=None,
        state=MarkState.SUBMITTED,
    ).order_by()
    under: dict[int | None, Counter[int]] = defaultdict(Counter)
    for question, own, general, count in marks.values_list(
        "cell__question", "guideline__number", "general_guideline__number"
    ).annotate(Count("pk")):
        under[question][own or 0] += count
        under[None][general or 0] += count
    return {
        question: Guidelines(
            version, tuple(sorted((number, n) for number, n in under[question].items() if number != version.number))
        )
        for question, version in newest.items()
        if version.markdown or version.number > 1
    }


def is_frozen(version: GuidelineVersion) -> bool:
    """Whether a mark was made under the version.

    One that was taken back counts.
    """
    return Mark.history.filter(Q(guideline=version.pk) | Q(general_guideline=version.pk)).exists()
