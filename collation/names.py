"""Names given for the same thing: who made it, its licence, how it was trained, what it was tested on. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from collation.facts import Mention
from collation.statements import Account, Statement
from collation.words import plain


@dataclass(frozen=True)
class _Relation:
    """A topic of names: the form of each value, and what its sentence has to speak of."""

    topic: str
    many: str
    forms: dict[str, str]
    said_of: re.Pattern[str] | None = None

    def pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<![\w-])(?:" + "|".join(self.forms.values()) + r")(?!\w)")

    def value_of(self, match: re.Match[str]) -> str:
        return next(
            name
            for name, form in self.forms.items()
            if re.compile(rf"(?:{form})(?!\w)").match(match.string, match.start())
        )


_GENERAL = frozenset({"asynchronous RL", "RLHF", "rejection sampling", "on-policy distillation"})
"""Methods that can stand beside any algorithm: who names only these has not said which one was used."""

_RELATIONS = {
    "method": _Relation(
        "Training and alignment method",
        "algorithms",
        {
            "PPO": r"PPO|Proximal Policy Optimi[sz]ation",
            "DPO": r"DPO|Direct Preference(?: Optimi[sz]ation)?",
            "GRPO": r"GRPO|Group[- ]Relative Policy Optimi[sz]ation",
            "DAPO": "DAPO",
            "RLHF": r"RLHF|[Rr]einforcement [Ll]earning from [Hh]uman [Ff]eedback",
            "RLAIF": r"RLAIF|[Rr]einforcement [Ll]earning from AI [Ff]eedback",
            "RLVR": r"RLVR|[Rr]einforcement [Ll]earning (?:with|from) [Vv]erifiable [Rr]ewards?",
            "Constitutional AI": r"[Cc]onstitutional (?:AI|[Rr]eview|[Tt]raining)",
            "KTO": "KTO",
            "ORPO": "ORPO",
            "REINFORCE": "REINFORCE",
            "TRPO": r"TRPO|Trust Region Policy Optimi[sz]ation",
            "Q-learning": r"(?:[Dd]eep )?Q-[Ll]earning|DQN",
            "SAC": r"[Ss]oft [Aa]ctor[- ][Cc]ritic",
            "rejection sampling": r"[Rr]ejection [Ss]ampling",
            "on-policy distillation": r"[Oo]n-[Pp]olicy (?:[\w-]+ )?[Dd]istillation",
            "asynchronous RL": r"[Aa]synchronous (?:[\w-]+ )?(?:RL|[Rr]einforcement[- ][Ll]earning)",
        },
    ),
    "optimiser": _Relation(
        "Optimiser",
        "one",
        {
            name: name
            for name in "AdamW Adam Muon SGD Lion Adafactor Shampoo LAMB RMSprop".split()
        },
        re.compile(r"optimi[sz]|\btrain(?:ed|ing)\b|learning rate"),
    ),
    "licence": _Relation(
        "Licence",
        "one",
        {
            "MIT": r"MIT(?! Press| researcher| professor| lab| group| team|'s)",
            "Apache 2.0": r"Apache(?:[ -]Licen[cs]e)?[ ,-]*(?:v(?:ersion )?\.?)?2(?:\.0)?",
            "BSD": r"BSD(?:-\d-Clause)?",
            "AGPL": r"AGPL(?:v?3)?",
            "GPL": r"GPL(?:[- ]?v?[23](?:\.0)?)?|GNU General Public Licen[cs]e",
            "CC BY-NC": r"CC[ -]BY-NC(?:-SA|-ND)?(?: \d\.0)?",
            "CC BY-SA": r"CC[ -]BY-SA(?: \d\.0)?",
            "CC BY": r"CC[ -]BY(?: \d\.0)?|Creative Commons Attribution",
            "Llama licence": r"L(?:lama|LaMA)(?: \d)?(?: Community)? [Ll]icen[cs]e",
        },
        re.compile(r"licen[cs]|released under|open[- ]source"),
    ),
    "hardware": _Relation(
        "Hardware",
        "one",
        {
            "Huawei Ascend": r"Huawei(?:'s)?(?: Ascend)?|Ascend(?: \d+\w*)?",
            "NVIDIA": r"NVIDIA|Nvidia|[HA]100s?|[HA]800s?|H200s?|B200s?",
            "TPU": r"(?:Google )?(?:Cloud )?TPUs?(?: ?v\d\w*)?",
            "AMD": r"AMD(?: MI\d+X?)?",
            "Cambricon": "Cambricon",
            "Moore Threads": "Moore Threads",
        },
        re.compile(r"\btrain(?:ed|ing)\b"),
    ),
    "architecture": _Relation(
        "Architecture",
        "one",
        {
            "mixture of experts": r"[Mm]ixture[- ]of[- ][Ee]xperts|MoE",
            "dense": r"(?:fully )?[Dd]ense (?:model|transformer|decoder|architecture)",
            "diffusion": r"(?:[Ll]atent )?[Dd]iffusion (?:model|transformer)",
            "state space": r"[Ss]tate[- ][Ss]pace model|Mamba",
            "vision transformer": r"[Vv]ision [Tt]ransformer|ViT",
            "convolutional": r"[Cc]onvolutional(?: neural)? (?:network|backbone|architecture)|CNN",
            "U-Net": "U-Net",
        },
        re.compile(r"\b(?:is|uses?|using|based on|built (?:on|as)|with|architecture|model with|backbone|size|scale|"
            r"parameters?)\b"),
    ),
}  # fmt: skip
_PATTERNS = {key: relation.pattern() for key, relation in _RELATIONS.items()}
_OF_OTHERS = re.compile(
    r"\b(?:than|versus|vs\.?|unlike|rather than|instead of|compared (?:to|with)|not|no mention of|without|replac\w+|"
    r"over|outperform\w*|prior|previous|earlier|other|such as|like|e\.g\.,?|whether|if|or)\W+(?:[\w-]+ ){0,3}$|"
    r"n't (?:[\w-]+ ){0,3}$"
)

_NAME = r"[A-Z][\w&.'-]{0,30}(?: [A-Z][\w&.-]{0,30}){0,4}"
_GROUP = r"(?:researchers|team|engineers|scientists|authors|group|company|lab|laboratory|startup|start-up|firm)"
_MAKER = re.compile(
    rf"(?<=[\w),]) (by|at|from|of|called) "
    rf"(?:(?:an? |the )?(?:[\w-]+ )?{_GROUP} (?:(?:at|from|of|called) )?)?(?:the )?({_NAME})"
)
_MADE = re.compile(
    r"\b(?:developed|built|created|made|released|produced|published|introduced|designed|launched|presented|proposed|unveiled|"
    r"open-sourced|authored|conducted)(?: jointly)?$"
)
_COMES = re.compile(r"\b(?:models?|system|release|framework|llm|report|network)(?: \([^()]*\))?,?$")
_PEOPLE_OF = re.compile(rf"\b{_GROUP},?$")
_OWNER = re.compile(
    rf"(?<![\w.])({_NAME})(?:'s?) (?:[\w-]+ ){{0,4}}?(?:model|flagship|system|release|report|LLM|framework|detector|"
    r"network|architecture)\b"
)
_MAKER_LABEL = re.compile(
    r"\W*(?:developer|developed by|maker|made by|vendor|built by|company|organi[sz]ation|lab)s?\W*"
)
_MAKER_SAID = re.compile(rf"(?<![\w-])({_NAME})$")
_NO_MAKER = re.compile(
    r"(?:.*\b(?:Team|Authors?|Figure|Table|Section|Company)|.*\d.*|The|An?|Its?|This|That|These|Here|There|We|They|I|"
    r"OpenAI|"
    r"Anthropic|Google|GPT.*|Claude.*|Gemini.*|GitHub|Hugging.*|arXiv|Nature|RL|AI|LLM|What|Who|Let|One|Today|Rivals?)$"
)
_LEGAL = frozenset({"inc", "ltd", "the", "corp", "co", "gmbh"})

_TEST = re.compile(
    r"(?<![\w-])((?:[A-Z]\w*-)?[A-Z]\w*(?:Bench|Eval|MLU|\w\w\wQA|GLUE|Comp)\w*"
    r"(?:[- ](?:Verified|Multilingual|Pro|Lite|Hard|Plus|Diamond|\d(?:\.\d)?(?!\.?\d|%)))?"
    r"|[A-Z][\w-]*(?:-[Bb]ench| Bench)(?!mark)(?: (?:Verified|Multilingual|Pro|Lite|Hard|\d(?:\.\d)?(?!\.?\d|%)))?"
    r"|MBPP|HumanEval|MMLU(?:-Pro)?|GPQA(?: Diamond)?|AIME(?: ?20\d\d)?|GSM8K|ImageNet(?:-\w+)?|MS[- ]COCO|COCO|"
    r"CIFAR-10+|"
    r"KITTI|ADE20K|LibriSpeech|CodeXGLUE|Humanity's Last Exam|HLE|LMArena|GAIA|ARC-AGI(?:-\d)?|BrowseComp)(?!\w)"
)


def names(account: Account) -> Iterator[Mention]:
    """The names that one response gives in relations that can be compared across respondents."""
    for key, pattern in _PATTERNS.items():
        relation = _RELATIONS[key]
        for statement, match in _found(account, pattern):
            lowered = f"{plain(statement.label)} {account.lowered[statement.start : statement.end]}"
            if (relation.said_of is None or relation.said_of.search(lowered)) and not _is_of_others(
                account, statement, match
            ):
                value = relation.value_of(match)
                yield _mention(statement, key, value, _letters(value))
    for statement, match in (*_found(account, _MAKER), *_found(account, _OWNER)):
        name = match[match.lastindex or 0].strip(" .,").removesuffix("'s").removesuffix("'")
        if match.re is _MAKER and not _says_who_made(account.lowered[statement.start : match.start()][-60:], match[1]):
            continue
        if name and not _NO_MAKER.match(name) and not _is_of_others(account, statement, match):
            yield _mention(statement, "maker", name, _maker_key(name))
    for statement in account.statements:
        labelled = statement.label and _MAKER_LABEL.fullmatch(plain(statement.label))
        if labelled and (said := _MAKER_SAID.search(account.text, statement.start, statement.end)):
            yield _mention(statement, "maker", said[1], _maker_key(said[1]))
    for statement, match in _found(account, _TEST):
        yield _mention(statement, "tested on", match[1], _letters(match[1]))


def same_maker(one: str, other: str) -> bool:
    """Whether two keys of makers can be spellings of one name: word by word, each begins the other (Z.ai, Zhipu AI)."""
    ours, theirs = one.split(), other.split()
    if "".join(word[0] for word in ours) == other or "".join(word[0] for word in theirs) == one:
        return True
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(ours, theirs, strict=False))


def _found(account: Account, pattern: re.Pattern[str]) -> Iterator[tuple[Statement, re.Match[str]]]:
    """The matches in an account, each with the statement that holds it."""
    starts = [statement.start for statement in account.statements]
    for match in pattern.finditer(account.text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= account.statements[at].end:
            yield account.statements[at], match


def _says_who_made(before: str, preposition: str) -> bool:
    """Whether the words before "by", "at" or "from" and a name say that it made what is spoken of."""
    if preposition == "by":
        return bool(_MADE.search(before))
    return bool(_PEOPLE_OF.search(before) or {"at": _MADE, "from": _COMES}.get(preposition, _PEOPLE_OF).search(before))


def _is_of_others(account: Account, statement: Statement, match: re.Match[str]) -> bool:
    return bool(_OF_OTHERS.search(account.lowered[max(statement.start, match.start() - 60) : match.start()]))


def _maker_key(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower())
    return " ".join(word for word in words if word not in _LEGAL) or name.lower()


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _mention(statement: Statement, key: str, value: str, value_key: str) -> Mention:
    if key == "maker":
        topic, many = "Made by", "one"
    elif key == "tested on":
        topic, many = "Tested on", "set"
    else:
        topic, many = _RELATIONS[key].topic, "general" if value in _GENERAL else _RELATIONS[key].many
    return Mention("name", topic, key, value, value_key, statement.whole_start, statement.whole_end, many)
