"""How good: ratings, benchmark scores, measures of any field, and what is saved or gained. Pure."""

from __future__ import annotations

import re

from collation.measures import MEASURE, MEASURED_IN, NEEDS_UNIT, name_of
from collation.near import Near
from collation.sizes import Topic
from collation.words import STOP, stem

RATING_OF = re.compile(
    r"\s?(?:/|out of|of)\s?(?P<top>\d{1,3}|five|ten)(?![\w/.]\d|\w)(?!\s?(?:tasks?|cases?|patients?|tickets?|runs?|"
    r"times|problems|questions?|samples?|items|studies|trials|attempts)\b)"
)
_RATING = re.compile(
    r"\b(?:score|scores|scored|rating|rate|rated|grade|verdict|overall|assessment|stars?|mark|recommendation|give|"
    r"i'd say|would say|call it|confidence)\b"
)
_NOT_ITS_SUBJECT = re.compile(
    r"\b(?:score|scores|rating|overall|my|final|verdict|the|grade|assessment|evaluation|recommendation)\b|[^a-z ]"
)
_SAVED = (
    r"(?:reduc|cut|slash|lower|sav|less\b|fewer|cheaper|drop(?!-?out)|decreas|declin|fell|fall|shrink|shrank|shrunk|"
    r"trim|shav|halv|down by|smaller|off\b)"
)
_GAINED = (
    r"(?:increas|improv|rais|gain|higher|boost|faster|more\b|better|grew|grow|rose|ris(?:e|es|ing)\b|up by|larger|"
    r"longer|greater|uplift)"
)
_SAVING, _GAINING = re.compile(rf"\b{_SAVED}"), re.compile(rf"\b{_GAINED}")
_BY = re.compile(r"\bby\W+(?:\w+ ){0,2}$|^$")
_GAIN_OF = re.compile(r"\b(?:in|of|by) (?:the )?((?:[a-z-]+ )?[a-z-]{4,})\b")
_GAINS_IN = re.compile(rf"\b(?:{_SAVED}|{_GAINED})[a-z]* (?:the |its |their )?((?:[a-z-]+ ){{0,2}}?[a-z-]{{4,}}) by\b")
_RESOURCE = {
    "compute": re.compile(r"\bcomput|\bcosts?\b|\bflops?\b|\binference|\bbudget|\bexpens|\bspend|\bcheaper"),
    "memory": re.compile(r"\bmemory\b|\bvram\b|\bkv[- ]cache|\bfootprint"),
    "time": re.compile(r"\blatenc|\btime\b|\bwall-clock|\bduration"),
    "energy": re.compile(r"\benergy\b|\bpower\b|\belectric|\bcarbon|\bemission"),
}
_FASTER = re.compile(r"train|inference|converge|decod|rollout|throughput|long")
_ON = re.compile(
    r"[\s%]*(?:(?:[\w-]+ ){0,3}?on|(?:[\w-]+ )?(?:for|in)) (?:the |a |"
    r"an )?([A-Z0-9][\w'+.@-]*(?:[ -][A-Z0-9][\w'+.@-]*)*)"
)
_NAME_BEFORE = re.compile(
    r"(?<![\w-])([A-Zτ][\w'+.@²-]*(?:[ -][A-Z0-9][\w'+.@²-]*)*)"
    r"(?P<gap>(?:,? (?:the |its )?(?:[A-Z][\w-]+ )?[a-z][\w-]*){0,4},?\s*[(:=,–—]?\s*)$"
)
_FROM_TO = re.compile(r"(?:\w+ )?from [\d.,]+\s?%? to (?:\w+ )?$")
_FUNCTION_WORD = re.compile(
    r"(?:The|A|An|On|In|It|For|This|That|These|Yes|No|However|Also|And|But|At|With|By|Its|Their) "
)
_BENCHMARK = re.compile(
    r"(?:bench(?:mark)?|eval|index|arena|leaderboard|exam|challenge|qa|glue)(?![a-z])|"
    r"\b(?:mmlu|gpqa|aime|math|gsm8k|swe|hle|humanity|browsecomp|mbpp|imagenet|(?:ms[- ])?coco|cifar|gaia|arc|wer|"
    r"librispeech|"
    r"ade20k|kitti|nuscenes|cityscapes|pope|vqa\w*|mmmu|hmmt|imo|terminal|τ|tau|livecode\w*|openimages|davis|kinetics|"
    r"chexpert|mimic|squad|helm|bbh|hellaswag|wmt\d*|lvis|scannet|waymo|pascal voc|rouge-\w|ndcg\S*)(?![a-z])",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\bin (?:the )?([a-z-]+) (?:arm|group)\b")
_HEAD = re.compile(
    r"([a-z][a-z'-]*(?: [a-z][a-z'-]*)?)\s*(?:\(\w+\)\s*)?(?:of|=|:|at|to|reached|reaches|equals|averaged|averaging|"
    r"hit|hits|"
    r"(?:comes?|came|works?) (?:out )?(?:at|to)|st(?:ands|ood) at|(?:is|was|are|were|be)(?: (?:estimated|found|"
    r"measured|"
    r"reported|put|given|calculated|projected|expected|set|fixed)(?: (?:to be|at|as|by))?)?)\s*"
    r"(?:only |just |an? |the )*$"
)
_OF_ITS_OWN = re.compile(r" (?:by|of|for|in|on|at|per|with|from|to|among|across|during|over)\b.*")
_HEAD_AFTER = re.compile(r" (?:of|in) (?:the |total )?([a-z][a-z'-]*(?: [a-z][a-z'-]*)?)")
_NOTHING_MORE = re.compile(r"\W*(?:about |around |roughly |~)?[\d.,]+\W*(?:\w+\W+){0,3}\w*\W*")
_ORNAMENT = re.compile(r"\(.*\)|[^\w'-]+")
_GIVEN = re.compile(r"\b(?:daily|weekly|every|per day|once|twice|gave|given|receiv|administer|oral|infus|inject)")
_VAGUE = frozenset(
    """
    time rate rates ratio cost costs number size length level constant value count total index factor speed
    error price budget limit loss gap amount share hours score scores
    """.split()
)
_NO_HEADS = frozenset(
    """
    that this which than from with into about reaches reached achieves achieved reports reported gets were
    have results result them they those some most more less least only over runs works year comes came
    """.split()
)


def rating(near: Near) -> Topic | None:
    """What a reviewer rates with "7/10" or "four stars out of five"."""
    if near.amount.unit not in ("", "stars") or not RATING_OF.match(near.rest):
        return None
    heading = near.heading if len(near.sentence) < 40 else ""
    opens = not near.ahead.strip(" *_\"'")
    rated = _RATING.search(f"{near.before} {near.labels} {heading}") or near.amount.unit == "stars"
    if not (opens or rated):
        return None
    about = _NOT_ITS_SUBJECT.sub("", near.label or near.column).split()
    if 0 < len(about) <= 3:
        return Topic(f"rating:{'-'.join(map(stem, about))}", f"Rating: {' '.join(about)}")
    return Topic("rating", "Overall rating")


def change(near: Near) -> Topic | None:
    """What is saved or gained, by per cent or by so many times."""
    unit = near.amount.unit
    if unit not in ("%", "×"):
        return None
    for words in (near.clause, f"{near.labels} {near.clause}", near.sentence if unit == "%" else ""):
        saving, gaining = _nearest(_SAVING, words), _nearest(_GAINING, words)
        if not (saving or gaining) or (words == near.sentence and not _BY.search(near.before)):
            continue
        if saving and (resource := next((name for name, said in _RESOURCE.items() if said.search(words)), "")):
            return Topic(f"saved:{resource}:{unit}", f"{resource.capitalize()} saved")
        direction = "reduction" if saving > gaining else "gain"
        measure = _nearest_measure(near.clause) or _nearest_measure(f"{words} #")
        if measure and measure not in ("speed-up", "price"):
            return Topic(f"{direction}:{measure}:{unit}", f"{_title(measure)}: {direction}", "some")
        if unit == "×" and gaining:
            of = _FASTER.search(words)
            return Topic(f"times:{of[0] if of else 'faster'}", f"Speed-up ({of[0]})" if of else "Speed-up", "some")
        if head := _GAIN_OF.search(near.after) or _GAINS_IN.search(near.before):
            return Topic(f"{direction}:{_head(head[1])}", f"{_title(head[1])}: {direction}", "some")
    return None


def score(near: Near) -> Topic | None:
    """The benchmark of which a number is the score."""
    if near.amount.unit not in ("", "%", "dollars") or (near.amount.unit == "" and near.amount.scaled):
        return None
    name = _benchmark(near)
    return Topic(f"score:{re.sub(r'[^a-z0-9]', '', name.lower())}", name, "some") if name else None


def measure(near: Near) -> Topic | None:
    """The measure of a number, by the word nearest to it, in a unit that such a measure can have."""
    unit = near.amount.unit
    name = MEASURED_IN.get(unit) or _nearest_measure(near.clause) or _nearest_measure(f"{near.labels} #")
    if name and unit in NEEDS_UNIT.get(name, {unit}) and not near.amount.scaled and not near.amount.spelt:
        group = _GROUP.search(near.clause)
        if group:
            return Topic(f"measure:{name}:{unit}:{stem(group[1])}", f"{_title(name)} ({group[1]})", "some")
        return Topic(f"measure:{name}:{unit}", _title(name), "some")
    if unit in ("grams", "litres") and _GIVEN.search(f"{near.before[-40:]} # {near.after}"):
        return Topic(f"measure:dose:{unit}", "Dose", "some")
    return None


def named(near: Near) -> Topic | None:
    """The noun whose value a number is ("a redshift of 6.3", "Redshift: 6.3", "38 hours of observing time")."""
    unit = near.amount.unit
    if unit in ("×", "days") or near.amount.spelt:
        return None
    telling = bool(unit) or near.amount.scaled or not near.amount.figure.is_integer() or near.amount.figure >= 10
    label = _OF_ITS_OWN.sub("", _bare(near.label or near.column))
    if label and _NOTHING_MORE.fullmatch(near.sentence[len(near.ahead) - len(near.before) :]):
        return _noun(label, unit)
    if telling and (head := _HEAD.search(near.before) or _HEAD_AFTER.match("" if unit in ("", "%") else near.after)):
        return _noun(head[1], unit)
    return None


def _noun(words: str, unit: str) -> Topic | None:
    """The topic of a noun phrase: its last word, or its last two where the last alone says little."""
    parts = [part for part in words.split() if part not in STOP]
    if not parts or len(parts[-1]) < 3 or parts[-1] in _NO_HEADS or parts[-1].endswith("ly"):
        return None
    said = parts[-2:] if parts[-1] in _VAGUE else parts[-1:]
    if said[-1] in _VAGUE and len(said) == 1:
        return None
    return Topic(f"of:{'-'.join(map(stem, said))}:{unit}", _title(" ".join(said)), "some")


def _bare(label: str) -> str:
    return _ORNAMENT.sub(" ", label).strip()


def _benchmark(near: Near) -> str:
    """The test that a score is of, as the text writes it, or ""."""
    if (after := _ON.match(near.behind)) and _BENCHMARK.search(after[1]):
        return after[1].rstrip(".'")
    for words in (_FROM_TO.sub("", near.ahead[-80:]), near.statement.label.partition(" (")[0], near.statement.column):
        match = _NAME_BEFORE.search(words)
        if not match or (near.amount.unit == "" and match["gap"] == " "):  # "Vending-Bench 2" is all name
            continue
        name = _FUNCTION_WORD.sub("", match[1]).strip(" .'")
        if _BENCHMARK.search(name):
            return name
    return ""


def _nearest(pattern: re.Pattern[str], clause: str) -> float:
    """How near the pattern comes to the # of a clause, from 0, not at all, to 1."""
    at = clause.find("#")
    return max((1 / (1 + abs(match.start() - at)) for match in pattern.finditer(clause)), default=0.0)


def _nearest_measure(clause: str) -> str:
    """The measure named nearest to the # of a clause, or ""."""
    at = clause.find("#")
    found = [
        (min(abs(match.end() - at), abs(match.start() - at)), -len(match.group()), name_of(match))
        for match in MEASURE.finditer(clause)
    ]
    return min(found)[2] if found else ""


def _head(words: str) -> str:
    return stem(words.split()[-1])


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]
