"""Verbs of comparisons: the paper, the questions, the phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from reviews.domain.changes import DOUBLE_SUBMIT, changing, lock_comparison, summarise
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.teams import create_with_slug, free_slug
from reviews.domain.users import lock_person
from reviews.models import Comparison, Paper, Phase, Publish, Question, Scale, Team, Transcript, User
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
PAPER_FIELDS = ("title", "authors", "arxiv_id", "doi", "url", "version", "abstract")


def scale(team: Team, key: str) -> Scale:
    """The team's scale with this key, made if it is one of ours and not there yet.

    Raises Refused for any other key.
    """
    for known, name, values in SCALES:
        if known == key:
            return Scale.objects.get_or_create(team=team, key=key, defaults={"name": name, "values": values})[0]
    raise Refused("There is no such scale.", "scale")


def keyed_questions(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Each text with a key of its own: the default one of a default question, else its first words."""
    defaults = {text: key for key, text in DEFAULT_QUESTIONS}
    taken = set(defaults.values())
    keyed = []
    for text in texts:
        key = defaults.get(text) or free_slug(" ".join(text.split()[:6]), taken.__contains__, fallback="question")
        taken.add(key)
        keyed.append((key, text))
    return keyed


@transaction.atomic
def start_comparison(
    *,
    team: Team,
    by: User,
    title: str,
    slug: str = "",
    paper: Mapping[str, Any] | None = None,
    questions: Sequence[tuple[str, str]] = DEFAULT_QUESTIONS,
) -> Comparison:
    """A new comparison in phase collect, with its paper and scored questions (key, text) on the verdict scale.

    The slug is taken from `slug`, else from the title; a taken one gets a short random suffix. `paper` holds any of
    PAPER_FIELDS; its title falls back to the comparison's. Raises Refused for an empty title.
    """
    title = title.strip()
    if not title:
        raise Refused("Give the comparison a title.", "title")
    given = {name: value for name, value in (paper or {}).items() if name in PAPER_FIELDS and value}
    now = timezone.now()
    stored = Paper.objects.create(**{"title": title, **given})
    comparison = create_with_slug(
        lambda slug: Comparison.objects.create(
            team=team, paper=stored, title=title, slug=slug, created_by=by, changed_at=now
        ),
        slug or title,
        lambda slug: Comparison.objects.filter(slug=slug).exists(),
        fallback="comparison",
        most=80,
    )
    verdicts = scale(team, VERDICT_SCALE)
    for position, (key, text) in enumerate(questions):
        _create_question(comparison, by, key=key, text=text, position=position, scored=True, scale=verdicts)
    comparison.summary = summarise(comparison)
    comparison.save(update_fields=["summary"])
    return comparison


def just_started(*, team: Team, by: User, title: str) -> Comparison | None:
    """The comparison that a double submit would start again, or None. Locks `by` until the transaction ends."""
    lock_person(by)
    since = timezone.now() - DOUBLE_SUBMIT
    return team.comparisons.filter(created_by=by, title=title.strip(), created_at__gt=since).first()


def rename_comparison(*, comparison: Comparison, title: str, seen: str | None = None) -> None:
    """Changes the title. `seen` is the token of {"title"} as it was seen. Raises Refused for an empty title, and
    Overtaken if it is called something else by now."""
    title = title.strip()
    if not title:
        raise Refused("Give the comparison a title.", "title")
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["title"])
        refuse_unseen(seen, stands={"title": comparison.title}, wanted={"title": title})
        change.nothing = comparison.title == title
        comparison.title = title
        comparison.save(update_fields=["title"])


def standing_paper(paper: Paper) -> dict[str, Any]:
    """What is known of a paper, as `seen` is asked of it."""
    return {name: getattr(paper, name) for name in PAPER_FIELDS}


def describe_paper(*, comparison: Comparison, paper: Mapping[str, Any], seen: str | None = None) -> None:
    """Changes any of PAPER_FIELDS of the comparison's paper. `seen` is the token of `standing_paper`. Raises Overtaken
    where something else is known by now.

    Another abstract voids the reading: what respondents say is searched in it.
    """
    told = {name: paper[name] for name in PAPER_FIELDS if name in paper}
    stored = comparison.paper
    with changing(comparison) as change:
        stored.refresh_from_db()
        stands = standing_paper(stored)
        wanted = {**stands, **told}
        refuse_unseen(seen, stands=stands, wanted=wanted)
        change.nothing, change.words = stands == wanted, stands["abstract"] != wanted["abstract"]
        for name, value in told.items():
            setattr(stored, name, value)
        stored.save()


