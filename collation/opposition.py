"""Whether those who speak of one thing take opposite sides of it, and by which words. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations

from collation.appraisal import advises, misses, sides
from collation.bags import words_of
from collation.words import plain, stem, term_of

_CLEAR = 2  # words for one side, more than for the other, that make a stance
_SENTENCE_WORDS = 4  # fewer make a title, which affirms nothing
_CENTRAL = 6  # terms of the topic in which a denial counts
_DENIAL = re.compile(
    r"\b(?:no|without|lacks?|lacking|absence of|omits?|missing|nothing (?:on|about)|"
    r"(?:(?:does|do|did|has|have|had|could) not|\w+n't|never) (?:report|mention|include|provide|describe|have|use|"
    r"discuss|contain|cite|share|release|disclose|perform|run|find)(?:d|ed)?|(?:is|are|was|were|been) (?:not|never)|"
    r"(?:isn't|aren't|wasn't|weren't))"
    r"(?: (?:any|a|an|the|of|its|their|such|clear|real|evidence of|mention of|use of))*\s+([\w'-]+(?: [\w'-]+)?)"
)
_NEGATED = re.compile(
    r"\b(?:no|not|only|few|hardly|rarely|less|without|lack\w*|never|nor|neither|cannot|absence|omit\w*|missing|"
    r"fail\w*|nothing|if|whether|would|could|should|risk|may|might|possibl[ey])\b|n't\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|[\n\t]+|,\s+(?=but|while|whereas|though|although|which|who)")


@dataclass(frozen=True)
class Opposition:
    """Who stands against whom. `denied` are the words that the one side denies and the other affirms, or ""."""

    raised: tuple[str, ...]
    opposed: tuple[str, ...]
    denied: str = ""

    def why(self, names: Mapping[str, str]) -> str:
        """The rule that found it, in words; `names` of the respondents by key."""
        one, other = ([names[key] for key in keys] for keys in (self.raised, self.opposed))
        if self.denied:
            return f"Denied and affirmed: {listed([*one, *other])} differ on “{self.denied}”."
        finds, praises = ("find" if len(one) > 1 else "finds"), ("praise" if len(other) > 1 else "praises")
        return f"Fault and praise: {listed(one)} mostly {finds} fault where {listed(other)} mostly {praises}."


def listed(names: Sequence[str]) -> str:
    """Names as they are read: "Ada, Bert and Cleo"; "nobody" where there are none."""
    if len(names) < 2:
        return names[0] if names else "nobody"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def opposition(
    said: Sequence[tuple[str, str, str]], topic: Sequence[str], alike: Callable[[int, int], bool]
) -> Opposition | None:
    """The two sides that speakers take, None where they take none or the same.

    `said` holds each point's speaker, words and kind; `topic` the terms they share, weightiest first; `alike`
    whether the points at two indices speak plainly of the same thing. There are two sides where a point that
    clearly praises is alike to one that clearly finds fault, each in the sense of all that its speaker says, and
    who names strengths alone stands with the praise; failing that, where one denies outright what the other
    affirms.
    """
    speakers = sorted({key for key, _, _ in said})
    stances = [_stance(words, kind) for _, words, kind in said]
    sums = {key: sum(stance for (by, _, _), stance in zip(said, stances, strict=True) if by == key) for key in speakers}
    praising, faulting = set[str](), set[str]()
    for i, j in permutations(range(len(said)), 2):
        one, other = said[i][0], said[j][0]
        if stances[i] > 0 > stances[j] and sums[one] > 0 > sums[other] and alike(i, j):
            praising.add(one)
            faulting.add(other)
    if praising:
        kinds = {key: {kind for by, _, kind in said if by == key} for key in speakers}
        praising.update(key for key in speakers if kinds[key] == {"strength"} and key not in faulting)
        return Opposition(tuple(sorted(faulting)), tuple(sorted(praising)))
    return _denial(said, speakers, topic[:_CENTRAL])


def _stance(words: str, kind: str) -> int:
    """1 where words clearly praise, −1 where they clearly find fault, else 0."""
    praise, fault = sides(words)
    if praise + (kind == "strength") >= _CLEAR and praise >= 3 * fault:
        return 1
    fault += misses(words)
    return -1 if fault >= _CLEAR and fault >= 2 * praise else 0


def _denial(said: Sequence[tuple[str, str, str]], speakers: Sequence[str], topic: Sequence[str]) -> Opposition | None:
    topic_words = frozenset(topic)
    denied: dict[str, dict[frozenset[str], str]] = {key: {} for key in speakers}
    affirmed: dict[str, list[frozenset[str]]] = {key: [] for key in speakers}
    for key, words, kind in said:
        for sentence in _SENTENCE.split(words):
            lowered = plain(sentence)
            if advises(sentence) or lowered.rstrip().endswith("?"):
                continue
            for match in _DENIAL.finditer(lowered):
                written = match[1] if term_of(match[1].split()[-1]) else match[1].split()[0]
                if (phrase := _stems(written)) and not topic_words.isdisjoint(map(term_of, words_of(written))):
                    denied[key].setdefault(phrase, written)
            states = kind not in ("weakness", "recommendation") and len(lowered.split()) >= _SENTENCE_WORDS
            if states and not _NEGATED.search(lowered):
                affirmed[key].append(_stems(lowered))
    for phrase, written in sorted(chain.from_iterable(one.items() for one in denied.values()), key=lambda one: one[1]):
        for_it = tuple(key for key in speakers if any(phrase <= spoken for spoken in affirmed[key]))
        against = tuple(key for key in speakers if phrase in denied[key] and key not in for_it)
        if against and for_it:
            return Opposition(against, for_it, written)
    return None


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(words) if term_of(word))
