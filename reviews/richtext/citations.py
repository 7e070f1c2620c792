"""Find the marks of citations in an answer, and its sources. Pure.

A mark stands in the text and is none of its words: "【8†source】", "citeturn0search1", "[1]", "Oxford Academic+1", a
link whose words are a number, links in brackets, a link behind the end of a sentence. A source is an address that such
a mark, or a list of sources, leads to.

The marks are those of ChatGPT, Perplexity, Copilot, Gemini and Claude, as their exports, their pages and the answers
copied from them show them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from operator import itemgetter
from typing import NamedTuple

from reviews.characters import UNSEEN
from reviews.richtext.reading import BlockFields, read, walk

MOST_SOURCES = 500
_LONGEST_TITLE = 300

_HREF = re.compile(r'href="([^"]*)"')
_ADDRESS = re.compile(r"https?://[^\s<>\"'|\ue200-\ue206]{3,2000}")
_TURNS = r"turn\d{1,4}[a-z_]{1,20}\d{1,4}"
_TOKEN = (
    r"\ue200[^\ue200\ue201\n]{1,400}\ue201"
    rf"|【(?:\d{{1,4}}(?::\d{{1,4}})?(?:†[^【】\n]{{0,100}})?|[^【】\n]{{0,60}}†[^【】\n]{{0,100}}|{_TURNS}|oaicite:\d{{1,4}})】"
    r"|:contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?"
    rf"|(?<![A-Za-z0-9])(?:file|nav|image|video)?(?:cite)?(?:{_TURNS})+(?![A-Za-z0-9])"
)
_NUMBER = r"\[\^?\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,20}\]"
_NAME = r"[A-Z0-9][\w.&'’-]{0,30}(?: [\w.&'’|-]{1,30}){0,4}"
_CHIP = (
    rf"(?<=[.!?…,;:)\]\"”’]){_NAME} ?\+\d{{1,2}}(?=\s|\Z)"
    rf"|(?<=[.!?…)\]\"”])(?:\s{_NAME}\s\+\d{{1,2}})++(?=\s*+(?:\Z|[^\Wa-z_]))"
)
_MARK = re.compile(rf"(?:{_TOKEN})|(?<=[^\s\x00])(?P<numbers>(?: ?{_NUMBER})+)|{_CHIP}")
_NOT_CITED = re.compile(
    r"(?:\b(?:a[st]|and|between|by|cells?|entry|equation|from|in|index|interval|items?|of|or|pages?|range|refs?\.?|"
    r"references?|scale|sections?|see|steps?|than|that|the|to|values?|with|within)|(?<!\w)\w|_\w*)\Z",
    re.IGNORECASE,
)  # before "[1]" they make it a word of the sentence, an interval or an index
_ONLY_A_NUMBER = re.compile(r"\W{0,2}(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|\+\d{1,2})\W{0,2}|\[(?:source|citation|ref)\]|[†‡↗]")
_CHIP_OF_A_LINK = re.compile(rf"{_NAME} ?\+\d{{1,2}}")
_MORE = re.compile(r"\s?\+\d{1,2}\Z")
_OAI = re.compile(r"\[?oai_citation[:_]\d{1,4}[‡†](?P<title>.{0,200})")
_ENDS_A_SENTENCE = re.compile(r"[.!?…。！？][\"'”’)\]*_]{0,3}[ \xa0]?\Z")
_GOES_ON = re.compile(r"[ \xa0]?(?:\n|\Z)|[ \xa0][\"'“‘(\[]{0,2}[^\Wa-z_]")
_BETWEEN = re.compile(r"[\s,;·|•&\xa0]*\Z")
_MOST_WORDS = 8  # of a link that is a mark by its place alone
_LISTS = re.compile(
    r"(?:\W|\d)*(?:(?:list of |web |cited |key |all )?sources?(?: (?:used|cited|and related content))?|references?|"
    r"citations?|works cited|bibliography|footnotes|learn more|links?|quellen(?:angaben)?|einzelnachweise|belege|"
    r"bronnen|fuentes|fonti|fontes|sources consultées|références|источники|出典|来源|參考資料|参考资料|參考文獻|"
    r"参考文献|출처|المصادر)\W*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?:\[\^?\d{1,3}\]|\d{1,3}[.)])[:.]?\s+(?=\S)")
_BETWEEN_ENTRIES = re.compile(r"(?:(?<=\n)|(?<=\s)(?=\[\^?\d{1,3}\]:? ))")
_LONGEST_HEAD = 60
_ABOUT_A_LINK = " \t\n-–—:|·•,;.()[]<>*_"


class CitedSource(NamedTuple):
    """What an answer leads to: a title, or "", and its address."""

    title: str
    url: str


@dataclass(frozen=True)
class Citations:
    """The marks of citations in a text, and the sources.

    The marks are ranges (start, end) in order. They do not overlap, and lie outside of code; a blank before a mark
    belongs to it.
    """

    marks: tuple[tuple[int, int], ...] = ()
    sources: tuple[CitedSource, ...] = ()


@dataclass(frozen=True)
class _Link:
    start: int
    end: int
    url: str
    words: str


def cited(html: str, text: str, blocks: Sequence[BlockFields]) -> Citations:
    """The citations in an answer: its HTML, text and blocks as rendered."""
    links, hidden = _read(html, text)
    legible = _without(text, hidden)
    listed = _list_of_sources(text, blocks, links)
    lists_begin = min((block.start for block in listed), default=len(text))
    before = links[: bisect_left(links, lists_begin, key=lambda link: link.start)]
    marks = [*_marks(legible, lists_begin), *_linking(text, before)]
    inside = _joined(_with_blank(text, *mark) for mark in marks if _in_one_block(blocks, *mark))
    sources = [
        *(_source(link) for link in links if _is_inside(link, inside)),
        *(source for block in listed for source in _entries(text, block, links)),
    ]
    return Citations(tuple(inside), distinct(sources))


def citations_in(html: str) -> tuple[tuple[int, int], ...]:
    """The marks of citations in stored HTML, as ranges of its text."""
    text, blocks = read(html)
    return cited(html, text, blocks).marks


def sources_in(markdown: str) -> tuple[CitedSource, ...]:
    """The sources of a list that an export prints, a link each."""
    found = re.finditer(r"\[(?P<words>(?:[^\[\]\\]|\\.){0,300})\]\((?P<url>https?://[^\s()<>]{1,2000})\)", markdown)
    return distinct(CitedSource(re.sub(r"\\(.)", r"\1", link["words"]), link["url"]) for link in found)


def distinct(sources: Iterable[tuple[str, str]]) -> tuple[CitedSource, ...]:
    """The sources, each once: the first title that each address has."""
    by_address: dict[str, CitedSource] = {}
    for words, url in sources:
        title = " ".join("".join(sign for sign in words if sign not in UNSEEN).split())[:_LONGEST_TITLE]
        known = by_address.setdefault(_bare(url), CitedSource(title, url))
        if title and not known.title:
            by_address[_bare(url)] = known._replace(title=title)
        if len(by_address) == MOST_SOURCES:
            break
    return tuple(by_address.values())


def _bare(url: str) -> str:
    """An address without what says where the reader came from."""
    url = re.sub(r"#:~:text=.*", "", unescape(url))
    return re.sub(r"[?&]utm_source=[^&#]*", "", url).rstrip("/?#").lower()


def _read(html: str, text: str) -> tuple[list[_Link], list[tuple[int, int]]]:
    """The links to pages, and the ranges of code and formulas."""
    links: list[_Link] = []
    hidden: list[tuple[int, int]] = []
    url, start = "", -1
    code = 0
    for token in walk(html):
        if token.name in ("code", "pre", "var"):
            code += 1 if token.kind == "open" else -1
        elif token.kind == "characters":
            start = token.at if start < 0 else start
            if code:
                hidden.append((token.at, token.at + len(token.data)))
        elif token.name == "a" and token.kind == "open":
            address = _HREF.search(token.raw)
            url, start = unescape(address[1]) if address else "", -1
        elif token.name == "a" and start >= 0 and _ADDRESS.fullmatch(url):
            links.append(_Link(start, token.at, url, text[start : token.at].strip()))
    return [link for link in links if link.words], hidden


def _without(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """The text with NUL for what is hidden."""
    parts, position = [], 0
    for start, end in hidden:
        parts += [text[position:start], "\x00" * (end - start)]
        position = end
    return "".join((*parts, text[position:]))


def _marks(legible: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the marks before the list of sources that are no links."""
    for mark in _MARK.finditer(legible, 0, end):
        if mark["numbers"] is None or not _NOT_CITED.search(legible, max(0, mark.start() - 20), mark.start()):
            yield mark.span()


