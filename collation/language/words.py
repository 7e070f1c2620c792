"""Sentences, clauses, words and terms of a text. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from collation.language.concepts import KIN
from reviews.characters import MASK, UNSEEN

STOP = frozenset(
    """
 a about above actually after again all also am an and any anything approach are article as ask assess assessment
 at author authors be been being briefly but by can conclusion consider could did do does doing
 done each either evaluate evaluation explain finally first follow for from general get give given had has have
 having he her here him his honest how i if in indeed inherently into is issue it its itself just know let like me
 method model more most much my next not now of on one only or other our out over overall own paper part
 please point present publish published question quite really regard regarding same second short
 should so some still study such summary system take tell than thank thanks that the their them then there
 these they thing think third this those though thoughts thus to together too tool under up upon us verdict very
 view was we well were what when where whether which while who whom why will with within would yes you your
 """.split()
)

WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|cf|al|Dr|Mr|Ms|Mrs|Prof|Fig|Figs|Eq|Sec|pp|approx|St)|\b[A-Z])\.$"
)
_CITATION = (
    r"【[^【】\n]{1,80}】|\ue200[^\ue201\n]{1,200}\ue201"
    r"|\b(?:cite)?(?:turn\d+(?:search|view|news|fetch|file|image)\d+)+\b"
)
_CITATIONS = re.compile(rf" ?(?:{_CITATION}|\[\d{{1,3}}\])")
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]*]*+(?=\s+[\"'“‘(\[*]*[^\Wa-z_]|\s+[^\w\s])|\?(?=[A-Z])|[\n\t]+"
)  # a run of signs is tried once, from its first: each of its ends would take the square of its length
_CLAUSE_END = re.compile(
    r"[?!;\n。！？；؟]+|\.(?=\s|$)|:(?=\s)|,?\s+(?:and|or|but|then)\s+(?=(?:is|are|does|do|did|can|could|will|would|should|has|have"
    r"|was|were|how|what|why|when|where|who|which|whether|if)\b)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s+")
INVISIBLE = dict.fromkeys(map(ord, UNSEEN | {MASK}))
"""For `str.translate`: removes the invisible characters inside words, and what is masked."""
_TYPED = {"İ": "I", "’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "\u00a0": " ", "\u202f": " ", MASK: " "}


def typed(text: str) -> str:
    """The text with straight quotation marks, plain hyphens and spaces.

    As long as the text itself. What is masked is blank.
    """
    for typographic, plainer in _TYPED.items():
        text = text.replace(typographic, plainer)
    return text


def plain(text: str) -> str:
    """The typed text in lower case; as long as the text itself."""
    return typed(text).lower()


def bare(text: str) -> str:
    """The plain text without invisible characters and marks of citations."""
    return plain(_CITATIONS.sub("", text.translate(INVISIBLE)))


def normalise(text: str) -> str:
    """The words of a text, between single blanks.

    Without case, punctuation, emoji and hyphens.
    """
    words = WORD.findall(bare(unicodedata.normalize("NFKC", text)))
    return " ".join(part for word in words for part in parts(word))


def parts(word: str) -> list[str]:
    """The parts of a hyphenated word, else the word itself.

    A word that holds a figure ("GLM-5") stays whole.
    """
    return word.split("-") if "-" in word and word.replace("-", "").isalpha() else [word]


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A word without its possessive and a plain plural's ending."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, instead, least in (
        ("ies", "y", 5), ("sses", "ss", 6), ("xes", "x", 5), ("ches", "ch", 6), ("shes", "sh", 6),
        ("ss", "ss", 3), ("us", "us", 4), ("is", "is", 3), ("s", "", 4),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) >= least:
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its possessive and its commonest English endings."""
    word = singular(word)
    for ending, least in (("ing", 6), ("ed", 5), ("ly", 6)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_STOP_STEMS = STOP | {stem(word) for word in STOP}
_FAMILIES = {
    "safety": "safe", "novelty": "novel", "clarity": "clear", "truth": "true", "depth": "deep",
    "certainty": "certain", "breadth": "broad", "validity": "valid", "written": "write", "proven": "prove",
}  # fmt: skip
_DERIVED = """
    ability ibility ative ativ able ible abl ibl ation ition ison ency ient ent ant ancy ance ence anc enc ion
    ically ical ics ic acy ate ity ness ment ive iv al or er ous ful y
""".split()
_VERB = re.compile(r"at(?:e[sd]?|ing)$")
_ROOT = 4  # letters, at least, that are left of a word without such an ending
_TWICE = 2  # endings, at most: "originality" is of "origin"


@lru_cache(maxsize=65536)
def root_of(word: str) -> str:
    """The root of a plain word's family; "" for a stop word.

    "reproducible" and "reproducibility" have the same root.
    """
    root = stem(_FAMILIES.get(word, word))
    if word in STOP or root in _STOP_STEMS or (len(root) < 2 and not root.isdigit()):
        return ""
    root = root.removesuffix("at") if _VERB.search(word) and len(root) > _ROOT + 1 else root
    for _ in range(_TWICE):
        root = root.removesuffix(next((e for e in _DERIVED if root.endswith(e) and len(root) - len(e) >= _ROOT), ""))
    return root.removesuffix("e") if len(root) > _ROOT else root


_KIN = {stem(word): name for name, family in reversed(KIN.items()) for word in family.split()}


def term_of(word: str) -> str:
    """The name of a word's kin, else its root.

    "" for a stop word. The word is plain already.
    """
    root = root_of(word)
    return root and _KIN.get(stem(word), root)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return WORD.findall(bare(text))


def terms(text: str) -> frozenset[str]:
    """The terms of a text's meaningful words."""
    return meanings(tokens(text))


def meanings(words: Iterable[str]) -> frozenset[str]:
    """The terms of words that are plain already."""
    return frozenset(meant for word in words for part in parts(word) if (meant := term_of(part)))


def clauses(text: str) -> tuple[str, ...]:
    """The parts of a prompt or heading that can each ask something."""
    narrow = _GAP.sub(lambda gap: "\n" if "\n" in gap[0] else " ", text)
    return tuple(part.strip() for part in _CLAUSE_END.split(narrow) if part and part.strip())


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The ranges of the sentences of `text[start:end]`, in order.

    Trimmed, of marks of citations too. A line or a table cell ends a sentence.
    """
    text = text[start:end].replace(MASK, " ")
    spans = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        stop = match.end()
        if text[match.start()] == "." and _ABBREVIATION.search(text, max(begin, stop - 8), stop):
            continue
        spans.append((begin, stop))
        begin = stop
    spans.append((begin, len(text)))
    inner = (trimmed(text, *span) for span in spans)
    return tuple((start + first, start + last) for first, last in inner if first < last)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends.

    Empty if it holds nothing else.
    """
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
