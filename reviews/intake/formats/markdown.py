"""Read Markdown.

It has front matter, sections of prompt and reply, what exporters write, or is a plain document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reviews.intake.document import Parsed, Voice
from reviews.intake.formats.format import Format
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.escaping import looks_like_markdown
from reviews.intake.page.front_matter import (
    author_in,
    basis_in,
    day_in,
    front_matter,
    is_persons,
    is_post,
    kind_in,
    link_in,
    model_in_title,
    printed_head,
    voice_in,
)
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet
from reviews.intake.page.speaker_labels import find_markers


def _parse(text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    head, body = front_matter(text)
    printed, end = printed_head(text, body)
    model = model_in_title(text, body)
    if (printed or model) and find_markers(lines_of(text, end, fences=True)):
        head, body = printed | head, end
    else:
        model = None
    author, speaker = author_in(head), voice_in(head) or model
    if speaker and is_persons(head) and not find_markers(list(lines_of(text, body, fences=True))):
        speaker = None
    parsed = read_page(
        text,
        format="markdown",
        markup="markdown",
        stated=stated or speaker,
        kind=kind or kind_in(head),
        sheet=sheet,
        body=body,
        title=head.get("title", ""),
        one_answer="respondent" in head,
        author=None if stated else author,
        post=is_post(head),
    )
    named = {head.get("respondent"), author and author.name}
    link, day, fields = link_in(head), day_in(head, parsed.title), _stated(head)
    voices = (replace(voice, link=link or voice.link, said_on=day or voice.said_on) for voice in parsed.voices)
    return replace(parsed, voices=tuple(replace(voice, **fields) if voice.name in named else voice for voice in voices))


def _stated(head: dict[str, str]) -> dict[str, Any]:
    """The respondent's particulars in the front matter.

    They outrank what the words suggest.
    """
    fields: dict[str, Any] = {key: head[key] for key in ("vendor", "version") if head.get(key)}
    basis = basis_in(head)
    return fields | ({"evidence_basis": basis, "evidence_quote": head.get("evidence_quote", "")} if basis else {})


def _sniff(text: str) -> bool:
    return bool(front_matter(text)[1]) or looks_like_markdown(text)


FORMAT = Format("markdown", _sniff, _parse)
