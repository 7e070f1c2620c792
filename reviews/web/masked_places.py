"""Places in answers as a viewer without names sees them.

A page for such a viewer counts in the masked text: where a part of an answer begins, how long it is, and where words
were picked. What comes back is translated here, before anything is checked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from html import unescape

from django.http import QueryDict

from reviews.domain.selections import pick, solid
from reviews.masks import TOKEN, Masks
from reviews.refusal import Refused

PICKED = {"evidence_at": "evidence", "at": "quote"}
"""Fields of places, each with the field of its words."""

NOWHERE = "-"
"""A place where no words stand."""

_AT = re.compile(r'(?P<before>\sdata-at=")(?P<place>[0-9]+:[0-9]+(?:\+0)?)"')
_SIZE = re.compile(r'(?P<before>\sdata-size=")(?P<size>[0-9]+)"')
_FIELD = re.compile(rf'\sname="(?:{"|".join(PICKED)})"')
_VALUE = re.compile(r'(?P<before>\svalue=")(?P<place>[0-9]+:[0-9]+\+0)"')
_RESPONSE = re.compile(r'\s(?:data-at|value)="([0-9]{1,18}):[0-9]+(?:\+0)?"')


class MaskedAnswer:
    """The text of an answer, and its masked text."""

    def __init__(self, text: str, masks: Masks) -> None:
        self._text = text
        self._names = list(masks.spans(text))
        self.hidden = masks.hide(text)

    def size(self, start: int, size: int) -> int:
        """How many characters are left of `size` from `start` on.

        Characters that are no white space, before and after names are masked.
        """
        at, passed, left = start, 0, size
        for first, last in self._names[bisect_left(self._names, (start,)) :]:
            passed += solid(self._text[at:first])
            if passed >= size:
                break
            name = solid(self._text[first:last])
            passed, left, at = passed + name, left + solid(TOKEN) - name, last
        return left


def responses_in(html: str) -> set[int]:
    """The ids of the responses that places on a page name."""
    return {int(number) for number in _RESPONSE.findall(html)}


def masked_places(tag: str, answers: Mapping[int, MaskedAnswer]) -> str:
    """A tag with its place counted in the masked text."""
    at = _AT.search(tag) or (_VALUE.search(tag) if _FIELD.search(tag) else None)
    if at is None:
        return tag
    response, _, place = unescape(at["place"]).partition(":")
    answer = answers.get(int(response))
    if answer is None:
        return tag
    start, plus, skipped = place.partition("+")
    shown = f'{at["before"]}{response}:{answer.hidden.hidden_at(int(start))}{plus}{skipped}"'
    size = _SIZE.search(tag)
    if size:
        left = f'{size["before"]}{answer.size(int(start), int(size["size"]))}"'
        tag = tag.replace(size[0], left)
    return tag.replace(at[0], shown)


def picked_response(sent: QueryDict, field: str) -> int:
    """The id of the response of picked words, or 0."""
    named, _, _ = sent.get(field, "").rpartition(":")
    number = named or sent.get("response", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0


def restore_picked(sent: QueryDict, field: str, text: str | None, masks: Masks) -> None:
    """Restore the place and the stored words of a masked quotation.

    A name that is in part of the words is taken whole. If other words stand there, the place becomes NOWHERE: whoever
    looks for the words then refuses them.
    """
    response, words = picked_response(sent, field), sent.get(PICKED[field], "")
    if text is None:
        return
    hidden = masks.hide(text)
    try:
        start, end = hidden.place(*pick(hidden.text, sent.get(field, "").rpartition(":")[2], words))
    except Refused:
        sent[field] = f"{response}:{NOWHERE}"
        return
    sent[field], sent[PICKED[field]] = f"{response}:{start}+0", text[start:end]
