"""Tell an article from a chat.

An article has one voice. Its head names a title, an author, a day, a reading time or the paper; its foot has tags,
comments and links to more. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile
from operator import itemgetter

from reviews.intake.document import UNNAMED_MODEL, Voice
from reviews.intake.page.article_phrases import (
    ABOUT_THE_AUTHOR,
    ADDRESS,
    BETWEEN_PARAGRAPHS,
    COMMENTS,
    CONTENTS,
    CONTROL,
    CRUMBS,
    DOWNLOADS,
    INTRODUCED,
    MADE,
    MADE_ALONE,
    MADE_BY_A_MODEL,
    MADE_SENTENCE,
    MORE,
    OF_ONESELF,
    OF_THE_PAPER,
    ONE_TAG,
    ORIGINALLY,
    OUTLET_BEHIND,
    PAPER_FOOT,
    PAPER_FOOT_LINE,
    PAPERS,
    PARTICULAR,
    REPORTED,
    ROLE,
    SENTENCE_END,
    SHORT_TAG,
    SUBMITTED,
    TAGGED,
    TRANSLATIONS,
)
from reviews.intake.page.blocks import Line
from reviews.intake.page.byline import Byline, bare_name, byline, far_name, is_name, lower_words
from reviews.intake.page.dates import moment_in
from reviews.intake.page.model_names import model_called, model_named
from reviews.intake.page.speaker_labels import Marker

_LONGEST = 160
_PROSE = 180
_HEAD_LINES, _MENU_LINES, _OF_A_MENU = 40, 200, 30
_HEAD_PROSE = 600
_MORE_FROM, _FOOT_FROM, _COUNT_FROM = 0.1, 0.3, 0.5
_MANY_NAMES, _LAST_LINES, _LONGEST_NAME = 5, 6, 100
_SENTENCE, _MANY_OWN, _FIRST = 80, 3, 4
_INDENTED = ("\t", "    ")
_MARKS = " \t*_#>|•·~-–—:\u200b\ufeff\u200e\u200f\u00a0"
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,2000}\)")


@dataclass(frozen=True)
class Article:
    """What a page without turns says of itself.

    `name` is its author's, else its outlet's, or "", and `whence` says in a sentence where the name stands. `model` is
    the model that it says wrote it. `aside` holds the indices of the lines that the page prints around the words, with
    the reasons. `signs` say in words what speaks for an article, and `weight` how much, in log-odds.
    """

    title: str = ""
    name: str = ""
    whence: str = ""
    day: str = ""
    link: str = ""
    model: Voice | None = None
    aside: dict[int, str] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    weight: float = 0.0


def read_article(lines: Sequence[Line]) -> Article:
    """What the page says of itself, if it is an article."""
    return _ArticleReader(lines).article()


def is_of_models(lines: Sequence[Line], markers: Sequence[Marker], *, by_a_person: bool) -> bool:
    """Whether labels head the parts of one text about models.

    The labels are names of models, and most of the parts below them speak of that model by its name. `by_a_person`: the
    page is known to be one person's, and the names alone are no labels.
    """
    if not markers or any(marker.certain or marker.speaker != "model" or not marker.voice for marker in markers):
        return False
    if by_a_person:
        return True
    starts = [line.start for line in lines]
    ends = [*(marker.start for marker in markers[1:]), lines[-1].end + 1]
    spoken = 0
    for marker, end in zip(markers, ends, strict=True):
        part = lines[bisect_right(starts, marker.start) : bisect_left(starts, end)]
        names = {re.escape(name) for name in (marker.voice.name if marker.voice else "", marker.words) if name}
        own = re.compile(rf"(?<!I'm )(?<!I’m )(?<!I am )(?<!As )\b(?:{'|'.join(sorted(names))})\b", re.IGNORECASE)
        spoken += any(own.search(line.words) for line in part)
    return len(markers) > 1 and spoken > len(markers) / 2


class _ArticleReader:
    """The reading of one page, from its ends inwards."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.filled = [index for index, line in enumerate(lines) if line.words]
        self.chars = sum(len(lines[index].words) for index in self.filled)
        self.known = lower_words(lines[index].words for index in self.filled if len(lines[index].words) > _PROSE)
        self.aside: dict[int, str] = {}
        self.weights: dict[str, float] = {}
        self.names: list[tuple[int, str]] = []  # how sure, the name
        self.title = self.day = self.link = self.outlet = ""
        self.model: Voice | None = None

    def article(self) -> Article:
        if not self.filled:
            return Article()
        head = self._head()
        self._read_foot()
        self._read_paper_foot()
        self._read_tags()
        self._read_head([index for index in head if index not in self.aside])
        self._read_about_the_author()
        self._read_introduction()
        self._read_back_from_the_end()
        self._read_everywhere()
        self._note_reports()
        self._note_voice()
        sure, name = max(self.names, default=(0, self.outlet), key=lambda named: named[0])
        model = self.model or (model_named(name) or model_called(name) if name else None)
        return Article(
            self.title,
            name[:_LONGEST_NAME],
            _WHENCE[sure].format(name) if name else "",
            self.day,
            self.link,
            model,
            self.aside,
            tuple(self.weights),
            sum(self.weights.values()),
        )

    # --- the head ---------------------------------------------------------------------------------

    def _head(self) -> list[int]:
        """The lines in which a head may stand.

        Menus count for nothing: they have many short lines.
        """
        prose = counted = 0
        for number, index in enumerate(self.filled[:_MENU_LINES]):
            length = len(self.lines[index].words)
            prose += length if length > _PROSE else 0
            counted += length > _OF_A_MENU
            if prose > _HEAD_PROSE or counted > _HEAD_LINES:
                return self.filled[:number]
        return self.filled[:_MENU_LINES]

    def _read_tags(self) -> None:
        """Set columns of tags aside.

        They are single words behind "#", one below the other.
        """
        run: list[int] = []
        for index in (*self.filled, -1):
            if index >= 0 and not self.lines[index].fenced and ONE_TAG.fullmatch(self.lines[index].words):
                run.append(index)
                continue
            if len(run) > 1:
                self.aside |= dict.fromkeys(run, "tags")
                self.weights["tags"] = 2.0
            run = []

    def _read_head(self, head: list[int]) -> None:
        found: dict[int, str] = {}
        titles: list[int] = []
        dated: list[int] = []
        of_a_paper = False
        begun = False  # whether the text itself seems to have begun
        for number, index in enumerate(head):
            line = self.lines[index]
            words = line.words
            if begun and line.text.startswith(_INDENTED):
                continue
            said = None if line.fenced else byline(words, known=self.known)
            if said and not (begun and not said.certain and number > 12):
                found[index] = self._take(said)
                if (said.dated or said.timed) and not begun:
                    dated.append(index)
                continue
            if line.fenced or len(words) > 2 * _LONGEST:
                begun = begun or len(words) > _PROSE
                continue
            plain = _plain(words)
            particular = PARTICULAR.fullmatch(words[:400])
            if particular and not (begun and number > 12):
                found[index] = "about the paper or the page"
                of_a_paper = of_a_paper or bool(OF_THE_PAPER.search(words[:80]))
                self._take_particular(particular["key"].lower(), _plain(particular["value"]) or particular["value"])
            elif SUBMITTED.fullmatch(plain):
                found[index] = "about the paper or the page"
                of_a_paper = True
            elif reason := self._around(words, plain):
                found[index] = reason
                if not number and (address := ADDRESS.search(words)) and not PAPERS.match(address[0]):
                    self.link = address[0]
            elif _is_list_of_names(plain):
                found[index] = "a list of authors"
                of_a_paper = True
            elif not begun and len(plain) <= 200:
                titles.append(index)
            begun = begun or len(words) > _PROSE or bool(SENTENCE_END.search(words) and len(words) > 90)
        said_of_it = [index for index, reason in found.items() if reason in _OF_A_HEAD]
        title = self._read_title(titles, min(said_of_it, default=None))
        self._read_names_beside(dated, found, title)
        if of_a_paper:
            self.weights["the paper's particulars"] = 1.0
        self.aside |= found
        last = max(said_of_it, default=-1)
        if title is not None and title < last:
            self.aside[title] = "the title"
            self.aside |= {
                index: "stands above the title"
                for index in titles
                if index < title and len(self.lines[index].words) <= 60 and index not in self.aside
            }
        self._read_beside_the_byline(last)

    def _read_beside_the_byline(self, last: int) -> None:
        """Set aside what stands beside the author's name.

        That is the name again, and what the author does. A table of contents goes too: lines below such a heading that
        come again as headings.
        """
        name = max(self.names, default=(0, ""))[1]
        words = {index: _plain(self.lines[index].words) for index in self.filled}
        for before, index in pairwise(self.filled[:_HEAD_LINES]):
            is_role = self.aside.get(before) == "the byline" and len(words[index]) <= 60 and ROLE.search(words[index])
            if index not in self.aside and index <= last + 3 and (is_role or (name and words[index] == name)):
                self.aside[index] = "the byline"
        counts = Counter(map(_unnumbered, words.values()))
        opening = next((n for n, at in enumerate(self.filled[:_HEAD_LINES]) if CONTENTS.fullmatch(words[at])), None)
        if opening is None:
            return
        below = self.filled[opening + 1 :]
        listed = list(takewhile(lambda at: counts[_unnumbered(words[at])] > 1, below))
        if listed and _NUMBERED.match(words[listed[0]]):
            listed = list(takewhile(lambda at: _NUMBERED.match(words[at]), below))
        if listed:
            self.aside |= dict.fromkeys((self.filled[opening], *listed), "the table of contents")

    def _take(self, said: Byline) -> str:
        """Keep what a line says, and give the reason."""
        self.day = self.day or said.day
        if said.name:
            self.names.append((2 if said.certain else 1, said.name))
        if said.certain:
            self.weights["a byline"] = 4.0
        elif said.name:
            self.weights["a name beside its day"] = 3.0
        if said.timed:
            self.weights["a reading time"] = 3.0
        if said.dated:
            self.weights.setdefault("its day", 1.5)
        return "the byline" if said.name else "its day" if said.dated else "the reading time"

    def _take_particular(self, key: str, value: str) -> None:
        address = ADDRESS.search(value)
        if key == "title":
            self.title = self.title or value
        elif key in ("date", "published", "published on", "posted") and (moment := moment_in(value)):
            self.day = self.day or moment.date().isoformat()
            self.weights.setdefault("its day", 1.5)
        elif key in ("source", "link", "url", "来源", "出处") and address and not PAPERS.match(address[0]):
            self.link = self.link or address[0]
        if key in ("source", "published in", "来源", "出处") and not re.search(
            r"arxiv|doi\b|preprint", value, re.IGNORECASE
        ):
            outlet = ADDRESS.sub("", value).strip(_MARKS + "()[],")
            if 1 < len(outlet) <= 60 and re.search(r"[^\W\d_]", outlet):
                self.outlet = self.outlet or outlet
                self.weights["its source"] = 2.0

    def _read_names_beside(self, dated: list[int], found: dict[int, str], title: int | None) -> None:
        """Find the name on a line beside a day.

        A reading time will do too. Whom the text names again is whom it is about. A name that is printed twice is the
        surest.
        """
        if any(sure == 2 for sure, _ in self.names):
            return
        place = {index: number for number, index in enumerate(self.filled)}
        candidates: list[tuple[bool, str, int]] = []
        for index in dated:
            for step in (-1, 1, -2, 2, -3, 3):
                near = place[index] + step
                other = self.filled[near] if 0 <= near < len(self.filled) else index
                if title is not None and min(index, other) < title < max(index, other):
                    continue
                if other in (index, title) or other in found or self.lines[other].words.startswith("#"):
                    continue
                words = self.lines[other].words
                name = bare_name(words, frozenset() if self._comes_at_once_again(other) else self.known) or (
                    far_name(_plain(words)) if abs(step) < 3 else ""
                )
                if name and not _alike(name, self.title) and self._mentions(name) < 2:
                    again = sum(_plain(self.lines[at].words) == _plain(words) for at in self.filled) > 1
                    candidates.append((again, name, other))
        if candidates:
            _, name, at = max(candidates, key=itemgetter(0))
            self.names.append((1, name))
            found[at] = "the byline"
            self.weights["a name beside its day"] = 3.0

    def _adjoin(self, first: int, last: int) -> bool:
        """Whether nothing that the page prints stands between two lines."""
        return not any(
            first < index < last and self._around(self.lines[index].words, _plain(self.lines[index].words))
            for index in self.filled
        )

    def _comes_at_once_again(self, index: int) -> bool:
        """Whether the line before or after says the same."""
        at = bisect_left(self.filled, index)
        return any(
            self.lines[near].words == self.lines[index].words
            for near in self.filled[max(0, at - 1) : at + 2]
            if near != index
        )

    def _mentions(self, name: str) -> int:
        """The number of lines that name somebody among other words."""
        return sum(1 for index in self.filled if name in self.lines[index].words and len(self.lines[index].words) > 60)

    def _read_title(self, candidates: list[int], byline_at: int | None) -> int | None:
        """Find the title, and give the index of its line.

        It is the first heading of the first level; else one that is printed twice; else the first of several words, of
        the lines right above the byline if there is one.
        """
        words = {
            index: plain
            for index in candidates
            if not (
                bare_name(plain := _plain(self.lines[index].words), frozenset()) and self._comes_at_once_again(index)
            )
        }
        candidates = list(words)
        marked = [index for index in candidates if self.lines[index].words.startswith("# ")]
        likely = [index for index in candidates if len(words[index].split()) > 2 or len(words[index]) > 12]
        twice = [
            one
            for one in likely
            if not bare_name(words[one], self.known)
            and any(_alike(words[one], words[other]) for other in likely if other != one)
        ]
        above = [index for index in candidates if byline_at is not None and index < byline_at]
        nearest = [index for index in above if self._adjoin(index, above[-1])]
        nearest = [index for index in nearest if index in likely] or nearest
        first = next(iter(marked or twice or nearest or likely or candidates), None)
        if first is None or len(self.filled) < 3 or (not marked and re.search(r"[^A-Z][.,;:]$", words[first])):
            return None
        twins = [index for index in candidates if index != first and _alike(words[index], words[first])]
        shortest = min((first, *twins), key=lambda index: len(words[index]))
        self.title = self.title or re.sub(r"^\[[^\]\n]{1,20}\]\s*", "", words[shortest])
        if twins:
            self.weights["its title twice"] = 1.0
            longest = max((words[index] for index in (first, *twins)), key=len)
            behind = longest[len(words[shortest]) :] if longest.startswith(words[shortest]) else ""
            if outlet := OUTLET_BEHIND.fullmatch(behind):
                self.outlet = self.outlet or outlet["name"].strip()
            for index in (first, *twins):
                if index != shortest:
                    self.aside[index] = "the title"
        return shortest

    # --- the foot ---------------------------------------------------------------------------------

    def _read_foot(self) -> None:
        """Set the foot of the page aside.

        It begins with comments, or with links to more if hardly any prose follows. Elsewhere such links go up to the
        next paragraph.
        """
        seen = 0
        prose = sum(len(self.lines[index].words) > _PROSE for index in self.filled)
        begun = all(len(self.lines[index].words) <= _SENTENCE for index in self.filled)
        for number, index in enumerate(self.filled):
            line = self.lines[index]
            share = seen / self.chars
            seen += len(line.words)
            prose -= len(line.words) > _PROSE
            begun = begun or len(line.words) > _SENTENCE
            if index in self.aside or line.fenced or len(line.words) > _LONGEST:
                continue
            plain = _plain(line.words)
            if plain and COMMENTS.fullmatch(plain) and share > (_COUNT_FROM if plain[0].isdecimal() else _FOOT_FROM):
                self._set_foot_aside(self.filled[number:], "comments below it")
                return
            if not MORE.fullmatch(plain) or share < _MORE_FROM or not begun:
                continue
            short = self._short_lines(number)
            has_comments = any(COMMENTS.fullmatch(_plain(self.lines[at].words)) for at in short)
            if share > _FOOT_FROM and (prose < 2 or has_comments):
                self._set_foot_aside(self.filled[number:], "links to more below it")
                return
            self._set_foot_aside(short[: max(1, len(short) - 1)], "links to more")

    def _short_lines(self, number: int) -> list[int]:
        """The lines from one on, up to the next long one."""
        end = number
        while end < len(self.filled) and len(self.lines[self.filled[end]].words) <= _LONGEST:
            end += 1
        return self.filled[number:end]

    def _set_foot_aside(self, indices: list[int], sign: str) -> None:
        self.weights[sign] = 2.0
        for index in indices:
            if (model := _made_by(_plain(self.lines[index].words))) and not self.model:
                self.model = model
            self.aside[index] = "the foot of the page" if sign != "links to more" else sign

    def _read_back_from_the_end(self) -> None:
        """Set the last lines aside that are not the article's own."""
        name = max(self.names, default=(0, ""))[1]
        short: list[int] = []  # a column of tags, above what is aside
        for index in reversed(self.filled):
            line = self.lines[index]
            if index in self.aside:
                continue
            if name and _plain(line.words) == name:
                self.aside[index] = "the byline"
                continue
            said = byline(line.words, known=self.known) if len(line.words) <= _LONGEST else None
            if said:
                self.aside[index] = self._take(said) if not self.names or not said.name else "the byline"
                continue
            originally = ORIGINALLY.fullmatch(line.words[:300])
            if originally:
                self._take_particular("source", _plain(originally["where"]))
                self.aside[index] = "where it was published"
                continue
            reason = self._around(line.words, _plain(line.words)) if len(line.words) <= 2 * _LONGEST else ""
            if reason and not line.fenced:
                self.aside[index] = reason
            elif index != self.filled[-1] and not line.fenced and SHORT_TAG.fullmatch(line.words):
                short.append(index)
            else:
                break
        if len(short) > 1:
            self.aside |= dict.fromkeys(short, "tags")

    def _read_about_the_author(self) -> None:
        """Find the sentence that says who the author is.

        It is looked for among the last lines.
        """
        own = [index for index in self.filled if self.aside.get(index) != "the foot of the page"]
        foot = [index for index in self.filled if self.aside.get(index) == "the foot of the page"]
        for index in (*own[-_LAST_LINES:], *foot[:_LAST_LINES]):
            line = self.lines[index]
            about = None if line.fenced else ABOUT_THE_AUTHOR.fullmatch(_plain(line.words)[:700])
            if about and self._mentions(about["name"]) < 2:
                self.names.append((1, about["name"]))
                self.weights["words about its author"] = 3.0
                self.aside.setdefault(index, "about the author")
                return

    def _read_introduction(self) -> None:
        """Find the sentence in which the writer gives a name.

        It is looked for in the first paragraphs.
        """
        own = (self.lines[index] for index in self.filled if index not in self.aside)
        paragraphs = islice((line for line in own if len(line.words) > _SENTENCE and not line.fenced), _FIRST)
        introduced = next(filter(None, (INTRODUCED.search(line.words[:2000]) for line in paragraphs)), None)
        if introduced:
            self.names.append((1, introduced["name"]))
            self.weights["gives its writer's name"] = 2.0

    def _read_paper_foot(self) -> None:
        """Set the list of the paper's authors, and its particulars, aside.

        They count if nothing but such lines follows.
        """
        foot: list[int] = []
        for index in reversed(self.filled):
            if index in self.aside:
                continue
            words = self.lines[index].words
            if PAPER_FOOT.fullmatch(words[:80]):
                for inner in (*foot, index):
                    self.aside[inner] = "the list of authors and the paper's particulars"
                foot = []
            elif len(words) <= 220 and (PAPER_FOOT_LINE.fullmatch(words) or PARTICULAR.fullmatch(words)):
                foot.append(index)
            else:
                break

    # --- all of it --------------------------------------------------------------------------------

    def _around(self, words: str, plain: str) -> str:
        """The reason to set a line aside, else ""."""
        if words[:1] == "|" and len(words) > 3:
            return ""
        if not plain:
            return "a control of the page" if words in ("·", "|", "•", "∙", "—", "–") else ""
        if (model := _made_by(plain)) and not self.model:
            self.model = model
            return "says that a model wrote it"
        if TAGGED.fullmatch(words.strip(" *_|-•")) or TAGGED.fullmatch(plain):
            if len(plain) > 1:
                self.weights["tags"] = 2.0
            return "tags"
        if TRANSLATIONS.fullmatch(plain):
            self.weights["a link to a translation"] = 2.0
            return "a link to a translation"
        if DOWNLOADS.fullmatch(plain) or DOWNLOADS.fullmatch(words.strip(_MARKS)):
            return "a link to the paper or its files"
        if CONTROL.fullmatch(plain) and not words.startswith("#"):
            return "a control of the page"
        return (
            "a path through the site"
            if CRUMBS.fullmatch(plain) and ("›" in plain or " > " in plain or "»" in plain)
            else ""
        )

    def _read_everywhere(self) -> None:
        """Set aside what a page prints between paragraphs too."""
        for index in self.filled:
            line = self.lines[index]
            if index in self.aside or line.fenced or len(line.words) > _LONGEST:
                continue
            said = byline(line.words, known=self.known) if _DIGIT.search(line.words) else None
            if said and said.timed and not said.name:
                self.weights["a reading time"] = 3.0
                self.aside[index] = "the reading time"
            elif BETWEEN_PARAGRAPHS.fullmatch(_plain(line.words)):
                self.aside[index] = "a control of the page"

    def _note_voice(self) -> None:
        """Note if most paragraphs speak of the writer.

        The answers of an assistant hardly do.
        """
        paragraphs = [index for index in self.filled if len(self.lines[index].words) > _SENTENCE]
        own = sum(1 for index in paragraphs if OF_ONESELF.search(self.lines[index].words[:2000]))
        if own >= _MANY_OWN and own >= len(paragraphs) / 2:
            self.weights["one voice that speaks of itself"] = 2.5

    def _note_reports(self) -> None:
        reports = sum(1 for index in self.filled if REPORTED.search(self.lines[index].words[:2000]))
        if reports > 1:
            self.weights["speech that it reports"] = min(2.0, 0.5 * reports)