def set_phase(*, comparison: Comparison, phase: str, seen: str | None = None) -> None:
    """Moves the comparison to another phase. `seen` is the token of {"phase"}. Raises Refused for one that does not
    exist, or "published" unpublished, and Overtaken if it stands in another by now than was seen."""
    if phase not in Phase.values:
        raise Refused("There is no such phase.", "phase")
    with changing(comparison) as change:
        if phase == Phase.PUBLISHED and not comparison.publications.standing().exists():
            raise Refused("Nothing is published yet. Publish a version, and the phase follows by itself.", "phase")
        comparison.refresh_from_db(fields=["phase"])
        refuse_unseen(seen, stands={"phase": comparison.phase}, wanted={"phase": phase})
        change.nothing = comparison.phase == phase
        comparison.phase = phase
        comparison.save(update_fields=["phase"])


def archive_comparison(*, comparison: Comparison) -> None:
    """Takes the comparison out of the lists; nothing is deleted and its publications stay."""
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["archived_at"])
        change.nothing = comparison.archived_at is not None
        comparison.archived_at = comparison.archived_at or timezone.now()
        comparison.save(update_fields=["archived_at"])


def restore_comparison(*, comparison: Comparison) -> None:
    """Undoes `archive_comparison`."""
    with changing(comparison) as change:
        comparison.refresh_from_db(fields=["archived_at"])
        change.nothing = comparison.archived_at is None
        comparison.archived_at = None
        comparison.save(update_fields=["archived_at"])


def ask_question(
    *, comparison: Comparison, by: User, text: str, scored: bool = True, scale_key: str = VERDICT_SCALE, key: str = ""
) -> Question:
    """A new question at the end. Raises Refused for an empty text or one that is asked already."""
    text = text.strip()
    if not text:
        raise Refused("Write the question.", "text")
    with changing(comparison, words=True):
        if comparison.questions.current().filter(text__iexact=text).exists():
            raise Refused("This question is asked already.", "text")
        return _create_question(
            comparison,
            by,
            key=key or _free_key(comparison, text),
            text=text,
            position=_last_position(comparison) + 1,
            scored=scored,
            scale=scale(comparison.team, scale_key) if scored else None,
        )


def adopt_prompt(*, comparison: Comparison, by: User, prompt: str, prompt_key: str) -> Question:
    """Makes an unscored question of a prompt that several respondents were asked alike; a second time gives the first.

    `prompt_key` is the hash of the normalised prompt, as the reading gives it.
    """
    with transaction.atomic():
        # Of two who adopt it at once, the second waits here and finds it adopted.
        lock_comparison(comparison)
        adopted = comparison.questions.current().filter(prompt_key=prompt_key).first()
        if adopted:
            return adopted
        with changing(comparison, words=True):
            return _create_question(
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
    """Changes the wording. Where the question has marks it is frozen: a successor takes its place, unmarked, and the
    old one is archived with its marks. Returns the question that is asked now. `seen` is the token of {"text"}. Raises
    Refused for an empty text, and for a question that is archived, and Overtaken if it reads otherwise by now."""
    text = text.strip()
    if not text:
        raise Refused("Write the question.", "text")
    if text == question.text:
        return question
    with changing(question.comparison, words=True):
        question.refresh_from_db(fields=["archived_at", "position", "text"])
        if question.archived_at:
            raise Refused("This question is not asked any more: it was reworded or archived meanwhile.", "text")
        refuse_unseen(seen, stands={"text": question.text}, wanted={"text": text})
        if not question.cells.filter(Q(marks__isnull=False) | Q(resolution__isnull=False)).exists():
            question.text = text
            _save(question, by, "text")
            return question
        position = question.position
        _archive(question, by)
        return _create_question(
            question.comparison,
            by,
            key=_free_key(question.comparison, question.key),
            text=text,
            position=position,
            scored=question.scored,
            scale=question.scale,
            predecessor=question,
        )


def archive_question(*, question: Question, by: User) -> None:
    """Asks the question no more; its marks, threads and placements stay with it."""
    with changing(question.comparison, words=True) as change:
        question.refresh_from_db(fields=["archived_at"])
        change.nothing = question.archived_at is not None
        if not change.nothing:
            _archive(question, by)


def restore_question(*, question: Question, by: User) -> None:
    """Asks an archived question again, at the end. Raises Refused if its prompt has been made a question anew."""
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
    """Swaps the question with its neighbour above or below; at the end of the list it stays where it is."""
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


def choose_publishing(*, transcript: Transcript, publish: str) -> None:
    """Says how much of a transcript a publication shows: full text, quotations only, or nothing."""
    if publish not in Publish.values:
        raise Refused("Choose full text, quotations only, or nothing.", "publish")
    with changing(transcript.comparison) as change:
        transcript.refresh_from_db(fields=["publish"])
        change.nothing = transcript.publish == publish
        transcript.publish = publish
        transcript.save(update_fields=["publish"])


def _create_question(comparison: Comparison, by: User, **fields: Any) -> Question:
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
