"""What an answer says on its question's scale, with the sentence that carries it and the rule that read it. Pure.

It codes what the respondent answers, never whether that is true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation import phrases
from collation.concepts import CONCEPTS, POLAR
from collation.match import head, predicate
from collation.reading import Passage, Suggestion
from collation.record import Question
from collation.segment import Sentence
from collation.words import WORD, plain, stem, term_of, tokens
from reviews.scale import VERDICTS

_CLAUSE = re.compile(r"[,;:()–—\t]|\b(?:but|however|although|though|while|whereas|yet|because|and|so)\b")
_QUOTED = re.compile(r"\"[^\"\n]{0,200}\"")
_TITLE = re.compile(r"[^:.?!,\n]{1,60}:\s+")
_BARE = re.compile(r"(yes|no|yep|nope|none)\b")
_TITLE_WORDS = 4  # words, at most, of a first sentence that may be a title: "Code safety."
_ORNAMENT = " \"'*_(>✓✔✅❌✗✘⚠️–—-…·•"
_VERBAL = re.compile(
    r"(?:\b(?:it|they|this|that|which|does|do|did|will|would|can|could|should|must|may|might|not|really|actually|still|"
    r"also|always|reliably|often|generally|usually|and)|n't)\W*$"
)
_PREDICATED = re.compile(r"(?:\b(?:is|are|was|were|be|been|not|still|keeps?|stops?)|n't)(?:\s+[\w-]+){0,2}\W*$")
_WELL = re.compile(r"\s+(?:well|reliably|fine|best|better|correctly|properly)\b")
_WITH_OBJECT = re.compile(r"\s+(?:a|an|the|its|their|this|these|multi|many|several|of)\b")
_SCOPE = 45  # characters before a word in which a negation reaches it
_LONGEST = 1000  # characters of a sentence that are read; what runs on longer is no sentence
_FOLLOWING = 6  # sentences after a plain yes that may take some of it back

_LABELLED, _ROW, _OPENING, _STATED, _LEANING = 5, 4, 3, 2, 1  # how plainly a sentence states an answer
_WHERE = {_LABELLED: "the stated bottom line", _ROW: "the table's row", _OPENING: "the answer", _STATED: "a sentence"}
_IF_TIED = ("qualified", "unclear", "no", "yes")


@dataclass(frozen=True)
class Evidence:
    """A passage, the sentences inside it, and the words of the prompt that asked for it, "" where none did."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    asked: str = ""

    def plain(self, sentence: Sentence) -> str:
        """The beginning of a sentence of it, as `words.plain` gives it."""
        start = sentence.start - self.passage.start
        return plain(self.passage.text[start : min(sentence.end - self.passage.start, start + _LONGEST)])


@dataclass(frozen=True)
class Turning:
    """The words that a question turns on, as stems: those that affirm it, deny it, lean towards it and against it."""

    affirming: frozenset[str]
    denying: frozenset[str]
    for_it: frozenset[str] = frozenset()
    against_it: frozenset[str] = frozenset()
    concept: str = ""

    def touched_by(self, spoken: frozenset[str]) -> bool:
        """Whether the terms of a sentence hold a word that affirms or denies."""
        return self.concept in spoken or not spoken.isdisjoint(self.affirming | self.denying)

    def inverted_in(self, text: str) -> bool:
        """Whether a prompt or heading asks for the opposite: "Any risks?" for "Is it safe?"."""
        return not (self.denying | self.against_it).isdisjoint(map(stem, tokens(text)))


@dataclass(frozen=True)
class _Said:
    value: str
    rule: str
    rank: int
    passage: Passage
    start: int
    end: int