_WHENCE = (
    "The page names no author, but “{}” as its source: check the name.",
    "The name {} stands where pages name their author: check it.",
    "The page says that {} wrote it.",
)
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_OF_A_HEAD = ("the byline", "its day", "the reading time", "about the paper or the page")


def _unnumbered(plain: str) -> str:
    return _NUMBERED.sub("", plain)


def _plain(words: str) -> str:
    """The words of a line without marks and addresses of links."""
    return _LINKED.sub(r"\1", words).replace("\\", "").strip(_MARKS)


def _alike(words: str, other: str) -> bool:
    """Whether two titles are one.

    One may have other letters, more behind, or much the same words.
    """
    one, two = (re.sub(r"[\W_]+", " ", text.casefold()).strip() for text in (words, other))
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > 8 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return True
    ones, twos = set(one.split()), set(two.split())
    return len(ones & twos) >= _MANY_NAMES and len(ones & twos) >= 0.7 * len(ones | twos)


def _is_list_of_names(plain: str) -> bool:
    """Whether a line lists five names or more, and nothing else."""
    parts = [part.strip(" *†‡.0123456789") for part in re.split(r"[,;]|\band\b", plain[:20_000])]
    parts = [part for part in parts if part]
    return (
        len(parts) >= _MANY_NAMES and all(map(is_name, parts)) and sum(" " in part for part in parts) > len(parts) / 2
    )


def _made_by(plain: str) -> Voice | None:
    """The model that a line says wrote the text, else None."""
    if MADE_ALONE.fullmatch(plain):
        return Voice(UNNAMED_MODEL)
    made = (MADE.fullmatch(plain) if len(plain) < 200 else None) or MADE_SENTENCE.match(plain)
    if not made:
        return None
    who = made["who"].strip(_MARKS + "().")
    named = model_named(who) or next(filter(None, _models_in(who)), None)
    return named or (Voice(UNNAMED_MODEL) if MADE_BY_A_MODEL.fullmatch(who) else None)


def _models_in(words: str) -> Iterator[Voice | None]:
    parts = re.split(r"\s*(?:,|\band\b|\(|\)|'s\b)\s*", words)
    yield from (model_named(part.strip()) for part in parts if part.strip())
