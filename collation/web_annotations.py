"""Annotations as other programs know them: W3C Web Annotation JSON-LD. Pure.

Both ways: `document` writes an AnnotationCollection, `read` takes one, a page of one, a list, or a single annotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
MOST_CHARS = 5_000_000
MOST_ANNOTATIONS = 2_000
MOST_QUOTED = 20_000
MOST_CHARS_OF_NAME = 200
_DEEPEST = 30
_LABELS = ("tagging", "classifying")
"""The purposes of a body that is a label."""


class NoWebAnnotations(ValueError):
    """The refusal of a file, with the place of the fault."""


@dataclass(frozen=True, kw_only=True)
class WebAnnotation:
    """One annotation, apart from how it is written.

    `source` is the address of what it is on, `exact` the words, at `start` in code points if that is known. `created`
    and `modified` are in ISO 8601, or "".
    """

    id: str = ""
    source: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    label: str = ""
    note: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""


def document(*, address: str, title: str, annotations: Iterable[WebAnnotation]) -> dict[str, Any]:
    """The annotations as an AnnotationCollection of one page.

    `address` is where it is found. Offsets count code points, as the W3C's model asks.
    """
    items = [_written(one) for one in annotations]
    page = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    head = {"@context": CONTEXT, "id": address, "type": "AnnotationCollection", "label": title}
    return {**head, "total": len(items), "first": page}


def read(text: str) -> list[WebAnnotation]:
    """The annotations of a file, whatever program wrote it.

    One without words, or without a label and a note, is among them. Raises NoWebAnnotations if the text is no JSON,
    holds no annotations or too many, or has something else where one should be.
    """
    if len(text) > MOST_CHARS:
        raise NoWebAnnotations(f"The file is too long: {MOST_CHARS // 1_000_000} million characters are the most.")
    items = list(_items(_parsed(text), 0))
    if not items:
        raise NoWebAnnotations("There are no annotations in it.")
    if len(items) > MOST_ANNOTATIONS:
        raise NoWebAnnotations(f"It holds {len(items):,} annotations; {MOST_ANNOTATIONS:,} are the most at once.")
    return [_read(item, f"Annotation {number}") for number, item in enumerate(items, 1)]


def _written(one: WebAnnotation) -> dict[str, Any]:
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": one.label},
        {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": one.note},
    ]
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix}
    ]
    if one.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": one.start, "end": one.start + len(one.exact)})
    written = {
        "id": one.id,
        "type": "Annotation",
        "motivation": [body["purpose"] for body in bodies if body["value"]],
        "creator": {"type": "Person", "name": one.creator} if one.creator else None,
        "created": one.created,
        "modified": one.modified,
        "body": [body for body in bodies if body["value"]],
        "target": {"source": one.source, "selector": selectors},
    }
    return {name: value for name, value in written.items() if value}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise NoWebAnnotations(f"This is no JSON: line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise NoWebAnnotations("This is nested too deeply.") from error
    except ValueError as error:
        raise NoWebAnnotations(f"This is no JSON: {error}.") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no value of it")


def _items(value: Any, depth: int) -> Iterator[Any]:
    """The annotations of a collection, a page or a list, or itself."""
    if depth > _DEEPEST:
        raise NoWebAnnotations("This is nested too deeply.")
    if isinstance(value, list):
        yield from value
        return
    if not isinstance(value, dict):
        raise NoWebAnnotations("This is no annotation and no collection of them, but a single value.")
    types = _several(value.get("type", value.get("@type")))
    if "Annotation" in types:
        yield value
        return
    found = False
    for name in ("items", "first", "next"):
        inner = value.get(name)
        if isinstance(inner, list | dict):
            found = True
            yield from _items(inner, depth + 1)
        elif inner and isinstance(inner, str) and name == "next":
            raise NoWebAnnotations("This is one page of several: give a file that holds all of them.")
    if not found:
        raise NoWebAnnotations("This is no Web Annotation: it has no type “Annotation” and no items.")


def _read(item: Any, where: str) -> WebAnnotation:
    if not isinstance(item, dict):
        raise NoWebAnnotations(f"{where} is no object.")
    targets = [one if isinstance(one, dict) else {"source": one} for one in _several(item.get("target"))]
    if not targets:
        raise NoWebAnnotations(f"{where} has no target.")
    target = next((one for one in targets if _selector(one, "TextQuoteSelector")), targets[0])
    quote = _selector(target, "TextQuoteSelector") or {}
    position = _selector(target, "TextPositionSelector") or {}
    start = position.get("start")
    label, note = _said(item)
    return WebAnnotation(
        id=_text(item.get("id", item.get("@id"))),
        source=_text(target.get("source")) or _text(target.get("id")),
        exact=_text(quote.get("exact")),
        prefix=_text(quote.get("prefix"))[-MOST_QUOTED:],
        suffix=_text(quote.get("suffix"))[:MOST_QUOTED],
        start=start if isinstance(start, int) and not isinstance(start, bool) and 0 <= start < 2**31 else None,
        label=label,
        note=note,
        creator=_name(item.get("creator")),
        created=_text(item.get("created")),
        modified=_text(item.get("modified")),
    )


def _said(item: Mapping[str, Any]) -> tuple[str, str]:
    """The first label of an annotation, and its note.

    The note is all else that it says.
    """
    labels, notes = [], []
    for body in (*_several(item.get("body")), *_several(item.get("bodyValue"))):
        if isinstance(body, str):
            notes.append(body)
            continue
        value = _text(body.get("value")) if isinstance(body, dict) else ""
        if value and any(purpose in _LABELS for purpose in _several(body.get("purpose"))):
            labels.append(value)
        elif value:
            notes.append(value)
    return labels[0] if labels else "", "\n\n".join([*notes, *labels[1:]])


def _selector(target: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    """The selector of a kind; one that refines another counts, too."""
    waiting = list(_several(target.get("selector")))
    for _ in range(_DEEPEST):
        if not waiting:
            return None
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        if one.get("type", one.get("@type")) == kind:
            return one
        waiting += _several(one.get("refinedBy"))
    return None


def _several(value: Any) -> Sequence[Any]:
    """The values of a property that may have one, several or none."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _name(creator: Any) -> str:
    """Who made it, as the file says."""
    for one in _several(creator):
        said = one if isinstance(one, dict) else {"name": one}
        name = " ".join((_text(said.get("name")) or _text(said.get("id"))).split())
        if name:
            return name[:MOST_CHARS_OF_NAME]
    return ""
