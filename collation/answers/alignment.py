"""Alignment of the parts of a response with questions. Pure.

Every alignment says its rule in words. A question is answered after the prompt that asks it, or beside the words that
repeat it: under a heading, in a table's row, after a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collation.answers.matching import Matcher
from collation.answers.prompts import Asking, open_ended
from collation.answers.restatement import restated
from collation.answers.stance import Opening, opens_with_a_verdict
from collation.language.sections import Section, TitledEntry, parted
from collation.language.words import bare, parts, root_of, terms, tokens, trimmed
from collation.record import Block, Turn

_ASKING_SCORE = 0.5
_NAMING_SCORE = 0.6
_FOREIGN_LABEL_SCORE = 0.75
_NAMING_WORDS = 8  # a longer heading that asks nothing is a sentence, not a topic
_CLOSING = re.compile(
    r"\W*(?:\w+\s){0,2}(?:summary|bottom line|conclusions?|concluding|overall|verdict|takeaways?|tl;?dr|final|in short|"
    r"recommendations?|(?:good|best) practices|next steps?|references|sources|caveats?|limitations?)\b",
    re.IGNORECASE,
)
_VERBS = frozenset("is are was were does did has have can cannot will would should must".split())
_NOUN_WORK = re.compile(r"\s+work$", re.IGNORECASE)  # "Related work" is not about whether it works
_NUMBERED_LINE = re.compile(
    r"^[*_ ]{0,4}\(?(?:\d{1,2}|[a-z])[.)][*_]{0,2} +|(?<=[.!?;] )\((?:\d{1,2}|[a-z])\) +", re.MULTILINE
)
_LONGEST = 1000  # characters of a sentence that are read
_DISGUISED = 7  # the level of a line that only looks like a heading
_LABELLED = re.compile(r"[^:?!.\n\t]{1,60}:(?=\s+\S)|[^?\n\t]{1,120}\?(?=\s+\S)")


@dataclass(frozen=True)
class AlignedSpan:
    """A span, `text[start:end]`, that answers the question `index`.

    `rule` says why. `names` is true if the only evidence is a heading that names the topic and asks nothing.
    """

    index: int
    start: int
    end: int
    rule: str
    names: bool = False


@dataclass(frozen=True)
class Aligned:
    """The spans of a response, and the openings of answers.

    Spans are by question and place. Each opening comes with the index of its question and may state a verdict.
    """

    spans: tuple[AlignedSpan, ...]
    answers: tuple[tuple[int, Opening], ...]


@dataclass(frozen=True)
class _Title:
    """A heading, label or first cell, with the questions it restates.

    The answer begins at `body`. `whole` are the questions that it asks exactly, no more and no less.
    """

    indexes: frozenset[int]
    whole: frozenset[int]
    asks: bool
    body: int


@dataclass(frozen=True)
class _Topic:
    """A heading, and the sections that it governs."""

    title: _Title
    section: Section
    index: int
    reach: int


_NONE = _Title(frozenset(), frozenset(), False, 0)


def align(turn: Turn, sections: Sequence[Section], asking: Asking, matcher: Matcher) -> Aligned:
    """Align a response with the questions.

    In this order: headings that restate a question hold the text under them; a prompt that asks one question
    alone holds what no such heading claims; titled rows and labels serve their question wherever they stand. After a
    prompt that asks something else, headings that only name a topic do not count. Spans of one question do not
    overlap; those of two may.
    """
    return _Alignment(turn, sections, asking, matcher).aligned()


class _Alignment:
    def __init__(self, turn: Turn, sections: Sequence[Section], asking: Asking, matcher: Matcher) -> None:
        self.turn, self.asking, self.matcher = turn, asking, matcher
        self.sections = tuple(part for section in sections for part in parted(section, turn.legible, self._asked_whole))
        self.asked = asking.indexes
        self.named = bool(self.asked) or open_ended(turn.prompt)
        self.whole_asked = frozenset(ask.index for ask in asking.asks if ask.whole)
        self.sentences = tuple(sentence for section in self.sections for sentence in section.sentences)
        self.starts = [sentence.start for sentence in self.sentences]
        self.tables = _first_rows(turn.blocks)
        self.spans: list[AlignedSpan] = []
        self.answers: list[tuple[int, Opening]] = []

    def aligned(self) -> Aligned:
        titles = [self._heading(section) for section in self.sections]
        topics = self._topics(titles)
        self._under_headings(topics)
        if len(self.asked) == 1 and self.asking.places == 1:
            self._after_the_prompt(self.asked[0], topics)
        elif self.asked:
            self._in_order({span.index: span.start for span in reversed(self.spans)})
        self._entries(topics)
        if self.asked and not self.spans:
            self._undivided()
        return Aligned(_merged(self.turn.legible, self.spans), tuple(self.answers))

    def _asked_whole(self, text: str) -> bool:
        """Whether words ask one of the questions, no more, no less."""
        return any(match.whole for match in self.matcher.match(text))

    def _heading(self, section: Section) -> _Title:
        """The questions that a section's heading restates.

        "Soundness: sound" is the label of an answer.
        """
        if not section.title:
            return _NONE
        heading = self.turn.legible[section.start : section.body]
        label = _LABELLED.match(heading)
        if label and (title := self._title(_titled(label.group()), section.start + label.end())).indexes:
            return title
        return self._title(section.title, section.body)

    def _title(self, title: str, body: int, least: float | None = None, *, names: bool | None = None) -> _Title:
        """The questions that a title restates.

        A title that does not ask counts if `names` allows it.
        """
        names = self.named if names is None else names
        asks = title.endswith(("?", "？", "؟"))
        if not title or (not asks and (not names or len(title.split()) > _NAMING_WORDS or _states(title))):
            return _NONE
        topic = title if asks else _NOUN_WORK.sub("", title)
        least = least or (_ASKING_SCORE if asks else _NAMING_SCORE)
        matches = [match for match in self.matcher.match(topic) if match.score >= least]
        if not asks:
            matches = [match for match in matches if self.asked or self._names_in_its_own_word(topic, match.index)]
            indexes = self.asked or (range(len(self.matcher.questions)) if len(terms(topic)) > 1 else ())
            if not matches and (index := self.matcher.naming(topic, indexes)) is not None:
                return _Title(frozenset({index}), frozenset(), asks, body)
        return _Title(
            frozenset(match.index for match in matches),
            frozenset(
                match.index for match in matches if match.whole or (not asks and self._whole_topic(topic, match.index))
            ),
            asks,
            body,
        )

    def _names_in_its_own_word(self, title: str, index: int) -> bool:
        """Whether an unasked title holds the question's own word.

        A related word is not enough.
        """
        return bool({root_of(word) for word in tokens(title)} & set(self.matcher.asked[index].roots))

    def _whole_topic(self, title: str, index: int) -> bool:
        """Whether "Safety" names all that "Is it safe?" asks.

        After a prompt that asks this and no more.
        """
        if index not in self.whole_asked:
            return False
        question = self.matcher.asked[index]
        own = {root for word in tokens(title) if (root := root_of(word))}
        last = question.roots[-1] if question.roots else ""
        return last in own and own <= set(question.roots)

    def _topics(self, titles: Sequence[_Title]) -> list[_Topic | None]:
        """The heading that governs each section, or None."""
        topics: list[_Topic | None] = []
        current: _Topic | None = None
        for index, section in enumerate(self.sections):
            if titles[index].indexes and not (current and self._part_of(current, section)):
                current = _Topic(titles[index], section, index, self._reach(index, titles))
            elif current and section.title and not _continues(current, index, section):
                current = None
            topics.append(current)
        return topics

    def _reach(self, index: int, titles: Sequence[_Title]) -> int:
        """The last section that a question heading governs at least.

        It is the one before the next heading of its rank, or before a closing section.
        """
        head = self.sections[index]
        for later in range(index + 1, len(self.sections) if head.asks else 0):
            section = self.sections[later]
            if section.level < head.level or _CLOSING.match(section.title):
                break
            if section.level == head.level and titles[later].indexes:
                return later if section.asks else index
        return index

    def _part_of(self, topic: _Topic, section: Section) -> bool:
        """Whether a lower heading names nothing new.

        The governing questions name all that it names.
        """
        known = frozenset[str]().union(*(self.matcher.terms[index] for index in topic.title.indexes))
        named = {term for term in terms(section.title) if term in self.matcher.by_term}
        return section.level > topic.section.level and named <= known

    def _under_headings(self, topics: Sequence[_Topic | None]) -> None:
        heads = {topic.index: topic for topic in topics if topic}
        ends = {topic.index: section.end for topic, section in zip(topics, self.sections, strict=True) if topic}
        rivals = Counter(index for topic in heads.values() for index in topic.title.indexes)
        for section, topic in zip(self.sections, topics, strict=True):
            if topic is None:
                continue
            rule = f"under the heading “{topic.section.title}”"
            for index in topic.title.indexes:
                self.spans.append(AlignedSpan(index, section.start, section.end, rule, not topic.title.asks))
        divided = self._divided(topic.title for topic in heads.values())
        for position, topic in heads.items():
            for index in topic.title.indexes:
                if index in topic.title.whole | divided or (rivals[index] == 1 and self._stands_for(topic, index)):
                    self._answer(index, topic.title.body, ends[position], topic.section.title)

    def _divided(self, titles: Iterable[_Title]) -> frozenset[int]:
        """The questions that one title each names, if there are several.

        Such titles divide the answer.
        """
        named = Counter(index for title in titles if not title.asks for index in title.indexes)
        once = frozenset(index for index in self.whole_asked if named[index] == 1)
        return once if len(once) > 1 else frozenset()

    def _stands_for(self, topic: _Topic, index: int) -> bool:
        """Whether a heading replaces the "it" of a question by a noun.

        "Is the bridge safe?" under a prompt that asks "Is it safe?".
        """
        question = self.matcher.asked[index]
        own = {root for word in tokens(topic.section.title) if (root := root_of(word))}
        return (
            topic.title.asks
            and index in self.whole_asked
            and question.pronoun
            and set(question.roots) <= own
            and len(own) == len(set(question.roots)) + 1
            and len(topic.title.indexes) == 1
        )

    def _after_the_prompt(self, index: int, topics: Sequence[_Topic | None]) -> None:
        rule = "answers a prompt that asks only this"
        free = [section for section, topic in zip(self.sections, topics, strict=True) if topic is None]
        self.spans += [AlignedSpan(index, section.start, section.end, rule) for section in free]
        topic = self.asking.asks[0].topic
        if (topic or index == self.asking.alone) and free and topics[0] is None:
            last = next((position for position, topic in enumerate(topics) if topic), len(topics))
            known = terms(free[0].title) <= self.matcher.terms[index] or len(self.sections) == 1
            start = free[0].body if free[0].level in range(1, _DISGUISED) and known else free[0].start
            self._answer(index, start, self.sections[last - 1].end, topic=topic)

    def _in_order(self, placed: Mapping[int, int]) -> None:
        """Match numbered answers with the things asked, in their order.

        There are as many numbered headings or items as things asked. It counts if the prompt is numbered too, every one
        of them opens with a verdict, or half of them restate what was asked in their place; and if none restates what
        was asked in another's. `placed` holds the start of each answer that is placed already.
        """
        sections, text = self.sections, self.turn.legible
        numbered = [position for position, section in enumerate(sections) if section.numbered]
        ends = [sections[after - 1].end for after in [*numbered[1:], len(sections)]] if numbered else []
        headings = [
            (sections[position].start, sections[position].body, end)
            for position, end in zip(numbered, ends, strict=True)
        ]
        items = [
            (entry.start, entry.body, entry.end)
            for section in sections
            for entry in section.entries
            if entry.kind == "number"
        ]
        for candidates in (headings, items, _numbered_lines(text)):
            if not self.asked or len(candidates) != self.asking.places:
                continue
            named = [
                candidates[ask.place][0] <= position < candidates[ask.place][2]
                for ask in self.asking.asks
                if (position := placed.get(ask.index, -1)) >= 0
            ]
            shown = self.asking.numbered or 2 * len(named) >= len(candidates)
            if all(named) and (shown or all(opens_with_a_verdict(text[body:end]) for _, body, end in candidates)):
                for ask in (ask for ask in self.asking.asks if ask.index not in placed):
                    start, body, end = candidates[ask.place]
                    self.spans.append(AlignedSpan(ask.index, start, end, "in the order of the questions asked"))
                    if ask.whole:
                        self._answer(ask.index, body, end)
                return

    def _undivided(self) -> None:
        """Align a response that names no question.

        If it has a verdict for each question in order, they are matched; else all of it answers all.
        """
        sentences = self.sentences
        texts = [self.turn.legible[sentence.start : sentence.end] for sentence in sentences[: self.asking.places + 1]]
        if len(sentences) == self.asking.places > 1 and all(map(opens_with_a_verdict, texts)):
            for ask in self.asking.asks:
                sentence = sentences[ask.place]
                self.spans.append(
                    AlignedSpan(ask.index, sentence.start, sentence.end, "in the order of the questions asked")
                )
                if ask.whole:
                    self._answer(ask.index, sentence.start, sentence.end)
            return
        if self.sections:
            start, end = self.sections[0].start, self.sections[-1].end
            self.spans += [AlignedSpan(index, start, end, "one answer to all that was asked") for index in self.asked]
            self._outright()
            if self.asking.alone is not None:
                self._answer(self.asking.alone, start, end)

    def _outright(self) -> None:
        """Add answers from paragraphs that restate a whole question first.

        They state it with its subject by name.
        """
        begins = {block.start for block in self.turn.blocks if block.kind in ("paragraph", "item")}
        whole = [ask.index for ask in self.asking.asks if ask.whole and len(self.matcher.asked[ask.index].content) > 1]
        for sentence in (opening for opening in self.sentences if opening.start in begins) if whole else ():
            statement = bare(self.turn.legible[sentence.start : min(sentence.end, sentence.start + _LONGEST)])
            spoken = {root_of(part) for word in tokens(statement) for part in parts(word)}
            for index in whole:
                if self.matcher.asked[index].roots[0] in spoken and restated(statement, self.matcher.asked[index]):
                    self._answer(index, sentence.start, sentence.end)

    def _entries(self, topics: Sequence[_Topic | None]) -> None:
        entries = [
            (entry, topic, self._title(entry.title, entry.body, least, names=self.named or entry.kind == "row"))
            for section, topic in zip(self.sections, topics, strict=True)
            for least in [_FOREIGN_LABEL_SCORE if topic else None]
            for entry in section.entries
            if entry.title
        ]
        labels = [title for entry, topic, title in entries if entry.kind == "label" and topic is None]
        divided = self._divided(labels)
        for entry, topic, title in entries:
            for index in title.indexes:
                self.spans.append(AlignedSpan(index, entry.start, entry.end, _entry_rule(entry), not title.asks))
                if index in title.whole or (index in divided and entry.kind == "label" and topic is None):
                    self._answer(index, entry.body, entry.end, entry.title, row=entry.kind == "row")

    def _answer(
        self, index: int, start: int, end: int, title: str = "", *, row: bool = False, topic: bool = False
    ) -> None:
        first = bisect_left(self.starts, start)
        if first and self.sentences[first - 1].end > start:
            first -= 1
        sentences = self.sentences[first : bisect_left(self.starts, end)]
        header = self._header(start) if row else ""
        self.answers.append(
            (index, Opening(self.turn, start, end, sentences, row, header, self._subjects(index, title), topic))
        )

    def _subjects(self, index: int, title: str) -> frozenset[str]:
        """The words of prompt and title for the question's subject."""
        asked = [ask.words for ask in self.asking.asks if ask.index == index and ask.whole]
        own = set(self.matcher.asked[index].roots)
        return frozenset(word for text in (*asked, title) for word in tokens(text) if root_of(word) not in own)

    def _header(self, offset: int) -> str:
        """The first row of the table that holds the offset."""
        start, end = self.tables[bisect_right(self.tables, (offset, len(self.turn.legible))) - 1]
        return self.turn.legible[start:end]


