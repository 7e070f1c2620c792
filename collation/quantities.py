"""Quantities that respondents give, each with its unit and what it measures. Pure; the rules are rules of language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from collation.amounts import Amount, amounts
from collation.facts import Mention
from collation.measures import MEASURE, NEEDS_UNIT, name_of
from collation.record import Turn
from collation.statements import Statement, statements
from collation.words import plain, stem, typed

_DIGIT = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![\w-])(?:(?:GPT|GLM|Claude|Gemini|Llama|LLaMA|Qwen|DeepSeek|Mistral|Grok|Kimi|Opus|Sonnet|o\d|[A-Z][A-Za-z]+)"
    r"(?:-[A-Za-z]{1,8})?[- ]?[vV]?\d+(?:\.\d+)?[a-z]?(?:[- ](?:Pro|Flash|Max|Mini|Opus|Sonnet|Haiku|Turbo|Air|Code|Base|Large|Small|XL))?"
    r"|(?:Claude|Gemini|GPT|Llama|Qwen|DeepSeek|Mistral|Grok|Kimi)[ -](?:Opus|Sonnet|Pro|Flash|Haiku|Large|Max|R\d|V\d)(?: \d+(?:\.\d+)?)?)(?![\w%])"
)
_NO_NAME = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|"
                      r"Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Section|Table|Figure|Fig|Chapter|Page|Part|Step|Phase|Stage|Pass|Top|"
                      r"Week|Day|Year|Level|Tier|Item|Question|Score|Rating|Only|The|Of|In|On|At|By|To|A|An|About|Over|Nearly|Around|Up|With)"
                      r"[- ]?\d")  # fmt: skip
_COMPARED = re.compile(
    r"(?:\b(?:vs\.?|versus|compared (?:to|with)|against|than|relative to|as opposed to|instead of|rather than|up from|down from|"
    r"(?:increas|ris|grow|scal|improv|jump|go|mov|doubl|rais|declin|drop|fall|fell|rose|grew)\w* (?:\w+ )?from|from|previous(?:ly)?|predecessor\S*|prior|formerly|baseline|"
    r"the next[- ]best|runner-up|while (?:the )?(?:control|placebo|baseline)|for (?:the )?(?:control|placebo|baseline)\w*)\W{0,3}(?:[\w'.-]+ ){0,4}(?:\(|of |at |is |was )?)$"
)
_COMPARED_AFTER = re.compile(
    r"^\W{0,2}(?:[\w-]+ ){0,2}?(?:for|in|with|on|of|by) (?:the )?(?:control|placebo|baseline|sham|usual care|comparator|predecessor|previous|prior|standard care|next[- ]best|existing)\b|^ ?(?:in|on|for)? ?(?:the )?(?:control|placebo|baseline)\b"
)
_HYPOTHETICAL = re.compile(r"\b(?:imagine|for example|e\.g\.|say,|suppose|hypothetical|such as a|would need|you(?:'d| would) need)\b")
_BOUNDARY = re.compile(r"[;:()\[\]\n\t|]|, |,$| [–—-] |—| (?:while|whereas|and|but|with)(?= )")
_PARAMETERS = re.compile(r"^[\s-]*(?:(?:[\w-]+ ){0,2}?)(?:param|weights\b)")
_TOKENS = re.compile(r"^[\s-]*(?:[\w-]+ ){0,3}?-?tokens?\b")
_ACTIVE = re.compile(r"\bactiv|at work|per token|for (?:each|any|every)(?: \w+)? token|at a time|in use|at any (?:one )?(?:moment|time)|\bfire|\bwake|awake")
_PART = re.compile(r"\b(?:encoder|head|adapter|lora|draft|embedding|decoder|added|adds|additional|extra|trainable|router|smaller|distilled|teacher|student|per expert|shared)\b")
_TRAINING = re.compile(r"\b(?:pre-?)?train|\bcorp(?:us|ora)\b|\bdataset|\bdata\b|\blearn(?:ed|t|ing) from|\bsaw\b|\bread\b|\bfed\b|\bdiet\b")
_STAGE = re.compile(r"\b(?:mid-?train\w*|continued|fine-?tun\w*|post-?train\w*|additional|further|code|instruction|long-context|synthetic|reasoning)\b")
_CONTEXT = re.compile(r"\bcontexts?\b|\bwindow|\blong\b|\bmemory\b|\bhold|\bin view\b|\binput|\bsequence|\battend|\bat once\b")
_NOT_CONTEXT = re.compile(r"\bprompts?\b|\boutput|\bgenerat|\bresponses?\b|\bper (?:second|task|answer|query|day)|\bdegrad|\bbeyond\b|\bextend\w* from|\bthinking\b|\bbudget\b")
_SAVED = r"(?:reduc|cut|slash|lower|sav|less\b|fewer|cheaper|drop|decreas|declin|fell|fall|shrink|shrank|shrunk|trim|shav|halv|down by|smaller|off)"
_GAINED = r"(?:increas|improv|rais|gain|higher|boost|faster|more\b|better|grew|grow|rose|ris|up by|larger|longer|greater|uplift)"
_SAVING, _GAINING = re.compile(rf"\b{_SAVED}"), re.compile(rf"\b{_GAINED}")
_RESOURCE = {
    "compute": re.compile(r"\bcomput|\bcosts?\b|\bflops?\b|\binference|\btraining cost|\bbudget|\bexpens|\bspend|\bcheaper"),
    "memory": re.compile(r"\bmemory\b|\bvram\b|\bkv[- ]cache|\bfootprint"),
    "time": re.compile(r"\blatenc|\btime\b|\bwall-clock|\bduration"),
    "energy": re.compile(r"\benergy\b|\bpower\b|\belectric|\bcarbon|\bemission"),
}  # fmt: skip
_RATING_OF = re.compile(r"^\s?(?:/|out of|of)\s?(?P<top>\d{1,3}|five|ten)(?![\w/.]\d|\w)(?!\s?(?:tasks?|cases?|patients?|tickets?|runs?|times|problems|questions?|samples?|items|studies|trials|attempts)\b)")
_RATING = re.compile(r"\b(?:score|scores|scored|rating|rate|rated|grade|verdict|overall|assessment|stars?|mark|recommendation|give|confidence)\b")
_OF_HEADS = re.compile(r"([a-z][a-z'-]*(?: [a-z][a-z'-]*)?)\s*(?:\(\w+\)\s*)?(?:of|is|was|were|=|:|at|to|reached|reaches|equals|averaged|averaging|stands at|stood at|hit|hits)\s*(?:only |just |a |an |the )*$")
_COUNTED = re.compile(r"^[\s-]*((?:[a-z][a-z'-]*[\s-]){0,3}?)([a-z][a-z'-]*[^\Ws](?:s|ren)|people|men|women|mice|layer|expert|author|page|gpu|site|centre|center|patient|class)(?![\w'])")
_STRONG_COUNTS = {
    "layers": "layers", "experts": "experts", "gpus": "GPUs", "chips": "GPUs", "accelerators": "GPUs", "authors": "authors",
    "contributors": "authors", "pages": "pages", "layer": "layers", "expert": "experts", "author": "authors", "page": "pages", "sites": "sites", "centres": "sites",
    "centers": "sites", "hospitals": "sites", "clinics": "sites", "site": "sites", "classes": "classes", "categories": "classes", "languages": "languages",
    "heads": "attention heads", "epochs": "epochs", "qubits": "qubits", "telescopes": "telescopes", "stations": "stations",
    "countries": "countries", "class": "classes", "gpu": "GPUs", "hyperparameters": "hyperparameters", "images": "images", "videos": "videos", "photographs": "images",
    "pictures": "images", "scans": "scans", "events": "events", "detectors": "detectors", "annotators": "annotators", "raters": "annotators", "radiologists": "radiologists",
    "datasets": "datasets", "galaxies": "galaxies", "stars": "", "frames": "frames", "hours": "", "samples": "samples", "species": "species",
}  # fmt: skip
_PEOPLE = frozenset("patients participants subjects volunteers people adults children individuals men women persons patient respondents students".split())
_ENROLLED = re.compile(r"\b(?:enrol|recruit|randomi|trial|study|cohort|includ|total|sample|studied|tested in|covers?|followed|assigned|analy[sz]ed|n =)")
_SUBSET = re.compile(r"\b(?:arm|group|placebo|received|had|experienced|died|withdrew|developed|completed|discontinued|dropped|reported|suffered|lost|per|each|of them|of whom|were (?:women|men)|control|responded|deaths?|excluded)\b")
_N_EQUALS = re.compile(r"\bn\s?=\s*$")
_ON = re.compile(r"\b(?:on|for|in) (?:the |a |an )?((?:[A-Z0-9][\w'+.@-]*)(?:[ -](?:[A-Z0-9][\w'+.@-]*))*)")
_TITLE_END = re.compile(r"((?:[A-Z0-9τ][\w'+.@²τ-]*|\d)(?:[ -](?:[A-Z0-9][\w'+.@²-]*))*)(?:,? (?:test set|benchmark|suite|dataset|score|accuracy|resolve rate|success rate|pass rate))?(?: (?:score|result|rate))?\s*(?:\(|:|=|\bof|\bat|\bis|\bwas|,|—|–|\bscore of)?\s*(?:\ba (?:score|result) of )?$")
_BENCH = re.compile(r"(?i)bench|eval|mmlu|gpqa|aime|math|gsm|arena|swe|hle|humanity|browsecomp|mbpp|imagenet|coco|cifar|gaia|arc|qa\b|index|glue|wer\b|librispeech|ade20k|kitti|nuscenes|cityscapes|pope|vqa|mmmu|hmmt|imo|leaderboard|exam|test\b|suite|challenge|terminal|τ|tau|codexglue|livecode|tool|openimages|davis|kinetics|chexpert|mimic")
_NOT_NAMES = frozenset("the a an in on it this that these yes no however also and but table figure fig section page version v".split())


@dataclass(frozen=True)
class _Near:
    """An amount and the words about it, in plain text: its clause before and after, the rest of its sentence, its labels."""

    amount: Amount
    before: str
    after: str
    rest: str
    clause: str
    sentence: str
    label: str
    column: str
    heading: str


@dataclass(frozen=True)
class _Topic:
    key: str
    name: str
    many: str = "one"


def quantities(turn: Turn) -> Iterator[Mention]:
    """The quantities that one response gives and of which its words say what they measure; the others are left out.

    What is given only for comparison (for another system, for a control group, "up from 71%") is left out too.
    """
    text = typed(turn.text)
    lowered = plain(turn.text)
    main = subject_of(text)
    for statement in statements(turn):
        if not _DIGIT.search(text, statement.start, statement.end):
            continue
        found = list(amounts(lowered, statement.start, statement.end))
        for i, amount in enumerate(found):
            floor = found[i - 1].end if i else statement.start
            ceiling = found[i + 1].start if i + 1 < len(found) else statement.end
            near = _near(text, lowered, statement, amount, floor, ceiling)
            if _is_aside(text, near, statement, main):
                continue
            for topic in _topics(text, near, statement):
                yield _mention(text, statement, near, topic)


def subject_of(text: str) -> str:
    """The name with a number in it ("GLM-5") that a typed text speaks of most, or ""."""
    names = Counter(name for match in _NAMED.finditer(text) if not _NO_NAME.match(name := match.group()))
    return max(sorted(names), key=lambda name: names[name], default="")


def _near(text: str, lowered: str, statement: Statement, amount: Amount, floor: int, ceiling: int) -> _Near:
    before = lowered[floor : amount.start]
    edge = max((match.end() for match in _BOUNDARY.finditer(before.rstrip(" (:"))), default=0)
    after = lowered[amount.end : ceiling]
    cut = _BOUNDARY.search(after)
    before, after = before[edge:], after[: cut.start() if cut else None]
    return _Near(
        amount, before, after, lowered[amount.end : statement.end], f"{before} # {after}", lowered[statement.start : statement.end],
        plain(statement.label), plain(statement.column), plain(statement.heading),
    )  # fmt: skip


def _is_aside(text: str, near: _Near, statement: Statement, main: str) -> bool:
    """Whether the amount is said of something else than the paper's subject, or only supposed."""
    if _HYPOTHETICAL.search(near.sentence):
        return True
    ahead = near.sentence[: near.amount.start - statement.start][-60:]
    if _COMPARED.search(ahead) and not re.search(r"\bto\W+(?:\w+ )?$", ahead) or _COMPARED_AFTER.search(near.after):
        return True
    if near.column and _other_subject(statement.column, main) or near.label and _other_subject(statement.label, main):
        return True
    if re.search(r"\b(?:rival|baseline|best other|prior|previous|control|placebo|dense)\b", near.column):
        return True
    local = text[near.amount.start - len(near.before) : near.amount.end + len(near.after)]
    names = {match.group() for match in _NAMED.finditer(local) if not _NO_NAME.match(match.group())}
    return bool(main) and bool(names) and not any(_same_subject(name, main) for name in names) and not _BENCH.search(" ".join(names))


