"""Read the head of a document: front matter, or an exporter's lines.

The head names who answers, when, and the address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from reviews.intake.document import EvidenceBasis, Voice
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.dates import moment_in
from reviews.intake.page.model_names import model_at, model_called, model_named

_LONGEST = 20_000
_KNOWN = frozenset(
    (
        "chat title", "chat url", "conversation id", "conversationid", "created", "date", "endpoint", "exportat",
        "exported", "exported at", "exported on", "handoff generated", "last updated", "link", "messages", "model",
        "permission mode", "platform", "project", "provider", "session", "session id", "source", "started", "title",
        "total messages", "turns", "updated", "url", "user", "uuid",
    )
)  # fmt: skip
_PRINTED = re.compile(
    r"(?:[-*] )?(?:\*\*)?(?P<key>[A-Za-z][\w ]{1,30}?)(?:\*\*:|:\*\*|:)[ \t]+(?P<value>\S.*)|"
    r"\*\*(?P<bare>[A-Za-z][\w ]{1,30}):\*\*"
)
_BETWEEN = re.compile(r"<!--.*-->|#{1,2} (?P<title>.{1,300})|[-*_]{3,}")
_STAMPED = re.compile(r"_Exported on .{8,60}? from (?P<who>[A-Z]\w{2,20})\b.{0,40}_")
_WRAPPED = re.compile(r"\[[^\]]*\]\((?P<link>[^)\s]+)\)")
_PAIR = re.compile(r"[\"']?(?P<key>[A-Za-z][\w-]{0,60}(?: \w{1,30}(?=[\"']))?)[\"']?[ \t]*:[ \t]*(?P<value>.*)")
_TOML_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]{0,60})[ \t]*=[ \t]*(?P<value>.*)")
_HEADS = tuple(
    (re.compile(opening), re.compile(rf"{pair}[ \t]*(?P<value>.*)"), re.compile(closing))
    for opening, pair, closing in (
        # Nikola, also in a comment
        (r"(?:<!--[ \t]*\n)?(?=[ \t]*\.\. \w+:)", r"[ \t]*\.\. (?P<key>[A-Za-z][\w-]{0,60}):", r"(?:[ \t]*-->)?"),
        # reStructuredText, below the title
        (
            r"(?:(?P<title>[^\s:].{0,300})\n([#=*~^-])\2{2,}[ \t]*\n\s*)?(?=:\w+:)",
            r":(?P<key>[A-Za-z][\w-]{0,60}):[ \t]",
            r"",
        ),
        # Org
        (r"(?=#\+\w+:)", r"#\+(?P<key>[A-Za-z]\w{0,60}):", r""),
        # Hexo, which leaves out the first fence
        (r"(?=(?:title|layout|date): )", r"(?P<key>[A-Za-z][\w-]{0,60}):", r"---[ \t]*"),
    )
)
_HEXO_ENDS = _HEADS[-1][2]
_ITEM = re.compile(r"(?:\s*-[ \t]+(?:name:[ \t]*)?|\s+name:[ \t]*)(?P<value>[^\s:][^:]{0,200})")
_WHO = (
    "ai_system",
    "model",
    "assistant",
    "reviewer",
    "source_model",
    "provider",
    "platform",
    "source",
    "exporter",
    "author",
)
_LINKS = (
    "outer_review_conversation_url",
    "conversation_url",
    "chat_link",
    "chat url",
    "link",
    "url",
    "canonical",
    "canonicalurl",
    "canonical_url",
    "source",
)
_OF_A_POST = frozenset(
    (
        "layout",
        "draft",
        "permalink",
        "slug",
        "categories",
        "category",
        "pubdate",
        "pubdatetime",
        "excerpt",
        "toc",
        "math",
        "comments",
        "lastmod",
    )
)
_OF_A_HEAD = frozenset(("author", "authors", "date", "slug", "tags"))
_OF_A_MODEL = ("respondent", "ai_system", "assistant", "source_model", "reviewer")
_AUTHORS = ("author", "authors", "byline", "by", "writer", "reviewed_by", "reviewer", "author_name")
_OUTLETS = ("outlet", "publication", "publisher", "site", "site_name", "website", "newspaper", "journal", "blog")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+")
_BASES: Mapping[str, EvidenceBasis] = MappingProxyType(
    {
        "full paper": "full_paper", "full text": "full_paper", "the full paper": "full_paper", "paper": "full_paper",
        "abstract only": "abstract_only", "abstract": "abstract_only", "the abstract only": "abstract_only",
        "web search": "web_search", "web": "web_search", "searched the web": "web_search", "unknown": "unknown",
    }
)  # fmt: skip
_DATES = (
    "ai_generated_date",
    "said_on",
    "date",
    "published",
    "date_published",
    "date created",
    "publishdate",
    "pubdate",
    "pubdatetime",
    "published_at",
    "created",
    "created_at",
    "create_time",
    "time_created",
    "started",
)
_TITLED = re.compile(r"\s*#{1,2} (?P<who>\w[\w .]{1,30}?) (?:conversation|chat|export|log)\b", re.IGNORECASE)
_DATED_TITLE = re.compile(r"\((?P<day>20\d\d-\d\d-\d\d[^()]{0,20})\)$")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The `key: value` lines of the front matter, and its end.

    An empty mapping and 0 if there is none. It stands between two lines of `---`, or of `+++` with `key = value`; or it
    is the head of a post of Nikola, Hexo, Org or reStructuredText. Only pairs at the margin are read, and plain lists,
    whose items are joined by commas; other nested values are passed over.
    """
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:4] != "\n":
        return _unfenced(text)
    end = text.find(f"\n{fence}", 3, _LONGEST)
    if end < 0 or text[end + 4 : end + 5] not in ("", "\n", " "):
        return {}, 0
    fields: dict[str, str] = {}
    listed = ""
    for line in lines_of(text, 4, end):
        words = line.text[:2000].rstrip()
        item = _ITEM.fullmatch(words) if listed else None
        pair = (_PAIR if fence == "---" else _TOML_PAIR).fullmatch(words)
        if item:
            fields[listed] = ", ".join(filter(None, (fields[listed], item["value"].strip("\"'"))))
        elif pair:
            key, value = pair["key"].lower(), pair["value"].strip().strip("\"'")
            listed = "" if value or key in fields else key
            fields.setdefault(key, value)
        elif words and not words[0].isspace():
            listed = ""
    stop = text.find("\n", end + 1)
    return (fields, len(text) if stop < 0 else stop + 1) if fields else ({}, 0)


