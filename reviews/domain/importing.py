"""The verb that takes annotations in from a file of another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from reviews import richtext
from reviews.characters import without
from reviews.domain.anchoring import Quoted, context_of, found_elsewhere, is_long
from reviews.domain.annotations import MOST_CHARS
from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.labels import labels_of, stored_labels
from reviews.domain.quotations import SolidText
from reviews.domain.spans import TextSpan
from reviews.models import Annotation, Comparison, Label, Response, User

NO_WORDS = "it quotes no words"
NOT_FOUND = "its words are in no answer here"
NOT_THERE = "its words are not in the answer that it names"
SEVERAL = "its words stand at several places, and nothing around them tells which one is meant"
TOO_LONG = f"its note is longer than {MOST_CHARS:,} characters"
SAYS_NOTHING = "it has neither a label nor a note"
HERE_ALREADY = "it is here already"


@dataclass(frozen=True, kw_only=True)
class ForeignAnnotation:
    """An annotation as a file has it.

    `response_id` names the response that it is on, if the file does; `number` is its own number here, if it was written
    from here.
    """

    words: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    label: str = ""
    note: str = ""
    creator: str = ""
    response_id: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class NotTaken:
    """An annotation that was not taken in, by its place."""

    place: int
    words: str
    why: str


@dataclass(frozen=True)
class Imported:
    """What came of a file."""

    taken: tuple[Annotation, ...]
    dropped: tuple[NotTaken, ...]


def import_annotations(
    *, comparison: Comparison, by: User, source: str, annotations: Sequence[ForeignAnnotation]
) -> Imported:
    """Take in annotations of a file called `source`.

    They become `by`’s, with a word on where they come from and who made them there, as the file says. The words of each
    are searched in the response that it names, in what replaced that, or, if it names none of this comparison, in all.
    One whose words are not found, or at several places, is dropped, and so is one that is here already. A label that
    the comparison does not have is told in the note.
    """
    html, labels = cache(richtext.comment), labels_of(comparison)
    for one in annotations:  # before anything is locked, since this takes longest
        if len(note := _note(one, _label(labels, one.label))) <= MOST_CHARS:
            html(note)
    with changing(comparison, summary=summarise_nothing) as change:
        labels = [label for label in stored_labels(comparison) if label.archived_at is None]
        search = _Search(comparison)
        known = _Known(comparison, by)
        taken: list[Annotation] = []
        dropped: list[NotTaken] = []
        for place, one in enumerate(annotations, 1):
            label = _label(labels, one.label)
            note = _note(one, label)
            span, why = search.span(one)
            if not label and not note:
                why = SAYS_NOTHING
            elif len(note) > MOST_CHARS:
                why = TOO_LONG
            elif span and not why and not known.add(span, label, note, one.number):
                why = HERE_ALREADY
            if why or span is None:
                dropped.append(NotTaken(place, one.words, why))
                continue
            taken.append(_annotation(span, by, label, note, html(note) if note else "", source, one.creator))
        bulk_create_with_history(taken, Annotation, default_user=by)
        change.nothing = not taken
    return Imported(tuple(taken), tuple(dropped))


class _Search:
    """The texts of a comparison, ready to be searched."""

    def __init__(self, comparison: Comparison) -> None:
        responses = Response.objects.filter(transcript__comparison=comparison)
        current = responses.current().filter(transcript__archived_at=None).order_by("transcript__position", "position")
        self._current = {response.pk: response for response in current}
        self._texts = {pk: SolidText(response.text) for pk, response in self._current.items()}
        self._replaced: dict[int, list[int]] = {}
        for before, after in Response.predecessors.through.objects.filter(to_response__in=responses).values_list(
            "to_response", "from_response"
        ):
            self._replaced.setdefault(before, []).append(after)

    def span(self, one: ForeignAnnotation) -> tuple[TextSpan | None, str]:
        """Where the words stand, or why they are not taken."""
        if not one.words.strip():
            return None, NO_WORDS
        named = self._named(one.response_id)
        keys = named or list(self._current)
        quoted = Quoted(one.words, one.prefix, one.suffix, -1 if one.start is None else one.start)
        found = found_elsewhere(quoted, [self._texts[key] for key in keys])
        if not found:
            return None, NOT_THERE if named else NOT_FOUND
        if len(found) > 1 or not (named or one.prefix or one.suffix or is_long(one.words)):
            return None, SEVERAL
        number, start, end = found[0]
        return TextSpan(self._current[keys[number]], start, end), ""

    def _named(self, response_id: int | None) -> list[int]:
        """The named response if it is current, else what replaced it."""
        waiting, named = [response_id] if response_id else [], set()
        seen: set[int] = set()
        while waiting:
            pk = waiting.pop()
            if pk in seen:
                continue
            seen.add(pk)
            if pk in self._current:
                named.add(pk)
            else:
                waiting += self._replaced.get(pk, [])
        return [pk for pk in self._current if pk in named]


class _Known:
    """What annotations say, so that none is taken in twice."""

    def __init__(self, comparison: Comparison, by: User) -> None:
        stored = Annotation.objects.current().filter(response__transcript__comparison=comparison)
        fields = ("response", "start", "end", "label", "note")
        self._numbers = {pk: tuple(place) for pk, *place in stored.values_list("pk", *fields)}
        self._own = set(stored.filter(created_by=by).values_list(*fields))

    def add(self, span: TextSpan, label: Label | None, note: str, number: int | None) -> bool:
        """Whether this is new; from then on it is known."""
        says = (span.response.pk, span.start, span.end, label.pk if label else None, note)
        if says in self._own or (number and self._numbers.get(number) == says):
            return False
        self._own.add(says)
        return True


def _label(labels: Sequence[Label], name: str) -> Label | None:
    wanted = " ".join(name.split()).casefold()
    return next((label for label in labels if wanted in (label.name.casefold(), label.key)), None)


def _note(one: ForeignAnnotation, label: Label | None) -> str:
    """The note, with the label if the comparison does not have it."""
    lost = f"Labelled “{one.label.strip()}” there." if one.label.strip() and label is None else ""
    return without("\n\n".join(filter(None, (one.note.strip(), lost))))


def _annotation(
    span: TextSpan, by: User, label: Label | None, note: str, html: str, source: str, creator: str
) -> Annotation:
    return Annotation(
        **span.fields,
        **context_of(span.response.text, span.start, span.end),
        label=label,
        note=note,
        note_html=html,
        created_by=by,
        created_at=timezone.now(),
        imported_from=source[:200],
        imported_creator=without(creator, " ")[:200],
    )