def _other_subject(title: str, main: str) -> bool:
    match = _NAMED.fullmatch(title.strip(" *"))
    return bool(match and main and not _same_subject(match.group(), main) and not _BENCH.search(title))


def _same_subject(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).lower().startswith(re.sub(r"\W", "", other).lower())


def _topics(text: str, near: _Near, statement: Statement) -> Iterator[_Topic]:
    amount = near.amount
    if amount.unit in ("", "stars") and (rating := _rating(near)):
        yield rating
    elif _TOKENS.match(near.after) and amount.unit == "":
        if topic := _tokens(near):
            yield topic
    elif amount.unit == "" and (_PARAMETERS.match(near.after) or _is_size(near)):
        if not _PART.search(near.clause):
            active = _ACTIVE.search(near.after) or _ACTIVE.search(near.before) or _ACTIVE.search(near.label)
            yield _Topic("parameters:active", "Active parameters") if active else _Topic("parameters", "Parameters")
    elif change := _change(near):
        yield change
    elif amount.unit in ("", "%", "dollars") and (name := _benchmark(text, near, statement)):
        yield _Topic(f"score:{re.sub(r'[^a-z0-9]', '', name.lower())}", name, "some")
    elif measured := _measured(near):
        yield measured
    elif amount.unit == "" and (counted := _counted(near)):
        yield counted


