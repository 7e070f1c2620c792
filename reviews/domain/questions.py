"""Verbs of questions, and the scales of their answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from reviews.domain.changes import changing, lock_comparison
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.slugs import free_slug
from reviews.models import Comparison, Question, Scale, Team, User
from reviews.refusal import Refused

VERDICT_SCALE = "verdict"
SCALES: tuple[tuple[str, str, list[list[str]]], ...] = (
    (
        VERDICT_SCALE,
        "No to yes",
        [["no", "no"], ["unclear", "unclear"], ["qualified", "qualified"], ["yes", "yes"]],
    ),
    ("rating-10", "Rating from 1 to 10", [[str(value), str(value)] for value in range(1, 11)]),
)
DEFAULT_QUESTIONS = (
    ("works", "Does it work?"),
    ("safe", "Is it safe?"),
    ("code_safe", "Is the code it produces safe?"),
)


def scale(team: Team, key: str) -> Scale:
    """The team’s scale with this key.

    It is made if it is one of SCALES. Raises Refused for any other key.
    """
    for known, name, values in SCALES:
        if known == key:
            return Scale.objects.get_or_create(team=team, key=key, defaults={"name": name, "values": values})[0]
    raise Refused("There is no such scale.", "scale")


def keyed_questions(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Each text with a key of its own.

    A default question has its default key; another key is made of the first words.
    """
    defaults = {text: key for key, text in DEFAULT_QUESTIONS}
    taken = set(defaults.values())
    keyed = []
    for text in texts:
        key = defaults.get(text) or free_slug(" ".join(text.split()[:6]), taken.__contains__, fallback="question")
        taken.add(key)
        keyed.append((key, text))
    return keyed


def ask_question(
    *, comparison: Comparison, by: User, text: str, scored: bool = True, scale_key: str = VERDICT_SCALE, key: str = ""
) -> Question:
    """Ask a new question, after the others.

    Raises Refused for an empty text, and for one that is asked already.
    """
    text = text.strip()
    if not text:
        raise Refused("Write the question.", "text")
    with changing(comparison, words=True):
        if comparison.questions.current().filter(text__iexact=text).exists():
            raise Refused("This question is asked already.", "text")
        return create_question(
            comparison,
            by,
            key=key or _free_key(comparison, text),
            text=text,
            position=_last_position(comparison) + 1,
            scored=scored,
            scale=scale(comparison.team, scale_key) if scored else None,
        )


def adopt_prompt(*, comparison: Comparison, by: User, prompt: str, prompt_key: str) -> Question:
    """Make an unscored question of a prompt asked alike.

    A second time gives the first question. `prompt_key` is the hash of the normalised prompt, as the reading gives it.
    """
    with transaction.atomic():
        # Of two who adopt it at once, the second waits here and finds it adopted.
        lock_comparison(comparison)
        adopted = comparison.questions.current().filter(prompt_key=prompt_key).first()
        if adopted:
            return adopted
        with changing(comparison, words=True):
            return create_question(
                comparison,
                by,
                key=_free_key(comparison, prompt),
                text=prompt.strip()[:2000],
                position=_last_position(comparison) + 1,
                scored=False,
                scale=None,
                prompt_key=prompt_key,
            )


def reword_question(*, question: Question, by: User, text: str, seen: str | None = None) -> Question:
    """Change the wording; give the question that is asked now.

    A question that has marks is frozen: a successor takes its place, unmarked, and the old one is archived with its
    marks. `seen` is the token of {"text"} as the person saw it. Raises Refused for an empty text and an archived
    question, and Overtaken if the text has changed since.
    """
    text = text.strip()
    if not text:
        raise Refused("Write the question.", "text")
    if text == question.text:
        return question
    with changing(question.comparison, words=True):
        question.refresh_from_db(fields=["archived_at", "position", "text"])
        if question.archived_at:
            raise Refused("This question is not asked any more: it was reworded or archived meanwhile.", "text")
        refuse_unseen(seen, stored={"text": question.text}, wanted={"text": text})
        return _changed(question, by, text=text)