def _unfenced(text: str) -> tuple[dict[str, str], int]:
    """The head of a post without an opening fence, and its end.

    They are two or more, and make it a post.
    """
    for opening, pairs, closing in _HEADS:
        opened = opening.match(text)
        if not opened:
            continue
        fields = {"layout": "post", "title": (opened.groupdict().get("title") or "").strip()}
        end, count, closed = opened.end(), 0, False
        for line in lines_of(text, end, min(len(text), _LONGEST)):
            pair = pairs.fullmatch(line.text[:2000].rstrip())
            closed = not pair and bool(line.words) and closing.fullmatch(line.words) is not None
            if pair:
                count += 1
                key, value = pair["key"].lower(), pair["value"].strip().strip("\"'<>[]")
                fields[key] = fields.get(key) or value
            elif not closed and not (closing is _HEXO_ENDS and _ITEM.fullmatch(line.text[:2000])):
                break
            end = min(line.end + 1, len(text))
            if closed:
                break
        if count > 1 and not _OF_A_HEAD.isdisjoint(fields) and (closed or closing is not _HEXO_ENDS):
            return fields, end
    return {}, 0


def printed_head(text: str, start: int = 0) -> tuple[dict[str, str], int]:
    """The lines that exporters print above a conversation, and their end.

    Keys are in lower case: those of lines such as `**Created:** …` and `Chat URL: …`, and the title. The head begins at
    `start`. An empty mapping and `start` if there are fewer than two such lines.
    """
    fields: dict[str, str] = {}
    pairs, end = 0, start
    for line in lines_of(text, start, min(len(text), start + _LONGEST)):
        words = line.words[:2000]
        pair, between, stamped = _PRINTED.fullmatch(words), _BETWEEN.fullmatch(words), _STAMPED.fullmatch(words)
        if stamped:
            fields["exporter"] = stamped["who"]
            pairs, end = pairs + 2, line.end
        elif pair and (key := (pair["key"] or pair["bare"]).lower()) in _KNOWN:
            value = (pair["value"] or "").strip("` ")
            wrapped = _WRAPPED.fullmatch(value)
            if key == "title" or key not in fields:
                fields[key] = wrapped["link"] if wrapped else value
            pairs, end = pairs + 1, line.end
        elif between:
            if between["title"] and not pairs:
                fields.setdefault("title", between["title"].removeprefix("Title: ").strip())
        elif words and not fields:
            fields["title"] = words[:300]
        elif words:
            break
    return (fields, end) if pairs > 1 else ({}, start)


