"""Words in an answer that address whoever reads it. Pure.

It is a net of phrases in several languages, so it misses what is put in other words, and catches texts that write about
such phrases. What it catches is shown as suspect, and never removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.readers.folding import fold
from reviews.characters import UNSEEN

_MOST = 600  # characters of one span: what follows an order belongs to it up to the end of its paragraph

_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|directions|commands|orders|constraints|system message|messages)"
_MODELS = r"(?:AIs?|LLMs?|(?:large )?language models?|chat ?bots?|AI (?:models?|assistants?|agents?|reviewers?|readers?)|assistants?|automated (?:readers?|reviewers?|systems?))"

_ADDRESSES = (
    # English
    (
        "ignore|disregard|forget|override|bypass|skip|follow",
        rf"\b(?:ignore|disregard|forget|override|bypass|skip|do not follow|don['’]t follow|stop following)\s+"
        rf"(?:\w+\s+){{0,4}}?(?:previous|prior|above|earlier|preceding|other|existing|your|all|any|these|those|the)\s+"
        rf"(?:\w+\s+)?{_ORDERS}\b",
    ),
    (
        "ignore|disregard|forget",
        r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all|what(?:ever)?)\s+(?:\w+\s+){0,3}?(?:above|before|previously|so far)\b",
    ),
    (
        "note|message|instruction|attention|memo|reminder",
        rf"\b(?:note|message|instructions?|attention|memo|reminder)\s*(?:to|for)\s+(?:all\s+|any\s+|the\s+|every\s+)?{_MODELS}\b",
    ),
    ("you are|you're|you’re", rf"\b(?:if|when)\s+you(?:['’]re| are)\s+(?:an?|the)\s+(?:\w+\s+)?{_MODELS}\b"),
    (
        " ai|llm|language model|bot|assistant|automated",
        rf"\b(?:any|every|all|dear|hey|attention|hello)\s*[,:]?\s+{_MODELS}\s+(?:that\s+|who\s+)?(?:read|process|summari[sz]|evaluat|review|analy[sz]|grad|judg|pars|must|should)",
    ),
    ("as a", rf"\bas an?\s+{_MODELS},?\s+you\b"),
    (
        "you are|you're|you’re",
        r"\b(?:you are|you're|you’re) (?:now|no longer|hereby)\b[^.!?\n]{0,80}\b(?:assistant|reader|reviewer|evaluator|judge|mode|AI|model|bound|instructions?)\b",
    ),
    ("from now on", r"\bfrom now on,? (?:you|your|always|only|answer|reply|respond)\b"),
    (
        "instruction|system prompt|directive",
        r"\b(?:new|updated|real|actual|hidden|secret|system)\s+(?:instructions?|system prompt|directive)s?\s*(?::|follow|are|for you)",
    ),
    (
        "prompt|instructions|hidden",
        r"\b(?:reveal|print|repeat|show|output|leak)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+prompt|instructions|hidden|initial prompt)",
    ),
    (
        "verdict|cell|state|respondent|evidence|json|finding|this ",
        r"\b(?:mark|rate|code|score|grade|set|give|assign|report|record|put|list|return|output|treat|count)\s+(?:\w+[\s-]+){0,6}?(?:verdicts?|cells?|states?|respondents?|evidence[_ ]basis|JSON|findings|this (?:answer|response|text|transcript) as)\b[^.!?\n]{0,60}\b(?:as|to|is|yes|no|full_paper|qualified|unclear|silent|true|false|empty|null|highest|lowest|best|correct)\b",
    ),
    (
        "not |n't|n’t|never",
        r"\b(?:do not|don['’]t|never)\s+(?:report|mention|quote|reveal|include|flag|repeat)\s+(?:\w+\s+){0,2}?(?:this|these|the following)\s+(?:note|message|instruction|sentence|paragraph|line|text)s?\b",
    ),
    (
        " with ",
        r"\b(?:answer|reply|respond)\s+(?:only\s+)?with\s+(?:only\s+)?(?:the\s+)?(?:following\s+)?(?:JSON|\{|an empty|yes\b|no\b|\"|“)",
    ),
    (
        "end of|close of",
        r"\b(?:the )?(?:end|close) of (?:the )?(?:material|text|transcript|document|answer|sheet|user input|untrusted)\b",
    ),
    # German
    (
        "ignorier|vergiss|vergiß|missachte|überg",
        r"\b(?:ignorier\w*|vergi(?:ss|ß)\w*|missachte\w*|überge?h\w*)\s+(?:Sie\s+)?(?:\w+\s+){0,4}?(?:anweisung\w*|instruktion\w*|vorgabe\w*|regeln|prompts?|befehl\w*)",
    ),
    (
        "hinweis|nachricht|anweisung",
        r"\b(?:hinweis|nachricht|anweisung)\s+(?:an|für)\s+(?:die\s+|das\s+|den\s+|alle\s+)?(?:KI|sprachmodell\w*|modell\w*|assistent\w*)\b",
    ),
    ("ab jetzt|ab sofort", r"\bab (?:jetzt|sofort)\b[^.!?\n]{0,40}\b(?:bist du|sind sie|antworte\w*|bewerte\w*)"),
    ("wenn du|wenn sie", r"\bwenn (?:du|sie) (?:eine?|als)\s+(?:KI|sprachmodell)"),
    # French
    (
        "ignore|oublie|ne tien|ne tenez",
        r"\b(?:ignore[zrs]?|oublie[zrs]?|ne tiens? pas compte|ne tenez pas compte)\s+(?:de\s+)?(?:les|toutes?|tous|tout|vos|tes|ces|mes|des)\s+(?:\w+['’\s]+){0,3}?(?:instructions?|consignes?|règles|directives|ordres)",
    ),
    (
        "note|message|consigne",
        r"\b(?:note|message|consigne)\s+(?:à l['’]attention de l['’]|pour l['’]|à l['’]|aux? )(?:IA|modèles?|assistants?)\b",
    ),
    # Spanish, Portuguese, Italian
    (
        "ignor|olvid|esque|dimentica|desconsider|desestim",
        r"\b(?:ignora\w*|ignore[nm]?|olvida\w*|olvide\w*|esque[cç]\w*|dimentica\w*|desconsider\w*|desestim\w*)\s+(?:\w+\s+){0,4}?(?:instrucci\w+|instruç\w+|istruzion\w+|reglas|regras|regole|órdenes|ordens|indicaciones|prompts?)",
    ),
    (
        "nota|mensa|messaggio|aviso",
        r"\b(?:nota|mensaje|mensagem|messaggio|aviso)\s+(?:para|per|a)\s+(?:la\s+|el\s+|las\s+|os\s+|o\s+|a\s+|l['’])?(?:IA|modelos?|modell[oi]|asistentes?|assistentes?)\b",
    ),
    # Dutch, Swedish, Danish, Norwegian, Polish, Turkish
    ("negeer|vergeet", r"\b(?:negeer|vergeet)\s+(?:\w+\s+){0,4}?(?:instructies|aanwijzingen|regels|opdrachten)"),
    (
        "ignorer|glöm|glem",
        r"\b(?:ignorer[a]?|glöm|glem)\s+(?:\w+\s+){0,4}?(?:instruktion\w*|instruks\w*|anvisning\w*|regler)",
    ),
    (
        "zignoruj|ignoruj|zapomnij",
        r"\b(?:zignoruj|ignoruj|zapomnij)\s+(?:\w+\s+){0,4}?(?:instrukcj\w+|polece\w+|zasad\w*)",
    ),
    (
        "yok say|görmezden|unut|dikkate",
        r"(?:talimat\w*|yönerge\w*|komut\w*|kural\w*)\s+(?:\w+\s+){0,2}?(?:yok say|görmezden gel|unut|dikkate alma)",
    ),
    # Russian, Ukrainian
    (
        "игнорир|забуд|обращай|ігнору",
        r"(?:игнориру\w+|проигнорируй\w*|забудь\w*|не обращай\w* внимания на|ігноруй\w*|забудьте?)\s+(?:\w+\s+){0,4}?(?:инструкци\w+|указани\w+|правил\w*|команд\w*|інструкці\w+|вказівк\w+)",
    ),
    # Chinese, Japanese, Korean
    (
        "忽略|无视|無視|忘记|忘記|不要",
        r"(?:忽略|无视|無視|忘记|忘記|不要理会|不要遵循)[^。！？\n]{0,12}(?:指令|指示|提示|规则|規則|说明|說明|命令|要求)",
    ),
    ("無視|忘れ|従わ", r"(?:指示|命令|プロンプト|ルール|指令|規則)[^。！？\n]{0,6}(?:無視|忘れ|従わない)"),
    ("무시|잊", r"(?:지시|명령|프롬프트|규칙|지침)[^.!?\n]{0,8}(?:무시|잊)"),
    # Arabic, Hebrew, Persian, Hindi
    ("تجاهل|انس", r"(?:تجاهل|انس|انسَ|تجاهلي|تجاهلوا)\s+(?:\w+\s+){0,3}?(?:التعليمات|الأوامر|تعليمات|القواعد)"),
    ("התעלמ|התעלם|שכח", r"(?:התעלם|התעלמי|התעלמו|שכח)\s+(?:\w+\s+){0,3}?(?:הוראות|ההוראות|מההוראות|הנחיות)"),
    ("نادیده", r"(?:دستورات?|دستورالعمل\S*)[^.!؟\n]{0,25}نادیده بگیر"),
    ("अनदेखा|नज़रअंदाज़|भूल", r"(?:निर्देश\S*|आदेश\S*)[^।!?\n]{0,25}(?:अनदेखा|नज़रअंदाज़|भूल)"),
    # what only a program writes
    ("</", r"</(?:text|answer|respondent|prompt|page|material|system|instructions?)(?:-\w{1,40})?\s*>"),
    ("<|[inst|[/inst", r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>"),
    ('"|”', r"[\"“](?:cells|evidence_basis|raised_by|opposed_by|verdict|self_contradictions)[\"”]\s*:"),
)
"""Phrases, each behind its words.

