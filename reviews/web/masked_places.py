"""Places in answers as a viewer without names sees them.

A page for such a viewer counts in the masked text: where a part of an answer begins, how long it is, and where words
were picked, also in addresses and ids: how long a name is could else be told from the difference. What comes back is
translated here, before anything is checked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from django.http import HttpRequest, QueryDict

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


_KEY = re.compile(
    r"(?P<before>/said/|\bwords=|\br-)(?P<response>[0-9]{1,18})-(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})(?![0-9])"
)
_PART = re.compile(
    r"(?P<before>/responses/(?P<response>[0-9]{1,18})/[^\"'#\s]*#at-|\sid=\"(?:at|said)-|\shref=\"#at-)(?P<start>[0-9]{1,9})"
)
_SPAN = re.compile(r'(?P<before>\sname="span" value=")(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})"')
_BOUND = re.compile(
    r'(?P<before>\sname="(?P<side>start|end)" value=")(?P<at>[0-9]{1,9})" data-of="(?P<response>[0-9]{1,18})"'
)
_NAMED = re.compile(r"(?:/said/|\bwords=|\br-|/responses/|data-of=\")([0-9]{1,18})(?![0-9])")


_KEYED = ("words", "next", "view")
"""Fields that hold a place, or an address with one."""


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
    return {int(number) for named in (_RESPONSE, _NAMED) for number in named.findall(html)}


def masked_addresses(text: str, answers: Mapping[int, MaskedAnswer]) -> str:
    """A text whose addresses count in the masked text."""

    def key(found: re.Match[str]) -> str:
        answer = answers.get(int(found["response"]))
        if answer is None:
            return found[0]
        start, end = answer.hidden.hidden(int(found["start"]), int(found["end"]))
        return f"{found['before']}{found['response']}-{start}-{end}"

    return _KEY.sub(key, text)


def _masked_parts(tag: str, answers: Mapping[int, MaskedAnswer], here: int) -> str:
    """A tag whose parts count in the masked text.

    An id, a span and a link on the same page are of the answer `here`.
    """

    def part(found: re.Match[str]) -> str:
        answer = answers.get(int(found["response"] or here))
        return f"{found['before']}{answer.hidden.hidden_at(int(found['start']))}" if answer else found[0]

    def span(found: re.Match[str]) -> str:
        answer = answers.get(here)
        if answer is None:
            return found[0]
        start, end = answer.hidden.hidden(int(found["start"]), int(found["end"]))
        return f'{found["before"]}{start}-{end}"'

    def bound(found: re.Match[str]) -> str:
        answer = answers.get(int(found["response"]))
        if answer is None:
            return found[0]
        shown = answer.hidden.hidden(int(found["at"]), int(found["at"]))[found["side"] == "end"]
        return f'{found["before"]}{shown}" data-of="{found["response"]}"'

    return _BOUND.sub(bound, _SPAN.sub(span, _PART.sub(part, masked_addresses(tag, answers))))


def masked_places(tag: str, answers: Mapping[int, MaskedAnswer], here: int = 0) -> str:
    """A tag with its places counted in the masked text.

    `here` is the id of the answer that the page is of, if it is of one.
    """
    at = _AT.search(tag) or (_VALUE.search(tag) if _FIELD.search(tag) else None)
    if at is None:
        return _masked_parts(tag, answers, here)
    response, _, place = unescape(at["place"]).partition(":")
    tag = _masked_parts(tag, answers, int(response))
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
    return _number(named or sent.get("response", ""))


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


def restore_addresses(
    request: HttpRequest, address: dict[str, Any], answers: Callable[[set[int]], Mapping[int, MaskedAnswer]]
) -> None:
    """Restore the places in an address and in its fields.

    `answers` gives the answers with these ids.
    """
    get, post = request.GET.copy(), request.POST.copy()
    keyed = [(sent, name) for sent in (get, post) for name in _KEYED if name in sent]
    texts = [f"{name}={value}" for sent, name in keyed for value in sent.getlist(name)]
    response, start, end = (_number(post.get(name, "")) for name in ("response", "start", "end"))
    known = answers({response, address.get("response", 0), *responses_in(" ".join(texts))})

    def key(found: re.Match[str]) -> str:
        answer = known.get(int(found["response"]))
        if answer is None:
            return found[0]
        first, last = answer.hidden.place(int(found["start"]), int(found["end"]))
        return f"{found['before']}{found['response']}-{first}-{last}"

    for sent, name in keyed:
        sent.setlist(name, [_KEY.sub(key, f"{name}={value}").partition("=")[2] for value in sent.getlist(name)])
    here = known.get(address.get("response", 0))
    if here and "span" in post:
        post.setlist("span", [_stored_span(span, here) for span in post.getlist("span")])
    if here and {"start", "end"} <= address.keys():
        address["start"], address["end"] = here.hidden.place(address["start"], address["end"])
    if response in known and {"start", "end"} <= post.keys():
        post["start"], post["end"] = map(str, known[response].hidden.place(start, end))
    request.GET, request.POST = get, post  # type: ignore[assignment]
    request.META["QUERY_STRING"] = get.urlencode()


def _stored_span(span: str, answer: MaskedAnswer) -> str:
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", span, re.ASCII)
    return "{}-{}".format(*answer.hidden.place(int(found[1]), int(found[2]))) if found else span


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