def _linking(text: str, links: Sequence[_Link]) -> Iterator[tuple[int, int]]:
    """Yield the links that are marks by words or place."""
    for run in _runs(text, links):
        start, end = run[0].start, run[-1].end
        before, after = text[max(0, start - 6) : start], text[end : end + 4]
        if before[-1:] + after[:1] in ("()", "[]"):
            yield start - 1, end + 1
        elif _alone_behind_a_sentence(run, before, after, start):
            yield start, end
        else:
            yield from ((link.start, link.end) for link in run if _is_mark(link.words))


def _is_mark(words: str) -> bool:
    return any(kind.fullmatch(words) for kind in (_ONLY_A_NUMBER, _CHIP_OF_A_LINK, _OAI))


def _alone_behind_a_sentence(run: Sequence[_Link], before: str, after: str, start: int) -> bool:
    """Whether links follow a sentence and are none themselves."""
    return (
        start > 0
        and _ENDS_A_SENTENCE.search(before) is not None
        and _GOES_ON.match(after) is not None
        and all(len(link.words.split()) <= _MOST_WORDS and link.words[-1] not in ".!?:" for link in run)
    )


def _runs(text: str, links: Sequence[_Link]) -> list[list[_Link]]:
    """The links, those together that only commas and blanks part."""
    runs: list[list[_Link]] = []
    for link in links:
        gap = text[runs[-1][-1].end : link.start] if runs else ""
        if runs and "\n" not in gap and len(gap) < 5 and _BETWEEN.match(gap):
            runs[-1].append(link)
        else:
            runs.append([link])
    return runs


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """The mark with the blank before it."""
    blank = start > 1 and text[start - 1] in " \xa0" and not text[start - 2].isspace()
    return start - blank, end