def suggest(question: Question, evidence: Sequence[Evidence]) -> Suggestion:
    """The value of the question's scale that the passages state, or None with the reason why not.

    The plainest statement is preferred: a labelled bottom line, the row of a table, the opening words, a sentence
    that affirms or denies, and at last the side to which most sentences lean; among equals the first passage's.
    """
    if not question.scale:
        return Suggestion(None, reason="This question is not scored.")
    if all(value.isdigit() for value in question.scale):
        return _rating(question, evidence)
    if not {"yes", "no"} <= set(question.scale) <= set(VERDICTS):
        return _named(question, evidence)
    about = turning(question.text)
    said = [said for one in evidence for said in _read(one, about)]
    chosen = _plainest(said or [said for one in evidence for said in _lean(one, about)])
    if chosen is None:
        return Suggestion(None, reason="No sentence takes a stand on it.")
    on_scale = chosen.value in question.scale
    reason = chosen.rule if on_scale else f"{chosen.rule}: {chosen.value}, which is not on this scale"
    return _quoting(chosen.passage, chosen.start, chosen.end, chosen.value if on_scale else None, reason)


def declines(evidence: Sequence[Evidence]) -> bool:
    """Whether the answer is a refusal: its first sentences decline to help or to answer."""
    return any(
        phrases.DECLINES.match(one.plain(sentence))
        for one in evidence
        for sentence in [said for said in one.sentences if said.kind != "heading"][:2]
    )


def turning(question: str) -> Turning:
    """What a question turns on: a concept with the words for and against it, else a word and its opposites."""
    concept = predicate(question)
    if concept:
        about = _TURNING[concept]
        if about.inverted_in(question):
            return Turning(about.denying, about.affirming, about.against_it, about.for_it, concept)
        return about
    turns_on = head(question)
    opposites = (prefix + turns_on for prefix in ("un", "in", "im", "ir", "non", "dis"))
    return Turning(frozenset({turns_on} - {""}), frozenset(opposites if turns_on else ()))


def polarity(sentence: str, about: Turning) -> frozenset[int]:
    """What a sentence says of the question, clause by clause: 1 affirmed, −1 denied, 0 between: a denial denied or
    only possible.

    Words in quotation marks and words that are only supposed ("whether it is safe") say nothing.
    """
    sides: set[int] = set()
    for clause in _CLAUSE.split(_QUOTED.sub(" ", plain(sentence[:_LONGEST]))):
        for match in WORD.finditer(clause):
            root = stem(match.group()) if about.concept else term_of(match.group())
            side = 1 if root in about.affirming else -1 if root in about.denying else 0
            if not side:
                continue
            before = clause[max(0, match.start() - _SCOPE) : match.start()]
            if phrases.SUPPOSED.search(before) or _another_sense(match, before):
                continue
            if phrases.NEGATION.search(before):
                side = -1 if side == 1 else 0
            elif phrases.HOPED.search(before):
                continue
            sides.add(0 if side == -1 and phrases.POSSIBLY.search(before) else side)
    return frozenset(sides)


def _another_sense(word: re.Match[str], before: str) -> bool:
    """ "Work" as a noun, "perform" with an object or "a failing step" say nothing of whether a thing works."""
    if word.group().endswith("ing") and not _PREDICATED.search(before):
        return True
    if word.group() == "work" and not (_VERBAL.search(before) or _WELL.match(word.string, word.end())):
        return True
    return word.group().startswith(("work", "perform", "function")) and bool(
        _WITH_OBJECT.match(word.string, word.end())
    )


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_TURNING = {
    name: Turning(
        _stems(CONCEPTS[name].affirming),
        _stems(CONCEPTS[name].denying),
        _stems(CONCEPTS[name].for_it),
        _stems(CONCEPTS[name].against_it),
        name,
    )
    for name in POLAR
}