def _rating(near: _Near) -> _Topic | None:
    after = near.sentence
    top = _RATING_OF.match(near.rest)
    if not top:
        return None
    label = near.label or near.column
    words = f"{near.before} {near.label} {near.column} {near.heading if len(near.sentence) < 40 else ''}"
    if not (_RATING.search(words) or near.sentence.lstrip(" *").startswith(str(int(near.amount.figure))) or near.amount.unit == "stars"):
        return None
    about = re.sub(r"\b(?:score|scores|rating|overall|my|final|verdict|the|grade|assessment)\b|[^a-z ]", "", label).split()
    if about and len(about) <= 3 and after:
        return _Topic(f"rating:{'-'.join(map(stem, about))}", f"Rating: {' '.join(about)}")
    return _Topic("rating", "Overall rating")


def _tokens(near: _Near) -> _Topic | None:
    for words in (near.clause, f"{near.label} {near.column}", near.sentence):
        if _NOT_CONTEXT.search(words):
            return None
        if near.amount.figure >= 5e9 and _TRAINING.search(words):
            if words == near.clause and _STAGE.search(words):
                return _Topic("tokens:later training", "Later training tokens", "some")
            return _Topic("tokens:training", "Training tokens")
        if 1e3 <= near.amount.figure < 1e9 and _CONTEXT.search(words):
            return _Topic("tokens:context", "Context length")
    return _Topic("tokens:training", "Training tokens") if near.amount.figure >= 1e11 else None


