"""What speaks for a block of text being a person's prompt rather than part of a model's answer.

Each sign has a weight in log-odds and a name in words; `unmarked` adds them up along the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reviews.intake.blocks import Block
from reviews.intake.code_lines import is_code_line


class Sign(NamedTuple):
    """One piece of evidence: `weight` > 0 speaks for a prompt, < 0 against it."""

    weight: float
    name: str


_HEAD, _TAIL, _SEEN = 400, 400, 1200
_CONTENT_WORD = re.compile(r"[a-z\d]{4,}")

_BULLET = re.compile(r"[•◦▪●○‣⁃∙*+–-]\s+\S|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+\S|[✔✘✓✗✅❌➡→➜☑]")
_SYMBOL = re.compile(r"[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_MARKDOWN = re.compile(r"#{1,6} |\||>|---+$|\*\*\S|__\S|```|~~~|\$\$|\\\[")
_CODE_WORDS = re.compile(r"\w_\w|\w\(|[{}=<>;\\]|::|->|--\w|\w\.\w|\w/\w")
_ERROR = re.compile(
    r"\W{0,3}(?:Traceback \(most|(?:\w+\.)*\w*(?:Error|Exception)\b|(?:error|fatal|warning|err|panic)\s?(?:\[\w+\])?!?:|npm err|uncaught|"
    r"permission denied|segmentation fault|undefined reference|exit code|failed to \w+ |cannot find \w+|could not \w+ |no such file)",
    re.IGNORECASE,
)

_OFFER = re.compile(
    r"\b(?:would you like|do you want|want me to|if you(?:['’]d)? (?:like|want|prefer|wish|need|tell|share|send|paste|let|have any|"
    r"give|provide|run|can|could|upload)|shall (?:i|we)|should i|let me know|feel free|just (?:say|ask|tell|let)|"
    r"hope (?:this|that|it) helps|happy (?:to help|coding|to)|good luck|i can also|i could also|do you have (?:any|a)|"
    r"is there anything|what would you|which (?:one )?(?:would|do|of these|option)|where do you want|how would you|"
    r"are you (?:looking|asking|using|interested)|can you (?:share|tell|provide|confirm|paste)|could you (?:share|tell|provide|clarify)|"
    r"please (?:share|provide|let me|tell me|paste|clarify|note that)|ready (?:to|for|when)|any (?:other )?questions|say the word|"
    r"i(?:['’]m| am) here to help|i can (?:help|show|walk|give|make|write|draft|turn|create|generate|map|provide|build))\b",
    re.IGNORECASE,
)
_OPENS_STRONGLY = re.compile(
    r"sure(?: thing)?[,.!—– ]|certainly|of course|absolutely|understood|got it|exactly|perfect[,.!—– ]|great[,.!—– ]|"
    r"(?:good|great|excellent|fantastic|interesting|fair|nice|smart|solid|that['’]s an? (?:[\w-]+,? ){0,3}[\w-]+) "
    r"(?:question|point|catch|choice|idea|call|news|observation|instinct|start|move|follow-up|eye|one|position|framing|metaphor|"
    r"insight|analogy|take|concern|request|view|perspective|thought|argument|distinction|approach|plan|goal|project|thing to hear|criticism)\b|"
    r"nice[,.!—–]|alright|awesome|fantastic[,.!]|wonderful[,.!]|excellent[,.!]|brilliant|thank you (?:for|so)|thanks for|"
    r"you(?:['’]re| are) (?:\w+ )?(?:welcome|right|correct|spot on|asking)|i apologi[sz]e|my apologies|apologies|"
    r"i(?:['’]m| am) (?:sorry|glad|happy to|here to|an ai|just an ai|unable|not able)|i(?:['’]d| would) be (?:happy|glad)|"
    r"i(?:['’]ll| will) (?:be|help|do)\b|i(?:['’]ve| have) (?:updated|made|added|created|"
    r"revised|rewritten|written|fixed|changed|removed)|no problem|no worries|happy to|glad (?:to|you|that|i)|congratulations|short answer|tl;?dr|"
    r"that(?:['’]s| is) (?:correct|right|true|not quite|totally|completely|exactly|a (?:really|very|deeply|genuinely))|"
    r"that (?:made me|sentence|sounds|makes sense|question)|these are (?:exactly|great|good|excellent|the right)|"
    r"this is (?:a (?:great|really|very|fascinating|classic|common|deep|wonderful)|an (?:excellent|interesting|important)|exactly)|"
    r"ah+[,!—– ]|oh[,!—– ]|hello[ !,]|hi[!,]|hi there|hey[!,]|hey there|as an ai|as a (?:large )?language model|"
    r"yes(?=\s*[—,.!:–-]|$)|no(?=\s*[—,.!:–-]|$)|yep\b|okay[,.!]|ok[,.!]|fair enough|welcome\b|in that case|done[.!]|noted[.!,]",
    re.IGNORECASE,
)
_OPENS_FAIRLY = re.compile(
    r"that(?:['’]s| is)\b|here(?:['’]s| is| are) |below (?:is|are)|let(?:['’]s| me) |i(?:['’]ll|['’]ve| see\b| understand| can(?:not|['’]t)| do(?:n['’]t| not))|"
    r"in this (?:updated|revised|version)|to (?:answer|address) your|it (?:seems|looks|sounds|appears|depends) |if you(?:['’]re| are)|"
    r"unfortunately|based on (?:your|the|what)|as of (?:my|20|today|now)|your |you(?:['’]re| are| can|['’]ve| need)|"
    r"the (?:error|issue|problem|difference|reason|answer|code you)|this (?:error|issue|code|happens)|it(?:['’]s| is) (?:great|possible|not|common|important)",
    re.IGNORECASE,
)
_OPENS_WEAKLY = re.compile(
    r"to [a-z]+|there (?:are|is) |in (?:short|essence|general)|generally|while |both |one (?:way|of)|several|i |there['’]s|"
    r"(?:[A-Z][\w'’-]*|the [\w'’-]+)(?: [\w'’-]+){0,4} (?:is|are|was|were|refers|can be|means)\b",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(
    r"(?:overall|in (?:summary|short|conclusion|essence)|to sum(?:mari[sz]e)?|ultimately|remember|bottom line|so in short|therefore|by following|"
    r"please note|keep in mind|finally)\b",
    re.IGNORECASE,
)
_PROSE_OF_ANSWERS = re.compile(
    r"(?:however|in (?:summary|conclusion|other words|short|general|addition|practice|this (?:case|example|code|way))|"
    r"overall|therefore|additionally|furthermore|moreover|finally|for (?:example|instance)|note that|keep in mind|"
    r"remember|this (?:means|is|will|code|approach|function|example|method|would|allows|makes|way)|these|such|once|"
    r"by (?:following|using|doing)|with this|after|then|next|alternatively|depending|while|although|it(?:['’]s| is) (?:important|worth|also|not)|"
    r"the |you(?:['’]re| can| could| may| might|['’]ll|['’]ve)\b|your |as (?:a result|you)|both|each|many|most|some|they|there|"
    r"to (?:make|use|get|run|install|do|create|fix|ensure|achieve|start)|here(?:['’]s| is| are)|let(?:['’]s| me)|step \d|"
    r"i (?:hope|apologi|recommend|would recommend|suggest|cannot|can['’]t)|that(?:['’]s| is| means)|what (?:this|that|it) |why (?:this|it) )",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:ok|okay|so|and|but|now|also|then|yes|yeah|yep|no|great|good(?: point| idea| question)?|cool|nice|thanks|thank you|hi|hello|"
    r"hey|please|pls|alright|well|right|perfect|awesome|wow|hmm+|haha|lol|actually|wait|sorry|not yet|true|fair enough|exactly)"
    r"[,.!\s—-]+)*"
    r"(?:(?P<order>write|give|make|explain|tell|show|create|generate|list|summari[sz]e|translate|rewrite|re-?write|fix|change|help|"
    r"describe|compare|find|provide|continue|go on|go ahead|keep going|convert|implement|act|act as|imagine|pretend|suggest|"
    r"rephrase|expand|elaborate|shorten|improve|modify|update|remove|add|use|include|try|do|let['’]?s|replace|design|draft|"
    r"analy[sz]e|evaluate|review|check|answer|calculate|solve|define|discuss|outline|propose|recommend|respond|leave|put|turn|"
    r"format|plot|draw|build|simplify|correct|proofread|edit|read|look|search|think|stop|assume|consider|redo|refactor|ignore|"
    r"what about|how about|you are (?:a|an)|i want you)\b(?!:)|"
    r"(?P<asks>how|what|why|when|where|who|whose|which|is|are|was|were|does|do|did|can|could|will|would|should|shall|has|have|am|"
    r"isn['’]?t|aren['’]?t|doesn['’]?t|don['’]?t|any|whats|hows)\b|"
    r"(?P<self>i|i['’]m|im|i['’]ve|ive|i['’]d like|my|we|we['’]re|our)(?![\w'’]))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:what|why|when|where|who|which|how|any)['’]?(?! (?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|to|if|about|many|"
    r"much|long|old|often|far|come|kind|kinds|type|else)\b)(?=\s)",
    re.IGNORECASE,
)
_ASKS_LATER = re.compile(
    r"[.!?]\s+(?:(?:and|but|so|now|also|then|ok|please),?\s+){0,3}(?:please |(?:write|rewrite|translate|summari[sz]e|explain|give me|show me|make it|"
    r"make (?:them|sure you)|tell me|generate|continue|can you|could you|add (?:it|that|this)|now |remember that|something else|what about|how about|"
    r"leave out)\b|(?:what|how|why|where|which|who|is|are|does|do|can|could|should|would)\b[^.!?\n]{2,120}\?)",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"\b(?:make|put|turn|rewrite|shorten|change|translate|explain|add|write|do|give|say|fix|convert|summari[sz]e|expand|use|format|keep) "
    r"(?:it|this|that|these|them|all of (?:it|this|that)|the (?:same|above|last|first|second|third|previous))\b|about (?:this|that|it)\b|"
    r"\b(?:the|your) (?:last|above|previous|first|second|third) (?:one|answer|point|paragraph|version|idea|option|part)\b|"
    r"\b(?:instead|again|shorter|longer|simpler|as well|too|please)[.!]?$|^(?:and|but|also|ok|okay|now|so|what about|how about)\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"i (?:can|hope|apologi|recommend|suggest|would|could|understand|appreciate|see|['’]d be)|i['’](?:d be|ll|m (?:sorry|happy|glad|here))|"
    r"do you (?:want|have|need|know|prefer|see)|would you (?:like|prefer|rather)|let['’]?s (?:break|look|start|go|walk|map|unpack|take|dive|say|consider)|"
    r"make sure|(?:are|can|do|should|could) we\b|is there (?:any|some)thing (?:else )?(?:you|i)|give me a (?:sec|moment|minute)|tell me (?:when|if|what|how|which|more about)|do you have\b|"
    r"(?:use|create|add|make|check|try|do|find|build|keep|include|remove|update|replace|review|define|consider|read|run|put|design) [^?]{0,60}:\s*$|"
    r"are you (?:looking|interested|asking|trying|thinking|considering|using|working)|shall (?:i|we)|should i|when (?:the|a|an|it|we|risk|you)\b[^?]*$|"
    r"have (?:a|fun)|which (?:means|is)\b|where (?:the|it)\b[^?]*$|what (?:this|that|you(?:['’]re|['’]ve| just| are| did))\b|"
    r"how (?:it works|this works|to (?!.*\?))",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:yes|yep|yeah|yup|no|nope|ok|okay|k|sure|please|please do|go ahead|go on|continue|more|next|thanks|thank you|thx|ty|"
    r"both|neither|exactly|correct|right|why|how|really|(?:hi|hello|hey)(?:[ ,]+\w+){0,2}|again|do it|perfect|great|cool|nice|keep going|try again|"
    r"option [a-d\d]|[a-d\d]|all|all of them|stop|wow|good|lol|maybe)\b[\s.!?,]*"
    r"(?:(?:yes|please|thanks|thank you|do|so much|very much|all|it|that|sure|again|ahead|more)\b[\s.!?,]*){0,3}",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"(?:exactly|correct|right|really|perfect|great|cool|nice|good|wow)\b", re.IGNORECASE)
_INFORMAL = re.compile(
    r"(?<![\w'’])(?:u|ur|pls|plz|thx|thanx|dont|doesnt|didnt|cant|wont|isnt|im|ive|id like|whats|thats|lets|gonna|wanna|gimme|"
    r"lol|btw|idk|imo|cuz|bc|ppl|tho|alot|i)(?![\w'’])(?<!I)|\?\?|!!| ,|\.\.\.$|(?<=\w)  +\w"
)
_ADDRESSES = re.compile(
    r"\b(?:can|could|will|would|do|did|are|were|have) you\b(?! (?:like|want|prefer|have any))|\byou (?:said|mentioned|wrote|just|gave|suggested|forgot|missed|provided|told)\b|\byour (?:answer|last|previous|response|code|evaluation|reply|suggestion)\b|\bplease\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<![\w'’])(?:I(?!['’](?:ll|d(?! like))| can\b| could\b| would\b| hope\b| recommend\b| suggest\b)|[Mm]y|[Mm]ine|im|Im|ive|we(?!\w))(?![\w])"
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|you['’](?:re|ve|ll|d))\b", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[A-Z0-9(][\w'’&+-]*")
_SMALL = frozenset("a an and as at but by for from in is of on or the to vs via with it its your".split())


class Looks:
    """What there is to see in one block, worked out once."""

    def __init__(self, block: Block) -> None:
        text = block.text
        self.gap, self.gap_after = block.gap, block.gap_after
        self.stray_start = text[:1] == " " and text[1:2].strip() != ""
        self.stray_end = text[-1:] in (" ", "\u00a0")
        self.size = len(text)
        self.text = text[:_SEEN]
        self.head = text[:_HEAD].lstrip()
        self.tail = text[-_TAIL:].rstrip().rstrip("*_\u200b ")
        self.is_list = _BULLET.match(self.head) is not None
        self.is_markdown = _MARKDOWN.match(self.head) is not None or "**" in self.text
        lines = block.lines[:12]
        self.is_code = self.head[:3] == "```" or sum(is_code_line(line.text) for line in lines) > 0.6 * len(lines)
        self.plain = not (self.is_list or self.is_markdown or self.is_code)
        self.is_heading = len(block.lines) == 1 and self._is_heading()
        self.is_offer = _OFFER.search(self.tail) is not None
        self.asked = self._asked() if self.plain else None
        self.asks_later = (
            self.plain and not self.is_offer and self.size < 600 and _ASKS_LATER.search(self.head) is not None
        )
        self.is_error = not self.is_markdown and _ERROR.match(self.head) is not None
        self.is_pasted = self.is_code or self.is_error or self.head.startswith('"""')
        self.opening = self._opening()
        self.content = frozenset(_CONTENT_WORD.findall(self.text.lower())) - _COMMON

    def _is_heading(self) -> bool:
        """A short line in Title Case, or one that a symbol leads."""
        if self.size > 90 or self.is_list:
            return False
        if _SYMBOL.match(self.head):
            return True
        words = self.head.rstrip(":?").split()
        if not words or ": " in self.head or self.tail[-1:] in ".!,;" or not words[0][:1].isupper():
            return False
        large = [word for word in words if word.lower() not in _SMALL]
        titled = sum(1 for word in large if _TITLE_WORD.match(word))
        return len(large) > 1 and len(words) <= 12 and titled >= 0.8 * len(large)

    def _asked(self) -> re.Match[str] | None:
        """How the block asks for something, where it begins so."""
        asked = _ASKS.match(self.head)
        if not asked or _NOT_ASKED.match(self.head[asked.start(asked.lastgroup or 0) :]):
            return None
        return asked

    def _opening(self) -> float:
        """How strongly the block opens a reply: 0 to 1."""
        head = self.head.lstrip("*_#> ")
        if _OPENS_STRONGLY.match(head):
            return 0.3 if self.asked or self.asks_later else 1.0
        if _OPENS_FAIRLY.match(head):
            return 0.5
        return 0.25 if self.size > 60 and _OPENS_WEAKLY.match(head) else 0.0


