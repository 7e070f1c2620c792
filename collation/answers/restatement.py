"""Restatements: "It is not safe." after "Is it safe?". Pure.

It must hold all that the question speaks of and nothing more; words that limit it, or that somebody else is said to
hold it, make it another statement.
"""

from __future__ import annotations

import re

from collation.answers.questions import AUXILIARIES, LIMITS, PRONOUNS, Sense, modal
from collation.language.phrases import ATTRIBUTED, LIMITS_A_YES
from collation.language.words import STOP, WORD, parts, root_of

_CLAUSE_END = re.compile(
    r"[,;:()\t]|\s[-–—]+\s|—|\s(?=(?:but|although|though|while|whereas|because|since|unless|provided|if|when|as)\b)"
)
_NEGATIONS = frozenset("not no never cannot".split())
_STRONG = frozenset(
    """
    very quite really indeed certainly clearly definitely actually simply absolutely highly extremely truly well
    perfectly thoroughly plainly undoubtedly genuinely demonstrably decidedly entirely fully completely wholly totally
    reliably consistently dependably overall itself themselves myself personally
    """.split()
)
_FULL = frozenset("entirely fully completely wholly totally perfectly always universally".split())
_WEAKENED = frozenset("very quite overly".split())  # "not very" is neither no nor yes
_HEDGES = frozenset(
    """
    mostly largely generally reasonably relatively fairly somewhat partly partially moderately broadly mainly usually
    often sometimes conditionally probably likely enough
    """.split()
)
_LIKELY = frozenset("probably likely".split())
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
_NOT_OPPOSITES = frozenset(
    "invaluable inflammable infamous indifferent inform informed impress impressed import".split()
)
_CONDITION = re.compile(rf"\W*(?:but\b(?! also)|{LIMITS_A_YES})")
_SCOPE = re.compile(
    r"\W*(?:in|within|under|for|on|with|at|among|outside|during|by)\b"
    r"(?! (?:my|our|fact|short|example|instance|all|every|both|any)\b)"
)
_LATER = re.compile(
    r"[,;–—(-] *(?:but\b(?! also)|although|though|however|albeit|except|unless|provided|only (?:if|when)|"
    r"(?:as|so) long as)\b| (?:unless|provided that|only if|only when|except|(?:as|so) long as)\b"
)
_RESTRICTION = re.compile(
    r"\W*(?:unless|provided|if|when|except|only|without|until|(?:as|so) long as|in\b|within|under|for\b|on\b)\b"
    r"(?! (?:my|our|fact|short|example|instance)\b)"
)
_I_DENY = re.compile(
    r"i (?:would not|wouldn't|do not|don't|cannot|can't) (?:call|consider|think|believe)(?: that)? "
    r"(?=(?:it|this|they|the)\b)"
)
_SUPPOSING = re.compile(
    r"(?:if|when|whether|unless|suppose|supposing|assuming|because|since|as|what|how|why|who|where)\b|"
    r"that (?:it|the|they|this|he|she)\b"
)
_RATHER = re.compile(r"[,;–—-] *(?:it is|it's|they are|they're|this is|rather|instead)\b")
_SAYS = (
    r"(?:say|says|said|claim|claims|claimed|argue|argues|argued|write|writes|wrote|think|thinks|thought|believe|believes|"
    r"believed|hold|holds|state|states|report|reports|reported|assert|asserts|insist|insists|suggest|suggests)"
)
_REPORTED = re.compile(
    rf"\W*(?:(?:so |as )?{_SAYS}\b|according to\b|in the (?:words|view|opinion) of\b|"
    rf"(?:the|its|their|his|her|some|many|most|one|an?) (?:[\w'-]+ ){{1,3}}{_SAYS}(?=[\"')]*(?:[.,;:!]|$)))"
)
_AT_ALL = re.compile(r"\bat all\b")
_CONCEDING = re.compile(r"(?:while|although|though|even though|even if) [^,]{1,200}, ")
_RELATIVE = re.compile(r" (?:that )?(?:it|they) [\w'-]+ (?=(?:is|are|was|were|does|do|can|will|should)\b)")
_ECHOING = frozenset("the a an there so also too both all".split())
_EVERYWHERE = re.compile(r" (?:on|in|at|for|under|with) (?:every|all|each|both|any)\b")
_NOT_IT = frozenset("others everybody everyone anybody anyone somebody someone people critics".split())
_DENYING = frozenset("nobody none neither nor hardly without nothing".split())
_SUBJECTS = frozenset("i we you he she they it this that these".split())


def restated(sentence: str, question: Sense, subjects: frozenset[str] = frozenset()) -> str | None:
    """The value that a sentence states by restating the question.

    yes, qualified or no if a plain sentence, or its first clause, restates it; None if it does not. `subjects` are
    further words for what the question is about, as the prompt or the heading has them.
    """
    if _SUPPOSING.match(sentence):
        return None
    conceding = _CONCEDING.match(sentence)
    main = sentence[conceding.end() :] if conceding else sentence
    if denying := _I_DENY.match(main):
        main = f"not {main[denying.end() :]}"
    end = _CLAUSE_END.search(main)
    clause, tail = (main[: end.start()], main[end.start() :]) if end else (main, "")
    side = None if reported(tail) else _side(clause, question, subjects)
    if side == "yes":
        return "qualified" if conceding else affirmed(tail)
    if side == "no" and (_RESTRICTION.match(tail) or _RATHER.match(tail)):
        return None
    return side


def reported(tail: str) -> bool:
    """Whether the tail attributes the words: ", say the cyclists"."""
    return bool(_REPORTED.match(tail) or ATTRIBUTED.search(tail))


