"""The sense of a question: its form, terms and qualifiers. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from collation.language.words import INVISIBLE, WORD, bare, parts, root_of, tokens, typed

MODALS = frozenset("can could may might must shall should will would ought".split())
AUXILIARIES = frozenset("is are was were am be been do does did has have had".split()) | MODALS
LIMITS = frozenset(
    """
    only all some any every each most more less least few fewer many much both either neither never always ever often
    sometimes rarely still yet already too enough than first other another such same almost nearly nothing nobody none
    everything anything something nor without unless until except against between before after like
    """.split()
)
"""Words that name nothing, but make it another question."""
PRONOUNS = frozenset("it this that they these those".split())
_NEGATIONS = frozenset("not cannot never no nor neither".split())
_OPEN = frozenset("how what why when where which who whom whose".split())
_LEADING = frozenset("and so also now then ok okay well but please first second third next finally overall".split())
_NUMBERED = re.compile(r"[^\w(]*\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.):]\s+")
_WHETHER = frozenset({"whether", "if"})
_GENERIC = frozenset(
    "model system method approach tool paper study article work technique framework manuscript report agent".split()
)
"""Nouns that say no more than "it", such as "the paper"."""
_POINTING = frozenset("the this that your its our their".split())
_ADDS_NOTHING = frozenset(map(root_of, "produce create generate emit".split()))
_TURNING = frozenset(
    map(root_of, "doubt deny dispute reject disagree disbelieve contest refuse fail cease stop lack prevent".split())
)
"""Words that reverse a question, or make it one on someone's opinion."""
_SCOPES = frozenset("for in on at with within under by during among outside against".split())
_NO_PART = frozenset(map(root_of, "practice reality".split()))
_AT_LENGTH = 3  # letters: a shorter word is written small in a title, too