def _is_size(near: _Near) -> bool:
    """Whether a bare "744B" is a number of parameters: said of a model, its size or its experts."""
    if not (near.amount.scaled and 1e8 <= near.amount.figure < 1e14) or _TOKENS.match(near.after):
        return False
    return bool(
        re.match(r"^[\s-]*(?:[\w-]+[\s-]){0,2}?(?:activ|dense|moe|mixture|model|total|of them|are|at work|llm|sparse)|^$", near.after)
        and re.search(r"\bmodel|\bmoe\b|\bmixture|\bparam|\bscale|\bsize|\bactiv|\bexperts", f"{near.sentence} {near.label} {near.column}")
        and not re.search(r"\b(?:tokens|data|corpus|revenue|dollars|users|market)\b", near.clause)
    )  # fmt: skip


def _change(near: _Near) -> _Topic | None:
    """What is saved or gained, by per cent or by so many times."""
    if near.amount.unit not in ("%", "×"):
        return None
    for words in (near.clause, f"{near.label} {near.column} {near.clause}", near.sentence if near.amount.unit == "%" else ""):
        saving, gaining = _SAVING.search(words), _GAINING.search(words)
        if not (saving or gaining) or (words == near.sentence and not re.search(r"\bby\W+(?:\w+ ){0,2}$|^$", near.before)):
            continue
        for name, pattern in _RESOURCE.items():
            if pattern.search(words) and saving:
                return _Topic(f"saved:{name}:{near.amount.unit}", f"{name.capitalize()} saved")
        measure = _nearest_measure(near) or _nearest_measure(replace(near, clause=words))
        direction = "reduction" if saving else "gain"
        if measure and measure not in ("speed-up", "price"):
            return _Topic(f"{direction}:{measure}:{near.amount.unit}", f"{measure[0].upper()}{measure[1:]}: {direction}", "some")
        if near.amount.unit == "×" and gaining:
            about = next((w for w in ("train", "inference", "converge", "decod", "rollout", "throughput", "long") if w in words), "")
            return _Topic(f"times:{about or 'faster'}", f"Speed-up{f' ({about})' if about else ''}", "some")
        if head := re.search(r"\b(?:in|of|by) (?:the )?((?:[a-z-]+ ){0,1}[a-z-]{4,})\b", near.after):
            return _Topic(f"{direction}:{_head(head[1])}", f"{head[1]}: {direction}", "some")
        if head := re.search(rf"\b(?:{_SAVED}|{_GAINED})[a-z]* (?:the |its |their )?((?:[a-z-]+ ){{0,2}}?[a-z-]{{4,}}) by\b", near.before):
            return _Topic(f"{direction}:{_head(head[1])}", f"{head[1]}: {direction}", "some")
    return None


