"""Verbs of annotations: labels and notes on words of responses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from reviews import richtext
from reviews.characters import one_newline
from reviews.domain.anchoring import context_of
from reviews.domain.changes import DOUBLE_SUBMIT, changing, summarise_nothing
from reviews.domain.history import save_by
from reviews.domain.labels import stored_labels
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.quotations import is_whole, places, solid, whole_words
from reviews.domain.selections import pick
from reviews.domain.spans import TextSpan
from reviews.models import Annotation, Comparison, Label, Response, User
from reviews.refusal import Refused

MOST_CHARS = 5_000
"""The most characters of a note."""

MOST_PLACES = 50
"""How many places of the same words a person can choose from."""

CORRECTED = "This turn was corrected since: its words stand in another turn now. Reload the page."
NOTHING_SAID = "Choose a label, or write a note."


class Ambiguous(Refused):
    """The refusal of words that stand at several places.

    `spans` are these places: a person chooses one.
    """

    def __init__(self, spans: list[TextSpan]) -> None:
        super().__init__(f"These words stand at {len(spans)} places. Choose the one that you mean.", "place")
        self.spans = spans


def found_words(response: Response, quote: str, *, at: str = "", place: str = "") -> TextSpan:
    """The quoted words in a response, grown to whole words.

    They stand where they were picked (`at`, as `selections.pick` takes it), at the `place` "120-134", or wherever they
    are found: white space and unseen characters do not count then, and marks of citations need not be quoted. Raises
    Refused if they are not there, and Ambiguous if they are at several places.
    """
    if at:
        return _grown(response, *pick(response.text, at, quote))
    wanted = solid(quote)
    if not wanted:
        raise Refused("Quote some words of the answer.", "quote")
    everywhere = list(places(response.text, wanted)) or list(places(response.legible, wanted))
    whole = [span for span in everywhere if is_whole(response.text, *span)] or everywhere
    spans = list(dict.fromkeys(_grown(response, *span) for span in whole))
    if not spans:
        raise Refused("These words are not in the answer. Copy them as they stand there.", "quote")
    chosen = next((span for span in spans if place == f"{span.start}-{span.end}"), None)
    if chosen is None and len(spans) > MOST_PLACES:
        raise Refused(f"These words stand at {len(spans):,} places. Quote more of the words around them.", "quote")
    if chosen is None and len(spans) > 1:
        raise Ambiguous(spans)
    return chosen or spans[0]


def annotate(
    *, response: Response, by: User, quote: str, at: str = "", place: str = "", label: str = "", note: str = ""
) -> Annotation:
    """Annotate words of a response.

    `quote`, `at` and `place` are as in `found_words`, `label` is the key of a label, or "". The same again within a
    minute is a double submit: it gives the first annotation. Raises Refused for words that are not there, a replaced
    response, an unknown label, and neither label nor note.
    """
    note = checked_note(note, label)
    comparison = response.transcript.comparison
    with changing(comparison, summary=summarise_nothing) as change:
        span = _current(found_words(response, quote, at=at, place=place))
        chosen = _chosen(comparison, label)
        just_said = _just_said(span, by, chosen, note)
        if just_said:
            change.nothing = True
            return just_said
        annotation = Annotation(
            **span.fields,
            **context_of(span.response.text, span.start, span.end),
            label=chosen,
            note=note,
            note_html=richtext.comment(note) if note else "",
            created_by=by,
            created_at=timezone.now(),
        )
        save_by(annotation, by)
        return annotation


def annotation_says(annotation: Annotation) -> dict[str, str]:
    """What an annotation says, of which `seen` is the token."""
    return {"label": annotation.label.key if annotation.label else "", "note": annotation.note}


def edit_annotation(*, annotation: Annotation, by: User, label: str, note: str, seen: str | None = None) -> None:
    """Replace the label and the note of one's own annotation.

    The same again is no edit. `seen` is the token of `annotation_says` as the person saw it. Raises Refused for
    somebody else's annotation, a deleted one, an unknown label, and neither label nor note, and Overtaken if it has
    changed since.
    """
    note = checked_note(note, label)
    comparison = annotation.response.transcript.comparison
    with changing(comparison, summary=summarise_nothing) as change:
        _reload(annotation, by)
        if annotation.deleted_at:
            raise Refused("This annotation was deleted.")
        stored, wanted = annotation_says(annotation), {"label": label, "note": note}
        refuse_unseen(seen, stored=stored, wanted=wanted)
        change.nothing = stored == wanted
        if change.nothing:
            return
        if stored["label"] != label:
            annotation.label = _chosen(comparison, label)
        annotation.note, annotation.note_html = note, richtext.comment(note) if note else ""
        annotation.edited_at = timezone.now()
        save_by(annotation, by)


def delete_annotation(*, annotation: Annotation, by: User) -> None:
    """Delete one's own annotation; it can be restored.

    A second time changes nothing. Raises Refused for somebody else's annotation.
    """
    _set_deleted(annotation, by, deleted=True)


def restore_annotation(*, annotation: Annotation, by: User) -> None:
    """Put back one's own annotation that was deleted.

    A second time changes nothing. Raises Refused for somebody else's annotation.
    """
    _set_deleted(annotation, by, deleted=False)


def _set_deleted(annotation: Annotation, by: User, *, deleted: bool) -> None:
    with changing(annotation.response.transcript.comparison, summary=summarise_nothing) as change:
        _reload(annotation, by)
        change.nothing = (annotation.deleted_at is not None) == deleted
        if not change.nothing:
            annotation.deleted_at = timezone.now() if deleted else None
            save_by(annotation, by)


def checked_note(note: str, label: str) -> str:
    """The note without white space around it.

    Raises Refused if it is too long, or neither it nor a label says anything.
    """
    note = one_newline(note).strip()
    if not note and not label:
        raise Refused(NOTHING_SAID, "label")
    if len(note) > MOST_CHARS:
        raise Refused(f"A note holds at most {MOST_CHARS:,} characters; this has {len(note):,}.", "note")
    return note


def _grown(response: Response, start: int, end: int) -> TextSpan:
    return TextSpan(response, *whole_words(response.text, start, end))


def _current(span: TextSpan) -> TextSpan:
    """Refuse words of a response that was replaced meanwhile.

    Call it inside the change.
    """
    span.response.refresh_from_db(fields=["superseded_at"])
    if span.response.superseded_at:
        raise Refused(CORRECTED, "quote")
    return span


def _chosen(comparison: Comparison, key: str) -> Label | None:
    """The label with that key, under the lock; None for ""."""
    labels = stored_labels(comparison)
    if not key:
        return None
    label = next((label for label in labels if label.key == key), None)
    if label is None:
        raise Refused("There is no such label in this comparison.", "label")
    if label.archived_at:
        raise Refused(f"The label “{label.name}” was archived meanwhile. Choose another one.", "label")
    return label


def _just_said(span: TextSpan, by: User, label: Label | None, note: str) -> Annotation | None:
    """The annotation that a double submit would write again, or None."""
    said: dict[str, Any] = {**span.place, "created_by": by, "label": label, "note": note}
    since = timezone.now() - DOUBLE_SUBMIT
    return Annotation.objects.current().filter(**said, created_at__gt=since).order_by("-pk").first()


def _reload(annotation: Annotation, by: User) -> None:
    """Load what the verbs change, under the lock; only its author may."""
    annotation.refresh_from_db()
    if annotation.created_by_id != by.pk:
        raise Refused("Only its author can change an annotation.")
