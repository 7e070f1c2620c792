"""Find the page in a file of MHTML.

That is a page that a browser saved as a single file, with its pictures and styles beside it.

Source: RFC 2557, and the files that Chrome and Edge write ("Webpage, Single File").
"""

from __future__ import annotations

import binascii
import re
from quopri import decodestring

_HEAD = 20_000
_MHTML = re.compile(rb"(?:[\w-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,40}\r?\n")
_FLAGS = re.IGNORECASE | re.MULTILINE
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/related;[^:]{0,500}?boundary=\"?([^\"\r\n;]{1,200})", _FLAGS)
_SAVED_FROM = re.compile(rb"^snapshot-content-location:[ \t]*(https?://[^\s<>\"]{1,2000})", _FLAGS)
_IS_HTML = re.compile(rb"^content-type:[ \t]*text/html\b", _FLAGS)
_ENCODING = re.compile(rb"^content-transfer-encoding:[ \t]*([\w-]{1,40})", _FLAGS)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MOST_PARTS = 1000


def page_in(data: bytes) -> bytes | None:
    """The first HTML page of a file in MHTML, else None.

    The address that it was saved from stands before it, as browsers write it.
    """
    head = _MHTML.match(data[:_HEAD])
    boundary = _BOUNDARY.search(head[0]) if head else None
    if not head or not boundary:
        return None
    mark = b"--" + boundary[1]
    position = data.find(mark, head.end())
    for _ in range(_MOST_PARTS):
        if position < 0:
            break
        start = position + len(mark)
        blank = _BLANK_LINE.search(data, start, start + _HEAD)
        position = data.find(b"\n" + mark, start)
        if blank and _IS_HTML.search(data, start, blank.end()):
            encoding = _ENCODING.search(data, start, blank.end())
            page = _decoded(
                data[blank.end() : position if position >= 0 else len(data)], encoding[1].lower() if encoding else b""
            )
            saved = _SAVED_FROM.search(head[0])
            return (b"<!-- saved from url=(%04d)%s -->\n" % (len(saved[1]), saved[1]) if saved else b"") + page
    return None


def _decoded(body: bytes, encoding: bytes) -> bytes:
    if encoding == b"quoted-printable":
        return decodestring(body)
    if encoding == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return body
