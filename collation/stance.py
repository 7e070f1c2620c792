"""What an answer says on its question's scale, with the sentence that carries it and the rule that read it. Pure.

It codes what the respondent answers, never whether that is true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collation.match import predicate
from collation.reading import Passage, Suggestion
from collation.record import Question
from collation.segment import Sentence
from collation.words import CONCEPTS, plain, stem, tokens

VERDICTS = ("no", "unclear", "qualified", "yes")


@dataclass(frozen=True)
class _Said:
    """A sentence read: its value, the rule in words, and how plainly it states the answer (greater is plainer)."""

    value: str
    rule: str
    rank: int
    passage: Passage
    start: int
    end: int


_LABELLED, _ROW, _OPENING, _STATED, _LEANING = 5, 4, 3, 2, 1

_LABEL = re.compile(
    r"\W*(?:(?:the |my |an? )?(?:\w+ ){0,2}(?:answer|verdict|bottom line|conclusion|assessment|take|judg(?:e)?ment|"
    r"takeaway|summary|rating|status)|in (?:short|summary|brief|sum|conclusion|practice|a word)|right now|overall|so|"
    r"tl;?dr|to sum up|to summari[sz]e|all in all|on balance|result|net|short version|today|currently)"
    r"(?: \(?[\w ]{1,20}\)?)?(?::|\s[-–—]|,)\s*[*_\"']*"
)
_LABEL_ALONE = re.compile(
    r"\W*(?:(?:the |my )?(?:\w+ ){0,2}(?:answer|verdict|bottom line|conclusion|assessment|takeaway)|tl;?dr|in short)\W*"
)
_FILLER = re.compile(
    r"\W*(?:(?:well|honestly|frankly|overall|so|in short|currently|right now|as of now|today|for now|on balance|here|"
    r"in my (?:view|opinion|judg(?:e)?ment)|i(?:'d| would) say|i think|my answer is|the (?:short |honest )?answer is|"
    r"(?:based on|judging (?:by|from)|given|from|according to) (?:the |its |this )?(?:[\w-]+ ){1,4}[\w-]+(?=,)|at present|"
    r"to be (?:honest|fair|clear)|strictly speaking)[,:]?\s+)+"
)

_LACK = (
    r"(?:no|little|insufficient|not enough|scant|hardly any|without|lack of|lacks|almost no|very little|essentially no|nothing) "
    r"(?:\w+ ){0,3}(?:evidence|data|information|evaluation|assessment|discussion|mention|detail|details|testing|tests|"
    r"analysis|results|basis|way to (?:know|tell|verify)|proof|about|on this|verification|reporting|consideration)"
)
_NOT_KNOWABLE = (
    r"(?:can(?:not|'t| not)|could(?:n't| not)|(?:un|not )able to|impossible to|not possible to|hard to|difficult to|"
    r"do(?:es)?(?:n't| not)|did(?:n't| not)|too (?:early|soon) to)"
    r" (?:\w+ ){0,3}(?:say|tell|know|determine[d]?|verif(?:y|ied)|assess(?:ed)?|judge[d]?|conclude[d]?|confirm(?:ed)?|answer(?:ed)?|"
    r"evaluate[d]?|establish(?:ed)?|address|discuss|mention|report|specify|cover|test|examine|substantiate[d]?|inferred|infer|"
    r"demonstrate|prove|settle[d]?|measure[d]?|quantify)"
)
_NOT_DONE = (
    r"(?:not|never|n't|yet to be)(?: \w+){0,3} (?:known|clear|proven|proved|established|demonstrated|evaluated|tested|assessed|"
    r"verified|addressed|reported|discussed|determined|settled|shown|measured|stated|specified|answerable|knowable)"
)
_UNCLEAR = re.compile(
    r"\b(?:unknown|unclear|uncertain|undetermined|inconclusive|unproven|unverified|untested|unevaluated|unaddressed|"
    r"unanswered|unanswerable|undisclosed|unspecified|indeterminate|undecided|ambiguous|open question|remains? open|"
    r"remains? to be (?:seen|shown|tested|proven)|jury is (?:still )?out|nobody knows|no one knows|who knows|"
    rf"anyone's guess|tells? us (?:\w+ ){{0,2}}nothing|says? (?:\w+ ){{0,2}}nothing|silent on|{_LACK}|{_NOT_KNOWABLE}|{_NOT_DONE})\b"
)
_YES = re.compile(
    r"(?:yes|yep|yeah|definitely|absolutely|certainly|clearly|undoubtedly|no doubt|without (?:a )?doubt|of course|indeed|"
    r"affirmative|it (?:does|is)(?= *[.,;!–—-]|$)|it works)\b(?! not)"
)
_NO = re.compile(
    r"(?:no(?=\s*[.,;:!()–—-]|\s*$|,? (?:it|the|this|they|i|not)\b)|nope|never|hardly|not at all|far from|anything but|"
    r"by no means|(?:probably|likely|definitely|absolutely|certainly|clearly|almost certainly|generally|mostly|currently) not\b|"
    r"unlikely|negative\b|it (?:does|is)(?:n't| not)\b|i (?:would|do)(?:n't| not)\b|"
    r"not(?! (?:known|clear|proven|established|enough|sure|certain|evaluated|tested|assessed|addressed|stated|reported|only|"
    r"discussed|demonstrated|verified|answered|shown|specified)\b))"
)
_PARTLY_NOT = re.compile(
    r"\b(?:not|n't|never)(?: \w+){0,2} (?:entirely|fully|completely|wholly|always|perfect(?:ly)?|totally|universally|100%|infallible|"
    r"flawless|without|unconditionally|everywhere|every|all|just|alone|on its own|by itself)\b"
)
_PARTLY = re.compile(
    r"(?:probably|likely|mostly|largely|generally|partly|partially|somewhat|in (?:part|principle|theory|many)|to (?:some|a|an) (?:\w+ )?"
    r"(?:extent|degree)|conditional(?:ly)?|it depends|depends|reasonably|sort of|kind of|arguably|mixed|with caveats|"
    r"a qualified|qualified|cautious(?:ly)?|tentative(?:ly)?|up to a point|within limits|broadly|for the most part|plausibl[ey]|"
    r"potentially|perhaps|maybe|possibly|sometimes|technically|relatively|moderately|yes and no|apparently|seemingly|"
    r"promising|appears|seems|only (?:if|under|when|with|in))\b"
)
_CONTRAST = re.compile(
    r"\b(?:but|however|though|although|yet|except|unless|provided|as long as|so long as|only (?:if|under|when|with|within|in)|"
    r"if (?:used|properly|you|it|the)|depend(?:s|ing)?|caveats?|limit(?:s|ed|ations?)|not (?:perfect|infallible|flawless)|"
    r"with (?:supervision|oversight|care|caution|review|reservations?|conditions)|under (?:supervision|oversight|certain)|"
    r"mostly|largely|in (?:principle|part|theory)|technically|partly|partially|somewhat|to some|to a (?:degree|point)|while|"
    r"probably|likely|generally|reasonably|relatively|may|might|appears?|seems?|require[sd]?|needs?|needed|must be|should be|"
    r"apparently|on paper|enough for|in most|most of the time|usually|often|claims?|self-reported|as long|still)\b"
)
_THEN_AGAINST = re.compile(
    r"\W*(?:however|but|that said|still|nevertheless|nonetheless|yet|even so|on the other hand|caveats?|the catch|with caveats|"
    r"at the same time|though|although|unfortunately|there (?:are|is) (?:\w+ ){0,2}(?:caveat|limit|catch))\b"
)
_NEGATION = re.compile(
    r"(?:\bnot?\b|n't\b|\bnever\b|\bwithout\b|\bhardly\b|\blacks?\b|\bcannot\b|\bneither\b|\bnor\b|\brarely\b|\bunlikely\b|"
    r"\bfar from\b|\banything but\b|\bfails? to\b|\bavoid(?:s|ing)?\b|\bprevent(?:s|ing)?\b|\breduc(?:es?|ing)\b)"
)
_SUPPOSED = re.compile(
    r"\b(?:whether|if|question of|how|claims? to be|supposed to be|would be|should be|must be|to be)\b"
)
_CLAUSE = re.compile(r"[,;:()–—]|\b(?:but|however|although|though|while|whereas|yet|because|and)\b")
_DEMANDS = re.compile(
    r"\b(?:requir(?:es?|ing)|needs?|must be|should be|with caution|careful(?:ly)?|oversight|supervis(?:ed|ion)|review(?:ed)?)\b"
)
_RATING = re.compile(r"(?<![\w./])(\d{1,3})(?:\.\d+)?\s*(?:/|out of|of)\s*(\d{1,3})(?![\w/])")
_LABELLED_RATING = re.compile(
    r"\b(?:score|rating|grade|mark|i(?:'d| would) (?:give|rate)[\w ]{0,12})\W{1,4}(\d{1,3})\b(?!\s*%)"
)
_QUOTED = re.compile(r"\"[^\"\n]{0,200}\"")
_FOLLOWING = 6  # sentences after a plain yes that may take some of it back


def affirms(word: str, concept: str) -> bool:
    """Whether a word says that the concept holds: "secure" of safe."""
    return stem(word) in _FOR.get(concept, ())


def denies(word: str, concept: str) -> bool:
    """Whether a word says that the concept does not hold: "insecure" of safe."""
    return stem(word) in _AGAINST.get(concept, ())


_FOR = {concept: frozenset(stem(word) for word in groups[1].split()) for concept, groups in CONCEPTS.items()}
_AGAINST = {concept: frozenset(stem(word) for word in groups[2].split()) for concept, groups in CONCEPTS.items()}
_LEANS_FOR = {concept: frozenset(stem(word) for word in groups[3].split()) for concept, groups in CONCEPTS.items()}
_LEANS_AGAINST = {concept: frozenset(stem(word) for word in groups[4].split()) for concept, groups in CONCEPTS.items()}


def suggest(question: Question, passages: Sequence[tuple[Passage, Sequence[Sentence], str]]) -> Suggestion:
    """The value of the question's scale that the passages state, or None with the reason why not.

    Each passage comes with the sentences inside it and the whole text of its response. The plainest statement is
    preferred: a labelled bottom line, the row of a table, the opening words, a sentence that affirms or denies, and
    at last the side to which most sentences lean.
    """
    if not question.scale:
        return Suggestion(None, reason="This question is not scored.")
    if not passages:
        return Suggestion(None, reason="Nothing here answers the question.")
    if all(value.isdigit() for value in question.scale):
        return _rating(question, passages)
    concept = predicate(question.text)
    if not {"yes", "no"} <= set(question.scale) <= set(VERDICTS):
        return _named(question, passages, concept)
    said = [read for passage, sentences, text in passages for read in _read(passage, sentences, text, concept)]
    chosen = _plainest(said)
    if chosen is None:
        return Suggestion(None, reason="No sentence takes a stand on it.")
    on_scale = chosen.value in question.scale
    reason = chosen.rule if on_scale else f"{chosen.rule}: {chosen.value}, which is not on this scale"
    return _quoting(chosen.passage, chosen.start, chosen.end, chosen.value if on_scale else None, reason)


def declines(passages: Sequence[tuple[Passage, Sequence[Sentence], str]]) -> bool:
    """Whether the answer is a refusal: its first words decline to help or to answer."""
    if not passages:
        return False
    opening = [
        plain(text[sentence.start : sentence.end])
        for _, sentences, text in passages
        for sentence in [one for one in sentences if one.kind != "heading"][:2]
    ]
    return bool(opening) and any(_DECLINES.match(words) for words in opening)


_DECLINES = re.compile(
    r"(?:\W*(?:i'm |i am )?(?:really |very |so )?(?:sorry|apologi[sz]e|unfortunately)\b[^.]{0,20})?[\W]*(?:but )?"
    r"(?:i (?:can't|cannot|can not|won't|will not|must decline to|have to decline to|decline to|'m not able to|am not able to|am unable to|"
    r"'m unable to|refuse to|prefer not to)|i'm (?:unable|not able) to|i (?:must|have to|will) decline)\b"
    r"(?:\s*[.!]|\s+(?:\w+\s){0,2}(?:help|assist|comply|answer|discuss|provide|do that|participate|engage|share|continue|offer|give)\b)"
)


def _read(passage: Passage, sentences: Sequence[Sentence], text: str, concept: str) -> Iterable[_Said]:
    labelled = False
    opening = True
    for at, sentence in enumerate(sentences):
        start = sentence.start
        words = plain(text[start : sentence.end])
        if sentence.kind == "heading" or words.rstrip("\"') *").endswith("?"):
            labelled = bool(_LABEL_ALONE.fullmatch(words))
            opening = opening or sentence.kind == "heading"
            continue
        if _LABEL_ALONE.fullmatch(words):
            labelled = True
            continue
        label = _LABEL.match(words)
        answer = words[label.end() :] if label else words
        rank = _LABELLED if labelled or label else _ROW if sentence.kind == "row" else _OPENING if opening else _STATED
        found = _value(answer, concept, rank)
        if found:
            value, rule = found
            if value == "yes" and any(
                _THEN_AGAINST.match(plain(text[later.start : later.end]))
                for later in sentences[at + 1 : at + _FOLLOWING]
            ):
                value, rule = "qualified", rule + ", then takes some of it back"
            at_rank = rank if rank != _OPENING or "opens" in rule else _STATED
            yield _Said(value, rule, at_rank, passage, start, sentence.end)
        elif leaning := _leaning(answer, concept):
            yield _Said(leaning, "leans that way without saying so outright", _LEANING, passage, start, sentence.end)
        labelled = opening = False


def _value(answer: str, concept: str, rank: int) -> tuple[str, str] | None:
    """The value of a sentence and the rule that gave it; None where it states nothing."""
    bare = answer[match.end() :] if (match := _FILLER.match(answer)) else answer.lstrip(" \"'*_(>✓✔✅❌⚠️–—-…")
    where = "the stated bottom line" if rank == _LABELLED else "the table" if rank == _ROW else "the answer"
    if rank >= _OPENING and (found := _leading(bare)):
        return found[0], f"{where} opens with “{found[1]}”"
    if not concept and rank < _OPENING:
        return None
    polarity = _polarity(answer, concept)
    if polarity and _UNCLEAR.search(answer):
        return "unclear", f"{where} says that it is not known"
    if polarity == {1} and _PARTLY_NOT.search(answer):
        return "qualified", f"{where} affirms it in part"
    if len(polarity) > 1:
        return "qualified", f"{where} speaks for and against"
    if polarity:
        side = polarity.pop()
        if side == -1:
            return "no", f"{where} denies it"
        if side == 0 or _CONTRAST.search(answer):
            return "qualified", f"{where} affirms it with a condition or hedge"
        return "yes", f"{where} affirms it"
    if rank >= _OPENING and _UNCLEAR.search(answer):
        return "unclear", f"{where} opens by saying that it is not known"
    if rank >= _ROW and _DEMANDS.search(answer):
        return "qualified", f"{where} makes a condition"
    return None


def _leading(bare: str) -> tuple[str, str] | None:
    """The value of the first words of an answer, and those words."""
    if match := _YES.match(bare):
        rest = bare[match.end() :]
        return ("qualified" if _CONTRAST.search(rest) or _PARTLY_NOT.search(rest) else "yes"), match.group()
    if match := _PARTLY_NOT.match(bare):
        return "qualified", match.group()
    if match := _UNCLEAR.match(bare):
        return "unclear", match.group()
    if match := _NO.match(bare):
        rest = bare[match.end() :]
        return ("qualified" if _PARTLY_NOT.match(rest.lstrip(" ,;:–—-")) else "no"), match.group()
    if match := _PARTLY.match(bare):
        return ("unclear" if _UNCLEAR.search(bare.split(" but ")[0].split("—")[0]) else "qualified"), match.group()
    return None


def _polarity(answer: str, concept: str) -> set[int]:
    """What a sentence says of the concept, clause by clause: 1 affirmed, −1 denied, 0 the denial denied."""
    sides: set[int] = set()
    for clause in _CLAUSE.split(_QUOTED.sub(" ", answer)):
        for match in re.finditer(r"[^\W_]+(?:[-'][^\W_]+)*", clause):
            word = match.group()
            side = 1 if affirms(word, concept) else -1 if denies(word, concept) else None
            if side is None:
                continue
            before = clause[max(0, match.start() - 40) : match.start()]
            if _SUPPOSED.search(before):
                continue
            negated = bool(_NEGATION.search(before))
            sides.add(side if not negated else -1 if side == 1 else 0)
    return sides


def _leaning(answer: str, concept: str) -> str | None:
    """The side that a sentence takes by the words around the concept: qualified, no or unclear."""
    if _UNCLEAR.search(answer):
        return "unclear"
    balance = 0
    for clause in _CLAUSE.split(answer):
        sign = -1 if _NEGATION.search(clause) else 1
        for word in tokens(clause):
            root = stem(word)
            balance += sign * ((root in _LEANS_FOR.get(concept, ())) - (root in _LEANS_AGAINST.get(concept, ())))
    return None if balance == 0 else "qualified" if balance > 0 else "no"


def _plainest(said: Sequence[_Said]) -> _Said | None:
    """The statement that carries the cell: of the plainest rank the first; of mere statements, what most of them say."""
    if not said:
        return None
    rank = max(one.rank for one in said)
    top = [one for one in said if one.rank == rank]
    if rank > _STATED:
        return top[0]
    values = Counter(one.value for one in top)
    value = "qualified" if {"yes", "no"} <= values.keys() else max(values, key=lambda one: (values[one], one))
    return next((one for one in top if one.value == value), top[0])


def _rating(question: Question, passages: Sequence[tuple[Passage, Sequence[Sentence], str]]) -> Suggestion:
    top = question.scale[-1]
    for passage, sentences, text in passages:
        for sentence in sentences:
            words = plain(text[sentence.start : sentence.end])
            given = next((m.group(1) for m in _RATING.finditer(words) if m.group(2) == top), None)
            labelled = _LABELLED_RATING.search(words)
            value = given or (labelled.group(1) if labelled else None)
            if value in question.scale:
                return _quoting(passage, sentence.start, sentence.end, value, f"gives the rating {value}")
    return Suggestion(None, reason="No rating is stated on this scale.")


def _named(question: Question, passages: Sequence[tuple[Passage, Sequence[Sentence], str]], concept: str) -> Suggestion:
    by_length = sorted(question.scale, key=len, reverse=True)
    for passage, sentences, text in passages:
        for sentence in sentences:
            words = plain(text[sentence.start : sentence.end])
            if not (_LABEL.match(words) or sentence.kind == "row"):
                continue
            value = next((one for one in by_length if re.search(rf"\b{re.escape(plain(one))}\b", words)), None)
            if value:
                return _quoting(passage, sentence.start, sentence.end, value, f"names the value “{value}”")
    return Suggestion(None, reason="No value of this scale is named in a bottom line.")


def _quoting(passage: Passage, start: int, end: int, verdict: str | None, reason: str) -> Suggestion:
    quote = passage.text[start - passage.start : end - passage.start]
    return Suggestion(verdict, quote, reason, passage.response_id, start, end)
