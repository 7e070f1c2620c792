"""Families of models: which names stand for models of one maker. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reviews.characters import UNSPACED


@dataclass(frozen=True)
class ModelFamily:
    """The names of one maker's models.

    `brands` and `makers` are patterns of names that stand for nothing else. `versioned` are words of ordinary language,
    which count only with a version behind them.
    """

    key: str
    makers: str
    brands: str
    versioned: str = ""


FAMILIES = (
    ModelFamily("claude", r"Anthropic", r"(?i:Claude)", r"Opus|Sonnet|Haiku"),
    ModelFamily("gpt", r"Open ?AI", r"(?i:Chat[ -]?GPT|GPT)|Codex|o[134](?:-(?:mini|pro))?"),
    ModelFamily("gemini", r"Google(?: DeepMind)?|DeepMind", r"(?i:Gemini)|Gemma|Bard|NotebookLM|PaLM"),
    ModelFamily("llama", r"Meta AI", r"Llama|LLaMA"),
    ModelFamily("mistral", r"Mistral(?: AI)?", r"(?i:Mistral|Mixtral)|Le Chat|Magistral|Codestral|Ministral|Pixtral"),
    ModelFamily("deepseek", r"DeepSeek(?: AI)?", r"(?i:DeepSeek)"),
    ModelFamily("qwen", r"Alibaba(?: Cloud)?", r"(?i:Qwen)|QwQ|Tongyi"),
    ModelFamily("grok", r"x\.?AI", r"Grok"),
    ModelFamily("glm", r"Zhipu(?: AI)?|Z\.ai", r"Chat[ -]?GLM|GLM"),
    ModelFamily("kimi", r"Moonshot(?: AI)?", r"Kimi"),
    ModelFamily("copilot", r"Microsoft", r"Copilot|Bing Chat", r"Phi"),
    ModelFamily("perplexity", r"Perplexity(?: AI)?", r"Perplexity", r"Sonar"),
    ModelFamily("cohere", r"Cohere", r"Command R\+?|Aya"),
    ModelFamily("nova", r"Amazon|AWS", r"Amazon Nova|Amazon Titan", r"Nova|Titan"),
    ModelFamily("nemotron", r"N[Vv][Ii][Dd][Ii][Aa]", r"Nemotron"),
    ModelFamily("granite", r"IBM", r"IBM Granite", r"Granite"),
    ModelFamily("minimax", r"MiniMax", r"MiniMax|Hailuo"),
    ModelFamily("ernie", r"Baidu", r"ERNIE|Ernie Bot|Wenxin"),
    ModelFamily("hunyuan", r"Tencent", r"Hunyuan"),
    ModelFamily("doubao", r"ByteDance", r"Doubao"),
    ModelFamily("yi", r"01\.AI", r"Yi-\d+B"),
    ModelFamily("olmo", r"AI2|Allen Institute for AI", r"OLMo|Tülu"),
    ModelFamily("jamba", r"AI21(?: Labs)?", r"Jamba"),
    ModelFamily("yandexgpt", r"Yandex", r"YandexGPT"),
    ModelFamily("gigachat", r"Sber(?:bank)?", r"GigaChat"),
)
"""The makers whose models are asked today.

A name is looked up in this order.
"""

BEFORE, AFTER = rf"(?<![^\W_{UNSPACED}])", rf"(?![^\W_{UNSPACED}])"
"""Where a name may begin and end.

Beside no letter or digit, but for letters of scripts without spaces.
"""

VERSION = (
    r"(?:[ -]?(?:v?\d+(?:\.\d+)*[a-zA-Z]{0,2}|Opus|Sonnet|Haiku|Instant|Pro|Flash|Ultra|Nano|Mini|Turbo|Thinking|"
    rf"Deep Research|Advanced|Large|Medium|Small|Max|Plus|Preview|Lite|Heavy|Fast|Code){AFTER})*"
)
"""The version behind a brand, or nothing."""


def brand_pattern(family: ModelFamily) -> str:
    """The pattern of a brand with its version, whole words only."""
    versioned = rf"|(?:{family.versioned})[ -]?\d+(?:\.\d+)*" if family.versioned else ""
    return rf"{BEFORE}(?:(?:{family.brands}){VERSION}{versioned}){AFTER}"


def maker_pattern(family: ModelFamily) -> str:
    """The pattern of the maker's name, whole words only."""
    return rf"{BEFORE}(?:{family.makers}){AFTER}"


def family_of(name: str) -> str:
    """The key of the family that a model's name belongs to.

    "" if none is known.

    It may be the name of a model, a maker or a family.
    """
    for family in FAMILIES:
        names = "|".join(filter(None, (family.brands, family.makers, family.versioned, re.escape(family.key))))
        if re.search(rf"(?<![^\W_])(?:{names})(?![^\W\d_])", name, re.IGNORECASE):
            return family.key
    return ""


_WRITTEN = {
    "gpt": "GPT",
    "glm": "GLM",
    "deepseek": "DeepSeek",
    "minimax": "MiniMax",
    "ernie": "ERNIE",
    "olmo": "OLMo",
    "yandexgpt": "YandexGPT",
    "gigachat": "GigaChat",
}


def family_name(key: str) -> str:
    """A family as people write it: "Claude", "GPT"."""
    return _WRITTEN.get(key, key.capitalize())


def families_of(models: Iterable[Iterable[str]]) -> frozenset[str] | None:
    """The keys of the families of these models.

    Each is given by its names: model, maker, version. None if there are none, or the family of one is not known.
    """
    keys = [next(filter(None, map(family_of, names)), "") for names in models]
    return frozenset(keys) if keys and all(keys) else None


def reads_own_family(reader: str, respondent: str) -> bool:
    """Whether a reader and a respondent belong to one family.

    Each is named by a model, its maker or its family. Names that are not known match only themselves.
    """
    known = family_of(reader), family_of(respondent)
    if any(known):
        return known[0] == known[1]
    return bool(reader.strip()) and reader.strip().casefold() == respondent.strip().casefold()
