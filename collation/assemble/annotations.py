"""Annotations as pages show them, and as texts are painted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from collation.cells import Cell, Collation
from collation.web_annotations import WebAnnotation, document
from reviews.characters import replaced
from reviews.domain.anchoring import context_of
from reviews.domain.annotations import annotation_says
from reviews.domain.importing import ForeignAnnotation
from reviews.lens import Lens
from reviews.links import full_address
from reviews.masks import HiddenText
from reviews.models import Annotation, Comparison, Response, Thread
from reviews.richtext import Highlight


@dataclass(frozen=True, kw_only=True)
class ShownAnnotation:
    """An annotation as one viewer may know it.

    `name` and `turn` tell whose words it is on, `respondent` is the key. `shown_at` is the address of the page with its
    words, "" if there is none. `own` if the viewer wrote it. `cells` are those whose passages have some of its words.
    `threads` counts those on it that the viewer may see.
    """

    stored: Annotation
    by: str
    own: bool
    name: str
    respondent: str
    turn: int
    shown_at: str
    cells: tuple[Cell, ...]
    threads: int

    @property
    def number(self) -> int:
        return self.stored.pk

    @property
    def slot(self) -> int:
        return slot_of(self.stored)

    @property
    def label(self) -> str:
        return self.stored.label.name if self.stored.label else ""

    @property
    def label_key(self) -> str:
        return self.stored.label.key if self.stored.label else ""

    @property
    def state(self) -> str:
        """Whether its words are in the text: "here" or "lost"."""
        return "lost" if self.stored.orphaned else "here"

    @property
    def says(self) -> dict[str, str]:
        """What an edit replaces."""
        return annotation_says(self.stored)


def slot_of(annotation: Annotation) -> int:
    """The colour of an annotation; 0 without a label."""
    return annotation.label.slot if annotation.label else 0


def told(view: Lens, annotation: Annotation) -> str:
    """What a screen reader says of it: "Annotation 17, claim, by Bob"."""
    label = annotation.label.name if annotation.label else ""
    return ", ".join(filter(None, (f"Annotation {annotation.pk}", label, f"by {view.person(annotation.created_by)}")))


def shown_annotations(
    comparison: Comparison, view: Lens, annotations: QuerySet[Annotation], collation: Collation
) -> list[ShownAnnotation]:
    """These annotations of `view.annotations()`, as the viewer may know them.

    Three queries.
    """
    found = list(annotations)
    stored = Response.objects.filter(pk__in={annotation.response_id for annotation in found})
    responses = stored.select_related("transcript").only("position", "transcript").in_bulk()
    current = {respondent.transcript_id for respondent in collation.respondents}
    cells = _cells(collation, responses.keys())
    on_them = Thread.objects.filter(view.shown_threads(), annotation__in=[one.pk for one in found])
    threads = Counter(on_them.values_list("annotation", flat=True))
    shown = []
    for annotation in found:
        response = responses[annotation.response_id]
        shown.append(
            ShownAnnotation(
                stored=annotation,
                by=view.person(annotation.created_by),
                own=annotation.created_by_id == view.viewer_id,
                name=view.name(response.transcript),
                respondent=view.key(response.transcript),
                turn=response.position + 1,
                shown_at=page_of(comparison, response.pk) if response.transcript_id in current else "",
                cells=tuple(
                    cell
                    for start, end, cell in cells[response.pk]
                    if start < annotation.end and annotation.start < end and not annotation.orphaned
                ),
                threads=threads[annotation.pk],
            )
        )
    return shown


def on_response(
    comparison: Comparison, view: Lens, response: Response, collation: Collation
) -> tuple[list[ShownAnnotation], list[ShownAnnotation]]:
    """The annotations on a response, and the lost ones of its conversation.

    Three queries.
    """
    gone = Q(orphaned=True, response__transcript=response.transcript_id)
    found = view.annotations().filter(Q(response=response) | gone)
    shown = shown_annotations(comparison, view, found, collation)
    here = [one for one in shown if one.stored.response_id == response.pk]
    return here, [one for one in shown if one not in here]


def annotations_document(comparison: Comparison, view: Lens) -> dict[str, Any]:
    """The annotations that the viewer may see, as W3C JSON-LD.

    One query.
    """
    found = view.annotations()
    seen = _Seen(view)
    return document(
        address=full_address(reverse("collation:annotation_jsonld", args=[comparison.slug])),
        title=f"Annotations of {comparison.title}",
        annotations=[
            WebAnnotation(
                id=_permalink(comparison, one.pk),
                source=full_address(page_of(comparison, one.response_id)),
                exact=one.quotation,
                **seen.around(one),
                start=one.start,
                label=one.label.name if one.label else "",
                note=one.note,
                creator=view.person(one.created_by),
                created=one.created_at.isoformat(),
                modified=one.edited_at.isoformat() if one.edited_at else "",
            )
            for one in (found.select_related("response") if view.masks else found)
        ],
    )


class _Seen:
    """The answers as a viewer reads them, each masked once."""

    def __init__(self, view: Lens) -> None:
        self._view = view
        self._shown: dict[int, HiddenText] = {}

    def around(self, one: Annotation) -> dict[str, str]:
        """What stands around the words of an annotation.

        Names are masked before it is cut, so that no half of one is in it.
        """
        if self._view.masks is None:
            return {"prefix": one.prefix, "suffix": one.suffix}
        if one.response_id not in self._shown:
            self._shown[one.response_id] = self._view.shown(one.response.text)
        shown = self._shown[one.response_id]
        return context_of(shown.text, shown.hidden_at(one.start), shown.hidden_at(one.end))


def as_foreign(comparison: Comparison, one: WebAnnotation) -> ForeignAnnotation:
    """An annotation of a file, with what it names of this comparison.

    In its words a sign stands for each character that no page can show, as in the texts.
    """
    response = one.source.removeprefix(full_address(page_of(comparison, 0)).removesuffix("0/"))
    number = one.id.removeprefix(_permalink(comparison, 0).removesuffix("0/"))
    return ForeignAnnotation(
        words=replaced(one.exact),
        prefix=replaced(one.prefix),
        suffix=replaced(one.suffix),
        start=one.start,
        label=one.label,
        note=one.note,
        creator=one.creator,
        response_id=_named(response),
        number=_named(number),
    )


def _named(rest: str) -> int | None:
    """The number at the beginning of what is left of an address."""
    found = re.match("([0-9]{1,18})/", rest, re.ASCII)
    return int(found[1]) if found else None


def _permalink(comparison: Comparison, number: int) -> str:
    return full_address(reverse("collation:annotation_detail", args=[comparison.slug, number]))


def annotations_at(comparison: Comparison, view: Lens, at: Annotation, collation: Collation) -> list[ShownAnnotation]:
    """The annotations that have words of this one.

    It comes first, then the innermost. Four queries.
    """
    here = annotations_in(view, at.response_id, at.start, at.end)
    shown = shown_annotations(comparison, view, here, collation)
    return sorted(shown, key=lambda one: (one.number != at.pk, one.stored.end - one.stored.start, one.number))


def annotations_in(view: Lens, response_id: int, start: int, end: int) -> QuerySet[Annotation]:
    """The annotations that have words of this part of a response."""
    return view.annotations().filter(response=response_id, orphaned=False, start__lt=end, end__gt=start)


def page_of(comparison: Comparison, response_id: int) -> str:
    """The address of the page of a response and its annotations."""
    return reverse("collation:response_detail", args=[comparison.slug, response_id])


def painted_on_page(view: Lens, annotations: Iterable[Annotation]) -> list[Highlight]:
    """What is painted on the page of the response.

    The references lead to the list there. An orphan is painted on the replaced response, which still has its words.
    """
    return [_highlight(view, one)._replace(to=f"#a-{one.pk}", anchor=f"a-{one.pk}-at") for one in annotations]


def painted_elsewhere(comparison: Comparison, view: Lens, responses: Iterable[int]) -> Mapping[int, list[Highlight]]:
    """What is painted over these responses on other pages, by response.

    One query.
    """
    painted: dict[int, list[Highlight]] = defaultdict(list)
    for one in view.annotations().filter(response__in=set(responses)):
        to = f"{page_of(comparison, one.response_id)}#a-{one.pk}"
        painted[one.response_id].append(_highlight(view, one)._replace(to=to))
    return painted


def _highlight(view: Lens, one: Annotation) -> Highlight:
    return Highlight(one.start, one.end, kind="note", number=one.pk, slot=slot_of(one), said=told(view, one))


def _cells(collation: Collation, responses: Iterable[int]) -> Mapping[int, list[tuple[int, int, Cell]]]:
    """The passages of these responses, with their cells."""
    wanted = set(responses)
    cells: dict[int, list[tuple[int, int, Cell]]] = defaultdict(list)
    for row in collation.rows:
        for cell in row.cells:
            places = {(passage.response_id, passage.start, passage.end) for passage in cell.reading.passages}
            for response, start, end in sorted(places):
                if response in wanted:
                    cells[response].append((start, end, cell))
    return cells