def voice_in(head: Mapping[str, str]) -> Voice | None:
    """The respondent that a head names, else None.

    Our own keys count first (respondent, kind, vendor, version, evidence_basis, evidence_quote), then others', then the
    site of the link.
    """
    name = head.get("respondent", "")
    if name:
        known = model_named(name)
        kind = head.get("kind") or ("model" if known else "person")
        return Voice(name, "model" if kind == "model" else "person", known.vendor if known else "")
    named = (model_called(head.get(key, "")) for key in _WHO)
    return next(filter(None, (*named, *(model_at(head.get(key, "")) for key in _LINKS))), None)


def author_in(head: Mapping[str, str]) -> Voice | None:
    """The author whom the head of an article names, else None.

    Without an author it is the outlet.
    """
    for key in (*_AUTHORS, *_OUTLETS):
        names = [name.strip(" \"'[]") for name in head.get(key, "").split(",")]
        named = ", ".join(name for name in names if name and not _ADDRESS.search(name))
        if 1 < len(named) <= 100 and not named.startswith(("{", "&", "*", "|", ">")):
            return Voice(named, kind="person")
    return None


def is_post(head: Mapping[str, str]) -> bool:
    """Whether a head is that of a post of a site generator."""
    return not _OF_A_POST.isdisjoint(head) and not any(head.get(key) for key in _OF_A_MODEL)


def is_persons(head: Mapping[str, str]) -> bool:
    """Whether the author that a head names is a person.

    A model that it names beside is what the article is about.
    """
    author = author_in(head)
    return author is not None and not model_called(author.name) and not any(head.get(key) for key in _OF_A_MODEL)


def kind_in(head: Mapping[str, str]) -> str:
    """The kind of respondent that a head names: "model", "person" or ""."""
    kind = head.get("kind", "").casefold()
    return kind if kind in ("model", "person") else ""


def basis_in(head: Mapping[str, str]) -> EvidenceBasis | None:
    """The evidence basis that a head names in our words, else None."""
    words = re.sub(r"[\W_]+", " ", head.get("evidence_basis") or head.get("basis") or "").casefold().strip()
    return _BASES.get(words)


def model_in_title(text: str, start: int = 0) -> Voice | None:
    """The model in a title such as "# Claude Conversation", else None.

    The title is the first line from `start` on.
    """
    title = _TITLED.match(text[start : start + 200])
    return model_named(title["who"]) if title else None


def link_in(head: Mapping[str, str]) -> str:
    """The address of the conversation (http or https), else ""."""
    return next((head[key] for key in _LINKS if head.get(key, "").startswith(("https://", "http://"))), "")


def day_in(head: Mapping[str, str], title: str = "") -> str:
    """The day of the conversation as an ISO date, else "".

    The day of the export does not count.
    """
    dated = _DATED_TITLE.search(title)
    days = (*(head.get(key, "") for key in _DATES), dated["day"] if dated else "")
    return next((moment.date().isoformat() for words in days if (moment := moment_in(words))), "")
