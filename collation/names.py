"""Names that respondents give for the same thing: who made it, its licence, how it was trained, what it was tested on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.facts import Mention
from collation.statements import Account, Statement
from collation.words import plain

_METHODS = {
    "PPO": r"PPO|Proximal Policy Optimi[sz]ation",
    "DPO": r"DPO|Direct Preference(?: Optimi[sz]ation)?",
    "GRPO": r"GRPO|Group[- ]Relative Policy Optimi[sz]ation",
    "DAPO": r"DAPO",
    "RLHF": r"RLHF|[Rr]einforcement [Ll]earning from [Hh]uman [Ff]eedback",
    "RLAIF": r"RLAIF|[Rr]einforcement [Ll]earning from AI [Ff]eedback",
    "RLVR": r"RLVR|[Rr]einforcement [Ll]earning (?:with|from) [Vv]erifiable [Rr]ewards?",
    "Constitutional AI": r"[Cc]onstitutional (?:AI|[Rr]eview|[Tt]raining)",
    "KTO": r"KTO",
    "IPO": r"IPO",
    "ORPO": r"ORPO",
    "REINFORCE": r"REINFORCE",
    "TRPO": r"TRPO|Trust Region Policy Optimi[sz]ation",
    "Q-learning": r"(?:[Dd]eep )?Q-[Ll]earning|DQN",
    "SAC": r"SAC|[Ss]oft [Aa]ctor[- ][Cc]ritic",
    "rejection sampling": r"[Rr]ejection [Ss]ampling",
    "on-policy distillation": r"[Oo]n-[Pp]olicy (?:[\w-]+ )?[Dd]istillation",
    "asynchronous RL": r"[Aa]synchronous (?:[\w-]+ )?(?:RL|[Rr]einforcement[- ][Ll]earning)",
}
_GENERAL = frozenset({"asynchronous RL", "RLHF", "rejection sampling", "on-policy distillation"})
"""Methods that can stand beside any algorithm: who names only these has not said which one was used."""
_OPTIMISERS = {
    name: rf"{name}(?: optimi[sz]er)?"
    for name in ("AdamW", "Adam", "Muon", "SGD", "Lion", "Adafactor", "Shampoo", "LAMB", "RMSprop")
}
_LICENCES = {
    "MIT": r"MIT(?=[ -](?:open[- ]source )?licen[cs]ed?\b)", "Apache 2.0": r"Apache(?:[ -]Licen[cs]e)?[ -,]*(?:v(?:ersion )?\.?)?2(?:\.0)?", "BSD": r"BSD(?:-\d-Clause)?", "AGPL": r"AGPL(?:v?3)?",
    "GPL": r"GPL(?:[- ]?v?[23](?:\.0)?)?|GNU General Public Licen[cs]e", "CC BY-NC": r"CC[ -]BY-NC(?:-SA|-ND)?(?: \d\.0)?", "CC BY": r"CC[ -]BY(?:-SA)?(?: \d\.0)?|Creative Commons Attribution",
    "Llama licence": r"(?:Llama|LLaMA)(?: \d)?(?: Community)? [Ll]icen[cs]e",
}  # fmt: skip
_HARDWARE = {
    "Huawei Ascend": r"Huawei(?:'s)?(?: Ascend)?|Ascend(?: \d+\w*)?", "NVIDIA": r"(?:NVIDIA|Nvidia)|[HA]100s?|[HA]800s?|H200s?|B200s?",
    "TPU": r"(?:Google )?(?:Cloud )?TPUs?(?: ?v\d\w*)?", "AMD": r"AMD(?: MI\d+X?)?", "Cambricon": r"Cambricon", "Moore Threads": r"Moore Threads",
}  # fmt: skip
_ARCHITECTURES = {
    "mixture of experts": r"[Mm]ixture[- ]of[- ][Ee]xperts|MoE", "dense": r"(?:fully )?[Dd]ense (?:model|transformer|decoder|architecture)",
    "diffusion": r"(?:[Ll]atent )?[Dd]iffusion (?:model|transformer)", "state space": r"[Ss]tate[- ][Ss]pace model|Mamba",
    "vision transformer": r"[Vv]ision [Tt]ransformer|ViT", "convolutional": r"[Cc]onvolutional(?: neural)? (?:network|backbone|architecture)|CNN", "U-Net": r"U-Net",
}  # fmt: skip


def _one_of(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"({form})" for form in table.values()) + r")(?![\w])")


_ONE = {
    "method": (_one_of(_METHODS), list(_METHODS)), "optimiser": (_one_of(_OPTIMISERS), list(_OPTIMISERS)),
    "licence": (_one_of(_LICENCES), list(_LICENCES)), "hardware": (_one_of(_HARDWARE), list(_HARDWARE)),
    "architecture": (_one_of(_ARCHITECTURES), list(_ARCHITECTURES)),
}  # fmt: skip
_TOPIC = {
    "method": ("Training and alignment method", "algorithms"), "optimiser": ("Optimiser", "one"), "licence": ("Licence", "one"),
    "hardware": ("Hardware", "one"), "architecture": ("Architecture", "one"), "maker": ("Made by", "one"), "tested on": ("Tested on", "set"),
}  # fmt: skip
_SAID_OF = {
    "licence": re.compile(r"licen[cs]|released under|open[- ]source"),
    "hardware": re.compile(r"\btrain(?:ed|ing)\b"),
    "optimiser": re.compile(r"optimi[sz]|\btrain(?:ed|ing)\b|learning rate"),
    "architecture": re.compile(r"\b(?:is|uses?|using|based on|built (?:on|as)|with|architecture|model with|backbone|size|scale|parameters?)\b"),
}  # fmt: skip
_ELSEWHERE = re.compile(
    r"(?:\b(?:than|versus|vs\.?|unlike|rather than|instead of|compared (?:to|with)|not|no mention of|n't|without|replac\w+|over|outperform\w*|prior|previous|earlier|other|such as|like|e\.g\.,?|whether|if|or)\W+(?:[\w-]+ ){0,3})$"
)
_MIT_ALONE = re.compile(r"\bMIT\b(?! Press| researcher| professor| lab| group| team|'s)")
_NAME = r"[A-Z][\w&.'-]*(?:[ ][A-Z][\w&.-]*){0,4}"
_MAKER = re.compile(
    rf"\b(?:developed|built|created|made|released|produced|published|introduced|trained|designed|launched|presented|proposed|unveiled|open-sourced|authored|conducted|run|carried out) (?:jointly )?(?:by|at)(?: (?:the )?(?:(?:researchers|team|engineers|scientists|authors|a group|a team) (?:at|from|of)|Chinese (?:AI )?(?:company|lab|startup)|(?:AI |Chinese |Beijing-based )*(?:company|lab|laboratory|startup|start-up|firm)))? (?:the )?({_NAME})"
    rf"|\b(?:researchers|team|engineers|scientists|company|lab|laboratory|startup) (?:at|from|of|called) (?:the )?({_NAME})"
    rf"|(?<![\w.])({_NAME})(?:'s?) (?:[\w-]+ ){{0,4}}?(?:model|flagship|system|release|report|LLM|framework|detector|trial|network|architecture)\b"
)
_NO_MAKER = re.compile(
    r"(?:.*\b(?:Team|Authors?|Figure|Table|Section|Company)|The|A|An|It|Its|This|That|These|Here|There|We|They|I|OpenAI|Anthropic|Google|GPT.*|Claude.*|Gemini.*|.*-\d.*|GitHub|Hugging.*|arXiv|Nature|.*\d.*|RL|AI|LLM|What|Who|Let|One|Today|Rivals?)$"
)
_TESTED = re.compile(
    r"(?<![\w-])((?:[A-Z][\w]*-)?[A-Z]\w*(?:Bench|Eval|MLU|\w\w\wQA|GLUE|Comp)\w*(?:[- ](?:Verified|Multilingual|Pro|Lite|Hard|Plus|Diamond|\d(?:\.\d)?(?!\.?\d|%)))?|SWE-[Bb]ench(?: (?:Verified|Multilingual|Pro|Lite))?|[A-Z][\w-]*-[Bb]ench(?:mark)?(?: (?:Verified|Hard|\d(?:\.\d)?(?!\.?\d|%)))?|MBPP|HumanEval|MMLU(?:-Pro)?|GPQA(?: Diamond)?|AIME(?: ?20\d\d)?|GSM8K|ImageNet(?:-\w+)?|MS[- ]COCO|COCO|CIFAR-10+|KITTI|ADE20K|LibriSpeech|CodeXGLUE|Humanity's Last Exam|HLE|LMArena|GAIA|ARC-AGI(?:-\d)?|Terminal-Bench(?: \d(?:\.\d)?)?|BrowseComp)(?![\w])"
)


def names(account: Account) -> Iterator[Mention]:
    """The names that one response gives in relations that can be compared across respondents."""
    for statement in account.statements:
        part = account.text[statement.start : statement.end]
        lowered = f"{plain(statement.label)} {account.lowered[statement.start : statement.end]}"
        for relation, (pattern, values) in _ONE.items():
            needed = _SAID_OF.get(relation)
            if needed and not needed.search(lowered):
                continue
            for match in pattern.finditer(part):
                if not _ELSEWHERE.search(part[: match.start()].lower()[-60:]):
                    value = values[(match.lastindex or 1) - 1]
                    many = "general" if value in _GENERAL else ""
                    yield _mention(statement, relation, value, _letters(value), many)
        if (
            re.search(r"licen[cs]", lowered)
            and _MIT_ALONE.search(part)
            and not _ELSEWHERE.search(part[: part.find("MIT")].lower()[-60:])
        ):
            yield _mention(statement, "licence", "MIT", "mit")
        for match in _MAKER.finditer(part):
            name = (match[1] or match[2] or match[3]).strip(" .,").removesuffix("'s").removesuffix("'")
            if not _NO_MAKER.match(name) and not _ELSEWHERE.search(part[: match.start()].lower()[-40:]):
                yield _mention(statement, "maker", name, _maker_key(name))
        for match in _TESTED.finditer(part):
            yield _mention(statement, "tested on", match[1], _letters(match[1]))


def same_maker(one: str, other: str) -> bool:
    """Whether two keys of makers can be spellings of one name: word by word, each begins the other (Z.ai, Zhipu AI)."""
    ours, theirs = one.split(), other.split()
    if "".join(word[0] for word in ours) == other or "".join(word[0] for word in theirs) == one:
        return True
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(ours, theirs, strict=False))


def _maker_key(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower())
    return " ".join(word for word in words if word not in ("inc", "ltd", "the", "corp", "co")) or name.lower()


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _mention(statement: Statement, relation: str, value: str, key: str, many: str = "") -> Mention:
    topic, default = _TOPIC[relation]
    return Mention("name", topic, relation, value, key, statement.whole_start, statement.whole_end, many or default)
