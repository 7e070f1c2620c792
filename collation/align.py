"""Which parts of a response answer which question. Pure; every alignment says its rule in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from collation.asked import Ask, open_ended
from collation.concepts import GENERIC
from collation.match import Matcher
from collation.record import Turn
from collation.segment import Entry, Section, Sentence
from collation.stance import leaning, polarity, turning
from collation.words import WORD, meanings, plain, stem, term_of, terms, tokens

_ASKING_SCORE = 0.5
_NAMING_SCORE = 0.6
_FOREIGN_LABEL_SCORE = 0.75
_NAMING_WORDS = 8  # a longer heading that asks nothing is a sentence, not a topic
_CLOSING = re.compile(
    r"\W*(?:\w+\s){0,2}(?:summary|bottom line|conclusions?|concluding|overall|verdict|takeaways?|tl;?dr|final|in short|"
    r"recommendations?|(?:good|best) practices|next steps|references|sources|caveats?|limitations?)\b",
    re.IGNORECASE,
)
_NOUN_WORK = re.compile(r"\s+work$", re.IGNORECASE)  # "Related work" is not about whether it works
_SUBJECTS = frozenset(
    "it model system method approach tool technique framework architecture pipeline agent algorithm".split()
)
_COPULAS = frozenset(
    """
    is are isn't aren't was were be been remains remain seems appears looks considered deemed called call counts
    """.split()
)
_PERSONS = frozenset("i we you they he she who whether".split())
_AUXILIARIES = frozenset(
    """
    it does do doesn't don't did will won't would should can can't cannot not really actually generally mostly likely
    """.split()
)
_OPENS_CONDITION = re.compile(r"(?:[^:]{1,40}:)?\W*(?:if|when|unless|imagine|suppose|even if|even when|for example)\b")
_LONGEST_SUBJECT = 14  # words
_LINK = 4  # words, at most, from "is" to what it says


@dataclass(frozen=True)
class Span:
    """`text[start:end]` of a response answers the question `index`, by `rule`.

    `names` where all that says so is a heading that names the topic and asks nothing.
    """

    index: int
    start: int
    end: int
    rule: str
    names: bool = False


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
    serve their question wherever they stand. After a prompt that asks something else, headings that only name a
    topic do not count. Spans of one question do not overlap; those of two may.
    """
    asked = [ask.index for ask in asks]
    named = bool(asked) or open_ended(turn.prompt)
    topics = _topics(sections, matcher, named)
    spans = [
        Span(index, section.start, section.end, f"under the heading “{topic.section.title}”", not topic.section.asks)
        for section, topic in zip(sections, topics, strict=True)
        if topic
        for index in topic.indexes
    ]
    if len(asked) == 1:
        spans += [
            Span(asked[0], section.start, section.end, "answers a prompt that asks only this")
            for section, topic in zip(sections, topics, strict=True)
            if topic is None
        ]
    elif not {span.index for span in spans} & set(asked):
        spans += _in_order(sections, asked)
    spans += _entries(sections, topics, matcher, named)
    if named:
        alone = frozenset(asked if len(asked) == 1 else ())
        governing = [topic.indexes if topic else alone for topic in topics]
        spans += _statements(turn, sections, governing, matcher)
    if len(asked) > 1 and not spans:
        spans = _undivided(sections, asked)
    return _merged(turn.text, spans)


def _restated(title: str, matcher: Matcher, named: bool, least: float | None = None) -> frozenset[int]:
    asks = title.endswith("?")
    if not title or (not asks and (not named or len(title.split()) > _NAMING_WORDS)):
        return frozenset()
    title = title if asks else _NOUN_WORK.sub("", title)
    least = least or (_ASKING_SCORE if asks else _NAMING_SCORE)
    return frozenset(match.index for match in matcher.match(title) if match.score >= least)


def _topics(sections: Sequence[Section], matcher: Matcher, named: bool) -> list[_Topic | None]:
    """The heading that governs each section, or None."""
    restated = [_restated(section.title, matcher, named) for section in sections]
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
    """As many numbered headings or items as questions asked: they answer in the order of asking."""
    numbered = [at for at, section in enumerate(sections) if section.numbered]
    ends = [sections[after - 1].end for after in [*numbered[1:], len(sections)]] if numbered else []
    headings = [(sections[at].start, end) for at, end in zip(numbered, ends, strict=True)]
    items = [(entry.start, entry.end) for section in sections for entry in section.entries if entry.kind == "number"]
    answers = next((found for found in (headings, items) if len(found) == len(asked)), [])
    return [
        Span(index, start, end, "in the order of the questions asked")
        for index, (start, end) in zip(asked, answers, strict=False)
    ]


def _undivided(sections: Sequence[Section], asked: Sequence[int]) -> list[Span]:
    """A response that names no question: as many sentences as questions answer in order, else all of it answers all."""
    said = [sentence for section in sections for sentence in section.sentences]
    if len(said) == len(asked):
        return [
            Span(index, sentence.start, sentence.end, "in the order of the questions asked")
            for index, sentence in zip(asked, said, strict=True)
        ]
    return [
        Span(index, sections[0].start, sections[-1].end, "one answer to all that was asked")
        for index in asked
        if sections
    ]


