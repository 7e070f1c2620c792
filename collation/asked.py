"""The prompt ledger: who was asked what, in which words, and where the asker led. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from collation.match import Matcher
from collation.reading import Asked
from collation.record import Turn
from collation.words import clauses, normalise, plain, sentences, terms, tokens

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
    r"\b(?:evaluat|review|assess|summari[sz]|critiqu|analy[sz]|referee|audit|apprais)\w*\b"
    r"|\bwhat do you (?:think|make)\b|\byour (?:thoughts|opinion|view|take)\b",
    re.IGNORECASE,
)
_HEAD = 300  # characters of a prompt that say what it is after
_FILLER = frozenset("so and also then please the a an well ok okay now but".split())
_LEAST_SCORE = 0.5
_REWORDED_COVERAGE = 0.7
_BRIEF = 4  # words: a prompt this short asks, mark or no mark
_REMARK = 5  # words, at most, of a prompt that only keeps the talk going
_RANK = ("alike", "reworded", "partly")


@dataclass(frozen=True)
class Ask:
    """One question asked in a prompt: the question's index, how it is asked, and the words that ask it."""

    index: int
    how: str
    words: str


def prompt_key(prompt: str) -> str:
    """The SHA-256 of the normalised prompt, in hex: the same for prompts that differ in case and punctuation only."""
    return sha256(normalise(prompt).encode()).hexdigest()


def asks(prompt: str, matcher: Matcher) -> tuple[Ask, ...]:
    """The questions that a prompt asks, each once, in the order of asking; () where it asks none of them."""
    found: dict[int, Ask] = {}
    for start, end in sentences(prompt, 0, len(prompt)):
        sentence = prompt[start:end]
        if not _asking(sentence):
            continue
        for clause in clauses(sentence):
            for match in matcher.match(clause):
                if match.score < _LEAST_SCORE:
                    continue
                how = _how(clause, matcher.questions[match.index].text, match.coverage)
                known = found.get(match.index)
                if known is None or _RANK.index(how) < _RANK.index(known.how):
                    found[match.index] = Ask(match.index, how, clause)
    return tuple(found.values())


def open_ended(prompt: str) -> bool:
    """Whether a prompt leaves open what the answer speaks of: it asks for a review at large, or is not known."""
    return not prompt.strip() or bool(_AT_LARGE.search(prompt[:_HEAD]))


def says_something(prompt: str) -> bool:
    """Whether a prompt asks, or says more than "thank you" and "go on" do."""
    return _asking_anywhere(prompt) or len(tokens(prompt)) > _REMARK


def led(turn: Turn) -> bool:
    """Whether the asker states a thesis instead of asking, and the answer begins by going along."""
    if not terms(turn.prompt) or _asking_anywhere(turn.prompt):
        return False
    return bool(_AGREES.match(plain(turn.text[:300])))


def ledger(turns: Sequence[Turn], asked: Sequence[Sequence[Ask]], index: int) -> Asked:
    """How a respondent was asked the question `index`: the closest of its prompts, the first among equals.

    `asked` holds what `asks` says of each turn. With no prompt that asks it: not_asked, without a prompt.
    """
    held = [
        (_RANK.index(ask.how), at, turn.prompt)
        for at, (turn, found) in enumerate(zip(turns, asked, strict=True))
        for ask in found
        if ask.index == index
    ]
    if not held:
        return Asked("not_asked")
    rank, at, prompt = min(held)
    return Asked(_RANK[rank], prompt, at)


def _asking_anywhere(prompt: str) -> bool:
    return any(_asking(prompt[start:end]) for start, end in sentences(prompt, 0, len(prompt)))


def _asking(sentence: str) -> bool:
    return sentence.rstrip(" \"'”’)*").endswith("?") or bool(_ASKS.match(sentence)) or _names_topic(sentence)


def _names_topic(sentence: str) -> bool:
    """ "And safety": a fragment without a verb that asks by naming its topic."""
    words = tokens(sentence)
    return len(words) <= _BRIEF and bool(words) and words[0] in ("and", "what", "also")


def _how(clause: str, question: str, coverage: float) -> str:
    if _wording(clause) == _wording(question):
        return "alike"
    return "reworded" if coverage >= _REWORDED_COVERAGE else "partly"


def _wording(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if word not in _FILLER and not (word.isdigit() and len(word) < 3))
