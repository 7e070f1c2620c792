from __future__ import annotations
import re
from reviews.intake.formats.format import Format
from reviews.intake.pasted import read_page
from reviews.intake.pieces import Parsed, Voice

def as_markdown(html: str) -> str:
    return html
def holds(m: str, p: str) -> bool:
    return False
def read(markdown: str, *, told: Voice | None, kind: str) -> Parsed:
    return read_page(markdown, format="clipboard_html", markup="markdown", told=told, kind=kind)
FORMAT = Format("clipboard_html", lambda text: False, lambda text, *, told, kind: read(as_markdown(text), told=told, kind=kind))
