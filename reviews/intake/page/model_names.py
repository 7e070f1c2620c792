"""The models that people paste, by the names in use."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from reviews.intake.document import UNNAMED_PERSON, Voice


class Family(NamedTuple):
    """One maker's models.

    `name` is the name that people use, `pattern` matches all spellings of it.
    """

    name: str
    vendor: str
    pattern: str


FAMILIES = (
    Family(
        "ChatGPT",
        "OpenAI",
        r"chat[ -]?gpt|gpt(?=[ -]?\d)|gpt(?=$|[^\w-])|openai(?=[ -]?o?\d|$)|o[134](?=$|-(?:mini|pro|preview))",
    ),
    Family("Claude", "Anthropic", r"claude"),
    Family("Gemini", "Google", r"(?:google )?gemini|(?:google )?bard"),
    Family("Copilot", "Microsoft", r"(?:microsoft |github )?copilot|bing(?: chat)?"),
    Family("Cursor", "Anysphere", r"cursor"),
    Family("Grok", "xAI", r"grok"),
    Family("DeepSeek", "DeepSeek", r"deep ?seek"),
    Family("Perplexity", "Perplexity", r"perplexity(?: ai)?"),
    Family("Llama", "Meta", r"(?:meta[ -])?llama|meta ai"),
    Family("Mistral", "Mistral", r"mistral|le chat|mixtral"),
    Family("Qwen", "Alibaba", r"qwen|qwq|tongyi"),
    Family("Kimi", "Moonshot", r"kimi"),
    Family("GLM", "Zhipu", r"(?:chat)?glm|z\.ai"),
    Family("Command", "Cohere", r"command[ -]?(?:r|a)(?=\+|$|[^\w])|cohere"),
    Family("NotebookLM", "Google", r"(?:google )?notebook ?lm"),
    Family("Gemma", "Google", r"gemma"),
    Family("Phi", "Microsoft", r"phi(?=-?\d)"),
    Family("Nova", "Amazon", r"amazon nova"),
    Family("Ernie", "Baidu", r"ernie(?: bot)?"),
    Family("Doubao", "ByteDance", r"doubao"),
    Family("MiniMax", "MiniMax", r"minimax"),
    Family("Pi", "Inflection", r"inflection pi"),
)

_VERSION_WORDS = (
    r"opus|sonnet|haiku|instant|fable|pro|plus|ultra|flash|lite|mini|nano|turbo|preview|advanced|thinking|instruct|chat|"
    r"coder|reasoner|maverick|scout|large|medium|small|max|deep|research|beta|exp|fast|heavy|high|codex|code|interpreter|"
    r"browsing|plugins|gizmo|dalle|canmore|mobile|auto|o\d|[rvk]\d"
)
_VERSION = rf"(?:[ -]?\(?(?:v?\d{{1,2}}(?:[.-]\d{{1,2}})?o?|\d{{1,3}}b|4o|{_VERSION_WORDS})(?![\w])\)?){{0,5}}"
NAME_PATTERN = "(?:" + "|".join(f"(?P<f{n}>{family.pattern})" for n, family in enumerate(FAMILIES)) + f"){_VERSION}"
_NAME = re.compile(NAME_PATTERN, re.IGNORECASE)
_SPELLED = (
    (re.compile(r"^text-davinci-002-render(?:-sha)?", re.IGNORECASE), "gpt-3.5"),
    (re.compile(r"^(gpt-\d(?:-\d)?)-t(?=-|$)", re.IGNORECASE), r"\1-thinking"),
    (re.compile(r"^(?:models|copilot|openai|anthropic|google|x-ai|deepseek|meta-llama)/(?=.)", re.IGNORECASE), ""),
    (re.compile(r"-latest$", re.IGNORECASE), ""),
)
_DATED = re.compile(r"[-@](?P<year>20\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)$")
_MONTH_AND_DAY = re.compile(r"(?<=\d|o)(?P<kept>-[a-z]{1,8})?-(?:0[1-9]|1[0-2])[0-3]\d(?=-|$)")
_LIKE_A_MODEL = re.compile(r"\b(?:ai|llm|bot|models?|assistant|agent|chat\w*)\b|gpt|\d", re.IGNORECASE)
_HOSTS = {
    "chatgpt.com": "ChatGPT",
    "chat.openai.com": "ChatGPT",
    "claude.ai": "Claude",
    "gemini.google.com": "Gemini",
    "bard.google.com": "Gemini",
    "g.co": "Gemini",
    "aistudio.google.com": "Gemini",
    "copilot.microsoft.com": "Copilot",
    "grok.com": "Grok",
    "chat.deepseek.com": "DeepSeek",
    "perplexity.ai": "Perplexity",
    "chat.mistral.ai": "Mistral",
    "chat.qwen.ai": "Qwen",
    "kimi.com": "Kimi",
}
_HOST = re.compile(r"https?://(?:www\.)?(?P<host>[a-z0-9.-]{1,100})(?:/|$)", re.IGNORECASE)


def model_named(name: str) -> Voice | None:
    """The model that `words` name and nothing else, or None.

    Examples: "Claude Opus 4.8", "chatgpt-5-5-pro".
    """
    name = name.strip()
    if len(name) > 60:
        return None
    match = _NAME.fullmatch(name)
    if not match:
        return None
    number = next(n for n in range(len(FAMILIES)) if match[f"f{n}"])
    family = FAMILIES[number]
    version = _readable_version(name[match.end(f"f{number}") :])
    if version and family.name == "ChatGPT" and name[:3].lower() == "gpt":
        version = f"GPT-{version}"
    return Voice(family.name, vendor=family.vendor, version=version)


def model_called(slug: str) -> Voice | None:
    """The model with this name in programs, or None.

    Examples: "models/gemini-2.5-pro", and "claude-opus-4-5-20251101", whose version is "Opus 4.5 (2025-11-01)".
    """
    for spelling, meant in _SPELLED:
        slug = spelling.sub(meant, slug.strip()[:100])
    dated = _DATED.search(slug)
    voice = model_named(_MONTH_AND_DAY.sub(r"\g<kept>", slug[: dated.start()] if dated else slug, count=1))
    if not voice:
        return None
    day = f"({dated['year']}-{dated['month']}-{dated['day']})" if dated else ""
    version = f"{voice.version} {day}".strip()
    return replace(voice, version=version if _digits(version) == _digits(slug) else slug)


def model_at(address: str) -> Voice | None:
    """The model that answers at an http(s) address, or None."""
    match = _HOST.match(address)
    return model_named(_HOSTS.get(match["host"].lower(), "")) if match else None


def may_be_a_model(voice: Voice) -> bool:
    """Whether a voice may be a model.

    Somebody named it without its kind. It is one of a known family, or its name has a number in it or a word such as
    "model".
    """
    return voice.kind == "model" and bool(voice.vendor or _LIKE_A_MODEL.search(voice.name))


def voice_of(respondent: str, kind: str) -> Voice | None:
    """The voice of a respondent whom the caller names, or None."""
    if not respondent.strip():
        return Voice(UNNAMED_PERSON, kind="person") if kind == "person" else None
    voice = model_named(respondent)
    if voice and kind != "person":
        return voice
    return Voice(respondent.strip(), kind="person" if kind == "person" else "model")


def _readable_version(version: str) -> str:
    """ "-5-5-pro" to "5.5 Pro", " Opus 4.8" to "Opus 4.8"."""
    version = re.sub(r"(?<=\d)-(?=\d)", ".", version.strip(" -_()"))
    parts = [part for part in re.split(r"[ _-]+", version) if part]
    return " ".join(part.capitalize() if part.isalpha() and part.islower() else part for part in parts)


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d+", text))
