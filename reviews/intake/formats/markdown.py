"""Read Markdown.

It has front matter, sections of prompt and reply, what exporters write, or is a plain document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from reviews.intake.document import EvidenceBasis, Parsed, Voice
from reviews.intake.formats.format import Format
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.escaping import looks_like_markdown
from reviews.intake.page.front_matter import day_in, front_matter, link_in, model_in_title, printed_head, voice_in
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet
from reviews.intake.page.speaker_labels import find_markers


def _parse(text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    head, body = front_matter(text)
    printed, end = printed_head(text, body)
    model = model_in_title(text, body)
    if (printed or model) and find_markers(list(lines_of(text, end, fences=True))):
        head, body = printed | head, end
    else:
        model = None
    parsed = read_page(
        text,
        format="markdown",
        markup="markdown",
        stated=stated or voice_in(head) or model,
        kind=kind,
        sheet=sheet,
        body=body,
        title=head.get("title", ""),
        one_answer="respondent" in head,
    )
    voices = (replace(voice, link=link_in(head), said_on=day_in(head, parsed.title)) for voice in parsed.voices)
    fields = _stated(head)
    return replace(
        parsed,
        voices=tuple(replace(voice, **fields) if voice.name == head.get("respondent") else voice for voice in voices),
    )


def _stated(head: dict[str, str]) -> dict[str, Any]:
    """The respondent's particulars in the front matter.

    They outrank what the words suggest.
    """
    fields: dict[str, Any] = {key: head[key] for key in ("vendor", "version") if head.get(key)}
    if head.get("evidence_basis") in get_args(EvidenceBasis):
        fields |= {"evidence_basis": head["evidence_basis"], "evidence_quote": head.get("evidence_quote", "")}
    return fields


def _sniff(text: str) -> bool:
    return bool(front_matter(text)[1]) or looks_like_markdown(text)


FORMAT = Format("markdown", _sniff, _parse)
