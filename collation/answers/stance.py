"""Stance: the verdict that an answer states outright. Pure.

With the sentence that states it and the rule that read it. An answer states one if it opens with it ("No.", "Yes, but
only …", "It is not safe."), in a line labelled as its bottom line, or in the row of a table that restates the question.
From anything else nothing is read: no verdict is better than one that the respondent did not give. It codes what the
respondent answers, never whether that is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collation.answers.questions import AUXILIARIES, Sense, sense_of
from collation.answers.restatement import affirmed, denies, echoed, limited, reported, restated, restricts
from collation.language import phrases
from collation.language.sections import Sentence
from collation.language.words import bare, root_of, tokens
from collation.record import Question, Suggestion, Turn
from reviews.scale import VERDICTS

_ORNAMENT = " \"'*_(>–—-…·•#[]✅✓✔☑❌✗✘⚠🟢🟡🟠🔴\ufe0f"
_LONGEST = 1000  # characters of a sentence that are read; what runs on longer is no sentence
_PLEASANTRIES = 2  # sentences, at most, before an answer opens
_NEXT = 2  # sentences after a verdict that may give it to somebody else
_TITLE_WORDS = 4  # words, at most, of a first sentence that may be a title
_FOLLOWING = 12  # sentences after a plain yes that may take some of it back
_BRIEF_REFUSAL = 80  # words: who refuses and then goes on at length has answered

NOT_SURE = "The built-in rules are not sure of a verdict here."
"""The reason of a cell that has words but no verdict."""

_OPENING, _LABELLED, _ROW = "the answer", "the stated bottom line", "the table's row"


@dataclass(frozen=True)
class Opening:
    """The opening of an answer to one question.

    `text[start:end]` of a response answers a question and nothing else; it opens at `start`. `sentences` are those that
    it holds, cut or whole. In a row `header` is the first row of its table. `subjects` are the words that prompt and
    heading have for what the question is about. If a `topic` alone is named ("And safety?"), a bare yes or no is no
    answer; one that restates the question is.
    """

    turn: Turn
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    row: bool = False
    header: str = ""
    subjects: frozenset[str] = frozenset()
    topic: bool = False

    def plain(self, sentence: Sentence) -> str:
        """The answer's part of a sentence, without invisible characters."""
        start, end = max(sentence.start, self.start), min(sentence.end, self.end)
        return bare(self.turn.legible[start : min(end, start + _LONGEST)]).strip()


@dataclass(frozen=True)
class _StatedVerdict:
    value: str
    rule: str
    answer: Opening
    start: int
    end: int


@dataclass(frozen=True)
class _CandidateSentence:
    """A sentence that may state a verdict.

    Its words after a label, and its place.
    """

    words: str
    place: str
    answer: Opening
    sentence: Sentence
    following: tuple[str, ...] = ()
    turns: Mapping[str, int] = field(default_factory=dict)
    index: int = 0


def suggest(question: Question, answers: Sequence[Opening]) -> Suggestion:
    """Suggest the value of the question's scale that the answers state.

    None with the reason why not if they state none. If they state more than one there is none, but a "yes" that is
    qualified elsewhere is qualified.
    """
    if not question.scale:
        return Suggestion(None, reason="This question is not scored.")
    asked = sense_of(question.text)
    lines = [line for answer in answers for line in _lines(answer, asked)]
    if all(value.isdigit() for value in question.scale):
        verdicts = [verdict for line in lines if (verdict := _rated(line, question.scale))]
    elif {"yes", "no"} <= set(question.scale) <= set(VERDICTS):
        verdicts = [verdict for line in lines if (verdict := _judged(line, asked))]
    else:
        verdicts = [verdict for line in lines if (verdict := _named(line, question.scale))]
    values = {verdict.value for verdict in verdicts}
    if values == {"yes", "qualified"}:
        verdicts = [verdict for verdict in verdicts if verdict.value == "qualified"]
    elif len(values) > 1:
        return Suggestion(None, reason=f"More than one answer is stated here: {', '.join(sorted(values))}.")
    if not verdicts:
        return Suggestion(None, reason=NOT_SURE)
    chosen = verdicts[0]
    on_scale = chosen.value in question.scale
    reason = chosen.rule if on_scale else f"{chosen.rule}: {chosen.value}, which is not on this scale"
    turn = chosen.answer.turn
    words = turn.quote(chosen.start, chosen.end)
    return Suggestion(chosen.value if on_scale else None, words, reason, turn.response_id, chosen.start, chosen.end)


def declines(answer: Opening) -> bool:
    """Whether an answer refuses outright and says nothing more."""
    texts = [answer.plain(sentence) for sentence in answer.sentences if sentence.kind != "heading"]
    if sum(len(text.split()) for text in texts) > _BRIEF_REFUSAL:
        return False
    first = next((position for position, text in enumerate(texts) if not phrases.SORRY.fullmatch(text)), len(texts))
    return (
        bool(texts[first:])
        and bool(phrases.DECLINES.match(texts[first]))
        and not any(map(phrases.GOES_ON.match, texts))
    )