_LANGUAGES = frozenset(
    "bash sh shell zsh powershell python py javascript js typescript ts tsx jsx java kotlin swift c cpp c++ csharp c# go rust ruby php "
    "perl r sql html css scss xml json yaml toml ini markdown md text plaintext txt dockerfile makefile lua scala matlab latex diff "
    "graphql solidity dart haskell elixir vba csv".split()
)
_COMMON = frozenset(
    "write explain tell give show create make list summarize describe compare find using used thanks thank please short "
    "this that with from your have what when which will would could should there their they about into more some than then "
    "them these those also just like does make want need please here where while such only other each very".split()
)


def signs(looks: Looks) -> list[Sign]:
    """The evidence that a block carries in itself."""
    head, tail, size, plain, asked = looks.head, looks.tail, looks.size, looks.plain, looks.asked
    if size < 60 and _REPLY.fullmatch(head):
        return [Sign(2.2 if _PRAISE.match(head) else 3.2, "a short reply")]
    found: list[Sign] = []
    if looks.is_list:
        found.append(Sign(-3.0, "a list"))
    if looks.is_markdown:
        found.append(Sign(-2.5, "formatted"))
    if looks.is_code:
        found.append(Sign(-0.8, "code"))
    if _SYMBOL.search(head):
        found.append(Sign(-2.0, "symbols that models use"))
    if looks.is_heading:
        found.append(Sign(-2.2, "a heading"))
    if "—" in looks.text:
        found.append(Sign(-1.3, "a long dash"))
    if looks.opening == 1.0:
        found.append(Sign(-1.6, "opens like a reply"))
    if looks.is_offer:
        found.append(Sign(-3.0, "an offer"))
    if tail.endswith(":"):
        found.append(Sign(-1.6, "leads on to something"))
    if looks.is_error and not asked:
        found.append(Sign(1.8, "an error message"))
    if size > 2500:
        found.append(Sign(-0.8, "long"))
    if plain:
        found += _signs_of_prose(looks)
    return found


