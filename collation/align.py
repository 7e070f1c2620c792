"""Which parts of a response answer which question. Pure; every alignment says its rule in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collation.asked import Ask
from collation.match import Matcher
from collation.record import Turn
from collation.segment import Entry, Section, Sentence
from collation.stance import affirms, denies
from collation.words import GENERIC, plain, terms, tokens

_ASKING_SCORE = 0.5
_NAMING_SCORE = 0.6
_FOREIGN_LABEL_SCORE = 0.75
_NAMING_WORDS = 8  # a longer heading that asks nothing is a sentence, not a topic
_CLOSING = re.compile(
    r"\W*(?:\w+\s){0,2}(?:summary|bottom line|conclusions?|concluding|overall|verdict|takeaways?|tl;?dr|final|in short|"
    r"recommendations?|(?:good|best) practices|next steps|references|sources|caveats?|limitations?)\b",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    "it model system method approach tool technique framework architecture pipeline agent algorithm".split()
)
_COPULAS = frozenset(
    "is are isn't aren't was were be been remains remain seems appears looks considered deemed called call counts".split()
)
_AUXILIARIES = frozenset(
    "does do doesn't don't did will won't would should can can't cannot not really actually generally mostly likely".split()
)
_OPENS_CONDITION = re.compile(r"\W*(?:if|when|whether|unless|imagine|suppose|even if|even when|for example)\b")
_LONGEST_SUBJECT = 14  # words


@dataclass(frozen=True)
class Span:
    """`text[start:end]` of a response answers the question `index`, by `rule`."""

    index: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class _Topic:
    """The heading that governs: the questions that it restates, by their indexes, and how far it reaches at least."""

    indexes: frozenset[int]
    section: Section
    reach: int


def align(turn: Turn, sections: Sequence[Section], asks: Sequence[Ask], matcher: Matcher) -> tuple[Span, ...]:
    """The spans of one response that answer a question, by question and then by place.

    In this order: headings that restate a question hold what stands under them; a prompt that asks one question
    alone holds what no such heading claims; titled rows and labels, and sentences that state an answer outright,
    serve their question wherever they stand. Spans of one question do not overlap; those of two may.
    """
    topics = _topics(sections, matcher)
    spans = [
        Span(index, section.start, section.end, f"under the heading “{topic.section.title}”")
        for section, topic in zip(sections, topics, strict=True)
        if topic
        for index in topic.indexes
    ]
    asked = sorted({ask.index for ask in asks})
    if len(asked) == 1:
        spans += [
            Span(asked[0], section.start, section.end, "answers a prompt that asks only this")
            for section, topic in zip(sections, topics, strict=True)
            if topic is None
        ]
    elif asked and not {span.index for span in spans} & set(asked):
        spans += _in_order(sections, asked)
    spans += _entries(sections, topics, matcher)
    spans += _statements(turn, sections, matcher)
    if len(asked) > 1 and not spans and sections:
        spans = [
            Span(index, sections[0].start, sections[-1].end, "one answer to all that was asked") for index in asked
        ]
    return _merged(turn.text, spans)


def _restated(title: str, matcher: Matcher, least: float | None = None) -> frozenset[int]:
    asks = title.endswith("?")
    if not asks and len(title.split()) > _NAMING_WORDS:
        return frozenset()
    least = least or (_ASKING_SCORE if asks else _NAMING_SCORE)
    return frozenset(match.index for match in matcher.match(title) if match.score >= least)


def _topics(sections: Sequence[Section], matcher: Matcher) -> list[_Topic | None]:
    """The heading that governs each section, or None."""
    restated = [_restated(section.title, matcher) if section.title else frozenset() for section in sections]
    topics: list[_Topic | None] = []
    current: _Topic | None = None
    for at, section in enumerate(sections):
        if restated[at] and not (current and _part_of(current, section, matcher)):
            current = _Topic(restated[at], section, _reach(at, sections, restated))
        elif current and section.title and not _continues(current, at, section):
            current = None
        topics.append(current)
    return topics


def _reach(at: int, sections: Sequence[Section], restated: Sequence[frozenset[int]]) -> int:
    """How far a question heading holds all that follows: to the next one of its rank, where nothing closes between."""
    head = sections[at]
    for later in range(at + 1, len(sections) if head.asks else 0):
        section = sections[later]
        if section.level < head.level or _CLOSING.match(section.title):
            break
        if section.level == head.level and restated[later]:
            return later if section.asks else at
    return at


def _part_of(topic: _Topic, section: Section, matcher: Matcher) -> bool:
    """A lower heading that names nothing which the governing questions do not name themselves."""
    known = frozenset[str]().union(*(matcher.terms[index] for index in topic.indexes))
    named = {term for term in terms(section.title) if term in matcher.by_term}
    return section.level > topic.section.level and named <= known


def _continues(topic: _Topic, at: int, section: Section) -> bool:
    """Whether a heading that restates no question still belongs to the one before it.

    It does when it ranks lower. Of equal rank, as pasted text has them, it does when another question of that rank
    follows, or when the questions are numbered and it is not, and it does not close the text.
    """
    head = topic.section
    if section.level != head.level:
        return section.level > head.level
    if at < topic.reach:
        return True
    return head.numbered and not section.numbered and not _CLOSING.match(section.title)


def _in_order(sections: Sequence[Section], asked: Sequence[int]) -> list[Span]:
    """As many numbered headings as questions asked: they answer in the order of asking."""
    numbered = [at for at, section in enumerate(sections) if section.numbered]
    if len(numbered) != len(asked):
        return []
    ends = [sections[after - 1].end for after in [*numbered[1:], len(sections)]]
    return [
        Span(index, sections[at].start, end, "numbered as the questions were asked")
        for index, at, end in zip(asked, numbered, ends, strict=True)
    ]


def _entries(sections: Sequence[Section], topics: Sequence[_Topic | None], matcher: Matcher) -> list[Span]:
    found = []
    for section, topic in zip(sections, topics, strict=True):
        for entry in section.entries:
            least = _FOREIGN_LABEL_SCORE if topic and entry.kind == "label" else None
            for index in _restated(entry.title, matcher, least):
                found.append(Span(index, entry.start, entry.end, _entry_rule(entry)))
    return found


def _entry_rule(entry: Entry) -> str:
    kinds = {"row": "in the table's row", "label": "labelled", "question": "after the question"}
    return f"{kinds[entry.kind]} “{entry.title}”"


def _statements(turn: Turn, sections: Sequence[Section], matcher: Matcher) -> list[Span]:
    """Sentences far from their heading that say outright what a question asks of the subject."""
    by_predicate: dict[str, list[int]] = {}
    for index, concept in enumerate(matcher.predicates):
        if concept:
            by_predicate.setdefault(concept, []).append(index)
    found = []
    for section in sections:
        for sentence in section.sentences:
            for concept in sentence.terms & by_predicate.keys():
                said = _said_of(turn.text[sentence.start : sentence.end], sentence, concept, matcher)
                for index in by_predicate[concept] if said is not None else ():
                    beyond = matcher.terms[index] - GENERIC - {concept}
                    fits = said >= beyond if beyond else not said & matcher.by_term.keys()
                    if fits:
                        found.append(Span(index, sentence.start, sentence.end, f"says outright what is {concept}"))
    return found


def _said_of(text: str, sentence: Sentence, concept: str, matcher: Matcher) -> frozenset[str] | None:
    """What the sentence calls safe, working, …: the terms before that word. None where it states no such thing."""
    if sentence.kind in ("heading", "row", "code") or text.endswith("?") or _OPENS_CONDITION.match(plain(text)):
        return None
    words = tokens(text)
    for at, word in enumerate(words[: _LONGEST_SUBJECT + 1]):
        if not (affirms(word, concept) or denies(word, concept)) or at == 0:
            continue
        before = words[:at]
        verb = _COPULAS.intersection(before) or words[at - 1] in _AUXILIARIES
        subject = frozenset().union(*(terms(other) for other in before))
        about = _SUBJECTS.intersection(before) or any(matcher.common(term) for term in subject)
        if (verb or (concept == "work" and words[at - 1] in _SUBJECTS)) and (about or subject & matcher.by_term.keys()):
            return subject
    return None


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of one question in order, those that touch or overlap or are parted by white space alone made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.index, span.start, -span.end)):
        last = merged[-1] if merged else None
        if last and last.index == span.index and (span.start <= last.end or not text[last.end : span.start].strip()):
            merged[-1] = Span(last.index, last.start, max(last.end, span.end), last.rule)
        elif span.start < span.end:
            merged.append(span)
    return tuple(merged)
