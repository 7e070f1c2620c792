"""Markdown: front matter, sections of prompt and reply, what exporters write, or a plain document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

from reviews.intake.blocks import lines_of
from reviews.intake.formats.format import Format
from reviews.intake.markers import find_markers
from reviews.intake.markup import looks_like_markdown
from reviews.intake.moments import moment_in
from reviews.intake.names import model_at, model_called, model_named
from reviews.intake.pasted import read_page
from reviews.intake.pieces import EvidenceBasis, Parsed, Voice

_LONGEST_HEAD = 20_000
_KNOWN = frozenset(
    (
        "chat title", "chat url", "conversation id", "created", "date", "exported", "exported at", "handoff generated",
        "last updated", "link", "messages", "model", "permission mode", "platform", "project", "provider", "session",
        "session id", "source", "started", "title", "total messages", "updated", "url", "user", "uuid",
    )
)  # fmt: skip
_PARTICULAR = re.compile(
    r"(?:[-*] )?(?:\*\*)?(?P<key>[A-Za-z][\w ]{1,30}?)(?:\*\*:|:\*\*|:)[ \t]+(?P<value>\S.*)|"
    r"\*\*(?P<bare>[A-Za-z][\w ]{1,30}):\*\*"
)
_BETWEEN = re.compile(r"<!--.*-->|#{1,2} (?P<title>.{1,300})|[-*_]{3,}")
_STAMPED = re.compile(r"_Exported on (?P<day>.{8,60}?) from (?P<who>[A-Z]\w{2,20})\b.{0,40}_")
_WRAPPED = re.compile(r"\[[^\]]*\]\((?P<link>[^)\s]+)\)")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]{0,60})[ \t]*:[ \t]*(?P<value>.*)")
_WHO = ("ai_system", "model", "assistant", "reviewer", "source_model", "provider", "platform", "source")
_LINKS = ("outer_review_conversation_url", "conversation_url", "chat_link", "chat url", "link", "url", "source")
_DATES = ("ai_generated_date", "said_on", "date", "created", "created_at", "create_time", "started")
_DATED_TITLE = re.compile(r"\((?P<day>20\d\d-\d\d-\d\d[^()]{0,20})\)$")


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


def particulars(text: str, start: int = 0) -> tuple[dict[str, str], int]:
    """What exporters print above a conversation, as lines of text: its title, and `**Created:** …`, `Chat URL: …` and
    the like by their keys in lower case, from `start` on; and where that ends.

    Nothing and `start` where fewer than two such lines stand there, or no label of a speaker below them.
    """
    found: dict[str, str] = {}
    pairs, end = 0, start
    for line in lines_of(text, start, start + _LONGEST_HEAD):
        words = line.words[:2000]
        pair, between, stamped = _PARTICULAR.fullmatch(words), _BETWEEN.fullmatch(words), _STAMPED.fullmatch(words)
        if stamped:
            found["exporter"] = stamped["who"]
            pairs += 2
        elif pair and (pair["key"] or pair["bare"]).lower() in _KNOWN:
            value = (pair["value"] or "").strip("` ")
            wrapped = _WRAPPED.fullmatch(value)
            found.setdefault((pair["key"] or pair["bare"]).lower(), wrapped["link"] if wrapped else value)
            pairs += 1
        elif between:
            if between["title"] and not pairs:
                found.setdefault("title", between["title"].removeprefix("Title: ").strip())
            continue
        elif words:
            break
        else:
            continue
        end = line.end
    below = lines_of(text, end, fences=True)
    return (found, end) if pairs > 1 and find_markers(list(below)) else ({}, start)


def _parse(text: str, *, told: Voice | None, kind: str) -> Parsed:
    head, body = front_matter(text)
    printed, body = particulars(text, body)
    head = printed | head
    voice = told or _named_in(head)
    parsed = read_page(
        text, format="markdown", markup="markdown", told=voice, kind=kind, body=body, title=head.get("title", "")
    )
    link = next((head[key] for key in _LINKS if head.get(key, "").startswith(("https://", "http://"))), "")
    dated = _DATED_TITLE.search(parsed.title)
    days = (*(head.get(key, "") for key in _DATES), dated["day"] if dated else "")
    date = next((found.date().isoformat() for words in days if (found := moment_in(words))), "")
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
    named = (model_called(head.get(key, "")) for key in (*_WHO, "exporter"))
    return next(filter(None, (*named, *(model_at(head.get(key, "")) for key in _LINKS))), None)


def _sniff(text: str) -> bool:
    return bool(front_matter(text)[1]) or looks_like_markdown(text)


FORMAT = Format("markdown", _sniff, _parse)