def _read(one: Evidence, about: Turning) -> Iterator[_Said]:
    inverted = about.inverted_in(one.asked)
    labelled = False
    opening = True
    for at, sentence in enumerate(one.sentences):
        words = one.plain(sentence)
        if phrases.LABEL_ALONE.fullmatch(words):
            labelled = True
            continue
        if sentence.kind == "heading" or words.rstrip("\"') *").endswith("?"):
            labelled = False
            inverted = about.inverted_in(words) if words.endswith("?") else inverted
            continue
        label = phrases.LABEL.match(words)
        rank = _LABELLED if labelled or label else _ROW if sentence.kind == "row" else _OPENING if opening else _STATED
        if rank == _STATED and not about.touched_by(sentence.terms):
            continue
        title = label or (None if _leading(words, about) else _TITLE.match(words))
        answer = (words[title.end() :] if title else words).lstrip(_ORNAMENT)
        found = _value(answer, about, rank)
        labelled = False
        opening = opening and not found and len(words.split()) <= _TITLE_WORDS
        if found:
            value, rule, rank = found
            if inverted and (word := _BARE.match(answer)):
                value = {"yes": "no", "no": "yes"}.get(value, value)
                rule = f"“{word[1]}” to the opposite question"
            if value == "yes" and _taken_back(one, at):
                value, rule = "qualified", f"{rule}, then takes some of it back"
            yield _Said(value, rule, rank, one.passage, sentence.start, sentence.end)


def _lean(one: Evidence, about: Turning) -> Iterator[_Said]:
    for sentence in one.sentences:
        if sentence.kind != "heading":
            side = leaning(one.plain(sentence), about)
            if side:
                rule = "most sentences lean this way, none says so outright"
                yield _Said(side, rule, _LEANING, one.passage, sentence.start, sentence.end)


def _taken_back(one: Evidence, at: int) -> bool:
    following = one.sentences[at + 1 : at + 1 + _FOLLOWING]
    return any(phrases.TAKES_BACK.match(one.plain(later)) for later in following)


def _value(answer: str, about: Turning, rank: int) -> tuple[str, str, int] | None:
    """The value of a sentence, the rule that gave it and how plainly it says so; None where it states nothing."""
    where = _WHERE[rank]
    if rank >= _OPENING and (found := _leading(answer, about)):
        return found[0], f"{where} opens with “{found[1]}”", rank
    plainly = rank if rank > _OPENING else _STATED
    sides = polarity(answer, about)
    if sides and _not_known(answer, about):
        return "unclear", f"{where} says that it is not known", plainly
    if len(sides) > 1:
        return "qualified", f"{where} speaks for and against", plainly
    if -1 in sides:
        if phrases.PARTLY_NOT.search(answer):
            return "qualified", f"{where} denies it in part", plainly
        return "no", f"{where} denies it", plainly
    if sides:
        if 0 in sides:
            return "qualified", f"{where} neither affirms nor denies it in full", plainly
        if phrases.CONDITION.search(answer) or phrases.PARTLY_NOT.search(answer):
            return "qualified", f"{where} affirms it with a condition or hedge", plainly
        return "yes", f"{where} affirms it", plainly
    if rank >= _OPENING and phrases.NOT_KNOWN.search(answer):
        return "unclear", f"{where} says that it is not known", rank
    if (rank >= _ROW and phrases.DEMANDS.search(answer)) or (rank == _OPENING and phrases.DEMANDS.match(answer)):
        return "qualified", f"{where} makes a condition", rank
    return None


def _leading(answer: str, about: Turning) -> tuple[str, str] | None:
    """The value of the first words of an answer, and those words."""
    bare = answer.lstrip(_ORNAMENT)
    within = phrases.WITHIN.match(bare)
    if match := within or phrases.FILLER.match(bare):
        bare = bare[match.end() :]
    head = _first_part(bare)
    sides = polarity(head, about)
    if match := phrases.YES.match(bare) or phrases.IT_DOES.match(bare):
        rest = bare[match.end() :]
        if sides == {-1} and not match.group().startswith("y"):
            return "no", match.group()
        hedged = within or phrases.CONDITION.search(bare) or phrases.PARTLY_NOT.search(rest)
        return ("qualified" if hedged else "yes"), match.group()
    if match := phrases.PARTLY_NOT.match(bare):
        return "qualified", match.group()
    if match := phrases.NOT_KNOWN.match(bare):
        return "unclear", match.group()
    if (match := phrases.BARE_NO.match(bare) or phrases.NO.match(bare)) and not phrases.NOT_AS_FACT.match(bare):
        in_part = phrases.PARTLY_NOT.match(bare[match.end() :].lstrip(" ,;:.–—-"))
        partly = sides == {0} or (in_part and "without" not in in_part.group())
        return ("qualified" if partly else "no"), match.group()
    if match := phrases.PARTLY.match(bare) or phrases.PARTLY_ALONE.match(bare):
        value = "unclear" if phrases.NOT_KNOWN.search(head) else "no" if sides == {-1} else "qualified"
        return value, match.group()
    return None