def echoed(tail: str, value: str, question: Sense, subjects: frozenset[str] = frozenset()) -> bool:
    """Whether the tail of a yes or no only repeats it.

    "it does", "the bridge is not", "it is quite safe".
    """
    main = tail.lstrip(" ,;:–—-.")
    end = _CLAUSE_END.search(main)
    clause = _EVERYWHERE.split(_RELATIVE.sub(" ", main[: end.start()] if end else main), maxsplit=1)[0]
    clause = clause.removeprefix("the ").removeprefix("this ")
    subject, _, predicate = clause.partition(" ")
    if predicate and not (set(parts(subject)) & (AUXILIARIES | LIMITS | _NEGATIONS | _DENYING | _SUBJECTS | _NOT_IT)):
        clause = f"it {predicate}" if root_of(subject) not in question.roots else clause
    words = [part for word in WORD.findall(_AT_ALL.sub("", clause)) for part in _apart(word)]
    if _side(clause, question, subjects) in ({"no"} if value == "no" else {"yes", "qualified"}):
        return True
    if not words or not any(word in AUXILIARIES for word in words):
        return False
    denied = sum(word in _NEGATIONS for word in words)
    own = set(question.roots[:1]) if len(question.roots) > 1 else set()
    plain = all(
        word in _NEGATIONS
        or word in AUXILIARIES
        or word in _SUBJECTS
        or word in _STRONG
        or word in question.names
        or word in subjects
        or word in _ECHOING
        or root_of(word) in own
        for word in words
    )
    return plain and denied == (value == "no") and _same_modals(words, question)


def denies(sentence: str, question: Sense) -> bool:
    """Whether a clause denies a word that the question turns on.

    It has a "not" or a "no" before the word, or its contrary.
    """
    turns_on = set(question.roots[1:] or question.roots)
    for clause in _CLAUSE_END.split(sentence):
        denied = False
        for word in (part for each in WORD.findall(clause) for part in _apart(each)):
            if _opposite(word, turns_on) or (denied and root_of(word) in turns_on):
                return True
            denied = denied or word in _NEGATIONS or word in _DENYING
    return False


def affirmed(tail: str) -> str | None:
    """The value of a yes together with its tail.

    qualified if the tail is a condition; None if it holds of a part, or for a reason. "Yes, in summer" and "Yes, in
    view of the trials" look alike.
    """
    if _CONDITION.match(tail) or _LATER.search(tail):
        return "qualified"
    return None if _SCOPE.match(tail) else "yes"


def limited(tail: str) -> bool:
    """Whether the tail of a yes or no limits it.

    A condition, a concession or a hedge.
    """
    return bool(_CONDITION.match(tail))


def restricts(tail: str) -> bool:
    """Whether the tail of a no grants an exception."""
    return bool(_RESTRICTION.match(tail))


def _side(clause: str, question: Sense, subjects: frozenset[str]) -> str | None:
    words = [part for word in WORD.findall(_AT_ALL.sub("", clause)) for part in _apart(word)]
    if not words or question.form not in ("polar", "topic") or question.negated:
        return None
    wanted = set(question.roots)
    roots_said: set[str] = set()
    denied = full = 0
    hedges: set[str] = set()
    pronoun = False
    for word in words:
        opposite = _opposite(word, wanted)
        if word in _NEGATIONS:
            denied += 1
        elif opposite:
            denied += 1
            roots_said.add(opposite)
        elif (root := root_of(word)) in wanted:
            roots_said.add(root)
        elif word in _HEDGES:
            hedges.add(word)
        elif word in _STRONG or word in _FULL:
            full += word in _FULL
        elif word in _SUBJECTS:
            pronoun = True
        elif (
            word in AUXILIARIES
            or modal(word)
            or word in question.names
            or word in subjects
            or (word in STOP and word not in LIMITS)
        ):
            continue
        else:
            return None
    if LIMITS.intersection(words) - question.limits - _HEDGES - _FULL or denied > 1:
        return None
    fragment = not pronoun and not any(word in AUXILIARIES or modal(word) for word in words)
    stands_for_it = fragment or (pronoun and not question.pronoun)
    if not _all_there(roots_said, question, stands_for_it) or not (fragment or _same_modals(words, question)):
        return None
    if denied and not _WEAKENED.isdisjoint(words):
        return None
    if not denied:
        return "qualified" if hedges else "yes"
    if full or hedges - _LIKELY:
        return "qualified" if full and not hedges else None
    return "no"


def _all_there(roots_said: set[str], question: Sense, stands_for_it: bool) -> bool:
    """Whether all that the question speaks of is there.

    Its subject may be missing if a word stands for it.
    """
    missing = question.content - roots_said
    if not roots_said or not missing:
        return bool(roots_said)
    subject = question.roots[0]
    return stands_for_it and missing == {subject} and subject != question.roots[-1]


def _same_modals(words: list[str], question: Sense) -> bool:
    modals = {base for word in words if (base := modal(word))}
    return modals == question.modals or (question.you and not modals)


def _apart(word: str) -> list[str]:
    """The parts of a hyphenated or contracted word.

    "isn't" is "is" and "not".
    """
    if word.endswith("n't") or word == "cannot":
        return [modal(word) or word.removesuffix("n't"), "not"]
    for ending in ("'s", "'re", "'m"):
        if word.endswith(ending) and word.removesuffix(ending) in PRONOUNS | _SUBJECTS:
            return [word.removesuffix(ending), "is"]
    return parts(word)


def _opposite(word: str, wanted: set[str]) -> str:
    """The root of the question that a prefix denies, or ""."""
    if word in _NOT_OPPOSITES or root_of(word) in wanted:
        return ""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and (root := root_of(word.removeprefix(prefix))) in wanted:
            return root
    return ""
