"""Words in an answer that address whoever reads it. Pure.

It is a net of phrases in several languages, so it misses what is put in other words, and catches texts that write about
such phrases. What it catches is shown as suspect, and never removed.
"""

from __future__ import annotations

import re

_MOST = 600  # characters of one span: what follows an order belongs to it up to the end of its paragraph

_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|directions|commands|orders|constraints|system message|messages)"
_MODELS = r"(?:AIs?|LLMs?|(?:large )?language models?|chat ?bots?|AI (?:models?|assistants?|agents?|reviewers?|readers?)|assistants?|automated (?:readers?|reviewers?|systems?))"

_ADDRESSES = (
    # English
    rf"\b(?:ignore|disregard|forget|override|bypass|skip|do not follow|don['’]t follow|stop following)\s+"
    rf"(?:\w+\s+){{0,4}}?(?:previous|prior|above|earlier|preceding|other|existing|your|all|any|these|those|the)\s+"
    rf"(?:\w+\s+)?{_ORDERS}\b",
    r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all|what(?:ever)?)\s+(?:\w+\s+){0,3}?(?:above|before|previously|so far)\b",
    rf"\b(?:note|message|instructions?|attention|memo|reminder)\s*(?:to|for)\s+(?:all\s+|any\s+|the\s+|every\s+)?{_MODELS}\b",
    rf"\b(?:if|when)\s+you(?:['’]re| are)\s+(?:an?|the)\s+(?:\w+\s+)?{_MODELS}\b",
    rf"\b(?:any|every|all|dear|hey|attention|hello)\s*[,:]?\s+{_MODELS}\s+(?:that\s+|who\s+)?(?:read|process|summari[sz]|evaluat|review|analy[sz]|grad|judg|pars|must|should)",
    rf"\bas an?\s+{_MODELS},?\s+you\b",
    r"\b(?:you are|you're|you’re) (?:now|no longer|hereby)\b[^.!?\n]{0,80}\b(?:assistant|reader|reviewer|evaluator|judge|mode|AI|model|bound|instructions?)\b",
    r"\bfrom now on,? (?:you|your|always|only|answer|reply|respond)\b",
    r"\b(?:new|updated|real|actual|hidden|secret|system)\s+(?:instructions?|system prompt|directive)s?\s*(?::|follow|are|for you)",
    r"\b(?:reveal|print|repeat|show|output|leak)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+prompt|instructions|hidden|initial prompt)",
    r"\b(?:mark|rate|code|score|grade|set|give|assign|report|record|put|list|return|output|treat|count)\s+(?:\w+[\s-]+){0,6}?(?:verdicts?|cells?|states?|respondents?|evidence[_ ]basis|JSON|findings|this (?:answer|response|text|transcript) as)\b[^.!?\n]{0,60}\b(?:as|to|is|yes|no|full_paper|qualified|unclear|silent|true|false|empty|null|highest|lowest|best|correct)\b",
    r"\b(?:do not|don['’]t|never)\s+(?:report|mention|quote|reveal|include|flag|repeat)\s+(?:\w+\s+){0,2}?(?:this|these|the following)\s+(?:note|message|instruction|sentence|paragraph|line|text)s?\b",
    r"\b(?:answer|reply|respond)\s+(?:only\s+)?with\s+(?:only\s+)?(?:the\s+)?(?:following\s+)?(?:JSON|\{|an empty|yes\b|no\b|\"|“)",
    r"\b(?:the )?(?:end|close) of (?:the )?(?:material|text|transcript|document|answer|sheet|user input|untrusted)\b",
    # German
    r"\b(?:ignorier\w*|vergi(?:ss|ß)\w*|missachte\w*|überge?h\w*)\s+(?:Sie\s+)?(?:\w+\s+){0,4}?(?:anweisung\w*|instruktion\w*|vorgabe\w*|regeln|prompts?|befehl\w*)",
    r"\b(?:hinweis|nachricht|anweisung)\s+(?:an|für)\s+(?:die\s+|das\s+|den\s+|alle\s+)?(?:KI|sprachmodell\w*|modell\w*|assistent\w*)\b",
    r"\bab (?:jetzt|sofort)\b[^.!?\n]{0,40}\b(?:bist du|sind sie|antworte\w*|bewerte\w*)",
    r"\bwenn (?:du|sie) (?:eine?|als)\s+(?:KI|sprachmodell)",
    # French
    r"\b(?:ignore[zrs]?|oublie[zrs]?|ne tiens? pas compte|ne tenez pas compte)\s+(?:de\s+)?(?:les|toutes?|tous|tout|vos|tes|ces|mes|des)\s+(?:\w+['’\s]+){0,3}?(?:instructions?|consignes?|règles|directives|ordres)",
    r"\b(?:note|message|consigne)\s+(?:à l['’]attention de l['’]|pour l['’]|à l['’]|aux? )(?:IA|modèles?|assistants?)\b",
    # Spanish, Portuguese, Italian
    r"\b(?:ignora\w*|ignore[nm]?|olvida\w*|olvide\w*|esque[cç]\w*|dimentica\w*|desconsider\w*|desestim\w*)\s+(?:\w+\s+){0,4}?(?:instrucci\w+|instruç\w+|istruzion\w+|reglas|regras|regole|órdenes|ordens|indicaciones|prompts?)",
    r"\b(?:nota|mensaje|mensagem|messaggio|aviso)\s+(?:para|per|a)\s+(?:la\s+|el\s+|las\s+|os\s+|o\s+|a\s+|l['’])?(?:IA|modelos?|modell[oi]|asistentes?|assistentes?)\b",
    # Dutch, Swedish, Danish, Norwegian, Polish, Turkish
    r"\b(?:negeer|vergeet)\s+(?:\w+\s+){0,4}?(?:instructies|aanwijzingen|regels|opdrachten)",
    r"\b(?:ignorer[a]?|glöm|glem)\s+(?:\w+\s+){0,4}?(?:instruktion\w*|instruks\w*|anvisning\w*|regler)",
    r"\b(?:zignoruj|ignoruj|zapomnij)\s+(?:\w+\s+){0,4}?(?:instrukcj\w+|polece\w+|zasad\w*)",
    r"(?:talimat\w*|yönerge\w*|komut\w*|kural\w*)\s+(?:\w+\s+){0,2}?(?:yok say|görmezden gel|unut|dikkate alma)",
    # Russian, Ukrainian
    r"(?:игнориру\w+|проигнорируй\w*|забудь\w*|не обращай\w* внимания на|ігноруй\w*|забудьте?)\s+(?:\w+\s+){0,4}?(?:инструкци\w+|указани\w+|правил\w*|команд\w*|інструкці\w+|вказівк\w+)",
    # Chinese, Japanese, Korean
    r"(?:忽略|无视|無視|忘记|忘記|不要理会|不要遵循)[^。！？\n]{0,12}(?:指令|指示|提示|规则|規則|说明|說明|命令|要求)",
    r"(?:指示|命令|プロンプト|ルール|指令|規則)[^。！？\n]{0,6}(?:無視|忘れ|従わない)",
    r"(?:지시|명령|프롬프트|규칙|지침)[^.!?\n]{0,8}(?:무시|잊)",
    # Arabic, Hebrew, Persian, Hindi
    r"(?:تجاهل|انس|انسَ|تجاهلي|تجاهلوا)\s+(?:\w+\s+){0,3}?(?:التعليمات|الأوامر|تعليمات|القواعد)",
    r"(?:התעלם|התעלמי|התעלמו|שכח)\s+(?:\w+\s+){0,3}?(?:הוראות|ההוראות|מההוראות|הנחיות)",
    r"(?:دستورات?|دستورالعمل\S*)[^.!؟\n]{0,25}نادیده بگیر",
    r"(?:निर्देश\S*|आदेश\S*)[^।!?\n]{0,25}(?:अनदेखा|नज़रअंदाज़|भूल)",
    # what only a program writes
    r"</(?:text|answer|respondent|prompt|page|material|system|instructions?)(?:-\w{1,40})?\s*>",
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>",
    r"[\"“](?:cells|evidence_basis|raised_by|opposed_by|verdict|self_contradictions)[\"”]\s*:",
)
_ADDRESSED = re.compile("|".join(f"(?:{phrase})" for phrase in _ADDRESSES), re.IGNORECASE)
_SENTENCE_START = re.compile(r"[.!?。！？][\"”’)\]]*\s+|\n|\t")
_INVISIBLE_RUN = re.compile("[\U000e0020-\U000e007f]{4,}")


def addresses_reader(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that address its reader, in order.

    They do not overlap.

    Each begins with the sentence, and goes to the end of the paragraph, since what follows an order belongs to it.
    """
    spans: list[tuple[int, int]] = []
    for found in sorted(match.span() for pattern in (_ADDRESSED, _INVISIBLE_RUN) for match in pattern.finditer(text)):
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
