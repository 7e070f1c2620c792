"""How large: parameters, tokens, context, people, parts, and how long a study lasted. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collation.near import Near


@dataclass(frozen=True)
class Topic:
    """What a number measures. `many` is that of a Mention: "one" cannot be true beside another value, "some" may."""

    key: str
    name: str
    many: str = "one"


_PARAMETERS = re.compile(r"[\s-]*(?:(?:[\w-]+ ){0,2}?)(?:param|weights\b)")
_TOKENS = re.compile(
    r"[\s-]*(?:(?!(?:are|is|were|was|active|activated|of|per|for|with|param\w*|at|in|on|"
    r"and)\b)[\w-]+ ){0,3}?-?tokens?\b"
)
_ACTIVE = re.compile(
    r"\bactiv|at work|per token|for (?:each|any|every)(?: \w+)? token|at a time|in use|at any (?:one )?(?:moment|time)|"
    r"\bfire|\bwake|awake"
)
_PART = re.compile(
    r"\b(?:encoder|head|adapter|lora|draft|embedding|decoder|added|adds|additional|extra|trainable|router|smaller|"
    r"distilled|teacher|student|per expert|shared)\b"
)
_OF_A_MODEL = re.compile(r"\bmodel|\bmoe\b|\bmixture|\bparam|\bscale|\bsize|\bactiv|\bexperts")
_THEN_A_MODEL = re.compile(
    r"[\s-]*(?:[\w-]+[\s-]){0,2}?(?:activ|dense|moe|mixture|model|total|of them|are|at work|llm|sparse)|$"
)
_A = re.compile(r"\b(?:an?|the|its|this)\W*$")
_OF_NO_MODEL = re.compile(r"\b(?:tokens|data|corpus|revenue|dollars|users|market)\b")
_TRAINING = re.compile(
    r"\b(?:pre-?)?train|\bcorp(?:us|ora)\b|\bdataset|\bdata\b|\blearn(?:ed|t|ing) from|\bsaw\b|\bread\b|\bfed\b|"
    r"\bdiet\b"
)
_STAGE = re.compile(
    r"\b(?:mid-?train\w*|continued|fine-?tun\w*|post-?train\w*|additional|further|code|instruction|long-context|"
    r"synthetic|reasoning)\b"
)
_CONTEXT = re.compile(
    r"\bcontexts?\b|\bwindow|\blong\b|\bmemory\b|\bhold|\bin view\b|\binput|\bsequence|\battend|\bat once\b"
)
_CONTEXT_BEFORE = re.compile(r"\bcontext (?:window |length |size )?(?:of |is |was |to |grows to |up to |[:=(] ?)*$")
_CONTEXT_AFTER = re.compile(r"[\s-]*(?:[a-z-]+ )?context")
_NO_CONTEXT = re.compile(
    r"\bprompts?\b|\boutput|\bgenerat|\bresponses?\b|\bper (?:second|task|answer|query|day)|\bdegrad|\bbeyond\b|"
    r"\bextend\w* from|\bthinking\b|\bbudget\b"
)
_COUNTED = re.compile(
    r"[\s-]*(?:[a-z][a-z'-]*[\s-]){0,3}?([a-z][a-z'-]*[^\Ws](?:s|ren)|people|men|women|mice|loci|nuclei|spectra|taxa|"
    r"layer|expert|author|page|gpu|site|centre|center|class)(?![\w'])"
)
_WORD = re.compile(r"[a-z][a-z'-]*")
_COUNTS = {
    noun: name
    for name, nouns in {
        "layers": "layers layer", "experts": "experts expert", "GPUs": "gpus gpu chips accelerators",
        "authors": "authors author contributors", "pages": "pages page", "classes": "classes class categories",
        "sites": "sites site centres centers centre center hospitals clinics", "languages": "languages",
        "attention heads": "heads", "epochs": "epochs", "qubits": "qubits", "telescopes": "telescopes",
        "stations": "stations", "countries": "countries", "hyperparameters": "hyperparameters", "videos": "videos",
        "images": "images photographs pictures", "scans": "scans", "events": "events", "detectors": "detectors",
        "annotators": "annotators raters", "radiologists": "radiologists", "datasets": "datasets", "frames": "frames",
        "galaxies": "galaxies", "samples": "samples", "species": "species",
    }.items()
    for noun in nouns.split()
}  # fmt: skip
_MANY = 10  # at least, where any noun will do: "three reasons" are no fact
_NO_COUNTS = frozenset(
    "times points cases ways reasons words lines minutes hours things others masses units steps tokens "
    "parameters weights characters".split()
)
_SPELT_COUNTS = frozenset({"layers", "sites", "experts", "countries", "samples"})
_WHICH = re.compile(r"\b(active|activated|shared|training|test|validation|routed|hidden|selected)\b")
_PEOPLE = frozenset(
    """patients participants subjects volunteers people adults children individuals men women persons respondents pupils
    students developers engineers programmers nurses doctors physicians clinicians teachers users workers employees
    infants families households mice rats animals professionals practitioners undergraduates interviewees""".split()
)
_ENROLLED = re.compile(
    r"\b(?:enrol|recruit|randomi|trial|study|cohort|includ|total|sample|studied|tested in|took part|participat|"
    r"experiment|survey|interview|covers?|followed|assigned|analy[sz]ed)"
)
_SUBSET = re.compile(
    r"\b(?:arm|group|placebo|received|had|experienced|died|withdrew|developed|completed|discontinued|dropped|reported|"
    r"suffered|lost|per|each|of them|of whom|were (?:women|men)|control|responded|deaths?|excluded)\b"
)
_SAMPLE_OF = re.compile(r"\b(?:sample|cohort) of\W*$")
_N_EQUALS = re.compile(r"\bn\s?=\s*$")
_LASTS = re.compile(
    r"\b(?:for|over|lasted|lasts|lasting|ran|duration|period of|length|across|during|within)\W*"
    r"(?:a |an |the |of |total |period |course )*$"
)
_STUDY = re.compile(
    r"\b(?:trial|study|studied|experiment|followed|treat|placebo|randomi[sz]ed|intervention|ran|lasted|duration|period)"
)
_LONG_STUDY = re.compile(r"\W*(?:long )?(?:trial|study|experiment|period|intervention|programme|program)\b")


def size(near: Near) -> Topic | None:
    """The parameters, tokens or context length that a bare number gives."""
    if near.amount.unit:
        return None
    if _TOKENS.match(near.after) or _is_context(near) or ("tokens" in near.label and near.amount.scaled):
        return _tokens(near)
    if _PARAMETERS.match(near.after) or _is_model_size(near):
        if _PART.search(near.clause):
            return None
        if _ACTIVE.search(near.clause) or _ACTIVE.search(near.label):
            return Topic("parameters:active", "Active parameters")
        return Topic("parameters", "Parameters")
    return None


def count(near: Near) -> Topic | None:
    """What a bare whole number counts, where there is but one right count of it: people enrolled, layers, authors."""
    amount = near.amount
    if amount.unit or not amount.figure.is_integer() or amount.figure < 2:
        return None
    if _N_EQUALS.search(near.before):
        return Topic("count:participants", "Participants", "some")
    match = _COUNTED.match(near.after)
    if not match:
        return None
    return _count_of(match[1], near)


def counted_by_label(near: Near) -> Topic | None:
    """What a number counts that alone fills the table cell or line of a label: "Languages: 54"."""
    noun = next(
        (word for word in reversed(_WORD.findall(near.label)) if word in _PEOPLE or _COUNTED.fullmatch(word)), ""
    )
    if near.amount.unit or not near.amount.figure.is_integer() or not noun or near.rest.strip(" .*"):
        return None
    return _count_of(noun, near)


def _count_of(noun: str, near: Near) -> Topic | None:
    amount = near.amount
    if noun in _PEOPLE or _SAMPLE_OF.search(near.before):
        enrolled = _ENROLLED.search(f"{near.sentence} {near.labels}") and not _SUBSET.search(near.clause)
        return Topic("count:participants", "Participants", "some") if enrolled else None
    name = _COUNTS.get(noun, noun)
    known = noun in _COUNTS
    if (amount.spelt and name not in _SPELT_COUNTS) or not (known or _is_many(amount.figure)) or noun in _NO_COUNTS:
        return None
    title = f"{name[0].upper()}{name[1:]}"
    if which := _WHICH.search(near.clause):
        return Topic(f"count:{name}:{which[1]}", f"{title} ({which[1]})", "some")
    return Topic(f"count:{name}", title, "one" if known else "some")


def _is_many(figure: float) -> bool:
    """Whether a number of anything is worth telling: not "three reasons", and not a year."""
    return figure >= _MANY and not 1900 <= figure <= 2100


def duration(near: Near) -> Topic | None:
    """How long the study lasted, where a time says that."""
    if near.amount.unit != "days":
        return None
    lasts = _LONG_STUDY.match(near.after) or (
        _STUDY.search(f"{near.sentence} {near.label}")
        and (_LASTS.search(near.before) or "duration" in near.label or "length" in near.label)
    )
    return Topic("measure:duration:days", "Duration", "some") if lasts else None


def _tokens(near: Near) -> Topic | None:
    for words in (near.clause, near.labels, near.sentence):
        if _NO_CONTEXT.search(words):
            return None
        if near.amount.figure >= 5e9 and _TRAINING.search(words):
            if words == near.clause and _STAGE.search(words):
                return Topic("tokens:later training", "Later training tokens", "some")
            return Topic("tokens:training", "Training tokens")
        if 1e3 <= near.amount.figure < 1e9 and _CONTEXT.search(words):
            return Topic("tokens:context", "Context length")
    return Topic("tokens:training", "Training tokens") if near.amount.figure >= 1e11 else None


def _is_context(near: Near) -> bool:
    """Whether a bare "128K" is a context length: its words or its row say so."""
    return near.amount.scaled and bool(
        _CONTEXT_AFTER.match(near.after)
        or _CONTEXT_BEFORE.search(near.before)
        or ("context" in near.labels and not near.after.strip())
    )


def _is_model_size(near: Near) -> bool:
    """Whether a bare "744B" is a number of parameters: said of a model, its size or its experts."""
    return bool(
        near.amount.scaled
        and 1e8 <= near.amount.figure < 1e14
        and (_THEN_A_MODEL.match(near.after.strip()) or _A.search(near.before))
        and _OF_A_MODEL.search(f"{near.sentence} {near.labels}")
        and not _OF_NO_MODEL.search(near.clause)
    )
