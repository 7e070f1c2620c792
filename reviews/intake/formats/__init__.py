"""The formats that documents come in, behind one `parse`."""

from __future__ import annotations

from reviews.intake.decode import decode
from reviews.intake.formats import clipboard_html, markdown, plain
from reviews.intake.pasted import told_voice
from reviews.intake.pieces import IntakeError, Parsed

FORMATS = (clipboard_html.FORMAT, markdown.FORMAT, plain.FORMAT)
_BY_NAME = {format.name: format for format in FORMATS}


def parse(
    data: bytes, *, name: str = "", format: str = "auto", html: str | None = None, respondent: str = "", kind: str = ""
) -> Parsed:
    """Reads one document into turns; nothing is stored.

    `name` is used in sentences only. `format` is a name in FORMATS, or "auto": what the content looks like.
    `html` is the clipboard's own text/html, preferred where it holds the words of `data`. `respondent` and
    `kind` ("model" or "person") say who answers where the document names nobody or one only.
    Raises IntakeError, one sentence that names the file, for what cannot be read.
    """
    if format != "auto" and format not in _BY_NAME:
        raise IntakeError(f"There is no format “{format}”: choose auto, {', '.join(_BY_NAME)}.")
    told = told_voice(respondent, kind)
    if html and format in ("auto", clipboard_html.FORMAT.name) and data.strip():
        plain_text = decode(data, name)
        converted = clipboard_html.as_markdown(html)
        if clipboard_html.holds(converted, plain_text):
            return clipboard_html.read(converted, told=told, kind=kind)
    text = decode(data if data.strip() or not html else html.encode("utf-8", "replace"), name)
    chosen = _BY_NAME[format] if format != "auto" else next(known for known in FORMATS if known.sniff(text))
    return chosen.parse(text, told=told, kind=kind)