def opens_with_a_verdict(text: str) -> bool:
    """Whether a text begins with a bare verdict.

    That is, one that answers any question for yes or no.
    """
    return _leading(bare(text[:_LONGEST]).strip().lstrip(_ORNAMENT), None) is not None


def _lines(answer: Opening, asked: Sense) -> Iterator[_CandidateSentence]:
    """The sentences of an answer that may state its verdict.

    The first one, and those labelled as its bottom line. Below a sub-heading it speaks of something else, unless that
    is a label itself ("Bottom line").
    """
    if answer.row and "\t" in answer.turn.text[answer.start : answer.end].strip() and not _answers_first(answer.header):
        return
    labelled = False
    opening, below, skipped = True, False, 0
    turns = {} if answer.row else _turns(answer, asked)
    for index, sentence in enumerate(answer.sentences):
        words = answer.plain(sentence)
        if not words or sentence.kind == "code":
            continue
        if sentence.kind in ("title", "quote"):
            labelled, opening = False, False
            continue
        if phrases.LABEL_ALONE.fullmatch(words):
            labelled, below = True, False
            continue
        label = phrases.LABEL.match(words)
        in_heading = sentence.kind == "heading" and sentence.start < answer.start  # "Novelty: none"
        says = in_heading or label or (opening and words.rstrip("*_ ").endswith((".", "!")))
        if sentence.kind == "heading" and not says:
            labelled, below, opening = False, True, False
            continue
        if words.rstrip("\"'*_ )").endswith("?"):
            labelled, opening = False, False
            continue
        first, opening = opening, in_heading or (opening and _is_title(words, asked))
        if first and not label and phrases.PLEASANTRY.fullmatch(words) and skipped < _PLEASANTRIES:
            skipped, opening = skipped + 1, True
            continue
        if below or not (first or labelled or label):
            continue
        place = _LABELLED if labelled or label else _ROW if answer.row else _OPENING
        later = answer.sentences[index + 1 : index + 1 + _FOLLOWING]
        following = tuple(answer.plain(later_sentence) for later_sentence in later if later_sentence.kind != "heading")
        yield _CandidateSentence(
            words[label.end() :] if label else words, place, answer, sentence, following, turns, index
        )
        labelled = False


def _is_title(words: str, asked: Sense) -> bool:
    """Whether a short first sentence only names the question.

    As "Proportionality." does.
    """
    title_words = tokens(words)
    roots = {root for word in title_words if (root := root_of(word))}
    named = bool(roots) and roots <= set(asked.roots) and len(words.split()) <= _TITLE_WORDS
    return named and AUXILIARIES.isdisjoint(title_words)


def _judged(line: _CandidateSentence, asked: Sense) -> _StatedVerdict | None:
    if line.words.lstrip(" *_>").startswith('"'):
        return None  # somebody else's words
    words = line.words.lstrip(_ORNAMENT)
    sign = phrases.SIGNS.get(line.words.strip("\ufe0f .*_"))
    if asked.form == "choice" or asked.negated or (asked.form == "open" and line.place == _OPENING):
        return None
    if sign:
        return _of(line, sign, f"{line.place} is “{line.words.strip()}”")
    title = phrases.TITLE.match(words)
    if title and _is_title(title[1], asked):
        words = words[title.end() :]
    filler = phrases.FILLER.match(words)
    words = words[filler.end() :] if filler else words
    if words.startswith("no.") and any(map(phrases.NUMBERED.match, line.following[:1])):
        return None  # "No. 3 on the list"
    leading = _leading(words, asked)
    if leading and line.answer.topic and line.place == _OPENING and leading[0] != "unclear":
        bare_word = phrases.YES_OR_NO.match(words)
        words, leading = words[bare_word.end() :] if bare_word else words, None
    if any(map(phrases.NOT_ITS_OWN.match, line.following[:_NEXT])):
        return None
    side = None if leading else restated(words, asked, line.answer.subjects)
    value, phrase = leading or (side, "")
    if value is None or (leading and not _stands(words, value, asked, line.answer.subjects)) or _turned(line, value):
        return None
    if value == "yes" and any(map(phrases.TAKES_BACK.match, line.following)):
        opens = f"opens with “{phrase}”" if leading else "affirms it"
        return _of(line, "qualified", f"{line.place} {opens}, then takes some of it back")
    rules = {"yes": "affirms it", "no": "denies it", "qualified": "affirms it with a condition or in part"}
    return _of(line, value, f"{line.place} {f'opens with “{phrase}”' if leading else rules[value]}")