def _entries(sections: Sequence[Section], topics: Sequence[_Topic | None], matcher: Matcher, named: bool) -> list[Span]:
    found = []
    for section, topic in zip(sections, topics, strict=True):
        for entry in section.entries:
            least = _FOREIGN_LABEL_SCORE if topic and entry.kind == "label" else None
            for index in _restated(entry.title, matcher, named or entry.kind == "row", least):
                found.append(Span(index, entry.start, entry.end, _entry_rule(entry)))
    return found


def _entry_rule(entry: Entry) -> str:
    kinds = {"row": "in the table's row", "label": "labelled", "question": "after the question"}
    return f"{kinds[entry.kind]} “{entry.title}”"


def _statements(
    turn: Turn, sections: Sequence[Section], governing: Sequence[frozenset[int]], matcher: Matcher
) -> list[Span]:
    """Sentences that say of the subject, in the question's own word, what the question asks of it.

    Where a wider question governs, they speak of its subject: "it is safe" under "Is the code safe?" is of the code.
    """
    return [
        Span(index, sentence.start, sentence.end, "says so outright, far from any heading")
        for section, governed in zip(sections, governing, strict=True)
        for sentence, words, indexes in _assertions(turn, section, matcher)
        for roots in [[stem(word) for word in words[: _LONGEST_SUBJECT + 1]]]
        for index in indexes
        if _states(words, roots, sentence, index, matcher)
        if not matcher.predicates[index]
        or polarity(turn.text[sentence.start : sentence.end], turning(matcher.questions[index].text))
        if not any(matcher.terms[index] <= matcher.terms[other] for other in governed)
    ]


def remarks(turn: Turn, sections: Sequence[Section], matcher: Matcher, wanted: Collection[int]) -> tuple[Span, ...]:
    """Sentences that take a side on what a question turns on, for the questions `wanted`.

    They are all there is where a response to an open prompt has no heading that restates the question.
    """
    about = {index: turning(matcher.questions[index].text) for index in wanted}
    found = [
        Span(index, sentence.start, sentence.end, "speaks of it in passing")
        for section in sections
        for sentence, words, indexes in _assertions(turn, section, matcher)
        for index in indexes
        if index in about and _speaks_of(sentence.terms, index, matcher) and not _PERSONS.intersection(words[:3])
        for said in [plain(turn.text[sentence.start : sentence.end])]
        if polarity(said, about[index]) or (_names(words, matcher.heads[index]) and leaning(said, about[index]))
    ]
    return _merged(turn.text, found)


def _names(words: Sequence[str], turns_on: str) -> bool:
    """Whether a word speaks of what a question turns on; "work" itself may be anyone's work."""
    return any(word not in ("work", "working") and term_of(word) == turns_on for word in words)


def _assertions(
    turn: Turn, section: Section, matcher: Matcher
) -> Iterator[tuple[Sentence, list[str], tuple[int, ...]]]:
    """The sentences that assert something a question turns on, with their words and those questions."""
    for sentence in section.sentences:
        indexes = matcher.turning_on(sentence.terms)
        if not indexes or sentence.kind in ("heading", "row", "code"):
            continue
        text = plain(turn.text[sentence.start : sentence.end])
        if not text.endswith("?") and not _OPENS_CONDITION.match(text):
            yield sentence, WORD.findall(text), indexes


def _states(words: Sequence[str], roots: Sequence[str], sentence: Sentence, index: int, matcher: Matcher) -> bool:
    turns_on, polar = matcher.heads[index], bool(matcher.predicates[index])
    if not polar and len(matcher.terms[index]) > 1:
        return _speaks_of(sentence.terms, index, matcher)
    if matcher.own_words[index].isdisjoint(roots):
        return False
    own_persons = _PERSONS.intersection(tokens(matcher.questions[index].text))
    for at in (at for at, root in enumerate(roots) if at and root in matcher.own_words[index]):
        before, last = words[:at], words[at - 1]
        if turns_on == "work":
            named = last in _SUBJECTS or any(map(matcher.common, meanings([last])))
            linked = last in _AUXILIARIES or (named and words[at].endswith("s"))
        else:
            linked = last in _AUXILIARIES or not _COPULAS.isdisjoint(words[max(0, at - _LINK) : at])
        if not linked or not (_PERSONS - own_persons).isdisjoint(before):
            continue
        spoken = meanings(before)
        subject = not polar or not (_SUBJECTS | own_persons).isdisjoint(before) or bool(spoken & matcher.by_term.keys())
        if (subject or any(map(matcher.common, spoken))) and _speaks_of(spoken | {turns_on}, index, matcher):
            return True
    return False


def _speaks_of(spoken: AbstractSet[str], index: int, matcher: Matcher) -> bool:
    """Whether all that the question speaks of is there, and nothing that only another question speaks of."""
    wanted = matcher.terms[index]
    rivals = (term for term in spoken & matcher.by_term.keys() if term not in wanted | GENERIC)
    return wanted - GENERIC <= spoken and (
        len(wanted) > 1 or not any(matcher.heads[index] in matcher.terms[i] for t in rivals for i in matcher.by_term[t])
    )


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of one question in order, those that touch or overlap or are parted by white space alone made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.index, span.start, -span.end)):
        last = merged[-1] if merged else None
        if last and last.index == span.index and (span.start <= last.end or not text[last.end : span.start].strip()):
            merged[-1] = Span(last.index, last.start, max(last.end, span.end), last.rule, last.names and span.names)
        elif span.start < span.end:
            merged.append(span)
    return tuple(merged)