def _signs_of_prose(looks: Looks) -> list[Sign]:
    """The evidence in the wording of a block that is neither list nor code nor marked up."""
    head, tail, size, asked = looks.head, looks.tail, looks.size, looks.asked
    found: list[Sign] = []
    stops = not tail[-1:].isalnum()
    if size < 280:
        found.append(Sign(0.4, "short and unformatted"))
    if asked:
        clause = asked["asks"] and not tail.endswith("?") and _CLAUSE.match(head[asked.start("asks") :])
        found.append(Sign(0.3 if clause else 1.2 if asked["self"] else 1.5, _HOW_IT_ASKS[asked.lastgroup or "asks"]))
    elif looks.asks_later:
        found.append(Sign(1.3, "comes to a request"))
    elif _PROSE_OF_ANSWERS.match(head):
        found.append(Sign(-1.6, "goes on like an answer"))
    elif tail.endswith(".") and not _FIRST_PERSON.search(head):
        found.append(Sign(-0.6, "a statement"))
    if size < 300 and (asked or not stops) and not looks.is_offer and _REFERS_BACK.search(head):
        found.append(Sign(0.8, "refers back"))
    if tail.endswith("?"):
        found.append(Sign(1.2, "ends in a question"))
        if looks.gap > 1 and size <= 60 and head[:1].isupper() and not _FIRST_PERSON.search(head):
            found.append(Sign(-1.6, "could be a heading"))
    elif not stops and not looks.is_heading and " " in head:
        found.append(Sign(0.8, "ends without a full stop"))
    if head[:1].islower() and (asked or not _CODE_WORDS.search(head)):
        found.append(Sign(1.7, "begins in lower case"))
    if _INFORMAL.search(looks.text):
        found.append(Sign(1.3, "typed in haste"))
    if not looks.is_offer and _ADDRESSES.search(looks.text):
        found.append(Sign(1.0, "speaks to the assistant"))
    if _FIRST_PERSON.search(looks.text):
        found.append(Sign(0.9, "speaks of oneself"))
    elif not asked and _SECOND_PERSON.search(looks.text):
        found.append(Sign(-0.7, "speaks to the reader"))
    if looks.stray_start:
        found.append(Sign(1.2, "a stray space before it"))
    return found