def _stands(words: str, value: str, asked: Sense, subjects: frozenset[str]) -> bool:
    """Whether an opening yes or no answers this question.

    It must be the respondent's own, and stand alone, or the rest of its clause must stress, repeat or limit it. "Yes,
    they all ask me that" answers something else, and "Yes, says the mayor" is the mayor's.
    """
    opening = phrases.NO.match(words) or phrases.YES.match(words)
    if value != "unclear" and reported(words[opening.end() if opening else 0 :]):
        return False
    if not opening:
        return True
    tail = words[opening.end() :]
    if phrases.CORRECTS.search(tail) or (phrases.SAYS_NO if value == "yes" else phrases.SAYS_YES).search(tail):
        return False
    return bool(
        phrases.BREAK.match(tail)
        or phrases.ASSENTS.match(tail)
        or limited(tail)
        or echoed(tail, "no" if value == "no" else "yes", asked, subjects)
        or (value == "qualified" and phrases.NOT_ALL.match(tail))
    )


def _turns(answer: Opening, asked: Sense) -> dict[str, int]:
    """The last sentence that turns an earlier yes or no.

    Returns its place by the value that it turns.
    """
    last = {"yes": -1, "no": -1, "qualified": -1}
    for index, sentence in enumerate(answer.sentences):
        words = "" if sentence.kind == "code" else answer.plain(sentence)
        if not words:
            continue
        corrects = bool(phrases.CORRECTS.search(words))
        if corrects or phrases.ANSWERS_AGAIN.search(words):
            last["qualified"] = index
        if corrects or phrases.SAYS_NO.search(words) or denies(words, asked):
            last["yes"] = index
        if (
            corrects
            or phrases.SAYS_YES.search(words)
            or restated(words, asked, answer.subjects) in ("yes", "qualified")
        ):
            last["no"] = index
    return last


def _turned(line: _CandidateSentence, value: str) -> bool:
    """Whether a later sentence turns the verdict.

    It says the contrary, corrects it, or gives a second answer.
    """
    return line.turns.get(value, -1) > line.index


def _leading(words: str, asked: Sense | None) -> tuple[str, str] | None:
    """The value of the first words of an answer, and those words."""
    if match := phrases.NO.match(words):
        tail = words[match.end() :]
        if reported(tail) or phrases.SOMETHING_ELSE.match(tail):
            return None
        if match.group() == "no" and (partly := phrases.NOT_ALL.match(tail)):
            return "qualified", f"no{partly.group()}"
        return None if restricts(tail) or phrases.NO_BUT.match(tail) else ("no", match.group())
    if match := phrases.YES.match(words):
        tail = words[match.end() :]
        if asked and restated(tail.lstrip(" ,;:–—-."), asked) == "no":
            return None
        beside = reported(tail) or phrases.SOMETHING_ELSE.match(tail) or phrases.AND_NOT.search(tail)
        value = None if beside else affirmed(tail)
        return (value, match.group()) if value else None
    if match := phrases.QUALIFIED.match(words):
        if match.group().startswith("only") and phrases.TURNED.search(words):
            return None
        return "qualified", match.group().strip(" ,.;:–—-")
    if (match := phrases.UNCLEAR.match(words)) and not (asked and _is_asked_of(match.group(), asked)):
        return "unclear", match.group().strip(" ,.;:–—-")
    return None


def _is_asked_of(words: str, asked: Sense) -> bool:
    """Whether "not tested" answers the question "Is it tested?".

    Otherwise it tells what is known.
    """
    words = words.partition(" whether ")[0].partition("whether ")[0]
    return any(root_of(word.removeprefix("un")) in asked.roots for word in tokens(words))


def _rated(line: _CandidateSentence, scale: Sequence[str]) -> _StatedVerdict | None:
    words = line.words.lstrip(_ORNAMENT)
    match = phrases.RATING.match(words)
    if (
        not match
        or (match[2] and match[2] != scale[-1])
        or (not match[2] and line.place == _OPENING and match.end() < len(words.rstrip(" .*")))
    ):
        return None
    return _of(line, match[1], f"{line.place} gives the rating {match[1]}") if match[1] in scale else None


def _named(line: _CandidateSentence, scale: Sequence[str]) -> _StatedVerdict | None:
    words = line.words.lstrip(_ORNAMENT)
    for value in sorted(scale, key=len, reverse=True):
        if re.match(rf"{re.escape(bare(value))}(?=[\s\"'*_)]*(?:[.,;:!(–—]|- |$))", words):
            return _of(line, value, f"{line.place} names the value “{value}”")
    return None


def _answers_first(header: str) -> bool:
    """Whether the column after the questions holds the answers.

    Its head must say so, and it must hold nothing else.
    """
    cells = bare(header).split("\t")
    return len(cells) > 1 and bool(phrases.ANSWERS_COLUMN.fullmatch(cells[1].strip()))


def _of(line: _CandidateSentence, value: str, rule: str) -> _StatedVerdict:
    start, end = max(line.sentence.start, line.answer.start), min(line.sentence.end, line.answer.end)
    return _StatedVerdict(value, rule, line.answer, start, end)