def _in_one_block(blocks: Sequence[BlockFields], start: int, end: int) -> bool:
    at = bisect_right(blocks, start, key=lambda block: block.start) - 1
    return at >= 0 and end <= blocks[at].end


def _joined(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _is_inside(link: _Link, marks: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(marks, link.start, key=itemgetter(0)) - 1
    return at >= 0 and link.end <= marks[at][1]


def _list_of_sources(text: str, blocks: Sequence[BlockFields], links: Sequence[_Link]) -> Sequence[BlockFields]:
    """The blocks of the list of sources with which an answer ends.

    It stands under a heading that says so, or each of its entries has a number in brackets and an address.
    """
    addressed = [_leads_somewhere(text, block, links) for block in blocks]
    for first in range(len(blocks) - 1, -1, -1):
        block = blocks[first]
        if block.end - block.start <= _LONGEST_HEAD and _LISTS.fullmatch(text, block.start, block.end):
            below = addressed[first + 1 :]
            return blocks[first + 1 :] if 2 * sum(below) >= len(below) else ()
    first = len(blocks)
    while first and addressed[first - 1] and _ENTRY.match(text, blocks[first - 1].start, blocks[first - 1].end):
        first -= 1
    return blocks[first:]


def _leads_somewhere(text: str, block: BlockFields, links: Sequence[_Link]) -> bool:
    return bool(_ADDRESS.search(text, block.start, block.end) or _links_in(block, links))


def _links_in(block: BlockFields, links: Sequence[_Link]) -> Sequence[_Link]:
    first = bisect_left(links, block.start, key=lambda link: link.start)
    return links[first : bisect_left(links, block.end, key=lambda link: link.start)]


def _entries(text: str, block: BlockFields, links: Sequence[_Link]) -> Iterator[CitedSource]:
    """Yield the sources of one block of a list.

    Each has the words beside its address as its title.
    """
    inside = _links_in(block, links)
    position = block.start
    for entry in _BETWEEN_ENTRIES.split(text[block.start : block.end]):
        start, end = position, position + len(entry)
        position = end
        label = _ENTRY.match(entry)
        words = entry[label.end() :] if label else entry
        linked = [link for link in inside if start <= link.start < end]
        for link in linked:
            yield _source(link if _says(link.words) else replace(link, words=words))
        if not linked:
            for address in _ADDRESS.finditer(words):
                yield _source(_Link(0, 0, address[0].rstrip(".,;:)]"), words))


def _source(link: _Link) -> CitedSource:
    named = _OAI.match(link.words)
    words = _MORE.sub("", _ADDRESS.sub("", named["title"] if named else link.words).strip(_ABOUT_A_LINK))
    return CitedSource(words if _says(words) else "", link.url)


def _says(words: str) -> bool:
    """Whether words are a title, and no number or address."""
    return not (_ONLY_A_NUMBER.fullmatch(words) or _ADDRESS.match(words)) and any(map(str.isalpha, words))