_HOW_IT_ASKS = {"order": "asks for something", "asks": "begins like a question", "self": "speaks of oneself"}


def ends_turn(looks: Looks) -> Sign:
    """The evidence in the last block of an answer that a prompt follows it."""
    if looks.tail.endswith(":"):
        return Sign(-3.5, "after a line that leads on")
    if looks.is_heading:
        return Sign(-3.0, "after a heading")
    if looks.size < 20 and looks.head.lower() in _LANGUAGES:
        return Sign(-4.0, "after the name of a language")
    if looks.is_offer:
        return Sign(2.8, "after an offer")
    if (
        looks.size <= 60
        and looks.plain
        and looks.tail[-1:].isalnum()
        and looks.head[:1].isupper()
        and ": " not in looks.head
    ):
        return Sign(-1.2, "after what could be a heading")
    if looks.tail.endswith("?"):
        return Sign(2.4 if _SECOND_PERSON.search(looks.tail[-200:]) else 1.4, "after a question")
    if _SUMS_UP.match(looks.head):
        return Sign(0.8, "after a summing-up")
    if looks.is_list or looks.is_markdown:
        return Sign(-0.3, "after a list")
    return Sign(0.0, "after an answer")


def opens_answer(prompt: Looks, answer: Looks, following: Looks | None) -> Sign:
    """The evidence in the first block of an answer that what stands before it is the prompt it answers."""
    weight, name = 2.4 * answer.opening, "before what follows"
    if answer.opening == 1.0:
        name = "before an opening that answers it"
    elif answer.opening:
        name = "before an opening that may answer it"
    if answer.is_list:
        weight -= 1.2
    said = answer.content | (following.content if following and not following.is_list else frozenset())
    echo = len(prompt.content & said) / min(len(prompt.content), 8) if prompt.content else 0.0
    if echo >= 0.25 and not answer.is_code:
        weight += min(1.5, 1.8 * echo)
        name = name if answer.opening == 1.0 else "its words come back in what follows"
    return Sign(weight, name)


_MODEL_SPEAKS = re.compile(
    r"\b(?:if you(?:['’]d)? (?:like|want), I (?:can|could)|would you like me to|do you want me to|as an AI|as a language model|"
    r"let me know if you(?:['’]d)? (?:like|want|need)|I hope this helps|I can(?:not|['’]t) (?:browse|access|open)|"
    r"my (?:training data|knowledge cutoff)|I only had access to)\b",
    re.IGNORECASE,
)


def is_model_like(text: str) -> bool:
    """Whether a text without turns speaks as models do of themselves and to whom they serve."""
    return _MODEL_SPEAKS.search(text) is not None
