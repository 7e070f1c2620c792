"""What the page of a comparison's marking shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from reviews.domain.assigning import people_who_may_mark
from reviews.domain.assignments import check_assignment, previewed, stored_assignment
from reviews.domain.guidelines import Guidelines, guidelines_say, standing_guidelines
from reviews.domain.progress import progress_of
from reviews.forms import VerbForm
from reviews.forms.assigning import AssignmentForm, GuidelineForm, ScaleForm
from reviews.models import Cell, Comparison, GuidelineVersion, Question, User
from reviews.web.context import Context


@dataclass(frozen=True)
class Share:
    """What one person has to mark, and has marked of it.

    `would` is what they would have by the assignment that is previewed; None without one.
    """

    person: User
    asked: int
    marked: int
    would: int | None = None

    @property
    def left(self) -> int:
        return self.asked - self.marked


@dataclass(frozen=True)
class Rules:
    """How one question is marked, or all are (without `question`).

    `earlier` are the versions before the one that stands, newest first. `frozen` if the question has marks.
    """

    question: Question | None
    standing: Guidelines | None
    earlier: tuple[GuidelineVersion, ...]
    form: VerbForm
    scale_form: VerbForm | None = None
    frozen: bool = False


def assignment_form(comparison: Comparison, data: Any = None) -> AssignmentForm:
    """The form of who marks, filled with what is stored."""
    return AssignmentForm(data, people=people_who_may_mark(comparison), **stored_assignment(comparison))


def preview(comparison: Comparison, given: Mapping[str, Any]) -> dict[int, int]:
    """How many cells each person would have, by their id.

    Raises Refused as `set_assignment` does.
    """
    people = people_who_may_mark(comparison).values_list("pk", flat=True)
    each, reviewers = given["marks_per_cell"], given["reviewers"]
    check_assignment(people, each, reviewers)
    if each is None:
        cells = progress_of(comparison).cells
        return dict.fromkeys(reviewers, cells)
    return {person: cells for person, (cells, _) in previewed(comparison, each, reviewers).items()}


def marking_page(
    context: Context,
    *,
    refused: tuple[int | None, VerbForm] | None = None,
    rescaled: tuple[int, VerbForm] | None = None,
    planned: Mapping[int, int] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """What the page shows, with refused forms instead of fresh ones.

    The number of queries does not depend on the people and the questions.
    """
    comparison = context.comparison
    progress, stored = progress_of(comparison), stored_assignment(comparison)
    people = list(people_who_may_mark(comparison))
    return {
        "stored": stored,
        "shares": [
            Share(
                person,
                progress.asked(person.pk),
                progress.marked.get(person.pk, 0),
                None if planned is None else planned.get(person.pk, 0),
            )
            for person in people
            if context.seat.may_edit or person == context.user
        ],
        "planned": planned,
        "people": [person for person in people if person.pk in stored["reviewers"]],
        "rules": _rules(comparison, refused, rescaled),
        "assignment_form": AssignmentForm(people=people, **stored),
        **more,
    }


def _rules(
    comparison: Comparison, refused: tuple[int | None, VerbForm] | None, rescaled: tuple[int, VerbForm] | None
) -> list[Rules]:
    standing = standing_guidelines(comparison)
    earlier: dict[int | None, list[GuidelineVersion]] = {}
    for version in comparison.guidelines.select_related("created_by").order_by("-number"):
        earlier.setdefault(version.question_id, []).append(version)
    judged = Cell.objects.filter(Q(marks__isnull=False) | Q(resolution__isnull=False), question=OuterRef("pk"))
    questions = comparison.questions.current().filter(scored=True).select_related("scale")
    asked: list[Question | None] = [None, *questions.annotate(frozen=Exists(judged))]
    return [
        Rules(
            question,
            standing.get(key),
            tuple(earlier.get(key, ())[1:]),
            refused[1]
            if refused and refused[0] == key
            else GuidelineForm(
                stored=guidelines_say(next(iter(earlier.get(key, ())), None)), auto_id=f"guidelines-{key or 'all'}-%s"
            ),
            _scale_form(question, rescaled),
            bool(question and question.frozen),  # type: ignore[attr-defined]
        )
        for question in asked
        for key in [question.pk if question else None]
    ]


def _scale_form(question: Question | None, rescaled: tuple[int, VerbForm] | None) -> VerbForm | None:
    if question is None or question.scale is None:
        return None
    if rescaled and rescaled[0] == question.pk:
        return rescaled[1]
    return ScaleForm(stored={"scale": question.scale.key}, auto_id=f"scale-{question.pk}-%s")