@dataclass(frozen=True)
class Sense:
    """The sense of a question, a clause or a heading.

    `form` is polar (for yes or no), choice ("this or that"), open ("how …") or topic (it names, and asks nothing).
    `roots` are what it speaks of, in order, names apart; `pronoun` and `you` say that it speaks of "it" or to "you",
    `scoped` that a part or a condition follows what it speaks of ("for children"). `spoken` are the roots with the
    names, also in order.
    """

    form: str
    roots: tuple[str, ...]
    names: frozenset[str]
    modals: frozenset[str]
    limits: frozenset[str]
    negated: bool
    pronoun: bool
    you: bool
    scoped: bool
    spoken: tuple[str, ...]

    @cached_property
    def content(self) -> frozenset[str]:
        """The roots, without words that add nothing.

        "its code" is "the code that it produces".
        """
        return frozenset(self.order)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The roots of `content` in their order.

        Only the order tells who does what to whom, and the sides of a comparison.
        """
        return tuple(root for root in self.roots if root not in _ADDS_NOTHING) or self.roots


def sense_of(text: str) -> Sense:
    """Analyse a question, a clause of a prompt or a heading."""
    number = _NUMBERED.match(text)
    words = _words(text[number.end() if number else 0 :])
    while words and words[0][0] in _LEADING:
        words = words[1:]
    plain = [word for word, _ in words]
    affirmative = [word for word in plain if word not in _NEGATIONS and not word.endswith("n't")]
    names = _subject(plain, _names([written for _, written in words]))
    return Sense(
        form=_form(text, plain),
        roots=tuple(root for word in _contents(plain, names) if (root := root_of(word))),
        names=names,
        modals=frozenset(base for word in plain if (base := modal(word))),
        limits=LIMITS.intersection(affirmative),
        negated=len(affirmative) < len(plain),
        pronoun=not PRONOUNS.isdisjoint(plain) or not _GENERIC.isdisjoint(plain),
        you=not {"you", "your", "we"}.isdisjoint(plain),
        scoped=_scoped(plain),
        spoken=tuple(
            root
            for word in _contents(plain, frozenset())
            if (root := word if word in names else root_of(word)) and root not in _ADDS_NOTHING
        ),
    )


def asks_the_same(asked: Sense, question: Sense) -> bool:
    """Whether an answer to one question answers the other.

    No more and no less is asked, in the same form.
    """
    return (
        asked.order == question.order
        and bool(asked.roots)
        and asked.form == question.form
        and (asked.modals, asked.limits, asked.negated) == (question.modals, question.limits, question.negated)
        and (
            asked.names == question.names
            or (not asked.names and asked.pronoun)
            or (not question.names and question.pronoun)
        )
    )


def asks_something_else(asked: Sense, question: Sense) -> bool:
    """Whether a clause resembles the question but asks something else.

    It exchanges what is compared or who does what to whom ("Is wood heavier than steel?"), says what turns it ("Do you
    doubt that it works?"), denies it, or asks it of a part alone ("Does it work for children?").
    """
    if asked.form != question.form or asked.form == "topic":
        return False
    wanted = tuple(dict.fromkeys(question.spoken))
    shared = tuple(word for word in dict.fromkeys(asked.spoken) if word in wanted)
    if len(shared) == len(wanted) and (_exchanged(wanted, shared) or ("than" in question.limits and shared != wanted)):
        return True
    if not question.content <= asked.content:
        return False
    if asked.negated != question.negated or not _TURNING.isdisjoint(asked.content - question.content):
        return True
    narrower = asked.scoped and not question.scoped and asked.order[-1] not in question.content | _NO_PART
    return asked.form == "polar" and narrower


def _exchanged(wanted: tuple[str, ...], shared: tuple[str, ...]) -> bool:
    """Whether two words have changed places over a third.

    "The cost estimate" is "the estimate of the cost".
    """
    moved = [
        position
        for position, (wanted_word, shared_word) in enumerate(zip(wanted, shared, strict=True))
        if wanted_word != shared_word
    ]
    return len(moved) == 2 and moved[1] - moved[0] > 1


def modal(word: str) -> str:
    """The modal verb that a word is or denies, or ""."""
    word = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}.get(word, word.removesuffix("n't"))
    return word if word in MODALS else ""


def _words(text: str) -> list[tuple[str, str]]:
    """The words of a text, plain and as written."""
    return [(bare(match), match) for match in WORD.findall(typed(text.translate(INVISIBLE)))]


def _names(words: list[str]) -> frozenset[str]:
    """The plain words that hold a figure or a telling capital."""
    later = [word for word in words[1:] if len(word) > _AT_LENGTH]
    titled = all(word[0].isupper() for word in later)
    names = set()
    for position, word in enumerate(words):
        figured = any(letter.isdigit() for letter in word) and any(letter.isalpha() for letter in word)
        large = not titled and word != "I" and ((word[0].isupper() and position > 0) or word[1:] != word[1:].lower())
        if figured or large:
            names.add(bare(word))
    return frozenset(names)


def _subject(words: list[str], names: frozenset[str]) -> frozenset[str]:
    """The names before the first other term.

    In "Does it work on Windows" the name is no subject.
    """
    subject = set()
    for word in words:
        if word in names:
            subject.add(word)
        elif root_of(word):
            break
    return frozenset(subject)


def _scoped(words: list[str]) -> bool:
    first = next((position for position, word in enumerate(words) if root_of(word)), len(words))
    return not _SCOPES.isdisjoint(words[first:])


def _contents(words: list[str], names: frozenset[str]) -> list[str]:
    return [
        part
        for before, word in zip(["", *words], words, strict=False)
        if word not in names and not (word in _GENERIC and before in _POINTING)
        for part in parts(word)
    ]


def _form(text: str, words: list[str]) -> str:
    asking = next((position for position, word in enumerate(words) if word in _WHETHER), None)
    last = tokens(text.rpartition(", ")[2])
    if asking is not None:
        words = words[asking:]
    elif last and _auxiliary(last[0]):
        words = last
    elif not words or words[0] in _OPEN:
        return "open"
    elif not _auxiliary(words[0]):
        return "topic"
    return "choice" if "or" in words else "polar"


def _auxiliary(word: str) -> bool:
    return word.removesuffix("n't") in AUXILIARIES or bool(modal(word))
