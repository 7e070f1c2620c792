"""Prompts: the questions that each respondent was asked, and how. Pure.

It also tells whether the asker led.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from collation.answers.matching import Match, Matcher
from collation.answers.questions import sense_of
from collation.cells import AskedAs
from collation.language.detection import ENGLISH, language
from collation.language.words import clauses, normalise, plain, sentences, terms, tokens
from collation.record import Turn

_ASKS = re.compile(
    r"\W*(?:please\s+|and\s+|so\s+|also\s+|now\s+|then\s+)*(?:is|are|does|do|did|can|could|will|would|should|has|have|was|were"
    r"|how|what|why|when|where|who|which|whether|if\s+so|tell|explain|describe|assess|evaluate|review|rate|judge"
    r"|discuss|consider|compare|list|give|summari[sz]e|say|comment|address|answer|analy[sz]e|critique|check)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\W*(?:exactly|precisely|absolutely|indeed|agreed|true|right|correct|yes\b|well said|good point|fair point|"
    r"(?:that|this|it)(?:'s| is) (?:\w+ ){0,4}(?:apt|right|true|accurate|fair|good|great|excellent|insight\w*|coherent|"
    r"valid|deep\w*|sharp|astute|smart|useful|helpful|perfect|powerful|compelling|correct|fitting|keen|strong|"
    r"striking|thoughtful|reasonable|nice|lovely|metaphor|analogy|framing|image|comparison|point|observation|"
    r"way to put it)|"
    r"you(?:'re| are) (?:\w+ )?(?:right|correct|not wrong|describing|pointing)|what you(?:'re| are) describing|i agree|"
    r"(?:what a |great |good |excellent )(?:\w+ )?(?:point|metaphor|analogy|observation|insight))"
)
_AT_LARGE = re.compile(
    r"\b(?:evaluat|review|assess|summari[sz]|critiqu|analy[sz]|referee|audit|apprais|check|questions?|criteria|"
    r"checklist|attached|above|below|everything)\w*\b"
    r"|\bwhat (?:do|did|would) you (?:think|make|say)\b|\b(?:thoughts|opinions?|views?|take|impressions?|feedback|"
    r"comments?|verdict|judge?ment)\b|\btell me (?:more )?about\b",
    re.IGNORECASE,
)
_ENDS_ASKING = ("?", "？", "؟")
_OPENS_LIST = ":"
_AUXILIARY = r"(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have)"
_BEGINS_ASKING = re.compile(rf"\W*{_AUXILIARY}\b", re.IGNORECASE)
_NEXT_ASKED = re.compile(rf",\s+(?={_AUXILIARY}\s)", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether\b", re.IGNORECASE)
_NEXT_WHETHER = re.compile(r"[,;]\s+(?:and\s+)?(?=(?:in |on )?whether\b|\([a-z]\)\s)", re.IGNORECASE)
_MARKER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]")
_ITEM = re.compile(r"\s*(?:[-*•–]|\(?(?:\d{1,2}|[a-zA-Z])[.):])\s*\S")
_REPORTS = re.compile(
    r"\W*(?:please\s+|(?:can|could|would) you\s+(?:please\s+)?)?"
    r"(?:summari[sz]e|describe|outline|translate|rewrite|paraphrase|draft|write)\b",
    re.IGNORECASE,
)
_HEAD = 300  # characters of a prompt that say what it is after
_FILLER = frozenset("so and also then please the a an well ok okay now but".split())
_LEAST_SCORE = 0.5
_EXPLAINED = 0.8  # the least score of a clause that so asks one question that it comes near no other
_REWORDED_COVERAGE = 0.7
_REWORDED_SCORE = 0.7
_BRIEF = 4  # words: a prompt this short asks, mark or no mark
_REMARK = 5  # words, at most, of a prompt that only keeps the talk going
_RANK = ("alike", "reworded", "partly")


@dataclass(frozen=True)
class Ask:
    """One question asked in a prompt.

    The question's index, how it is asked, and the words that ask it. `whole` says that neither more nor less is asked,
    `topic` that all of it is named and nothing asked ("And safety?"); `place` is that of the words among all that the
    prompt asks.
    """

    index: int
    how: str
    words: str
    whole: bool = False
    place: int = 0
    topic: bool = False


@dataclass(frozen=True)
class Asking:
    """What a prompt asks.

    `asks` holds the questions that it asks, each once, in the order of asking; `places` counts all things it asks,
    `polar` those for yes or no; `numbered` if it numbers them; `rest` is the words that no question explains.
    """

    asks: tuple[Ask, ...] = ()
    places: int = 0
    polar: int = 0
    numbered: bool = False
    rest: str = ""

    @property
    def indexes(self) -> tuple[int, ...]:
        return tuple(ask.index for ask in self.asks)

    @property
    def alone(self) -> int | None:
        """The only question that a bare yes or no can answer.

        None if there is none after this prompt.
        """
        whole = [ask.index for ask in self.asks if ask.whole]
        return whole[0] if len(whole) == 1 and self.polar <= 1 else None


NOTHING = Asking()


def prompt_key(prompt: str) -> str:
    """The SHA-256 of the normalised prompt, in hex.

    The same for prompts that differ in case and punctuation only.
    """
    return sha256(normalise(prompt).encode()).hexdigest()


def asking(prompt: str, matcher: Matcher) -> Asking:
    """What a prompt asks of these questions."""
    asks_by_index: dict[int, Ask] = {}
    rest: list[str] = []
    place = polar = numbered = 0
    english = language(prompt) in ("", ENGLISH)
    for sentence, asks in _sentences(prompt, matcher):
        if english and not asks:
            rest.append(sentence)
            continue
        item = bool(_ITEM.match(sentence))
        marker = _MARKER.match(sentence.lstrip())
        for clause in _series(sentence.lstrip()[marker.end() if marker else 0 :]):
            sense = sense_of(clause)
            clause_matches = matcher.match(clause, prompt=True) if english else matcher.overlapping(clause)
            matches = [match for match in clause_matches if match.score >= _LEAST_SCORE]
            if _REPORTS.match(clause):  # it asks for no judgement, unless a question is named whole
                matches = [match for match in matches if match.coverage == 1]
            if not any(match.score >= _EXPLAINED for match in matches):
                rest.append(clause)
            if not matches and not (sense.roots and (item or sense.form != "topic")):
                continue
            polar += sense.form in ("polar", "choice")
            for match in matches:
                ask = Ask(
                    match.index,
                    _how(clause, matcher, match),
                    clause,
                    match.whole,
                    place,
                    matcher.names(clause, match.index),
                )
                known = asks_by_index.get(match.index)
                if known is None or _RANK.index(ask.how) < _RANK.index(known.how):
                    asks_by_index[match.index] = ask
            place += 1
        numbered += item
    return Asking(tuple(asks_by_index.values()), place, polar, bool(place) and numbered == place, "\n".join(rest))


def open_ended(prompt: str) -> bool:
    """Whether a prompt leaves the subject of the answer open.

    It asks for a review at large, or is not known.
    """
    return not prompt.strip() or bool(_AT_LARGE.search(prompt[:_HEAD]))


def says_something(prompt: str) -> bool:
    """Whether a prompt asks, or says more than "go on"."""
    return _asking_anywhere(prompt) or len(tokens(prompt)) > _REMARK


def is_led(turn: Turn) -> bool:
    """Whether the asker states a thesis and the answer agrees."""
    if not terms(turn.prompt) or _asking_anywhere(turn.prompt):
        return False
    return bool(_AGREES.match(plain(turn.text[:300])))


def how_asked(turns: Sequence[Turn], asked: Sequence[Asking]) -> dict[int, AskedAs]:
    """How a respondent was asked each question, by its index.

    The closest of its prompts decides, the first among equals. `asked` holds what `asking` says of each turn. A
    question that no prompt asks is left out.
    """
    closest: dict[int, tuple[int, int, str]] = {}
    for position, (turn, asking) in enumerate(zip(turns, asked, strict=True)):
        for ask in asking.asks:
            place = _RANK.index(ask.how), position, turn.prompt
            closest[ask.index] = min(place, closest.get(ask.index, place))
    return {index: AskedAs(_RANK[rank], prompt, position) for index, (rank, position, prompt) in closest.items()}


def _asking_anywhere(prompt: str) -> bool:
    return any(_asking(prompt[start:end]) for start, end in sentences(prompt, 0, len(prompt)))


def _series(sentence: str) -> Iterator[str]:
    """The clauses of a sentence that can each ask something.

    "does it work, is it safe" are two.
    """
    for clause in clauses(sentence):
        if _BEGINS_ASKING.match(clause):
            yield from (part for part in _NEXT_ASKED.split(clause) if part)
        else:
            yield from (part for part in _NEXT_WHETHER.split(clause) if part)


def _sentences(prompt: str, matcher: Matcher) -> Iterator[tuple[str, bool]]:
    """The sentences of a prompt, and whether each asks.

    Each has its number. Items of a list ask if the sentence that opens the list does.
    """
    listing = False
    begin = None
    for start, end in sentences(prompt, 0, len(prompt)):
        begin = start if begin is None else begin
        if _MARKER.fullmatch(prompt, start, end):
            continue
        sentence = prompt[begin:end]
        begin = None
        item = listing and bool(_ITEM.match(sentence))
        asks = _asking(sentence) or bool(_WHETHER.search(sentence)) or normalise(sentence) in matcher.by_words
        listing = item or (asks and sentence.rstrip("* ").endswith(_OPENS_LIST))
        yield sentence, item or asks


def _asking(sentence: str) -> bool:
    return sentence.rstrip(" \"'”’)*").endswith(_ENDS_ASKING) or bool(_ASKS.match(sentence)) or _names_topic(sentence)


def _names_topic(sentence: str) -> bool:
    """Whether a fragment asks by naming its topic: "And safety"."""
    words = tokens(sentence)
    return len(words) <= _BRIEF and bool(words) and words[0] in ("and", "what", "also")


def _how(clause: str, matcher: Matcher, match: Match) -> str:
    if _wording(clause) == _wording(matcher.questions[match.index].text):
        return "alike"
    if match.whole or (match.coverage >= _REWORDED_COVERAGE and match.score >= _REWORDED_SCORE):
        return "reworded"
    return "partly"


def _wording(text: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(text) if word not in _FILLER and not (word.isdigit() and len(word) < 3))