def rescale_question(*, question: Question, by: User, scale_key: str, seen: str | None = None) -> Question:
    """Give a scored question another scale.

    Gives the question that is asked now. A question that has marks is frozen, as in `reword_question`. `seen` is the
    token of {"scale"}, the key of its scale as the person saw it. Raises Refused for an unknown scale and a question
    that is archived or not scored, and Overtaken if the scale has changed since.
    """
    with changing(question.comparison, words=True) as change:
        question.refresh_from_db(fields=["archived_at", "position", "scale", "scored"])
        if question.archived_at or question.scale is None:
            raise Refused("This question is no longer asked, or it is not scored any more.", "scale")
        wanted = scale(question.comparison.team, scale_key)
        refuse_unseen(seen, stored={"scale": question.scale.key}, wanted={"scale": scale_key})
        if wanted == question.scale:
            change.nothing = True
            return question
        return _changed(question, by, scale=wanted)


def _changed(question: Question, by: User, **fields: Any) -> Question:
    """The question with other fields, or its successor if it has marks.

    The successor is told to reviewers in the same words. Call it inside a change.
    """
    if not question.cells.filter(Q(marks__isnull=False) | Q(resolution__isnull=False)).exists():
        for name, value in fields.items():
            setattr(question, name, value)
        _save(question, by, *fields)
        return question
    position = question.position
    _archive(question, by)
    kept = {"text": question.text, "scored": question.scored, "scale": question.scale}
    successor = create_question(
        question.comparison,
        by,
        key=_free_key(question.comparison, question.key),
        position=position,
        predecessor=question,
        **{**kept, **fields},
    )
    told = question.guidelines.order_by("number").last()
    if told and told.markdown:
        told.pk, told.question, told.number = None, successor, 1
        told._state.adding = True
        told.save()
    return successor


def archive_question(*, question: Question, by: User) -> None:
    """Archive a question; its marks, threads and placements stay."""
    with changing(question.comparison, words=True) as change:
        question.refresh_from_db(fields=["archived_at"])
        change.nothing = question.archived_at is not None
        if not change.nothing:
            _archive(question, by)


def restore_question(*, question: Question, by: User) -> None:
    """Ask an archived question again, after the others.

    Raises Refused if its prompt has been adopted anew.
    """
    with changing(question.comparison, words=True) as change:
        question.refresh_from_db(fields=["archived_at"])
        if question.archived_at is None:
            change.nothing = True
            return
        current = question.comparison.questions.current()
        if question.prompt_key and current.filter(prompt_key=question.prompt_key).exists():
            raise Refused("This prompt has been made a question again since: that one is asked now.")
        question.archived_at = None
        question.position = _last_position(question.comparison) + 1
        _save(question, by, "archived_at", "position")


def move_question(*, question: Question, by: User, up: bool) -> None:
    """Swap the question with its neighbour above or below.

    At the end of the list it stays.
    """
    with changing(question.comparison, words=True) as change:
        question.refresh_from_db(fields=["position"])
        current = question.comparison.questions.current().exclude(pk=question.pk)
        neighbour = (
            current.filter(position__lt=question.position).last()
            if up
            else current.filter(position__gt=question.position).first()
        )
        if neighbour is None:
            change.nothing = True
            return
        here, there = question.position, neighbour.position
        Question.objects.filter(pk=neighbour.pk).update(position=_last_position(question.comparison) + 1)
        question.position = there
        _save(question, by, "position")
        neighbour.position = here
        _save(neighbour, by, "position")


def create_question(comparison: Comparison, by: User, **fields: Any) -> Question:
    """A new question of these fields, inside a change of the comparison.

    Its history names `by`.
    """
    question = Question(comparison=comparison, **fields)
    question._history_user = by
    question.save()
    return question


def _save(question: Question, by: User, *fields: str) -> None:
    question._history_user = by
    question.save(update_fields=fields)


def _archive(question: Question, by: User) -> None:
    question.archived_at = timezone.now()
    _save(question, by, "archived_at")


def _last_position(comparison: Comparison) -> int:
    return comparison.questions.aggregate(last=Max(F("position")))["last"] or 0


def _free_key(comparison: Comparison, wanted: str) -> str:
    return free_slug(
        " ".join(wanted.split()[:6]), lambda key: comparison.questions.filter(key=key).exists(), fallback="question"
    )