def _benchmark(text: str, near: _Near, statement: Statement) -> str:
    """The test that a score is of, as the text writes it, or ""."""
    if near.amount.unit == "" and near.amount.scaled:
        return ""
    after = text[near.amount.end : near.amount.end + len(near.after)]
    if match := _ON.match(re.sub(r"^[\s%]*(?:accuracy |score |pass rate |success rate |resolve rate |resolved )?", "", after)):
        if _BENCH.search(match[1]) and not _NO_NAME.match(match[1]):
            return match[1].rstrip(".'")
    for words in (text[statement.start : near.amount.start], statement.label, statement.column):
        match = _TITLE_END.search(words[-80:])
        name = match[1].strip(" .'") if match else ""
        if match and near.amount.unit == "" and match.end(1) + 1 >= match.end() and words is not statement.label:
            continue  # "Vending-Bench 2" is all name
        if name and _BENCH.search(name) and not name[0].isdigit() and name.split()[0].lower() not in _NOT_NAMES:
            return name
    return ""


def _nearest_measure(near: _Near) -> str:
    """The measure named nearest to the amount in its clause, else in its label, in a unit that it can have."""
    at = near.clause.find("#")
    found = sorted(
        (min(abs(match.end() - at), abs(match.start() - at)), -len(match.group()), name_of(match))
        for match in MEASURE.finditer(near.clause)
    )
    names = [name for *_, name in found] + [name_of(match) for match in MEASURE.finditer(f"{near.label} {near.column}")]
    return next((name for name in names), "")


