"""Pages for viewers who may know no names: masked where they leave.

Every text and every attribute that is read is masked, so that no page can forget it. What the viewer wrote stays as it
is: an element with `data-own-words`, and the fields of a form that was just sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from html import escape, unescape
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from reviews.lens import Lens
from reviews.masks import TOKEN, Masks
from reviews.models import Response
from reviews.refusal import Refused
from reviews.web.masked_places import (
    PICKED,
    MaskedAnswer,
    masked_addresses,
    masked_places,
    picked_response,
    responses_in,
    restore_addresses,
    restore_picked,
)

_MARKUP = re.compile(
    r"<!--.*?-->|<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<text>[^<]+)|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?P<before>\s)(?P<name>[\w:@.-]+)=(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_INLINE = frozenset("a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup time u var wbr".split())
_ADDRESSES = frozenset("href src action formaction cite hx-get hx-post hx-put hx-delete hx-push-url".split())
_KEYS = frozenset(
    "id class for name form list headers type rel method hx-target aria-labelledby aria-describedby".split()
)
_OWN = "data-own-words"
_FIELDS = frozenset({"input", "textarea"})
_NAME = re.compile(r"\sname=[\"']([^\"']*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


QUOTING = ("evidence", "words", "quote")
"""The fields of forms that hold words of an answer."""

NAMING = ("title", "label", "value", "text")
"""The fields of forms that give something a name, which everybody sees."""


def restore_quotations(request: HttpRequest, view: Lens, respondent: str = "") -> None:
    """Restore what a form quotes with masks, and the places.

    Words without a place are looked for in the answers of the respondent with this key, else of all. A name that is in
    part of what they quote is taken whole. Raises Refused if a masked text would become the name of something.
    """
    picked = [field for field in PICKED if request.POST.get(field)]
    quoted = [field for field in QUOTING if request.POST.get(field)]
    if view.masks is None:
        return
    if any(TOKEN in request.POST.get(field, "") for field in NAMING):
        raise Refused(f"“{TOKEN}” stands for a name that is hidden. Use other words, or wait until names are revealed.")
    if not (picked or quoted):
        return
    transcripts = [view.transcript(respondent)] if respondent else view.columns
    current = Response.objects.current().filter(transcript__in=transcripts).order_by("transcript", "position")
    sent = request.POST.copy()
    for field in picked:
        at = picked_response(sent, field)
        restore_picked(sent, field, current.filter(pk=at).values_list("text", flat=True).first(), view.masks)
    for field in set(quoted) - {PICKED[field] for field in picked}:
        words = view.masked(sent.get(field, ""))  # a name that is guessed must not be confirmed
        if TOKEN in words:
            found = (view.stored_words(text, words) for text in current.values_list("text", flat=True))
            sent[field] = next((stored for stored in found if stored != words), words)
    request.POST = sent  # type: ignore[assignment]


def restore_places(request: HttpRequest, view: Lens, address: dict[str, Any]) -> None:
    """Restore the places in answers that a request names.

    They are counted in the masked text, in its `address` and in its fields.
    """
    restore_addresses(request, address, lambda named: _answers(named, view))


def masked(response: HttpResponseBase, view: Lens, sent: QueryDict, here: int = 0) -> HttpResponseBase:
    """The response with every name in it masked.

    `sent` is what the viewer's form said, `here` the id of the answer that the page is of. A file, such as the paper's
    PDF, stays as it is.
    """
    masks = view.masks
    if masks is None:
        return response
    for header in ("Content-Disposition", "HX-Trigger", "HX-Trigger-After-Swap", "HX-Trigger-After-Settle"):
        if header in response.headers:
            response.headers[header] = masks.masked(response.headers[header])
    for header in ("Location", "HX-Redirect", "HX-Push-Url", "HX-Replace-Url"):
        if header in response.headers:
            leads = response.headers[header]
            response.headers[header] = masked_addresses(leads, _answers(responses_in(leads), view))
    if not isinstance(response, HttpResponse) or response.streaming or not response.content:
        return response
    kind, charset = response.headers.get("Content-Type", "").partition(";")[0], response.charset or "utf-8"
    if kind == "text/html":
        html = response.content.decode(charset)
        own = {(name, _folded(value)) for name, values in sent.lists() for value in values}
        answers = _answers({here, *responses_in(html)}, view)
        response.content = masked_html(html, masks, own=own, answers=answers, here=here).encode(charset)
    elif kind.endswith("json"):
        response.content = json.dumps(_masked_json(json.loads(response.content), masks)).encode(charset)
    elif kind.startswith("text/") or kind.endswith("xml"):
        response.content = masks.masked(response.content.decode(charset)).encode(charset)
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    return response


def _answers(named: set[int], view: Lens) -> dict[int, MaskedAnswer]:
    """The answers with these ids; 0 is none."""
    named = named - {0}
    if view.masks is None or not named:
        return {}
    stored = Response.objects.filter(pk__in=named, transcript__comparison=view.comparison_id)
    return {pk: MaskedAnswer(text, view.masks) for pk, text in stored.values_list("pk", "text")}


def _folded(text: str) -> str:
    return " ".join(text.split())


def masked_html(
    html: str,
    masks: Masks,
    *,
    own: Collection[tuple[str, str]] = (),
    answers: Mapping[int, MaskedAnswer] = MappingProxyType({}),
    here: int = 0,
) -> str:
    """The HTML with names masked in its texts and attributes.

    Its elements stay. A name may go across inline elements. `own` are fields with what the viewer wrote in them, which
    stays. Places in `answers` are counted in the masked text; `here` is the one that the page is of.
    """
    pieces: list[str] = []
    run: list[tuple[int, str]] = []
    own_element, depth, field = "", 0, ""
    for found in _MARKUP.finditer(html):
        raw, tag, text = found[0], (found["tag"] or "").lower(), found["text"]
        if own_element:
            depth += (tag == own_element) * (-1 if found["close"] else 1)
            own_element = own_element if depth else ""
        elif text is not None:
            told = unescape(text)
            if not (field and (field, _folded(told)) in own):
                run.append((len(pieces), told))
        elif tag:
            field = ""
            if tag not in _INLINE:
                _mask_run(pieces, run, masks)
            if found["attributes"].strip():
                name = _NAME.search(found["attributes"]) if tag in _FIELDS else None
                written = unescape(name[1]) if name else ""
                field = written if tag == "textarea" else ""
                raw = _masked_tag(masked_places(raw, answers, here), masks, written, own)
                if _OWN in found["attributes"] and tag not in _VOID:
                    _mask_run(pieces, run, masks)
                    own_element, depth = tag, 1
        pieces.append("" if raw.startswith("<!--") else raw)
    _mask_run(pieces, run, masks)
    return "".join(pieces)


def _mask_run(pieces: list[str], run: list[tuple[int, str]], masks: Masks) -> None:
    """Mask names in texts of one line, also across them."""
    joined = "".join(text for _, text in run)
    at, spans = 0, list(masks.spans(joined))
    for _, text in run:
        spans += [(at + start, at + end) for start, end in masks.spans(text)]
        at += len(text)
    if spans:
        spans.sort()
        merged = [spans[0]]
        for start, end in spans[1:]:
            if start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        at = 0
        for place, text in run:
            pieces[place] = escape(_cut(text, at, merged), quote=False)
            at += len(text)
    run.clear()


def _cut(text: str, at: int, spans: list[tuple[int, int]]) -> str:
    """A text from offset `at` of its line on, without names.

    A name leaves its token where it begins.
    """
    out, here, end = [], at, at + len(text)
    for first, last in spans:
        if last <= at or first >= end:
            continue
        out.append(text[here - at : max(first, here) - at])
        out.append(TOKEN if first >= at else "")
        here = min(last, end)
    out.append(text[here - at :])
    return "".join(out)


def _masked_tag(raw: str, masks: Masks, field: str, own: Collection[tuple[str, str]]) -> str:
    def attribute(found: re.Match[str]) -> str:
        name, value = found["name"].lower(), unescape(found["value"])
        if name in _KEYS or (name == "value" and (field, _folded(value)) in own):
            return found[0]
        if name in _ADDRESSES:
            if not masks.hold(unquote(value)):
                return found[0]
            if not value.startswith(("/", "#", "?")):
                return ""
            kept = escape(value.partition(":~:")[0])  # words that a browser looks for on the page
            return f'{found["before"]}{found["name"]}="{kept}"'
        if not masks.hold(value):
            return found[0]
        return f'{found["before"]}{found["name"]}="{escape(masks.masked(value))}"'

    return _ATTRIBUTE.sub(attribute, raw)


def _masked_json(value: Any, masks: Masks) -> Any:
    """The value with names masked in its strings.

    Places are left out: they count in the stored text, and would tell how long a name is.
    """
    if isinstance(value, str):
        return masks.masked(value)
    if isinstance(value, list):
        return [_masked_json(item, masks) for item in value]
    if isinstance(value, dict):
        places = {"start", "end"} <= value.keys()
        return {
            key: None if places and key in ("start", "end") else _masked_json(item, masks)
            for key, item in value.items()
        }
    return value