def _first_part(sentence: str) -> str:
    """What stands before a sentence's first "but"."""
    return re.split(r"\b(?:but|though|although|however)\b|\s[–—-]\s|;", sentence, maxsplit=1)[0]


def _not_known(answer: str, about: Turning) -> bool:
    """Whether a sentence says that it is not known, and does not merely add that to an answer with a "but"."""
    head = _first_part(answer)
    if phrases.NOT_KNOWN.search(head):
        return True
    stated = polarity(head, about) and not phrases.CLAIMED.search(head)
    return bool(phrases.NOT_KNOWN.search(answer)) and not stated


def leaning(answer: str, about: Turning) -> str | None:
    """The side that a plain sentence takes by the words around the question: qualified, no, unclear or None."""
    if phrases.NOT_KNOWN.search(answer):
        return "unclear"
    balance = 0
    for clause in _CLAUSE.split(answer):
        sign = -1 if phrases.NEGATION.search(clause) else 1
        for word in tokens(clause):
            root = stem(word)
            balance += sign * ((root in about.for_it) - (root in about.against_it))
    return None if balance == 0 else "qualified" if balance > 0 else "no"


def _plainest(said: Sequence[_Said]) -> _Said | None:
    """The statement that carries the cell: of the plainest rank the first; of mere statements what most say."""
    if not said:
        return None
    rank = max(one.rank for one in said)
    top = [one for one in said if one.rank == rank]
    if rank > _STATED:
        return top[0]
    counts = Counter(one.value for one in top)
    value = max(_IF_TIED, key=lambda value: counts[value])
    if rank == _STATED and {"yes", "no"} <= counts.keys():
        value = "qualified" if "qualified" in counts else value
    return next(one for one in top if one.value == value)


def _rating(question: Question, evidence: Sequence[Evidence]) -> Suggestion:
    for one in evidence:
        for sentence in one.sentences:
            words = one.plain(sentence)
            given = [match[1] for match in phrases.RATING.finditer(words) if match[2] == question.scale[-1]]
            given += [match[1] for match in phrases.LABELLED_RATING.finditer(words)]
            value = next((value for value in given if value in question.scale), None)
            if value:
                return _quoting(one.passage, sentence.start, sentence.end, value, f"gives the rating {value}")
    return Suggestion(None, reason="No rating is stated on this scale.")


def _named(question: Question, evidence: Sequence[Evidence]) -> Suggestion:
    named = {value: re.compile(rf"\b{re.escape(plain(value))}\b") for value in question.scale}
    for one in evidence:
        for sentence in one.sentences:
            words = one.plain(sentence)
            if phrases.LABEL.match(words) or sentence.kind == "row":
                held = [value for value, pattern in named.items() if pattern.search(words)]
                if held:
                    value = max(held, key=len)
                    return _quoting(one.passage, sentence.start, sentence.end, value, f"names the value “{value}”")
    return Suggestion(None, reason="No value of this scale is named in a bottom line.")


def _quoting(passage: Passage, start: int, end: int, verdict: str | None, reason: str) -> Suggestion:
    quote = passage.text[start - passage.start : end - passage.start]
    return Suggestion(verdict, quote, reason, passage.response_id, start, end)
