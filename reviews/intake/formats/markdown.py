"""Markdown: front matter, sections of prompt and reply, what exporters write, or a plain document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

from reviews.intake.blocks import lines_of
from reviews.intake.formats.format import Format
from reviews.intake.markup import looks_like_markdown
from reviews.intake.names import model_named
from reviews.intake.pasted import read_page
from reviews.intake.pieces import EvidenceBasis, Parsed, Voice

_LONGEST_HEAD = 20_000
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]{0,60})[ \t]*:[ \t]*(?P<value>.*)")
_WHO = ("ai_system", "model", "assistant", "reviewer", "source_model")
_LINKS = ("outer_review_conversation_url", "conversation_url", "link", "url", "source")
_DATES = ("ai_generated_date", "said_on", "date", "created", "created_at", "create_time")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The `key: value` lines of the front matter and where it ends; nothing and 0 where there is none.

    Only pairs at the margin are read; lists and nested values are passed over.
    """
    if not text.startswith("---\n"):
        return {}, 0
    end = text.find("\n---", 3, _LONGEST_HEAD)
    if end < 0 or text[end + 4 : end + 5] not in ("", "\n", " "):
        return {}, 0
    found: dict[str, str] = {}
    for line in lines_of(text, 4, end):
        pair = _PAIR.fullmatch(line.text[:2000].rstrip())
        if pair:
            found.setdefault(pair["key"].lower(), pair["value"].strip().strip("\"'"))
    stop = text.find("\n", end + 1)
    return (found, len(text) if stop < 0 else stop + 1) if found else ({}, 0)


def _parse(text: str, *, told: Voice | None, kind: str) -> Parsed:
    head, body = front_matter(text)
    voice = told or _named_in(head)
    parsed = read_page(
        text, format="markdown", markup="markdown", told=voice, kind=kind, body=body, title=head.get("title", "")
    )
    link = next((head[key] for key in _LINKS if head.get(key, "").startswith(("https://", "http://"))), "")
    date = next((found[0] for key in _DATES if (found := _DATE.match(head.get(key, "")))), "")
    voices = (replace(each, link=link, said_on=date) for each in parsed.voices)
    stated = _stated(head)
    return replace(
        parsed,
        voices=tuple(replace(each, **stated) if each.name == head.get("respondent") else each for each in voices),
    )


def _stated(head: dict[str, str]) -> dict[str, Any]:
    """What the front matter says of its respondent, which outranks what the words suggest."""
    stated: dict[str, Any] = {key: head[key] for key in ("vendor", "version") if head.get(key)}
    if head.get("evidence_basis") in get_args(EvidenceBasis):
        stated |= {"evidence_basis": head["evidence_basis"], "evidence_quote": head.get("evidence_quote", "")}
    return stated


def _named_in(head: dict[str, str]) -> Voice | None:
    """Who answers, by our own keys (respondent, kind, vendor, version, evidence_basis, evidence_quote) or others'."""
    name = head.get("respondent", "")
    if name:
        known = model_named(name)
        kind = head.get("kind") or ("model" if known else "person")
        return Voice(name, "model" if kind == "model" else "person", known.vendor if known else "")
    for key in _WHO:
        voice = model_named(head.get(key, ""))
        if voice:
            return voice
    return None


def _sniff(text: str) -> bool:
    return bool(front_matter(text)[1]) or looks_like_markdown(text)


FORMAT = Format("markdown", _sniff, _parse)