One of the words stands in every text that the phrase matches. They are looked for first: that is faster than to try every phrase at every place.
"""

_PHRASES = tuple((words.split("|"), re.compile(phrase, re.IGNORECASE)) for words, phrase in _ADDRESSES)
_SENTENCE_START = re.compile(r"[.!?。！？][\"”’)\]]*\s+|\n|\t")
_TAGS = re.compile("[\U000e0020-\U000e007f]{4,}")
"""Letters that nobody sees, and that a model reads."""

_UNSEEN = re.compile(f"[{''.join(sorted(UNSEEN))}]")


def addresses_reader(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that address its reader, in order.

    They do not overlap.

    Each begins with the sentence, and goes to the end of the paragraph, since what follows an order belongs to it.
    """
    spans: list[tuple[int, int]] = []
    for found in sorted(_phrases(text)):
        start = max(
            (end.end() for end in _SENTENCE_START.finditer(text, max(0, found[0] - _MOST), found[0])), default=0
        )
        start = max(start, found[0] - _MOST)
        newline = text.find("\n", found[1])
        end = min(len(text) if newline < 0 else newline, max(found[1], found[0] + _MOST))
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return tuple(spans)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the phrases alone.

    Also if invisible characters part their letters.
    """
    made = fold(text, list_marks=True) if _UNSEEN.search(text) else None
    searched = made.folded if made else text
    lowered = searched.lower()
    for words, phrase in _PHRASES:
        if any(word in lowered for word in words):
            for match in phrase.finditer(searched):
                yield made.place(*match.span()) if made else match.span()
    yield from (match.span() for match in _TAGS.finditer(text))