def _measured(near: _Near) -> _Topic | None:
    unit = near.amount.unit
    name = _nearest_measure(near)
    if name and unit in NEEDS_UNIT.get(name, {unit}):
        if not near.amount.scaled and not near.amount.spelt:
            group = re.search(r"\bin (?:the )?([a-z-]+) (?:arm|group)\b", near.clause)
            key = f"{name}:{unit}" + (f":{stem(group[1])}" if group else "")
            return _Topic(f"measure:{key}", name[0].upper() + name[1:] + (f" ({group[1]})" if group else ""), "some")
    if unit not in ("", "×") and (match := _OF_HEADS.search(near.before)):
        head = match[1].split()[-1]
        if len(head) > 3 and head not in _VERBISH:
            return _Topic(f"of:{_head(match[1])}:{unit}", match[1], "some")
    return None


_VERBISH = frozenset("that this which than from with into about reaches reached achieves achieved reports reported gets scores was were are have score results result them they those rate rates some most more less least only over".split())


def _head(words: str) -> str:
    return stem(words.split()[-1])


def _counted(near: _Near) -> _Topic | None:
    amount = near.amount
    if not amount.figure.is_integer() or amount.figure < 2:
        return None
    if _N_EQUALS.search(near.before):
        return _Topic("count:participants", "Participants")
    match = _COUNTED.match(near.after)
    if not match:
        return None
    noun = match[2]
    if noun in _PEOPLE:
        if _ENROLLED.search(near.sentence) and not _SUBSET.search(near.clause):
            return _Topic("count:participants", "Participants")
        return None
    if amount.spelt and noun not in ("layers", "sites", "centres", "centers", "hospitals", "experts", "countries", "clinics"):
        return None
    if name := _STRONG_COUNTS.get(noun):
        extra = next((word for word in ("active", "activated", "shared", "training", "test", "validation", "routed", "hidden", "selected") if re.search(rf"\b{word}\b", near.clause)), "")
        return _Topic(f"count:{name}:{extra}" if extra else f"count:{name}", f"{name[0].upper()}{name[1:]}" + (f" ({extra})" if extra else ""), "some" if extra else "one")
    return None


def _mention(text: str, statement: Statement, near: _Near, topic: _Topic) -> Mention:
    amount = near.amount
    low, high, key = amount.low, amount.high, amount.key
    shown = " ".join(text[amount.start : amount.end].split())
    if topic.key.startswith("rating"):
        top = _RATING_OF.match(near.rest)
        whole = {"five": 5, "ten": 10}.get(top["top"]) or float(top["top"]) if top else 10.0
        low = high = amount.figure / (whole or 1)
        shown, key = f"{shown}/{whole:g}", f"{low:.3f}"
    elif topic.key == "tokens:context" and amount.scaled:
        low, high = low * 0.97, high * 1.05
    return Mention(
        "quantity", topic.name, topic.key, shown, key, statement.whole_start, statement.whole_end, topic.many,
        amount.approximate, low, high,
    )  # fmt: skip