def _numbered_lines(text: str) -> list[tuple[int, int, int]]:
    """The start, first word and end of each numbered line.

    Lines with a letter count too.
    """
    starts = [(match.start(), match.end()) for match in _NUMBERED_LINE.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [len(text)] * bool(starts)
    return [(start, body, trimmed(text, body, end)[1]) for (start, body), end in zip(starts, ends, strict=True)]


def _first_rows(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    return [
        (block.start, block.end)
        for before, block in zip([None, *blocks], blocks, strict=False)
        if block.kind == "row" and not (before and before.kind == "row")
    ]


def _states(title: str) -> bool:
    """Whether the words before a colon are a sentence.

    "The preface isn't helpful: …".
    """
    return any(word.endswith("n't") or word in _VERBS for word in tokens(title)[1:])


def _titled(label: str) -> str:
    """The words of a label without number and ornament."""
    return re.sub(r"^[\W_]*(?:\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.):]\s+)?[\W_]*", "", label).rstrip(" :*_")


def _continues(topic: _Topic, index: int, section: Section) -> bool:
    """Whether a heading without a question belongs to the one before.

    It does when it ranks lower. Of equal rank, as pasted text has them, it does when another question of that rank
    follows, or when the questions are numbered and it is not, and it does not close the text.
    """
    head = topic.section
    if section.level != head.level:
        return section.level > head.level
    if index < topic.reach:
        return True
    return head.numbered and not section.numbered and not _CLOSING.match(section.title)


def _entry_rule(entry: TitledEntry) -> str:
    kinds = {"row": "in the table's row", "label": "labelled", "question": "after the question"}
    return f"{kinds[entry.kind]} “{entry.title}”"


def _merged(text: str, spans: Iterable[AlignedSpan]) -> tuple[AlignedSpan, ...]:
    """Spans of one question in order, adjoining ones merged.

    White space alone does not part them.
    """
    merged: list[AlignedSpan] = []
    for span in sorted(spans, key=lambda span: (span.index, span.start, -span.end)):
        last = merged[-1] if merged else None
        if last and last.index == span.index and (span.start <= last.end or not text[last.end : span.start].strip()):
            merged[-1] = AlignedSpan(
                last.index, last.start, max(last.end, span.end), last.rule, last.names and span.names
            )
        elif span.start < span.end:
            merged.append(span)
    return tuple(merged)
